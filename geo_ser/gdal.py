"""GDAL, closed: it reads the formats listed here, the file it is given, and nothing else.

GDAL opens a file by what stands in it, not by its name, and many of its drivers go on from there:
to a server (WFS, WMS, a pipeline that begins with ``read http://…``) or to another file of this
machine (VRT). So drivers are allowed by name. Two GDALs are bundled, pyogrio's for vectors and
rasterio's for rasters; rasterio takes the list at every open, pyogrio takes none, so that all other
drivers are taken off its register, for the whole process and for good.

What the allowed drivers themselves can be led to is refused before GDAL sees the file
(`require_self_contained`), and GDAL's HTTP client is given an address that cannot be one.
"""

import os
import re
import shutil
import sqlite3
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo_ser.errors import SourceError
from geo_ser.locks import scratch_folder

if TYPE_CHECKING:  # GDAL takes half a second to load; commands that read no file skip it
    import pandas as pd
    from pyproj import Transformer
    from rasterio.io import DatasetReader

__all__ = [
    "RASTER_DRIVER",
    "VECTOR_DRIVERS",
    "closed_rasters",
    "gdal_versions",
    "is_gml",
    "is_unknown_format",
    "layer_names",
    "open_raster",
    "read_info",
    "read_table",
    "require_self_contained",
    "transformer",
    "unknown_format",
    "writable_path",
]

VECTOR_DRIVERS = frozenset(
    [
        "CSV", "DXF", "ESRI Shapefile", "ESRIJSON", "FlatGeobuf", "GML", "GPKG", "GPX", "GeoJSON",
        "GeoJSONSeq", "JSONFG", "KML", "LIBKML", "MEM", "MapInfo File", "ODS", "OSM",
        "OpenFileGDB", "SQLite", "TopoJSON", "XLSX",
    ]
)  # fmt: skip
"""Formats that hold their rows themselves. MEM holds what is on its way and opens no file."""

RASTER_DRIVER = "GTiff"
"""GeoTIFF, the cloud optimised kind included."""

_READ_AS = (
    "GeoPackage, GeoJSON, ESRI JSON, TopoJSON, shapefile, FlatGeobuf, GML, KML, GPX, MapInfo, "
    "file geodatabase, SQLite, DXF, OSM, CSV, XLSX, ODS and Parquet"
)

_NO_NETWORK: Mapping[str, str] = {
    "GDAL_HTTP_PROXY": "closed://geo-ser",
    "GDAL_HTTPS_PROXY": "closed://geo-ser",
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "none",
}
"""A proxy of a kind that libcurl does not know is refused before any connection …"""

_PROXY_EXCEPTIONS = ("no_proxy", "NO_PROXY")
"""… unless these variables of the environment name the host as one that needs no proxy."""

_CLOSED_VECTORS: Mapping[str, str] = {
    **_NO_NETWORK,
    "GDAL_PAM_ENABLED": "NO",
    "GML_SKIP_RESOLVE_ELEMS": "ALL",
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
}
_CLOSED_RASTERS: Mapping[str, str] = {
    **_NO_NETWORK,
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_PAM_ENABLED": "NO",
}
"""No file beside a raster is looked at (.aux.xml, .ovr, .msk, .tfw): they may be of any format."""


class _PlainPath(str):
    """A path that pyogrio gives to GDAL letter for letter.

    pyogrio takes ``!`` for the way into an archive, ``;`` for parameters and ``http:`` for a
    scheme, except in text that starts with ``/vsi``: this one says that it does.
    """

    __slots__ = ()

    def __str__(self) -> str:
        return self

    def startswith(self, prefix: Any, *place: Any) -> bool:
        """Return as text does, but for ``/vsi``: always True."""
        return prefix == "/vsi" or super().startswith(prefix, *place)


@contextmanager
def writable_path(path: Path) -> Iterator[Path]:
    """Give the path that pyogrio shall write to; what it wrote is at `path` after the block.

    Where pyogrio would not take `path` letter for letter, that is one in the temporary folder.
    """
    from pyogrio.util import vsi_path

    if vsi_path(path) == str(path):
        yield path
        return
    with scratch_folder() as folder:
        written = folder / f"written{path.suffix}"
        yield written
        shutil.move(written, path)


@contextmanager
def _closed_vectors() -> Iterator[Any]:
    """Give pyogrio, whose GDAL knows the allowed drivers only and reaches no network."""
    import pyogrio

    _take_drivers_off()
    before = {name: pyogrio.get_gdal_config_option(name) for name in _CLOSED_VECTORS}
    with _without_proxy_exceptions():
        pyogrio.set_gdal_config_options(_CLOSED_VECTORS)
        try:
            yield pyogrio
        finally:
            pyogrio.set_gdal_config_options(before)


def _take_drivers_off() -> None:
    """Take every driver that is not allowed off the register of pyogrio's GDAL.

    GDAL leaves out what ``OGR_SKIP`` names each time that it registers its drivers.

    Raises
    ------
    RuntimeError
        If one is still there: nothing is read then.
    """
    import pyogrio
    from pyogrio import _ogr

    others = set(pyogrio.list_drivers()) - VECTOR_DRIVERS
    if not others:
        return
    pyogrio.set_gdal_config_options({"OGR_SKIP": ",".join(sorted(others))})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        _ogr._register_drivers()
    pyogrio.set_gdal_config_options({"OGR_SKIP": None})
    left = set(pyogrio.list_drivers()) - VECTOR_DRIVERS
    if left:
        raise RuntimeError(f"GDAL keeps drivers that are not allowed: {', '.join(sorted(left))}")


@contextmanager
def _without_proxy_exceptions() -> Iterator[None]:
    before = {name: os.environ.pop(name) for name in _PROXY_EXCEPTIONS if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(before)


def layer_names(path: Path) -> list[tuple[str, str | None]]:
    """Return the layers of a vector file in file order: name and geometry type."""
    with _closed_vectors() as pyogrio:
        return [(str(name), kind) for name, kind in pyogrio.list_layers(_PlainPath(path))]


def read_info(path: Path, **options: Any) -> dict[str, Any]:
    """Return what pyogrio says of a layer; the options are pyogrio's."""
    with _closed_vectors() as pyogrio:
        info: dict[str, Any] = pyogrio.read_info(_PlainPath(path), **options)
        return info


def read_table(path: Path, **options: Any) -> "pd.DataFrame":
    """Return the rows of a layer; the options are those of pyogrio's `read_dataframe`."""
    with _closed_vectors() as pyogrio:
        table: pd.DataFrame = pyogrio.read_dataframe(_PlainPath(path), **options)
        return table


@contextmanager
def closed_rasters(**settings: Any) -> Iterator[None]:
    """Give a place in which rasterio's GDAL looks at no file beside and reaches no network."""
    import rasterio

    with _without_proxy_exceptions(), rasterio.Env(**{**settings, **_CLOSED_RASTERS}):
        yield


_TIFF_STARTS = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")


def open_raster(path: Path, *, what: str) -> "DatasetReader":
    """Open a GeoTIFF, within `closed_rasters`.

    Raises
    ------
    SourceError
        If the file is no TIFF, whatever its name says, or GDAL cannot open it.
    """
    import rasterio
    from rasterio.errors import RasterioError

    with path.open("rb") as stream:
        start = stream.read(64)
    if not start.startswith(_TIFF_STARTS):
        shown = start[:20].decode("ascii", errors="replace").strip()
        raise SourceError(
            f"{what}: {path.name} is no GeoTIFF (it starts with {shown!r}). Rasters are read from "
            "GeoTIFF only; a file that points to others (VRT, WMS) is not followed. Name the "
            "GeoTIFF itself, or save one with `gdal_translate -of COG`."
        )
    try:
        return rasterio.open(path, driver=RASTER_DRIVER)
    except RasterioError as error:
        raise SourceError(
            f"{what}: cannot be read ({error}). Name a GeoTIFF, or download it again."
        ) from error


def transformer(source: Any, target: Any) -> "Transformer":
    """Return a transformation of x, y (longitude first) that fetches no grid from a network."""
    from pyproj import Transformer
    from pyproj.network import set_network_enabled  # type: ignore[attr-defined]

    set_network_enabled(active=False)
    return Transformer.from_crs(source, target, always_xy=True)


def gdal_versions() -> dict[str, str]:
    """Return the versions of the GDALs in use, by the package that brings each."""
    import pyogrio
    import rasterio

    return {
        f"pyogrio {pyogrio.__version__}": str(pyogrio.__gdal_version_string__),
        f"rasterio {rasterio.__version__}": str(rasterio.__gdal_version__),
    }


_LOOKED_AT = 64 * 1024
_POINTERS = re.compile(
    rb"<OGR(VRT|WFS)DataSource|<VRTDataset|<GDAL_W(MS|MTS|CS)\b|<WCS_GDAL|<GDALTileIndexDataset"
    rb"|<(\w+:)?(WFS|WMS|WMT_MS|WCS)_Capabilities\b|\"gdal_streamed_alg\"|^\s*(https?|ftp)://"
)
_CRS_BY_LINK = re.compile(rb'"crs"\s*:\s*\{[^{}]*"properties"\s*:\s*\{[^{}]*"(href|url|URL)"')
_TAB_VIEW = re.compile(rb"\\IsSeamless|^\s*open\s+table|^\s*create\s+view", re.IGNORECASE | re.M)
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_SHEETS = frozenset([".xlsx", ".xlsm", ".ods"])
"""Zips that may go to GDAL: `layers.sheets` looks into them."""

_SQLITE = b"SQLite format 3\x00"
_OWN_INDEXES = frozenset(
    [
        "rtree", "rtree_i32", "geopoly", "fts3", "fts4", "fts5", "virtualspatialindex",
        "virtualelementary", "virtualknn", "virtualknn2", "virtualrouting", "virtualnetwork",
    ]
)  # fmt: skip
"""Virtual tables of SQLite that lie in the file itself; others read other files."""

_VIRTUAL = re.compile(r"\s*CREATE\s+VIRTUAL\b", re.IGNORECASE)
_USING = re.compile(r"\bUSING\s+[\"'`\[]?(\w+)", re.IGNORECASE)


def is_unknown_format(detail: str) -> bool:
    """Return whether GDAL says that no driver it may use knows a file."""
    return "not recognized as being in a supported file format" in detail


def unknown_format(path: Path, what: str) -> str:
    """Return the message for such a file."""
    return (
        f"{what}: {path.name} is in none of the formats that are read: {_READ_AS}. A file that "
        "only points to other data (VRT, WFS, a GDAL pipeline) is not followed: name that data's "
        "own file. If it should be one of these, it is damaged: download or export it again."
    )


def require_self_contained(path: Path, *, what: str) -> None:
    """Refuse a file that leads to another file or to a server.

    Raises
    ------
    SourceError
        Naming the file and what it points with.
    """
    if path.is_dir():
        if path.suffix.lower() == ".gdb":
            return
        raise SourceError(f"{what}: {path} is a folder. Name a file in it.")
    with path.open("rb") as stream:
        start = stream.read(_LOOKED_AT)
        stream.seek(max(0, path.stat().st_size - _LOOKED_AT))
        end = stream.read(_LOOKED_AT)
    packed = start.startswith(_ZIP) and path.suffix.lower() not in _SHEETS
    if packed or start.startswith(_GZIP):
        raise SourceError(
            f"{what}: {path.name} is packed (zip or gzip) under a name that does not say so. Call "
            "it .zip or .gz, or unpack it."
        )
    if start.startswith(_SQLITE):
        _require_own_tables(path, what)
        return
    _require_no_resolved_copy(path, what)
    if _POINTERS.search(_plain_text(start)):
        raise SourceError(
            f"{what}: {path.name} only points to other data. Name that data's own file."
        )
    if _CRS_BY_LINK.search(start) or _CRS_BY_LINK.search(end):
        raise SourceError(
            f"{what}: {path.name} gives its coordinate system by a link, which is not followed. "
            'Take `crs` out of the file and write crs = "EPSG:…" in its block of atlas.toml.'
        )
    if path.suffix.lower() == ".tab" and _TAB_VIEW.search(start):
        raise SourceError(
            f"{what}: {path.name} is a MapInfo view or seamless table, which only points to other "
            "tables. Name those tables themselves."
        )


def is_gml(path: Path) -> bool:
    """Return whether GDAL reads a file as GML: by its name or, as GDAL does, by its first bytes."""
    if path.suffix.lower() == ".gml":
        return True
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return b"opengis.net/gml" in _plain_text(stream.read(_LOOKED_AT))


def _require_no_resolved_copy(path: Path, what: str) -> None:
    """Refuse GML with a `.resolved.gml` beside it: GDAL would read that file in its place."""
    copy = path.with_suffix(".resolved.gml")
    if copy.exists() and is_gml(path):
        raise SourceError(
            f"{what}: GDAL would read {copy.name}, which lies beside {path.name}, in its place. "
            "Name the one that is meant, and move the other to another folder."
        )


def _plain_text(start: bytes) -> bytes:
    """Return the first bytes of a file as UTF-8 where they are UTF-16, else as they are."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    return start.removeprefix(b"\xef\xbb\xbf")


def _require_own_tables(path: Path, what: str) -> None:
    """Refuse a database with virtual tables that read other files; GDAL would open those."""
    for name, text in _virtual_tables(path, what):
        module = _USING.search(text)
        if module is None or module[1].lower() not in _OWN_INDEXES:
            raise SourceError(
                f"{what}: {path.name} has a virtual table {name!r} "
                f"({module[1] if module else 'of an unknown kind'}), which can read other files. "
                "Save its rows as a plain table, or drop it."
            )


def _virtual_tables(path: Path, what: str) -> list[tuple[str, str]]:
    """Return name and definition of each virtual table, without writing beside the file."""
    for mode in ("mode=ro", "immutable=1"):
        try:
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True)) as base:
                rows = base.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
                return [(name, sql) for name, sql in rows if _is_virtual(sql)]
        except (sqlite3.Error, UnicodeDecodeError) as error:
            problem = error
    raise SourceError(
        f"{what}: {path.name} cannot be read ({problem}). The database is damaged or locked: "
        "close it where it is open, or download or export it again."
    ) from problem


def _is_virtual(sql: object) -> bool:
    return isinstance(sql, str) and _VIRTUAL.match(sql) is not None
