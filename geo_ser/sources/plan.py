"""What is to be fetched: the area by its name, and one order per layer."""

import difflib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import geopandas as gpd
import pandas as pd

from geo_ser.errors import StudyError
from geo_ser.gdal import read_table
from geo_ser.sources.area import Area, area_of_bbox, area_of_file, checked_area, is_bbox
from geo_ser.sources.catalogue import Catalogue, DoorKind, LayerEntry
from geo_ser.sources.desk import Order

__all__ = ["boundary_kinds", "boundary_order", "named_area", "orders", "plain_area"]

BoundaryKind = Literal["municipality", "province"]
_CODE = re.compile(r"(GM|PV)?0*(\d+)", re.IGNORECASE)
_WANTED = re.compile(r"(?P<source>[^/:]+)(/(?P<layer>[^/:]+))?(:(?P<door>[^/:]+))?")


def orders(catalogue: Catalogue, wanted: Sequence[str], area: Area | None) -> list[Order]:
    """Return one order per layer of the sources that are wanted, in that order.

    Parameters
    ----------
    wanted
        ``source``, ``source/layer``, and either with ``:door``.
    area
        None to look only whether the names are known.

    Raises
    ------
    StudyError
        With every source, layer or door that is unknown, and the nearest known one.
    """
    if not wanted:
        raise StudyError(
            "[fetch] sources: names none. Write e.g. sources = "
            f'["ibis", "brk", "bag", "bgt"]; known: {", ".join(catalogue.sources)}.'
        )
    found: dict[tuple[str, str], Order] = {}
    problems = []
    for one in wanted:
        try:
            for order in _orders_of(catalogue, one, area):
                found[order.source, order.layer] = order
        except StudyError as error:
            problems.append(str(error))
    if problems:
        raise StudyError("\n".join(problems))
    return list(found.values())


def _orders_of(catalogue: Catalogue, wanted: str, area: Area | None) -> list[Order]:
    """Return the orders of one item of `sources`."""
    parts = _WANTED.fullmatch(wanted.strip())
    if parts is None:
        raise StudyError(f"[fetch] sources: {wanted!r} is not source, source/layer or source:door.")
    name, layer, door = parts["source"], parts["layer"], parts["door"]
    about = catalogue.source(name)
    if layer is not None and layer not in about.layers:
        near = difflib.get_close_matches(layer, about.layers, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(about.layers)}."
        raise StudyError(f"[fetch] sources: {name!r} has no layer {layer!r}; {hint}")
    layers = [layer] if layer else _layers_at(about.layers, door)
    return [
        Order(
            name, one, about, about.layers[one], about.door_of(one, door),
            None if about.layers[one].whole else area,
        )
        for one in layers
    ]  # fmt: skip


def _layers_at(layers: dict[str, LayerEntry], door: str | None) -> list[str]:
    """Return the layers a source brings unasked; through a door that only others have, those."""
    usual = [name for name, one in layers.items() if not one.optional]
    if door is None or any(door in layers[name].collections for name in usual):
        return usual
    return [name for name, one in layers.items() if door in one.collections] or usual


def boundary_kinds(asked: str) -> tuple[BoundaryKind, ...]:
    """Return which boundaries may hold an area, by its code or name."""
    start = asked.strip().upper()[:2]
    if re.fullmatch(r"(GM|PV)\d+", asked.strip(), re.IGNORECASE):
        return ("municipality",) if start == "GM" else ("province",)
    return ("municipality", "province")


def boundary_order(catalogue: Catalogue, kind: BoundaryKind) -> Order:
    """Return the order for the boundaries of all municipalities or provinces."""
    source, _, layer = catalogue.boundaries[kind].partition("/")
    about = catalogue.source(source)
    door: DoorKind = about.door_of(layer)
    return Order(source, layer, about, about.layers[layer], door, None)


def plain_area(asked: str, folder: Path) -> Area | None:
    """Return an area that needs no boundaries: a bbox or a file; None for a code or a name.

    Raises
    ------
    StudyError, SourceError, CrsError
        If the bbox or the file is wrong.
    """
    if is_bbox(asked):
        return area_of_bbox(asked)
    path = folder / asked
    if path.is_file() or path.suffix:
        return area_of_file(path, asked)
    return None


def named_area(asked: str, catalogue: Catalogue, boundaries: Callable[[Order], Path]) -> Area:
    """Return the municipality or province with a code or a name.

    Parameters
    ----------
    boundaries
        Gives the file of a boundary order, fetched where needed.

    Raises
    ------
    StudyError
        With the nearest known names, when there is none.
    """
    known: list[str] = []
    for kind in boundary_kinds(asked):
        order = boundary_order(catalogue, kind)
        table = read_table(boundaries(order))
        prefix, width = ("GM", 4) if kind == "municipality" else ("PV", 2)
        codes = _cells(table, order.entry.id, order).map(lambda text: _code(text, prefix, width))  # noqa: B023
        names = _cells(table, order.entry.name, order)
        wanted = asked.strip().casefold()
        hit = (codes.str.casefold() == wanted) | (names.str.casefold() == wanted)
        if hit.any():
            shape = table.geometry[hit].make_valid().union_all()
            return checked_area(asked, names[hit].iloc[0], shape, codes[hit].iloc[0])
        known += [*names, *codes]
    near = difflib.get_close_matches(asked.strip(), dict.fromkeys(known), n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
    raise StudyError(
        f"[fetch] area {asked!r}: there is no municipality or province with that code or name."
        f"{hint} Write a code (GM1742, PV23), a name, a bbox in RD, or a polygon file."
    )


def _cells(table: gpd.GeoDataFrame, spellings: Sequence[str], order: Order) -> pd.Series:
    """Return the first of several columns that is there, as text."""
    for name in spellings:
        if name in table:
            cells: pd.Series = table[name].astype("str")
            return cells
    raise StudyError(
        f"{order.name}: has none of the columns {', '.join(spellings)}; it has "
        f"{', '.join(map(str, table.columns))}. Add the right one to the catalogue."
    )


def _code(text: str, prefix: str, width: int) -> str:
    """Return a code as `GM` or `PV` with its digits.

    Examples
    --------
    >>> _code("1742", "GM", 4), _code("GM0034", "GM", 4), _code("23", "PV", 2)
    ('GM1742', 'GM0034', 'PV23')
    """
    found = _CODE.fullmatch(text.strip())
    return f"{prefix}{int(found[2]):0{width}d}" if found else text.strip()
