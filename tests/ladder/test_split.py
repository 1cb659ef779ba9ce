"""Scopes and segments: a surplus here is no land there, unless they exchange."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ladder.build import ASSEN, EXISTING, demand, ladder, shipped, supply
from tests.ladder.test_uncertainty import amount, ranges, supplies

SEGMENTS = [{"key": "groot", "name": "Kavels boven 1 hectare"}, {"key": "klein"}]


def split_demand(**parts):
    components = [
        {"name": f"vraag {key}", "value": value, "segment": key} for key, value in parts.items()
    ]
    return {"variant": "vraag", "components": components}


def test_a_surplus_in_one_segment_does_not_cover_a_shortage_in_another():
    blocks = [supply("grote kavels", value=2, segment="groot"),
              supply("kleine kavels", value=9, segment="klein")]  # fmt: skip
    result = ladder(demand=[split_demand(groot=8, klein=4)], supply=blocks, segments=SEGMENTS)
    (record,) = result["segments"]
    found = {row["segment"]: (row["remaining"]["high"], row["surplus"]["high"])
             for row in record["rows"]}  # fmt: skip
    assert found == {"groot": (6, 0), "klein": (0, 5)}
    assert record["with_exchange"] == {"low": 1, "high": 1}
    assert record["without_exchange"] == {"low": 6, "high": 6}
    assert result["variants"][0]["remaining"] == record["with_exchange"]


def test_what_names_no_segment_stands_apart_and_percentages_are_spread():
    blocks = [supply("grond", value=3), supply("dichter", step=2, percent_of_demand=10)]
    result = ladder(demand=[split_demand(groot=20, klein=10)], supply=blocks, segments=SEGMENTS)
    (record,) = result["segments"]
    balance = {row["segment"]: row["balance"]["low"] for row in record["rows"]}
    assert balance == {"groot": 18, "klein": 9, None: -3}
    assert record["with_exchange"]["low"] == 24
    assert record["without_exchange"]["low"] == 27


def test_demand_that_is_not_split_leaves_only_the_table():
    blocks = [
        supply("a", value=2, segment="groot", status="hard", reserved="option"),
        supply("b", low=3, high=4, status="soft", availability="later"),
    ]
    result = ladder(demand=[demand(value=9)], supply=blocks, segments=SEGMENTS)
    assert result["segments"] == result["scopes"] == []
    found = {
        (row["attribute"], row["value"]): (row["low"], row["high"], row["items"])
        for row in result["supply_split"]
    }
    assert found == {
        ("status", "hard"): (2, 2, ["a"]),
        ("status", "soft"): (3, 4, ["b"]),
        ("availability", None): (2, 2, ["a"]),
        ("availability", "later"): (3, 4, ["b"]),
        ("reserved", "option"): (2, 2, ["a"]),
        ("reserved", None): (3, 4, ["b"]),
        ("segment", "groot"): (2, 2, ["a"]),
        ("segment", None): (3, 4, ["b"]),
    }


def test_a_ladder_without_any_of_it_has_empty_lists():
    result = ladder(demand=[demand(value=9)], supply=[supply("a", value=2)])
    for key in ("scopes", "segments", "supply_split", "iron_stock", "cluster_reserve"):
        assert result[key] == []
    assert result["planned_land"] is None


def test_assen_region_and_municipality_side_by_side():
    result = shipped(ASSEN)
    region, municipality = result["scopes"][0]["rows"]
    assert region["demand"] == {"low": 125, "high": 130}
    assert region["remaining"] == {"low": 87, "high": 92}
    assert municipality["demand"] == {"low": 16, "high": 16}
    # 33 + 3 + 5.7 + 10.575 along the low path, 33 + 3 + 2.85 + 10.95 along the high one.
    assert municipality["supply"] == pytest.approx({"low": 52.275, "high": 49.8})
    assert municipality["surplus"] == pytest.approx({"low": 33.8, "high": 36.275})
    for variant, record in zip(result["variants"], result["scopes"], strict=True):
        assert record["with_exchange"] == pytest.approx(variant["remaining"])


scope = st.sampled_from([None, "region", "municipality"])


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(ranges(amount), scope), min_size=1, max_size=3), supplies, st.data())
def test_the_parts_add_up_to_the_whole(parts, items, data):
    components = [
        {"name": str(number), **band, **({"scope": own} if own else {})}
        for number, (band, own) in enumerate(parts)
    ]
    blocks = []
    for number, one in enumerate(items):
        own = data.draw(scope)
        blocks.append(supply(str(number), **one, **({"scope": own} if own else {})))
    result = ladder(
        demand=[{"variant": "vraag", "components": components}],
        supply=blocks,
        existing=EXISTING,
        ladder={"title": "x", "levels": {"existing": 2}},
    )
    (variant,) = result["variants"]
    for record in result["scopes"]:
        for bound in ("low", "high"):
            asked = sum(row["demand"][bound] for row in record["rows"])
            assert asked == pytest.approx(variant["demand"][bound], abs=1e-6)
            balance = sum(row["balance"][bound] for row in record["rows"])
            assert max(balance, 0) == pytest.approx(variant["remaining"][bound], abs=1e-6)
            assert record["with_exchange"][bound] == pytest.approx(
                variant["remaining"][bound], abs=1e-6
            )
            assert record["without_exchange"][bound] >= record["with_exchange"][bound] - 1e-6
            for row in record["rows"]:
                difference = row["demand"][bound] - row["supply"][bound]
                assert row["balance"][bound] == pytest.approx(difference, abs=1e-6)
    assert bool(result["scopes"]) == any(one.get("scope") for one in (*components, *blocks))
