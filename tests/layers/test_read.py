"""Every format and every way a file can be broken: rows, or one message."""

import json
import shutil
import time
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest

from geo_ser.errors import SourceError, TableError
from geo_ser.layers.read import layer_list, read_rows
from tests.layers.studies import parks, written
from tests.shapes import square

ROOT = Path(__file__).parent.parent.parent
BAG = ROOT / "studies" / "apeldoorn-noord" / "data" / "raw" / "apeldoorn_noord_bag.gpkg"
WHAT = "`terrains` (file)"


def read(path, **options):
    return read_rows(path, what=WHAT, **{"spatial": True, **options})


@pytest.mark.parametrize("name", ["a.gpkg", "a.shp", "a.fgb", "a.geojson", "a.parquet", "a.gml"])
def test_formats(tmp_path, name):
    frame = parks(naam=["é", "b"])
    frame = frame.to_crs(4326) if name.endswith("json") else frame
    rows = read(tmp_path / written(tmp_path, frame, name))
    assert dict(zip(rows.attributes["terrain_id"], rows.attributes["naam"], strict=True)) == {
        "T1": "é",
        "T2": "b",
    }
    assert len(rows.geometry) == len(rows.numbers) == 2
    assert rows.crs is not None


def test_row_numbers_are_the_files_own(tmp_path):
    frame = parks(*(square(200 * number, 0, 100) for number in range(4)))
    path = tmp_path / written(tmp_path, frame)
    assert read(path).numbers.tolist() == [1, 2, 3, 4]
    assert read(path, where="terrain_id in ('T2', 'T4')").numbers.tolist() == [2, 4]
    parquet = tmp_path / written(tmp_path, frame, "a.parquet")
    assert read(parquet).numbers.tolist() == [0, 1, 2, 3]


def test_reading_leaves_the_folder_as_it_was(tmp_path):
    written(tmp_path, parks(), "a.gml")
    (tmp_path / "a.xsd").unlink()
    before = sorted(tmp_path.iterdir())
    assert len(read(tmp_path / "a.gml").attributes) == 2
    assert sorted(tmp_path.iterdir()) == before


def test_arcs_keep_their_area(tmp_path):
    circle = "CURVEPOLYGON(CIRCULARSTRING(200000 470000,200100 470000,200000 470000))"
    (tmp_path / "a.csv").write_text(f"terrain_id;WKT\nT1;{circle}\n")
    (land,) = read(tmp_path / "a.csv").geometry.all()
    assert land.area == pytest.approx(np.pi * 50**2, rel=1e-5)


def test_latin_1_bytes_are_read(tmp_path):
    (tmp_path / "a.csv").write_bytes("building_id;height_source\n1;Café\n".encode("latin-1"))
    rows = read(tmp_path / "a.csv", spatial=False)
    assert rows.attributes["height_source"].to_list() == ["Café"]
    features = [{"type": "Feature", "properties": {"n": "Café"}, "geometry": None}]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    (tmp_path / "a.geojson").write_bytes(text.encode("latin-1"))
    assert read(tmp_path / "a.geojson").attributes["n"].to_list() == ["Café"]


def test_a_table_without_geometry_from_a_spreadsheet(tmp_path):
    book = openpyxl.Workbook()
    for row in (["building_id", "height_m"], [200100000001882, 3.5], [200100000001883, 12]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    rows = read(tmp_path / "a.xlsx", spatial=False)
    assert rows.attributes["building_id"].to_list() == [200100000001882, 200100000001883]
    assert rows.geometry is None


def test_a_ring_left_open_is_closed(tmp_path):
    frame = parks(square(0, 0, 100)).to_crs(4326)
    value = json.loads(frame.to_json())
    value["features"][0]["geometry"]["coordinates"][0].pop()
    (tmp_path / "a.geojson").write_text(json.dumps(value))
    (land,) = read(tmp_path / "a.geojson").geometry.all()
    assert land.is_valid
    assert len(land.exterior.coords) == 5


@pytest.mark.parametrize(("crs", "default"), [("", True), ('"crs": null,', True), (None, False)])
def test_geojson_in_metres_says_whether_its_crs_was_written_down(tmp_path, crs, default):
    named = '"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},'
    features = json.dumps(json.loads(parks().to_json())["features"])
    text = (
        f'{{"type": "FeatureCollection", {named if crs is None else crs} "features": {features}}}'
    )
    (tmp_path / "a.geojson").write_text(text)
    assert read(tmp_path / "a.geojson").format_default is default


def test_layers_are_listed_and_chosen():
    layers = {layer.name: layer.geometry for layer in layer_list(BAG, what=WHAT)}
    assert layers == {"pand": "Polygon", "verblijfsobject": "Point", "cbs_buurt": "Polygon"}
    assert len(read(BAG, layer="pand").attributes) == 382
    with pytest.raises(SourceError, match=r"several layers: 'pand', 'verbl.*', 'cbs_buurt'.*layer"):
        read(BAG)
    with pytest.raises(SourceError, match=r"no layer 'panden'; it has 'pand', 'verblijfs"):
        read(BAG, layer="panden")


def test_a_layer_without_geometry_does_not_count_as_a_choice(tmp_path):
    path = tmp_path / written(tmp_path, parks())
    pyogrio.write_dataframe(pd.DataFrame({"style": ["x"]}), path, layer="layer_styles")
    assert len(read(path).attributes) == 2


def test_a_filter_is_refused_for_parquet_and_when_it_is_no_sql(tmp_path):
    parquet = tmp_path / written(tmp_path, parks(), "a.parquet")
    with pytest.raises(SourceError, match="`where` does not work on Parquet"):
        read(parquet, where="a = 1")
    with pytest.raises(SourceError, match="`layer` does not work on Parquet"):
        read(parquet, layer="a")
    with pytest.raises(SourceError, match=r"cannot be read .*Check `layer` and `where`"):
        read(BAG, layer="pand", where="bouwjaren > 1")


def test_a_table_without_geometry_is_refused_where_it_is_needed(tmp_path):
    (tmp_path / "a.csv").write_text("terrain_id,x\n1,2\n")
    with pytest.raises(TableError, match=r"no geometry column, only 'terrain_id', 'x'.*WKT"):
        read(tmp_path / "a.csv")
    pd.DataFrame({"terrain_id": ["1"]}).to_parquet(tmp_path / "a.parquet")
    with pytest.raises(TableError, match="no geometry column"):
        read(tmp_path / "a.parquet")


BROKEN = {
    "a.gpkg": 0.5,
    "b.gpkg": 0.99,
    "a.parquet": 0.7,
    "a.geojson": 0.8,
    "a.fgb": 0.2,
    "b.fgb": 0.6,
    "c.fgb": 0.99,
    "a.shp": 0.6,
    "a.gml": 0.6,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_truncated_file_is_refused(tmp_path, name):
    if name.endswith("gpkg"):
        shutil.copy(BAG, tmp_path / name)
    else:
        frame = parks(*(square(200 * number, 0, 100) for number in range(40))).to_crs(4326)
        written(tmp_path, frame, name)
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * BROKEN[name])])
    with pytest.raises(SourceError, match=r"`terrains` \(file\): .*again"):
        read(path, layer="pand" if name.endswith("gpkg") else None)


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.shp", "a.parquet", "a.csv"])
def test_an_empty_file_is_refused(tmp_path, name):
    (tmp_path / name).touch()
    with pytest.raises(SourceError, match=r"is empty \(0 bytes\)"):
        read(tmp_path / name)


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.shp", "a.parquet", "a.xlsx", "a.txt"])
def test_a_file_that_is_something_else_is_refused(tmp_path, name):
    (tmp_path / name).write_text("Beste lezer, dit is geen kaart.")
    with pytest.raises(SourceError, match="cannot be read|is in none of the formats"):
        read(tmp_path / name)


def test_a_file_that_points_elsewhere_is_refused(tmp_path):
    (tmp_path / "a.vrt").write_text("<OGRVRTDataSource><OGRVRTLayer name='x'/></OGRVRTDataSource>")
    with pytest.raises(SourceError, match="only points to other data"):
        read(tmp_path / "a.vrt")


def test_an_entity_bomb_ends_soon(tmp_path):
    entities = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
    (tmp_path / "a.gml").write_text(
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY b0 "bom">{entities}]>'
        '<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" '
        'xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><ogr:a><ogr:n>&b11;</ogr:n>'
        "</ogr:a></gml:featureMember></ogr:FeatureCollection>"
    )
    start = time.monotonic()
    with pytest.raises((SourceError, TableError)):
        read(tmp_path / "a.gml")
    assert time.monotonic() - start < 5


def test_a_file_that_may_not_be_opened_is_refused_by_name(tmp_path, monkeypatch):
    file = tmp_path / written(tmp_path, parks())

    def locked(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(
        SourceError, match=r"`terrains` \(file\): cannot be read.*Permission denied"
    ):
        read(file)
