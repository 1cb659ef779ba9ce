"""Terrains in batches, so that memory follows the batch and not the country.

Terrains whose plots lie within reach of each other stay together: what one of them needs to
know of another's plots is then always in the same batch, and the size of the batches changes
no figure (a law in the tests).
"""

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.measure.parcels import plot_ids
from geo_ser.measure.plots import Cadastre
from geo_ser.tables import hilbert_order

__all__ = ["AT_ONCE", "terrain_batches"]

AT_ONCE = 50
"""Terrains that are measured together; peak memory was measured with this number
(docs/performance.md)."""

Ints = npt.NDArray[np.int64]


def terrain_batches(
    terrains: gpd.GeoDataFrame, given: Cadastre | None, reach_m: float, at_once: int = AT_ONCE
) -> list[Ints]:
    """Return the positions of the terrains of each batch, neighbours together.

    Parameters
    ----------
    terrains
        (n,) polygons in EPSG:28992.
    given
        What `plots.cadastre` returned for them; None without parcels.
    reach_m
        How far from a plot anything is looked at.
    at_once
        Terrains in a batch; more only where so many belong together.

    Returns
    -------
    batches : list of numpy.ndarray
        Each position 0 … n−1 once, ascending in a batch; one empty batch without terrains.
    """
    boxes = _extents(terrains, given)
    group = _together(boxes + np.array([-1.0, -1.0, 1.0, 1.0]) * reach_m)
    place = pd.DataFrame({"row": np.arange(len(terrains)), "group": group})
    order = hilbert_order(gpd.GeoDataFrame(place, geometry=shapely.box(*boxes.T)), "row")
    groups = [rows.to_numpy() for _, rows in order.groupby("group", sort=False)["row"]]
    batches = [np.array([], dtype="int64")]
    for rows in groups:
        if len(batches[-1]) and len(batches[-1]) + len(rows) > at_once:
            batches.append(rows)
        else:
            batches[-1] = np.append(batches[-1], rows)
    return [np.sort(rows) for rows in batches]


def _extents(terrains: gpd.GeoDataFrame, given: Cadastre | None) -> npt.NDArray[np.float64]:
    """Return the box of each terrain with every plot that touches it."""
    own = pd.DataFrame(shapely.bounds(terrains.geometry.to_numpy()))
    if given is None:
        return own.to_numpy()
    parcels = pd.DataFrame(shapely.bounds(given.parcels.geometry.to_numpy()))
    plots = parcels.groupby(given.plot.to_numpy())
    whole = pd.concat([plots[[0, 1]].transform("min"), plots[[2, 3]].transform("max")], axis=1)
    touched = whole.iloc[given.touching["parcel"]].groupby(given.touching["terrain"].to_numpy())
    held = pd.concat([touched[[0, 1]].min(), touched[[2, 3]].max()], axis=1).reindex(own.index)
    low = np.fmin(own[[0, 1]].to_numpy(), held[[0, 1]].to_numpy())
    high = np.fmax(own[[2, 3]].to_numpy(), held[[2, 3]].to_numpy())
    return np.hstack([low, high])


def _together(boxes: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return the group of each box: boxes that meet are in one group, however long the chain."""
    shapes = shapely.box(*boxes.T)
    one, other = shapely.STRtree(shapes).query(shapes)
    pairs = pd.DataFrame({"building": np.arange(len(one)), "share": 1.0})
    pairs = pd.concat([pairs.assign(parcel=one), pairs.assign(parcel=other)])
    return plot_ids(pd.Series(np.arange(len(boxes))), pairs, 1.0).to_numpy()
