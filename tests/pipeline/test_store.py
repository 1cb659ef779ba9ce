import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo_ser.errors import TableError
from geo_ser.measure.surfaces import HeldSurfaces
from geo_ser.pipeline import store
from geo_ser.pipeline.store import read_table, surfaces_in, write_table
from tests.shapes import square, table


@pytest.mark.parametrize("values", [[None, None], [["woon"], None]])
def test_lists_have_one_type_whether_or_not_anything_is_in_them(tmp_path, values):
    path = tmp_path / "buildings.parquet"
    write_table(table(square(0, 0, 1), square(2, 0, 1), uses=values), path)
    assert pq.read_schema(path).field("uses").type in (
        pa.list_(pa.string()),
        pa.list_(pa.field("element", pa.string())),
    )
    back = read_table(path, written_by="measure")
    assert isinstance(back, gpd.GeoDataFrame)
    assert back.crs.to_epsg() == 28992
    assert back["uses"].isna().sum() == values.count(None)


def test_a_table_without_geometry_comes_back_as_one(tmp_path):
    write_table(pd.DataFrame({"a": [1]}), tmp_path / "a.parquet")
    assert read_table(tmp_path / "a.parquet", written_by="measure")["a"].to_list() == [1]


def surfaces(folder, monkeypatch, ids):
    """Write surfaces in a row, 10 m each, four to a row group."""
    monkeypatch.setattr(store, "ROW_GROUP", 4)
    shapes = [square(10 * at, 0, 10) for at in range(len(ids))]
    write_table(table(*shapes, surface_id=ids, cover=["road"] * len(ids)),
                folder / "surfaces.parquet")  # fmt: skip
    return table(*shapes, surface_id=ids, cover=["road"] * len(ids))


def test_stored_surfaces_are_handed_out_as_held_ones_are(tmp_path, monkeypatch):
    held = surfaces(tmp_path, monkeypatch, [f"S{at:02}" for at in range(20, 0, -1)])
    stored = surfaces_in(tmp_path)
    for place in (square(55, 0, 30), square(0, 50, 1), square(60, 0, 10)):
        areas = gpd.GeoSeries([place], crs=28992)
        ordered = held.sort_values("surface_id").reset_index(drop=True)
        expected = HeldSurfaces(ordered).near(areas).reset_index(drop=True)
        found = stored.near(areas)
        assert found["surface_id"].to_list() == expected["surface_id"].to_list()
        assert found.geom_equals(expected.geometry).all()
    assert stored.near(gpd.GeoSeries([], crs=28992)).empty


def test_few_surfaces_are_read_whole(tmp_path, monkeypatch):
    assert surfaces_in(tmp_path) is None
    surfaces(tmp_path, monkeypatch, ["a", "b", "c"])
    assert surfaces_in(tmp_path) is None


def test_a_stored_surface_that_repeats_an_id_is_refused(tmp_path, monkeypatch):
    surfaces(tmp_path, monkeypatch, ["a", "b", "c", "d", "a"])
    with pytest.raises(TableError, match=r"`surfaces`: 1 of 5 rows repeat a surface_id.*'a'"):
        surfaces_in(tmp_path)
