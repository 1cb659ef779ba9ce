"""Where on a plot cars may stand, as far as surfaces tell."""

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geo_ser.geometry.cuts import NOISE_M2, Shapes, intersection, united
from geo_ser.geometry.shared_area import shared_area_m2

__all__ = ["parking_m2"]

_PAVED = ("parking", "paved")
_NO_CARS = ("road", "rail", "green", "field", "water")
"""Cover on which a firm does not park; on its yard, on bare land and where nothing is mapped it
may."""


def parking_m2(
    rows: gpd.GeoDataFrame, built: Shapes, surfaces: gpd.GeoDataFrame | None
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Return the open land of each plot on which cars may stand, and whether surfaces show it.

    Parameters
    ----------
    rows
        (n,) plots, with `area_in_terrain_m2`.
    built
        (n,) the buildings on each.
    surfaces
        The clean surfaces, or None.

    Returns
    -------
    area, shown : numpy.ndarray
        (n,) m²: what surfaces show as parking or paved; where they show none, what they do not
        show as something else; NaN without surfaces. (n,) whether they show any.
    """
    if surfaces is None or "cover" not in surfaces:
        return np.full(len(rows), np.nan), np.zeros(len(rows), dtype="bool")
    paved = _less_built(_covered(rows, surfaces, _PAVED), built)
    taken = _less_built(_covered(rows, surfaces, _NO_CARS), built) + shapely.area(built)
    shown = paved > NOISE_M2
    other = rows["area_in_terrain_m2"].to_numpy() - taken
    other = np.where(other > NOISE_M2, other, 0.0)
    return np.where(shown, paved, other), np.asarray(shown)


def _less_built(land: Shapes, built: Shapes) -> npt.NDArray[np.float64]:
    """Return the area of land on which no building of its row stands, m²."""
    row = np.arange(len(land))
    return np.asarray(shapely.area(land) - shared_area_m2(land, built, row, row))


def _covered(rows: gpd.GeoDataFrame, surfaces: gpd.GeoDataFrame, covers: tuple[str, ...]) -> Shapes:
    """Return the land of each row that some covers take, each place once."""
    ours = surfaces[surfaces["cover"].isin(covers)]
    row, surface = ours.sindex.query(rows.geometry, predicate="intersects", sort=True)
    cut = intersection(rows.geometry.to_numpy()[row], ours.geometry.to_numpy()[surface])
    return united(cut, row.astype("int64"), len(rows))
