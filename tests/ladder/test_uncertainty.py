"""Monte Carlo and tornado: every draw between the bounds, every bar the ladder's own outcome."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.gain import gain_tables
from geo_ser.ladder import work_out
from geo_ser.ladder.monte_carlo import remaining_draws
from geo_ser.ladder.supply import supply_items
from geo_ser.parameters import load_ladder
from tests.ladder.build import (
    ASSEN,
    EXISTING,
    PLANNED,
    RIJSSEN,
    demand,
    ladder,
    ladder_input,
    shipped,
    supply,
)


@cache
def with_gains(file):
    given_input = load_ladder(file)
    return work_out(given_input, **gain_tables(given_input), gains_of=gain_tables)


def by_key(bars, variant="vraag"):
    return {bar["key"]: bar for bar in bars if bar["variant"] == variant}


# Monte Carlo


def test_percentiles_of_one_uniform_range():
    (row,) = ladder(demand=[demand(low=10, high=20)])["monte_carlo"]
    assert (row["variant"], row["ranges"], row["low"], row["high"]) == ("vraag", 1, 10, 20)
    drawn = [row["p10"], row["p50"], row["p90"], row["mean"]]
    assert drawn == pytest.approx([11, 15, 19, 15], abs=0.2)


def test_a_value_between_the_bounds_makes_a_triangle():
    (row,) = ladder(demand=[demand(low=0, value=0, high=10)])["monte_carlo"]
    # The distribution function of a triangle with its top at 0: 1 - (1 - x / 10)².
    wanted = [10 * (1 - np.sqrt(1 - one)) for one in (0.1, 0.5, 0.9)]
    assert [row["p10"], row["p50"], row["p90"]] == pytest.approx(wanted, abs=0.2)
    assert row["mean"] == pytest.approx(10 / 3, abs=0.1)


def test_a_percentage_is_drawn_with_the_demand_it_is_of():
    blocks = [supply("dichter", percent_of_demand={"low": 0, "value": 50, "high": 100})]
    (row,) = ladder(demand=[demand(value=100)], supply=blocks)["monte_carlo"]
    assert (row["low"], row["high"]) == (0, 100)
    assert row["p10"] == pytest.approx(100 * np.sqrt(0.1 / 2), abs=1)


def test_without_ranges_nothing_is_drawn():
    assert shipped(RIJSSEN)["monte_carlo"] == []


def test_the_seed_decides():
    def drawn(**uncertainty):
        values = {"demand": [demand(low=10, high=20)], "uncertainty": uncertainty}
        return ladder(**values)["monte_carlo"]

    assert drawn(seed=3) == drawn(seed=3)
    assert drawn(seed=3) != drawn(seed=4)
    assert drawn(seed=3) != drawn(seed=3, draws=500)


def test_variants_are_drawn_alike_so_that_they_compare():
    first, second = shipped(ASSEN)["monte_carlo"]
    # The same ranges; the second has 23 ha more demand, of which 7.5 % is won.
    gap = {second[key] - first[key] for key in ("p10", "p50", "p90", "mean")}
    assert sorted(gap) == pytest.approx([23 * 0.925] * len(gap))


def test_assen_between_its_bounds():
    for row in shipped(ASSEN)["monte_carlo"]:
        assert row["low"] < row["p10"] < row["p50"] < row["p90"] < row["high"]
        assert row["ranges"] == 2


@pytest.mark.parametrize("levels", [{"existing": 2, "planned": 1, "new": 1}, {}])
def test_levels_of_its_own(levels):
    result = ladder(
        demand=[demand(low=100, high=120)],
        existing=EXISTING,
        planned=PLANNED,
        uncertainty={"levels": levels},
    )
    (row,) = result["monte_carlo"]
    cell = next(one for one in result["matrix"] if levels.items() <= one.items())
    bounds = (cell["remaining_net_low_ha"], cell["remaining_net_ha"])
    assert (row["low"], row["high"]) == pytest.approx(bounds)
    assert row["p50"] == pytest.approx(sum(bounds) / 2, abs=0.3)
    assert result["variants"][0]["remaining"]["low"] == 100


amount = st.floats(0, 500)
percent = st.floats(0, 25)


def ranges(value):
    """Draw a low, a high and sometimes a likeliest amount between them."""
    three = st.tuples(value, value, value).map(sorted)
    plain = three.map(lambda one: {"low": one[0], "high": one[2]})
    return plain | three.map(lambda one: {"low": one[0], "value": one[1], "high": one[2]})


supplies = st.lists(
    ranges(amount)
    | st.fixed_dictionaries({"value": amount})
    | st.fixed_dictionaries({"percent_of_demand": ranges(percent)})
    | st.fixed_dictionaries({"percent": ranges(percent), "of_ha": amount}),
    max_size=4,
)


@settings(max_examples=12, deadline=None)
@given(ranges(amount), ranges(amount), supplies, st.floats(-0.5, 1.5))
def test_low_and_high_bracket_every_draw(first, second, items, share):
    ask = demand(**first)
    ask["components"].append({"name": "meer", **second})
    blocks = [supply(str(number), **one) for number, one in enumerate(items)]
    parameters = ladder_input({"demand": [ask], "supply": blocks}).parameters
    (wanted,) = parameters.demand
    taken = supply_items(parameters.supply, wanted, {})
    draws = remaining_draws(wanted, taken, share, np.random.default_rng(1), 300)
    low, high = plain_bounds([first, second], items)
    left = max(1 - share, 0)
    assert draws.shape == (300,)
    assert max(low, 0) * left - 1e-6 <= draws.min()
    assert draws.max() <= max(high, 0) * left + 1e-6


def plain_bounds(components, items):
    """Return both bounds of the need, reckoned by hand."""
    bounds = []
    for bound, other in (("low", "high"), ("high", "low")):
        ask = sum(one[bound] for one in components)
        still = ask
        for one in items:
            if "percent_of_demand" in one:
                still -= one["percent_of_demand"][other] / 100 * ask
            elif "percent" in one:
                still -= one["percent"][other] / 100 * one["of_ha"]
            else:
                still -= one.get(other, one.get("value"))
        bounds.append(still)
    return bounds


# Tornado


def test_a_bar_for_each_range_the_others_at_their_middle():
    blocks = [
        supply("grond", low=2, high=6),
        supply("dichter", percent_of_demand={"low": 0, "value": 10, "high": 10}),
    ]
    result = ladder(demand=[demand(low=80, high=120)], supply=blocks)
    bars = by_key(result["tornado"])
    assert {bar["basis"] for bar in bars.values()} == {"range"}
    assert all(bar["middle_ha"] == pytest.approx(100 * 0.9 - 4) for bar in bars.values())
    ends = {
        key: (bar["remaining_at_low_ha"], bar["remaining_at_high_ha"]) for key, bar in bars.items()
    }
    assert ends["demand[1].components[1].value"] == pytest.approx((68, 104))
    assert ends["supply[1].value"] == pytest.approx((88, 84))
    assert ends["supply[2].percent_of_demand"] == pytest.approx((96, 86))
    assert [bar["span_ha"] for bar in result["tornado"]] == pytest.approx([36, 10, 4])


def test_ranges_of_another_variant_have_no_bar():
    one = supply("grond", low=2, high=6)
    result = ladder(
        demand=[demand("a", low=5, high=9), demand("b", value=10)],
        supply=[{**one, "variants": ["a"]}],
    )
    keys = {variant: sorted(by_key(result["tornado"], variant)) for variant in "ab"}
    assert keys["a"] == ["demand[1].components[1].value", "supply[1].value"]
    assert keys["b"] == ["demand[2].components[1].value"]
    assert by_key(result["tornado"], "b").popitem()[1]["basis"] == "perturbation"


def test_without_ranges_every_parameter_moves_by_the_stated_share():
    bars = by_key(with_gains(RIJSSEN)["tornado"], "minimum")
    assert {bar["basis"] for bar in bars.values()} == {"perturbation"}
    wanted = bars["demand[1].components[1].value"]
    assert (wanted["low_value"], wanted["high_value"]) == pytest.approx((90.09, 110.11))
    left = 1 - 19034.23125 / 140940
    assert wanted["span_ha"] == pytest.approx(20.02 * left)
    reuse = bars["existing.reuse_share"]
    assert reuse["span_ha"] == pytest.approx((10.09 + 2.45) * 0.16 * 0.75 * left)
    assert "planned.levels.3.footprint_shares.6" in bars
    assert not any("levels.2" in key for key in bars)
    spans = [bar["span_ha"] for bar in bars.values()]
    assert spans == sorted(spans, reverse=True)


def test_a_bar_is_what_a_changed_file_gives(tmp_path):
    text = RIJSSEN.read_text(encoding="utf-8")
    text = text.replace("office_share = 0.165", "office_share = 0.1815", 1)
    root = RIJSSEN.parent.as_posix()
    (tmp_path / "ladder.toml").write_text(text.replace("data/raw", f"{root}/data/raw"))
    changed = next(
        row["remaining_net_ha"]
        for row in shipped(tmp_path / "ladder.toml")["matrix"]
        if (row["existing"], row["planned"], row["new"], row["variant"]) == (3, 3, 3, "maximum")
    )
    bar = by_key(with_gains(RIJSSEN)["tornado"], "maximum")["planned.office_share"]
    assert bar["remaining_at_high_ha"] == pytest.approx(changed)


def test_shares_move_no_further_than_one_and_percentages_than_a_hundred():
    result = work_out(
        given_input := ladder_input(
            {
                "demand": [demand(value=100)],
                "existing": {**EXISTING, "reuse_share": 0.95},
                "supply": [supply("x", percent_of_demand=96)],
            }
        ),
        **gain_tables(given_input),
        gains_of=gain_tables,
    )
    bars = by_key(result["tornado"])
    assert bars["existing.reuse_share"]["high_value"] == 1
    assert bars["supply[1].percent_of_demand"]["high_value"] == 100


@settings(max_examples=20, deadline=None)
@given(ranges(amount), supplies)
def test_every_bar_ends_between_the_bounds(ask, items):
    blocks = [supply(str(number), **one) for number, one in enumerate(items)]
    result = ladder(demand=[demand(**ask)], supply=blocks)
    (variant,) = result["variants"]
    for bar in result["tornado"]:
        if bar["basis"] == "range":
            for end in ("remaining_at_low_ha", "middle_ha", "remaining_at_high_ha"):
                assert variant["remaining"]["low"] - 1e-6 <= bar[end]
                assert bar[end] <= variant["remaining"]["high"] + 1e-6
