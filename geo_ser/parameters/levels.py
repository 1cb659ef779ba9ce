"""Ambition levels to work at, and how the uncertainty of the outcome is looked at."""

from typing import Annotated

from pydantic import Field

from geo_ser.parameters.measures import EXISTING_LEVELS
from geo_ser.study import Frozen

__all__ = ["Levels", "Uncertainty"]

Level = Annotated[int, Field(ge=0)]


class Levels(Frozen):
    """One ambition level per step: `[ladder] levels` and `[uncertainty] levels`."""

    existing: Annotated[int, Field(ge=0, le=EXISTING_LEVELS[-1])] = 0
    planned: Level = 0
    new: Level = 0


class Uncertainty(Frozen):
    """`[uncertainty]`: the draws of the Monte Carlo, and the tornado."""

    draws: int = Field(10_000, ge=100, le=1_000_000)
    seed: int = Field(1, ge=0)
    perturbation: float = Field(0.10, gt=0, lt=1)
    """By what share each parameter moves in the tornado of a variant without ranges."""
    levels: Levels | None = None
    """At which ambition levels; default those of `[ladder]`."""
