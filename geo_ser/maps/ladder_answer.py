"""The question, the answer per variant, and the data the level picker draws from."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from geo_ser.maps.format import clean, is_unknown
from geo_ser.maps.ladder_phrases import hectares, level_words, mark, source_words
from geo_ser.maps.ladder_states import Combination, combinations, shown_levels
from geo_ser.maps.page import script_json
from geo_ser.maps.text import Language, words
from geo_ser.maps.waterfall import common_axis, waterfalls

__all__ = ["answers", "demand_rows", "picker", "question"]

_NAMES = ("existing", "planned", "new")


def question(ladder: Mapping[str, Any], unit: str, language: Language) -> str:
    """Return what the ladder asks, in a sentence or two."""
    say, variants = words(language), ladder.get("variants") or []
    names = ", ".join(clean(one["name"], limit=80) for one in variants)
    count = say["one_variant"] if len(variants) == 1 else say["variants"].format(n=len(variants))
    return say["question_text"].format(unit=unit, count=count, variants=names)


def answers(ladder: Mapping[str, Any], unit: str, language: Language) -> list[dict[str, str]]:
    """Return per variant what remains, net and gross, and what the best levels would leave."""
    return [
        _answer(one, unit, language) | {"best": _at_best(ladder, one["name"], unit, language)}
        for one in ladder.get("variants") or []
        if one.get("remaining")
    ]


def _answer(variant: Mapping[str, Any], unit: str, language: Language) -> dict[str, str]:
    say = words(language)
    gross = hectares(variant.get("remaining_gross"), language)
    over = variant.get("surplus")
    left = {"low": over, "high": over}
    return {
        "name": clean(variant["name"], limit=80),
        "net": hectares(variant["remaining"], language),
        "unit": say["need_net"].format(unit=unit),
        "gross": say["gross_tile"].format(value=gross) if gross else say["no_gross"],
        "demand": say["of_demand"].format(value=hectares(variant.get("demand"), language)),
        "surplus": say["surplus_left"].format(value=hectares(left, language)) if over else "",
    }


def _at_best(ladder: Mapping[str, Any], variant: str, unit: str, language: Language) -> str:
    """Return what the levels that ask for least would leave; "" without levels to choose."""
    cells = [one for one in ladder.get("matrix") or [] if one["variant"] == variant]
    if len(cells) < 2:
        return ""
    best = min(cells, key=lambda one: (one["remaining_net_ha"], *(one[name] for name in _NAMES)))
    low = best.get("remaining_net_low_ha", best["remaining_net_ha"])
    net = hectares({"low": low, "high": best["remaining_net_ha"]}, language)
    return words(language)["at_best"].format(net=f"{net} {unit}", **level_words(best))


def demand_rows(variants: Sequence[Mapping[str, Any]], language: Language) -> list[dict[str, Any]]:
    """Return the parts of each demand with their source; no row without parts."""
    rows = []
    for variant in variants:
        for part in variant.get("components") or []:
            rows.append(
                {
                    "variant": clean(variant["name"], limit=80),
                    "name": clean(part.get("name"), limit=160),
                    "value": hectares(part, language),
                    "mark": mark("stated", language),
                    "source": source_words(part.get("source"), language),
                    "total": False,
                }
            )
        if len(variant.get("components") or []) > 1:
            rows.append(_total_row(variant, language))
    return rows


def _total_row(variant: Mapping[str, Any], language: Language) -> dict[str, Any]:
    return {
        "variant": clean(variant["name"], limit=80),
        "name": words(language)["total"],
        "value": hectares(variant.get("demand"), language),
        "mark": mark("computed", language),
        "source": "",
        "total": True,
    }


def picker(ladder: Mapping[str, Any], unit: str, language: Language) -> dict[str, Any] | None:
    """Return the level picker, the waterfalls at every pick, and those first shown.

    Returns
    -------
    picker : dict or None
        `choices` (per kind of terrain its levels), `first` (the chosen ones), `axis` (shared by
        all waterfalls), `data` (JSON: per combination and variant the answer and the bars).
        None where there is nothing to pick.
    """
    found = combinations(ladder)
    first = shown_levels(ladder)
    if len(found) < 2 or first not in found:
        return None
    axis = common_axis([one for variants in found.values() for one in variants])
    say = words(language)
    choices = [
        {
            "name": name,
            "label": say[name],
            "levels": sorted({levels[place] for levels in found}),
            "first": first[place],
        }
        for place, name in enumerate(_NAMES)
    ]
    states = {
        _key(levels): [
            _state(one, bars, unit, language)
            for one, bars in zip(variants, waterfalls(variants, language, axis), strict=True)
        ]
        for levels, variants in found.items()
    }
    note = say["levels_note"].format(**level_words(dict(zip(_NAMES, first, strict=True))))
    data: Markup = script_json(states)
    return {"choices": choices, "first": _key(first), "axis": axis, "data": data, "note": note}


def _key(levels: Combination) -> str:
    return "-".join(map(str, levels))


def _state(
    variant: Mapping[str, Any], waterfall: Mapping[str, Any], unit: str, language: Language
) -> dict[str, Any]:
    """Return what the script puts on the page for one variant at one combination."""
    answer = _answer(variant, unit, language)
    return {
        "answer": [answer[name] for name in ("net", "gross", "surplus")],
        "bars": [_bar(one) for one in waterfall["bars"]],
    }


def _bar(bar: Mapping[str, Any]) -> list[Any]:
    """Return one row: its text, the unrounded figure, whether hidden; a bar's place and whisker."""
    row = [bar["value"], bar["exact"], int(bool(bar.get("hidden")))]
    if bar["heading"] or is_unknown(bar.get("x")):
        return row
    whisker = bar["whisker"]
    return [*row, bar["x"], bar["width"], *(whisker or ())]
