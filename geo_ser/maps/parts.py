"""What several pages print: the frame around them, findings, sources."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from geo_ser.findings import SEVERITIES, finding_records
from geo_ser.maps.evidence import TERRAIN_COLUMNS, Evidence
from geo_ser.maps.format import clean, is_unknown, number, shown_date
from geo_ser.maps.text import Language, claim_column_label, column_label, rule_words, words
from geo_ser.maps.view import AtlasView

__all__ = [
    "TerrainNames",
    "findings_values",
    "frame_values",
    "map_credit",
    "page_notes",
    "raw",
    "source_rows",
    "tile",
]  # fmt: skip

_UNIT_DECIMALS = {"ha": 2, "pct": 2, "m2": 0, "m": 1, "ratio": 2, "count": 0}
_UNIT_NAMES = {"m2": "m²", "pct": "%", "ratio": "", "count": ""}


def frame_values(
    *,
    kicker: str,
    heading: str,
    edition: date,
    caveat: str | None,
    links: Sequence[tuple[str, str]] = (),
    tiles: Sequence[Mapping[str, str]] = (),
    kind: str,
) -> dict[str, Any]:
    """Return what stands at the top of every page: headings, date, totals, links, caveat."""
    return {
        "kind": kind,
        "title": f"{clean(heading, limit=120)} – {kicker}",
        "kicker": kicker,
        "heading": clean(heading, limit=120),
        "edition": shown_date(edition),
        "caveat": clean(caveat, limit=1000),
        "links": [{"href": href, "text": text} for href, text in links],
        "tiles": tiles,
    }


def tile(label: str, value: str, note: str = "") -> dict[str, str]:
    """Return one figure of the page's head; without a value it shows as unknown."""
    return {"label": label, "value": value, "note": note}


def raw(value: object) -> str:
    """Return a number as the sorting script reads it; unknown is empty."""
    return "" if is_unknown(value) else repr(float(str(value)))


@dataclass(frozen=True)
class TerrainNames:
    """The terrains a finding can point to: place in the table by id, names, and buildings.

    `owners` gives the terrain ids of each building.
    """

    places: Mapping[str, int]
    names: Sequence[str]
    owners: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of(self, finding: Mapping[str, Any]) -> list[int]:
        """Return the terrains a finding is about: its id, several joined by ``;``, or none."""
        text = str(finding["id"] or "")
        if finding["table"] == "buildings":
            ids: Sequence[str] = self.owners.get(text, ())
        else:
            ids = [text] if text in self.places else text.split(";")
        return [self.places[one] for one in ids if one in self.places]


def findings_values(
    findings: pd.DataFrame, terrains: TerrainNames, language: Language
) -> tuple[dict[str, Any], dict[int, int]]:
    """Return the findings as the page prints them, and how many each terrain has."""
    records = finding_records(findings)
    counts: dict[int, int] = defaultdict(int)
    rows = []
    for record in records:
        places = terrains.of(record)
        for place in places:
            counts[place] += 1
        links = [{"n": place, "name": terrains.names[place]} for place in places]
        rows.append(_finding_row(record, language) | {"terrains": links})
    return {"rows": rows, "severities": _severity_chips(rows, language)}, dict(counts)


def _finding_row(record: Mapping[str, Any], language: Language) -> dict[str, Any]:
    column = str(record["column"] or "")
    if column in TERRAIN_COLUMNS and not column.startswith("claimed_"):
        column = column_label(TERRAIN_COLUMNS[column], language)
    else:
        column = claim_column_label(column, language)
    table = words(language).get(f"table_{record['table']}", record["table"])
    about = (clean(table, limit=60), clean(column, limit=80))
    figures = {
        key: {"raw": raw(record[key]), "text": _figure(record, key, language)}
        for key in ("claimed", "expected", "difference")
    }
    return {
        "severity": record["severity"],
        "rank": SEVERITIES.index(record["severity"]),
        "title": clean(rule_words(str(record["rule"]), language)),
        "about": " · ".join(part for part in about if part),
        "name": clean(record["name"] or record["id"], limit=80),
        "reason": clean(record["reason"], limit=1000),
        "action": clean(record["action"], limit=1000),
        **figures,
    }


def _figure(record: Mapping[str, Any], key: str, language: Language) -> str:
    """Return a finding's number with its unit; "" where the finding has none."""
    if is_unknown(record[key]):
        return ""
    unit = clean(record["unit"], limit=12)
    text = number(record[key], _UNIT_DECIMALS.get(unit, 2), language, sign=key == "difference")
    return f"{text} {_UNIT_NAMES.get(unit, unit)}".strip()


def _severity_chips(rows: Iterable[Mapping[str, Any]], language: Language) -> list[dict[str, Any]]:
    counts = Counter(row["severity"] for row in rows)
    say = words(language)
    return [
        {"key": key, "label": say[key], "count": counts[key]} for key in SEVERITIES if counts[key]
    ]


def source_rows(sources: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return the sources in fixed order; equal ones once, texts cleaned."""
    rows = [
        {
            "attribution": clean(one.get("attribution")) or clean(one.get("file")),
            "licence": clean(one.get("licence")),
            "edition": shown_date(one.get("edition")) if one.get("edition") else "",
            "file": clean(one.get("file")),
            "note": clean(one.get("note"), limit=600),
        }
        for one in sources
    ]
    unique = {tuple(row.values()): row for row in rows}
    return [unique[key] for key in sorted(unique)]


def map_credit(view: AtlasView, evidence: Evidence, terrain_ids: Iterable[str]) -> str:
    """Return who the shapes on a map are of and of which date, on one line.

    These are the sources of the files the outlines and buildings come from; where that is
    not recorded, all sources.
    """
    shapes = [
        evidence.origin(table, one, "geometry")["source"]
        for one in terrain_ids for table in ("terrains", "buildings")
    ]  # fmt: skip
    files = {one.partition(" sha256:")[0] for text in shapes for one in text.split("; ")}
    rows = source_rows(view.sources)
    drawn = [row for row in rows if row["file"] in files] or rows
    owners = [", ".join(filter(None, (row["attribution"], row["edition"]))) for row in drawn]
    return clean("; ".join(dict.fromkeys(owners)), limit=400)


def page_notes(view: AtlasView) -> list[str]:
    """Return the remarks at the foot of the page: what the grades mean, what was set apart."""
    say = words(view.language)
    notes = [say["grade_note"]]
    if view.quarantine_count == 1:
        notes.append(say["quarantined_one"])
    elif view.quarantine_count:
        notes.append(say["quarantined"].format(count=view.quarantine_count))
    return notes
