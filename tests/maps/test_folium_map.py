import re

import geopandas as gpd
import pytest
from shapely import Polygon

from geo_ser.maps.folium_map import TILES, feature_collection, map_parts, sheet_points
from tests.shapes import X, Y, square, table


def collection(*shapes):
    return feature_collection(table(*shapes).geometry, [{"n": n} for n in range(len(shapes))])


def test_shapes_go_to_degrees_once_and_keep_six_decimals():
    [feature] = collection(square(0, 0, 100))["features"]
    ring = feature["geometry"]["coordinates"][0]
    assert all(6.0 < lon < 6.1 and 52.2 < lat < 52.3 for lon, lat in ring)
    assert all(round(one, 6) == one for point in ring for one in point)


def test_the_test_point_of_the_grid_lands_where_the_registry_says():
    # RD (155000, 463000) is 52.155172, 5.387203 without the correction grid.
    corner = Polygon([(155_000, 463_000), (155_010, 463_000), (155_000, 463_010)])
    [feature] = collection(corner)["features"]
    assert [5.387204, 52.155172] in feature["geometry"]["coordinates"][0]


def test_null_and_empty_shapes_are_left_out_and_the_others_keep_their_number():
    found = collection(None, square(0, 0, 10), Polygon())
    assert [one["properties"]["n"] for one in found["features"]] == [1]


def test_numbers_stand_inside_their_shape():
    shape = square(0, 0, 10).union(square(0, 0, 2, 100))
    [point, nothing] = sheet_points(table(shape, None).geometry)
    there = gpd.GeoSeries.from_xy([point[1]], [point[0]], crs=4326).to_crs(28992)
    assert shape.buffer(0.2).contains(there.iloc[0])
    assert nothing is None


def test_two_maps_of_one_input_are_the_same_and_ask_only_for_tiles():
    bounds = (X, Y, X + 100, Y + 100)
    first, second = (
        map_parts({"terrains": collection(square(0, 0, 100))}, bounds, "nl") for _ in "12"
    )
    assert first == second
    assert set(re.findall(r"https?://[^\"' ]+", "".join(first))) == {TILES}
    assert not re.search(r"[0-9a-f]{32}", "".join(first))


def test_the_background_is_a_choice_that_starts_off():
    _, script = map_parts({"terrains": collection(square(0, 0, 9))}, (X, Y, X + 9, Y + 9), "nl")
    assert "tile_layer_background" in script
    assert "tile_layer_background.addTo" not in script
    assert "geo_json_terrains.addTo(map_atlas)" in script


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_switch_says_that_it_uses_the_internet(language):
    _, script = map_parts({"a": collection(square(0, 0, 9))}, (X, Y, X + 9, Y + 9), language)
    assert "PDOK" in script
    assert "internet" in script
