"""The tornado: how far what remains moves when one parameter moves and the rest stay."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import pandas as pd
from pydantic import BaseModel

from geo_ser.ladder.items import need, remaining
from geo_ser.ladder.measures import Gains, gains
from geo_ser.ladder.steps import gain_items
from geo_ser.ladder.supply import Measured, supply_items
from geo_ser.parameters import Band, LadderInput, LadderParameters, Levels, Ranged

__all__ = ["GainsOf", "MeasuredSupply", "ranged_shares", "tornado"]

GainsOf = Callable[[LadderInput], Mapping[str, pd.DataFrame]]
MeasuredSupply = Mapping[str, Mapping[int, Measured]]
"""Per variant, by the place of the block: what `measure_supply` returned."""
Path = tuple[str | int, ...]

_NOT_VARIED = ("area_ha", "groups_from", "levels")
"""Of `[planned]`: limits and origins, and the levels that are not in use."""

_KEYED = ("levels", "footprint_shares")
"""What is numbered by name, not by place."""


@dataclass(frozen=True)
class Knob:
    """One parameter and the two values it is turned to."""

    path: Path
    name: str
    low: float
    high: float

    @property
    def key(self) -> str:
        """The parameter as it stands among the `parameters` of ladder.json."""
        text = ""
        for before, part in pairwise(("", *self.path)):
            listed = isinstance(part, int) and before not in _KEYED
            text += f"[{int(part) + 1}]" if listed else f".{part}"
        return text.removeprefix(".").removesuffix("_")


def tornado(
    ladder_input: LadderInput,
    levels: Levels,
    won: Gains,
    measured: MeasuredSupply,
    gains_of: GainsOf | None,
) -> list[dict[str, Any]]:
    """Return what remains with each parameter low and high, the others at their middle.

    Parameters
    ----------
    ladder_input
        The ladder, the cluster reserve that counts among its demand.
    levels
        The ambition levels to work at.
    won
        The gain of each level.
    measured
        Per variant the supply that was measured; one with a range is turned too.
    gains_of
        Works out the gain tables of other parameters; without it those of `[existing]` and
        `[planned]` stay as they are.

    Returns
    -------
    bars : list of dict
        Per variant, the widest first: `variant`, `basis` (range, perturbation), `key`, `name`,
        `low_value`, `high_value` (of the parameter), `remaining_at_low_ha`,
        `remaining_at_high_ha`, `middle_ha`, `span_ha`. A variant with ranges has a bar for each
        of them; any other one for each parameter, moved by `[uncertainty] perturbation` (shares
        no further than 1, percentages than 100; numbers of plots stay).
    """
    middle = replace(ladder_input, parameters=_at_the_middle(ladder_input.parameters))
    bench = _Bench(middle, levels, won.at_the_middle(), measured, gains_of)
    variants = range(len(middle.parameters.demand))
    return [bar for one in variants for bar in _variant_bars(ladder_input.parameters, bench, one)]


@dataclass(frozen=True)
class _Bench:
    """Everything at its middle, ready to turn one knob."""

    middle: LadderInput
    levels: Levels
    won: Gains
    measured: MeasuredSupply
    gains_of: GainsOf | None
    known: dict[tuple[Path, float], Gains] = field(default_factory=dict)
    """The gains of a turned knob: the same for every variant."""

    @cached_property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The gain tables with everything at its middle."""
        return {} if self.gains_of is None else self.gains_of(self.middle)

    def remaining_ha(self, variant: int, knob: Knob | None = None, value: float = 0.0) -> float:
        """Return what remains of a variant, one parameter turned to a value."""
        parameters, won = self.middle.parameters, self.won
        turned = knob if knob is not None and knob.path[-1] == "from_" else None
        if knob is not None and turned is None:
            parameters = _with(parameters, knob.path, value)
            if knob.path[0] in ("existing", "planned"):
                won = self._gains(parameters, (knob.path, value))
        demand = parameters.demand[variant]
        levels = self.levels
        taken = gain_items(parameters, won, existing=levels.existing, planned=levels.planned)
        measured = {
            number: one.at(value if turned and turned.path[1] == number else one.band.middle)
            for number, one in self.measured[demand.variant].items()
        }
        supply = supply_items(parameters.supply, demand, measured)
        return remaining(need(demand.band, [*taken, *supply]), won.share[levels.new]).high

    def _gains(self, parameters: LadderParameters, turned: tuple[Path, float]) -> Gains:
        if turned not in self.known and self.gains_of is not None:
            # Each block has tables of its own: those of the other one stay as they are.
            other = "planned" if turned[0][0] == "existing" else "existing"
            alone = parameters.model_copy(update={other: None})
            tables = self.gains_of(replace(self.middle, parameters=alone))
            tables = {**self.tables, **tables}
            won = gains(parameters, tables.get("existing"), tables.get("planned"))
            self.known[turned] = won.at_the_middle()
        return self.known[turned]


def _variant_bars(
    parameters: LadderParameters, bench: _Bench, variant: int
) -> list[dict[str, Any]]:
    """Return the bars of one variant, the widest first."""
    knobs, basis = list(_range_knobs(parameters, variant)), "range"
    knobs += _measured_knobs(parameters, variant, bench.measured)
    knobs += ranged_shares(parameters, bench.levels) if bench.gains_of is not None else []
    if not knobs:
        knobs, basis = list(_moved_knobs(bench, variant, parameters)), "perturbation"
    middle = bench.remaining_ha(variant)
    bars = []
    for knob in knobs:
        at_low = bench.remaining_ha(variant, knob, knob.low)
        at_high = bench.remaining_ha(variant, knob, knob.high)
        bars.append(
            {
                "variant": parameters.demand[variant].variant,
                "basis": basis,
                "key": knob.key,
                "name": knob.name,
                "low_value": knob.low,
                "high_value": knob.high,
                "remaining_at_low_ha": at_low,
                "remaining_at_high_ha": at_high,
                "middle_ha": middle,
                "span_ha": abs(at_high - at_low),
            }
        )
    return sorted(bars, key=lambda bar: (-bar["span_ha"], bar["key"]))


def _ours(parameters: LadderParameters, variant: int) -> Iterator[tuple[Path, Any]]:
    """Yield the parts of the demand and the supply of one variant, with where they stand."""
    demand = parameters.demand[variant]
    for number, component in enumerate(demand.components):
        yield ("demand", variant, "components", number), component
    for number, supply in enumerate(parameters.supply):
        if supply.variants is None or demand.variant in supply.variants:
            yield ("supply", number), supply


def _measures(parameters: LadderParameters, levels: Levels) -> Iterator[tuple[Path, Any]]:
    """Yield the blocks of the measures in use, with where they stand."""
    if parameters.existing is not None:
        yield ("existing",), parameters.existing
    if parameters.planned is not None:
        yield ("planned",), parameters.planned
        for number in sorted({levels.planned, levels.new} - {0}):
            yield ("planned", "levels", number), parameters.planned.levels[number]


def ranged_shares(parameters: LadderParameters, levels: Levels) -> list[Knob]:
    """Return the shares of the measures in use that have a range."""
    return [
        replace(knob, name=knob.key)
        for start, block in _measures(parameters, levels)
        for path, value in _numbers(block, start)
        if isinstance(value, Ranged)
        for knob in [Knob(path, "", value.band.low, value.band.high)]
    ]


def _range_knobs(parameters: LadderParameters, variant: int) -> Iterator[Knob]:
    """Yield each range of one variant."""
    for path, block in _ours(parameters, variant):
        for key, band in _bands(block):
            if band.is_range:
                yield Knob((*path, key), block.name, band.low, band.high)


def _measured_knobs(
    parameters: LadderParameters, variant: int, measured: MeasuredSupply
) -> Iterator[Knob]:
    """Yield each supply of one variant that was measured with a range."""
    for number, one in measured[parameters.demand[variant].variant].items():
        if one.band.is_range:
            name = parameters.supply[number].name
            yield Knob(("supply", number, "from_"), name, one.band.low, one.band.high)


def _bands(block: Any) -> Iterator[tuple[str, Band]]:
    """Yield what a component or supply gives as a range, by the key that holds its middle."""
    percents = {key: getattr(block, key, None) for key in ("percent", "percent_of_demand")}
    given = {key: band for key, band in percents.items() if band is not None}
    if given:
        yield from given.items()
    elif getattr(block, "from_", None) is None:
        yield "value", block.band


def _at_the_middle(parameters: LadderParameters) -> LadderParameters:
    """Return the parameters with each range brought to its middle."""
    for variant in range(len(parameters.demand)):
        for path, block in _ours(parameters, variant):
            for key, band in _bands(block):
                parameters = _with(parameters, (*path, key), band.middle)
    return parameters


def _moved_knobs(bench: _Bench, variant: int, parameters: LadderParameters) -> Iterator[Knob]:
    """Yield each parameter of one variant, moved a little either way."""
    by = parameters.uncertainty.perturbation
    middle, levels = bench.middle.parameters, bench.levels
    found = [(path, block.name, block) for path, block in _ours(middle, variant)]
    if bench.gains_of is not None:
        found += [(path, "", block) for path, block in _measures(middle, levels)]
    for start, name, block in found:
        for path, value in _numbers(block, start):
            if value > 0:
                knob = Knob(path, name, value * (1 - by), min(value * (1 + by), _most(path)))
                yield replace(knob, name=name or knob.key)


def _most(path: Path) -> float:
    """Return how large a parameter can be: amounts know no end, percentages and shares do."""
    if path[-1] in ("percent", "percent_of_demand"):
        return 100.0
    return float("inf") if path[-1] in ("value", "of_ha", "size_m2") else 1.0


def _numbers(value: Any, path: Path) -> Iterator[tuple[Path, float]]:
    """Yield the numbers in a block that may be fractions, with where they stand."""
    if isinstance(value, Band):
        yield path, value.low
    elif isinstance(value, float):
        yield path, value
    elif isinstance(value, BaseModel):
        for key in type(value).model_fields:
            if key not in _NOT_VARIED:
                yield from _numbers(getattr(value, key), (*path, key))
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _numbers(one, (*path, name))
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _numbers(one, (*path, number))


def _with(value: Any, path: Path, new: float) -> Any:
    """Return a settings value with one number in it replaced, the rest untouched."""
    if not path:
        return Band(low=new, high=new) if isinstance(value, Band) else new
    key, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {**value, key: _with(value[key], rest, new)}
    if isinstance(value, tuple):
        assert isinstance(key, int)
        return (*value[:key], _with(value[key], rest, new), *value[key + 1 :])
    update = {str(key): _with(getattr(value, str(key)), rest, new)}
    if key == "value":  # a component or supply at one value has no bounds
        update |= {"low": None, "high": None}
    return value.model_copy(update=update)
