"""Gross area: all of the terrain, and where two terrains claim the same land."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_ser.errors import first_three
from geo_ser.findings import Finding, Words
from geo_ser.geometry.cuts import intersection
from geo_ser.geometry.overlay import overlapping_pairs
from geo_ser.tables import require_area_crs, require_positive_area

__all__ = ["MOST_NAMED", "OVERLAP_MIN_M2", "gross_area_m2", "terrain_overlaps"]

OVERLAP_MIN_M2 = 1.0
"""Terrains that share no more than this are neighbours drawn by hand, not an overlap."""

MOST_NAMED = 10
"""With more others than this the overlaps of one terrain become one finding: a thousand outlines
over each other gave 472 725."""


def gross_area_m2(terrains: gpd.GeoDataFrame) -> pd.Series:
    """Return the area of each terrain's polygon.

    Parameters
    ----------
    terrains
        (n,) polygons in EPSG:28992, each with an area above 0 m².

    Returns
    -------
    gross_area_m2 : pandas.Series
        (n,) float64, m², same index, never NaN. Plane area in RD; the projection's scale
        error is below 0.02 % of an area anywhere in the country.

    Raises
    ------
    CrsError
        If the table is not in EPSG:28992.
    TableError
        If a terrain has no area.

    Examples
    --------
    >>> from shapely import box
    >>> parks = gpd.GeoDataFrame(geometry=[box(0, 0, 20, 30)], crs=28992)
    >>> gross_area_m2(parks).to_list()
    [600.0]
    """
    require_area_crs(terrains=terrains)
    require_positive_area(terrains=terrains)
    return pd.Series(terrains.geometry.area, name="gross_area_m2")


def terrain_overlaps(terrains: gpd.GeoDataFrame) -> list[Finding]:
    """Return a finding for every two terrains that share more than `OVERLAP_MIN_M2`.

    Both are measured whole, so their figures may not be added up; the finding says by how
    much, and its geometry shows where. A terrain that shares land with more than
    `MOST_NAMED` later ones gets one finding for all of them.

    Parameters
    ----------
    terrains
        (n,) `terrain_id` and polygons in EPSG:28992, in order of `terrain_id`.
    """
    later, earlier = overlapping_pairs(terrains.geometry)
    values = terrains.geometry.to_numpy()
    ids = terrains["terrain_id"].to_numpy()
    findings: list[Finding] = []
    for row in np.unique(earlier):
        others = later[earlier == row]
        shared = intersection(np.repeat(values[row : row + 1], len(others)), values[others])
        enough = shapely.area(shared) > OVERLAP_MIN_M2
        others, shared = others[enough], shared[enough]
        if len(others) > MOST_NAMED:
            findings.append(_with_many(ids[row], ids[others], shared))
        else:
            findings += [
                _with_one(ids[row], ids[other], part)
                for other, part in zip(others, shared, strict=True)
            ]
    return findings


_ACTION = Words(
    "Verleg een van de twee grenzen, of tel de twee terreinen niet bij elkaar op.",
    "Redraw one of the two outlines, or do not add up the two terrains.",
)


def _with_one(terrain: str, other: str, shared: shapely.Geometry) -> Finding:
    reason = Words(
        f"Deelt grond met terrein {other!r}; die telt in beide mee.",
        f"Shares land with terrain {other!r}; the land counts in both.",
    )
    return _overlap(terrain, shared, reason, _ACTION)


def _with_many(terrain: str, others: np.ndarray, shared: np.ndarray) -> Finding:
    count, which = len(others), first_three(others)
    reason = Words(
        f"Deelt grond met {count} terreinen ({which}); die telt in elk van hen mee.",
        f"Shares land with {count} terrains ({which}); the land counts in each of them.",
    )
    action = Words(
        "Staat één terrein vaker in het bestand, of liggen er grotere gebieden overheen? Houd van "
        "elk terrein één grens.",
        "Is one terrain in the file more often, or do larger areas lie over it? Keep one outline "
        "of each terrain.",
    )
    return _overlap(terrain, shapely.union_all(shared), reason, action)


def _overlap(terrain: str, shared: shapely.Geometry, reason: Words, action: Words) -> Finding:
    return Finding(
        rule="measure.terrain_overlap",
        severity="warning",
        table="terrains",
        id=terrain,
        column="gross_area_m2",
        difference=float(shapely.area(shared)),
        unit="m2",
        tolerance=OVERLAP_MIN_M2,
        reason=reason,
        action=action,
        geometry=shared,
    )
