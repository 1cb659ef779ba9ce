"""How much land two polygons share, from their coordinates: of most pairs nothing is cut.

The area of a polygon is the sum of signed trapezoids under its edges; the area that two polygons
share is the sum, over every edge of one and every edge of the other, of what their trapezoids
share: the integral of the lower of two straight lines. It costs a fraction of a cut by GEOS and
agrees with it to 1e-8 m² (docs/performance.md). Its cost is that of every edge with every edge;
of two outlines of many points each, the edges are sorted first, and only those looked at together
that share columns. Nothing is cut by GEOS, so that this area can judge its cuts (`cuts`). Touching
polygons share 0 to rounding, holes and several parts come for free, and no order of edges is
asked for.
"""

from collections.abc import Iterator
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
"""Sorting the edges pays where their numbers, n × m / (n + m), pass this: 100 and 100."""

_MARGIN_M = 1e-3
"""Edges are first looked up by columns this much wider: the key they are sorted by is rounded."""

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
    intricate = _are_intricate(one[left], other[right])
    for rows, summed in ((land & ~intricate, _summed), (land & intricate, _swept)):
        place = np.flatnonzero(rows)
        for first in range(0, len(place), _PAIRS):
            pairs = place[first : first + _PAIRS]
            mine, at = np.unique(left[pairs], return_inverse=True)
            theirs, to = np.unique(right[pairs], return_inverse=True)
            area[pairs] = summed(_edges(one[mine]), _edges(other[theirs]), at, to)
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
    has_points = np.diff(rings) > 0  # an interior ring without any is valid to GEOS
    last = rings[1:][has_points] - 1
    x1, y1 = (np.append(one[1:], one[:1]) for one in (x, y))
    x1[last], y1[last] = x[last], y[last]
    along, rise = x1 - x, y1 - y
    shell = np.zeros(len(has_points), dtype="bool")
    shell[polygons[:-1][np.diff(polygons) > 0]] = True
    clockwise = np.add.reduceat((y - y[0] + 0.5 * rise) * along, rings[:-1][has_points]) > 0
    inward = np.where(clockwise == shell[has_points], 1.0, -1.0)
    weight = np.repeat(inward, np.diff(rings)[has_points])
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
    row = np.repeat(np.arange(len(pair)), times)
    base = np.minimum(one.bounds[left, 1], other.bounds[right, 1])
    return _integrals(one, other, (pair[row], mine[row], theirs[at]), base)


def _swept(one: _Edges, other: _Edges, left: Ints, right: Ints) -> Floats:
    """Return the shared area of pairs with many edges: only those are met that share columns.

    Of two edges that share columns one begins in the columns of the other: sorted by where they
    begin, those that begin in the columns of an edge lie next to each other.
    """
    pair, mine = _near(one, left, other.bounds[right])
    near, theirs = _near(other, right, one.bounds[left])
    base = np.minimum(one.bounds[left, 1], other.bounds[right, 1])
    area = np.zeros(len(left))
    for row, at in _begun_within(one, mine, pair, other, theirs, near):
        later = other.x0[theirs[at]] >= one.x0[mine[row]]
        row, at = row[later], at[later]
        area += _integrals(one, other, (pair[row], mine[row], theirs[at]), base)
    for at, row in _begun_within(other, theirs, near, one, mine, pair):
        later = one.x0[mine[row]] > other.x0[theirs[at]]
        row, at = row[later], at[later]
        area += _integrals(one, other, (pair[row], mine[row], theirs[at]), base)
    return area


def _begun_within(
    holding: _Edges, holder: Ints, pair: Ints, beginning: _Edges, beginner: Ints, near: Ints
) -> Iterator[tuple[Ints, Ints]]:
    """Give positions in `holder` and `beginner`: edges of one pair, the second begins in the first.

    And those that begin just beside it; some `_ROWS` at a time.
    """
    if not len(holder) or not len(beginner):
        return
    start = min(holding.x0[holder].min(), beginning.x0[beginner].min())
    width = max(holding.x1[holder].max(), beginning.x1[beginner].max()) - start + 1.0
    key = near * width + (beginning.x0[beginner] - start)
    order = np.argsort(key, kind="stable")
    key, place = key[order], pair * width - start
    first = np.searchsorted(key, place + holding.x0[holder] - _MARGIN_M)
    last = np.searchsorted(key, place + holding.x1[holder] + _MARGIN_M)
    times = last - first
    ends = np.cumsum(times)
    if not ends[-1]:
        return
    bounds = np.searchsorted(ends, np.arange(_ROWS, ends[-1] + _ROWS, _ROWS)) + 1
    for part in (slice(*some) for some in pairwise([0, *np.unique(np.minimum(bounds, len(ends)))])):
        many = times[part]
        row = np.repeat(np.arange(part.start, part.stop), many)
        at = np.arange(many.sum()) + np.repeat(first[part] - np.cumsum(many) + many, many)
        same = near[order[at]] == pair[row]
        yield row[same], order[at][same]


def _integrals(one: _Edges, other: _Edges, rows: tuple[Ints, Ints, Ints], base: Floats) -> Floats:
    """Return the sum, for each pair, of the land that the trapezoids under two edges share.

    Parameters
    ----------
    one, other
        The edges.
    rows
        (k,) the pair, the edge of `one` and the edge of `other`.
    base
        (pairs,) the height from which the trapezoids of a pair rise.
    """
    pair, mine, theirs = rows
    x0 = np.maximum(one.x0[mine], other.x0[theirs])
    x1 = np.minimum(one.x1[mine], other.x1[theirs])
    meet = np.flatnonzero(x0 < x1)
    x0, x1, pair, mine, theirs = x0[meet], x1[meet], pair[meet], mine[meet], theirs[meet]
    start, slope = one.y0[mine] - base[pair], one.slope[mine]
    a0, a1 = (start + slope * (x - one.x0[mine]) for x in (x0, x1))
    start, slope = other.y0[theirs] - base[pair], other.slope[theirs]
    b0, b1 = (start + slope * (x - other.x0[theirs]) for x in (x0, x1))
    gap0, gap1 = a0 - b0, a1 - b1
    apart = np.abs(gap0) + np.abs(gap1)
    crossing = np.flatnonzero(gap0 * gap1 < 0)
    apart[crossing] = (gap0[crossing] ** 2 + gap1[crossing] ** 2) / apart[crossing]
    lower = 0.25 * (x1 - x0) * (a0 + a1 + b0 + b1 - apart)
    signed = one.weight[mine] * other.weight[theirs] * lower
    return np.asarray(np.bincount(pair, signed, len(base)), dtype="float64")
