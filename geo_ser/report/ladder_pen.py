"""Writes the calculation sheet cell by cell: texts, inputs that may be changed, formulas."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from geo_ser.report.content import plain_text
from geo_ser.report.ladder_formulas import Live

__all__ = ["HEATED", "Pen"]

HEATED = {"type": "2_color_scale", "min_type": "min", "max_type": "max",
          "min_color": "#FFFFFF", "max_color": "#559FCD"}  # fmt: skip
"""The darker, the more remains; the colours of the page's heat map."""

_FORMATS = {
    "ha": "#,##0.00", "m2": "#,##0", "share": "0.0%", "percent": "0.0##", "count": "#,##0",
    "flag": "0", "level": "0",
}  # fmt: skip
_ONE_LINE = 9
"""Characters of a heading that fit beside one another."""
_PARAGRAPH_COLUMNS = 9

_BETWEEN: Mapping[str, tuple[float, float]] = {"share": (0, 1), "percent": (0, 100)}
_INPUT = {"bg_color": "#fff2cc", "font_color": "#1f3f8f", "border": 1, "border_color": "#d6b656"}


class Pen:
    """Writes at `row`, from top to bottom; cells it wrote come back as `Live` numbers."""

    def __init__(self, sheet: Any, formats: Callable[..., Any]) -> None:
        self.sheet = sheet
        self.formats = formats
        self.row = 0
        self._corners: list[list[Live]] = []

    def next_corner(self, *, first: bool) -> None:
        """Begin a block that is written again at other values.

        From then on an input that has the value it had in an earlier corner follows that cell,
        so that each parameter is an input once per bound.
        """
        self._corners = [] if first else self._corners
        self._corners.append([])

    def leave_corners(self) -> None:
        """End the blocks that are written again."""
        self._corners = []

    def down(self, rows: int = 1) -> None:
        """Go so many rows down."""
        self.row += rows

    def text(self, column: int, text: object, **look: Any) -> None:
        """Write text as text, whatever it starts with."""
        self.sheet.write_string(self.row, column, _harmless(text), self.formats(**look))

    def paragraph(self, text: str, **look: Any) -> None:
        """Write text over the width of the first columns, on two lines."""
        style = self.formats(text_wrap=True, **look)
        self.sheet.merge_range(self.row, 0, self.row, _PARAGRAPH_COLUMNS - 1, "", style)
        self.sheet.set_row(self.row, 32)
        self.text(0, text, text_wrap=True, **look)

    def title(self, text: str, note: str = "") -> None:
        """Write a section's title, with a remark or its source below it, and go on below."""
        self.down(2)
        self.text(0, text, bold=True, font_size=13, font_color="#154273")
        self.sheet.set_row(self.row, 20)
        self.down()
        if note:
            self.text(0, note, italic=True, font_color="#52616f")
            self.down()

    def origin(self, column: int, text: str) -> None:
        """Write where a figure beside it stands."""
        self.text(column, text, align="left", indent=1, font_color="#52616f")

    def heads(self, texts: Sequence[str], *, column: int = 0) -> None:
        """Write column headings and go one row down."""
        if max(map(len, texts[1:]), default=0) > _ONE_LINE:
            self.sheet.set_row(self.row, 30)
        for place, text in enumerate(texts, column):
            look = {"align": "right"} if place else {}
            self.text(place, text, bold=True, text_wrap=True, bg_color="#dce6f1", **look)
        self.down()

    def given(self, column: int, value: float, kind: str, *, levels: Sequence[int] = ()) -> Live:
        """Write an input: coloured, and checked when it is changed."""
        place = len(self._corners[-1]) if self._corners else 0
        same = (one[place] for one in self._corners[:-1] if one[place].value == value)
        if (earlier := next(same, None)) is not None:
            self._corners[-1].append(earlier)
            return self.made(column, earlier, kind)
        look = self.formats(num_format=_FORMATS[kind], **_INPUT)
        self.sheet.write_number(self.row, column, float(value), look)
        self.sheet.data_validation(self.row, column, self.row, column, _check(kind, levels))
        live = Live(self._name(column), float(value))
        if self._corners:
            self._corners[-1].append(live)
        return live

    def made(self, column: int, what: Live, kind: str, **look: Any) -> Live:
        """Write a formula with its value beside it, for readers that do not calculate."""
        style = self.formats(num_format=_FORMATS[kind], **look)
        self.sheet.write_formula(self.row, column, f"={what.text}", style, what.value)
        return Live(self._name(column), what.value)

    def span(self, column: int, low: float, high: float, kind: str) -> tuple[Live, Live]:
        """Write a range as two inputs; the high end of a single value follows the low one."""
        first = self.given(column, low, kind)
        if high == low:
            return first, self.made(column + 1, first, kind)
        return first, self.given(column + 1, high, kind)

    def unknown(self, column: int) -> None:
        """Write an empty grey cell."""
        self.sheet.write_blank(self.row, column, None, self.formats(bg_color="#ececec"))

    def _name(self, column: int) -> str:
        return str(xl_rowcol_to_cell(self.row, column, row_abs=True, col_abs=True))


def _harmless(text: object) -> str:
    """Return text for a cell; what XlsxWriter would take for finished XML gets a space."""
    plain = plain_text(str(text))[:2000]
    return f" {plain}" if plain.startswith("<r>") else plain


def _check(kind: str, levels: Sequence[int]) -> dict[str, Any]:
    """Return what an input may hold."""
    if kind == "level":
        return {"validate": "list", "source": [str(one) for one in levels]}
    if kind == "flag":
        return {"validate": "list", "source": ["0", "1"]}
    if kind in _BETWEEN:
        low, high = _BETWEEN[kind]
        return {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
    return {"validate": "decimal", "criteria": ">=", "value": 0}
