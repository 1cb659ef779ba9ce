"""Shares with a range: bounds against every corner, draws and bars between them."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.gain import gain_draws, gain_tables, planned_levels
from geo_ser.ladder import work_out
from geo_ser.parameters import PlannedParameters
from tests.ladder.build import EXISTING, PLANNED, cell, demand, ladder_input
from tests.ladder.test_independent import floor, won_on_existing
from tests.ladder.test_uncertainty import ranges

LEVELS = {"existing": 2, "planned": 1, "new": 1}
COLUMNS = (
    "vacant_or_for_sale_ha", "fallow_without_plan_ha", "intensification_ha",
    "extra_intensification_ha",
)  # fmt: skip
NAMES = ("reuse", "local", "footprint", "office", "linking", "parking", "own", "rest")


def worked_out(**values):
    given_input = ladder_input(values)
    return work_out(
        given_input, **gain_tables(given_input), gains_of=gain_tables, draws_of=gain_draws
    )


def planned(footprint, office, linking, parking, own, rest, stack=(1,), shrunk=(1, 2)):
    """Return a [planned] block with one level, its shares numbers or ranges."""
    return {
        "footprint_share": footprint,
        "office_share": office,
        "groups": [{"size_m2": 1000, "count": 100}, {"size_m2": 5000, "count": 80}],
        "levels": {
            1: {
                "stack": list(stack),
                "shrink": {"groups": shrunk, "linking": linking, "shared_parking": parking},
                "footprint_shares": {2: own},
                "rest_footprint_share": rest,
            }
        },
    }


def test_existing_by_pencil():
    # Level 1: 10 ha × reuse × 0.5; reuse between 0.6 and 1, likeliest 0.7.
    existing = {**EXISTING, "reuse_share": {"low": 0.6, "value": 0.7, "high": 1.0}}
    result = worked_out(demand=[demand(value=20)], existing=existing)
    won = {one["level"]: one for one in result["existing"] if one["terrain"] == "A"}
    assert [won[1][key] for key in ("gain_low_ha", "gain_ha", "gain_high_ha")] == pytest.approx(
        [3, 3.5, 5]
    )
    row = cell(result, existing=1)
    assert (row["remaining_net_low_ha"], row["remaining_net_ha"]) == pytest.approx((15, 17))


def test_planned_by_pencil():
    # 100 plots of 1 000 m², half built, then stacked: 50 000 × (2 + o) − 50 000 m² more floor;
    # with o between 0.1 and 0.3 that is 55 000 to 65 000 m², over 0.5 and 10 000: 11 to 13 ha.
    block = {**PLANNED, "office_share": {"low": 0.1, "high": 0.3}}
    result = worked_out(demand=[demand(value=100)], planned=block)
    level = result["planned_levels"][1]
    ends = [level[key] for key in ("extra_low_ha", "extra_ha", "extra_high_ha")]
    assert ends == pytest.approx([11, 12, 13])
    base = 250_000
    assert level["gain_share_high"] == pytest.approx(65_000 / base)
    row = cell(result, planned=1, new=1)
    assert row["remaining_net_low_ha"] == pytest.approx((100 - 13) * (1 - 65_000 / base))
    assert row["remaining_net_ha"] == pytest.approx((100 - 11) * (1 - 55_000 / base))


def test_a_range_of_one_number_is_that_number():
    same = {"low": 0.8, "high": 0.8}
    plain = worked_out(demand=[demand(value=20)], existing=EXISTING)
    assert (
        worked_out(demand=[demand(value=20)], existing={**EXISTING, "reuse_share": same}) == plain
    )
    assert plain["monte_carlo"] == []


def test_shrinking_may_win_more_or_less_and_both_ends_are_tried():
    # A group built at 0.9 that shrinks onto freed land at 0.1 loses floor: less shrinking wins.
    shrink = {"low": 0.1, "high": 0.3}
    losing = planned(0.5, 0.2, shrink, 0.0, 0.9, 0.1, stack=(1, 2), shrunk=[2])
    table = planned_levels(PlannedParameters.model_validate(losing))
    ends = {
        one: planned_levels(
            PlannedParameters.model_validate(planned(0.5, 0.2, one, 0.0, 0.9, 0.1, (1, 2), [2]))
        ).loc[1, "extra_ha"]
        for one in (0.1, 0.3)
    }
    assert ends[0.3] < ends[0.1]
    assert table.loc[1, "extra_low_ha"] == pytest.approx(ends[0.3])
    assert table.loc[1, "extra_high_ha"] == pytest.approx(ends[0.1])


def test_the_ledger_closes_along_both_paths():
    existing = {**EXISTING, "reuse_share": {"low": 0.6, "high": 1.0}}
    block = planned({"low": 0.5, "high": 0.6}, 0.2, {"low": 0, "high": 0.1}, 0, 0.6, 0.5)
    result = worked_out(
        ladder={"title": "x", "levels": LEVELS},
        demand=[demand(low=150, high=180)],
        existing=existing,
        planned=block,
    )
    for end in ("low", "high"):
        used = dict.fromkeys(("gain", "supply"), 0.0)
        for row in result["ledger"]:
            if row["kind"] in used:
                used[row["kind"]] += row["used_ha"][end]
        (left,) = [row["left_ha"][end] for row in result["ledger"] if row["kind"] == "remaining"]
        assert used["gain"] + left == pytest.approx(result["variants"][0]["demand"][end])


def test_the_tornado_has_a_bar_for_each_range():
    existing = {**EXISTING, "reuse_share": {"low": 0.6, "high": 1.0}}
    block = planned(0.5, 0.2, {"low": 0.0, "high": 0.1}, 0.0, {"low": 0.5, "high": 0.7}, 0.5)
    result = worked_out(
        ladder={"title": "x", "levels": LEVELS},
        demand=[demand(low=200, high=220)],
        existing=existing,
        planned=block,
    )
    bars = {bar["key"]: bar for bar in result["tornado"]}
    assert set(bars) == {
        "demand[1].components[1].value", "existing.reuse_share",
        "planned.levels.1.shrink.linking", "planned.levels.1.footprint_shares.2",
    }  # fmt: skip
    assert {bar["basis"] for bar in bars.values()} == {"range"}
    assert result["monte_carlo"][0]["ranges"] == 4
    left = result["variants"][0]["remaining"]
    for bar in bars.values():
        ends = (bar["remaining_at_low_ha"], bar["remaining_at_high_ha"])
        assert left["low"] <= min(ends) <= bar["middle_ha"] <= max(ends) <= left["high"]
    # 12 ha of A and B at reuse × 0.5: 0.4 more reuse is 2 ha of vacant land less, before step 3.
    share = result["planned_levels"][1]["gain_share"]
    assert bars["existing.reuse_share"]["span_ha"] == pytest.approx(10 * 0.4 * 0.5 * (1 - share))
    keys = {one["key"]: one["value"] for one in result["parameters"]}
    assert (keys["existing.reuse_share.low"], keys["existing.reuse_share.high"]) == (0.6, 1.0)


unit = st.floats(0, 1)
built = st.floats(0.05, 1)
small = st.floats(0, 0.45)
blocks = st.fixed_dictionaries(
    {
        "reuse": ranges(unit), "local": ranges(unit), "footprint": ranges(built),
        "office": ranges(unit), "linking": ranges(small), "parking": ranges(small),
        "own": ranges(built), "rest": ranges(built),
    }
)  # fmt: skip
hectares = st.floats(0, 50)
rows_of = st.lists(st.tuples(hectares, hectares, hectares, hectares), min_size=1, max_size=2)


def plain(values, stack, rows, asked):
    """Return what remains at one value of each share, by a calculation of its own."""
    block = planned(*(values[one] for one in NAMES[2:]), stack=stack)
    base = floor(block, None)
    more = floor(block, block["levels"][1]) - base
    still = asked - won_on_existing(rows, values["reuse"], values["local"], 2)
    still -= more / values["footprint"] / 10_000
    return max(still, 0) * max(1 - more / base, 0)


@settings(max_examples=12, deadline=None)
@given(blocks, st.sampled_from([(), (1,), (2,), (1, 2)]), rows_of, st.floats(0, 500), st.data())
def test_bounds_are_the_corners_and_bracket_every_draw(shares, stack, rows, asked, data):
    given_input = ladder_input(
        {
            "ladder": {"title": "x", "levels": LEVELS},
            "demand": [demand(value=asked)],
            "existing": {
                "table": "t", "reuse_share": shares["reuse"], "local_share": shares["local"],
                "discount_intensification": ["0"],
            },
            "planned": planned(*(shares[one] for one in NAMES[2:]), stack=stack),
            "uncertainty": {"draws": 300},
        }
    )  # fmt: skip
    atlas = pd.DataFrame([map(repr, row) for row in rows], columns=COLUMNS)
    atlas["terrain"] = [str(number) for number in range(len(rows))]
    given_input = type(given_input)(given_input.file, given_input.parameters, atlas, {})
    tables = gain_tables(given_input)
    result = work_out(given_input, **tables, draws_of=gain_draws)
    left = result["variants"][0]["remaining"]
    ends = [(shares[name]["low"], shares[name]["high"]) for name in NAMES]
    corners = [
        plain(dict(zip(NAMES, corner, strict=True)), stack, rows, asked)
        for corner in product(*ends)
    ]
    # Planned and new terrains share their measures, so the bounds are those of the corners.
    assert left["low"] == pytest.approx(min(corners), abs=1e-6)
    assert left["high"] == pytest.approx(max(corners), abs=1e-6)
    inside = {
        name: data.draw(st.floats(one["low"], one["high"]), label=name)
        for name, one in shares.items()
    }
    assert left["low"] - 1e-6 <= plain(inside, stack, rows, asked) <= left["high"] + 1e-6
    for row in result["monte_carlo"]:
        assert (row["low"], row["high"]) == (left["low"], left["high"])
    draws = gain_draws(
        given_input, given_input.parameters.ladder.levels, np.random.default_rng(3), 200
    )
    for name, kind, low, high in (
        ("existing", "existing", "gain_low_ha", "gain_high_ha"),
        ("planned", "planned", "extra_low_ha", "extra_high_ha"),
        ("gain_share", "planned", "gain_share_low", "gain_share_high"),
    ):
        table = tables[kind]
        at = table[table["level"] == LEVELS["existing" if kind == "existing" else "planned"]]
        assert at[low].sum() - 1e-6 <= draws[name].min()
        assert draws[name].max() <= at[high].sum() + 1e-6
