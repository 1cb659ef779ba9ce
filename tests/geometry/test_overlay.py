import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import Polygon, box

from geo_ser.geometry.cuts import polygons_only
from geo_ser.geometry.overlay import (
    covered_by_earlier,
    has_shape,
    overlapping_pairs,
    pieces,
    without_earlier,
)
from tests.shapes import X, Y, square


def series(*shapes):
    return gpd.GeoSeries(list(shapes), crs=28992)


def test_pieces_keep_what_lies_inside_and_cut_what_crosses_the_edge():
    inside, across, outside = square(10, 10, 5), square(95, 0, 10), square(200, 0, 10)
    found = pieces(series(square(0, 0, 100)), series(inside, across, outside))
    assert found["shape"].to_list() == [0, 1]
    assert found["area_m2"].to_list() == pytest.approx([25, 50])
    assert found.geometry[0].equals_exact(inside, 0)


def test_touching_the_edge_is_no_piece_and_nothing_gives_nothing():
    assert pieces(series(square(0, 0, 10)), series(square(10, 0, 10))).empty
    assert pieces(series(square(0, 0, 10)), series()).empty
    assert pieces(series(), series(square(0, 0, 10))).empty


def test_a_cut_that_leaves_a_line_beside_a_polygon_keeps_only_the_polygon():
    # A comb that touches the terrain's right side along a line and enters it in one tooth.
    comb = Polygon([(X + 10, Y), (X + 10, Y + 2), (X + 8, Y + 2), (X + 8, Y + 4),
                    (X + 10, Y + 4), (X + 10, Y + 8), (X + 14, Y + 8), (X + 14, Y)])  # fmt: skip
    raw = shapely.intersection(square(0, 0, 10), comb)
    assert raw.geom_type == "GeometryCollection"
    assert polygons_only(np.array([raw]))[0].geom_type == "Polygon"
    assert pieces(series(square(0, 0, 10)), series(comb))["area_m2"].to_list() == [4]


def test_only_shared_land_is_an_overlap():
    shapes = series(square(0, 0, 10), square(10, 0, 10), square(15, 0, 10))
    later, earlier = overlapping_pairs(shapes)
    assert (later.tolist(), earlier.tolist()) == ([2], [1])


def test_later_rows_lose_what_earlier_ones_cover():
    shapes = series(square(0, 0, 10), square(5, 0, 10), square(0, 0, 10), square(4, 0, 8))
    parts = without_earlier(shapes)
    assert parts.area.to_list() == pytest.approx([100, 50, 0, 0])
    assert parts.union_all().area == pytest.approx(shapes.union_all().area)
    assert shapes.area.to_list() == [100, 100, 100, 64]  # the argument is as it was


def test_what_earlier_rows_cover_is_the_rest_of_what_they_leave():
    shapes = series(square(0, 0, 10), square(5, 0, 10), square(5, 0, 10), square(15, 0, 5))
    covered = covered_by_earlier(shapes)
    assert covered.index.to_list() == [1, 2]
    assert covered.area.to_list() == pytest.approx([50, 100])
    both = without_earlier(shapes).area + covered.area.reindex(range(4), fill_value=0.0)
    assert both.to_list() == pytest.approx(shapes.area.to_list())


def test_what_is_missing_or_empty_has_no_shape_and_nothing_is_said_of_it():
    shapes = gpd.GeoSeries([box(0, 0, 1, 1), Polygon(), None], index=[5, 6, 7], crs=28992)
    assert has_shape(shapes).to_dict() == {5: True, 6: False, 7: False}
