"""Shapes out of GML elements, as the Dutch registries write them: arcs, rings of curves, 3D lists.

GDAL reads most GML, but not this: it takes the label point of a parcel or a building for its
shape, and refuses a whole BGT file over one line it misreads. Here the profile names the element
that holds the shape, and one shape that cannot be read is null and takes no other along.

Both sides of a shared arc get the same vertices, whichever way round it is written, so that
surfaces that tiled the plane still do.
"""

import math
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import numpy as np
import numpy.typing as npt
import shapely
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

__all__ = ["ARC_STEP_DEGREES", "gml_geometry", "local_name", "srs_names"]

ARC_STEP_DEGREES = 0.4
"""Turn per chord when an arc is made of straight pieces, at most. A circle then loses
step²/6 = 8e-6 of its area (GDAL's own default is ten times coarser)."""

Points = npt.NDArray[np.float64]
_POLYGONS = frozenset(["Polygon", "PolygonPatch", "Rectangle", "Triangle"])
_SHELLS = frozenset(["exterior", "outerBoundaryIs"])
_HOLES = frozenset(["interior", "innerBoundaryIs"])
_FLAT = 1e-9
"""Three points whose triangle is flatter than this share of its sides lie on a line."""


def local_name(node: Element) -> str:
    """Return the name of an element without its namespace."""
    return node.tag.rpartition("}")[2]


def srs_names(node: Element) -> set[str]:
    """Return the coordinate systems a geometry element names, at any depth."""
    return {name for one in node.iter() if (name := one.get("srsName"))}


def gml_geometry(node: Element) -> BaseGeometry | None:
    """Return the shape of a GML geometry element, two-dimensional; None where it is unreadable.

    Polygons and whatever gathers them become a polygon or multipolygon, a point a point, all
    else a line. Nothing is repaired: a shape may be invalid.

    Parameters
    ----------
    node
        A GML 3 (or 2) geometry element.

    Examples
    --------
    >>> from xml.etree.ElementTree import fromstring
    >>> square = "<LinearRing><posList>0 0 2 0 2 2 0 2 0 0</posList></LinearRing>"
    >>> gml_geometry(fromstring(f"<Polygon><exterior>{square}</exterior></Polygon>")).area
    4.0
    """
    try:
        return _geometry(node, int(node.get("srsDimension", 2)))
    except (ValueError, ArithmeticError, LookupError, GEOSException):
        return None


def _geometry(node: Element, dimension: int) -> BaseGeometry:
    if local_name(node) == "Point":
        return shapely.Point(_line(node, dimension)[0])
    polygons = [_polygon(one, dimension) for one in node.iter() if local_name(one) in _POLYGONS]
    if not polygons:
        return shapely.LineString(_line(node, dimension))
    return polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)


def _polygon(node: Element, dimension: int) -> BaseGeometry:
    dimension = int(node.get("srsDimension", dimension))
    shells = [_line(one, dimension) for one in node if local_name(one) in _SHELLS]
    holes = [_line(one, dimension) for one in node if local_name(one) in _HOLES]
    if len(shells) != 1:
        raise ValueError(f"a polygon with {len(shells)} outer rings")
    return shapely.Polygon(shells[0], holes)


def _line(node: Element, dimension: int) -> Points:
    """Return the points of a line or ring, its curves put end to end."""
    parts: list[Points] = []
    for part in _parts(node, dimension):
        joined = bool(parts) and bool((parts[-1][-1] == part[0]).all())
        parts.append(part[1:] if joined and len(part) > 1 else part)
    if not parts:
        raise ValueError("a line without points")
    return np.concatenate(parts)


def _parts(node: Element, dimension: int) -> Iterator[Points]:
    """Give the stretches of a line in document order, arcs as chords."""
    dimension = int(node.get("srsDimension", dimension))
    name = local_name(node)
    if name in ("posList", "pos", "coordinates"):
        yield _coordinates(node, dimension)
    elif name in ("Arc", "ArcString"):
        yield _arcs(np.concatenate([part for one in node for part in _parts(one, dimension)]))
    elif name == "Circle":
        points = np.concatenate([part for one in node for part in _parts(one, dimension)])
        yield _arcs(_once_round(points))
    elif name == "OrientableCurve" and node.get("orientation") == "-":
        yield from reversed([part[::-1] for one in node for part in _parts(one, dimension)])
    else:
        for one in node:
            yield from _parts(one, dimension)


def _coordinates(node: Element, dimension: int) -> Points:
    """Return the x and y of a list of coordinates."""
    text = node.text or ""
    if local_name(node) == "coordinates":
        rows = [row.split(",") for row in text.split()]
        return np.array([row[:2] for row in rows], dtype="float64").reshape(-1, 2)
    numbers = np.array(text.split(), dtype="float64")
    if not len(numbers) or len(numbers) % dimension:
        raise ValueError(f"{len(numbers)} numbers in {dimension} dimensions")
    return numbers.reshape(-1, dimension)[:, :2]


def _arcs(points: Points) -> Points:
    """Return a string of arcs, each through three points, as chords."""
    if len(points) < 3 or len(points) % 2 == 0:
        raise ValueError(f"an arc through {len(points)} points")
    parts = [points[:1]]
    for first in range(0, len(points) - 2, 2):
        parts.append(_arc(points[first], points[first + 1], points[first + 2])[1:])
    return np.concatenate(parts)


def _arc(start: Points, middle: Points, end: Points) -> Points:
    """Return the arc through three points as chords; its own points are vertices."""
    if tuple(end) < tuple(start):
        return _arc(end, middle, start)[::-1]
    centre = _centre(start, middle, end)
    if centre is None:
        return np.stack([start, middle, end])
    turn = _turn(start - centre, middle - centre, end - centre)
    halves = [(start, turn[0]), (middle, turn[1])]
    parts = [_chords(centre, point, angle)[:-1] for point, angle in halves]
    return np.concatenate([*parts, end[None, :]])


def _centre(start: Points, middle: Points, end: Points) -> Points | None:
    """Return the middle of the circle through three points; None where they lie on a line."""
    if (start == end).all():
        return None if (start == middle).all() else (start + middle) / 2
    (ax, ay), (bx, by) = middle - start, end - start
    cross = 2 * (ax * by - ay * bx)
    a, b = ax * ax + ay * ay, bx * bx + by * by
    if abs(cross) <= _FLAT * max(a, b):
        return None
    centre: Points = start + np.array([by * a - ay * b, ax * b - bx * a]) / cross
    return centre


def _turn(start: Points, middle: Points, end: Points) -> tuple[float, float]:
    """Return the angles from start to middle and from middle to end, the same way round."""
    one, two, three = (math.atan2(y, x) for x, y in (start, middle, end))
    left = (two - one) % math.tau, (three - two) % math.tau
    # Both halves turned left make one turn at most when the arc itself turns left.
    return left if sum(left) <= math.tau + _FLAT else (left[0] - math.tau, left[1] - math.tau)


def _chords(centre: Points, point: Points, turn: float) -> Points:
    """Return the vertices from a point, turned around a centre in equal steps."""
    steps = max(1, math.ceil(abs(math.degrees(turn)) / ARC_STEP_DEGREES - 1e-9))
    angles = np.linspace(0.0, turn, steps + 1)
    (x, y), cosine, sine = point - centre, np.cos(angles), np.sin(angles)
    turned = np.column_stack([x * cosine - y * sine, x * sine + y * cosine]) + centre
    turned[0] = point
    return turned


def _once_round(points: Points) -> Points:
    """Return a circle through three points as two arcs."""
    if len(points) != 3:
        raise ValueError(f"a circle through {len(points)} points")
    centre = _centre(*points)
    if centre is None:
        raise ValueError("a circle through three points on a line")
    opposite = 2 * centre - points[0]
    return np.stack([points[0], opposite, points[0]])
