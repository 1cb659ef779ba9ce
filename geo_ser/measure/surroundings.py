"""What lies around the plots: other plots, roads, other public land, or nothing we know of."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_ser.geometry.overlay import pieces, shares
from geo_ser.measure.estate import Estate
from geo_ser.measure.outlook import (
    boundary_pieces,
    first_hit_m,
    looks,
    seen_length_m,
    segments,
    tiles,
)
from geo_ser.measure.plots import MIN_PART_M2, is_net, is_unclassed
from geo_ser.measure.surfaces import near

__all__ = ["MIN_EDGE_M", "ROAD_COVERS", "Surroundings", "outward", "surroundings"]

ROAD_COVERS = ("road", "parking")
"""Covers that are road where they lie on public land."""

MIN_EDGE_M = 1.0
"""A run of boundary shorter than this is drawing noise: it goes with its longer neighbour. So is
a strip of road that is narrower."""

_BESIDE_M = 0.25
_ROUNDING_M = 1e-6
_MOST = 0.5


@dataclass(frozen=True)
class Surroundings:
    """Polygons around the net plots, cut into tiles."""

    plots: np.ndarray
    """Net plots, and parcels outside every terrain that are no road."""

    roads: np.ndarray
    """Road and parking cover, and public parcels that are road."""

    known: np.ndarray
    """Every surface and every classed parcel: what lies outside them is unknown land."""


def surroundings(
    found: Estate, tables: Mapping[str, gpd.GeoDataFrame], reach_m: float
) -> Surroundings:
    """Return what lies within reach of the net plots.

    A public parcel is road when zoning says traffic, or road and parking cover most of it.
    Parcels that touch no terrain have no class: one that is road is road, any other counts as
    somebody's plot, but one on which no surface lies is unknown land, and so is an unclassed plot.

    Parameters
    ----------
    found
        The plots, classed.
    tables
        What `inputs.ready` returned, with surfaces and parcels.
    reach_m
        How far out is looked.
    """
    plots = found.plots
    net, classed = is_net(plots), ~is_unclassed(plots)
    low_x, low_y, high_x, high_y = shapely.bounds(plots.geometry.to_numpy()[net]).T
    reach = reach_m + MIN_EDGE_M
    boxes = shapely.box(low_x - reach, low_y - reach, high_x + reach, high_y + reach)
    surfaces = near(tables["surfaces"], boxes)
    elsewhere = near(tables["parcels"], boxes)
    elsewhere = elsewhere[~elsewhere["parcel_id"].isin(found.given.parcels["parcel_id"])]
    covered = shares(elsewhere.geometry, surfaces.geometry).groupby("area")["area_m2"].sum()
    elsewhere = elsewhere.iloc[covered.index[covered >= MIN_PART_M2]]
    roads = surfaces.geometry[surfaces["cover"].isin(ROAD_COVERS)]
    public = plots[classed & ~net]
    is_road = _road_share(public.geometry, roads) > _MOST
    is_road |= public["why"].str.startswith("zoning_traffic").to_numpy()
    street = _road_share(elsewhere.geometry, roads) > _MOST
    land = [plots.geometry[net], elsewhere.geometry[~street]]
    ways = [roads, public.geometry[is_road], elsewhere.geometry[street]]
    every = [surfaces.geometry, plots.geometry[classed], elsewhere.geometry]
    return Surroundings(*(_tiled(shapes) for shapes in (land, ways, every)))


def outward(plots: gpd.GeoSeries, around: Surroundings, reach_m: float) -> pd.DataFrame:
    """Return the pieces of every plot's boundary with what lies beyond each.

    From the middle of each piece one looks straight out: ``road`` where at least `MIN_EDGE_M` of
    road begins within reach and before any plot; ``land`` where a plot is met, or land of which
    something is known lies next to it; else ``nothing``.

    Parameters
    ----------
    plots
        (n,) valid polygons in EPSG:28992.
    around
        What `surroundings` returned.
    reach_m
        How far from the plot a road may begin: the verge between them.

    Returns
    -------
    pieces : pandas.DataFrame
        As `outlook.boundary_pieces`, with `beyond`. Runs shorter than `MIN_EDGE_M`, first on
        one straight line, then around a ring, have what the longer run beside them has.
    """
    things = np.concatenate([around.plots, around.roads, around.known])
    parts = boundary_pieces(segments(plots), things, reach_m)
    lines = looks(parts, reach_m + MIN_EDGE_M)
    first = first_hit_m(lines, around.plots)
    road = seen_length_m(lines, first, around.roads) >= MIN_EDGE_M - _ROUNDING_M
    land = np.isfinite(first)
    land[~land] = _known_beside(parts[~land], around.known)
    beyond = np.select([road, land], ["road", "land"], default="nothing")
    length = parts["length_m"].to_numpy()
    for of in ("line", "ring"):
        beyond = _without_noise(beyond, length, parts[of].to_numpy())
    return parts.assign(beyond=beyond)


def _known_beside(parts: pd.DataFrame, known: np.ndarray) -> np.ndarray:
    """Return whether anything is known to lie next to the middle of each piece."""
    middle = parts[["x", "y"]].to_numpy() + parts[["dx", "dy"]].to_numpy() / 2
    points = shapely.points(middle + parts[["nx", "ny"]].to_numpy() * _BESIDE_M)
    found = np.zeros(len(parts), dtype="bool")
    found[shapely.STRtree(points).query(known, predicate="intersects")[1]] = True
    return found


def _without_noise(beyond: np.ndarray, length: np.ndarray, of: np.ndarray) -> np.ndarray:
    """Return what pieces see, with short runs given to the longer run beside them.

    Parameters
    ----------
    beyond, length, of
        (n,) what each piece sees, how long it is, and the line or ring that it lies on, in
        order. The last run on a ring goes on in its first where both see the same; of a line
        with one run nothing is left to give it to.
    """
    if not len(of):
        return beyond
    begins = np.append(True, (of[1:] != of[:-1]) | (beyond[1:] != beyond[:-1]))
    run = np.cumsum(begins) - 1
    runs = pd.DataFrame({"of": of[begins], "what": beyond[begins]})
    runs["whole"] = np.bincount(run, weights=length)
    at, by = np.arange(len(runs)), runs.index.to_series().groupby(runs["of"])
    first, last = by.transform("min").to_numpy(), by.transform("max").to_numpy()
    what, whole = runs["what"].to_numpy(), runs["whole"].to_numpy()
    joined = (what[first] == what[last]) & (first != last)
    whole = whole + np.where(joined & (at == first), whole[last], 0.0)
    whole = whole + np.where(joined & (at == last), whole[first] - whole, 0.0)
    before, after = np.where(at == first, last, at - 1), np.where(at == last, first, at + 1)
    other = np.where(whole[before] > whole[after], before, after)
    short = (whole < MIN_EDGE_M - _ROUNDING_M) & (whole[other] > whole)
    return np.asarray(np.where(short, what[other], what)[run])


def _road_share(areas: gpd.GeoSeries, roads: gpd.GeoSeries) -> np.ndarray:
    """Return the share of each area that is road."""
    held = pieces(areas, roads).groupby("area")["area_m2"].sum()
    land = held.reindex(range(len(areas)), fill_value=0.0).to_numpy()
    return np.asarray(land / areas.area.to_numpy())


def _tiled(series: list[gpd.GeoSeries]) -> np.ndarray:
    shapes = np.concatenate([one.to_numpy(dtype="object") for one in series])
    return tiles(shapes)[0]
