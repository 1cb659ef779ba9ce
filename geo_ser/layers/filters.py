"""Which rows of a source are of the moment, the plan and the level that is asked for.

Registries hand out more than what is there: what was, what is planned, what lies above. Those
rows are not bad, so they do not go to the quarantine; they are left out and counted by reason.
A filter leaves out only rows that say otherwise: a blank cell, or a column that is not there,
leaves a row in.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.errors import TableError
from geo_ser.figures import UNKNOWN_WORDS, id_text
from geo_ser.findings import Finding, Words
from geo_ser.layers.read import SourceRows

__all__ = [
    "FILTERED",
    "RowFilter",
    "filtered_rows",
    "left_out",
    "moment_findings",
    "require_filtered",
]

FILTERED = {
    "not_current": "niet meer geldig op de peildatum",
    "not_yet": "nog niet geldig op de peildatum",
    "inactive": "vervallen registratie",
    "planned": "gepland of onbekend, niet bestaand",
    "other_level": "niet op maaiveld",
    "line": "lijn, geen vlak",
    "other_kind": "soort die niet gelezen wordt",
    "other_version": "een andere versie van het plan gaat voor",
}
"""Why a row was left out, with the Dutch text for people."""

MUCH = 0.01
"""Of the rows read: when more of them are of another moment, that is a warning."""

_OTHER_MOMENT = {
    "not_yet": (
        "layers.not_yet",
        Words(
            "{number} van {read} rijen ({share}) zijn op de peildatum nog niet geldig en tellen "
            "niet mee.",
            "{number} of {read} rows ({share}) are not yet valid at the edition and do not count.",
        ),
    ),
    "not_current": (
        "layers.no_longer",
        Words(
            "{number} van {read} rijen ({share}) zijn op de peildatum niet meer geldig en tellen "
            "niet mee.",
            "{number} of {read} rows ({share}) are no longer valid at the edition and do not "
            "count.",
        ),
    ),
}

_DAY = r"\d{4}[-/]\d{2}[-/]\d{2}"
_LINES = (1, 2, 5)

Reasons = npt.NDArray[np.object_]


@dataclass(frozen=True)
class RowFilter:
    """One thing a row must not say.

    `reason` is a key of `FILTERED`, `columns` the spellings of the column, `keep` what it may
    say: ``blank`` nothing; ``begun`` a day not after the edition; ``not_ended`` a day after the
    edition; ``area`` a shape that is no line; else the words themselves. With `blank` False a
    blank cell is left out too, and one of the columns must be there, unless `optional`.
    """

    reason: str
    keep: tuple[str, ...]
    columns: tuple[str, ...] = ()
    blank: bool = True
    optional: bool = False


def left_out(rows: SourceRows, filters: Sequence[RowFilter], edition: date) -> Reasons:
    """Return per row why it is left out, "" where it stays; the first filter decides.

    Parameters
    ----------
    edition
        The day whose state is wanted.
    """
    reason = np.full(len(rows.numbers), "", dtype="object")
    for one in filters:
        wrong = _lines(rows) if one.keep == ("area",) else _says_otherwise(rows, one, edition)
        reason[wrong & (reason == "")] = one.reason
    return reason


def filtered_rows(
    rows: SourceRows, filters: Sequence[RowFilter], edition: date
) -> tuple[SourceRows, dict[str, int]]:
    """Return the rows that stay, and how many were left out for each reason."""
    reason = left_out(rows, filters, edition)
    stays = reason == ""
    if stays.all():
        return rows, {}
    kept = replace(
        rows,
        attributes=rows.attributes[stays].reset_index(drop=True),
        numbers=rows.numbers[stays],
        geometry=None if rows.geometry is None else rows.geometry.kept(stays),
    )
    return kept, dict(sorted(Counter(reason[~stays]).items()))


def moment_findings(name: str, counts: Mapping[str, Any]) -> list[Finding]:
    """Return what was left out of a table because it is of another moment than the edition.

    A warning where it is more than `MUCH` of the rows that were read: then the edition is of
    another moment than the data, or the source has its whole history in it.

    Parameters
    ----------
    name
        The table's name.
    counts
        What `layers` counted: `rows_read` and `filtered`, where rows were left out.
    """
    filtered, read = counts.get("filtered", {}), counts.get("rows_read", 0)
    found = []
    for code, (rule, reason) in _OTHER_MOMENT.items():
        number = filtered.get(code, 0)
        if not number:
            continue
        share = f"{100 * number / read:.1f} %"
        found.append(
            Finding(
                rule=rule,
                severity="warning" if number > MUCH * read else "info",
                table=name,
                claimed=float(number),
                expected=0.0,
                difference=float(number),
                unit="count",
                tolerance=MUCH * read,
                reason=Words(
                    reason.nl.format(number=number, read=read, share=share.replace(".", ",")),
                    reason.en.format(number=number, read=read, share=share),
                ),
                action=Words(
                    "Kijk of `edition` in atlas.toml de datum van dit bestand is.",
                    "See whether `edition` in atlas.toml is the date of this file.",
                ),
            )
        )
    return found


def _lines(rows: SourceRows) -> npt.NDArray[np.bool_]:
    if rows.geometry is None:
        return np.zeros(len(rows.numbers), dtype="bool")
    return np.isin(rows.geometry.each(shapely.get_type_id), _LINES)


def _says_otherwise(rows: SourceRows, one: RowFilter, edition: date) -> npt.NDArray[np.bool_]:
    wanted = {name.casefold() for name in one.columns}
    wrong = np.zeros(len(rows.numbers), dtype="bool")
    for name in rows.attributes.columns:
        if str(name).casefold() in wanted:
            words = id_text(rows.attributes[name]).astype("str").str.casefold()
            wrong |= _wrong(words, one.keep, edition).to_numpy(dtype="bool")
            if not one.blank:
                wrong |= words.isna().to_numpy()
    return wrong


def require_filtered(rows: SourceRows, filters: Sequence[RowFilter], *, what: str) -> None:
    """Refuse rows that lack every column by which the rows that are meant are told apart.

    Raises
    ------
    TableError
        Naming the columns that were looked for.
    """
    there = {str(name).casefold() for name in rows.attributes.columns}
    for one in filters:
        needed = not (one.blank or one.optional)
        if needed and there and not there & {name.casefold() for name in one.columns}:
            raise TableError(
                f"{what}: has no column {' or '.join(one.columns)}, so nothing says which rows are "
                f"{' or '.join(one.keep)}. Export it with that column, or use profile "
                '"canonical" for rows that are all meant.'
            )


def _wrong(words: pd.Series, keep: tuple[str, ...], edition: date) -> pd.Series:
    """Return which cells say something else than what may be said."""
    if keep == ("blank",):
        return words.notna() & ~words.isin(UNKNOWN_WORDS)
    if keep in (("begun",), ("not_ended",)):
        days = words.str.slice(0, 10).str.replace("/", "-").where(words.str.match(_DAY))
        today = edition.isoformat()
        return days > today if keep == ("begun",) else days <= today
    return words.notna() & ~words.isin([one.casefold() for one in keep])
