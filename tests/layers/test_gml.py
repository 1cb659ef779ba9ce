"""Shapes out of GML: areas known by hand, arcs by their formula, what is broken is null."""

import math
from xml.etree.ElementTree import fromstring

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geo_ser.layers.gml import ARC_STEP_DEGREES, gml_geometry, srs_names

GML = 'xmlns="http://www.opengis.net/gml/3.2"'


def shape(text: str):
    name, _, rest = text[1:].partition(">")
    return gml_geometry(fromstring(f"<{name} {GML}>{rest}"))


def ring(points: str, **about) -> str:
    given_ = "".join(f' {key}="{value}"' for key, value in about.items())
    return f"<LinearRing><posList{given_}>{points}</posList></LinearRing>"


def curve(*segments: str) -> str:
    inside = "".join(segments)
    return f"<Ring><curveMember><Curve><segments>{inside}</segments></Curve></curveMember></Ring>"


def arc(points: str) -> str:
    return f"<Arc><posList>{points}</posList></Arc>"


def segment(points: str) -> str:
    return f"<LineStringSegment><posList>{points}</posList></LineStringSegment>"


SQUARE = ring("0 0 10 0 10 10 0 10 0 0")
HOLE = ring("2 2 4 2 4 4 2 4 2 2")


def test_polygons_with_holes_and_gatherings_of_them():
    polygon = f"<Polygon><exterior>{SQUARE}</exterior><interior>{HOLE}</interior></Polygon>"
    assert shape(polygon).area == 96
    old = f"<Polygon><outerBoundaryIs>{SQUARE}</outerBoundaryIs></Polygon>"
    assert shape(old).area == 100
    far = f"<Polygon><exterior>{ring('20 0 21 0 21 1 20 1 20 0')}</exterior></Polygon>"
    member = "<surfaceMember>{}</surfaceMember>"
    both = f"<MultiSurface>{member.format(polygon)}{member.format(far)}</MultiSurface>"
    assert shape(both).geom_type == "MultiPolygon"
    assert shape(both).area == 97
    assert shape(f"<MultiSurface>{member.format(far)}</MultiSurface>").geom_type == "Polygon"
    patch = f"<PolygonPatch><exterior>{SQUARE}</exterior></PolygonPatch>"
    assert shape(f"<Surface><patches>{patch}</patches></Surface>").area == 100


def test_three_dimensions_are_counted_off_wherever_they_are_said():
    flat = "0 0 5 10 0 5 10 10 5 0 10 5 0 0 5"
    on_list = f"<Polygon><exterior>{ring(flat, srsDimension=3)}</exterior></Polygon>"
    assert shape(on_list).area == 100
    on_top = f'<Polygon srsDimension="3"><exterior>{ring(flat)}</exterior></Polygon>'
    assert gml_geometry(fromstring(on_top.replace("<Polygon", f"<Polygon {GML}"))).area == 100
    assert not shape(on_list).has_z


def test_points_lines_and_old_coordinates():
    assert shape("<Point><pos>1 2</pos></Point>") == shapely.Point(1, 2)
    line = shape("<LineString><pos>0 0</pos><pos>3 4</pos></LineString>")
    assert line.length == 5
    assert shape("<LineString><coordinates>0,0 3,4</coordinates></LineString>").length == 5


def test_a_half_disc_has_its_area_to_a_hundred_thousandth():
    half = curve(segment("-50 0 50 0"), arc("50 0 0 50 -50 0"))
    land = shape(f"<Polygon><exterior>{half}</exterior></Polygon>")
    assert land.area == pytest.approx(math.pi * 50**2 / 2, rel=1e-5)
    assert land.area != pytest.approx(math.pi * 50**2 / 2, rel=1e-7)
    bite = curve(segment("-50 0 50 0"), arc("50 0 0 -10 -50 0"))
    assert shape(f"<Polygon><exterior>{bite}</exterior></Polygon>").area > 0


def test_an_arc_keeps_its_own_points_and_turns_no_more_than_the_step():
    line = shape("<Curve><segments>" + arc("10 0 6 8 -10 0") + "</segments></Curve>")
    points = shapely.get_coordinates(line)
    assert points[0].tolist() == [10, 0]
    assert points[-1].tolist() == [-10, 0]
    assert [6, 8] in points.tolist()
    assert np.hypot(*points.T) == pytest.approx(10)
    angles = np.degrees(np.diff(np.unwrap(np.arctan2(points[:, 1], points[:, 0]))))
    assert (angles > 0).all()
    assert angles.max() <= ARC_STEP_DEGREES + 1e-6


def test_circles_three_ways():
    by_arc = shape(f"<Polygon><exterior>{curve(arc('0 0 10 0 0 0'))}</exterior></Polygon>")
    circle = "<Circle><posList>0 0 5 5 10 0</posList></Circle>"
    by_circle = shape(f"<Polygon><exterior>{curve(circle)}</exterior></Polygon>")
    arcs = "<ArcString><posList>0 0 5 5 10 0 5 -5 0 0</posList></ArcString>"
    by_string = shape(f"<Polygon><exterior>{curve(arcs)}</exterior></Polygon>")
    for land in (by_arc, by_circle, by_string):
        assert land.area == pytest.approx(math.pi * 25, rel=1e-5)
        assert land.is_valid


def test_three_points_on_a_line_are_a_line_and_an_orientable_curve_is_turned():
    line = shape("<Curve><segments>" + arc("0 0 1 1 2 2") + "</segments></Curve>")
    assert shapely.get_coordinates(line).tolist() == [[0, 0], [1, 1], [2, 2]]
    inner = "<baseCurve><LineString><posList>0 0 1 0 1 1</posList></LineString></baseCurve>"
    turned = f'<OrientableCurve orientation="-" {GML}>{inner}</OrientableCurve>'
    assert shapely.get_coordinates(gml_geometry(fromstring(turned))).tolist() == [
        [1, 1], [1, 0], [0, 0],
    ]  # fmt: skip


@settings(max_examples=12, deadline=None)
@given(st.tuples(*[st.floats(-500, 500) for _ in range(6)]))
def test_neighbours_that_share_an_arc_share_its_vertices(numbers):
    start, middle, end = np.round(numbers, 3).reshape(3, 2).tolist()
    assume(start != end)
    words = [" ".join(map(str, one)) for one in (start, middle, end)]
    there = shape("<Curve><segments>" + arc(" ".join(words)) + "</segments></Curve>")
    back = shape("<Curve><segments>" + arc(" ".join(words[::-1])) + "</segments></Curve>")
    if there is None:
        assert back is None
    else:
        assert (
            shapely.get_coordinates(there).tolist() == shapely.get_coordinates(back)[::-1].tolist()
        )


@pytest.mark.parametrize(
    "text",
    [
        "<Polygon><exterior></exterior></Polygon>",
        "<Polygon></Polygon>",
        f"<Polygon><exterior>{ring('0 0 1')}</exterior></Polygon>",
        f"<Polygon><exterior>{ring('0 0 a b 1 1 0 0')}</exterior></Polygon>",
        f"<Polygon><exterior>{ring('0 0 1 1')}</exterior></Polygon>",
        f"<Polygon><exterior>{curve(arc('0 0 1 1'))}</exterior></Polygon>",
        "<LineString></LineString>",
        "<Point></Point>",
    ],
)
def test_what_cannot_be_read_is_null(text):
    assert shape(text) is None


def test_coordinate_systems_are_found_at_any_depth():
    node = fromstring(f'<a><b srsName="28992"/><c {GML} srsName="EPSG:4326"/></a>')
    assert srs_names(node) == {"28992", "EPSG:4326"}
