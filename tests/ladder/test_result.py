"""The whole ladder: hand-sized ones, the two documents, and the laws."""

import json
import math
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.errors import LadderError
from geo_ser.gain import gain_tables
from geo_ser.ladder import work_out
from geo_ser.parameters import load_ladder
from tests.ladder.build import (
    ASSEN,
    EXISTING,
    PLANNED,
    REPOSITORY,
    RIJSSEN,
    TERRAINS,
    cell,
    demand,
    ladder,
    ladder_input,
    shipped,
    supply,
)

KEYS = [
    "title", "unit", "variants", "iron_stock_ha", "matrix", "planned_levels", "existing",
    "existing_inputs", "deviations", "comparisons", "remarks", "parameters", "uncertainty",
    "monte_carlo", "tornado", "scopes", "segments", "supply_split", "iron_stock",
    "cluster_reserve", "planned_land", "ledger",
]  # fmt: skip


def test_with_zero_gain_the_ladder_returns_the_demand():
    result = ladder(demand=[demand(value=100)], new={"net_gross_ratio": 0.8})
    assert result["variants"][0]["remaining"] == {"low": 100, "high": 100}
    assert [row["remaining_net_ha"] for row in result["matrix"]] == [100]
    assert result["matrix"][0]["remaining_gross_ha"] == pytest.approx(125)


def test_existing_planned_and_new_take_their_turn():
    # Existing at level 2: 10 x 0.4 + 3 + 2 + 1 = 10 ha. Planned: 5 of 25 ha of footprint get 1.2
    # floors more, 6 ha of floor: 12 ha of land, a gain share of 6 / 25.
    result = ladder(demand=[demand(value=100)], existing=EXISTING, planned=PLANNED)
    assert cell(result, existing=2)["remaining_net_ha"] == pytest.approx(90)
    assert cell(result, planned=1)["remaining_net_ha"] == pytest.approx(88)
    assert cell(result, new=1)["remaining_net_ha"] == pytest.approx(76)
    assert cell(result, 1, 1, 2)["remaining_net_ha"] == pytest.approx((100 - 10 - 12) * 0.76)
    assert cell(result, 1, 1, 2)["remaining_gross_ha"] is None
    assert len(result["matrix"]) == 2 * 2 * 4


def test_both_kinds_may_stand_in_one_file():
    result = ladder(
        demand=[demand(value=100)],
        existing=EXISTING,
        planned=PLANNED,
        supply=[supply("grond", value=8), supply("dichter", step=2, percent_of_demand=5)],
        ladder={"title": "x", "levels": {"existing": 2, "planned": 1, "new": 1}},
    )
    (variant,) = result["variants"]
    assert [step["low"] for step in variant["steps"]] == pytest.approx([18, 17, 65 * 0.24])
    assert variant["remaining"]["low"] == pytest.approx(65 * 0.76)
    assert cell(result, 1, 1, 2)["remaining_net_ha"] == variant["remaining"]["high"]


def test_below_zero_nothing_remains_and_the_surplus_is_shown():
    result = ladder(demand=[demand(value=5)], existing=EXISTING, planned=PLANNED)
    assert cell(result, 0, 1, 2)["remaining_net_ha"] == 0
    assert cell(result, 0, 1, 2)["surplus_ha"] == pytest.approx(17)
    assert cell(result, 1, 1, 2)["surplus_ha"] == pytest.approx(17)  # nothing to build more densely
    assert cell(result)["surplus_ha"] == 0


def test_a_range_with_a_surplus_at_one_end():
    result = ladder(demand=[demand(low=5, high=20)], supply=[supply("grond", value=8)])
    (variant,) = result["variants"]
    assert variant["remaining"] == {"low": 0, "high": 12}
    assert variant["surplus"] == 3


def test_a_cell_with_a_range_holds_the_most_and_the_least():
    result = ladder(demand=[demand(low=10, high=20)], planned=PLANNED, new={"net_gross_ratio": 0.5})
    one = cell(result, new=1)
    assert one["remaining_net_ha"] == pytest.approx(20 * 0.76)
    assert one["remaining_net_low_ha"] == pytest.approx(10 * 0.76)
    assert one["remaining_gross_low_ha"] == pytest.approx(10 * 0.76 / 0.5)


def test_a_gain_share_above_one_leaves_nothing_and_is_remarked_on():
    everything = {**PLANNED, "levels": {1: {"stack": [1, 2]}}}
    result = ladder(demand=[demand(value=100)], planned=everything)
    assert cell(result, new=1)["remaining_net_ha"] == 0
    assert cell(result, new=1)["surplus_ha"] == 0
    assert "gain_share_above_one" in [remark["code"] for remark in result["remarks"]]


# The two documents


def test_rijssen_holten_all_128_cells_within_a_tenth_of_a_hectare():
    result = shipped(RIJSSEN)
    table = next(one for one in result["comparisons"] if one["table"] == "matrix")
    assert (table["cells"], table["not_compared"]) == (128, 0)
    assert table["within_rounding"] == 109
    assert table["largest_difference"] < 0.1


def test_rijssen_holten_the_cells_a_planner_quotes():
    result = shipped(RIJSSEN)
    quoted = cell(result, 3, 3, 3, "minimum"), cell(result, 3, 3, 3, "maximum")
    assert [one["remaining_net_ha"] for one in quoted] == pytest.approx([66.6, 116.7], abs=0.06)
    assert [one["remaining_gross_ha"] for one in quoted] == pytest.approx([95, 167], abs=0.5)
    assert cell(result, variant="maximum")["remaining_net_ha"] == 158.0


def test_assen_within_one_hectare_of_the_memo():
    result = shipped(ASSEN)
    published = [((51, 58), (74, 74), (14, 17)), ((72, 80), (74, 74), (15, 19))]
    for variant, (left, first, second) in zip(result["variants"], published, strict=True):
        steps = [(step["low"], step["high"]) for step in variant["steps"]]
        assert steps[0] == pytest.approx(first, abs=1)
        assert steps[1] == pytest.approx(second, abs=1)
        assert tuple(variant["remaining"].values()) == pytest.approx(left, abs=1)
    assert [one["remaining"]["low"] for one in result["variants"]] == pytest.approx([50.725, 72])
    assert [one["remaining"]["high"] for one in result["variants"]] == pytest.approx([58.2, 79.475])
    assert result["matrix"] == result["planned_levels"] == result["existing"] == []


def test_the_iron_stock_stands_apart():
    with_stock, text = shipped(ASSEN), ASSEN.read_text(encoding="utf-8")
    assert with_stock["iron_stock_ha"] == pytest.approx(29.2)
    values = tomllib.loads(text)
    del values["iron_stock"], values["published"]
    without = ladder(**values)
    assert without["iron_stock_ha"] is None
    assert without["variants"] == with_stock["variants"]


@pytest.mark.parametrize("file", [RIJSSEN, ASSEN], ids=["rijssen", "assen"])
def test_the_result_is_json_and_the_same_each_time(file):
    result = shipped(file)
    assert [key for key in result if key != "baseline"] == KEYS  # only where the file asks for it
    assert json.dumps(result, allow_nan=False) == json.dumps(shipped(file), allow_nan=False)


def test_the_order_of_the_terrains_changes_nothing():
    given = load_ladder(RIJSSEN)
    turned = given.terrains.iloc[::-1].reset_index(drop=True)
    other = replace(given, terrains=turned)
    assert work_out(given, **gain_tables(given)) == work_out(other, **gain_tables(other))


CHANGES = [
    ("value = 100.1", "value = 110.1", 10.0 * (1 - 19034.23125 / 140940)),
    ("reuse_share = 0.80", "reuse_share = 0.70", (10.09 + 2.45) * 0.1 * 0.75),
    ("local_share = 0.75", "local_share = 1.00", -(10.09 + 2.45) * 0.8 * 0.25),
    ('["Noordermors 3"]', "[]", -2.45 * 0.4),
]


def _with(tmp_path, old, new):
    """Return the ladder of Rijssen-Holten with one text in the file replaced."""
    text = RIJSSEN.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    text = text.replace(old, new, 1).replace("data/raw", (REPOSITORY / "data/raw").as_posix())
    (tmp_path / "ladder.toml").write_text(text, encoding="utf-8")
    return shipped(tmp_path / "ladder.toml")


@pytest.mark.parametrize(("old", "new", "more"), CHANGES, ids=[old for old, _, _ in CHANGES])
def test_a_changed_parameter_changes_the_hectares_by_hand_count(tmp_path, old, new, more):
    before = cell(shipped(RIJSSEN), 3, 3, 3, "minimum")["remaining_net_ha"]
    after = cell(_with(tmp_path, old, new), 3, 3, 3, "minimum")["remaining_net_ha"]
    left = 1 if "value" in old else 1 - 19034.23125 / 140940
    assert after - before == pytest.approx(more * left, abs=1e-9)


GROUP_5_TOO = "groups = [1, 2, 4, 5], linking = 0.05, shared_parking = 0.025, shared"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("footprint_share = 0.58", "footprint_share = 0.55"),
        ("office_share = 0.165", "office_share = 0.2"),
        ("{ size_m2 = 15000, count = 8 }", "{ size_m2 = 15000, count = 9 }"),
        ("stack = [1, 2, 3, 4, 6]", "stack = [1, 2, 3, 4]"),
        ("groups = [1, 2, 4], linking = 0.05, shared_parking = 0.025, shared", GROUP_5_TOO),
        ("rest_footprint_share = 0.638 ", "rest_footprint_share = 0.66 "),
        ("4 = 0.638, 5 = 0.595", "4 = 0.638, 5 = 0.60"),
    ],
)
def test_every_planned_parameter_reaches_the_matrix_and_is_then_a_deviation(tmp_path, old, new):
    before, after = shipped(RIJSSEN), _with(tmp_path, old, new)
    quoted = [cell(one, 3, 3, 3, "minimum")["remaining_net_ha"] for one in (before, after)]
    assert abs(quoted[0] - quoted[1]) > 1e-4
    assert after["deviations"] != before["deviations"]


# What is missing is said


def test_gain_tables_that_do_not_fit_are_refused():
    given = ladder_input({"demand": [demand(value=1)], "planned": PLANNED})
    with pytest.raises(LadderError, match=r"\[planned\] at levels 0, 1.*geo-ser gain"):
        work_out(given)
    tables = gain_tables(given)
    with pytest.raises(LadderError, match=r"\[planned\] at levels 0, 1"):
        work_out(given, planned=tables["planned"].iloc[:1])


def test_an_unknown_gain_is_refused_not_taken_for_zero():
    given = ladder_input({"demand": [demand(value=1)], "existing": EXISTING})
    unknown = TERRAINS.assign(fallow_without_plan_ha=["n.v.t.", "1"])
    tables = gain_tables(type(given)(given.file, given.parameters, unknown, {}))
    with pytest.raises(LadderError, match=r"unknown for 1 of 2 terrains \(first: 'A'\)"):
        work_out(given, **tables)


# The laws

amount = st.floats(0, 500)
part = st.floats(0, 1)
percent = st.floats(0, 25)  # of at most four supplies, so never more than the demand


def bounds(value):
    """Draw two numbers in order."""
    return st.tuples(value, value).map(lambda pair: dict(zip(("low", "high"), sorted(pair))))  # noqa: B905


supplies = st.lists(
    bounds(amount)
    | st.fixed_dictionaries({"value": amount})
    | st.fixed_dictionaries({"percent_of_demand": bounds(percent)})
    | st.fixed_dictionaries({"percent_of_demand": percent})
    | st.fixed_dictionaries({"percent": bounds(percent), "of_ha": amount}),
    max_size=4,
)


def taken(one, ask, other):
    """Return what a supply takes off one bound of the demand, by hand."""
    if "percent_of_demand" in one:
        share = one["percent_of_demand"]
        return (share if isinstance(share, float) else share[other]) / 100 * ask
    if "percent" in one:
        return one["percent"][other] / 100 * one["of_ha"]
    return one["value"] if "value" in one else one[other]


@settings(max_examples=12, deadline=None)
@given(bounds(amount), supplies, st.floats(0, 20), part, part, st.floats(0.1, 1))
def test_any_parameters_give_what_a_plain_calculation_gives(ask, items, vacant, reuse, local, net):
    atlas = TERRAINS.iloc[:1].assign(vacant_or_for_sale_ha=repr(vacant))
    atlas[["fallow_without_plan_ha", "intensification_ha", "extra_intensification_ha"]] = "0"
    existing = {"table": "t", "reuse_share": reuse, "local_share": local}
    given = ladder_input(
        {
            "demand": [demand(**ask)],
            "supply": [
                supply(str(number), 1 + number % 2, **one) for number, one in enumerate(items)
            ],
            "existing": existing,
            "planned": PLANNED,
            "new": {"net_gross_ratio": net},
        }
    )
    given = type(given)(given.file, given.parameters, atlas, {})
    one = cell(work_out(given, **gain_tables(given)), new=1, planned=1, existing=3)
    for bound, other, key in (("low", "high", "_low_ha"), ("high", "low", "_ha")):
        off = sum(taken(item, ask[bound], other) for item in items)
        still = ask[bound] - off - vacant * reuse * local - 12
        assert one[f"remaining_net{key}"] == pytest.approx(max(still, 0) * 0.76, abs=1e-6)
        assert one[f"remaining_gross{key}"] == pytest.approx(max(still, 0) * 0.76 / net, abs=1e-6)
        if bound == "low":
            assert one["surplus_ha"] == pytest.approx(max(-still, 0), abs=1e-6)


@settings(max_examples=12, deadline=None)
@given(bounds(amount), supplies)
def test_low_never_lies_above_high(ask, items):
    blocks = [supply(str(number), 1 + number % 2, **one) for number, one in enumerate(items)]
    (variant,) = ladder(demand=[demand(**ask)], supply=blocks)["variants"]
    for record in (variant["demand"], *variant["steps"], variant["remaining"]):
        assert record["low"] <= record["high"]
    assert all(math.isfinite(value) for value in variant["remaining"].values())


@settings(max_examples=30, deadline=None)
@given(amount, part, part)
def test_a_higher_level_never_asks_for_more_land(ask, reuse, local):
    shrink = {"groups": [1, 2], "linking": 0.05}
    levels = {1: {"stack": [1]}, 2: {"stack": [1, 2]}, 3: {"stack": [1, 2], "shrink": shrink}}
    result = ladder(
        demand=[demand(value=ask)],
        existing={**EXISTING, "reuse_share": reuse, "local_share": local},
        planned={**PLANNED, "levels": levels},
    )
    left = {
        (row["new"], row["planned"], row["existing"]): row["remaining_net_ha"]
        for row in result["matrix"]
    }
    for place in range(3):
        for levels_here, hectares in left.items():
            higher = tuple(level + (at == place) for at, level in enumerate(levels_here))
            assert left.get(higher, 0) <= hectares + 1e-9
