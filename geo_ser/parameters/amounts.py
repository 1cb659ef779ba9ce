"""Demand and supply as a ladder file gives them: hectares, bounds, shares of something else."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, ModelWrapValidatorHandler, model_validator

from geo_ser.parameters.kinds import (
    Amount,
    AtLeastOne,
    Band,
    Percent,
    Source,
    complaint,
    range_problem,
)
from geo_ser.parameters.raw import Problem, Raw, number, raw, together
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

    @model_validator(mode="wrap")
    @classmethod
    def _all_at_once(
        cls, values: object, handler: ModelWrapValidatorHandler["Component"]
    ) -> "Component":
        return together(cls.__name__, values, handler, _amount_problems(raw(values)))

    @property
    def band(self) -> Band:
        """The amount as a range."""
        return _band(self.value, self.low, self.high)


def _band(value: float | None, low: float | None, high: float | None) -> Band:
    """Return a value, a low and a high, or all three as a range."""
    if low is None or high is None:
        assert value is not None, "refused by _amount_problems"
        return Band(low=value, high=value)
    return Band(low=low, high=high, value=value)


def _amount_problems(block: Raw) -> Iterator[Problem]:
    """Yield what is wrong with a value, a low and a high, or all three."""
    given = {key for key in ("value", "low", "high") if key in block}
    if given not in ({"value"}, {"low", "high"}, {"value", "low", "high"}):
        yield (), "give `value`, or both `low` and `high`"
    low, value, high = (number(block.get(key)) for key in ("low", "value", "high"))
    if low is not None and high is not None and (problem := range_problem(low, value, high)):
        yield (), problem


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

    @model_validator(mode="wrap")
    @classmethod
    def _all_at_once(cls, values: object, handler: ModelWrapValidatorHandler["Supply"]) -> "Supply":
        return together(cls.__name__, values, handler, _supply_problems(raw(values)))

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


def _supply_problems(block: Raw) -> Iterator[Problem]:
    """Yield what is wrong between the keys of a supply."""
    amount = any(key in block for key in ("value", "low", "high"))
    part = "percent" in block or "of_ha" in block
    ways = [amount, "percent_of_demand" in block, part, "from" in block]
    if sum(ways) != 1:
        yield (
            (),
            f"supply {block.get('name')!r} needs exactly one of `value`, `low` with `high`, "
            "`percent_of_demand`, `percent` with `of_ha`, `from`",
        )
    if amount:
        yield from _amount_problems(block)
    if ("percent" in block) != ("of_ha" in block):
        yield (), "`percent` and `of_ha` belong together"
    where: Any = block.get("where")
    if where is not None and "from" not in block:
        yield ("where",), "`where` belongs to `from`"
    if isinstance(where, str):
        yield from ((("where",), one) for one in complaint(parse_where, where))
