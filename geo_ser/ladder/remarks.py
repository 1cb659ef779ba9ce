"""Remarks: where the documents' method is open to question, with what another reading gives."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geo_ser.ladder.items import Item, Need, Span, need, remaining
from geo_ser.ladder.measures import Gains
from geo_ser.ladder.steps import gain_items
from geo_ser.parameters import Band, Demand, LadderParameters

__all__ = ["remarks"]

Record = dict[str, Any]
Supplies = Mapping[str, Sequence[Item]]


def remarks(parameters: LadderParameters, supply: Supplies, gains: Gains) -> list[Record]:
    """Return what can be said against the method, with figures.

    Each remark has a `code`, the same text in `text_nl` and `text_en`, and `figures`: flat
    records, unrounded, with what remains (`remaining_low_ha`, `remaining_high_ha`) beside what
    another reading would leave (`alternative_…`). Nothing here changes the ladder.
    """
    found = [
        _gain_share_saves_less(parameters, supply, gains),
        _gain_share_above_one(gains),
        _percent_of_all_demand(parameters, supply, gains),
        _percent_saves_less(parameters, supply, gains),
        _measured_nothing(parameters, supply),
        _counted_before(supply),
    ]
    return [remark for remark in found if remark["figures"]]


def _gain_share_saves_less(parameters: LadderParameters, supply: Supplies, gains: Gains) -> Record:
    """Return the remark that a gain share s saves 1 − 1/(1 + s) of the land, not s."""
    figures = []
    for level in parameters.planned_levels[1:]:
        share = gains.share[level]
        existing = min(level, parameters.existing_levels[-1])
        won = gain_items(parameters, gains, existing=existing, planned=level)
        for demand in parameters.demand if share.low > 0 else ():
            still = need(demand.band, [*won, *supply[demand.variant]])
            saved = Span(*(1 - 1 / (1 + one) for one in (share.low, share.middle, share.high)))
            head = {"variant": demand.variant, "level": level, "existing_level": existing}
            shares = {"gain_share": share.middle, "saved_share": saved.middle}
            both = _beside(remaining(still, share), remaining(still, saved))
            figures.append({**head, **shares, **both})
    return {
        "code": "gain_share_saves_less",
        "text_nl": "Een ruimtewinst s bespaart op nieuwe terreinen 1 − 1/(1 + s) van de grond, "
        "niet s: wie per hectare meer vloer bouwt, heeft naar verhouding minder hectares nodig. "
        "Het document trekt s af. Met elke stap op hetzelfde ambitieniveau: "
        + _listed(figures, "nl"),
        "text_en": "A gain share s saves 1 − 1/(1 + s) of the land on new terrains, not s: more "
        "floor per hectare needs fewer hectares in proportion. The document takes off s. With "
        "every step at the same ambition level: " + _listed(figures, "en"),
        "figures": figures,
    }


def _gain_share_above_one(gains: Gains) -> Record:
    """Return the remark that a gain share above 1 would leave less than nothing."""
    figures = [
        {"level": level, "gain_share": share.high}
        for level, share in sorted(gains.share.items())
        if share.high > 1
    ]
    return {
        "code": "gain_share_above_one",
        "text_nl": "Op deze niveaus is de ruimtewinst meer dan 100 %; de formule van het document "
        "laat dan minder dan niets over, en de ladder houdt 0 aan.",
        "text_en": "At these levels the gain share is above 100 %; the document's formula then "
        "leaves less than nothing, and the ladder takes 0.",
        "figures": figures,
    }


def _percent_of_all_demand(parameters: LadderParameters, supply: Supplies, gains: Gains) -> Record:
    """Return the remark that only what is built anew can be built more densely."""
    figures = []
    for demand, percent, still, rest in _percentages(parameters, supply, gains):
        share = gains.share[parameters.ladder.levels.new]
        new = Need(
            rest.low * max(1 - percent.high / 100, 0.0),
            rest.high * max(1 - percent.low / 100, 0.0),
        )
        both = _beside(remaining(still, share), remaining(new, share))
        figures.append({"variant": demand.variant, **_percent_record(percent), **both})
    return {
        "code": "percent_of_all_demand",
        "text_nl": "Het percentage is over de hele vraag gerekend. Geldt het alleen voor wat op "
        "nieuwe terreinen komt, dus na al het andere aanbod: " + _listed(figures, "nl"),
        "text_en": "The percentage is taken of all demand. If it holds only for what comes on "
        "new terrains, after all other supply: " + _listed(figures, "en"),
        "figures": figures,
    }


def _percent_saves_less(parameters: LadderParameters, supply: Supplies, gains: Gains) -> Record:
    """Return the remark that p per cent more per hectare meets a demand on demand / (1 + p)."""
    figures = []
    for demand, percent, still, rest in _percentages(parameters, supply, gains):
        share = gains.share[parameters.ladder.levels.new]
        low, high = 1 + percent.high / 100, 1 + percent.low / 100
        met = {"met_on_low_ha": demand.band.low / low, "met_on_high_ha": demand.band.high / high}
        other = Need(
            rest.low - demand.band.low + met["met_on_low_ha"],
            rest.high - demand.band.high + met["met_on_high_ha"],
        )
        both = _beside(remaining(still, share), remaining(other, share))
        figures.append({"variant": demand.variant, **_percent_record(percent), **met, **both})
    return {
        "code": "percent_saves_less",
        "text_nl": "Een ruimtewinst van p procent brengt de vraag terug tot vraag / (1 + p), niet "
        "tot vraag × (1 − p). Zo gerekend over de hele vraag: " + _listed(figures, "nl"),
        "text_en": "A gain of p per cent brings demand down to demand / (1 + p), not to demand × "
        "(1 − p). So reckoned on all demand: " + _listed(figures, "en"),
        "figures": figures,
    }


def _percentages(
    parameters: LadderParameters, supply: Supplies, gains: Gains
) -> Iterator[tuple[Demand, Band, Need, Need]]:
    """Yield per variant: its percentages of demand, the need, and the need without them."""
    levels = parameters.ladder.levels
    won = gain_items(parameters, gains, existing=levels.existing, planned=levels.planned)
    for demand in parameters.demand:
        items = [*won, *supply[demand.variant]]
        percents = {
            one.name: one.percent_of_demand
            for one in parameters.supply
            if one.percent_of_demand is not None
            and (one.variants is None or demand.variant in one.variants)
        }
        if percents:
            total = Band(
                low=sum(one.low for one in percents.values()),
                high=sum(one.high for one in percents.values()),
            )
            others = [item for item in items if item.name not in percents]
            yield demand, total, need(demand.band, items), need(demand.band, others)


def _measured_nothing(parameters: LadderParameters, supply: Supplies) -> Record:
    """Return the remark on measured supply of 0 ha: more often a wrong filter than a full park."""
    measured = {one.name for one in parameters.supply if one.from_ is not None}
    figures = [
        {"variant": variant, "name": item.name, "source": item.source}
        for variant, items in supply.items()
        for item in items
        if item.name in measured and item.high == 0
    ]
    return {
        "code": "measured_nothing",
        "text_nl": "Dit gemeten aanbod is 0 hectare: controleer het filter `where`.",
        "text_en": "This measured supply is 0 hectares: check the filter `where`.",
        "figures": figures,
    }


def _counted_before(supply: Supplies) -> Record:
    """Return the remark on measured supplies that rest on plots which count already."""
    figures = [
        {"variant": variant, "name": item.name, "by": one.by, "plot_count": len(one.plots),
         "plots": ", ".join(one.plots), "low_ha": one.band.low, "value_ha": one.band.middle,
         "high_ha": one.band.high}
        for variant, items in supply.items()
        for item in items
        for one in item.counted
    ]  # fmt: skip
    listed = {
        language: "; ".join(
            f"{one['variant']}: {one['name']} − {_shown(one['low_ha'], one['high_ha'], mark)} ha "
            f"({one['plot_count']} {plots}, {by} {one['by']})"
            for one in figures
        )
        for language, mark, plots, by in (
            ("nl", ",", "kavels", "staan al in"), ("en", ".", "plots", "already in"),
        )
    }  # fmt: skip
    return {
        "code": "counted_before",
        "text_nl": "Deze kavels staan in twee gemeten posten aanbod; ze tellen alleen in de eerste "
        f"mee en zijn van de latere afgetrokken: {listed['nl']}.",
        "text_en": "These plots stand in two measured supplies; they count in the first only and "
        f"are taken off the later one: {listed['en']}.",
        "figures": figures,
    }


def _percent_record(percent: Band) -> dict[str, float]:
    return {"percent_low": percent.low, "percent_high": percent.high}


def _beside(left: Band, alternative: Band) -> dict[str, float]:
    """Return what remains beside what another reading leaves."""
    return {
        "remaining_low_ha": left.low,
        "remaining_high_ha": left.high,
        "alternative_low_ha": alternative.low,
        "alternative_high_ha": alternative.high,
    }


_WORDS = {"nl": ("in plaats van", "niveau", ","), "en": ("instead of", "level", ".")}


def _listed(figures: Sequence[Record], language: str) -> str:
    """Return the figures as a sentence: per variant the alternative instead of what remains."""
    instead, level, mark = _WORDS[language]
    parts = []
    for one in figures:
        at = f" {level} {one['level']}" if "level" in one else ""
        alternative, left = (
            _shown(one[f"{kind}_low_ha"], one[f"{kind}_high_ha"], mark)
            for kind in ("alternative", "remaining")
        )
        parts.append(f"{one['variant']}{at}: {alternative} {instead} {left} ha")
    return "; ".join(parts) + "."


def _shown(low: float, high: float, mark: str) -> str:
    """Return a range for reading, with one decimal."""
    texts = [f"{one:.1f}".replace(".", mark) for one in (low, high)]
    return texts[0] if texts[0] == texts[1] else "–".join(texts)
