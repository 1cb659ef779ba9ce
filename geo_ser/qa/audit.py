"""Everything the checks have to say about a study, composed from the rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import Finding
from geo_ser.qa.check import Located
from geo_ser.qa.claims import Claims, ClaimsTable, parse_claims
from geo_ser.qa.compare import edition_findings
from geo_ser.qa.editions import Edition, claims_edition, in_order, own_edition, sums
from geo_ser.qa.match import Matches, match_claims
from geo_ser.qa.polygon import audit_own_claims, outlines, polygon_findings
from geo_ser.qa.rules import audit_rows
from geo_ser.qa.sanity import check_indicators, check_ladder, check_layers
from geo_ser.qa.texts import Language, say, sorted_findings
from geo_ser.study import Thresholds
from geo_ser.tables import require_area_crs, require_columns

__all__ = ["as_findings", "audit_claims", "study_findings"]

_ABOUT_HECTARES = ("claims.balance", "claims.parts", "claims.ratio")


def study_findings(
    *,
    tables: Mapping[str, gpd.GeoDataFrame],
    indicators: Mapping[str, pd.DataFrame],
    claims: Sequence[ClaimsTable],
    thresholds: Thresholds,
    terrains_edition: date | None = None,
    ladder: Mapping[str, Any] | None = None,
    language: Language = "nl",
) -> list[Finding]:
    """Return everything the checks have to say about a study.

    Parameters
    ----------
    tables
        Clean tables by name (design §4); none is required.
    indicators
        Indicator tables by name; may be empty.
    claims
        The study's claims tables.
    thresholds
        The study's thresholds.
    terrains_edition
        The date the terrains describe; None: now.
    ladder
        The content of ladder.json, where the study has one.
    language
        Language of reason and action.

    Returns
    -------
    findings : list of Finding
        In an order that depends on no row order.

    Raises
    ------
    CrsError
        If the terrains are not in EPSG:28992.
    """
    terrains = tables.get("terrains")
    found = [
        *check_layers(tables, thresholds=thresholds, language=language),
        *check_indicators(indicators, language=language),
        *check_ladder(ladder, language=language),
    ]
    if terrains is not None:
        found += audit_own_claims(terrains, thresholds=thresholds, language=language)
    found += audit_claims(
        claims, terrains, thresholds=thresholds, terrains_edition=terrains_edition,
        language=language,
    )  # fmt: skip
    return sorted_findings(found)


def audit_claims(
    claims: Sequence[ClaimsTable],
    terrains: gpd.GeoDataFrame | None,
    *,
    thresholds: Thresholds,
    terrains_edition: date | None = None,
    language: Language = "nl",
) -> list[Finding]:
    """Return every claims finding: tables against themselves, the outlines and each other.

    Parameters
    ----------
    claims
        The claims tables.
    terrains
        Clean terrains in EPSG:28992, or None: then each table is only held against itself.

    Returns
    -------
    findings : list of Finding
        Rows that break their own sums also say what other editions and the outline say of the
        same terrains, and carry their geometry.
    """
    parsed = [(table, parse_claims(table.rows, name=table.name)) for table in claims]
    if terrains is None:
        return sorted_findings(
            finding for _, one in parsed for _, finding in audit_rows(one, language=language)
        )
    require_columns(terrains, "terrains", "terrain_id", "geometry")
    require_area_crs(terrains=terrains)
    matched = [
        _Matched(table, one, match_claims(one, table, terrains, language=language))
        for table, one in parsed
    ]
    known = [claims_edition(one.table, one.claims, one.matches) for one in matched]
    known.append(own_edition(terrains, terrains_edition))
    editions = in_order(one for one in known if one is not None)
    dated = [one for one in editions if one.when is not None]
    found = edition_findings(dated, terrains, thresholds=thresholds, language=language)
    for one in matched:
        years = (one.table.edition, terrains_edition)
        found += one.matches.findings
        found += polygon_findings(
            one.claims, one.matches, terrains, years=years, thresholds=thresholds,
            language=language,
        )  # fmt: skip
        found += _with_context(one, terrains, editions, language)
    return sorted_findings(found)


@dataclass(frozen=True)
class _Matched:
    """A claims table, parsed, with the terrains its rows are about."""

    table: ClaimsTable
    claims: Claims
    matches: Matches


def _with_context(
    one: _Matched,
    terrains: gpd.GeoDataFrame,
    editions: Sequence[Edition],
    language: Language,
) -> list[Finding]:
    """Return a table's findings against itself, with place and with what others say."""
    shapes = outlines(one.matches, terrains)
    others = [edition for edition in editions if edition.table != one.claims.name]
    return [
        _placed(located, one.matches.ids, shapes, others, language)
        for located in audit_rows(one.claims, language=language)
    ]


def _placed(
    located: Located,
    matched: Mapping[int, tuple[str, ...]],
    shapes: gpd.GeoSeries,
    others: Iterable[Edition],
    language: Language,
) -> Finding:
    row, finding = located
    if row is None or row not in matched:
        return finding
    reason = str(finding.reason)  # these rules speak one language already
    if finding.rule in _ABOUT_HECTARES:
        says = [_elsewhere(set(matched[row]), edition, language) for edition in others]
        figures = "; ".join(one for one in says if one)
        if figures:
            reason += " " + say("elsewhere", language, figures=figures)
        reason += " " + say("measured", language, ha=(shapes[row].area / 1e4, 2))
    return replace(
        finding,
        id=finding.id or ";".join(matched[row]),
        geometry=shapes[row],
        reason=reason,
    )


def _elsewhere(ids: set[str], edition: Edition, language: Language) -> str:
    """Return what another edition claims for exactly these terrains, gross and net."""
    tokens = edition.tokens
    rows = [row for row, about in tokens.items() if about and about <= ids]
    if {one for row in rows for one in tokens[row]} != ids:
        return ""
    stated = {part: sums(edition, rows, part)[0] for part in ("gross", "net")}
    figures = [
        say(f"elsewhere.{part}", language, ha=(hectares, 2))
        for part, hectares in stated.items()
        if np.isfinite(hectares)
    ]
    return f"{edition.label}: {', '.join(figures)}" if figures else ""


def as_findings(tables: Iterable[pd.DataFrame]) -> list[Finding]:
    """Return the rows of findings tables as findings again, unknown values as None.

    Parameters
    ----------
    tables
        Tables as `geo_ser.findings.findings_table` makes them.

    Examples
    --------
    >>> from geo_ser.findings import findings_table
    >>> one = Finding(rule="layers.repaired", severity="info", table="terrains", id="691")
    >>> as_findings([findings_table([one])]) == [one]
    True
    """
    names = [field.name for field in fields(Finding)]
    return [
        Finding(**{name: _plain(record[name]) for name in names})
        for table in tables
        for record in pd.DataFrame(table)[names].to_dict("records")
    ]


def _plain(value: Any) -> Any:
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value
