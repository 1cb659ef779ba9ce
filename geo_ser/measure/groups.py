"""The indicators of terrains, group by group, as far as the tables allow."""

import geopandas as gpd
import pandas as pd

from geo_ser.measure.cover import terrain_cover
from geo_ser.measure.coverage import terrain_coverage
from geo_ser.measure.floor_area import terrain_floor_area
from geo_ser.measure.gross import gross_area_m2
from geo_ser.measure.heights import terrain_heights
from geo_ser.measure.inputs import given
from geo_ser.measure.jobs import terrain_jobs, terrain_jobs_per_net
from geo_ser.measure.measured import Measured
from geo_ser.measure.net import terrain_net
from geo_ser.measure.plot_sheet import (
    off_plot_floor_area,
    off_plot_footprint,
    terrain_net_coverage,
    terrain_net_floor_area,
)
from geo_ser.measure.plots import net_plot_counts
from geo_ser.measure.scene import Scene
from geo_ser.measure.unbuilt import terrain_vacant

__all__ = ["outlines", "terrain_groups"]


def terrain_groups(scene: Scene) -> dict[str, Measured]:
    """Return each kind of figure that can be measured, by name; "" is always there."""
    terrains = scene.tables["terrains"]
    measured = {"": outlines(terrains)}
    gross = measured[""].table["gross_area_m2"]
    measured |= _built(scene, gross)
    measured |= _land(scene, gross)
    measured |= _both(scene, measured)
    if "establishments" in scene.tables:
        measured["jobs"] = terrain_jobs(terrains, scene.tables["establishments"])
        if "net" in measured:
            measured["jobs_per_net"] = terrain_jobs_per_net(measured["jobs"], measured["net"])
    return measured


def outlines(terrains: gpd.GeoDataFrame) -> Measured:
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


def _built(scene: Scene, gross: pd.Series) -> dict[str, Measured]:
    """Return what buildings tell: coverage, floor area, heights."""
    there = scene.there
    if there is None:
        return {}
    covered = terrain_coverage(there.parts, gross)
    land = covered.table.assign(gross_area_m2=gross)
    unknown_share = scene.thresholds.gfa_unknown_max_share
    measured = {
        "coverage": covered,
        "floor_area": terrain_floor_area(there.parts, there.floor, land, unknown_share),
    }
    if "height_m" in there.buildings.columns:
        measured["heights"] = terrain_heights(
            there.parts, there.buildings, there.standing, gross.index
        )
    return measured


def _land(scene: Scene, gross: pd.Series) -> dict[str, Measured]:
    """Return what surfaces and parcels tell: cover, net and tare, plots, what is vacant."""
    measured: dict[str, Measured] = {}
    if scene.laid is not None:
        measured["cover"] = terrain_cover(scene.laid, gross)
    found = scene.estate
    if found is None:
        return measured
    if found.land is not None and scene.laid is not None and scene.ground is not None:
        most = scene.thresholds.unclassed_max_share
        net = terrain_net(found.land, scene.laid, scene.ground, found.plots, gross, most)
        measured["net"] = net
        measured["plots"] = net_plot_counts(found.rows, found.plots, net)
    if "availability" in found.given.parcels.columns:
        measured["vacant"] = terrain_vacant(found, gross.index)
    return measured


def _both(scene: Scene, measured: dict[str, Measured]) -> dict[str, Measured]:
    """Return what needs plots and buildings both."""
    found, more = scene.estate, dict[str, Measured]()
    if found is None or found.built is None or scene.there is None:
        return more
    floor = measured["floor_area"]
    more["off_plot_coverage"] = off_plot_footprint(
        found, measured["coverage"].table["footprint_m2"]
    )
    more["off_plot_floor_area"] = off_plot_floor_area(
        found, scene.there, floor, scene.thresholds.gfa_unknown_max_share
    )
    if "net" in measured:
        net = measured["net"]
        more["net_coverage"] = terrain_net_coverage(found, net)
        gsi = more["net_coverage"].table["gsi_net"]
        more["net_floor_area"] = terrain_net_floor_area(
            found, scene.there, net, gsi, floor, scene.thresholds.gfa_unknown_max_share
        )
    return more
