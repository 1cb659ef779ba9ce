"""What one what-if wins on each plot: footprint, floor area and hectares, low to high."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Numbers", "Three", "Won", "codes", "not_none", "nothing", "per_ha", "spread", "three"]

Numbers = npt.NDArray[np.float64]
Three = tuple[Numbers, Numbers, Numbers]
"""Low, value and high."""

M2_PER_HA = 10_000.0


@dataclass(frozen=True)
class Won:
    """One what-if on n plots; every amount is 0 or more, and NaN where it is unknown."""

    footprint_m2: Three
    gfa_m2: Three
    ha: Three
    land_m2: Numbers
    """(n,) land on the plot that the gain takes up; it can serve one what-if only."""
    roof_m2: Numbers
    """(n,) built land above which the gain comes."""
    unknown: npt.NDArray[np.object_]
    """(n,) why the amounts are NaN, None where they are known."""
    assumed: npt.NDArray[np.bool_]
    """(n,) something measured was lacking: a norm or part of the buildings stands in."""
    partner: npt.NDArray[np.int64] | None = None
    """(n,) row of the plot it is won with, −1 none."""
    doubt: npt.NDArray[np.object_] | None = None
    """(n,) why only the bounds are known, None where the value is too. The low is what is certain,
    and the value stays what it would be until `bounded` makes it NaN; None: no doubt at all."""

    def where(self, there: npt.NDArray[np.bool_]) -> "Won":
        """Return the gain on some plots only, 0 on the others (known, not assumed)."""

        def cut(amounts: Three) -> Three:
            low, value, high = (np.where(there, one, 0.0) for one in amounts)
            return low, value, high

        return replace(
            self,
            footprint_m2=cut(self.footprint_m2),
            gfa_m2=cut(self.gfa_m2),
            ha=cut(self.ha),
            land_m2=np.where(there, self.land_m2, 0.0),
            roof_m2=np.where(there, self.roof_m2, 0.0),
            unknown=codes(there, self.unknown),
            assumed=self.assumed & there,
            doubt=None if self.doubt is None else codes(there, self.doubt),
        )

    def unless(self, why: npt.NDArray[np.object_]) -> "Won":
        """Return the gain, unknown where there is a reason."""
        told = not_none(why, len(why))

        def cut(amounts: Three) -> Three:
            low, value, high = (np.where(told, np.nan, one) for one in amounts)
            return low, value, high

        return replace(
            self,
            footprint_m2=cut(self.footprint_m2),
            gfa_m2=cut(self.gfa_m2),
            ha=cut(self.ha),
            unknown=np.where(told, why, self.unknown),
        )

    def bounded(self, doubtful: npt.NDArray[np.object_] | None = None) -> "Won":
        """Return the gain with its value NaN where only bounds are known: `unknown` says why.

        Parameters
        ----------
        doubtful
            (n,) a reason for which nothing is certain on a row: its low becomes 0. None: only
            what `doubt` says.
        """
        uncertain = not_none(doubtful, len(self.land_m2))
        doubt = not_none(self.doubt, len(self.land_m2)) | uncertain
        high = np.maximum.reduce([self.footprint_m2[2], self.gfa_m2[2], self.ha[2]])
        doubt &= np.nan_to_num(high) > 0

        def cut(amounts: Three) -> Three:
            low, value, high = amounts
            return np.where(doubt & uncertain, 0.0, low), np.where(doubt, np.nan, value), high

        why = self.unknown.copy()
        if self.doubt is not None:
            why = np.where(doubt, self.doubt, why)
        if doubtful is not None:
            why = np.where(doubt & uncertain, doubtful, why)
        return replace(
            self,
            footprint_m2=cut(self.footprint_m2),
            gfa_m2=cut(self.gfa_m2),
            ha=cut(self.ha),
            land_m2=np.where(doubt, 0.0, self.land_m2),
            roof_m2=np.where(doubt, 0.0, self.roof_m2),
            unknown=why,
            doubt=codes(doubt, why),
        )


def not_none(why: npt.NDArray[np.object_] | None, count: int) -> npt.NDArray[np.bool_]:
    """Return where there is a reason; nowhere when there are no reasons at all."""
    if why is None:
        return np.zeros(count, dtype="bool")
    return np.array([one is not None for one in why], dtype="bool")


def codes(
    there: npt.NDArray[np.bool_], code: str | npt.NDArray[np.object_]
) -> npt.NDArray[np.object_]:
    """Return a code where a condition holds, else None."""
    told = np.full(len(there), None, dtype="object")
    told[there] = code if isinstance(code, str) else code[there]
    return told


def three(low: Numbers, value: Numbers, high: Numbers) -> Three:
    """Return amounts in order, none below 0; NaN stays."""
    return np.maximum(low, 0.0), np.maximum(value, 0.0), np.maximum(high, 0.0)


def per_ha(gfa_m2: Three, coverage: float) -> Three:
    """Return the hectares that floor space would have taken at an ordinary footprint share."""
    low, value, high = (one / coverage / M2_PER_HA for one in gfa_m2)
    return low, value, high


def spread(parts: Sequence[tuple[npt.NDArray[np.int64], Won]], count: int) -> Won:
    """Return what is won on `count` rows, of which each part has some; nothing on the others."""

    def placed(column: str, blank: npt.NDArray[Any]) -> npt.NDArray[Any]:
        for rows, won in parts:
            blank[rows] = getattr(won, column)
        return blank

    def placed_three(column: str) -> Three:
        bounds = np.zeros((3, count))
        for rows, won in parts:
            bounds[:, rows] = getattr(won, column)
        return bounds[0], bounds[1], bounds[2]

    return Won(
        placed_three("footprint_m2"), placed_three("gfa_m2"), placed_three("ha"),
        placed("land_m2", np.zeros(count)), placed("roof_m2", np.zeros(count)),
        placed("unknown", np.full(count, None, dtype="object")),
        placed("assumed", np.zeros(count, dtype="bool")),
    )  # fmt: skip


def nothing(count: int) -> Won:
    """Return no gain on any of some plots."""
    none = np.zeros(count)
    return Won(
        (none, none, none), (none, none, none), (none, none, none), none, none,
        np.full(count, None, dtype="object"), np.zeros(count, dtype="bool"),
    )  # fmt: skip
