"""A damaged shape costs its own row, whatever the bytes; a name like ours is renamed."""

import sqlite3
import struct

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo_ser.layers import clean_tables
from geo_ser.layers.wkb import MAX_WKB_DEPTH, is_too_deep, shapes_of_wkb
from geo_ser.pipeline.store import write_table
from geo_ser.tables import INPUTS, RESERVED_COLUMNS
from tests.layers.studies import block, cleaned, parks, study
from tests.shapes import square

SQUARE = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)]


def polygon(*rings):
    parts = [struct.pack("<I", len(ring)) + np.array(ring, "<f8").tobytes() for ring in rings]
    return struct.pack("<BII", 1, 3, len(rings)) + b"".join(parts)


def nested(kind, depth, content=None):
    point = shapely.to_wkb(shapely.Point(0, 0))
    return struct.pack("<BII", 1, kind, 1) * depth + (content or point)


DAMAGED = {
    "cut off": polygon(SQUARE)[:-9],
    "no bytes": b"",
    "one byte": b"\x01",
    "a ring of one point": polygon(SQUARE[:1]),
    "more points than bytes": struct.pack("<BIII", 1, 3, 1, 4 * 10**9),
    "more rings than bytes": struct.pack("<BII", 1, 3, 4 * 10**9),
    "an unknown kind": polygon(SQUARE).replace(b"\x03", b"\x63", 1),
    "collections in collections": nested(7, MAX_WKB_DEPTH + 1),
    "100 000 collections": nested(7, 100_000),
    "100 000 multipolygons": nested(6, 100_000, polygon(SQUARE)),
    "100 000 curved polygons": nested(10, 100_000, polygon(SQUARE)),
}


def column(*blobs):
    return pa.chunked_array([pa.array(blobs, pa.binary())])


def test_damaged_wkb_is_null_and_its_neighbours_are_not():
    good = polygon(SQUARE)
    for name, bad in DAMAGED.items():
        shapes, unreadable = shapes_of_wkb(column(good, bad, None, good))
        assert unreadable.tolist() == [False, True, False, False], name
        assert [one is None for one in shapes] == [False, True, True, False], name


def test_what_can_be_read_is_read():
    kept = nested(7, MAX_WKB_DEPTH)
    shapes, unreadable = shapes_of_wkb(column(polygon(SQUARE[:-1]), kept))
    assert shapes[0].equals(shapely.Polygon(SQUARE))
    assert shapely.get_type_id(shapes[1]) == 7
    assert not unreadable.any()
    none, unreadable = shapes_of_wkb(pa.chunked_array([], pa.binary()))
    assert len(none) == len(unreadable) == 0


@given(st.integers(0, 60), st.booleans(), st.booleans(), st.integers(0, 3))
def test_law_depth_is_that_of_the_collections(depth, srid, tall, before):
    shape = shapely.Point(1, 2, 3) if tall else shapely.Point(1, 2)
    for _level in range(depth):
        siblings = [
            shapely.Point(1, 2),
            shapely.box(0, 0, 1, 1),
            shapely.LineString([(0, 0), (1, 1)]),
        ]
        shape = shapely.GeometryCollection([*siblings[:before], shape])
    if srid:
        shape = shapely.set_srid(shape, 28992)
    blob = shapely.to_wkb(shape, include_srid=srid, flavor="extended" if srid else "iso")
    assert is_too_deep(blob) == (depth > MAX_WKB_DEPTH)


@given(st.binary(max_size=200), st.sampled_from(sorted(DAMAGED)[3:]), st.integers(0, 400))
def test_law_any_bytes_are_a_shape_or_none(tail, name, cut):
    blob = DAMAGED[name][:cut] + tail
    shapes, unreadable = shapes_of_wkb(column(blob))
    assert unreadable[0] == (shapes[0] is None)


def with_damage(folder, name, bad):
    frame = parks(*(square(200 * number, 0, 100) for number in range(4)))
    path = folder / name
    if name.endswith("gpkg"):
        frame.to_file(path)
        with sqlite3.connect(path) as database:
            triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (trigger,) in triggers.fetchall():
                database.execute(f'DROP TRIGGER "{trigger}"')
            blob = b"GP\0\x01" + struct.pack("<i", 28992) + bad
            database.execute("UPDATE t SET geom = ? WHERE fid = 2", (blob,))
        database.close()
        return name
    frame.to_parquet(path)
    held = pq.read_table(path)
    blobs = held["geometry"].to_pylist()
    blobs[1] = bad
    place = held.schema.get_field_index("geometry")
    changed = held.set_column(place, held.schema.field(place), pa.array(blobs, pa.binary()))
    pq.write_table(changed, path)
    return name


@pytest.mark.parametrize("name", ["t.gpkg", "t.parquet"])
@pytest.mark.parametrize(
    "damage", ["cut off", "no bytes", "a ring of one point", "100 000 collections"]
)
def test_a_damaged_shape_costs_one_row(tmp_path, name, damage):
    file = with_damage(tmp_path, name, DAMAGED[damage])
    layers = clean_tables(study(tmp_path, block("terrains", file)))
    assert sorted(layers.tables["terrains"]["terrain_id"]) == ["T1", "T3", "T4"]
    left = layers.quarantine
    assert left[["id", "reason"]].to_numpy().tolist() == [["T2", "unreadable_geometry"]]
    counts = layers.counts["terrains"]
    assert (counts["rows_in"], counts["rows_out"], counts["quarantined"]) == (4, 3, 1)


def test_a_row_without_a_shape_has_none_rather_than_a_damaged_one(tmp_path):
    frame = parks(square(0, 0, 100), square(200, 0, 100), None)
    for name in ("t.gpkg", "t.parquet"):
        frame.to_file(tmp_path / name) if name.endswith("g") else frame.to_parquet(tmp_path / name)
        layers = clean_tables(study(tmp_path, block("terrains", name)))
        assert layers.quarantine["reason"].tolist() == ["no_geometry"]


def test_other_shapes_of_a_row_become_text(tmp_path):
    frame = parks().assign(label=gpd.GeoSeries.from_xy([1, 2], [3, 4], crs=28992))
    layers = cleaned(tmp_path, gpd.GeoDataFrame(frame))
    assert layers.tables["terrains"]["label"].tolist() == ["POINT (1 3)", "POINT (2 4)"]


@pytest.mark.parametrize("cell", [7.5, "x", {"xmin": 1.0, "ymin": 2.0}, ["a", "b"]])
def test_a_column_named_like_ours_is_renamed(tmp_path, cell):
    names = sorted(RESERVED_COLUMNS - {"geometry"})
    layers = cleaned(tmp_path, parks(**{name: [cell, cell] for name in names}))
    table = layers.tables["terrains"]
    assert {f"{name}_source" for name in names} <= set(table.columns)
    assert not set(names) & set(table.columns)
    renamed = [one for one in layers.findings if one.rule == "layers.column_renamed"]
    assert [one.column for one in renamed] == names
    write_table(table, tmp_path / "written.parquet")
    again = gpd.read_parquet(tmp_path / "written.parquet")
    assert again[f"{names[0]}_source"].tolist() == table[f"{names[0]}_source"].tolist()


def test_a_contracts_own_lists_keep_their_names(tmp_path):
    units = gpd.GeoDataFrame(
        {"unit_id": ["1"], "uses": ["a;b"], "building_ids": [7.0]},
        geometry=[shapely.Point(200000, 470000)],
        crs=28992,
    )
    layers = cleaned(tmp_path, units, "units")
    assert {"uses", "building_ids"} <= set(layers.tables["units"].columns)
    assert not [one for one in layers.findings if one.rule == "layers.column_renamed"]
    assert {one.name for one in INPUTS["units"].columns} & RESERVED_COLUMNS >= {"uses", "geometry"}
