"""The tables of the ladder page: matrix, gains, planned levels, deviations, parameters."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geo_ser.maps.format import clean, is_unknown, number, span
from geo_ser.maps.ladder_instruments import INSTRUMENT_NUMBERS
from geo_ser.maps.parts import raw
from geo_ser.maps.text import Language, words

__all__ = [
    "comparison_rows", "deviation_rows", "existing_gain", "matrix_blocks", "parameter_row",
    "planned_levels", "remark_text",
]  # fmt: skip

_HEAT = (
    "#ffffff", "#eef5fb", "#dceaf6", "#c6dcef", "#abcfe6", "#8cbfdd", "#6baed6", "#559fcd",
)  # fmt: skip
"""ColorBrewer Blues, light enough for dark figures."""


def matrix_blocks(cells: Sequence[Mapping[str, Any]], language: Language) -> list[dict[str, Any]]:
    """Return the matrix as blocks: per variant, per level of new terrains, existing × planned."""
    most = max((float(one["remaining_net_ha"]) for one in cells), default=0.0)
    found = {(one["variant"], one["new"], one["existing"], one["planned"]): one for one in cells}
    new, existing, planned = (sorted({one[key] for one in cells}) for key in
                              ("new", "existing", "planned"))  # fmt: skip
    variants = list(dict.fromkeys(one["variant"] for one in cells))
    return [
        {
            "name": clean(variant, limit=80),
            "blocks": [
                {
                    "level": block,
                    "planned": planned,
                    "rows": [
                        {
                            "level": row,
                            "cells": [
                                _heat_cell(found.get((variant, block, row, one)), most, language)
                                for one in planned
                            ],
                        }
                        for row in existing
                    ],
                }
                for block in new
            ],
        }
        for variant in variants
    ]


def _heat_cell(
    found: Mapping[str, Any] | None, most: float, language: Language
) -> dict[str, str] | None:
    """Return one cell of the matrix with its colour; None where the ladder has none."""
    if found is None:
        return None
    net = float(found["remaining_net_ha"])
    shade = min(int(len(_HEAT) * net / most), len(_HEAT) - 1) if most else 0
    surplus = found.get("surplus_ha")
    return {
        "key": "-".join(str(found[one]) for one in ("existing", "planned", "new")),
        "net": _low_high(found, "remaining_net", language),
        "gross": _low_high(found, "remaining_gross", language),
        "surplus": number(surplus, 1, language) if surplus else "",
        "background": _HEAT[shade],
    }


def _low_high(found: Mapping[str, Any], name: str, language: Language) -> str:
    """Return a cell's hectares, as a range where its low end differs; "" when unknown."""
    high = found.get(f"{name}_ha")
    if is_unknown(high):
        return ""
    low = found.get(f"{name}_low_ha")
    return span(float(str(high if is_unknown(low) else low)), float(str(high)), 1, language)


def existing_gain(gains: Sequence[Mapping[str, Any]], language: Language) -> dict[str, Any] | None:
    """Return the gain on existing terrains, a row per terrain, a column per level, a total."""
    if not gains:
        return None
    levels = sorted({one["level"] for one in gains})
    found = {(one["terrain"], one["level"]): one["gain_ha"] for one in gains}
    terrains = list(dict.fromkeys(one["terrain"] for one in gains))
    rows = [
        _gain_row(clean(name, limit=120), [found.get((name, level)) for level in levels], language)
        for name in terrains
    ]
    sums = [_total(found.get((name, level)) for name in terrains) for level in levels]
    total = _gain_row(words(language)["total"], sums, language) | {"total": True}
    return {"levels": levels, "rows": [*rows, total]}


def _gain_row(name: str, gains: Sequence[object], language: Language) -> dict[str, Any]:
    return {"name": name, "cells": [number(one, 2, language) for one in gains], "total": False}


def _total(values: Iterable[object]) -> float | None:
    """Return a sum, unknown when a part is unknown."""
    parts = list(values)
    return (
        None
        if any(is_unknown(one) for one in parts)
        else math.fsum(float(str(one)) for one in parts)
    )


def planned_levels(levels: Sequence[Mapping[str, Any]], language: Language) -> list[dict[str, Any]]:
    """Return the planned terrains, a row per level."""
    return [
        {
            "level": clean(one["level"], limit=20),
            "cells": [
                *(number(one.get(key), 0, language) for key in
                  ("gfa_m2", "rest_gfa_m2", "extra_gfa_m2")),
                number(one.get("extra_ha"), 2, language),
                _percent(one.get("gain_share"), language),
            ],
            "instruments": _instruments(one.get("by_instrument") or {}, language),
        }
        for one in levels
    ]  # fmt: skip


def _percent(share: object, language: Language) -> str:
    return "" if is_unknown(share) else f"{number(100 * float(str(share)), 1, language)} %"


def _instruments(parts: Mapping[str, Any], language: Language) -> list[dict[str, str]]:
    """Return the share of the gain per instrument that has one (of the GFA at level 0)."""
    say = words(language)
    return [
        {
            "label": say.get(f"instrument_{name}", clean(name, limit=60).replace("_", " ")),
            "value": _percent(value, language),
            "number": str(INSTRUMENT_NUMBERS.get(name, "")),
        }
        for name, value in parts.items()
        if value
    ]


def deviation_rows(rows: Sequence[Mapping[str, Any]], language: Language) -> list[dict[str, Any]]:
    """Return published figures that differ from the computed ones."""
    keys = ("published", "computed", "difference")
    return [
        {
            "table": _table_name(one["table"], language),
            "cell": _cell_name(one["cell"], language),
            "cells": [
                {"raw": raw(one.get(key)),
                 "text": number(one.get(key), 2, language, sign=key == "difference")}
                for key in keys
            ],
        }
        for one in rows
    ]  # fmt: skip


def published_values(
    comparison: Mapping[str, Any] | None, language: Language
) -> dict[str, Any] | None:
    """Return the walk over every published figure: how many of each status, all that deviate.

    Parameters
    ----------
    comparison
        The value of `ladder.compare_figures`; None where the study names no figures.
    """
    if comparison is None:
        return None
    keys = ("published", "computed", "difference")
    return {
        "counts": words(language)["published_counts"].format(**comparison["counts"]),
        "rows": [
            {
                "annex": clean(one["annex"], limit=20),
                "cell": clean(f"{one['table']}: {one['row']}, {one['column']}", limit=160),
                "unit": words(language).get(f"unit_{one['unit']}", clean(one["unit"], limit=20)),
                "reason": clean(one["reason"], limit=400),
                "cells": [
                    {"raw": raw(one[key]),
                     "text": number(one[key], 2, language, sign=key == "difference")}
                    for key in keys
                ],
            }
            for one in comparison["rows"]
            if one["status"] == "deviating"
        ],
    }  # fmt: skip


def _table_name(table: object, language: Language) -> str:
    """Return what a published table is called; one not known here stands as its name."""
    return words(language).get(f"table_{table}", clean(table, limit=80))


def _cell_name(cell: object, language: Language) -> str:
    """Return which cell of a published table is meant, its levels in words.

    Examples
    --------
    >>> _cell_name("new=1 planned=0 existing=2 minimum", "nl")
    'nieuw 1 gepland 0 bestaand 2 minimum'
    """
    say = words(language)
    return re.sub(
        r"\b(new|planned|existing|level)=",
        lambda found: say[found[1]].lower() + " ",
        clean(cell, limit=160),
    )


def comparison_rows(rows: Sequence[Mapping[str, Any]], language: Language) -> list[dict[str, Any]]:
    """Return how many published figures were compared, per table."""
    return [
        {
            "table": _table_name(one["table"], language),
            "cells": [
                number(one.get("cells"), 0, language),
                number(one.get("within_rounding"), 0, language),
                number(one.get("largest_difference"), 2, language),
                number(one.get("not_compared"), 0, language),
            ],
        }
        for one in rows
    ]


def remark_text(remark: object, language: Language) -> str:
    """Return a remark's sentence: plain text, or the one of its language."""
    if isinstance(remark, Mapping):
        return clean(remark.get(f"text_{language}"), limit=2000)
    return clean(remark, limit=2000)


def parameter_row(one: Mapping[str, Any], language: Language) -> dict[str, str]:
    """Return a parameter as printed: where it stands, its value in full, its source."""
    value = one.get("value")
    shown = str(value) if isinstance(value, int | float) else clean(value)
    if language == "nl" and isinstance(value, float):
        shown = shown.replace(".", ",")
    return {
        "key": clean(one["key"], limit=160),
        "value": shown,
        "source": clean(one.get("source"), limit=200),
    }
