"""The atlas as a GeoPackage: a layer per table, Dutch labels, styles for QGIS."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from geo_ser.errors import TableError, first_three
from geo_ser.files import atomic_path, write_failure
from geo_ser.gdal import writable_path
from geo_ser.geometry.cuts import NOISE_M2, polygons_only
from geo_ser.geometry.overlay import has_shape
from geo_ser.report.content import SHAPED, ReportContent, columns_of
from geo_ser.report.labels import Language, heading
from geo_ser.report.styles import STYLES, qml
from geo_ser.tables import RD, require_area_crs

__all__ = ["UNPLACED", "Layer", "atlas_layers", "write_geopackage"]

UNPLACED = "_unplaced"
"""Ends the name of the plain table of a layer's rows without geometry."""

_SHAPE, _KEY = "geom", "fid"
_TAKEN = frozenset({_SHAPE, _KEY, "geometry"})
_VERSION = "1.3"
"""Of the GeoPackage standard: 1.4 makes QGIS 3.22 and other programs of its age complain."""
_GDAL_ERRORS = (DataSourceError, DataLayerError, FeatureError, sqlite3.Error)


@dataclass(frozen=True)
class Layer:
    """One table of the file: its rows, geometry type (None: a plain table), column labels."""

    name: str
    table: pd.DataFrame
    shape: Literal["MultiPolygon", "Point"] | None
    labels: tuple[tuple[str, str], ...]


def write_geopackage(path: Path, content: ReportContent) -> None:
    """Write the study's tables as `atlas.gpkg`, whole or not at all.

    Layers `terrains`, `plots`, `buildings`, `candidates` (where a gain was worked out) and
    `findings` are MultiPolygon in EPSG:28992; one without rows is left out, as PDOK's validator
    wants it. Rows of theirs without geometry stand in a plain table of that name with
    `_unplaced` behind it. Findings whose geometry is no polygon stand as Point in
    `findings_points`. All findings, with and without geometry, stand in the table
    `findings_all`, beside the tables `gain_terrains`, `provenance`, `nulls` and `quarantine`.
    Polygons are valid, 2D, outer rings counter-clockwise; rings around less than 1 mm² are not
    written. Columns keep their names; areas are
    m², ratios fractions, unknown is NULL, lists are text joined by commas. Labels stand in
    `gpkg_data_columns` (title) and in the styles in `layer_styles`.

    Nothing is written when the study has no terrains, or no row at all.

    Raises
    ------
    CrsError, TableError
        If a table is not in EPSG:28992, or holds another geometry than polygons.
    WriteError
        If the file cannot be written; the old one is then as it was.
    """
    if content.terrains is None:
        return
    layers = atlas_layers(content)
    if not layers:
        return
    with atomic_path(path) as temporary:
        try:
            with writable_path(temporary) as place:
                _write_layers(place, layers, content)
            with closing(sqlite3.connect(temporary)) as database, database:
                _add_labels(database, layers)
                _add_styles(database, layers, content)
        except _GDAL_ERRORS as error:
            raise write_failure(path, error) from error


def atlas_layers(content: ReportContent) -> list[Layer]:
    """Return the layers and tables of the file, in order."""
    layers: list[Layer] = []
    for name, table in content.tables().items():
        if name == "findings":
            layers += _finding_layers(table, content.language)
            continue
        if name not in SHAPED:
            layers.append(_layer(name, name, table, None, content.language))
            continue
        require_area_crs(**{name: table})
        _require_polygons(name, table)
        placed = has_shape(table.geometry)
        layers += _with_rows(
            _layer(name, name, table.loc[placed], "MultiPolygon", content.language),
            _layer(name + UNPLACED, name, table.loc[~placed], None, content.language),
        )
    return layers


def _with_rows(*layers: Layer) -> list[Layer]:
    return [layer for layer in layers if len(layer.table)]


def _finding_layers(findings: gpd.GeoDataFrame, language: Language) -> list[Layer]:
    """Return findings as a layer of polygons, one of points, and a table of all."""
    require_area_crs(findings=findings)
    findings = findings.set_geometry(_valid(findings.geometry.to_numpy()), crs=findings.crs)
    placed = has_shape(findings.geometry)
    areal = findings.geometry.geom_type.isin(["Polygon", "MultiPolygon"])
    points = findings.loc[placed & ~areal]
    points = points.set_geometry(points.geometry.representative_point())
    areas = findings.loc[placed & areal]
    return [
        *_with_rows(
            _layer("findings", "findings", areas, "MultiPolygon", language),
            _layer("findings_points", "findings", points, "Point", language),
        ),
        _layer("findings_all", "findings", findings, None, language),
    ]


def _valid(shapes: np.ndarray) -> np.ndarray:
    """Return shapes, those that are invalid repaired: polygons stay polygons where they can."""
    broken = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    if not broken.any():
        return shapes
    repaired = shapely.make_valid(shapes[broken])
    areal = polygons_only(repaired)
    shapes = shapes.copy()
    shapes[broken] = np.where(shapely.is_empty(areal), repaired, areal)
    return shapes


def _without_slivers(shapes: np.ndarray) -> np.ndarray:
    """Return (multi)polygons without rings around less than `NOISE_M2`: parts and holes.

    Such a ring's direction is lost in rounding. A shape that would lose all its parts is kept.
    """
    parts, row = shapely.get_parts(shapes, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    areas = shapely.area(shapely.polygons(rings))
    shapes = shapes.copy()
    for number in np.unique(row[part[areas < NOISE_M2]]):
        kept = []
        for place in np.flatnonzero(row == number):
            its = part == place
            shell, *holes = zip(rings[its], areas[its] >= NOISE_M2, strict=True)
            if shell[1]:
                kept.append(shapely.Polygon(shell[0], [ring for ring, is_land in holes if is_land]))
        shapes[number] = shapely.MultiPolygon(kept) if kept else shapes[number]
    return shapes


def _layer(
    name: str,
    contract: str,
    table: pd.DataFrame,
    shape: Literal["MultiPolygon", "Point"] | None,
    language: Language,
) -> Layer:
    """Return a table as a layer: columns under names that SQLite can tell apart."""
    columns = columns_of(contract, table)
    stored = _distinct((column.name for column in columns), taken=_TAKEN)
    labels = _distinct(heading(column, language) for column in columns)
    rows = pd.DataFrame(table[[column.name for column in columns]]).set_axis(stored, axis=1)
    if shape is not None:
        shapes = _valid(shapely.force_2d(table.geometry.to_numpy()))
        if shape == "MultiPolygon":
            shapes = shapely.orient_polygons(_without_slivers(shapes))
        rows = gpd.GeoDataFrame(rows, geometry=shapes, crs=RD)
    return Layer(name, rows, shape, tuple(zip(stored, labels, strict=True)))


def _distinct(names: Iterable[str], *, taken: frozenset[str] = frozenset()) -> list[str]:
    """Return names that differ also in lower case, from each other and from those taken.

    Examples
    --------
    >>> _distinct(["name", "Name", "fid"], taken=frozenset({"fid"}))
    ['name', 'Name_', 'fid_']
    """
    seen = set(taken)
    distinct: list[str] = []
    for name in names:
        while name.lower() in seen:
            name += "_"
        seen.add(name.lower())
        distinct.append(name)
    return distinct


def _require_polygons(name: str, table: gpd.GeoDataFrame) -> None:
    """Refuse rows whose geometry is known and is no polygon."""
    other = has_shape(table.geometry) & ~table.geometry.geom_type.isin(["Polygon", "MultiPolygon"])
    if other.any():
        raise TableError(
            f"`{name}`: {other.sum()} of {len(table)} rows have another geometry than a polygon "
            f"(first: {first_three(table.loc[other].iloc[:, 0])}). Run `geo-ser layers`, which "
            "repairs or quarantines them."
        )


def _write_layers(path: Path, layers: list[Layer], content: ReportContent) -> None:
    """Write the rows with GDAL."""
    with _dated(content.edition):
        for layer in layers:
            pyogrio.write_dataframe(
                layer.table,
                path,
                layer=layer.name,
                driver="GPKG",
                geometry_type=layer.shape,
                dataset_options={"VERSION": _VERSION},
                layer_options={
                    "GEOMETRY_NAME": _SHAPE,
                    "FID": _KEY,
                    "DESCRIPTION": content.caveat or "",
                },
            )


@contextmanager
def _dated(edition: date) -> Iterator[None]:
    """Let GDAL write the edition where it would write the time of writing."""
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _moment(edition)})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})


def _moment(edition: date) -> str:
    """Return a date as GeoPackage writes moments."""
    return f"{edition.isoformat()}T00:00:00.000Z"


def _add_labels(database: sqlite3.Connection, layers: list[Layer]) -> None:
    """Give every column its label in the GeoPackage schema extension.

    The standard's place for it is `title`; GDAL reads `name` as the field's alternative name.
    The standard wants a table's names distinct.
    """
    database.executescript(_SCHEMA_EXTENSION)
    database.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES (?,?,?,?)",
        [(layer.name, column, label, label) for layer in layers for column, label in layer.labels],
    )


def _add_styles(database: sqlite3.Connection, layers: list[Layer], content: ReportContent) -> None:
    """Add the table that QGIS looks in for styles, with each layer's default."""
    moment = _moment(content.edition)
    database.execute(_LAYER_STYLES)
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, "
        "srs_id) VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?, 0)",
        [moment],
    )
    database.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
        "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, "
        "update_time) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', NULL, ?)",
        [
            (
                layer.name,
                _SHAPE,
                STYLES[layer.name].name,
                qml(STYLES[layer.name], layer.labels, language=content.language),
                f"geo-ser: {STYLES[layer.name].name}",
                moment,
            )
            for layer in layers
            if layer.name in STYLES
        ],
    )


_SCHEMA_EXTENSION = """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  name TEXT,
  title TEXT,
  description TEXT,
  mime_type TEXT,
  constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name)
);
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL,
  constraint_type TEXT NOT NULL,
  value TEXT,
  min NUMERIC,
  min_is_inclusive BOOLEAN,
  max NUMERIC,
  max_is_inclusive BOOLEAN,
  description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)
);
INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope) VALUES
  ('gpkg_data_columns', NULL, 'gpkg_schema',
   'http://www.geopackage.org/spec/#extension_schema', 'read-write'),
  ('gpkg_data_column_constraints', NULL, 'gpkg_schema',
   'http://www.geopackage.org/spec/#extension_schema', 'read-write');
"""

_LAYER_STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256),
  f_table_schema TEXT(256),
  f_table_name TEXT(256),
  f_geometry_column TEXT(256),
  styleName TEXT(30),
  styleQML TEXT,
  styleSLD TEXT,
  useAsDefault BOOLEAN,
  description TEXT,
  owner TEXT(30),
  ui TEXT(30),
  update_time DATETIME
)
"""
