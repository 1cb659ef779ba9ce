import copy
import dataclasses
import re

import pytest

from geo_ser.maps import ladder_page
from geo_ser.maps.ladder_tables import existing_gain, matrix_blocks, remark_text
from geo_ser.maps.waterfall import waterfalls
from tests.maps.views import assen_ladder, hostile_ladder, rijssen_ladder


def test_the_bars_fall_step_by_step_to_what_remains():
    [first, second] = waterfalls(assen_ladder().ladder["variants"], "nl")
    bars = [one for one in first["bars"] if not one["heading"]]
    scale = 169 / 1000  # the longest demand of both variants fills the axis
    assert bars[0]["width"] * scale == pytest.approx(143.5, abs=0.01)
    ends = [one["x"] * scale for one in bars[1:-1]]
    assert ends == pytest.approx([105.5, 72.5, 69.5, 65.0, 54.0], abs=0.01)
    assert bars[-1]["width"] * scale == pytest.approx(54.5, abs=0.01)
    assert bars[-1]["value"] == "51,0–58,0"
    assert first["axis_high"] == second["axis_high"] == "169"


def test_a_supply_larger_than_the_demand_goes_below_zero_and_shows_the_surplus():
    variant = {
        "name": "krimp", "demand": {"low": 10, "high": 10},
        "steps": [{"step": 1, "low": 30, "high": 30, "items": []}],
        "remaining": {"low": 0, "high": 0}, "remaining_gross": {"low": None, "high": None},
        "surplus": 20.0,
    }  # fmt: skip
    [fall] = waterfalls([variant], "nl")
    assert fall["zero"] == pytest.approx(1000 * 20 / 30, abs=0.01)
    assert fall["bars"][1]["x"] == 0
    assert fall["bars"][-1]["label"] == "Overschot"
    assert fall["bars"][-1]["value"] == "20,0"
    assert not fall["bars"][-1]["hidden"]


def test_parts_of_the_demand_rise_before_the_total():
    variant = copy.deepcopy(assen_ladder().ladder["variants"][0])
    variant["components"] = [
        {"name": name, "low": low, "high": high, "source": None}
        for name, low, high in (("autonoom", 120, 120), ("transformatie", 16, 16), ("rest", 5, 10))
    ]
    [fall] = waterfalls([variant], "nl")
    assert [one["kind"] for one in fall["bars"][:4]] == [*["component"] * 3, "demand"]
    assert fall["bars"][2]["x"] == pytest.approx(1000 * 136 / 146, abs=0.01)


def test_iron_stock_stands_apart_and_is_in_no_bar():
    page = ladder_page(assen_ladder())
    assert "29,2 ha" in page
    assert page.count("29,2") == 1


def test_a_ladder_of_only_steps_has_no_matrix_and_the_other_way_round():
    assert 'class="heat"' not in ladder_page(assen_ladder())
    bare = dataclasses.replace(rijssen_ladder(), ladder={**rijssen_ladder().ladder, "variants": []})
    assert 'class="waterfall"' not in ladder_page(bare)
    assert ladder_page(bare).count('class="heat"') == 8


def test_all_128_cells_of_the_matrix_are_there_net_and_gross():
    blocks = matrix_blocks(rijssen_ladder().ladder["matrix"], "nl")
    cells = [cell for one in blocks for block in one["blocks"] for row in block["rows"]
             for cell in row["cells"]]  # fmt: skip
    assert len(cells) == 128
    assert cells[0]["net"] == "100,1"
    assert cells[0]["gross"] == "143,0"


def test_a_range_in_the_matrix_shows_both_ends():
    cell = {"variant": "v", "existing": 0, "planned": 0, "new": 0, "remaining_net_ha": 5.0,
            "remaining_net_low_ha": 3.0, "remaining_gross_ha": None, "surplus_ha": 0.0}  # fmt: skip
    [[found]] = (matrix_blocks([cell], "nl")[0]["blocks"][0]["rows"][0]["cells"],)
    assert found["net"] == "3,0–5,0"
    assert found["gross"] == found["surplus"] == ""


def test_an_unknown_gain_is_unknown_and_so_is_its_total():
    gains = [{"terrain": "A", "level": 1, "gain_ha": None}, {"terrain": "B", "level": 1,
             "gain_ha": 2.0}]  # fmt: skip
    rows = existing_gain(gains, "nl")["rows"]
    assert [row["cells"] for row in rows] == [[""], ["2,00"], [""]]


def test_remarks_come_in_the_language_of_the_page():
    both = {"text_nl": "Let op.", "text_en": "Mind this."}
    assert remark_text(both, "nl") == "Let op."
    assert remark_text(both, "en") == "Mind this."
    assert remark_text("plain", "en") == "plain"


def test_hostile_text_stays_text():
    page = ladder_page(hostile_ladder())
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "x" * 3000 not in page


def test_equal_views_give_equal_bytes():
    assert ladder_page(assen_ladder()) == ladder_page(assen_ladder())
    assert not re.search(r"20\d\d-\d\d-\d\dT", ladder_page(rijssen_ladder()))
