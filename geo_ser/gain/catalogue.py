"""The instruments of careful land use and what belongs to them, as data.

Source: Stec Groep (2004), Zorgvuldig ruimtegebruik bedrijventerreinen Rijssen-Holten, annexes
B to F and I, retold in our own words. The study's own percentages stand with the instruments
for comparison; the ladder derives its own from plots and shares.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from pydantic import model_validator

from geo_ser.gain.catalogue_kinds import (
    Ageing,
    AgeingObservation,
    CostHeading,
    CostItem,
    CostRemark,
    Document,
    Effect,
    Instrument,
    InstrumentGroup,
    Opening,
    Quoted,
    Reference,
    Restructuring,
    Sign,
    Summary,
    Symbol,
    Titled,
)
from geo_ser.parameters import BASELINE_INDICATORS
from geo_ser.study import Frozen

__all__ = ["Catalogue", "catalogue", "reference_records"]

_BESIDE = ("land_use",)
"""Keys of reference indicators that are no indicator of the baseline."""


class InstrumentFile(Frozen):
    """instruments.toml."""

    source: Document
    effect: tuple[Effect, ...]
    use: tuple[Titled, ...]
    group: tuple[InstrumentGroup, ...]
    conditions: dict[str, Quoted]
    risks: dict[str, Quoted]
    instrument: tuple[Instrument, ...]


class AgeingFile(Frozen):
    """ageing.toml."""

    source: Document
    ageing: tuple[Ageing, ...]
    symbol: tuple[Symbol, ...]
    observation: tuple[AgeingObservation, ...]
    summary: Summary


class RestructuringFile(Frozen):
    """restructuring.toml."""

    source: Document
    restructuring: tuple[Restructuring, ...]
    opening: tuple[Opening, ...]
    summary: Summary


class ReferenceFile(Frozen):
    """references.toml."""

    source: Document
    reference: tuple[Reference, ...]


class CostFile(Frozen):
    """costs.toml."""

    source: Document
    sign: tuple[Sign, ...]
    heading: tuple[CostHeading, ...]
    cost: tuple[CostItem, ...]
    revenue: tuple[CostItem, ...]
    remark: tuple[CostRemark, ...]


class Catalogue(Frozen):
    """All five files; whatever one names in another exists."""

    instruments: InstrumentFile
    ageing: AgeingFile
    restructuring: RestructuringFile
    references: ReferenceFile
    costs: CostFile

    @model_validator(mode="after")
    def _fits_together(self) -> "Catalogue":
        problems = [*_instrument_problems(self), *_other_problems(self)]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def group(self, key: str) -> InstrumentGroup:
        """Return an instrument group by its key."""
        return next(one for one in self.instruments.group if one.key == key)


@cache
def catalogue() -> Catalogue:
    """Return the instruments, ageing, restructuring, reference projects and costs.

    Raises
    ------
    pydantic.ValidationError
        If the shipped data are not coherent; every problem names its instrument or key.
    """
    folder = resources.files("geo_ser.gain")
    files: Mapping[str, Any] = {
        name: tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        for name in Catalogue.model_fields
    }
    return Catalogue.model_validate(files)


def reference_records() -> list[dict[str, Any]]:
    """Return the four reference projects, JSON-ready, to stand beside a study's terrains."""
    return [one.model_dump(mode="json") for one in catalogue().references.reference]


def _unknown(where: str, what: str, used: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    for one in sorted(set(used) - set(known)):
        yield f"{where}: unknown {what} {one!r}"


def _keys(items: Iterable[Any]) -> list[str]:
    return [one.key for one in items]


def _instrument_problems(all_: Catalogue) -> Iterator[str]:
    """Yield what the instruments name that does not exist, and what they contradict."""
    file = all_.instruments
    numbers = [one.number for one in file.instrument]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"instrument: numbers are {numbers}, not 1 to {len(numbers)} in order"
    direct = {one.key: one.direct for one in file.group}
    for one in file.instrument:
        where = f"instrument {one.number}"
        effects = (one.effect_improper_use, one.effect_intensity)
        yield from _unknown(where, "group", [one.group], direct)
        yield from _unknown(where, "condition", one.conditions, file.conditions)
        yield from _unknown(where, "risk", one.risks, file.risks)
        yield from _unknown(where, "effect", effects, _keys(file.effect))
        yield from _unknown(where, "indicator", one.indicators, BASELINE_INDICATORS)
        yield from _unknown(where, "use", [level.use for level in one.levels], _keys(file.use))
        if one.indicator not in one.indicators:
            yield f"{where}: indicator {one.indicator!r} is not among its indicators"
        if direct.get(one.group, one.direct) != one.direct:
            yield f"{where}: direct differs from group {one.group!r}"
        if one.quantified != any(level.use == "applied" for level in one.levels):
            yield f"{where}: quantified goes with a level that applies it"
        levels = [level.level for level in one.levels]
        if levels != sorted(set(levels)):
            yield f"{where}: levels {levels} are not in order, once each"


def _other_problems(all_: Catalogue) -> Iterator[str]:
    """Yield what the other files name that does not exist."""
    ageing, kinds = all_.ageing, all_.restructuring.restructuring
    for one in ageing.ageing:
        yield from _unknown(f"ageing {one.key}", "restructuring", one.answered_by, _keys(kinds))
    for kind in kinds:
        yield from _unknown(
            f"restructuring {kind.key}", "ageing", kind.answers, _keys(ageing.ageing)
        )
    for seen in ageing.observation:
        marks = (seen.visual_quality_plan, *(getattr(seen, key) for key in _keys(ageing.ageing)))
        used = [mark for mark in marks if mark is not None]
        yield from _unknown(f"observation {seen.terrain}", "symbol", used, _keys(ageing.symbol))
    for reference in all_.references.reference:
        known = (*BASELINE_INDICATORS, *_BESIDE)
        yield from _unknown(
            f"reference {reference.key}", "indicator", _keys(reference.indicator), known
        )
    costs = all_.costs
    for item in (*costs.cost, *costs.revenue):
        used = [level.sign for level in item.levels]
        yield from _unknown(f"cost {item.key}", "sign", used, _keys(costs.sign))
        headings = [item.heading] if item.heading else []
        yield from _unknown(f"cost {item.key}", "heading", headings, _keys(costs.heading))
        if [level.level for level in item.levels] != [0, 1, 2, 3]:
            yield f"cost {item.key}: levels are not 0 to 3"
