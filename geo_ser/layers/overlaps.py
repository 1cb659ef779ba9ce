"""Land that two surfaces both claim: a property of the layer, worked out once (design §4)."""

from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.geometry.cuts import intersection, union
from geo_ser.layers.packed import PackedTable
from geo_ser.tables import RD

__all__ = ["MIN_OVERLAP_M2", "surface_overlaps"]

MIN_OVERLAP_M2 = 1e-6
"""Smaller slivers come from rounding of coordinates and are no land."""

_AT_ONCE = 10_000
"""Surfaces that are tested together. GEOS prepares them for it, some 14 kB each: 350 000 of them
took 4.6 GB (docs/performance.md)."""

_INSIDES_MEET = "T********"
"""The DE-9IM pattern of two surfaces that share land; neighbours that only touch do not."""

_NOTHING = pd.DataFrame({"lower": [], "higher": [], "geometry": []}).astype(
    {"lower": "int64", "higher": "int64", "geometry": "object"}
)

Geometries = npt.NDArray[np.object_]
Rows = npt.NDArray[np.int64]
Bounds = npt.NDArray[np.float64]


def surface_overlaps(surfaces: PackedTable) -> gpd.GeoDataFrame:
    """Return the part of each surface that is already covered by one with a lower id.

    Then Σ area − Σ area of these parts is the area of the union, three deep and more included.

    Parameters
    ----------
    surfaces
        (n,) valid polygons in EPSG:28992 with a unique `surface_id`; ids compare as text. In
        Hilbert order few are unpacked more than twice; any other order gives the same.

    Returns
    -------
    overlaps : geopandas.GeoDataFrame
        (m,) `surface_id` and the doubly covered part (polygons, EPSG:28992), by id; a surface
        that shares no land has no row.
    """
    ids = surfaces.attributes["surface_id"].reset_index(drop=True)
    by_id = ids.sort_values().index.to_numpy()
    rank = np.empty(len(ids), dtype="int64")
    rank[by_id] = np.arange(len(ids))
    land = _Land(surfaces, surfaces.bounds, rank)
    shared = [part for rows in _stretches(land.bounds) for part in _shared(land, *rows)]
    rows = pd.concat([_NOTHING, *shared]).sort_values(["higher", "lower"])
    parts = [
        shapely.normalize(union(same.to_numpy()))
        for _, same in rows.groupby("higher", sort=True)["geometry"]
    ]
    doubled = ids.iloc[by_id[rows["higher"].unique()]].reset_index(drop=True)
    return gpd.GeoDataFrame({"surface_id": doubled}, geometry=parts, crs=RD)


@dataclass(frozen=True)
class _Land:
    """Surfaces with the box of each row, and the rank of its id."""

    surfaces: PackedTable
    bounds: Bounds
    rank: Rows


def _stretches(bounds: Bounds) -> Iterator[tuple[Rows, Rows]]:
    """Give rows that follow each other, so many at a time, and those after them that may meet them.

    So every pair is met once. Of stretches that lie apart no row is looked at.
    """
    starts = range(0, len(bounds), _AT_ONCE)
    every = [np.arange(start, min(start + _AT_ONCE, len(bounds))) for start in starts]
    around = np.array([_around(bounds[rows]) for rows in every])
    for number, own in enumerate(every):
        after = np.flatnonzero(_meet(around[number + 1 :], around[number])) + number + 1
        later = np.concatenate([own[:0], *(every[one] for one in after)])
        yield own, later[_meet(bounds[later], around[number])]


def _around(bounds: Bounds) -> Bounds:
    """Return the box around boxes."""
    return np.concatenate([bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)])


def _meet(bounds: Bounds, box: Bounds) -> npt.NDArray[np.bool_]:
    """Return which boxes meet one box."""
    meets = (bounds[:, :2] <= box[2:]).all(axis=1) & (bounds[:, 2:] >= box[:2]).all(axis=1)
    return np.asarray(meets, dtype="bool")


def _shared(land: _Land, own: Rows, later: Rows) -> Iterator[pd.DataFrame]:
    """Give the land that rows share with each other, and then with rows after them."""
    shapes = land.surfaces.geometry(own)
    shapely.prepare(shapes)
    tree = shapely.STRtree(shapes)
    second, first = tree.query(shapes)
    once = first < second
    first, second = first[once], second[once]
    yield _shared_by_pairs(land, own[first], shapes[first], own[second], shapes[second])
    for some in np.array_split(later, len(later) // _AT_ONCE + 1):
        second, first = tree.query(shapely.box(*land.bounds[some].T))
        near, second = np.unique(second, return_inverse=True)
        others = land.surfaces.geometry(some[near])
        rows = some[near][second]
        yield _shared_by_pairs(land, own[first], shapes[first], rows, others[second])


def _shared_by_pairs(
    land: _Land, rows: Rows, shapes: Geometries, others: Rows, other_shapes: Geometries
) -> pd.DataFrame:
    """Return what the two rows of each pair share, where it is land: rank of both, and shape."""
    kept = shapely.relate_pattern(shapes, other_shapes, _INSIDES_MEET)
    rows, shapes, others, other_shapes = (
        every[kept] for every in (rows, shapes, others, other_shapes)
    )
    rank, other_rank = land.rank[rows], land.rank[others]
    first_is_lower = rank < other_rank
    lower = np.where(first_is_lower, shapes, other_shapes)
    higher = np.where(first_is_lower, other_shapes, shapes)
    found = pd.DataFrame(
        {
            "lower": np.minimum(rank, other_rank),
            "higher": np.maximum(rank, other_rank),
            "geometry": intersection(lower, higher),
        }
    )
    enough = shapely.area(found["geometry"].to_numpy()) > MIN_OVERLAP_M2
    return pd.DataFrame(found[enough])
