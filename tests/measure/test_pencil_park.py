"""The whole of issue 4's land in one park, against figures worked out by hand."""

import math

import pytest
from shapely import box

from geo_ser.study import Thresholds
from tests.measure.parks import OWN_FACTOR, measured, only_row, rules, why
from tests.measure.pencil_park import (
    FAR_HALL,
    LAND,
    PLOTS,
    SETBACK_MEDIANS,
    SPACES,
    SURFACES,
    pencil_park,
)
from tests.shapes import X, Y, square, table


@pytest.fixture(scope="module")
def result():
    return measured(**pencil_park())


def plots_of(result):
    return result.plots.set_index("plot_id")


def test_every_figure_of_the_terrain_is_that_of_the_pencil(result):
    row = only_row(result.terrains)
    assert {name: row[name] for name in LAND} == pytest.approx(LAND, abs=1e-6, nan_ok=True)


def test_every_plot_is_classed_for_the_reason_meant(result):
    columns = ["counts_as_net", "why", "use", "use_why", "area_m2", "area_in_terrain_m2",
               "footprint_m2"]  # fmt: skip
    found = {row[0]: row[1:] for row in plots_of(result)[columns].itertuples(name=None)}
    assert found.keys() == PLOTS.keys()
    for plot, expected in PLOTS.items():
        assert found[plot][:4] == expected[:4], plot
        assert found[plot][4:] == pytest.approx(expected[4:]), plot


def test_what_is_built_on_a_plot_and_what_is_free(result):
    plots = plots_of(result)
    assert plots.at["P1", "parcel_ids"] == ["P1", "P2"]
    assert plots.at["P1", "registered_area_m2"] == 6650
    assert plots.at["P1", "size_class"] == "5000_10000"
    assert plots.at["P1", "gfa_m2"] == pytest.approx(1.1 * 1100)
    assert plots.at["P1", "fsi"] == pytest.approx(1.1 * 1100 / 6640)
    assert plots.at["P1", "coverage"] == pytest.approx(1200 / 6640)
    assert plots.at["P1", "free_area_m2"] == pytest.approx(5440)
    assert plots.at["P7", "gfa_m2"] == pytest.approx(1.1 * 200)
    assert math.isnan(plots.at["P5", "gfa_m2"])
    assert why(result, "plots", "gfa_m2", "P5") == "floor_area_incomplete"
    assert plots.at["P5", "gfa_low_m2"] == plots.at["P5", "gfa_known_share"] == 0
    assert plots["building_count"].to_dict() == {
        "P1": 1, "P3": 0, "P4": 0, "P5": 1, "P6": 0, "P7": 1, "R": 0, "V": 0, "W": 0,
    }  # fmt: skip
    assert plots.at["P7", "geometry"].equals(square(190, 12, 10, 83))
    assert plots["vacant"].dropna().to_dict() == {"P5": True}
    assert why(result, "plots", "vacant", "P1") == "not_given"
    assert why(result, "plots", "registered_area_m2", "P3") == "not_given"
    assert why(result, "plots", "free_area_m2", "R") == "public"


def test_setbacks_free_space_and_access(result):
    plots = plots_of(result)
    columns = ["setback_road_m", "setback_side_m", "setback_rear_m", "largest_free_rectangle_m2"]
    for plot, (*metres, access) in SPACES.items():
        found = plots.loc[plot, columns].to_list()
        expected = [math.nan if one is None else one for one in metres]
        assert found == pytest.approx(expected, nan_ok=True), plot
        assert plots.at[plot, "road_access"] == access
    row = only_row(result.terrains)
    medians = {name: row[name] for name in SETBACK_MEDIANS}
    assert medians == pytest.approx(SETBACK_MEDIANS)
    assert row["largest_unbuilt_plot_with_road_m2"] == pytest.approx(2490)
    circles = plots["largest_free_circle_m"]
    assert circles[["P3", "P5", "P6", "P7"]].to_list() == pytest.approx([30, 34, 40, 10], abs=0.1)
    assert why(result, "plots", "setback_road_m", "P3") == "no_standing_building"
    for column in ("setback_road_m", "road_access", "largest_free_circle_m"):
        assert why(result, "plots", column, "R") == "public"


def test_buildings_know_their_plot(result):
    rows = result.buildings.set_index("building_id")["plot_id"]
    assert rows.drop("B5").to_dict() == {"B1": "P1", "B2": "P5", "B3": "P6", "B4": "P7"}
    assert why(result, "buildings", "plot_id", "B5") == "off_plot"


def test_where_it_is_amiss_can_be_seen(result):
    gaps = result.gaps
    sums = gaps.groupby("kind")["area_m2"].sum().to_dict()
    assert sums == pytest.approx(
        {"uncovered": 830, "overlap": 100, "net_by_parcels_only": 80, "net_by_cover_only": 566}
    )
    by_kind = gaps.dissolve("kind").geometry
    assert by_kind["uncovered"].equals(square(140, 12, 10, 83))
    assert by_kind["overlap"].equals(square(195, 20, 5, 20))
    assert by_kind["net_by_parcels_only"].equals(square(0, 12, 80, 1))
    expected = square(110, 12, 6, 83).union(square(116, 10, 34, 2))
    assert by_kind["net_by_cover_only"].equals(expected)
    assert gaps["area_m2"].to_numpy() == pytest.approx(gaps.geometry.area.to_numpy())
    assert rules(result) == ["measure.overlap", "measure.uncovered"]
    [said] = [one for one in result.findings if one.rule == "measure.uncovered"]
    assert said.difference == pytest.approx(830)
    assert said.geometry.area == pytest.approx(830)


def test_nothing_is_left_to_measure(result):
    assert "not_measured_yet" not in set(result.nulls["reason"])


def test_grass_and_bare_land_lower_the_grade_of_net_and_of_nothing_else(result):
    grades = result.provenance.set_index(["table", "column"])["grade"]
    assert grades["terrains", "net_area_m2"] == "C"
    assert grades["terrains", "unbuilt_area_m2"] == "C"
    assert grades["plots", "why"] == "C"
    assert grades["terrains", "cover_road_m2"] == "A"
    assert grades["plots", "area_m2"] == "A"
    built = pencil_park()
    built["parcels"]["availability"] = "issuable"
    marks = measured(**built).provenance.set_index(["table", "column"])["grade"]
    assert marks["terrains", "net_area_m2"] == "A"


def test_thresholds_move_what_is_net():
    def net(**thresholds):
        return only_row(measured(Thresholds(**thresholds), **pencil_park()).terrains)

    assert net()["net_area_m2"] == pytest.approx(16_102)
    assert net(min_plot_width_m=6)["net_area_m2"] == pytest.approx(16_102 + 498)
    # V is green for 83 % only: a higher share leaves it to its width of 2 m, then to nothing
    assert net(public_min_share=0.9)["net_area_m2"] == pytest.approx(16_102)
    assert net(public_min_share=0.9, min_plot_width_m=1)["net_area_m2"] == pytest.approx(
        16_102 + 498 + 400
    )
    assert net(join_min_share=0.6)["plot_count"] == 6
    assert net(unbuilt_max_coverage=0.2)["unbuilt_plot_count"] == 4  # P1, P3, P5, P7


def test_zoning_goes_before_what_lies_there():
    def classed(group):
        zone = table(square(80, 12, 36, 83), zone_id=["z"], main_group=[group])
        return plots_of(measured(**pencil_park(), zoning=zone))

    green, business = classed("green"), classed("business")
    assert green.loc[["P3", "P4"], "why"].to_list() == ["zoning_green"] * 2
    assert not green.at["P3", "counts_as_net"]
    assert business.loc[["P3", "P4"], "counts_as_net"].all()
    assert business.at["P1", "why"] == "building"
    assert classed("dwelling").at["P3", "why"] == "unbuilt_field"  # decides nothing


def test_without_surfaces_no_parcel_is_classed_and_plots_keep_their_land():
    park = pencil_park()
    del park["surfaces"]
    result = measured(**park)
    row, plots = only_row(result.terrains), plots_of(result)
    for column in ("net_area_m2", "tare_green_m2", "plot_count", "gsi_net", "unbuilt_area_m2"):
        assert why(result, "terrains", column) == "no_surfaces"
    assert why(result, "plots", "counts_as_net") == "no_surfaces"
    assert why(result, "plots", "use") == "no_surfaces"
    assert plots.at["P1", "coverage"] == pytest.approx(1200 / 6640)
    assert row["off_plot_footprint_m2"] == pytest.approx(9)
    assert row["vacant_area_m2"] == pytest.approx(2822)
    assert result.gaps.empty


def test_without_parcels_net_is_unknown_and_net_by_cover_is_given():
    park = pencil_park()
    del park["parcels"]
    result = measured(**park)
    assert why(result, "terrains", "net_area_m2") == "no_parcels"
    assert only_row(result.terrains)["net_area_by_cover_m2"] == pytest.approx(16_588)
    assert set(result.gaps["kind"]) == {"uncovered", "overlap"}
    assert result.plots.empty


def test_without_buildings_there_is_still_net():
    park = pencil_park()
    del park["buildings"], park["units"]
    result = measured(**park)
    row = only_row(result.terrains)
    assert row["net_area_m2"] == pytest.approx(16_102)
    assert row["plot_count"] == 6
    assert why(result, "plots", "use") == "no_buildings"
    assert why(result, "terrains", "gsi_net") == "no_buildings"


def test_a_terrain_where_no_parcel_lies_is_unknown_and_still_has_cover():
    park = pencil_park()
    far = square(0, 500, 10)
    park["terrains"] = table(*park["terrains"].geometry, far, terrain_id=["T1", "T2"])
    result = measured(**park)
    row = result.terrains.set_index("terrain_id").loc["T2"]
    assert row["uncovered_m2"] == pytest.approx(100)
    assert row["off_plot_footprint_m2"] == 0
    for column in ("net_area_m2", "tare_road_m2", "plot_count", "gsi_net", "fsi_net",
                   "unbuilt_area_m2", "largest_unbuilt_plot_m2", "mean_plot_area_m2"):  # fmt: skip
        assert row[column] != row[column]
        assert why(result, "terrains", column, "T2") == "no_parcel_here"
    assert why(result, "terrains", "vacant_area_m2", "T2") == "not_given"


def test_floor_area_in_use_on_an_offered_or_unbuilt_plot_is_a_finding():
    park = pencil_park()
    park["units"].loc[2, "geometry"] = square(130, 30, 1).centroid  # in the shed for sale
    said = [one for one in measured(**park).findings if one.rule == "measure.empty_in_use"]
    assert [(one.id, one.column, one.claimed) for one in said] == [
        ("P5", "vacant", pytest.approx(880))
    ]
    low = Thresholds(unbuilt_max_coverage=0.2)
    said = [one.id for one in measured(low, **park).findings if one.rule == "measure.empty_in_use"]
    assert said == ["P1", "P5"]


def test_what_layers_wrote_of_overlaps_is_taken_over():
    park = pencil_park()
    stated = table(FAR_HALL, surface_id=["s13"])
    given = measured(**park, surface_overlaps=stated)
    assert only_row(given.terrains)["overlap_m2"] == pytest.approx(100)
    less = table(square(195, 20, 4, 20), surface_id=["s13"])
    row = only_row(measured(**park, surface_overlaps=less).terrains)
    assert row["overlap_m2"] == pytest.approx(80)
    none = stated.iloc[:0]
    assert only_row(measured(**park, surface_overlaps=none).terrains)["overlap_m2"] == 0


def test_a_plot_of_20_by_30_has_the_ratios_of_the_books():
    plot = square(0, 0, 20, 30)
    house = table(square(5, 5, 10, 12), building_id=["B"], storeys=[3.0])
    result = measured(
        OWN_FACTOR,
        terrains=table(plot, terrain_id=["T"]),
        parcels=table(plot, parcel_id=["P"]),
        surfaces=table(plot, surface_id=["S"], cover=["yard"]),
        buildings=house,
    )
    row, own = only_row(result.terrains), only_row(result.plots)
    assert (own["fsi"], own["coverage"]) == pytest.approx((0.6, 0.2))
    assert (row["fsi_net"], row["gsi_net"], row["layers"]) == pytest.approx((0.6, 0.2, 3))
    assert row["osr_net"] == pytest.approx(4 / 3)
    assert row["layers"] == pytest.approx(row["fsi_net"] / row["gsi_net"])


def test_only_cover_leaves_the_other_groups_out():
    result = measured(**pencil_park(), groups=["cover"])
    assert only_row(result.terrains)["net_area_m2"] == pytest.approx(16_102)
    assert why(result, "terrains", "plot_count") == "not_requested"
    assert why(result, "plots", "why") == "not_requested"
    assert measured(**pencil_park(), groups=["plots"]).gaps.empty


def test_jobs_per_net_hectare():
    point = box(X + 1, Y + 13, X + 2, Y + 14).centroid
    work = table(point, establishment_id=["E"], jobs=[161.02])
    row = only_row(measured(**pencil_park(), establishments=work).terrains)
    assert row["jobs_per_net_ha"] == pytest.approx(100)


def test_the_park_is_drawn_as_described():
    assert sum(shape.area for _, shape in SURFACES) == pytest.approx(19_270 + 30 * 83 + 300)
