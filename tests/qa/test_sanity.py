import numpy as np
import pandas as pd
import pytest

from geo_ser.qa import check_indicators, check_ladder, check_layers
from geo_ser.study import Thresholds
from tests.shapes import square, table


def layers(**tables):
    return check_layers(tables, thresholds=Thresholds(), language="en")


def test_claimed_net_above_gross_is_an_error():
    terrains = table(square(0, 0, 100), square(200, 0, 100), terrain_id=["1", "2"],
                     claimed_gross_ha=[1.0, np.nan], claimed_net_ha=[1.2, 5.0])  # fmt: skip
    [one] = layers(terrains=terrains)
    assert (one.rule, one.severity, one.id, one.column) == (
        "claims.range", "error", "1", "claimed_net_ha",
    )  # fmt: skip
    assert one.difference == pytest.approx(0.2)


def test_issued_and_issuable_must_be_net():
    terrains = table(
        *(square(200 * place, 0, 100) for place in range(3)), terrain_id=["1", "2", "3"],
        name=["A", None, "C"], claimed_net_ha=[1.0, 1.0, 1.0],
        claimed_issued_ha=[0.7, 0.8, 0.7], claimed_issuable_ha=[0.3, 0.3, np.nan],
    )  # fmt: skip
    [one] = layers(terrains=terrains)
    assert (one.rule, one.severity, one.id, one.name) == ("claims.issued", "warning", "2", None)
    assert (one.claimed, one.expected) == (pytest.approx(1.1), 1.0)


def test_a_terrain_without_buildings_is_information_only_where_there_are_buildings():
    terrains = table(square(0, 0, 100), square(200, 0, 100), terrain_id=["1", "2"], name=["A", "B"])
    sheds = table(square(90, 0, 50), building_id=["s"])
    [one] = layers(terrains=terrains, buildings=sheds)
    assert (one.rule, one.severity, one.name) == ("layers.no_buildings", "info", "B")
    assert layers(terrains=terrains, buildings=sheds.iloc[:0]) == layers(terrains=terrains) == []
    assert layers(buildings=sheds) == []


def test_a_parcel_of_another_size_than_registered_is_said_where_it_touches_a_terrain():
    terrains = table(square(0, 0, 100), terrain_id=["1"])
    places = [(0, 0), (20, 0), (40, 0), (60, 0), (80, 0), (500, 0)]
    parcels = table(
        *(square(x, y, 20) for x, y in places), parcel_id=list("abcdef"),
        registered_area_m2=[425.0, 425.1, 374.9, np.nan, 999.0, 999.0],
        registered_area_kind=["Vastgesteld", "Vastgesteld", None, None, "Voorlopig", None],
    )  # fmt: skip
    found = layers(terrains=terrains, parcels=parcels)
    assert [(one.rule, one.severity, one.id) for one in found] == [
        ("layers.registered_area", "info", "b"), ("layers.registered_area", "info", "c"),
    ]  # fmt: skip
    assert (found[0].claimed, found[0].expected) == (425.1, 400.0)
    assert found[0].tolerance == 25.0
    assert "425 m²" in str(found[0].reason)
    large = table(square(0, 0, 100), parcel_id=["a"], registered_area_m2=[10_499.0])
    assert layers(terrains=terrains, parcels=large) == []  # 5 % of a hectare is more than 25 m²
    assert len(layers(terrains=terrains, parcels=large.assign(registered_area_m2=10_501.0))) == 1


@pytest.mark.parametrize(("cut", "said"), [(4, 4), (5, 1), (12, 1)])
def test_parcels_that_were_clipped_are_one_finding(cut, said):
    terrains = table(square(0, 0, 300), terrain_id=["1"])
    whole = [square(20 * place, 0, 20) for place in range(12)]
    parcels = table(
        *whole, parcel_id=[f"{place:02}" for place in range(12)],
        registered_area_m2=[4000.0] * cut + [400.0] * (12 - cut),
    )  # fmt: skip
    found = layers(terrains=terrains, parcels=parcels)
    assert [one.rule for one in found] == ["layers.registered_area"] * said
    if said == 1:
        assert (found[0].severity, found[0].id) == ("warning", None)
        assert found[0].difference == pytest.approx(cut * 3600)
        assert f"{cut} of 12" in str(found[0].reason)
        assert found[0].geometry.area == pytest.approx(cut * 400)


def test_coverage_outside_its_bounds_is_an_error():
    terrains = table(
        *(square(200 * place, 0, 100) for place in range(4)), terrain_id=["1", "2", "3", "4"],
        gsi_gross=[0.0, 1.0, 1.2, np.nan], gsi_net=[0.3, -0.1, 0.4, np.nan],
    )  # fmt: skip
    found = check_indicators({"terrains": terrains}, language="en")
    assert [(one.id, one.column, one.expected) for one in found] == [
        ("2", "gsi_net", 0.0), ("3", "gsi_gross", 1.0),
    ]  # fmt: skip
    assert {one.severity for one in found} == {"error"}


def test_a_hundred_layers_is_absurd_and_ninety_nine_not():
    buildings = table(
        *(square(200 * place, 0, 10) for place in range(4)), building_id=["1", "2", "3", "4"],
        footprint_m2=[100.0, 100.0, 0.0, np.nan], gfa_m2=[9_900.0, 10_000.0, 500.0, 500.0],
    )  # fmt: skip
    [one] = check_indicators({"buildings": buildings}, language="en")
    assert (one.rule, one.severity, one.table, one.id) == (
        "measure.absurd_layers", "warning", "buildings", "2",
    )  # fmt: skip
    assert one.geometry is not None


def test_indicators_may_be_absent():
    assert check_indicators({}) == []
    assert check_indicators({"terrains": pd.DataFrame({"terrain_id": []})}) == []


def test_deviations_of_the_ladder_are_told_once_per_table():
    cells = [("a", 1.0, 1.2), ("b", 80.0, 80.1), ("c", 5.0, 4.2)]
    rows = [
        {"table": "matrix", "cell": cell, "published": one, "computed": other,
         "difference": one - other}
        for cell, one, other in cells
    ]  # fmt: skip
    [one] = check_ladder({"deviations": rows}, language="en")
    assert (one.rule, one.severity, one.table, one.column) == (
        "ladder.deviation", "info", "matrix", "c",
    )  # fmt: skip
    assert "3 published figures" in one.reason
    assert check_ladder(None) == check_ladder({"deviations": []}) == []
