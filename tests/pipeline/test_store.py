import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo_ser.pipeline.store import read_table, write_table
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
