"""Cells to values: numbers in the contract's unit, years, days, yes or no, lists, words.

A cell that says "unknown" becomes null. So does one that cannot be read or cannot be true, and
that is remembered, since somebody meant something by it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_ser.elevations import ELEVATIONS_M
from geo_ser.figures import UNKNOWN_WORDS, id_text, numbers
from geo_ser.layers.profile import Profile, Term
from geo_ser.tables import Column

__all__ = ["BOUNDS", "CLOSED_CODES", "Cells", "id_cells", "read_cells", "split_list"]

_AT_ONCE = 100_000
"""Cells that are turned into text together."""

Mask = npt.NDArray[np.bool_]

CLOSED_CODES: Mapping[str, frozenset[str]] = {
    "cover": frozenset(
        [
            "building", "road", "parking", "rail", "paved", "bare", "yard", "green", "field",
            "water", "other",
        ]
    ),
    "availability": frozenset(["issuable", "option", "for_sale", "to_let", "reserve", "blocked"]),
    "main_group": frozenset(
        [
            "business", "office", "retail", "mixed", "dwelling", "traffic", "green", "water",
            "nature", "other",
        ]
    ),
}  # fmt: skip
"""Columns that hold one of a few words (design §4). Another word is refused: `cover` becomes
``other``, since the land is mapped and only its class is not known; the rest become null."""

_CLAIM_HA = (0.0, 10_000.0)
BOUNDS: Mapping[str, tuple[float, float]] = {
    "claimed_gross_ha": _CLAIM_HA,
    "claimed_net_ha": _CLAIM_HA,
    "claimed_issued_ha": _CLAIM_HA,
    "claimed_issuable_ha": _CLAIM_HA,
    "registered_area_m2": (0.0, 1e9),
    "floor_area_m2": (0.0, 1e7),
    "volume_m3": (0.0, 1e8),
    "flat_roof_area_m2": (0.0, 1e7),
    "height_m": (0.0, 500.0),
    "ground_m": ELEVATIONS_M,
    "height_coverage": (0.0, 1.0),
    "storeys": (0.0, 150.0),
    "unit_count": (0.0, 1e5),
    "unit_area_min_m2": (0.0, 1e7),
    "unit_area_max_m2": (0.0, 1e7),
    "jobs": (0.0, 1e6),
    "max_height_m": (0.0, 500.0),
    "max_coverage": (0.0, 1.0),
    "min_coverage": (0.0, 1.0),
    "min_fsi": (0.0, 50.0),
    "setback_road_m": (0.0, 1000.0),
    "setback_side_m": (0.0, 1000.0),
    "setback_rear_m": (0.0, 1000.0),
}
"""What each number can be at all in the Netherlands, both ends included. Outside it is null."""

FIRST_YEAR, YEARS_AHEAD = 1000, 20
"""Years from 1000 to 20 after the study's edition are believed."""

_DAY = re.compile(r"^\s*(\d{4})-\d{2}-\d{2}(T.*)?\s*$")
_YES, _NO = (
    frozenset(["ja", "j", "yes", "y", "true", "1"]),
    frozenset(["nee", "n", "no", "false", "0"]),
)


@dataclass(frozen=True)
class Cells:
    """A column as read: its values, and which cells were refused by which rule."""

    column: pd.Series
    unreadable: Mask
    impossible: Mask


def read_cells(
    source: pd.DataFrame, column: Column, terms: tuple[Term, ...], profile: Profile, edition: date
) -> Cells:
    """Return one canonical column read from its source columns.

    Parameters
    ----------
    source
        (n, k) attributes as they stand in the file.
    column
        What the contract says of the column: its kind decides how cells are read.
    terms
        The source columns; several only for numbers, which are added up.
    edition
        No year may lie more than `YEARS_AHEAD` after it.

    Returns
    -------
    cells : Cells
        Text as `str`, numbers float64 in the contract's unit, years Int64, days datetime64[ms],
        yes or no boolean, lists as sorted lists of text; null where unknown or refused.
    """
    cells = source[terms[0].column]
    codes = profile.codes.get(column.name, {})
    if column.kind == "number":
        return _number(source, column.name, terms, profile.nulls)
    if column.kind == "year":
        return _year(cells, profile.nulls, edition)
    if column.kind == "date":
        return _date(cells)
    if column.kind == "bool":
        return _bool(cells)
    if column.kind == "list":
        return _list(cells, codes, profile.widths.get(column.name, 0))
    return _word(cells, column.name, codes)


def _number(
    source: pd.DataFrame, name: str, terms: tuple[Term, ...], nulls: tuple[float, ...]
) -> Cells:
    """Return the sum of the terms in the contract's unit; unknown where any term is."""
    total = pd.Series(0.0, index=source.index)
    unreadable = np.zeros(len(source), dtype="bool")
    for term in terms:
        values, bad = numbers(source[term.column])
        total = total + values.mask(values.isin(nulls)) * term.factor
        unreadable |= bad.to_numpy()
    lower, upper = BOUNDS.get(name, (-np.inf, np.inf))
    impossible = ((total < lower) | (total > upper)).to_numpy()
    return Cells(total.mask(impossible), unreadable, impossible)


def _year(cells: pd.Series, nulls: tuple[float, ...], edition: date) -> Cells:
    """Return whole years; of a day (``1988-01-01``, as some BAG extracts write) its year."""
    if isinstance(cells.dtype, pd.StringDtype):
        cells = cells.str.replace(_DAY, r"\1", regex=True)
    values, bad = numbers(cells)
    values = values.mask(values.isin(nulls))
    broken = values.notna() & (values % 1 != 0)
    whole = values.mask(broken)
    outside = ~whole.between(FIRST_YEAR, edition.year + YEARS_AHEAD) & whole.notna()
    years = whole.mask(outside).astype("Int64")
    return Cells(years, (bad | broken).to_numpy(), outside.to_numpy())


def _date(cells: pd.Series) -> Cells:
    """Return days; ISO dates and moments (UTC), else day-month-year."""
    words = _words(cells)
    dates = pd.to_datetime(words, format="ISO8601", errors="coerce", utc=True)
    dutch = pd.to_datetime(words, format="%d-%m-%Y", errors="coerce", utc=True)
    days = dates.fillna(dutch).dt.tz_localize(None).dt.normalize().astype("datetime64[ms]")
    return Cells(days, (words.notna() & days.isna()).to_numpy(), _none(cells))


def _bool(cells: pd.Series) -> Cells:
    words = _words(cells).str.casefold().str.removesuffix(".0")
    values = pd.Series(pd.NA, index=cells.index, dtype="boolean")
    values[words.isin(_YES)] = True
    values[words.isin(_NO)] = False
    return Cells(values, (words.notna() & values.isna()).to_numpy(), _none(cells))


def _list(cells: pd.Series, codes: Mapping[str, str], width: int) -> Cells:
    lists = [_coded(split_list(cell), codes, width) for cell in cells]
    return Cells(pd.Series(lists, index=cells.index, dtype="object"), _none(cells), _none(cells))


def _coded(parts: list[str], codes: Mapping[str, str], width: int) -> list[str] | None:
    named = (codes.get(part.casefold(), part) for part in parts)
    padded = {one.zfill(width) if one.isdigit() else one for one in named if one}
    return sorted(padded) or None


def split_list(cell: object) -> list[str]:
    """Return the parts of a list in one cell: a list, a JSON list, or text split on , and ;.

    Examples
    --------
    >>> split_list("woonfunctie, kantoorfunctie;"), split_list(["a", None]), split_list(None)
    (['woonfunctie', 'kantoorfunctie'], ['a'], [])
    """
    if isinstance(cell, str) and cell.strip().startswith("["):
        try:
            cell = json.loads(cell)
        except ValueError:
            cell = str(cell).strip().strip("[]")
    if isinstance(cell, str):
        parts: Iterable[object] = cell.replace(";", ",").split(",")
    else:
        parts = cell if isinstance(cell, list | tuple | np.ndarray) else [cell]
    texts = (_part(part) for part in parts)
    return [text for text in texts if text.casefold() not in UNKNOWN_WORDS]


def _part(part: object) -> str:
    """Return one part of a list as text, "" for none; an integral number without decimals."""
    if isinstance(part, float | np.floating):
        return str(int(part)) if float(part).is_integer() else "" if np.isnan(part) else str(part)
    return "" if part is None or part is pd.NA else str(part).strip()


def _word(cells: pd.Series, name: str, codes: Mapping[str, str]) -> Cells:
    words = _words(cells)
    known = words.str.casefold()
    coded = known.map(codes).astype("str").fillna(words) if codes else words
    coded = coded.mask(coded == "")
    if name not in CLOSED_CODES:
        return Cells(_text(coded), _none(cells), _none(cells))
    plain = coded.str.casefold()
    wrong = ~plain.isin(CLOSED_CODES[name])
    if name == "cover":
        return Cells(_text(plain.mask(wrong, "other")), wrong.to_numpy(), _none(cells))
    return Cells(_text(plain.mask(wrong)), (wrong & plain.notna()).to_numpy(), _none(cells))


def _words(cells: pd.Series) -> pd.Series:
    """Return cells as stripped text, null where they say "unknown"."""
    words = id_cells(cells)
    return words.mask(words.str.casefold().isin(UNKNOWN_WORDS))


def id_cells(cells: pd.Series, *, width: int = 0) -> pd.Series:
    """Return `id_text` as a column of text, made of so many cells at a time.

    Each cell is an object on the way, and a country has millions.
    """
    starts = range(0, max(len(cells), 1), _AT_ONCE)
    parts = (cells.iloc[start : start + _AT_ONCE] for start in starts)
    texts: pd.Series = pd.concat([_text(id_text(part, width=width)) for part in parts])
    return texts


def _text(values: pd.Series) -> pd.Series:
    return values.astype("str")


def _none(cells: pd.Series) -> Mask:
    return np.zeros(len(cells), dtype="bool")
