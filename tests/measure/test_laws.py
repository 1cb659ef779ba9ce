"""What must hold for any park: bounds, and blindness to order, doubles, place and splitting."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from geo_ser.measure.building_floor import GFA_COLUMNS, USE_COLUMNS
from geo_ser.study import Thresholds
from tests.measure.parks import OWN_FACTOR, buildings, measured, point, terrains, units
from tests.shapes import X, roughened, square

spots = st.tuples(st.integers(-30, 230), st.integers(-30, 110))
sheds = st.tuples(spots, st.integers(1, 60), st.integers(1, 60))
STATUSES = ["Pand in gebruik", None, "Bouw gestart", "Pand gesloopt"]
AREAS = [100.0, 250.0, None, 999.0]
USES = [["woonfunctie"], ["industriefunctie", "kantoorfunctie"], None, []]


@st.composite
def edge_cases(draw):
    """Three sheds: over the edge between the terrains, on top of that one, and a sliver.

    The sliver has 1 to 4 m² on the other side of an edge.
    """
    low, high = draw(st.integers(-30, 80)), draw(st.integers(1, 60))
    left, beyond = draw(st.integers(60, 99)), draw(st.integers(1, 30))
    over = square(left, low, 100 - left + beyond, high)
    moved = draw(st.integers(0, 99 - left + beyond))
    sliver = square(draw(st.sampled_from([-9, 99, 199])), draw(st.integers(0, 96)), 10,
                    draw(st.integers(1, 4)))  # fmt: skip
    return [over, square(left + moved, low, 40, draw(st.integers(1, 60))), sliver]


@st.composite
def parks(draw):
    """Two terrains side by side with sheds that cross every edge and overlap, and units in them.

    The edge cases stand and have floor area, the first of them that of a unit with two uses.
    """
    edges = draw(edge_cases())
    shapes = edges + [square(*at, *size) for at, *size in draw(st.lists(sheds, max_size=4))]
    shapes = draw(roughened(shapes))
    count, rest = len(shapes), len(shapes) - len(edges)

    def drawn(values, number):
        return draw(st.lists(st.sampled_from(values), min_size=number, max_size=number))

    built = buildings(
        *shapes, status=[STATUSES[0]] * len(edges) + drawn(STATUSES, rest),
        storeys=[3.0, None, 2.0, *drawn([None, 1.0, 3.0], rest)],
    )  # fmt: skip
    where = draw(st.lists(spots, max_size=5))
    ids = [f"B{number}" for number in range(1, count + 1)] + ["gone"]
    named = st.one_of(st.none(), st.lists(st.sampled_from(ids), max_size=3))
    used = units(
        *[point(*at) for at in [(0, 0), *where]],
        floor_area_m2=[AREAS[1], *drawn(AREAS, len(where))],
        uses=[USES[1], *drawn(USES, len(where))],
        building_ids=[["B1"], *(draw(named) for _ in where)],
    )
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
ways = st.integers(-50_000, 50_000).map(lambda metres: metres + 0.3)
"""How far a park is moved, never by whole metres, on which all its corners lie."""


@law
@given(parks())
def test_shares_are_shares(park):
    # Much is unknown in such a park; what is known closes all the same.
    some = Thresholds(gbo_to_gfa=OWN_FACTOR.gbo_to_gfa, gfa_unknown_max_share=1.0)
    frame = measured(some, **park).terrains
    assert frame["gsi_gross"].between(0, 1).all()
    assert frame["mxi"].dropna().between(0, 1 + 1e-9).all()
    bounded = frame.dropna(subset=["gfa_low_m2", "gfa_high_m2"])
    assert (bounded["gfa_low_m2"] <= bounded["gfa_high_m2"] + 1e-9).all()
    known = frame[frame["gfa_m2"].notna()]
    assert known[list(USE_COLUMNS)].sum(axis="columns").to_list() == pytest.approx(
        known["gfa_m2"].to_list()
    )


@law
@given(parks())
def test_what_is_not_known_is_null_with_a_reason_and_never_zero(park):
    """A building has no figure where its units have areas that may not be used."""
    full = "B0"
    filler = units(point(1, 1), floor_area_m2=[999_999.0], building_ids=[[full]])
    shed = buildings(square(0, 0, 1)).assign(building_id=full, status=STATUSES[0])
    more = {
        name: pd.concat([park[name], extra.assign(**{key: full})], ignore_index=True)
        for name, extra, key in (("buildings", shed, "building_id"), ("units", filler, "unit_id"))
    }
    result = measured(**{**park, **more})
    rows = result.buildings.set_index("building_id")
    assert np.isnan(rows.loc[full, "gfa_m2"])
    for name, key in (("terrains", "terrain_id"), ("buildings", "building_id")):
        frame = getattr(result, name)
        said = result.nulls[result.nulls["table"] == name]
        assert said["reason"].notna().all()
        for column in frame.columns.difference(["geometry"]):
            ids = set(frame.loc[frame[column].isna(), key])
            told = set(said.loc[said["column"] == column, "id"])
            assert told == ids or (told == {"*"} and ids == set(frame[key]))


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
    assert frame["gfa_low_m2"].to_numpy() == pytest.approx(frame["footprint_m2"].to_numpy())
    assert frame.loc[frame["footprint_m2"] > 0, "gfa_m2"].isna().all()


@law
@given(parks(), ways, ways)
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
@given(parks(), st.floats(0.1, 0.9))
def test_splitting_a_building_or_a_terrain_changes_no_footprint(park, share):
    at = X + 100 - share * (X + 100 - park["buildings"].bounds["minx"].iloc[0])
    left, right = box(0, 0, at, 1e6), box(at, 0, 3e5, 1e6)  # through the first shed, in T1
    shapes = park["buildings"]
    halves = [
        shapes.set_geometry(shapes.intersection(side), crs=28992).assign(
            building_id=shapes["building_id"].astype("str") + mark
        )
        for side, mark in ((left, ""), (right, "b"))
    ]
    cut = gpd.GeoDataFrame(pd.concat(halves, ignore_index=True), crs=28992)
    cut = cut[cut.geometry.area > 0]
    whole = footprints(measured(**park))
    assert footprints(measured(**{**park, "buildings": cut})) == pytest.approx(whole)
    first, second = park["terrains"].geometry
    three = terrains(first.intersection(left), first.intersection(right), second)
    split = footprints(measured(**{**park, "terrains": three}))
    assert split["T1"] + split["T2"] == pytest.approx(whole["T1"])
    assert split["T3"] == pytest.approx(whole["T2"])


@law
@given(parks(), st.floats(6.0, 60.0))
def test_a_height_makes_no_floor(park, height):
    high = {**park, "buildings": park["buildings"].assign(height_m=height)}
    for tables in (park, {name: park[name] for name in ("terrains", "buildings")}):
        taller = {**tables, "buildings": high["buildings"]}
        one, other = measured(**tables), measured(**taller)
        columns = ["building_id", "gfa_m2", "gfa_low_m2", "gfa_method"]
        pd.testing.assert_frame_equal(other.buildings[columns], one.buildings[columns])
        floor = ["gfa_m2", "gfa_low_m2", "gfa_known_share", "fsi_gross", "layers"]
        pd.testing.assert_frame_equal(other.terrains[floor], one.terrains[floor])


@law
@given(parks())
def test_floor_area_is_neither_lost_nor_made(park):
    around = square(-500, -500, 1500)
    outside = around.difference(park["terrains"].union_all())
    parts = [measured(**park), measured(**{**park, "terrains": terrains(outside)})]
    whole = measured(**{**park, "terrains": terrains(around)})
    for column in (*GFA_COLUMNS, "footprint_m2"):
        total = sum(part.buildings[column].sum() for part in parts)
        assert total == pytest.approx(whole.buildings[column].sum(), abs=1e-6)
    for column in ("gfa_low_m2", "footprint_m2"):  # never null
        land = sum(part.terrains[column].sum() for part in parts)
        assert land == pytest.approx(whole.terrains[column].sum(), abs=1e-6)
    high = sum(part.terrains["gfa_high_m2"].sum(skipna=False) for part in parts)
    assert high == pytest.approx(whole.terrains["gfa_high_m2"].item(), abs=1e-6, nan_ok=True)
    assert whole.terrains["gfa_low_m2"].item() > 0
    for part in (*parts, whole):
        a_terrain_has_the_floor_of_its_buildings_and_no_more(part)


def a_terrain_has_the_floor_of_its_buildings_and_no_more(result):
    rows = result.buildings.assign(
        gfa_m2=result.buildings["gfa_m2"].fillna(result.buildings["gfa_low_m2"])
    )
    sums = rows.groupby("terrain_id")[["gfa_m2", "gfa_low_m2"]].sum()
    for column in sums:
        known = result.terrains.set_index("terrain_id")[column].dropna()
        mine = sums[column].reindex(known.index, fill_value=0.0)
        assert known.to_list() == pytest.approx(mine.to_list(), abs=1e-6)
