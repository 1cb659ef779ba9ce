"""Floor area as people read it: with its range, or "at least" where no more than that is known."""

from dataclasses import replace
from typing import Any

from geo_ser.maps.format import is_unknown, value_text
from geo_ser.maps.text import Language, words
from geo_ser.tables import Column

__all__ = ["bounds_text", "floor_text"]

_AREA_OF = {"gfa_m2": None, "fsi_gross": "gross_area_m2", "fsi": "area_in_terrain_m2"}
"""The columns that have bounds, and the area that their bounds are divided by."""


def floor_text(row: dict[Any, Any], column: Column, language: Language) -> str:
    """Return a cell with its range; without a value its bounds; "" where nothing is known.

    Parameters
    ----------
    row
        A row of an indicator table: `gfa_low_m2`, `gfa_high_m2`, and the area it is divided by.
    column
        Any column; only floor area and floor space index have bounds.
    language
        Of the page.

    Examples
    --------
    >>> gfa = Column("gfa_m2", "number", "m2", "bvo", "floor_area")
    >>> floor_text({"gfa_m2": 1100.0, "gfa_low_m2": 1000.0, "gfa_high_m2": 1200.0}, gfa, "nl")
    '1.100 m² (1.000–1.200)'
    >>> floor_text({"gfa_m2": None, "gfa_low_m2": 8125.0, "gfa_high_m2": None}, gfa, "nl")
    'ten minste 8.125 m²'
    """
    text = value_text(row.get(column.name), column, language)
    low, high = _bounds(row, column)
    if not text:
        return bounds_text(low, high, column, language)
    if low is None:
        return text
    if high is None:
        return f"{text} ({words(language)['no_upper_bound_known']})"
    span = _span(low, high, column, language)
    return f"{text} ({span})" if "–" in span else text


def bounds_text(low: float | None, high: float | None, column: Column, language: Language) -> str:
    """Return what is known of a figure without a value: a range, at least, at most, or ""."""
    say = words(language)
    least, most = (value_text(one, column, language) for one in (low, high))
    if low is not None and low > 0:
        if high is not None and most != least:
            return f"{_span(low, high, column, language)} {_unit(least)}".strip()
        return say["at_least"].format(least)
    return say["at_most"].format(most) if high is not None else ""


def _bounds(row: dict[Any, Any], column: Column) -> tuple[float | None, float | None]:
    """Return the low and the high bound of a cell, None where unknown or there is none."""
    if column.name not in _AREA_OF:
        return None, None
    area = _AREA_OF[column.name]
    by = 1.0 if area is None else _number(row.get(area))
    low, high = (_number(row.get(f"gfa_{end}_m2")) for end in ("low", "high"))
    if not by:
        return None, None
    return None if low is None else low / by, None if high is None else high / by


def _number(value: object) -> float | None:
    return None if is_unknown(value) else float(str(value))


def _span(low: float, high: float, column: Column, language: Language) -> str:
    """Return a range without its unit; one number where both ends look the same."""
    plain = replace(column, unit="ratio") if column.unit != "m2" else column
    ends = [value_text(one, plain, language).removesuffix(" m²") for one in (low, high)]
    return "–".join(dict.fromkeys(ends))


def _unit(text: str) -> str:
    return "m²" if text.endswith(" m²") else ""
