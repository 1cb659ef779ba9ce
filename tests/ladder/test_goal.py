"""Goal seeking over the matrix."""

import pytest

from geo_ser.errors import UsageError
from geo_ser.ladder import seek_goal
from tests.ladder.build import ASSEN, RIJSSEN, shipped

LEVELS = ("existing", "planned", "new")


def levels(combination):
    return tuple(combination[step] for step in LEVELS)


def answer(file=RIJSSEN, goal=90.0, variant="minimum"):
    (one,) = seek_goal(shipped(file), goal, variant)["variants"]
    return one


def test_each_combination_reaches_the_goal_and_none_is_missed():
    matrix = [row for row in shipped(RIJSSEN)["matrix"] if row["variant"] == "minimum"]
    wanted = {levels(row) for row in matrix if row["remaining_net_ha"] < 90}
    found = answer()["combinations"]
    assert {levels(one) for one in found} == wanted
    order = [(one["effort"], one["remaining_net_ha"]) for one in found]
    assert order == sorted(order)
    assert found[0]["effort"] == sum(levels(found[0]))
    assert found[0]["remaining_gross_ha"] == pytest.approx(found[0]["remaining_net_ha"] / 0.7)


def test_minimal_combinations_have_no_lower_one():
    found = answer()["combinations"]
    minimal = [levels(one) for one in found if one["minimal"]]
    assert minimal == [(2, 0, 0), (1, 0, 2), (0, 0, 3), (1, 1, 1), (0, 1, 2)]
    for one in found:
        own = levels(one)
        under = [low for low in minimal if all(low[step] <= own[step] for step in range(3))]
        assert under
        assert one["minimal"] == (under == [own])


def test_out_of_reach_it_says_how_close_the_best_comes():
    one = answer(variant="maximum")
    assert one["combinations"] == []
    assert levels(one["best"]) == (3, 3, 3)
    assert one["short_ha"] == pytest.approx(one["best"]["remaining_net_ha"] - 90)
    assert not one["best"]["minimal"]


def test_under_means_less_than():
    least = answer(goal=200)["best"]["remaining_net_ha"]
    assert answer(goal=least)["combinations"] == []
    assert answer(goal=least)["short_ha"] == 0


def test_without_a_variant_all_of_them():
    found = seek_goal(shipped(RIJSSEN), 1000)["variants"]
    assert [(one["variant"], len(one["combinations"])) for one in found] == [
        ("minimum", 64), ("maximum", 64),
    ]  # fmt: skip
    assert [levels(c) for c in found[0]["combinations"] if c["minimal"]] == [(0, 0, 0)]


def test_a_ladder_without_levels_has_one_combination():
    first = answer(ASSEN, 60, "Transformatie 1")
    assert [levels(one) for one in first["combinations"]] == [(0, 0, 0)]
    assert answer(ASSEN, 60, "Transformatie 2")["short_ha"] == pytest.approx(19.475)


def test_an_unknown_variant_is_wrong_use():
    with pytest.raises(UsageError, match="'x': .*known: 'minimum', 'maximum'"):
        seek_goal(shipped(RIJSSEN), 1, "x")
