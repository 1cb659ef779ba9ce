"""Every heading of every workbook is a text for people, with a unit that fits."""

import json
import re

import openpyxl
import pandas as pd
import pytest

from geo_ser.report.labels import _EXTRA, COLUMNS, heading, is_share

LABELS = [column for columns in COLUMNS.values() for column in columns] + list(_EXTRA.values())
UNITS = {"m2": "(m²)", "m": "(m)", "ha": "(ha)"}


def keys(node):
    """Return all keys in a JSON document."""
    if isinstance(node, list):
        return {key for one in node for key in keys(one)}
    if isinstance(node, dict):
        return set(node) | {key for one in node.values() for key in keys(one)}
    return set()


def code_names(study):
    """Return what columns and keys are called inside, less those that are also Dutch."""
    names = {column.name for column in LABELS}
    for file in study.glob("data/processed/*_*/*.parquet"):
        names |= set(pd.read_parquet(file).columns)
    for file in study.glob("data/processed/4_ladder/*.json"):
        names |= keys(json.loads(file.read_text()))
    return names - {column.label for column in LABELS}


@pytest.mark.parametrize("name", ["rijssen_holten", "apeldoorn", "assen", "voorbeeldpark"])
def test_no_heading_is_a_code_name(name, request):
    study = request.getfixturevalue(name)
    codes = code_names(study)
    assert {"gross_area_m2", "gain_share"} & codes
    book = openpyxl.load_workbook(study / "data/processed/atlas.xlsx", read_only=True)
    for sheet in book:
        for cell in next(sheet.iter_rows(max_row=1, values_only=True)):
            text = re.sub(r"( \([^()]*\))+$", "", str(cell or ""))
            assert text not in codes, (sheet.title, cell)
            assert not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", text), (sheet.title, cell)


@pytest.mark.parametrize("column", LABELS, ids=lambda column: column.name)
def test_a_unit_stands_behind_the_label_and_only_one(column):
    text = heading(column, "nl")
    unit = UNITS.get(column.unit)
    if unit:
        assert text.endswith(unit)
        assert not is_share(column)
    assert len(re.findall(r"\((?:m²|m|ha|%)\)", text)) <= 1
