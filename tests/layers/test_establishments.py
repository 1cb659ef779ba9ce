"""Companies from CSV and XLSX as people send them: places, jobs, and what is not to be trusted."""

import zipfile

import openpyxl
import pandas as pd
import pytest

from geo_ser.errors import CrsError, SourceError, TableError
from geo_ser.layers import archive, clean_tables
from tests.layers.studies import block, study

HEAD = "LISAnummer;naam;x;y;SBI_code;werkzame personen;milieucategorie\n"
ROWS = (
    "0012;Bakkerij;223500,5;476000;1071;12,5;3.1\n0013;Hal B;224.500,25;477.000,5;2511;1.250;4.1\n"
)


def companies(folder, content, name="lisa.csv", encoding="utf-8", **settings):
    (folder / name).write_bytes(content.encode(encoding))
    return clean_tables(study(folder, block("establishments", name, **settings)))


def book(folder, rows, name="lisa.xlsx"):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(folder / name)
    return clean_tables(study(folder, block("establishments", name)))


def rows_of(layers):
    return layers.tables["establishments"].set_index("establishment_id")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_semicolons_decimal_commas_a_byte_order_mark_and_names_of_lisa(tmp_path, encoding):
    layers = companies(tmp_path, HEAD + ROWS.replace("Bakkerij", "Café"), encoding=encoding)
    rows = rows_of(layers)
    assert rows.loc["0012", ["sbi", "jobs", "environmental_category"]].to_list() == [
        "1071", 12.5, "3.1",
    ]  # fmt: skip
    assert rows.loc["0012", "naam"] == "Café"
    assert rows.loc["0013"].geometry.coords[0] == (224500.25, 477000.5)
    assert {one.rule for one in layers.findings} == {"layers.crs"}


def test_a_single_point_before_three_digits_means_thousands_where_only_that_fits(tmp_path):
    text = HEAD + "1;A;223.500;476.000;1;2;1\n2;B;224.500;477.000;1;2;1\n"
    rows = rows_of(companies(tmp_path, text))
    assert rows.loc["1"].geometry.coords[0] == (223500.0, 476000.0)
    degrees = "id;lon;lat;jobs\n1;6.525;52.310;3\n".replace("id;", "establishment_id;")
    (point,) = rows_of(companies(tmp_path, degrees)).geometry
    assert 220_000 < point.x < 240_000
    assert 470_000 < point.y < 490_000


def test_a_row_without_a_place_is_left_out_with_a_reason(tmp_path):
    bad = "0014;C;;476000;1;2;1\n0015;D;onbekend;onbekend;1;2;1\n0016;E;0;0;1;2;1\n"
    bad += "0017;F;-99999;-99999;1;2;1\n"
    layers = companies(tmp_path, HEAD + ROWS + bad + ROWS.replace("001", "002"))
    reasons = layers.quarantine.set_index("id")["reason"].to_dict()
    assert reasons == {
        "0014": "no_geometry", "0015": "no_geometry", "0016": "outside_netherlands",
        "0017": "outside_netherlands",
    }  # fmt: skip
    assert layers.counts["establishments"]["rows_out"] == 4


def test_columns_the_wrong_way_round_are_refused(tmp_path):
    swapped = HEAD.replace("x;y", "y;x") + ROWS
    with pytest.raises(CrsError, match="x and y swapped"):
        companies(tmp_path, swapped)


def test_without_columns_for_a_place_it_is_said_which_there_are(tmp_path):
    with pytest.raises(TableError, match="no columns for a place, only 'LISAnummer'.*x and y"):
        companies(tmp_path, "LISAnummer;banen\n1;2\n")


def test_a_spreadsheet_gives_the_same(tmp_path):
    head = ["Vestigingsnummer", "X", "Y", "SBI", "Banen", "Milieucat"]
    layers = book(tmp_path, [head, [12, 223500.5, 476000, "0111", 12.5, "3.2"]])
    one = rows_of(layers).loc["12"]
    assert (one["sbi"], one["jobs"], one["environmental_category"]) == ("0111", 12.5, "3.2")
    assert one.geometry.coords[0] == (223500.5, 476000.0)


def test_formulas_and_hostile_texts_are_never_worked_out(tmp_path):
    text = HEAD + "0012;\"=cmd|'/c calc'!A1\";223500;476000;1071;=1+1;3.1\n" + ROWS[-47:]
    layers = companies(tmp_path, text)
    one = rows_of(layers).loc["0012"]
    assert one["naam"] == "=cmd|'/c calc'!A1"  # text; the reports write it as text
    assert pd.isna(one["jobs"])
    assert "layers.unreadable" in {found.rule for found in layers.findings}
    head = ["establishment_id", "x", "y", "jobs"]
    layers = book(tmp_path, [head, ["a", 223500, 476000, "=1+1"], ["b", 223501, 476000, 3]])
    jobs = rows_of(layers)["jobs"]
    assert pd.isna(jobs["a"])
    assert jobs["b"] == 3


def repacked(folder, change):
    """Write a spreadsheet whose parts went through `change(name, bytes)`."""
    made = openpyxl.Workbook()
    made.active.append(["establishment_id", "x", "y"])
    made.active.append(["a", 223500, 476000])
    made.save(folder / "good.xlsx")
    with (
        zipfile.ZipFile(folder / "good.xlsx") as good,
        zipfile.ZipFile(folder / "bad.xlsx", "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, change(name, good.read(name)))
    return clean_tables(study(folder, block("establishments", "bad.xlsx")))


@pytest.mark.parametrize(
    "entity", [b'<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">', b'<!ENTITY a SYSTEM "file:///etc/hosts">']
)
def test_a_spreadsheet_with_entities_is_refused(tmp_path, entity):
    def change(name, part):
        if not name.endswith("sheet1.xml"):
            return part
        return b"<?xml version='1.0'?><!DOCTYPE x [" + entity + b"]>" + part.partition(b"?>")[2]

    with pytest.raises(SourceError, match="DOCTYPE"):
        repacked(tmp_path, change)


def test_a_spreadsheet_that_grows_beyond_measure_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "FREE_UNZIPPED_BYTES", 1000)
    with pytest.raises(SourceError, match="zip bomb"):
        repacked(tmp_path, lambda name, part: part + b" " * 5_000_000 if "sheet1" in name else part)


def test_a_spreadsheet_cut_off_is_refused(tmp_path):
    repacked(tmp_path, lambda _name, part: part)
    whole = (tmp_path / "bad.xlsx").read_bytes()
    (tmp_path / "bad.xlsx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SourceError, match="damaged"):
        clean_tables(study(tmp_path, block("establishments", "bad.xlsx")))


def test_the_order_of_the_rows_says_nothing(tmp_path):
    one = companies(tmp_path, HEAD + ROWS).tables["establishments"]
    lines = ROWS.splitlines(keepends=True)
    other = companies(tmp_path, HEAD + "".join(reversed(lines))).tables["establishments"]
    assert one.to_wkb().to_csv() == other.to_wkb().to_csv()
