"""The reference figures that ship with the program, and the words of the indicators."""

import tomllib
from functools import cache
from importlib import resources

from pydantic import Field, model_validator

from geo_ser.ladder.baseline_score import Score
from geo_ser.parameters import BASELINE_INDICATORS, BASELINE_ITEMS
from geo_ser.study import Frozen

__all__ = ["Benchmarks", "filling", "load_benchmarks"]


class BenchmarkSet(Frozen):
    """Where a number of reference figures come from."""

    name_nl: str
    name_en: str
    source: str


class Benchmark(Frozen):
    """A reference figure in the item's unit; one with a `part` is shown and fills nothing in."""

    set: str
    item: str
    low: float = Field(ge=0)
    high: float = Field(ge=0)
    part_nl: str | None = None
    part_en: str | None = None
    source: str

    @model_validator(mode="after")
    def _is_known(self) -> "Benchmark":
        if self.item not in BASELINE_ITEMS:
            raise ValueError(f"unknown item {self.item!r}")
        if self.low > self.high:
            raise ValueError(f"{self.item}: low {self.low:g} lies above high {self.high:g}")
        return self


class SectorBenchmark(Frozen):
    """Shares of the businesses by sector, fractions."""

    set: str
    industry: float
    construction: float
    logistics: float
    trade_and_repair: float
    business_services: float
    other_services: float
    other: float
    source: str


class IndicatorWords(Frozen):
    """Name and definition of an indicator."""

    name_nl: str
    name_en: str
    text_nl: str
    text_en: str


class Benchmarks(Frozen):
    """The whole of benchmarks.toml."""

    sets: dict[str, BenchmarkSet]
    benchmark: tuple[Benchmark, ...]
    sectors: tuple[SectorBenchmark, ...]
    indicators: dict[str, IndicatorWords]

    @model_validator(mode="after")
    def _fits(self) -> "Benchmarks":
        if tuple(self.indicators) != BASELINE_INDICATORS:
            raise ValueError("the indicators are not those of the baseline, in order")
        used = {one.set for one in self.benchmark} | {one.set for one in self.sectors}
        unknown = used - set(self.sets)
        if unknown:
            raise ValueError(f"unknown set {', '.join(sorted(unknown))}")
        return self


@cache
def load_benchmarks() -> Benchmarks:
    """Return the reference figures of benchmarks.toml."""
    file = resources.files("geo_ser.ladder") / "benchmarks.toml"
    return Benchmarks.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def filling(sets: tuple[str, ...]) -> dict[str, Score]:
    """Return per item the reference figure of the first of some sets that has one."""
    known = load_benchmarks()
    found: dict[str, Score] = {}
    for name in sets:
        for one in known.benchmark:
            if one.set == name and one.part_nl is None and one.item not in found:
                found[one.item] = Score(
                    item=one.item,
                    terrain="",
                    low=one.low,
                    high=one.high,
                    basis="benchmark",
                    source=f"{known.sets[name].name_nl}: {one.source}",
                )
    return found
