"""3DBAG: elevations to heights, and the reasons for having none."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geo_ser.errors import SourceError, TableError
from geo_ser.layers import clean_tables
from geo_ser.layers.read import SourceRows
from geo_ser.layers.threedbag import with_threedbag_heights
from tests.layers.cities import SQUARE, building, city, roofs, threedbag_gpkg
from tests.layers.registries import EXCERPTS
from tests.layers.studies import block, study
from tests.shapes import square, table

DATA = Path(__file__).parent.parent / "data"
PAND = "NL.IMBAG.Pand."
BAG = 'profile = "3dbag"'


def heights(percentile: float = 70, mapped=(), **columns: list) -> pd.DataFrame:
    frame = pd.DataFrame(columns)
    rows = SourceRows(frame, np.arange(len(frame)), None, None)
    made = with_threedbag_heights(rows, roof_percentile=percentile, mapped=mapped, what="h")
    return made.attributes


def one(percentile: float = 70, **columns) -> dict:
    columns = {"b3_h_dak_70p": 13.4, "b3_h_maaiveld": 0.6} | columns
    return heights(percentile, **{name: [cell] for name, cell in columns.items()}).iloc[0].to_dict()


def cleaned(folder, blocks: str, thresholds: str = ""):
    return clean_tables(study(folder, blocks + thresholds))


def by_id(frame):
    return frame.set_index("building_id")


def test_a_height_is_roof_minus_ground_never_the_elevation():
    row = one()
    assert row["height_m"] == pytest.approx(12.8)
    assert row["ground_m"] == 0.6
    assert row["height_source"] == "3dbag 70p - maaiveld"
    assert pd.isna(row["height_missing_reason"])
    assert one(b3_h_maaiveld=-2.1)["height_m"] == pytest.approx(15.5)


@pytest.mark.parametrize(
    ("percentile", "column", "named"),
    [(0, "min", "min"), (50, "50p", "50p"), (70, "70p", "70p"), (100, "max", "max")],
)
@pytest.mark.parametrize("spelling", ["b3_h_dak_{}", "b3_h_{}", "h_dak_{}", "B3_H_DAK_{}"])
def test_every_percentile_and_spelling_is_found(percentile, column, named, spelling):
    frame = heights(percentile, **{spelling.format(column): [9.0], "h_maaiveld": [1.0]})
    assert frame["height_m"].to_list() == [8.0]
    assert frame["height_source"].to_list() == [f"3dbag {named} - maaiveld"]


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"b3_h_dak_70p": None}, "no_roof"),
        ({"b3_h_maaiveld": None}, "no_ground"),
        ({"b3_h_dak_70p": 4.3e21}, "impossible"),
        ({"b3_h_dak_70p": 3.4028234663852886e38}, "impossible"),
        ({"b3_h_maaiveld": -9999.0}, "impossible"),
        ({"b3_h_dak_70p": 0.5}, "impossible"),
        ({"b3_h_dak_70p": 0.6}, "impossible"),
        ({"b3_pw_datum": 2020, "oorspronkelijkbouwjaar": 2021}, "newer_than_survey"),
        ({"b3_pw_datum": "2020-11-03", "oorspronkelijkbouwjaar": "2021"}, "newer_than_survey"),
        ({"pw_actueel": "no"}, "newer_than_survey"),
    ],
)
def test_a_height_that_cannot_be_is_null_with_its_reason(columns, reason):
    row = one(**columns)
    assert pd.isna(row["height_m"])
    assert row["height_missing_reason"] == reason


@pytest.mark.parametrize(
    "columns",
    [
        {"b3_pw_datum": 2020, "oorspronkelijkbouwjaar": 2020},
        {"b3_pw_datum": None, "oorspronkelijkbouwjaar": 2025},
        {"pw_actueel": "uncertain", "oorspronkelijkbouwjaar": 2019},
    ],
)
def test_what_may_have_been_seen_is_believed(columns):
    assert one(**columns)["height_m"] == pytest.approx(12.8)


@pytest.mark.parametrize(
    ("date", "text"), [(2020, "2020-01-01"), ("2020", "2020-01-01"), (2020.0, "2020-01-01"),
                       ("2020-11-03", "2020-11-03")],
)  # fmt: skip
def test_a_year_of_survey_means_its_first_day(date, text):
    assert one(b3_pw_datum=date)["survey_date"] == text


def test_greenhouses_and_very_large_halls_are_blocks_and_say_so():
    assert one(b3_kas_warenhuis=True)["height_source"] == "3dbag 70p - maaiveld, block"
    assert one(b3_kas_warenhuis="true", b3_pw_bron="AHN4")["height_source"] == (
        "3dbag 70p - maaiveld, ahn4, block"
    )
    assert one(b3_kas_warenhuis=False)["height_source"] == "3dbag 70p - maaiveld"


def test_refusals_name_the_columns():
    with pytest.raises(TableError, match="percentile 0, 50, 70, 100, not 90"):
        one(90)
    with pytest.raises(TableError, match=r"no column for the roof elevation \(b3_h_dak_70p.*'a'"):
        heights(a=[1], b3_h_maaiveld=[1.0])
    with pytest.raises(TableError, match="no column for the ground elevation"):
        heights(b3_h_dak_70p=[1.0])
    with pytest.raises(TableError, match="maps height_m, but 3DBAG's columns are elevations"):
        heights(mapped=["height_m"], b3_h_dak_70p=[1.0], b3_h_maaiveld=[0.0])


def test_a_tile_gives_heights_under_bag_numbers(tmp_path):
    attributes = {"b3_h_dak_70p": 7.0, "b3_h_maaiveld": 1.0, "b3_bouwlagen": 4}
    tall = {"identificatie": f"{PAND}0503100000000001", "b3_h_dak_70p": 9e30}
    model = city(
        **{f"{PAND}0503100000000002": building(SQUARE, **attributes)},
        **{f"{PAND}x": building(SQUARE, **(attributes | tall))},
    )
    (tmp_path / "t.city.json").write_text(json.dumps(model))
    out = cleaned(tmp_path, block("heights", "t.city.json", profile='"3dbag"'))
    found = by_id(out.tables["heights"])
    assert found["height_m"].to_dict() == {
        "0503100000000001": pytest.approx(np.nan, nan_ok=True),
        "0503100000000002": 6.0,
    }
    assert found.loc["0503100000000001", "height_missing_reason"] == "impossible"
    assert [one.rule for one in out.findings] == ["layers.heights_refused"]
    assert "storeys" not in found


def test_a_tile_can_be_the_buildings_too(tmp_path):
    attributes = {"h_dak_70p": 7.0, "h_maaiveld": 1.0, "oorspronkelijkbouwjaar": 1999}
    model = city(
        **{f"{PAND}0503100000000002": building(SQUARE, **attributes, status="Pand in gebruik")}
    )
    (tmp_path / "t.city.json").write_text(json.dumps(model))
    out = cleaned(tmp_path, block("buildings", "t.city.json", profile='"3dbag"'))
    (row,) = out.tables["buildings"].to_dict("records")
    assert (row["building_id"], row["height_m"]) == ("0503100000000002", 6.0)
    assert (row["construction_year"], row["status"]) == (1999, "Pand in gebruik")
    assert row["geometry"].area == pytest.approx(100)


def parts_study(folder, thresholds: str = "", **elevations: list):
    """Building 1 of two roof parts (100 and 300 m²), building 2 of one."""
    pand = table(
        square(0, 0, 20), square(50, 0, 10), square(90, 0, 10),
        identificatie=[f"{PAND}{number:016}" for number in (1, 2, 3)], b3_h_maaiveld=[1.0] * 3,
    )  # fmt: skip
    elevations = elevations or {"b3_h_70p": [5.0, 9.0, 4.0], "b3_h_max": [6.0, 30.0, 4.5]}
    parts = roofs(
        square(0, 0, 5, 20), square(5, 0, 15, 20), square(50, 0, 10), fid=[1, 1, 2], **elevations
    )
    threedbag_gpkg(folder / "t.gpkg", pand, parts)
    out = cleaned(folder, block("heights", "t.gpkg", profile='"3dbag"'), thresholds)
    return by_id(out.tables["heights"].assign(building_id=lambda t: t["building_id"].str[-1]))


def test_roof_parts_are_joined_on_fid_and_weighed_by_area(tmp_path):
    found = parts_study(tmp_path)
    assert found.loc["1", "height_m"] == pytest.approx((5 * 100 + 9 * 300) / 400 - 1)
    assert found.loc["2", "height_m"] == pytest.approx(3)
    assert found["height_coverage"].to_list()[:2] == [1.0, 1.0]
    assert found.loc["3", "height_missing_reason"] == "no_roof"


def test_of_several_parts_the_highest_is_the_maximum(tmp_path):
    found = parts_study(tmp_path, "[thresholds]\nroof_percentile = 100\n")
    assert found["height_m"].to_list()[:2] == [29.0, 3.5]


def test_a_part_that_is_absurd_is_left_out_and_lowers_the_coverage(tmp_path):
    found = parts_study(tmp_path, b3_h_70p=[5.0, 4.3e21, -9999.0])
    assert found.loc["1", "height_m"] == pytest.approx(4)
    assert found.loc["1", "height_coverage"] == pytest.approx(0.25)
    assert found.loc["2", "height_missing_reason"] == "impossible"


def test_a_pand_layer_with_roofs_needs_no_other(tmp_path):
    pand = table(square(0, 0, 10), identificatie=["1"], b3_h_maaiveld=[1.0], b3_h_dak_70p=[8.0])
    parts = roofs(square(0, 0, 10), fid=[1], b3_h_dak_70p=[5.0])
    threedbag_gpkg(tmp_path / "t.gpkg", pand, parts)
    out = cleaned(tmp_path, block("heights", "t.gpkg", profile='"3dbag"'))
    assert out.tables["heights"]["height_m"].to_list() == [7.0]
    chosen = block("heights", "t.gpkg", profile='"3dbag"', layer='"lod12_2d"')
    assert cleaned(tmp_path, chosen).tables["heights"]["height_m"].to_list() == [4.0]


def test_layers_that_share_no_key_are_refused(tmp_path):
    pand = table(square(0, 0, 10), identificatie=["1"], b3_h_maaiveld=[1.0])
    threedbag_gpkg(tmp_path / "t.gpkg", pand, table(square(0, 0, 10), b3_h_70p=[5.0]))
    with pytest.raises(SourceError, match="layers pand and lod12_2d: cannot be joined"):
        cleaned(tmp_path, block("heights", "t.gpkg", profile='"3dbag"'))


def test_layer_and_where_are_refused_on_cityjson(tmp_path):
    (tmp_path / "t.city.json").write_text(json.dumps(city()))
    for setting in ("layer", "where"):
        blocks = block("heights", "t.city.json", profile='"3dbag"', **{setting: '"x"'})
        with pytest.raises(SourceError, match=f"`{setting}` does not work on CityJSON"):
            cleaned(tmp_path, blocks)


def test_the_order_of_the_rows_says_nothing():
    columns = {
        "identificatie": ["1", "2", "3"],
        "b3_h_dak_70p": [4.0, 9e30, 7.0],
        "b3_h_maaiveld": [1.0, 0.0, None],
    }
    frame = pd.DataFrame(columns)
    rows = SourceRows(frame, np.arange(3), None, None)
    forth = with_threedbag_heights(rows, roof_percentile=70, what="h").attributes
    back = replace(rows, attributes=frame.iloc[::-1].reset_index(drop=True))
    turned = with_threedbag_heights(back, roof_percentile=70, what="h").attributes
    pd.testing.assert_frame_equal(forth, turned.iloc[::-1].reset_index(drop=True))


def test_the_excerpt_of_delft(tmp_path):
    out = cleaned(
        tmp_path,
        block("buildings", str(DATA / "3dbag_delft_excerpt.city.json"), profile='"3dbag"'),
    )
    found = by_id(out.tables["buildings"])
    assert len(found) == 64
    assert found["height_m"].notna().sum() == 61
    assert (found["height_missing_reason"] == "no_roof").sum() == 3
    assert found["height_m"].max() == pytest.approx(21.49, abs=1e-3)
    # by hand from the file: h_dak_70p 6.880 − h_maaiveld −0.610
    assert found.loc["0503100000004247", "height_m"] == pytest.approx(7.49, abs=1e-3)
    assert found["height_source"].eq("3dbag 70p - maaiveld, ahn3").all()
    assert (found.index.str.len() == 16).all()


def test_heights_reach_the_panden_of_another_file_by_their_number(tmp_path):
    blocks = block("heights", str(DATA / "3dbag_delft_excerpt.city.json"), profile='"3dbag"')
    panden = str(EXCERPTS / "bag_delft_campus.zip")
    blocks += block("buildings", panden, profile='"bag"', crs='"EPSG:28992"')
    out = cleaned(tmp_path, blocks)
    heights, buildings = out.tables["heights"], out.tables["buildings"]
    assert (len(heights), heights["height_m"].notna().sum()) == (64, 61)
    assert (len(buildings), buildings["building_id"].isin(heights["building_id"]).sum()) == (52, 46)
    assert buildings["height_m"].notna().sum() == 45
    assert buildings["height_missing_reason"].value_counts().to_dict() == {"no_roof": 1}


def test_the_tile_of_rijssen_holten(tmp_path):
    tile = EXCERPTS / "3dbag_rijssen.zip"
    found = cleaned(tmp_path, block("buildings", str(tile), profile='"3dbag"')).tables["buildings"]
    assert (len(found), found["height_m"].notna().sum()) == (24, 20)
    assert found["height_missing_reason"].value_counts().to_dict() == {"no_roof": 4}
    assert found["height_m"].median() == pytest.approx(4.942, abs=0.001)
    assert found["height_m"].max() == pytest.approx(7.193, abs=0.001)
