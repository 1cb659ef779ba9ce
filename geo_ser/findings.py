"""Findings: what a check has to say, one row each, in one format everywhere (design §4)."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal, NamedTuple

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo_ser.geometry.halves import Failure

__all__ = [
    "FINDING_COLUMNS",
    "SEVERITIES",
    "Finding",
    "Severity",
    "Words",
    "failure_finding",
    "finding_records",
    "findings_table",
]

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""error: the data contradict themselves. warning: two sources disagree, or a value was refused.
info: worth knowing, nothing to mend."""


class Words(NamedTuple):
    """One sentence in both languages; the table of findings shows the one that is asked for."""

    nl: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing a check has to say about one row.

    `claimed`, `expected`, `difference` and `tolerance` are in `unit`; None means that the
    finding is not about a number. `difference` = claimed − expected. `reason` and `action` are
    for people: `Words`, or text where the language is already chosen.
    """

    rule: str
    severity: Severity
    table: str
    id: str | None = None
    name: str | None = None
    column: str | None = None
    claimed: float | None = None
    expected: float | None = None
    difference: float | None = None
    unit: str | None = None
    tolerance: float | None = None
    reason: str | Words = ""
    action: str | Words = ""
    geometry: BaseGeometry | None = None


def failure_finding(
    failure: Failure,
    *,
    room: str,
    table: str,
    row_id: str,
    geometry: BaseGeometry | None,
) -> Finding:
    """Return the finding for a row that could not be worked out, and is null.

    Parameters
    ----------
    failure
        What `geometry.halves.by_halves` returned.
    room, table, row_id, geometry
        Where it was worked out (``measure``), and the row. The rule is
        ``<room>.could_not_be_measured``, or ``geometry.cut_disagrees``.
    """
    why = str(failure.error).rstrip(".")
    return Finding(
        rule="geometry.cut_disagrees" if failure.is_cut else f"{room}.could_not_be_measured",
        severity="warning",
        table=table,
        id=row_id,
        reason=Words(
            f"Kon niet worden uitgerekend en is leeg gelaten ({why}).",
            f"Could not be worked out and is left null ({why}).",
        ),
        action=Words(
            "Kijk naar de vorm en naar wat er tegenaan ligt, en teken die opnieuw.",
            "Look at the shape and at what lies against it, and redraw them.",
        ),
        geometry=geometry,
    )


FINDING_COLUMNS = tuple(field.name for field in fields(Finding))
_NUMBERS = ("claimed", "expected", "difference", "tolerance")


def findings_table(
    findings: Iterable[Finding], *, language: Literal["nl", "en"] = "nl"
) -> gpd.GeoDataFrame:
    """Return findings as a table in one fixed order: severity, rule, table, id, column.

    Returns
    -------
    findings : geopandas.GeoDataFrame
        (n,) columns `FINDING_COLUMNS`, EPSG:28992, geometry null where a finding has no place.
    """
    records = [
        {field.name: _said(getattr(one, field.name), language) for field in fields(Finding)}
        for one in findings
    ]
    table = pd.DataFrame(records, columns=list(FINDING_COLUMNS))
    for column in FINDING_COLUMNS:
        if column in _NUMBERS:
            table[column] = table[column].astype("float64")
        elif column != "geometry":
            table[column] = table[column].astype("str")
    rank = {severity: place for place, severity in enumerate(SEVERITIES)}
    order = ["_rank", "rule", "table", "name", "id", "column", "reason", "claimed"]
    table = (
        table.assign(_rank=table["severity"].map(rank))
        .sort_values(order, na_position="first", kind="stable")
        .drop(columns="_rank")
        .reset_index(drop=True)
    )
    return gpd.GeoDataFrame(table, geometry="geometry", crs=28992)


def _said(value: object, language: Literal["nl", "en"]) -> object:
    return getattr(value, language) if isinstance(value, Words) else value


def finding_records(table: pd.DataFrame) -> list[dict[str, object]]:
    """Return a findings table as JSON-ready records: null for unknown, geometry as WKT (RD)."""
    records: list[dict[str, object]] = []
    for row in table[list(FINDING_COLUMNS)].to_dict("records"):
        record: dict[str, object] = {str(key): _plain(value) for key, value in row.items()}
        records.append(record)
    return records


def _plain(value: object) -> object:
    if isinstance(value, BaseGeometry):
        return value.wkt
    return None if value is None or pd.isna(value) else value  # type: ignore[call-overload]
