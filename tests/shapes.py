"""Shapes that can be checked with a pencil."""

import struct
from collections.abc import Callable

import geopandas as gpd
import numpy as np
import shapely
from hypothesis import assume
from hypothesis import strategies as st
from shapely import Polygon, affinity, box
from shapely.geometry.base import BaseGeometry

X, Y = 200_000.0, 470_000.0
"""A corner in the middle of the country, in RD, from which the tests draw."""


def square(x: float, y: float, width: float, height: float | None = None) -> BaseGeometry:
    """Return a rectangle with its lower left corner at (X + x, Y + y), sizes in metres."""
    return box(X + x, Y + y, X + x + width, Y + y + (width if height is None else height))


def table(*shapes: BaseGeometry, crs: int = 28992, **columns: list) -> gpd.GeoDataFrame:
    """Return shapes as a GeoDataFrame with the given columns."""
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs=crs)


OFFSETS = (0.0, 1e-9, -1e-9, 1e-7, -1e-7, 1e-5, -1e-5, -1e-3, 0.02, -0.02, 3.0, -3.0)
"""How far a wall lies off a plot line, m: it touches, lies over it by a sliver, or crosses it."""


def with_empty_ring(polygon: Polygon) -> Polygon:
    """Return a polygon with an interior ring of no points, which GEOS calls valid."""
    rings = [polygon.exterior, *polygon.interiors]
    points = [np.asarray(ring.coords, dtype="<f8") for ring in rings] + [np.zeros((0, 2))]
    head = struct.pack("<BII", 1, 3, len(points))
    body = b"".join(struct.pack("<I", len(one)) + one.tobytes() for one in points)
    return shapely.from_wkb(head + body)


@st.composite
def rough_pairs(draw: st.DrawFn) -> tuple[Polygon, Polygon]:
    """Return a plot and a wall at its line: slivers, touches in points, needles, empty rings.

    Valid polygons near (X, Y), square to the axes or turned, so that coordinates have all digits.
    """
    turn = draw(st.sampled_from([0.0, 0.0, 0.3019, 1.0]) | st.floats(0, 6.28))
    east, north = draw(st.floats(-500, 500)), draw(st.floats(-500, 500))
    long, wide = draw(st.floats(10, 60)), draw(st.floats(10, 60))
    stations = draw(st.lists(st.floats(0.05, 0.95), min_size=2, max_size=6, unique=True))
    wall = [(long + draw(st.sampled_from(OFFSETS)), part * wide) for part in sorted(stations)]
    outline = [(0, 0), (long, 0), (long, wide), (0, wide)]
    if draw(st.booleans()):  # the plot line bends where the wall does
        outline[2:2] = [(long, y) for _, y in wall]
    plot = Polygon(outline)
    if draw(st.booleans()):
        thin, tip = 10 ** draw(st.floats(-9.5, -4)), draw(st.floats(0.2, 0.8))
        left, right = 0.1 * long, long - draw(st.sampled_from([0.1, 1e-3])) * long
        low, middle = 0.4 * wide, left + tip * (right - left)
        needle = [(left, low), (right, low + thin / 3), (middle, low + thin)]
        holed = Polygon(outline, [needle])
        plot = holed if holed.is_valid else plot
    wall = Polygon([*wall, (long + 8, wall[-1][1]), (long + 8, wall[0][1])])
    pair = [affinity.rotate(one, turn, origin=(0, 0), use_radians=True) for one in (plot, wall)]
    pair = [affinity.translate(one, X + east, Y + north) for one in pair]
    pair = [with_empty_ring(one) if draw(st.booleans()) else one for one in pair]
    assume(all(one.is_valid for one in pair))
    return (pair[0], pair[1]) if draw(st.booleans()) else (pair[1], pair[0])


@st.composite
def roughened(draw: st.DrawFn, shapes: list[Polygon]) -> list[Polygon]:
    """Return polygons as surveys draw them: some off by a hair, notched, or with an empty ring.

    Walls then lie over their neighbours by slivers, touch them in points, or miss them. No area
    changes by more than 0.03 m for each metre of outline.
    """
    return [draw(_rough(shape)) for shape in shapes]


@st.composite
def _rough(draw: st.DrawFn, shape: Polygon) -> Polygon:
    kind = draw(st.sampled_from(["", "", "moved", "notched", "pointed", "ringed"]))
    hair = draw(st.sampled_from([offset for offset in OFFSETS if abs(offset) < 1]))
    low_x, low_y, high_x, high_y = shape.bounds
    middle = (low_y + high_y) / 2
    if kind == "moved":
        return affinity.translate(shape, hair, draw(st.sampled_from([0.0, hair])))
    if kind == "notched":  # the line to the east goes in or out by a hair, halfway
        points = [(low_x, low_y), (high_x, low_y), (high_x + hair, middle), (high_x, high_y)]
        return Polygon([*points, (low_x, high_y)])
    if kind == "pointed":  # it touches what lies to the east in one point
        shrunk = [(low_x, low_y), (high_x - 0.01, low_y), (high_x, middle), (high_x - 0.01, high_y)]
        return Polygon([*shrunk, (low_x, high_y)])
    return with_empty_ring(shape) if kind == "ringed" else shape


def fails_within(area: BaseGeometry, real: Callable, error: Exception) -> Callable:
    """Return a function that raises where one of its arguments holds a shape within an area."""

    def shapes_of(argument: object) -> np.ndarray:
        values = np.atleast_1d(np.asarray(getattr(argument, "geometry", argument), dtype="object"))
        return np.array([one for one in values.flat if isinstance(one, BaseGeometry)])

    def wrapped(*arguments: object, **options: object) -> object:
        shapes = np.concatenate([shapes_of(one) for one in arguments])
        if shapely.covers(area, shapes[~shapely.is_empty(shapes)]).any():
            raise error
        return real(*arguments, **options)

    return wrapped
