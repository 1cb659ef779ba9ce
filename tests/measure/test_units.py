import numpy as np
import pandas as pd
import pytest

from geo_ser.measure.units import (
    DUMMY_AREAS,
    area_refused,
    dummy_area_findings,
    homeless_findings,
    housed_units,
    known_area_m2,
    use_shares,
)
from tests.measure.parks import buildings, point, units
from tests.shapes import square

HALL, SHED = square(0, 0, 30, 10), square(50, 0, 10)


def housed(unit_table, *, standing=(True, True)):
    return housed_units(unit_table, buildings(HALL, SHED), pd.Series(list(standing)))


def shares(found):
    used = found.links[found.links["standing"]]
    return list(used[["unit", "building", "share"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("area", [*DUMMY_AREAS, 0.0, -5.0, 500_000.0, 2e7])
def test_fillers_and_absurd_areas_are_unknown(area):
    one = units(point(1, 1), floor_area_m2=[area])
    assert area_refused(one).to_list() == [True]
    assert known_area_m2(one).isna().all()
    found = dummy_area_findings(one)
    assert [(f.rule, f.severity, f.id, f.claimed) for f in found] == [
        ("measure.dummy_area", "warning", "U1", area)
    ]


def test_areas_just_inside_the_bounds_are_believed_and_missing_ones_not_accused():
    some = units(*[point(1, 1)] * 4, floor_area_m2=[2.0, 998.0, 499_999.0, None])
    assert known_area_m2(some).to_list()[:3] == [2.0, 998.0, 499_999.0]
    assert dummy_area_findings(some) == []


def test_a_unit_in_two_buildings_is_shared_by_footprint():
    found = housed(units(point(1, 1), building_ids=[["B1", "B2", "B1"]]))
    assert shares(found) == [(0, 0, 0.75), (0, 1, 0.25)]


def test_buildings_that_do_not_stand_get_nothing():
    both = units(point(1, 1), building_ids=[["B1", "B2"]])
    assert shares(housed(both, standing=(True, False))) == [(0, 0, 1.0)]
    assert shares(housed(both, standing=(False, False))) == []


@pytest.mark.parametrize("ids", [None, [], ["X9"], np.array(["X9", "X8"]), float("nan")])
def test_ids_that_the_table_does_not_hold_count_as_none_given(ids):
    found = housed(units(point(55, 5), building_ids=[ids]))
    assert shares(found) == [(0, 1, 1.0)]


def test_one_known_id_is_enough_whatever_the_point_says():
    found = housed(units(point(1, 1), building_ids=[["X9", "B2"]]))
    assert shares(found) == [(0, 1, 1.0)]


def test_a_point_in_two_buildings_goes_to_the_lowest_id_that_stands():
    twice = buildings(HALL, HALL, HALL)
    found = housed_units(units(point(1, 1)), twice, pd.Series([False, True, True]))
    assert shares(found) == [(0, 1, 1.0)]


def test_only_units_in_use_are_housed():
    statuses = ["Verblijfsobject in gebruik", "Verblijfsobject gevormd", "weet niet", None]
    found = housed(units(*[point(1, 1)] * 4, status=statuses))
    assert found.units["unit_id"].to_list() == ["U1", "U4"]


def test_a_unit_without_a_standing_building_is_found():
    found = housed(
        units(point(1, 1), point(55, 5), point(900, 900), building_ids=[["B1"], ["B2"], None],
              floor_area_m2=[10.0, 20.0, None]),
        standing=(True, False),
    )  # fmt: skip
    said = homeless_findings(found.units, found.links)
    assert [(one.rule, one.id, one.claimed) for one in said] == [
        ("measure.unit_without_building", "U2", 20.0),
        ("measure.unit_without_building", "U3", None),
    ]


def test_several_uses_get_equal_parts_and_none_is_other():
    uses = [
        ["woonfunctie"], ["Industriefunctie ", "kantoorfunctie"], [], None,
        ["sportfunctie", "winkelfunctie", "bijeenkomstfunctie"], ["industry", "industry"],
    ]  # fmt: skip
    found = use_shares(units(*[point(1, 1)] * 6, uses=uses))
    expected = [
        [1, 0, 0, 0, 0], [0, 0.5, 0.5, 0, 0], [0, 0, 0, 0, 1], [0, 0, 0, 0, 1],
        [0, 0, 0, 1 / 3, 2 / 3], [0, 1, 0, 0, 0],
    ]  # fmt: skip
    assert found.to_numpy().tolist() == [pytest.approx(row) for row in expected]
