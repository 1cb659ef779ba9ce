"""Everything the groups are measured from, worked out once: buildings, surfaces, plots."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from geo_ser.findings import Finding
from geo_ser.measure.buildings import Built, built, unit_findings
from geo_ser.measure.cover import Ground, Laid, laid_on_terrains
from geo_ser.measure.estate import Estate, estate, joined_parcels, surfaced
from geo_ser.measure.floor_area import factor_finding
from geo_ser.measure.gross import terrain_overlaps
from geo_ser.measure.mostly_public import mostly_public_findings
from geo_ser.measure.plots import parcel_overlap_findings
from geo_ser.measure.standing import unknown_status_findings
from geo_ser.measure.unbuilt import empty_in_use_findings, plot_use
from geo_ser.study import Thresholds
from geo_ser.tables import INPUTS

__all__ = ["Scene", "scene", "scene_findings"]


@dataclass(frozen=True)
class Scene:
    """The tables of a study and what several groups need of them; None where a table is absent."""

    tables: Mapping[str, gpd.GeoDataFrame]
    """What `inputs.ready` returned."""

    thresholds: Thresholds
    there: Built | None
    ground: Ground | None
    laid: Laid | None
    estate: Estate | None
    use: pd.DataFrame | None
    """`unbuilt.plot_use`; None without parcels, surfaces or buildings."""


def scene(
    tables: Mapping[str, gpd.GeoDataFrame],
    overlaps: gpd.GeoDataFrame | None,
    thresholds: Thresholds,
) -> Scene:
    """Return the buildings, surfaces and plots of a study.

    Parameters
    ----------
    tables
        What `inputs.ready` returned.
    overlaps
        What `inputs.stated_overlaps` returned.
    thresholds
        The rules' parameters.
    """
    there = built(tables, thresholds.gbo_to_gfa)
    given = joined_parcels(tables, there, thresholds)
    ground = surfaced(tables, given, overlaps)
    laid = None if ground is None else laid_on_terrains(tables["terrains"], ground)
    plots = estate(tables, given, ground, there, thresholds)
    use = None
    if plots is not None and ground is not None and there is not None:
        use = plot_use(plots, there, ground, thresholds)
    return Scene(tables, thresholds, there, ground, laid, plots, use)


def scene_findings(scene: Scene) -> list[Finding]:
    """Return what measuring ran into, as far as it concerns the terrains."""
    tables, there = scene.tables, scene.there
    found = terrain_overlaps(tables["terrains"]) + unit_findings(there, tables["terrains"])
    for name in ("buildings", "units"):
        if name in tables:
            found += unknown_status_findings(tables[name], name, INPUTS[name].id)
    if there is not None:
        found += factor_finding(there.floor, scene.thresholds.gbo_to_gfa)
    if scene.estate is not None:
        found += parcel_overlap_findings(scene.estate.rows, scene.estate.plots)
        if (doubtful := scene.estate.doubtful) is not None:
            parcels = scene.estate.given.parcels
            found += mostly_public_findings(parcels, doubtful, tables["terrains"])
        if there is not None:
            use = None if scene.use is None else scene.use["use"]
            found += empty_in_use_findings(scene.estate, there, use)
    return found
