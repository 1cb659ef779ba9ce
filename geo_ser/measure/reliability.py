"""The reliability grade of a figure: A to D, by one rule (docs/reliability.md).

A figure starts at A and loses one step for each weakness that applies, each counted once, down
to D. Some figures rest on an assumption that no better source can mend; they are capped. The
rule is kept this plain so that whoever reads a grade can redo it from the docs.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, Protocol

import numpy as np
import pandas as pd

from geo_ser.measure.standing import in_use, stands, status_known

__all__ = [
    "GRADES",
    "INCOMPLETE_SHARE",
    "SAME_OUTLINE",
    "WEAKNESSES",
    "WEAK_ROWS_SHARE",
    "Grade",
    "SourceInfo",
    "Weakness",
    "grade",
    "grades",
    "table_weaknesses",
]

Grade = Literal["A", "B", "C", "D"]
GRADES: tuple[Grade, ...] = ("A", "B", "C", "D")

Weakness = Literal["unlisted", "dated", "mended", "status", "stand_in", "incomplete"]
WEAKNESSES: Mapping[Weakness, str] = {
    "unlisted": "a source is not listed in a manifest, or not known at all",
    "dated": "a source's edition is unknown, or older than stale_after_years at the edition",
    "mended": "more than 1 % of a table's rows were repaired or quarantined",
    "status": "status is absent, empty or not understood in more than 1 % of the rows",
    "stand_in": "atlas.toml says that a source stands in for what is meant",
    "incomplete": "more than 5 % of what is counted lacks the best data",
}
"""Each takes one step off; the texts stand in docs/reliability.md as well."""

WEAK_ROWS_SHARE = 0.01
INCOMPLETE_SHARE = 0.05
SAME_OUTLINE = frozenset({"multipoint", "z_dropped"})
"""Repairs that leave every outline as it was, and so weaken nothing."""

_DAYS_PER_YEAR = 366
"""No year is longer, so that a source of three years to the day is never found too old."""


class SourceInfo(Protocol):
    """Where a table's rows came from; `sources.manifest.Source` is one."""

    @property
    def file(self) -> str:
        """Path of the file, relative to the study."""

    @property
    def sha256(self) -> str:
        """SHA-256 of its bytes, hexadecimal."""

    @property
    def edition(self) -> date | None:
        """The date its rows describe; None when nobody says."""

    @property
    def listed(self) -> bool:
        """Whether a manifest lists it."""

    @property
    def stand_in(self) -> bool:
        """Whether its rows stand in for what is meant."""


def grade(weaknesses: Iterable[Weakness], *, at_best: Grade = "A") -> Grade:
    """Return the grade of a figure with these weaknesses.

    Parameters
    ----------
    weaknesses
        Those that apply; one that is named twice counts once.
    at_best
        The cap: the grade is never better than this.

    Examples
    --------
    >>> grade([]), grade(["dated"]), grade(["dated"], at_best="C")
    ('A', 'B', 'C')
    """
    steps = min(len(set(weaknesses)), len(GRADES) - 1)
    return max(GRADES[steps], at_best)


def grades(
    weaknesses: Iterable[Weakness],
    terrains: pd.Index,
    incomplete: pd.Series | bool,
    at_best: pd.Series | str,
) -> pd.Series:
    """Return the grade of one group of figures for each terrain.

    Parameters
    ----------
    weaknesses
        Those of the tables that the figures come from.
    terrains
        (n,) `terrain_id`.
    incomplete, at_best
        The weakness and the cap that differ by terrain (`Measured`).

    Returns
    -------
    grades : pandas.Series
        (n,) text, index `terrains`.
    """
    shared = set(weaknesses)
    whole, lacking = grade(shared), grade({*shared, "incomplete"})
    marks = pd.Series(whole, index=terrains, dtype="object")
    marks = marks.mask(pd.Series(incomplete, index=terrains).astype("bool"), lacking)
    caps = pd.Series(at_best, index=terrains, dtype="object")
    return marks.where(marks >= caps, caps).astype("str").rename("grades")


def table_weaknesses(
    name: str,
    table: pd.DataFrame,
    *,
    sources: Sequence[SourceInfo],
    counts: Mapping[str, Any],
    edition: date,
    stale_after_years: float,
) -> set[Weakness]:
    """Return the weaknesses that a table gives to every figure made from it.

    Parameters
    ----------
    name
        The table's name in `tables.INPUTS`.
    table
        Its rows.
    sources
        Where they came from; none at all counts as unlisted and dated.
    counts
        What `layers` counted for it (`rows_in`, `quarantined`, `repaired`); may be empty.
    edition
        The study's edition.
    stale_after_years
        `study.Thresholds.stale_after_years`.
    """
    found: set[Weakness] = set()
    if not sources or not all(one.listed for one in sources):
        found.add("unlisted")
    if not sources or any(_dated(one.edition, edition, stale_after_years) for one in sources):
        found.add("dated")
    if any(one.stand_in for one in sources):
        found.add("stand_in")
    if _mended_share(counts) > WEAK_ROWS_SHARE:
        found.add("mended")
    if name in ("buildings", "units") and _unjudged_share(name, table) > WEAK_ROWS_SHARE:
        found.add("status")
    return found


def _dated(source: date | None, edition: date, years: float) -> bool:
    return source is None or (edition - source).days > years * _DAYS_PER_YEAR


def _mended_share(counts: Mapping[str, Any]) -> float:
    """Return the share of the rows that were repaired or set apart; merging is no weakness."""
    rows = counts.get("rows_in", 0)
    repaired = counts.get("repaired", {}).items()
    mended = counts.get("quarantined", 0) + sum(
        number for kind, number in repaired if kind not in SAME_OUTLINE
    )
    return mended / rows if rows else 0.0


def _unjudged_share(name: str, table: pd.DataFrame) -> float:
    """Return the share of the rows of which the status says nothing to us."""
    judged = stands(table) if name == "buildings" else in_use(table)
    blind = judged.isna() | ~status_known(table)
    return float(np.mean(blind)) if len(table) else 0.0
