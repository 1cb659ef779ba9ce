"""Where a figure comes from: method, source files with their hash, edition and grade."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from geo_ser.measure.measured import Measured
from geo_ser.measure.reliability import SourceInfo, Weakness, grades
from geo_ser.measure.sheets import Sheet
from geo_ser.tables import INDICATORS

__all__ = ["PROVENANCE_COLUMNS", "provenance"]

PROVENANCE_COLUMNS = ("table", "terrain_id", "column", "method", "source", "edition", "grade")


_PLOTS = ("terrains", "parcels", "buildings")
_CLASSED = (*_PLOTS, "surfaces", "zoning")

_ORIGINS: Mapping[str, tuple[str, ...]] = {
    "": ("terrains",),
    "cover": ("terrains", "surfaces"),
    "net": _CLASSED,
    "parcels": _PLOTS,
    "plots": _CLASSED,
    "coverage": ("terrains", "buildings"),
    "off_plot_coverage": _PLOTS,
    "net_coverage": _CLASSED,
    "floor_area": ("terrains", "buildings", "units"),
    "off_plot_floor_area": (*_PLOTS, "units"),
    "net_floor_area": (*_CLASSED, "units"),
    "heights": ("terrains", "buildings", "heights"),
    "setbacks": _CLASSED,
    "unbuilt": _CLASSED,
    "unbuilt_with_road": _CLASSED,
    "vacant": ("terrains", "parcels"),
    "jobs": ("terrains", "establishments"),
    "jobs_per_net": (*_CLASSED, "establishments"),
}
"""The tables that each kind of figure comes from: their sources and weaknesses count. The
keys are those of the `Measured` values; ``parcels`` is what plots have whatever covers them."""

_PLOT_ORIGINS: Mapping[str, str] = {
    **dict.fromkeys(("counts_as_net", "why"), "net"),
    **dict.fromkeys(("footprint_m2", "coverage", "building_count", "free_area_m2",
                     "largest_free_rectangle_m2", "largest_free_circle_m"), "off_plot_coverage"),
    **dict.fromkeys(("road_access", "setback_road_m", "setback_side_m", "setback_rear_m"),
                    "setbacks"),
    **dict.fromkeys(("gfa_m2", "gfa_low_m2", "gfa_high_m2", "gfa_known_share", "fsi"),
                    "off_plot_floor_area"),
    "height_max_m": "heights",
    **dict.fromkeys(("use", "use_why"), "unbuilt"),
    "vacant": "vacant",
}  # fmt: skip
"""Which of them the columns of plots are; the others are ``parcels``."""


def provenance(
    sheets: Iterable[Sheet],
    measured: Mapping[str, Measured],
    sources: Mapping[str, Sequence[SourceInfo]],
    weaknesses: Mapping[str, Collection[Weakness]],
) -> pd.DataFrame:
    """Return one row for each column of each terrain that has a value.

    Parameters
    ----------
    sheets
        The indicator tables.
    measured
        Per kind of figure what its group handed over; "" has every terrain.
    sources
        Per table where its rows came from.
    weaknesses
        Per table that was there, what `reliability.table_weaknesses` found.

    Returns
    -------
    provenance : pandas.DataFrame
        (k,) text columns `PROVENANCE_COLUMNS`, in order of table, column, `terrain_id`.
    """
    origins = {
        group: _origin(group, names, measured, sources, weaknesses)
        for group, names in _ORIGINS.items()
    }
    cells: list[tuple[Any, ...]] = []
    for sheet in sheets:
        for column in map(str, sheet.table):
            files, edition, marks = origins[_origin_key(sheet.name, column, measured)]
            how = sheet.methods[column]
            methods = dict.fromkeys(marks, how) if isinstance(how, str) else how.to_dict()
            cells += [
                (sheet.name, row, column, methods[row], files, edition, marks[row])
                for row in _with_value(sheet, column)
            ]
    return pd.DataFrame(cells, columns=list(PROVENANCE_COLUMNS), dtype="str")


def _origin(
    group: str,
    names: Iterable[str],
    measured: Mapping[str, Measured],
    sources: Mapping[str, Sequence[SourceInfo]],
    weaknesses: Mapping[str, Collection[Weakness]],
) -> tuple[str | None, str | None, dict[str, str]]:
    """Return the files, the oldest edition and the grade per terrain of one group's figures."""
    tables = [name for name in names if name in weaknesses]
    shared = {weakness for name in tables for weakness in weaknesses[name]}
    base = measured[""]
    graded = measured.get(group, base)
    marks = grades(shared, base.table.index, graded.incomplete, graded.at_best)
    return *_files(tables, sources), dict(zip(map(str, marks.index), marks, strict=True))


def _origin_key(table: str, column: str, measured: Mapping[str, Measured]) -> str:
    """Return the kind of figure a column is; a building's own columns go with coverage."""
    if table == "plots":
        return _PLOT_ORIGINS.get(column, "parcels")
    if table == "terrains":
        return next(name for name, group in measured.items() if column in group.table)
    group = next(one.group for one in INDICATORS[table] if one.name == column)
    return {"": "coverage", "plots": "parcels"}.get(group, group)


def _with_value(sheet: Sheet, column: str) -> list[str]:
    """Return the terrains in which a column has a value."""
    has_value = sheet.table[column].notna().to_numpy()
    return sorted(set(sheet.table["terrain_id"].to_numpy()[has_value]))


def _files(
    tables: Iterable[str], sources: Mapping[str, Sequence[SourceInfo]]
) -> tuple[str | None, str | None]:
    """Return the files, each once with its hash, and the oldest edition that is known."""
    every = [one for name in tables for one in sources.get(name, ())]
    files = sorted({f"{one.file} sha256:{one.sha256[:12]}" for one in every})
    editions = [one.edition for one in every if one.edition is not None]
    return "; ".join(files) or None, min(editions).isoformat() if editions else None
