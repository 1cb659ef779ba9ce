from datetime import date

import pytest

from geo_ser.qa import ClaimsTable, audit_polygons, mapping_line
from geo_ser.qa.claims import parse_claims
from geo_ser.qa.match import match_claims
from tests.qa.rijssen import claims, frame, terrains
from tests.shapes import square, table


def matched(rows, shapes, *, match="name", mapping=None):
    claimed = ClaimsTable("t", date(2020, 1, 1), rows, match, mapping)
    parsed = parse_claims(rows, name="t")
    return match_claims(parsed, claimed, shapes, language="en")


def park(*names, ids=None):
    shapes = [square(200 * place, 0, 100) for place in range(len(names))]
    ids = ids or [str(number) for number in range(1, len(names) + 1)]
    return table(*shapes, terrain_id=list(ids), name=list(names))


def test_the_atlas_of_2004_finds_its_polygons():
    found = match_claims(
        parse_claims(claims()[0].rows, name="t"), claims()[0], terrains(), language="en"
    )
    names = claims()[0].rows["terrain"]
    ids = {names[row]: ids for row, ids in found.ids.items()}
    assert ids == {
        "Vletgaarsmaten": ("130003",),
        "De Haar I en II": ("628", "629"),
        "Noorddeel-West": ("691",),
        "Noorddeel-Oost": ("692",),
        "Noordermors": ("695",),
        "Noordermors 2": ("693",),
        "Noordermors 3": ("696",),
        "Noordermors 4": ("4458",),
        "Plaagslagen": ("4779",),
        "Overige locaties": ("130060", "130062", "3868", "4719"),
    }
    assert not found.nowhere
    assert found.findings == ()


def test_without_a_mapping_an_ambiguous_name_is_asked_about():
    found = matched(frame(terrain=["Vletgaarsmaten"], gross_ha=["16.98"]), terrains())
    assert found.ids == {}
    [one] = found.findings
    assert (one.rule, one.severity) == ("claims.unmatched", "warning")
    for candidate in ("Vletgaarsmaten 1 (130003)", "2A (130073)", "2B (130088)"):
        assert candidate in one.reason
    assert '"Vletgaarsmaten" = ["130003", "130073", "130088"]' in one.action


def test_a_typing_slip_is_suggested_and_never_taken():
    found = matched(frame(name=["Plaagslaegn"]), terrains())
    assert found.ids == {}
    assert "Plaagslagen (4779)" in found.findings[0].reason
    assert '"Plaagslaegn" = ["4779"]' in found.findings[0].action


def test_a_name_nothing_comes_near_to_is_information():
    [one] = matched(frame(name=["Zuiderhaven"]), terrains()).findings
    assert (one.severity, one.geometry) == ("info", None)


def test_a_list_is_only_taken_when_all_of_it_is_there():
    found = matched(frame(name=["De Haar I en III"]), park("De Haar I", "De Haar II"))
    assert found.ids == {}
    assert "De Haar I (1)" in found.findings[0].reason


def test_two_terrains_of_one_name_are_not_chosen_between():
    found = matched(frame(name=["De Kol"]), park("De Kol", "de kol"))
    assert found.ids == {}
    assert "De Kol (1), de kol (2)" in found.findings[0].reason


def test_a_terrain_used_by_two_rows_is_reported():
    found = matched(frame(name=["De Kol", "Terrein de Kol"]), park("De Kol"))
    assert found.ids == {0: ("1",), 1: ("1",)}
    [one] = found.findings
    assert (one.rule, one.id, one.claimed) == ("claims.matched_twice", "1", 2.0)
    assert one.geometry is not None


def test_a_number_is_believed_until_something_contradicts_it():
    shapes = park("Noord", "Zuid", ids=["691", "692"])  # 1 ha each
    rows = frame(id=["691", "692"], name=["Anders", "Heel anders"], gross_ha=["1.1", "230.98"])
    found = matched(rows, shapes, match="id")
    assert found.ids == {0: ("691",)}  # another name, about the same area
    [one] = found.findings
    assert one.name == "Heel anders"
    assert "number 692 is Zuid (1.00 ha)" in one.reason
    assert "probably reused" in one.reason


def test_a_number_alone_is_enough_where_the_table_has_no_names():
    found = matched(frame(id=["1"], gross_ha=["3.0"]), park("Noord"), match="id")
    assert found.ids == {0: ("1",)}


def test_matching_by_name_never_follows_the_number():
    found = matched(frame(id=["691"], name=["BEDRIJVENTERREIN RIJSSEN"], gross_ha=["230.98"]),
                    terrains())  # fmt: skip
    assert found.ids == {}
    assert "Noord Deel West" in found.findings[0].reason


def test_a_mapping_with_unknown_names_or_numbers_is_reported():
    mapping = {"De Kol": ("99",), "Zuiderhaven": ()}
    found = matched(frame(name=["De Kol"]), park("De Kol"), mapping=mapping)
    assert found.ids == {}
    reasons = " ".join(one.reason for one in found.findings)
    assert "terrain 99" in reasons
    assert "‘Zuiderhaven’" in reasons


def test_an_empty_mapping_is_deliberate():
    found = matched(frame(name=["Overige"]), park("De Kol"), mapping={"overige": ()})
    assert (dict(found.ids), found.nowhere, found.findings) == ({}, frozenset({0}), ())


def test_the_mapping_line_is_toml():
    import tomllib

    name = 'De "Kol" \\ é'
    assert tomllib.loads(mapping_line(name, ["1", "2"])) == {name: ["1", "2"]}


@pytest.mark.parametrize("names", [[None, None], ["", ""]])
def test_terrains_without_names_and_empty_tables(names):
    from geo_ser.study import Thresholds

    claimed = ClaimsTable("t", date(2020, 1, 1), frame(name=["A", ""], gross_ha=["1.0", "2.0"]))
    shapes = park(*names)
    found = audit_polygons(claimed, shapes, thresholds=Thresholds(), language="en")
    assert [one.rule for one in found] == ["claims.unmatched"] * 2
    found = audit_polygons(claimed, shapes.iloc[:0], thresholds=Thresholds(), language="en")
    assert [one.rule for one in found] == ["claims.unmatched"] * 2
