"""The BAG: the state of an extract at a day, links of the OGC API, and numbers gone wrong."""

import io
import json
import re
import zipfile

import pytest

from geo_ser.errors import SourceError, TableError
from geo_ser.layers import clean_tables
from tests.layers.registries import EXCERPTS
from tests.layers.studies import block, study, written
from tests.shapes import X, Y, square, table

EXTRACT = EXCERPTS / "bag_lv_doesburg.zip"


def bag(folder, edition="2020-09-15", **files):
    blocks = "".join(
        block(name, str(file), profile='"bag"', edition=edition) for name, file in files.items()
    )
    return clean_tables(study(folder, blocks))


def test_an_extract_gives_the_state_at_the_edition(tmp_path):
    layers = bag(tmp_path, buildings=EXTRACT, units=EXTRACT)
    count = layers.counts["buildings"]
    assert count["rows_read"] == 150 == count["rows_in"] + sum(count["filtered"].values())
    assert count["rows_in"] == count["rows_out"] == layers.tables["buildings"].building_id.nunique()
    assert layers.counts["units"] == {
        "rows_read": 5, "filtered": {"not_current": 3}, "rows_in": 2, "rows_out": 2,
        "merged": 0, "quarantined": 0, "repaired": {},
    }  # fmt: skip
    unit = layers.tables["units"].set_index("unit_id").loc["0221010000330226"]
    assert unit["floor_area_m2"] == 223
    assert unit["building_ids"] == ["0221100000312938"]
    assert unit["uses"] == ["woonfunctie"]
    assert unit["status"] == "Verbouwing verblijfsobject"


@pytest.mark.parametrize(
    ("edition", "year"), [("2010-04-20", None), ("2011-09-05", None), ("2011-09-06", 1992)]
)
def test_an_older_day_gives_the_older_state(tmp_path, edition, year):
    rows = bag(tmp_path, edition, buildings=EXTRACT).tables["buildings"]
    one = rows.set_index("building_id").loc["0221100000311191"]
    # Its first occurrence says 9999, until 6 September 2011; that day it says 1992.
    assert one["construction_year"] == year if year else one.isna()["construction_year"]


def test_before_the_first_day_there_is_nothing_and_that_is_said(tmp_path):
    layers = bag(tmp_path, "1800-01-01", buildings=EXTRACT)
    count = layers.counts["buildings"]
    assert count["rows_in"] == 0
    assert count["rows_read"] == sum(count["filtered"].values()) == 150
    assert set(count["filtered"]) == {"not_yet"}
    assert [one.rule for one in layers.findings] == ["layers.empty", "layers.not_yet"]


def test_each_building_of_the_extract_has_the_status_that_holds_that_day(tmp_path):
    """Beside a plain reading of the XML: the occurrence that had begun and had not ended."""
    valid = {}
    file = EXCERPTS / "bag_lv_doesburg_statuses.zip"
    with zipfile.ZipFile(file) as archive:
        whole = archive.read(archive.namelist()[0]).decode()
    for found in BUILDING.finditer(whole):
        text = found[0]
        number = re.search(r"<Objecten:identificatie[^>]*>([^<]+)", text)[1]
        begun = re.search(r"<Historie:beginGeldigheid>([^<]+)", text)[1]
        ended = re.search(r"<Historie:eindGeldigheid>([^<]+)", text)
        if begun <= "2020-09-15" and (ended is None or ended[1] > "2020-09-15"):
            valid[number] = re.search(r"<Objecten:status>([^<]+)", text)[1]
    layers = bag(tmp_path, buildings=file)
    rows = layers.tables["buildings"].set_index("building_id")
    assert rows["status"].to_dict() == valid
    assert (len(valid), len(set(valid.values()))) == (15, 8)
    assert layers.counts["buildings"]["filtered"] == {"not_current": 17}


BUILDING = re.compile(r"<Objecten:Pand>.*?</Objecten:Pand>", re.DOTALL)


def extract_text():
    with zipfile.ZipFile(EXTRACT) as outer:
        inner = io.BytesIO(outer.read("9999PND15092020.zip"))
    with zipfile.ZipFile(inner) as archive:
        (name,) = archive.namelist()
        return archive.read(name).decode()


def test_an_inactive_occurrence_does_not_count(tmp_path):
    text = extract_text()
    mark = "<Historie:tijdstipInactief>2020-01-01T00:00:00</Historie:tijdstipInactief>"
    text = text.replace("<Historie:BeschikbaarLV>", mark + "<Historie:BeschikbaarLV>")
    (tmp_path / "a.xml").write_text(text)
    layers = bag(tmp_path, buildings="a.xml")
    assert layers.counts["buildings"]["rows_in"] == 0
    assert "inactive" in layers.counts["buildings"]["filtered"]


def test_an_extract_without_the_objects_asked_for_is_refused(tmp_path):
    with zipfile.ZipFile(EXTRACT) as outer, zipfile.ZipFile(tmp_path / "a.zip", "w") as target:
        target.writestr("9999VBO15092020.zip", outer.read("9999VBO15092020.zip"))
    with pytest.raises(SourceError, match="holds no Pand, only Verblijfsobject"):
        bag(tmp_path, buildings="a.zip")


def features(*rows):
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": own, "properties": about, "geometry": shape}
            for own, about, shape in rows
        ],
    }


ONE, TWO = "1f0d3a5e-0000-5000-8000-000000000001", "1f0d3a5e-0000-5000-8000-000000000002"
GONE = "1f0d3a5e-0000-5000-8000-000000000003"


def ogc_v2(folder, *links):
    shapes = [square(0, 0, 10), square(20, 0, 10)]
    panden = features(
        *(
            (own, {"identificatie": number, "status": "Pand in gebruik", "bouwjaar": 1990},
             shape.__geo_interface__)
            for own, number, shape in zip(
                (ONE, TWO), ("0200100000000001", "0200100000000002"), shapes, strict=True
            )
        )
    )  # fmt: skip
    base = "https://example.org/kadaster/bag/ogc/v2/collections/pand/items/"
    units = features(
        *(
            (f"{ONE[:-3]}9{number:02}",
             {"identificatie": f"02000100000000{number:02}", "oppervlakte": 50,
              "pand.href": [base + one for one in linked]},
             {"type": "Point", "coordinates": [X + 1 + number, Y + 1]})
            for number, linked in enumerate(links)
        )
    )  # fmt: skip
    (folder / "pand.geojson").write_text(json.dumps(panden))
    (folder / "verblijfsobject.geojson").write_text(json.dumps(units))
    return bag(folder, buildings="pand.geojson", units="verblijfsobject.geojson")


def test_links_of_the_ogc_api_are_looked_up_in_the_buildings(tmp_path):
    layers = ogc_v2(tmp_path, [ONE], [TWO, ONE])
    lists = layers.tables["units"].set_index("unit_id")["building_ids"].to_dict()
    assert lists == {
        "0200010000000000": ["0200100000000001"],
        "0200010000000001": ["0200100000000001", "0200100000000002"],
    }
    assert {one.rule for one in layers.findings} == {"layers.crs"}


def test_links_that_lead_nowhere_are_reported(tmp_path):
    layers = ogc_v2(tmp_path, [ONE], [GONE])
    (said,) = [one for one in layers.findings if one.rule == "layers.links_unmatched"]
    assert said.reason.en.startswith("1 links")
    lists = layers.tables["units"].set_index("unit_id")["building_ids"].to_list()
    assert sorted(lists) == [["0200100000000001"], [GONE]]


def test_numbers_that_lost_their_zeros_or_kept_their_prefix(tmp_path):
    frame = table(
        *(square(20 * n, 0, 10) for n in range(4)),
        identificatie=["221100000311191", "221100000311192.0", "NL.IMBAG.Pand.0221100000311193",
                       "-99999"],
        bouwjaar=[1990, -99999, 2000, 2000],
    )  # fmt: skip
    layers = bag(tmp_path, buildings=written(tmp_path, frame))
    years = layers.tables["buildings"].set_index("building_id")["construction_year"]
    assert years.dropna().to_dict() == {"0221100000311191": 1990, "0221100000311193": 2000}
    assert years.index[years.isna()].to_list() == ["0221100000311192"]
    assert layers.quarantine["reason"].to_list() == ["no_id"]
    assert layers.findings == []


def test_bag_light_is_read_by_the_layer_of_each_table(tmp_path):
    panden = table(square(0, 0, 10), identificatie=["0221100000311191"], status=["Pand in gebruik"])
    panden.to_file(tmp_path / "bag-light.gpkg", layer="pand")
    units = table(
        square(1, 1, 1).centroid,
        identificatie=["0221010000330226"], oppervlakte=[50],
        pand_identificatie=["0221100000311191"],
    )  # fmt: skip
    units.to_file(tmp_path / "bag-light.gpkg", layer="verblijfsobject")
    units.to_file(tmp_path / "bag-light.gpkg", layer="ligplaats")
    layers = bag(tmp_path, buildings="bag-light.gpkg", units="bag-light.gpkg")
    assert layers.tables["buildings"]["building_id"].to_list() == ["0221100000311191"]
    assert layers.tables["units"]["building_ids"].to_list() == [["0221100000311191"]]


def test_the_number_of_an_address_is_not_taken_for_a_units(tmp_path):
    file = EXCERPTS / "gokoala_bag_excerpt.geojson"
    with pytest.raises(TableError, match="no column for unit_id.*nummer_id"):
        bag(tmp_path, units=file)
