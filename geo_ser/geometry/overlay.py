"""Polygons laid over polygons: what lies inside, and what an earlier row already covers.

Most shapes lie wholly inside one area and are kept as they are; only those that cross an edge
are cut, and only those that really overlap an earlier one are subtracted from. Where a sum of
areas is all that is asked, `shares` gives it without cutting anything.
"""

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.geometry.cuts import EMPTY, NOISE_M2, Shapes, difference, intersection, united
from geo_ser.geometry.shared_area import shared_area_m2

__all__ = [
    "counted_twice_m2",
    "covered_by_earlier",
    "cut",
    "has_shape",
    "overlapping_pairs",
    "pieces",
    "shares",
    "without",
    "without_earlier",
]

_PREPARED = 1_000
"""Areas that GEOS prepares at a time: for the 25 000 parcels of a province it took 230 MB."""

_ROUNDING_M2 = 1e-9

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


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

    Raises
    ------
    CutError
        If a cut disagrees with the area of `shares` (`cuts`).
    """
    rows = shares(areas, shapes)
    parts = cut(areas.to_numpy(), shapes.to_numpy(), rows)
    table = gpd.GeoDataFrame(rows[["area", "shape"]], geometry=parts, crs=shapes.crs)
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


def _inside(areas: Shapes, area: Ints, parts: Shapes) -> npt.NDArray[np.bool_]:
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


def cut(areas: Shapes, shapes: Shapes, rows: pd.DataFrame) -> Shapes:
    """Return the geometry of rows of `shares`: a shape that lies whole in its area as it is.

    Parameters
    ----------
    areas, shapes
        (n,) and (m,) the polygons that were laid over each other.
    rows
        (k,) rows of `shares`.
    """
    parts: Shapes = shapes[rows["shape"].to_numpy()]
    shared_m2 = rows["area_m2"].to_numpy()
    across = shared_m2 < shapely.area(parts) - NOISE_M2
    outer = areas[rows["area"].to_numpy()[across]]
    parts[across] = intersection(outer, parts[across], shared_m2[across])
    return parts


def overlapping_pairs(shapes: gpd.GeoSeries) -> tuple[Ints, Ints]:
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
    rows, at = np.unique(later, return_inverse=True)
    taken = np.full(len(at), EMPTY, dtype="object")
    for now, before, shared_m2 in _turns(values[rows], at, values[earlier]):
        taken[now] = intersection(before, values[earlier[now]], shared_m2)
    covered = gpd.GeoSeries(united(taken, at, len(rows)), index=rows, crs=shapes.crs)
    return covered[covered.area > NOISE_M2]


def has_shape(shapes: gpd.GeoSeries) -> pd.Series:
    """Return which rows have a geometry that is not empty.

    Not by `notna`, of which geopandas says on stderr that it no longer leaves out empty ones.
    """
    values = shapes.to_numpy()
    return pd.Series(~(shapely.is_missing(values) | shapely.is_empty(values)), shapes.index)


def counted_twice_m2(shapes: gpd.GeoSeries) -> float:
    """Return the m² that a sum of areas has too much: the sum less the area of the union.

    Parameters
    ----------
    shapes
        (n,) valid polygons in EPSG:28992; null ones have no area.
    """
    return float(covered_by_earlier(shapes[has_shape(shapes)]).area.sum())


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
    values = shapes.to_numpy()
    later, earlier = overlapping_pairs(shapes)
    return gpd.GeoSeries(
        without(values, later, values[earlier]), index=shapes.index, crs=shapes.crs
    )


def without(shapes: Shapes, rows: Ints, others: Shapes) -> Shapes:
    """Return shapes without other shapes, each of which is taken off one of them.

    One after the other, so that every cut can be checked and no union is needed.

    Parameters
    ----------
    shapes
        (n,) valid polygons.
    rows
        (k,) the position of the shape that each of the others is taken off, ascending.
    others
        (k,) valid polygons.

    Returns
    -------
    left : numpy.ndarray
        (n,) polygons, empty where nothing is left.
    """
    left = shapes.copy()
    for _ in _turns(left, rows, others):
        pass
    return left


def _turns(left: Shapes, rows: Ints, others: Shapes) -> Iterator[tuple[Ints, Shapes, Floats]]:
    """Take others off shapes, in place, the first of each shape first.

    Before each turn: which of the others take something off, what they take it off, and how much.
    """
    turn = pd.Series(rows).groupby(rows).cumcount().to_numpy()
    for now in range(turn.max() + 1 if len(turn) else 0):
        at = np.flatnonzero(turn == now)
        before, pairs = left[rows[at]], np.arange(len(at))
        shared_m2 = shared_area_m2(before, others[at], pairs, pairs)
        meets = shared_m2 > _ROUNDING_M2
        at, before, shared_m2 = at[meets], before[meets], shared_m2[meets]
        yield at, before, shared_m2
        left[rows[at]] = difference(before, others[at], shared_m2)
