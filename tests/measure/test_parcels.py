import numpy as np
import pandas as pd
import pytest
from shapely import Polygon

from geo_ser.measure.cover import COVERS
from geo_ser.measure.mostly_public import mostly_public, mostly_public_findings
from geo_ser.measure.parcels import (
    buildings_on,
    is_narrow,
    parcel_classes,
    plot_ids,
    stood_on,
)
from geo_ser.measure.plots import size_class
from geo_ser.study import Thresholds
from tests.measure.parks import buildings
from tests.shapes import X, Y, square, table

ROW = [square(10 * place, 0, 10) for place in range(4)]


def parcels(*shapes, **columns):
    return table(*shapes, parcel_id=[f"P{one}" for one in range(len(shapes))], **columns)


@pytest.mark.parametrize(("overhang", "plot"), [(1, "P0"), (0.99, "P1")])
def test_a_building_joins_parcels_that_each_hold_a_tenth_of_it(overhang, plot):
    hall = buildings(square(10 - overhang, 0, 10, 5))  # 10 m long
    lying = buildings_on(parcels(*ROW[:2]), hall)
    assert plot_ids(pd.Series(["P0", "P1"]), lying, 0.1).to_list() == ["P0", plot]


def test_what_several_buildings_join_they_join_together():
    sheds = buildings(square(28, 0, 4), square(8, 0, 4), square(18, 0, 4))
    lying = buildings_on(parcels(*ROW), sheds)
    assert set(plot_ids(pd.Series(["P0", "P1", "P2", "P3"]), lying, 0.1)) == {"P0"}


def test_eaves_over_the_road_do_not_make_it_a_plot():
    # 0.3 m of a hall 20 m deep hangs over: 1.5 % of it, 3 % of the road
    road, yard = square(0, 0, 10, 20), square(10, 0, 40, 20)
    hall = buildings(square(9.7, 0, 20, 20))
    lying = buildings_on(parcels(road, yard), hall)
    assert stood_on(lying, 2, Thresholds()).tolist() == [False, True]
    assert stood_on(lying, 2, Thresholds(unbuilt_max_coverage=0.02)).tolist() == [True, True]
    assert stood_on(lying, 2, Thresholds(join_min_share=0.01)).tolist() == [True, True]


def test_narrow_means_no_circle_of_that_width_fits():
    wedge = Polygon([(X, Y), (X + 100, Y), (X, Y + 10)])  # inscribed circle: 9.5 m
    shapes = table(square(0, 0, 100, 8), square(0, 0, 100, 7.99), wedge).geometry
    assert is_narrow(shapes, 8.0).tolist() == [False, True, False]
    assert is_narrow(shapes, 9.4).tolist() == [True, True, False]
    assert is_narrow(shapes, 9.6).tolist() == [True, True, True]
    assert is_narrow(shapes, 0.0).tolist() == [False, False, False]


def classed(cover, **columns):
    shares = dict.fromkeys(
        ("building", "road", "parking", "rail", "paved", "bare", "yard", "green", "field",
         "water", "other"), 0.0,
    )  # fmt: skip
    frame = parcels(ROW[0], **columns)
    areas = pd.DataFrame([shares | {name: 100 * share for name, share in cover.items()}])
    none = pd.Series([None], dtype="str")
    return parcel_classes(frame, areas, np.array([False]), none, Thresholds()).iloc[0].to_dict()


@pytest.mark.parametrize(
    ("cover", "columns", "why", "net"),
    [
        ({"green": 1.0}, {"availability": ["option"]}, "availability", True),
        ({"green": 1.0}, {"plan": [True]}, "plan", True),
        ({"green": 1.0}, {"plan": [False]}, "public_cover", False),
        ({"green": 0.3, "road": 0.2}, {}, "public_cover", False),
        ({"green": 0.49, "yard": 0.51}, {}, "unbuilt", True),
        ({"field": 0.4, "bare": 0.2}, {}, "unbuilt_field", True),
        ({"field": 0.4}, {}, "unknown_cover", True),
        ({}, {}, "unknown_cover", True),
    ],
)
def test_the_first_rule_that_applies_decides(cover, columns, why, net):
    assert classed(cover, **columns) == {"why": why, "counts_as_net": net}


def test_size_classes_hold_their_lower_bound_and_may_be_others():
    areas = pd.Series([999.999, 1000, 2000, 5000, 9999, 10_000, None])
    assert size_class(areas).to_list()[:6] == [
        "lt_1000", "1000_2000", "2000_5000", "5000_10000", "5000_10000", "ge_10000",
    ]  # fmt: skip
    assert size_class(areas).isna().to_list() == [False] * 6 + [True]
    assert size_class(pd.Series([2500.0]), (1000, 2500)).to_list() == ["ge_2500"]


@pytest.mark.parametrize(
    ("house", "public", "said"),
    [(10, 0.5, True), (10, 0.49, False), (51, 0.5, False), (50, 0.9, True)],
)
def test_a_small_building_on_public_land_is_said(house, public, said):
    """A parcel of 1 000 m² with a house of some m² on it."""
    frame = table(square(0, 0, 1000**0.5), parcel_id=["P"])
    cover = pd.DataFrame({name: [0.0] for name in COVERS}).assign(road=public * 1000)
    classes = pd.DataFrame({"why": ["building"], "counts_as_net": [True]})
    lying = pd.DataFrame({"parcel": [0], "building": [0], "share": [1.0], "part": [house / 1000]})
    doubtful = mostly_public(frame, cover, classes, lying, Thresholds())
    assert doubtful.tolist() == [said]
    near, far = table(square(5, 5, 1), terrain_id=["T"]), table(square(99, 0, 1), terrain_id=["T"])
    found = mostly_public_findings(frame, doubtful, near)
    assert [(one.rule, one.id) for one in found] == [("measure.mostly_public", "P")] * said
    assert mostly_public_findings(frame, doubtful, far) == []
    for_sale = classes.assign(why="availability")
    assert not mostly_public(frame, cover, for_sale, lying, Thresholds()).any()
