"""Land that two surfaces both claim: a property of the layer, worked out once (design §4)."""

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.tables import RD

__all__ = ["MIN_OVERLAP_M2", "polygons_only", "surface_overlaps"]

MIN_OVERLAP_M2 = 1e-6
"""Smaller slivers come from rounding of coordinates and are no land."""

_AT_ONCE = 10_000
"""Surfaces that are prepared for testing at a time: each takes some 14 kB while it is, and 350 000
of them took 4.6 GB (docs/performance.md)."""

Shapes = npt.NDArray[np.object_]
Rows = npt.NDArray[np.int64]


def surface_overlaps(surfaces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the part of each surface that is already covered by one with a lower id.

    Then Σ area − Σ area of these parts is the area of the union, three deep and more included.

    Parameters
    ----------
    surfaces
        (n,) valid polygons in EPSG:28992 with a unique `surface_id`; ids compare as text.

    Returns
    -------
    overlaps : geopandas.GeoDataFrame
        (m,) `surface_id` and the doubly covered part (polygons, EPSG:28992), by id; a surface
        that shares no land has no row.
    """
    ordered = surfaces[["surface_id", "geometry"]].sort_values("surface_id", ignore_index=True)
    land = ordered.geometry.to_numpy()
    lower, higher = _sharing(land)
    shared = polygons_only(shapely.intersection(land[lower], land[higher]))
    rows = pd.DataFrame({"row": higher, "geometry": shared})
    rows = rows[shapely.area(rows["geometry"].to_numpy()) > MIN_OVERLAP_M2]
    parts = {
        row: shapely.normalize(shapely.union_all(same.to_numpy()))
        for row, same in rows.groupby("row")["geometry"]
    }
    ids = ordered["surface_id"].iloc[list(parts)].reset_index(drop=True)
    return gpd.GeoDataFrame({"surface_id": ids}, geometry=list(parts.values()), crs=RD)


def _sharing(land: Shapes) -> tuple[Rows, Rows]:
    """Return the pairs (lower, higher row) whose insides meet; neighbours that touch do not."""
    tree = shapely.STRtree(land)
    found = [
        _sharing_rows(land, tree, np.arange(start, min(start + _AT_ONCE, len(land))))
        for start in range(0, max(len(land), 1), _AT_ONCE)
    ]
    lower, higher = (np.concatenate(rows) for rows in zip(*found, strict=True))
    return lower, higher


def _sharing_rows(land: Shapes, tree: shapely.STRtree, rows: Rows) -> tuple[Rows, Rows]:
    """Return those pairs of which the lower is one of some rows."""
    at, second = tree.query(land[rows])
    first = rows[at]
    once = first < second
    first, second = first[once], second[once]
    shapely.prepare(land[rows])
    for test in (shapely.intersects, lambda one, other: ~shapely.touches(one, other)):
        kept = test(land[first], land[second])
        first, second = first[kept], second[kept]
    shapely.destroy_prepared(land[rows])
    return first, second


def polygons_only(shapes: np.ndarray) -> np.ndarray:
    """Return shapes without the lines and points that an intersection may hold beside land."""
    mixed = np.flatnonzero(shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION)
    for row in mixed:
        parts = shapely.get_parts(shapes[row])
        shapes[row] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
    return shapes
