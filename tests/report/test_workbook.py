import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from geo_ser.errors import WriteError
from geo_ser.report import ReportContent, workbook, write_workbook
from geo_ser.report.cells import MAX_TEXT, cell_text, number_format
from geo_ser.report.content import columns_of, plain_text
from geo_ser.tables import INDICATORS, Column
from tests.report.contents import EDITION, HOSTILE, LADDER, content, shuffled

SHEETS = {
    "terrains": "Terreinen", "plots": "Kavels", "buildings": "Gebouwen",
    "candidates": "Kandidaten", "gain_terrains": "Ruimtewinst", "findings": "Bevindingen",
    "provenance": "Herkomst", "nulls": "Onbekend",
    "quarantine": "Quarantaine",
}  # fmt: skip
IN_WORDS = [("findings", "severity"), ("nulls", "reason"), ("quarantine", "reason")]
LADDER_SHEETS = [
    "Ladder", "Ladder matrix", "Ladder gepland", "Ladder bestaand", "Ladder afwijkingen",
    "Ladder opmerkingen", "Ladder parameters", "Instrumenten", "Kosten en opbrengsten",
]  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "atlas.xlsx"
    write_workbook(path, content())
    return path


@pytest.fixture(scope="module")
def book(file):
    return openpyxl.load_workbook(file)


def cells(sheet):
    """Return a sheet as a list of records, by header."""
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_first_what_to_read_then_a_sheet_per_table_then_the_ladder(book):
    assert book.sheetnames == ["Leeswijzer", *SHEETS.values(), *LADDER_SHEETS]


def test_every_value_is_there_unrounded(book):
    for name, table in content().tables().items():
        sheet = book[SHEETS[name]]
        columns = columns_of(name, table)
        assert sheet.max_row == len(table) + 1
        assert sheet.max_column == len(columns)
        for place, column in enumerate(columns, start=1):
            if (name, column.name) in IN_WORDS:
                continue
            for row, value in enumerate(table[column.name], start=2):
                cell = sheet.cell(row, place).value
                if pd.isna(value):
                    assert cell is None
                elif isinstance(value, str):
                    assert cell == cell_text(value)
                else:
                    # XlsxWriter writes 16 digits.
                    assert cell == pytest.approx(value, rel=1e-15, abs=0), column.name


def test_nothing_in_the_book_is_a_formula_or_a_link(file, book):
    for sheet in book:
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n", "b"}
            assert not any(cell.hyperlink for cell in row)
    with zipfile.ZipFile(file) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == len(book.sheetnames)
        for name in sheets:
            text = parts.read(name)
            assert b"<f>" not in text
            assert b"hyperlink" not in text
        assert b"<t>rijk</t></r></si>" not in parts.read("xl/sharedStrings.xml")


def test_hostile_text_is_shown_as_it_is(book):
    names = {row["nummer"]: row["naam"] for row in cells(book["Terreinen"])}
    for place, text in enumerate(HOSTILE):
        shown = names[f"{place:04d}"]
        if len(text) > MAX_TEXT:
            assert len(shown) == MAX_TEXT
            assert shown.startswith("xxx")
            assert shown.endswith("[afgekapt / cut off]")
        else:
            assert shown.removeprefix(" ") == plain_text(text)


def test_length_is_counted_as_excel_counts_it():
    factory = "\U0001f3ed"
    assert cell_text("x" * MAX_TEXT) == "x" * MAX_TEXT
    assert cell_text(factory * (MAX_TEXT // 2)) == factory * (MAX_TEXT // 2)
    cut = cell_text(factory * (MAX_TEXT // 2 + 1))
    assert len(cut.encode("utf-16-le")) // 2 <= MAX_TEXT
    assert cut.startswith(factory)
    assert cut.endswith("cut off]")


def test_ids_are_text_with_their_zeros(book):
    buildings = cells(book["Gebouwen"])
    assert {row["pand"] for row in buildings} == {"0200100000001882", "0200100000001883"}


def test_headers_have_label_unit_and_the_column_in_a_comment(book):
    sheet = book["Terreinen"]
    header = {cell.value: cell for cell in sheet[1]}
    assert header["bruto oppervlakte (m²)"].comment.text == "gross_area_m2"
    assert header["netto oppervlakte (m²)"].comment.text == (
        "net_area_m2: niet gevraagd bij het meten"
    )
    assert "bruto/netto-verhouding (%)" in header
    assert "fsi (netto)" in header
    assert "opgave bruto (ha)" in header
    assert all(header)


def test_headers_stay_in_sight_and_filter(book):
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == ("C2" if sheet.title in list(SHEETS.values())[:4] else "A2")
        assert sheet.auto_filter.ref == sheet.dimensions


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("gross_area_m2", "m2", "#,##0"),
        ("claimed_gross_ha", "ha", "#,##0.00"),
        ("height_m", "m", "0.0"),
        ("gsi_net", "ratio", "0.0%"),
        ("net_gross_ratio", "ratio", "0.0%"),
        ("gain_share", "ratio", "0.0%"),
        ("fsi_net", "ratio", "0.00"),
        ("osr_net", "ratio", "0.00"),
        ("layers", "ratio", "0.00"),
        ("plot_count", "count", "#,##0"),
        ("jobs_per_net_ha", "count", "0.0"),
    ],
)
def test_numbers_are_shown_as_people_read_them(name, unit, expected):
    assert number_format(Column(name, "number", unit)) == expected


def test_the_formats_stand_in_the_cells(book):
    sheet = book["Terreinen"]
    formats = {cell.value: sheet.cell(2, cell.column).number_format for cell in sheet[1]}
    assert formats["bruto oppervlakte (m²)"] == "#,##0"
    assert formats["bruto/netto-verhouding (%)"] == "0.0%"
    assert formats["fsi (netto)"] == "0.00"
    assert formats["kavels"] == "#,##0"
    years = {row["bouwjaar"] for row in cells(book["Gebouwen"])}
    assert years == {1990, 1991, 1992}


def test_unknown_is_an_empty_grey_cell_and_zero_is_zero(book):
    sheet = book["Terreinen"]
    place = {cell.value: cell.column for cell in sheet[1]}
    unknown = sheet.cell(2, place["netto oppervlakte (m²)"])
    assert unknown.value is None
    assert unknown.fill.fgColor.rgb == "FFECECEC"
    assert sheet.cell(2, place["bruto oppervlakte (m²)"]).fill.fill_type is None
    matrix = cells(book["Ladder matrix"])[0]
    assert matrix["overschot (ha)"] == 0
    assert matrix["resterend bruto (ha)"] is None


def test_the_first_sheet_says_what_there_is_to_know(book):
    text = [cell for row in book["Leeswijzer"].iter_rows(values_only=True) for cell in row if cell]
    assert text[0] == HOSTILE[0]
    assert text[1] == "Peildatum: 2026-01-01"
    assert text[2] == f"Let op: {HOSTILE[6]}"
    assert {"Bladen", "Betrouwbaarheid (A–D)", "Bronnen", "Rijen geteld"} <= set(text)
    assert "0123456789ab" in text, "the hash's beginning"
    assert "0123456789abcdef" not in text
    place = text.index("rijen in")
    assert text[place : place + 10] == [
        "rijen in", "rijen uit", "samengevoegd", "in quarantaine", "hersteld", "terrains", 17, 15,
        1, 1,
    ]  # fmt: skip
    assert text[place + 10] == "bow_tie 2, spike 1"
    explained = {row[0].value: row[2].value for row in book["Leeswijzer"].iter_rows()}
    assert explained["Terreinen"] == len(HOSTILE)
    assert explained["Kavels"] == 0


def test_codes_are_put_in_words(book):
    assert [row["ernst"] for row in cells(book["Bevindingen"])] == [
        "fout",
        "waarschuwing",
        "ter info",
    ]
    assert {row["reden"] for row in cells(book["Onbekend"])} == {
        "niet gevraagd bij het meten",
        HOSTILE[3],
    }
    assert cells(book["Quarantaine"])[0]["reden"] == "geen geometrie"


def test_the_ladder_is_there_with_steps_ranges_and_units(book):
    steps = cells(book["Ladder"])
    assert [(row["onderdeel"], row["naam"], row["laag"], row["hoog"]) for row in steps] == [
        ("Ruimtevraag", "Totaal", 90, 100),
        ("Ruimtevraag", HOSTILE[0], 90, 100),
        ("Trede 1: bestaande ruimte benutten", "Totaal", 1.5, 2.5),
        ("Trede 1: bestaande ruimte benutten", "=1", 1.5, 2.5),
        ("Resterende behoefte", "", 87.5, 98.5),
        ("Resterende behoefte", "bruto", None, None),
        ("Overschot", "", 0, 0),
        ("IJzeren voorraad", "", 12, 12),
    ]
    assert [row["eenheid"] for row in steps] == [*["ha net"] * 5, "ha bruto", "ha net", "ha"]
    planned = cells(book["Ladder gepland"])[0]
    assert planned["aandeel winst (%)"] == 0.25
    assert planned["winst: schakelen (%)"] == 0.05
    assert cells(book["Ladder afwijkingen"])[0]["cel"] == "=A1"
    assert cells(book["Ladder opmerkingen"])[0]["opmerking"] == "Zie de bijlage."
    assert cells(book["Ladder parameters"])[0]["waarde"] == "0.8"


def test_a_study_of_only_a_ladder_has_only_the_ladder(tmp_path):
    path = tmp_path / "atlas.xlsx"
    write_workbook(path, ReportContent("Assen", EDITION, language="en", ladder=LADDER))
    names = openpyxl.load_workbook(path).sheetnames
    assert names[:3] == ["Read me", "Ladder", "Ladder matrix"]
    assert len(names) == len(LADDER_SHEETS) + 1


def test_same_content_same_bytes_for_every_order_of_rows(file, tmp_path):
    given = content()
    mixed = {
        name: shuffled(getattr(given, name), seed)
        for seed, name in enumerate(given.tables(), start=1)
    }
    path = tmp_path / "atlas.xlsx"
    write_workbook(path, replace(given, **mixed))
    assert path.read_bytes() == file.read_bytes()


def test_the_book_is_dated_by_its_edition(book):
    assert book.properties.created == datetime(2026, 1, 1)
    assert book.properties.modified == datetime(2026, 1, 1)
    assert book.properties.title == HOSTILE[0]


def test_rows_that_do_not_fit_are_said_to_be_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MAX_ROWS", 6)
    path = tmp_path / "atlas.xlsx"
    write_workbook(path, content())
    book = openpyxl.load_workbook(path)
    assert book["Terreinen"].max_row == 6
    text = [cell for row in book["Leeswijzer"].iter_rows(values_only=True) for cell in row if cell]
    assert any("alleen de eerste 5 van 15 rijen" in str(one) for one in text)


def test_a_place_that_cannot_be_written_is_named_and_left_alone(tmp_path):
    (tmp_path / "atlas.xlsx").mkdir()
    with pytest.raises(WriteError, match=r"atlas\.xlsx: cannot be written"):
        write_workbook(tmp_path / "atlas.xlsx", content())
    assert [one.name for one in tmp_path.iterdir()] == ["atlas.xlsx"]


def test_every_contract_column_has_a_dutch_label():
    without = {
        column.name
        for columns in INDICATORS.values()
        for column in columns
        if not column.nl and column.kind != "geometry"
    }
    assert not without
