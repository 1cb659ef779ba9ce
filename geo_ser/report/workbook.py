"""The atlas as a workbook: a sheet to read first, then a sheet per table and the ladder."""

import io
from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from geo_ser.files import atomic_path
from geo_ser.findings import SEVERITIES
from geo_ser.layers import REASONS as QUARANTINED
from geo_ser.maps.text import reason_words, words
from geo_ser.report.cells import Formats, cell_text, format_maker, write_cells
from geo_ser.report.content import SHAPED, ReportContent, columns_of, flat
from geo_ser.report.labels import Language, heading
from geo_ser.report.ladder_measured import measured_cells
from geo_ser.report.ladder_sheets import can_calculate, write_calculation
from geo_ser.report.ladder_tables import ladder_tables
from geo_ser.report.readme import Block, readme_blocks, readme_name, sheet_name

__all__ = ["write_workbook"]

MAX_ROWS = 1_048_576
"""Rows of a sheet, the header among them; what does not fit is said on the first sheet."""

_NARROWEST, _WIDEST = 9, 48
_README_WIDTHS = (30, 64, 16, 14, 26, 16, 14, 64)
_FITS_A_PAGE = 15
"""Columns of the widest table that is still readable on one page's width."""

_LINE = 15.0
"""Height of a line of text, in points."""

_MOST_LINES = 12
"""A row is never higher than so many lines."""

_CODES = (("findings", "severity"), ("nulls", "reason"), ("quarantine", "reason"))
"""Columns of codes that the workbook puts in words; the GeoPackage keeps the codes."""


def write_workbook(path: Path, content: ReportContent) -> None:
    """Write the study's tables as `atlas.xlsx`, whole or not at all.

    The first sheet says what the study is, what each sheet holds, what the grades mean and
    where the data come from. Each table and each part of the ladder has a sheet: a header
    with labels and units (the column's name and, where nothing is known, the reason in a
    comment), values to 16 digits under a number format, shares of a whole in per cent. Unknown is
    an empty grey cell. Text is written as text: no formulas, no links; ids keep their zeros.
    Only the ladder's calculation sheet has formulas, each with its value. Geometry is left to
    the GeoPackage.

    Raises
    ------
    WriteError
        If the file cannot be written; the old one is then as it was.
    """
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties(
        {
            "title": cell_text(content.name),
            "comments": cell_text(content.caveat or ""),
            "created": datetime.combine(content.edition, time()),
        }
    )
    formats = format_maker(book)
    sheets = _sheets(content)
    rows = {name: None if table is None else len(table) for name, table in sheets.items()}
    readme = book.add_worksheet(readme_name(content.language))
    _write_readme(
        readme, readme_blocks(content, rows, fits=MAX_ROWS - 1), formats, content.language
    )
    reasons = _whole_column_reasons(sheets.get("nulls"))
    for name, table in sheets.items():
        sheet = book.add_worksheet(sheet_name(name, content.language))
        if table is None:
            there = sheet_name("terrains", content.language)
            measured = measured_cells(sheets.get("terrains"), there)
            write_calculation(
                sheet, content.ladder or {}, formats, content.language, measured, book.add_chart
            )
            continue
        _write_sheet(sheet, name, table.head(MAX_ROWS - 1), formats, content.language)
        _add_header_notes(sheet, name, table, reasons)
    book.close()
    with atomic_path(path) as temporary:
        temporary.write_bytes(data.getvalue())


def _sheets(content: ReportContent) -> dict[str, pd.DataFrame | None]:
    """Return every table of the workbook by name, cells plain, in the order of the sheets.

    The calculation, which is no table, is None; it comes before what was made of it.
    """
    tables, ladder = content.tables(), content.ladder or {}
    for name, column in _CODES:
        if name in tables:
            said = [_in_words(one, content.language) for one in tables[name][column]]
            tables[name] = tables[name].assign(**{column: pd.Series(said, dtype="str")})
    parts = ladder_tables(ladder, language=content.language)
    sheets: dict[str, pd.DataFrame | None] = {**tables}
    if can_calculate(ladder):
        sheets["ladder_calculation"] = None
    return sheets | {name: flat(name, table) for name, table in parts.items()}


def _in_words(code: str, language: Language) -> str:
    """Return what a code says; one without words, and an unknown one, stands as it is."""
    if code in SEVERITIES:
        return words(language)[code]
    if language == "nl" and code in QUARANTINED:
        return QUARANTINED[code]
    return reason_words(code, language)


def _whole_column_reasons(nulls: pd.DataFrame | None) -> Mapping[tuple[str, str], str]:
    """Return why a whole column is unknown, by table and column."""
    if nulls is None:
        return {}
    whole = nulls.loc[nulls["id"] == "*"]
    return dict(
        zip(zip(whole["table"], whole["column"], strict=True), whole["reason"], strict=True)
    )


def _write_readme(sheet: Any, blocks: list[Block], formats: Formats, language: Language) -> None:
    """Write the first sheet, block below block."""
    for place, width in enumerate(_README_WIDTHS):
        sheet.set_column(place, place, width)
    across = sum(_README_WIDTHS[:2])
    top = 0
    for block in blocks:
        size = 16 if top == 0 else 12
        sheet.write_string(top, 0, cell_text(block.title), formats(bold=True, font_size=size))
        top += 1
        for line in block.lines:
            text = cell_text(line)
            sheet.merge_range(top, 0, top, 1, "", formats(text_wrap=True))
            sheet.write_string(top, 0, text, formats(text_wrap=True))
            sheet.set_row(top, _LINE * min(1 + len(text) // across, _MOST_LINES))
            top += 1
        if block.table is not None:
            table = flat(block.name, block.table)
            write_cells(sheet, top, table, columns_of(block.name, table), formats, language)
            top += len(table) + 1
        top += 1
    sheet.hide_gridlines(2)
    _set_page(sheet, fit=True)


def _set_page(sheet: Any, *, fit: bool) -> None:
    """Print on A4, on its side; narrow tables as wide as the page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    if fit:
        sheet.fit_to_pages(1, 0)


def _write_sheet(
    sheet: Any, name: str, table: pd.DataFrame, formats: Formats, language: Language
) -> None:
    """Write one table with a header that stays in sight and filters."""
    columns = columns_of(name, table)
    write_cells(sheet, 0, table, columns, formats, language)
    widths = [_width(table[one.name], heading(one, language)) for one in columns]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    headers = [heading(one, language) + " (%)" for one in columns]
    most = max(-(-len(text) // (width - 3)) for text, width in zip(headers, widths, strict=True))
    sheet.set_row(0, most * _LINE)
    for row, lines in enumerate(_lines(table, widths), start=1):
        if lines > 1:
            sheet.set_row(row, lines * _LINE)
    sheet.freeze_panes(1, 2 if name in SHAPED else 0)
    sheet.autofilter(0, 0, len(table), len(columns) - 1)
    sheet.repeat_rows(0)
    _set_page(sheet, fit=len(columns) <= _FITS_A_PAGE)


def _add_header_notes(
    sheet: Any, name: str, table: pd.DataFrame, reasons: Mapping[tuple[str, str], str]
) -> None:
    """Say in a comment on each header what the column is called and why it is all unknown."""
    for place, column in enumerate(columns_of(name, table)):
        reason = reasons.get((name, column.name))
        note = cell_text(column.name if reason is None else f"{column.name}: {reason}")
        sheet.write_comment(0, place, note, {"author": "geo_ser", "x_scale": 1.6, "y_scale": 0.5})


def _width(values: pd.Series, header: str) -> int:
    """Return how wide a column should be: its longest text, within bounds."""
    longest_word = max(map(len, header.split()))
    longest_cell = values.str.len().max() if values.dtype == "str" else 12
    longest = max(longest_word + 3, 0 if pd.isna(longest_cell) else int(longest_cell) + 1)
    return min(max(longest, _NARROWEST), _WIDEST)


def _lines(table: pd.DataFrame, widths: list[int]) -> list[int]:
    """Return how many lines each row takes when its text is wrapped, within bounds.

    Excel finds this out when it opens the file, other programs do not.
    """
    lines = pd.Series(1, index=table.index)
    for name, width in zip(table.columns, widths, strict=False):
        if table[name].dtype == "str":
            needed = -(-table[name].str.len() // (width - 1)) + table[name].str.count("\n")
            lines = lines.where(lines >= needed.fillna(1), needed)
    return [int(one) for one in lines.clip(upper=_MOST_LINES)]
