"""Surfaces on surfaces, plots on plots: each place counts once, worked out with a pencil."""

import pytest

from tests.measure.parks import PARK, buildings, measured, only_row, rules
from tests.shapes import square, table

GROUND = {
    "surfaces": table(
        square(0, 0, 60, 100), square(40, 0, 50, 100), square(80, 0, 20, 100),
        surface_id=["s1", "s2", "s3"], cover=["yard", "road", "paved"],
    ),
    "parcels": table(square(0, 0, 50, 100), parcel_id=["P"], availability=["issuable"]),
}  # fmt: skip
"""Yard 0–60, road 40–90 (40–60 on the yard), paved 80–100 (80–90 on the road); net plot 0–50."""


def test_tare_is_what_the_lowest_surface_says():
    result = measured(terrains=PARK, **GROUND)
    row = only_row(result.terrains)
    expected = {
        "cover_yard_m2": 6000, "cover_road_m2": 5000, "cover_paved_m2": 2000,
        "overlap_m2": 3000, "uncovered_m2": 0, "net_area_m2": 5000,
        "tare_road_m2": 3000, "tare_other_m2": 2000, "net_area_by_cover_m2": 7000,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == pytest.approx(expected)
    by_kind = result.gaps.dissolve("kind").geometry
    assert set(by_kind.index) == {"overlap", "net_by_cover_only"}
    assert by_kind["overlap"].equals(square(40, 0, 20, 100).union(square(80, 0, 10, 100)))
    assert by_kind["net_by_cover_only"].equals(square(50, 0, 10, 100).union(square(90, 0, 10, 100)))


def test_a_hall_where_plots_overlap_is_built_once_and_by_the_lower_plot():
    # P1 0–20, P2 15–100, hall 15–95: P1 holds 5 of its 80 m, too little to join them
    result = measured(
        terrains=PARK,
        parcels=table(square(0, 0, 20, 100), square(15, 0, 85, 100), parcel_id=["P1", "P2"]),
        surfaces=table(square(0, 0, 100), surface_id=["s"], cover=["yard"]),
        buildings=buildings(square(15, 0, 80, 10), storeys=[2.0]),
    )
    plots = result.plots.set_index("plot_id")
    assert plots["footprint_m2"].to_dict() == pytest.approx({"P1": 50, "P2": 750})
    assert plots["gfa_m2"].to_dict() == pytest.approx({"P1": 100, "P2": 1500})
    assert plots["building_count"].to_dict() == {"P1": 0, "P2": 1}
    assert plots["area_in_terrain_m2"].to_dict() == pytest.approx({"P1": 2000, "P2": 8500})
    row = only_row(result.terrains)
    assert row["net_area_m2"] == pytest.approx(10_000)
    assert (row["footprint_m2"], row["off_plot_footprint_m2"]) == pytest.approx((800, 0))
    [said] = [one for one in result.findings if one.rule == "measure.plot_overlap"]
    assert (said.id, said.difference) == ("P2", pytest.approx(500))
    assert said.geometry.equals(square(15, 0, 5, 100))


def test_a_piece_of_a_plot_under_a_square_metre_is_no_plot():
    sliver = square(99.995, 0, 30, 100)  # 0.5 m² in the terrain
    result = measured(
        terrains=PARK,
        parcels=table(square(0, 0, 99.995, 100), sliver, parcel_id=["P1", "P2"]),
        surfaces=table(square(0, 0, 200, 100), surface_id=["s"], cover=["yard"]),
    )
    assert result.plots["plot_id"].to_list() == ["P1"]
    row = only_row(result.terrains)
    assert row["tare_other_m2"] == pytest.approx(0.5)
    assert row["net_area_m2"] == pytest.approx(9999.5)
    assert "measure.plot_overlap" not in rules(result)
