"""A study's files to clean tables in EPSG:28992, with everything that was left out and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import geopandas as gpd
import pandas as pd

from geo_ser.findings import Finding
from geo_ser.layers.cleaning import Cleaned, arranged, cleaned
from geo_ser.layers.crowding import require_uncrowded
from geo_ser.layers.filters import moment_findings
from geo_ser.layers.height_sources import cleaned_heights
from geo_ser.layers.heights import with_heights
from geo_ser.layers.links import with_building_numbers
from geo_ser.layers.overlaps import surface_overlaps
from geo_ser.layers.packed import PackedTable
from geo_ser.layers.pieces import Progress, pieces
from geo_ser.layers.quarantine import quarantine_table
from geo_ser.study import Study, TableSource
from geo_ser.tables import INPUTS

__all__ = ["Layers", "Take", "clean_tables"]

Take = Callable[[str, PackedTable], None]
"""What is done with a table, by its name, as soon as it is clean."""


@dataclass(frozen=True)
class Layers:
    """What the stage makes.

    Attributes
    ----------
    tables
        Table name to its rows: polygons or points in EPSG:28992, `heights` without geometry.
        Columns in contract order, then the source's others by name; Hilbert order, then id.
        Empty where they were handed out (`clean_tables`).
    quarantine
        (n,) rows that were left out: `QUARANTINE_COLUMNS`; `row` is the number in the file,
        `reason` a key of `REASONS`, `attributes` the source row as JSON, geometry in EPSG:28992
        or null where it could not be brought there.
    findings
        What was refused, assumed or contradictory.
    counts
        Per table rows_in = rows_out + merged + quarantined, and repaired: {kind: n}. Zoning plans
        are cut: rows_in + split = rows_out + merged + quarantined. Where the
        profile's filters left rows out (`FILTERED`: of another moment, planned, on another
        level), also rows_read = rows_in + Σ filtered: {reason: n}.
    surface_overlaps
        (k,) `surface_id` and the part of that surface already covered by one with a lower id;
        None without surfaces.
    """

    tables: dict[str, gpd.GeoDataFrame | pd.DataFrame]
    quarantine: gpd.GeoDataFrame
    findings: list[Finding]
    counts: dict[str, dict[str, Any]]
    surface_overlaps: gpd.GeoDataFrame | None = None


@dataclass
class _Found:
    """What was found so far; each table is handed out and not held, nor is what is made of it."""

    take: Take
    counts: dict[str, dict[str, Any]] = field(default_factory=dict)
    left_out: list[pd.DataFrame] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    overlaps: gpd.GeoDataFrame | None = None

    def add(self, name: str, one: Cleaned | None) -> None:
        """Hand out a table, and keep what there is to say of it; nothing for None."""
        if one is None:
            return
        self.take(name, one.table)
        self.counts[name] = one.counts
        self.left_out.append(one.left_out)
        self.findings += [*one.findings, *moment_findings(name, one.counts)]
        if name == "surfaces":
            self.overlaps = surface_overlaps(one.table)


def clean_tables(
    study: Study, *, take: Take | None = None, progress: Progress | None = None
) -> Layers:
    """Return the clean tables of a study, and everything that was left out.

    Parameters
    ----------
    study
        Its [tables.X] blocks say what to read; a study without them gives no tables.
    take
        Is given each table as soon as nothing changes it any more, so that no two large ones
        need be held; `Layers.tables` is then empty.
    progress
        Called with one line of text before each file.

    Returns
    -------
    layers : Layers
        The same for every order of the rows in the files, but for the row numbers in
        `quarantine`.

    Raises
    ------
    SourceError
        If a file is missing, empty, damaged, has no such layer, or several to choose from.
    TableError
        If there is no geometry, no column for the id, no terrain, or no row that can be used.
    CrsError
        If coordinates are not where they are said to be.
    StudyError
        If a profile is not in this version.
    """
    tables: dict[str, pd.DataFrame] = {}

    def hold(name: str, table: PackedTable) -> None:
        tables[name] = table.frame()

    found = _Found(take or hold)
    for name in ("terrains", "parcels"):
        found.add(name, _read(study, name, progress))
    _add_buildings(study, found, progress)
    for name in ("surfaces", "establishments", "zoning"):
        found.add(name, _read(study, name, progress))
    return Layers(
        {name: tables[name] for name in INPUTS if name in tables},
        quarantine_table(found.left_out),
        found.findings,
        {name: found.counts[name] for name in INPUTS if name in found.counts},
        found.overlaps,
    )


def _read(study: Study, name: str, progress: Progress | None) -> Cleaned | None:
    """Return a table by what its own files say; None where the study does not have it."""
    blocks: Mapping[str, tuple[TableSource, ...]] = {
        str(table): sources for table, sources in study.settings.tables.items()
    }
    if not blocks.get(name):
        return None
    contract = INPUTS[name]
    read = [piece for one in blocks[name] for piece in pieces(study, one, contract, progress)]
    table = cleaned(contract, read)
    if contract.shapes == "polygon":
        limit = study.settings.thresholds.max_rows_met
        require_uncrowded(table.table, name, contract.id, limit)
    return table


def _add_buildings(study: Study, found: _Found, progress: Progress | None) -> None:
    """Add the buildings, their heights and the units in them: these tables know each other."""
    buildings = _read(study, "buildings", progress)
    heights = cleaned_heights(
        study,
        study.settings.tables.get("heights", ()),
        buildings.table if buildings else None,
        progress,
    )
    if heights and buildings:
        buildings = _with_heights(buildings, heights)
    found.add("heights", heights)
    found.add("buildings", buildings)
    units = _read(study, "units", progress)
    if units and buildings:
        units = _with_building_numbers(units, buildings)
    found.add("units", units)


def _with_heights(buildings: Cleaned, heights: Cleaned) -> Cleaned:
    """Return the buildings with what the heights table knows of them."""
    table = buildings.table
    attributes, said = with_heights(table.attributes, heights.table.attributes)
    return replace(
        buildings,
        table=arranged(PackedTable(attributes, table.shapes), INPUTS["buildings"]),
        findings=[*buildings.findings, *said],
    )


def _with_building_numbers(units: Cleaned, buildings: Cleaned) -> Cleaned:
    """Return the units with the buildings they name by feature id under their numbers."""
    table = units.table
    attributes, said = with_building_numbers(table.attributes, buildings.table.attributes)
    return replace(
        units,
        table=PackedTable(attributes, table.shapes),
        findings=[*units.findings, *said],
    )
