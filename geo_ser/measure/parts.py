"""What was measured batch by batch, put together again: in the order of the terrains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import Finding
from geo_ser.measure.measured import Measured
from geo_ser.measure.sheets import Sheet

__all__ = ["Part", "joined"]

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


def _measured(ones: Sequence[Measured], terrains: pd.Index) -> Measured:
    """Return one kind of figure of all terrains."""
    indices = [one.table.index for one in ones]

    def together(values: list[_Plain | pd.Series]) -> _Plain | pd.Series:
        return _together(values, indices, terrains)

    first = ones[0]
    return Measured(
        _rows([one.table for one in ones], ignore_index=False).loc[terrains],
        methods={name: together([one.methods[name] for one in ones]) for name in first.methods},
        reasons={name: together([one.reasons[name] for one in ones]) for name in first.reasons},
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
        name: _together([one.reasons[name] for one in sheets], rows, pd.Index(order))
        for name in first.reasons
    }
    reasons = {
        name: why.reset_index(drop=True) if isinstance(why, pd.Series) else why
        for name, why in reasons.items()
    }
    return Sheet(first.name, table.iloc[order].reset_index(drop=True), methods, reasons)


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
