"""The area that is fetched: which squares of RD it touches, and what it is called.

Everything that touches the area's squares comes in whole; nothing is cut here. Clipping belongs
to `layers`, where it can be counted.
"""

import hashlib
import math
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo_ser.errors import CrsError, StudyError
from geo_ser.files import require_file
from geo_ser.gdal import read_table, require_self_contained
from geo_ser.tables import NETHERLANDS, RD

__all__ = [
    "Area",
    "Box",
    "area_of_bbox",
    "area_of_file",
    "checked_area",
    "is_bbox",
    "is_code",
    "quarters",
]

Box = tuple[float, float, float, float]
"""xmin, ymin, xmax, ymax in RD, m."""

_NUMBER = r"\s*(-?\d+(?:\.\d+)?)\s*"
_BBOX = re.compile(",".join([_NUMBER] * 4))
_CODE = re.compile(r"(GM|PV)\d+", re.IGNORECASE)

_SEA_M = 30_000.0
"""Municipalities on the coast reach into the sea."""


@dataclass(frozen=True)
class Area:
    """An area in RD. `asked` is how it stands in the settings; `code` is GM#### or PV##."""

    asked: str
    name: str
    shape: BaseGeometry
    code: str | None = None

    @property
    def box(self) -> Box:
        """The bounds."""
        xmin, ymin, xmax, ymax = self.shape.bounds
        return xmin, ymin, xmax, ymax

    @property
    def fingerprint(self) -> str:
        """A short hash of the shape to the millimetre: another one means another fetch."""
        shape = shapely.normalize(shapely.set_precision(self.shape, 0.001))
        return hashlib.sha256(shape.wkb).hexdigest()[:16]

    def tiles(self, size_m: float) -> list[Box]:
        """Return the squares of a fixed grid that the area lies in, cut to its box, in whole m.

        From west to east, then northward. Squares share their edges, so that nothing falls
        between them; what touches an edge comes in both.
        """
        xmin, ymin, xmax, ymax = self.box
        west, south, east, north = *map(math.floor, (xmin, ymin)), *map(math.ceil, (xmax, ymax))
        xs = _cuts(west, east, size_m)
        ys = _cuts(south, north, size_m)
        boxes = [(x0, y0, x1, y1) for y0, y1 in pairwise(ys) for x0, x1 in pairwise(xs)]
        shapely.prepare(self.shape)
        return [one for one in boxes if _shares_area(self.shape, shapely.box(*one))]


def _cuts(low: float, high: float, size_m: float) -> list[float]:
    """Return where a line from low to high is cut by a grid that starts at 0, ends included."""
    first = math.floor(low / size_m) + 1
    between = [n * size_m for n in range(first, math.ceil(high / size_m))]
    return [float(low), *map(float, between), float(high)]


def _shares_area(shape: BaseGeometry, square: BaseGeometry) -> bool:
    return bool(shape.intersects(square)) and not bool(shape.touches(square))


def quarters(box: Box) -> list[Box]:
    """Return the four quarters of a square, which share their edges.

    Examples
    --------
    >>> quarters((0.0, 0.0, 4.0, 2.0))[0]
    (0.0, 0.0, 2.0, 1.0)
    """
    xmin, ymin, xmax, ymax = box
    x, y = (xmin + xmax) / 2, (ymin + ymax) / 2
    return [(xmin, ymin, x, y), (x, ymin, xmax, y), (xmin, y, x, ymax), (x, y, xmax, ymax)]


def is_bbox(text: str) -> bool:
    """Return whether a text is four numbers with commas."""
    return _BBOX.fullmatch(text) is not None


def is_code(text: str) -> bool:
    """Return whether a text looks like the code of a municipality or province."""
    return _CODE.fullmatch(text.strip()) is not None


def area_of_bbox(text: str) -> Area:
    """Return the area of a bbox in RD, `xmin,ymin,xmax,ymax` in m.

    Raises
    ------
    StudyError
        If it has no area, or its corners are the wrong way round.
    CrsError
        If it does not lie in the Netherlands.
    """
    found = _BBOX.fullmatch(text)
    if found is None:
        raise StudyError(
            f"[fetch] area {text!r}: is no bbox; write xmin,ymin,xmax,ymax in RD metres."
        )
    xmin, ymin, xmax, ymax = (float(one) for one in found.groups())
    if xmin >= xmax or ymin >= ymax:
        raise StudyError(
            f"[fetch] area {text!r}: has no area; write xmin,ymin,xmax,ymax with xmin < xmax and "
            "ymin < ymax, in RD metres."
        )
    return checked_area(text, text, shapely.box(xmin, ymin, xmax, ymax))


def area_of_file(path: Path, asked: str) -> Area:
    """Return the area of every polygon in a file, in RD.

    Raises
    ------
    SourceError
        If the file is missing or cannot be read.
    StudyError
        If it holds no polygon with an area.
    CrsError
        If it names no CRS, or its coordinates do not lie in the Netherlands.
    """
    import geopandas as gpd

    require_file(path, what="[fetch] area")
    require_self_contained(path, what="[fetch] area")
    try:
        table = read_table(path)
    except (RuntimeError, ValueError) as error:
        raise StudyError(f"[fetch] area: {path} cannot be read as a GIS file ({error}).") from error
    if not isinstance(table, gpd.GeoDataFrame) or not len(table.geometry.dropna()):
        raise StudyError(f"[fetch] area: {path} holds no polygon. Name a file of polygons.")
    if table.crs is None:
        raise CrsError(f"[fetch] area: {path} names no CRS; save it in EPSG:{RD} (RD New).")
    shapes = table.geometry.dropna().to_crs(RD).make_valid()
    return checked_area(asked, path.stem, shapely.union_all(shapes.to_numpy()))


def checked_area(asked: str, name: str, shape: BaseGeometry, code: str | None = None) -> Area:
    """Return an area, or say what is wrong with its shape.

    Raises
    ------
    StudyError
        If it holds no polygon with an area.
    CrsError
        If it does not lie in the Netherlands.
    """
    parts = [
        one
        for one in shapely.get_parts(shape)
        if isinstance(one, Polygon | MultiPolygon) and one.area > 0
    ]
    if not parts:
        raise StudyError(f"[fetch] area {asked!r}: holds no polygon with an area.")
    whole = shapely.union_all(parts)
    west, south, east, north = NETHERLANDS
    xmin, ymin, xmax, ymax = whole.bounds
    sea = _SEA_M if code else 0.0
    if not (
        west - sea <= xmin and xmax <= east + sea and south - sea <= ymin and ymax <= north + sea
    ):
        bounds = ", ".join(f"{one:.6g}" for one in whole.bounds)
        hint = " These look like degrees." if max(map(abs, whole.bounds)) <= 360 else ""
        raise CrsError(
            f"[fetch] area {asked!r}: lies outside the Netherlands ({bounds}).{hint} Give it in "
            f"EPSG:{RD} (RD New): x {west:.0f}–{east:.0f}, y {south:.0f}–{north:.0f} m."
        )
    return Area(asked, name, whole, code)
