"""Shapes at rest: what goes in comes out, whichever way it is asked for."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.layers import packed
from geo_ser.layers.packed import PackedTable, Shapes
from tests.shapes import square, table

KINDS = [
    None,
    shapely.Point(1, 2),
    shapely.from_wkt("POLYGON EMPTY"),
    shapely.from_wkt("POLYGON Z ((0 0 1, 0.1 0 2, 0.1 0.3 3, 0 0 1))"),
    shapely.from_wkt("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))"),
    shapely.from_wkt("GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (0 0, 1 1))"),
    shapely.Point(np.inf, 0),
    square(0, 0, 10),
]


def array(shapes):
    out = np.empty(len(shapes), dtype="object")
    out[:] = shapes
    return out


def wkb(shapes):
    return shapely.to_wkb(shapes).tolist()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(KINDS), max_size=12), st.integers(1, 5), st.data())
def test_shapes_come_out_as_they_went_in(shapes, at_once, data):
    shapes = array(shapes)
    rows = data.draw(st.lists(st.integers(0, max(len(shapes) - 1, 0)), max_size=len(shapes)))
    rows, stays = np.array(rows, dtype="int64"), np.arange(len(shapes)) % 3 != 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed, "AT_ONCE", at_once)
        held = Shapes.joined([Shapes.of(shapes[:4]), Shapes.of(shapes[4:])])
    assert len(held) == len(shapes)
    assert wkb(held.all()) == wkb(shapes)
    assert wkb(held.at(rows)) == wkb(shapes[rows])
    np.testing.assert_array_equal(held.taken(rows).bounds, shapely.bounds(shapes[rows]))
    assert wkb(held.kept(stays).all()) == wkb(shapes[stays])
    np.testing.assert_array_equal(held.kept(stays).bounds, shapely.bounds(shapes[stays]))
    assert held.each(shapely.get_type_id).tolist() == shapely.get_type_id(shapes).tolist()
    poured = [some for _, some in held.poured()]
    assert wkb(array([one for some in poured for one in some])) == wkb(shapes)
    assert len(held) == 0


def test_kinds_tell_shapes_apart_and_heights_too():
    shapes = array([square(0, 0, 1), None, square(5, 5, 1), shapely.force_3d(square(0, 0, 1), 1.0)])
    first, none, second, tall = Shapes.of(shapes).kinds.tolist()
    assert first == second
    assert len({first, none, tall}) == 3


def test_a_table_is_put_in_another_order_without_touching_a_shape():
    rows = table(*(square(10 * at, 0, 5) for at in range(4)), id=list("abcd"))
    held = PackedTable.of(rows)
    turned = PackedTable(held.attributes.iloc[[2, 0, 3]], held.shapes)
    assert turned.shapes is held.shapes
    expected = rows.iloc[[2, 0, 3]].reset_index(drop=True)
    assert turned.frame().equals(expected)
    assert turned.part(1, 3).frame().equals(expected.iloc[1:3].reset_index(drop=True))
    assert turned.bounds.tolist() == expected.bounds.to_numpy().tolist()
    fewer = turned.without(pd.Index([0]))
    assert fewer.frame()["id"].to_list() == ["c", "d"]
    more = fewer.and_also(table(square(90, 90, 1), id=["z"]))
    assert more.frame()["id"].to_list() == ["c", "d", "z"]
    assert more.frame().geometry.iloc[2].equals(square(90, 90, 1))


def test_a_table_without_shapes_is_a_table():
    held = PackedTable.of(pd.DataFrame({"a": [1, 2]}))
    assert held.frame().equals(pd.DataFrame({"a": [1, 2]}))
    assert held.part(1, 2).frame()["a"].to_list() == [2]
    assert not held.has_places
    assert not isinstance(held.frame(), gpd.GeoDataFrame)
