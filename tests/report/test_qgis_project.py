"""The project file: every layer it names opens, with its labels, wherever the two files lie."""

import shutil
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as Xml

import pyogrio
import pytest

from geo_ser.errors import WriteError
from geo_ser.report import write_geopackage, write_qgis_project
from geo_ser.report.qgis_project import GROUPS
from geo_ser.report.styles import STYLES
from tests.report.contents import HOSTILE, content, shuffled


def project(path) -> Xml.Element:
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["atlas.qgs"]
        return Xml.fromstring(archive.read("atlas.qgs"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("project")
    write_geopackage(made / "atlas.gpkg", content())
    write_qgis_project(made / "atlas.qgz", content(), geopackage="atlas.gpkg")
    return made


def test_every_layer_of_the_project_opens_from_a_folder_it_was_moved_to(folder, tmp_path):
    moved = shutil.copytree(folder, tmp_path / "elsewhere")
    for layer in project(moved / "atlas.qgz").iter("maplayer"):
        file, _, name = layer.findtext("datasource").partition("|layername=")
        info = pyogrio.read_info(moved / file, layer=name)
        kinds = {"MultiPolygon": "Polygon", "Point": "Point", None: "No geometry"}
        assert layer.get("geometry") == kinds[info["geometry_type"]]
        aliases = [one.get("field") for one in layer.iter("alias")]
        assert aliases == list(info["fields"])
        if info["geometry_type"]:
            assert layer.findtext("srs/spatialrefsys/authid") == info["crs"] == "EPSG:28992"


def test_every_table_of_the_geopackage_is_in_the_project_and_in_one_group(folder):
    root = project(folder / "atlas.qgz")
    made = {one.findtext("id") for one in root.iter("maplayer")}
    shown = [one.get("id") for one in root.iter("layer-tree-layer")]
    assert sorted(shown) == sorted(made)
    names = {name for name, _kind in pyogrio.list_layers(folder / "atlas.gpkg")}
    assert {f"geo_ser_{name}" for name in names - {"layer_styles"}} == made


def test_groups_have_dutch_or_english_names_and_only_the_atlas_is_on(folder, tmp_path):
    groups = project(folder / "atlas.qgz").find("layer-tree-group")
    assert {one.get("name") for one in groups} <= {nl for nl, _en, _names in GROUPS.values()}
    on = {one.get("name") for one in groups if one.get("checked") == "Qt::Checked"}
    assert on == {"Atlas"}
    english = tmp_path / "atlas.qgz"
    write_qgis_project(english, replace(content(), language="en"), geopackage="atlas.gpkg")
    assert {one.get("name") for one in project(english).find("layer-tree-group")} >= {"Tables"}


def test_layers_have_the_symbols_of_the_geopackage(folder):
    for layer in project(folder / "atlas.qgz").iter("maplayer"):
        style = STYLES.get(layer.findtext("id").removeprefix("geo_ser_"))
        rules = [one.get("filter") for one in layer.iter("rule")]
        assert rules == ([rule.holds for rule in style.rules] if style else [])


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_the_project(tmp_path, name):
    write_qgis_project(tmp_path / "a.qgz", replace(content(), name=name), geopackage="atlas.gpkg")
    assert project(tmp_path / "a.qgz").find("title") is not None


def test_same_content_in_another_order_gives_the_same_bytes(folder, tmp_path):
    given = content()
    mixed = replace(
        given, terrains=shuffled(given.terrains, 1), findings=shuffled(given.findings, 2)
    )
    write_qgis_project(tmp_path / "atlas.qgz", mixed, geopackage="atlas.gpkg")
    assert (tmp_path / "atlas.qgz").read_bytes() == (folder / "atlas.qgz").read_bytes()


def test_a_folder_that_cannot_be_written_is_named_and_a_study_without_terrains_has_none(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(WriteError, match="cannot be written"):
        write_qgis_project(tmp_path / "file" / "atlas.qgz", content(), geopackage="atlas.gpkg")
    write_qgis_project(
        tmp_path / "atlas.qgz", replace(content(), terrains=None), geopackage="atlas.gpkg"
    )
    assert not (tmp_path / "atlas.qgz").exists()
