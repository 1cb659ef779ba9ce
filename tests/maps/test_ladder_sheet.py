"""The council's sheet, made of whole ladders: what stands on it, and what does not."""

import json
import re
from datetime import date

import pytest

from geo_ser.gain import reference_records
from geo_ser.ladder import work_out
from geo_ser.maps import LadderView, ladder_page
from geo_ser.maps.ladder_ledger import ledger_tables
from geo_ser.maps.ladder_phrases import source_words, value_words
from geo_ser.maps.ladder_states import combinations, shown_levels
from geo_ser.parameters import load_ladder
from tests.ladder.build import ASSEN, RIJSSEN, demand, gain_tables, ladder, supply


def whole(file):
    given = load_ladder(file)
    tables = gain_tables(given)
    return work_out(given, **tables, references=reference_records(), gains_of=gain_tables)


def page_of(result, language="nl"):
    return ladder_page(LadderView(name="Proef", edition=date(2026, 1, 1), ladder=result,
                                  language=language))  # fmt: skip


@pytest.fixture(scope="module")
def rijssen():
    return whole(RIJSSEN)


@pytest.fixture(scope="module")
def assen():
    return whole(ASSEN)


def test_every_combination_is_the_matrix_to_the_last_digit(rijssen):
    found = combinations(rijssen)
    assert len(found) == 64
    for cell in rijssen["matrix"]:
        levels = (cell["existing"], cell["planned"], cell["new"])
        [variant] = [one for one in found[levels] if one["name"] == cell["variant"]]
        assert variant["remaining"]["high"] == cell["remaining_net_ha"]
        assert variant["remaining_gross"]["low"] == cell["remaining_gross_low_ha"]
        assert variant["surplus"] == cell["surplus_ha"]


@pytest.mark.parametrize("levels", [(0, 0, 0), (3, 2, 1), (1, 3, 3)])
def test_the_steps_at_a_combination_are_those_the_ladder_gives_there(rijssen, levels):
    given = load_ladder(RIJSSEN)
    names = ("existing", "planned", "new")
    info = given.parameters.ladder.model_copy(
        update={"levels": given.parameters.ladder.levels.model_copy(
            update=dict(zip(names, levels, strict=True)))})  # fmt: skip
    object.__setattr__(given, "parameters", given.parameters.model_copy(update={"ladder": info}))
    there = work_out(given, **gain_tables(given))
    for ours, theirs in zip(combinations(rijssen)[levels], there["variants"], strict=True):
        assert ours["remaining"] == theirs["remaining"]
        assert ours["remaining_gross"] == theirs["remaining_gross"]
        for one, two in zip(ours["steps"], theirs["steps"], strict=True):
            assert (one["low"], one["high"]) == (two["low"], two["high"])


def test_the_levels_shown_first_are_those_of_the_file():
    levels = {"existing": 2, "planned": 0, "new": 0}
    existing = {"table": "a.csv", "reuse_share": 0.8, "local_share": 0.5}
    result = ladder(ladder={"title": "x", "levels": levels}, demand=[demand(value=90)],
                    existing=existing)  # fmt: skip
    assert shown_levels(result) == (2, 0, 0)
    page = page_of(result)
    assert 'name="level-existing" value="2" checked' in page
    assert "bestaand 2, gepland 0, nieuw 0. Niveau 0 is de ijkbasis" in page


def test_a_ladder_of_supply_has_nothing_to_pick(assen):
    assert combinations(assen) == {}
    page = page_of(assen)
    assert 'class="picker"' not in page
    assert "ladder-states" not in page.partition("<script>")[0]


SECTIONS = {
    "rijssen": ["answer", "demand", "steps", "matrix", "uncertainty", "ledger", "measures",
                "baseline", "method", "parameters"],
    "assen": ["answer", "demand", "steps", "uncertainty", "scopes", "supply", "iron-stock",
              "ledger", "method", "parameters"],
}  # fmt: skip


@pytest.mark.parametrize("name", ["rijssen", "assen"])
def test_the_sheet_has_the_parts_that_the_ladder_has_and_no_others(name, request):
    page = page_of(request.getfixturevalue(name))
    assert re.findall(r'<section[^>]* id="([\w-]+)"', page) == SECTIONS[name]


def test_absent_parts_leave_no_heading():
    page = page_of({"title": "leeg", "unit": "ha", "variants": [], "matrix": []})
    body = page.partition("<main")[2].partition("</main>")[0]
    assert "<section" not in body
    assert "<h2" not in body
    assert "<table" not in body


def test_a_small_ladder_has_no_empty_table():
    result = ladder(demand=[demand(value=10)], supply=[supply("aanbod", value=4)])
    page = page_of(result)
    assert not re.search(r"<tbody>\s*</tbody>", page)
    assert 'id="uncertainty"' in page  # the tornado moves both figures
    assert 'id="scopes"' not in page


def test_the_answer_comes_first_net_and_gross(rijssen):
    page = page_of(rijssen)
    assert page.index("100,1") < page.index('id="demand"')
    assert "bruto 143,0 ha, met wegen, groen en water" in page
    assert "(bestaand 3, gepland 3, nieuw 3) blijft 66,6 ha netto over" in page


def test_in_english_no_dutch_of_our_own_is_left(assen):
    page = page_of(assen, "en")
    assert "7.5 % of the demand; memo §2.3" in page
    for word in ("Ruimtevraag", "opgegeven", "gemeente<", "Overschot", "IJzeren", "ha netto"):
        assert word not in page


def test_shortage_and_surplus_stand_beside_each_other(assen):
    page = page_of(assen)
    assert "87,0–92,0" in page  # the region's shortage, not made smaller by the municipality
    assert "33,8–36,3" in page


def test_the_ledger_closes_and_says_so_when_it_does_not(rijssen):
    [table, _] = ledger_tables(rijssen["ledger"], {}, "nl")
    assert [one["closes"] for one in table["balance"]] == [True, True]
    broken = json.loads(json.dumps(rijssen["ledger"]))
    broken[0]["low"] += 1
    [table, _] = ledger_tables(broken, {}, "nl")
    assert [one["closes"] for one in table["balance"]] == [False, True]
    assert "sluit niet: 1,0000 ha verschil" in table["balance"][0]["text"]


def test_instruments_are_linked_to_what_they_are(rijssen):
    page = page_of(rijssen)
    for number in re.findall(r'href="#(instrument-\d+)"', page):
        assert f'<tr id="{number}">' in page
    assert "Grondprijs per m² bvo" in page


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("5–10 % of 57 ha; memo §2.2", "5–10 % van 57 ha; memo §2.2"),
        ("[planned] level 3; bijlage G", "bijlage G"),
        ("[new] level 0", ""),
        ("given", "opgegeven"),
        ("measured: unbuilt_area_m2", "onbebouwd"),
        (
            "measured: unbuilt_area_m2 where name in ['A', 'B; C'] or jobs > 1.5; x",
            "onbebouwd, waar naam is een van A, B; C of banen > 1,50; x",
        ),
        ("measured: hoogte where (cut", "hoogte, waar (cut"),
        (None, ""),
    ],
)
def test_sources_are_said_in_words(source, said):
    assert source_words(source, "nl") == said


def test_values_of_parameters_have_their_unit():
    assert value_words("planned.levels.3.shrink.linking", 0.05, "nl") == "5,0 %"
    assert value_words("supply[4].percent", 7.5, "nl") == "7,5 %"
    assert value_words("planned.groups[1].size_m2", 1500.0, "nl") == "1.500 m²"


@pytest.mark.parametrize("name", ["rijssen", "assen"])
def test_equal_ladders_give_equal_bytes(name, request):
    result = request.getfixturevalue(name)
    again = json.loads(json.dumps(result))
    assert page_of(result) == page_of(again)
