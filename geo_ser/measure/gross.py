"""Gross area: all of the terrain, and where two terrains claim the same land."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_ser.findings import Finding, Words
from geo_ser.geometry.cuts import intersection
from geo_ser.geometry.overlay import overlapping_pairs
from geo_ser.tables import require_area_crs, require_positive_area

__all__ = ["OVERLAP_MIN_M2", "gross_area_m2", "terrain_overlaps"]

OVERLAP_MIN_M2 = 1.0
"""Terrains that share no more than this are neighbours drawn by hand, not an overlap."""


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
    much, and its geometry shows where.

    Parameters
    ----------
    terrains
        (n,) `terrain_id` and polygons in EPSG:28992, in order of `terrain_id`.
    """
    later, earlier = overlapping_pairs(terrains.geometry)
    values = terrains.geometry.to_numpy()
    shared = intersection(values[earlier], values[later])
    ids = terrains["terrain_id"].to_numpy()
    findings = []
    for pair in np.flatnonzero(shapely.area(shared) > OVERLAP_MIN_M2):
        findings.append(
            Finding(
                rule="measure.terrain_overlap",
                severity="warning",
                table="terrains",
                id=ids[earlier[pair]],
                column="gross_area_m2",
                difference=float(shapely.area(shared[pair])),
                unit="m2",
                tolerance=OVERLAP_MIN_M2,
                reason=Words(
                    f"Deelt grond met terrein {ids[later[pair]]!r}; die telt in beide mee.",
                    f"Shares land with terrain {ids[later[pair]]!r}; the land counts in both.",
                ),
                action=Words(
                    "Verleg een van de twee grenzen, of tel de twee terreinen niet bij elkaar op.",
                    "Redraw one of the two outlines, or do not add up the two terrains.",
                ),
                geometry=shared[pair],
            )
        )
    return findings
