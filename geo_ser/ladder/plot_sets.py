"""Which plots a measured supply rests on, so that no plot stands in for two supplies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geo_ser.tables import require_columns

__all__ = ["PlotTables", "counted_before", "plot_set"]

KEYS = ["plot_id", "terrain_id"]
ENDS = ["low_ha", "value_ha", "high_ha"]
WHOLE = "*"
"""In place of a what-if: the land of the plot, whatever is done with it."""

_LEVEL = re.compile(r"gain_level_(\d)(_plot|_floor)?_ha")
_THEORY = re.compile(r"gain_theoretical(_plot|_floor)?_ha")
_ONE = re.compile(r"gain_(\w+)_ha")


@dataclass(frozen=True)
class PlotTables:
    """The measured plots, and what could be won on each; None where a stage has not run."""

    plots: pd.DataFrame | None = None
    """Indicators: `plot_id`, `terrain_id`, `area_in_terrain_m2`, `counts_as_net`, `use`,
    `vacant`."""
    gain_plots: pd.DataFrame | None = None
    """`plot_id`, `terrain_id`, `instrument`, `kind` (plot or floor), `theoretical_…_ha` and
    `realistic_…_ha`."""


def plot_set(column: str, terrains: Sequence[str], tables: PlotTables) -> pd.DataFrame | None:
    """Return what a measured supply holds on each plot.

    Parameters
    ----------
    column
        The indicator it is the sum of.
    terrains
        The ids of the terrains it means.
    tables
        The plots.

    Returns
    -------
    holdings : pandas.DataFrame or None
        (k,) `plot_id`, `terrain_id`, `instrument` (the what-if of a gain; "*": the whole land of
        the plot), `low_ha`, `value_ha`, `high_ha`, rows without hectares left out. None where
        the indicator is no sum over plots (cover, gross area …): then nobody can say what of it
        lies on which plot.

    Raises
    ------
    TableError
        If a table of plots lacks a column.
    """
    if column.startswith("gain_"):
        held = _of_gain(column, tables.gain_plots)
    else:
        held = _of_land(column, tables.plots)
    if held is None:
        return None
    held = held[held["terrain_id"].isin(list(terrains)) & (held[ENDS] > 0).any(axis=1)]
    return pd.DataFrame(held.reset_index(drop=True))


def counted_before(held: pd.DataFrame, before: pd.DataFrame) -> pd.Series:
    """Return which rows of a supply rest on land or a what-if that an earlier one has.

    Parameters
    ----------
    held, before
        What `plot_set` returned for the supply, and for those before it.

    Returns
    -------
    counted : pandas.Series
        (k,) bool: the same plot, and the same what-if or the whole land of it in either.
    """
    by_plot = before.groupby(KEYS)["instrument"].agg(set)
    pairs = zip(held["plot_id"], held["terrain_id"], held["instrument"], strict=True)
    found = []
    for plot, terrain, instrument in pairs:
        theirs = by_plot.get((plot, terrain), set())
        found.append(bool(theirs) and bool(theirs & {instrument, WHOLE} or instrument == WHOLE))
    return pd.Series(found, held.index, dtype="bool")


def _of_land(column: str, plots: pd.DataFrame | None) -> pd.DataFrame | None:
    """Return the plots of an area indicator that adds up whole plots."""
    if column not in ("net_area_m2", "unbuilt_area_m2", "rest_area_m2", "vacant_area_m2"):
        return None
    if plots is None:
        return None
    require_columns(plots, "plots", *KEYS, "area_in_terrain_m2", "counts_as_net")
    ours = plots["counts_as_net"].astype("boolean").fillna(False).astype("bool")
    if column in ("unbuilt_area_m2", "rest_area_m2"):
        require_columns(plots, "plots", "use")
        ours &= plots["use"].eq(column.removesuffix("_area_m2")).fillna(False).astype("bool")
    if column == "vacant_area_m2":
        require_columns(plots, "plots", "vacant")
        ours &= plots["vacant"].astype("boolean").fillna(False).astype("bool")
    held = plots.loc[ours, KEYS].astype("str")
    area = plots.loc[ours, "area_in_terrain_m2"].astype("float64") / 10_000
    return held.assign(instrument=WHOLE, **dict.fromkeys(ENDS, area))


def _of_gain(column: str, gain_plots: pd.DataFrame | None) -> pd.DataFrame | None:
    """Return the plots and what-ifs that a gain adds up."""
    if gain_plots is None:
        return None
    stem, kind, only = "theoretical", None, None
    if found := _LEVEL.fullmatch(column):
        stem, kind = f"realistic_{found[1]}", found[2]
    elif found := _THEORY.fullmatch(column):
        kind = found[1]
    elif found := _ONE.fullmatch(column):
        only = found[1]
    if stem == "realistic_0":
        return pd.DataFrame(columns=[*KEYS, "instrument", *ENDS])
    sources = [f"{stem}_low_ha", f"{stem}_ha", f"{stem}_high_ha"]
    if not set(sources) <= set(gain_plots.columns):
        return None
    require_columns(gain_plots, "gain_plots", *KEYS, "instrument")
    ours = pd.Series(True, gain_plots.index)
    if kind is not None:
        require_columns(gain_plots, "gain_plots", "kind")
        ours &= gain_plots["kind"].eq(kind.removeprefix("_"))
    if only is not None:
        ours &= gain_plots["instrument"].eq(only)
    held = gain_plots.loc[ours, [*KEYS, "instrument"]].astype("str")
    amounts = gain_plots.loc[ours, sources].astype("float64").fillna(0.0)
    return held.assign(**{end: amounts[one] for end, one in zip(ENDS, sources, strict=True)})
