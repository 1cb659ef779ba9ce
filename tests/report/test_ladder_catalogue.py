"""Instruments, costs, tornado and baseline in the workbook: words, not codes."""

from datetime import date

import openpyxl
import pytest

from geo_ser.gain import catalogue
from geo_ser.report import ReportContent, write_workbook
from tests.ladder.build import RIJSSEN
from tests.maps.test_ladder_sheet import whole


@pytest.fixture(scope="module")
def ladder():
    return whole(RIJSSEN)


def sheets(ladder, folder, language="nl"):
    path = folder / "atlas.xlsx"
    write_workbook(path, ReportContent("Proef", date(2026, 1, 1), language, ladder=ladder))
    return {
        sheet.title: [dict(zip([one.value for one in sheet[1]], row, strict=True))
                      for row in sheet.iter_rows(min_row=2, values_only=True)]
        for sheet in openpyxl.load_workbook(path).worksheets
    }  # fmt: skip


def test_instruments_and_costs_stand_there_in_full(ladder, tmp_path):
    book = sheets(ladder, tmp_path)
    rows = book["Instrumenten"]
    assert [row["nr."] for row in rows] == list(range(1, 27))
    for row, one in zip(rows, catalogue().instruments.instrument, strict=True):
        assert (row["instrument"], row["doorgerekend"]) == (one.name_nl, one.quantified)
        assert len((row["voorwaarden"] or "").splitlines()) == len(one.conditions)
        used = [level for level in (1, 2, 3) if row[f"niveau {level}"]]
        assert used == [use.level for use in one.levels]
    rows, costs = book["Kosten en opbrengsten"], catalogue().costs
    for row, one in zip(rows, (*costs.cost, *costs.revenue), strict=False):
        signs = [row[f"niveau {level}"] for level in range(4)]
        assert (row["post"], signs) == (one.name_nl, [level.printed for level in one.levels])
        assert all(f"{sign} = " in row["betekenis"] for sign in signs)
    assert [row["soort"] for row in rows].count("Kosten") == len(costs.cost) == 15
    assert len(rows) == 18 + len(costs.remark)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_codes_are_words(ladder, tmp_path, language):
    book, dutch = sheets(ladder, tmp_path, language), language == "nl"
    names = [row["uitgangspunt" if dutch else "name"]
             for row in book["Ladder gevoeligheid" if dutch else "Ladder tornado"]]  # fmt: skip
    assert ("kavelgrootte groep 6" if dutch else "plot size of group 6") in names
    assert not [name for name in names if "." in name or "[" in name or "_" in name]
    item, method = ("onderdeel", "hoe bepaald") if dutch else ("item", "method")
    rows = book["IJkbasis" if dutch else "Baseline"]
    assert not [row for row in rows if "_" in row[item] or "_" in row[method]]
    found = [row[method] for row in rows]
    assert any(one.startswith("meest voorkomend" if dutch else "most frequent") for one in found)
