"""What a study states for its baseline: scores, terrains, sectors, issued plots, checked.

Every problem of every table is gathered; the caller raises them together.
"""

import difflib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from geo_ser.figures import parse_figure
from geo_ser.ladder.baseline_score import Score
from geo_ser.parameters import BASELINE_ITEMS, BaselineParameters

__all__ = ["SECTORS", "PlotClass", "Stated", "Terrain", "read_stated"]

SECTORS = (
    "industry",
    "construction",
    "logistics",
    "trade_and_repair",
    "business_services",
    "other_services",
    "other",
)
"""The columns of annex A, table 6."""

_TOTAL_ROWS = ("totaal", "total")
_IN_UNIT = {"pct": ("share", 100.0)}
"""Units people write: the unit of the item, and by what the figure is divided."""
_ROUNDING_PCT = 3.5
"""Seven shares, each rounded to a whole per cent, add up to 100 within this."""


@dataclass(frozen=True, kw_only=True)
class Terrain:
    """A terrain as the study states it; None where it does not say."""

    gross_ha: float | None = None
    net_ha: float | None = None
    companies: float | None = None
    plan_year: float | None = None


@dataclass(frozen=True, kw_only=True)
class PlotClass:
    """Plots of one size class; `high_m2` None: no upper bound."""

    low_m2: float
    high_m2: float | None
    count: float
    mean_m2: float | None = None


@dataclass
class Stated:
    """What the tables of `[baseline]` say, and what is wrong with them."""

    scores: list[Score] = field(default_factory=list)
    terrains: dict[str, Terrain] = field(default_factory=dict)
    sectors: dict[str, dict[str, float]] = field(default_factory=dict)
    issued: list[PlotClass] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_stated(parameters: BaselineParameters, tables: Mapping[str, pd.DataFrame]) -> Stated:
    """Return what the tables state.

    Parameters
    ----------
    parameters
        The `[baseline]` block; it says how the tables are called.
    tables
        By key (table, terrains, sectors, issued_plots), every cell text.

    Returns
    -------
    stated : Stated
        Rows named totaal or total are left out: totals are worked out. Each of `problems`
        names the file, the row (the header is row 1) and the column.
    """
    stated = Stated()
    readers = {
        "table": _read_scores,
        "terrains": _read_terrains,
        "sectors": _read_sectors,
        "issued_plots": _read_issued,
    }
    for key, file in parameters.tables.items():
        wrong = _unreadable(parameters, key, tables.get(key))
        if wrong is None:
            readers[key](_Rows(file, tables[key], stated.problems), parameters, stated)
        else:
            stated.problems.append(f"{file} ([baseline] {key}): {wrong}")
    return stated


def _unreadable(parameters: BaselineParameters, key: str, table: pd.DataFrame | None) -> str | None:
    """Return why a table cannot be read at all, None when it can."""
    if table is None:
        return "the table was not read"
    needed = {
        "table": ("indicator", "terrain", "low", "high", "unit"),
        "terrains": ("terrain",),
        "sectors": ("terrain", *SECTORS),
    }.get(key, ("size_class", parameters.issued_plots.column if parameters.issued_plots else ""))
    lacking = [column for column in needed if column not in table.columns]
    if not lacking:
        return None
    columns = ", ".join(map(str, table.columns))
    return f"no column {', '.join(map(repr, lacking))}; it has {columns}"


class _Rows:
    """The rows of a table, each with the words that say where it stands."""

    def __init__(self, file: str, table: pd.DataFrame, problems: list[str]) -> None:
        self.file = file
        self.rows = table.to_dict("records")
        self.problems = problems

    def say(self, number: int, problem: str) -> None:
        self.problems.append(f"{self.file} row {number + 2}: {problem}")

    def figure(self, number: int, column: str) -> float | None:
        """Return a cell of 0 or more, None where it is unknown or unreadable (said so)."""
        cell = self.rows[number].get(column, "")
        try:
            figure = parse_figure(cell)
        except ValueError:
            self.say(number, f"{column} {str(cell)!r} is no number")
            return None
        if figure is not None and figure.value < 0:
            self.say(number, f"{column} {figure.value:g} lies below 0")
            return None
        return None if figure is None else figure.value


def _read_scores(rows: _Rows, _parameters: BaselineParameters, stated: Stated) -> None:
    """Read the long table of scores; a row without figures says that nothing is stated."""
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(rows.rows):
        item, terrain = row["indicator"], row["terrain"].strip()
        if item not in BASELINE_ITEMS:
            near = difflib.get_close_matches(item, BASELINE_ITEMS, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            rows.say(number, f"unknown indicator {item!r}{hint}")
            continue
        if (item, terrain) in seen:
            rows.say(number, f"{item} of {terrain} stands twice")
            continue
        seen.add((item, terrain))
        score = _score(rows, number, item, terrain)
        if score is not None:
            stated.scores.append(score)


def _score(rows: _Rows, number: int, item: str, terrain: str) -> Score | None:
    """Return one row as a score in the item's own unit, None where it states nothing."""
    row, unit, before = rows.rows[number], BASELINE_ITEMS[item].unit, len(rows.problems)
    low, high = rows.figure(number, "low"), rows.figure(number, "high")
    given, divisor = _IN_UNIT.get(row["unit"], (row["unit"], 1.0))
    if given != unit:
        rows.say(number, f"unknown unit {row['unit']!r} for {item}, which is in {unit}")
        return None
    if len(rows.problems) > before or (low is None and high is None):
        return None
    if low is None or high is None:
        rows.say(number, f"{item} of {terrain} needs both low and high (the same without a range)")
        return None
    low, high = low / divisor, high / divisor
    if low > high:
        rows.say(number, f"{item} of {terrain}: low {low:g} lies above high {high:g}")
        return None
    if unit == "share" and high > 1:
        rows.say(number, f"{item} of {terrain}: {high:g} is a share over 1")
        return None
    text = row.get("value_text") or None
    return Score(
        item=item, terrain=terrain, low=low, high=high, basis="stated", source=rows.file, text=text
    )


def _named(rows: _Rows) -> list[tuple[int, str]]:
    """Return the row number and the terrain of each row, totals left out, repeats said."""
    found: list[tuple[int, str]] = []
    for number, row in enumerate(rows.rows):
        name = row["terrain"].strip()
        if name.lower() in _TOTAL_ROWS:
            continue
        if name in (one for _, one in found):
            rows.say(number, f"terrain {name!r} stands twice")
            continue
        found.append((number, name))
    return found


def _read_terrains(rows: _Rows, _parameters: BaselineParameters, stated: Stated) -> None:
    for number, name in _named(rows):
        stated.terrains[name] = Terrain(
            gross_ha=rows.figure(number, "gross_ha"),
            net_ha=rows.figure(number, "net_ha"),
            companies=rows.figure(number, "companies"),
            plan_year=rows.figure(number, "plan_year"),
        )


def _read_sectors(rows: _Rows, _parameters: BaselineParameters, stated: Stated) -> None:
    for number, name in _named(rows):
        cells = {sector: rows.figure(number, sector) for sector in SECTORS}
        shares = {sector: cell / 100 for sector, cell in cells.items() if cell is not None}
        total = 100 * math.fsum(shares.values())
        if len(shares) == len(SECTORS) and abs(total - 100) > _ROUNDING_PCT:
            rows.say(number, f"the sectors of {name} add up to {total:g} per cent")
        stated.sectors[name] = shares


def _read_issued(rows: _Rows, parameters: BaselineParameters, stated: Stated) -> None:
    assert parameters.issued_plots is not None
    for number, row in enumerate(rows.rows):
        name = row["size_class"].strip().lower()
        if name in _TOTAL_ROWS:
            continue
        bounds = _bounds(name)
        if bounds is None:
            rows.say(number, f"unknown size_class {name!r}; write lt_500, 500_1000, gt_10000")
            continue
        count = rows.figure(number, parameters.issued_plots.column)
        if count is None:
            rows.say(number, f"no number of plots in {parameters.issued_plots.column}")
            continue
        mean = rows.figure(number, "mean_plot_m2")
        stated.issued.append(
            PlotClass(low_m2=bounds[0], high_m2=bounds[1], count=count, mean_m2=mean)
        )


def _bounds(size_class: str) -> tuple[float, float | None] | None:
    """Return the bounds of a size class, None where the name does not say them."""
    if found := re.fullmatch(r"lt_(\d+)", size_class):
        return 0.0, float(found[1])
    if found := re.fullmatch(r"(?:from_)?(\d+)_(?:to_)?(\d+)", size_class):
        return float(found[1]), float(found[2])
    if found := re.fullmatch(r"g[te]_(\d+)", size_class):
        return float(found[1]), None
    return None
