"""A column of claimed figures beside what other figures make of it, and the findings of that."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geo_ser.findings import Finding, Severity
from geo_ser.qa.claims import Claims, column_unit
from geo_ser.qa.texts import Value

__all__ = ["Check", "Located", "located", "most_decimals"]

Located = tuple[int | None, Finding]
"""A finding and the row of the claims table it is about (None: the table as a whole)."""


@dataclass(frozen=True)
class Check:
    """Claimed and expected figures and how far apart rounding may bring them; aligned rows."""

    claimed: pd.Series
    expected: pd.Series
    tolerance: pd.Series

    def broken(self) -> list[int]:
        """Return the rows where the two are further apart than rounding explains."""
        gap = (self.claimed - self.expected).abs()
        noise = 1e-11 * (self.claimed.abs() + self.expected.abs() + 1.0)
        return [int(row) for row in gap.index[gap > self.tolerance + noise]]

    def at(self, row: int) -> tuple[float, float, float]:
        """Return claimed, expected and tolerance of one row."""
        return float(self.claimed[row]), float(self.expected[row]), float(self.tolerance[row])

    def written(self, row: int, decimals: int) -> dict[str, Value]:
        """Return the figures that reasons and actions mention, with their decimals."""
        claimed, expected, tolerance = self.at(row)
        return {
            "claimed": (claimed, decimals),
            "expected": (expected, decimals),
            "gap": (abs(claimed - expected), decimals),
            "tolerance": (tolerance, decimals + 1),
        }


def located(
    claims: Claims,
    row: int,
    rule: str,
    severity: Severity,
    column: str,
    figures: tuple[float | None, float | None, float | None],
    reason: str,
    action: str,
) -> Located:
    """Return a finding about one cell; `figures` are claimed, expected, tolerance."""
    claimed, expected, tolerance = figures
    return row, Finding(
        rule=rule,
        severity=severity,
        table=claims.name,
        id=claims.row_id(row),
        name=claims.label(row),
        column=column,
        claimed=claimed,
        expected=expected,
        difference=None if claimed is None or expected is None else claimed - expected,
        unit=column_unit(claims, column) or "count",
        tolerance=tolerance,
        reason=reason.strip(),
        action=action,
    )


def most_decimals(claims: Claims, row: int, roles: Sequence[str]) -> int:
    """Return the largest number of decimals among a row's figures in some roles."""
    columns = [claims.roles[role] for role in roles if role in claims.roles]
    return int(max(claims.decimals[column].fillna(0).iloc[row] for column in columns))
