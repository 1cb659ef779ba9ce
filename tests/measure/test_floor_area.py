import pytest

from geo_ser.measure.floor_area import factor_finding
from geo_ser.study import LowValueHigh, Thresholds
from tests.measure.parks import (
    OWN_FACTOR,
    PARK,
    buildings,
    measured,
    only_row,
    point,
    terrains,
    units,
    why,
)
from tests.shapes import square

HALL = square(0, 0, 50, 20)  # 1000 m²


def test_the_plot_of_the_design():
    # A plot of 20 × 30 m, a house of 10 × 12 m, 3 storeys: FSI 0.6, GSI 0.2, L 3.
    plot = terrains(square(0, 0, 20, 30))
    row = only_row(
        measured(terrains=plot, buildings=buildings(square(2, 2, 10, 12), storeys=[3.0])).terrains
    )
    assert row["gfa_m2"] == pytest.approx(360)
    assert row["gfa_low_m2"] == row["gfa_high_m2"] == row["gfa_m2"]
    assert (row["fsi_gross"], row["gsi_gross"]) == pytest.approx((0.6, 0.2))
    assert row["layers"] == pytest.approx(3)


def test_a_hall_of_12_m_and_one_storey_has_one_storey_of_floor():
    result = measured(terrains=PARK, buildings=buildings(HALL, storeys=[1.0], height_m=[12.0]))
    assert only_row(result.buildings)["gfa_m2"] == pytest.approx(1000)
    assert only_row(result.buildings)["gfa_method"] == "storeys"


def test_without_storeys_and_units_a_height_still_makes_no_floors():
    result = measured(terrains=PARK, buildings=buildings(HALL, height_m=[12.0]))
    assert only_row(result.buildings)["gfa_m2"] == pytest.approx(1000)
    assert only_row(result.buildings)["gfa_method"] == "single_storey"
    assert why(result, "terrains", "gfa_industry_m2") == "no_units"
    assert why(result, "terrains", "mxi") == "no_units"


def test_units_first_times_the_factor_then_storeys_then_none():
    sheds = buildings(HALL, square(60, 0, 10), square(80, 0, 10), storeys=[2.0, 2.0, None])
    inside = units(
        point(1, 1), point(2, 1), floor_area_m2=[600.0, 400.0], building_ids=[["B1"]] * 2
    )
    result = measured(terrains=PARK, buildings=sheds, units=inside)
    rows = result.buildings.set_index("building_id")
    assert rows["gfa_method"].to_dict() == {"B1": "units", "B2": "storeys", "B3": "none"}
    assert rows["gfa_m2"].to_dict() == pytest.approx({"B1": 1100, "B2": 200, "B3": 0})
    row = only_row(result.terrains)
    assert (row["gfa_low_m2"], row["gfa_m2"], row["gfa_high_m2"]) == pytest.approx(
        (1200, 1300, 1400)  # the factor is for units alone: 200 of storeys stays 200
    )


@pytest.mark.parametrize("storeys", [0.0, -1.0, None])
def test_storeys_that_are_no_storeys_are_unknown(storeys):
    result = measured(terrains=PARK, buildings=buildings(HALL, storeys=[storeys]))
    assert only_row(result.buildings)["gfa_method"] == "single_storey"


@pytest.mark.parametrize(
    ("area", "reason"), [(999_999.0, "unit_area_refused"), (None, "unit_area_unknown")]
)
def test_a_building_of_which_every_unit_is_refused_is_unknown_not_zero(area, reason):
    shed = buildings(HALL, square(60, 0, 10))
    filler = units(point(1, 1), floor_area_m2=[area], uses=[["kantoorfunctie"]])
    result = measured(terrains=PARK, buildings=shed, units=filler)
    assert why(result, "buildings", "gfa_m2", "B1") == reason
    row = only_row(result.terrains)
    assert row["gfa_m2"] != row["gfa_m2"]  # the 0 of B2, which has no units, is no knowledge
    for column in ("gfa_m2", "fsi_gross", "layers", "gfa_office_m2", "mxi"):
        assert why(result, "terrains", column) == reason


def test_the_known_is_summed_beside_the_unknown():
    pair = buildings(HALL, square(60, 0, 10))
    some = units(point(1, 1), point(61, 1), floor_area_m2=[999.0, 80.0])
    result = measured(terrains=PARK, buildings=pair, units=some)
    assert only_row(result.terrains)["gfa_m2"] == pytest.approx(88)
    assert why(result, "buildings", "gfa_m2", "B1") == "unit_area_refused"
    assert why(result, "terrains", "gfa_m2") is None


def test_refused_units_leave_the_storeys_and_their_use():
    filler = units(point(1, 1), floor_area_m2=[1.0], uses=[["kantoorfunctie"]])
    result = measured(terrains=PARK, buildings=buildings(HALL, storeys=[2.0]), units=filler)
    row = only_row(result.terrains)
    assert row["gfa_m2"] == row["gfa_office_m2"] == pytest.approx(2000)


def test_uses_close_on_the_total_and_mxi_is_the_dwellings():
    some = units(
        point(1, 1), point(2, 1), floor_area_m2=[300.0, 100.0],
        uses=[["industriefunctie", "kantoorfunctie"], ["woonfunctie"]],
    )  # fmt: skip
    result = measured(terrains=PARK, buildings=buildings(HALL), units=some)
    row = only_row(result.terrains)
    uses = {
        use: row[f"gfa_{use}_m2"] for use in ("industry", "office", "dwelling", "retail", "other")
    }
    assert uses == pytest.approx(
        {"industry": 165, "office": 165, "dwelling": 110, "retail": 0, "other": 0}
    )
    assert sum(uses.values()) == pytest.approx(row["gfa_m2"])
    assert row["mxi"] == pytest.approx(0.25)
    assert only_row(result.buildings)["uses"] == ["dwelling", "industry", "office"]


def test_a_units_table_without_uses_or_areas_says_so():
    plain = units(point(1, 1), floor_area_m2=[500.0])
    result = measured(terrains=PARK, buildings=buildings(HALL), units=plain)
    assert only_row(result.terrains)["gfa_m2"] == pytest.approx(550)
    assert why(result, "terrains", "gfa_office_m2") == "no_uses"
    assert why(result, "buildings", "uses") == "no_uses"
    bare = measured(terrains=PARK, buildings=buildings(HALL), units=units(point(1, 1)))
    assert only_row(bare.buildings)["gfa_method"] == "single_storey"
    assert why(bare, "terrains", "mxi") == "no_units"


def test_floor_area_goes_by_footprint_never_by_the_point():
    parks = terrains(square(0, 0, 25, 100), square(25, 0, 75, 100))
    hall = buildings(square(15, 0, 40, 10))  # 10 of its 40 m lie in T1
    result = measured(terrains=parks, buildings=hall,
                      units=units(point(16, 1), floor_area_m2=[1000.0]))  # fmt: skip
    assert result.terrains.set_index("terrain_id")["gfa_m2"].to_dict() == pytest.approx(
        {"T1": 275, "T2": 825}
    )
    assert sorted(result.buildings["gfa_m2"]) == pytest.approx([275, 825])


def test_the_default_factor_is_never_silent():
    result = measured(Thresholds(), terrains=PARK, buildings=buildings(HALL),
                      units=units(point(1, 1), floor_area_m2=[500.0]))  # fmt: skip
    assert [one.rule for one in result.findings] == ["measure.default_factor"]
    floor = result.buildings
    assert factor_finding(floor, OWN_FACTOR.gbo_to_gfa) == []
    assert factor_finding(floor.iloc[:0], LowValueHigh(low=1.0, value=1.0, high=1.3)) == []
