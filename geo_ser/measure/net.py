"""Net and tare: the land of the net plots, and what the rest of the terrain is covered with."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.geometry.cuts import NOISE_M2
from geo_ser.geometry.overlay import shares
from geo_ser.measure.cover import Ground, Laid, cover_areas
from geo_ser.measure.measured import Measured
from geo_ser.measure.parcels import UNSURE_REASONS
from geo_ser.measure.plots import Cadastre, disjoint_rows
from geo_ser.measure.reliability import INCOMPLETE_SHARE

__all__ = ["TARES", "NetLand", "net_land", "terrain_net"]

TARES: dict[str, tuple[str, ...]] = {
    "road": ("road",),
    "rail": ("rail",),
    "water": ("water",),
    "green": ("green", "field"),
}
"""The covers of each part of the tare; the other covers and uncovered land are ``other``."""


@dataclass(frozen=True)
class NetLand:
    """The land that counts as net, each place once, and what covers it."""

    rows: gpd.GeoDataFrame
    """(k,) the rows of net plots: `terrain`, `plot`, `geometry` (disjoint) and `area_m2`."""

    fragments: pd.DataFrame
    """`overlay.shares` of `rows` (`area`) and the ground's land (`shape`)."""


def net_land(
    rows: gpd.GeoDataFrame,
    plots: gpd.GeoDataFrame,
    given: Cadastre,
    ground: Ground,
    fragments: pd.DataFrame,
) -> NetLand:
    """Return the net plots' land in the terrains, with what covers it.

    Plots that lie whole in a terrain take the shares that their parcels have; only what crosses
    an edge is laid over the ground again.

    Parameters
    ----------
    rows, plots, given
        What `plots.plot_rows`, `plots.plots_table` (classed) and `plots.cadastre` returned.
    ground
        The surfaces.
    fragments
        `overlay.shares` of `given.parcels` and `ground.land`.
    """
    counts = plots["counts_as_net"].to_numpy(dtype="bool")
    net = rows[counts[rows["plot"]]].reset_index(drop=True)
    net = net.set_geometry(disjoint_rows(net, plots.geometry, counts))
    net = net[["terrain", "plot", "geometry"]].assign(area_m2=net.geometry.area)
    parcel_area = given.parcels.geometry.area.groupby(given.plot.to_numpy()).sum().to_numpy()
    whole = np.isclose(parcel_area, plots["area_m2"], rtol=0, atol=NOISE_M2)[net["plot"]]
    whole &= np.isclose(net["area_m2"], plots["area_m2"].iloc[net["plot"]], rtol=0, atol=NOISE_M2)
    at = pd.Series(np.arange(len(net)), index=net["plot"])[whole].rename("row")
    plot = pd.Index(plots["plot_id"]).get_indexer(pd.Index(given.plot))
    known = fragments.assign(plot=plot[fragments["area"]]).merge(
        at.rename_axis("plot").reset_index(), on="plot"
    )
    known["area"] = known["row"]
    again = shares(net.geometry[~whole], ground.land)
    again["area"] = np.flatnonzero(~whole)[again["area"]]
    both = pd.concat([known[["area", "shape", "area_m2"]], again])
    once = both.groupby(["area", "shape"])["area_m2"].sum()
    return NetLand(net, once.reset_index())


def terrain_net(
    land: NetLand,
    laid: Laid,
    ground: Ground,
    plots: pd.DataFrame,
    gross_m2: pd.Series,
    known_m2: pd.Series,
) -> Measured:
    """Return the net area of each terrain, and its tare by what covers it.

    Parameters
    ----------
    land
        What `net_land` returned.
    laid, ground
        The surfaces in the terrains.
    plots
        What `plots.plots_table` returned, classed.
    gross_m2
        (n,) index `terrain_id`.
    known_m2
        (n,) the land in plots, net or public; where there is none, nothing is known.

    Returns
    -------
    measured : Measured
        (n,) `net_area_m2`, `net_gross_ratio` and `tare_{road,rail,water,green,other}_m2`;
        gross = net + Σ tare. Null (``no_parcel_here``) where no parcel lies.
    """
    terrains, at = gross_m2.index, land.rows["terrain"].to_numpy()
    net = _per_terrain(land.rows["area_m2"], at, terrains).clip(upper=gross_m2)
    by_row = cover_areas(land.fragments, ground.surfaces["cover"], len(land.rows))
    on_net = by_row.groupby(at).sum().reindex(range(len(terrains)), fill_value=0.0)
    outside = (laid.once - on_net).set_axis(terrains).clip(lower=0.0)
    values = pd.DataFrame({"net_area_m2": net, "net_gross_ratio": net / gross_m2})
    rest = gross_m2 - net
    for tare, covers in TARES.items():
        values[f"tare_{tare}_m2"] = outside[list(covers)].sum(axis=1).clip(upper=rest)
        rest = rest - values[f"tare_{tare}_m2"]
    values["tare_other_m2"] = rest.where(rest > NOISE_M2, 0.0)
    unsure = plots["why"].isin(UNSURE_REASONS).to_numpy()[land.rows["plot"]]
    doubt = _per_terrain(land.rows["area_m2"].where(unsure, 0.0), at, terrains)
    return Measured(
        values.mask(known_m2 <= 0),
        methods={
            **dict.fromkeys(map(str, values), "cover_outside_net_plots"),
            "net_area_m2": "union_of_net_plots",
            "net_gross_ratio": "net_over_gross_area",
        },
        reasons=dict.fromkeys(map(str, values), "no_parcel_here"),
        incomplete=known_m2 < (1 - INCOMPLETE_SHARE) * gross_m2,
        at_best=pd.Series("A", index=terrains).mask(doubt > INCOMPLETE_SHARE * net, "C"),
    )


def _per_terrain(area: pd.Series, terrain: np.ndarray, terrains: pd.Index) -> pd.Series:
    sums = area.groupby(terrain).sum().reindex(range(len(terrains)), fill_value=0.0)
    return sums.set_axis(terrains)
