"""Large tables to GeoParquet, so many rows turned into it at a time."""

import io
import json
from collections.abc import Container
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo_ser.layers import PackedTable

__all__ = ["write_in_groups"]


def write_in_groups(
    table: gpd.GeoDataFrame | PackedTable, path: Path, *, rows: int, lists: Container[str]
) -> None:
    """Write a table as geopandas does, but hold no more than one row group of it as Parquet.

    Parameters
    ----------
    table
        (n,) with a geometry column; n may be 0.
    path
        The file to write; the caller makes the write atomic.
    rows
        Rows in a group, each with the box of its shape.
    lists
        Names of the columns that are lists of text, whether or not there is any in them.
    """
    group = _group(table, 0, rows)
    metadata = dict(group.schema.metadata)
    geo = json.loads(metadata.pop(b"geo"))
    schema = _whole_schema(group.schema, table, lists).with_metadata(metadata)
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, max(len(table), 1), rows):
            group = _group(table, start, rows)
            geo = _with_extent(geo, json.loads(group.schema.metadata[b"geo"]))
            writer.write_table(group.cast(schema), row_group_size=rows)
        writer.add_key_value_metadata({"geo": json.dumps(geo)})


def _group(table: gpd.GeoDataFrame | PackedTable, start: int, rows: int) -> pa.Table:
    """Return some rows as geopandas writes them, with its metadata."""
    stop = start + rows
    frame = table.frame(start, stop) if isinstance(table, PackedTable) else table.iloc[start:stop]
    written = io.BytesIO()
    frame.to_parquet(written, index=False, write_covering_bbox=True, compression=None)
    written.seek(0)
    return pq.read_table(written)


def _whole_schema(
    schema: pa.Schema, table: gpd.GeoDataFrame | PackedTable, lists: Container[str]
) -> pa.Schema:
    """Return the schema of some rows with the types that columns have in the whole table.

    A column of objects tells its type by its cells, and those of some rows may all be null.
    """
    attributes = table.attributes if isinstance(table, PackedTable) else table
    objects = pd.DataFrame(attributes.loc[:, [kind == "object" for kind in attributes.dtypes]])
    for one in pa.Schema.from_pandas(objects, preserve_index=False):
        empty = pa.types.is_null(one.type) and one.name in lists
        kind = pa.list_(pa.string()) if empty else one.type
        schema = schema.set(schema.get_field_index(one.name), pa.field(one.name, kind))
    return schema


def _with_extent(geo: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return the geo metadata of some rows, its box and kinds of shape those of others too."""
    name = geo["primary_column"]
    own, more = geo["columns"][name], other["columns"][name]
    kinds = sorted({*own["geometry_types"], *more["geometry_types"]})
    column = {**own, "geometry_types": kinds}
    boxes = np.array([one["bbox"] for one in (own, more) if "bbox" in one])
    if len(boxes):
        column["bbox"] = [*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)]
    return {**geo, "columns": {**geo["columns"], name: column}}
