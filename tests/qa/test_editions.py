import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.qa import ClaimsTable, audit_editions
from geo_ser.study import Thresholds
from tests.qa.rijssen import EDITION_2017, claims, frame, terrains
from tests.shapes import square, table


def audit(tables, shapes, *, edition=date(2017, 1, 1), language="en"):
    return audit_editions(
        tables, shapes, thresholds=Thresholds(), terrains_edition=edition, language=language
    )


def later(rows, **kept):
    return ClaimsTable("later", date(2024, 1, 1), rows, **kept)


def park(*, gross=(1.0, 1.0, 1.0), net=(0.7, 0.7, 0.7)):
    """Return three terrains of a hectare: A and B 100 m apart, C 800 m further."""
    return table(
        square(0, 0, 100), square(200, 0, 100), square(1100, 0, 100),
        terrain_id=["1", "2", "3"], name=["A", "B", "C"],
        claimed_gross_ha=list(gross), claimed_net_ha=list(net),
    )  # fmt: skip


SAME = {"name": ["A", "B", "C"], "gross_ha": ["1.00"] * 3, "net_ha": ["0.70"] * 3}


def test_equal_editions_have_nothing_to_say():
    assert audit([later(frame(**SAME))], park()) == []
    rounded = {**SAME, "gross_ha": ["1"] * 3, "net_ha": ["1"] * 3}  # 0.5 to 1.5
    assert audit([later(frame(**rounded))], park()) == []


def test_gross_changed_is_a_warning_and_says_what_net_did():
    rows = {**SAME, "gross_ha": ["1.20", "1.00", "1.00"]}
    [one] = audit([later(frame(**rows))], park())
    assert (one.rule, one.severity, one.table, one.name) == (
        "claims.edition", "warning", "later", "A",
    )  # fmt: skip
    assert (one.claimed, one.expected) == (1.2, 1.0)
    assert one.difference == pytest.approx(0.2)
    assert "Net stayed the same" in one.reason
    assert "measures 1.00 ha, which fits 2017 best" in one.reason
    rows["net_ha"] = ["0.90", "0.70", "0.70"]
    assert "Net changed along (0.20 ha)" in audit([later(frame(**rows))], park())[0].reason


def test_net_changed_at_the_same_gross_is_information():
    rows = {**SAME, "net_ha": ["0.60", "0.70", "0.70"]}
    [one] = audit([later(frame(**rows))], park())
    assert (one.severity, one.column, one.claimed, one.expected) == ("info", "net_ha", 0.6, 0.7)
    assert "at the same gross" in one.reason


def test_gone_and_new_terrains_are_information():
    rows = frame(name=["A", "B", "D"], gross_ha=["1.00"] * 3, net_ha=["0.70"] * 3)
    gone, new = sorted(audit([later(rows)], park()), key=lambda one: one.name)
    assert (gone.severity, gone.table, gone.id, gone.expected) == ("info", "terrains", "3", 1.0)
    assert gone.geometry is not None
    assert (new.severity, new.table, new.name, new.claimed) == ("info", "later", "D", 1.0)


def test_the_start_year_tells_new_from_newly_listed():
    earlier = ClaimsTable("earlier", date(2010, 1, 1), frame(name=["A"], gross_ha=["1.00"]))
    shapes = park().assign(start_year=[1990.0, 1995.0, 2015.0])
    reasons = {one.name: one.reason for one in audit([earlier], shapes)}
    assert "started in 1995, so it existed already" in reasons["B"]
    assert "started in 2015: probably a new terrain" in reasons["C"]


def test_one_row_against_two_is_compared_by_its_sum():
    shapes = park().assign(name=["De Haar I", "De Haar II", "C"])
    rows = frame(name=["De Haar I en II", "C"], gross_ha=["2.00", "1.00"], net_ha=["1.40", "0.70"])
    assert audit([later(rows)], shapes) == []
    rows.loc[0, "gross_ha"] = "2.50"
    [one] = audit([later(rows)], shapes)
    assert (one.claimed, one.expected) == (2.5, 2.0)


def test_a_reused_number_is_no_match_and_the_merger_behind_it_is_shown():
    rows = frame(id=["1", "3"], name=["PARK", "C"], gross_ha=["1.95", "1.00"],
                 net_ha=["1.40", "0.70"])  # fmt: skip
    found = audit([later(rows)], park())
    [one] = [finding for finding in found if finding.severity == "warning"]
    assert (one.id, one.name, one.claimed, one.expected) == ("1", "PARK", 1.95, 2.0)
    assert "reused for something else" in one.reason
    assert "2 terrains were merged" in one.reason
    assert "2.00 ha gross and 1.40 ha net" in one.reason
    assert '"PARK" = ["1", "2"]' in one.action
    assert one.geometry.area == pytest.approx(20_000)
    gone = [finding for finding in found if finding.severity == "info"]
    assert [finding.name for finding in gone] == ["A", "B"]
    assert all("merged into ‘PARK’" in finding.reason for finding in gone)


def test_a_merger_that_is_mapped_is_compared_by_its_sum():
    rows = frame(id=["1", "3"], name=["PARK", "C"], gross_ha=["1.95", "1.00"],
                 net_ha=["1.40", "0.70"])  # fmt: skip
    [one] = audit([later(rows, mapping={"PARK": ("1", "2")})], park())
    assert (one.claimed, one.expected, one.severity) == (1.95, 2.0, "warning")
    assert "Gross went from 2.00 ha (2017) to 1.95 ha (2024)" in one.reason


def test_another_name_under_the_same_number_and_area_is_a_new_name():
    rows = frame(id=["1", "2", "3"], name=["Alfa", "B", "C"], gross_ha=["1.05", "1.00", "1.00"],
                 net_ha=["0.70"] * 3)  # fmt: skip
    [one] = audit([later(rows)], park())
    assert (one.severity, one.name) == ("info", "Alfa")
    assert "probably renamed" in one.reason


def test_rows_without_polygons_are_compared_by_name():
    first = ClaimsTable("first", date(2020, 1, 1), frame(name=["Zuid"], gross_ha=["5.00"]))
    second = ClaimsTable("second", date(2022, 1, 1), frame(name=["ZUID"], gross_ha=["6.00"]))
    shapes = park().drop(columns=["claimed_gross_ha", "claimed_net_ha"])
    [one] = audit([second, first], shapes)
    assert (one.table, one.claimed, one.expected) == ("second", 6.0, 5.0)


def test_tables_without_areas_are_no_editions():
    assert audit([later(frame(name=["A"], plots=["3"]))], park()) == []


def test_the_three_editions_of_rijssen_holten():
    found = audit(claims(), terrains(), edition=EDITION_2017, language="nl")
    [reused] = [one for one in found if one.name == "BEDRIJVENTERREIN RIJSSEN"]
    assert (reused.severity, reused.id, reused.claimed) == ("warning", "691", 230.98)
    assert reused.expected == pytest.approx(242.47)
    assert "Nummer 691 was in 2017 ‘Noord Deel West’ (25,97 ha bruto)" in reused.reason
    assert "9 terreinen" in reused.reason
    for member in ("691", "692", "693", "695", "696", "4458", "4779"):
        assert f'"{member}"' in reused.action
    changed = {
        (one.table, one.name): (one.expected, one.claimed)
        for one in found
        if one.severity == "warning" and one is not reused
    }
    assert changed[("terrains", "Noordermors 4")] == (13.89, 13.86)
    assert changed[("terrains", "Vletgaarsmaten 1")] == (16.98, 16.72)
    assert changed[("ibis_2024_1742", "VLETGAARSMATEN II")] == (pytest.approx(40.11), 36.09)
    others = "Enterstraat + Terrein OAD + Terrein Slaghekke + Veeneslagen"
    assert changed[("terrains", others)] == (7.94, pytest.approx(7.7623))
    assert len(changed) == 11
    [net] = [one for one in found if one.column == "claimed_net_ha"]
    assert (net.name, net.expected, net.claimed) == ("De Haar I + De Haar II", 12.19, 11.48)
    merged = {one.id for one in found if "Waarschijnlijk opgegaan in" in one.reason}
    assert merged == {"691", "692", "693", "695", "696", "4458", "4779", "130061", "130062"}
    small = {one.name for one in found if "te klein voor de lijst" in one.reason}
    assert small == {"Veeneslagen"}


@pytest.fixture(scope="module")
def in_order():
    return audit(claims(), terrains(), edition=EDITION_2017)


@settings(max_examples=6, deadline=None)
@given(shuffle=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_tables_changes_nothing(in_order, shuffle: random.Random):
    def shuffled(rows):
        order = list(rows.index)
        shuffle.shuffle(order)
        return rows.loc[order]

    tables = [replace(one, rows=shuffled(one.rows)) for one in claims()]
    shuffle.shuffle(tables)
    again = audit(tables, shuffled(terrains()), edition=EDITION_2017)
    plain = [[replace(one, geometry=None) for one in found] for found in (again, in_order)]
    assert plain[0] == plain[1]
