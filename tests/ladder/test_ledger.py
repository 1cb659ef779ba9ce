"""The ledger: every hectare has one place, along both paths."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ladder.build import ASSEN, EXISTING, PLANNED, RIJSSEN, demand, ladder, shipped, supply
from tests.ladder.test_uncertainty import amount, ranges, supplies


def rows(result, *kinds, variant="vraag"):
    return [row for row in result["ledger"] if row["kind"] in kinds and row["variant"] == variant]


def total(found, column, bound):
    return math.fsum(row[column][bound] for row in found)


def assert_balances(result):
    for variant in result["variants"]:
        name = variant["name"]
        for bound in ("low", "high"):
            met = total(rows(result, "supply", "gain", variant=name), "used_ha", bound)
            over = total(rows(result, "supply", "gain", variant=name), "left_ha", bound)
            (remains,) = rows(result, "remaining", variant=name)
            (surplus,) = rows(result, "surplus", variant=name)
            parts = rows(result, "demand", variant=name)
            assert math.fsum(row[bound] for row in parts) == pytest.approx(variant["demand"][bound])
            assert variant["demand"][bound] == pytest.approx(met + remains[bound], abs=1e-6)
            assert surplus["left_ha"][bound] == pytest.approx(over, abs=1e-6)
            assert remains[bound] == variant["remaining"][bound]
            assert total(parts, "left_ha", bound) == pytest.approx(remains[bound], abs=1e-6)
            for row in parts:
                both = row["used_ha"][bound] + row["left_ha"][bound]
                assert both == pytest.approx(row[bound], abs=1e-6)
        assert rows(result, "surplus", variant=name)[0]["high"] == variant["surplus"]


@pytest.mark.parametrize("file", [RIJSSEN, ASSEN], ids=["rijssen", "assen"])
def test_the_documents_balance(file):
    assert_balances(shipped(file))


def test_supply_is_used_in_the_order_of_the_steps_until_the_demand_is_met():
    blocks = [supply("later", step=2, value=8), supply("eerst", value=6)]
    result = ladder(demand=[demand(value=10)], supply=blocks)
    found = [(row["item"], row["used_ha"]["low"], row["left_ha"]["low"])
             for row in rows(result, "supply")]  # fmt: skip
    assert found == [("eerst", 6, 0), ("later", 4, 4)]
    assert rows(result, "surplus")[0]["left_ha"] == {"low": 4, "high": 4}
    assert rows(result, "remaining")[0]["low"] == 0


def test_the_low_path_takes_the_most_supply():
    result = ladder(demand=[demand(low=10, high=20)], supply=[supply("grond", low=3, high=12)])
    (row,) = rows(result, "supply")
    assert (row["low"], row["high"]) == (3, 12)
    assert row["used_ha"] == {"low": 10, "high": 3}
    assert row["left_ha"] == {"low": 2, "high": 0}


def test_gains_and_the_third_step_have_their_rows():
    result = ladder(
        demand=[demand(value=100)],
        existing=EXISTING,
        planned=PLANNED,
        ladder={"title": "x", "levels": {"existing": 2, "planned": 1, "new": 1}},
    )
    gained = [(row["step"], row["used_ha"]["low"]) for row in rows(result, "gain")]
    assert gained == [(1, pytest.approx(10)), (2, pytest.approx(12)), (3, pytest.approx(78 * 0.24))]
    assert_balances(result)


def test_measures_that_cost_land_add_to_what_remains_even_of_no_demand():
    shrink = {"groups": [2], "linking": 0.9}
    costly = {**PLANNED, "levels": {1: {"shrink": shrink, "rest_footprint_share": 0.05}}}
    result = ladder(
        demand=[demand(value=0)],
        planned=costly,
        supply=[supply("grond", value=1)],
        ladder={"title": "x", "levels": {"planned": 1}},
    )
    assert rows(result, "remaining")[0]["low"] > 0
    assert [row["used_ha"]["low"] for row in rows(result, "supply")] == [1]
    assert_balances(result)


def test_reserves_stand_apart():
    reserve = {"name": "zorgcluster", "low": 2, "high": 4, "scope": "municipality"}
    result = ladder(
        demand=[demand(value=10)],
        iron_stock={"yearly_issuance_ha": 2, "years": 4},
        cluster_reserve=[reserve],
    )
    stock, cluster = (row for row in result["ledger"] if row["kind"] == "reserve")
    assert (stock["variant"], stock["low"], stock["left_ha"]["high"]) == (None, 8, 8)
    assert (cluster["variant"], cluster["low"], cluster["high"]) == ("vraag", 2, 4)
    assert cluster["scope"] == "municipality"
    assert rows(result, "remaining")[0]["high"] == 10


@settings(max_examples=12, deadline=None)
@given(
    ranges(amount), ranges(amount), supplies, st.floats(0, 1), st.sampled_from([0, 1, 2]),
    st.sampled_from([0.05, 0.5, 1]),
)  # fmt: skip
def test_no_hectare_counts_twice(first, second, items, share, level, footprint):
    ask = demand(**first)
    ask["components"].append({"name": "meer", **second})
    blocks = [supply(str(number), 1 + number % 2, **one) for number, one in enumerate(items)]
    shrink = {"groups": [2], "linking": 0.9}  # at a small footprint this costs floor
    levels = {1: {"stack": [1]}, 2: {"shrink": shrink, "rest_footprint_share": footprint}}
    result = ladder(
        demand=[ask],
        supply=blocks,
        existing={**EXISTING, "reuse_share": share},
        planned={**PLANNED, "levels": levels},
        ladder={"title": "x", "levels": {"existing": 3, "planned": level, "new": level}},
    )
    assert_balances(result)
    for row in rows(result, "supply"):
        assert min(row["left_ha"].values()) >= -1e-9
        assert min(row["used_ha"].values()) >= -1e-9
