"""What lies on the ground: cover per class, each place counted once, overlap shown apart."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.geometry.cuts import NOISE_M2, difference, united
from geo_ser.geometry.overlay import covered_by_earlier, pieces, shares
from geo_ser.measure.measured import Measured
from geo_ser.measure.reliability import INCOMPLETE_SHARE
from geo_ser.tables import INDICATORS

__all__ = [
    "COVERS",
    "PUBLIC_COVERS",
    "Ground",
    "Laid",
    "cover_areas",
    "ground",
    "laid_on_terrains",
    "terrain_cover",
]

COVERS = tuple(
    column.name.removeprefix("cover_").removesuffix("_m2")
    for column in INDICATORS["terrains"]
    if column.name.startswith("cover_")
)
"""The classes of cover (design §4)."""

PUBLIC_COVERS = ("road", "rail", "water", "green")
"""What marks land as public where it covers most of a parcel; grass (`field`) does not."""


@dataclass(frozen=True)
class Ground:
    """The surfaces, and which of their land an earlier surface already covers."""

    surfaces: gpd.GeoDataFrame
    """(n,) `cover` and polygons, in order of `surface_id`, index 0 … n−1."""

    overlaps: gpd.GeoSeries
    """(k,) the part of a surface that one with a lower id covers; index: its position."""

    land: gpd.GeoSeries
    """(n,) each surface without its overlap: these share no land."""


@dataclass(frozen=True)
class Laid:
    """The surfaces laid over the terrains."""

    shares: pd.DataFrame
    """`overlay.shares` of terrains (`area`) and surfaces (`shape`), overlap included."""

    doubled: gpd.GeoDataFrame
    """`overlay.pieces` of the overlaps; `shape` is the surface's position."""

    cover: pd.DataFrame
    """(terrains, `COVERS`) m² of each class, overlap included."""

    once: pd.DataFrame
    """The same without overlap: the union of all cover."""


def ground(
    surfaces: gpd.GeoDataFrame, near: gpd.GeoSeries, overlaps: gpd.GeoDataFrame | None = None
) -> Ground:
    """Return the surfaces near some areas, with the land that is covered twice.

    Parameters
    ----------
    surfaces
        (n,) `surface_id`, `cover` and valid polygons in EPSG:28992, in order of `surface_id`.
    near
        The areas that will be looked at; surfaces whose box touches none of them are left out.
    overlaps
        What `layers` wrote as `surface_overlaps`: `surface_id` and the part of that surface
        which one with a lower id already covers. Worked out here when it is None.
    """
    if len(near) and len(surfaces):
        surfaces = surfaces.iloc[np.unique(surfaces.sindex.query(near)[1])]
    surfaces = surfaces.reset_index(drop=True)
    if overlaps is None:
        doubled = covered_by_earlier(surfaces.geometry)
    else:
        doubled = _given_overlaps(surfaces, overlaps)
    land = surfaces.geometry.to_numpy().copy()
    land[doubled.index] = difference(land[doubled.index], doubled.to_numpy())
    return Ground(surfaces, doubled, gpd.GeoSeries(land, crs=surfaces.crs))


def cover_areas(fragments: pd.DataFrame, cover: pd.Series, count: int) -> pd.DataFrame:
    """Return the area of each class of cover in each area.

    Parameters
    ----------
    fragments
        What `overlay.shares` returned for areas and surfaces.
    cover
        (n,) the class of each surface.
    count
        The number of areas.

    Returns
    -------
    areas : pandas.DataFrame
        (count, `COVERS`) float64, m², 0 where a class does not occur; index 0 … count−1.
    """
    codes = pd.Index(COVERS).get_indexer(pd.Index(cover))[fragments["shape"].to_numpy()]
    cells = fragments["area"].to_numpy() * len(COVERS) + codes
    areas = fragments["area_m2"].to_numpy()
    sums = np.bincount(cells, weights=areas, minlength=count * len(COVERS))
    return pd.DataFrame(sums.reshape(count, len(COVERS)), columns=list(COVERS))


def laid_on_terrains(terrains: gpd.GeoDataFrame, laid: Ground) -> Laid:
    """Return how the surfaces lie over the terrains, and the areas of each class there."""
    inside = shares(terrains.geometry, laid.surfaces.geometry)
    doubled = pieces(terrains.geometry, laid.overlaps)
    doubled["shape"] = laid.overlaps.index.to_numpy()[doubled["shape"]]
    kinds = laid.surfaces["cover"]
    cover = cover_areas(inside, kinds, len(terrains))
    twice = cover_areas(doubled, kinds, len(terrains))
    return Laid(inside, doubled, cover, (cover - twice).clip(lower=0.0))


def terrain_cover(laid: Laid, gross_m2: pd.Series) -> Measured:
    """Return the cover of each terrain, what nothing covers and what is covered twice.

    Parameters
    ----------
    laid
        What `laid_on_terrains` returned.
    gross_m2
        (n,) the terrains' gross area, index `terrain_id`.

    Returns
    -------
    measured : Measured
        (n,) `cover_{class}_m2` (overlap included), `uncovered_m2`, `overlap_m2` and
        `net_area_by_cover_m2`; gross = Σ cover + uncovered − overlap. Never null.
    """
    cover, once = (table.set_axis(gross_m2.index) for table in (laid.cover, laid.once))
    values = cover.rename(columns={name: f"cover_{name}_m2" for name in COVERS})
    values["overlap_m2"] = (cover.sum(axis=1) - once.sum(axis=1)).clip(lower=0.0)
    values["uncovered_m2"] = _rest(gross_m2 - once.sum(axis=1))
    values["net_area_by_cover_m2"] = _rest(gross_m2 - once[list(PUBLIC_COVERS)].sum(axis=1))
    amiss = values["uncovered_m2"] + values["overlap_m2"]
    return Measured(
        values,
        methods={
            **dict.fromkeys(map(str, values), "clipped_surfaces"),
            "overlap_m2": "surfaces_on_surfaces",
            "uncovered_m2": "gross_less_cover",
            "net_area_by_cover_m2": "gross_less_public_cover",
        },
        incomplete=amiss > INCOMPLETE_SHARE * gross_m2,
    )


def _rest(area: pd.Series) -> pd.Series:
    """Return what is left of an area; the rounding of a sum of cuts is no land."""
    return area.where(area > NOISE_M2, 0.0)


def _given_overlaps(surfaces: gpd.GeoDataFrame, overlaps: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return the overlaps that `layers` found, by the position of their surface."""
    at = pd.Index(surfaces["surface_id"]).get_indexer(
        pd.Index(overlaps["surface_id"].astype("str"))
    )
    shapes = overlaps.geometry.to_numpy()[at >= 0]
    at = at[at >= 0]
    if len(np.unique(at)) < len(at):
        order = np.argsort(at, kind="stable")
        at, row = np.unique(at[order], return_inverse=True)
        shapes = united(shapes[order], row, len(at))
    return gpd.GeoSeries(shapes, index=at, crs=surfaces.crs).sort_index()
