"""What stands behind a figure: method, source, date, grade, or the reason it is unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from geo_ser.maps.floor_area import floor_text
from geo_ser.maps.format import clean, is_unknown, shown_date
from geo_ser.maps.text import column_label, method_words, reason_words, words
from geo_ser.maps.view import AtlasView
from geo_ser.tables import INDICATORS, Column

__all__ = ["CLAIMS", "TERRAIN_COLUMNS", "Evidence", "Fact", "cell", "evidence_of"]

CLAIMS = (
    Column("claimed_gross_ha", "number", "ha", "opgegeven bruto"),
    Column("claimed_net_ha", "number", "ha", "opgegeven netto"),
    Column("claimed_issued_ha", "number", "ha", "opgegeven uitgegeven"),
    Column("claimed_issuable_ha", "number", "ha", "opgegeven uitgeefbaar"),
    Column("start_year", "year", nl="startjaar"),
    Column("district", nl="kern"),
    Column("kind", nl="soort"),
    Column("status", nl="status"),
)
"""What people state about a terrain, beside what is measured."""

TERRAIN_COLUMNS = {column.name: column for column in (*INDICATORS["terrains"], *CLAIMS)}


@dataclass(frozen=True)
class Fact:
    """One figure as people read it; `value` is "" when unknown, and then `note` says why.

    `file` names the files it comes from, with their hash. `bounds_only`: the value is a range or
    a bound, and `note` says why no more is known.
    """

    label: str
    value: str
    note: str
    file: str = ""
    bounds_only: bool = False

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return bool(self.value)


class Evidence:
    """The provenance and nulls tables of a view, looked up by table, row and column.

    A class, because thousands of lookups share two dictionaries that are built once.
    """

    def __init__(self, view: AtlasView) -> None:
        self.language = view.language
        self._say = words(view.language)
        self._origins = _by_key(view.provenance, "terrain_id")
        self._reasons = _by_key(view.nulls, "id")
        self._credits = _credits(view.sources)

    def origin(self, table: str, terrain_id: str, column: str) -> dict[str, str]:
        """Return method, source, edition and grade of a figure; empty texts where unrecorded.

        `code` is the method before it was put in words.
        """
        row = self._find(self._origins, table, terrain_id, column) or {}
        edition = row.get("edition")
        code = clean(row.get("method"))
        return {
            "code": code,
            "method": method_words(code, self.language),
            "source": clean(row.get("source")),
            "edition": "" if is_unknown(edition) else shown_date(edition),
            "grade": clean(row.get("grade"), limit=3),
        }

    def reason_code(self, table: str, row_id: str, column: str) -> str:
        """Return the reason code of an unknown figure, "" where none is recorded."""
        row = self._find(self._reasons, table, row_id, column) or {}
        reason = clean(row.get("reason"))
        return reason or ("no_claim" if column.startswith("claimed_") else "")

    def reason(self, table: str, row_id: str, column: str) -> str:
        """Return why a figure is unknown, in the language of the page."""
        reason = self.reason_code(table, row_id, column)
        return reason_words(reason, self.language) if reason else self._say["no_reason"]

    def whole_reason(self, table: str, column: str) -> str:
        """Return why a whole column is unknown, "" where no one reason is recorded."""
        code = self.reason_code(table, "*", column)
        return reason_words(code, self.language) if code else ""

    def fact(self, terrain: dict[Any, Any], column: Column, *, label: str = "") -> Fact:
        """Return one figure of a terrain with what stands behind it."""
        terrain_id = str(terrain["terrain_id"])
        value = floor_text(terrain, column, self.language)
        name = label or column_label(column, self.language)
        if is_unknown(cell(terrain, column.name)):
            reason = self.reason("terrains", terrain_id, column.name)
            return Fact(name, value, reason, bounds_only=bool(value))
        origin = self.origin("terrains", terrain_id, column.name)
        return Fact(name, value, self._note(origin), origin["source"])

    def _note(self, origin: dict[str, str]) -> str:
        """Return method, source, date and grade as one line."""
        grade = f"{self._say['grade']} {origin['grade']}" if origin["grade"] else ""
        source = ", ".join(part for part in (self.credit(origin), origin["edition"]) if part)
        return " · ".join(part for part in (origin["method"], source, grade) if part)

    def credit(self, origin: dict[str, str]) -> str:
        """Return who the files are of; a file of several owners is called by its name."""
        files = [one.partition(" sha256:")[0] for one in origin["source"].split("; ") if one]
        owners = [self._credits.get(one) or one.rpartition("/")[2] for one in files]
        return "; ".join(dict.fromkeys(owners))

    @staticmethod
    def _find(
        rows: dict[tuple[str, str, str], dict[Any, Any]], table: str, row_id: str, column: str
    ) -> dict[Any, Any] | None:
        return rows.get((table, row_id, column)) or rows.get((table, "*", column))


@lru_cache(maxsize=1)
def evidence_of(view: AtlasView) -> Evidence:
    """Return the lookups of a view; the pages of one view share them."""
    return Evidence(view)


def _credits(sources: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the attribution of each file that has just one."""
    owners: dict[str, set[str]] = {}
    for one in sources:
        owners.setdefault(clean(one.get("file")), set()).add(clean(one.get("attribution")))
    return {file: names.pop() for file, names in owners.items() if len(names) == 1}


def cell(row: dict[Any, Any], column: str) -> object:
    """Return a cell of a row, None where the column is absent or the cell unknown."""
    value = row.get(column)
    return None if isinstance(value, str | float | int) and is_unknown(value) else value


def _by_key(table: pd.DataFrame, id_column: str) -> dict[tuple[str, str, str], dict[Any, Any]]:
    """Return a table's rows by (table, id, column); equal keys: the first in sorted order."""
    keys = ["table", id_column, "column"]
    ordered = table.sort_values([*keys, *table.columns.difference(keys)], kind="stable")
    found: dict[tuple[str, str, str], dict[Any, Any]] = {}
    for row in ordered.to_dict("records"):
        found.setdefault((str(row["table"]), str(row[id_column]), str(row["column"])), row)
    return found
