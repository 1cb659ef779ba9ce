"""Published tables, cell by cell, each with the figure the ladder computes for it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo_ser.errors import TableError
from geo_ser.figures import parse_figure
from geo_ser.parameters import LadderParameters

__all__ = [
    "Cell",
    "existing_cells",
    "figure_of",
    "matrix_cells",
    "planned_level_cells",
    "require",
    "rows_of",
    "step_cells",
]

_MATRIX_COLUMNS = ("new_terrain_ambition", "planned_ambition", "existing_ambition", "demand")
_LEVEL_COLUMNS = {
    "total_floor_m2": "gfa_m2",
    "rest_floor_m2": "rest_gfa_m2",
    "extra_floor_m2": "extra_gfa_m2",
    "extra_ha": "extra_ha",
}
_AMBITION = re.compile(r"ambition_(\d+)")
_BOUND = re.compile(r"variant_(\d+)_(low|high)")
_STEP = re.compile(r"step_(\d)")


@dataclass(frozen=True)
class Cell:
    """A published cell: where it stands, what is printed, what is computed (None: nothing)."""

    name: str
    text: str
    computed: float | None


def rows_of(table: pd.DataFrame) -> list[dict[str, str]]:
    """Return a table of text as one dict per row."""
    return [{str(key): str(text) for key, text in row.items()} for row in table.to_dict("records")]


def figure_of(text: str, *, where: str) -> float | None:
    """Return the number in a cell, None where it says unknown.

    Raises
    ------
    TableError
        If the cell holds something else.
    """
    try:
        figure = parse_figure(text)
    except ValueError as error:
        raise TableError(f"[published] {where}: {error}. Correct the table.") from None
    return None if figure is None else figure.value


def matrix_cells(table: pd.DataFrame, result: Mapping[str, Any]) -> Iterator[Cell]:
    """Yield what remains at each combination of levels; nothing is computed for a range."""
    require(table, "matrix", *_MATRIX_COLUMNS, "remaining_net_ha")
    computed: dict[tuple[object, ...], float] = {
        (row["new"], row["planned"], row["existing"], row["variant"]): row["remaining_net_ha"]
        for row in result["matrix"]
        if row["remaining_net_ha"] == row["remaining_net_low_ha"]
    }
    for row in rows_of(table):
        new, planned, existing, variant = (row[column] for column in _MATRIX_COLUMNS)
        name = f"new={new} planned={planned} existing={existing} {variant}"
        levels = tuple(_level(one, f"matrix {name}") for one in (new, planned, existing))
        yield Cell(name, row["remaining_net_ha"], computed.get((*levels, variant)))


def _level(text: str, where: str) -> int:
    """Return an ambition level; -1, which nothing is computed for, where it is unknown."""
    value = figure_of(text, where=where)
    if value is not None and not value.is_integer():
        raise TableError(f"[published] {where}: level {text!r} is no whole number.")
    return -1 if value is None else int(value)


def existing_cells(table: pd.DataFrame, result: Mapping[str, Any]) -> Iterator[Cell]:
    """Yield the gain of each terrain at each level."""
    require(table, "existing", "terrain")
    computed = {(row["terrain"], row["level"]): row["gain_ha"] for row in result["existing"]}
    for row in rows_of(table):
        for column, text in row.items():
            if level := _AMBITION.fullmatch(column):
                number = int(level[1])
                name = f"terrain={row['terrain']} level={number}"
                yield Cell(name, text, computed.get((row["terrain"], number)))


def planned_level_cells(table: pd.DataFrame, result: Mapping[str, Any]) -> Iterator[Cell]:
    """Yield floor space, hectares and percentages of each planned level."""
    require(table, "planned_levels", "ambition")
    computed = {row["level"]: _level_figures(row) for row in result["planned_levels"]}
    for row in rows_of(table):
        where = f"level={row['ambition']}"
        figures = computed.get(_level(row["ambition"], f"planned_levels {where}"), {})
        for column, text in row.items():
            if column != "ambition":
                yield Cell(f"{where} {column}", text, figures.get(column))


def _level_figures(row: Mapping[str, Any]) -> dict[str, float]:
    """Return a computed level under the published column names, shares in per cent."""
    split = {f"{name}_pct": 100 * share for name, share in row["by_instrument"].items()}
    areas = {column: row[ours] for column, ours in _LEVEL_COLUMNS.items()}
    return {**areas, **split, "total_pct": 100 * row["gain_share"]}


def step_cells(
    table: pd.DataFrame, result: Mapping[str, Any], parameters: LadderParameters
) -> Iterator[Cell]:
    """Yield totals, steps and what remains for each variant, in the order of the file.

    Rows that are inputs of the ladder have nothing computed: they are not compared with
    themselves. `[published.items]` says which rows publish a supply.
    """
    require(table, "steps", "item")
    for row in rows_of(table):
        for column, text in row.items():
            bound = _BOUND.fullmatch(column)
            if bound and int(bound[1]) <= len(result["variants"]):
                variant = result["variants"][int(bound[1]) - 1]
                found = _step_figure(row["item"], variant, result, parameters.published.items)
                name = f"{row['item']} {variant['name']} {bound[2]}"
                yield Cell(name, text, None if found is None else found[bound[2]])


def _step_figure(
    item: str, variant: Mapping[str, Any], result: Mapping[str, Any], items: Mapping[str, str]
) -> Mapping[str, float] | None:
    """Return the computed range that a row publishes, None for a row that is an input."""
    step = _STEP.match(item)
    if item.startswith("total_demand"):
        return _range(variant["demand"])
    if item == "iron_stock" and result["iron_stock_ha"] is not None:
        return {"low": result["iron_stock_ha"], "high": result["iron_stock_ha"]}
    if step and step[1] == "3":
        return _range(variant["remaining"])
    if step:
        return next((_range(one) for one in variant["steps"] if one["step"] == int(step[1])), None)
    listed = [one for step in variant["steps"] for one in step["items"]]
    return next((_range(one) for one in listed if one["name"] == items.get(item)), None)


def _range(record: Mapping[str, Any]) -> Mapping[str, float]:
    return {"low": record["low"], "high": record["high"]}


def require(table: pd.DataFrame, kind: str, *columns: str) -> None:
    """Refuse a published table without the columns that name its cells."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise TableError(
            f"[published] {kind}: no column {', '.join(map(repr, missing))}; it has "
            f"{', '.join(map(str, table.columns))}."
        )
