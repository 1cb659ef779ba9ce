"""Figures as people type them: decimal commas, thousands, unknown words, decimals kept.

A published figure is read as text, because its number of decimals says how sure it is:
12.2 stands for anything from 12.15 to 12.25. Reading it as a float loses that.
"""

import math
import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["UNKNOWN_WORDS", "Figure", "id_text", "numbers", "parse_figure"]

UNKNOWN_WORDS = frozenset(
    [
        "", "-", "--", "—", "?", ".", "nan", "none", "null", "na", "n/a", "<na>", "nb", "n.b.",
        "nvt", "n.v.t.", "n.v.t", "onbekend", "niet bekend", "geen opgave", "unknown",
        "geenwaarde", "waardeonbekend",
    ]
)  # fmt: skip
"""What registries type when they do not know; compared in lower case without spaces around."""

_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_UNIT = re.compile(r"\s*(%|ha|m2|m²|m)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A number as printed: its value and how many decimals it was printed with."""

    value: float
    decimals: int

    @property
    def half_unit(self) -> float:
        """Half a unit in the last printed decimal: how far the true value may lie away."""
        return float(0.5 * 10.0**-self.decimals)


def parse_figure(text: object) -> Figure | None:
    """Return the figure that a text shows, or None when the text says "unknown".

    Parameters
    ----------
    text
        A cell: text with decimal point or comma (``"1.234,5"``, ``"12,19"``, ``"82.41 %"``),
        or a number. A single point or comma is a decimal mark; several of one kind, in
        groups of three, are thousands.

    Raises
    ------
    ValueError
        If the text is neither a number nor one of `UNKNOWN_WORDS`.

    Examples
    --------
    >>> parse_figure("12,190")
    Figure(value=12.19, decimals=3)
    >>> parse_figure("1.234,5").value
    1234.5
    >>> parse_figure("Onbekend") is None
    True
    """
    if text is None or (isinstance(text, float) and math.isnan(text)) or text is pd.NA:
        return None
    plain = str(text).replace("\u00a0", " ").strip()
    if plain.lower() in UNKNOWN_WORDS:
        return None
    plain = _point_decimal(_UNIT.sub("", plain).replace(" ", ""))
    if not _PLAIN.fullmatch(plain) or not math.isfinite(float(plain)):
        raise ValueError(f"not a number: {str(text)!r}")
    mantissa, _, exponent = plain.lower().partition("e")
    decimals = len(mantissa.partition(".")[2]) - int(exponent or 0)
    return Figure(float(plain), max(decimals, 0))


def _point_decimal(text: str) -> str:
    """Return the number's text with one decimal point and no thousands marks."""
    if "," in text and "." in text:
        decimal = max(",.", key=text.rfind)
        grouping = "," if decimal == "." else "."
        whole, _, fraction = text.rpartition(decimal)
        return _ungrouped(whole, grouping) + "." + fraction
    for mark in ",.":
        if text.count(mark) > 1:
            return _ungrouped(text, mark)
    return text.replace(",", ".")


def _ungrouped(text: str, mark: str) -> str:
    """Drop thousands marks; text that is not grouped in threes is left to fail as a number."""
    head, *groups = text.split(mark)
    return head + "".join(groups) if all(len(group) == 3 for group in groups) else text + "?"


def numbers(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return a column as float64 and a mask of the cells that could not be read.

    Parameters
    ----------
    values
        (n,) any column: numbers, or text as `parse_figure` reads it.

    Returns
    -------
    numbers : pandas.Series
        (n,) float64, NaN where unknown, unreadable or infinite.
    unreadable : pandas.Series
        (n,) bool, True where text stood that is neither a number nor an unknown word.

    Examples
    --------
    >>> values, unreadable = numbers(pd.Series(["1,5", "n.v.t.", "v1900"]))
    >>> values.to_list(), unreadable.to_list()
    ([1.5, nan, nan], [False, False, True])
    """
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        floats = values.astype("Float64").to_numpy(dtype="float64", na_value=np.nan)
        finite = np.isfinite(floats)
        bad = pd.Series(np.isinf(floats), index=values.index)
        return pd.Series(np.where(finite, floats, np.nan), index=values.index), bad
    read, bad_cells = [], []
    for cell in values:
        try:
            figure = parse_figure(cell)
        except ValueError:
            figure, unreadable = None, True
        else:
            unreadable = False
        read.append(math.nan if figure is None else figure.value)
        bad_cells.append(unreadable)
    return (
        pd.Series(read, index=values.index, dtype="float64"),
        pd.Series(bad_cells, index=values.index, dtype="bool"),
    )


def id_text(values: pd.Series, *, width: int = 0) -> pd.Series:
    """Return ids as text: integral numbers without decimals, padded only when a width is given.

    Parameters
    ----------
    values
        (n,) ids as text or numbers.
    width
        BAG ids have 16 digits and start with zeros that number columns lose; 0 pads nothing.

    Returns
    -------
    ids : pandas.Series
        (n,) text, stripped; null where the id is missing or empty.

    Examples
    --------
    >>> id_text(pd.Series([691.0, None])).to_list()
    ['691', None]
    >>> id_text(pd.Series([200100000001882]), width=16).to_list()
    ['0200100000001882']
    """
    texts: list[str | None] = []
    for value in values:
        if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
            texts.append(None)
            continue
        text = str(value).strip()
        if isinstance(value, float | np.floating) and float(value).is_integer():
            text = str(int(value))
        elif re.fullmatch(r"\d+\.0+", text):
            text = text.partition(".")[0]
        padded = text.zfill(width) if width and text.isdigit() else text
        texts.append(padded or None)
    return pd.Series(texts, index=values.index, dtype="object", name=values.name)
