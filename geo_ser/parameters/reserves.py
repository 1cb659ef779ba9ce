"""Reserves: land kept apart from what remains, the iron stock and the cluster reserve."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, model_validator

from geo_ser.parameters.amounts import Component
from geo_ser.parameters.kinds import Amount, AtLeastOne, Source, no_problems
from geo_ser.study import Frozen

__all__ = ["ClusterReserve", "IronStock"]

Year = Annotated[int, Field(ge=1900, le=2200)]


class IronStock(Frozen):
    """`[iron_stock]`: the reserve, kept apart from what remains."""

    yearly_issuance_ha: Amount
    years: Amount
    source: Source = None
    start: Year | None = None
    """First year of the table; default `run_down_after`."""
    run_down_after: Year | None = None
    """The last year with the whole stock …"""
    horizon: Year | None = None
    """… and the year in which nothing is left of it."""

    @property
    def hectares(self) -> float:
        """The whole stock."""
        return self.yearly_issuance_ha * self.years

    @model_validator(mode="after")
    def _years_fit(self) -> "IronStock":
        no_problems(self._year_problems())
        return self

    def _year_problems(self) -> Iterator[str]:
        if (self.run_down_after is None) != (self.horizon is None):
            yield "`run_down_after` and `horizon` belong together"
        elif self.run_down_after is None or self.horizon is None:
            if self.start is not None:
                yield "`start` belongs to `run_down_after` and `horizon`"
        else:
            if self.horizon <= self.run_down_after:
                yield f"horizon {self.horizon} does not lie after {self.run_down_after}"
            if self.start is not None and self.start > self.run_down_after:
                yield f"start {self.start} lies after run_down_after {self.run_down_after}"


class ClusterReserve(Component):
    """One `[[cluster_reserve]]`: land held for one kind of firm, apart unless it counts."""

    variants: Annotated[tuple[str, ...] | None, AtLeastOne] = None
    """The variants it belongs to; all when absent."""
    counts: bool = False
    """Whether it is demand like any other: then it is part of what remains."""
