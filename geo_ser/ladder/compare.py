"""Every published figure of a study against what the tool makes of it.

`deviations.py` compares a few typed-over tables with the ladder. This walks over *all* figures
of the documents a study rests on, one row each, and says of every one whether it is an input
(taken over), recomputed, or deviating. How a figure is recomputed stands in the table, as a
formula over the ladder's own results or over other published figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import pandas as pd

from geo_ser.errors import TableError
from geo_ser.figures import Figure, parse_figure
from geo_ser.ladder.compare_computed import computed_figures
from geo_ser.ladder.compare_formula import Estimate, evaluate

__all__ = ["compare_figures"]

COLUMNS = (
    "annex", "table", "row", "column", "text", "value", "half_unit", "unit", "line", "kind",
    "formula", "reason", "reason_at",
)  # fmt: skip
STATUSES = ("input", "recomputed", "deviating")
_EXACT_UNITS = ("count", "year", "storeys")
_SLACK = 1e-9
"""Float noise: 94.05 − 94.0 is a hair above 0.05."""

Key = tuple[str, str, str]
Record = dict[str, Any]


@dataclass(frozen=True)
class _Published:
    """One published figure: the row of the table, read."""

    key: Key
    row: Mapping[str, str]
    figure: Figure
    half_unit: float
    reason_at: Figure | None

    @property
    def rounding(self) -> float:
        """How far the true value may lie from the printed one, for whoever reckons with it."""
        return 0.0 if self.row["unit"] in _EXACT_UNITS else self.half_unit


def compare_figures(figures: pd.DataFrame, ladder: Mapping[str, Any]) -> Record:
    """Return each published figure beside the computed one, and how many of each status.

    Parameters
    ----------
    figures
        (n,) the table of `[published] figures`, every cell text; columns as in docs/compare.md.
    ladder
        The computed ladder, in the form of ladder.json.

    Returns
    -------
    comparison : dict
        `counts` (`input`, `recomputed`, `deviating`, `all`, and `recomputed_by_inputs`: the part
        of `recomputed` that fits only when the rounding of the figures it is made from is
        allowed for), `tables` (the same per annex and table), and `rows`: `annex`, `table`,
        `row`, `column`, `text`, `published`, `computed` (None for an input without a formula, and
        where the ladder has no such figure), `difference` (published − computed), `unit`,
        `tolerance` (half the last printed decimal), `inputs_tolerance` (the worst case of the
        rounding of published figures it is made from), `status`, `reason`, `formula`, `line`.

    Raises
    ------
    TableError
        If a column is missing, a figure is no number or stands twice, or a formula is wrong;
        all problems at once.
    """
    missing = [name for name in COLUMNS if name not in figures.columns]
    if missing:
        raise TableError(f"[published] figures: no column {', '.join(map(repr, missing))}.")
    problems: list[str] = []
    published = _read(figures, problems)
    walk = _Walk(published, computed_figures(ladder))
    rows = [walk.record(one, problems) for one in published.values()]
    if problems:
        listed = "\n".join(f"- {one}" for one in problems)
        raise TableError(f"[published] figures: {len(problems)} rows are wrong.\n{listed}")
    return {"counts": _counts(rows), "tables": _per_table(rows), "rows": rows}


def _read(figures: pd.DataFrame, problems: list[str]) -> dict[Key, _Published]:
    """Return the figures by their key, in the order of the table."""
    published: dict[Key, _Published] = {}
    for row in figures.to_dict("records"):
        text = {str(name): str(cell) for name, cell in row.items()}
        key = (_table_name(text), text["row"], text["column"])
        try:
            one = _published(key, text)
            if key in published:
                raise ValueError("stands more than once")
            if text["kind"] not in ("input", "derived"):
                raise ValueError(f"kind {text['kind']!r} is not input or derived")
            if text["kind"] == "derived" and not text["formula"]:
                raise ValueError("is derived and has no formula")
            published[key] = one
        except ValueError as error:
            problems.append(f"{_shown(key)}: {error}")
    return published


def _published(key: Key, row: Mapping[str, str]) -> _Published:
    figure, half = parse_figure(row["value"]), parse_figure(row["half_unit"])
    if figure is None:
        raise ValueError("has no value")
    if not row["line"].isdigit():
        raise ValueError(f"line {row['line']!r} is no line of the document")
    half_unit = figure.half_unit if half is None else half.value
    return _Published(key, row, figure, half_unit, parse_figure(row["reason_at"]))


def _table_name(row: Mapping[str, str]) -> str:
    """Return the table as references name it: a text is a text of its annex."""
    return f"{row['annex']} text" if row["table"] == "text" else row["table"]


def _shown(key: Key) -> str:
    return f"[{'|'.join(key)}]"


class _Walk:
    """The figures a formula can refer to, published and computed."""

    def __init__(self, published: Mapping[Key, _Published], computed: Mapping[Key, float]) -> None:
        self._published = published
        self._computed = computed
        self._rounding = {_shown(key): one.rounding for key, one in published.items()}
        self._rows: dict[str, list[Key]] = {}
        for key in published:
            self._rows.setdefault(key[0], []).append(key)

    def record(self, one: _Published, problems: list[str]) -> Record:
        """Return one figure with what the tool makes of it."""
        estimate, not_computed = None, None
        if one.row["formula"]:
            try:
                estimate = evaluate(one.row["formula"], lambda name: self._values(name, one.key))
            except KeyError as error:
                not_computed = f"the ladder computes no [{error.args[0]}]"
            except ValueError as error:
                problems.append(f"{_shown(one.key)}: {error}")
        computed = None if estimate is None else estimate.value
        from_inputs = 0.0 if estimate is None else estimate.worst(self._rounding)
        difference = None if computed is None else one.figure.value - computed
        status = _status(one, difference, from_inputs)
        reason = not_computed or (_reason(one, computed) if status == "deviating" else None)
        given = {name: one.row[name] for name in ("annex", "table", "row", "column", "text")}
        return {
            **given,
            "published": one.figure.value,
            "computed": computed,
            "difference": difference,
            "unit": one.row["unit"],
            "tolerance": one.half_unit,
            "inputs_tolerance": from_inputs,
            "status": status,
            "reason": reason,
            "formula": one.row["formula"] or None,
            "line": int(one.row["line"]),
        }

    def _values(self, name: str, at: Key) -> Sequence[Estimate]:
        """Return the figures a reference means; ladder figures are exact.

        Raises
        ------
        KeyError
            If the ladder has no such figure: a level or variant that the study left out.
        ValueError
            If no published figure is meant.
        """
        key = _full(name, at)
        if key[0].startswith("ladder."):
            if key not in self._computed:
                raise KeyError("|".join(key))
            return [Estimate(self._computed[key])]
        keys = [key] if key in self._published else self._matching(key, at)
        if not keys:
            raise ValueError(f"no figure {_shown(key)}")
        return [Estimate(self._published[one].figure.value, {_shown(one): 1.0}) for one in keys]

    def _matching(self, pattern: Key, at: Key) -> list[Key]:
        """Return the keys a pattern with * means, in the table's order, never the figure itself."""
        if not any("*" in part for part in pattern):
            return []
        tables = [name for name in self._rows if fnmatchcase(name, pattern[0])]
        return [
            key
            for table in tables
            for key in self._rows[table]
            if key != at and fnmatchcase(key[1], pattern[1]) and fnmatchcase(key[2], pattern[2])
        ]


def _full(name: str, at: Key) -> Key:
    """Return the key of a reference: a bare column is in the same row, two parts in the table."""
    parts = [part.strip() for part in name.split("|")]
    if len(parts) > len(at):
        raise ValueError(f"[{name}] has more parts than table, row and column")
    table, row, column = (*at[: len(at) - len(parts)], *parts)
    return table, row, column


def _status(one: _Published, difference: float | None, from_inputs: float) -> str:
    if not one.row["formula"]:
        return "input"
    if difference is None:
        return "deviating"
    if abs(difference) > one.half_unit + from_inputs + _SLACK:
        return "deviating"
    return "input" if one.row["kind"] == "input" else "recomputed"


def _reason(one: _Published, computed: float | None) -> str | None:
    """Return the reason that was worked out, None where the computed figure is another by now."""
    if not one.row["reason"] or one.reason_at is None or computed is None:
        return None
    known = abs(computed - one.reason_at.value) <= one.reason_at.half_unit + _SLACK
    return one.row["reason"] if known else None


def _counts(rows: Sequence[Record]) -> dict[str, int]:
    """Return how many rows have each status."""
    counts = {status: sum(row["status"] == status for row in rows) for status in STATUSES}
    by_inputs = sum(
        row["status"] == "recomputed" and abs(row["difference"]) > row["tolerance"] + _SLACK
        for row in rows
    )
    return {**counts, "recomputed_by_inputs": by_inputs, "all": len(rows)}


def _per_table(rows: Sequence[Record]) -> list[Record]:
    """Return the counts of each table, in the order the tables first appear."""
    tables: dict[tuple[str, str], list[Record]] = {}
    for row in rows:
        tables.setdefault((row["annex"], row["table"]), []).append(row)
    return [
        {"annex": annex, "table": table, **_counts(part)} for (annex, table), part in tables.items()
    ]
