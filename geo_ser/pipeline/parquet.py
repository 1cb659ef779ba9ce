"""Large tables to GeoParquet, so many rows turned into it at a time."""

import io
import json
from collections.abc import Container
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo_ser.layers import PackedTable

__all__ = ["write_in_groups"]

_BOX = ("xmin", "ymin", "xmax", "ymax")


def write_in_groups(
    table: PackedTable, path: Path, *, rows: int, lists: Container[str] = ()
) -> None:
    """Write a table as geopandas does, but hold no more than one row group of it as Parquet.

    Parameters
    ----------
    table
        (n,) with shapes, some of them with coordinates.
    path
        The file to write; the caller makes the write atomic.
    rows
        Rows in a group, each with the box of its shape.
    lists
        Names of the columns that are lists of text, whether or not there is any in them.
    """
    schema = _schema(table, lists)
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, len(table), rows):
            writer.write_table(_group(table.part(start, start + rows), schema))


def _schema(table: PackedTable, lists: Container[str]) -> pa.Schema:
    """Return the types of the columns, and as metadata what geopandas says of the whole table.

    It is asked for one row of each kind of shape, and one with something in each column of objects;
    only the box must be that of all rows.
    """
    written = io.BytesIO()
    _, some = np.unique(table.kinds, return_index=True)
    told = table.attributes.loc[:, table.attributes.dtypes == "object"].notna().to_numpy()
    some = np.union1d(some, told.argmax(axis=0))
    table.rows(some).to_parquet(written, index=False, write_covering_bbox=True)
    schema = pq.read_schema(written)
    geo = json.loads(schema.metadata[b"geo"])
    bounds = table.bounds
    box = [*np.nanmin(bounds[:, :2], axis=0), *np.nanmax(bounds[:, 2:], axis=0)]
    geo["columns"][geo["primary_column"]]["bbox"] = box
    return _with_lists(schema, table.attributes, lists).with_metadata(
        {**schema.metadata, b"geo": json.dumps(geo).encode()}
    )


def _with_lists(schema: pa.Schema, attributes: pd.DataFrame, lists: Container[str]) -> pa.Schema:
    """Return the schema of some rows with the types that columns of objects have in all rows."""
    objects = attributes.loc[:, [kind == "object" for kind in attributes.dtypes]]
    for one in pa.Schema.from_pandas(objects, preserve_index=False):
        empty = pa.types.is_null(one.type) and one.name in lists
        kind = pa.list_(pa.string()) if empty else one.type
        schema = schema.set(schema.get_field_index(one.name), pa.field(one.name, kind))
    return schema


def _group(table: PackedTable, schema: pa.Schema) -> pa.Table:
    """Return rows as they are written."""
    assert table.shapes is not None, "what has no shapes is not written in groups"
    own = pa.schema([schema.field(name) for name in table.attributes.columns])
    columns = pa.Table.from_pandas(table.attributes, schema=own, preserve_index=False).columns
    sides = [pa.array(side, from_pandas=True) for side in table.bounds.T]
    box = pa.StructArray.from_arrays(sides, names=_BOX)
    return pa.Table.from_arrays([*columns, table.shapes.wkb, box], schema.names).cast(schema)
