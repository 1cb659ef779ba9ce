"""The balances close, totals are preserved, and nothing depends on order or place."""

import math

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import translate

from geo_ser.measure.cover import COVERS, PUBLIC_COVERS
from geo_ser.study import Thresholds
from tests.measure.parks import measured
from tests.shapes import square, table

law = settings(max_examples=4, deadline=None)
costly = settings(max_examples=2, deadline=None)
SIDE = st.integers(0, 20).map(lambda number: number * 5.0)
SIZE = st.integers(1, 8).map(lambda number: number * 5.0)
BOXES = st.tuples(SIDE, SIDE, SIZE, SIZE)
TOLERANCE = 1e-6  # of the gross area: 0.01 m² per hectare


@st.composite
def edge_cases(draw):
    """Return of each table what overlaps, crosses an edge, or is a sliver of a few m².

    The first terrain ends at 60 m east and 55 m north.
    """
    at, sliver = draw(st.integers(15, 45)), draw(st.integers(1, 4))
    return {
        "surfaces": [square(10, 10, 40, 30), square(at, 20, 20), square(58, 3, 4, sliver),
                     square(3, 3, 1, sliver)],
        "parcels": [square(5, 5, 30, 40), square(at - 10, 8, 40, 30), square(57, 50, 4, sliver),
                    square(0, 0, 20, 8)],
        "buildings": [square(at, 15, 30, 10), square(at + 5, 20, 20), square(2, 40, 8),
                      square(58, 1, 4, sliver)],
    }  # fmt: skip


@st.composite
def parks(draw):
    """Draw a terrain or two, with surfaces, parcels and buildings that overlap as they like."""
    shapes = {
        name: always + [square(*one) for one in draw(st.lists(BOXES, max_size=4))]
        for name, always in draw(edge_cases()).items()
    }
    covers = draw(
        st.lists(st.sampled_from(COVERS), min_size=len(shapes["surfaces"]),
                 max_size=len(shapes["surfaces"]))
    )  # fmt: skip
    areas = [square(0, 0, 60, 55), square(50, 10, 40, 70)][: draw(st.integers(1, 2))]

    def named(name, id_column, **columns):
        ids = [f"{id_column[0]}{number}" for number in range(len(shapes[name]))]
        return table(*shapes[name], **{id_column: ids, **columns})

    return {
        "terrains": table(*areas, terrain_id=[f"T{number}" for number in range(len(areas))]),
        "surfaces": named("surfaces", "surface_id", cover=covers),
        "parcels": named("parcels", "parcel_id"),
        "buildings": named("buildings", "building_id", storeys=[3.0] * len(shapes["buildings"])),
    }  # fmt: skip


def union(table):
    return shapely.union_all(table.geometry.to_numpy())


@law
@given(parks())
def test_balances_close_gaps_explain_and_totals_are_preserved(park):
    result = measured(**park)
    both_balances_close_and_agree_with_a_plain_union(park, result)
    the_two_ways_to_net_differ_by_the_gaps(park, result)
    plots_and_what_is_off_them_make_the_terrain(result)
    floor_is_three_times_the_land_that_buildings_take(park, result)


def both_balances_close_and_agree_with_a_plain_union(park, result):
    surfaces, plots = park["surfaces"], result.plots
    for row in result.terrains.to_dict("records"):
        terrain, gross = row["geometry"], row["gross_area_m2"]
        cover = sum(row[f"cover_{name}_m2"] for name in COVERS)
        exact = pytest.approx(gross, abs=TOLERANCE * gross)
        assert cover + row["uncovered_m2"] - row["overlap_m2"] == exact
        assert row["uncovered_m2"] == pytest.approx(
            terrain.difference(union(surfaces)).area, abs=TOLERANCE * gross
        )
        mine = plots[plots["terrain_id"] == row["terrain_id"]]
        if mine.empty:
            assert np.isnan([row["net_area_m2"], row["net_area_low_m2"]]).all()
            continue
        tare = sum(row[f"tare_{name}_m2"] for name in ("road", "rail", "water", "green", "other"))
        low, high, unclassed = (
            row[f"{name}_m2"] for name in ("net_area_low", "net_area_high", "unclassed_area")
        )
        assert low + tare + unclassed == exact
        assert high == pytest.approx(low + unclassed)
        net = union(mine[mine["counts_as_net"].fillna(False)])
        assert low == pytest.approx(net.area, abs=TOLERANCE * gross)
        nothing = terrain.difference(union(surfaces)).difference(union(mine))
        land = union(mine[mine["counts_as_net"].isna()]).difference(net).union(nothing)
        assert unclassed == pytest.approx(land.area, abs=TOLERANCE * gross)
        lacking = unclassed > 0.01 * gross
        assert row["net_area_m2"] == pytest.approx(math.nan if lacking else low, nan_ok=True)
        net = net.union(land)
        for name in ("road", "rail", "water"):
            assert row[f"tare_{name}_m2"] == pytest.approx(
                first_cover(surfaces, [name]).intersection(terrain).difference(net).area,
                abs=TOLERANCE * gross,
            )


def first_cover(surfaces, covers):
    """Return the land that surfaces of some classes hold, each place by its lowest id."""
    held, before = shapely.Polygon(), shapely.Polygon()
    for cover, shape in zip(surfaces["cover"], surfaces.geometry, strict=True):
        if cover in covers:
            held = held.union(shape.difference(before))
        before = before.union(shape)
    return held


def the_two_ways_to_net_differ_by_the_gaps(park, result):
    public = first_cover(park["surfaces"], PUBLIC_COVERS)
    sums = result.gaps.groupby(["terrain_id", "kind"])["area_m2"].sum()
    for row in result.terrains.to_dict("records"):
        name, gross = row["terrain_id"], row["gross_area_m2"]
        tolerance = 2 * TOLERANCE * gross
        by_cover = row["geometry"].difference(public).area
        assert row["net_area_by_cover_m2"] == pytest.approx(by_cover, abs=tolerance)
        assert sums.get((name, "uncovered"), 0) == pytest.approx(row["uncovered_m2"], abs=tolerance)
        assert sums.get((name, "overlap"), 0) == pytest.approx(row["overlap_m2"], abs=tolerance)
        if np.isnan(row["net_area_low_m2"]):
            continue
        less = sums.get((name, "net_by_parcels_only"), 0) - sums.get((name, "net_by_cover_only"), 0)
        difference = row["net_area_low_m2"] - row["net_area_by_cover_m2"]
        assert less == pytest.approx(difference, abs=tolerance)


def plots_and_what_is_off_them_make_the_terrain(result):
    columns = ["footprint_m2", "gfa_m2", "gfa_low_m2", "gfa_high_m2"]
    groups = dict(list(result.plots.groupby("terrain_id")[columns]))
    for row in result.terrains.to_dict("records"):
        on = groups.get(row["terrain_id"], result.plots.iloc[:0][columns])
        for column in columns:
            cells = [*on[column], row[f"off_plot_{column}"]]
            assert not min(cells) < 0
            if column == "gfa_m2" and np.isnan([*cells, row[column]]).any():
                continue  # of some of them too much is unknown, of others not
            assert sum(cells) == pytest.approx(row[column], abs=1e-5, nan_ok=True)
    plots = result.plots
    assert plots["coverage"].between(0, 1).all()
    assert (plots["area_in_terrain_m2"] >= 1).all()
    net = plots[plots["counts_as_net"].fillna(False)].groupby("terrain_id")["plot_id"].nunique()
    counted = result.terrains.set_index("terrain_id")["plot_count"].dropna()
    assert counted.to_dict() == net.reindex(counted.index, fill_value=0).to_dict()


def floor_is_three_times_the_land_that_buildings_take(park, result):
    """Each building has three storeys, on the land that no other holds."""
    for row in result.terrains.to_dict("records"):
        land = union(park["buildings"]).intersection(row["geometry"]).area
        assert row["footprint_m2"] == pytest.approx(land, abs=1e-5)
    for frame in (result.terrains, result.plots):
        assert frame["gfa_m2"].to_list() == pytest.approx(
            (3 * frame["footprint_m2"]).to_list(), abs=1e-5
        )


def figures(result):
    columns = [name for name in result.terrains if result.terrains[name].dtype == "float64"]
    return result.terrains.set_index("terrain_id").sort_index()[columns]


@costly
@given(parks(), st.randoms(use_true_random=False))
def test_blind_to_order_and_to_place(park, chance):
    first = measured(**park)
    plain = figures(first)
    mixed = {}
    for name, frame in park.items():
        order = list(range(len(frame)))
        chance.shuffle(order)
        mixed[name] = frame.iloc[order]
    again = measured(**mixed)
    assert figures(again).equals(plain)
    for name in ("plots", "buildings", "gaps"):
        one, other = getattr(first, name), getattr(again, name)
        assert one.drop(columns="geometry").equals(other.drop(columns="geometry")), name
    moved = {
        name: frame.set_geometry(
            gpd.GeoSeries([translate(one, 1024, 4096) for one in frame.geometry], crs=frame.crs)
        )
        for name, frame in park.items()
    }
    there = figures(measured(**moved))
    assert there.to_numpy() == pytest.approx(plain.to_numpy(), rel=1e-6, abs=1e-3, nan_ok=True)


@costly
@given(parks())
def test_a_parcel_delivered_twice_changes_no_area(park):
    again = park["parcels"].assign(parcel_id=[f"q{one}" for one in park["parcels"]["parcel_id"]])
    twice = {**park, "parcels": pd.concat([park["parcels"], again], ignore_index=True)}
    one, other = figures(measured(**park)), figures(measured(**twice))
    for column in ("net_area_m2", "footprint_m2", "off_plot_footprint_m2", "off_plot_gfa_m2",
                   "tare_other_m2"):  # fmt: skip
        assert other[column].to_numpy() == pytest.approx(
            one[column].to_numpy(), abs=1e-3, nan_ok=True
        )


@costly
@given(parks(), st.floats(0.0, 1.0))
def test_more_is_public_when_less_public_cover_will_do(park, share):
    free = Thresholds(public_min_share=share, min_plot_width_m=0)
    strict = Thresholds(public_min_share=min(1.0, share + 0.2), min_plot_width_m=0)
    some, most = figures(measured(free, **park)), figures(measured(strict, **park))
    rest = (most["net_area_m2"] - some["net_area_m2"]).dropna()
    assert (rest >= -1e-6).all()


@costly
@given(parks(), st.floats(0.2, 3.0))
def test_registered_areas_are_shown_and_nothing_is_divided_by_them(park, times):
    parcels = park["parcels"].assign(registered_area_m2=park["parcels"].area * times)
    plain, told = measured(**park), measured(**{**park, "parcels": parcels})
    assert figures(told).equals(figures(plain))
    beside = ["geometry", "registered_area_m2"]
    assert told.plots.drop(columns=beside).equals(plain.plots.drop(columns=beside))
    of_parcel = parcels.set_index("parcel_id")["registered_area_m2"]
    expected = [of_parcel[ids].sum() for ids in told.plots["parcel_ids"]]
    assert told.plots["registered_area_m2"].to_list() == pytest.approx(expected)
