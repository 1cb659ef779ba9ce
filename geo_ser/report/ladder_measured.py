"""Supply that was measured, as a formula over the cells of the terrains' own sheet."""

import math
from collections.abc import Callable, Sequence
from itertools import groupby

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from geo_ser.report.content import columns_of
from geo_ser.report.ladder_formulas import Live, constant

__all__ = ["MeasuredCells", "measured_cells"]

MeasuredCells = Callable[[str, Sequence[str]], Live | None]
"""Gives the hectares of an indicator over some terrains; None where no cells hold them."""

_MOST_PARTS = 200
"""Arguments of one SUM; Excel takes 255."""
_LONGEST = 8000
"""Characters of a formula; Excel takes 8 192."""


def measured_cells(terrains: pd.DataFrame | None, sheet: str) -> MeasuredCells:
    """Return a function that sums an indicator in the sheet where it stands.

    Parameters
    ----------
    terrains
        (n,) the terrains in the order of their sheet, one header row above them.
    sheet
        What that sheet is called.
    """

    def hectares(column: str, ids: Sequence[str]) -> Live | None:
        if terrains is None or column not in terrains:
            return None
        place = [one.name for one in columns_of("terrains", terrains)].index(column)
        rows = sorted(terrains.index[terrains["terrain_id"].isin(list(ids))])
        if not rows:
            return constant(0)
        text = _sum_text(f"'{sheet}'!", xl_col_to_name(place), [row + 2 for row in rows])
        value = math.fsum(terrains[column].loc[rows])
        if column.endswith("_m2"):
            text, value = f"({text})/10000", value / 10_000
        known = len(rows) == len(set(ids)) and not math.isnan(value)
        return Live(text, value, 2) if known and len(text) <= _LONGEST else None

    return hectares


def _sum_text(sheet: str, column: str, rows: Sequence[int]) -> str:
    """Return SUMs over cells of one column, neighbours as one range."""
    parts = []
    for _, group in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        run = [row for _, row in group]
        first, last = f"{sheet}${column}${run[0]}", f"${column}${run[-1]}"
        parts.append(first if len(run) == 1 else f"{first}:{last}")
    starts = range(0, len(parts), _MOST_PARTS)
    return "+".join(f"SUM({','.join(parts[start : start + _MOST_PARTS])})" for start in starts)
