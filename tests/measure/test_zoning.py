"""Plans that lie over each other: which one holds on each place, and what is said of it."""

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import union_all

from geo_ser.measure.zoning import PRECEDENCES, zoning_group, zoning_in_force
from tests.measure.parks import measured
from tests.measure.pencil_park import pencil_park
from tests.shapes import square, table

OLD, NEW = "2010-05-01", "2022-05-01"


def zones(*shapes, **columns) -> gpd.GeoDataFrame:
    ids = [f"Z{number}" for number in range(len(shapes))]
    return table(*shapes, zone_id=ids, **columns)


def land(frame: gpd.GeoDataFrame) -> dict[str, float]:
    return frame.geometry.area.groupby(frame["zone_id"]).sum().to_dict()


@pytest.mark.parametrize(
    ("groups", "dates", "holder", "precedence"),
    [
        (["business", "traffic"], [NEW, OLD], "Z0", "newest"),
        (["business", "traffic"], [OLD, NEW], "Z1", "newest"),
        (["business", "traffic"], [OLD, OLD], "Z1", "stricter"),
        (["business", "traffic"], [None, None], "Z1", "stricter"),
        (["business", "traffic"], [OLD, None], "Z0", "newest"),
        (["business", "office"], [None, None], "Z1", "stricter"),
    ],
)
def test_the_newest_plan_holds_else_the_stricter(groups, dates, holder, precedence):
    plans = zones(square(0, 0, 10), square(5, 0, 10), main_group=groups, plan_date=dates)
    in_force = zoning_in_force(plans)
    other = "Z1" if holder == "Z0" else "Z0"
    assert land(in_force.zones) == pytest.approx({holder: 100.0, other: 50.0})
    disputed = in_force.zones[in_force.zones["precedence"].notna()]
    assert disputed["precedence"].to_list() == [precedence]
    assert disputed["zone_id"].to_list() == [holder]
    assert disputed.geometry.area.to_list() == pytest.approx([50.0])
    (finding,) = in_force.findings
    assert (finding.rule, finding.id, finding.severity) == (
        "measure.zoning_overlap", other, "warning",
    )  # fmt: skip
    assert finding.difference == pytest.approx(50.0)
    assert repr(holder) in finding.reason.nl


def test_zones_of_one_plan_and_build_zones_stay_as_they_are():
    plans = zones(
        square(0, 0, 10), square(2, 2, 5), square(0, 0, 10),
        main_group=["business", "business", None], plan_id=["A", "A", "A"],
        build_zone=[False, True, True], max_height_m=[8.0, 12.0, None],
    )  # fmt: skip
    in_force = zoning_in_force(plans)
    assert land(in_force.zones) == pytest.approx({"Z0": 100.0, "Z1": 25.0, "Z2": 100.0})
    assert in_force.zones["precedence"].isna().all()
    assert in_force.findings == []


def test_two_plans_of_one_group_are_told_without_alarm_and_the_lower_maximum_holds():
    plans = zones(
        square(0, 0, 10), square(0, 0, 10), main_group=["business"] * 2, plan_id=["A", "B"],
        max_height_m=[15.0, 8.0],
    )  # fmt: skip
    in_force = zoning_in_force(plans)
    assert land(in_force.zones) == {"Z1": 100.0}
    assert [one.severity for one in in_force.findings] == ["info"]


def test_a_second_plan_over_the_first_does_not_move_net_area_without_a_word():
    """Seen: 53 820 m² net became 72 800 by a plan that nobody said was there."""
    park = pencil_park()
    parcels = park["parcels"]
    road = table(union_all(parcels.geometry.to_numpy()), zone_id=["R"], main_group=["traffic"])
    over = table(union_all(parcels.geometry.to_numpy()), zone_id=["S"], main_group=["business"])
    both = gpd.GeoDataFrame(pd.concat([road, over], ignore_index=True), crs=28992)
    alone = measured(**park, zoning=road).plots.set_index("plot_id")
    doubled = measured(**park, zoning=both)
    plots = doubled.plots.set_index("plot_id")
    assert plots["counts_as_net"].equals(alone["counts_as_net"])
    by_zoning = alone["why"] == "zoning_traffic"
    assert by_zoning.any()
    assert set(plots.loc[by_zoning, "why"]) == {"zoning_traffic_stricter"}
    assert [one.id for one in doubled.findings if one.rule == "measure.zoning_overlap"] == ["S"]
    dated = both.assign(plan_date=[OLD, NEW])
    newest = measured(**park, zoning=dated).plots.set_index("plot_id")
    assert set(newest.loc[by_zoning, "why"]) == {"zoning_business_newest"}


def test_zoning_needs_more_than_half_and_counts_overlapping_plans_once():
    plots = table(*(square(10 * row, 0, 10) for row in range(3)), parcel_id=list("123"))
    plans = zones(
        square(0, 0, 6, 10), square(10, 0, 5, 10), square(20, 0, 4, 10), square(20, 0, 4, 10),
        square(20, 0, 10), main_group=["business", "green", "water", "water", None],
    )  # fmt: skip
    groups = zoning_group(plots, zoning_in_force(plans).zones)
    assert [None if pd.isna(group) else group for group in groups] == ["business", None, None]


def test_a_group_that_needs_disputed_land_for_its_half_says_so():
    plots = table(square(0, 0, 10), square(10, 0, 10), parcel_id=["1", "2"])
    plans = zones(
        square(0, 0, 18, 10), square(0, 0, 6, 10), main_group=["business", "traffic"],
        plan_date=[NEW, OLD],
    )  # fmt: skip
    groups = zoning_group(plots, zoning_in_force(plans).zones)
    assert groups.to_list() == ["business_newest", "business"]


BOXES = st.builds(
    square, st.integers(0, 20), st.integers(0, 20), st.integers(1, 15), st.integers(1, 15)
)
GROUPS = st.sampled_from(["business", "office", "traffic", "green", "dwelling", None])
PLANS = st.lists(
    st.tuples(BOXES, GROUPS, st.sampled_from([OLD, NEW, None])), min_size=1, max_size=7
)


@given(PLANS, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_each_place_has_one_group_nothing_is_lost_and_the_order_of_rows_is_no_matter(drawn, random):
    shapes, groups, dates = zip(*drawn, strict=True)
    plans = zones(*shapes, main_group=list(groups), plan_date=list(dates))
    in_force = zoning_in_force(plans)
    held = in_force.zones
    assert union_all(held.geometry).area == pytest.approx(union_all(plans.geometry).area)
    grouped = held[held["main_group"].notna()].dissolve("main_group")
    assert grouped.area.sum() == pytest.approx(union_all(grouped.geometry).area, abs=1e-6)
    assert set(held["precedence"].dropna()) <= set(PRECEDENCES)
    rows = list(range(len(plans)))
    random.shuffle(rows)
    again = zoning_in_force(plans.iloc[rows].reset_index(drop=True))
    assert land(again.zones) == pytest.approx(land(held))
