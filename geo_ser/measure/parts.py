"""What was measured batch by batch, put together again: in the order of the terrains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import Finding, failure_finding
from geo_ser.geometry.halves import Failure
from geo_ser.measure.measured import Measured
from geo_ser.measure.sheets import Sheet

__all__ = ["COULD_NOT_BE_MEASURED", "Part", "joined", "not_measured"]

COULD_NOT_BE_MEASURED = "could_not_be_measured"
"""Why cells are null where working them out raised."""

_Plain = TypeVar("_Plain", str, bool)


@dataclass(frozen=True)
class Part:
    """What was measured of some terrains."""

    measured: Mapping[str, Measured]
    """Per kind of figure; "" has every terrain."""

    plots: Sheet
    buildings: Sheet
    gaps: gpd.GeoDataFrame
    edges: gpd.GeoDataFrame
    limits: gpd.GeoDataFrame
    findings: list[Finding]

    @property
    def terrains(self) -> pd.Index:
        """The terrains, in order."""
        return self.measured[""].table.index


def joined(parts: Sequence[Part], terrains: pd.Index) -> Part:
    """Return the parts as one, as if all terrains had been measured together.

    Parameters
    ----------
    parts
        Each terrain is in one of them.
    terrains
        (n,) `terrain_id`, ascending: the order of the rows.
    """
    if len(parts) == 1:
        return parts[0]
    names = parts[0].measured
    return Part(
        measured={name: _measured([part.measured[name] for part in parts], terrains)
                  for name in names},
        plots=_sheet([part.plots for part in parts], parts, terrains),
        buildings=_sheet([part.buildings for part in parts], parts, terrains),
        gaps=_by_terrain([part.gaps for part in parts]),
        edges=_rows([part.edges for part in parts]),
        limits=_by_terrain([part.limits for part in parts]),
        findings=[one for part in parts for one in part.findings],
    )  # fmt: skip


def not_measured(
    like: Part, base: Measured, terrains: gpd.GeoDataFrame, failures: Sequence[Failure]
) -> Part:
    """Return terrains of which nothing but the outline is known.

    Parameters
    ----------
    like
        What measuring returns of no terrains: the same groups and columns.
    base
        (n,) what every terrain has, of these.
    terrains
        (n,) `terrain_id` and outline.
    failures
        (n,) what was raised.
    """
    ids = base.table.index

    def blank(group: Measured) -> Measured:
        why = dict.fromkeys(map(str, group.table), COULD_NOT_BE_MEASURED)
        return Measured(group.table.iloc[:0].reindex(ids), methods=why, reasons=why)

    findings = [
        failure_finding(one, room="measure", table="terrains", row_id=str(name), geometry=outline)
        for one, name, outline in zip(failures, ids, terrains.geometry, strict=True)
    ]
    return Part(
        {name: blank(group) for name, group in like.measured.items()} | {"": base},
        _no_rows(like.plots), _no_rows(like.buildings), like.gaps.iloc[:0], like.edges.iloc[:0],
        like.limits.iloc[:0], findings,
    )  # fmt: skip


def _no_rows(sheet: Sheet) -> Sheet:
    """Return a sheet with its columns and no rows."""
    methods, reasons = (
        dict.fromkeys(names, COULD_NOT_BE_MEASURED) for names in (sheet.methods, sheet.reasons)
    )
    return Sheet(sheet.name, sheet.table.iloc[:0], methods, reasons)


def _measured(ones: Sequence[Measured], terrains: pd.Index) -> Measured:
    """Return one kind of figure of all terrains."""
    indices = [one.table.index for one in ones]

    def together(values: list[_Plain | pd.Series]) -> _Plain | pd.Series:
        return _together(values, indices, terrains)

    first = ones[0]
    return Measured(
        _rows([one.table for one in ones], ignore_index=False).loc[terrains],
        methods={name: together([one.methods[name] for one in ones]) for name in first.methods},
        reasons={name: together([_reason(one, name) for one in ones]) for name in _named(ones)},
        incomplete=together([one.incomplete for one in ones]),
        at_best=together([one.at_best for one in ones]),
    )


def _sheet(sheets: Sequence[Sheet], parts: Sequence[Part], terrains: pd.Index) -> Sheet:
    """Return the rows of all sheets in the order of their terrains."""
    first = sheets[0]
    if first.table.columns.empty:
        return first
    table = _rows([one.table for one in sheets])
    order = np.argsort(terrains.get_indexer(pd.Index(table["terrain_id"])), kind="stable")
    starts = np.cumsum([0, *(len(one.table) for one in sheets)])
    rows = [pd.RangeIndex(*pair) for pair in pairwise(starts)]
    by_terrain = [part.terrains for part in parts]
    methods = {
        name: _together([one.methods[name] for one in sheets], by_terrain, terrains)
        for name in first.methods
    }
    reasons = {
        name: _together([_reason(one, name) for one in sheets], rows, pd.Index(order))
        for name in _named(sheets)
    }
    reasons = {
        name: why.reset_index(drop=True) if isinstance(why, pd.Series) else why
        for name, why in reasons.items()
    }
    return Sheet(first.name, table.iloc[order].reset_index(drop=True), methods, reasons)


def _named(ones: Sequence[Measured] | Sequence[Sheet]) -> list[str]:
    """Return the columns of which any part says why they may be null."""
    return list(dict.fromkeys(name for one in ones for name in one.reasons))


def _reason(one: Measured | Sheet, name: str) -> str | pd.Series:
    """Return why a column is null; null for one that never is."""
    return one.reasons.get(name, pd.Series(None, index=one.table.index, dtype="object"))


def _together(
    values: list[_Plain | pd.Series], indices: Sequence[pd.Index], order: pd.Index
) -> _Plain | pd.Series:
    """Return what all parts say alike as it is, else a Series of what each says of its rows."""
    first = values[0]
    if not isinstance(first, pd.Series) and all(
        not isinstance(one, pd.Series) and one == first for one in values
    ):
        return first
    each = [
        one.set_axis(index) if isinstance(one, pd.Series) else pd.Series(one, index=index)
        for one, index in zip(values, indices, strict=True)
    ]
    whole: pd.Series = pd.concat(each)
    return whole.loc[order]


def _by_terrain(tables: Sequence[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """Return the rows of all tables by `terrain_id`; those of one terrain keep their order."""
    return _rows(tables).sort_values("terrain_id", kind="stable").reset_index(drop=True)


def _rows(tables: Sequence[pd.DataFrame], *, ignore_index: bool = True) -> pd.DataFrame:
    """Return the rows of all tables under each other."""
    return pd.concat(tables, ignore_index=ignore_index)
