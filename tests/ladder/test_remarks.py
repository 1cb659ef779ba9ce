import pytest

from tests.ladder.build import (
    ASSEN,
    EXISTING,
    PLANNED,
    RIJSSEN,
    cell,
    demand,
    ladder,
    shipped,
    supply,
)


def figures(result):
    return {remark["code"]: remark["figures"] for remark in result["remarks"]}


def test_a_plain_ladder_has_nothing_to_remark_on():
    assert ladder(demand=[demand(value=1)], supply=[supply("x", value=1)])["remarks"] == []


def test_a_gain_share_saves_less_than_itself():
    result = ladder(demand=[demand(value=100)], existing=EXISTING, planned=PLANNED)
    (one,) = figures(result)["gain_share_saves_less"]
    still = 100 - 4 - 12  # existing and planned, both at level 1
    assert one["saved_share"] == pytest.approx(0.24 / 1.24)
    assert one["remaining_high_ha"] == cell(result, 1, 1, 1)["remaining_net_ha"]
    assert one["alternative_high_ha"] == pytest.approx(still / 1.24)
    text = result["remarks"][0]
    assert "vraag niveau 1: 67,7 in plaats van 63,8 ha" in text["text_nl"]
    assert "vraag level 1: 67.7 instead of 63.8 ha" in text["text_en"]


def test_assen_on_new_sites_only_and_by_division():
    found = figures(shipped(ASSEN))
    only_new = found["percent_of_all_demand"]
    assert [one["alternative_low_ha"] for one in only_new] == pytest.approx(
        [(141 - 74 - 5.7) * 0.925, (164 - 74 - 5.7) * 0.925]
    )
    assert [one["alternative_high_ha"] for one in only_new] == pytest.approx(
        [(146 - 74 - 2.85) * 0.925, (169 - 74 - 2.85) * 0.925]
    )
    divided = found["percent_saves_less"]
    # The memo's own sentence: "141 tot 169 ha kan worden gerealiseerd op 131 tot 157 ha".
    assert round(divided[0]["met_on_low_ha"]) == 131
    assert round(divided[1]["met_on_high_ha"]) == 157


def test_what_remains_is_quoted_as_the_ladder_has_it():
    result = shipped(ASSEN)
    for remark in figures(result).values():
        for one, variant in zip(remark, result["variants"], strict=True):
            assert one["remaining_low_ha"] == variant["remaining"]["low"]
            assert one["remaining_high_ha"] == variant["remaining"]["high"]


def test_rijssen_holten_at_the_highest_level():
    one = figures(shipped(RIJSSEN))["gain_share_saves_less"][-1]
    assert (one["variant"], one["level"]) == ("maximum", 3)
    assert one["alternative_high_ha"] == pytest.approx(118.818, abs=0.001)


def test_parameters_are_printed_with_their_source():
    records = {one["key"]: one for one in shipped(RIJSSEN)["parameters"]}
    assert records["existing.reuse_share"] == {
        "key": "existing.reuse_share",
        "value": 0.8,
        "source": "bijlage F",
    }
    assert records["planned.levels.3.shrink.linking"]["source"] == "bijlage G, tabel 7"
    assert records["planned.groups[9].size_m2"]["value"] == 15000
    assert records["planned.levels.1.stack"]["value"] == [1, 2, 4]
    assert records["ladder.levels.new"]["value"] == 0  # defaults are no secret
    assert len(records) == len(shipped(RIJSSEN)["parameters"])
