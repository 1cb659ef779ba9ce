import dataclasses
import re

import geopandas as gpd
import pandas as pd
import pytest

from geo_ser.errors import TableError
from geo_ser.findings import Finding, findings_table
from geo_ser.maps import terrain_page
from geo_ser.tables import INDICATORS
from tests.maps.test_atlas import page_data
from tests.maps.views import apeldoorn, rijssen_holten
from tests.shapes import square

PARK = "BU02000706"


def test_apeldoorn_shows_every_building_with_year_status_and_floor_area():
    page = terrain_page(apeldoorn(), PARK)
    data = page_data(page)
    items = data["layers"][0]["items"]
    assert len(items) == 382
    first = {data["labels"][label]: value for label, value, *_ in items[0]["rows"]}
    assert items[0]["title"] == "0200100000001882"
    assert first["bouwjaar"] == "2004"
    assert first["bouwhoogte"] == ""
    assert "er is geen hoogtebron" in data["notes"]


def test_every_indicator_stands_on_the_page_known_or_not():
    page = terrain_page(apeldoorn(), PARK)
    for column in INDICATORS["terrains"]:
        if column.name not in ("terrain_id", "name", "geometry"):
            assert column.label.replace("<", "&lt;") in page
    assert "(<bdi>niet gevraagd bij het meten</bdi>): banen, terreincoëfficiënt" in page


def test_floor_area_per_use_has_its_numbers():
    page = terrain_page(apeldoorn(), PARK)
    assert "150.000 m²" in page
    assert re.search(r'width="41.33" height="10" fill="#3f8fc4"', page)  # 62 of 150 thousand
    assert "bandbreedte" in page


def test_without_buildings_there_is_one_reason_and_no_bar():
    view = rijssen_holten()
    page = terrain_page(view, "628")
    assert "onbekend: <bdi>er is geen tabel buildings</bdi>" in page
    assert 'class="bar"' not in page
    assert 'id="building-list"' not in page


def test_findings_of_the_terrain_its_buildings_and_whole_tables_are_there_and_no_others():
    view = apeldoorn()
    other = view.terrains.assign(terrain_id="X", geometry=[square(0, 0, 9)])
    rows = [
        ("terrains", PARK, "mine"), ("buildings", "0200100000001882", "my building"),
        ("units", None, "whole table"), ("terrains", "X", "not mine"),
        ("buildings", "999", "another building"),
    ]  # fmt: skip
    findings = findings_table(
        Finding(rule="r", severity="info", table=one, id=row, reason=text)
        for one, row, text in rows
    )
    view = dataclasses.replace(
        view,
        terrains=gpd.GeoDataFrame(pd.concat([view.terrains, other], ignore_index=True)),
        findings=findings,
    )
    page = terrain_page(view, PARK)
    shown = re.findall(r"<p><bdi>(.*?)</bdi></p>", page)
    assert sorted(shown) == ["mine", "my building", "whole table"]


def test_an_unknown_terrain_is_refused_by_name():
    with pytest.raises(TableError, match="`terrains` has no terrain 'nergens'"):
        terrain_page(apeldoorn(), "nergens")


def test_a_thousand_five_hundred_buildings_stay_below_a_megabyte():
    view = apeldoorn()
    four = pd.concat([view.buildings] * 4, ignore_index=True).head(1500)
    four["building_id"] = [f"{number:016d}" for number in range(1500)]
    page = terrain_page(dataclasses.replace(view, buildings=gpd.GeoDataFrame(four)), PARK)
    assert len(page.encode()) < 1_000_000


@pytest.mark.parametrize(
    ("language", "low", "high", "floor", "index"),
    [
        ("nl", 209_152.4, None, "ten minste 209.152 m²", "ten minste 0,10"),
        ("nl", 209_152.4, 418_304.8, "209.152–418.305 m²", "0,10–0,20"),
        ("en", 209_152.4, None, "at least 209,152 m²", "at least 0.10"),
        ("nl", 0.0, 418_304.8, "hoogstens 418.305 m²", "hoogstens 0,20"),
    ],
)
def test_unknown_floor_area_shows_what_is_certain_and_why_no_more(
    language, low, high, floor, index
):
    view = apeldoorn()
    terrains = view.terrains.assign(gfa_m2=None, fsi_gross=None, gfa_low_m2=low, gfa_high_m2=high)
    terrains["gross_area_m2"] = 2_091_524.0
    nulls = pd.DataFrame(
        [["terrains", PARK, column, "floor_area_incomplete"] for column in ("gfa_m2", "fsi_gross")],
        columns=["table", "id", "column", "reason"],
    )
    page = terrain_page(
        dataclasses.replace(view, terrains=terrains, nulls=nulls, language=language), PARK
    )
    for text in (floor, index):
        assert f">{text}<" in page
    why = "van te veel bebouwing is het bvo onbekend"
    assert (why if language == "nl" else "of too much of the built land is unknown") in page


def test_of_a_building_of_unknown_floor_area_the_bound_and_the_reason_are_said():
    view = apeldoorn()
    one = view.buildings["building_id"] == "0200100000001882"
    buildings = view.buildings.assign(
        gfa_m2=view.buildings["gfa_m2"].mask(one), gfa_low_m2=None,
        gfa_high_m2=pd.Series(900.0, view.buildings.index).where(one),
    )  # fmt: skip
    buildings["gfa_low_m2"] = pd.Series(0.0, buildings.index).where(one)
    nulls = pd.DataFrame(
        [["buildings", "0200100000001882", "gfa_m2", "no_unit"]],
        columns=["table", "id", "column", "reason"],
    )
    data = page_data(
        terrain_page(dataclasses.replace(view, buildings=buildings, nulls=nulls), PARK)
    )
    first = {
        data["labels"][label]: (value, *(data["notes"][at] for at in note))
        for label, value, *note in data["layers"][0]["items"][0]["rows"]
    }
    assert first["bvo"] == ("hoogstens 900 m²", "er is geen eenheid in dit pand")
