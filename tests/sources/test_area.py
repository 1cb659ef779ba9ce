"""The area: what a text means, and which squares it lies in."""

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box

from geo_ser.errors import CrsError, SourceError, StudyError
from geo_ser.sources.area import Area, area_of_bbox, area_of_file, checked_area, quarters


def test_a_bbox_is_an_area():
    area = area_of_bbox("200000, 470000,201000,471500.5")
    assert (area.box, area.code) == ((200_000, 470_000, 201_000, 471_500.5), None)


@pytest.mark.parametrize("text", ["200000,470000,200000,471000", "201000,470000,200000,471000"])
def test_a_bbox_without_area_is_refused(text):
    with pytest.raises(StudyError, match="has no area; write xmin,ymin,xmax,ymax"):
        area_of_bbox(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("6.4,52.2,6.6,52.4", "look like degrees"),
        ("900000,470000,901000,471000", "lies outside the Netherlands"),
    ],
)
def test_a_bbox_elsewhere_is_refused(text, hint):
    with pytest.raises(CrsError, match=f"{hint}.*RD New"):
        area_of_bbox(text)


def test_a_small_area_is_one_square_in_whole_metres():
    area = area_of_bbox("200000.4,470000,200100,470100.2")
    assert area.tiles(5000) == [(200_000, 470_000, 200_100, 470_101)]


def test_squares_lie_on_one_grid_and_only_where_the_area_is():
    corner = shapely.union_all([box(200_000, 470_000, 200_900, 470_100),
                                box(200_000, 470_000, 200_100, 470_900)])  # fmt: skip
    tiles = checked_area("x", "x", corner).tiles(500)
    assert tiles == [
        (200_000, 470_000, 200_500, 470_500),
        (200_500, 470_000, 200_900, 470_500),
        (200_000, 470_500, 200_500, 470_900),
    ]


@given(
    st.tuples(st.floats(1000, 9000), st.floats(1000, 9000)),
    st.tuples(st.floats(1, 5000), st.floats(1, 5000)),
    st.floats(200, 4000),
)
def test_squares_cover_the_area_without_a_hole_or_an_overlap(corner, size, tile_m):
    x, y = 100_000 + corner[0], 400_000 + corner[1]
    area = Area("x", "x", box(x, y, x + size[0], y + size[1]))
    tiles = [box(*one) for one in area.tiles(tile_m)]
    union = shapely.union_all(tiles)
    assert area.shape.difference(union).area == pytest.approx(0, abs=1e-6)
    assert sum(one.area for one in tiles) == pytest.approx(union.area)


def test_quarters_are_the_whole():
    parts = [box(*one) for one in quarters((0.0, 0.0, 10.0, 6.0))]
    assert [one.area for one in parts] == [15.0] * 4
    assert shapely.union_all(parts).equals(box(0, 0, 10, 6))


def test_the_fingerprint_follows_the_shape_and_not_its_spelling():
    one, other = box(200_000, 470_000, 201_000, 471_000), box(200_000, 470_000, 201_000, 471_000)
    assert Area("a", "a", one).fingerprint == Area("b", "b", other.reverse()).fingerprint
    moved = Area("a", "a", box(200_001, 470_000, 201_000, 471_000))
    assert Area("a", "a", one).fingerprint != moved.fingerprint


def test_a_polygon_file_in_degrees_is_taken_to_rd(tmp_path):
    there = gpd.GeoSeries([box(200_000, 470_000, 201_000, 471_000)], crs=28992).to_crs(4326)
    there.to_file(tmp_path / "area.geojson")
    area = area_of_file(tmp_path / "area.geojson", "area.geojson")
    assert area.box == pytest.approx((200_000, 470_000, 201_000, 471_000), abs=5)
    assert area.name == "area"


@pytest.mark.parametrize(
    ("shape", "crs", "error", "message"),
    [
        (Point(200_000, 470_000), 28992, StudyError, "no polygon with an area"),
        (box(6.4, 52.2, 6.6, 52.4), 28992, CrsError, "look like degrees"),
    ],
)
def test_a_polygon_file_that_cannot_be_meant_is_refused(tmp_path, shape, crs, error, message):
    path = tmp_path / "area.shp"
    gpd.GeoSeries([shape], crs=crs).to_file(path)
    with pytest.raises(error, match=message):
        area_of_file(path, "area.shp")


def test_a_polygon_file_without_a_crs_is_refused(tmp_path):
    path = tmp_path / "area.shp"
    gpd.GeoSeries([box(200_000, 470_000, 201_000, 471_000)], crs=28992).to_file(path)
    path.with_suffix(".prj").unlink()
    with pytest.raises(CrsError, match="names no CRS; save it in EPSG:28992"):
        area_of_file(path, "area.shp")


def test_a_polygon_file_that_is_missing_or_no_gis_file_is_refused(tmp_path):
    with pytest.raises(SourceError, match="no file"):
        area_of_file(tmp_path / "area.gpkg", "area.gpkg")
    (tmp_path / "area.gpkg").write_text("no")
    with pytest.raises(StudyError, match="cannot be read"):
        area_of_file(tmp_path / "area.gpkg", "area.gpkg")
