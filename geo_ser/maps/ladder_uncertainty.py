"""How sure the outcome is: the draws between low and high, and what moves it most."""

from collections.abc import Mapping, Sequence
from typing import Any

from geo_ser.maps.format import clean, number
from geo_ser.maps.ladder_phrases import parameter_words, value_words
from geo_ser.maps.text import Language, words

__all__ = ["draws", "tornados"]

_MOST_BARS = 8
"""Parameters that move the outcome less than these are counted, not drawn."""

_PERCENTILES = ("low", "p10", "p50", "p90", "high")


def draws(ladder: Mapping[str, Any], at_levels: str, language: Language) -> dict[str, Any] | None:
    """Return low, P10, P50, P90 and high per variant, on one axis; None without ranges.

    `at_levels` says at which ambition levels; "" for a ladder without levels.
    """
    records, settings = ladder.get("monte_carlo") or [], ladder.get("uncertainty") or {}
    if not records:
        return None
    axis = _axis([one[name] for one in records for name in ("low", "high")])
    return {
        "note": words(language)["monte_carlo_note"].format(
            draws=number(settings.get("draws"), 0, language), at=at_levels
        ),
        "axis": [number(one, 0, language) for one in axis],
        "rows": [
            {
                "name": clean(one["variant"], limit=80),
                "cells": [number(one[name], 1, language) for name in _PERCENTILES],
                **{name: _place(one[name], axis) for name in _PERCENTILES},
            }
            for one in records
        ],
    }


def tornados(ladder: Mapping[str, Any], at_levels: str, language: Language) -> list[dict[str, Any]]:
    """Return per variant a bar for each parameter that moves the outcome most, largest first."""
    bars, settings = ladder.get("tornado") or [], ladder.get("uncertainty") or {}
    return [
        _tornado([one for one in bars if one["variant"] == variant], settings, at_levels, language)
        for variant in dict.fromkeys(one["variant"] for one in bars)
    ]


def _tornado(
    bars: Sequence[Mapping[str, Any]], settings: Mapping[str, Any], at_levels: str,
    language: Language,
) -> dict[str, Any]:  # fmt: skip
    """Return one variant, its bars on an axis of its own so that the small ones show."""
    say, large, rest = words(language), bars[:_MOST_BARS], bars[_MOST_BARS:]
    ends = ("remaining_at_low_ha", "remaining_at_high_ha")
    axis = _axis([one[name] for one in large for name in ends])
    note = say["tornado_range"]
    if bars[0]["basis"] == "perturbation":
        by = f"{number(100 * settings.get('perturbation', 0.1), 0, language)} %"
        note = say["tornado_moved"].format(by=by, at=at_levels)
    return {
        "name": clean(bars[0]["variant"], limit=80),
        "note": note,
        "rest": _rest(rest, language),
        "middle": _place(bars[0]["middle_ha"], axis),
        "axis": [number(one, 0, language) for one in axis],
        "bars": [_tornado_bar(one, axis, language) for one in large],
    }


def _rest(bars: Sequence[Mapping[str, Any]], language: Language) -> str:
    """Return how many parameters are not drawn, and how far they reach at most."""
    if not bars:
        return ""
    most = number(max(one["span_ha"] for one in bars), 2, language)
    return words(language)["tornado_rest"].format(n=len(bars), most=most)


def _tornado_bar(
    bar: Mapping[str, Any], axis: tuple[float, float], language: Language
) -> dict[str, Any]:
    """Return one bar: from what remains at the low value, over the middle, to that at the high."""
    at_low, at_high = bar["remaining_at_low_ha"], bar["remaining_at_high_ha"]
    middle = _place(bar["middle_ha"], axis)
    ends = [_place(at_low, axis), _place(at_high, axis)]
    values = [value_words(bar["key"], bar[name], language) for name in ("low_value", "high_value")]
    return {
        "label": parameter_words(bar["key"], bar["name"], language),
        "values": " – ".join(values),
        "outcome": f"{number(at_low, 1, language)} – {number(at_high, 1, language)}",
        "low": [min(middle, ends[0]), round(abs(ends[0] - middle), 2)],
        "high": [min(middle, ends[1]), round(abs(ends[1] - middle), 2)],
    }


def _axis(ends: Sequence[float]) -> tuple[float, float]:
    """Return from where to where the axis goes, with some room on both sides."""
    low, high = min(ends), max(ends)
    room = 0.05 * (high - low) or 1.0
    return (max(low - room, 0.0), high + room)


def _place(value: float, axis: tuple[float, float]) -> float:
    """Return where a value lies on the drawing, 0 to 1000."""
    return round(1000 * (value - axis[0]) / (axis[1] - axis[0]), 2)
