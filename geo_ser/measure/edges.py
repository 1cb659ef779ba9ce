"""The edges of a plot: road, side, rear, or unknown; and whether a road touches it."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_ser.measure.surroundings import Surroundings, outward
from geo_ser.tables import RD

__all__ = ["EDGES", "EDGE_COLUMNS", "empty_edges", "plot_edges", "road_access"]

EDGES = ("road", "side", "rear", "unknown")
EDGE_COLUMNS = ("plot_id", "edge", "length_m", "geometry")

_SEEDS = 8
_STRAIGHT_M = 1e-6
_JOINED_M = 0.01
"""Pieces of a boundary whose ends lie within a centimetre are one line."""

_FACING = np.cos(np.radians(50))
"""Edges face the same way when their normals differ by no more than 50 degrees: not 45, which
is how corners are cut off, so that rounding never decides."""


def plot_edges(
    plots: gpd.GeoDataFrame, around: Surroundings, reach_m: float
) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Return the edges of every plot, and what lies beyond them.

    A piece of boundary that sees a road is ``road``. The road side that is longest, with all
    that faces the same way, is the plot's front; what faces the opposite way is ``rear``, the
    rest ``side``, whatever lies there but a road: another plot, water, green. Where nothing is
    known to lie, and all that is no road of a plot without a road side, is ``unknown``.

    Parameters
    ----------
    plots
        (n,) `plot_id` and whole polygons in EPSG:28992.
    around
        What `surroundings.surroundings` returned.
    reach_m
        `study.Thresholds.road_reach_m`.

    Returns
    -------
    edges : geopandas.GeoDataFrame
        (k,) `EDGE_COLUMNS`, one row per plot and edge that occurs, in order of plot and
        `EDGES`; lines in EPSG:28992, m.
    beyond : pandas.DataFrame
        (n,) longest unbroken length, m, that sees ``road`` and ``nothing``; index 0 … n−1.
    """
    parts = outward(plots.geometry, around, reach_m)
    front = _front(parts, len(plots))
    facing = (parts[["nx", "ny"]].to_numpy() * front[parts["plot"]]).sum(axis=1)
    beyond = parts["beyond"].to_numpy()
    edge = np.select(
        [beyond == "road", (beyond == "nothing") | np.isnan(facing), facing <= -_FACING],
        ["road", "unknown", "rear"],
        default="side",
    )
    edges = _lines(parts, pd.Series(edge), EDGES)
    ids = plots["plot_id"].to_numpy()[edges["plot"]]
    table = edges.assign(plot_id=ids).rename(columns={"kind": "edge"})[list(EDGE_COLUMNS)]
    table = table.astype({"plot_id": "str", "edge": "str"})
    return gpd.GeoDataFrame(table, crs=plots.crs), _longest(parts, len(plots))


def empty_edges() -> gpd.GeoDataFrame:
    """Return the table of edges without rows."""
    texts = {name: pd.Series(dtype="str") for name in ("plot_id", "edge")}
    return gpd.GeoDataFrame(
        {**texts, "length_m": pd.Series(dtype="float64")}, geometry=gpd.GeoSeries([], crs=RD)
    )


def road_access(beyond: pd.DataFrame, least_m: float) -> pd.Series:
    """Return whether a road touches each plot over some length.

    Parameters
    ----------
    beyond
        (n,) what `plot_edges` returned.
    least_m
        `study.Thresholds.road_access_min_m`: the width of an entrance.

    Returns
    -------
    road_access : pandas.Series
        (n,) boolean; null where no road is seen, but over that length nothing is known.
    """
    enough = beyond["road"] >= least_m - 1e-6
    unknown = ~enough & (beyond["nothing"] >= least_m - 1e-6)
    return enough.astype("boolean").mask(unknown).rename("road_access")


def _front(parts: pd.DataFrame, count: int) -> np.ndarray:
    """Return the direction each plot fronts: a unit vector, NaN without a road side."""
    roads = parts[parts["beyond"] == "road"]
    plot, length = roads["plot"].to_numpy(), roads["length_m"].to_numpy()
    out = roads[["nx", "ny"]].to_numpy()
    order = np.lexsort((-length, plot))
    rank = pd.Series(plot[order]).groupby(plot[order]).cumcount().to_numpy()
    best, front = np.zeros(count), np.full((count, 2), np.nan)
    for seed in range(_SEEDS):
        at = order[rank == seed]
        way = np.full((count, 2), np.nan)
        way[plot[at]] = out[at]
        alike = (out * way[plot]).sum(axis=1) >= _FACING
        weight = np.where(alike, length, 0.0)
        total = np.bincount(plot, weights=weight, minlength=count)
        longer = total > best * (1 + 1e-9)
        best[longer] = total[longer]
        for axis in (0, 1):
            sums = np.bincount(plot, weights=weight * out[:, axis], minlength=count)
            front[longer, axis] = sums[longer]
    norm = np.hypot(front[:, 0], front[:, 1])
    return np.asarray(front / norm[:, np.newaxis])


def _lines(parts: pd.DataFrame, kind: pd.Series, order: tuple[str, ...]) -> pd.DataFrame:
    """Return the pieces of each plot and kind as one line: `plot`, `kind`, `length_m`."""
    runs = _runs(parts, kind)
    key = runs["plot"].to_numpy() * len(order) + pd.Index(order).get_indexer(pd.Index(runs["kind"]))
    sort = np.argsort(key, kind="stable")
    keys, at, many = np.unique(key[sort], return_inverse=True, return_counts=True)
    lines = runs["geometry"].to_numpy(dtype="object")[sort]
    whole = np.asarray(shapely.multilinestrings(lines, indices=at), dtype="object")
    whole[many == 1] = lines[(many == 1)[at]]
    return pd.DataFrame(
        {
            "plot": keys // len(order),
            "kind": np.array(order, dtype="object")[keys % len(order)],
            "length_m": shapely.length(whole),
            "geometry": whole,
        }
    )


def _runs(parts: pd.DataFrame, kind: pd.Series) -> pd.DataFrame:
    """Return the unbroken lines of one kind: `plot`, `kind`, geometry.

    Pieces follow each other along a ring, the last one goes on in the first. Where one ends and
    the next begins differs in the last digits, so that within `_JOINED_M` they are joined.
    """
    ring, what = parts["ring"].to_numpy(), kind.to_numpy(dtype="object")
    start = parts[["x", "y"]].to_numpy()
    end = start + parts[["dx", "dy"]].to_numpy()
    place = np.arange(len(parts))
    first = np.searchsorted(ring, ring)
    before = np.where(place == first, np.searchsorted(ring, ring, side="right") - 1, place - 1)
    apart = np.hypot(*(start - end[before]).T) > _JOINED_M
    begins = (what != what[before]) | apart | (before == place)
    run = np.cumsum(begins | (place == first)) - 1
    # A run that goes on over the beginning of its ring: its last pieces come before its first.
    over = np.isin(run, run[(place == first) & ~begins])
    over &= np.isin(ring, ring[begins])
    last = run[before[first]]
    position = np.where(over, place + len(place), place)
    run = np.where(over, last, run)
    sort = np.lexsort((position, run))
    final = np.append(run[sort][1:] != run[sort][:-1], np.ones(min(len(sort), 1), "bool"))
    points = np.repeat(start[sort], 1 + final, axis=0)
    points[np.flatnonzero(final) + np.arange(1, final.sum() + 1)] = end[sort][final]
    lines = shapely.linestrings(points, indices=np.repeat(np.cumsum(final) - final, 1 + final))
    heads = sort[np.roll(final, 1)]
    lines = shapely.simplify(lines, _STRAIGHT_M)  # the points where it was cut
    plot = parts["plot"].to_numpy()[heads]
    return pd.DataFrame({"plot": plot, "kind": what[heads], "geometry": lines})


def _longest(parts: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return the longest unbroken line of each plot that sees a road, and that sees nothing."""
    kinds = ("road", "land", "nothing")
    runs = _runs(parts, parts["beyond"])
    runs = runs.assign(longest=shapely.length(runs["geometry"].to_numpy(dtype="object")))
    table = runs.pivot_table(index="plot", columns="kind", values="longest", aggfunc="max")
    return table.reindex(index=range(count), columns=list(kinds)).fillna(0.0)
