"""Bad polygons, one by one, against areas from a pencil."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import from_wkt

from geo_ser.layers.repair import REASONS, drop_heights, repair_points, repair_polygons
from tests.shapes import with_empty_ring

CASES = {
    "bow-tie, both lobes": (50, "POLYGON((0 0,10 10,10 0,0 10,0 0))"),
    "bow-tie on a block": (26, "POLYGON((0 0,10 2,10 0,0 2,0 0,0 -1.6,10 -1.6,10 0,0 0))"),
    "spike out of an edge": (60, "POLYGON((0 0,10 0,10 6,5 6,5 9,5 6,0 6,0 0))"),
    "spike into the land": (60, "POLYGON((0 0,10 0,10 6,5 6,5 3,5 6,0 6,0 0))"),
    "hole on the shell's edge": (52, "POLYGON((0 0,10 0,10 6,0 6,0 0),(2 0,6 0,6 2,2 2,2 0))"),
    "hole across the shell": (52, "POLYGON((0 0,10 0,10 6,0 6,0 0),(2 -1,6 -1,6 2,2 2,2 -1))"),
    "hole outside the shell": (60, "POLYGON((0 0,10 0,10 6,0 6,0 0),(20 0,22 0,22 2,20 2,20 0))"),
    "holes in holes": (
        36,
        "POLYGON((0 0,10 0,10 10,0 10,0 0),(1 1,9 1,9 9,1 9,1 1),(3 3,5 3,5 5,3 5,3 3))",
    ),
    "overlapping multipolygon": (
        60,
        "MULTIPOLYGON(((0 0,6 0,6 6,0 6,0 0)),((2 0,10 0,10 6,2 6,2 0)))",
    ),
    "part inside a part": (
        100,
        "MULTIPOLYGON(((0 0,10 0,10 10,0 10,0 0)),((2 2,4 2,4 4,2 4,2 2)))",
    ),
    "wound twice": (60, "POLYGON((0 0,10 0,10 6,0 6,0 0,10 0,10 6,0 6,0 0))"),
    "collection": (
        60,
        "GEOMETRYCOLLECTION(POLYGON((0 0,10 0,10 6,0 6,0 0)),POINT(1 1),LINESTRING(0 0,30 0))",
    ),
    "collection in a collection": (
        72,
        "GEOMETRYCOLLECTION(POLYGON((0 0,10 0,10 6,0 6,0 0)),"
        "GEOMETRYCOLLECTION(MULTIPOLYGON(((8 0,12 0,12 6,8 6,8 0)))))",
    ),
}

REFUSED = {
    "no_geometry": None,
    "empty_geometry": from_wkt("POLYGON EMPTY"),
    "not_polygon": from_wkt("LINESTRING(0 0,1 1)"),
    "no_area": from_wkt("POLYGON((0 0,10 0,5 0,0 0))"),
}


def array(*shapes):
    out = np.empty(len(shapes), dtype="object")
    out[:] = shapes
    return out


def test_rings_and_parts_without_points_are_dropped_and_counted():
    block, other = shapely.box(0, 0, 10, 6), shapely.box(20, 0, 30, 6)
    hole = shapely.box(2, 2, 3, 3).exterior
    holed = shapely.Polygon(block.exterior, [hole])
    rough = array(
        with_empty_ring(holed),
        shapely.multipolygons([with_empty_ring(holed), other]),
        shapely.multipolygons([block, shapely.Polygon()]),
        holed,
    )
    assert shapely.is_valid(rough).all()
    out = repair_polygons(rough)
    assert list(out.kind) == ["empty_ring"] * 3 + [""]
    assert list(out.reason) == [""] * 4
    assert shapely.area(out.geometry).tolist() == [59, 119, 60, 59]
    rings = shapely.get_rings(shapely.get_parts(out.geometry))
    assert not shapely.is_empty(rings).any()
    assert out.geometry[3] is rough[3]


def with_nan():
    with np.errstate(invalid="ignore"):
        return shapely.polygons([(0, 0), (np.nan, 0), (1, 1), (0, 0)])


@pytest.mark.parametrize("case", CASES)
def test_area_after_repair(case):
    area, wkt = CASES[case]
    repaired = repair_polygons(array(from_wkt(wkt)))
    assert repaired.reason[0] == ""
    assert repaired.kind[0] != ""
    assert repaired.geometry[0].is_valid
    assert repaired.geometry[0].area == pytest.approx(area, abs=1e-9)


def test_both_lobes_of_a_bow_tie_stand():
    (bow,) = repair_polygons(array(from_wkt(CASES["bow-tie, both lobes"][1]))).geometry
    assert bow.contains(shapely.Point(9, 5))
    assert bow.contains(shapely.Point(1, 5))
    assert not bow.intersects(shapely.Point(5, 9))


def test_a_hole_on_the_edge_stays_a_hole():
    (land,) = repair_polygons(array(from_wkt(CASES["hole on the shell's edge"][1]))).geometry
    assert not land.contains(shapely.Point(4, 1))


@pytest.mark.parametrize("reason", REFUSED)
def test_what_cannot_be_land_is_refused_with_a_reason(reason):
    repaired = repair_polygons(array(REFUSED[reason]))
    assert repaired.reason.tolist() == [reason]
    assert repaired.kind.tolist() == [""]
    assert reason in REASONS


def test_coordinates_that_are_no_numbers_are_refused_and_dropped():
    repaired = repair_polygons(array(with_nan()))
    assert repaired.reason.tolist() == ["not_finite"]
    assert repaired.geometry[0] is None


def test_what_is_refused_for_its_shape_keeps_it():
    flat = REFUSED["no_area"]
    assert repair_polygons(array(flat)).geometry[0].equals_exact(flat)


def test_land_that_geos_cannot_work_out_is_refused_alone(monkeypatch):
    def fails(*_, **__):
        raise shapely.GEOSException("no")

    monkeypatch.setattr(shapely, "make_valid", fails)
    good = shapely.box(0, 0, 1, 1)
    repaired = repair_polygons(array(good, from_wkt(CASES["wound twice"][1])))
    assert repaired.reason.tolist() == ["", "unrepairable"]
    assert repaired.geometry[0] is good


def test_heights_are_dropped_and_flat_shapes_untouched():
    flat = shapely.box(0, 0, 1, 1)
    tall = from_wkt("POLYGON Z((0 0 5,1 0 5,1 1 5,0 0 5))")
    out, had = drop_heights(array(flat, tall, None))
    assert had.tolist() == [False, True, False]
    assert out[0] is flat
    assert not out[1].has_z


def test_points():
    shapes = array(
        shapely.Point(1, 2),
        from_wkt("MULTIPOINT((1 2))"),
        from_wkt("MULTIPOINT((1 2),(3 4))"),
        shapely.box(0, 0, 1, 1),
        from_wkt("POINT EMPTY"),
        None,
    )
    repaired = repair_points(shapes)
    assert repaired.reason.tolist() == [
        "",
        "",
        "not_point",
        "not_point",
        "empty_geometry",
        "no_geometry",
    ]
    assert repaired.kind.tolist() == ["", "multipoint", "", "", "", ""]
    assert repaired.geometry[1].equals_exact(shapely.Point(1, 2))


coordinate = st.integers(0, 12).map(float)
ring = st.lists(st.tuples(coordinate, coordinate), min_size=4, max_size=9)


@st.composite
def polygons(draw):
    shell, holes = draw(ring), draw(st.lists(ring, max_size=2))
    return shapely.Polygon(shell, holes)


multipolygons = st.lists(polygons(), min_size=1, max_size=3).map(
    lambda parts: parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
)


def enclosed(geometry):
    """All that the shells go round, found by cutting them into faces."""
    rings = shapely.get_exterior_ring(shapely.get_parts(geometry))
    faces = [shapely.polygonize([shapely.unary_union(ring)]) for ring in rings]
    return shapely.union_all(faces)


def test_what_is_left_of_two_crossing_bow_ties_is_a_multipolygon():
    shell = [(9, 6), (0, 0), (7, 3), (6, 2)]
    hole = [(10, 10), (5, 0), (0, 4), (9, 3)]
    (land,) = repair_polygons(array(shapely.Polygon(shell, [hole]))).geometry
    assert land.geom_type == "MultiPolygon"


@settings(max_examples=12, deadline=None)
@given(multipolygons)
def test_repair_never_invents_area_and_is_idempotent(geometry):
    once = repair_polygons(array(geometry))
    if once.reason[0]:
        assert once.reason[0] == "no_area"
        return
    (land,) = once.geometry
    assert land.is_valid
    assert land.difference(enclosed(geometry).buffer(1e-6)).area == 0
    assert land.area <= enclosed(geometry).area + 1e-9
    twice = repair_polygons(once.geometry)
    assert twice.geometry[0] is land
    assert twice.kind[0] == ""


@settings(max_examples=12, deadline=None)
@given(st.lists(multipolygons, min_size=1, max_size=5))
def test_a_bad_polygon_never_changes_its_neighbours(shapes):
    shapes = [shapely.box(0, 0, 5, 5), *shapes, from_wkt("POLYGON((0 0, 4 4, 4 0, 0 4, 0 0))")]
    together = repair_polygons(array(*shapes))
    for number, shape in enumerate(shapes):
        alone = repair_polygons(array(shape))
        assert alone.reason[0] == together.reason[number]
        assert shapely.to_wkb(alone.geometry[0]) == shapely.to_wkb(together.geometry[number])
        if shape.is_valid and shape.area:
            assert together.geometry[number] is shape
