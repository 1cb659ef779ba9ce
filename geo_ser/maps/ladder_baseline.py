"""The baseline (ijkbasis): the tables of annex A, each figure marked with where it is from."""

from collections.abc import Mapping, Sequence
from typing import Any

from geo_ser.maps.format import clean, is_unknown, number
from geo_ser.maps.ladder_phrases import amount, mark
from geo_ser.maps.text import Language, words

__all__ = ["baseline_values"]

_OWN = ("measured", "stated", "computed")
"""Where a figure of the study itself is from; a benchmark is from elsewhere."""

_SECTORS = (
    "industry", "construction", "logistics", "trade_and_repair", "business_services",
    "other_services", "other",
)  # fmt: skip


def baseline_values(
    baseline: Mapping[str, Any] | None, language: Language
) -> dict[str, Any] | None:
    """Return the tables of the baseline; None without one, a table it lacks left out."""
    if not baseline:
        return None
    names = {one["key"]: clean(one[f"name_{language}"], limit=80)
             for one in baseline.get("indicators") or []}  # fmt: skip
    terrains = baseline.get("terrains") or []
    count = sum(bool(one["counts"]) for one in terrains)
    return {
        "note": words(language)["baseline_note"].format(count=count),
        "left_out": _left_out(terrains, language),
        "rows": [_row(one, names, baseline.get("benchmarks") or [], language)
                 for one in baseline.get("baseline") or []],
        "scores": _scores(baseline.get("scores") or [], names, language),
        "plots": _plots(baseline.get("plots") or {}, language),
        "sectors": _sectors(baseline.get("sectors") or [], language),
        "references": _references(baseline.get("references") or [], names, language),
    }  # fmt: skip


def item_name(item: str, names: Mapping[str, str], language: Language) -> str:
    """Return what an item is called: its indicator, and which part of it."""
    indicator, _, part = item.partition(".")
    name = names.get(indicator, indicator)
    if not part:
        return name
    return f"{name}: {words(language).get(f'item_{part}', part)}"


def _left_out(terrains: Sequence[Mapping[str, Any]], language: Language) -> str:
    """Return which terrains take no part, and why."""
    say = words(language)
    names = [f"{clean(one['terrain'], limit=80)} ({say.get('why_' + str(one['why']), one['why'])})"
             for one in terrains if not one["counts"]]  # fmt: skip
    return say["left_out"].format(names=", ".join(names)) if names else ""


def _row(
    one: Mapping[str, Any], names: Mapping[str, str], benchmarks: Sequence[Mapping[str, Any]],
    language: Language,
) -> dict[str, Any]:  # fmt: skip
    """Return an item of the baseline, how it was found, and what it is elsewhere."""
    say = words(language)
    method = say.get(f"method_{one['method']}", "")
    elsewhere = [_elsewhere(two, language) for two in benchmarks if two["item"] == one["item"]]
    return {
        "name": item_name(one["item"], names, language),
        "value": amount(one["low"], one["high"], one["unit"], language),
        "mark": mark(one["basis"], language),
        "how": method.format(count=one["count"], of=one["of"]),
        "elsewhere": "; ".join(elsewhere),
        "source": clean(one["source"], limit=200),
    }


def _elsewhere(one: Mapping[str, Any], language: Language) -> str:
    """Return a reference figure: of where, of which part, how much."""
    name, part = words(language).get(f"set_{one['set']}", one["set"]), one[f"part_{language}"]
    of = f" ({clean(part, limit=80)})" if part else ""
    return f"{name}{of} {amount(one['low'], one['high'], one['unit'], language)}"


def _scores(
    scores: Sequence[Mapping[str, Any]], names: Mapping[str, str], language: Language
) -> dict[str, Any] | None:
    """Return the scores as a table, a row per item that any terrain has of its own."""
    found = {(one["item"], one["terrain"]): one for one in scores}
    terrains = list(dict.fromkeys(one["terrain"] for one in scores))
    own = dict.fromkeys(one["item"] for one in scores if one["basis"] in _OWN)
    if not own:
        return None
    return {
        "terrains": [clean(one, limit=60) for one in terrains],
        "rows": [
            {
                "name": item_name(item, names, language),
                "cells": [_score(found.get((item, one)), language) for one in terrains],
            }
            for item in own
        ],
    }


def _score(one: Mapping[str, Any] | None, language: Language) -> dict[str, Any]:
    if one is None:
        return {"value": "", "mark": mark(None, language)}
    return {
        "value": amount(one["low"], one["high"], one["unit"], language),
        "mark": mark(one["basis"], language),
    }


def _plots(plots: Mapping[str, Any], language: Language) -> dict[str, Any] | None:
    """Return the plots by size: issued where stated, all where measured; None without any."""
    if not plots.get("classes"):
        return None
    name = "measured_plot_classes" if plots["basis"] == "measured" else "plot_classes"
    return {
        "name": words(language)[name],
        "mark": mark(plots["basis"], language),
        "mean": "" if is_unknown(plots["mean_m2"])
        else words(language)["mean_plot"].format(mean=number(plots["mean_m2"], 0, language)),
        "rows": [
            {
                "name": f"{number(one['low_m2'], 0, language)}"
                f"–{number(one['high_m2'], 0, language)}" if one["high_m2"] is not None
                else f"≥ {number(one['low_m2'], 0, language)}",
                "count": number(one["count"], 0, language),
                "share": amount(one["share"], one["share"], "share", language),
            }
            for one in plots["classes"]
        ],
    }  # fmt: skip


def _sectors(sectors: Sequence[Mapping[str, Any]], language: Language) -> dict[str, Any] | None:
    """Return the businesses by sector; None where nothing is known."""
    if not any(one["basis"] in _OWN for one in sectors):
        return None
    say = words(language)
    return {
        "heads": [say[f"sector_{one}"] for one in _SECTORS],
        "rows": [
            {
                "name": say["total"] if one["of"] == "total"
                else say.get(f"set_{one['of']}", clean(one["of"], limit=80)),
                "total": one["of"] == "total",
                "mark": mark(one["basis"], language),
                "cells": [_share(one["shares"].get(sector), language) for sector in _SECTORS],
            }
            for one in sectors
        ],
    }  # fmt: skip


def _share(share: object, language: Language) -> str:
    return "" if is_unknown(share) else f"{number(100 * float(str(share)), 0, language)} %"


def _references(
    projects: Sequence[Mapping[str, Any]], names: Mapping[str, str], language: Language
) -> dict[str, Any] | None:
    """Return the reference projects, a row per indicator of the baseline that one of them has."""
    if not projects:
        return None
    has = {one["key"] for project in projects for one in project["indicator"]}
    return {
        "heads": [f"{clean(one['name_' + language], limit=60)}, {clean(one['municipality'])}"
                  for one in projects],
        "lessons": [clean(one["lesson_" + language], limit=600) for one in projects],
        "rows": [
            {
                "name": name,
                "cells": [[_figure(one, language) for one in project["indicator"]
                           if one["key"] == key] for project in projects],
            }
            for key, name in names.items()
            if key in has
        ],
    }  # fmt: skip


def _figure(one: Mapping[str, Any], language: Language) -> str:
    """Return what a reference project has on an indicator."""
    say = words(language)
    part = f" ({clean(one['part_' + language], limit=120)})" if one["part_" + language] else ""
    if one["status"] != "stated":
        return say["unknown" if one["status"] == "unknown" else "not_applicable"] + part
    low, high = (one["value"] if one[end] is None else one[end] for end in ("low", "high"))
    kind = say.get(f"item_{one['kind']}", "")
    return f"{kind} {amount(low, high, one['unit'], language)}".strip() + part
