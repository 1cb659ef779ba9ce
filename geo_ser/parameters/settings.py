"""The whole of ladder.toml, and what its blocks must agree on."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, ValidationInfo, field_validator

from geo_ser.parameters.amounts import Demand, Supply
from geo_ser.parameters.baseline import BaselineParameters
from geo_ser.parameters.kinds import AtLeastOne, no_problems, repeated
from geo_ser.parameters.levels import Levels, Uncertainty
from geo_ser.parameters.measures import (
    EXISTING_LEVELS,
    ExistingParameters,
    NewParameters,
    PlannedParameters,
)
from geo_ser.parameters.reserves import ClusterReserve, IronStock
from geo_ser.parameters.segments import Segment, segment_problems
from geo_ser.study import Frozen

__all__ = ["LadderInfo", "LadderParameters", "Published"]


class LadderInfo(Frozen):
    """`[ladder]`."""

    title: str = Field(min_length=1)
    unit: Literal["ha net", "ha gross", "ha", "ha netto", "ha bruto"] = "ha net"
    levels: Levels = Levels()
    """At which ambition levels `variants[].steps` are given."""


class Published(Frozen):
    """`[published]`: the tables to compare with."""

    matrix: str | None = None
    existing: str | None = None
    planned_levels: str | None = None
    planned_plots: str | None = None
    steps: str | None = None
    figures: str | None = None
    """Every printed figure, a row each, for `geo-ser ladder --compare`; no part of ladder.json."""
    items: dict[str, str] = Field(default_factory=dict)
    """A row of `steps` to the supply it publishes; rows that are inputs are left out."""

    @property
    def tables(self) -> dict[str, str]:
        """The files that ladder.json compares with, by the name of their kind."""
        return {
            kind: file
            for kind in ("matrix", "existing", "planned_levels", "planned_plots", "steps")
            if (file := getattr(self, kind)) is not None
        }


Leveled = TypeVar("Leveled", LadderInfo, Uncertainty)


class LadderParameters(Frozen):
    """The whole of ladder.toml."""

    demand: Annotated[tuple[Demand, ...], AtLeastOne]
    existing: ExistingParameters | None = None
    planned: PlannedParameters | None = None
    ladder: LadderInfo
    supply: tuple[Supply, ...] = ()
    iron_stock: IronStock | None = None
    cluster_reserve: tuple[ClusterReserve, ...] = ()
    segments: tuple[Segment, ...] = Field((), validate_default=True)
    uncertainty: Uncertainty = Uncertainty()
    new: NewParameters = NewParameters()
    baseline: BaselineParameters | None = None
    published: Published = Published()

    @property
    def existing_levels(self) -> tuple[int, ...]:
        """The ambition levels of step 1: only 0 without `[existing]`."""
        return EXISTING_LEVELS if self.existing else (0,)

    @property
    def planned_levels(self) -> tuple[int, ...]:
        """The ambition levels of steps 2 and 3: only 0 without `[planned]`."""
        return (0, *sorted(self.planned.levels)) if self.planned else (0,)

    @field_validator("demand")
    @classmethod
    def _variants_differ(cls, demand: tuple[Demand, ...]) -> tuple[Demand, ...]:
        if twice := repeated([one.variant for one in demand]):
            raise ValueError(f"variant {', '.join(twice)} stands more than once")
        return demand

    @field_validator("ladder", "uncertainty")
    @classmethod
    def _levels_exist(cls, block: Leveled, info: ValidationInfo) -> Leveled:
        no_problems(_level_problems(block.levels or Levels(), info.data))
        return block

    @field_validator("cluster_reserve")
    @classmethod
    def _reserve_fits(
        cls, reserve: tuple[ClusterReserve, ...], info: ValidationInfo
    ) -> tuple[ClusterReserve, ...]:
        if "demand" in info.data:
            no_problems(_reserve_problems(reserve, info.data["demand"]))
        return reserve

    @field_validator("segments")
    @classmethod
    def _segments_fit(
        cls, segments: tuple[Segment, ...], info: ValidationInfo
    ) -> tuple[Segment, ...]:
        reserve = info.data.get("cluster_reserve", ())
        components = [one for demand in info.data.get("demand", ()) for one in demand.components]
        no_problems(
            segment_problems(segments, [*components, *info.data.get("supply", ()), *reserve])
        )
        return segments

    @field_validator("supply")
    @classmethod
    def _supply_fits(cls, supply: tuple[Supply, ...], info: ValidationInfo) -> tuple[Supply, ...]:
        if "demand" in info.data:
            no_problems(_supply_problems(supply, [one.variant for one in info.data["demand"]]))
        return supply

    @field_validator("published")
    @classmethod
    def _published_fits(cls, published: Published, info: ValidationInfo) -> Published:
        no_problems(_published_problems(published, info.data))
        return published


def _level_problems(levels: Levels, data: dict[str, Any]) -> Iterator[str]:
    """Yield the levels asked for that the measures do not know."""
    if "existing" in data and data["existing"] is None and levels.existing:
        yield f"levels.existing is {levels.existing}, but there is no [existing]"
    if "planned" not in data:
        return
    known = [0, *sorted(data["planned"].levels)] if data["planned"] else [0]
    for name in ("planned", "new"):
        if getattr(levels, name) not in known:
            yield (
                f"levels.{name} is {getattr(levels, name)}; [planned.levels] has "
                f"{', '.join(map(str, known))}"
            )


def _supply_problems(supply: tuple[Supply, ...], variants: list[str]) -> Iterator[str]:
    """Yield unknown variants, names that stand twice in one, and more than all of its demand."""
    for one in supply:
        if unknown := sorted(set(one.variants or ()) - set(variants)):
            listed, known = ", ".join(map(repr, unknown)), ", ".join(map(repr, variants))
            yield f"supply {one.name!r} names unknown variant {listed}; known: {known}"
    for variant in variants:
        ours = [one for one in supply if one.variants is None or variant in one.variants]
        if twice := repeated([one.name for one in ours]):
            yield f"supply {', '.join(twice)} stands more than once in variant {variant!r}"
        percent = sum(one.percent_of_demand.high for one in ours if one.percent_of_demand)
        if percent > 100:
            yield f"supply in variant {variant!r} takes {percent:g} per cent of the demand"


def _reserve_problems(
    reserve: tuple[ClusterReserve, ...], demand: tuple[Demand, ...]
) -> Iterator[str]:
    """Yield unknown variants and names that stand twice, among the demand where they count."""
    variants = [one.variant for one in demand]
    for one in reserve:
        if unknown := sorted(set(one.variants or ()) - set(variants)):
            listed, known = ", ".join(map(repr, unknown)), ", ".join(map(repr, variants))
            yield f"cluster_reserve {one.name!r} names unknown variant {listed}; known: {known}"
    for variant in variants:
        ours = [one.name for one in reserve if one.variants is None or variant in one.variants]
        if twice := repeated(ours):
            yield f"cluster_reserve {', '.join(twice)} stands more than once in {variant!r}"


def _published_problems(published: Published, data: dict[str, Any]) -> Iterator[str]:
    """Yield published tables that have nothing to be compared with."""
    for kind, block in (("existing", "existing"), ("planned_levels", "planned"),
                        ("planned_plots", "planned")):  # fmt: skip
        if kind in published.tables and block in data and data[block] is None:
            yield f"`{kind}` is given, but there is no [{block}] to compare it with"
    names = {one.name for one in data.get("supply", ())}
    if "supply" in data and (unknown := sorted(set(published.items.values()) - names)):
        yield f"`items` names unknown supply {', '.join(map(repr, unknown))}"
