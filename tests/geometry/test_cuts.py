"""Cuts whose area is what the coordinates say, or that say so."""

import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given

from geo_ser.errors import CutError
from geo_ser.geometry.cuts import difference, intersection, polygons_only, union, united
from geo_ser.geometry.shared_area import shared_area_m2
from tests.shapes import rough_pairs, square

PAIRS = Path(__file__).parents[1] / "data" / "geometry" / "cuts_that_disagree.json"


def array(*shapes):
    return np.array(shapes, dtype=object)


@pytest.fixture(scope="module")
def failing_pairs():
    pairs = json.loads(PAIRS.read_text())["pairs"]
    plots, walls = (array(*(shapely.from_wkb(p[n]) for p in pairs)) for n in ("plot", "wall"))
    return plots, walls, np.array([pair["shared_m2"] for pair in pairs])


def test_what_geos_cuts_wrong_is_cut_again(failing_pairs):
    plots, walls, shared_m2 = failing_pairs
    assert shapely.is_valid(plots).all()
    assert shapely.is_valid(walls).all()
    assert (shapely.area(shapely.intersection(plots, walls)) < 1e-6).all()  # silently wrong
    both, left = intersection(plots, walls), difference(plots, walls)
    assert shapely.area(both) == pytest.approx(shared_m2, abs=1e-6)
    assert shapely.area(left) == pytest.approx(shapely.area(plots) - shared_m2, abs=1e-6)
    assert shapely.is_valid(both).all()
    assert shapely.is_valid(left).all()
    for plot, wall, shared in zip(plots, walls, shared_m2, strict=True):
        assert union(array(plot, wall)).area == pytest.approx(plot.area + wall.area - shared)


@given(rough_pairs())
def test_a_cut_has_the_area_of_the_coordinates(pair):
    one, other = array(pair[0]), array(pair[1])
    row = np.array([0])
    shared_m2 = shared_area_m2(one, other, row, row)[0]
    both, left = intersection(one, other)[0], difference(one, other)[0]
    assert both.area == pytest.approx(shared_m2, abs=1e-6, rel=1e-9)
    assert left.area == pytest.approx(pair[0].area - shared_m2, abs=1e-6, rel=1e-9)
    whole = union(array(*pair))
    assert whole.area == pytest.approx(pair[0].area + pair[1].area - shared_m2, abs=1e-5)
    for shape in (both, left, whole):
        assert shape.is_valid
        assert shape.geom_type in ("Polygon", "MultiPolygon")


def test_what_stays_wrong_is_refused_with_its_place(monkeypatch):
    monkeypatch.setattr(shapely, "intersection", lambda one, *_, **__: one)
    with pytest.raises(CutError, match=r"200.0* m² where .* say 50.0* m² .near .200010.0, 470005"):
        intersection(array(square(0, 0, 20, 10)), array(square(15, 0, 20, 10)))


def test_what_raises_at_first_is_cut_all_the_same(monkeypatch):
    real = shapely.difference

    def fails_far_from_the_origin(one, other, **options):
        if (shapely.bounds(one) > 1_000).any():
            raise shapely.GEOSException("side location conflict")
        return real(one, other, **options)

    monkeypatch.setattr(shapely, "difference", fails_far_from_the_origin)
    left = difference(array(square(0, 0, 20, 10)), array(square(15, 0, 20, 10)))
    assert left[0].equals(square(0, 0, 15, 10))


def test_a_union_that_loses_land_is_seen(monkeypatch):
    boxes = array(square(0, 0, 6, 10), square(4, 0, 6, 10), square(9, 0, 6, 10))
    assert union(boxes).area == pytest.approx(150)
    one_of_three = boxes[:1]
    monkeypatch.setattr(shapely, "union_all", lambda *_, **__: one_of_three)
    with pytest.raises(CutError):
        united(boxes, np.zeros(3, dtype="int64"), 1)


def test_lines_are_united_without_areas():
    lines = array(shapely.LineString([(0, 0), (1, 0)]), shapely.LineString([(1, 0), (3, 0)]))
    assert united(lines, np.array([0, 0]), 1)[0].length == 3


def test_of_a_mixed_result_the_polygons_stay():
    land, more = square(0, 0, 1), square(5, 0, 2)
    mixed = shapely.GeometryCollection([land, shapely.LineString([(0, 0), (9, 9)]), more])
    kinds = polygons_only(array(mixed, shapely.Point(0, 0), shapely.GeometryCollection(), land))
    assert [kind.geom_type for kind in kinds] == ["MultiPolygon", "Polygon", "Polygon", "Polygon"]
    assert shapely.area(kinds).tolist() == [5, 0, 0, 1]
