"""Step 1: the hectares that terrains in use can still take, by ambition level."""

import math

import numpy as np
import pandas as pd

from geo_ser.errors import TableError, first_three
from geo_ser.figures import numbers
from geo_ser.gain.bounds import existing_ends
from geo_ser.parameters import EXISTING_LEVELS, ExistingParameters

__all__ = ["existing_gain", "existing_sums"]

_NAME_COLUMNS = ("terrain", "name", "id")
_TOTAL_ROWS = ("totaal", "total")
_VACANT = "vacant_or_for_sale_ha"
_FALLOW = "fallow_without_plan_ha"
_INTENSIFICATION = "intensification_ha"
_EXTRA = "extra_intensification_ha"
_HECTARES = (_VACANT, _FALLOW, _INTENSIFICATION, _EXTRA)


def existing_gain(terrains: pd.DataFrame, parameters: ExistingParameters) -> pd.DataFrame:
    r"""Hectares won on each existing terrain at each ambition level, cumulative.

    .. math::
        g_1 = v\,r\,l \qquad g_2 = g_1 + f + i\,d \qquad g_3 = g_2 + x

    with v vacant or for sale, f fallow without a building plan, i intensification, x extra
    intensification, r and l the shares that are used again and by local firms; d is r·l for
    the terrains of `discount_intensification`, else 1. Level 0 wins nothing.

    Parameters
    ----------
    terrains
        (n,) one row per terrain: its name in `terrain` (or `name`, or `id`) and the four
        hectare columns, as text or numbers. A row named totaal or total is left out.
    parameters
        The `[existing]` block of a ladder file.

    Returns
    -------
    gain : pandas.DataFrame
        (4 n,) `terrain` (text), `level` (0–3), `gain_ha` (float64, ha, ≥ 0; NaN where a
        figure the level needs is unknown), `gain_low_ha` and `gain_high_ha` (with the shares at
        the bounds of their ranges; the same without), ordered by terrain, then level.

    Raises
    ------
    TableError
        If a column is missing, a terrain stands twice or is named in
        `discount_intensification` without standing in the table, or a cell is no area.

    Notes
    -----
    Source: Stec Groep (2004), Ruimtelijke mogelijkheden Rijssen-Holten, annex F.

    Examples
    --------
    >>> atlas = pd.DataFrame({
    ...     "terrain": ["De Mors"], "vacant_or_for_sale_ha": ["1.75"],
    ...     "fallow_without_plan_ha": ["0"], "intensification_ha": ["2.45"],
    ...     "extra_intensification_ha": ["0"],
    ... })
    >>> shares = ExistingParameters(table="atlas.csv", reuse_share=0.8, local_share=0.75)
    >>> existing_gain(atlas, shares)["gain_ha"].round(6).to_list()
    [0.0, 1.05, 3.5, 3.5]
    """
    rows = _terrain_rows(terrains, parameters)
    low, high = existing_ends(parameters)
    table = _gained(rows, parameters).rename("gain_ha").to_frame()
    table["gain_low_ha"] = _gained(rows, low)
    table["gain_high_ha"] = _gained(rows, high)
    table = table.reset_index().astype({"terrain": "str", "level": "int64"})
    return table.sort_values(["terrain", "level"], ignore_index=True)


def existing_sums(
    terrains: pd.DataFrame, parameters: ExistingParameters
) -> tuple[list[float], list[float]]:
    """Return what each level wins on all terrains together, in two parts.

    Returns
    -------
    fixed, shared : list of float
        By level, in hectares: the gain is fixed + shared × r × l, in the symbols of
        `existing_gain`. NaN where a figure is unknown.
    """
    rows = _terrain_rows(terrains, parameters)
    ends = []
    for share in (0.0, 1.0):
        at = parameters.model_copy(update={"reuse_share": share, "local_share": 1.0})
        gained = _gained(rows, at).groupby("level")
        ends.append([math.fsum(one) for _, one in gained])
    return ends[0], [one - none for none, one in zip(*ends, strict=True)]


def _gained(rows: pd.DataFrame, parameters: ExistingParameters) -> pd.Series:
    """Return the gain by terrain and level."""
    both = float(parameters.reuse_share) * float(parameters.local_share)
    discounted = rows.index.isin(parameters.discount_intensification)
    first = rows[_VACANT] * both
    second = first + rows[_FALLOW] + rows[_INTENSIFICATION] * np.where(discounted, both, 1.0)
    none = pd.Series(0.0, index=rows.index)
    gains = dict(zip(EXISTING_LEVELS, (none, first, second, second + rows[_EXTRA]), strict=True))
    table = pd.DataFrame(gains).rename_axis("terrain").reset_index()
    return table.melt("terrain", var_name="level").set_index(["terrain", "level"])["value"]


def _terrain_rows(terrains: pd.DataFrame, parameters: ExistingParameters) -> pd.DataFrame:
    """Return the four hectare columns as numbers, by terrain name, totals left out."""
    name = next((one for one in _NAME_COLUMNS if one in terrains.columns), None)
    missing = [column for column in _HECTARES if column not in terrains.columns]
    if name is None or missing:
        lacks = missing or [_NAME_COLUMNS[0]]
        raise TableError(
            f"{parameters.table}: no column {', '.join(map(repr, lacks))}; it has "
            f"{', '.join(map(str, terrains.columns))}. Step 1 needs the four ways to win land."
        )
    rows = terrains[~terrains[name].str.strip().str.lower().isin(_TOTAL_ROWS)]
    rows = rows.set_index(rows[name].str.strip())
    repeated = rows.index[rows.index.duplicated()]
    if len(repeated):
        raise TableError(
            f"{parameters.table}: {len(repeated)} of {len(rows)} rows repeat a terrain (first: "
            f"{first_three(repeated)}). Give each terrain one row."
        )
    unknown = sorted(set(parameters.discount_intensification) - set(rows.index))
    if unknown:
        raise TableError(
            f"{parameters.table}: no terrain {', '.join(map(repr, unknown))}, which "
            f"discount_intensification names; it has {', '.join(rows.index)}."
        )
    return pd.DataFrame({column: _hectares(rows[column], parameters.table) for column in _HECTARES})


def _hectares(cells: pd.Series, table: str) -> pd.Series:
    """Return a column of areas as numbers; unknown words are NaN, anything else is refused."""
    areas, unreadable = numbers(cells)
    bad = unreadable | (areas < 0)
    if bad.any():
        raise TableError(
            f"{table}: {int(bad.sum())} of {len(cells)} cells of {cells.name} are no area "
            f"(first: {first_three(cells[bad])}, of {first_three(cells.index[bad])}). "
            "Give hectares of 0 or more, or leave the cell empty when unknown."
        )
    return areas
