"""Profiles: what is known of a source's columns and codes, kept as data in profiles/*.toml."""

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import PurePosixPath
from typing import Any

from geo_ser.errors import StudyError, TableError
from geo_ser.layers.covers import Covers
from geo_ser.layers.filters import RowFilter
from geo_ser.layers.plans import ImroSource
from geo_ser.layers.registry import XmlSource
from geo_ser.tables import TableContract

__all__ = [
    "Profile",
    "Term",
    "is_own_name",
    "load_profile",
    "match_columns",
    "own_names",
    "profile_names",
]


@dataclass(frozen=True)
class Term:
    """A source column and what it is multiplied by on its way to a canonical column."""

    column: str
    factor: float = 1.0


@dataclass(frozen=True)
class Profile:
    """What one profile knows of one table.

    `columns` gives per canonical column the spellings to look for, best first; a spelling is a
    sum of source columns, mostly of one, a leading ``-`` subtracts. `factors` turns the unit of
    a source column into the contract's. A source column in `only_with` means what `columns`
    says only where that other column is there as well. `codes` gives per canonical column the
    value of each source code, "" for unknown. `widths` pads ids. `nulls` are numbers that mean
    "missing". Source columns and codes are in lower case.

    `members` are patterns of the files in a zip or folder, and of the layers in a file, that
    are this table's. `prefixes` are what stands before ids. `links` are columns of web
    addresses that end in the id meant. `texts` are columns put together: per column its words,
    each with its spellings; `first_unrepeated` are columns that take the first of several ids
    that stands on one row only, `tagged` columns that take the first of several that says
    something, each with its own text before it. `by_shape` are ids made of the shape itself, where
    one of some columns is there. `places` are pairs of columns that hold x and y. `xml`, `filters`,
    `covers` and `imro` say how the registry's own XML is read, which rows are left out, what each
    class covers the ground with, and how zoning plans are written.
    """

    name: str
    columns: Mapping[str, tuple[tuple[str, ...], ...]]
    factors: Mapping[str, float]
    only_with: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]
    widths: Mapping[str, int]
    nulls: tuple[float, ...]
    members: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    texts: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    first_unrepeated: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    tagged: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    by_shape: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    xml: XmlSource | None = None
    filters: tuple[RowFilter, ...] = ()
    covers: Covers | None = None
    places: tuple[tuple[str, str], ...] = ()
    imro: ImroSource | None = None


def profile_names() -> tuple[str, ...]:
    """Return the names of the profiles that ship with the package, sorted."""
    folder = resources.files("geo_ser.layers") / "profiles"
    return tuple(sorted(one.name.removesuffix(".toml") for one in folder.iterdir()))


@cache
def load_profile(name: str, table: str) -> Profile:
    """Return what a profile knows of a table; of a table it does not mention, nothing.

    Raises
    ------
    StudyError
        If no such profile ships with this version.
    """
    if name not in profile_names():
        raise StudyError(
            f"[tables.{table}]: profile {name!r} is not in this version; there are "
            f'{", ".join(profile_names())}. Use profile "canonical" and name the columns with '
            "`columns`."
        )
    file = resources.files("geo_ser.layers") / "profiles" / f"{name}.toml"
    values = tomllib.loads(file.read_text(encoding="utf-8"))
    about: dict[str, Any] = values.get(table, {})
    return Profile(
        name=name,
        columns={
            column: tuple((one,) if isinstance(one, str) else tuple(one) for one in spellings)
            for column, spellings in about.get("columns", {}).items()
        },
        factors=_lower(about.get("factors", {})),
        only_with=_lower(about.get("only_with", {})),
        codes={column: _lower(codes) for column, codes in about.get("codes", {}).items()},
        widths=about.get("widths", {}),
        nulls=tuple(float(one) for one in values.get("nulls", [])),
        members=tuple(about.get("members", [])),
        prefixes=tuple(values.get("prefixes", [])),
        links=tuple(about.get("links", [])),
        texts=_spelled(about.get("texts", {})),
        first_unrepeated=_spelled(about.get("first_unrepeated", {})),
        tagged=_spelled(about.get("tagged", {})),
        by_shape={name: tuple(one) for name, one in about.get("by_shape", {}).items()},
        xml=_xml_source(values, about),
        filters=tuple(
            RowFilter(
                one["reason"],
                tuple(one["keep"]),
                tuple(one.get("columns", [])),
                one.get("blank", True),
                one.get("optional", False),
            )
            for one in about.get("filters", [])
        ),
        covers=Covers.from_profile(about["covers"]) if "covers" in about else None,
        places=tuple((x.casefold(), y.casefold()) for x, y in about.get("places", [])),
        imro=ImroSource.from_profile(about["imro"]) if "imro" in about else None,
    )


def _spelled(columns: Mapping[str, Any]) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {name: tuple(tuple(one) for one in words) for name, words in columns.items()}


def _xml_source(values: Mapping[str, Any], about: Mapping[str, Any]) -> XmlSource | None:
    if "elements" not in about:
        return None
    xml = values["xml"]
    elements = {
        name: (shape,) if isinstance(shape, str) else tuple(shape)
        for name, shape in about["elements"].items()
    }
    return XmlSource(tuple(xml["namespaces"]), elements, xml["crs"])


def own_names(profile: Profile, names: Sequence[str]) -> list[str]:
    """Return those of several files or layers that are this table's; all where none is known.

    Parameters
    ----------
    names
        Paths or names; only the last part counts, in any case.
    """
    return [name for name in names if is_own_name(profile, name)] or list(names)


def is_own_name(profile: Profile, name: str) -> bool:
    """Return whether a file or layer is known to be this table's by its name."""
    last = PurePosixPath(name).name
    if profile.covers is not None:
        return profile.covers.class_of(last) is not None
    start = last.partition(".")[0]
    return any(re.fullmatch(one, start, re.IGNORECASE) for one in profile.members)


def _lower(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key.casefold(): value for key, value in values.items()}


def match_columns(
    profile: Profile,
    contract: TableContract,
    available: Sequence[str],
    overrides: Mapping[str, str],
    *,
    what: str,
) -> dict[str, tuple[Term, ...]]:
    """Return per canonical column the source columns it is read from, each with its factor.

    An override decides; else the profile's first spelling that is there; else a source column
    that has the canonical name itself. Names are compared without regard to case. The factor
    belongs to the source column, whoever mapped it.

    Parameters
    ----------
    available
        The source's column names.
    overrides
        canonical = source, from `columns` in atlas.toml.
    what
        Table and file, for messages.

    Raises
    ------
    TableError
        If an override names a column that is not in the contract or not in the source, or the
        contract's id column is found nowhere.
    """
    _require_known(overrides, contract, what)
    matched: dict[str, tuple[Term, ...]] = {}
    for column in (column.name for column in contract.columns if column.kind != "geometry"):
        if column in overrides:
            spellings: tuple[tuple[str, ...], ...] = ((overrides[column],),)
        else:
            spellings = (*_usable(profile, column, available), (column,))
        found = next(filter(None, (_found(one, available) for one in spellings)), None)
        if found is None and column in overrides:
            raise TableError(_no_source_column(column, overrides[column], available, what))
        if found is not None:
            matched[column] = tuple(
                Term(name, sign * profile.factors.get(name.casefold(), 1.0)) for name, sign in found
            )
    for one in contract.required:
        if one.kind != "geometry" and one.name not in matched:
            raise TableError(_no_canonical_column(one.name, profile, available, what))
    return matched


def _usable(profile: Profile, column: str, available: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the profile's spellings for a column that mean that column in this source."""
    there = {name.casefold() for name in available}

    def means_it(term: str) -> bool:
        needed = profile.only_with.get(term.casefold())
        return needed is None or needed.casefold() in there

    return tuple(one for one in profile.columns.get(column, ()) if all(map(means_it, one)))


def _found(spelling: tuple[str, ...], available: Sequence[str]) -> list[tuple[str, float]] | None:
    """Return the source columns (with sign) of a spelling when all of them are there."""
    found = []
    for term in spelling:
        sign = -1.0 if term.startswith("-") and len(spelling) > 1 else 1.0
        wanted = term.removeprefix("-") if sign < 0 else term
        same = sorted(name for name in available if name.casefold() == wanted.casefold())
        if not same:
            return None
        found.append((wanted if wanted in same else same[0], sign))
    return found


def _require_known(overrides: Mapping[str, str], contract: TableContract, what: str) -> None:
    known = [column.name for column in contract.columns if column.kind != "geometry"]
    for name in overrides:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"known: {', '.join(known)}."
            raise TableError(f"{what}: `columns` maps unknown column {name!r}; {hint}")


def _no_source_column(column: str, source: str, available: Sequence[str], what: str) -> str:
    near = difflib.get_close_matches(source, available, n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    return (
        f"{what}: `columns` says {column} = {source!r}, but the source has no such column. "
        f"{hint}It has {_listed(available)}."
    )


def _no_canonical_column(column: str, profile: Profile, available: Sequence[str], what: str) -> str:
    spellings = [" + ".join(one) for one in profile.columns.get(column, ())] or [column]
    return (
        f"{what}: no column for {column}. Profile {profile.name!r} looks for "
        f"{', '.join(spellings)}; the source has {_listed(available)}. Choose another `profile` "
        f'or write columns = {{ {column} = "…" }}.'
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names)) if names else "no columns"
