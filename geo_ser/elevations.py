"""What a height can be, and why one is missing: one vocabulary for reading and for measuring.

A height is metres above the ground beside the building; an elevation is metres above NAP. Raw
sources hold elevations, so that a height is always a difference (docs/heights.md).
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

__all__ = [
    "ELEVATIONS_M",
    "HEIGHT_LIMIT_M",
    "HEIGHT_REASONS",
    "believable_height_m",
    "newer_than_survey",
]

HEIGHT_LIMIT_M = 400.0
"""Nothing built in the country is this high; above it a height is a raster's nodata or a slip."""

ELEVATIONS_M = (-20.0, 400.0)
"""Ground and roofs in the country lie between these elevations, m NAP. AHN's nodata is 3.4e38."""

HEIGHT_REASONS: Mapping[str, str] = {
    "no_heights": "the study has no source of heights",
    "not_given": "the sources have no height for this building",
    "newer_than_survey": "built in a later year than the survey was flown",
    "no_roof": "the source knows the building, but not its roof",
    "no_ground": "the elevation of the ground beside the building is unknown",
    "impossible": "the height is 0 or less or above the limit, or an elevation is absurd",
    "low_coverage": "too little of the building has a known roof elevation",
    "outside_raster": "the building lies outside the raster",
    "too_large": "the outline is larger than is read at once",
}
"""The codes of `height_missing_reason`."""


def believable_height_m(height: pd.Series) -> pd.Series:
    """Return heights above ground, NaN where missing or impossible.

    Parameters
    ----------
    height
        (n,) m.

    Returns
    -------
    believable_height_m : pandas.Series
        (n,) float64 in (0, `HEIGHT_LIMIT_M`], m.

    Examples
    --------
    >>> believable_height_m(pd.Series([8.5, 0.0, -2.0, 3.4e38, None])).to_list()
    [8.5, nan, nan, nan, nan]
    """
    metres = height.astype("float64")
    return metres.where((metres > 0) & (metres <= HEIGHT_LIMIT_M))


def newer_than_survey(construction_year: pd.Series, survey_date: pd.Series) -> pd.Series:
    """Return which buildings were built in a later year than they were surveyed.

    What the survey saw there is another building, or none. In the year of the survey itself the
    height is believed; so it is where either is unknown.

    Parameters
    ----------
    construction_year
        (n,) whole years, may be null.
    survey_date
        (n,) days, may be null; index of `construction_year`.

    Returns
    -------
    newer : pandas.Series
        (n,) bool.

    Examples
    --------
    >>> years = pd.Series([2019, 2020, 2021, None], dtype="Int64")
    >>> newer_than_survey(years, pd.Series(pd.to_datetime(["2020-03-01"] * 4))).to_list()
    [False, False, True, False]
    """
    built = construction_year.astype("Float64").to_numpy(dtype="float64", na_value=np.nan)
    flown = pd.to_datetime(survey_date).dt.year.to_numpy(dtype="float64", na_value=np.nan)
    return pd.Series(built > flown, index=construction_year.index, dtype="bool")
