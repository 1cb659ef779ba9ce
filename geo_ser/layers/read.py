"""Files to rows: any OGR format, GeoParquet; hostile or broken files end in one message.

GDAL reads everything but Parquet and the registries' own XML (see `registry`). Arcs become
chords of `ARC_STEP_DEGREES`, so fine that the area is right to 1e-5. A GML file gets no .gfs
beside it, and no schema is downloaded: data/raw stays as it arrived, and only `fetch` opens a
connection.
"""

import json
import logging
import mmap
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely
from pyproj import CRS

from geo_ser.errors import SourceError, TableError, first_three
from geo_ser.gdal import is_gml, layer_names, read_info, read_table
from geo_ser.layers.gml import ARC_STEP_DEGREES
from geo_ser.layers.packed import NO_SHAPE, Shapes
from geo_ser.layers.readable import readable
from geo_ser.layers.row_counts import numbers_with_bytes, require_bounded_views, require_counted
from geo_ser.layers.sheets import SPREADSHEETS, require_safe_sheet
from geo_ser.layers.wkb import shapes_of_wkb

__all__ = ["PARQUET", "PLAIN_TABLES", "Layer", "SourceRows", "layer_list", "read_rows"]

log = logging.getLogger(__name__)

PARQUET = frozenset([".parquet", ".geoparquet"])
"""Files that GDAL is not asked to read."""

PLAIN_TABLES = SPREADSHEETS | {".csv", ".txt", ".tsv", ".dbf"}
"""Files that mostly have no geometry, but may have columns x and y."""

_GML_OPTIONS = {"WRITE_GFS": "NO", "DOWNLOAD_SCHEMA": "NO"}
_IN_PARTS = frozenset(["GPKG", "OpenFileGDB"])
"""Formats that are read so many rows at a time: GDAL finds the next part without reading all
rows before it, nor the whole file again. Not shapefiles: of those it counts deleted records when it
skips rows, so that a part would begin with the last rows of the one before."""

AT_ONCE = 100_000
"""Rows that are read together from such a file."""


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
    `format_default` says that `crs` is the format's and was not written down. `unreadable` are the
    numbers of rows whose shape stands in the file but is damaged; it is null here.
    """

    attributes: pd.DataFrame
    numbers: npt.NDArray[np.int64]
    geometry: Shapes | None
    crs: CRS | None
    format_default: bool = False
    unreadable: frozenset[int] = frozenset()


def layer_list(path: Path, *, what: str) -> list[Layer]:
    """Return the layers of an OGR file, those with geometry first, else in file order.

    Raises
    ------
    SourceError
        If GDAL cannot open the file.
    """
    with readable(path, what):
        if is_gml(path):
            found = list(_gml_layers(path))
        else:
            found = [Layer(name, kind) for name, kind in layer_names(path)]
    return sorted(found, key=lambda layer: layer.geometry is None)


def _gml_layers(path: Path) -> Iterator[Layer]:
    """Give the layers of a GML file without GDAL writing a .gfs beside it."""
    for number in range(1000):
        try:
            info = read_info(path, layer=number, **_GML_OPTIONS)
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
    opening = _GML_OPTIONS if is_gml(path) else {}
    options: dict[str, Any] = {"layer": layer, "where": where, "columns": columns, **opening}
    options |= {"fid_as_index": True, "on_invalid": "fix", "datetime_as_string": True}
    with readable(path, what):
        require_bounded_views(path, layer, what)
        info = read_info(path, layer=layer, **opening)
        at_once = AT_ONCE if limit is None and _in_parts(info, where) else None
        try:
            rows = _joined(_parts(path, at_once, limit, options))
        except UnicodeDecodeError:
            log.info("%s: not UTF-8, read as Windows-1252", what)
            rows = _joined(_parts(path, at_once, limit, options | {"encoding": "cp1252"}))
        except pyogrio.errors.FeatureError:
            if info["driver"] != "GPKG":
                raise
            log.info("%s: a shape is damaged, so rows are asked for by their numbers", what)
            rows = _joined(_by_number(path, limit, options))
        if info["driver"] == "GPKG" and rows.geometry is not None:
            rows = replace(rows, unreadable=_damaged(path, info, rows))
    if limit is None:
        with readable(path, what):
            require_counted(path, info, _unfiltered(path, layer, rows, where), what=what)
    if info["driver"] in {"GeoJSON", "GeoJSONSeq"} and rows.geometry is not None:
        return replace(rows, format_default=_crs_not_written(path, rows.geometry))
    return rows


def _unfiltered(path: Path, layer: str | None, rows: SourceRows, where: str | None) -> int:
    """Return how many rows GDAL gives where no filter leaves any out."""
    if where is None:
        return len(rows.numbers)
    opening = _GML_OPTIONS if is_gml(path) else {}
    return int(read_info(path, layer=layer, force_feature_count=True, **opening)["features"])


def _in_parts(info: dict[str, Any], where: str | None) -> bool:
    """Return whether a layer can be read part by part, and its parts put together again.

    With a filter GDAL reads all rows before a part; cells of JSON become what all of them are.
    """
    quick = info["driver"] in _IN_PARTS and info["capabilities"]["fast_set_next_by_index"]
    return quick and where is None and "OFSTJSON" not in info["ogr_subtypes"]


def _parts(
    path: Path, at_once: int | None, limit: int | None, options: dict[str, Any]
) -> Iterator[SourceRows]:
    """Give the rows of a layer, so many at a time; all in one where no number is given."""
    if at_once is None:
        yield _packed(read_table(path, max_features=limit, **options))
        return
    for start in count(0, at_once):
        part = _packed(read_table(path, skip_features=start, max_features=at_once, **options))
        if start == 0 or len(part.numbers):
            yield part
        if len(part.numbers) < at_once:
            return


def _by_number(path: Path, limit: int | None, options: dict[str, Any]) -> Iterator[SourceRows]:
    """Give the rows of a layer asked for by number: GDAL then gives null for a damaged shape."""
    bare = read_table(path, max_features=limit, read_geometry=False, **options)
    options = {name: value for name, value in options.items() if name != "where"}
    for start in range(0, max(len(bare), 1), AT_ONCE):
        numbers = bare.index[start : start + AT_ONCE]
        yield _packed(read_table(path, fids=numbers, **options))


def _damaged(path: Path, info: dict[str, Any], rows: SourceRows) -> frozenset[int]:
    """Return the numbers of rows without a shape where the GeoPackage holds bytes for one."""
    assert rows.geometry is not None, "only of rows with shapes"
    bare = rows.numbers[rows.geometry.kinds == NO_SHAPE]
    if not len(bare):
        return frozenset()
    held = numbers_with_bytes(path, info["layer_name"], info["geometry_name"])
    return held & frozenset(map(int, bare))


def _packed(table: pd.DataFrame) -> SourceRows:
    """Return what GDAL read, its shapes packed."""
    numbers = table.index.to_numpy(dtype="int64")
    if "geometry" not in table or not isinstance(table, gpd.GeoDataFrame):
        return SourceRows(table.reset_index(drop=True), numbers, None, None)
    shapes = Shapes.of(table.geometry.to_numpy())
    attributes = pd.DataFrame(table.drop(columns="geometry")).reset_index(drop=True)
    return SourceRows(attributes, numbers, shapes, table.geometry.crs)


def _joined(parts: Iterable[SourceRows]) -> SourceRows:
    """Return the parts of a layer as one."""
    first, *others = parts
    if not others:
        return first
    every = [first, *others]
    shapes = [one.geometry for one in every if one.geometry is not None]
    return SourceRows(
        pd.concat(_alike([one.attributes for one in every]), ignore_index=True),
        np.concatenate([one.numbers for one in every]),
        Shapes.joined(shapes) if shapes else None,
        first.crs,
    )


def _alike(parts: list[pd.DataFrame]) -> list[pd.DataFrame]:
    """Return parts whose columns have the types that they have when all rows are read at once.

    GDAL makes whole numbers and yes/no floats where a cell is empty, and text that is wholly
    empty has no type.
    """
    kinds: dict[str, str] = {}
    for name in parts[0].columns:
        found = {str(part[name].dtype) for part in parts}
        if "float64" in found:
            kinds[name] = "float64"
        elif len(found) > 1 and "str" in found:
            kinds[name] = "str"
    return [part.astype(kinds) for part in parts]


def _crs_not_written(path: Path, geometry: Shapes) -> bool:
    """Return whether a GeoJSON file has no `crs`; only looked up where degrees are impossible."""
    if not (np.abs(geometry.bounds) > 360).any():
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
    with readable(path, what):
        file = pq.read_table(path)
        known = json.loads((file.schema.metadata or {}).get(b"geo", b"{}")).get("columns", {})
        geo = {name: about for name, about in known.items() if name in file.column_names}
        if geo and all(about["encoding"] == "WKB" for about in geo.values()):
            return _parquet_rows(file, geo)
        table: pd.DataFrame = gpd.read_parquet(path) if geo else pd.read_parquet(path)
    return _table_rows(table, Shapes.of(table.geometry.to_numpy()) if geo else None)


def _parquet_rows(file: pa.Table, geo: dict[str, dict[str, Any]]) -> SourceRows:
    """Return the rows of GeoParquet; a damaged shape is null, others of a row are text."""
    said = json.loads(file.schema.metadata[b"geo"])["primary_column"]
    primary = said if said in geo else next(iter(geo))
    table = file.drop_columns(list(geo)).to_pandas()
    blobs = {name: file[name] for name in geo}
    del file
    shapes, unreadable = shapes_of_wkb(blobs.pop(primary))
    for name, other in blobs.items():
        table[name] = shapely.to_wkt(shapes_of_wkb(other)[0])
    system = geo[primary].get("crs", "OGC:CRS84")
    crs = None if system is None else CRS.from_user_input(system)
    numbers = frozenset(map(int, np.flatnonzero(unreadable)))
    return replace(_table_rows(table, Shapes.of(shapes)), crs=crs, unreadable=numbers)


def _table_rows(table: pd.DataFrame, geometry: Shapes | None) -> SourceRows:
    """Return a table that was read from Parquet as rows numbered by their place."""
    crs = None if geometry is None or not isinstance(table, gpd.GeoDataFrame) else table.crs
    table.columns = table.columns.astype("str")
    numbers = np.arange(len(table), dtype="int64")
    table = table.reset_index(drop=True)
    if isinstance(table, gpd.GeoDataFrame):
        table = pd.DataFrame(table.drop(columns=table.geometry.name))
    for name in table.columns[table.dtypes == "geometry"]:
        table[name] = table[name].to_wkt()
    return SourceRows(table, numbers, geometry, crs)
