"""What the shape and place of plots tell: their edges, limits, setbacks, free space, access."""

from collections.abc import Collection
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from geo_ser.findings import Finding
from geo_ser.measure.edges import empty_edges, plot_edges, road_access
from geo_ser.measure.estate import Estate, not_net_reason
from geo_ser.measure.free_space import (
    free_land,
    largest_free_spaces,
    terrain_unbuilt_with_road,
)
from geo_ser.measure.limits import contradiction_findings, empty_limits, plot_limits
from geo_ser.measure.measured import Measured
from geo_ser.measure.plan_check import plan_findings
from geo_ser.measure.plots import is_net, is_unclassed
from geo_ser.measure.scene import Scene
from geo_ser.measure.setbacks import buildings_of_plots, plot_setbacks, terrain_setbacks
from geo_ser.measure.surroundings import surroundings
from geo_ser.measure.unbuilt import owners_access, terrain_unbuilt, with_owners, with_rest

__all__ = ["Sites", "settled_use", "site_findings", "site_groups", "sites"]

SITE_GROUPS = ("setbacks", "unbuilt")
"""The measuring groups that need any of this."""


@dataclass(frozen=True)
class Sites:
    """What was found; tables without rows or columns where it was not asked or not possible."""

    edges: gpd.GeoDataFrame = field(default_factory=empty_edges)
    """`edges.plot_edges` of the net plots."""

    limits: gpd.GeoDataFrame = field(default_factory=empty_limits)
    """`limits.plot_limits`, one for each row of plots."""

    struck: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Contradictory limits that were made null."""

    plots: pd.DataFrame = field(default_factory=pd.DataFrame)
    """(p,) whole plots: `road_access` and `setbacks.SETBACKS`."""

    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    """(k,) rows of plots: `road_access`, setbacks and free space."""

    reasons: dict[str, str | pd.Series] = field(default_factory=dict)
    """Per column of `rows` why it is null."""

    reached: pd.Series | None = None
    """(k,) `unbuilt.owners_access` of each row's plot; None where no edges were looked for."""


def sites(seen: Scene, groups: Collection[str]) -> Sites:
    """Return what the plots' shape and place tell, as far as the tables and groups ask for it.

    Parameters
    ----------
    seen
        The scene; without parcels there is nothing.
    groups
        The measuring groups asked for.
    """
    found, tables = seen.estate, seen.tables
    if found is None or not set(groups) & set(SITE_GROUPS):
        return Sites()
    limits, struck = plot_limits(found.rows, found.plots, tables["terrains"], tables.get("zoning"))
    edges, plots, reasons = _edged(seen, found, groups)
    at = found.rows["plot"].to_numpy()
    rows = plots.iloc[at].set_axis(found.rows.index) if len(plots.columns) else plots
    reached = None
    if "road_access" in plots:
        way = owners_access(found, plots["road_access"], seen.thresholds.road_access_min_m)
        reached = way.iloc[at].set_axis(found.rows.index)
    why = {column: one.iloc[at].set_axis(found.rows.index) for column, one in reasons.items()}
    if found.built is not None and "unbuilt" in groups:
        free, public = _free(seen, found)
        rows = pd.concat([rows, free], axis="columns")
        why |= dict.fromkeys(map(str, free), public)
    return Sites(edges, limits, struck, plots, rows, dict(why), reached)


def settled_use(found: Sites, seen: Scene) -> pd.DataFrame | None:
    """Return the uses of the plots, with what is residual land where access was looked for."""
    if seen.use is None or seen.estate is None or found.reached is None:
        return seen.use
    return with_rest(seen.use, seen.estate, found.reached, seen.thresholds.min_unbuilt_m2)


def site_groups(found: Sites, seen: Scene, measured: dict[str, Measured]) -> dict[str, Measured]:
    """Return the terrains' figures: median setbacks, unbuilt and residual land.

    Parameters
    ----------
    found
        The sites.
    seen
        The scene, with the uses that `settled_use` returned.
    measured
        What `groups.terrain_groups` returned.
    """
    more: dict[str, Measured] = {}
    if seen.estate is None or "road_access" not in found.rows:
        return more
    if "setback_road_m" in found.plots and "net" in measured:
        more["setbacks"] = terrain_setbacks(seen.estate, found.plots, found.edges, measured["net"])
    if seen.use is not None and found.reached is not None and "net" in measured:
        use, reached = seen.use["use"], found.reached
        more["unbuilt"] = terrain_unbuilt(seen.estate, use, reached, measured["net"])
        more["unbuilt_with_road"] = terrain_unbuilt_with_road(
            seen.estate.rows, use, found.rows["road_access"], more["unbuilt"]
        )
    return more


def site_findings(found: Sites, seen: Scene, plots: pd.DataFrame) -> list[Finding]:
    """Return what the plan does not allow, and where it contradicts itself.

    Parameters
    ----------
    found, seen
        The sites and the scene.
    plots
        (k,) the measured columns of plots, in order of the rows.
    """
    if seen.estate is None or found.limits.empty:
        return []
    rows = seen.estate.rows.geometry
    return [
        *contradiction_findings(found.limits, found.struck, rows),
        *plan_findings(plots, found.limits, rows, seen.thresholds),
    ]


def _edged(
    seen: Scene, found: Estate, groups: Collection[str]
) -> tuple[gpd.GeoDataFrame, pd.DataFrame, dict[str, pd.Series]]:
    """Return the edges, and what they tell of each whole plot; nothing without surfaces.

    Where setbacks are not asked for, the edges of the unbuilt plots are enough, with those of
    the plots of their owners.
    """
    if found.land is None:
        return empty_edges(), pd.DataFrame(), {}
    limits, reach = seen.thresholds, seen.thresholds.road_reach_m
    net = is_net(found.plots)
    net = net & found.plots.index.isin(found.rows["plot"])  # not those that only touch a terrain
    if "setbacks" not in groups and seen.use is not None:
        unbuilt = found.rows["plot"][seen.use["use"].eq("unbuilt").to_numpy(dtype="bool")]
        net = net & found.plots.index.isin(with_owners(found, unbuilt.to_numpy()))
    around = surroundings(found, seen.tables, reach)
    edges, beyond = plot_edges(found.plots[net].reset_index(drop=True), around, reach)
    access = road_access(beyond, limits.road_access_min_m).set_axis(found.plots.index[net])
    plots = pd.DataFrame({"road_access": access.reindex(found.plots.index)})
    unseen = pd.Series("public", index=found.plots.index).mask(net, "edge_unknown")
    unseen = unseen.mask(is_unclassed(found.plots), "unknown_cover")
    reasons = {"road_access": unseen}
    if seen.there is not None:
        of_plots = buildings_of_plots(found, seen.there, limits.join_min_share)
        values, why = plot_setbacks(found.plots, edges, of_plots, seen.there.buildings.geometry)
        plots, reasons = pd.concat([plots, values], axis="columns"), {**reasons, **why}
    return edges, plots, reasons


def _free(seen: Scene, found: Estate) -> tuple[pd.DataFrame, pd.Series]:
    """Return the free space of the rows that are not public, and why the others have none."""
    assert seen.there is not None, "asked for only with buildings"
    rows = found.rows
    if found.land is not None:
        may_be_net = is_net(found.plots) | is_unclassed(found.plots)
        rows = rows[may_be_net[rows["plot"]]]
    free = free_land(rows.geometry, seen.there.buildings, seen.there.standing)
    return largest_free_spaces(rows.geometry, free).reindex(found.rows.index), not_net_reason(found)
