import pandas as pd
import pytest
from shapely import Polygon

from geo_ser.measure.cover import COVERS
from geo_ser.measure.mostly_public import mostly_public_findings, public_in_net_plots
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


def classed(cover, built=0.0, **columns):
    """Class a parcel of 100 m² of which a whole building covers some share."""
    frame = parcels(ROW[0], **columns)
    areas = pd.DataFrame({name: [100.0 * cover.get(name, 0.0)] for name in COVERS})
    lying = pd.DataFrame({"parcel": [0], "building": [0], "share": [1.0], "part": [built]})
    none = pd.Series([None], dtype="str")
    found = parcel_classes(frame, areas, lying[lying["part"] > 0], none, Thresholds()).iloc[0]
    return found["why"], None if pd.isna(found["counts_as_net"]) else bool(found["counts_as_net"])


@pytest.mark.parametrize(
    ("cover", "columns", "why", "net"),
    [
        ({"green": 1.0}, {"availability": ["option"]}, "availability", True),
        ({"green": 1.0}, {"plan": [True]}, "plan", True),
        ({"green": 1.0}, {"plan": [False]}, "public_cover", False),
        ({"green": 0.3, "road": 0.2}, {}, "public_cover", False),
        ({"green": 0.49, "yard": 0.51}, {}, "unbuilt", True),
        ({"field": 0.4, "bare": 0.2}, {}, "unbuilt_field", True),
        ({"field": 0.4}, {}, "unknown_cover", None),
        ({}, {}, "unknown_cover", None),
        ({"road": 0.3, "yard": 0.49}, {}, "unknown_cover", None),  # the rest may be road
        ({"road": 0.2, "yard": 0.51}, {}, "unbuilt", True),  # it cannot make half of it public
        # a transformer house on a street, on a yard, and where nobody knows
        ({"road": 0.9, "building": 0.05}, {"built": 0.05}, "public_cover", False),
        ({"yard": 0.95, "building": 0.05}, {"built": 0.05}, "building", True),
        ({"building": 0.05}, {"built": 0.05}, "unknown_cover", None),
        # a hall
        ({"road": 0.9, "building": 0.06}, {"built": 0.06}, "building", True),
        ({}, {"built": 0.06}, "building", True),
    ],
)
def test_the_first_rule_that_applies_decides(cover, columns, why, net):
    assert classed(cover, **columns) == (why, net)


def test_size_classes_hold_their_lower_bound_and_may_be_others():
    areas = pd.Series([999.999, 1000, 2000, 5000, 9999, 10_000, None])
    assert size_class(areas).to_list()[:6] == [
        "lt_1000", "1000_2000", "2000_5000", "5000_10000", "5000_10000", "ge_10000",
    ]  # fmt: skip
    assert size_class(areas).isna().to_list() == [False] * 6 + [True]
    assert size_class(pd.Series([2500.0]), (1000, 2500)).to_list() == ["ge_2500"]


def test_a_street_that_a_building_joins_to_a_plot_is_said():
    frame = parcels(*ROW[:3])
    classes = pd.DataFrame({"counts_as_net": pd.Series([True, False, None], dtype="boolean")})
    joined = pd.Series(["P0", "P0", "P2"])
    doubtful = public_in_net_plots(classes, joined)
    assert doubtful.tolist() == [False, True, False]
    assert not public_in_net_plots(classes, pd.Series(["P0", "P1", "P1"])).any()
    near, far = table(square(5, 5, 9), terrain_id=["T"]), table(square(99, 0, 1), terrain_id=["T"])
    [said] = mostly_public_findings(frame, doubtful, near)
    assert (said.rule, said.id, said.difference) == ("measure.mostly_public", "P1", 100)
    assert mostly_public_findings(frame, doubtful, far) == []
