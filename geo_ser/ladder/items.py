"""An item of a ladder: hectares that one step takes off the demand, and along which path."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from geo_ser.parameters import Band

__all__ = ["Item", "Need", "Span", "need", "remaining", "surplus"]

Kind = Literal["existing", "planned", "new", "supply"]


@dataclass(frozen=True, kw_only=True)
class Item:
    """Hectares of one step.

    `low` and `high` are shown. `off_low` comes off the low bound of the demand and `off_high`
    off the high bound: a supply between 3 and 6 ha takes 6 off the low bound, 3 off the high.
    """

    step: int
    name: str
    kind: Kind
    low: float
    high: float
    off_low: float
    off_high: float
    source: str
    scope: str | None = None
    segment: str | None = None
    amount: Band | None = None
    """The hectares of a supply as given, its likeliest amount with them …"""
    percent: Band | None = None
    """… or the percentage of the demand that it is."""
    terrains: tuple[str, ...] | None = None
    """The ids of the terrains that a measured supply is the sum of."""
    counted: Sequence[Any] = ()
    """What earlier supplies of the variant have of it already (`supply.Counted`), taken off."""

    def record(self) -> dict[str, Any]:
        """Return the item as it stands in ladder.json."""
        keys = ("name", "low", "high", "source", "kind")
        record = {key: getattr(self, key) for key in keys}
        if self.terrains is not None:
            record["terrains"] = list(self.terrains)
        if self.counted:
            record["counted_before"] = [
                {"by": one.by, "plots": list(one.plots), "low": one.band.low,
                 "value": one.band.middle, "high": one.band.high}
                for one in self.counted
            ]  # fmt: skip
        return record


@dataclass(frozen=True)
class Span:
    """What measures win: the least, the likeliest and the most; below zero where they cost land."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, value: float) -> "Span":
        """Return one value without a range."""
        return cls(value, value, value)


@dataclass(frozen=True)
class Need:
    """Hectares still needed along the low and the high path; below zero: a surplus."""

    low: float
    high: float


def need(demand: Band, items: Iterable[Item]) -> Need:
    """Return what the items leave of a demand; each bound adds up along its own path."""
    taken = list(items)
    low = demand.low - math.fsum(item.off_low for item in taken)
    high = demand.high - math.fsum(item.off_high for item in taken)
    return Need(min(low, high), high)  # percentages stay below 100: only rounding can cross them


def remaining(still: Need, gain_share: Span) -> Band:
    """Return the hectares of new terrain: the need, less the gain share of new terrains.

    The low path takes the most that new terrains can gain, the high path the least. A surplus
    leaves 0; so does a gain share above 1, which the documents' formula turns into less than
    nothing.
    """
    least, most = (max(1.0 - one, 0.0) for one in (gain_share.high, gain_share.low))
    return Band(low=max(still.low, 0.0) * least, high=max(still.high, 0.0) * most)


def surplus(still: Need) -> float:
    """Return by how many hectares supply can exceed demand: along the low path, 0 if never.

    No gain share is taken off: what is left over is not built on new terrains.
    """
    return max(-still.low, 0.0)
