"""Cuts that are checked: polygons in, polygons out, of the area that their coordinates say.

GEOS's overlay can be wrong without a word on valid polygons: nearly coincident edges gave an empty
intersection instead of 400 m² (libgeos/geos#1170, locationtech/jts#1000). The area that two
polygons share is known without it (`shared_area`), so every cut is compared with that, within
`TOLERANCE_M2` + `TOLERANCE` of it. What differs, or raises, is cut again at a local origin, where
coordinates have more digits to spare, then on ever coarser grids there; what still differs raises
`CutError`. Of what an operation leaves, the polygons are land; lines and points are dropped.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo_ser.errors import CutError
from geo_ser.geometry.halves import by_halves
from geo_ser.geometry.shared_area import shared_area_m2

__all__ = [
    "EMPTY",
    "NOISE_M2",
    "Shapes",
    "difference",
    "difference_of",
    "intersection",
    "intersection_of",
    "polygons_only",
    "union",
    "united",
]

Shapes = npt.NDArray[np.object_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
EMPTY = shapely.Polygon()

NOISE_M2 = 1e-6
"""One square millimetre: below this an area is rounding of coordinates, not land."""

TOLERANCE_M2, TOLERANCE = 1e-6, 1e-9
"""How far the area of a cut may lie from what the coordinates say: so much, and so much of it."""

_GRIDS = (0.0, 1e-9, 1e-4)
"""Metres; 0: no grid. The coarsest is a tenth of a millimetre, finer than any survey."""

_POLYGON, _MULTIPOLYGON = 3, 6


def polygons_only(shapes: Shapes) -> Shapes:
    """Return shapes without the lines and points that an operation may leave beside land.

    Parameters
    ----------
    shapes
        (n,) shapely geometries, results of an intersection, difference or union of polygons.

    Returns
    -------
    shapes : numpy.ndarray
        (n,) polygons and multipolygons, a new array; an empty polygon where there is no land.

    Examples
    --------
    >>> tooth = shapely.Polygon([(4, 0), (4, 2), (3, 2), (3, 4), (4, 4), (4, 8), (6, 8), (6, 0)])
    >>> raw = np.array([shapely.intersection(shapely.box(0, 0, 4, 9), tooth)], dtype=object)
    >>> raw[0].geom_type, polygons_only(raw)[0].geom_type
    ('GeometryCollection', 'Polygon')
    """
    kept = shapes.copy()
    areal = np.isin(shapely.get_type_id(shapes), (_POLYGON, _MULTIPOLYGON))
    for row in np.flatnonzero(~areal):
        parts = shapely.get_parts(shapely.get_parts(shapes[row]))
        parts = parts[shapely.get_type_id(parts) == _POLYGON]
        parts = parts[~shapely.is_empty(parts)]
        kept[row] = shapely.multipolygons(parts) if len(parts) > 1 else [*parts, EMPTY][0]
    return kept


def intersection(one: Shapes, other: Shapes, shared_m2: Floats | None = None) -> Shapes:
    """Return the land that the polygons of each pair share.

    Parameters
    ----------
    one, other
        (n,) valid polygons, pair by pair; they may be empty.
    shared_m2
        (n,) what `shared_area_m2` returned for the pairs, where that is known already.

    Returns
    -------
    shapes : numpy.ndarray
        (n,) polygons and multipolygons, empty where no land is shared.

    Raises
    ------
    CutError
        If the area of one is not the area that the pair shares, however it is cut.

    Examples
    --------
    >>> boxes = np.array([shapely.box(0, 0, 6, 10), shapely.box(4, 0, 9, 10)])
    >>> shapely.area(intersection(boxes[:1], boxes[1:])).tolist()
    [20.0]
    """
    if shared_m2 is None:
        shared_m2 = _shared_m2(one, other)
    return _checked(shapely.intersection, (one, other), shared_m2, shared_m2)


def difference(one: Shapes, other: Shapes, shared_m2: Floats | None = None) -> Shapes:
    """Return the land of the first polygon of each pair that is not in the second.

    Parameters
    ----------
    one, other, shared_m2
        As for `intersection`.

    Returns
    -------
    shapes : numpy.ndarray
        (n,) polygons and multipolygons, empty where nothing is left.

    Raises
    ------
    CutError
        If the area of one is not what the pair's areas leave, however it is cut.
    """
    if shared_m2 is None:
        shared_m2 = _shared_m2(one, other)
    left_m2 = np.maximum(shapely.area(one) - shared_m2, 0.0)
    return _checked(shapely.difference, (one, other), left_m2, left_m2)


def intersection_of(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """Return the land that two polygons share; see `intersection`."""
    return intersection(*(np.array([shape], dtype="object") for shape in (one, other)))[0]


def difference_of(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """Return the land of one polygon that is not in the other; see `difference`."""
    return difference(*(np.array([shape], dtype="object") for shape in (one, other)))[0]


def union(shapes: Shapes) -> BaseGeometry:
    """Return the land of some polygons together, an empty polygon of none.

    Parameters
    ----------
    shapes
        (n,) valid polygons; they may be empty.

    Raises
    ------
    CutError
        As `united`.
    """
    return united(shapes, np.zeros(len(shapes), dtype="int64"), 1)[0]


def united(shapes: Shapes, rows: Ints, count: int) -> Shapes:
    """Return the union of the shapes of each row, an empty polygon where there is none.

    The area of n polygons together is at least their areas less what every two of them share,
    and at most their areas less 2/n of that; where no three share land it is the least.

    Parameters
    ----------
    shapes
        (k,) valid polygons, or (k,) lines.
    rows
        (k,) the row of each, ascending.
    count
        How many rows there are.

    Raises
    ------
    CutError
        If the area of a union of polygons cannot be right, however it is made.

    Examples
    --------
    >>> boxes = np.array([shapely.box(0, 0, 6, 10), shapely.box(4, 0, 9, 10)])
    >>> shapely.area(united(boxes, np.array([1, 1]), 3)).tolist()
    [0.0, 90.0, 0.0]
    """
    result = np.full(count, EMPTY, dtype="object")
    row, first, size = np.unique(rows, return_index=True, return_counts=True)
    result[row[size == 1]] = shapes[first[size == 1]]
    several = np.isin(rows, row[size > 1])
    if several.any():
        land, at = shapes[several], np.unique(rows[several], return_inverse=True)[1]
        groups = np.asarray(shapely.geometrycollections(land, indices=at), dtype="object")
        if (shapely.get_dimensions(land) < 2).all():
            result[row[size > 1]] = _union(groups)
        else:
            least, most = _union_bounds_m2(land, at)
            result[row[size > 1]] = _checked(_union, (groups,), least, most)
    return result


def _union(groups: Shapes, grid_size: float | None = None) -> Shapes:
    """Return the union of what is in each collection."""
    made = shapely.union_all(groups[:, np.newaxis], axis=1, grid_size=grid_size)
    return np.asarray(made, dtype="object")


def _union_bounds_m2(shapes: Shapes, group: Ints) -> tuple[Floats, Floats]:
    """Return between which areas the union of each group's polygons must lie."""
    area, size = shapely.area(shapes), np.bincount(group)
    one, other = shapely.STRtree(shapes).query(shapes)
    both = (one < other) & (group[one] == group[other])
    one, other = one[both], other[both]
    shared_m2 = shared_area_m2(shapes, shapes, one, other)
    whole = np.bincount(group, weights=area)
    twice = np.bincount(group[one], weights=shared_m2, minlength=len(size))
    largest = np.zeros(len(size))
    np.maximum.at(largest, group, area)
    return np.maximum(whole - twice, largest), whole - 2 * twice / size


def _shared_m2(one: Shapes, other: Shapes) -> Floats:
    at = np.arange(len(one))
    return shared_area_m2(one, other, at, at)


def _checked(
    operation: Callable[..., Shapes], operands: tuple[Shapes, ...], least: Floats, most: Floats
) -> Shapes:
    """Return what an operation makes of polygons, as often as needed until its area is right.

    Parameters
    ----------
    operation
        Takes the operands and `grid_size`.
    operands
        Arrays of n polygons, or collections of them.
    least, most
        (n,) between which areas each result must lie, m².
    """
    result = _attempt(operation, operands, None)
    wrong = np.flatnonzero(~_is_right(result, least, most))
    if not len(wrong):
        return result
    centre = shapely.get_coordinates(shapely.centroid(shapely.box(*shapely.bounds(operands[0]).T)))
    for grid_m in _GRIDS:
        origin = np.round(centre[wrong])
        moved = tuple(_moved(one[wrong], -origin) for one in operands)
        result[wrong] = _moved(_attempt(operation, moved, grid_m or None), origin)
        wrong = wrong[~_is_right(result[wrong], least[wrong], most[wrong])]
        if not len(wrong):
            return result
    first = wrong[0]
    raise CutError(
        f"a cut leaves {shapely.area(result[first]):.6f} m² where the "
        f"coordinates say {least[first]:.6f} m² (near {centre[first].round(2).tolist()}); so do "
        f"{len(wrong) - 1} more. Redraw one of the shapes there."
    )


def _attempt(
    operation: Callable[..., Shapes], operands: tuple[Shapes, ...], grid_m: float | None
) -> Shapes:
    """Return what an operation makes of polygons, null where it raises."""
    result = np.full(len(operands[0]), None, dtype="object")
    size = {} if grid_m is None else {"grid_size": grid_m}
    made, _ = by_halves(
        lambda rows: operation(*(one[rows] for one in operands), **size), np.arange(len(result))
    )
    for rows, shapes in made:
        result[rows] = polygons_only(shapes)
    return result


def _is_right(shapes: Shapes, least: Floats, most: Floats) -> npt.NDArray[np.bool_]:
    """Return which shapes are valid and have an area between the bounds, rounding allowed."""
    area = shapely.area(shapes)
    low = least - TOLERANCE_M2 - TOLERANCE * least
    high = most + TOLERANCE_M2 + TOLERANCE * most
    return np.asarray((area >= low) & (area <= high) & shapely.is_valid(shapes))


def _moved(shapes: Shapes, by: Floats) -> Shapes:
    """Return shapes moved by (n, 2) metres each."""
    moved = shapes.copy()
    points, at = shapely.get_coordinates(moved, return_index=True)
    return np.asarray(shapely.set_coordinates(moved, points + by[at]), dtype="object")
