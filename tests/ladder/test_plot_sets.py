"""Measured supply: its range, and no plot in two supplies."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.errors import LadderError
from geo_ser.ladder import PlotTables
from geo_ser.qa import check_ladder
from tests.ladder.build import demand, ladder, supply

PLOTS = pd.DataFrame(
    {
        "plot_id": ["a", "b", "c"], "terrain_id": ["1", "1", "2"],
        "area_in_terrain_m2": [10_000.0, 20_000.0, 40_000.0], "counts_as_net": True,
        "use": ["unbuilt", "built", "unbuilt"], "vacant": [None, True, None],
    }
)  # fmt: skip
GAINS = pd.DataFrame(
    [
        ("a", "1", "fill_unbuilt", "plot", 0.9, 1.0, 1.0),
        ("b", "1", "second_storey", "floor", 0.1, 0.3, 0.5),
        ("b", "1", "split_off", "plot", 0.2, 0.2, 0.2),
        ("c", "2", "fill_unbuilt", "plot", 3.0, 4.0, 4.0),
    ],
    columns=["plot_id", "terrain_id", "instrument", "kind", "realistic_2_low_ha", "realistic_2_ha",
             "realistic_2_high_ha"],
)  # fmt: skip
THEORY = {f"theoretical{end}_ha": GAINS[f"realistic_2{end}_ha"] for end in ("", "_low", "_high")}
TABLES = PlotTables(PLOTS, GAINS.assign(**THEORY))
TERRAINS = pd.DataFrame(
    {
        "terrain_id": ["1", "2"], "gross_area_m2": [50_000.0, 60_000.0],
        "tare_road_m2": [5_000.0, 5_000.0], "cover_bare_m2": 1.0, "cover_field_m2": 2.0,
        "unbuilt_area_m2": [10_000.0, 40_000.0], "vacant_area_m2": [20_000.0, 0.0],
        "gain_level_2_low_ha": [1.2, 3.0], "gain_level_2_ha": [1.5, 4.0],
        "gain_level_2_high_ha": [1.7, 4.0], "gain_second_storey_ha": [0.3, 0.0],
        "gain_split_off_ha": [0.2, 0.0],
    }
)  # fmt: skip


def worked(*blocks, ask=20.0, plots=TABLES, indicators=TERRAINS, **more):
    return ladder(
        demand=[demand(value=ask)], supply=list(blocks), indicators=indicators, plots=plots, **more
    )


def taken(name, column, step=2, **more):
    return supply(name, step=step, **{"from": column}, **more)


def items(result):
    return {item["name"]: item for step in result["variants"][0]["steps"] for item in step["items"]}


def test_a_measured_gain_keeps_its_range_in_bounds_draws_and_tornado():
    result = worked(taken("winst", "gain_level_2_ha"))
    item = items(result)["winst"]
    assert (item["low"], item["high"]) == pytest.approx((4.2, 5.7))
    assert result["variants"][0]["remaining"] == pytest.approx({"low": 14.3, "high": 15.8})
    (drawn,) = result["monte_carlo"]
    assert 14.3 < drawn["p10"] < 14.5 < drawn["p90"] < 15.8  # the top lies at 20 - 5.5 = 14.5
    (bar,) = result["tornado"]
    assert (bar["key"], bar["basis"]) == ("supply[1].from", "range")
    ends = [bar[f"remaining_at_{end}_ha"] for end in ("low", "high")]
    assert ends == pytest.approx([15.8, 14.3])
    assert bar["middle_ha"] == pytest.approx(14.5)


def test_bounds_that_are_known_where_the_value_is_not_are_a_range():
    known = TERRAINS.assign(gain_level_2_ha=[None, 4.0])
    item = items(worked(taken("winst", "gain_level_2_ha"), indicators=known))["winst"]
    assert (item["low"], item["high"]) == pytest.approx((4.2, 5.7))
    with pytest.raises(LadderError, match="gain_level_2_ha is null for 1 of 2"):
        blind = known.assign(gain_level_2_high_ha=[None, 4.0])
        worked(taken("winst", "gain_level_2_ha"), indicators=blind)


def test_unbuilt_land_and_the_gain_on_it_count_once():
    blocks = taken("winst", "gain_level_2_ha"), taken("braak", "unbuilt_area_m2", step=1)
    result = worked(*blocks)  # the step decides, not the order of the file
    found = items(result)
    assert found["braak"]["high"] == pytest.approx(5.0)
    assert "counted_before" not in found["braak"]
    # Left of the gain: plot b, 0.3 to 0.7 ha; filling a and c is the unbuilt land itself.
    assert (found["winst"]["low"], found["winst"]["high"]) == pytest.approx((0.3, 0.7))
    (less,) = found["winst"]["counted_before"]
    assert (less["by"], less["plots"]) == ("braak", ["a", "c"])
    assert (less["low"], less["value"], less["high"]) == pytest.approx((3.9, 5.0, 5.0))
    (remark,) = [one for one in result["remarks"] if one["code"] == "counted_before"]
    assert "winst − 3,9–5,0 ha (2 kavels, staan al in braak)" in remark["text_nl"]
    (finding,) = check_ladder(result)
    assert (finding.rule, finding.severity, finding.id) == (
        "ladder.counted_before", "warning", "winst",
    )  # fmt: skip
    assert finding.difference == pytest.approx(-5.0)


def test_terrains_apart_and_what_ifs_apart_are_left_alone():
    apart = worked(
        taken("braak", "unbuilt_area_m2", where="terrain_id == '1'"),
        taken("winst", "gain_level_2_ha", where="terrain_id == '2'"),
    )
    assert items(apart)["winst"]["high"] == pytest.approx(4.0)
    two = worked(taken("laag", "gain_second_storey_ha"), taken("af", "gain_split_off_ha"))
    assert [one["high"] for one in items(two).values()] == pytest.approx([0.3, 0.2])
    # A vacant plot is all of it: splitting it and building on it are in it.
    vacant = worked(taken("leeg", "vacant_area_m2"), taken("winst", "gain_level_2_ha"))
    assert items(vacant)["winst"]["low"] == pytest.approx(0.9 + 3.0)
    assert items(vacant)["winst"]["counted_before"][0]["plots"] == ["b"]


def test_the_same_twice_leaves_nothing_and_each_variant_is_looked_at_by_itself():
    result = ladder(
        demand=[demand("een", value=20.0), demand("twee", value=20.0)],
        supply=[
            taken("eerst", "gain_level_2_ha", variants=["een"]),
            taken("later", "gain_level_2_ha"),
        ],
        indicators=TERRAINS, plots=TABLES,
    )  # fmt: skip
    lows = [one["remaining"]["low"] for one in result["variants"]]
    assert lows == pytest.approx([14.3, 14.3])
    later = [
        item["high"] for one in result["variants"] for step in one["steps"]
        for item in step["items"] if item["name"] == "later"
    ]  # fmt: skip
    assert later == pytest.approx([0.0, 5.7])


def test_what_is_no_sum_over_plots_is_refused_beside_another_supply_of_its_terrain():
    gross = taken("alles", "gross_area_m2"), taken("braak", "unbuilt_area_m2")
    with pytest.raises(LadderError, match=r"'braak' \(unbuilt.*'alles' \(gross.*terrains \(1, 2\)"):
        worked(*gross)
    with pytest.raises(LadderError, match="may count twice"):
        worked(taken("een", "cover_bare_m2"), taken("twee", "cover_bare_m2"))
    for one, other in (
        ("cover_bare_m2", "cover_field_m2"), ("tare_road_m2", "unbuilt_area_m2"),
    ):  # fmt: skip
        assert len(items(worked(taken("een", one), taken("twee", other)))) == 2


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["unbuilt_area_m2", "vacant_area_m2", "gain_level_2_ha", "gain_second_storey_ha"]
        ),
        min_size=1, max_size=4,
    ),
    st.data(),
)  # fmt: skip
def test_no_order_of_supplies_takes_more_than_the_land_there_is(columns, data):
    blocks = [
        taken(f"post {n}", one, step=data.draw(st.sampled_from([1, 2])))
        for n, one in enumerate(columns)
    ]
    result = worked(*blocks, uncertainty={"draws": 100})
    total = sum(one["high"] for one in items(result).values())
    # Plot a and c once, on b at most its 2 ha and the 0.7 ha above and beside.
    assert total <= 1.0 + 4.0 + 2.0 + 0.7 + 1e-9
    assert all(one["low"] >= 0 for one in items(result).values())
