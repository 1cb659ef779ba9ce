import json

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geo_ser.errors import TableError
from geo_ser.layers import PackedTable
from geo_ser.measure.surfaces import HeldSurfaces
from geo_ser.pipeline import store
from geo_ser.pipeline.records import WrittenFiles, stamp
from geo_ser.pipeline.store import read_table, stored_surfaces, write_table
from tests.shapes import X, Y, square, table


def written(folder):
    """Return the files of a folder as if one stage had written them all."""
    return WrittenFiles("layers", {one.name: (one, stamp(one)) for one in folder.iterdir()}, True)


@pytest.mark.parametrize("values", [[None, None], [["woon"], None]])
def test_lists_have_one_type_whether_or_not_anything_is_in_them(tmp_path, values):
    path = tmp_path / "buildings.parquet"
    write_table(table(square(0, 0, 1), square(2, 0, 1), uses=values), path)
    assert pq.read_schema(path).field("uses").type in (
        pa.list_(pa.string()),
        pa.list_(pa.field("element", pa.string())),
    )
    back = read_table(written(tmp_path), "buildings")
    assert isinstance(back, gpd.GeoDataFrame)
    assert back.crs.to_epsg() == 28992
    assert back["uses"].isna().sum() == values.count(None)


def test_a_table_without_geometry_comes_back_as_one(tmp_path):
    write_table(pd.DataFrame({"a": [1]}), tmp_path / "a.parquet")
    assert read_table(written(tmp_path), "a")["a"].to_list() == [1]


def surfaces(folder, monkeypatch, ids):
    """Write surfaces in a row, 10 m each, four to a row group."""
    monkeypatch.setattr(store, "ROW_GROUP", 4)
    shapes = [square(10 * at, 0, 10) for at in range(len(ids))]
    write_table(table(*shapes, surface_id=ids, cover=["road"] * len(ids)),
                folder / "surfaces.parquet")  # fmt: skip
    return table(*shapes, surface_id=ids, cover=["road"] * len(ids))


def test_stored_surfaces_are_handed_out_as_held_ones_are(tmp_path, monkeypatch):
    held = surfaces(tmp_path, monkeypatch, [f"S{at:02}" for at in range(20, 0, -1)])
    stored = stored_surfaces(written(tmp_path))
    for place in (square(55, 0, 30), square(0, 50, 1), square(60, 0, 10)):
        areas = gpd.GeoSeries([place], crs=28992)
        ordered = held.sort_values("surface_id").reset_index(drop=True)
        expected = HeldSurfaces(ordered).near(areas).reset_index(drop=True)
        found = stored.near(areas)
        assert found["surface_id"].to_list() == expected["surface_id"].to_list()
        assert found.geom_equals(expected.geometry).all()
    assert stored.near(gpd.GeoSeries([], crs=28992)).empty


def test_few_surfaces_are_read_whole(tmp_path, monkeypatch):
    assert stored_surfaces(written(tmp_path)) is None
    surfaces(tmp_path, monkeypatch, ["a", "b", "c"])
    assert stored_surfaces(written(tmp_path)) is None


def test_a_stored_surface_that_repeats_an_id_is_refused(tmp_path, monkeypatch):
    surfaces(tmp_path, monkeypatch, ["a", "b", "c", "d", "a"])
    with pytest.raises(TableError, match=r"`surfaces`: 1 of 5 rows repeat a surface_id.*'a'"):
        stored_surfaces(written(tmp_path))


SHAPES = [
    None,
    shapely.MultiPolygon([square(9, 9, 3)]),
    *(square(10 * at, 5, 7) for at in range(9)),
]
CELLS = {
    "building_id": [f"B{at:02}" for at in range(11)],
    "uses": [None] * 10 + [["woon"]],
    "reasons": [None] * 11,
    "dimensions": pd.Series([None] * 10 + ["a; b"], dtype="object"),
    "storeys": pd.array([None, 2, *range(9)], dtype="Int64"),
    "survey_date": pd.Series([None] * 10 + ["2020-01-02"]).astype("datetime64[ms]"),
}


def geo_of(path):
    return json.loads(pq.read_metadata(path).metadata[b"geo"])


def pandas_of(path):
    return json.loads(pq.read_metadata(path).metadata[b"pandas"])["columns"]


@pytest.mark.parametrize("rows", [1, 4, 10, 100])
def test_written_in_groups_a_table_is_what_geopandas_writes_at_once(tmp_path, monkeypatch, rows):
    whole = table(*SHAPES, **CELLS)
    at_once, in_groups = tmp_path / "a.parquet", tmp_path / "b.parquet"
    write_table(whole, at_once)
    monkeypatch.setattr(store, "ROW_GROUP", rows)
    write_table(PackedTable.of(whole), in_groups)
    assert pq.read_metadata(in_groups).num_row_groups == -(-len(whole) // rows)
    assert geo_of(in_groups) == geo_of(at_once)
    assert geo_of(in_groups)["columns"]["geometry"]["geometry_types"] == ["MultiPolygon", "Polygon"]
    assert pq.read_schema(in_groups).types == pq.read_schema(at_once).types
    assert pq.read_schema(in_groups).names == pq.read_schema(at_once).names
    assert pandas_of(in_groups) == pandas_of(at_once)
    one, other = (read_table(written(tmp_path), name) for name in "ba")
    pd.testing.assert_frame_equal(one.to_wkb(), other.to_wkb())
    assert one.crs == other.crs
    box = (X + 21, Y + 6, X + 31, Y + 9)
    near = gpd.read_parquet(in_groups, bbox=box)["building_id"].to_list()
    assert near == gpd.read_parquet(at_once, bbox=box)["building_id"].to_list() == ["B04", "B05"]
    first = in_groups.read_bytes()
    write_table(PackedTable.of(whole), in_groups)
    assert in_groups.read_bytes() == first


def test_a_packed_table_in_which_nothing_lies_anywhere_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "ROW_GROUP", 2)
    path = tmp_path / "a.parquet"
    write_table(PackedTable.of(table(None, None, None, unit_id=list("abc"))), path)
    assert read_table(written(tmp_path), "a").geometry.isna().all()
    write_table(PackedTable.of(pd.DataFrame({"a": [1, 2, 3]})), path)
    assert read_table(written(tmp_path), "a")["a"].to_list() == [1, 2, 3]
