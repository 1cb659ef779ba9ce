import base64
import json
import zlib

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer
from shapely import MultiPolygon, Point, Polygon, box

from geo_ser.errors import WriteError
from geo_ser.maps.packing import pack_shapes, packed_text, to_mercator

HOLED = Polygon(
    [(0, 0), (10, 0), (10, 10), (0, 10)], [[(2, 2), (4, 2), (4, 4), (2, 4)]]
)  # runs and holes in whatever direction they were given


def unpacked(text):
    """Return what the page's script makes of a packed value."""
    whole = zlib.decompress(base64.b64decode(text))
    length = int.from_bytes(whole[:4], "little")
    numbers = whole[4 + length :]

    def back(value):
        if isinstance(value, list):
            return [back(one) for one in value]
        if not isinstance(value, dict):
            return value
        if "ints" not in value:
            return {key: back(one) for key, one in value.items()}
        offset, count = value["ints"]
        folded = [numbers[offset + n] + 256 * numbers[offset + count + n] for n in range(count)]
        found = [(one >> 1) ^ -(one & 1) for one in folded]
        for place, number in value["far"]:
            found[place] = number
        return found

    return back(json.loads(whole[4 : 4 + length]))


def drawn(packed):
    """Return each shape as the lists of its rings, in metres."""
    x, y = (np.cumsum(packed[axis]) / packed["per_m"] for axis in "xy")
    ends = np.cumsum(packed["sizes"])
    rings = [
        list(zip(x[end - size : end].tolist(), y[end - size : end].tolist(), strict=True))
        for size, end in zip(packed["sizes"], ends, strict=True)
    ]
    last = np.cumsum(packed["rings"])
    return [rings[end - n : end] for n, end in zip(packed["rings"], last, strict=True)]


def table(*shapes):
    return gpd.GeoSeries(list(shapes), crs=28992)


whole_numbers = st.lists(st.integers(-(2**31), 2**31 - 1), min_size=0, max_size=40)


@given(whole_numbers, whole_numbers)
def test_whole_numbers_come_back_however_large(some, more):
    value = {"a": {"b": some}, "c": more, "d": ["x", None, 1.5], "e": [[1, 2], []]}
    assert unpacked(packed_text(value)) == value


def test_equal_values_give_equal_bytes_in_any_order_of_keys():
    one = {"a": list(range(20)), "b": list(range(30))}
    assert packed_text(one) == packed_text(dict(reversed(one.items())))


def test_a_script_element_cannot_be_left():
    text = packed_text({"</script>": "</script><!--" * 9})
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")


def test_outer_rings_turn_left_and_holes_right_in_one_polygon_after_another():
    shapes = table(MultiPolygon([HOLED.reverse(), box(20, 0, 30, 1)]), None, box(5, 5, 6, 6))
    two, none, one = drawn(pack_shapes(shapes))
    areas = [shapely.LinearRing(ring).is_ccw for ring in (*two, *one)]
    assert areas == [True, False, True, True]
    assert Polygon(two[0], [two[1]]).equals(HOLED)
    assert none == []


@pytest.mark.parametrize("nothing", [None, Polygon(), Point(1, 1)])
def test_what_has_no_area_has_no_rings(nothing):
    assert pack_shapes(table(nothing))["rings"] == [0]


@given(
    st.lists(
        st.tuples(st.floats(1e5, 3e5), st.floats(3e5, 6e5), st.floats(2, 90), st.floats(0, 180)),
        min_size=1, max_size=6,
    ),
    st.sampled_from([2, 10]),
)  # fmt: skip
def test_no_line_moves_by_more_than_a_step(boxes, per_m):
    shapes = [shapely.affinity.rotate(box(x, y, x + s, y + 2 * s), turn) for x, y, s, turn in boxes]
    packed = pack_shapes(table(*shapes), per_m=per_m)
    for shape, rings in zip(shapes, drawn(packed), strict=True):
        assert shape.boundary.hausdorff_distance(Polygon(rings[0]).boundary) <= 1.0 / per_m


@pytest.mark.parametrize(
    "bounds",
    [(140000, 510000, 140612, 510300), (10000, 305000, 280000, 620000), (1e5, 4e5, 1e5, 4e5)],
    ids=["a park", "the country", "a point"],
)
def test_places_on_the_map_are_those_of_proj(bounds):
    polynomial = to_mercator(bounds)
    rng = np.random.default_rng(1)
    x, y = rng.uniform(bounds[0], bounds[2], 500), rng.uniform(bounds[1], bounds[3], 500)
    u, v = (
        (one - middle) / half
        for one, middle, half in zip((x, y), polynomial["middle"], polynomial["half"], strict=True)
    )
    degree = polynomial["degree"]
    terms = [u**i * v**j for i in range(degree + 1) for j in range(degree + 1 - i)]
    found = [np.array(polynomial[axis]) @ np.array(terms) for axis in "xy"]
    truth = Transformer.from_crs(28992, 3857, always_xy=True).transform(x, y)
    assert np.abs(np.array(found) - np.array(truth)).max() < 0.02


def test_an_extent_beyond_any_country_is_refused_with_the_way_out():
    with pytest.raises(WriteError, match=r"span 9000 km.*one that lies far outside"):
        to_mercator((-4_000_000, 0, 5_000_000, 4_000_000))
