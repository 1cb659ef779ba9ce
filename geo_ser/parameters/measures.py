"""The measures of the three steps: existing, planned and new terrains."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

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
    "PlotSource",
    "Shrink",
    "group_problems",
    "land_ha",
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


class PlotSource(Frozen):
    """`[planned] groups_from`: the plots that were issued, or those that were measured."""

    issued: str | None = None
    """A table: `size_class`, a column of plots issued, `mean_plot_m2`."""
    measured_plots: Literal[True] | None = None
    total_ha: Annotated[float, Field(gt=0)] | None = None
    """The land to divide; default `area_ha`."""

    @model_validator(mode="after")
    def _one_way(self) -> "PlotSource":
        if (self.issued is None) == (self.measured_plots is None):
            raise ValueError('give "measured_plots", or `issued` with `total_ha`')
        return self


def as_plot_source(value: Any) -> Any:
    """Return the short way to write measured plots as the long one."""
    return {"measured_plots": True} if value == "measured_plots" else value


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
    groups: Annotated[tuple[PlotGroup, ...], AtLeastOne] = ()
    groups_from: Annotated[PlotSource | None, BeforeValidator(as_plot_source)] = Field(
        None, validate_default=True
    )
    """Where the groups come from when they are not given; `load_ladder` fills them in."""
    area_ha: Annotated[float, Field(gt=0)] | None = None
    """Land that can be issued on the planned terrain; the plots are no larger."""
    levels: dict[Annotated[int, Field(ge=1)], PlannedLevel] = Field(default_factory=dict)
    """By ambition level; level 0, without measures, is implicit."""
    source: Source = None

    @field_validator("groups_from")
    @classmethod
    def _one_way(cls, plots: PlotSource | None, info: ValidationInfo) -> PlotSource | None:
        if "groups" in info.data and bool(info.data["groups"]) == (plots is not None):
            raise ValueError("give exactly one of `groups` and `groups_from`")
        return plots

    @field_validator("area_ha")
    @classmethod
    def _plots_fit(cls, area_ha: float | None, info: ValidationInfo) -> float | None:
        plots = info.data.get("groups_from")
        total = plots.total_ha if plots else land_ha(info.data.get("groups", ()))
        if area_ha is not None and total is not None and total > area_ha * (1 + 1e-9):
            raise ValueError(f"the plots take {total:g} ha, the terrain has {area_ha:g} ha")
        return area_ha

    @field_validator("levels")
    @classmethod
    def _groups_exist(
        cls, levels: dict[int, PlannedLevel], info: ValidationInfo
    ) -> dict[int, PlannedLevel]:
        if groups := info.data.get("groups"):
            no_problems(group_problems(levels, len(groups)))
        return levels


def land_ha(groups: Sequence[PlotGroup]) -> float:
    """Return the hectares that groups of plots take."""
    return math.fsum(one.size_m2 * one.count for one in groups) / 10_000


def group_problems(levels: Mapping[int, PlannedLevel], groups: int) -> Iterator[str]:
    """Yield the levels that name groups of plots which do not exist."""
    known = set(range(1, groups + 1))
    for number, level in sorted(levels.items()):
        if unknown := level.groups_named() - known:
            listed = ", ".join(map(str, sorted(unknown)))
            yield (f"levels.{number} names group {listed}; the groups are numbered 1 to {groups}")


class NewParameters(Frozen):
    """`[new]`, step 3."""

    net_gross_ratio: PositiveShare | None = None
    source: Source = None
