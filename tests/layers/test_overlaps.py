"""Land that two surfaces claim: counted once, whichever way it is covered."""

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity

from geo_ser.layers import clean_tables, overlaps
from geo_ser.layers.packed import PackedTable
from tests.layers.studies import block, study, written
from tests.shapes import square, table


def surfaces(*shapes, ids=None):
    ids = ids or [f"s{number:02}" for number in range(len(shapes))]
    return table(*shapes, surface_id=ids, cover=["road"] * len(shapes))


def surface_overlaps(rows):
    return overlaps.surface_overlaps(PackedTable.of(rows))


def areas(rows):
    found = surface_overlaps(rows)
    return dict(zip(found["surface_id"], found.area.round(9), strict=True))


def test_the_higher_id_gives_way_and_three_deep_counts_once():
    # 10×10 each, shifted by 5: b is half under a; c lies on both: 5 on b, nothing left of a.
    rows = surfaces(square(0, 0, 10), square(5, 0, 10), square(5, 0, 10), ids=["a", "b", "c"])
    assert areas(rows) == {"b": 50, "c": 100}
    assert areas(rows.iloc[::-1]) == {"b": 50, "c": 100}
    union = shapely.union_all(rows.geometry).area
    assert rows.area.sum() - sum(areas(rows).values()) == union


def test_neighbours_that_only_touch_share_nothing():
    rows = surfaces(square(0, 0, 10), square(10, 0, 10), square(10, 10, 10), square(0, 12, 5))
    found = surface_overlaps(rows)
    assert found.empty
    assert list(found) == ["surface_id", "geometry"]
    assert found.crs.to_epsg() == 28992
    assert surface_overlaps(rows.iloc[:0]).empty


def test_contained_equal_and_holed_surfaces():
    ringed = square(0, 0, 10).difference(square(2, 2, 4))
    assert areas(surfaces(square(0, 0, 10), square(2, 2, 4))) == {"s01": 16}
    assert areas(surfaces(square(0, 0, 10), square(0, 0, 10))) == {"s01": 100}
    assert areas(surfaces(ringed, square(2, 2, 4))) == {}
    assert areas(surfaces(ringed, square(2, 2, 5))) == {"s01": 9}


def test_a_part_that_also_touches_along_a_line_is_still_land():
    corner = shapely.union(square(0, 0, 4), square(0, 0, 10, 1))
    found = surface_overlaps(surfaces(square(-5, -5, 5, 20), corner, square(3, 1, 10)))
    assert found.geom_type.isin(["Polygon", "MultiPolygon"]).all()
    assert found.area.to_list() == [3]


boxes = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 12), st.integers(0, 80)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=12, deadline=None)
@given(boxes)
def test_what_is_left_is_the_union(some):
    shapes = [affinity.rotate(square(x, y, size), turn) for x, y, size, turn in some]
    rows = surfaces(*shapes)
    double = surface_overlaps(rows).area.sum()
    assert rows.area.sum() - double == pytest.approx(shapely.union_all(shapes).area, abs=1e-4)


def test_layers_writes_it_beside_the_surfaces(tmp_path):
    file = written(tmp_path, surfaces(square(0, 0, 10), square(5, 0, 10)))
    layers = clean_tables(study(tmp_path, block("surfaces", file)))
    assert layers.surface_overlaps.area.to_list() == [50]
    assert "surface_overlaps" not in layers.tables
    rows = table(square(0, 0, 10), terrain_id=["T"])
    without = clean_tables(study(tmp_path, block("terrains", written(tmp_path, rows, "b.gpkg"))))
    assert without.surface_overlaps is None


def test_the_order_of_rows_says_nothing():
    shuffled = np.random.default_rng(1)
    rows = surfaces(*(square(3 * n, 2 * n, 10) for n in range(9)))
    other = rows.iloc[shuffled.permutation(len(rows))]
    pd.testing.assert_frame_equal(surface_overlaps(rows).to_wkt(), surface_overlaps(other).to_wkt())


def test_how_many_are_looked_at_together_changes_nothing(monkeypatch):
    strewn = [square(7 * at % 40, 11 * at % 30, 9) for at in range(30)]
    names = [f"s{at:02}" for at in range(30)]
    whole = surface_overlaps(table(*strewn, surface_id=names))
    monkeypatch.setattr(overlaps, "_AT_ONCE", 4)
    pd.testing.assert_frame_equal(surface_overlaps(table(*strewn, surface_id=names)), whole)
    assert len(whole) > 5
