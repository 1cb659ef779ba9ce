import pandas as pd
import pytest

from geo_ser.measure.standing import (
    BUILDING_STATUSES,
    UNIT_STATUSES,
    in_use,
    stands,
    status_known,
    unknown_status_findings,
)


def statuses(*texts):
    return pd.DataFrame(
        {"status": list(texts), "building_id": [f"B{i}" for i in range(len(texts))]}
    )


def test_what_stands_is_the_set_of_the_fact_sheet():
    standing = {status for status, is_standing in BUILDING_STATUSES.items() if is_standing}
    assert standing == {
        "pand in gebruik", "pand in gebruik (niet ingemeten)", "verbouwing pand",
        "sloopvergunning verleend", "pand buiten gebruik",
    }  # fmt: skip
    assert len(BUILDING_STATUSES) == 10


def test_what_is_in_use_is_the_set_of_cbs():
    used = {status for status, is_used in UNIT_STATUSES.items() if is_used}
    assert used == {
        "verblijfsobject in gebruik", "verblijfsobject in gebruik (niet ingemeten)",
        "verbouwing verblijfsobject",
    }  # fmt: skip
    assert len(UNIT_STATUSES) == 8


@pytest.mark.parametrize("text", ["PAND IN GEBRUIK", "  Pand  in\u00a0gebruik ", "pand in gebruik"])
def test_case_and_spaces_do_not_matter(text):
    assert stands(statuses(text)).to_list() == [True]
    assert in_use(statuses("Verblijfsobject  BUITEN gebruik")).to_list() == [False]


def test_an_absent_status_stands_and_is_in_use():
    blank = statuses(None, "", "Onbekend", float("nan"))
    assert stands(blank).to_list() == [True] * 4
    assert in_use(pd.DataFrame(index=[0])).to_list() == [True]
    assert not status_known(blank).any()
    assert not status_known(pd.DataFrame(index=[0])).any()


def test_another_text_is_not_guessed_but_found():
    odd = statuses("Pand in gebruik", "in aanbouw", "In Aanbouw", "<b>sloop</b>")
    assert stands(odd).isna().to_list() == [False, True, True, True]
    found = {one.reason: one for one in unknown_status_findings(odd, "buildings", "building_id")}
    assert len(found) == 2
    two = next(one for one in found.values() if "in aanbouw" in one.reason.en)
    assert (two.rule, two.severity, two.id, two.claimed) == (
        "measure.unknown_status", "warning", "B1", 2.0,
    )  # fmt: skip
    assert unknown_status_findings(statuses("Pand gesloopt"), "buildings", "building_id") == []


def test_short_forms_of_a_status_are_understood():
    assert stands(statuses("in gebruik", "Niet ingemeten", "buiten gebruik")).all()
    assert not stands(statuses("gesloopt", "bouw gestart")).any()
    assert in_use(statuses("in gebruik", "verbouwing")).all()
    assert not in_use(statuses("gevormd", "buiten gebruik")).any()
