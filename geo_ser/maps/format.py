"""Values as people read them: decimal comma in Dutch, units, dates; text made harmless to show."""

import math
import unicodedata
from datetime import date

import pandas as pd

from geo_ser.maps.text import Language
from geo_ser.tables import Column

__all__ = ["PER_CENT", "clean", "is_unknown", "number", "shown_date", "span", "value_text"]

PER_CENT = frozenset(
    [
        "net_gross_ratio",
        "gsi_gross",
        "gsi_net",
        "coverage",
        "height_known_share",
        "gfa_known_share",
        "mxi",
    ]
)
"""Ratios that people read in per cent; the others (FSI, OSR, layers) stay numbers."""

_UNITS = {"m2": "m²", "m": "m", "ha": "ha", "count": "", "ratio": "", "m3": "m³"}
_DECIMALS = {"m2": 0, "m": 1, "ha": 2, "ratio": 2, "m3": 0}


def is_unknown(value: object) -> bool:
    """Return whether a cell holds nothing: None, NA, NaN, an infinite number or empty text."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, str) and not value.strip()


def clean(value: object, *, limit: int = 300) -> str:
    """Return text fit to be shown: no control or direction characters, one line, not endless.

    What is left is still to be escaped where it is printed; templates and JSON do that.

    Parameters
    ----------
    value
        A cell; unknown becomes empty text.
    limit
        Longest text in characters; more is cut off with an ellipsis.

    Examples
    --------
    >>> clean("Veene" + chr(0x202E) + "slagen" + chr(0))
    'Veeneslagen'
    >>> clean("x" * 9, limit=4)
    'xxx…'
    """
    if is_unknown(value):
        return ""
    plain = " ".join(str(value).split())
    # Cc control, Cf direction and invisible marks, Cs half a surrogate pair, Co and Cn no text.
    kept = "".join(one for one in plain if not unicodedata.category(one).startswith("C"))
    return kept if len(kept) <= limit else kept[: limit - 1] + "…"


def number(value: object, decimals: int, language: Language, *, sign: bool = False) -> str:
    """Return a number as text, or "" when it is unknown.

    Examples
    --------
    >>> number(1234.567, 1, "nl"), number(1234.567, 1, "en"), number(0.4, 1, "nl", sign=True)
    ('1.234,6', '1,234.6', '+0,4')
    """
    if is_unknown(value):
        return ""
    rounded = round(float(str(value)), decimals) + 0.0  # + 0.0 makes −0 zero
    text = f"{abs(rounded):,.{decimals}f}"
    if language == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    mark = "−" if rounded < 0 else "+" if sign and rounded > 0 else ""
    return mark + text


def span(low: float, high: float, decimals: int, language: Language) -> str:
    """Return a range as text; one number where low and high look the same.

    Examples
    --------
    >>> span(51, 58, 0, "nl"), span(100.1, 100.1, 1, "nl")
    ('51–58', '100,1')
    """
    first, last = number(low, decimals, language), number(high, decimals, language)
    return first if first == last else f"{first}–{last}"


def value_text(value: object, column: Column, language: Language) -> str:
    """Return a cell of a contract's column with its unit, or "" when it is unknown.

    Land of a hectare and more is shown in hectares, floor area always in m²; ratios in
    `PER_CENT` in per cent.

    Examples
    --------
    >>> value_text(310_700.0, Column("footprint_m2", "number", "m2"), "nl")
    '31,07 ha'
    >>> value_text(0.1486, Column("gsi_gross", "number", "ratio"), "nl")
    '14,9 %'
    """
    if is_unknown(value):
        return ""
    if column.kind not in ("number", "year"):
        return clean(value)
    amount = float(str(value))
    if column.kind == "year":
        return str(int(amount))
    if column.name in PER_CENT:
        return number(amount * 100, 1, language) + " %"
    if column.unit == "m2" and abs(amount) >= 10_000 and column.group != "floor_area":
        return number(amount / 10_000, 2, language) + " ha"
    decimals = _DECIMALS.get(column.unit, 0 if amount == int(amount) else 1)
    return f"{number(amount, decimals, language)} {_UNITS.get(column.unit, '')}".strip()


def shown_date(value: object) -> str:
    """Return a date as day-month-year; text that is no ISO date stands as it is.

    Examples
    --------
    >>> shown_date("2017-08-23"), shown_date("2021")
    ('23-08-2017', '2021')
    """
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    text = clean(value, limit=40)
    try:
        return f"{date.fromisoformat(text[:10]):%d-%m-%Y}"
    except ValueError:
        return text
