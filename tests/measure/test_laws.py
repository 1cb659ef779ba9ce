"""What must hold for any park: bounds, and blindness to order, doubles, place and splitting."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, box

from geo_ser.measure.floor_area import USE_COLUMNS
from tests.measure.parks import buildings, measured, point, terrains, units
from tests.shapes import X, square

spots = st.tuples(st.integers(-30, 230), st.integers(-30, 110))
sheds = st.tuples(spots, st.integers(1, 60), st.integers(1, 60))
STATUSES = ["Pand in gebruik", None, "Bouw gestart", "Pand gesloopt"]
AREAS = [100.0, 250.0, None, 999.0]
USES = [["woonfunctie"], ["industriefunctie", "kantoorfunctie"], None, []]


@st.composite
def parks(draw):
    """Two terrains side by side with sheds, some crossing every edge, and units in them."""
    shapes = [square(*at, width, height) for at, width, height in draw(st.lists(sheds, max_size=7))]
    count = len(shapes)

    def drawn(values, number):
        return draw(st.lists(st.sampled_from(values), min_size=number, max_size=number))

    built = buildings(
        *shapes, status=drawn(STATUSES, count), storeys=drawn([None, 1.0, 3.0], count)
    )
    where = draw(st.lists(spots, max_size=6))
    ids = [f"B{number}" for number in range(1, count + 1)] + ["gone"]
    named = st.one_of(st.none(), st.lists(st.sampled_from(ids), max_size=3))
    used = units(
        *[point(*at) for at in where], floor_area_m2=drawn(AREAS, len(where)),
        uses=drawn(USES, len(where)), building_ids=[draw(named) for _ in where],
    )  # fmt: skip
    return {
        "terrains": terrains(square(0, 0, 100), square(100, 0, 100)),
        "buildings": built, "units": used,
    }  # fmt: skip


def figures(result):
    frame = result.terrains.set_index("terrain_id").sort_index()
    return frame.select_dtypes("float64").dropna(axis="columns", how="all")


def footprints(result):
    return result.terrains.set_index("terrain_id")["footprint_m2"].to_dict()


law = settings(max_examples=4, deadline=None)


@law
@given(parks())
def test_shares_are_shares(park):
    frame = measured(**park).terrains
    assert frame["gsi_gross"].between(0, 1).all()
    assert frame["mxi"].dropna().between(0, 1 + 1e-9).all()
    assert (frame["gfa_low_m2"].dropna() <= frame["gfa_high_m2"].dropna() + 1e-9).all()
    known = frame[frame["gfa_m2"].notna()]
    assert known[list(USE_COLUMNS)].sum(axis="columns").to_list() == pytest.approx(
        known["gfa_m2"].to_list()
    )


@law
@given(parks(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_at_all(park, random):
    shuffled = {}
    for name, frame in park.items():
        order = list(range(len(frame)))
        random.shuffle(order)
        shuffled[name] = frame.iloc[order]
    some, others = measured(**park), measured(**shuffled)
    for name in ("terrains", "buildings", "provenance", "nulls"):
        pd.testing.assert_frame_equal(getattr(some, name), getattr(others, name), check_exact=True)


@law
@given(parks())
def test_the_same_buildings_under_other_ids_are_no_more_land(park):
    double = park["buildings"].assign(
        building_id="Z" + park["buildings"]["building_id"].astype("str")
    )
    both = gpd.GeoDataFrame(pd.concat([park["buildings"], double], ignore_index=True), crs=28992)
    once, twice = measured(**park).terrains, measured(**{**park, "buildings": both}).terrains
    assert twice["footprint_m2"].to_numpy() == pytest.approx(once["footprint_m2"].to_numpy())
    one_storey = {"terrains": park["terrains"], "buildings": both.drop(columns="storeys")}
    frame = measured(**one_storey).terrains
    assert frame["gfa_m2"].to_numpy() == pytest.approx(frame["footprint_m2"].to_numpy())


@law
@given(parks(), st.floats(-50_000, 50_000), st.floats(-50_000, 50_000))
def test_the_place_changes_nothing(park, east, north):
    moved = {
        name: frame.set_geometry(frame.geometry.translate(east, north), crs=28992)
        for name, frame in park.items()
    }
    # A point on an edge may lie on either side of it once moved, so only units that name a
    # building are kept. A sliver that rounding makes is some 1e-8 m².
    named = [bool(set(ids or []) - {"gone"}) for ids in park["units"]["building_ids"]]
    named = np.array(named, dtype="bool")
    park["units"], moved["units"] = park["units"][named], moved["units"][named]
    some, others = figures(measured(**park)), figures(measured(**moved))
    pd.testing.assert_frame_equal(some, others, rtol=1e-6, atol=1e-6)


@law
@given(parks(), st.integers(1, 99))
def test_splitting_a_building_or_a_terrain_changes_no_footprint(park, at):
    left, right = box(0, 0, X + at, 1e6), box(X + at, 0, 3e5, 1e6)
    shapes = park["buildings"]
    halves = [
        shapes.set_geometry(shapes.intersection(side), crs=28992).assign(
            building_id=shapes["building_id"].astype("str") + mark
        )
        for side, mark in ((left, ""), (right, "b"))
    ]
    cut = gpd.GeoDataFrame(pd.concat(halves, ignore_index=True), crs=28992)
    cut = cut[cut.geometry.area > 0]
    # One terrain of two parts that touch along the cut; the other as it was.
    first, second = park["terrains"].geometry
    two = MultiPolygon([first.intersection(left), first.intersection(right)])
    whole = footprints(measured(**park))
    assert footprints(measured(**{**park, "buildings": cut})) == pytest.approx(whole)
    if shapely.is_valid(two):
        split = {**park, "terrains": terrains(two, second)}
        assert footprints(measured(**split)) == pytest.approx(whole)


@law
@given(parks())
def test_floor_area_is_neither_lost_nor_made(park):
    around = square(-500, -500, 1500)
    outside = around.difference(park["terrains"].union_all())
    parts = [measured(**park), measured(**{**park, "terrains": terrains(outside)})]
    whole = measured(**{**park, "terrains": terrains(around)})
    for column in ("gfa_m2", "footprint_m2"):
        total = sum(part.buildings[column].sum() for part in parts)
        assert total == pytest.approx(whole.buildings[column].sum(), abs=1e-6)
    land = sum(part.terrains["footprint_m2"].sum() for part in parts)
    assert land == pytest.approx(whole.terrains["footprint_m2"].item(), abs=1e-6)
