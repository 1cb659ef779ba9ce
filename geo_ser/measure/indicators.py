"""All indicators of a study: the groups measured one by one, then put into their tables."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_ser.errors import UsageError
from geo_ser.findings import Finding
from geo_ser.geometry.halves import Failure, by_halves
from geo_ser.measure.batches import AT_ONCE, terrain_batches
from geo_ser.measure.buildings import building_sheet
from geo_ser.measure.gaps import empty_gaps, gap_findings, gaps
from geo_ser.measure.groups import outlines, terrain_groups
from geo_ser.measure.inputs import available, ready, stated_overlaps
from geo_ser.measure.measured import Measured
from geo_ser.measure.net import unclassed_findings
from geo_ser.measure.nulls import not_measured_yet_finding
from geo_ser.measure.parts import Part, joined, not_measured
from geo_ser.measure.plot_sheet import buildings_plot_id, plot_sheet
from geo_ser.measure.provenance import provenance
from geo_ser.measure.reliability import SourceInfo, Weakness, table_weaknesses
from geo_ser.measure.scene import (
    Scene,
    reach_m,
    scene,
    scene_findings,
    stock,
    stock_findings,
)
from geo_ser.measure.sheets import Sheet
from geo_ser.measure.sites import settled_use, site_findings, site_groups, sites
from geo_ser.measure.surfaces import HeldSurfaces, Surfaces
from geo_ser.study import Thresholds
from geo_ser.tables import GROUPS, hilbert_order

__all__ = ["Indicators", "measure"]

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Indicators:
    """What was measured: the tables, where each figure comes from, and why cells are null."""

    terrains: gpd.GeoDataFrame
    """(n,) the columns of ``tables.INDICATORS["terrains"]``, one row per terrain."""

    plots: gpd.GeoDataFrame
    """(p,) the columns of ``INDICATORS["plots"]``, one row per (plot_id, terrain_id)."""

    buildings: gpd.GeoDataFrame
    """(k,) the columns of ``INDICATORS["buildings"]``, one row per (building_id, terrain_id)."""

    provenance: pd.DataFrame
    """One row per (table, terrain_id, column) with a value."""

    nulls: pd.DataFrame
    """One row per null cell; id ``*`` for a whole column."""

    gaps: gpd.GeoDataFrame
    """Where cover is lacking or double, and where two ways to net differ (`gaps.gaps`)."""

    plot_edges: gpd.GeoDataFrame
    """The edges of the net plots (`edges.plot_edges`); no rows where none was asked or known."""

    plot_limits: gpd.GeoDataFrame
    """What the plan allows (`limits.plot_limits`), one row for each row of `plots`."""

    findings: list[Finding]
    """What measuring ran into, in no particular order."""


def measure(
    tables: Mapping[str, gpd.GeoDataFrame],
    *,
    thresholds: Thresholds,
    edition: date,
    sources: Mapping[str, Sequence[SourceInfo]],
    counts: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
    groups: Sequence[str] = GROUPS,
    surfaces: Surfaces | None = None,
    at_once: int = AT_ONCE,
) -> Indicators:
    """Return every indicator that can be measured from the tables that are there.

    The buildings table has a row for each building with land in a terrain, standing or not,
    because the map shows both; `geometry` and `footprint_m2` are its own part there, overlap
    included. What does not stand counts in no terrain figure, and its `gfa_m2` is null
    (``not_standing``). Σ `gfa_m2` over the rows of a terrain is the terrain's `gfa_m2`; Σ
    `footprint_m2` over the standing rows exceeds the terrain's by what overlaps.

    Parameters
    ----------
    tables
        Clean tables as in `tables.INPUTS`, by name, EPSG:28992; ``terrains`` is required. A
        table that is absent is unknown; one without rows says that there are none.
        ``surface_overlaps`` is used when `layers` wrote it.
    thresholds
        The parameters of the rules.
    edition
        The moment the study describes, for the age of the sources.
    sources
        Per table where its rows came from.
    counts
        Per table what `layers` counted (`rows_in`, `quarantined`, `repaired`).
    groups
        The groups of `tables.GROUPS` to measure; the others' columns are null
        (``not_requested``).
    surfaces
        What hands out the surfaces, where they are too many to hold; else they are a table.
    at_once
        Terrains that are measured together. It changes what memory is needed, and no figure.

    Returns
    -------
    indicators : Indicators
        Tables in Hilbert order, then by id; the same for every order of the input rows.

    Raises
    ------
    UsageError
        If a group does not exist.
    TableError
        If terrains are missing, or a table lacks a column, repeats an id, or has a terrain
        without area.
    CrsError
        If a table is not in EPSG:28992.
    """
    _require_groups(groups)

    def weak(name: str, table: pd.DataFrame) -> set[Weakness]:
        return table_weaknesses(
            name,
            table,
            sources=sources.get(name, ()),
            counts=counts.get(name, {}),
            edition=edition,
            stale_after_years=thresholds.stale_after_years,
        )

    found = _found(tables, surfaces, thresholds, groups, at_once, weak)
    part = found.part
    sheets = [
        sheet.only(groups) for sheet in (_terrain_sheet(part.measured), part.plots, part.buildings)
    ]
    frames = [sheet.frame() for sheet in sheets]
    nulls = _nulls(sheets, frames, found.there, groups)
    return Indicators(
        terrains=hilbert_order(frames[0], "terrain_id"),
        plots=hilbert_order(frames[1], "plot_id"),
        buildings=hilbert_order(frames[2], "building_id"),
        provenance=provenance(sheets, part.measured, sources, found.weaknesses),
        nulls=nulls,
        gaps=part.gaps,
        plot_edges=hilbert_order(part.edges, "plot_id"),
        plot_limits=hilbert_order(part.limits, "plot_id"),
        findings=[*found.findings, *part.findings, *not_measured_yet_finding(nulls)],
    )


@dataclass(frozen=True)
class _Found:
    """What was measured, without what it was measured from: that is let go of."""

    part: Part
    findings: list[Finding]
    """What is wrong with the tables as such."""

    there: set[str]
    """What there was to measure from (`inputs.available`)."""

    weaknesses: dict[str, set[Weakness]]


def _found(
    tables: Mapping[str, gpd.GeoDataFrame],
    surfaces: Surfaces | None,
    thresholds: Thresholds,
    groups: Collection[str],
    at_once: int,
    weak: Callable[[str, pd.DataFrame], set[Weakness]],
) -> _Found:
    """Return everything that is measured of all terrains, batch by batch."""
    overlaps, held = stated_overlaps(tables), ready(tables)
    if "surfaces" in held:
        surfaces = HeldSurfaces(held.pop("surfaces"))
    ground = set() if surfaces is None else {"surfaces"}
    whole, terrains = stock(held, thresholds), held["terrains"]
    parts: list[Part] = []
    failures: list[Failure] = []
    for batch in terrain_batches(terrains, whole.given, reach_m(thresholds), at_once):

        def measured(rows: Rows, around: Rows = batch) -> Part:
            return _part(scene(whole, rows, surfaces, overlaps, around), groups)

        results, failed = by_halves(measured, batch)
        parts += [part for _, part in results]
        for one in failed:  # by itself: what is wrong may lie in a neighbour
            row = np.array([one.row])
            results, still = by_halves(partial(measured, around=row), row)
            parts += [part for _, part in results]
            failures += still
    if failures:
        none = np.array([], dtype="int64")
        like = _part(scene(whole, none, surfaces, overlaps), groups)
        lost = terrains.iloc[[one.row for one in failures]]
        parts.append(not_measured(like, outlines(lost), lost, failures))
    return _Found(
        joined(parts, pd.Index(terrains["terrain_id"].to_numpy())),
        stock_findings(whole),
        available(held) | ground,
        {name: weak(name, held.get(name, pd.DataFrame())) for name in sorted({*held, *ground})},
    )


def _part(seen: Scene, groups: Collection[str]) -> Part:
    """Return everything that is measured of some terrains."""
    place = sites(seen, groups)
    seen = replace(seen, use=settled_use(place, seen))
    terrains, measured = seen.tables["terrains"], terrain_groups(seen)
    measured |= site_groups(place, seen, measured)
    methods = measured["floor_area"].methods["gfa_m2"] if "floor_area" in measured else ""
    plots = plot_sheet(seen.estate, seen.there, seen.use, terrains, methods, place)
    buildings = building_sheet(seen.there, terrains, methods, seen.thresholds.storey_height_m)
    places = _gaps(seen) if "cover" in groups else empty_gaps()
    return Part(
        measured,
        plots,
        buildings_plot_id(buildings, seen.estate, seen.there),
        places,
        place.edges,
        place.limits,
        [
            *scene_findings(seen),
            *_unclassed(seen, measured),
            *site_findings(place, seen, plots.table),
            *gap_findings(places),
        ],
    )


def _unclassed(seen: Scene, measured: Mapping[str, Measured]) -> list[Finding]:
    if seen.estate is None or seen.estate.land is None:
        return []
    return unclassed_findings(measured["net"], seen.estate.land)


def _gaps(seen: Scene) -> gpd.GeoDataFrame:
    if seen.laid is None or seen.ground is None:
        return empty_gaps()
    land = None if seen.estate is None else seen.estate.land
    net = None if land is None else land.net
    return gaps(seen.tables["terrains"], seen.laid, seen.ground, net)


def _nulls(
    sheets: Sequence[Sheet],
    frames: Sequence[pd.DataFrame],
    there: Collection[str],
    groups: Collection[str],
) -> pd.DataFrame:
    """Return why the cells of every indicator table are null."""
    pairs = zip(sheets, frames, strict=True)
    rows = [sheet.nulls(frame, available=there, groups=groups) for sheet, frame in pairs]
    return pd.concat(rows, ignore_index=True)


def _require_groups(groups: Sequence[str]) -> None:
    unknown = [group for group in groups if group not in GROUPS]
    if unknown:
        raise UsageError(f"no group {unknown[0]!r} to measure; known: {', '.join(GROUPS)}.")


def _terrain_sheet(measured: Mapping[str, Measured]) -> Sheet:
    """Return the terrains with the columns of every group that was measured."""
    groups = measured.values()
    return Sheet(
        "terrains",
        pd.concat([group.table for group in groups], axis="columns"),
        methods={column: how for group in groups for column, how in group.methods.items()},
        reasons={column: why for group in groups for column, why in group.reasons.items()},
    )
