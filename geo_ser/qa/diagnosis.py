"""What is likely wrong in a row that contradicts itself: the figure the other figures vote for.

A row states gross, net, the tare between them and a percentage. Two relations tie these four
together, so when one is broken the other says which figure is the odd one out: the percentage
was worked out before the slip was made.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from geo_ser.qa.claims import Claims, column_sum
from geo_ser.qa.texts import Language, say

__all__ = ["balance_hint", "parts_hint", "ratio_hint", "total_hint"]


def balance_hint(
    claims: Claims, row: int, expected: float, tolerance: float, language: Language
) -> str:
    """Return which figure of an open balance the stated percentage points at.

    `expected` is the net area that gross leaves after the tare, `tolerance` its rounding.
    """
    gross, net = float(claims.role("gross_ha")[row]), float(claims.role("net_ha")[row])
    stated = float(claims.role("stated_net_pct")[row])
    if np.isnan(stated) or stated <= 1 or gross <= 0 or net <= 0:
        return ""
    corrected = gross + net - expected
    readings = {
        "tare": 100 * net / gross,
        "net": 100 * expected / gross,
        "gross": 100 * net / corrected if corrected > 0 else np.inf,
    }
    nearest = min(readings, key=lambda key: abs(readings[key] - stated))
    values = {"stated": (stated, 2), "net": (expected, 2), "gross": (corrected, 2)}
    if abs(readings[nearest] - stated) <= 100 * tolerance / gross:
        return say(f"balance.hint.{nearest}", language, **values)
    return say("balance.hint.none", language, fits=(stated * gross / 100, 2), **values)


def ratio_hint(claims: Claims, row: int, stated: float, language: Language) -> str:
    """Return the net area that a stated percentage would belong to."""
    gross = float(claims.role("gross_ha")[row])
    return say("ratio.hint", language, fits=(stated * gross / 100, 2), gross=(gross, 2))


def parts_hint(
    claims: Claims, row: int, difference: float, parts: Sequence[str], language: Language
) -> str:
    """Return the one part that equals the difference: left out, or counted twice."""
    equal = [
        claims.roles[part]
        for part in parts
        if abs(abs(difference) - claims.role(part)[row]) <= claims.role_half_units(part)[row]
        and claims.role(part)[row] > 0
    ]
    key = "parts.hint.left_out" if difference < 0 else "parts.hint.twice"
    return say(key, language, column=equal[0]) if len(equal) == 1 else ""


def total_hint(claims: Claims, column: str, total: int, language: Language) -> str:
    """Return what a total that does not add up was probably made from.

    Percentages are compared with every column of amounts: where they are shares of that
    column's printed total, and that total is wrong itself, the percentages cannot reach 100.
    """
    if column_sum(column) == "always":
        return _one_row_hint(claims, column, total, language)
    shares, half = claims.figures[column], claims.half_units[column]
    for other in claims.columns:
        amounts = claims.figures[other]
        if column_sum(other) == "always" and amounts[total] > 0:
            off = (100 * amounts / amounts[total] - shares).abs()
            adds_up = amounts[~claims.total].sum() == amounts[total]
            if (off <= half + 1e-9).all() and not adds_up:
                return say("total.hint.shares", language, other=other, total=(amounts[total], 0))
    return ""


def _one_row_hint(claims: Claims, column: str, total: int, language: Language) -> str:
    """Return the one row whose figure is missing from the total, or counted twice in it."""
    rows: pd.Series = claims.figures.loc[~claims.total, column]
    gap = float(claims.at(total, column) - rows.sum())
    equal = rows.index[((rows - abs(gap)).abs() <= 1e-9) & (rows > 0)]
    key = "total.hint.left_out" if gap < 0 else "total.hint.twice"
    return say(key, language, name=claims.label(int(equal[0])) or "") if len(equal) == 1 else ""
