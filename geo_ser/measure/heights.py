"""Heights of buildings, where a source gives them; nothing is estimated."""

import numpy as np
import pandas as pd

from geo_ser.measure.measured import Measured
from geo_ser.measure.reliability import INCOMPLETE_SHARE

__all__ = ["HEIGHT_LIMIT_M", "height_missing_reason", "known_height_m", "terrain_heights"]

HEIGHT_LIMIT_M = 400.0
"""Nothing built in the country is this high; above it a height is a raster's nodata or a slip."""

_COLUMNS = ("height_max_m", "height_p50_m", "height_known_share")


def known_height_m(buildings: pd.DataFrame) -> pd.Series:
    """Return the height of each building above its ground, NaN where missing or impossible.

    Parameters
    ----------
    buildings
        (n,) rows; `height_m` optional.

    Returns
    -------
    known_height_m : pandas.Series
        (n,) float64 in (0, `HEIGHT_LIMIT_M`], m.

    Examples
    --------
    >>> known_height_m(pd.DataFrame({"height_m": [8.5, -2.0, None]})).to_list()
    [8.5, nan, nan]
    """
    if "height_m" not in buildings.columns:
        return pd.Series(np.nan, index=buildings.index, name="known_height_m", dtype="float64")
    height = buildings["height_m"].astype("float64")
    return height.where((height > 0) & (height <= HEIGHT_LIMIT_M)).rename("known_height_m")


def height_missing_reason(buildings: pd.DataFrame) -> pd.Series:
    """Return why a building has no height: a code, null where it has one.

    Returns
    -------
    height_missing_reason : pandas.Series
        (n,) text: ``no_heights`` (no source of heights), ``not_given`` (the source has none
        for this building), ``impossible`` (≤ 0 or above `HEIGHT_LIMIT_M`).
    """
    if "height_m" not in buildings.columns:
        reason = pd.Series("no_heights", index=buildings.index, dtype="str")
        return reason.rename("height_missing_reason")
    given = buildings["height_m"].notna()
    reason = pd.Series(np.where(given, "impossible", "not_given"), buildings.index, dtype="str")
    return reason.mask(known_height_m(buildings).notna()).rename("height_missing_reason")


def terrain_heights(
    parts: pd.DataFrame, buildings: pd.DataFrame, standing: pd.Series, terrains: pd.Index
) -> Measured:
    """Return the height indicators of each terrain, over the buildings that stand in it.

    Parameters
    ----------
    parts
        What `coverage.building_parts` returned.
    buildings
        (m,) rows with `height_m`.
    standing
        (m,) bool, index of `buildings`.
    terrains
        (n,) `terrain_id`.

    Returns
    -------
    measured : Measured
        (n,) `height_max_m`, `height_p50_m` (the median building, sheds included) and
        `height_known_share` (of the buildings; null where none stands).
    """
    rows = standing.to_numpy(dtype="bool")[parts["building"]]
    at = parts.loc[rows, "building"].to_numpy()
    height = known_height_m(buildings).iloc[at]
    by_terrain = height.groupby(terrains.to_numpy()[parts.loc[rows, "terrain"]])
    count = by_terrain.size().reindex(terrains, fill_value=0)
    share = by_terrain.count().reindex(terrains, fill_value=0) / count.where(count > 0)
    values = pd.DataFrame(
        {
            "height_max_m": by_terrain.max().reindex(terrains),
            "height_p50_m": by_terrain.median().reindex(terrains),
            "height_known_share": share,
        }
    )
    why = pd.Series("no_height_known", index=terrains).mask(count == 0, "no_standing_building")
    return Measured(
        values,
        methods={
            "height_max_m": "highest_building",
            "height_p50_m": "median_building",
            "height_known_share": "share_of_buildings",
        },
        reasons=dict.fromkeys(_COLUMNS, why),
        incomplete=share < 1 - INCOMPLETE_SHARE,
    )
