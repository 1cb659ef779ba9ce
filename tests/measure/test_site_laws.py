"""Setbacks and free space of any plot: blind to place, turn, doubles and order."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate, translate

from tests.measure.parks import buildings, measured, terrains
from tests.shapes import X, Y, roughened, square, table

SETBACKS = ["setback_road_m", "setback_side_m", "setback_rear_m"]
FREE = ["free_area_m2", "largest_free_rectangle_m2", "largest_free_circle_m"]
CIRCLE_M = 0.1
"""How far a diameter may be short, by its docstring."""

sheds = st.tuples(st.integers(1, 30), st.integers(1, 50), st.integers(3, 15), st.integers(3, 15))
"""Left, low, width and depth, m; the plot is 40 m wide and 60 m deep, so some reach over."""


def park(built, turn=0, way=(0.0, 0.0), order=1, double=False):
    """Measure two plots for sale behind a road; `order` −1 gives every table backwards."""

    def moved(shape):
        return translate(rotate(shape, turn, origin=(X, Y)), *way)

    shapes = [moved(shape) for shape in built]
    shapes = [*shapes, moved(square(50, 20, 10))]
    ids = [f"B{at:02}" for at in range(len(shapes))]
    if double:
        shapes, ids = shapes * 2, [*ids, *(f"Z{one}" for one in ids)]
    cover = {"a": square(-50, -10, 300, 10), "b": square(-50, 0, 300, 200)}
    tables = {
        "terrains": terrains(moved(square(-50, -50, 300))),
        "parcels": table(
            *map(moved, (square(0, 0, 40, 60), square(40, 0, 30, 60))),
            parcel_id=["P", "Q"], availability=["issuable"] * 2,
        ),
        "buildings": buildings(*shapes).assign(building_id=ids, status="Pand in gebruik"),
        "surfaces": table(*map(moved, cover.values()), surface_id=list(cover),
                          cover=["road", "field"]),
    }  # fmt: skip
    return measured(**{name: frame.iloc[::order] for name, frame in tables.items()})


def spaces(result):
    return result.plots.set_index("plot_id").sort_index()[SETBACKS + FREE]


def alike(one, other):
    some, others = spaces(one), spaces(other)
    pd.testing.assert_frame_equal(some[SETBACKS], others[SETBACKS], rtol=0, atol=1e-5)
    pd.testing.assert_series_equal(some["free_area_m2"], others["free_area_m2"], rtol=0, atol=1e-4)
    # a rectangle's side may be off by the millimetre that a grid line may be off
    rectangle = "largest_free_rectangle_m2"
    pd.testing.assert_series_equal(some[rectangle], others[rectangle], rtol=0, atol=0.25)
    circle = "largest_free_circle_m"
    pd.testing.assert_series_equal(some[circle], others[circle], rtol=0, atol=CIRCLE_M)


law = settings(max_examples=2, deadline=None)
over = st.tuples(st.integers(20, 29), st.integers(1, 40), st.integers(3, 15)).map(
    lambda drawn: (drawn[0], drawn[1], 41 - drawn[0], drawn[2])
)
"""A shed over the line between the plots by 1 m: too little to join them."""

pair = st.tuples(sheds, st.integers(1, 2)).map(
    lambda drawn: [drawn[0], (drawn[0][0] + drawn[1], drawn[0][1] + drawn[1], *drawn[0][2:])]
)
"""A shed, and one of the same size over it."""

some_sheds = st.tuples(pair, over).flatmap(
    lambda drawn: roughened([square(*one) for one in (*drawn[0], drawn[1])])
)


@law
@given(some_sheds, st.integers(0, 359), st.floats(-5e4, 5e4), st.floats(-5e4, 5e4))
def test_setbacks_and_free_space_of_any_plot(built, turn, east, north):
    here = park(built)
    neither_place_nor_turn_changes_them(here, park(built, turn=turn, way=(east, north)))
    the_same_buildings_twice_leave_as_much_room(here, park(built, double=True))
    the_order_of_rows_changes_nothing(here, park(built, order=-1))
    a_building_more_leaves_no_more_room(park(built[:-1]), here)


def neither_place_nor_turn_changes_them(here, there):
    alike(here, there)


def the_same_buildings_twice_leave_as_much_room(once, twice):
    alike(once, twice)


def the_order_of_rows_changes_nothing(forth, back):
    pd.testing.assert_frame_equal(spaces(forth), spaces(back), check_exact=True)


def a_building_more_leaves_no_more_room(without, with_it):
    fewer, more = spaces(without), spaces(with_it)
    assert (more["free_area_m2"] <= fewer["free_area_m2"] + 1e-6).all()
    assert (more["largest_free_circle_m"] <= fewer["largest_free_circle_m"] + CIRCLE_M).all()
    both = fewer[SETBACKS].notna() & more[SETBACKS].notna()
    assert (~both | (more[SETBACKS] <= fewer[SETBACKS] + 1e-6)).all(axis=None)


def test_the_park_of_these_laws_by_pencil():
    found = spaces(park([square(5, 10, 15, 20)]))
    # P: a shed 10 m from the road, 5 m from the left side, 60 − 30 from the rear
    assert found.loc["P", SETBACKS].to_list() == pytest.approx([10, 5, 30])
    # free: 40 × 30 behind it, or 20 × 60 beside it; the circle against the right and rear side
    # and the shed's corner (20, 30): (20 − r)² + (30 − r)² = r², so r = 50 − √1200
    circle = 2 * (50 - 1200**0.5)
    assert found.loc["P", FREE].to_list() == pytest.approx([2100, 1200, circle], abs=CIRCLE_M)
