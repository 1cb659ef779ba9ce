import sqlite3
from contextlib import closing
from dataclasses import replace
from xml.etree import ElementTree as Xml

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from shapely import box

from geo_ser.errors import CrsError, TableError, WriteError
from geo_ser.report import ReportContent, write_geopackage
from geo_ser.report.content import plain_text
from geo_ser.report.styles import STYLES
from geo_ser.tables import INDICATORS
from tests.report.contents import (
    EDITION,
    HOSTILE,
    content,
    findings,
    indicator_table,
    shuffled,
    terrains,
)
from tests.shapes import X, Y, square, table

LAYERS = {
    "terrains": "MultiPolygon", "buildings": "MultiPolygon",
    "candidates": "MultiPolygon", "findings": "MultiPolygon", "findings_points": "Point",
    "gain_terrains": None, "findings_all": None, "provenance": None,
    "nulls": None, "quarantine": None, "layer_styles": None,
}  # fmt: skip


@pytest.fixture(scope="module")
def atlas(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "atlas.gpkg"
    write_geopackage(path, content())
    return path


def rows(path, query):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def read(path, layer):
    return pyogrio.read_dataframe(path, layer=layer)


def test_every_table_is_a_layer_with_its_geometry_type(atlas):
    assert dict(pyogrio.list_layers(atlas)) == LAYERS
    for name, kind in LAYERS.items():
        info = pyogrio.read_info(atlas, layer=name)
        assert info["crs"] == ("EPSG:28992" if kind else None)
        assert info["geometry_name"] == ("geom" if kind else "")
        assert info["fid_column"] == ("id" if name == "layer_styles" else "fid")


def test_a_layer_without_rows_is_left_out(atlas):
    assert content().plots is not None
    assert "plots" not in dict(pyogrio.list_layers(atlas))
    assert rows(atlas, "SELECT 1 FROM layer_styles WHERE f_table_name = 'plots'") == []


def test_a_layer_has_every_column_also_those_nobody_knows(tmp_path):
    path = tmp_path / "atlas.gpkg"
    plot = indicator_table("plots", [square(0, 0, 9)])[["plot_id", "terrain_id", "geometry"]]
    write_geopackage(path, content(plots=plot))
    info = pyogrio.read_info(path, layer="plots")
    assert info["features"] == 1
    columns = [one for one in INDICATORS["plots"] if one.kind != "geometry"]
    assert list(info["fields"]) == [one.name for one in columns]
    types = {"number": "OFTReal", "bool": "OFTInteger"}
    assert info["ogr_types"] == [types.get(one.kind, "OFTString") for one in columns]


@pytest.mark.parametrize("name", ["terrains", "buildings"])
def test_what_is_read_back_is_what_was_written(atlas, name):
    given = content().tables()[name]
    back = read(atlas, name)
    assert len(back) == len(given)
    assert back.crs.to_epsg() == 28992
    assert set(back.geometry.geom_type) == {"MultiPolygon"}
    assert shapely.equals(back.geometry.to_numpy(), given.geometry.to_numpy()).all()
    for column in given.columns.drop("geometry"):
        expected = given[column].astype("object").where(given[column].notna(), None)
        read_back = back[column].astype("object").where(back[column].notna(), None)
        assert read_back.to_list() == expected.to_list(), column


def test_every_shape_is_stored_as_a_multipolygon(atlas):
    # A GeoPackage geometry: 8 bytes, a box of 32, then WKB; 6 is a multipolygon.
    for name in ("terrains", "buildings", "findings"):
        assert rows(atlas, f"SELECT DISTINCT hex(substr(geom, 41, 5)) FROM {name}") == [
            ("0106000000",)
        ]


def test_hostile_text_comes_back_as_text(atlas):
    names = read(atlas, "terrains").set_index("terrain_id")["name"]
    assert [names[f"{place:04d}"] for place in range(len(HOSTILE))] == list(
        map(plain_text, HOSTILE)
    )
    assert rows(atlas, "SELECT count(*) FROM terrains") == [(len(HOSTILE),)]


def test_lists_are_text_ids_keep_their_zeros_and_unknown_is_null(atlas):
    assert rows(atlas, "SELECT building_id, terrain_id, uses FROM buildings ORDER BY 1, 2") == [
        ("0200100000001882", "0000", "b, =a"),
        ("0200100000001882", "0001", "b, =a"),
        ("0200100000001883", "0000", "b, =a"),
    ]
    assert rows(atlas, "SELECT DISTINCT net_area_m2, net_gross_ratio FROM terrains") == [
        (None, 0.7)
    ]


def test_findings_stand_where_they_are_and_all_in_one_table(atlas):
    assert read(atlas, "findings")["rule"].to_list() == ["claims.polygon"]
    assert read(atlas, "findings").geometry[0].equals(square(200, 0, 100))
    point = read(atlas, "findings_points")
    assert point.geometry[0].coords[0] == (X + 5.5, Y + 5.5)
    everything = read(atlas, "findings_all")
    assert everything["severity"].to_list() == ["error", "warning", "info"]
    assert everything["claimed"].to_list()[2] == 0.1 + 0.2


def test_findings_without_points_have_no_layer_of_points(tmp_path):
    path = tmp_path / "atlas.gpkg"
    write_geopackage(path, content(findings=findings().iloc[[0]]))
    layers = {name for name, _ in pyogrio.list_layers(path)}
    assert "findings_points" not in layers
    assert "findings" not in layers
    assert "findings_all" in layers
    assert pyogrio.read_info(path, layer="findings_all")["features"] == 1


def test_every_column_has_its_label_in_the_schema_extension(atlas):
    labels = dict(rows(atlas, "SELECT table_name||'.'||column_name, title FROM gpkg_data_columns"))
    assert labels["terrains.gross_area_m2"] == "bruto oppervlakte (m²)"
    assert labels["terrains.claimed_gross_ha"] == "opgave bruto (ha)"
    assert labels["buildings.uses"] == "gebruiksdoelen"
    assert labels["findings_all.difference"] == "verschil"
    # GDAL reads `name` as the alternative name, the standard has `title`.
    assert rows(atlas, "SELECT count(*) FROM gpkg_data_columns WHERE name IS NOT title") == [(0,)]
    for name in LAYERS:
        if name != "layer_styles":
            for field in pyogrio.read_info(atlas, layer=name)["fields"]:
                assert labels[f"{name}.{field}"]
    extensions = rows(
        atlas, "SELECT table_name, scope FROM gpkg_extensions WHERE extension_name = 'gpkg_schema'"
    )
    assert extensions == [
        ("gpkg_data_columns", "read-write"),
        ("gpkg_data_column_constraints", "read-write"),
    ]


def test_labels_can_be_english(tmp_path):
    path = tmp_path / "atlas.gpkg"
    write_geopackage(path, content(language="en"))
    [(title,)] = rows(path, "SELECT title FROM gpkg_data_columns WHERE column_name = 'net_area_m2'")
    assert title == "net area (m²)"


def test_styles_stand_where_qgis_looks_for_them(atlas):
    columns = [row[1] for row in rows(atlas, "PRAGMA table_info(layer_styles)")]
    assert columns == [
        "id", "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column",
        "styleName", "styleQML", "styleSLD", "useAsDefault", "description", "owner", "ui",
        "update_time",
    ]  # fmt: skip
    assert rows(
        atlas, "SELECT f_table_name, f_geometry_column, useAsDefault FROM layer_styles"
    ) == [(name, "geom", 1) for name, kind in LAYERS.items() if kind]
    assert rows(atlas, "SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'") == [
        ("attributes",)
    ]
    for name, text in rows(atlas, "SELECT f_table_name, styleQML FROM layer_styles"):
        aliases = Xml.fromstring(text).findall("aliases/alias")
        fields = list(pyogrio.read_info(atlas, layer=name)["fields"])
        assert [one.get("field") for one in aliases] == fields
        assert [one.get("index") for one in aliases] == [
            str(place) for place in range(1, len(fields) + 1)
        ]
    labels = {one.get("field"): one.get("name") for one in aliases}
    assert labels["severity"] == "ernst"


def test_the_style_of_terrains_splits_where_the_map_does(atlas):
    [(text,)] = rows(atlas, "SELECT styleQML FROM layer_styles WHERE f_table_name = 'terrains'")
    rules = Xml.fromstring(text).findall("renderer-v2/rules/rule")
    assert rules[-1].get("filter") == "ELSE"
    found = {}
    for place, rule in enumerate(rules[:-1]):
        # The expression is plain SQL too.
        query = f"SELECT claimed_gross_ha FROM terrains WHERE {rule.get('filter')} ORDER BY 1"
        found[place] = [claimed for (claimed,) in rows(atlas, query)]
    assert found == {0: [0.94, 0.95], 1: [0.96], 2: [0.99, 1.0, 1.01], 3: [1.04], 4: [1.05]}


def test_float_noise_at_a_bound_changes_no_class():
    # 100 × (0.101 ha × 10 000 − 1 000 m²) / 1 000 m² comes out a hair above 1.
    [*_, within] = [one.holds for one in STYLES["terrains"].rules[:3]]
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE t (claimed_gross_ha REAL, gross_area_m2 REAL)")
        database.execute("INSERT INTO t VALUES (0.101, 1000)")
        assert database.execute(f"SELECT count(*) FROM t WHERE {within}").fetchall() == [(1,)]


def test_the_layer_of_terrains_always_has_the_claim_its_style_looks_at(tmp_path):
    path = tmp_path / "atlas.gpkg"
    write_geopackage(path, content(terrains=terrains().drop(columns="claimed_gross_ha")))
    assert rows(path, "SELECT DISTINCT claimed_gross_ha FROM terrains") == [(None,)]


def test_same_content_same_bytes_for_every_order_of_rows(atlas, tmp_path):
    given = content()
    mixed = {
        name: shuffled(getattr(given, name), seed)
        for seed, name in enumerate(given.tables(), start=1)
    }
    path = tmp_path / "atlas.gpkg"
    write_geopackage(path, replace(given, **mixed))
    assert path.read_bytes() == atlas.read_bytes()


def test_dates_inside_are_the_edition_and_gdal_is_left_as_it_was(atlas):
    moment = f"{EDITION}T00:00:00.000Z"
    assert rows(atlas, "SELECT DISTINCT last_change FROM gpkg_contents") == [(moment,)]
    assert rows(atlas, "SELECT DISTINCT update_time FROM layer_styles") == [(moment,)]
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


def test_the_file_keeps_its_own_rules(atlas):
    assert rows(atlas, "PRAGMA integrity_check") == [("ok",)]
    assert rows(atlas, "PRAGMA foreign_key_check") == []
    assert rows(atlas, "PRAGMA application_id") == [(0x47504B47,)]
    assert rows(atlas, "PRAGMA user_version") == [(10300,)]
    assert rows(atlas, "SELECT min(description), max(description) FROM gpkg_contents WHERE "
                       "table_name <> 'layer_styles'") == [(HOSTILE[6], HOSTILE[6])]  # fmt: skip


def test_columns_that_sqlite_cannot_tell_apart_are_told_apart(tmp_path):
    given = terrains().assign(NAME="hoofdletters", fid=3, geom="tekst", naam="ook")
    path = tmp_path / "atlas.gpkg"
    write_geopackage(path, ReportContent("x", EDITION, terrains=given))
    back = read(path, "terrains")
    assert set(back["NAME_"]) == {"hoofdletters"}
    assert set(back["fid_"]) == {3}
    assert set(back["geom_"]) == {"tekst"}
    assert set(back["naam"]) == {"ook"}
    assert len(back) == len(given)


def test_rings_run_as_the_standard_says_and_heights_are_dropped(tmp_path):
    clockwise = shapely.Polygon(
        [(X, Y, 1), (X, Y + 9, 1), (X + 9, Y + 9, 1), (X + 9, Y, 1)],
        [[(X + 2, Y + 2, 1), (X + 4, Y + 2, 1), (X + 4, Y + 4, 1), (X + 2, Y + 4, 1)]],
    )
    path = tmp_path / "atlas.gpkg"
    write_geopackage(path, ReportContent("x", EDITION, terrains=table(clockwise, terrain_id=["1"])))
    polygon = read(path, "terrains").geometry[0].geoms[0]
    assert polygon.exterior.is_ccw
    assert not polygon.interiors[0].is_ccw
    assert not polygon.has_z
    assert polygon.area == 77.0


def test_rows_without_geometry_stay_in_a_table_of_their_own(tmp_path):
    path = tmp_path / "atlas.gpkg"
    write_geopackage(
        path,
        ReportContent("x", EDITION, terrains=table(square(0, 0, 1), None, terrain_id=["1", "2"])),
    )
    assert rows(path, "SELECT terrain_id FROM terrains") == [("1",)]
    assert rows(path, "SELECT terrain_id FROM terrains_unplaced") == [("2",)]


def test_rings_around_nothing_are_not_written(tmp_path):
    """A union of neighbours that nearly touch leaves holes of 1e-9 m², as in Rijssen-Holten."""
    hair = [(X + 1, Y + 1), (X + 7, Y + 2 + 1e-11), (X + 4, Y + 1.5), (X + 1, Y + 1)]
    holed = shapely.Polygon(square(0, 0, 9).exterior, [hair, square(5, 5, 1).exterior])
    speck = square(20, 0, 1e-4)
    given = shapely.MultiPolygon([holed, speck])
    path = tmp_path / "atlas.gpkg"
    write_geopackage(path, ReportContent("x", EDITION, terrains=table(given, terrain_id=["1"])))
    (polygon,) = read(path, "terrains").geometry[0].geoms
    assert len(polygon.interiors) == 1
    assert polygon.area == pytest.approx(80)


def test_an_invalid_finding_is_drawn_valid(tmp_path):
    bow = shapely.Polygon([(X, Y), (X + 9, Y + 9), (X + 9, Y), (X, Y + 9)])
    flat = shapely.Polygon([(X, Y), (X + 9, Y), (X + 4, Y)])
    found = findings().iloc[:2].set_geometry([bow, flat], crs=28992)
    path = tmp_path / "atlas.gpkg"
    write_geopackage(path, content(findings=found))
    drawn = read(path, "findings").geometry
    assert drawn.is_valid.all()
    assert drawn.area.sum() == pytest.approx(40.5)
    assert len(read(path, "findings_points")) == 1
    assert len(read(path, "findings_all")) == 2


def test_a_study_without_terrains_gets_no_file(tmp_path):
    write_geopackage(tmp_path / "atlas.gpkg", ReportContent("x", EDITION, findings=findings()))
    assert list(tmp_path.iterdir()) == []


def test_degrees_are_refused(tmp_path):
    wrong = table(box(6, 52, 7, 53), crs=4326, terrain_id=["1"])
    with pytest.raises(CrsError, match=r"`terrains` has EPSG:4326"):
        write_geopackage(tmp_path / "atlas.gpkg", ReportContent("x", EDITION, terrains=wrong))
    assert list(tmp_path.iterdir()) == []


def test_lines_are_refused_by_name(tmp_path):
    wrong = indicator_table("buildings", [square(0, 0, 9), square(0, 0, 9).exterior])
    with pytest.raises(TableError, match=r"`buildings`: 1 of 2 rows have another geometry"):
        write_geopackage(tmp_path / "atlas.gpkg", content(buildings=wrong))


def test_a_disk_that_is_full_leaves_the_old_file(tmp_path):
    resource = pytest.importorskip("resource")
    path = tmp_path / "atlas.gpkg"
    path.write_bytes(b"oud")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, hard))
    try:
        with pytest.raises(WriteError, match=r"atlas\.gpkg: cannot be written"):
            write_geopackage(path, content())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == b"oud"
    assert [one.name for one in tmp_path.iterdir()] == ["atlas.gpkg"]


@pytest.mark.slow
def test_a_big_layer_is_the_same_each_time(tmp_path):
    # Above 100 000 rows GDAL may build the spatial index in a second thread.
    count = 320
    x, y = np.meshgrid(np.arange(count) * 20.0 + X, np.arange(count) * 20.0 + Y)
    many = gpd.GeoDataFrame(
        {"building_id": np.arange(count**2).astype("str"), "terrain_id": "1"},
        geometry=shapely.box(x.ravel(), y.ravel(), x.ravel() + 9, y.ravel() + 9),
        crs=28992,
    )
    paths = [tmp_path / "a.gpkg", tmp_path / "b.gpkg"]
    for path, given in zip(paths, [many, shuffled(many, 1)], strict=True):
        write_geopackage(path, content(buildings=given))
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert pyogrio.read_info(paths[0], layer="buildings")["features"] == count**2


def test_candidates_come_by_rank_and_in_the_classes_of_the_map(atlas):
    back = read(atlas, "candidates")
    assert list(back["rank"]) == list(range(1, 12))
    assert back["reasons"].iloc[0] == "unbuilt, =a"
    rules = STYLES["candidates"].rules[:-1]
    assert [rule.nl for rule in rules] == [
        "< 0,05", "0,05 – 0,10", "0,10 – 0,25", "0,25 – 0,50", "0,50 – 1,00", "≥ 1,00",
    ]  # fmt: skip
    found = [rows(atlas, f"SELECT count(*) FROM candidates WHERE {rule.holds}") for rule in rules]
    assert [count for ((count,),) in found] == [2, 2, 1, 2, 2, 2]
