"""CityJSON: what becomes a row, and what is refused."""

import json

import pytest
import shapely

from geo_ser.errors import SourceError
from geo_ser.layers import cityjson
from geo_ser.layers.cityjson import is_cityjson, read_cityjson
from tests.layers.cities import building, city
from tests.shapes import X, Y, square


def read(folder, model: object, name: str = "tile.city.json"):
    path = folder / name
    path.write_text(model if isinstance(model, str) else json.dumps(model), encoding="utf-8")
    return read_cityjson(path, what="`heights` (tile)")


def test_buildings_are_rows_with_their_footprint_scaled_and_moved(tmp_path):
    model = city(a=building([(0, 0), (10, 0), (10, 5), (0, 5)], dak="plat"), b=building(None))
    rows = read(tmp_path, model)
    assert rows.attributes["identificatie"].to_list() == ["a", "b"]
    assert rows.attributes["dak"].to_list()[0] == "plat"
    assert rows.geometry.all()[0].equals_exact(square(0, 0, 10, 5), 1e-9, normalize=True)
    assert rows.geometry.all()[1] is None
    assert rows.crs.to_epsg() == 28992


def test_parts_of_buildings_and_other_objects_are_no_rows(tmp_path):
    model = city(a=building([(0, 0), (1, 0), (1, 1)]))
    model["CityObjects"]["a-0"] = {"type": "BuildingPart", "parents": ["a"]}
    model["CityObjects"]["tree"] = {"type": "SolitaryVegetationObject"}
    assert len(read(tmp_path, model).attributes) == 1


def test_holes_and_several_surfaces_are_kept(tmp_path):
    model = city(a=building([(0, 0), (10, 0), (10, 10), (0, 10)]))
    start = len(model["vertices"])
    model["vertices"] += [[2000, 2000, 0], [4000, 2000, 0], [4000, 4000, 0]]
    model["vertices"] += [[20000, 0, 0], [30000, 0, 0], [30000, 10000, 0]]
    boundaries = model["CityObjects"]["a"]["geometry"][0]["boundaries"]
    boundaries[0].append([start, start + 1, start + 2])
    boundaries.append([[start + 3, start + 4, start + 5]])
    (shape,) = read(tmp_path, model).geometry.all()
    assert shape.area == pytest.approx(100 - 2 + 50)


@pytest.mark.parametrize("broken", [[[[0, 1, 99]]], [[[0, 1, -1]]], [[["a"]]], [[[0, 1]]], [7]])
def test_a_broken_outline_costs_only_itself(tmp_path, broken):
    model = city(a=building([(0, 0), (9, 0), (9, 9)]), b=building([(0, 0), (5, 0), (5, 5)]))
    model["CityObjects"]["a"]["geometry"][0]["boundaries"] = broken
    rows = read(tmp_path, model)
    assert rows.geometry.all()[0] is None
    assert shapely.area(rows.geometry.all()[1]) == pytest.approx(12.5)


def test_a_file_without_transform_has_plain_coordinates(tmp_path):
    model = city(a=building([(0, 0), (1, 0), (1, 1)])) | {"version": "1.0"}
    del model["transform"]
    model["vertices"] = [[X, Y, 1.5], [X + 4, Y, 1.5], [X + 4, Y + 4, 1.5]]
    assert read(tmp_path, model).geometry.all()[0].area == pytest.approx(8)


@pytest.mark.parametrize(
    ("reference", "epsg"),
    [
        ("urn:ogc:def:crs:EPSG::7415", 28992),
        ("https://www.opengis.net/def/crs/EPSG/0/7415", 28992),
        ("urn:ogc:def:crs:EPSG::4326", 4326),
        ("urn:ogc:def:crs:EPSG::99999", None),
        (None, None),
    ],
)
def test_the_reference_system_is_read_from_any_spelling(tmp_path, reference, epsg):
    model = city(a=building([(0, 0), (1, 0), (1, 1)]))
    model["metadata"] = {"referenceSystem": reference}
    crs = read(tmp_path, model).crs
    assert (crs and crs.to_epsg()) == epsg


@pytest.mark.parametrize(
    ("model", "message"),
    [
        ('{"type": "CityJSON", "version": "1.1"', "no JSON that can be read"),
        ("[" * 100_000, "no JSON that can be read"),
        ("[1, 2]", "no CityJSON file"),
        ({"type": "FeatureCollection", "features": []}, "'FeatureCollection'"),
        ({"type": "CityJSONFeature", "CityObjects": {}}, "a sequence of features"),
        ({"type": "CityJSON", "version": "1.1"}, "with CityObjects"),
        (city() | {"version": "0.9"}, "version '0.9'; versions 1.0, 1.1, 2.0"),
        (city() | {"version": None}, "version 'None'"),
        (city() | {"vertices": [[1, 2], [3]]}, "no lists of x, y, z"),
        (city() | {"transform": {"scale": ["x", 1, 1]}}, "no lists of x, y, z"),
    ],
)
def test_what_is_no_cityjson_is_refused_with_the_reason(tmp_path, model, message):
    with pytest.raises(SourceError, match=message):
        read(tmp_path, model)


def test_a_huge_file_is_refused_before_it_is_parsed(tmp_path, monkeypatch):
    monkeypatch.setattr(cityjson, "MAX_CITYJSON_BYTES", 100)
    with pytest.raises(SourceError, match="more than 100 are not read at once.*GeoPackage"):
        read(tmp_path, city(a=building([(0, 0), (1, 0), (1, 1)])))


def test_a_tile_without_buildings_has_no_rows(tmp_path):
    rows = read(tmp_path, city())
    assert len(rows.attributes) == 0
    assert list(rows.attributes) == ["identificatie"]


def test_cityjson_is_known_by_name_or_by_its_start(tmp_path):
    (tmp_path / "a.json").write_text('{"CityObjects": {}, "type": "CityJSON"}')
    (tmp_path / "b.json").write_text('{"type": "FeatureCollection"}')
    assert is_cityjson(tmp_path / "nothing.city.json")
    assert is_cityjson(tmp_path / "a.json")
    assert not is_cityjson(tmp_path / "b.json")
    assert not is_cityjson(tmp_path / "c.gpkg")
