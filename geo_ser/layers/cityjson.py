"""CityJSON to rows: the buildings of a 3DBAG tile with their attributes and footprints.

GDAL as it ships in the wheels does not read CityJSON. A tile is small, so it is parsed whole.
Footprints come from LoD 0; the third coordinate is dropped, for areas are plane.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.geometry.base import BaseGeometry

from geo_ser.errors import SourceError
from geo_ser.layers.packed import Shapes
from geo_ser.layers.read import SourceRows
from geo_ser.tables import RD

__all__ = ["CITYJSON_VERSIONS", "MAX_CITYJSON_BYTES", "is_cityjson", "read_cityjson"]

MAX_CITYJSON_BYTES = 100 * 2**20
"""A larger file is refused: parsed whole it takes about ten times its size. Tiles are 1–30 MB."""

CITYJSON_VERSIONS = ("1.0", "1.1", "2.0")

_RD_WITH_NAP = 7415
_EPSG = re.compile(r"EPSG\D+(?:[\d.]+/)?(\d{4,5})$")
_HEAD_BYTES = 1 << 16
_BROKEN = (LookupError, TypeError, ValueError, ArithmeticError, shapely.errors.GEOSException)


def is_cityjson(path: Path) -> bool:
    """Return whether a file is CityJSON, by its name or else by its first 64 KiB."""
    name = path.name.lower()
    if name.endswith((".city.json", ".cityjson")):
        return True
    if not name.endswith(".json") or not path.is_file():
        return False
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    return b'"CityObjects"' in head or b'"CityJSON' in head


def read_cityjson(path: Path, *, what: str) -> SourceRows:
    """Return the buildings of a CityJSON file: one row per object of type ``Building``.

    Parameters
    ----------
    what
        Table and file, for messages.

    Returns
    -------
    rows : SourceRows
        (n,) rows in file order: the building's attributes, with `identificatie` filled from the
        object's name where absent, and its LoD 0 footprint (None where it has none or it cannot
        be built). Objects of other types, the building's parts too, are no rows.

    Raises
    ------
    SourceError
        If the file is larger than `MAX_CITYJSON_BYTES`, is no JSON or no CityJSON of one of
        `CITYJSON_VERSIONS`, or its vertices cannot be read.
    """
    model = _parsed(path, what)
    vertices = _vertices(model, what)
    found = [
        (name, one)
        for name, one in model["CityObjects"].items()
        if isinstance(one, dict) and one.get("type") == "Building"
    ]
    records = [{"identificatie": name, **_mapping(one, "attributes")} for name, one in found]
    columns = None if records else ["identificatie"]
    geometry = np.array([_footprint(one, vertices) for _, one in found], dtype="object")
    return SourceRows(
        attributes=pd.DataFrame(records, columns=columns),
        numbers=np.arange(len(found), dtype="int64"),
        geometry=Shapes.of(geometry),
        crs=_crs(_mapping(model, "metadata").get("referenceSystem")),
    )


def _parsed(path: Path, what: str) -> dict[str, Any]:
    size = path.stat().st_size
    if size > MAX_CITYJSON_BYTES:
        raise SourceError(
            f"{what}: {size} bytes of CityJSON; more than {MAX_CITYJSON_BYTES} are not read at "
            "once. Use 3DBAG's tiles, or its GeoPackage."
        )
    try:
        model: Any = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=_distinct)
    except (ValueError, RecursionError) as error:
        detail = str(error) or type(error).__name__
        raise SourceError(
            f"{what}: is no JSON that can be read ({detail}). Download it again."
        ) from error
    if not isinstance(model, dict):
        model = {}
    kind = model.get("type")
    if kind != "CityJSON" or not isinstance(model.get("CityObjects"), dict):
        raise SourceError(
            f"{what}: is no CityJSON file with CityObjects (type {kind!r}). Name a tile of 3DBAG; "
            "a sequence of features (.city.jsonl) is not read."
        )
    version = str(model.get("version"))
    if version not in CITYJSON_VERSIONS:
        raise SourceError(
            f"{what}: is CityJSON version {version!r}; versions {', '.join(CITYJSON_VERSIONS)} "
            "are read. Convert it with `cjio`, or download another release."
        )
    return dict(model)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the members of an object; of two with one name a parser would lose the first."""
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"it has {twice!r} twice in one object")
    return members


def _mapping(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    inner = value.get(key)
    return inner if isinstance(inner, dict) else {}


def _vertices(model: Mapping[str, Any], what: str) -> npt.NDArray[np.float64]:
    """Return x and y of every vertex, scaled and moved as the file says."""
    transform = _mapping(model, "transform")
    try:
        raw = np.asarray(model.get("vertices", []), dtype="float64").reshape(-1, 3)
        scale = np.asarray(transform.get("scale", (1, 1, 1)), dtype="float64").reshape(3)
        shift = np.asarray(transform.get("translate", (0, 0, 0)), dtype="float64").reshape(3)
    except (TypeError, ValueError, ArithmeticError) as error:
        raise SourceError(
            f"{what}: its `vertices` or `transform` are no lists of x, y, z ({error}). Download "
            "it again."
        ) from error
    return np.asarray((raw * scale + shift)[:, :2])


def _footprint(
    building: Mapping[str, Any], vertices: npt.NDArray[np.float64]
) -> BaseGeometry | None:
    """Return the LoD 0 outline of a building; None where it has none or it is broken."""
    shapes = building.get("geometry")
    for one in shapes if isinstance(shapes, list) else ():
        if not isinstance(one, dict):
            return None
        if one.get("type") == "MultiSurface" and str(one.get("lod", "")).startswith("0"):
            try:
                surfaces = [_surface(rings, vertices) for rings in one["boundaries"]]
            except _BROKEN:
                return None
            return surfaces[0] if len(surfaces) == 1 else shapely.multipolygons(surfaces)
    return None


def _surface(rings: list[list[int]], vertices: npt.NDArray[np.float64]) -> BaseGeometry:
    numbers = [np.asarray(ring, dtype="int64") for ring in rings]
    if any((ring < 0).any() for ring in numbers):
        raise IndexError("a vertex number is negative")
    shell, *holes = (vertices[ring] for ring in numbers)
    return shapely.Polygon(shell, holes)


def _crs(reference: object) -> CRS | None:
    """Return the plane CRS of a reference system (a URN or URL that ends in an EPSG code)."""
    found = _EPSG.search(str(reference or ""))
    if found is None:
        return None
    code = int(found.group(1))
    try:
        return CRS.from_epsg(RD if code == _RD_WITH_NAP else code)
    except CRSError:
        return None
