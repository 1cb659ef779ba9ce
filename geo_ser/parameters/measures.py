"""The measures of the three steps: existing, planned and new terrains."""

import math
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ModelWrapValidatorHandler, model_validator

from geo_ser.parameters.kinds import AtLeastOne, PositiveShare, Source
from geo_ser.parameters.ranged import RangedPositiveShare, RangedShare
from geo_ser.parameters.raw import Problem, Raw, blocks, bounds, number, raw, together
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
    reuse_share: RangedShare
    local_share: RangedShare
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
    linking: RangedShare = 0.0
    shared_parking: RangedShare = 0.0
    shared_facilities: RangedShare = 0.0

    @model_validator(mode="wrap")
    @classmethod
    def _all_at_once(cls, values: object, handler: ModelWrapValidatorHandler["Shrink"]) -> "Shrink":
        return together(cls.__name__, values, handler, _shrink_problems(raw(values)))

    @property
    def share(self) -> float:
        """The share of a plot that is no longer needed."""
        return self.linking + self.shared_parking + self.shared_facilities


def _shrink_problems(block: Raw) -> Iterator[Problem]:
    """Yield shares that together leave nothing of a plot."""
    ends = [bounds(block.get(key)) for key in INSTRUMENTS[2:]]
    share = sum(one[1] for one in ends if one is not None and one[1] <= 1)
    if share >= 1:
        yield (), f"the shares add up to {share:g}: nothing is left of the plots"


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
    footprint_shares: dict[int, RangedPositiveShare] = Field(default_factory=dict)
    """Per group; the others keep `planned.footprint_share`."""
    rest_footprint_share: RangedPositiveShare | None = None
    """Of the land that shrinking frees; default `planned.footprint_share`."""
    source: Source = None


class PlannedParameters(Frozen):
    """`[planned]`, step 2: plots that are planned but not issued yet."""

    footprint_share: RangedPositiveShare
    office_share: RangedShare
    groups: Annotated[tuple[PlotGroup, ...], AtLeastOne] = ()
    groups_from: Annotated[PlotSource | None, BeforeValidator(as_plot_source)] = None
    """Where the groups come from when they are not given; `load_ladder` fills them in."""
    area_ha: Annotated[float, Field(gt=0)] | None = None
    """Land that can be issued on the planned terrain; the plots are no larger."""
    levels: dict[Annotated[int, Field(ge=1)], PlannedLevel] = Field(default_factory=dict)
    """By ambition level; level 0, without measures, is implicit."""
    source: Source = None

    @model_validator(mode="wrap")
    @classmethod
    def _all_at_once(
        cls, values: object, handler: ModelWrapValidatorHandler["PlannedParameters"]
    ) -> "PlannedParameters":
        return together(cls.__name__, values, handler, _planned_problems(raw(values)))


def _planned_problems(block: Raw) -> Iterator[Problem]:
    """Yield groups that do not fit the terrain, or the levels that do not fit the groups."""
    groups = blocks(block, "groups")
    if bool(block.get("groups")) == ("groups_from" in block):
        yield ("groups_from",), "give exactly one of `groups` and `groups_from`"
    area = number(block.get("area_ha"))
    total = number(raw(block.get("groups_from")).get("total_ha"))
    if total is None:
        total = math.fsum(
            (number(one.get("size_m2")) or 0) * (number(one.get("count")) or 0) / 10_000
            for one in groups
        )
    if area is not None and total > area * (1 + 1e-9):
        yield ("area_ha",), f"the plots take {total:g} ha, the terrain has {area:g} ha"
    if groups:
        yield from ((("levels", *loc), one) for loc, one in group_problems(block, len(groups)))


def land_ha(groups: Sequence[PlotGroup]) -> float:
    """Return the hectares that groups of plots take."""
    return math.fsum(one.size_m2 * one.count for one in groups) / 10_000


def group_problems(planned: Raw, groups: int) -> Iterator[Problem]:
    """Yield the keys of each level that name groups of plots which do not exist."""
    levels = raw(planned.get("levels"))
    for number_, level in sorted(levels.items(), key=lambda one: str(one[0])):
        measures = raw(level)
        named = {
            ("stack",): measures.get("stack"),
            ("shrink", "groups"): raw(measures.get("shrink")).get("groups"),
            ("footprint_shares",): list(raw(measures.get("footprint_shares"))),
        }
        for key, listed in named.items():
            if unknown := sorted(set(_whole_numbers(listed)) - set(range(1, groups + 1))):
                yield (
                    (str(number_), *key),
                    f"names group {', '.join(map(str, unknown))}; the groups are numbered "
                    f"1 to {groups}",
                )


def _whole_numbers(listed: object) -> Iterator[int]:
    """Yield the whole numbers in a list, digits as text too (keys of TOML are text)."""
    for one in listed if isinstance(listed, list | tuple) else ():
        if isinstance(one, int) or (isinstance(one, str) and one.lstrip("-").isdigit()):
            yield int(one)


class NewParameters(Frozen):
    """`[new]`, step 3."""

    net_gross_ratio: PositiveShare | None = None
    source: Source = None
