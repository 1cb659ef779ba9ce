"""`claims.unreadable` and `claims.range`: cells that are no figure, and figures that cannot be."""

import pandas as pd

from geo_ser.qa.check import Check, Located, located, most_decimals
from geo_ser.qa.claims import Claims, column_unit, may_be_negative
from geo_ser.qa.texts import Language, say

__all__ = ["impossible", "percentages", "unreadable"]

ABSURD_HA = 10_000.0
"""No Dutch business park is larger; the whole port of Rotterdam is about this size."""


def unreadable(claims: Claims, language: Language) -> list[Located]:
    """Return the cells of figure columns in which other text stands."""
    return [
        located(
            claims, int(row), "claims.unreadable", "warning", column, (None, None, None),
            say("unreadable.reason", language, text=str(claims.text[column].iloc[row])[:60]),
            say("unreadable.action", language),
        )
        for column in claims.columns
        for row in claims.index[claims.unreadable[column]]
    ]  # fmt: skip


def impossible(claims: Claims, language: Language) -> list[Located]:
    """Return figures that cannot be: negative, net above gross, ratio above 1, absurdly large."""
    return [
        *_negative(claims, language),
        *_absurd(claims, language),
        *_net_above_gross(claims, language),
        *_above_hundred(claims, language),
    ]


def _negative(claims: Claims, language: Language) -> list[Located]:
    areas = [one for one in claims.columns if column_unit(claims, one) in ("ha", "m2")]
    return [
        located(
            claims, int(row), "claims.range", "error", column,
            (claims.at(row, column), None, None),
            say("negative.reason", language), say("negative.action", language),
        )
        for column in areas
        if not may_be_negative(column)
        for row in claims.index[claims.figures[column] < 0]
    ]  # fmt: skip


def _absurd(claims: Claims, language: Language) -> list[Located]:
    areas = [one for one in claims.columns if column_unit(claims, one) == "ha"]
    return [
        located(
            claims, int(row), "claims.range", "warning", column,
            (claims.at(row, column), ABSURD_HA, 0.0),
            say("absurd.reason", language),
            say("absurd.action", language, ha=(claims.at(row, column) / 1e4, 2)),
        )
        for column in areas
        for row in claims.index[(claims.figures[column] > ABSURD_HA) & ~claims.total]
    ]  # fmt: skip


def _net_above_gross(claims: Claims, language: Language) -> list[Located]:
    net, gross = claims.role("net_ha"), claims.role("gross_ha")
    roles = ("net_ha", "gross_ha")
    check = Check(net, gross, claims.role_half_units(roles[0]) + claims.role_half_units(roles[1]))
    return [
        located(
            claims, row, "claims.range", "error", claims.roles["net_ha"], check.at(row),
            say("net_above_gross.reason", language,
                **check.written(row, most_decimals(claims, row, roles))),
            say("net_above_gross.action", language),
        )
        for row in check.broken()
        if net[row] > gross[row]
    ]  # fmt: skip


def _above_hundred(claims: Claims, language: Language) -> list[Located]:
    stated, half = percentages(claims)
    check = Check(stated, pd.Series(100.0, index=stated.index), half)
    return [
        located(
            claims, row, "claims.range", "error", claims.roles["stated_net_pct"], check.at(row),
            say("above_hundred.reason", language), say("above_hundred.action", language),
        )
        for row in check.broken()
        if stated[row] > 100
    ]  # fmt: skip


def percentages(claims: Claims) -> tuple[pd.Series, pd.Series]:
    """Return the stated net/gross ratio in per cent and half a unit of it, per row.

    A column without ``pct`` or ``%`` in its name of which no figure is above 1 holds fractions.
    """
    stated, half = claims.role("stated_net_pct"), claims.role_half_units("stated_net_pct")
    column = claims.roles.get("stated_net_pct", "").casefold()
    named_pct = any(word in column for word in ("pct", "%", "perc", "proc"))
    if not named_pct and stated.notna().any() and stated.max() <= 1:
        return stated * 100, half * 100
    return stated, half
