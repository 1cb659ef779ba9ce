"""Demand and supply as a ladder file gives them: hectares, bounds, shares of something else."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from geo_ser.parameters.kinds import (
    Amount,
    AtLeastOne,
    Band,
    Percent,
    Source,
    complaint,
    no_problems,
    range_problem,
)
from geo_ser.parameters.where import parse_where
from geo_ser.study import Frozen

__all__ = ["Component", "Demand", "Scope", "Supply"]

Scope = Literal["region", "municipality"]


class Component(Frozen):
    """One part of a demand, in the ladder's unit: `value`, or `low` and `high`, or all three."""

    name: str = Field(min_length=1)
    value: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    source: Source = None
    """Where the figure stands; shown beside it, like every `source` below."""
    scope: Scope | None = None
    segment: str | None = None
    """A key of `[[segments]]`."""

    @model_validator(mode="after")
    def _one_way(self) -> "Component":
        _band(self.value, self.low, self.high)
        return self

    @property
    def band(self) -> Band:
        """The amount as a range."""
        return _band(self.value, self.low, self.high)


def _band(value: float | None, low: float | None, high: float | None) -> Band:
    """Return a value, a low and a high, or all three as a range; anything else is refused."""
    if value is not None and low is None and high is None:
        return Band(low=value, high=value)
    if low is not None and high is not None:
        if problem := range_problem(low, value, high):
            raise ValueError(problem)
        return Band(low=low, high=high, value=value)
    raise ValueError("give `value`, or both `low` and `high`")


class Demand(Frozen):
    """One `[[demand]]` block: a variant and what it adds up from."""

    variant: str = Field(min_length=1)
    components: Annotated[tuple[Component, ...], AtLeastOne]

    @property
    def band(self) -> Band:
        """The sum of the components, bound by bound."""
        bands = [component.band for component in self.components]
        return Band(low=sum(one.low for one in bands), high=sum(one.high for one in bands))


class Supply(Frozen):
    """One `[[supply]]` block: hectares that meet part of the demand, given in one way.

    `value` | `low`, `high` | `percent_of_demand` | `percent`, `of_ha` | `from` (+ `where`).
    """

    step: Literal[1, 2]
    name: str = Field(min_length=1)
    value: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    percent_of_demand: Percent | None = None
    percent: Percent | None = None
    of_ha: Amount | None = None
    from_: str | None = Field(None, alias="from", pattern=r"_(m2|ha)$")
    """A column of the terrain indicators, in m² (converted) or ha."""
    where: str | None = None
    """Which terrains, as `parse_where` reads it; all when absent."""
    variants: Annotated[tuple[str, ...] | None, AtLeastOne] = None
    source: Source = None
    scope: Scope | None = None
    segment: str | None = None
    """A key of `[[segments]]`."""
    status: Literal["hard", "soft"] | None = None
    """Hard: laid down in a plan that can be built from; soft: still an intention."""
    availability: Literal["immediate", "later"] | None = None
    reserved: Literal["free", "option", "reserved"] | None = None
    note: Source = None
    """What else the document says of this supply; printed among the parameters."""

    @model_validator(mode="after")
    def _one_way(self) -> "Supply":
        no_problems(self._problems())
        return self

    def _problems(self) -> Iterator[str]:
        amount = any(one is not None for one in (self.value, self.low, self.high))
        part = self.percent is not None or self.of_ha is not None
        ways = [amount, self.percent_of_demand is not None, part, self.from_ is not None]
        if sum(ways) != 1:
            yield (
                f"supply {self.name!r} needs exactly one of `value`, `low` with `high`, "
                "`percent_of_demand`, `percent` with `of_ha`, `from`"
            )
        if amount:
            yield from complaint(_band, self.value, self.low, self.high)
        if (self.percent is None) != (self.of_ha is None):
            yield "`percent` and `of_ha` belong together"
        if self.where is not None and self.from_ is None:
            yield "`where` belongs to `from`"
        if self.where is not None:
            yield from complaint(parse_where, self.where)

    @property
    def band(self) -> Band | None:
        """The amount when the block gives it itself; None when it follows from other tables."""
        if self.percent is not None and self.of_ha is not None:
            share, area = self.percent, self.of_ha / 100
            value = None if share.value is None else share.value * area
            return Band(low=share.low * area, high=share.high * area, value=value)
        if self.percent_of_demand is not None or self.from_ is not None:
            return None
        return _band(self.value, self.low, self.high)
