"""Demand and supply on the calculation sheet: what each variant asks and what comes off it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo_ser.report.ladder_formulas import Live, constant, total, total_where
from geo_ser.report.ladder_measured import MeasuredCells
from geo_ser.report.ladder_pen import Pen

__all__ = ["Ends", "Wanted", "demand_section", "supply_section"]

Ends = tuple[Live, Live]
"""A low and a high bound."""


@dataclass(frozen=True)
class Wanted:
    """One variant: its demand, its supply by step as shown, and what it takes off each bound.

    `off_1` is the part of `off` that step 1 takes.
    """

    demand: Ends
    step_1: Ends
    step_2: Ends
    off_1: Ends
    off: Ends


def demand_section(
    pen: Pen, variants: Sequence[Mapping[str, Any]], say: Mapping[str, str]
) -> dict[str, Ends]:
    """Write the parts of each demand and their sum."""
    pen.title(say["demand"])
    pen.heads([say["variant"], say["low"], say["high"], say["source"]])
    asked = {}
    for variant in variants:
        ends = []
        for part in variant["components"]:
            pen.text(0, f"{variant['name']}: {part['name']}")
            ends.append(pen.span(1, part["low"], part["high"], "ha"))
            pen.origin(3, part.get("source") or say["given"])
            pen.down()
        pen.text(0, f"{variant['name']}: {say['total'].lower()}", bold=True)
        low, high = (total([one[end] for one in ends]) for end in (0, 1))
        asked[variant["name"]] = (
            pen.made(1, low, "ha", bold=True, top=1),
            pen.made(2, high, "ha", bold=True, top=1),
        )
        pen.down()
    return asked


def supply_section(
    pen: Pen, ladder: Mapping[str, Any], tree: Mapping[str, Any], demand: Mapping[str, Ends],
    measured: MeasuredCells, say: Mapping[str, str],
) -> dict[str, Wanted]:  # fmt: skip
    """Write the supply items, what each takes off each variant, and the sums.

    `measured` finds the cells of a supply that comes from an indicator.
    """
    blocks = list((tree.get("supply") or {}).values())
    none = (constant(0), constant(0))
    if not blocks:
        return {name: Wanted(ends, none, none, none, none) for name, ends in demand.items()}
    pen.title(say["supply"], say["supply_note"])
    for place, name in enumerate(demand):
        pen.text(7 + 4 * place, name, bold=True)
    pen.down()
    each = [say[one] for one in ("low", "high", "off_low", "off_high")]
    heads = ("supply", "step", "unit", "low", "high", "of_ha", "source")
    pen.heads([*(say[one] for one in heads), *each * len(demand)])
    steps = []
    columns: dict[str, list[list[Live]]] = {name: [[], [], [], []] for name in demand}
    for block in blocks:
        steps.append(_supply_row(pen, block, ladder, demand, columns, measured, say))
        pen.down()
    wanted = {
        name: _sums(pen, 7 + 4 * place, steps, columns[name], demand[name], say)
        for place, name in enumerate(demand)
    }
    pen.down(3)
    return wanted


def _supply_row(
    pen: Pen, block: Mapping[str, Any], ladder: Mapping[str, Any], demand: Mapping[str, Ends],
    columns: Mapping[str, list[list[Live]]], measured: MeasuredCells, say: Mapping[str, str],
) -> Live:  # fmt: skip
    """Write one supply; return the cell with its step."""
    way = next((one for one in ("percent_of_demand", "percent") if one in block), "ha")
    pen.text(0, block["name"])
    step = pen.given(1, block["step"], "count")
    pen.text(2, say["measured" if "from" in block else way])
    low, high = _given_ends(block, way, ladder)
    summed = _cells(block, ladder, measured)
    if summed is None:
        given = pen.span(3, low, high, "ha" if way == "ha" else "percent")
    else:
        given = (pen.made(3, summed[0], "ha"), pen.made(4, summed[1], "ha"))
    of = pen.given(5, block["of_ha"], "ha") if way == "percent" else None
    pen.origin(6, block.get("source") or say["given"])
    for place, (name, asked) in enumerate(demand.items()):
        ours = name in (block.get("variants") or demand)
        cells = _taken(given, way, of, asked) if ours else [constant(0)] * 4
        for offset, cell in enumerate(cells):
            columns[name][offset].append(pen.made(7 + 4 * place + offset, cell, "ha"))
    return step


def _given_ends(
    block: Mapping[str, Any], way: str, ladder: Mapping[str, Any]
) -> tuple[float, float]:
    """Return the low and high that a block gives, or that were measured for it."""
    if way != "ha":
        return block[way]["low"], block[way]["high"]
    if "from" in block:
        ours = _item(block, ladder)
        return ours["low"], ours["high"]
    value = block.get("value")
    return block.get("low", value), block.get("high", value)


def _item(block: Mapping[str, Any], ladder: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a supply as it was worked out, in the first variant it belongs to."""
    names = block.get("variants") or [one["name"] for one in ladder["variants"]]
    ours = [one for one in ladder["variants"] if one["name"] in names]
    items = [item for one in ours for step in one["steps"] for item in step["items"]]
    found: Mapping[str, Any] = next(one for one in items if one["name"] == block["name"])
    return found


def _cells(
    block: Mapping[str, Any], ladder: Mapping[str, Any], measured: MeasuredCells
) -> Ends | None:
    """Return a measured supply, low and high, as sums of the cells they come from.

    Less what an earlier supply counts already. None where no cells hold them.
    """
    item = _item(block, ladder) if "from" in block else {}
    terrains = item.get("terrains")
    if terrains is None:
        return None
    stem, _, unit = str(block["from"]).rpartition("_")
    once = measured(block["from"], terrains)
    bounds = [measured(f"{stem}_{end}_{unit}", terrains) for end in ("low", "high")]
    low, high = bounds if all(one is not None for one in bounds) else (once, once)
    if low is None or high is None:
        return None
    for less in item.get("counted_before") or []:
        low, high = low - constant(less["low"]), high - constant(less["high"])
    return low, high


def _taken(given: Ends, way: str, of: Live | None, asked: Ends) -> list[Live]:
    """Return a supply as shown, low and high, and what comes off the low and the high demand."""
    hundred = constant(100)
    if way == "percent_of_demand":
        low, high = given[0] / hundred, given[1] / hundred
        return [low * asked[0], high * asked[1], high * asked[0], low * asked[1]]
    ends = [one / hundred * of for one in given] if of else list(given)
    return [*ends, ends[1], ends[0]]


def _sums(
    pen: Pen, column: int, steps: Sequence[Live], cells: Sequence[Sequence[Live]], demand: Ends,
    say: Mapping[str, str],
) -> Wanted:  # fmt: skip
    """Write the sums of one variant below its columns, by step and together."""
    start, by_step = pen.row, []
    for number in (1, 2):
        pen.text(0, f"{say['total']} {say['step']} {number}", bold=True)
        by_step.append(
            [
                pen.made(column + place, total_where(steps, number, each), "ha", bold=True)
                for place, each in enumerate(cells)
            ]
        )
        pen.down()
    off = [pen.made(column + end, total(cells[end]), "ha", bold=True) for end in (2, 3)]
    pen.text(0, say["total"], bold=True)
    pen.row = start
    first, second = by_step
    return Wanted(demand, (first[0], first[1]), (second[0], second[1]),
                  (first[2], first[3]), (off[0], off[1]))  # fmt: skip
