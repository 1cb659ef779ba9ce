"""Surfaces of the BGT: three filters, classes to cover, and a plane without double counts."""

import json
import zipfile
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from geo_ser.errors import SourceError, TableError
from geo_ser.layers import ARC_STEP_DEGREES, FILTERED, clean_tables, gml
from geo_ser.layers.filters import filtered_rows, left_out
from geo_ser.layers.profile import load_profile
from geo_ser.layers.registry import read_xml
from tests.layers.registries import EXCERPTS
from tests.layers.studies import block, study, written
from tests.shapes import square, table

PROFILE = load_profile("bgt", "surfaces")
OTTERLO = EXCERPTS / "bgt_otterlo.zip"
BOX = shapely.box(181540, 456000, 181700, 456160)


def surfaces(folder, file, name="surfaces", **settings):
    return clean_tables(study(folder, block(name, str(file), profile='"bgt"', **settings)))


def test_the_download_closes_over_the_square_it_was_cut_from(tmp_path):
    layers = surfaces(tmp_path, OTTERLO)
    rows = layers.tables["surfaces"]
    assert layers.counts["surfaces"] == {
        "rows_read": 143,
        "filtered": {"line": 3, "not_current": 80, "other_level": 1, "planned": 15},
        "rows_in": 44, "rows_out": 44, "merged": 0, "quarantined": 0, "repaired": {},
    }  # fmt: skip
    assert set(layers.counts["surfaces"]["filtered"]) <= set(FILTERED)
    assert layers.surface_overlaps.empty
    assert rows.clip(BOX).area.sum() == pytest.approx(BOX.area, abs=1e-3)
    assert set(rows["cover"]) == {"bare", "building", "green", "paved", "road", "water", "yard"}
    assert set(rows["level"]) == {0}


def test_without_the_filter_on_plans_buildings_stand_on_other_land():
    every = [read for read in members() if len(read.numbers)]
    now = [one for one in PROFILE.filters if one.reason != "planned"]
    kept = [filtered_rows(one, now, date(2020, 8, 5))[0] for one in every]
    land = np.concatenate([one.geometry.all() for one in kept])
    double = shapely.area(land).sum() - shapely.union_all(land).area
    assert double > 500
    planned = [left_out(one, PROFILE.filters, date(2020, 8, 5)) == "planned" for one in every]
    assert sum(map(np.sum, planned)) == 15


def members():
    """Give the rows of each class in the excerpt."""
    with zipfile.ZipFile(OTTERLO) as archive, TemporaryDirectory() as place:
        for name in archive.namelist():
            if PROFILE.covers.class_of(name):
                yield read_xml(Path(archive.extract(name, place)), PROFILE.xml, what=name)


LAND = ["wegdeel", "waterdeel", "begroeidterreindeel", "onbegroeidterreindeel", "pand"]


def test_history_is_dropped_class_by_class(tmp_path):
    """Beside the text itself: a member that has ended before the edition."""
    with zipfile.ZipFile(OTTERLO) as archive:
        for name in LAND:
            file = archive.extract(f"bgt_{name}.gml", tmp_path)
            rows = read_xml(Path(file), PROFILE.xml, what=name)
            dropped = left_out(rows, PROFILE.filters, date(2020, 8, 5)) == "not_current"
            members = Path(file).read_text().split("<cityObjectMember>")[1:]
            ended = ["<imgeo:eindRegistratie>" in one for one in members]
            assert dropped.tolist() == ended


def test_arcs_lose_less_than_a_hundred_thousandth_of_the_area(tmp_path, monkeypatch):
    rows = surfaces(tmp_path, OTTERLO).tables["surfaces"].set_index("surface_id")
    monkeypatch.setattr(gml, "ARC_STEP_DEGREES", ARC_STEP_DEGREES / 10)
    finer = surfaces(tmp_path, OTTERLO).tables["surfaces"].set_index("surface_id")
    difference = (rows.area - finer.area).abs()
    assert difference.max() > 0
    assert (difference / finer.area).max() < 1e-5


GMLLIGHT = """<?xml version="1.0" encoding="UTF-8"?>
<gml:FeatureCollection xmlns:s="http://www.geostandaarden.nl/imgeo/2.1/simple/gml31"
 xmlns:gml="http://www.opengis.net/gml">{}</gml:FeatureCollection>"""
LIGHT = """<gml:featureMember><s:{element} gml:id="b1">
<s:objectBeginTijd>2014-10-31</s:objectBeginTijd>{end}
<s:identificatie.namespace>NL.IMGeo</s:identificatie.namespace>
<s:identificatie.lokaalID>{own}</s:identificatie.lokaalID>
<s:relatieveHoogteligging>0</s:relatieveHoogteligging><s:bgt-status>bestaand</s:bgt-status>
<s:plus-status>geenWaarde</s:plus-status>{about}
<s:geometrie2d><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>
{x} 470000 {x}.5 470000 {x}.5 470001 {x} 470001 {x} 470000
</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></s:geometrie2d></s:{element}>
</gml:featureMember>"""


def light(element, own, about="", end="", x=200000):
    return LIGHT.format(element=element, own=own, about=about, end=end, x=x)


def test_gmllight_names_classes_and_columns_otherwise(tmp_path):
    parking = "<s:bgt-functie>parkeervlak</s:bgt-functie>"
    shed = "<s:bgt-type>niet-bgt</s:bgt-type><s:plus-type>schuur</s:plus-type>"
    bank = "<s:bgt-type>oever, slootkant</s:bgt-type>"
    over = "<s:objectEindTijd>2015-01-01</s:objectEindTijd>"
    text = GMLLIGHT.format(
        light("Wegdeel", "a", parking)
        + light("OverigBouwwerk", "b", shed, x=200001)
        + light("OndersteunendWaterdeel", "c", bank, x=200002)
        + light("Pand", "d", x=200003)
        + light("Wegdeel", "e", parking, over, x=200004)
    )
    (tmp_path / "bgt.gml").write_text(text)
    layers = surfaces(tmp_path, "bgt.gml")
    rows = layers.tables["surfaces"].set_index("surface_id")
    assert rows["cover"].to_dict() == {
        "a": "parking", "b": "building", "c": "green", "d": "building",
    }  # fmt: skip
    assert rows.area.to_list() == [0.5] * 4
    assert layers.counts["surfaces"]["filtered"] == {"not_current": 1}


OGC = {
    "lokaal_id": ["a", "b", "c", "d", "e"],
    "functie": ["rijbaan lokale weg", "Parkeervlak", "spoorbaan", "voetpad", "voetpad"],
    "status": ["bestaand"] * 4 + [None],
    "plus_status": [None] * 4 + ["plan"],
    "eind_registratie": [None, None, None, "2016/09/12 10:36:01", None],
    "relatieve_hoogteligging": [0, 0, 0, 0, 0],
}


def test_the_ogc_api_is_told_by_the_name_of_its_file(tmp_path):
    frame = table(*(square(10 * n, 0, 5) for n in range(5)), **OGC)
    frame.to_file(tmp_path / "bgt_wegdeel.geojson")
    layers = surfaces(tmp_path, "bgt_wegdeel.geojson")
    assert layers.tables["surfaces"].set_index("surface_id")["cover"].to_dict() == {
        "a": "road", "b": "parking", "c": "rail",
    }  # fmt: skip
    assert layers.counts["surfaces"]["filtered"] == {"not_current": 1, "planned": 1}
    frame.to_file(tmp_path / "roads.gpkg")
    with pytest.raises(TableError, match="neither its layer nor its file is named after a class"):
        surfaces(tmp_path, "roads.gpkg")
    mapped = surfaces(tmp_path, "roads.gpkg", columns='{ cover = "functie" }')
    assert set(mapped.tables["surfaces"]["cover"]) == {"other"}


def test_a_real_page_of_the_ogc_api(tmp_path):
    page = EXCERPTS / "pdok_bgt_wegdelen.zip"
    with pytest.raises(SourceError, match="10 rows and has a link to the next page"):
        surfaces(tmp_path, page)
    with zipfile.ZipFile(page) as archive:
        (name,) = archive.namelist()
        value = json.loads(archive.read(name))
    value["links"] = [one for one in value["links"] if one["rel"] != "next"]
    last = tmp_path / name
    last.write_text(json.dumps(value), encoding="utf-8")
    layers = surfaces(tmp_path, last)
    assert len(layers.tables["surfaces"]) == 10
    assert set(layers.tables["surfaces"]["cover"]) == {"parking", "road"}
    assert [one.rule for one in layers.findings] == ["layers.crs"]


def test_delft_spatialite_by_its_files_and_as_one_geopackage(tmp_path):
    with zipfile.ZipFile(EXCERPTS / "bgt_delft.zip") as archive:
        archive.extractall(folder := tmp_path / "delft")
    layers = surfaces(tmp_path, folder)
    rows = layers.tables["surfaces"]
    # Of these, 2 roads and 3 bridge decks lie above, and 1 kunstwerk.
    assert layers.counts["surfaces"]["rows_read"] == 167
    assert layers.counts["surfaces"]["rows_out"] == len(rows)
    assert (rows["cover"] == "building").sum() == 50
    assert rows.loc[rows["cover"] == "parking"].shape[0] == 5
    merged = tmp_path / "bgt.gpkg"
    for file in sorted(folder.glob("*.sqlite")):
        ((layer, _kind),) = pyogrio.list_layers(file)
        gpd.read_file(file).to_file(merged, layer=layer)
    gpd.read_file(folder / "bgt_pand.sqlite").to_file(merged, layer="paal")
    again = surfaces(tmp_path, "bgt.gpkg").tables["surfaces"]
    assert again.groupby("cover").size().to_dict() == rows.groupby("cover").size().to_dict()


def test_buildings_of_the_bgt_get_their_bag_number_back(tmp_path):
    with zipfile.ZipFile(EXCERPTS / "bgt_delft.zip") as archive:
        archive.extract("bgt_pand.sqlite", tmp_path)
    layers = surfaces(tmp_path, "bgt_pand.sqlite", name="buildings")
    ids = layers.tables["buildings"]["building_id"]
    assert len(ids) == 50
    bag = ids[~ids.str.startswith("G0503")]
    assert (bag.str.len() == 16).all()
    assert bag.str.startswith("0503100000").all()


def test_a_bag_number_that_stands_for_many_buildings_is_no_number(tmp_path):
    layers = surfaces(tmp_path, OTTERLO, name="buildings")
    ids = layers.tables["buildings"]["building_id"]
    assert layers.counts["buildings"]["quarantined"] == 0
    assert ids.is_unique
    dummy = "0228109999999999"
    frame = table(
        *(square(10 * n, 0, 5) for n in range(3)),
        lokaal_id=["a", "b", "c"], identificatie_bag_pnd=[dummy, dummy, "0228100000000001"],
    )  # fmt: skip
    rows = surfaces(tmp_path, written(tmp_path, frame), name="buildings").tables["buildings"]
    assert set(rows["building_id"]) == {"a", "b", "0228100000000001"}


def test_vegetation_that_says_transitie_is_unknown_and_reported(tmp_path):
    frame = table(
        square(0, 0, 5), square(10, 0, 5),
        lokaal_id=["a", "b"], fysiek_voorkomen=["transitie", "grasland overig"],
    )  # fmt: skip
    frame.to_file(tmp_path / "begroeidterreindeel.gpkg")
    layers = surfaces(tmp_path, "begroeidterreindeel.gpkg")
    covers = layers.tables["surfaces"].set_index("surface_id")["cover"].to_dict()
    assert covers == {"a": "other", "b": "field"}
    assert [one.rule for one in layers.findings] == ["layers.unreadable"]


def test_empty_classes_are_no_harm_but_overlays_alone_are(tmp_path):
    with zipfile.ZipFile(OTTERLO) as whole_zip:
        empty, pole = (whole_zip.read(f"bgt_{one}.gml") for one in ("tunneldeel", "paal"))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as target:
        target.writestr("bgt_tunneldeel.gml", empty)
    layers = surfaces(tmp_path, "a.zip")
    assert layers.tables["surfaces"].empty
    assert [one.rule for one in layers.findings] == ["layers.empty"]
    (tmp_path / "bgt_paal.gml").write_bytes(pole)
    with pytest.raises(SourceError, match="holds no .*TrafficArea.*, only CityFurniture|only Paal"):
        surfaces(tmp_path, "bgt_paal.gml")


def test_the_order_of_files_and_rows_says_nothing(tmp_path):
    with zipfile.ZipFile(OTTERLO) as archive:
        names = [one for one in archive.namelist() if PROFILE.covers.class_of(one)]
        with zipfile.ZipFile(tmp_path / "b.zip", "w") as target:
            for number, name in enumerate(reversed(names)):
                target.writestr(f"{number:02}/{name}", archive.read(name))
    one = surfaces(tmp_path, OTTERLO).tables["surfaces"]
    other = surfaces(tmp_path, "b.zip").tables["surfaces"]
    pd.testing.assert_frame_equal(pd.DataFrame(one), pd.DataFrame(other))
