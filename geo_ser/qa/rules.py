"""The rules a claims table must hold against itself: balance, parts, ratio and total.

Each figure stands for an interval of half a unit in its last printed decimal on both sides; a
rule accuses a row only when no figures inside those intervals can satisfy it.
"""

import math
from collections.abc import Callable, Sequence
from functools import reduce
from operator import add
from pathlib import Path

import numpy as np
import pandas as pd

from geo_ser.findings import Finding
from geo_ser.qa.check import Check, Located, located, most_decimals
from geo_ser.qa.claims import Claims, column_sum, column_unit, parse_claims
from geo_ser.qa.diagnosis import balance_hint, parts_hint, ratio_hint, total_hint
from geo_ser.qa.ranges import impossible, percentages, unreadable
from geo_ser.qa.texts import Language, Value, say, sorted_findings

__all__ = ["audit_rows", "audit_table"]

TARE = ("green_ha", "water_ha", "roads_ha")
PARTS = (
    "productive_ha",
    "issuable_ha",
    "vacant_or_for_sale_ha",
    "fallow_without_plan_ha",
    "intensification_ha",
    "extra_intensification_ha",
)


def audit_table(
    source: Path | str | pd.DataFrame, *, name: str, language: Language = "nl"
) -> list[Finding]:
    """Return what a claims table says against itself, without any polygon.

    Parameters
    ----------
    source
        A CSV file, or a table of text. Each rule runs where its columns exist (columns.toml);
        rows in which one of a rule's figures is unknown are left alone by that rule.
    name
        What the findings call the table.
    language
        Language of reason and action.

    Returns
    -------
    findings : list of Finding
        Rules `claims.balance`, `claims.parts`, `claims.ratio`, `claims.total` (errors),
        `claims.range` (impossible: error; absurd: warning), `claims.unreadable` (warning); in
        an order that does not depend on the order of rows.

    Raises
    ------
    SourceError
        If the file is missing, empty or no table.

    Examples
    --------
    >>> rows = pd.DataFrame({"terrain": ["De Haar"], "gross_ha": ["13.93"], "green_ha": ["1.47"],
    ...     "water_ha": ["0.04"], "roads_ha": ["0.73"], "net_ha": ["12.19"]})
    >>> [finding] = audit_table(rows, name="atlas-2004", language="en")
    >>> finding.rule, round(finding.expected, 2), round(finding.difference, 2)
    ('claims.balance', 11.69, 0.5)
    """
    claims = parse_claims(source, name=name)
    return sorted_findings(finding for _, finding in audit_rows(claims, language=language))


def audit_rows(claims: Claims, *, language: Language) -> list[Located]:
    """Return the findings of every rule, each with the row it is about."""
    rules: Sequence[Callable[[Claims, Language], list[Located]]] = (
        unreadable, impossible, _balance, _parts, _ratio, _total,
    )  # fmt: skip
    return [one for rule in rules for one in rule(claims, language)]


def _balance(claims: Claims, language: Language) -> list[Located]:
    check = _balance_check(claims)
    roles = ("net_ha", "gross_ha", *TARE, "green_water_roads_ha")
    return [
        _relation(
            claims, row, "balance", check, most_decimals(claims, row, roles), language,
            balance_hint(claims, row, check.expected[row], check.tolerance[row], language),
        )
        for row in check.broken()
    ]  # fmt: skip


def _balance_check(claims: Claims) -> Check:
    """Return net beside gross minus green, water and roads, apart or as their sum."""
    tare = _total_of(claims.role, TARE).fillna(claims.role("green_water_roads_ha"))
    half = _total_of(claims.role_half_units, TARE)
    half = half.fillna(claims.role_half_units("green_water_roads_ha"))
    return _net_check(
        claims,
        expected=claims.role("gross_ha") - tare,
        tolerance=claims.role_half_units("gross_ha") + half,
    )


def _total_of(column: Callable[[str], pd.Series], roles: Sequence[str]) -> pd.Series:
    """Return the sum of columns row by row, NaN where one of them is unknown."""
    return reduce(add, [column(role) for role in roles])


def _net_check(claims: Claims, *, expected: pd.Series, tolerance: pd.Series) -> Check:
    """Return net against what is expected of it; total rows round by their own rules."""
    net = claims.role("net_ha").mask(claims.total)
    return Check(net, expected, tolerance + claims.role_half_units("net_ha"))


def _parts(claims: Claims, language: Language) -> list[Located]:
    """Net must be the sum of what it is used for."""
    check = _net_check(
        claims,
        expected=_total_of(claims.role, PARTS),
        tolerance=_total_of(claims.role_half_units, PARTS),
    )
    gap = check.claimed - check.expected
    return [
        _relation(
            claims, row, "parts", check, most_decimals(claims, row, ("net_ha", *PARTS)), language,
            parts_hint(claims, row, float(gap[row]), PARTS, language),
        )
        for row in check.broken()
    ]  # fmt: skip


def _relation(
    claims: Claims, row: int, key: str, check: Check, decimals: int, language: Language, hint: str
) -> Located:
    """Return a finding on net; `key` names both the rule and its texts."""
    values = check.written(row, decimals)
    return located(
        claims, row, f"claims.{key}", "error", claims.roles["net_ha"], check.at(row),
        f"{say(f'{key}.reason', language, **values)} {hint}",
        say(f"{key}.action", language, **values),
    )  # fmt: skip


def _ratio(claims: Claims, language: Language) -> list[Located]:
    check, balance = _ratio_check(claims), _balance_check(claims)
    open_balances = set(balance.broken())

    def hint(row: int) -> str:
        if row in open_balances:
            expected, tolerance = balance.expected[row], balance.tolerance[row]
            return balance_hint(claims, row, expected, tolerance, language)
        return ratio_hint(claims, row, float(check.claimed[row]), language)

    return [
        located(
            claims, row, "claims.ratio", "error", claims.roles["stated_net_pct"], check.at(row),
            f"{say('ratio.reason', language, **check.written(row, 2))} {hint(row)}",
            say("ratio.action", language, **check.written(row, 2)),
        )
        for row in check.broken()
    ]  # fmt: skip


def _ratio_check(claims: Claims) -> Check:
    """Return the stated percentage beside net/gross, in the interval the two leave for it."""
    stated, half = percentages(claims)
    net, gross = claims.role("net_ha"), claims.role("gross_ha")
    net_half, gross_half = claims.role_half_units("net_ha"), claims.role_half_units("gross_ha")
    gross = gross.where(gross > gross_half)
    ratio = 100 * net / gross
    above = 100 * (net + net_half) / (gross - gross_half) - ratio
    below = ratio - 100 * (net - net_half) / (gross + gross_half)
    return Check(stated.mask(claims.total), ratio, above.where(stated > ratio, below) + half)


def _total(claims: Claims, language: Language) -> list[Located]:
    """Every column that can be a sum must add up to its total row."""
    totals = [int(row) for row in claims.index[claims.total]]
    if len(totals) > 1:
        return [_several_totals(claims, totals, language)]
    return [
        one
        for row in totals
        for column in claims.columns
        if _can_be_sum(column, claims.at(row, column))
        for one in _column_total(claims, column, row, language)
    ]


def _can_be_sum(column: str, total: float) -> bool:
    kind = column_sum(column)
    return kind == "always" or (kind == "where total is 100" and total == 100.0)


def _column_total(claims: Claims, column: str, row: int, language: Language) -> list[Located]:
    """Return a finding when one column does not add up; none where a figure is unknown."""
    rows = claims.figures.loc[~claims.total, column]
    total = claims.figures[column].iloc[[row]]
    rounding = math.fsum(claims.half_units[column])
    count = column_unit(claims, column) is None
    check = Check(
        total,
        pd.Series(math.fsum(rows), index=total.index),
        pd.Series(0.0 if count else rounding, index=total.index),
    )
    if rows.empty or not check.broken():
        return []
    values: dict[str, Value] = {
        "rows": str(len(rows)),
        "column": column,
        **check.written(row, int(np.nan_to_num(claims.decimals[column].max()))),
    }
    action = "total.action" if column_sum(column) == "always" else "total.action.shares"
    hint = total_hint(claims, column, row, language)
    return [
        located(
            claims, row, "claims.total", "error", column, check.at(row),
            f"{say('total.reason', language, **values)} {hint}",
            say(action, language, **values),
        )
    ]  # fmt: skip


def _several_totals(claims: Claims, totals: Sequence[int], language: Language) -> Located:
    return None, Finding(
        rule="claims.total",
        severity="warning",
        table=claims.name,
        name=claims.label(totals[0]),
        reason=say("several_totals.reason", language, rows=str(len(totals))),
        action=say("several_totals.action", language),
    )
