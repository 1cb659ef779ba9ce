"""Parcels of the BRK: GML v4 and v5, the services' names, and what can be wrong with them."""

import re
import zipfile

import geopandas as gpd
import pytest
import shapely

from geo_ser.errors import CrsError, SourceError
from geo_ser.layers import clean_tables
from tests.layers.registries import EXCERPTS
from tests.layers.studies import study, written
from tests.shapes import square, table


def parcels(folder, *files, **settings):
    names = ", ".join(f'"{one}"' for one in files)
    text = f'[tables.parcels]\nfile = [{names}]\nprofile = "brk"\n'
    text += "".join(f"{key} = {value}\n" for key, value in settings.items())
    return clean_tables(study(folder, text))


def test_gml_v4_and_v5_give_polygons_with_a_readable_key(tmp_path):
    layers = parcels(tmp_path, EXCERPTS / "brk_v4_perceel.gml", EXCERPTS / "brk_v5_perceel.gml")
    rows = layers.tables["parcels"].set_index("parcel_id")
    assert layers.counts["parcels"]["rows_out"] == len(rows) == 19
    assert set(rows.geometry.geom_type) == {"Polygon"}
    one = rows.loc["84920229870000"]
    assert one["parcel_key"] == "OTL02 B 2298"
    assert one["registered_area_m2"] == 222
    assert one["registered_area_kind"] == "Vastgesteld"
    # The figures of reference/sources.md §2.
    assert one.geometry.area == pytest.approx(221.3, abs=0.05)
    by_key = rows.set_index("parcel_key")
    assert by_key.loc["OTL02 B 2318"].geometry.area == pytest.approx(6347.9, abs=0.05)
    assert by_key.loc["OTL02 B 2320"].geometry.area == pytest.approx(6.3, abs=0.05)
    assert rows.loc["11720427170000", "parcel_key"] == "ASD30 AK 4271"
    assert rows.loc["11720427170000", "registered_area_m2"] == 2420


def test_parcels_of_a_village_tile_and_lie_near_their_registered_area(tmp_path):
    rows = parcels(tmp_path, EXCERPTS / "brk_veelerveen.zip").tables["parcels"]
    assert len(rows) == 64
    assert rows.geometry.is_valid.all()
    assert shapely.union_all(rows.geometry).area == pytest.approx(rows.area.sum(), abs=1e-3)
    assert (rows["registered_area_m2"] - rows.area).abs().median() < 1
    assert set(rows["registered_area_kind"]) >= {"Vastgesteld"}


OGC = {
    "identificatie_namespace": ["NL.IMKAD.KadastraalObject"] * 2,
    "identificatie_lokaal_id": ["11720427170000", "11720427180000"],
    "akr_kadastrale_gemeente_code_waarde": ["ASD04", None],
    "akr_kadastrale_gemeente_code_code": ["67", "67"],
    "sectie": ["F", "F"],
    "perceelnummer": [8039, 8137],
    "kadastrale_grootte_waarde": [43, -99999],
    "soort_grootte_waarde": ["Vastgesteld", "Voorlopig"],
}


def test_names_of_the_ogc_api_and_what_is_unknown_stays_unknown(tmp_path):
    frame = table(square(0, 0, 6), square(10, 0, 6), **OGC)
    rows = parcels(tmp_path, written(tmp_path, frame, "perceel.geojson"), crs='"EPSG:28992"')
    rows = rows.tables["parcels"].set_index("parcel_id")
    assert rows["parcel_key"].to_dict() == {
        "11720427170000": "ASD04 F 8039",
        "11720427180000": pytest.approx(float("nan"), nan_ok=True),
    }
    assert rows["registered_area_m2"].to_list()[:1] == [43]
    assert rows["registered_area_m2"].isna().to_list() == [False, True]
    assert rows["registered_area_kind"].to_list() == ["Vastgesteld", "Voorlopig"]


def test_names_of_the_wfs_duplicates_and_ids_as_numbers_or_with_their_namespace(tmp_path):
    frame = table(
        square(0, 0, 6), square(0, 0, 5), square(10, 0, 5),
        identificatieLokaalID=["NL.IMKAD.KadastraalObject.117", "117", "118.0"],
        AKRKadastraleGemeenteCodeWaarde=["AMF00"] * 3,
        sectie=["A"] * 3, perceelnummer=["4359"] * 3,
        kadastraleGrootteWaarde=["658", "658", "658"],
    )  # fmt: skip
    layers = parcels(tmp_path, written(tmp_path, frame))
    assert layers.counts["parcels"] == {
        "rows_in": 3, "rows_out": 2, "merged": 0, "quarantined": 1, "repaired": {},
    }  # fmt: skip
    assert layers.quarantine["reason"].to_list() == ["duplicate_id"]
    assert layers.tables["parcels"]["parcel_id"].to_list() == ["117", "118"]
    assert set(layers.tables["parcels"]["parcel_key"]) == {"AMF00 A 4359"}


def test_a_folder_a_zip_and_a_geopackage_are_read_for_their_parcels_only(tmp_path):
    (tmp_path / "in").mkdir()
    frame = table(square(0, 0, 6), identificatieLokaalID=["117"])
    frame.to_file(tmp_path / "in" / "brk.gpkg", layer="perceel")
    lines = gpd.GeoDataFrame(
        {"x": [1]}, geometry=[shapely.LineString([(2e5, 47e4), (2e5, 48e4)])], crs=28992
    )
    lines.to_file(tmp_path / "in" / "brk.gpkg", layer="kadastralegrens")
    assert len(parcels(tmp_path, "in/brk.gpkg").tables["parcels"]) == 1
    with zipfile.ZipFile(tmp_path / "brk.zip", "w") as target:
        target.write(EXCERPTS / "brk_v5_perceel.gml", "kadastralekaart_perceel.gml")
        target.writestr("kadastralekaart_kadastralegrens.gml", "<damaged")
    assert len(parcels(tmp_path, "brk.zip").tables["parcels"]) == 11


def test_axes_the_wrong_way_round_are_seen(tmp_path):
    text = (EXCERPTS / "brk_v5_perceel.gml").read_text()

    def swapped(match):
        numbers = match[2].split()
        pairs = zip(numbers[1::2], numbers[::2], strict=True)
        return match[1] + " ".join(" ".join(pair) for pair in pairs)

    (tmp_path / "a_perceel.gml").write_text(re.sub(r"(<gml:posList>)([^<]*)", swapped, text))
    with pytest.raises(CrsError, match="RD New with x and y swapped.*Swap x and y"):
        parcels(tmp_path, "a_perceel.gml")


def test_where_and_layer_have_no_place_beside_a_registrys_own_xml(tmp_path):
    with pytest.raises(SourceError, match="`where` and `layer` do not work"):
        parcels(tmp_path, EXCERPTS / "brk_v5_perceel.gml", where="\"sectie = 'B'\"")


def test_a_file_of_the_kadaster_without_parcels_is_refused(tmp_path):
    text = (EXCERPTS / "brk_v5_perceel.gml").read_text().replace("oz:Perceel", "oz:Grens")
    (tmp_path / "a.gml").write_text(text)
    with pytest.raises(SourceError, match="holds no Perceel, only Grens"):
        parcels(tmp_path, "a.gml")
