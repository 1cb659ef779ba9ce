"""How much land two polygons share, from their coordinates: of most pairs nothing is cut.

The area of a polygon is the sum of signed trapezoids under its edges; the area that two polygons
share is the sum, over every edge of one and every edge of the other, of what their trapezoids
share: the integral of the lower of two straight lines. It costs a fraction of a cut by GEOS and
agrees with it to 1e-8 m² (docs/performance.md). Its cost is that of every edge with every edge:
two outlines of many points each are cut by GEOS after all, which sorts them first. Touching
polygons share 0 to rounding, holes and several parts come for free, and no order of edges is
asked for.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely

__all__ = ["shared_area_m2"]

_ROWS = 1_000_000
"""Edge pairs that are looked at together, whatever the number of polygons: some 20 MB at work. With
three times as many the system spends a fifth of the time on giving and taking memory."""

_PAIRS = 20_000
"""Pairs of which the edges are made together: some 70 MB where no polygon is in two pairs."""

_MOST_EDGES = 50
"""GEOS is cheaper where the numbers of edges, n × m / (n + m), pass this: 100 and 100."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def shared_area_m2(
    one: npt.NDArray[np.object_],
    other: npt.NDArray[np.object_],
    left: Ints,
    right: Ints,
) -> Floats:
    """Return the area that pairs of polygons share.

    Parameters
    ----------
    one, other
        (n,) and (m,) valid polygons or multipolygons, metres.
    left, right
        (k,) positions in `one` and `other`: the pairs.

    Returns
    -------
    shared_area_m2 : numpy.ndarray
        (k,) float64 ≥ 0, m².

    Examples
    --------
    >>> boxes = shapely.box([0.0, 4.0], 0.0, [6.0, 9.0], 10.0)
    >>> first, second = np.array([0]), np.array([1])
    >>> shared_area_m2(boxes, boxes, first, second).tolist()
    [20.0]
    """
    area = np.zeros(len(left))
    land = _has_land(one)[left] & _has_land(other)[right]
    intricate = land & _are_intricate(one[left], other[right])
    area[intricate] = shapely.area(
        shapely.intersection(one[left[intricate]], other[right[intricate]])
    )
    if not (plain := land & ~intricate).all():
        area[plain] = shared_area_m2(one, other, left[plain], right[plain])
        return area
    for first in range(0, len(left), _PAIRS):
        pairs = slice(first, first + _PAIRS)
        mine, at = np.unique(left[pairs], return_inverse=True)
        theirs, to = np.unique(right[pairs], return_inverse=True)
        area[pairs] = _summed(_edges(one[mine]), _edges(other[theirs]), at, to)
    return np.maximum(area, 0.0)


def _are_intricate(
    one: npt.NDArray[np.object_], other: npt.NDArray[np.object_]
) -> npt.NDArray[np.bool_]:
    """Return which pairs have so many edges on both sides that sorting them pays."""
    n, m = (shapely.get_num_coordinates(shapes).astype("float64") for shapes in (one, other))
    return np.asarray(n * m > _MOST_EDGES * (n + m))


def _has_land(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Return which shapes are polygons with coordinates; what else a cut may leave has no area."""
    areal = np.isin(shapely.get_type_id(shapes), (3, 6))
    return np.asarray(areal & ~shapely.is_empty(shapes), dtype="bool")


@dataclass(frozen=True)
class _Edges:
    """The edges of polygons from left to right; those of polygon n: start[n] … + count[n]."""

    start: Ints
    count: Ints
    x0: Floats
    x1: Floats
    y0: Floats
    slope: Floats
    top: Floats
    """The higher end of each edge."""

    weight: Floats
    """+1 where land lies under the edge, −1 where it lies above."""

    bounds: Floats


def _edges(shapes: npt.NDArray[np.object_]) -> _Edges:
    """Return the edges of polygons.

    What joins the end of a ring to the next ring is no edge, and an upright edge bounds no
    trapezoid: their x1 is not above their x0.
    """
    _, points, offsets = shapely.to_ragged_array(shapes)
    rings, polygons = offsets[0], offsets[1]
    parts = offsets[2] if len(offsets) == 3 else np.arange(len(shapes) + 1)
    x, y = points.T.copy()
    last = rings[1:] - 1
    x1, y1 = (np.append(one[1:], one[:1]) for one in (x, y))
    x1[last], y1[last] = x[last], y[last]
    along, rise = x1 - x, y1 - y
    shell = np.zeros(len(last), dtype="bool")
    shell[polygons[:-1][np.diff(polygons) > 0]] = True
    clockwise = np.add.reduceat((y - y[0] + 0.5 * rise) * along, rings[:-1]) > 0
    weight = np.repeat(np.where(clockwise == shell, 1.0, -1.0), np.diff(rings))
    back = along < 0
    weight[back] *= -1
    start = rings[polygons[parts[:-1]]]
    return _Edges(
        start=start,
        count=rings[polygons[parts[1:]]] - start,
        x0=np.minimum(x, x1),
        x1=np.maximum(x, x1),
        y0=np.where(back, y1, y),
        slope=np.divide(rise, along, out=np.zeros_like(x), where=along != 0),
        top=np.maximum(y, y1),
        weight=weight,
        bounds=shapely.bounds(shapes),
    )


def _near(edges: _Edges, shape: Ints, box: Floats) -> tuple[Ints, Ints]:
    """Return the edges of each pair's polygon that lie in the other's columns, and not below it.

    An edge wholly below the other polygon shares as much with its upper edges as with its lower.
    """
    count = edges.count[shape]
    edge = np.arange(count.sum()) + np.repeat(edges.start[shape] - np.cumsum(count) + count, count)
    near = edges.x1[edge] > np.repeat(box[:, 0], count)
    near &= edges.x0[edge] < np.repeat(box[:, 2], count)
    near &= edges.top[edge] > np.repeat(box[:, 1], count)
    return np.repeat(np.arange(len(shape)), count)[near], edge[near]


def _summed(one: _Edges, other: _Edges, left: Ints, right: Ints) -> Floats:
    """Return the shared area of pairs, so many at a time that they have some `_ROWS` edge pairs."""
    ends = np.cumsum(one.count[left] * other.count[right])
    bounds = np.searchsorted(ends, np.arange(_ROWS, ends[-1] + _ROWS, _ROWS)) + 1
    last = np.unique(np.minimum(bounds, len(left)))
    parts = [slice(*pair) for pair in pairwise([0, *last])]
    return np.concatenate([_shared(one, other, left[part], right[part]) for part in parts])


def _shared(one: _Edges, other: _Edges, left: Ints, right: Ints) -> Floats:
    """Return the shared area of some pairs."""
    pair, mine = _near(one, left, other.bounds[right])
    near, theirs = _near(other, right, one.bounds[left])
    many = np.bincount(near, minlength=len(left))
    times, first = many[pair], (np.cumsum(many) - many)[pair]
    at = np.arange(times.sum()) + np.repeat(first - np.cumsum(times) + times, times)
    x0 = np.maximum(np.repeat(one.x0[mine], times), other.x0[theirs][at])
    x1 = np.minimum(np.repeat(one.x1[mine], times), other.x1[theirs][at])
    meet = np.flatnonzero(x0 < x1)
    x0, x1, theirs = x0[meet], x1[meet], theirs[at[meet]]
    row = np.repeat(np.arange(len(pair)), times)[meet]
    pair, mine = pair[row], mine[row]
    base = np.minimum(one.bounds[left, 1], other.bounds[right, 1])[pair]
    start, slope = one.y0[mine] - base, one.slope[mine]
    a0, a1 = (start + slope * (x - one.x0[mine]) for x in (x0, x1))
    start, slope = other.y0[theirs] - base, other.slope[theirs]
    b0, b1 = (start + slope * (x - other.x0[theirs]) for x in (x0, x1))
    gap0, gap1 = a0 - b0, a1 - b1
    apart = np.abs(gap0) + np.abs(gap1)
    crossing = np.flatnonzero(gap0 * gap1 < 0)
    apart[crossing] = (gap0[crossing] ** 2 + gap1[crossing] ** 2) / apart[crossing]
    lower = 0.25 * (x1 - x0) * (a0 + a1 + b0 + b1 - apart)
    signed = one.weight[mine] * other.weight[theirs] * lower
    return np.asarray(np.bincount(pair, signed, len(left)), dtype="float64")
