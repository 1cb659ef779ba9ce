"""The largest rectangle along one direction that fits in a polygon.

A grid is laid over the polygon, turned so that its main direction lies level: through every
corner, and at regular steps between. Cells that the outline crosses, or that lie outside, are not
free; the largest rectangle of free cells is looked for among all pairs of grid lines. A second,
finer grid around the sides of the first answer brings these up to the outline.
"""

from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

__all__ = ["STEPS", "largest_rectangle_m2", "main_angles"]

STEPS = 24
"""Regular steps over each side of the polygon's box, beside the lines through its corners."""

_MOST_CORNERS = 40
_FINE = 12
_MM = 1e-3


def main_angles(shapes: np.ndarray) -> np.ndarray:
    """Return the main direction of polygons: the longer side of the smallest turned box.

    Parameters
    ----------
    shapes
        (n,) polygons with area.

    Returns
    -------
    angles : numpy.ndarray
        (n,) radians; which of the two directions of a line, and of two equal sides, has no
        meaning.
    """
    corners = shapely.get_coordinates(shapely.oriented_envelope(shapes)).reshape(-1, 5, 2)
    sides = corners[:, 1:3] - corners[:, 0:2]
    length = np.hypot(sides[..., 0], sides[..., 1])
    longest = sides[np.arange(len(sides)), np.argmax(length, axis=1)]
    return np.asarray(np.arctan2(longest[:, 1], longest[:, 0]))


def largest_rectangle_m2(shape: BaseGeometry, angle: float) -> float:
    """Return the area of the largest rectangle along a direction that fits in a polygon.

    Never more than the true one by the millimetre that a line may be off. Exact where every
    side of the outline is parallel to the direction or square to it and there are at most
    `_MOST_CORNERS` lines of corners each way. Elsewhere at least as large as the true one with
    each of its sides moved in by one step: 1/`STEPS` of the box's width and height.

    Parameters
    ----------
    shape
        A valid polygon or multipolygon, holes are not free; empty gives 0.
    angle
        The direction, radians.
    """
    edges = _turned_edges(shape, angle)
    if not len(edges):
        return 0.0
    lines = [_grid(edges[:, [axis, axis + 2]].ravel(), STEPS) for axis in (0, 1)]
    best = _best(edges, lines[0], lines[1])
    if best is None:
        return 0.0
    fine = [_finer(lines[axis], best[axis], best[axis + 2]) for axis in (0, 1)]
    again = _best(edges, fine[0], fine[1])
    return max(_area(best), 0.0 if again is None else _area(again))


def _turned_edges(shape: BaseGeometry, angle: float) -> np.ndarray:
    """Return the straight sides of an outline, turned level: x, y of start and of end."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    if not len(points):
        return np.empty((0, 4))
    x, y = (points - points.mean(axis=0)).T
    cos, sin = np.cos(angle), np.sin(angle)
    turned = np.column_stack([x * cos + y * sin, y * cos - x * sin])
    same = ring[1:] == ring[:-1]
    return np.asarray(np.hstack([turned[:-1], turned[1:]])[same])


def _grid(corners: np.ndarray, steps: int) -> np.ndarray:
    """Return the grid lines across one axis: through corners and at regular steps."""
    regular = np.linspace(corners.min(), corners.max(), steps + 1)
    own = _apart(np.sort(corners))
    if len(own) > _MOST_CORNERS:
        own = own[np.linspace(0, len(own) - 1, _MOST_CORNERS).round().astype("int64")]
    return _apart(np.sort(np.concatenate([regular, own])))


def _apart(lines: np.ndarray) -> np.ndarray:
    """Return sorted lines without those within half a millimetre of the one before."""
    return np.asarray(lines[np.append(True, np.diff(lines) > _MM / 2)])


def _finer(lines: np.ndarray, low: float, high: float) -> np.ndarray:
    """Return the lines of a grid around the two sides of a rectangle, and finer ones between."""
    at = np.searchsorted(lines, [low, high])
    around = [lines[max(one - 1, 0) : one + 2] for one in at]
    fine = [np.linspace(one, other, _FINE + 1) for side in around for one, other in pairwise(side)]
    return _apart(np.sort(np.concatenate([*around, *fine])))


def _best(
    edges: np.ndarray, columns: np.ndarray, rows: np.ndarray
) -> tuple[float, float, float, float] | None:
    """Return the largest rectangle of free cells: low x, low y, high x, high y."""
    if len(columns) < 2 or len(rows) < 2:
        return None
    free = _free_cells(edges, columns, rows)
    # blocked[i, j, c]: cells of column c between row lines i and j that are not free
    below = np.zeros((len(rows), len(columns) - 1), dtype="int32")
    np.cumsum(~free, axis=0, out=below[1:])
    first, last = np.triu_indices(len(rows), 1)
    clear = below[last] == below[first]
    wide = np.diff(columns)
    run, longest = np.zeros(len(first)), np.zeros(len(first))
    until = np.zeros(len(first), dtype="int64")
    for column, width in enumerate(wide):
        run = (run + width) * clear[:, column]
        longer = run > longest
        longest[longer], until[longer] = run[longer], column
    area = longest * (rows[last] - rows[first])
    at = int(np.argmax(area))
    if area[at] <= 0:
        return None
    high = columns[until[at] + 1]
    return high - longest[at], rows[first[at]], high, rows[last[at]]


def _free_cells(edges: np.ndarray, columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return which cells of a grid lie inside, with no side of the outline through them.

    Returns
    -------
    free : numpy.ndarray
        (rows − 1, columns − 1) bool.
    """
    x0, y0, x1, y1 = edges[:, :, np.newaxis].transpose(1, 0, 2)
    low, high = rows[:-1], rows[1:]
    # the part of each side in each strip of cells, a millimetre inside the strip
    bottom = np.clip(low + _MM, np.minimum(y0, y1), np.maximum(y0, y1))
    top = np.clip(high - _MM, np.minimum(y0, y1), np.maximum(y0, y1))
    rise = np.where(y1 == y0, 1.0, y1 - y0)
    one, other = (
        np.where(y1 == y0, end, x0 + (x1 - x0) * (level - y0) / rise)
        for level, end in ((bottom, x0), (top, x1))
    )
    inside = (np.minimum(y0, y1) < high - _MM) & (np.maximum(y0, y1) > low + _MM)
    strip = np.nonzero(inside)[1]
    left = np.searchsorted(columns, np.minimum(one, other)[inside] + _MM, side="right") - 1
    right = np.searchsorted(columns, np.maximum(one, other)[inside] - _MM, side="left")
    crossed = _spans(strip, left, np.maximum(right, left), len(rows) - 1, len(columns) - 1)
    # a cell that no side crosses is inside when an odd number of sides lies left of its middle
    middle = (low + high) / 2
    pierced = (np.minimum(y0, y1) <= middle) & (np.maximum(y0, y1) > middle)
    cut = (x0 + (x1 - x0) * (middle - y0) / rise)[pierced]
    after = np.searchsorted(columns, cut - _MM, side="left")
    sides = np.zeros((len(rows) - 1, len(columns) + 1), dtype="int32")
    np.add.at(sides, (np.nonzero(pierced)[1], np.minimum(after, len(columns))), 1)
    odd = np.cumsum(sides, axis=1)[:, : len(columns) - 1] % 2 == 1
    return np.asarray(odd & ~crossed)


def _spans(
    strip: np.ndarray, left: np.ndarray, right: np.ndarray, rows: int, columns: int
) -> np.ndarray:
    """Return the cells from left up to right, right not included, of some strips."""
    change = np.zeros((rows, columns + 1), dtype="int32")
    np.add.at(change, (strip, np.clip(left, 0, columns)), 1)
    np.add.at(change, (strip, np.clip(right, 0, columns)), -1)
    return np.cumsum(change, axis=1)[:, :columns] > 0


def _area(rectangle: tuple[float, float, float, float]) -> float:
    low_x, low_y, high_x, high_y = rectangle
    return float((high_x - low_x) * (high_y - low_y))
