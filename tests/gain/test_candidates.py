"""Reasons, obstacles, the ranking and how sure it is."""

import numpy as np
import pandas as pd
import pytest
from shapely import Point

from geo_ser.gain import catalogue, space_gain, what_if, what_if_words
from geo_ser.gain.candidates import PARTS, rank_certainty
from geo_ser.gain.whatif import OBSTACLES, REASONS
from tests.gain.estates import frame, gain, inputs, plot
from tests.shapes import X, Y

HALL = (3, 7, 14, 40)


def candidate(result, plot_id):
    return result.candidates.set_index("plot_id").loc[plot_id]


@pytest.fixture(scope="module")
def park():
    """A made-up park with every obstacle on one of its plots."""
    parcels = pd.DataFrame(
        {"parcel_id": ["a", "b", "p05"], "owner_group": ["gemeente", "bedrijf", "bedrijf"],
         "grid_capacity": [True, True, False]}
    )  # fmt: skip
    return gain(
        plot(0, 40, use="unbuilt"),
        plot(40, 40, use="unbuilt", road=False),
        plot(80, 40, use="unbuilt", parcels=["a", "b"]),
        plot(120, 40, use="reserve", limits={"limits_source": "none"}),
        plot(160, 40, use="unbuilt", limits={"max_environmental_category": "4.2"}),
        plot(200, 50, halls=[{"at": (16, 7, 18, 40), "construction_year": 2020}]),
        plot(250, 60, halls=[HALL]),
        parcels=parcels,
        establishments=frame(
            [{"establishment_id": n, "environmental_category": category, "geometry": place}
             for n, (category, place) in enumerate([("4.1", Point(X + 180, Y + 20)),
                                                    ("3.2", Point(X + 260, Y + 20))])]
        ),
    )  # fmt: skip


def test_obstacles_are_seen_and_said(park):
    met = {plot_id: candidate(park, plot_id)["obstacles"] for plot_id in park.candidates["plot_id"]}
    assert met == {
        "p01": [], "p02": ["no_road_access"], "p03": ["split_ownership"], "p04": ["plan_unknown"],
        "p05": ["category", "no_grid_capacity"], "p06": ["small_rest", "recently_built"], "p07": [],
    }  # fmt: skip
    assert candidate(park, "p02")["words_nl"] == "onbebouwd; tegen: geen ontsluiting aan een weg"
    assert candidate(park, "p02")["words_en"] == "unbuilt; against: no road access"
    assert candidate(park, "p07")["reasons"] == ["splittable", "below_height"]


def test_the_score_can_be_redone_by_hand(park):
    found = candidate(park, "p02")
    # gain 0.2 of 1 ha, the whole plot, nothing realistic without a road, grade D, one obstacle.
    parts = [0.2, 1.0, 0.0, 0.0, 2 / 3]
    assert [found[f"score_{part}"] for part in PARTS] == pytest.approx(parts)
    assert found["score"] == pytest.approx(0.4 * 0.2 + 0.2 + 0.1 * 2 / 3)
    assert park.candidates["rank_group"].is_monotonic_increasing
    for _, group in park.candidates.groupby("rank_group"):
        assert group["score"].is_monotonic_decreasing
    assert park.candidates["rank"].to_list() == list(range(1, 8))


def test_obstacles_take_off_what_is_realistic_and_blocked_land_wins_nothing():
    availability = ["blocked", None, None, None, None]
    parcels = pd.DataFrame(
        {"parcel_id": [f"p0{n}" for n in range(1, 6)], "availability": availability,
         "grid_capacity": [None, None, None, False, None]}
    )  # fmt: skip
    plots = [plot(40 * n, 40, use="unbuilt", road=n != 1) for n in range(5)]
    plots[4]["limits"] = {"limits_source": "none"}
    given = inputs(*plots, parcels=parcels)
    given.plots.loc[given.plots["plot_id"] == "p03", "use_why"] = "storage"
    table = space_gain(given, what_if()).gain_plots.set_index("plot_id")
    levels = table[["realistic_1_ha", "realistic_2_ha", "realistic_3_ha"]].to_numpy()
    assert levels == pytest.approx(
        np.array([[0, 0, 0], [0, 0, 0], [0, 0, 0.2], [0, 0, 0.1], [0, 0.1, 0.1]])
    )
    assert table["theoretical_ha"].to_list() == pytest.approx([0.2] * 5)


def test_what_wins_nothing_realistic_or_has_no_known_limit_never_stands_above_what_wins():
    none = dict.fromkeys(
        ("max_height_m", "max_coverage", "setback_road_m", "setback_side_m", "setback_rear_m")
    )
    small = plot(0, 20, use="unbuilt")
    unknown = plot(100, 100, use="unbuilt", limits={**none, "limits_source": "none"})
    reserve = plot(300, 100, use="reserve")
    ranked = gain(small, unknown, reserve).candidates
    assert ranked["plot_id"].iloc[0] == "p01"
    assert ranked["rank_group"].to_list() == [1, 2, 2]
    assert ranked["score"].iloc[0] < ranked["score"].iloc[1]


def test_on_existing_plots_no_share_of_annex_d_is_realistic_on_planned_land_it_is():
    def levels(planned):
        settings = what_if().model_copy(update={"planned_terrains": planned})
        won = gain(plot(0, 18, halls=[(3, 7, 12, 40)]), settings=settings).gain_terrains
        return won[[f"gain_level_{n}_ha" for n in (1, 2, 3)]].to_numpy()[0]

    assert levels(()) == pytest.approx([0, 0, 0])
    assert levels(("t1",)) == pytest.approx(np.array([0.5, 0.5, 1.0]) * 480 / 5800, abs=0.006)


def test_an_unbuilt_plot_smaller_than_any_that_was_issued_is_not_filled():
    table = gain(plot(0, 16, 15.6, use="unbuilt"), plot(100, 16, 15.7, use="unbuilt")).gain_plots
    assert table["plot_id"].to_list() == ["p02"]  # 249.6 and 251.2 m2


def test_equal_scores_stand_in_order_of_their_ids():
    result = gain(*(plot(40 * n, 40, use="unbuilt", id=f"p{9 - n}") for n in range(5)))
    assert result.candidates["plot_id"].to_list() == ["p5", "p6", "p7", "p8", "p9"]


def test_another_plot_changes_no_score():
    alone = gain(plot(0, 40, use="unbuilt"))
    beside = gain(plot(0, 40, use="unbuilt"), plot(40, 200, use="unbuilt"))
    assert candidate(alone, "p01")["score"] == candidate(beside, "p01")["score"]


def test_a_rank_is_sure_when_no_weight_can_move_it():
    ranking = what_if().ranking.model_copy(update={"top": 1, "draws": 400})
    better = np.array([[1.0, 1, 1, 1, 1], [0.5, 0.5, 0.5, 0.5, 0.5]])
    assert rank_certainty(better, ranking).tolist() == [1.0, 0.0]
    # Two that each lead on one of two parts of equal weight: a toss-up.
    equal = ranking.weights.model_copy(update={"gain": 0.4, "share": 0.4})
    toss = rank_certainty(
        np.array([[1.0, 0, 0, 0, 0], [0, 1.0, 0, 0, 0]]),
        ranking.model_copy(update={"weights": equal}),
    )
    assert toss.sum() == pytest.approx(1)
    assert toss[0] == pytest.approx(0.5, abs=0.1)
    still = rank_certainty(better, ranking.model_copy(update={"spread": 0.0}))
    assert still.tolist() == [1.0, 0.0]
    assert rank_certainty(np.zeros((0, 5)), ranking).tolist() == []


def test_fewer_candidates_than_the_top_are_all_in_it(park):
    assert park.candidates["top_share"].eq(1.0).all()


def test_every_what_if_names_instruments_of_the_catalogue():
    known = {one.number: one for one in catalogue().instruments.instrument}
    for one in what_if_words().instrument:
        assert set(one.numbers) <= set(known)
        if one.part is not None:
            assert one.part in [part.key for part in known[one.numbers[0]].parts]


def test_every_reason_has_a_share_and_every_code_its_words():
    words = what_if_words()
    assert [one.key for one in words.reason] == list(REASONS)
    assert [one.key for one in words.obstacle] == list(OBSTACLES)
    assert {one.reason for one in what_if().realisation} == set(REASONS)
