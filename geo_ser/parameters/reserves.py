"""Reserves: land kept apart from what remains, the iron stock and the cluster reserve."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, ModelWrapValidatorHandler, model_validator

from geo_ser.parameters.amounts import Component
from geo_ser.parameters.kinds import Amount, AtLeastOne, Source
from geo_ser.parameters.raw import Problem, Raw, number, raw, together
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

    @model_validator(mode="wrap")
    @classmethod
    def _all_at_once(
        cls, values: object, handler: ModelWrapValidatorHandler["IronStock"]
    ) -> "IronStock":
        return together(cls.__name__, values, handler, _year_problems(raw(values)))


def _year_problems(block: Raw) -> Iterator[Problem]:
    """Yield years that do not follow each other."""
    if ("run_down_after" in block) != ("horizon" in block):
        yield (), "`run_down_after` and `horizon` belong together"
    elif "run_down_after" not in block and "start" in block:
        yield ("start",), "`start` belongs to `run_down_after` and `horizon`"
    start, last, horizon = (
        number(block.get(key)) for key in ("start", "run_down_after", "horizon")
    )
    if last is not None and horizon is not None and horizon <= last:
        yield ("horizon",), f"horizon {horizon:g} does not lie after {last:g}"
    if start is not None and last is not None and start > last:
        yield ("start",), f"start {start:g} lies after run_down_after {last:g}"


class ClusterReserve(Component):
    """One `[[cluster_reserve]]`: land held for one kind of firm, apart unless it counts."""

    variants: Annotated[tuple[str, ...] | None, AtLeastOne] = None
    """The variants it belongs to; all when absent."""
    counts: bool = False
    """Whether it is demand like any other: then it is part of what remains."""
