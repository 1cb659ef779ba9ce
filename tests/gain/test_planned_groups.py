from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.gain import planned_groups, planned_levels
from geo_ser.parameters import INSTRUMENTS, PlannedParameters, load_ladder

RIJSSEN = load_ladder(Path(__file__).parents[2] / "ladder.toml").parameters.planned
SHARE = st.floats(0.01, 0.3)

# Annex G: gain by stacking (office and business together), per cent, groups 1 to 9.
PRINTED = {
    1: [0.4, 1.4, 0.0, 2.2, 0.0, 0.0, 0.0, 0.0, 0.0],
    3: [0.4, 1.4, 2.6, 2.1, 0.2, 6.0, 0.0, 0.0, 0.0],
}


@pytest.mark.parametrize("level", PRINTED)
def test_gain_by_stacking_per_group_is_that_of_tables_4_and_8(level):
    groups = planned_groups(RIJSSEN).query("level == @level")
    stacked = 100 * (groups["stack_office"] + groups["stack_business"])
    assert stacked.to_list() == pytest.approx(PRINTED[level], abs=0.05)


def test_the_land_a_group_frees_is_that_groups_gain():
    parameters = PlannedParameters.model_validate(
        {
            "footprint_share": 0.5,
            "office_share": 0.2,
            "groups": [{"size_m2": 1000, "count": 10}, {"size_m2": 2000, "count": 5}],
            "levels": {1: {"shrink": {"groups": [2], "linking": 0.06, "shared_parking": 0.04}}},
        }
    )
    first, second = planned_groups(parameters).query("level == 1").to_dict("records")
    assert first["gain_share"] == 0
    # 1 000 m² freed: 500 m² of footprint, 1 100 m² of floor; the shrunk plots lose 500 m².
    assert second["rest_footprint_m2"] == pytest.approx(500)
    assert second["rest_office_m2"] == pytest.approx(100)
    assert second["rest_business_m2"] == pytest.approx(1000)
    assert second["gain_share"] == pytest.approx((1100 - 500) / 10_000)
    assert second["linking"] == pytest.approx(0.06 * 1.1)
    assert second["stack_business"] == pytest.approx(-0.05)


@settings(max_examples=12, deadline=None)
@given(
    sizes=st.lists(st.floats(100, 20_000), min_size=3, max_size=3),
    counts=st.lists(st.integers(1, 30), min_size=3, max_size=3),
    shares=st.tuples(SHARE, SHARE, SHARE),
    stack=st.sets(st.integers(1, 3)),
    shrunk=st.sets(st.integers(1, 3), min_size=1),
    footprint=st.floats(0.1, 1.0),
)
def test_groups_add_up_to_their_level_and_instruments_to_their_group(
    sizes, counts, shares, stack, shrunk, footprint
):
    linking, parking, facilities = shares
    shrink = {
        "groups": sorted(shrunk),
        "linking": linking,
        "shared_parking": parking,
        "shared_facilities": facilities,
    }
    parameters = PlannedParameters.model_validate(
        {
            "footprint_share": 0.58,
            "office_share": 0.165,
            "groups": [
                {"size_m2": size, "count": count} for size, count in zip(sizes, counts, strict=True)
            ],
            "levels": {
                2: {"stack": sorted(stack), "shrink": shrink, "rest_footprint_share": footprint}
            },
        }
    )
    groups, levels = planned_groups(parameters), planned_levels(parameters)
    names = ["gfa_m2", "rest_gfa_m2", "gain_share", *INSTRUMENTS]
    sums = groups.groupby("level")[names].sum().reset_index()
    for name in names:
        assert sums[name].to_list() == pytest.approx(levels[name].to_list(), abs=1e-9)
    split = groups[list(INSTRUMENTS)].sum(axis=1)
    assert split.to_list() == pytest.approx(groups["gain_share"].to_list(), abs=1e-12)
