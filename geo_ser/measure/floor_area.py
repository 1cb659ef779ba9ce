"""Gross floor area (GFA, bvo) of areas: terrains, plots, and what lies on no plot."""

import numpy as np
import pandas as pd

from geo_ser.measure.building_floor import FLOOR_METHODS, GFA_COLUMNS, USE_COLUMNS
from geo_ser.measure.measured import Measured
from geo_ser.measure.ratios import fsi, layers, mxi
from geo_ser.measure.reliability import INCOMPLETE_SHARE
from geo_ser.measure.sums import sums_by

__all__ = ["terrain_floor_area"]

_INCOMPLETE = "floor_area_incomplete"


def terrain_floor_area(
    parts: pd.DataFrame, floor: pd.DataFrame, land: pd.DataFrame, unknown_max_share: float
) -> Measured:
    """Return the floor-area indicators of each terrain.

    The bounds add up those of the buildings; the high one is null where one of theirs is. The
    value adds up the values, and of buildings without one the low bound; it is null
    (``floor_area_incomplete``), with all that follows from it, where such buildings hold more
    than `unknown_max_share` of the built land. `gfa_known_share` is the share of the built land
    whose floor area is known, 1 where nothing is built; it and the low bound are never null.

    Parameters
    ----------
    parts
        What `coverage.building_parts` returned.
    floor
        What `building_floor.building_floor_area` returned; a building without a method does not
        stand.
    land
        (n,) `gross_area_m2` and `footprint_m2` of each terrain, index `terrain_id`.
    unknown_max_share
        `study.Thresholds.gfa_unknown_max_share`.

    Returns
    -------
    measured : Measured
        (n,) index of `land`: `GFA_COLUMNS`, `gfa_known_share`, `USE_COLUMNS`, `fsi_gross`,
        `layers`, `mxi`.
    """
    here = parts[["terrain", "building", "share", "land_m2"]].join(floor, on="building")
    here = here[here["gfa_method"].notna()]
    here["terrain"] = land.index[here["terrain"]]
    values = _sums(here, land.index)
    unknown = _land_of(here, here["gfa_m2"].isna(), land.index)
    built = _land_of(here, pd.Series(True, here.index), land.index)
    lacking = unknown > unknown_max_share * built
    values["gfa_known_share"] = 1 - (unknown / built.where(built > 0)).fillna(0.0)
    values.loc[lacking, ["gfa_m2", *USE_COLUMNS]] = np.nan
    if floor["uses_reason"].isin(["no_units", "no_uses"]).any():
        values[list(USE_COLUMNS)] = np.nan
    values["fsi_gross"] = fsi(values["gfa_m2"], land["gross_area_m2"])
    values["layers"] = layers(values["gfa_m2"], land["footprint_m2"])
    values["mxi"] = mxi(values["gfa_dwelling_m2"], values["gfa_m2"])
    why = pd.Series(None, land.index, dtype="str").mask(lacking, _INCOMPLETE)
    worst = here.groupby("terrain")["gfa_at_best"].max().reindex(land.index).fillna("A")
    other = here["gfa_method"].ne("units") | here["gfa_m2"].isna()
    return Measured(
        values,
        methods=_methods(here, land.index),
        reasons=_reasons(why, floor, land),
        incomplete=_land_of(here, other, land.index) > INCOMPLETE_SHARE * built,
        at_best=worst.mask(lacking, "D"),
    )


def _sums(here: pd.DataFrame, terrains: pd.Index) -> pd.DataFrame:
    """Return the floor area of each terrain, its bounds, and its parts by use."""
    columns = {"counted_m2": "gfa_m2", **{name: name for name in (*GFA_COLUMNS[1:], *USE_COLUMNS)}}
    amounts = here[list(columns)].mul(here["share"], axis="index")
    values = sums_by(amounts, here["terrain"]).reindex(terrains, fill_value=0.0)
    values = values.rename(columns=columns)
    unbounded = here.loc[here["gfa_high_m2"].isna(), "terrain"]
    values.loc[terrains.isin(unbounded), "gfa_high_m2"] = np.nan
    return values


def _land_of(here: pd.DataFrame, which: pd.Series, terrains: pd.Index) -> pd.Series:
    """Return the built land of each terrain that some of its buildings hold, m²."""
    land = sums_by(here["land_m2"].where(which, 0.0), here["terrain"])
    return land.reindex(terrains, fill_value=0.0)


def _methods(here: pd.DataFrame, terrains: pd.Index) -> dict[str, str | pd.Series]:
    """Return how each column was found; for floor area all methods used, joined by +."""
    used = here[["terrain", "gfa_method"]].drop_duplicates()
    used = used.sort_values("gfa_method", key=lambda column: column.map(FLOOR_METHODS.index))
    joined = used.groupby("terrain")["gfa_method"].agg("+".join).reindex(terrains)
    joined = joined.fillna("no_standing_building")
    return {
        **dict.fromkeys([*GFA_COLUMNS, *USE_COLUMNS], joined),
        "gfa_known_share": "share_of_footprint",
        "fsi_gross": "gfa_over_gross_area",
        "layers": "gfa_over_footprint",
        "mxi": "dwelling_over_gfa",
    }


def _reasons(why: pd.Series, floor: pd.DataFrame, land: pd.DataFrame) -> dict[str, str | pd.Series]:
    """Return why each column is null where it is."""
    without = floor.loc[floor["uses_reason"].isin(["no_units", "no_uses"]), "uses_reason"]
    by_use = why if without.empty else pd.Series(without.iloc[0], index=why.index)
    return {
        **dict.fromkeys(["gfa_m2", "fsi_gross"], why),
        "gfa_high_m2": "no_upper_bound",
        **dict.fromkeys(USE_COLUMNS, by_use),
        "layers": why.mask(~(land["footprint_m2"] > 0), "no_footprint"),
        "mxi": by_use.fillna("no_floor_area"),
    }
