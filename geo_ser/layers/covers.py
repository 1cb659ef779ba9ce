"""What a class of surface covers the ground with: a registry's codes to `cover`, as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo_ser.errors import TableError
from geo_ser.figures import id_text

__all__ = ["CoverRule", "Covers", "cover_cells"]


@dataclass(frozen=True)
class CoverRule:
    """What one class covers the ground with.

    The first of `columns` that holds one of `codes` decides, else `default`; "" is unknown.
    """

    columns: tuple[str, ...]
    codes: Mapping[str, str]
    default: str


@dataclass(frozen=True)
class Covers:
    """The cover of each class, and the names under which a class goes (lower case, no signs)."""

    names: Mapping[str, str]
    rules: Mapping[str, CoverRule]

    @classmethod
    def from_profile(cls, values: Mapping[str, Any]) -> "Covers":
        """Return the rules as a profile writes them."""
        rules = {
            name: CoverRule(
                tuple(column.casefold() for column in one.get("columns", [])),
                {code.casefold(): cover for code, cover in one.get("codes", {}).items()},
                one.get("default", ""),
            )
            for name, one in values["classes"].items()
        }
        names = {_plain(name): name for name in rules}
        return cls(names | {_plain(key): to for key, to in values["names"].items()}, rules)

    def class_of(self, name: str) -> str | None:
        """Return the class that a file, layer or element is named after; the longest decides.

        A name that is known not to be a class ("") gives None.

        Examples
        --------
        >>> covers = Covers({"wegdeel": "weg", "ondersteunendwegdeel": "berm"}, {})
        >>> covers.class_of("bgt_OndersteunendWegdeel.gml"), covers.class_of("paal")
        ('berm', None)
        """
        plain = _plain(name)
        found = [key for key in self.names if key in plain]
        return self.names[max(found, key=len)] or None if found else None


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def cover_cells(
    source: pd.DataFrame, covers: Covers, names: Sequence[str], *, what: str
) -> pd.Series:
    """Return the cover of each row by its class and codes, null where they do not tell.

    Parameters
    ----------
    source
        (n, k) attributes; `gml_element` gives the class per row where it is there.
    names
        What the rows may be named after otherwise: layer, file; the first that is known decides.

    Raises
    ------
    TableError
        If no name tells the class.
    """
    if "gml_element" in source:
        classes = source["gml_element"].map(covers.class_of)
    else:
        found = next(filter(None, map(covers.class_of, names)), None)
        if found is None:
            raise TableError(
                f"{what}: neither its layer nor its file is named after a class "
                f"({', '.join(sorted(covers.rules))}). Rename the file, or map `cover` with "
                "`columns`."
            )
        classes = pd.Series(found, index=source.index)
    cells = pd.Series(pd.NA, index=source.index, dtype="str")
    for name in sorted(set(classes.dropna())):
        rows = source[classes == name]
        cells[rows.index] = _by_rule(rows, covers.rules[name])
    return cells


def _by_rule(rows: pd.DataFrame, rule: CoverRule) -> pd.Series:
    """Return the cover of rows of one class."""
    cells = pd.Series(pd.NA, index=rows.index, dtype="str")
    for wanted in rule.columns:
        for column in (name for name in rows.columns if str(name).casefold() == wanted):
            words = id_text(rows[column]).astype("str").str.casefold()
            cells = cells.fillna(words.map(rule.codes).astype("str"))
    return cells.fillna(rule.default or pd.NA) if rule.default else cells.mask(cells == "")
