"""A ladder file as it was typed: every rule that spans keys looks here, whatever else is wrong.

Why
---
A rule that spans several keys cannot wait until each of them is valid: then one problem hides the
next, and a planner mends the file in rounds. So these rules read the values as typed, say nothing
of what is no number or no list (the model says that), and their problems are reported with the
model's own.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import InitErrorDetails

__all__ = ["Problem", "Raw", "blocks", "bounds", "number", "raw", "texts", "together"]

Raw = Mapping[str, Any]
Problem = tuple[tuple[str | int, ...], str]
"""Where a problem stands, key by key, and what it is."""
Made = TypeVar("Made")


def raw(value: object) -> Raw:
    """Return a block as typed; what is no block is an empty one."""
    if isinstance(value, BaseModel):
        return value.model_dump(by_alias=True, exclude_none=True)
    given = value if isinstance(value, Mapping) else {}
    return {key: one for key, one in given.items() if one is not None}


def blocks(values: Raw, key: str) -> list[Raw]:
    """Return the blocks of a list, in their places."""
    listed = values.get(key)
    return [raw(one) for one in listed] if isinstance(listed, list | tuple) else []


def texts(value: object) -> list[str]:
    """Return the texts in a list."""
    listed = value if isinstance(value, list | tuple) else ()
    return [one for one in listed if isinstance(one, str)]


def number(value: object) -> float | None:
    """Return a finite number, None for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    return None


def bounds(value: object) -> tuple[float, float] | None:
    """Return a number or a range as two bounds, None where it is neither."""
    given = raw(value)
    low, high = (number(given.get(key) if given else value) for key in ("low", "high"))
    return None if low is None or high is None else (low, high)


def together(
    model: str, values: object, make: Callable[[Any], Made], problems: Iterator[Problem]
) -> Made:
    """Return a settings value, or refuse it with the model's problems and the further ones.

    Raises
    ------
    ValidationError
        With every problem.
    """
    lines = [
        InitErrorDetails(type="value_error", loc=loc, input=None, ctx={"error": ValueError(text)})
        for loc, text in problems
    ]
    try:
        made = make(values)
    except ValidationError as error:
        lines = [*map(_line, error.errors(include_url=False)), *lines]
    else:
        if not lines:
            return made
    raise ValidationError.from_exception_data(model, lines)


def _line(error: Any) -> InitErrorDetails:
    """Return a problem that the model found, to be raised once more."""
    return InitErrorDetails(
        type=error["type"], loc=error["loc"], input=error["input"], ctx=error.get("ctx", {})
    )
