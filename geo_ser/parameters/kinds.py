"""The kinds of numbers a ladder file is made of, and how its problems are gathered."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from geo_ser.study import Frozen

__all__ = [
    "Amount",
    "AtLeastOne",
    "Band",
    "Percent",
    "PositiveShare",
    "Share",
    "Source",
    "complaint",
    "range_problem",
    "repeated",
]

Share = Annotated[float, Field(ge=0, le=1)]
PositiveShare = Annotated[float, Field(gt=0, le=1)]
Amount = Annotated[float, Field(ge=0, le=1e12)]
"""An amount in the ladder's unit; in square metres the Netherlands measure 4e10."""
Source = Annotated[str | None, Field(min_length=1)]


def _not_empty(items: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    if items is not None and not items:
        raise ValueError("give at least one")
    return items


AtLeastOne = AfterValidator(_not_empty)
"""Of a tuple; unlike pydantic's `min_length` it keeps quiet when an item itself is wrong."""


def repeated(names: list[str]) -> list[str]:
    """Return the names that stand more than once, quoted."""
    return sorted({repr(name) for name in names if names.count(name) > 1})


def complaint(check: Callable[..., object], *values: object) -> Iterator[str]:
    """Yield what a check says about values, if it refuses them."""
    try:
        check(*values)
    except ValueError as error:
        yield str(error)


def range_problem(low: float, value: float | None, high: float) -> str | None:
    """Return what is wrong with the order of a range, None when nothing is."""
    if low > high:
        return f"low {low:g} lies above high {high:g}"
    if value is not None and not low <= value <= high:
        return f"value {value:g} lies outside low {low:g} and high {high:g}"
    return None


class Band(Frozen):
    """A quantity between two bounds; the same twice when it has no range."""

    low: Amount
    high: Amount
    value: Amount | None = None
    """The likeliest amount, where one is given beside the bounds."""

    @model_validator(mode="after")
    def _in_order(self) -> "Band":
        if problem := range_problem(self.low, self.value, self.high):
            raise ValueError(problem)
        return self

    @property
    def is_range(self) -> bool:
        """Whether the bounds differ."""
        return self.low < self.high

    @property
    def middle(self) -> float:
        """The likeliest amount, or half way between the bounds where none is given."""
        return (self.low + self.high) / 2 if self.value is None else self.value


def _as_band(value: Any) -> Any:
    return value if isinstance(value, dict | Band) else {"low": value, "high": value}


def _is_percent(band: Band) -> Band:
    if band.high > 100:
        raise ValueError(f"{band.high:g} is above 100 per cent")
    return band


Percent = Annotated[Band, BeforeValidator(_as_band), AfterValidator(_is_percent)]
"""Per cent, one number, `{ low, high }` or `{ low, value, high }`."""
