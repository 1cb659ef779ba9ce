"""Other outlines of business parks: TOP10NL, CBS land use and OpenStreetMap."""

import pandas as pd
import pytest

from geo_ser.errors import TableError
from geo_ser.layers import clean_tables
from geo_ser.sources import table_sources
from tests.layers.studies import block, study, written
from tests.layers.test_guess import start
from tests.shapes import square, table


def terrains(folder, file, profile, **settings):
    return clean_tables(study(folder, block("terrains", file, profile=f'"{profile}"', **settings)))


def area(x, kind, **columns):
    """Return one made-up TOP10NL area."""
    plain = {"lokaalid": [f"NL.TOP10NL.{x}"], "naamnl": ["Park"], "typefunctioneelgebied": [kind]}
    return table(square(x, 0, 100), **{**plain, **columns})


def top10nl(folder):
    parts = pd.concat([area(0, "bedrijventerrein"), area(200, "sportterrein, sportcomplex")])
    parts.to_file(folder / "top10nl.gpkg", layer="top10nl_functioneel_gebied_vlak")
    # One park in two pieces stands in the other layer; a point layer is not read.
    two = area(400, "bedrijventerrein")
    two["geometry"] = [square(400, 0, 100).union(square(600, 0, 100))]
    two.to_file(folder / "top10nl.gpkg", layer="top10nl_functioneel_gebied_multivlak")
    dot = area(800, "bedrijventerrein")
    dot["geometry"] = dot.centroid
    dot.to_file(folder / "top10nl.gpkg", layer="top10nl_functioneel_gebied_punt")
    return folder / "top10nl.gpkg"


def test_top10nl_is_read_from_both_layers_for_business_parks_only(tmp_path):
    layers = terrains(tmp_path, top10nl(tmp_path).name, "top10nl")
    rows = layers.tables["terrains"].set_index("terrain_id")
    assert rows.area.to_dict() == {"0": 10_000.0, "400": 20_000.0}
    assert set(rows["kind"]) == {"bedrijventerrein"}
    assert layers.counts["terrains"]["filtered"] == {"other_kind": 1}
    assert layers.counts["terrains"]["rows_read"] == 3


def test_init_knows_top10nl_and_names_no_layer(tmp_path):
    values, _, layers = start(tmp_path, top10nl(tmp_path))
    assert values["tables"]["terrains"] == {"file": "top10nl.gpkg", "profile": "top10nl"}
    assert layers.counts["terrains"]["rows_out"] == 2


def test_a_retired_area_and_one_without_a_type_are_left_out(tmp_path):
    rows = pd.concat([
        area(0, "bedrijventerrein"),
        area(200, "bedrijventerrein", objecteindtijd=["2019-01-01"]),
        area(400, None),
    ])  # fmt: skip
    layers = terrains(tmp_path, written(tmp_path, rows), "top10nl")
    assert layers.counts["terrains"]["filtered"] == {"not_current": 1, "other_kind": 1}


def test_without_the_column_that_tells_them_apart_nothing_is_taken(tmp_path):
    rows = area(0, "bedrijventerrein").drop(columns="typefunctioneelgebied")
    with pytest.raises(TableError, match="no column typefunctioneelgebied.*which rows are bedrijv"):
        terrains(tmp_path, written(tmp_path, rows), "top10nl")


def land_use(kind="landuse"):
    return table(
        *(square(x, 0, 100) for x in (0, 200, 400, 600)),
        **{kind: ["industrial", "commercial", "residential", None], "name": ["A", None, "C", "D"]},
    )


def test_osm_from_overpass(tmp_path):
    rows = land_use().assign(**{"@id": [f"way/{number}" for number in range(4)]})
    rows.to_crs(4326).to_file(tmp_path / "osm.geojson")
    layers = terrains(tmp_path, "osm.geojson", "osm")
    out = layers.tables["terrains"].set_index("terrain_id")
    assert out["kind"].to_dict() == {"way/0": "industrial", "way/1": "commercial"}
    assert layers.counts["terrains"]["filtered"] == {"other_kind": 2}
    values, _, _ = start(tmp_path, tmp_path / "osm.geojson")
    assert values["tables"]["terrains"] == {"file": "osm.geojson", "profile": "osm"}


def test_osm_from_geofabrik_by_its_layer(tmp_path):
    rows = land_use("fclass").assign(osm_id=["1", "2", "3", "4"])
    rows.to_file(tmp_path / "nl.gpkg", layer="gis_osm_landuse_a_free_1")
    rows.to_file(tmp_path / "nl.gpkg", layer="gis_osm_buildings_a_free_1")
    layers = terrains(tmp_path, "nl.gpkg", "osm")
    assert sorted(layers.tables["terrains"]["terrain_id"]) == ["1", "2"]


OSM = """<?xml version="1.0"?><osm version="0.6">
<node id="1" version="1" lat="52.31" lon="6.52"/><node id="2" version="1" lat="52.31" lon="6.53"/>
<node id="3" version="1" lat="52.32" lon="6.53"/><node id="4" version="1" lat="52.32" lon="6.52"/>
<way id="7" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/>
<tag k="landuse" v="industrial"/></way>
<way id="8" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/></way>
<relation id="7" version="1"><member type="way" ref="8" role="outer"/>
<tag k="type" v="multipolygon"/><tag k="landuse" v="commercial"/></relation></osm>"""


def test_osm_in_its_own_format_keeps_ways_and_relations_apart(tmp_path):
    (tmp_path / "a.osm").write_text(OSM)
    rows = terrains(tmp_path, "a.osm", "osm").tables["terrains"].set_index("terrain_id")
    assert rows["kind"].to_dict() == {"way/7": "industrial", "relation/7": "commercial"}


def test_osm_says_that_it_is_shared_alike(tmp_path):
    rows = land_use().assign(osm_id=["1", "2", "3", "4"])
    one = study(tmp_path, block("terrains", written(tmp_path, rows), profile='"osm"'))
    (source,) = table_sources(one)["terrains"]
    assert (source.licence, source.attribution) == (
        "ODbL 1.0 (share-alike)", "© OpenStreetMap contributors",
    )  # fmt: skip


def test_cbs_land_use_is_read_for_code_24_and_named_after_its_shape(tmp_path):
    rows = table(
        *(square(x, 0, 100) for x in (0, 200, 400)),
        bg2017=[24, 24, 20], bodemgebruik=["Bedrijfsterrein", "Bedrijfsterrein", "Woongebied"],
    )  # fmt: skip
    layers = terrains(tmp_path, written(tmp_path, rows), "cbs")
    out = layers.tables["terrains"]
    assert layers.counts["terrains"]["filtered"] == {"other_kind": 1}
    assert out["terrain_id"].str.fullmatch("[0-9a-f]{12}").all()
    other = terrains(tmp_path, written(tmp_path, rows.iloc[::-1], "b.gpkg"), "cbs")
    assert other.tables["terrains"]["terrain_id"].to_list() == out["terrain_id"].to_list()


def test_cbs_neighbourhoods_need_no_code(tmp_path):
    rows = table(square(0, 0, 100), buurtcode=["BU00010001"], buurtnaam=["A"])
    layers = terrains(tmp_path, written(tmp_path, rows), "cbs")
    assert layers.tables["terrains"]["terrain_id"].to_list() == ["BU00010001"]


def test_a_name_that_looks_like_a_formula_or_a_tag_stays_text(tmp_path):
    rows = land_use().assign(osm_id=["1", "2", "3", "4"], name=["=HYPERLINK(1)", "<b>", "c", "d"])
    rows.to_crs(4326).to_file(tmp_path / "osm.geojson")
    out = terrains(tmp_path, "osm.geojson", "osm").tables["terrains"].set_index("terrain_id")
    assert out["name"].to_dict() == {"1": "=HYPERLINK(1)", "2": "<b>"}
