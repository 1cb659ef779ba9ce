"""The tables of a study as files: GeoParquet in and out, one folder per stage."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo_ser import measure
from geo_ser.errors import SourceError
from geo_ser.files import write_errors
from geo_ser.geometry.overlay import has_shape
from geo_ser.layers import PackedTable
from geo_ser.pipeline.parquet import write_in_groups
from geo_ser.pipeline.records import WrittenFiles, written_files
from geo_ser.tables import (
    LIST_COLUMNS,
    require_area_crs,
    require_columns,
    require_unique,
)

__all__ = [
    "StoredSurfaces",
    "plots_in",
    "read_table",
    "read_tables",
    "stored_surfaces",
    "table_if_written",
    "terrain_figures",
    "write_table",
]

ROW_GROUP = 20_000
"""Rows that are written, and can be read, together."""

_OF_SURFACES = ("surface_id", "cover", "geometry")
"""The columns of surfaces that are measured from."""


def write_table(table: pd.DataFrame | PackedTable, path: Path) -> None:
    """Write a table as (Geo)Parquet without its index; the caller makes the write atomic.

    A geometry column gets a bounding box per row, so that readers can take one area only. A
    large packed table is turned into Parquet so many rows at a time.

    Raises
    ------
    WriteError
        If the file cannot be written, or the disk is full.
    """
    with write_errors(path):
        _write(table, path)


def _write(table: pd.DataFrame | PackedTable, path: Path) -> None:
    if isinstance(table, PackedTable):
        if len(table) > ROW_GROUP and table.has_places:
            write_in_groups(table, path, rows=ROW_GROUP, lists=LIST_COLUMNS)
            return
        table = table.frame()
    if isinstance(table, gpd.GeoDataFrame):
        known = bool(has_shape(table.geometry).any())
        table.to_parquet(path, index=False, write_covering_bbox=known, row_group_size=ROW_GROUP)
    else:
        table.to_parquet(path, index=False, row_group_size=ROW_GROUP)
    _type_empty_lists(path)


def _type_empty_lists(path: Path) -> None:
    """Give list columns without a single value the type of those with one: list<string>."""
    schema = pq.read_schema(path)
    untyped = [
        one.name for one in schema if one.name in LIST_COLUMNS and pa.types.is_null(one.type)
    ]
    if not untyped:
        return
    for name in untyped:
        schema = schema.set(schema.get_field_index(name), pa.field(name, pa.list_(pa.string())))
    pq.write_table(pq.read_table(path).cast(schema), path, row_group_size=ROW_GROUP)


def read_table(files: WrittenFiles, name: str) -> gpd.GeoDataFrame:
    """Return a table that a stage wrote, as a GeoDataFrame where it has geometry.

    Raises
    ------
    SourceError
        If the stage did not write it: names the command that does.
    """
    table = table_if_written(files, name)
    if table is None:
        raise SourceError(
            f"no table {name!r} of `geo-ser {files.stage}` yet. Run `geo-ser {files.stage}` first, "
            "or `geo-ser run` for all."
        )
    return table


def table_if_written(files: WrittenFiles, name: str) -> gpd.GeoDataFrame | None:
    """Return a table that a stage wrote, None where it did not.

    Raises
    ------
    SourceError
        If the file is not what the stage wrote.
    """
    path = files.path(f"{name}.parquet")
    if path is None:
        return None
    try:
        return _read(path)
    except ValueError:  # no geo metadata: a plain table such as `heights` or `nulls`
        return pd.read_parquet(path)


def _read(path: Path, **how: Any) -> gpd.GeoDataFrame:
    """Read GeoParquet; what Arrow keeps for a next time is as much again as the table."""
    table = gpd.read_parquet(path, **how)
    for name in LIST_COLUMNS & set(table.columns):
        table[name] = _once(table[name])
    pa.default_memory_pool().release_unused()
    return table


def _once(lists: pd.Series) -> pd.Series:
    """Return a column of lists in which equal lists are one: a million of them take 0.2 kB each."""
    known: dict[tuple[Any, ...], Any] = {}
    cells = [None if one is None else known.setdefault(tuple(one), one) for one in lists]
    return pd.Series(cells, index=lists.index, name=lists.name, dtype="object")


@dataclass(frozen=True)
class StoredSurfaces:
    """The surfaces that `layers` wrote; of the file no more is read than lies near.

    The rows lie in Hilbert order, so the row groups of neighbouring terrains are few.
    """

    path: Path

    def near(self, areas: gpd.GeoSeries) -> gpd.GeoDataFrame:
        """Return the surfaces whose box meets the box of one of the areas (`measure.Surfaces`)."""
        bounds = tuple(map(float, areas.total_bounds))
        if areas.empty:
            bounds = (0.0, 0.0, 0.0, 0.0)
        table = _read(self.path, columns=list(_OF_SURFACES), bbox=bounds)
        require_area_crs(surfaces=table)
        table = measure.near(table, areas)
        table = table.assign(surface_id=table["surface_id"].astype("str"))
        return table.sort_values("surface_id").reset_index(drop=True)


def stored_surfaces(files: WrittenFiles) -> StoredSurfaces | None:
    """Return what reads the surfaces of `layers` place by place; None where they are few.

    Raises
    ------
    TableError
        If they lack a column, or repeat an id.
    """
    path = files.path("surfaces.parquet")
    if path is None or pq.read_metadata(path).num_row_groups <= 1:
        return None
    require_columns(pd.DataFrame(columns=pq.read_schema(path).names), "surfaces", *_OF_SURFACES)
    require_unique(pd.read_parquet(path, columns=["surface_id"]), "surfaces", "surface_id")
    return StoredSurfaces(path)


def plots_in(folder: Path) -> Callable[[], pd.DataFrame | None]:
    """Return what reads the measured plots of the study in a folder, None without any."""
    return lambda: table_if_written(written_files(folder, "measure"), "plots")


def read_tables(files: WrittenFiles, *, leave: tuple[str, ...] = ()) -> dict[str, gpd.GeoDataFrame]:
    """Return every table a stage wrote by name, except those named in `leave`.

    Raises
    ------
    SourceError
        If the stage has not run.
    """
    if not files.has_run:
        raise SourceError(
            f"no results of `geo-ser {files.stage}` yet. Run `geo-ser {files.stage}` first, or "
            "`geo-ser run` for all."
        )
    return {name: read_table(files, name) for name in files.tables() if name not in leave}


def terrain_figures(measured: WrittenFiles, gained: WrittenFiles) -> pd.DataFrame | None:
    """Return the terrain indicators with the gain of each terrain beside them.

    Returns
    -------
    figures : pandas.DataFrame
        (n,) one row per terrain; None where nothing was measured.
    """
    terrains: pd.DataFrame | None = table_if_written(measured, "terrains")
    gains = table_if_written(gained, "gain_terrains")
    if terrains is None or gains is None:
        return terrains
    return pd.DataFrame(terrains.merge(gains, on="terrain_id", how="left", validate="one_to_one"))
