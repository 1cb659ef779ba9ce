"""The public functions give the figures of the atlas, and write nothing."""

import subprocess
import sys

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point, Polygon, box

import geo_ser
from geo_ser.errors import CrsError, TableError, UsageError


@pytest.fixture(scope="module")
def park(voorbeeldpark):
    return geo_ser.read_study(voorbeeldpark)


def terrains_in_order(park):
    return park.layers["terrains"].sort_values("terrain_id").set_index("terrain_id", drop=False)


def same(park, series, column):
    atlas = park.indicators["terrains"].set_index("terrain_id")[column].loc[series.index]
    np.testing.assert_allclose(
        series.to_numpy(dtype="float64"), atlas.to_numpy(dtype="float64"), rtol=0, atol=1e-6
    )


def test_the_figures_of_terrains_are_those_of_the_atlas(park):
    terrains, tables = terrains_in_order(park), park.layers
    buildings, units, rules = tables["buildings"], tables["units"], park.settings.thresholds
    same(park, geo_ser.footprint_area(terrains, buildings), "footprint_m2")
    same(park, geo_ser.coverage(terrains, buildings), "gsi_gross")
    for bound, column in (("low", "gfa_low_m2"), ("value", "gfa_m2"), ("high", "gfa_high_m2")):
        same(
            park,
            geo_ser.floor_area(terrains, buildings, units, bound=bound, thresholds=rules),
            column,
        )
    same(park, geo_ser.fsi(terrains, buildings, units, thresholds=rules), "fsi_gross")
    cover = geo_ser.cover(terrains, tables["surfaces"])
    same(park, cover["road"], "cover_road_m2")
    total = cover.drop(columns=["uncovered", "overlap"]).sum(axis=1)
    np.testing.assert_allclose(
        total + cover["uncovered"] - cover["overlap"], terrains.area, rtol=0, atol=1e-6
    )
    for bound, column in (("low", "net_area_low_m2"), ("value", "net_area_m2")):
        net = geo_ser.net_area(
            terrains, tables["parcels"], buildings, tables["surfaces"], tables["zoning"],
            bound=bound, thresholds=rules,
        )  # fmt: skip
        same(park, net, column)


def test_a_building_that_does_not_stand_covers_nothing_unless_all_are_asked_for(park):
    terrains, buildings = terrains_in_order(park), park.layers["buildings"]
    every = geo_ser.coverage(terrains, buildings, status="all")
    assert (every >= geo_ser.coverage(terrains, buildings)).all()
    assert every["VP1"] > geo_ser.coverage(terrains, buildings)["VP1"]


def test_plots_are_joined_as_in_the_atlas(park):
    parcels = park.layers["parcels"].sort_values("parcel_id").set_index("parcel_id", drop=False)
    plots = geo_ser.plots(parcels, park.layers["buildings"])
    joined = {tuple(names) for names in plots["parcels"] if len(names) > 1}
    atlas = {tuple(names) for names in park.indicators["plots"]["parcel_ids"] if len(names) > 1}
    assert joined == atlas
    assert atlas


def test_setbacks_and_free_rectangles_of_a_plot_are_those_of_the_atlas(park):
    atlas = park.indicators["plots"].set_index("plot_id")
    plot = atlas.loc[["D02"]]
    buildings = park.layers["buildings"]
    free = geo_ser.largest_free_rectangle(gpd.GeoDataFrame(plot, crs=28992), buildings)
    assert free["D02"] == pytest.approx(atlas.loc["D02", "largest_free_rectangle_m2"])
    surfaces = park.layers["surfaces"]
    roads = surfaces[surfaces["cover"] == "road"]
    net = atlas[atlas["counts_as_net"].fillna(False).astype("bool")]
    whole = gpd.GeoDataFrame(net[["geometry"]], crs=28992)
    found = geo_ser.setbacks(whole, buildings, roads)
    assert found.loc["D02", "road"] == pytest.approx(atlas.loc["D02", "setback_road_m"])


def test_numbers_work_too():
    assert geo_ser.fsi(100, 200) == 0.5
    assert np.isnan(geo_ser.fsi(100, 0))
    assert geo_ser.mean_storeys(pd.Series([750.0]), pd.Series([500.0])).to_list() == [1.5]
    assert geo_ser.mxi(20, 80) == 0.25
    assert geo_ser.osr(0.2, 0.6) == pytest.approx(1.3333333)


LAND = gpd.GeoDataFrame(geometry=[box(0, 0, 50, 50), box(50, 0, 100, 50)], index=[7, 3], crs=28992)
HALL = gpd.GeoDataFrame(geometry=[box(10, 10, 40, 40)], crs=28992)


def test_a_result_has_the_index_of_its_first_table_and_the_name_of_its_function():
    for name, value in (
        ("coverage", geo_ser.coverage(LAND, HALL)),
        ("footprint_area", geo_ser.footprint_area(LAND, HALL)),
        ("floor_area", geo_ser.floor_area(LAND, HALL)),
        ("fsi", geo_ser.fsi(LAND, HALL)),
        ("unbuilt", geo_ser.unbuilt(LAND, HALL)),
        ("largest_free_rectangle", geo_ser.largest_free_rectangle(LAND, HALL)),
    ):
        assert value.name == name
        assert value.index.to_list() == [7, 3], name


def test_what_nobody_knows_is_null_and_never_zero():
    assert geo_ser.floor_area(LAND, HALL).isna().to_list() == [True, False]
    assert geo_ser.floor_area(LAND, HALL, bound="high").isna().to_list() == [True, False]
    assert geo_ser.unbuilt(LAND, HALL).to_list() == [False, pd.NA]


def test_space_gain_names_plots_by_their_label_and_is_unknown_without_limits():
    road = gpd.GeoDataFrame({"cover": ["road"]}, geometry=[box(0, -8, 100, 0)], crs=28992)
    limits = {"max_coverage": 0.7, "max_height_m": 12}
    gain = geo_ser.space_gain(LAND, HALL, limits, surfaces=road)
    assert set(gain["plot"]) <= {7, 3}
    more = gain[gain["instrument"].eq("larger_footprint") & gain["plot"].eq(7)]
    assert len(more) == 1
    assert 0 < more["gain_footprint_m2"].iloc[0] <= 0.7 * 2500 - 900
    unknown = geo_ser.space_gain(LAND, HALL, {}, surfaces=road)
    assert unknown.loc[unknown["instrument"].eq("larger_footprint"), "gain_ha"].isna().all()
    with pytest.raises(TableError, match="max_hight_m"):
        geo_ser.space_gain(LAND, HALL, {"max_hight_m": 3})


@pytest.mark.parametrize(
    ("table", "error", "message"),
    [
        (LAND.to_crs(4326), CrsError, "`plots` has EPSG:4326"),
        (LAND.set_crs(None, allow_override=True), CrsError, "no CRS"),
        (LAND.assign(geometry=[Point(0, 0), box(0, 0, 1, 1)]), TableError, "1 of 2 rows"),
        (LAND.assign(geometry=[None, box(0, 0, 1, 1)]), TableError, "first: '7'"),
        (
            LAND.assign(geometry=[Polygon([(0, 0), (9, 9), (9, 0), (0, 9)]), box(0, 0, 1, 1)]),
            TableError,
            "make_valid",
        ),
    ],
)
def test_what_cannot_be_measured_is_refused_by_name(table, error, message):
    with pytest.raises(error, match=message):
        geo_ser.largest_free_rectangle(table, HALL)


def test_claims_are_audited_against_themselves_and_against_polygons():
    claims = pd.DataFrame({"name": ["Noord"], "gross_ha": ["10.0"], "net_ha": ["8.0"]})
    assert geo_ser.audit_claims(claims).empty
    outline = gpd.GeoDataFrame(
        {"terrain_id": ["1"], "name": ["Noord"]}, geometry=[box(0, 0, 200, 400)], crs=28992
    )
    findings = geo_ser.audit_claims(claims, outline, language="en")
    assert findings["rule"].to_list() == ["claims.polygon"]
    assert findings["difference"].to_list() == pytest.approx([2.0])


def test_maps_take_a_map_and_return_it_with_data_escaped(park):
    folium_map = folium.Map(tiles=None)
    hostile = park.indicators["terrains"].assign(name="</script><img src=x onerror=alert(1)>")
    assert geo_ser.add_terrains(folium_map, hostile, "gsi_gross") is folium_map
    assert geo_ser.add_plots(folium_map, park.indicators["plots"]) is folium_map
    candidates = park.gain["candidates"]
    assert geo_ser.add_candidates(folium_map, candidates, language="en") is folium_map
    html = folium_map.get_root().render()
    assert "onerror=alert(1)>" not in html
    assert html.count("position:fixed") == 3
    with pytest.raises(UsageError, match="gsi_gross"):
        geo_ser.add_terrains(folium_map, hostile, "name")


def test_a_study_that_never_ran_has_no_results(tmp_path):
    (tmp_path / "atlas.toml").write_text(
        '[study]\nname = "x"\nedition = 2026-01-01\n[tables.terrains]\nfile = "t.geojson"\n',
        encoding="utf-8",
    )
    study = geo_ser.read_study(tmp_path)
    assert (study.layers, study.indicators, study.gain) == ({}, {}, {})
    assert study.ladder is None
    assert study.findings is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["atlas.toml"]


def test_importing_loads_no_geometry_library():
    code = (
        "import sys, geo_ser; loaded = {'shapely', 'pandas', 'numpy', 'geopandas', 'pyproj'} & "
        "set(sys.modules); assert not loaded, loaded; assert 'fsi' in dir(geo_ser)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_function_has_an_example_that_runs():
    for name in set(geo_ser.__all__) - {"STARTED_NS", "__version__", "StudyResults", "Thresholds"}:
        assert ">>> " in getattr(geo_ser, name).__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = geo_ser.nothing
