"""The whole of ladder.toml, and what its blocks must agree on."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, ModelWrapValidatorHandler, ValidationInfo, model_validator

from geo_ser.parameters.across import indicator_problems, problems_across
from geo_ser.parameters.amounts import Demand, Supply
from geo_ser.parameters.baseline import BaselineParameters
from geo_ser.parameters.kinds import AtLeastOne
from geo_ser.parameters.levels import Levels, Uncertainty
from geo_ser.parameters.measures import (
    EXISTING_LEVELS,
    ExistingParameters,
    NewParameters,
    PlannedParameters,
)
from geo_ser.parameters.raw import raw, together
from geo_ser.parameters.reserves import ClusterReserve, IronStock
from geo_ser.parameters.segments import Segment
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


class LadderParameters(Frozen):
    """The whole of ladder.toml."""

    demand: Annotated[tuple[Demand, ...], AtLeastOne]
    existing: ExistingParameters | None = None
    planned: PlannedParameters | None = None
    ladder: LadderInfo
    supply: tuple[Supply, ...] = ()
    iron_stock: IronStock | None = None
    cluster_reserve: tuple[ClusterReserve, ...] = ()
    segments: tuple[Segment, ...] = ()
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

    @model_validator(mode="wrap")
    @classmethod
    def _all_at_once(
        cls,
        values: Any,
        handler: ModelWrapValidatorHandler[Self],
        info: ValidationInfo,
    ) -> Self:
        """Refuse what the blocks contradict each other in, beside what is wrong in each.

        A context `{"indicators": columns}` says what a supply may come from.
        """
        typed = raw(values)
        problems = [*problems_across(typed)]
        if info.context is not None:
            problems += indicator_problems(typed, info.context["indicators"])
        return together(cls.__name__, values, handler, iter(problems))
