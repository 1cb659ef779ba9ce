"""Heights of buildings, where a source gives them, and why they are missing; none is estimated."""

import numpy as np
import pandas as pd

from geo_ser.elevations import believable_height_m, newer_than_survey
from geo_ser.measure.inputs import given
from geo_ser.measure.measured import Measured
from geo_ser.measure.reliability import INCOMPLETE_SHARE

__all__ = ["height_missing_reason", "known_height_m", "terrain_heights"]

_COLUMNS = ("height_max_m", "height_p50_m", "height_known_share")


def known_height_m(buildings: pd.DataFrame) -> pd.Series:
    """Return the height of each building above its ground, NaN where missing or not believed.

    Parameters
    ----------
    buildings
        (n,) rows; `height_m` optional, and so are `construction_year` and `survey_date`.

    Returns
    -------
    known_height_m : pandas.Series
        (n,) float64 in (0, `elevations.HEIGHT_LIMIT_M`], m; NaN where the building is newer than
        the survey.

    Examples
    --------
    >>> known_height_m(pd.DataFrame({"height_m": [8.5, -2.0, None]})).to_list()
    [8.5, nan, nan]
    """
    if "height_m" not in buildings.columns:
        return pd.Series(np.nan, index=buildings.index, name="known_height_m", dtype="float64")
    height = believable_height_m(buildings["height_m"])
    return height.mask(_newer(buildings)).rename("known_height_m")


def _newer(buildings: pd.DataFrame) -> pd.Series:
    """Return which buildings were built after the survey that gave their height."""
    return newer_than_survey(given(buildings, "construction_year"), given(buildings, "survey_date"))


def height_missing_reason(buildings: pd.DataFrame) -> pd.Series:
    """Return why a building has no height: a code, null where it has one.

    Returns
    -------
    height_missing_reason : pandas.Series
        (n,) text, a code of `elevations.HEIGHT_REASONS`: what the source itself said, else
        ``no_heights`` (no source of heights), ``not_given`` (the source has none for this
        building), ``impossible`` (≤ 0 or above the limit), ``newer_than_survey``.
    """
    if "height_m" not in buildings.columns:
        reason = pd.Series("no_heights", index=buildings.index, dtype="str")
        return reason.rename("height_missing_reason")
    there = buildings["height_m"].notna()
    said = given(buildings, "height_missing_reason").astype("str").fillna("not_given")
    reason = said.mask(there, "impossible").mask(there & _newer(buildings), "newer_than_survey")
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
