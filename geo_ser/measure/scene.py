"""Everything the groups are measured from, worked out once: buildings, surfaces, plots.

What buildings and parcels tell of each other is worked out for all terrains together
(`stock`): who joins whom does not stop at a terrain. What lies on the ground is by far the most,
and concerns a terrain and its plots alone: it is worked out for some terrains at a time (`scene`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.findings import Finding
from geo_ser.measure.building_floor import factor_finding
from geo_ser.measure.buildings import Built, built, unit_findings
from geo_ser.measure.cover import Ground, Laid, laid_on_terrains
from geo_ser.measure.estate import Estate, estate, joined_parcels, looked_at, surfaced
from geo_ser.measure.gross import terrain_overlaps
from geo_ser.measure.mostly_public import mostly_public_findings
from geo_ser.measure.plots import Cadastre, parcel_overlap_findings
from geo_ser.measure.standing import unknown_status_findings
from geo_ser.measure.surfaces import Surfaces, near
from geo_ser.measure.surroundings import MIN_EDGE_M
from geo_ser.measure.unbuilt import empty_in_use_findings, plot_use
from geo_ser.measure.zoning import zoning_in_force
from geo_ser.study import Thresholds
from geo_ser.tables import INPUTS

__all__ = ["Scene", "Stock", "reach_m", "scene", "scene_findings", "stock", "stock_findings"]


@dataclass(frozen=True)
class Stock:
    """The buildings and parcels of a study; None where a table is absent."""

    tables: Mapping[str, gpd.GeoDataFrame]
    """What `inputs.ready` returned, without surfaces; zoning as it is in force."""

    thresholds: Thresholds
    there: Built | None
    given: Cadastre | None
    zoning_overlaps: list[Finding]
    """`zoning.zoning_in_force` on the zoning table, of which `tables` holds the zones."""


@dataclass(frozen=True)
class Scene:
    """Some terrains and what several groups need of them; None where a table is absent."""

    tables: Mapping[str, gpd.GeoDataFrame]
    """Of terrains these, of surfaces, zoning and establishments those near, of others all."""

    thresholds: Thresholds
    there: Built | None
    ground: Ground | None
    laid: Laid | None
    estate: Estate | None
    use: pd.DataFrame | None
    """`unbuilt.plot_use`; None without parcels, surfaces or buildings."""


def stock(tables: Mapping[str, gpd.GeoDataFrame], thresholds: Thresholds) -> Stock:
    """Return the buildings of a study, and the parcels of every plot that touches a terrain.

    Parameters
    ----------
    tables
        What `inputs.ready` returned.
    thresholds
        The rules' parameters.
    """
    there = built(tables, thresholds)
    overlaps: list[Finding] = []
    if "zoning" in tables:
        in_force = zoning_in_force(tables["zoning"])
        tables, overlaps = {**tables, "zoning": in_force.zones}, in_force.findings
    return Stock(tables, thresholds, there, joined_parcels(tables, there, thresholds), overlaps)


def reach_m(thresholds: Thresholds) -> float:
    """Return how far from a plot anything is looked at, m."""
    return thresholds.road_reach_m + MIN_EDGE_M


def scene(
    whole: Stock,
    rows: npt.NDArray[np.int64],
    surfaces: Surfaces | None,
    overlaps: gpd.GeoDataFrame | None,
    around: npt.NDArray[np.int64] | None = None,
) -> Scene:
    """Return the buildings, surfaces and plots of some terrains.

    Parameters
    ----------
    whole
        The buildings and parcels of the study.
    rows
        The positions of the terrains, ascending.
    surfaces
        None without a table of them.
    overlaps
        What `inputs.stated_overlaps` returned.
    around
        Positions of terrains whose parcels lie around these too; None: no others.
    """
    thresholds = whole.thresholds
    around = rows if around is None else around
    given = None if whole.given is None else whole.given.part(around)
    terrains = whole.tables["terrains"].iloc[rows].reset_index(drop=True)
    tables = _nearby({**whole.tables, "terrains": terrains}, given, surfaces, thresholds)
    there = None if whole.there is None else _on_terrains(whole.there, rows)
    ground = surfaced(tables, given, overlaps)
    laid = None if ground is None else laid_on_terrains(terrains, ground)
    plots = estate(tables, given, ground, there, thresholds)
    use = None
    if plots is not None and ground is not None and there is not None:
        use = plot_use(plots, there, ground, thresholds)
    return Scene(tables, thresholds, there, ground, laid, plots, use)


def _nearby(
    tables: dict[str, gpd.GeoDataFrame],
    given: Cadastre | None,
    surfaces: Surfaces | None,
    thresholds: Thresholds,
) -> dict[str, gpd.GeoDataFrame]:
    """Return the tables with no more of the ground than lies within reach."""
    low_x, low_y, high_x, high_y = shapely.bounds(looked_at(tables["terrains"], given)).T
    reach = reach_m(thresholds)
    boxes = shapely.box(low_x - reach, low_y - reach, high_x + reach, high_y + reach)
    areas = gpd.GeoSeries(boxes, crs=tables["terrains"].crs)
    for name in ("zoning", "establishments"):
        if name in tables:
            tables[name] = near(tables[name], areas).reset_index(drop=True)
    if surfaces is not None:
        tables["surfaces"] = surfaces.near(areas).reset_index(drop=True)
    return tables


def _on_terrains(there: Built, rows: npt.NDArray[np.int64]) -> Built:
    """Return all buildings, with their parts in some terrains only."""
    at = pd.Index(rows).get_indexer(pd.Index(there.parts["terrain"]))
    parts = there.parts.assign(terrain=at)[at >= 0].reset_index(drop=True)
    return replace(there, parts=parts)


def stock_findings(whole: Stock) -> list[Finding]:
    """Return what is wrong with the tables as such, as far as it concerns the terrains."""
    tables, there = whole.tables, whole.there
    found = terrain_overlaps(tables["terrains"]) + unit_findings(there, tables["terrains"])
    found += whole.zoning_overlaps
    for name in ("buildings", "units"):
        if name in tables:
            found += unknown_status_findings(tables[name], name, INPUTS[name].id)
    if there is not None:
        found += factor_finding(there.floor, whole.thresholds.gbo_to_gfa)
    return found


def scene_findings(scene: Scene) -> list[Finding]:
    """Return what measuring ran into on the plots of some terrains."""
    found, there = scene.estate, scene.there
    if found is None:
        return []
    findings = parcel_overlap_findings(found.rows, found.plots)
    if found.doubtful is not None:
        terrains = scene.tables["terrains"]
        findings += mostly_public_findings(found.given.parcels, found.doubtful, terrains)
    if there is not None:
        use = None if scene.use is None else scene.use["use"]
        findings += empty_in_use_findings(found, there, use)
    return findings
