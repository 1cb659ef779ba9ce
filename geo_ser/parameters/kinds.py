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
    "no_problems",
    "repeated",
]

Share = Annotated[float, Field(ge=0, le=1)]
PositiveShare = Annotated[float, Field(gt=0, le=1)]
Amount = Annotated[float, Field(ge=0)]
Source = Annotated[str | None, Field(min_length=1)]


def _not_empty(items: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    if items is not None and not items:
        raise ValueError("give at least one")
    return items


AtLeastOne = AfterValidator(_not_empty)
"""Of a tuple; unlike pydantic's `min_length` it keeps quiet when an item itself is wrong."""


def no_problems(problems: Iterator[str]) -> None:
    """Raise one ValueError that lists every problem found."""
    found = list(problems)
    if found:
        raise ValueError("; ".join(found))


def repeated(names: list[str]) -> list[str]:
    """Return the names that stand more than once, quoted."""
    return sorted({repr(name) for name in names if names.count(name) > 1})


def complaint(check: Callable[..., object], *values: object) -> Iterator[str]:
    """Yield what a check says about values, if it refuses them."""
    try:
        check(*values)
    except ValueError as error:
        yield str(error)


class Band(Frozen):
    """A quantity between two bounds; the same twice when it has no range."""

    low: Amount
    high: Amount

    @model_validator(mode="after")
    def _in_order(self) -> "Band":
        if self.low > self.high:
            raise ValueError(f"low {self.low:g} lies above high {self.high:g}")
        return self


def _as_band(value: Any) -> Any:
    return value if isinstance(value, dict | Band) else {"low": value, "high": value}


def _is_percent(band: Band) -> Band:
    if band.high > 100:
        raise ValueError(f"{band.high:g} is above 100 per cent")
    return band


Percent = Annotated[Band, BeforeValidator(_as_band), AfterValidator(_is_percent)]
"""Per cent, one number or `{ low, high }`."""
