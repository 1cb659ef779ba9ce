import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from geo_ser.errors import CrsError, TableError
from geo_ser.measure.coverage import building_land, building_parts, coverage, footprint_m2
from tests.shapes import square, table

PLOT = square(0, 0, 100)
corners = st.tuples(st.integers(-40, 110), st.integers(-40, 110))
shed_lists = st.lists(corners.map(lambda at: square(*at, 30, 20)), max_size=6)


def test_overlap_counts_once_and_overhang_not_at_all():
    # 40×50 + 40×50 sharing 20×50 = 3000 m² of 10 000; the third stands outside.
    sheds = table(square(0, 0, 40, 50), square(20, 0, 40, 50), square(100, 0, 100))
    assert coverage(table(PLOT), sheds).to_list() == pytest.approx([0.30])
    assert footprint_m2(table(PLOT), sheds).to_list() == pytest.approx([3000])


def test_without_buildings_coverage_is_zero_on_the_plots_own_index():
    plots = table(PLOT, square(200, 0, 10)).set_index(pd.Index(["a", "b"]))
    found = coverage(plots, table())
    assert found.to_dict() == {"a": 0.0, "b": 0.0}
    assert (found.name, found.dtype) == ("coverage", "float64")


@settings(max_examples=12, deadline=None)
@given(shed_lists, shed_lists)
def test_bounded_never_lowered_and_blind_to_duplicates(some, more):
    def share(sheds):
        return coverage(table(PLOT), table(*sheds)).iloc[0]

    assert 0 <= share(some) <= share(some + more) + 1e-9 <= 1 + 2e-9
    assert share(some + some) == pytest.approx(share(some))


@settings(max_examples=12, deadline=None)
@given(shed_lists)
def test_the_sum_of_pieces_is_a_plain_union(sheds):
    union = table(*sheds).union_all().intersection(PLOT).area
    assert footprint_m2(table(PLOT), table(*sheds)).iloc[0] == pytest.approx(union, abs=1e-6)


def test_degrees_are_refused_with_the_way_out():
    with pytest.raises(CrsError, match=r"`buildings` has EPSG:4326.*to_crs\(28992\)"):
        coverage(table(PLOT), table(PLOT, crs=4326))


def test_a_plot_without_area_is_refused():
    with pytest.raises(TableError, match="`plots`: 1 of 1 features have no area"):
        coverage(table(box(0, 0, 0, 10)), table(PLOT))


def test_land_goes_to_the_first_that_stands():
    sheds = table(square(0, 0, 10), square(5, 0, 10), square(5, 0, 10))
    land = building_land(sheds, pd.Series([False, True, True]))
    assert land.area.to_list() == pytest.approx([0, 100, 0])


def test_parts_share_a_building_between_terrains_by_its_land():
    parks = table(square(0, 0, 10), square(10, 0, 10))
    sheds = table(square(0, 0, 8, 4), square(6, 0, 8, 4))  # the second holds x 8–14
    parts = building_parts(parks, sheds, building_land(sheds, pd.Series([True, True])))
    rows = parts[["terrain", "building", "footprint_m2", "land_m2", "share"]].to_numpy().tolist()
    assert rows == [
        [0, 0, 32, 32, 1],
        [0, 1, 16, 8, pytest.approx(1 / 3)],
        [1, 1, 16, 16, pytest.approx(2 / 3)],
    ]


def test_a_building_wholly_on_anothers_land_is_shared_by_its_footprint():
    parks = table(square(0, 0, 10), square(10, 0, 10))
    sheds = table(square(4, 0, 8, 4), square(4, 0, 8, 4))
    parts = building_parts(parks, sheds, building_land(sheds, pd.Series([True, True])))
    assert parts["land_m2"].to_list() == [24, 0, 8, 0]
    assert parts["share"].to_list() == pytest.approx([0.75, 0.75, 0.25, 0.25])
