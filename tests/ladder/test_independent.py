"""The whole matrix against a plain calculation that shares no code with the ladder."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.gain import gain_tables
from geo_ser.ladder import work_out
from tests.ladder.build import demand, ladder_input, supply
from tests.ladder.test_uncertainty import amount, ranges, supplies

share = st.floats(0, 1)
built = st.floats(0.05, 1)
hectares = st.floats(0, 50)
COLUMNS = (
    "vacant_or_for_sale_ha", "fallow_without_plan_ha", "intensification_ha",
    "extra_intensification_ha",
)  # fmt: skip
terrains = st.lists(st.tuples(hectares, hectares, hectares, hectares), min_size=1, max_size=3)
level = st.fixed_dictionaries(
    {
        "stack": st.lists(st.integers(1, 2), unique=True),
        "shrink": st.fixed_dictionaries(
            {
                "groups": st.lists(st.integers(1, 2), min_size=1, unique=True),
                "linking": st.floats(0, 0.4),
                "shared_parking": st.floats(0, 0.4),
            }
        ),
        "footprint_shares": st.dictionaries(st.integers(1, 2), built),
        "rest_footprint_share": built,
    }
)
planned = st.fixed_dictionaries(
    {
        "footprint_share": built,
        "office_share": share,
        "groups": st.lists(
            st.fixed_dictionaries({"size_m2": st.floats(100, 2e4), "count": st.integers(1, 20)}),
            min_size=2,
            max_size=2,
        ),
        "levels": st.dictionaries(st.integers(1, 4), level, max_size=2),
    }
)


def floor(block, chosen):
    """Return the floor space of the planned terrain at one level, freed land with it."""
    total, freed = 0.0, 0.0
    for number, group in enumerate(block["groups"], 1):
        land = group["size_m2"] * group["count"]
        less = 0.0
        if chosen and number in chosen["shrink"]["groups"]:
            less = chosen["shrink"]["linking"] + chosen["shrink"]["shared_parking"]
        footprint = block["footprint_share"]
        floors = 1.0
        if chosen:
            footprint = chosen["footprint_shares"].get(number, footprint)
            floors = 2 + block["office_share"] if number in chosen["stack"] else 1.0
        total += land * (1 - less) * footprint * floors
        freed += land * less
    rest = chosen["rest_footprint_share"] if chosen else 0.0
    return total + freed * rest * (2 + block["office_share"])


def won_on_existing(rows, reuse, local, wanted):
    """Return the hectares won on existing terrains; only the first is discounted."""
    total = 0.0
    for number, (vacant, fallow, more, extra) in enumerate(rows):
        if wanted >= 1:
            total += vacant * reuse * local
        if wanted >= 2:
            total += fallow + more * (reuse * local if number == 0 else 1)
        if wanted >= 3:
            total += extra
    return total


def off(item, ask, other):
    """Return what a supply takes off one bound."""
    if "percent_of_demand" in item:
        return item["percent_of_demand"][other] / 100 * ask
    if "percent" in item:
        return item["percent"][other] / 100 * item["of_ha"]
    return item.get(other, item.get("value"))


@settings(max_examples=12, deadline=None)
@given(ranges(amount), supplies, terrains, share, share, planned, st.floats(0.1, 1))
def test_every_cell_equals_a_plain_calculation(ask, items, rows, reuse, local, block, net):
    existing = {
        "table": "t", "reuse_share": reuse, "local_share": local, "discount_intensification": ["0"],
    }  # fmt: skip
    given_input = ladder_input(
        {
            "demand": [demand(**ask)],
            "supply": [supply(str(number), **one) for number, one in enumerate(items)],
            "existing": existing,
            "planned": block,
            "new": {"net_gross_ratio": net},
        }
    )
    atlas = pd.DataFrame([map(repr, row) for row in rows], columns=COLUMNS)
    atlas["terrain"] = [str(number) for number in range(len(rows))]
    given_input = type(given_input)(given_input.file, given_input.parameters, atlas, {})
    result = work_out(given_input, **gain_tables(given_input))
    base = floor(block, None)
    assert len(result["matrix"]) == 4 * (1 + len(block["levels"])) ** 2
    for cell in result["matrix"]:
        there = floor(block, block["levels"].get(cell["planned"])) - base
        extra_ha = there / block["footprint_share"] / 10_000
        saved = (floor(block, block["levels"].get(cell["new"])) - base) / base
        for bound, other, key in (("low", "high", "_low_ha"), ("high", "low", "_ha")):
            still = ask[bound] - sum(off(one, ask[bound], other) for one in items) - extra_ha
            still -= won_on_existing(rows, reuse, local, cell["existing"])
            wanted = max(still, 0) * max(1 - saved, 0)
            assert cell[f"remaining_net{key}"] == pytest.approx(wanted, abs=1e-6)
            assert cell[f"remaining_gross{key}"] == pytest.approx(wanted / net, abs=1e-6)
