"""Deviations: published figures that lie further from the computed ones than rounding explains."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from geo_ser.errors import TableError
from geo_ser.figures import parse_figure
from geo_ser.ladder.published import (
    Cell,
    existing_cells,
    matrix_cells,
    planned_level_cells,
    step_cells,
)
from geo_ser.ladder.published_plots import planned_plot_cells
from geo_ser.parameters import LadderInput, LadderParameters

__all__ = ["compare"]

Record = dict[str, Any]

_SLACK = 1e-9
"""Float noise: 94.05 − 94.0 is a hair above 0.05."""


def compare(
    ladder_input: LadderInput, result: Mapping[str, Any]
) -> tuple[list[Record], list[Record]]:
    """Return the deviations, and per published table how well it fits.

    Parameters
    ----------
    ladder_input
        The published tables, as text.
    result
        The computed ladder, in the form of ladder.json.

    Returns
    -------
    deviations : list of dict
        `table`, `cell`, `published`, `computed`, `difference` (published − computed) for each
        figure further off than half a unit in its last printed decimal.
    comparisons : list of dict
        `table`, `cells` (compared), `within_rounding`, `largest_difference` (None when nothing
        was compared), `not_compared` (inputs, unknown cells, and cells the ladder has no
        figure for).

    Raises
    ------
    TableError
        If a published table lacks a column or holds a figure that is no number.
    """
    deviations: list[Record] = []
    comparisons: list[Record] = []
    for kind, table in ladder_input.published.items():
        cells = list(_cells(kind, table, result, ladder_input.parameters))
        compared = [one for cell in cells if (one := _compared(kind, cell)) is not None]
        beyond = [record for record, half_unit in compared if _is_beyond(record, half_unit)]
        deviations += beyond
        comparisons.append(
            {
                "table": kind,
                "cells": len(compared),
                "within_rounding": len(compared) - len(beyond),
                "largest_difference": max(
                    (abs(record["difference"]) for record, _ in compared), default=None
                ),
                "not_compared": len(cells) - len(compared),
            }
        )
    return deviations, comparisons


def _cells(
    kind: str, table: pd.DataFrame, result: Mapping[str, Any], parameters: LadderParameters
) -> Iterator[Cell]:
    """Return the cells of one published table."""
    if kind == "matrix":
        return matrix_cells(table, result)
    if kind == "existing":
        return existing_cells(table, result)
    if kind == "planned_levels":
        return planned_level_cells(table, result)
    if kind == "planned_plots" and parameters.planned is not None:
        return planned_plot_cells(table, parameters.planned)
    return step_cells(table, result, parameters)


def _compared(kind: str, cell: Cell) -> tuple[Record, float] | None:
    """Return published beside computed with the half unit allowed, None where either is not."""
    try:
        figure = parse_figure(cell.text)
    except ValueError as error:
        raise TableError(f"[published] {kind} {cell.name}: {error}. Correct the table.") from None
    if figure is None or cell.computed is None:
        return None
    record = {
        "table": kind,
        "cell": cell.name,
        "published": figure.value,
        "computed": cell.computed,
        "difference": figure.value - cell.computed,
    }
    return record, figure.half_unit


def _is_beyond(record: Record, half_unit: float) -> bool:
    return bool(abs(record["difference"]) > half_unit + _SLACK)
