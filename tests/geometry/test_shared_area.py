"""The area two polygons share, against GEOS and against a pencil."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo_ser.geometry.overlay import cut, pieces, shares
from geo_ser.geometry.shared_area import shared_area_m2

FIRST = np.array([0])


def shared(one, other):
    return float(shared_area_m2(np.array([one]), np.array([other]), FIRST, FIRST)[0])


@st.composite
def stars(draw):
    """Return a valid polygon around a point, sometimes with a hole, near (200 000, 470 000)."""
    count = draw(st.integers(3, 12))
    radius = draw(st.lists(st.integers(5, 60), min_size=count, max_size=count))
    angle = np.arange(count) * 2 * np.pi / count
    middle = [200_000 + draw(st.integers(-50, 50)), 470_000 + draw(st.integers(-50, 50))]
    ring = middle + np.stack([np.cos(angle), np.sin(angle)], 1) * np.array(radius)[:, None]
    hole = [middle + 0.3 * (ring - middle)] if draw(st.booleans()) else []
    return shapely.Polygon(ring, hole)


@given(stars(), stars())
def test_it_is_the_area_of_the_cut(one, other):
    assert shared(one, other) == pytest.approx(shapely.intersection(one, other).area, abs=1e-8)


@given(stars(), stars())
def test_order_and_direction_of_rings_do_not_matter(one, other):
    assert shared(one, other) == pytest.approx(shared(other, one), abs=1e-8)
    assert shared(one.reverse(), other) == pytest.approx(shared(one, other), abs=1e-8)


@given(stars())
def test_a_polygon_shares_all_of_itself(one):
    assert shared(one, one) == pytest.approx(one.area, abs=1e-8)


def test_touching_is_not_sharing():
    assert shared(shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)) == 0.0
    assert shared(shapely.box(0, 0, 10, 10), shapely.box(0, 10, 10, 20)) == 0.0


def test_holes_and_parts_by_pencil():
    ring = shapely.box(0, 0, 10, 10) - shapely.box(2, 2, 8, 8)  # 100 − 36
    assert shared(ring, shapely.box(0, 0, 5, 10)) == pytest.approx(50 - 18)
    two = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(9, 9, 12, 12)])
    assert shared(ring, two) == pytest.approx(1 + 1)


def test_what_is_no_polygon_has_no_land():
    box = shapely.box(0, 0, 10, 10)
    for other in (shapely.Point(1, 1), shapely.LineString([(0, 0), (5, 5)]), shapely.Polygon()):
        assert shared(box, other) == 0.0


def test_many_pairs_in_several_rounds_equal_one_by_one(monkeypatch):
    rng = np.random.default_rng(4)
    low = rng.uniform(0, 90, (40, 2))
    boxes = shapely.box(*low.T, *(low + rng.uniform(1, 30, (40, 2))).T)
    left, right = (grid.ravel() for grid in np.meshgrid(np.arange(40), np.arange(40)))
    at_once = shared_area_m2(boxes, boxes, left, right)
    monkeypatch.setattr("geo_ser.geometry.shared_area._ROWS", 50)
    np.testing.assert_array_equal(shared_area_m2(boxes, boxes, left, right), at_once)
    cuts = shapely.area(shapely.intersection(boxes[left], boxes[right]))
    np.testing.assert_allclose(at_once, cuts, atol=1e-8)


def test_no_pairs_no_areas():
    none = np.array([], dtype="int64")
    assert shared_area_m2(np.array([shapely.box(0, 0, 1, 1)]), FIRST[:0], none, none).size == 0


@given(st.lists(stars(), min_size=1, max_size=4), st.lists(stars(), min_size=1, max_size=4))
def test_shares_are_the_areas_of_the_pieces_and_cut_gives_them_back(areas, shapes):
    areas, shapes = gpd.GeoSeries(areas, crs=28992), gpd.GeoSeries(shapes, crs=28992)
    found, whole = shares(areas, shapes), pieces(areas, shapes)
    assert found["area"].tolist() == whole["area"].tolist()
    assert found["shape"].tolist() == whole["shape"].tolist()
    np.testing.assert_allclose(found["area_m2"], whole["area_m2"], atol=1e-8)
    again = shapely.area(cut(areas.to_numpy(), shapes.to_numpy(), found))
    np.testing.assert_allclose(again, whole["area_m2"], atol=2e-6)


def flower(points, east=0.0):
    """Return a circle of 100 m with petals, of so many points."""
    angle = np.arange(points) * 2 * np.pi / points
    radius = 100 + 3 * np.sin(angle * (points // 8))
    ring = np.stack([east + radius * np.cos(angle), radius * np.sin(angle)], 1)
    return shapely.Polygon(np.add(ring, [200_000, 470_000]))


@pytest.mark.parametrize("points", [90, 99, 100, 101, 110, 400])
def test_intricate_pairs_are_cut_and_agree_with_those_that_are_not(points):
    shapes = np.array([flower(points), flower(points, 30), flower(40, 60)])
    left, right = np.array([0, 0, 1]), np.array([1, 2, 2])
    expected = shapely.area(shapely.intersection(shapes[left], shapes[right]))
    assert shared_area_m2(shapes, shapes, left, right) == pytest.approx(expected, abs=1e-7)


def test_fifty_thousand_points_twice_fit_in_memory():
    one, other = flower(50_000), flower(50_000, 150)
    assert shared(one, other) == pytest.approx(shapely.intersection(one, other).area, abs=1e-6)
