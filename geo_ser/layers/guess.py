"""A first atlas.toml for a file of terrains: what can be seen is filled in, the rest is said."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from geo_ser.errors import SourceError, TableError
from geo_ser.figures import id_text, numbers
from geo_ser.files import require_file
from geo_ser.layers.archive import opened
from geo_ser.layers.crs import coordinates_look
from geo_ser.layers.derived import with_derived
from geo_ser.layers.filters import require_filtered
from geo_ser.layers.profile import (
    Profile,
    is_own_name,
    load_profile,
    match_columns,
    profile_names,
)
from geo_ser.layers.read import Layer, SourceRows, layer_list, read_rows
from geo_ser.tables import INPUTS

__all__ = ["guess_settings"]

_PARQUET = frozenset([".parquet", ".geoparquet"])
_LOOKED_AT = 1000
_ID = re.compile(r"(.*[_\W])?(id|nr|nummer|number|key)|(terrein|object|plan|f|g|o)(id|nr|nummer)")
_NAME = re.compile(r".*(naam|name).*|terrein|bedrijventerrein|label|omschrijving|titel")
_MUNICIPALITY_NAMES = ("gemeentenaam", "GM_NAAM", "gemeente", "gem_naam", "municipality")
_YEARS = ("peiljaar", "jaar")


@dataclass(frozen=True)
class _Guess:
    """What was seen in one layer."""

    profile: Profile
    layer: str | None
    columns: dict[str, str]
    notes: tuple[str, ...]


def guess_settings(file: Path, folder: Path, *, today: date) -> str:
    """Return the text of an atlas.toml that reads a file of terrains.

    Profile, layer, id and name columns, municipality, edition and, where the file is silent or
    wrong about it, the CRS are guessed; a comment beside each says from what.

    Parameters
    ----------
    file
        Any file of polygons that `clean_tables` reads, a zip with one such file included.
    folder
        The study's folder: a file inside it is written as a relative path, another as absolute.
    today
        The edition where the file tells no year.

    Raises
    ------
    SourceError
        If the file cannot be read, or several layers could be the terrains.
    TableError
        If it holds no polygons.
    """
    what = f"--terrains {file}"
    require_file(file, what=what) if not file.is_dir() else None
    with opened(file, what=what) as files:
        if len(files) != 1:
            names = ", ".join(repr(name) for name, _ in files)
            raise SourceError(f"{what}: holds several files: {names}. Unpack it and name one.")
        path = files[0][1]
        layer = _terrain_layer(path, what)
        several = layer is not None and len(layer_list(path, what=what)) > 1
        rows = read_rows(path, what=what, spatial=True, layer=layer, limit=_LOOKED_AT)
    guess = _guess(rows, layer if several else None)
    if layer is not None and is_own_name(guess.profile, layer):
        guess = replace(guess, layer=None)
    return "\n".join(_lines(rows, guess, _written(file, folder), file.stem, today)) + "\n"


def _terrain_layer(path: Path, what: str) -> str | None:
    """Return the layer that holds the terrains; None for Parquet, which has none."""
    if path.suffix.lower() in _PARQUET:
        return None
    layers = layer_list(path, what=what)
    polygons = [one for one in layers if _may_be_polygons(one)]
    if not polygons:
        there = ", ".join(f"{one.name!r} ({one.geometry})" for one in layers) or "no layers"
        raise TableError(f"{what}: holds no polygons, only {there}. Name a file of terrains.")
    if len(polygons) == 1:
        return polygons[0].name
    known = [one for one in polygons if _knows(path, one.name, what)]
    if _go_together(path, [one.name for one in known], what):
        return known[0].name
    if len(known) != 1:
        raise SourceError(
            f"{what}: several layers could be the terrains: "
            f"{', '.join(repr(one.name) for one in known or polygons)}. Save the one you mean to "
            "a file of its own, or write atlas.toml by hand with `layer`."
        )
    return known[0].name


def _may_be_polygons(layer: Layer) -> bool:
    kind = layer.geometry or ""
    return "Polygon" in kind or "Surface" in kind or kind.startswith(("Unknown", "Geometry"))


def _knows(path: Path, layer: str, what: str) -> bool:
    """Return whether some profile recognises a layer's columns as terrains."""
    rows = read_rows(path, what=what, spatial=False, layer=layer, limit=_LOOKED_AT)
    return _profile(rows) is not None


def _go_together(path: Path, layers: list[str], what: str) -> bool:
    """Return whether one profile knows several layers by name, and reads them as one table."""
    rows = [read_rows(path, what=what, spatial=True, layer=one, limit=_LOOKED_AT) for one in layers]
    profiles = {found.name: found for one in rows if (found := _profile(one)) is not None}
    if len(layers) < 2 or len(profiles) != 1:
        return False
    (profile,) = profiles.values()
    return all(is_own_name(profile, one) for one in layers)


def _profile(rows: SourceRows) -> Profile | None:
    """Return the profile that finds ids and fills the most columns; None where none does.

    An id that mostly repeats (a municipality's code on each of its terrains) is no id. A profile
    that tells rows apart by a column is none for a file without it.
    """
    best: tuple[int, Profile] | None = None
    for name in sorted(profile_names(), key=lambda name: name != "canonical"):
        profile = load_profile(name, "terrains")
        try:
            require_filtered(rows, profile.filters, what="")
            table = with_derived(
                rows.attributes, profile, (), mapped=False, what="", geometry=rows.geometry
            )
            found = match_columns(profile, INPUTS["terrains"], list(table.columns), {}, what="")
        except TableError:
            continue
        ids = id_text(table[found["terrain_id"][0].column])
        if 2 * ids.nunique() >= len(ids) and (best is None or len(found) > best[0]):
            best = (len(found), profile)
    return best[1] if best else None


def _guess(rows: SourceRows, layer: str | None) -> _Guess:
    """Return what the columns look like: a known source, or names that say what they are."""
    profile = _profile(rows)
    if profile is not None:
        return _Guess(profile, layer, {}, (f"profile {profile.name}: seen from its columns",))
    available = list(rows.attributes.columns)
    keys = [name for name in available if _is_key(rows.attributes[name])]
    named = [name for name in available if _ID.fullmatch(name.casefold())]
    best = next(iter([*(name for name in named if name in keys), *named, *keys]), "…")
    names = [name for name in available if name != best and _NAME.fullmatch(name.casefold())]
    columns = {"terrain_id": best} | ({"name": names[0]} if names else {})
    notes = (
        f"terrain_id: {_why_id(best, named, keys)}",
        f"name: guessed from its column name {names[0]!r}"
        if names
        else "name: no column looks like it; terrains are shown by number",
    )
    return _Guess(load_profile("canonical", "terrains"), layer, columns, notes)


def _why_id(best: str, named: list[str], keys: list[str]) -> str:
    if best in named:
        return f"guessed from its column name {best!r}" + (
            "" if best in keys else "; its values repeat: rows with one value become one terrain"
        )
    if best in keys:
        return f"no column is called a number; {best!r} has another value on every row"
    return "no column found; add one to the file that gives every terrain its own number"


def _is_key(cells: pd.Series) -> bool:
    ids = id_text(cells)
    return bool(ids.notna().all() and ids.is_unique)


def _written(file: Path, folder: Path) -> str:
    """Return the path as atlas.toml has it."""
    file, folder = file.resolve(), folder.resolve()
    return (file.relative_to(folder) if file.is_relative_to(folder) else file).as_posix()


def _lines(rows: SourceRows, guess: _Guess, file: str, stem: str, today: date) -> Iterator[str]:
    """Give the lines of atlas.toml."""
    name, from_name = _study_name(rows.attributes, stem)
    edition, from_edition = _edition(rows.attributes, guess, today)
    code = _municipality(rows.attributes, guess)
    yield "# Written by `geo-ser init`; every guess says what it was made from. Change it freely."
    yield "[study]"
    yield f"name = {_quoted(name)}  # {from_name}"
    yield f"edition = {edition.isoformat()}  # {from_edition}"
    yield 'language = "nl"'
    if code:
        yield f"municipality_code = {_quoted(code)}  # the only one in the file"
    else:
        yield '# municipality_code = "GM…"  # not one in the file'
    yield ""
    yield "[tables.terrains]"
    yield f"file = {_quoted(file)}"
    if guess.layer:
        yield f"layer = {_quoted(guess.layer)}  # the layer that looks like terrains"
    yield f"profile = {_quoted(guess.profile.name)}"
    for note in guess.notes:
        yield f"# {_quoted(note)[1:-1]}"
    if guess.columns:
        pairs = ", ".join(f"{key} = {_quoted(value)}" for key, value in guess.columns.items())
        yield f"columns = {{ {pairs} }}"
    yield from _crs_lines(rows)


def _crs_lines(rows: SourceRows) -> Iterator[str]:
    """Give a `crs` line where the file names no CRS and the coordinates show which it is."""
    if rows.geometry is None or (rows.crs is not None and not rows.format_default):
        return
    look = coordinates_look(rows.geometry.bounds)
    if look is not None and look.crs:
        yield f"crs = {_quoted(look.crs)}  # not in the file; its coordinates look like this"
    else:
        yield '# crs = "EPSG:…"  # not in the file, and its coordinates do not show it'


def _study_name(table: pd.DataFrame, stem: str) -> tuple[str, str]:
    for wanted in _MUNICIPALITY_NAMES:
        for column in table.columns:
            if column.casefold() == wanted.casefold():
                values = {text for text in id_text(table[column]) if text}
                if len(values) == 1:
                    return values.pop(), f"the only {_quoted(column)[1:-1]} in the file"
    return stem, "the file's name"


def _edition(table: pd.DataFrame, guess: _Guess, today: date) -> tuple[date, str]:
    """Return the reference year where the file has one that is not the start year."""
    used = _mapping(table, guess).get("start_year", "")
    for wanted in _YEARS:
        for column in table.columns:
            if column.casefold() == wanted and column != used:
                years = set(numbers(table[column])[0].dropna())
                year = years.pop() if len(years) == 1 else 0.0
                if 1990 <= year <= today.year:
                    return date(int(year), 1, 1), f"from {_quoted(column)[1:-1]}"
    return today, "today; the file does not say which date it describes"


def _municipality(table: pd.DataFrame, guess: _Guess) -> str | None:
    column = _mapping(table, guess).get("municipality_code")
    if column is None:
        return None
    codes = {text for text in id_text(table[column]) if text}
    only = codes.pop() if len(codes) == 1 else ""
    return only if re.fullmatch(r"GM(?!0000)\d{4}", only) else None


def _mapping(table: pd.DataFrame, guess: _Guess) -> dict[str, str]:
    """Return per canonical column the source column that is read."""
    try:
        terms = match_columns(
            guess.profile, INPUTS["terrains"], list(table.columns), guess.columns, what=""
        )
    except TableError:
        return {}
    return {name: one[0].column for name, one in terms.items()}


def _quoted(text: str) -> str:
    """Return text as a TOML string on one line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
