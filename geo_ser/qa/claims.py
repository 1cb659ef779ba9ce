"""A table of claimed figures, read as text and understood: names, figures, decimals, totals."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from geo_ser.figures import id_text, parse_figure
from geo_ser.files import read_csv_text

__all__ = ["Claims", "ClaimsTable", "column_sum", "column_unit", "may_be_negative", "parse_claims"]

_UNITS = {"ha": "ha", "m2": "m2", "m3": "m3", "km2": "km2", "m": "m", "km": "km", "pct": "pct",
          "percentage": "pct", "percent": "pct", "procent": "pct", "eur": "eur"}  # fmt: skip


@dataclass(frozen=True)
class ClaimsTable:
    """One edition of claimed figures, as a study brings it in.

    `rows` is text, so that printed decimals are kept (`geo_ser.files.read_csv_text`); `match`
    says whether rows are terrains by name or by number; `mapping` gives for a claimed name (or
    number) the terrain ids it stands for, an empty tuple when it deliberately stands for none.
    """

    name: str
    edition: date | None
    """None where nobody says: then the table is held against outlines, not against editions."""
    rows: pd.DataFrame
    match: str = "name"
    mapping: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class Claims:
    """A claims table understood.

    `labels` and `ids` name the rows (null where unknown), `total` marks the total rows;
    `figures` (float64, NaN where unknown) and `decimals` hold the figure columns under their own
    names, `unreadable` marks cells with text that is no number; `text` is the table as it came.
    `roles` gives the column that plays each role of columns.toml.
    """

    name: str
    text: pd.DataFrame
    labels: pd.Series
    ids: pd.Series
    total: pd.Series
    figures: pd.DataFrame
    decimals: pd.DataFrame
    unreadable: pd.DataFrame
    roles: Mapping[str, str]

    @property
    def half_units(self) -> pd.DataFrame:
        """Half a unit in the last printed decimal of each figure: how far off it may be."""
        return 0.5 * 10.0**-self.decimals

    @property
    def index(self) -> pd.Index:
        """The rows, numbered from 0 in the order of the source."""
        return self.figures.index

    @property
    def columns(self) -> list[str]:
        """The columns that hold figures, in the order of the source."""
        return [str(column) for column in self.figures.columns]

    def at(self, row: int, column: str) -> float:
        """Return one figure, NaN where unknown."""
        return float(self.figures[column].iloc[row])

    def role(self, role: str) -> pd.Series:
        """Return the figures in a role, all NaN where no column plays it."""
        if role in self.roles:
            return self.figures[self.roles[role]]
        return pd.Series(np.nan, index=self.index)

    def role_half_units(self, role: str) -> pd.Series:
        """Return half a unit of the figures in a role, all NaN where no column plays it."""
        if role in self.roles:
            return self.half_units[self.roles[role]]
        return pd.Series(np.nan, index=self.index)

    def label(self, row: int) -> str | None:
        """Return what a row is called in the source."""
        return _known(self.labels.iloc[row])

    def row_id(self, row: int) -> str | None:
        """Return a row's own id, when the table has a column for it."""
        return _known(self.ids.iloc[row])


def _known(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


@cache
def _meaning() -> dict[str, Any]:
    file = resources.files("geo_ser.qa").joinpath("columns.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def parse_claims(source: Path | str | pd.DataFrame, *, name: str) -> Claims:
    """Return a claims table with its rows named and its figures read.

    Parameters
    ----------
    source
        A CSV file (any separator and encoding of `read_csv_text`), or a table of text.
    name
        What findings call the table.

    Raises
    ------
    SourceError
        If the file is missing, empty or no table.
    """
    if isinstance(source, pd.DataFrame):
        text = source.reset_index(drop=True)
    else:
        text = read_csv_text(Path(source), what=name)
    slugs = {str(column): _slug(str(column)) for column in text.columns}
    text = text.set_axis(list(slugs), axis=1)
    naming, identifying = _naming_columns(slugs)
    labels = text[naming].map(_cell_text)
    cells = {
        column: _figures(text[column])
        for column in text.columns
        if column not in {naming, identifying}
    }
    roles = _roles({column: slugs[column] for column in cells})
    shown = [
        column
        for column, (values, _, bad) in cells.items()
        if column in roles.values() or slug_unit(slugs[column]) or values.notna().sum() > bad.sum()
    ]
    index = text.index
    return Claims(
        name=name,
        text=text,
        labels=labels,
        ids=id_text(text[identifying]) if identifying else pd.Series(None, index, dtype="object"),
        total=_totals(text, labels),
        figures=pd.DataFrame({c: cells[c][0] for c in shown}, index=index, dtype="float64"),
        decimals=pd.DataFrame({c: cells[c][1] for c in shown}, index=index, dtype="float64"),
        unreadable=pd.DataFrame({c: cells[c][2] for c in shown}, index=index, dtype="bool"),
        roles=roles,
    )


def _cell_text(cell: object) -> str:
    return "" if cell is None or pd.isna(cell) else str(cell).strip()  # type: ignore[call-overload]


def _totals(text: pd.DataFrame, labels: pd.Series) -> pd.Series:
    """Return which rows are totals: by their label, or by any cell where they have no label."""
    total = labels.map(_is_total).astype("bool")
    nameless = text[labels.eq("")].astype("str")
    total[nameless.index] |= nameless.map(_is_total).any(axis=1).astype("bool")
    return total


def _is_total(label: str) -> bool:
    return label.casefold().rstrip(" :.") in _meaning()["total_rows"]


def _naming_columns(slugs: Mapping[str, str]) -> tuple[str, str | None]:
    """Return the column that names the rows, and the column with their own numbers."""
    by_slug = _first_by_slug(slugs)
    named = [by_slug[one] for one in _meaning()["naming"] if one in by_slug]
    numbered = [by_slug[one] for one in _meaning()["identifying"] if one in by_slug]
    naming = (named or numbered or list(slugs))[0]
    return naming, numbered[0] if numbered else None


def _first_by_slug(slugs: Mapping[str, str]) -> dict[str, str]:
    """Return the first column of each slug."""
    by_slug: dict[str, str] = {}
    for column, slug in slugs.items():
        by_slug.setdefault(slug, column)
    return by_slug


def _roles(slugs: Mapping[str, str]) -> dict[str, str]:
    by_slug = _first_by_slug(slugs)
    found = {
        role: next((by_slug[one] for one in spellings if one in by_slug), None)
        for role, spellings in _meaning()["roles"].items()
    }
    return {role: column for role, column in found.items() if column is not None}


def _figures(cells: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Return a column's values, decimals and which cells hold text that is no number."""
    values, decimals, bad = [], [], []
    for cell in cells:
        try:
            figure, unreadable = parse_figure(cell), False
        except ValueError:
            figure, unreadable = None, True
        values.append(np.nan if figure is None else figure.value)
        decimals.append(np.nan if figure is None else figure.decimals)
        bad.append(unreadable)
    index = cells.index
    return pd.Series(values, index), pd.Series(decimals, index), pd.Series(bad, index, dtype="bool")


def _slug(column: str) -> str:
    plain = unicodedata.normalize("NFKD", column).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.casefold().replace("%", " pct ")).strip("_")


def slug_unit(slug: str) -> str | None:
    """Return the unit a column's slug ends with (or starts with, as in ``ha_bruto``)."""
    last, first = slug.rpartition("_")[2], slug.partition("_")[0]
    return _UNITS.get(last) or ("ha" if first == "ha" and first != slug else None)


def column_unit(claims: Claims, column: str) -> str | None:
    """Return the unit of a column, None for a count (a column without a unit in its name).

    Examples
    --------
    >>> table = parse_claims(pd.DataFrame({"name": ["a"], "roads_ha": ["1"], "plots": ["2"]}),
    ...     name="t")
    >>> column_unit(table, "roads_ha"), column_unit(table, "plots")
    ('ha', None)
    """
    for role, played_by in claims.roles.items():
        if played_by == column:
            return "pct" if role == "stated_net_pct" else "ha"
    return slug_unit(_slug(column))


def column_sum(column: str) -> str:
    """Return whether a column's total row can be the sum of its rows.

    Returns
    -------
    sum : str
        ``"always"``, ``"never"`` or ``"where total is 100"``; columns.toml holds the reasons.

    Examples
    --------
    >>> column_sum("net_ha"), column_sum("mean_plot_m2"), column_sum("issued_pct")
    ('always', 'never', 'where total is 100')
    """
    slug = _slug(column)
    if slug in _meaning()["roles"]["stated_net_pct"]:
        return "never"
    for kind in _meaning()["kinds"]:
        if re.search(kind["pattern"], slug):
            return str(kind["sum"])
    return "always"


def may_be_negative(column: str) -> bool:
    """Return whether a column holds differences, in which a figure below zero is possible."""
    return bool(re.search(_meaning()["signed"]["pattern"], _slug(column)))
