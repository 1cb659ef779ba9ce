"""All indicators of a study: the groups measured one by one, then put into their tables."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd

from geo_ser.errors import UsageError
from geo_ser.findings import Finding
from geo_ser.measure.buildings import Built, building_sheet, built, unit_findings
from geo_ser.measure.coverage import terrain_coverage
from geo_ser.measure.floor_area import factor_finding, terrain_floor_area
from geo_ser.measure.gross import gross_area_m2, terrain_overlaps
from geo_ser.measure.heights import terrain_heights
from geo_ser.measure.inputs import available, given, ready
from geo_ser.measure.jobs import terrain_jobs
from geo_ser.measure.measured import Measured
from geo_ser.measure.nulls import not_measured_yet_finding
from geo_ser.measure.provenance import provenance
from geo_ser.measure.reliability import SourceInfo, table_weaknesses
from geo_ser.measure.sheets import Sheet
from geo_ser.measure.standing import unknown_status_findings
from geo_ser.study import LowValueHigh, Thresholds
from geo_ser.tables import GROUPS, INPUTS, hilbert_order

__all__ = ["Indicators", "measure"]


@dataclass(frozen=True)
class Indicators:
    """What was measured: three tables, where each figure comes from, and why cells are null."""

    terrains: gpd.GeoDataFrame
    """(n,) the columns of ``tables.INDICATORS["terrains"]``, one row per terrain."""

    plots: gpd.GeoDataFrame
    """The columns of ``INDICATORS["plots"]``; this version measures none, so no rows."""

    buildings: gpd.GeoDataFrame
    """(k,) the columns of ``INDICATORS["buildings"]``, one row per (building_id, terrain_id)."""

    provenance: pd.DataFrame
    """One row per (table, terrain_id, column) with a value."""

    nulls: pd.DataFrame
    """One row per null cell; id ``*`` for a whole column."""

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
    thresholds
        `gbo_to_gfa` and `stale_after_years` are used.
    edition
        The moment the study describes, for the age of the sources.
    sources
        Per table where its rows came from.
    counts
        Per table what `layers` counted (`rows_in`, `quarantined`, `repaired`).
    groups
        The groups of `tables.GROUPS` to measure; the others' columns are null
        (``not_requested``).

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
    tables = ready(tables)
    there = built(tables, thresholds.gbo_to_gfa)
    measured = _measured(tables, there, thresholds.gbo_to_gfa)
    sheets = (
        _terrain_sheet(measured).only(groups),
        Sheet("plots"),
        _building_sheet(there, tables["terrains"], measured).only(groups),
    )
    frames = [sheet.frame() for sheet in sheets]
    nulls = _nulls(sheets, frames, available(tables), groups)
    weaknesses = {
        name: table_weaknesses(
            name,
            table,
            sources=sources.get(name, ()),
            counts=counts.get(name, {}),
            edition=edition,
            stale_after_years=thresholds.stale_after_years,
        )
        for name, table in tables.items()
    }
    terrains, plots, buildings = frames
    return Indicators(
        terrains=hilbert_order(terrains, "terrain_id"),
        plots=plots,
        buildings=hilbert_order(buildings, "building_id"),
        provenance=provenance(sheets, measured, sources, weaknesses),
        nulls=nulls,
        findings=[
            *_findings(tables, there, thresholds.gbo_to_gfa),
            *not_measured_yet_finding(nulls),
        ],
    )


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


def _measured(
    tables: Mapping[str, pd.DataFrame], there: Built | None, factor: LowValueHigh
) -> dict[str, Measured]:
    """Return each group that can be measured, by name; the group "" is always there."""
    terrains = tables["terrains"]
    base = _terrain_base(terrains)
    measured = {"": base}
    if there is not None:
        gross = base.table["gross_area_m2"]
        covered = terrain_coverage(there.parts, gross)
        land = covered.table.assign(gross_area_m2=gross)
        measured["coverage"] = covered
        measured["floor_area"] = terrain_floor_area(there.parts, there.floor, land, factor)
        if "height_m" in there.buildings.columns:
            measured["heights"] = terrain_heights(
                there.parts, there.buildings, there.standing, base.table.index
            )
    if "establishments" in tables:
        measured["jobs"] = terrain_jobs(terrains, tables["establishments"])
    return measured


def _terrain_base(terrains: gpd.GeoDataFrame) -> Measured:
    """Return what every terrain has: its id, name, outline and gross area."""
    values = pd.DataFrame(
        {
            "terrain_id": terrains["terrain_id"],
            "name": given(terrains, "name"),
            "gross_area_m2": gross_area_m2(terrains),
            "geometry": terrains.geometry,
        }
    )
    delivered = dict.fromkeys(("terrain_id", "name", "geometry"), "as_delivered")
    return Measured(
        values.set_axis(pd.Index(terrains["terrain_id"].to_numpy())),
        methods={**delivered, "gross_area_m2": "polygon_area"},
        reasons={"name": "not_given"},
    )


def _terrain_sheet(measured: Mapping[str, Measured]) -> Sheet:
    """Return the terrains with the columns of every group that was measured."""
    groups = measured.values()
    return Sheet(
        "terrains",
        pd.concat([group.table for group in groups], axis="columns"),
        methods={column: how for group in groups for column, how in group.methods.items()},
        reasons={column: why for group in groups for column, why in group.reasons.items()},
    )


def _building_sheet(
    there: Built | None, terrains: gpd.GeoDataFrame, measured: Mapping[str, Measured]
) -> Sheet:
    methods = measured["floor_area"].methods["gfa_m2"] if there else ""
    return building_sheet(there, terrains, methods)


def _findings(
    tables: Mapping[str, pd.DataFrame], there: Built | None, factor: LowValueHigh
) -> list[Finding]:
    """Return what measuring ran into, as far as it concerns the terrains."""
    found = terrain_overlaps(tables["terrains"]) + unit_findings(there, tables["terrains"])
    for name in ("buildings", "units"):
        if name in tables:
            found += unknown_status_findings(tables[name], name, INPUTS[name].id)
    return found + (factor_finding(there.floor, factor) if there else [])
