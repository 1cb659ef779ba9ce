"""Source columns to the contract's: names, units, codes; what cannot be read is said, not guessed.

A cell that cannot be read becomes null and is reported, once per column, and its source column
is kept beside the canonical one. Words for "unknown" become null without a report.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_ser.errors import first_three
from geo_ser.findings import Finding, Words
from geo_ser.layers.cells import Cells, id_cells, read_cells
from geo_ser.layers.profile import Profile, Term
from geo_ser.tables import RESERVED_COLUMNS, Column, TableContract

__all__ = ["Refused", "canonical_columns", "refusal_findings", "renamed_findings"]

Rule = Literal["layers.unreadable", "layers.range"]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Refused:
    """One cell that became null (or ``other``): where it stood and what it said."""

    rule: Rule
    column: str
    id: str
    raw: str


def canonical_columns(
    source: pd.DataFrame,
    contract: TableContract,
    mapping: Mapping[str, tuple[Term, ...]],
    profile: Profile,
    *,
    edition: date,
) -> tuple[pd.DataFrame, list[Refused]]:
    """Return the table with the contract's columns and the source's others, and what it refused.

    Parameters
    ----------
    source
        (n, k) attributes as they stand in the file.
    mapping
        From `match_columns`.
    edition
        The study's edition: no year may lie more than `YEARS_AHEAD` after it.

    Returns
    -------
    table : pandas.DataFrame
        (n, m) canonical columns in contract order, then the source columns that were not used
        or held refused cells, by name. Text is `str`, numbers float64 in the contract's unit,
        years Int64, dates datetime64[ms], yes/no boolean, lists sorted lists of text or None.
    refused : list of Refused
        One per refused cell; `id` is "" where the row has none.
    """
    columns = {column.name: column for column in contract.columns}
    source = _unprefixed(source, contract, mapping, profile)
    width = profile.widths.get(contract.id, 0)
    ids = id_cells(source[mapping[contract.id][0].column], width=width)
    ids = ids.mask(ids.isin([f"{one:g}" for one in profile.nulls]))
    out: dict[str, pd.Series] = {contract.id: ids}
    refused: list[Refused] = []
    kept = set(source.columns.astype("str")) - _used(mapping)
    for name, terms in mapping.items():
        if name == contract.id:
            continue
        read = read_cells(source, columns[name], terms, profile, edition)
        out[name] = read.column
        new = list(_refused(read, name, ids, source, terms))
        refused += new
        kept |= {term.column for term in terms if new}
    canonical = pd.DataFrame(out)[[name for name in columns if name in out]]
    extras = _extras(source, kept, columns, profile)
    return canonical.join(extras), refused


def _unprefixed(
    source: pd.DataFrame,
    contract: TableContract,
    mapping: Mapping[str, tuple[Term, ...]],
    profile: Profile,
) -> pd.DataFrame:
    """Return the source with ids as registries number them: `NL.IMBAG.Pand.` taken off."""
    columns = {
        term.column
        for name in (contract.id, "building_ids")
        for term in mapping.get(name, ())
        if source[term.column].dtype in ("str", "object")
    }
    if not profile.prefixes:
        return source
    return source.assign(
        **{
            name: pd.Series(
                [_without(cell, profile.prefixes) for cell in source[name]],
                index=source.index,
                dtype="object",
            )
            for name in columns
        }
    )


def _without(cell: Any, prefixes: tuple[str, ...]) -> Any:
    if isinstance(cell, list | tuple | np.ndarray):
        return [_without(one, prefixes) for one in cell]
    if isinstance(cell, str):
        for prefix in prefixes:
            cell = cell.replace(prefix, "")
    return cell


def _used(mapping: Mapping[str, tuple[Term, ...]]) -> set[str]:
    return {term.column for terms in mapping.values() for term in terms}


def _refused(
    read: Cells, name: str, ids: pd.Series, source: pd.DataFrame, terms: tuple[Term, ...]
) -> Iterator[Refused]:
    rules: tuple[tuple[Rule, Mask], ...] = (
        ("layers.unreadable", read.unreadable),
        ("layers.range", read.impossible),
    )
    for rule, mask in rules:
        for row in np.flatnonzero(mask):
            raw = " + ".join(str(source[term.column].iloc[row]) for term in terms)
            own = ids.iloc[row]
            yield Refused(rule, name, "" if pd.isna(own) else str(own), raw)


def _extras(
    source: pd.DataFrame, kept: set[str], columns: Mapping[str, Column], profile: Profile
) -> pd.DataFrame:
    """Return the source columns to keep, under names that clash with none, sorted by name."""
    taken = {name.casefold() for name in columns} | RESERVED_COLUMNS
    extras: dict[str, pd.Series] = {}
    for column in sorted(kept):
        name = str(column) or "column"
        while name.casefold() in taken:
            name += "_source"
        taken.add(name.casefold())
        extras[name] = _plain(source[column], profile.nulls)
    return pd.DataFrame(extras, index=source.index).sort_index(axis=1)


def _plain(cells: pd.Series, nulls: tuple[float, ...]) -> pd.Series:
    """Return a column that every format can hold: mixed and nested cells as JSON text."""
    if nulls and pd.api.types.is_numeric_dtype(cells):
        return cells.mask(cells.isin(nulls))
    if cells.dtype == "object" or isinstance(cells.dtype, pd.CategoricalDtype):
        texts = [_json_text(cell) for cell in cells]
        return pd.Series(texts, index=cells.index, dtype="str")
    return cells


def _json_text(cell: Any) -> str | None:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and np.isnan(cell)):
        return None
    if isinstance(cell, np.ndarray):
        cell = cell.tolist()
    if isinstance(cell, list | tuple | dict):
        return json.dumps(cell, ensure_ascii=False, sort_keys=True, default=str)
    return str(cell)


_ACTIONS: Mapping[Rule, Words] = {
    "layers.unreadable": Words(
        "Verbeter de cellen in de bron, of wijs een andere kolom aan; de bronkolom blijft ernaast "
        "staan.",
        "Mend the cells in the source, or map another column; the source column is kept beside "
        "this one.",
    ),
    "layers.range": Words(
        "Controleer de cellen en hun eenheid in de bron; de bronkolom blijft ernaast staan.",
        "Check the cells and their unit in the source; the source column is kept beside this one.",
    ),
}


def refusal_findings(refused: Iterable[Refused], *, table: str, rows: int) -> list[Finding]:
    """Return one finding per rule and column, naming how many cells and the first three.

    Parameters
    ----------
    refused
        Refused cells of one table, in any order.
    rows
        How many rows the table has.
    """
    cells: dict[tuple[Rule, str], list[Refused]] = {}
    for one in refused:
        cells.setdefault((one.rule, one.column), []).append(one)
    return [
        Finding(
            rule=rule,
            severity="warning",
            table=table,
            column=column,
            reason=_reason(rule, same, rows),
            action=_ACTIONS[rule],
        )
        for (rule, column), same in sorted(cells.items())
    ]


def _reason(rule: Rule, cells: list[Refused], rows: int) -> Words:
    ordered = sorted(cells, key=lambda one: (one.id, one.raw))
    said = first_three(f"{one.id or '–'}: {one.raw}" for one in ordered)
    unreadable = rule == "layers.unreadable"
    niet, cannot = (
        ("zijn niet te lezen", "cannot be read")
        if unreadable
        else ("kunnen niet kloppen", "cannot be true")
    )
    return Words(
        f"{len(cells)} van {rows} cellen {niet} (de eerste: {said}); ze tellen als onbekend.",
        f"{len(cells)} of {rows} cells {cannot} (first: {said}); they count as unknown.",
    )


def renamed_findings(
    source: Iterable[object], table: pd.DataFrame, contract: TableContract
) -> list[Finding]:
    """Return a finding for each source column that could not keep its name.

    Parameters
    ----------
    source
        The names of the source's columns.
    table
        What `canonical_columns` made of them.
    """
    ours = RESERVED_COLUMNS - {column.name for column in contract.columns}
    renamed = sorted(
        name
        for name in map(str, source)
        if name.casefold() in ours and f"{name}_source" in table.columns
    )
    return [
        Finding(
            rule="layers.column_renamed",
            severity="info",
            table=contract.name,
            column=name,
            reason=Words(
                f"De bron heeft een kolom {name!r}; die naam heeft bij ons een eigen betekenis. "
                f"Zij staat in de tabel als {name}_source, en er wordt niets mee gerekend.",
                f"The source has a column {name!r}; that name has a meaning of its own here. It "
                f"stands in the table as {name}_source, and nothing is worked out with it.",
            ),
            action=Words(
                "Niets te doen. Wie haar onder een andere naam wil, geeft haar die in de bron.",
                "Nothing to do. Rename it in the source to see it under another name.",
            ),
        )
        for name in renamed
    ]
