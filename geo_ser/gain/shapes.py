"""Geometry that the what-ifs share, in whole arrays."""

import numpy as np
import numpy.typing as npt
import shapely

from geo_ser.geometry.cuts import NOISE_M2, Shapes

__all__ = [
    "frames",
    "holding_circle",
    "sieved",
    "slabs",
    "sums",
]

_MANY, _MILLIMETRE = 1_000, 0.001
"""Outlines with more points than this are looked at through a sieve of a millimetre: shrinking
one of 100 000 points took 25 s."""


def sums(
    row: npt.NDArray[np.int64], amount: npt.NDArray[np.float64], count: int
) -> npt.NDArray[np.float64]:
    """Return the sum of the amounts of each of `count` rows, 0 where there is none."""
    return np.bincount(row, weights=amount, minlength=count).astype("float64")


def holding_circle(shapes: Shapes, width_m: float, min_m2: float) -> npt.NDArray[np.float64]:
    """Return the area of the parts of each shape in which a circle of a width fits.

    A larger shape has no less, but for what is narrower than 2 mm: its parts hold those of the
    smaller one. What hangs together by less than that is in parts: whether rounding left such a
    hair says nothing about the land.

    Parameters
    ----------
    shapes
        (n,) polygons, multipolygons or collections.
    width_m
        Diameter of the circle.
    min_m2
        Parts smaller than this do not count.

    Returns
    -------
    area : numpy.ndarray
        (n,) m².

    Examples
    --------
    >>> strip, yard = shapely.box(0, 0, 4, 50), shapely.box(10, 0, 20, 50)
    >>> holding_circle(np.array([strip | yard, strip], dtype=object), 5.0, 50.0).tolist()
    [500.0, 0.0]
    >>> exactly = shapely.box(0, 0, 5, 50)
    >>> holding_circle(np.array([exactly, exactly.reverse()], dtype=object), 5.0, 50.0).tolist()
    [250.0, 250.0]
    """
    parts, row = shapely.get_parts(shapes, return_index=True)
    area = shapely.area(parts)
    least = max(min_m2, NOISE_M2)
    large = area >= least
    parts, row, area = parts[large], row[large], area[large]
    parts, at = _without_hairs(sieved(parts))
    alone = np.bincount(at, minlength=len(row))[at] == 1
    row, area = row[at], np.where(alone, area[at], shapely.area(parts))
    # A millimetre less than half the width, so that a strip of exactly the width counts: of less
    # GEOS leaves nothing where the outline goes round with the clock.
    within = shapely.buffer(parts, -(width_m / 2 - _MILLIMETRE))
    wide = ~shapely.is_empty(within) & (area >= least)
    return sums(row[wide], area[wide], len(shapes))


def sieved(shapes: Shapes) -> Shapes:
    """Return the shapes, those of very many points without what lies within a millimetre."""
    dense = shapely.get_num_coordinates(shapes) > _MANY
    result = shapes.copy()
    result[dense] = shapely.simplify(shapes[dense], _MILLIMETRE)
    return result


def _without_hairs(parts: Shapes) -> tuple[Shapes, npt.NDArray[np.int64]]:
    """Return the parts, those that hang together by a hair as several, and which each was."""
    shrunk = shapely.buffer(parts, -_MILLIMETRE, join_style="mitre")
    pieces, at = shapely.get_parts(shrunk, return_index=True)
    several = np.bincount(at, minlength=len(parts)) > 1
    split = several[at]
    grown = shapely.buffer(pieces[split], _MILLIMETRE, join_style="mitre")
    return np.r_[parts[~several], grown], np.r_[np.flatnonzero(~several), at[split]]


def frames(shapes: Shapes) -> npt.NDArray[np.float64]:
    """Return the directions along which each shape is cut: the long side of its smallest box.

    Parameters
    ----------
    shapes
        (n,) polygons with area.

    Returns
    -------
    directions : numpy.ndarray
        (n, 2) unit vectors; the other direction stands square on it.
    """
    boxes = shapely.minimum_rotated_rectangle(shapes)
    ring = shapely.get_coordinates(shapely.get_exterior_ring(boxes)).reshape(-1, 5, 2)
    sides = ring[:, 1:3] - ring[:, 0:2]
    length = np.hypot(sides[..., 0], sides[..., 1])
    longest = np.take_along_axis(sides, length.argmax(axis=1)[:, None, None], axis=1)[:, 0]
    return np.asarray(longest / length.max(axis=1)[:, None])


def slabs(
    along: npt.NDArray[np.float64],
    low: npt.NDArray[np.float64],
    high: npt.NDArray[np.float64],
    middle: npt.NDArray[np.float64],
    reach: npt.NDArray[np.float64],
) -> Shapes:
    """Return the strips of land between two parallel lines.

    Parameters
    ----------
    along
        (k, 2) unit vectors square on the lines.
    low, high
        (k,) where the lines lie along it, seen from `middle`, m; infinite: no line there.
    middle
        (k, 2) a point.
    reach
        (k,) how far the strips go, m.
    """
    low, high = np.maximum(low, -reach), np.minimum(high, reach)
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    corners = [
        middle + along * s[:, None] + across * t[:, None]
        for s, t in ((low, -reach), (high, -reach), (high, reach), (low, reach))
    ]
    return np.asarray(shapely.polygons(np.stack(corners, axis=1)))
