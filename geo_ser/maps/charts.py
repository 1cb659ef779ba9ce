"""Bars as plain values: what the templates draw as SVG beside a table with the same figures.

A chart is never the only place of a figure: each bar stands in a row with its label and value,
so that a screen reader, paper and the colour-blind lose nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Bar", "bars", "stack"]

HATCHED = "url(#hatch)"
"""The fill of what is not known, as on the maps."""


@dataclass(frozen=True)
class Bar:
    """One figure of a chart: its label, what people read, its size and its colour.

    `size` is in any one unit, 0 or more; `note` stands behind the value; `other` is a second
    size to compare with, in the same unit.
    """

    label: str
    value: str
    size: float
    colour: str
    note: str = ""
    other: float | None = None
    other_value: str = ""


def stack(parts: Sequence[Bar], whole: float) -> list[dict[str, Any]]:
    """Return parts of a whole one behind the other, as shares of it in per cent.

    Parts of nothing are left out of the bar and of its rows.

    Parameters
    ----------
    parts
        In the order they are drawn.
    whole
        What all parts are a share of, above 0.

    Examples
    --------
    >>> [(one["x"], one["width"]) for one in stack([Bar("a", "", 30, "red"),
    ...  Bar("b", "", 0, "red"), Bar("c", "", 10, "red")], 40)]
    [(0.0, 75.0), (75.0, 25.0)]
    """
    drawn, at = [], 0.0
    for part in parts:
        if part.size <= 0:
            continue
        width = 100 * part.size / whole
        drawn.append(_row(part) | {"x": round(at, 3), "width": round(width, 3)})
        at += width
    return drawn


def bars(rows: Sequence[Bar]) -> list[dict[str, Any]]:
    """Return bars below each other, the longest of all (and of what they compare with) 100.

    Examples
    --------
    >>> [(one["width"], one["other_width"]) for one in bars([Bar("a", "", 2, "red", other=4),
    ...  Bar("b", "", 1, "red")])]
    [(50.0, 100.0), (25.0, None)]
    """
    sizes = [one.size for one in rows] + [one.other for one in rows if one.other is not None]
    longest = max(sizes, default=0.0) or 1.0
    return [
        _row(one)
        | {
            "width": round(100 * (one.size / longest), 3),
            "other_width": None if one.other is None else round(100 * (one.other / longest), 3),
            "other_value": one.other_value,
        }
        for one in rows
    ]


def _row(one: Bar) -> dict[str, Any]:
    return {"label": one.label, "value": one.value, "note": one.note, "colour": one.colour}
