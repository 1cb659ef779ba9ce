"""Terrains are measured in batches; how many at a time changes nothing at all."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.measure.batches import terrain_batches
from geo_ser.measure.plots import cadastre
from tests.measure.parks import buildings, measured, terrains, units
from tests.measure.pencil_park import pencil_park
from tests.shapes import square, table

TABLES = ("terrains", "plots", "buildings", "provenance", "nulls", "gaps", "plot_edges",
          "plot_limits")  # fmt: skip
spots = st.tuples(st.integers(0, 30), st.integers(0, 6), st.integers(1, 6), st.integers(1, 4))


def shapes_at(drawn, inset=0.0):
    return [
        square(20.0 * x + inset, 20.0 * y + inset, 20.0 * wide, 20.0 * high)
        for x, y, wide, high in drawn
    ]


@st.composite
def regions(draw):
    """Everything strewn over a strip: some far apart, some on top of each other.

    South of it two terrains lie 1 m apart: from a plot in one a road is seen over a public strip
    in the other.
    """
    land = shapes_at(draw(st.lists(spots, min_size=2, max_size=5)))
    cadastral = shapes_at(draw(st.lists(spots, max_size=8)), 3.0)
    built = shapes_at(draw(st.lists(spots, max_size=5)), 8.0)
    covers = shapes_at(draw(st.lists(spots, max_size=8)), 1.0)
    kinds = draw(st.lists(st.sampled_from(["road", "green", "field", "yard"]),
                          min_size=len(covers), max_size=len(covers)))  # fmt: skip
    sale = draw(st.lists(st.sampled_from(["issuable", None]),
                         min_size=len(cadastral), max_size=len(cadastral)))  # fmt: skip
    inside = [shape.centroid for shape in built]
    verge, north = draw(st.integers(2, 5)), draw(st.integers(0, 30)) - 200
    land += [square(0, north, 40, 80), square(41, north, 40, 80)]
    cadastral += [square(2, north, 37, 60), square(42, north, verge, 60)]
    covers += [square(42, north, verge, 60), square(42 + verge, north, 20, 60)]
    kinds, sale = [*kinds, "green", "road"], [*sale, "issuable", None]
    return {
        "terrains": terrains(*land),
        "parcels": table(*cadastral, parcel_id=[f"P{at}" for at in range(len(cadastral))],
                         availability=pd.Series(sale, dtype="str")),
        "buildings": buildings(*built, status=["Pand in gebruik"] * len(built)),
        "units": units(*inside, floor_area_m2=[100.0] * len(inside)),
        "surfaces": table(*covers, surface_id=[f"S{at}" for at in range(len(covers))], cover=kinds),
        "surface_overlaps": table(surface_id=[]),
    }  # fmt: skip


def outcome(found):
    """Return everything that was measured; findings in no order."""
    said = sorted(map(str, found.findings))
    return {name: getattr(found, name) for name in TABLES}, said


def same(one, other):
    (some, said), (others, too) = outcome(one), outcome(other)
    for name in TABLES:
        pd.testing.assert_frame_equal(some[name], others[name], check_exact=True)
    assert said == too


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(regions(), st.integers(1, 3))
def test_the_size_of_the_batches_changes_nothing_at_all(region, at_once):
    same(measured(**region), measured(**region, at_once=at_once))


def test_two_parks_far_apart_are_two_batches_and_the_same():
    park, other = pencil_park(), pencil_park()
    both = {}
    for name, frame in park.items():
        key = frame.columns[0]
        moved = other[name].assign(**{key: "Z" + other[name][key].astype("str")})
        moved = moved.set_geometry(moved.geometry.translate(5_000, 0))
        both[name] = gpd.GeoDataFrame(pd.concat([frame, moved], ignore_index=True), crs=28992)
    same(measured(**both), measured(**both, at_once=1))


def parcels(*shapes):
    return table(*shapes, parcel_id=[f"P{at}" for at in range(len(shapes))])


def batches(land, cadastral, at_once=1, reach_m=6.0):
    given_ = cadastre(cadastral, land, None, None, 0.1)
    return [rows.tolist() for rows in terrain_batches(land, given_, reach_m, at_once)]


def test_terrains_whose_plots_lie_within_reach_stay_together():
    land = terrains(square(0, 0, 50), square(100, 0, 50), square(900, 0, 50))
    apart = parcels(square(10, 10, 20), square(110, 10, 20))
    assert sorted(batches(land, apart)) == [[0], [1], [2]]
    assert batches(land, apart, at_once=3) == [[0, 1, 2]]
    bridge = parcels(square(10, 10, 20), square(40, 10, 65, 20))  # one plot on both
    assert sorted(batches(land, bridge)) == [[0, 1], [2]]
    near = parcels(square(40, 10, 38, 20), square(82, 10, 30, 20))  # 4 m from each other
    assert sorted(batches(land, near)) == [[0, 1], [2]]
    assert sorted(batches(land, near, reach_m=1.0)) == [[0], [1], [2]]


def test_every_terrain_is_in_one_batch_and_neighbours_are_together():
    corners = [(400.0 * x, 400.0 * y) for x in range(8) for y in range(8)]
    land = terrains(*[square(*corner, 100) for corner in corners])
    found = terrain_batches(land, None, 1.0, 16)
    assert sorted(np.concatenate(found).tolist()) == list(range(64))
    assert [len(rows) for rows in found] == [16] * 4
    for rows in found:
        low_x, low_y, high_x, high_y = shapely.total_bounds(land.geometry.iloc[rows])
        assert (high_x - low_x) * (high_y - low_y) == pytest.approx(1300.0**2)


def test_no_terrain_is_one_empty_batch():
    assert [rows.tolist() for rows in terrain_batches(terrains(), None, 1.0, 5)] == [[]]
