"""A score: what one terrain, or the municipality, has on one item of the baseline."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from geo_ser.parameters import BASELINE_ITEMS

__all__ = ["Basis", "Score", "indicator_of", "weakest"]

Basis = Literal["measured", "stated", "computed", "benchmark"]
_BASES: tuple[Basis, ...] = ("measured", "stated", "computed", "benchmark")
"""In order of preference."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """A figure between two bounds (the same twice without a range), in the item's unit."""

    item: str
    terrain: str
    low: float
    high: float
    basis: Basis
    source: str
    text: str | None = None
    """As printed, where it was."""

    def figures(self) -> dict[str, Any]:
        """Return what is said of it, without whose it is."""
        keys = ("low", "high", "basis", "source", "text")
        return {key: getattr(self, key) for key in keys}

    @property
    def middle(self) -> float:
        """Halfway the bounds."""
        return math.fsum((self.low, self.high)) / 2


def indicator_of(item: str) -> str:
    """Return the indicator an item belongs to.

    Examples
    --------
    >>> indicator_of("setback.road")
    'setback'
    """
    assert item in BASELINE_ITEMS
    return item.partition(".")[0]


def weakest(bases: Iterable[Basis]) -> Basis:
    """Return the least certain of some bases: stated where one of them is stated.

    Examples
    --------
    >>> weakest(["measured", "stated", "measured"])
    'stated'
    """
    return max(bases, key=_BASES.index)
