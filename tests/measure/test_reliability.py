from datetime import date

import pandas as pd
import pytest

from geo_ser.measure.reliability import GRADES, WEAKNESSES, grade, grades, table_weaknesses
from tests.measure.parks import Given

EDITION = date(2026, 1, 1)
GOOD = (Given(),)


def weaknesses(name="terrains", table=None, *, sources=GOOD, counts=None):
    return table_weaknesses(
        name,
        pd.DataFrame({"terrain_id": ["T1"]}) if table is None else table,
        sources=sources,
        counts=counts or {},
        edition=EDITION,
        stale_after_years=3,
    )


def test_each_weakness_costs_one_step_down_to_d():
    names = list(WEAKNESSES)
    assert [grade(names[:number]) for number in range(6)] == ["A", "B", "C", "D", "D", "D"]
    assert grade(["dated", "dated"]) == "B"


def test_a_cap_is_a_worst_case_not_a_step():
    assert [grade([], at_best=cap) for cap in GRADES] == list(GRADES)
    assert grade(["dated"], at_best="C") == "C"
    assert grade(["dated", "status", "mended"], at_best="C") == "D"


def test_a_good_source_has_no_weakness():
    assert weaknesses() == set()


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ((), {"unlisted", "dated"}),
        ((Given(listed=False),), {"unlisted"}),
        ((Given(stand_in=True), Given()), {"stand_in"}),
        ((Given(), Given(listed=False)), {"unlisted"}),
        ((Given(edition=None),), {"dated"}),
        ((Given(edition=date(2022, 12, 29)),), {"dated"}),
        ((Given(edition=date(2023, 1, 1)),), set()),  # three years to the day
        ((Given(edition=date(2027, 1, 1)),), set()),
    ],
)
def test_sources_must_be_listed_and_recent(sources, expected):
    assert weaknesses(sources=sources) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"rows_in": 100, "quarantined": 1, "repaired": {}}, set()),
        ({"rows_in": 100, "quarantined": 1, "repaired": {"bow_tie": 1}}, {"mended"}),
        ({"rows_in": 100, "quarantined": 2}, {"mended"}),
        ({"rows_in": 100, "quarantined": 0, "repaired": {"z_dropped": 100}}, set()),
        ({"rows_in": 22, "rows_out": 20, "merged": 2, "quarantined": 0}, set()),
        ({"rows_in": 0}, set()),
    ],
)
def test_more_than_one_per_cent_mended_is_a_weakness(counts, expected):
    assert weaknesses(counts=counts) == expected


def test_a_status_that_says_nothing_is_a_weakness_of_buildings_and_units_only():
    used = pd.DataFrame({"status": ["Pand in gebruik"] * 100})
    assert weaknesses("buildings", used) == set()
    assert weaknesses("buildings", used.drop(columns="status")) == {"status"}
    blank = used.assign(status=["Pand in gebruik"] * 98 + [None, "gek"])
    assert weaknesses("buildings", blank) == {"status"}
    assert weaknesses("units", used) == {"status"}  # no status of a unit
    assert weaknesses("terrains", used.drop(columns="status")) == set()


def test_what_differs_by_terrain_is_graded_by_terrain():
    ids = pd.Index(["T1", "T2", "T3"])
    incomplete = pd.Series([False, True, True], index=ids)
    caps = pd.Series(["A", "A", "D"], index=ids)
    assert grades(["dated"], ids, incomplete, caps).to_list() == ["B", "C", "D"]
    assert grades([], ids, incomplete=False, at_best="C").to_list() == ["C"] * 3
