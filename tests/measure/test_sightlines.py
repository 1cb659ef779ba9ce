"""What lies along a line and in a strip beside it, against a pencil and against GEOS."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo_ser.measure.outlook import boundary_pieces, first_hit_m, seen_length_m, segments
from geo_ser.measure.sightlines import Frames, crossings, spans_within
from tests.geometry.test_shared_area import stars
from tests.shapes import X, Y

FIRST = np.array([0])
EAST = Frames(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]]))
near = st.tuples(st.integers(-90, 90), st.integers(-90, 90))


def rays(ends):
    return shapely.linestrings([[(X + x, Y + y) for x, y in both] for both in ends])


def met(line, thing):
    """Return how far along the line GEOS first meets a thing."""
    part = shapely.intersection(line, thing)
    return shapely.distance(shapely.Point(line.coords[0]), part) if not part.is_empty else np.inf


def test_where_a_line_enters_and_leaves_by_pencil():
    ring = shapely.box(2, -3, 9, 3) - shapely.box(4, -1, 6, 1)
    _, far, sign = crossings(EAST, FIRST, np.array([ring]), FIRST)
    assert sorted(zip(far, sign, strict=True)) == [(2, -1), (4, 1), (6, -1), (9, 1)]
    line = np.array([shapely.LineString([(0, 0), (7, 0)])])
    assert first_hit_m(line, np.array([ring])).tolist() == [2.0]
    assert seen_length_m(line, np.array([np.inf]), np.array([ring])).tolist() == [3.0]
    assert seen_length_m(line, np.array([2.5]), np.array([ring])).tolist() == [0.5]
    assert seen_length_m(line, np.array([np.inf]), np.array([ring, ring])).tolist() == [6.0]


def test_a_line_through_a_corner_crosses_once_or_not_at_all():
    for tip in (
        shapely.Polygon([(3, 0), (5, -2), (5, 2)]),  # begins at its tip
        shapely.Polygon([(3, -1), (5, 0), (3, 1)]),  # ends at its tip
        shapely.Polygon([(3, 0), (4, 2), (2, 2)]),  # only touches
        shapely.Polygon([(3, 0), (4, -2), (2, -2)]),
    ):
        line = np.array([shapely.LineString([(0, 0), (9, 0)])])
        seen = seen_length_m(line, np.array([np.inf]), np.array([tip]))
        assert seen.tolist() == [shapely.intersection(line[0], tip).length]


def test_what_starts_within_meets_at_once_and_what_lies_behind_never():
    line = np.array([shapely.LineString([(0, 0), (9, 0)])])
    assert first_hit_m(line, np.array([shapely.box(-1, -1, 4, 1)])).tolist() == [0.0]
    assert first_hit_m(line, np.array([shapely.box(-5, -1, -4, 1)])).tolist() == [np.inf]
    assert first_hit_m(line, np.array([shapely.box(11, -1, 14, 1)])).tolist() == [np.inf]
    assert first_hit_m(line, np.array([], dtype="object")).tolist() == [np.inf]


@given(st.lists(stars(), max_size=4), near, near)
def test_a_line_sees_what_geos_cuts_off_it(things, start, end):
    if start == end:
        return
    line, land = rays([(start, end)]), np.array(things, dtype="object")
    length = seen_length_m(line, np.array([np.inf]), land)
    cut = shapely.length(shapely.intersection(line[0], land)).sum()
    # along an edge itself GEOS sees the line, and here there is no land
    edges = shapely.length(shapely.intersection(line[0], shapely.boundary(land))).sum()
    assert length == pytest.approx(cut, abs=1e-6 + edges)
    first = min((met(line[0], thing) for thing in things), default=np.inf)
    if edges == 0 and np.isfinite(first_hit_m(line, land)[0]):
        assert first_hit_m(line, land) == pytest.approx(first, abs=1e-6)
    elif edges == 0:
        assert cut == pytest.approx(0, abs=1e-6)


def test_the_spans_of_edges_in_a_strip_by_pencil():
    # the strip is 10 long and lies from 1 to 4 across
    box = (np.array([10.0]), 1.0, 4.0)
    wedge = shapely.Polygon([(2, 0), (8, 6), (2, 6)])  # its slope passes (3, 1) and (6, 4)
    row, along = spans_within(EAST, FIRST, np.array([wedge]), FIRST, box)
    assert row.tolist() == [0] * len(along)
    assert sorted(set(along.round(9))) == [2.0, 3.0, 6.0]
    beyond = shapely.box(3, 4.5, 6, 9)
    assert spans_within(EAST, FIRST, np.array([beyond]), FIRST, box)[1].tolist() == []
    past = shapely.Polygon([(9, 6), (14, 2), (14, 6)])  # its slope passes the corner at 1.5 m
    assert spans_within(EAST, FIRST, np.array([past]), FIRST, box)[1].tolist() == []
    level = shapely.box(-3, 2, 6, 9)
    _, along = spans_within(EAST, FIRST, np.array([level]), FIRST, box)
    assert sorted(set(along.tolist())) == [0.0, 6.0]


@given(stars(), st.lists(stars(), max_size=3))
def test_a_boundary_is_cut_where_geos_sees_something_begin(plot, things):
    parts, land = segments(gpd.GeoSeries([plot])), np.array(things, dtype="object")
    cut = boundary_pieces(parts, land, 6.0)
    assert cut["length_m"].sum() == pytest.approx(plot.length)
    for row in parts[parts["length_m"] >= 1.0].itertuples():
        at = np.array([row.x, row.y]), np.array([row.dx, row.dy]), np.array([row.nx, row.ny])
        corners = [at[0] + at[1] * one + at[2] * far for one, far in
                   ((0, 0.01), (1, 0.01), (1, 6.0), (0, 6.0))]  # fmt: skip
        seen = shapely.get_coordinates(shapely.intersection(shapely.Polygon(corners), land))
        share = ((seen - at[0]) @ at[1]) / row.length_m**2
        inside = share[(share * row.length_m > 0.02) & ((1 - share) * row.length_m > 0.02)]
        mine = cut[cut["line"] == row.line]
        begins = np.hypot(mine["x"] - row.x, mine["y"] - row.y).to_numpy()
        for one in inside * row.length_m:
            assert np.abs(begins - one).min() <= 0.011  # cuts within a centimetre are one


def test_many_pairs_in_several_rounds_are_the_same(monkeypatch):
    rng = np.random.default_rng(4)
    low = rng.uniform(0, 90, (40, 2))
    boxes = shapely.box(*low.T, *(low + rng.uniform(1, 30, (40, 2))).T)
    ends = rng.uniform(0, 100, (30, 2, 2))
    lines, far = shapely.linestrings(ends), np.full(30, np.inf)
    whole = seen_length_m(lines, far, boxes), first_hit_m(lines, boxes)
    parts = boundary_pieces(segments(gpd.GeoSeries(boxes[:5])), boxes, 5.0)
    monkeypatch.setattr("geo_ser.measure.sightlines._ROWS", 20)
    np.testing.assert_array_equal(seen_length_m(lines, far, boxes), whole[0])
    np.testing.assert_array_equal(first_hit_m(lines, boxes), whole[1])
    again = boundary_pieces(segments(gpd.GeoSeries(boxes[:5])), boxes, 5.0)
    np.testing.assert_array_equal(again.to_numpy(), parts.to_numpy())


@given(stars(), near, near)
def test_rings_that_run_the_other_way_are_the_same(thing, start, end):
    if start == end:
        return
    line, far = rays([(start, end)]), np.array([np.inf])
    whole = seen_length_m(line, far, np.array([thing]))
    turned = seen_length_m(line, far, np.array([thing.reverse()]))
    assert turned == pytest.approx(whole, abs=1e-6)
