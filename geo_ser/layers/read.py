"""Files to rows: any OGR format, GeoParquet; hostile or broken files end in one message.

GDAL reads everything but Parquet and the registries' own XML (see `registry`). Arcs become
chords of `ARC_STEP_DEGREES`, so fine that the area is right to 1e-5. A GML file gets no .gfs
beside it, and no schema is downloaded: data/raw stays as it arrived, and only `fetch` opens a
connection.
"""

import logging
import mmap
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyogrio
import shapely
from pyproj import CRS

from geo_ser.errors import SourceError, TableError, first_three
from geo_ser.layers.gml import ARC_STEP_DEGREES
from geo_ser.layers.sheets import SPREADSHEETS, require_safe_sheet

__all__ = ["PARQUET", "PLAIN_TABLES", "Layer", "SourceRows", "layer_list", "read_rows"]

log = logging.getLogger(__name__)

PARQUET = frozenset([".parquet", ".geoparquet"])
"""Files that GDAL is not asked to read."""

PLAIN_TABLES = SPREADSHEETS | {".csv", ".txt", ".tsv", ".dbf"}
"""Files that mostly have no geometry, but may have columns x and y."""

_GML_OPTIONS = {"WRITE_GFS": "NO", "DOWNLOAD_SCHEMA": "NO"}
_POINTERS = re.compile(rb"<OGR(VRT|WFS)DataSource|^\s*https?://")
_SHAPEFILE = (9994).to_bytes(4, "big")
_READ_ERRORS = (RuntimeError, ValueError, OSError, LookupError, NotImplementedError)


@dataclass(frozen=True)
class Layer:
    """A layer of a file: its name and geometry kind, None where it has no geometry."""

    name: str
    geometry: str | None


@dataclass(frozen=True)
class SourceRows:
    """The rows of one layer as they stand in the file.

    `attributes` has one row per feature, index 0…n-1; `numbers` the number each has in the file
    ($id in QGIS; in Parquet its place, from 0); `geometry` is None without a geometry column.
    `format_default` says that `crs` is the format's and was not written down.
    """

    attributes: pd.DataFrame
    numbers: npt.NDArray[np.int64]
    geometry: npt.NDArray[np.object_] | None
    crs: CRS | None
    format_default: bool = False


def layer_list(path: Path, *, what: str) -> list[Layer]:
    """Return the layers of an OGR file, those with geometry first, else in file order.

    Raises
    ------
    SourceError
        If GDAL cannot open the file.
    """
    with _readable(path, what):
        if path.suffix.lower() == ".gml":
            found = list(_gml_layers(path))
        else:
            found = [Layer(str(name), kind) for name, kind in pyogrio.list_layers(path)]
    return sorted(found, key=lambda layer: layer.geometry is None)


def _gml_layers(path: Path) -> Iterator[Layer]:
    """Give the layers of a GML file without GDAL writing a .gfs beside it."""
    for number in range(1000):
        try:
            info = pyogrio.read_info(path, layer=number, **_GML_OPTIONS)
        except pyogrio.errors.DataLayerError:
            return
        yield Layer(info["layer_name"], info["geometry_type"])


def read_rows(
    path: Path,
    *,
    what: str,
    spatial: bool,
    layer: str | None = None,
    where: str | None = None,
    columns: list[str] | None = None,
    limit: int | None = None,
) -> SourceRows:
    """Return the rows of one layer of one file.

    Parameters
    ----------
    what
        Table and file, for messages.
    spatial
        Whether the table needs geometry; without, layers with and without it are read alike.
    layer
        The layer to read; may be left out where there is only one that fits.
    where
        Row filter in OGR SQL on source columns.
    columns, limit
        Read only these columns, only the first rows; all by default.

    Raises
    ------
    SourceError
        If the file cannot be read, the layer is not there, or several are and none is named.
    TableError
        If geometry is needed and there is none.
    """
    if path.suffix.lower() in PARQUET:
        rows = _read_parquet(path, what, layer, where)
    else:
        require_safe_sheet(path, what=what)
        name = _chosen_layer(layer_list(path, what=what), layer, spatial, what)
        rows = _read_ogr(path, what, name, where, columns, limit)
    repeated = rows.attributes.columns[rows.attributes.columns.duplicated()]
    if len(repeated):
        raise TableError(f"{what}: repeats column {first_three(repeated)}. Rename one of them.")
    if spatial and rows.geometry is None:
        raise TableError(
            f"{what}: has no geometry column, only "
            f"{', '.join(map(repr, rows.attributes.columns))}. Name a file or layer with "
            "geometry; a CSV needs a column WKT."
        )
    return rows


def _chosen_layer(layers: list[Layer], named: str | None, spatial: bool, what: str) -> str | None:
    """Return the layer to read; None for a file that has none (GDAL then says why)."""
    names = [layer.name for layer in layers]
    if named is not None:
        if named not in names:
            raise SourceError(
                f"{what}: has no layer {named!r}; it has {', '.join(map(repr, names)) or 'none'}."
                " Write one of them as `layer` in atlas.toml."
            )
        return named
    fitting = [layer.name for layer in layers if layer.geometry or not spatial] or names
    if len(fitting) > 1:
        raise SourceError(
            f"{what}: has several layers: {', '.join(map(repr, fitting))}. Write the one you "
            "mean as `layer` in atlas.toml."
        )
    if not fitting:
        raise SourceError(f"{what}: holds no layers, so no rows. Download or export it again.")
    return fitting[0]


def _read_ogr(
    path: Path,
    what: str,
    layer: str | None,
    where: str | None,
    columns: list[str] | None,
    limit: int | None,
) -> SourceRows:
    pyogrio.set_gdal_config_options({"OGR_ARC_STEPSIZE": ARC_STEP_DEGREES})
    opening = _GML_OPTIONS if path.suffix.lower() == ".gml" else {}
    options: dict[str, Any] = {"layer": layer, "where": where, "columns": columns, **opening}
    options |= {"max_features": limit, "fid_as_index": True}
    options |= {"on_invalid": "fix", "datetime_as_string": True}
    with _readable(path, what):
        info = pyogrio.read_info(path, layer=layer, **opening)
        try:
            table = pyogrio.read_dataframe(path, **options)
        except UnicodeDecodeError:
            log.info("%s: not UTF-8, read as Windows-1252", what)
            table = pyogrio.read_dataframe(path, **options, encoding="cp1252")
    if info["driver"] == "FlatGeobuf" and where is None and limit is None:
        _require_whole(len(table), info["features"], what)
    numbers = table.index.to_numpy(dtype="int64")
    if "geometry" not in table or not isinstance(table, gpd.GeoDataFrame):
        return SourceRows(table.reset_index(drop=True), numbers, None, None)
    geometry = np.asarray(table.geometry.array, dtype="object")
    attributes = pd.DataFrame(table.drop(columns="geometry")).reset_index(drop=True)
    default = info["driver"] in {"GeoJSON", "GeoJSONSeq"} and _crs_not_written(path, geometry)
    return SourceRows(attributes, numbers, geometry, table.crs, default)


def _crs_not_written(path: Path, geometry: npt.NDArray[np.object_]) -> bool:
    """Return whether a GeoJSON file has no `crs`; only looked up where degrees are impossible."""
    bounds = shapely.total_bounds(geometry)
    if not (np.abs(bounds) > 360).any():
        return False
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return re.search(rb'"crs"\s*:\s*\{', text) is None


def _read_parquet(path: Path, what: str, layer: str | None, where: str | None) -> SourceRows:
    for setting, value in (("layer", layer), ("where", where)):
        if value is not None:
            raise SourceError(
                f"{what}: `{setting}` does not work on Parquet. Leave it out, or export the "
                "rows you want to a GeoPackage."
            )
    with _readable(path, what):
        try:
            table: pd.DataFrame = gpd.read_parquet(path)
        except ValueError as error:
            if "geo metadata" not in str(error):
                raise
            table = pd.read_parquet(path)
    table.columns = table.columns.astype("str")
    numbers = np.arange(len(table), dtype="int64")
    table = table.reset_index(drop=True)
    if not isinstance(table, gpd.GeoDataFrame):
        return SourceRows(table, numbers, None, None)
    geometry = np.asarray(table.geometry.array, dtype="object")
    attributes = pd.DataFrame(table.drop(columns=table.geometry.name))
    for name in attributes.columns[attributes.dtypes == "geometry"]:
        attributes[name] = attributes[name].to_wkt()
    return SourceRows(attributes, numbers, geometry, table.crs)


@contextmanager
def _readable(path: Path, what: str) -> Iterator[None]:
    """Turn whatever a reader raises into one SourceError; log what it warns of."""
    _require_data(path, what)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield
    except UnicodeDecodeError as error:
        raise SourceError(f"{what}: its text is in no encoding we know ({error}).") from error
    except SourceError:
        raise
    except _READ_ERRORS as error:
        detail = str(error).partition("; It might help")[0].strip() or type(error).__name__
        if "locked" in detail:
            raise SourceError(
                f"{what}: another program holds it open ({detail}). Close it there (QGIS, an "
                "editing session) and run again."
            ) from error
        raise SourceError(
            f"{what}: cannot be read ({detail}). Check `layer` and `where` if they are given; "
            "else the file is damaged or no GIS file: download or export it again."
        ) from error
    for text in sorted({str(one.message) for one in caught}):
        log.info("%s: %s", what, text)


def _require_length(path: Path, promised: int, what: str) -> None:
    size = path.stat().st_size
    if size < promised:
        raise SourceError(
            f"{what}: {path.name} is cut off: {size} of {promised} bytes. Download or export it "
            "again."
        )


def _require_whole(found: int, promised: int, what: str) -> None:
    """Refuse a file that gives fewer rows than it promises: GDAL says nothing of it."""
    if found < promised:
        raise SourceError(
            f"{what}: gives {found} of the {promised} rows it says it has; it is cut off. "
            "Download or export it again."
        )


def _require_data(path: Path, what: str) -> None:
    """Refuse an empty file, a shapefile cut off, and one that only points to other data."""
    if path.is_dir():
        return
    with path.open("rb") as stream:
        start = stream.read(1024)
    if not start:
        raise SourceError(f"{what}: {path.name} is empty (0 bytes). Download or export it again.")
    # A shapefile says its length in 16-bit words; GDAL reads one cut off as null shapes.
    if start[:4] == _SHAPEFILE:
        _require_length(path, 2 * int.from_bytes(start[24:28], "big"), what)
    if _POINTERS.search(start):
        raise SourceError(
            f"{what}: {path.name} only points to other data. Name that data's own file."
        )
