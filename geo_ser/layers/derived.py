"""Columns a profile puts together out of a source's own: texts, linked ids, cover."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo_ser.figures import id_text
from geo_ser.layers.covers import cover_cells
from geo_ser.layers.packed import Shapes
from geo_ser.layers.profile import Profile

__all__ = ["with_derived"]


def with_derived(
    source: pd.DataFrame,
    profile: Profile,
    names: Sequence[str],
    *,
    mapped: bool,
    what: str,
    geometry: Shapes | None = None,
) -> pd.DataFrame:
    """Return a source's attributes with the columns its profile puts together.

    Parameters
    ----------
    source
        (n, k) attributes as they stand in the file; not changed.
    names
        What the rows may be named after, layer and file, for their class.
    mapped
        Whether `cover` is mapped by hand, so that no class is needed.
    geometry
        (n,) the rows' shapes, for ids that are made of them.

    Raises
    ------
    TableError
        If the class that tells the cover is not known.
    """
    columns = {str(name).casefold(): str(name) for name in source.columns}
    made = _put_together(source, profile, columns)
    for own, words in profile.first_unrepeated.items():
        found = [name for spellings in words for name in _there(spellings, columns)]
        if found and own not in columns:
            made[own] = _first_unrepeated(source, found, profile.widths.get(own, 0))
    for own, tags in profile.tagged.items():
        if all(column.casefold() in columns for column, _ in tags):
            made[own] = _tagged(source, [(columns[one.casefold()], text) for one, text in tags])
    for own, spellings in profile.by_shape.items():
        if geometry is not None and own not in columns and any(_there(spellings, columns)):
            made[own] = pd.Series(_shape_ids(geometry), source.index, dtype="str")
    if profile.covers is not None and not mapped and "cover" not in columns:
        made["cover"] = cover_cells(source, profile.covers, names, what=what)
    return source.assign(**made) if made else source


def _put_together(
    source: pd.DataFrame, profile: Profile, columns: Mapping[str, str]
) -> dict[str, pd.Series]:
    """Return the ids in web addresses, and the texts made of several columns."""
    made: dict[str, pd.Series] = {}
    for name in _there(profile.links, columns):
        made[name] = pd.Series([_linked(cell) for cell in source[name]], source.index, "object")
    for text, words in profile.texts.items():
        found = [next(_there(spellings, columns), "") for spellings in words]
        if all(found):
            made[text] = _joined(source, found)
    return made


def _there(spellings: Sequence[str], columns: Mapping[str, str]) -> Iterator[str]:
    """Give the columns of a source that are spelled so, in any case."""
    return (columns[one.casefold()] for one in spellings if one.casefold() in columns)


def _linked(cell: Any) -> list[str] | None:
    """Return the last part of each web address in a cell."""
    if isinstance(cell, str):
        cell = cell.strip("[]").replace('"', "").replace(";", ",").split(",")
    if not isinstance(cell, list | tuple | np.ndarray):
        return None
    parts = (str(one).strip().rstrip("/").rpartition("/")[2].partition("?")[0] for one in cell)
    return [part for part in parts if part] or None


def _joined(source: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """Return the words of columns with a space between, null where one is missing."""
    words = [id_text(source[name]).astype("str") for name in columns]
    text = words[0]
    for one in words[1:]:
        text = text + " " + one
    return text.astype("str")


def _first_unrepeated(source: pd.DataFrame, columns: Sequence[str], width: int) -> pd.Series:
    """Return per row the first of several ids that no other row has; the last one anyway."""
    *better, last = (id_text(source[name], width=width).astype("str") for name in columns)
    out = last
    for ids in reversed(better):
        out = ids.where(ids.notna() & ~ids.duplicated(keep=False), out)
    return out


def _tagged(source: pd.DataFrame, columns: Sequence[tuple[str, str]]) -> pd.Series:
    """Return per row the first column that says something, its text before it."""
    out = pd.Series(None, index=source.index, dtype="str")
    for name, text in columns:
        out = out.fillna(text + id_text(source[name]).astype("str"))
    return out


def _shape_ids(geometry: Shapes) -> list[str | None]:
    """Return ids made of shapes: the same for the same shape, in whatever row it stands."""
    flat = (shapely.normalize(shapely.force_2d(some)) for some in geometry.batches())
    return [
        None if wkb is None else hashlib.sha256(wkb).hexdigest()[:12]
        for some in flat
        for wkb in shapely.to_wkb(some)
    ]
