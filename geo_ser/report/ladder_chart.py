"""The ladder as charts that follow the calculation: asked, what comes off, what remains."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from xlsxwriter.utility import quote_sheetname

from geo_ser.report.content import plain_text
from geo_ser.report.ladder_formulas import Live, constant, most
from geo_ser.report.ladder_needs import Ends
from geo_ser.report.ladder_pen import Pen

__all__ = ["CHART_ROWS", "Outcome", "chart_data", "chart_rows", "insert_charts"]

CHART_ROWS = 17
"""Rows of the sheet that one row of charts covers."""

_SIDE_BY_SIDE = 2
_WIDTH, _HEIGHT = 560, 320
_NOTHING = constant(0)
_MARGIN_LETTER = "F"
_STEPS = ("step_1", "step_2", "step_3")
_SERIES = (("below", None), ("asked", "#154273"), ("off", "#8fb3d3"), ("left", "#C26A2D"))
"""Series of a column, from the bottom up, with their colours; the first is not seen."""


class Outcome(NamedTuple):
    """What one variant still asks, low and high: at first, after steps 1 and 2, at the end."""

    demand: Ends
    after_1: Ends
    after_2: Ends
    net: Ends


def chart_rows(variants: int) -> int:
    """Return how many rows the charts of so many variants cover."""
    return -(-variants // _SIDE_BY_SIDE) * CHART_ROWS


def chart_data(
    pen: Pen, outcomes: Mapping[str, Outcome], say: Mapping[str, str]
) -> dict[str, tuple[int, int]]:
    """Write what the charts' columns are made of; return the first and last row per variant.

    What remains after a step is the middle of its low and high bound, neither below 0; a step
    takes the difference.
    """
    pen.title(say["chart_data"], say["chart_note"])
    spans = {}
    for name, outcome in outcomes.items():
        pen.text(0, name, bold=True)
        pen.down()
        pen.heads(["ha", *(say[f"chart_{one}"] for one, _ in _SERIES), say["chart_margin"]])
        first, rest = pen.row, _middle(outcome.demand)
        _row(pen, say["demand"], asked=rest, margin=_half(outcome.demand))
        for step, ends in zip(_STEPS, outcome[1:], strict=True):
            below = _middle(ends)
            rest = _row(pen, say[step], below=below, off=rest - below)
        _row(pen, say["net"], left=rest, margin=_half(outcome.net))
        spans[name] = (first, pen.row - 1)
        pen.down()
    return spans


def _middle(ends: Ends) -> Live:
    return (most(ends[0], _NOTHING) + most(ends[1], _NOTHING)) / constant(2)


def _half(ends: Ends) -> Live:
    return (ends[1] - ends[0]) / constant(2)


def insert_charts(
    pen: Pen, top: int, spans: Mapping[str, tuple[int, int]],
    new_chart: Callable[[dict[str, str]], Any], say: Mapping[str, str],
) -> None:  # fmt: skip
    """Put a waterfall chart per variant below row `top`, two beside one another."""
    for place, (name, rows) in enumerate(spans.items()):
        row, side = divmod(place, _SIDE_BY_SIDE)
        chart = _chart(new_chart, pen.sheet.get_name(), plain_text(name), rows, say)
        place_of = {"x_offset": 4 + side * (_WIDTH + 12), "y_offset": 4}
        told = {"description": say["chart_described"].format(variant=plain_text(name))}
        pen.sheet.insert_chart(top + row * CHART_ROWS, 0, chart, place_of | told)


def _row(pen: Pen, label: str, *, margin: Live | None = None, **parts: Live) -> Live:
    """Write one column of a chart, parts that are not given as 0; return what it stands on."""
    pen.text(0, label)
    cells = [
        pen.made(place, parts.get(name, _NOTHING), "ha")
        for place, (name, _) in enumerate(_SERIES, 1)
    ]
    if margin is not None:
        pen.made(len(_SERIES) + 1, margin, "ha")
    pen.down()
    return cells[0]


def _chart(
    new_chart: Callable[[dict[str, str]], Any], sheet: str, title: str, rows: tuple[int, int],
    say: Mapping[str, str],
) -> Any:  # fmt: skip
    chart = new_chart({"type": "column", "subtype": "stacked"})

    def cells(column: int) -> list[Any]:
        return [sheet, rows[0], column, rows[1], column]

    for column, (name, colour) in enumerate(_SERIES, start=1):
        series = {"name": say[f"chart_{name}"], "categories": cells(0), "values": cells(column)}
        margin = "={}!${}${}:${}${}".format(
            quote_sheetname(sheet), *(x for row in rows for x in (_MARGIN_LETTER, row + 1))
        )
        bars = {"type": "custom", "plus_values": margin, "minus_values": margin, "end_style": 0}
        has_range = name in ("asked", "left")
        chart.add_series(series | _look(colour) | ({"y_error_bars": bars} if has_range else {}))
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"name": "ha", "num_format": "0"})
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    return chart


def _look(colour: str | None) -> dict[str, Any]:
    fill = {"none": True} if colour is None else {"color": colour}
    return {"fill": fill, "border": {"none": True}, "gap": 40}
