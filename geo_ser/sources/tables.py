"""What atlas.toml needs so that `layers` reads what was fetched."""

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from geo_ser.errors import StudyError
from geo_ser.sources.catalogue import Catalogue
from geo_ser.sources.desk import Order
from geo_ser.sources.doors import DOORS
from geo_ser.sources.plan import orders
from geo_ser.study import Study

__all__ = ["file_of", "lines_for", "unread_orders"]


def file_of(order: Order) -> str:
    """Return the file of a layer, relative to the study."""
    suffix = DOORS[order.kind].suffix(order) if order.kind in DOORS else ".geojson"
    return f"data/raw/{order.file_stem}{suffix}"


def unread_orders(study: Study, catalogue: Catalogue) -> list[Order]:
    """Return the layers of [fetch] that are there but that no table or raster reads."""
    settings = study.settings
    if settings.fetch is None:
        return []
    blocks = [one for group in settings.tables.values() for one in group]
    names = [*(name for one in blocks for name in one.file), *settings.rasters.files]
    read = {PurePosixPath(name) for name in names}
    try:
        all_ = orders(catalogue, settings.fetch.sources, None)
    except StudyError:
        return []
    return [
        one
        for one in all_
        if PurePosixPath(file_of(one)) not in read and study.path(file_of(one)).is_file()
    ]


def lines_for(wanted: Sequence[Order], study: Study | None = None, code: str = "") -> list[str]:
    """Return the blocks of atlas.toml that read layers, one block per table and source.

    Parameters
    ----------
    study
        Whose tables are there already: another source of one of them becomes a further block.
    code
        The code of the municipality, for the row filters of the catalogue.
    """
    return [line for block in _blocks(wanted, study, code) for line in block]


def _blocks(wanted: Sequence[Order], study: Study | None, code: str) -> Iterator[list[str]]:
    groups: dict[tuple[str, str], list[Order]] = {}
    for one in wanted:
        if one.entry.table is not None:
            groups.setdefault((one.entry.table, one.source), []).append(one)
    per_table = [table for table, _ in groups]
    there = set(study.settings.tables) if study else set()
    for (table, _source), group in groups.items():
        several = per_table.count(table) > 1 or table in there
        yield _table_block(table, group, code, several=several)
    rasters = {one.entry.raster: one for one in wanted if one.entry.raster}
    if rasters:
        yield [
            "[rasters]",
            *(f"{key} = {json.dumps(file_of(rasters[key]))}" for key in sorted(rasters)),
            "",
        ]


def _table_block(table: str, group: Sequence[Order], code: str, *, several: bool) -> list[str]:
    files = [file_of(one) for one in group]
    shown = json.dumps(files[0]) if len(files) == 1 else _listed(files)
    profile = group[0].about.profile
    where = group[0].entry.where.get(group[0].kind, "")
    lines = [f"[[tables.{table}]]" if several else f"[tables.{table}]", f"file = {shown}"]
    if profile:
        lines.append(f'profile = "{profile}"')
    if where and code:
        lines.append(f"where = {json.dumps(where.format(code=code))}")
    return [*lines, ""]


def _listed(files: Sequence[str]) -> str:
    return "[\n" + "".join(f"    {json.dumps(one)},\n" for one in files) + "]"
