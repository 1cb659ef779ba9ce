"""The edges of polygons as seen along straight lines: from coordinates, nothing is cut.

A line is a frame: `u` runs along it from its start, `v` across it. In that frame an edge that
changes the sign of `v` crosses the line at one `u`, and the edges on the far side tell what lies
between: the land of a polygon on a line up to T is the sum of ± clip(u, 0, T) over the edges that
cross it, + where an edge of a polygon with its land on the left goes up.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

__all__ = ["Frames", "crossings", "spans_within"]

_ROWS = 500_000
"""Vertices that are looked at together, so that they stay in the processor's own memory."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Shapes = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Frames:
    """Frames of straight lines."""

    start: Floats
    """(n, 2) m."""

    along: Floats
    """(n, 2) unit vectors."""

    across: Floats
    """(n, 2) unit vectors, square to `along`."""

    def of(self, rows: Ints) -> "Frames":
        """Return the frames of some lines."""
        return Frames(self.start[rows], self.along[rows], self.across[rows])


@dataclass(frozen=True)
class _Seen:
    """Edges in the frame of a line: of pair `pair`, from (u0, v0) to (u1, v1)."""

    pair: Ints
    u0: Floats
    v0: Floats
    u1: Floats
    v1: Floats


def crossings(
    frames: Frames, line: Ints, shapes: Shapes, shape: Ints
) -> tuple[Ints, Floats, Floats]:
    """Return where the outlines of polygons cross lines without end.

    Parameters
    ----------
    frames
        The lines.
    line, shape
        (k,) positions of the pairs.
    shapes
        (m,) valid polygons or multipolygons, m.

    Returns
    -------
    pair, far_m, sign
        (c,) the pair, how far along the line (m, before its start below 0), and +1 where the
        land lies before the crossing, −1 where it lies beyond. A vertex on the line belongs to
        the side below it, so that each passing of the outline counts once.
    """
    found = []
    for seen in _edges_seen(frames, line, shapes, shape):
        at = np.flatnonzero((seen.v0 > 0) != (seen.v1 > 0))
        u0, v0, u1, v1 = (one[at] for one in (seen.u0, seen.v0, seen.u1, seen.v1))
        far = u0 + (u1 - u0) * (v0 / (v0 - v1))
        found.append((seen.pair[at], far, np.where(v1 > v0, 1.0, -1.0)))
    pair, far, sign = (np.concatenate(one) for one in zip(*found, strict=True))
    return pair, far, sign


def spans_within(
    frames: Frames, line: Ints, shapes: Shapes, shape: Ints, box: tuple[Floats, float, float]
) -> tuple[Ints, Floats]:
    """Return where the part of each edge within a rectangle along its line begins and ends.

    Parameters
    ----------
    frames, line, shapes, shape
        As in `crossings`.
    box
        (n,) the length of each line's rectangle, and from and to where it lies across, m.

    Returns
    -------
    line, along_m
        (c,) positions in `frames`, and how far along the line, m; two for every edge that has
        a part in the rectangle.
    """
    length, low, high = box
    found = []
    for seen in _edges_seen(frames, line, shapes, shape):
        most = length[line[seen.pair]]
        near = np.flatnonzero(
            (np.minimum(seen.v0, seen.v1) <= high) & (np.maximum(seen.v0, seen.v1) >= low)
            & (np.maximum(seen.u0, seen.u1) >= 0) & (np.minimum(seen.u0, seen.u1) <= most)
        )  # fmt: skip
        u0, v0, u1, v1 = (one[near] for one in (seen.u0, seen.v0, seen.u1, seen.v1))
        enter, leave = np.zeros(len(near)), np.ones(len(near))
        for begin, end, least, largest in ((u0, u1, 0.0, most[near]), (v0, v1, low, high)):
            first, last = _within(begin, end, least, largest)
            enter, leave = np.maximum(enter, first), np.minimum(leave, last)
        held = enter <= leave
        rows = line[seen.pair[near[held]]]
        ends = [(u0 + (u1 - u0) * at)[held] for at in (enter, leave)]
        found.append((np.concatenate([rows, rows]), np.concatenate(ends)))
    whose, along = (np.concatenate(one) for one in zip(*found, strict=True))
    return whose, along


def _within(begin: Floats, end: Floats, low: float, high: Floats | float) -> tuple[Floats, Floats]:
    """Return between which shares of itself each edge lies from low up to high."""
    step = end - begin
    level = step == 0  # such an edge lies within all along: it would not be near otherwise
    step = np.where(level, 1.0, step)
    one, other = (low - begin) / step, (high - begin) / step
    first, last = np.minimum(one, other), np.maximum(one, other)
    return np.where(level, 0.0, first), np.where(level, 1.0, last)


def _edges_seen(frames: Frames, line: Ints, shapes: Shapes, shape: Ints) -> Iterator[_Seen]:
    """Give the edges of each pair's polygon in the frame of its line, some pairs at a time."""
    used, place = np.unique(shape, return_inverse=True)
    points, last, start, count = _outlines(shapes[used])
    ends = np.cumsum(count[place])
    whole = int(ends[-1]) if len(ends) else 0
    bounds = np.searchsorted(ends, np.arange(_ROWS, whole + _ROWS, _ROWS)) + 1
    first = 0
    for until in np.unique(np.append(np.minimum(bounds, len(line)), len(line))):
        pairs = slice(first, until)
        many, begin = count[place[pairs]], start[place[pairs]]
        vertex = np.arange(many.sum()) + np.repeat(begin - np.cumsum(many) + many, many)
        some = frames.of(line[pairs])
        x, y = (points[vertex] - np.repeat(some.start, many, axis=0)).T
        u, v = (
            x * np.repeat(way[:, 0], many) + y * np.repeat(way[:, 1], many)
            for way in (some.along, some.across)
        )
        edge = np.flatnonzero(~last[vertex])
        pair = np.repeat(np.arange(first, until), many)
        yield _Seen(pair[edge], u[edge], v[edge], u[edge + 1], v[edge + 1])
        first = until


def _outlines(shapes: Shapes) -> tuple[Floats, npt.NDArray[np.bool_], Ints, Ints]:
    """Return the vertices of polygons, which of them end a ring, and where each polygon's are.

    Shells run with their land on the left, and so do holes.
    """
    if not len(shapes):
        none = np.array([], dtype="int64")
        return np.empty((0, 2)), none.astype("bool"), none, none
    turned = shapely.orient_polygons(shapes)
    _, points, offsets = shapely.to_ragged_array(turned, include_z=False)
    rings, polygons = offsets[0], offsets[1]
    parts = offsets[2] if len(offsets) == 3 else np.arange(len(shapes) + 1)
    last = np.zeros(len(points), dtype="bool")
    last[rings[1:] - 1] = True
    start = rings[polygons[parts]]
    return points, last, start[:-1], np.diff(start)
