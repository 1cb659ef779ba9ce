"""What the geometric what-ifs assume: shipped values with their source, a study's own over them.

Every number of the what-ifs stands in whatif.toml. A study overrides any block of it in the
file that `[gain]` in its atlas.toml names; a block overridden without a `source` says that the
study is its source.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, model_validator

from geo_ser.gain.catalogue_kinds import Titled
from geo_ser.study import Frozen, read_settings

__all__ = [
    "INSTRUMENTS",
    "KINDS",
    "KIND_NAMES",
    "LEVELS",
    "LIMITS",
    "OBSTACLES",
    "REASONS",
    "Estimate",
    "Instrument",
    "Kind",
    "Ranking",
    "Realisation",
    "Reason",
    "WhatIf",
    "WhatIfWords",
    "what_if",
    "what_if_words",
]

Instrument = Literal[
    "fill_unbuilt", "split_off", "larger_footprint", "office_on_top", "second_storey", "linking",
    "shared_parking", "demolish_rebuild",
]  # fmt: skip
Reason = Literal[
    "offered", "issuable", "with_plan", "unbuilt", "reserve", "splittable", "below_coverage",
    "below_height", "linkable", "own_parking",
]  # fmt: skip
Obstacle = Literal[
    "no_road_access", "split_ownership", "small_rest", "plan_unknown", "category",
    "recently_built", "no_grid_capacity", "in_use", "parking", "blocked",
]  # fmt: skip
INSTRUMENTS: tuple[Instrument, ...] = get_args(Instrument)
Kind = Literal["plot", "floor"]
KIND_NAMES: tuple[Kind, ...] = get_args(Kind)
KINDS: Mapping[Instrument, Kind] = {
    "fill_unbuilt": "plot", "split_off": "plot", "linking": "plot", "shared_parking": "plot",
    "larger_footprint": "floor", "office_on_top": "floor", "second_storey": "floor",
    "demolish_rebuild": "floor",
}  # fmt: skip
"""Whose hectares are land that can be issued (plot), and whose are the land that added floor area
would have taken elsewhere, at `ha_coverage` (floor)."""
REASONS: tuple[Reason, ...] = get_args(Reason)
OBSTACLES: tuple[Obstacle, ...] = get_args(Obstacle)
LEVELS = (0, 1, 2, 3)
LIMITS = (
    "max_height_m", "max_coverage", "setback_road_m", "setback_side_m", "setback_rear_m",
)  # fmt: skip
"""The limits a study may give a default for."""

Share = Annotated[float, Field(ge=0, le=1)]
Text = Annotated[str, Field(min_length=1)]
Above = Annotated[float, Field(gt=0)]


class Estimate(Frozen):
    """A parameter with its range."""

    low: float = Field(ge=0)
    value: float = Field(ge=0)
    high: float = Field(ge=0)
    source: Text

    @model_validator(mode="after")
    def _in_order(self) -> "Estimate":
        if not self.low <= self.value <= self.high:
            raise ValueError("low <= value <= high does not hold")
        return self

    @property
    def three(self) -> tuple[float, float, float]:
        """Low, value and high."""
        return self.low, self.value, self.high


class Quantity(Frozen):
    """A parameter without a range."""

    value: Above
    source: Text


class Limits(Frozen):
    """`[limits]`: what is assumed where neither zoning nor terrain gives a limit."""

    max_height_m: Above | None = None
    max_coverage: Annotated[float, Field(gt=0, le=1)] | None = None
    setback_road_m: Annotated[float, Field(ge=0)] | None = None
    setback_side_m: Annotated[float, Field(ge=0)] | None = None
    setback_rear_m: Annotated[float, Field(ge=0)] | None = None
    source: Text


class Realisation(Frozen):
    """Which share of a gain is made at each ambition level, for one reason and size of plot."""

    reason: Reason
    land: Literal["existing", "planned"] | None = None
    """Plots on existing terrains, or on those of `planned_terrains`; None: both."""
    min_plot_m2: float = Field(0.0, ge=0)
    max_plot_m2: Above | None = None
    """Below this; None: no upper bound."""
    levels: dict[Literal["1", "2", "3"], Share]
    source: Text


class ObstacleShare(Frozen):
    """Which share of the realistic gain is left at each level where an obstacle stands."""

    obstacle: Obstacle
    instruments: tuple[Instrument, ...] | None = None
    """The what-ifs it stands in the way of; None: all."""
    levels: dict[Literal["1", "2", "3"], Share]
    source: Text


class Weights(Frozen):
    """`[ranking.weights]`: how much each part of the score counts."""

    gain: float = Field(ge=0)
    share: float = Field(ge=0)
    realisation: float = Field(ge=0)
    certainty: float = Field(ge=0)
    free_of_obstacles: float = Field(ge=0)

    @model_validator(mode="after")
    def _some(self) -> "Weights":
        if sum(self.model_dump().values()) <= 0:
            raise ValueError("at least one weight must be above 0")
        return self


class Ranking(Frozen):
    """`[ranking]`: how candidates are put in order, and how sure that order is."""

    full_gain_ha: Above
    top: int = Field(ge=1)
    draws: int = Field(ge=1, le=10_000)
    seed: int = Field(ge=0)
    spread: float = Field(ge=0, lt=1)
    source: Text
    weights: Weights


class WhatIf(Frozen):
    """The whole of whatif.toml."""

    level: Literal[1, 2, 3]
    planned_terrains: tuple[str, ...]
    """Ids of terrains that are planned or new: there the shares of annex D hold."""
    limits: Limits
    usual_coverage: Estimate
    office_share: Estimate
    second_storey_share: Estimate
    footprint_rise: Estimate
    link_strip_m: Estimate
    parking_share: Estimate
    parking_norm: Estimate
    """Places per 100 m² of floor area."""
    parking_norm_office: Estimate
    """The same on plots where mostly offices stand."""
    parking_place_m2: Estimate
    """Land that one place takes, m²."""
    business_storey_m: Quantity
    office_storey_m: Quantity
    min_plot_m2: Quantity
    min_fill_m2: Quantity
    min_frontage_m: Quantity
    min_width_m: Quantity
    min_extension_m2: Quantity
    link_reach_m: Quantity
    link_min_shared_m: Quantity
    link_max_plot_m2: Quantity
    link_max_category: Quantity
    recent_years: Quantity
    ha_coverage: Quantity
    realisation: tuple[Realisation, ...]
    obstacle: tuple[ObstacleShare, ...]
    ranking: Ranking

    @model_validator(mode="after")
    def _shares_are_shares(self) -> "WhatIf":
        shares = ("usual_coverage", "office_share", "footprint_rise", "parking_share",
                  "second_storey_share")  # fmt: skip
        wrong = [name for name in shares if getattr(self, name).high > 1]
        if self.ha_coverage.value > 1:
            wrong.append("ha_coverage")
        if wrong:
            raise ValueError(f"{', '.join(wrong)}: a share is a fraction between 0 and 1")
        return self


class InstrumentWords(Titled):
    """A what-if, with the numbers of the instruments of annex C it belongs to."""

    numbers: Annotated[tuple[int, ...], Field(min_length=1)]
    part: str | None = None


class WhatIfWords(Frozen):
    """The whole of candidates.toml."""

    instrument: tuple[InstrumentWords, ...]
    reason: tuple[Titled, ...]
    obstacle: tuple[Titled, ...]

    @model_validator(mode="after")
    def _complete(self) -> "WhatIfWords":
        for name, known in (("instrument", INSTRUMENTS), ("reason", REASONS),
                            ("obstacle", OBSTACLES)):  # fmt: skip
            keys = [one.key for one in getattr(self, name)]
            if keys != list(known):
                raise ValueError(f"{name}: keys are {keys}, not {list(known)}")
        return self


def what_if(file: Path | None = None) -> WhatIf:
    """Return the parameters of the what-ifs, a study's own over the shipped ones.

    Parameters
    ----------
    file
        The file that `[gain]` of atlas.toml names; None: the shipped parameters alone.

    Raises
    ------
    StudyError
        If the file cannot be read or breaks the model; every problem is listed.

    Examples
    --------
    >>> what_if().usual_coverage.value
    0.58
    """
    if file is None:
        return WhatIf.model_validate(_shipped("whatif"))
    name = file.name
    return read_settings(
        file, WhatIf, prepare=lambda own: _over(_shipped("whatif"), own, source=name)
    )


@cache
def what_if_words() -> WhatIfWords:
    """Return the words of instruments, reasons and obstacles."""
    return WhatIfWords.model_validate(_shipped("candidates"))


def _shipped(name: str) -> dict[str, Any]:
    text = (resources.files("geo_ser.gain") / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _over(below: Mapping[str, Any], own: Mapping[str, Any], *, source: str) -> dict[str, Any]:
    """Return values with a study's own laid over them, block by block; lists are replaced."""
    laid = dict(below)
    for key, value in own.items():
        block = below.get(key)
        if isinstance(block, Mapping) and isinstance(value, Mapping):
            told = {"source": source} if "source" in block else {}
            laid[key] = {**_over(block, {**told, **value}, source=source)}
        else:
            laid[key] = value
    return laid
