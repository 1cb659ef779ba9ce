"""The ladder as a calculation that goes on working: change an input and the matrix follows.

The sheet repeats design §6 in formulas, from the parameters and inputs that stand in
`ladder.json`; nothing but these is copied into it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from geo_ser.maps.ladder_answer import question
from geo_ser.maps.ladder_phrases import unit_words
from geo_ser.maps.text import Language
from geo_ser.report.ladder_chart import Outcome, chart_data, chart_rows, insert_charts
from geo_ser.report.ladder_formulas import Live, constant, lookup, most
from geo_ser.report.ladder_gains import Ends, Gained, existing_section, planned_section
from geo_ser.report.ladder_measured import MeasuredCells
from geo_ser.report.ladder_needs import Wanted, demand_section, supply_section
from geo_ser.report.ladder_pen import HEATED, Pen
from geo_ser.report.ladder_words import sheet_words

__all__ = ["can_calculate", "parameter_tree", "write_calculation"]

_LEVELS = ("existing", "planned", "new")
_ANSWER = ("demand", "step_1", "step_2", "still", "step_3", "net", "gross", "surplus")
_MATRIX = ("net_low", "net_high", "gross_low", "gross_high", "surplus_short")
_STEP = re.compile(r"[^.\[\]]+")


def can_calculate(ladder: Mapping[str, Any]) -> bool:
    """Return whether a ladder holds what the sheet needs: its parameters and inputs."""
    tree = parameter_tree(ladder.get("parameters") or [])
    has_parts = all(one.get("components") for one in ladder.get("variants") or [])
    has_inputs = bool(ladder.get("existing_inputs")) or "existing" not in tree
    return bool(ladder.get("variants")) and "demand" in tree and has_parts and has_inputs


def parameter_tree(records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the parameters as the blocks they stand in; what is numbered is keyed by number.

    Examples
    --------
    >>> parameter_tree([{"key": "planned.groups[1].count", "value": 3}])
    {'planned': {'groups': {'1': {'count': 3}}}}
    """
    tree: dict[str, Any] = {}
    for one in records:
        *path, last = _STEP.findall(one["key"])
        node = tree
        for step in path:
            node = node.setdefault(step, {})
        node[last] = one["value"]
        if one.get("source"):
            node.setdefault("source", one["source"])
    return tree


def write_calculation(
    sheet: Any, ladder: Mapping[str, Any], formats: Callable[..., Any], language: Language,
    measured: MeasuredCells, new_chart: Callable[[dict[str, str]], Any],
) -> None:  # fmt: skip
    """Write the calculation sheet: question, levels to choose, outcome, charts, inputs, matrix.

    Parameters
    ----------
    sheet
        An empty XlsxWriter worksheet.
    ladder
        `ladder.json`, for which `can_calculate` holds.
    formats
        Gives a cell format by its properties.
    language
        Of every word.
    measured
        Finds the cells of the terrains' sheet that a measured supply is the sum of.
    new_chart
        Makes an empty chart of the workbook.

    Notes
    -----
    Each formula stands with its value, so that a reader that does not calculate sees it too.
    The arithmetic is that of docs/ladder.md, ranges included.
    """
    say, tree, pen = (
        sheet_words(language),
        parameter_tree(ladder["parameters"]),
        Pen(sheet, formats),
    )
    has_levels = "existing" in tree or "planned" in tree
    unit = unit_words(ladder.get("unit"), language)
    _head(pen, f"{ladder.get('title')} ({unit})", question(ladder, unit, language), say)
    top = pen.row
    pen.down(len(_ANSWER) + 6 + (len(_LEVELS) + 2) * has_levels)
    charts = pen.row
    pen.down(chart_rows(len(ladder["variants"])))
    demand = demand_section(pen, ladder["variants"], say)
    wanted = supply_section(pen, ladder, tree, demand, measured, say)
    existing = existing_section(pen, ladder, tree, say)
    planned = planned_section(pen, tree, say)
    ratio = _new_section(pen, tree, say)
    _stock_section(pen, tree, say)
    if ladder.get("matrix"):
        _matrix_section(pen, ladder["matrix"], wanted, existing, planned, ratio, say)
    bottom, pen.row = pen.row, top
    chosen = _choice(pen, tree, existing, planned, say) if has_levels else [constant(0)] * 3
    outcomes = _answer(pen, chosen, wanted, existing, planned, ratio, say)
    pen.row = bottom
    insert_charts(pen, charts, chart_data(pen, outcomes, say), new_chart, say)
    _lay_out(sheet, len(wanted), has_matrix=bool(ladder.get("matrix")))


def _head(pen: Pen, title: str, asked: str, say: Mapping[str, str]) -> None:
    pen.text(0, title, bold=True, font_size=16)
    pen.sheet.set_row(0, 26)
    pen.down()
    pen.paragraph(asked, bold=True)
    for line in ("how", "zero"):
        pen.down()
        pen.text(0, say[line])


def _lay_out(sheet: Any, variants: int, *, has_matrix: bool) -> None:
    """Set widths, and printing on A4 as wide as the page."""
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, max(8, 3 + len(_MATRIX) * variants * has_matrix), 11.5)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _choice(
    pen: Pen, tree: Mapping[str, Any], existing: Gained, planned: Gained, say: Mapping[str, str]
) -> list[Live]:
    """Write the three levels that can be chosen."""
    shown = tree["ladder"].get("levels") or {}
    pen.title(say["choose"])
    chosen = []
    for name, gained in zip(_LEVELS, (existing, planned, planned), strict=True):
        levels = [int(one.value) for one in gained.levels]
        pen.text(0, f"{say[name]}: {say['level']} ({', '.join(map(str, levels))})")
        chosen.append(pen.given(1, shown.get(name, 0), "level", levels=levels))
        pen.down()
    return chosen


def _answer(
    pen: Pen, chosen: Sequence[Live], wanted: Mapping[str, Wanted], existing: Gained,
    planned: Gained, ratio: Live | None, say: Mapping[str, str],
) -> dict[str, Outcome]:  # fmt: skip
    """Write the ladder at the chosen levels, from top to bottom; return its cells per variant."""
    pen.title(say["answer"])
    for place, name in enumerate(wanted):
        pen.text(1 + 2 * place, name, bold=True)
    pen.down()
    pen.heads(["ha", *(say[end] for _ in wanted for end in ("low", "high"))])
    for offset, name in enumerate(_ANSWER):
        pen.sheet.write_string(pen.row + offset, 0, say[name], pen.formats(bold=name == "net"))
    won, built, saves = (
        (lookup(level, gained.levels, values[0]), lookup(level, gained.levels, values[1]))
        for level, gained, values in zip(
            chosen,
            (existing, planned, planned),
            (existing.hectares, planned.hectares, planned.shares),
            strict=True,
        )
    )
    top, outcomes = pen.row, {}
    for place, (name, want) in enumerate(wanted.items()):
        columns = []
        for end in (0, 1):
            pen.row, column = top, 1 + 2 * place + end
            columns.append(_answer_column(pen, column, end, want, (won, built, saves), ratio))
        outcomes[name] = Outcome(*zip(*columns, strict=True))
    pen.row = top + len(_ANSWER)
    return outcomes


def _answer_column(
    pen: Pen, column: int, end: int, want: Wanted, gains: tuple[Ends, Ends, Ends],
    ratio: Live | None,
) -> tuple[Live, Live, Live, Live]:  # fmt: skip
    """Write one bound of one variant: what it asks, what comes off, what remains.

    Steps are shown at their own bound; the most comes off the low bound of the demand.
    """
    won, built, saves = gains
    other = 1 - end
    asked = _line(pen, column, want.demand[end])
    _line(pen, column, won[end] + want.step_1[end])
    _line(pen, column, built[end] + want.step_2[end])
    off = won[other] + built[other] + want.off[end]
    still = _line(pen, column, asked - off, italic=True)
    left = most(still, constant(0)) * most(constant(1) - saves[other], constant(0))
    _line(pen, column, most(still, constant(0)) - left)
    net = _line(pen, column, left, bold=True, top=1)
    if ratio is None:
        pen.unknown(column)
        pen.down()
    else:
        _line(pen, column, net / ratio)
    if end == 0:  # most is left over along the low path
        _line(pen, column, most(constant(0) - still, constant(0)))
    return asked, asked - (won[other] + want.off_1[end]), still, net


def _line(pen: Pen, column: int, what: Live, **look: Any) -> Live:
    live = pen.made(column, what, "ha", **look)
    pen.down()
    return live


def _new_section(pen: Pen, tree: Mapping[str, Any], say: Mapping[str, str]) -> Live | None:
    """Write the net/gross ratio of new terrains; None where it is not known."""
    ratio = (tree.get("new") or {}).get("net_gross_ratio")
    if ratio is None:
        return None
    pen.title(say["new"], say["new_note"])
    pen.text(0, say["net_gross_ratio"])
    live = pen.given(1, ratio, "share")
    pen.origin(2, tree["new"].get("source") or say["given"])
    pen.down()
    return live


def _stock_section(pen: Pen, tree: Mapping[str, Any], say: Mapping[str, str]) -> None:
    """Write the iron stock, which nothing else rests on."""
    stock = tree.get("iron_stock")
    if not stock:
        return
    pen.title(say["iron_stock"], stock.get("source") or "")
    parts = []
    for name, key, kind in (("yearly", "yearly_issuance_ha", "ha"), ("years", "years", "count")):
        pen.text(0, say[name])
        parts.append(pen.given(1, stock[key], kind))
        pen.down()
    pen.text(0, say["stock"])
    pen.made(1, parts[0] * parts[1], "ha", bold=True)
    pen.down()


def _matrix_section(
    pen: Pen, cells: Sequence[Mapping[str, Any]], wanted: Mapping[str, Wanted], existing: Gained,
    planned: Gained, ratio: Live | None, say: Mapping[str, str],
) -> None:  # fmt: skip
    """Write what remains at every combination of levels, per variant."""
    pen.title(say["matrix"], say["matrix_note"])
    pen.sheet.set_h_pagebreaks([pen.row - 2])
    for place, name in enumerate(wanted):
        pen.text(3 + len(_MATRIX) * place, name, bold=True)
    pen.down()
    pen.heads(
        [say[f"level_{one}"] for one in _LEVELS] + [say[one] for one in _MATRIX] * len(wanted)
    )
    top = pen.row
    for levels in dict.fromkeys(tuple(int(cell[one]) for one in _LEVELS) for cell in cells):
        for place, level in enumerate(levels):
            look = pen.formats(align="right" if place else "left")
            pen.sheet.write_number(pen.row, place, level, look)
        won, built = existing.at(levels[0]), planned.at(levels[1])
        saves = planned.share_at(levels[2])
        taken = (won[1] + built[1], won[0] + built[0])  # the most comes off the low bound
        left = tuple(most(constant(1) - saves[end], constant(0)) for end in (1, 0))
        for place, want in enumerate(wanted.values()):
            _matrix_cells(pen, 3 + len(_MATRIX) * place, want, taken, left, ratio)
        pen.down()
    for place in range(len(wanted)):
        column = 4 + len(_MATRIX) * place
        pen.sheet.conditional_format(top, column, pen.row - 1, column, HEATED)


def _matrix_cells(
    pen: Pen, column: int, want: Wanted, taken: Ends, left: tuple[Live, ...], ratio: Live | None
) -> None:
    """Write one combination of one variant: net, gross, surplus."""
    still = [want.demand[end] - want.off[end] - taken[end] for end in (0, 1)]
    for end in (0, 1):
        net = pen.made(column + end, most(still[end], constant(0)) * left[end], "ha")
        if ratio is None:
            pen.unknown(column + 2 + end)
        else:
            pen.made(column + 2 + end, net / ratio, "ha")
    pen.made(column + 4, most(constant(0) - still[0], constant(0)), "ha", right=1)
