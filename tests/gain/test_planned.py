from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geo_ser.gain import planned_levels, planned_plots
from geo_ser.parameters import INSTRUMENTS, PlannedParameters, load_ladder

REPOSITORY = Path(__file__).parents[2]
RIJSSEN = load_ladder(REPOSITORY / "ladder.toml").parameters.planned


def planned(levels, groups=((1000, 10), (2000, 5))):
    """Return plots of 1 ha and 1 ha, footprint 50 %, a fifth of it office."""
    sizes = [{"size_m2": size, "count": count} for size, count in groups]
    shares = {"footprint_share": 0.5, "office_share": 0.2}
    return PlannedParameters.model_validate({**shares, "groups": sizes, "levels": levels})


def level(levels, number=1):
    return planned_levels(planned(levels)).set_index("level").loc[number]


def test_without_levels_there_is_only_the_baseline():
    table = planned_levels(planned({}))
    assert table[["level", "gfa_m2", "extra_ha", "gain_share"]].to_numpy().tolist() == [
        [0, 10_000, 0, 0]
    ]


def test_stacking_builds_two_floors_and_the_office_on_top():
    won = level({1: {"stack": [1]}})
    assert won["gfa_m2"] == pytest.approx(5000 * 2.2 + 5000)
    assert won["extra_ha"] == pytest.approx(6000 / 0.5 / 10_000)
    assert won["stack_office"] == pytest.approx(0.1)
    assert won["stack_business"] == pytest.approx(0.5)


def test_shrinking_frees_land_that_is_built_and_stacked():
    shrink = {"groups": [2], "linking": 0.06, "shared_parking": 0.03, "shared_facilities": 0.01}
    won = level({1: {"shrink": shrink, "rest_footprint_share": 0.6}})
    # 1 000 m² is freed: 600 m² of footprint, 2.2 floors; the shrunk plots lose 500 m².
    assert won["rest_gfa_m2"] == pytest.approx(1320)
    assert won["extra_gfa_m2"] == pytest.approx(1320 - 500)
    split = won[["linking", "shared_parking", "shared_facilities"]].to_list()
    assert split == pytest.approx([0.0792, 0.0396, 0.0132])
    assert won["stack_business"] == pytest.approx(-0.05)


def test_freed_land_keeps_the_ordinary_footprint_share_unless_told():
    won = level({1: {"shrink": {"groups": [1], "linking": 0.1}}})
    assert won["rest_gfa_m2"] == pytest.approx(1000 * 0.5 * 2.2)


def test_groups_keep_their_footprint_share_unless_told():
    assert level({1: {"footprint_shares": {2: 0.6}}})["gfa_m2"] == pytest.approx(5000 + 6000)


def test_plots_shrink_and_keep_their_count():
    plots = planned_plots(planned({2: {"stack": [2], "shrink": {"groups": [2], "linking": 0.1}}}))
    row = plots.set_index(["level", "group"]).loc[(2, 2)]
    assert row[["plot_m2", "count", "land_m2", "freed_m2"]].to_list() == [1800, 5, 9000, 1000]
    assert row["gfa_m2"] == pytest.approx(9000 * 0.5 * 2.2)
    assert len(plots) == 4


def test_levels_of_any_number_come_in_order():
    assert planned_levels(planned({30: {}, 7: {}}))["level"].to_list() == [0, 7, 30]


PRINTED_FOOTPRINTS = {
    0: [435, 1740, 3045, 2610, 11310, 6090, 24360, 21750, 69600],
    2: [433, 1732, 3045, 2597, 11310, 6090, 24360, 21750, 69600],
    3: [431, 1723, 3124, 2584, 11603, 6699, 24360, 21750, 69600],
}
PRINTED_FLOORS = {
    1: [942, 3767, 3045, 5651, 11310, 6090, 24360, 21750, 69600],
    2: [937, 3749, 3045, 5623, 11310, 13185, 24360, 21750, 69600],
    3: [932, 3729, 6763, 5594, 11603, 14503, 24360, 21750, 69600],
}


@pytest.mark.parametrize("number", [0, 2, 3])
def test_the_footprints_printed_in_2004_come_out_to_the_square_metre(number):
    plots = planned_plots(RIJSSEN).set_index("level").loc[number]
    assert plots["footprint_m2"].to_list() == pytest.approx(PRINTED_FOOTPRINTS[number], abs=0.51)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_floor_space_printed_in_2004_comes_out_to_the_square_metre(number):
    plots = planned_plots(RIJSSEN).set_index("level").loc[number]
    assert plots["gfa_m2"].to_list() == pytest.approx(PRINTED_FLOORS[number], abs=0.6)


def test_the_levels_printed_in_2004():
    table = planned_levels(RIJSSEN)
    assert table["gfa_m2"].to_list() == pytest.approx([140940, 146515, 153559, 158835], abs=0.5)
    assert table["extra_ha"].to_list() == pytest.approx([0, 1.0, 2.3, 3.3], abs=0.05)
    shares = [100 * share for share in table["gain_share"]]
    assert shares == pytest.approx([0, 4.0, 9.6, 13.5], abs=0.06)


share = st.floats(0.01, 1)
small = st.floats(0, 0.3)
numbers = st.sets(st.integers(1, 3))
sizes = st.lists(st.tuples(st.floats(100, 20_000), st.integers(1, 20)), min_size=3, max_size=3)


@st.composite
def measures(draw):
    shrunk = sorted(draw(numbers))
    shrink = {
        "groups": shrunk,
        "linking": draw(small),
        "shared_parking": draw(small),
        "shared_facilities": draw(small),
    }
    return {
        "stack": sorted(draw(numbers)),
        "shrink": shrink if shrunk else None,
        "footprint_shares": {group: draw(share) for group in sorted(draw(numbers))},
        "rest_footprint_share": draw(st.none() | share),
    }


def by_hand(parameters, chosen):
    """Work a level out again, plainly, from the design's sentences."""
    base = gfa = freed = 0.0
    shrink = chosen["shrink"] or {"groups": [], "linking": 0.0}
    part = sum(value for key, value in shrink.items() if key != "groups")
    for number, group in enumerate(parameters.groups, 1):
        land = group.size_m2 * group.count
        base += land * parameters.footprint_share
        lost = land * part if number in shrink["groups"] else 0.0
        freed += lost
        footprint = (land - lost) * chosen["footprint_shares"].get(
            number, parameters.footprint_share
        )
        gfa += footprint * (2 + parameters.office_share if number in chosen["stack"] else 1)
    rest_share = chosen["rest_footprint_share"] or parameters.footprint_share
    rest = freed * rest_share * (2 + parameters.office_share)
    extra = gfa + rest - base
    return gfa, rest, extra, extra / parameters.footprint_share / 10_000, extra / base


@settings(max_examples=12, deadline=None)
@given(sizes, share, share, measures())
def test_any_parameters_give_what_a_plain_calculation_gives(groups, footprint, office, chosen):
    parameters = PlannedParameters.model_validate(
        {
            "footprint_share": footprint,
            "office_share": office,
            "groups": [{"size_m2": size, "count": count} for size, count in groups],
            "levels": {5: chosen},
        }
    )
    row = planned_levels(parameters).set_index("level").loc[5]
    columns = ["gfa_m2", "rest_gfa_m2", "extra_gfa_m2", "extra_ha", "gain_share"]
    assert row[columns].to_list() == pytest.approx(by_hand(parameters, chosen), rel=1e-9, abs=1e-6)
    assert row[list(INSTRUMENTS)].sum() == pytest.approx(row["gain_share"], abs=1e-9)


@settings(max_examples=12, deadline=None)
@given(sizes, share, share, measures(), numbers, numbers, small)
def test_more_measures_never_win_less(groups, footprint, office, chosen, stack, shrink, more):
    """The larger set holds every measure of the smaller, no parameter smaller."""
    plain = {**chosen, "footprint_shares": {}, "rest_footprint_share": footprint}
    small_shrink = plain["shrink"] or {"groups": [], "linking": 0.0}
    wider = {**small_shrink, "groups": sorted({*small_shrink["groups"], *shrink})}
    wider["linking"] = wider["linking"] + more / 10
    assume(sum(value for key, value in wider.items() if key != "groups") < 1)
    larger = {**plain, "stack": sorted({*plain["stack"], *stack})}
    larger["shrink"] = wider if wider["groups"] else None
    parameters = PlannedParameters.model_validate(
        {
            "footprint_share": footprint,
            "office_share": office,
            "groups": [{"size_m2": size, "count": count} for size, count in groups],
            "levels": {1: plain, 2: larger},
        }
    )
    _, less, most = planned_levels(parameters)["extra_ha"]
    assert -1e-9 <= less <= most + 1e-9
