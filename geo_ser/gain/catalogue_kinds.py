"""What the catalogue is made of: instruments, ageing, restructuring, references, costs.

Every text stands in Dutch (`_nl`) and English (`_en`), every figure with the annex, table and
lines it comes from.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from geo_ser.study import Frozen

__all__ = [
    "Ageing", "AgeingObservation", "CostHeading", "CostItem", "CostRemark", "Document", "Effect",
    "Figure", "Instrument", "InstrumentGroup", "Opening", "Place", "Quoted", "Reference",
    "Restructuring", "Sign", "Summary", "Symbol", "Titled",
]  # fmt: skip

Text = Annotated[str, Field(min_length=1)]
Level = Annotated[int, Field(ge=0, le=3)]
ImpactSign = Literal["+", "-", "0", "+/-"]
Rated = Literal["instrument", "group"]


class Place(Frozen):
    """Where something stands: annex, table, 1-based lines of the document's text."""

    annex: str = Field(pattern="^[A-I]$")
    table: int | None = None
    lines: Annotated[tuple[int, ...], Field(min_length=1)]


class Document(Frozen):
    """`[source]`: the document a file retells."""

    file: Text
    title: Text


class Titled(Frozen):
    """A key with its name."""

    key: Text
    name_nl: Text
    name_en: Text


class Described(Titled):
    """A key with its name and what it is, in our own words."""

    text_nl: Text
    text_en: Text


class Quoted(Frozen):
    """A condition or a risk that several instruments share."""

    text_nl: Text
    text_en: Text
    sources: tuple[Place, ...]


class Summary(Frozen):
    """What the document concludes, with what we make of it."""

    text_nl: Text
    text_en: Text
    note_nl: str | None = None
    note_en: str | None = None
    aged_share_stated: float | None = None
    source: Place


class Effect(Titled):
    """How large an effect is said to be; `rank` only orders, None where no size is given."""

    rank: int | None = None
    words_nl: tuple[str, ...]


class InstrumentGroup(Described):
    """One table of annex C; `direct` groups win land themselves."""

    number: int
    direct: bool
    source: Place


class Figure(Frozen):
    """A figure the document gives beside an instrument; shares are fractions."""

    name_nl: Text
    name_en: Text
    value: float | None = None
    low: float | None = None
    high: float | None = None
    max: float | None = None
    unit: Literal["share", "places/100 m2", "jobs/ha", "m"]
    line: int


class InstrumentPart(Described):
    """A way of using an instrument that the document tells apart (2a, 2b, 2c)."""

    quantified: bool
    source: Place


class PlotShare(Frozen):
    """Which share of the plots between two sizes."""

    min_m2: float
    max_m2: float
    share: float = Field(gt=0, le=1)


class LevelUse(Frozen):
    """How annexes D and E use an instrument at one ambition level."""

    level: Annotated[int, Field(ge=1, le=3)]
    use: Text
    explicit: bool
    """False where the document describes it without naming the instrument."""
    condition_nl: Text
    condition_en: Text
    plots: tuple[PlotShare, ...] = ()
    groups: tuple[int, ...] = ()
    shrink: float | None = None
    published_gain_percent: dict[str, float] = Field(default_factory=dict)
    """As printed, for comparison; the ladder derives its own."""
    note_nl: str | None = None
    note_en: str | None = None
    sources: tuple[Place, ...]


class Instrument(Described):
    """One of the 26 numbered instruments of annex C."""

    number: Annotated[int, Field(ge=1)]
    group: Text
    direct: bool
    conditions: tuple[str, ...]
    risks: tuple[str, ...]
    effect_improper_use: str
    effect_improper_use_sign: ImpactSign
    effect_improper_use_scope: Rated
    effect_intensity: str
    effect_intensity_sign: ImpactSign
    effect_intensity_scope: Rated
    indicator: str
    """The indicator of the baseline it acts on first; `indicators` has all."""
    indicators: tuple[str, ...]
    indicator_basis: Literal["document", "group", "inferred"]
    quantified: bool
    levels: tuple[LevelUse, ...]
    figures: tuple[Figure, ...] = ()
    parts: tuple[InstrumentPart, ...] = ()
    note_nl: str | None = None
    note_en: str | None = None
    source: Place


class Ageing(Described):
    """A type of ageing (annex I)."""

    number: int
    aliases_nl: tuple[str, ...]
    aliases_en: tuple[str, ...]
    answered_by: tuple[str, ...]
    source: Place


class Symbol(Titled):
    """A mark of annex F, table 1."""

    printed: Text


class AgeingObservation(Frozen):
    """What annex F, table 1 sees on a terrain; None where it has no mark."""

    terrain: Text
    plan_year: int
    visual_quality_plan: str | None = None
    functional: str | None = None
    economic: str | None = None
    policy: str | None = None
    spatial: str | None = None
    source: Place


class Restructuring(Described):
    """A kind of restructuring (annex I)."""

    number: int
    answers: tuple[str, ...]
    answers_stated: bool
    firms: Literal["stay"] | None = None
    work_function: Literal["changes", "ends"] | None = None
    source: Place


class Opening(Described):
    """A kind of space on existing terrains and the level from which it counts."""

    level: Level
    published_d1: tuple[float, float, float, float]
    """Annex D, table 1, at levels 0 to 3; headed per cent, meant as hectares."""
    note_nl: str | None = None
    note_en: str | None = None
    sources: tuple[Place, ...]


class ReferenceIndicator(Frozen):
    """What a reference project has on one indicator."""

    key: str
    status: Literal["stated", "not_applicable", "unknown"]
    kind: Literal["value", "min", "max", "mean", "range"] | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    printed: str | None = None
    part_nl: str | None = None
    part_en: str | None = None
    text_nl: str | None = None
    text_en: str | None = None
    source: Place

    @model_validator(mode="after")
    def _has_figures_when_stated(self) -> "ReferenceIndicator":
        ranged = self.low is not None and self.high is not None
        if (self.status == "stated") != (self.value is not None or ranged):
            raise ValueError(f"{self.key}: status {self.status!r} and its figures disagree")
        return self


class Reference(Described):
    """A reference project (annex B)."""

    number: int
    municipality: Text
    target_nl: Text
    target_en: Text
    lesson_nl: Text
    lesson_en: Text
    gross_ha: float | None = None
    net_ha: float | None = None
    net_gross_ratio: float | None = None
    techniques: tuple[str, ...]
    office_character: Literal["high", "mixed"] | None = None
    note_nl: str | None = None
    note_en: str | None = None
    indicator: tuple[ReferenceIndicator, ...]
    source: Place


class Sign(Titled):
    """A sign of annex E; `rank` only orders, None where nothing was estimated."""

    printed: Text
    rank: int | None = None


class CostLevel(Frozen):
    """The sign of a cost or revenue at one ambition level."""

    level: Level
    sign: Text
    printed: Text
    percent_low: float | None = None
    percent_high: float | None = None


class CostItem(Titled):
    """A cost or a revenue of annex E, tables 1 and 2, against today's practice."""

    heading: str | None = None
    text_nl: str | None = None
    text_en: str | None = None
    text_lines: tuple[int, ...] = ()
    levels: tuple[CostLevel, CostLevel, CostLevel, CostLevel]
    source: Place


class CostRemark(Frozen):
    """What annex E says beside its tables."""

    key: Text
    text_nl: Text
    text_en: Text
    source: Place


class CostHeading(Titled):
    """A heading several costs stand under."""

    source: Place
