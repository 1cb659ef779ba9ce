import math

import pytest

from geo_ser.measure.building_floor import factor_finding
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


def bounds(row):
    """Return low, value and high of a row; None where null."""
    cells = (row["gfa_low_m2"], row["gfa_m2"], row["gfa_high_m2"])
    return tuple(None if math.isnan(one) else round(one, 6) for one in cells)


def test_without_storeys_and_units_one_storey_is_a_lower_bound_and_the_height_an_upper_one():
    result = measured(terrains=PARK, buildings=buildings(HALL, height_m=[12.0]))
    assert bounds(only_row(result.buildings)) == (1000, None, 4000)  # 4 × 2.6 m ≤ 12 m
    assert bounds(only_row(result.terrains)) == (1000, None, 4000)
    assert only_row(result.buildings)["gfa_method"] == "single_storey"
    assert why(result, "buildings", "gfa_m2") == "no_units"
    assert why(result, "terrains", "gfa_m2") == "floor_area_incomplete"
    assert why(result, "terrains", "gfa_industry_m2") == "no_units"
    assert why(result, "terrains", "mxi") == "no_units"


def test_units_first_times_the_factor_then_storeys_then_an_annex():
    sheds = buildings(HALL, square(60, 0, 10), square(80, 0, 10), storeys=[2.0, 2.0, None])
    inside = units(
        point(1, 1), point(2, 1), floor_area_m2=[600.0, 400.0], building_ids=[["B1"]] * 2
    )
    result = measured(terrains=PARK, buildings=sheds, units=inside)
    rows = result.buildings.set_index("building_id")
    assert rows["gfa_method"].to_dict() == {"B1": "units", "B2": "storeys", "B3": "annex"}
    assert rows["gfa_m2"].to_dict() == pytest.approx({"B1": 1100, "B2": 200, "B3": 0})
    row = only_row(result.terrains)
    assert (row["gfa_low_m2"], row["gfa_m2"], row["gfa_high_m2"]) == pytest.approx(
        (1200, 1300, 1500)  # the factor is for units alone; an annex has at most one storey
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
    assert bounds(row) == (0, None, None)
    assert row["gfa_known_share"] == pytest.approx(100 / 1100)  # B2 is an annex: a known 0
    for column in ("gfa_m2", "fsi_gross", "layers", "gfa_office_m2", "mxi"):
        assert why(result, "terrains", column) == "floor_area_incomplete"
    assert why(result, "terrains", "gfa_high_m2") == "no_upper_bound"


@pytest.mark.parametrize(
    ("width", "total"),
    [(10, (1080, 1180, None)), (11, (1080, None, None))],  # 50 of 1050 m² is 4.8 %, 55 is 5.2 %
)
def test_a_total_counts_the_low_bound_of_the_unknown_up_to_five_per_cent(width, total):
    # B2 has one known unit of 80 m² and one filler: at least 80. B1 has 1000 m² GBO.
    pair = buildings(HALL, square(60, 0, width, 5))
    some = units(point(1, 1), point(61, 1), point(62, 1), floor_area_m2=[1000.0, 999.0, 80.0])
    result = measured(terrains=PARK, buildings=pair, units=some)
    rows = result.buildings.set_index("building_id")
    assert bounds(rows.loc["B2"]) == (80, None, None)
    assert rows.loc["B2", "gfa_method"] == "units"
    assert why(result, "buildings", "gfa_m2", "B2") == "unit_area_refused"
    assert bounds(only_row(result.terrains)) == total


def test_a_whole_hall_without_units_is_unknown_and_a_shed_is_an_annex():
    halls = buildings(HALL, square(0, 30, 15, 10), square(50, 30, 14.9, 10),
                      height_m=[12.0, None, 5.0])  # fmt: skip
    elsewhere = units(point(90, 90), floor_area_m2=[100.0])
    result = measured(terrains=PARK, buildings=halls, units=elsewhere)
    rows = result.buildings.set_index("building_id")
    assert bounds(rows.loc["B1"]) == (0, None, 4000)
    assert bounds(rows.loc["B2"]) == (0, None, None)  # 150 m² exactly: not below annex_max_m2
    assert bounds(rows.loc["B3"]) == (0, 0, 149)
    assert rows["gfa_method"].to_dict() == {"B1": "none", "B2": "none", "B3": "annex"}
    assert why(result, "buildings", "gfa_m2", "B1") == "no_unit"
    row = only_row(result.terrains)
    assert bounds(row) == (0, None, None)
    assert row["gfa_known_share"] == pytest.approx(149 / 1299)
    wider = measured(Thresholds(annex_max_m2=2000), terrains=PARK, buildings=halls, units=elsewhere)
    assert set(wider.buildings["gfa_method"]) == {"annex"}


def test_a_hall_of_industry_has_at_most_one_storey_whatever_its_height():
    filler = units(point(1, 1), floor_area_m2=[1.0], uses=[["industriefunctie"]])
    result = measured(terrains=PARK, buildings=buildings(HALL, height_m=[12.0]), units=filler)
    assert bounds(only_row(result.buildings)) == (0, None, 1000)


def test_what_is_known_above_the_height_leaves_no_upper_bound():
    some = units(point(1, 1), point(2, 1), floor_area_m2=[5000.0, 1.0])
    result = measured(terrains=PARK, buildings=buildings(HALL, height_m=[12.0]), units=some)
    assert bounds(only_row(result.buildings)) == (5000, None, None)


@pytest.mark.parametrize(
    ("status", "expected", "method"),
    [
        ("Verblijfsobject buiten gebruik", (0, 0, 0), "units"),  # known: none of it is in use
        ("Verblijfsobject gevormd", (0, 0, 0), "units"),
        ("buiten gebruik", (0, 0, 0), "units"),
        ("Verblijfsobject ingetrokken", (0, None, None), "none"),  # such a unit is no longer there
        ("leegstaand?", (0, None, None), "none"),
    ],
)
def test_a_building_with_only_units_out_of_use_has_a_known_zero(status, expected, method):
    empty = units(point(1, 1), floor_area_m2=[900.0], status=[status])
    result = measured(terrains=PARK, buildings=buildings(HALL), units=empty)
    row = only_row(result.buildings)
    assert (bounds(row), row["gfa_method"]) == (expected, method)


def test_a_unit_of_unknown_status_leaves_its_building_unknown():
    both = units(point(1, 1), point(2, 1), floor_area_m2=[500.0, 300.0],
                 status=["Verblijfsobject in gebruik", "?? "])  # fmt: skip
    result = measured(terrains=PARK, buildings=buildings(HALL, height_m=[6.0]), units=both)
    assert bounds(only_row(result.buildings)) == (500, None, 2000)
    assert why(result, "buildings", "gfa_m2") == "unit_status_unknown"


@pytest.mark.parametrize(
    ("count", "least", "most", "expected", "method"),
    [
        (3.0, 100.0, 400.0, (300, None, 1440), "unit_bounds"),
        (3.0, 200.0, 200.0, (600, 660, 720), "unit_bounds"),
        (1.0, None, 700.0, (700, 770, 840), "unit_bounds"),  # the only unit is the largest
        (3.0, 1.0, 400.0, (0, None, 1440), "none"),  # 1 m² is a filler, 400 still bounds
        (3.0, 100.0, 999_999.0, (0, None, 4000), "none"),
        (0.0, None, None, (0, None, 4000), "none"),
        (None, 100.0, 400.0, (0, None, 4000), "none"),
    ],
)
def test_the_range_that_the_bag_states_for_a_building(count, least, most, expected, method):
    hall = buildings(HALL, height_m=[12.0], unit_count=[count], unit_area_min_m2=[least],
                     unit_area_max_m2=[most])  # fmt: skip
    elsewhere = units(point(90, 90), floor_area_m2=[100.0])
    row = only_row(measured(terrains=PARK, buildings=hall, units=elsewhere).buildings)
    assert (bounds(row), row["gfa_method"]) == (expected, method)
    row = only_row(measured(terrains=PARK, buildings=hall).buildings)
    if method == "none":
        expected, method = (1000, None, expected[2]), "single_storey"
    assert (bounds(row), row["gfa_method"]) == (expected, method)


def test_fewer_units_than_the_building_has_do_not_tell_its_floor_area():
    hall = buildings(HALL, height_m=[12.0], unit_count=[2.0])
    some = units(point(1, 1), floor_area_m2=[600.0])
    result = measured(terrains=PARK, buildings=hall, units=some)
    assert bounds(only_row(result.buildings)) == (600, None, 4000)
    assert why(result, "buildings", "gfa_m2") == "units_lacking"
    both = units(point(1, 1), point(2, 1), floor_area_m2=[600.0, 10.0],
                 status=[None, "Verblijfsobject buiten gebruik"])  # fmt: skip
    result = measured(terrains=PARK, buildings=hall, units=both)
    assert bounds(only_row(result.buildings)) == (600, 660, 720)


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
