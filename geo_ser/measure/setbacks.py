"""Setbacks (rooilijnen): how far the nearest building stands from each edge of its plot."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_ser.measure.buildings import Built
from geo_ser.measure.edges import EDGES
from geo_ser.measure.estate import Estate
from geo_ser.measure.measured import Measured
from geo_ser.measure.plots import is_net, is_unclassed
from geo_ser.measure.reliability import INCOMPLETE_SHARE
from geo_ser.measure.sums import sums_by

__all__ = ["SETBACKS", "buildings_of_plots", "plot_setbacks", "terrain_setbacks"]

SETBACKS = {f"setback_{edge}_m": edge for edge in EDGES if edge != "unknown"}
"""The columns of plots, and the edge that each is measured from."""


def buildings_of_plots(found: Estate, there: Built, join_min_share: float) -> pd.DataFrame:
    """Return the standing buildings of each plot.

    A building is of the plot that holds at least `join_min_share` of it; the eaves of a
    neighbour are not. Parcels that a building joins are one plot, so it is of one plot only.

    Returns
    -------
    buildings : pandas.DataFrame
        (k,) `plot` and `building` (positions), each pair once, in order.
    """
    lying = found.given.lying
    held = lying[lying["standing"] & (lying["share"] >= join_min_share - 1e-9)]
    plot = pd.Index(found.plots["plot_id"]).get_indexer(
        pd.Index(found.given.plot.iloc[held["parcel"]])
    )
    pairs = pd.DataFrame({"plot": plot, "building": held["building"].to_numpy()})
    pairs = pairs[there.standing.to_numpy()[pairs["building"]]]
    return pairs.drop_duplicates().sort_values(["plot", "building"]).reset_index(drop=True)


def plot_setbacks(
    plots: pd.DataFrame,
    edges: gpd.GeoDataFrame,
    of_plots: pd.DataFrame,
    buildings: gpd.GeoSeries,
) -> tuple[pd.DataFrame, dict[str, pd.Series]]:
    """Return the setback of each plot at road, side and rear, and why it is unknown.

    Parameters
    ----------
    plots
        (p,) whole plots with `plot_id` and `counts_as_net`.
    edges
        What `edges.plot_edges` returned for the net ones.
    of_plots
        What `buildings_of_plots` returned.
    buildings
        (m,) whole footprints.

    Returns
    -------
    setbacks : pandas.DataFrame
        (p,) columns `SETBACKS`, m, from the edge to the nearest standing building of the plot;
        0 where one stands on the line or over it. `setback_road_m` is where the front building
        line (voorgevelrooilijn) lies.
    reasons : dict
        Per column (p,) codes: ``public``, ``unknown_cover``, ``no_standing_building``,
        ``no_<edge>_edge``.
    """
    count = len(plots)
    built = np.isin(np.arange(count), of_plots["plot"])
    net = is_net(plots)
    at = pd.Index(plots["plot_id"]).get_indexer(pd.Index(edges["plot_id"]))
    shapes = buildings.to_numpy()[of_plots["building"]]
    values, reasons = pd.DataFrame(index=range(count)), {}
    for column, edge in SETBACKS.items():
        lines = np.full(count, None, dtype="object")
        mine = edges["edge"].eq(edge).to_numpy()
        lines[at[mine]] = edges.geometry.to_numpy()[mine]
        far = pd.Series(shapely.distance(lines[of_plots["plot"]], shapes))
        values[column] = far.groupby(of_plots["plot"]).min().reindex(values.index)
        why = pd.Series(f"no_{edge}_edge", index=values.index)
        why = why.mask(~built, "no_standing_building").mask(~net, "public")
        why = why.mask(is_unclassed(plots), "unknown_cover")
        values[column] = values[column].where(net)
        reasons[column] = why
    return values.astype("float64"), reasons


def terrain_setbacks(
    found: Estate, setbacks: pd.DataFrame, edges: gpd.GeoDataFrame, net: Measured
) -> Measured:
    """Return the median setbacks of each terrain over its plots that have one.

    Parameters
    ----------
    found
        The plots.
    setbacks, edges
        What `plot_setbacks` and `edges.plot_edges` returned.
    net
        What `net.terrain_net` returned: where net is unknown, so is this.

    Returns
    -------
    measured : Measured
        (n,) `setback_{road,side,rear}_p50_m`; each plot counts once in every terrain it lies in,
        by the whole plot. Incomplete where more than 5 % of the boundary of the net plots is
        of an unknown edge.
    """
    terrains, plot = net.table.index, found.rows["plot"].to_numpy()
    by = terrains.to_numpy()[found.rows["terrain"]]
    values = pd.DataFrame(index=terrains)
    unknown = net.table["net_area_low_m2"].isna()
    reasons: dict[str, str | pd.Series] = {}
    for column, edge in SETBACKS.items():
        name = f"setback_{edge}_p50_m"
        each = pd.Series(setbacks[column].to_numpy()[plot])
        values[name] = each.groupby(by).median().reindex(terrains)
        none = pd.Series("no_setback", index=terrains)
        reasons[name] = none.mask(unknown, "no_parcel_here")
    length = edges.assign(blind=edges["length_m"].where(edges["edge"].eq("unknown"), 0.0))
    sums = length.groupby("plot_id")[["length_m", "blind"]].sum()
    sums = sums_by(sums.reindex(found.plots["plot_id"].to_numpy()[plot]), by)
    sums = sums.reindex(terrains).fillna(0.0)
    return Measured(
        values,
        methods=dict.fromkeys(map(str, values), "median_plot"),
        reasons=reasons,
        incomplete=sums["blind"] > INCOMPLETE_SHARE * sums["length_m"],
    )
