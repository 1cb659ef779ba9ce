"""Profiles: what is known of a source's columns and codes, kept as data in profiles/*.toml."""

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from geo_ser.errors import StudyError, TableError
from geo_ser.tables import TableContract

__all__ = ["Profile", "Term", "load_profile", "match_columns", "profile_names"]


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
    """

    name: str
    columns: Mapping[str, tuple[tuple[str, ...], ...]]
    factors: Mapping[str, float]
    only_with: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]
    widths: Mapping[str, int]
    nulls: tuple[float, ...]


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
    )


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
