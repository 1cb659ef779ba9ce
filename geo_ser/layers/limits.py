"""What the texts of a zoning plan allow: dimensions (maatvoering) and environmental categories.

A limit is read only where its name is known exactly and its value is one plain number; a gutter
height is no building height, and a percentage of the site is no percentage of the build zone.
Everything else is handed back as text, so that it can be said by name: no figure is no limit of
zero, it is unknown.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo_ser.layers.cells import BOUNDS

__all__ = ["ENVIRONMENTAL_CATEGORIES", "Limits", "category_range", "limit_pairs", "read_limits"]

ENVIRONMENTAL_CATEGORIES = (
    "1", "2", "3", "3.1", "3.2", "4", "4.1", "4.2", "5", "5.1", "5.2", "5.3", "6",
)  # fmt: skip
"""The categories of the VNG list (2009), rising."""

_PAIR = re.compile(r'"([^"]*)"\s*=\s*"([^"]*)"')
_NUMBER = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(m|m1|meter|%)?")
_BETWEEN = re.compile(r"\s*(?:/|;|–|-|\ben\b)\s*")
_CATEGORY = r"categorie (\d(?:[.,]\d)?)"
_RANGES = (
    (re.compile(rf"bedrijf (?:tot en met|t/m) {_CATEGORY}"), (None, 1)),
    (
        re.compile(
            rf"bedrijf van {_CATEGORY} (?:tot en met|t/m) (?:categorie )?(\d(?:[.,]\d)?)",
        ),
        (1, 2),
    ),
    (re.compile(rf"bedrijf (?:van )?{_CATEGORY}"), (1, 1)),
)
_ABOUT_CATEGORY = re.compile(r"bedrijf\b.*\bcategorie\b")


@dataclass(frozen=True)
class Limits:
    """What one place's dimensions say: figures per column, and the texts nobody could read.

    `stated` are in the unit of their column (m; percentages as fractions). `unused` are names
    that are known and have no column, `unread` are ``name = value`` texts that were refused.
    """

    stated: Mapping[str, float]
    unused: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def limit_pairs(text: str) -> list[tuple[str, str]]:
    """Return the (name, value) pairs of the one text in which the services give dimensions.

    A text without pairs is one name without a value, so that it is refused by name.

    Examples
    --------
    >>> limit_pairs('"maximum bouwhoogte (m)"="9,5", "maximum goothoogte (m)"="6"')
    [('maximum bouwhoogte (m)', '9,5'), ('maximum goothoogte (m)', '6')]
    """
    pairs = [(name.strip(), value.strip()) for name, value in _PAIR.findall(text)]
    left = _PAIR.sub("", text).strip(" ,;")
    return [*pairs, (left, "")] if left else pairs


def read_limits(pairs: Sequence[tuple[str, str]], known: Mapping[str, str]) -> Limits:
    """Return the limits that pairs of name and value state.

    Parameters
    ----------
    pairs
        As the plan writes them. A combined name (``goot- en bouwhoogte``, ``minimum-maximum``,
        two names with ``en`` between) needs as many values, with ``/``, ``;``, ``-`` or ``en``
        between.
    known
        Name in lower case to column, "" where the name is known and not used.

    Examples
    --------
    >>> known = {"maximum bouwhoogte (m)": "max_height_m", "maximum goothoogte (m)": ""}
    >>> read_limits([("maximale goot- en bouwhoogte (m)", "4,5/8")], known)
    Limits(stated={'max_height_m': 8.0}, unused=('maximum goothoogte (m)',), unread=())
    >>> read_limits([("maximum bouwhoogte (m)", "zie regels")], known).unread
    ('maximum bouwhoogte (m) = zie regels',)
    """
    values: dict[str, list[float]] = {}
    unused, unread = [], []
    for name, value in pairs:
        names = _names(name, known)
        parts = _BETWEEN.split(value) if len(names) > 1 else [value]
        figures = [
            _figure(part, column) for part, column in zip(parts, names.values(), strict=False)
        ]
        if not names or len(parts) != len(names) or None in figures:
            unread.append(f"{name} = {value}".removesuffix(" = "))
            continue
        for (single, column), figure in zip(names.items(), figures, strict=True):
            if column and figure is not None:
                values.setdefault(column, []).append(figure)
            else:
                unused.append(single)
    strict = {column: strictest(column, found) for column, found in values.items()}
    return Limits(strict, tuple(unused), tuple(unread))


def strictest(column: str, figures: Sequence[float]) -> float:
    """Return of several limits the one that leaves the least room: all of them must hold."""
    return min(figures) if column.startswith("max_") else max(figures)


def _names(name: str, known: Mapping[str, str]) -> dict[str, str]:
    """Return the single names in one that may be combined, with their columns; none if unknown."""
    plain = re.sub(r"\s+", " ", name.strip().casefold()).replace("m²", "m2").replace("m³", "m3")
    plain = re.sub(r"\bmax(imale|imaal|\.)", "maximum", plain)
    plain = re.sub(r"\bmin(imale|imaal|\.)", "minimum", plain)
    for singles in _readings(plain):
        if all(single in known for single in singles):
            return {single: known[single] for single in singles}
    return {}


def _readings(name: str) -> Iterator[list[str]]:
    """Give the ways in which a name can be one name or several."""
    yield [name]
    both = "goot- en bouwhoogte"
    if both in name:
        yield [name.replace(both, "goothoogte"), name.replace(both, "bouwhoogte")]
    spread = re.fullmatch(r"minimum ?(?:-|–|/|en) ?maximum (.*)", name)
    if spread:
        yield [f"minimum {spread[1]}", f"maximum {spread[1]}"]
    yield re.split(r", | en |; ", name)


def _figure(text: str, column: str) -> float | None:
    """Return the number a text states, in the column's unit; None where it is not one number."""
    found = _NUMBER.fullmatch(text.strip().casefold())
    if found is None:
        return None
    figure = float(found[1].replace(",", "."))
    share = column.endswith("_coverage")
    if found[2] and (found[2] == "%") != share:
        return None
    if share and 0 < figure < 1:
        return None  # 0.6: a fraction, or six tenths of a per cent?
    figure = figure / 100 if share else figure
    lower, upper = BOUNDS.get(column, (0.0, 1.0 if share else 10_000.0))
    return figure if lower <= figure <= upper else None


def category_range(designation: str) -> tuple[str | None, str | None] | None:
    """Return the lowest and highest environmental category a function designation allows.

    Returns
    -------
    range : tuple or None
        (lowest, highest), the lowest None where only the highest is said; None for a
        designation that is not about categories of business.

    Raises
    ------
    ValueError
        If it is about them and cannot be read.

    Examples
    --------
    >>> category_range("bedrijf tot en met categorie 3.1")
    (None, '3.1')
    >>> category_range("bedrijf van categorie 3,1 tot en met 4.2")
    ('3.1', '4.2')
    >>> category_range("horeca tot en met categorie 2") is None
    True
    """
    plain = re.sub(r"\s+", " ", designation.strip().casefold())
    if not _ABOUT_CATEGORY.match(plain):
        return None
    for pattern, (low, high) in _RANGES:
        found = pattern.fullmatch(plain)
        if found:
            lowest, highest = (found[one] if one else None for one in (low, high))
            return _category(lowest), _category(highest)
    raise ValueError(f"not a range of categories: {designation!r}")


def _category(text: str | None) -> str | None:
    if text is None:
        return None
    category = text.replace(",", ".")
    if category not in ENVIRONMENTAL_CATEGORIES:
        raise ValueError(f"no category of the VNG list: {text!r}")
    return category
