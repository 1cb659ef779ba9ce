"""The instruments, and what they cost and yield, as tables for the workbook."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from geo_ser.gain import catalogue
from geo_ser.ladder import load_benchmarks
from geo_ser.maps.text import Language, words

__all__ = ["catalogue_tables"]


def catalogue_tables(language: Language) -> dict[str, pd.DataFrame]:
    """Return `ladder_instruments` (a row each of the 26) and `ladder_costs` (annex E, signs).

    Signs stand as printed: what each means stands in the last column of the costs.
    """
    return {
        "ladder_instruments": pd.DataFrame(
            [_instrument(one, language) for one in catalogue().instruments.instrument]
        ),
        "ladder_costs": pd.DataFrame(_cost_rows(language)),
    }


def _instrument(one: Any, language: Language) -> dict[str, Any]:
    """Return one instrument, its conditions and risks in full."""
    file, indicators = catalogue().instruments, load_benchmarks().indicators
    conditions = [_in(file.conditions[key], "text", language) for key in one.conditions]
    return {
        "number": one.number,
        "name": _in(one, "name", language),
        "group": _in(catalogue().group(one.group), "name", language),
        "description": _in(one, "text", language),
        "conditions": _joined(conditions),
        "risks": _joined(_in(file.risks[key], "text", language) for key in one.risks),
        "improper_use": _effect(one.effect_improper_use, one.effect_improper_use_sign, language),
        "intensity": _effect(one.effect_intensity, one.effect_intensity_sign, language),
        "indicators": ", ".join(_in(indicators[key], "name", language) for key in one.indicators),
        "quantified": one.quantified,
        **{f"level_{level}": _use(one, level, language) for level in (1, 2, 3)},
        "source": _place(one.source, language),
    }


def _use(instrument: Any, level: int, language: Language) -> str | None:
    """Return how a level uses an instrument and under which condition, None where it does not."""
    names = {one.key: _in(one, "name", language) for one in catalogue().instruments.use}
    for one in instrument.levels:
        if one.level == level:
            return f"{names[one.use]}: {_in(one, 'condition', language)}"
    return None


def _effect(key: str, sign: str, language: Language) -> str:
    """Return an effect in words, its sign behind it."""
    effects = {one.key: _in(one, "name", language) for one in catalogue().instruments.effect}
    return effects[key] if sign == "0" else f"{effects[key]} ({sign})"


def _cost_rows(language: Language) -> list[dict[str, Any]]:
    """Return costs, then revenues, their signs at levels 0 to 3; the remarks below them."""
    costs, say = catalogue().costs, words(language)
    signs = {one.key: _in(one, "name", language) for one in costs.sign}
    rows: list[dict[str, Any]] = [
        {
            "kind": say[kind],
            "name": _in(one, "name", language),
            **{f"level_{level.level}": level.printed for level in one.levels},
            "explanation": _in(one, "text", language) or None,
            "means": _joined(dict.fromkeys(_meaning(level, signs) for level in one.levels)),
            "source": _place(one.source, language),
        }
        for kind, items in (("cost", costs.cost), ("revenue", costs.revenue))
        for one in items
    ]
    return rows + [
        {
            "kind": "opmerking" if language == "nl" else "remark",
            "name": None,
            "explanation": _in(one, "text", language),
            "source": _place(one.source, language),
        }
        for one in costs.remark
    ]


def _meaning(level: Any, signs: dict[str, str]) -> str:
    return f"{level.printed} = {signs[level.sign]}"


def _in(item: Any, field: str, language: Language) -> str:
    return str(getattr(item, f"{field}_{language}") or "")


def _joined(texts: Iterable[str]) -> str | None:
    """Return texts one below the other, None of none."""
    return "\n".join(texts) or None


def _place(source: Any, language: Language) -> str:
    annex, table = ("bijlage", "tabel") if language == "nl" else ("annex", "table")
    return f"{annex} {source.annex}" + (f", {table} {source.table}" if source.table else "")
