"""The measures of the three steps: existing, planned and new terrains."""

from typing import Annotated

from pydantic import Field, model_validator

from geo_ser.parameters.kinds import AtLeastOne, PositiveShare, Share, Source, no_problems
from geo_ser.study import Frozen

__all__ = [
    "EXISTING_LEVELS",
    "INSTRUMENTS",
    "ExistingParameters",
    "NewParameters",
    "PlannedLevel",
    "PlannedParameters",
    "PlotGroup",
    "Shrink",
]

EXISTING_LEVELS = (0, 1, 2, 3)
"""The ambition levels that step 1 knows; the formula of each stands in `gain.existing`."""

INSTRUMENTS = ("stack_office", "stack_business", "linking", "shared_parking", "shared_facilities")
"""The instruments of step 2: what is stacked, and the three ways a plot can shrink."""


class ExistingParameters(Frozen):
    """`[existing]`, step 1: what the terrains in use can still take."""

    table: str
    reuse_share: Share
    local_share: Share
    discount_intensification: tuple[str, ...] = ()
    """Terrains whose intensification is multiplied by both shares too."""
    source: Source = None


class PlotGroup(Frozen):
    """Plots of one size on the planned terrain; groups are numbered from 1."""

    size_m2: float = Field(gt=0)
    count: int = Field(ge=1)


class Shrink(Frozen):
    """Which groups get smaller plots, and by what share for which reason; the shares add up."""

    groups: Annotated[tuple[int, ...], AtLeastOne]
    linking: Share = 0.0
    shared_parking: Share = 0.0
    shared_facilities: Share = 0.0

    @model_validator(mode="after")
    def _something_is_left(self) -> "Shrink":
        if self.share >= 1:
            raise ValueError(f"the shares add up to {self.share:g}: nothing is left of the plots")
        return self

    @property
    def share(self) -> float:
        """The share of a plot that is no longer needed."""
        return self.linking + self.shared_parking + self.shared_facilities


class PlannedLevel(Frozen):
    """One `[planned.levels.N]`: the measures of one ambition level."""

    stack: tuple[int, ...] = ()
    shrink: Shrink | None = None
    footprint_shares: dict[int, PositiveShare] = Field(default_factory=dict)
    """Per group; the others keep `planned.footprint_share`."""
    rest_footprint_share: PositiveShare | None = None
    """Of the land that shrinking frees; default `planned.footprint_share`."""
    source: Source = None

    def groups_named(self) -> set[int]:
        """Return every group number the level mentions."""
        shrunk = self.shrink.groups if self.shrink else ()
        return {*self.stack, *shrunk, *self.footprint_shares}


class PlannedParameters(Frozen):
    """`[planned]`, step 2: plots that are planned but not issued yet."""

    footprint_share: PositiveShare
    office_share: Share
    groups: Annotated[tuple[PlotGroup, ...], AtLeastOne]
    levels: dict[Annotated[int, Field(ge=1)], PlannedLevel] = Field(default_factory=dict)
    """By ambition level; level 0, without measures, is implicit."""
    source: Source = None

    @model_validator(mode="after")
    def _groups_exist(self) -> "PlannedParameters":
        known = set(range(1, len(self.groups) + 1))
        no_problems(
            f"levels.{number} names group {', '.join(map(str, sorted(unknown)))}; "
            f"the groups are numbered 1 to {len(self.groups)}"
            for number, level in sorted(self.levels.items())
            if (unknown := level.groups_named() - known)
        )
        return self


class NewParameters(Frozen):
    """`[new]`, step 3."""

    net_gross_ratio: PositiveShare | None = None
    source: Source = None
