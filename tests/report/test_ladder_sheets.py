"""The calculation sheet against ladder.json, as written and as LibreOffice recalculates it."""

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import takewhile

import openpyxl
import pandas as pd
import pytest

from geo_ser.gain import gain_tables
from geo_ser.ladder import PlotTables, work_out
from geo_ser.parameters import load_ladder
from geo_ser.report import ReportContent, write_workbook
from geo_ser.report.ladder_sheets import can_calculate
from tests.ladder.build import (
    ASSEN,
    EXISTING,
    PLANNED,
    RIJSSEN,
    demand,
    ladder,
    ladder_input,
    supply,
)
from tests.office import recalculated
from tests.report.contents import content

SHEET = "Ladder rekenblad"
MIXED = {
    "demand": [
        demand("smal", low=60.0, high=80.0),
        demand("breed", low=90.0, high=95.0),
    ],
    "existing": {**EXISTING, "discount_intensification": ["A"]},
    "planned": {
        **PLANNED,
        "levels": {
            1: {"stack": [1]},
            4: {
                "stack": [1],
                "shrink": {"groups": [1, 2], "linking": 0.05, "shared_parking": 0.02},
                "footprint_shares": {1: 0.6},
            },
        },
    },
    "new": {"net_gross_ratio": 0.7},
    "ladder": {"title": "=1+1", "levels": {"existing": 2, "planned": 4, "new": 1}},
    "supply": [
        supply("bandbreedte", low=2.0, high=5.0),
        supply("procent", 2, percent_of_demand={"low": 3.0, "high": 6.0}),
        supply("deel", 2, percent={"low": 5.0, "high": 10.0}, of_ha=40.0, variants=["breed"]),
    ],
}


RANGED = {
    **MIXED,
    "existing": {**MIXED["existing"], "reuse_share": {"low": 0.6, "value": 0.7, "high": 1.0}},
    "planned": {
        **MIXED["planned"],
        "office_share": {"low": 0.1, "high": 0.3},
        "footprint_share": {"low": 0.5, "high": 0.6},
        "levels": {
            1: {"stack": [1], "footprint_shares": {1: {"low": 0.55, "high": 0.7}}},
            4: {
                "stack": [2],
                "shrink": {"groups": [1, 2], "linking": {"low": 0.0, "high": 0.1}},
                "rest_footprint_share": 0.1,
            },
        },
    },
}


NAMES = ("rijssen", "assen", "mixed", "ranged")


@cache
def worked_out(name):
    if name == "ranged":
        return ladder(**RANGED)
    if name == "mixed":
        return ladder(**MIXED)
    given = load_ladder({"rijssen": RIJSSEN, "assen": ASSEN}[name])
    return work_out(given, **gain_tables(given))


def written(result, folder):
    path = folder / "atlas.xlsx"
    write_workbook(path, ReportContent("Proef", date(2026, 1, 1), ladder=result))
    return path


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def below(rows, label, place=0):
    """Return the rows from the one that starts with a label."""
    found = [number for number, row in enumerate(rows) if row[0] == label]
    return rows[found[place] :]


def require_equal(sheet, result):
    """Compare the outcome and every cell of the matrix on the sheet with ladder.json."""
    rows = rows_of(sheet)
    for place, variant in enumerate(result["variants"]):
        low, high = 1 + 2 * place, 2 + 2 * place
        for label, key in (("Ruimtevraag", "demand"), ("Resterende behoefte, netto", "remaining"),
                           ("Resterende behoefte, bruto", "remaining_gross")):  # fmt: skip
            row = below(rows, label)[0]
            assert row[low] == near(variant[key]["low"])
            assert row[high] == near(variant[key]["high"])
        assert below(rows, "Overschot (hoogstens)")[0][low] == near(variant["surplus"])
        for step in variant["steps"]:
            row = next(one for one in rows if str(one[0]).startswith(f"− trede {step['step']}"))
            assert [row[low], row[high]] == [near(step["low"]), near(step["high"])]
    if result["matrix"]:
        require_matrix(rows, result)


def near(value):
    return None if value is None else pytest.approx(value, abs=1e-9, rel=0)


def require_matrix(rows, result):
    title = next(one[0] for one in rows if str(one[0]).startswith("Matrix"))
    table = list(takewhile(lambda one: one[0] is not None, below(rows, title)[4:]))
    variants = [one["name"] for one in result["variants"]]
    found = {
        (*map(int, row[:3]), name): row[3 + 5 * place : 8 + 5 * place]
        for row in table
        for place, name in enumerate(variants)
    }
    assert len(found) == len(result["matrix"])
    keys = ("remaining_net_low_ha", "remaining_net_ha", "remaining_gross_low_ha",
            "remaining_gross_ha", "surplus_ha")  # fmt: skip
    for cell in result["matrix"]:
        ours = found[cell["existing"], cell["planned"], cell["new"], cell["variant"]]
        assert ours == [near(cell[key]) for key in keys]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return every workbook of this file as LibreOffice recalculates it."""
    folder = tmp_path_factory.mktemp("office")
    shipped = {name: openpyxl.load_workbook(written(worked_out(name), folder)) for name in NAMES}
    books = {
        **shipped,
        "changed": with_changed_inputs(folder),
        "bounds": with_changed_bounds(folder),
        "measured": openpyxl.load_workbook(written_with_terrains(folder)),
        "more": with_more_unbuilt(folder),
    }
    return recalculated(books, folder)


@pytest.mark.parametrize("name", NAMES)
def test_the_values_beside_the_formulas_are_those_of_ladder_json(name, tmp_path):
    result = worked_out(name)
    path = written(result, tmp_path)
    require_equal(openpyxl.load_workbook(path, data_only=True)[SHEET], result)
    formulas = [c for row in openpyxl.load_workbook(path)[SHEET].iter_rows() for c in row
                if c.data_type == "f"]  # fmt: skip
    assert len(formulas) > 50


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_finds_the_same_in_every_formula(name, tmp_path, made):
    result = worked_out(name)
    path = written(result, tmp_path)
    shown = openpyxl.load_workbook(path, data_only=True)[SHEET]
    sheet = made[name][SHEET]
    require_equal(sheet, result)
    for row in openpyxl.load_workbook(path)[SHEET].iter_rows():
        for cell in row:
            if cell.data_type == "f":
                ours = shown[cell.coordinate].value
                assert sheet[cell.coordinate].value == pytest.approx(ours, rel=1e-9, abs=1e-9)


def input_beside(sheet, label, place=0):
    """Return the input cell beside a label."""
    found = [row for row in sheet.iter_rows() if row[0].value == label]
    return found[place][1]


VALUES = {**MIXED, "supply": [], "demand": [demand("vraag", value=80.0)]}


def with_changed_inputs(folder):
    book = openpyxl.load_workbook(written(ladder(**VALUES), folder))
    sheet = book[SHEET]
    input_beside(sheet, "vraag: vraag").value = 55.0
    input_beside(sheet, "aandeel hergebruik").value = 0.4
    input_beside(sheet, "A").value = 22.0
    input_beside(sheet, "bebouwd deel van een kavel").value = 0.45
    input_beside(sheet, "krimp door schakelen", 1).value = 0.12
    input_beside(sheet, "netto/bruto-verhouding").value = 0.65
    input_beside(sheet, "Nieuwe terreinen: niveau (0, 1, 4)").value = 4
    return book


def test_a_changed_input_changes_everything_as_the_ladder_would(made):
    given = ladder_input(changed(VALUES))
    given = replace(given, terrains=given.terrains.assign(vacant_or_for_sale_ha=["22", "0"]))
    require_equal(made["changed"][SHEET], work_out(given, **gain_tables(given)))


def changed(values):
    planned, levels = values["planned"], values["planned"]["levels"]
    shrink = {**levels[4]["shrink"], "linking": 0.12}
    return {
        **values,
        "demand": [demand("vraag", value=55.0)],
        "existing": {**values["existing"], "reuse_share": 0.4},
        "planned": {**planned, "footprint_share": 0.45,
                    "levels": {**levels, 4: {**levels[4], "shrink": shrink}}},
        "new": {"net_gross_ratio": 0.65},
        "ladder": {"title": "=1+1", "levels": {"existing": 2, "planned": 4, "new": 4}},
    }  # fmt: skip


def test_text_on_the_sheet_is_never_a_formula(tmp_path):
    result = worked_out("mixed")
    assert result["title"] == "=1+1"
    sheet = openpyxl.load_workbook(written(result, tmp_path))[SHEET]
    assert sheet["A1"].value == "=1+1 (ha netto)"
    assert sheet["A1"].data_type == "s"


def test_without_its_parameters_a_ladder_has_no_calculation(tmp_path):
    result = worked_out("rijssen")
    assert can_calculate(result)
    assert not can_calculate({**result, "parameters": []})
    assert not can_calculate({**result, "existing_inputs": []})
    path = written({**result, "parameters": []}, tmp_path)
    assert SHEET not in openpyxl.load_workbook(path).sheetnames


def test_equal_ladders_give_equal_bytes(tmp_path):
    (tmp_path / "other").mkdir()
    first, second = (written(ladder(**MIXED), folder)
                     for folder in (tmp_path, tmp_path / "other"))  # fmt: skip
    assert first.read_bytes() == second.read_bytes()


REPORT = content()
AREAS = [12_345.6 + 7_000.5 * number for number in range(len(REPORT.terrains))]
SOME = sorted(REPORT.terrains["terrain_id"])[:1]
TERRAINS = REPORT.terrains.assign(
    unbuilt_area_m2=AREAS, vacant_area_m2=5_000.0 * REPORT.terrains["terrain_id"].isin(SOME)
)
PLOTS = PlotTables(
    pd.DataFrame(
        {"plot_id": ["leeg en onbebouwd"], "terrain_id": SOME, "area_in_terrain_m2": 5_000.0,
         "counts_as_net": True, "use": "unbuilt", "vacant": True}
    )
)  # fmt: skip
UNBUILT = {
    "demand": [demand(value=500.0)],
    "supply": [
        supply("alles", **{"from": "unbuilt_area_m2", "where": f"terrain_id not in {SOME!r}"}),
        supply("leeg", **{"from": "vacant_area_m2"}),
        supply("een", 2, **{"from": "unbuilt_area_m2", "where": f"terrain_id in {SOME!r}"}),
    ],
}


def written_with_terrains(folder):
    result, path = ladder(indicators=TERRAINS, plots=PLOTS, **UNBUILT), folder / "atlas.xlsx"
    write_workbook(path, replace(REPORT, terrains=TERRAINS, ladder=result))
    return path


def with_more_unbuilt(folder):
    book = openpyxl.load_workbook(written_with_terrains(folder))
    sheet = book["Terreinen"]
    column = next(one.column for one in sheet[1] if one.value == "onbebouwd (m²)")
    row = next(one[0].row for one in sheet.iter_rows() if one[0].value == SOME[0])
    sheet.cell(row, column).value += 30_000
    return book


def test_a_measured_supply_follows_the_terrains_sheet(tmp_path, made):
    result = ladder(indicators=TERRAINS, plots=PLOTS, **UNBUILT)
    path = written_with_terrains(tmp_path)
    book = openpyxl.load_workbook(path)
    linked = {row[0].value: row[3].value for row in book[SHEET].iter_rows()}
    assert all("'Terreinen'!" in linked[one] for one in ("alles", "leeg", "een"))
    assert linked["een"].endswith("-0.5")  # the vacant plot counts once
    require_equal(openpyxl.load_workbook(path, data_only=True)[SHEET], result)
    require_equal(made["measured"][SHEET], result)
    more = TERRAINS.assign(
        unbuilt_area_m2=TERRAINS["unbuilt_area_m2"] + 30_000.0 * TERRAINS["terrain_id"].isin(SOME)
    )
    wanted = ladder(indicators=more, plots=PLOTS, **UNBUILT)
    require_equal(made["more"][SHEET], wanted)
    before = result["variants"][0]["remaining"]["low"]
    assert wanted["variants"][0]["remaining"]["low"] == pytest.approx(before - 3)


BOUNDS = {**RANGED, "supply": [], "demand": [demand("vraag", value=80.0)]}


def with_changed_bounds(folder):
    book = openpyxl.load_workbook(written(ladder(**BOUNDS), folder))
    sheet = book[SHEET]
    input_beside(sheet, "aandeel hergebruik").value = 0.5
    input_beside(sheet, "A").value = 22.0
    return book


def test_with_ranges_each_bound_is_an_input_once(made):
    reuse = {"low": 0.5, "high": 1.0}
    given = ladder_input({**BOUNDS, "existing": {**BOUNDS["existing"], "reuse_share": reuse}})
    given = replace(given, terrains=given.terrains.assign(vacant_or_for_sale_ha=["22", "0"]))
    require_equal(made["bounds"][SHEET], work_out(given, **gain_tables(given)))


@pytest.mark.parametrize("name", NAMES)
def test_each_variant_has_a_chart_whose_columns_lead_from_demand_to_need(name, tmp_path):
    result = worked_out(name)
    sheet = openpyxl.load_workbook(written(result, tmp_path), data_only=True)[SHEET]
    assert len(sheet._charts) == len(result["variants"])
    for variant, chart in zip(result["variants"], sheet._charts, strict=True):
        columns = [values_of(sheet, one.val.numRef.f) for one in chart.series]
        below, asked, off, left = columns
        remaining, wanted = variant["remaining"], variant["demand"]
        assert asked[0] == pytest.approx((wanted["low"] + wanted["high"]) / 2)
        assert left[-1] == pytest.approx((remaining["low"] + remaining["high"]) / 2)
        tops = [sum(parts) for parts in zip(*columns, strict=True)]
        assert tops[1:4] == pytest.approx([asked[0], below[1], below[2]])
        assert below[3] == pytest.approx(left[-1])
        assert min(off) >= 0


def values_of(sheet, reference):
    return [cell.value for (cell,) in sheet[reference.split("!")[1].replace("$", "")]]


def test_a_chart_never_takes_off_more_than_there_is(tmp_path):
    result = ladder(demand=[demand("klein", value=3.0)], supply=[supply("veel", value=5.0)])
    sheet = openpyxl.load_workbook(written(result, tmp_path), data_only=True)[SHEET]
    below, _, off, left = (values_of(sheet, one.val.numRef.f) for one in sheet._charts[0].series)
    assert (below[1], off[1], left[-1]) == (0, 3, 0)
