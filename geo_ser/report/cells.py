"""The cells of the workbook: text that stays text, numbers under their format, unknown in grey."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from geo_ser.report.content import plain_text
from geo_ser.report.labels import Language, heading, is_share
from geo_ser.tables import Column

__all__ = ["MAX_TEXT", "Formats", "cell_text", "format_maker", "number_format", "write_cells"]

MAX_TEXT = 32_767
"""Characters of a cell, as Excel counts them: in UTF-16."""

_CUT = " … [afgekapt / cut off]"
_FORMATS = {"m2": "#,##0", "m3": "#,##0", "ha": "#,##0.00", "m": "0.0", "count": "#,##0"}
_FORMATS_BY_NAME = {"jobs_per_net_ha": "0.0"}

Formats = Callable[..., Any]
"""Gives the cell format with the properties asked for, the same one each time."""


def number_format(column: Column) -> str:
    """Return how a column's numbers are shown.

    Examples
    --------
    >>> number_format(Column("gsi_net", "number", "ratio"))
    '0.0%'
    >>> number_format(Column("fsi_net", "number", "ratio"))
    '0.00'
    """
    if column.kind == "year":
        return "0"
    if is_share(column):
        return "0.0%"
    if column.unit == "ratio":
        return "0.00"
    return _FORMATS_BY_NAME.get(column.name) or _FORMATS.get(column.unit, "#,##0.00")


def cell_text(text: str) -> str:
    """Return text as a cell can hold it: plain, not too long, and no rich text of its own.

    Text that is too long ends in a mark that says so. XlsxWriter takes text between ``<r>`` and
    ``</r>`` for finished XML, so that such text gets a space in front.

    Examples
    --------
    >>> cell_text("<r>x</r>")
    ' <r>x</r>'
    """
    text = plain_text(text)
    if text.startswith("<r>"):
        text = f" {text}"
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MAX_TEXT:
        return text
    return units[: 2 * (MAX_TEXT - len(_CUT))].decode("utf-16-le", errors="ignore") + _CUT


def format_maker(book: Any) -> Formats:
    """Return a function that gives a cell format and makes each one only once."""
    made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def formats(**properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in made:
            made[key] = book.add_format({"valign": "top", **properties})
        return made[key]

    return formats


def write_cells(
    sheet: Any,
    top: int,
    table: pd.DataFrame,
    columns: tuple[Column, ...],
    formats: Formats,
    language: Language,
) -> None:
    """Write a header row and the cells below it."""
    head = formats(bold=True, text_wrap=True, bg_color="#dce6f1", bottom=1)
    unknown = formats(bg_color="#ececec")
    for place, column in enumerate(columns):
        header = heading(column, language) + (" (%)" if is_share(column) else "")
        sheet.write_string(top, place, cell_text(header), head)
        values = table[column.name]
        write, style = _cell_writer(sheet, column, formats)
        for row, (value, missing) in enumerate(zip(values, values.isna(), strict=True), top + 1):
            if missing:
                sheet.write_blank(row, place, None, unknown)
            else:
                write(row, place, value, style)


def _cell_writer(sheet: Any, column: Column, formats: Formats) -> tuple[Callable[..., Any], Any]:
    """Return the function that writes a cell of a column's kind, and its format."""
    if column.kind in ("number", "year"):
        return sheet.write_number, formats(num_format=number_format(column))
    if column.kind == "bool":
        return sheet.write_boolean, formats()

    def write_text(row: int, place: int, text: str, style: Any) -> None:
        sheet.write_string(row, place, cell_text(text), style)

    return write_text, formats(text_wrap=True)
