"""Polygons laid over polygons: what lies inside, and what an earlier row already covers.

Most shapes lie wholly inside one area and are kept as they are; only those that cross an edge
are cut, and only those that really overlap an earlier one are subtracted from. Where a sum of
areas is all that is asked, `shares` gives it without cutting anything.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_ser.geometry.shared_area import shared_area_m2

__all__ = [
    "NOISE_M2",
    "covered_by_earlier",
    "cut",
    "overlapping_pairs",
    "pieces",
    "polygons_only",
    "shares",
    "without_earlier",
]

NOISE_M2 = 1e-6
"""One square millimetre: below this an area is rounding of coordinates, not land."""

_PREPARED = 1_000
"""Areas that GEOS prepares at a time: for the 25 000 parcels of a province it took 230 MB."""

_COLLECTION = 7  # shapely's type id of a GeometryCollection
_ROUNDING_M2 = 1e-9


def polygons_only(shapes: np.ndarray) -> np.ndarray:
    """Return shapes with the lines and points dropped that cutting leaves in collections.

    Parameters
    ----------
    shapes
        (n,) shapely geometries, results of an intersection or difference of valid polygons.

    Returns
    -------
    shapes : numpy.ndarray
        (n,) polygons and multipolygons; what holds no polygon at all is left as it was.
    """
    kept = shapes.copy()
    for row in np.flatnonzero(shapely.get_type_id(shapes) == _COLLECTION):
        parts = shapely.get_parts(shapes[row])
        kept[row] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
    return kept


def pieces(areas: gpd.GeoSeries, shapes: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return the part of each shape that lies in each area, where there is any land in it.

    Parameters
    ----------
    areas, shapes
        (n,) and (m,) valid polygons in EPSG:28992; either may be empty.

    Returns
    -------
    pieces : geopandas.GeoDataFrame
        (k,) one row per area and shape that share more than `NOISE_M2`: `area` and `shape`
        (positions, int), `geometry` and `area_m2`, ordered by area, then shape.
    """
    if areas.empty or shapes.empty:
        area = shape = np.array([], dtype="int64")
    else:
        area, shape = shapes.sindex.query(areas, predicate="intersects", sort=True)
    whole, parts = areas.to_numpy(), shapes.to_numpy()[shape]
    cut = ~_inside(whole, area, parts)
    parts[cut] = polygons_only(shapely.intersection(whole[area][cut], parts[cut]))
    table = gpd.GeoDataFrame({"area": area, "shape": shape}, geometry=parts, crs=shapes.crs)
    table["area_m2"] = table.geometry.area
    return table[table["area_m2"] > NOISE_M2].reset_index(drop=True)


def shares(areas: gpd.GeoSeries, shapes: gpd.GeoSeries) -> pd.DataFrame:
    """Return how much of each shape lies in each area; what `pieces` returns, but not cut.

    Parameters
    ----------
    areas, shapes
        (n,) and (m,) valid polygons in EPSG:28992; either may be empty.

    Returns
    -------
    shares : pandas.DataFrame
        (k,) one row per area and shape that share more than `NOISE_M2`: `area` and `shape`
        (positions, int) and `area_m2`, ordered by area, then shape.
    """
    if areas.empty or shapes.empty:
        area = shape = np.array([], dtype="int64")
    else:
        area, shape = shapes.sindex.query(areas, sort=True)
    outer, inner = areas.to_numpy(), shapes.to_numpy()
    across = np.flatnonzero(~_inside(outer, area, inner[shape]))
    size = shapely.area(inner[shape])
    size[across] = shared_area_m2(outer, inner, area[across], shape[across])
    land = size > NOISE_M2
    return pd.DataFrame({"area": area[land], "shape": shape[land], "area_m2": size[land]})


def _inside(areas: np.ndarray, area: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """Return whether each part lies wholly inside its area, edges not touching.

    GEOS prepares an area for that, which is as much again as the polygon: some areas at a time.

    Parameters
    ----------
    areas
        (n,) polygons.
    area
        (k,) positions in `areas`, ascending.
    parts
        (k,) polygons.
    """
    inside = np.zeros(len(area), dtype="bool")
    for first in range(0, len(areas), _PREPARED):
        some = areas[first : first + _PREPARED]
        rows = slice(*np.searchsorted(area, (first, first + len(some))))
        shapely.prepare(some)
        inside[rows] = shapely.contains_properly(areas[area[rows]], parts[rows])
        shapely.destroy_prepared(some)
    return inside


def cut(areas: np.ndarray, shapes: np.ndarray, rows: pd.DataFrame) -> np.ndarray:
    """Return the geometry of rows of `shares`: a shape that lies whole in its area as it is.

    Parameters
    ----------
    areas, shapes
        (n,) and (m,) the polygons that were laid over each other.
    rows
        (k,) rows of `shares`.
    """
    parts: np.ndarray = shapes[rows["shape"].to_numpy()]
    across = rows["area_m2"].to_numpy() < shapely.area(parts) - NOISE_M2
    outer = areas[rows["area"].to_numpy()[across]]
    parts[across] = polygons_only(shapely.intersection(outer, parts[across]))
    return parts


def overlapping_pairs(shapes: gpd.GeoSeries) -> tuple[np.ndarray, np.ndarray]:
    """Return the positions (later, earlier) of rows that share land; touching is not sharing."""
    if shapes.empty:
        return np.array([], dtype="int64"), np.array([], dtype="int64")
    later, earlier = shapes.sindex.query(shapes, sort=True)
    later, earlier = later[earlier < later], earlier[earlier < later]
    values = shapes.to_numpy()
    meet = shared_area_m2(values, values, later, earlier) > _ROUNDING_M2
    return later[meet], earlier[meet]


def covered_by_earlier(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the part of each shape that an earlier row already covers, where there is any.

    Parameters
    ----------
    shapes
        (n,) valid polygons in EPSG:28992.

    Returns
    -------
    covered : geopandas.GeoSeries
        (k,) one for each shape that shares more than `NOISE_M2` with earlier ones; the index
        is its position, ascending.
    """
    values = shapes.to_numpy()
    later, earlier = overlapping_pairs(shapes)
    found = {
        row: shapely.intersection(values[row], shapely.union_all(values[before.to_numpy()]))
        for row, before in pd.Series(earlier).groupby(later)
    }
    parts = np.array(list(found.values()), dtype="object")
    rows = pd.Index(list(found), dtype="int64")
    covered = gpd.GeoSeries(polygons_only(parts), index=rows, crs=shapes.crs)
    return covered[covered.area > NOISE_M2]


def without_earlier(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return each shape without the land that an earlier row already covers.

    The parts share no land and together cover what the shapes cover, so that their areas may
    be summed. Sort the rows first when the order must have a meaning.

    Parameters
    ----------
    shapes
        (n,) valid polygons in EPSG:28992.

    Returns
    -------
    parts : geopandas.GeoSeries
        (n,) same index; an empty polygon where earlier rows cover the whole shape.
    """
    values = shapes.to_numpy().copy()
    later, earlier = overlapping_pairs(shapes)
    for row, before in pd.Series(earlier).groupby(later):
        covered = shapely.union_all(shapes.to_numpy()[before.to_numpy()])
        values[row] = shapely.difference(values[row], covered)
    return gpd.GeoSeries(values, index=shapes.index, crs=shapes.crs)
