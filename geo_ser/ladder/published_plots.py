"""The published division into plots: its totals, percentages and areas, recomputed.

This table holds inputs (the plots issued in the past) and what was made of them. Inputs are
not compared with themselves; totals, percentages and the planned plots per class are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from geo_ser.ladder.published import Cell, figure_of, require, rows_of
from geo_ser.parameters import PlannedParameters, PlotGroup

__all__ = ["planned_plot_cells"]

_TOTAL_ROWS = ("totaal", "total")
_CLASS = re.compile(r"lt_(?P<below>\d+)|from_(?P<low>\d+)_to_(?P<high>\d+)|gt_(?P<above>\d+)")
_FROM_GROUPS = ("planned_plots", "class_area_m2")


def planned_plot_cells(table: pd.DataFrame, parameters: PlannedParameters) -> Iterator[Cell]:
    """Yield each figure of the table that follows from others.

    Planned plots and class areas follow from the groups of the ladder file; a percentage from
    its count and the table's own printed total; any other total from the printed rows above
    it. So a wrong total is one deviation, not one in every row that leans on it.
    """
    require(table, "planned_plots", "size_class")
    rows = rows_of(table)
    parts = [row for row in rows if row["size_class"].lower() not in _TOTAL_ROWS]
    none: dict[str, str] = {}
    totals = next((row for row in rows if row["size_class"].lower() in _TOTAL_ROWS), none)
    for row in rows:
        for column, text in row.items():
            if column != "size_class":
                computed = _computed(row, column, parts, totals, parameters)
                yield Cell(f"size_class={row['size_class']} {column}", text, computed)


def _computed(
    row: Mapping[str, str],
    column: str,
    parts: Sequence[Mapping[str, str]],
    totals: Mapping[str, str],
    parameters: PlannedParameters,
) -> float | None:
    """Return what a cell should be, None for an input."""
    total = row["size_class"] == totals.get("size_class")
    if column in _FROM_GROUPS:
        groups = [one for one in parameters.groups if total or _in_class(one, row["size_class"])]
        return float(sum(one.count * (one.size_m2 if "area" in column else 1) for one in groups))
    if total:
        figures = [figure_of(one[column], where=f"planned_plots {column}") for one in parts]
        return sum(one for one in figures if one is not None)
    if column.endswith("_pct"):
        return _percentage(row, totals, column.removesuffix("_pct"))
    return None


def _percentage(row: Mapping[str, str], totals: Mapping[str, str], prefix: str) -> float | None:
    """Return a count as a percentage of its printed total, None where there is no count."""
    column = next((one for one in row if one.startswith(f"{prefix}_") and "pct" not in one), None)
    if column is None or column not in totals:
        return None
    count = figure_of(row[column], where=f"planned_plots {column}")
    total = figure_of(totals[column], where=f"planned_plots {column} totaal")
    return None if count is None or not total else 100 * count / total


def _in_class(group: PlotGroup, size_class: str) -> bool:
    """Whether plots fall in a class such as lt_500, from_500_to_1000, gt_10000."""
    match = _CLASS.fullmatch(size_class)
    if match is None:
        return False
    low = float(match["low"] or match["above"] or 0)
    high = float(match["high"] or match["below"] or "inf")
    return low <= group.size_m2 < high
