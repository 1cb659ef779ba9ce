"""Coverage: the land under buildings, counted once, and its share of a plot or terrain."""

from typing import TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_ser.geometry.cuts import NOISE_M2
from geo_ser.geometry.overlay import pieces, shares, without_earlier
from geo_ser.geometry.shared_area import shared_area_m2
from geo_ser.measure.measured import Measured
from geo_ser.tables import require_area_crs, require_positive_area

__all__ = [
    "building_land",
    "building_parts",
    "building_shares",
    "coverage",
    "footprint_m2",
    "terrain_coverage",
]

_Parts = TypeVar("_Parts", bound=pd.DataFrame)


def footprint_m2(plots: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame) -> pd.Series:
    """Return the built area of each plot: the union of the footprints, clipped to the plot.

    Parameters
    ----------
    plots
        (n,) polygons in EPSG:28992: plots, terrains, any areas.
    buildings
        (m,) footprints in EPSG:28992; m may be 0. Pass only those that stand.

    Returns
    -------
    footprint_m2 : pandas.Series
        (n,) float64, m², index of `plots`, never NaN. Land under several buildings counts once.

    Raises
    ------
    CrsError
        If a table is not in EPSG:28992.
    """
    require_area_crs(plots=plots, buildings=buildings)
    parts = shares(plots.geometry, without_earlier(buildings.geometry))
    built = parts.groupby("area")["area_m2"].sum().reindex(range(len(plots)), fill_value=0.0)
    return pd.Series(built.to_numpy(), index=plots.index, name="footprint_m2", dtype="float64")


def coverage(plots: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame) -> pd.Series:
    r"""Return the share of each plot that is covered by buildings.

    Overlapping footprints count once; the part of a building outside the plot does not count.
    Dutch: bebouwingspercentage, as a fraction.

    .. math:: c_i = A(P_i \cap \textstyle\bigcup_j B_j) / A(P_i)

    Parameters
    ----------
    plots
        (n,) polygons in EPSG:28992, unique index, each with an area above 0 m².
    buildings
        (m,) footprints in EPSG:28992; m may be 0. Pass only those that stand.

    Returns
    -------
    coverage : pandas.Series
        (n,) float64 in [0, 1], m²/m², index of `plots`, never NaN.

    Raises
    ------
    CrsError
        If a table is not in EPSG:28992.
    TableError
        If a plot has no area.

    Notes
    -----
    Source: ground space index (GSI), Berghauser Pont & Haupt, *Spacematrix* (2010). Gross or
    net depends on the plots passed in, not on this function.

    Examples
    --------
    >>> from shapely import box
    >>> plots = gpd.GeoDataFrame(geometry=[box(0, 0, 10, 10)], crs=28992)
    >>> sheds = gpd.GeoDataFrame(geometry=[box(0, 0, 5, 4)], crs=28992)
    >>> coverage(plots, sheds).to_list()
    [0.2]
    """
    require_area_crs(plots=plots, buildings=buildings)
    require_positive_area(plots=plots)
    return _share(footprint_m2(plots, buildings), plots.geometry.area).rename("coverage")


def building_land(buildings: gpd.GeoDataFrame, standing: pd.Series) -> gpd.GeoSeries:
    """Return the land each building holds: its footprint without that of earlier buildings.

    No land is held twice, so its areas may be summed. Only standing buildings hold any.

    Parameters
    ----------
    buildings
        (n,) footprints in EPSG:28992, in order of `building_id`.
    standing
        (n,) bool, index of `buildings`.

    Returns
    -------
    land : geopandas.GeoSeries
        (n,) index of `buildings`; an empty polygon where a building holds none.
    """
    land = np.full(len(buildings), shapely.Polygon(), dtype="object")
    rows = standing.to_numpy(dtype="bool")
    land[rows] = without_earlier(buildings.geometry[rows]).to_numpy()
    return gpd.GeoSeries(land, index=buildings.index, crs=buildings.crs)


def building_parts(
    terrains: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame, land: gpd.GeoSeries
) -> gpd.GeoDataFrame:
    """Return the part of each building that lies in each terrain.

    Parameters
    ----------
    terrains, buildings
        (n,) and (m,) polygons in EPSG:28992.
    land
        (m,) what `building_land` returned for the buildings.

    Returns
    -------
    parts : geopandas.GeoDataFrame
        (k,) `terrain` and `building` (positions), `geometry` (clipped), `footprint_m2` (its
        area, overlap included), `land_m2` (overlap once), and `share`: the part of the
        building's floor area that lies in the terrain, by land, or by footprint where other
        buildings hold all its land.
    """
    parts = pieces(terrains.geometry, buildings.geometry)
    return _held(parts, terrains.geometry, buildings, land)


def building_shares(
    areas: gpd.GeoSeries, buildings: gpd.GeoDataFrame, land: gpd.GeoSeries
) -> pd.DataFrame:
    """Return what `building_parts` returns, for any areas, without the geometry."""
    return _held(shares(areas, buildings.geometry), areas, buildings, land)


def _held(
    parts: _Parts, areas: gpd.GeoSeries, buildings: gpd.GeoDataFrame, land: gpd.GeoSeries
) -> _Parts:
    """Return parts of buildings with the land and the share of its building that each holds."""
    names = {"area": "terrain", "shape": "building", "area_m2": "footprint_m2"}
    parts = parts.rename(columns=names)
    area, at = parts["terrain"].to_numpy(), parts["building"].to_numpy()
    footprint = parts["footprint_m2"].to_numpy()
    own, holds = (shapely.area(shapes.to_numpy()[at]) for shapes in (buildings.geometry, land))
    cut = holds < own
    held = footprint.copy()
    held[cut] = shared_area_m2(areas.to_numpy(), land.to_numpy(), area[cut], at[cut])
    parts["land_m2"] = held
    by_land = holds > NOISE_M2 * np.maximum(own, 1.0)
    share = np.where(by_land, held, footprint) / np.where(by_land, holds, own)
    parts["share"] = np.minimum(share, 1.0)
    return parts


def terrain_coverage(parts: pd.DataFrame, gross_m2: pd.Series) -> Measured:
    """Return the built area of each terrain and its share of the gross area.

    Parameters
    ----------
    parts
        What `building_parts` returned.
    gross_m2
        (n,) `gross.gross_area_m2` of the terrains, index `terrain_id`.

    Returns
    -------
    measured : Measured
        (n,) `footprint_m2` and `gsi_gross`; 0 where nothing stands, never null.
    """
    built = parts["land_m2"].groupby(gross_m2.index.to_numpy()[parts["terrain"]]).sum()
    footprint = built.reindex(gross_m2.index, fill_value=0.0)
    return Measured(
        pd.DataFrame({"footprint_m2": footprint, "gsi_gross": _share(footprint, gross_m2)}),
        methods={
            "footprint_m2": "union_of_clipped_footprints",
            "gsi_gross": "footprint_over_gross_area",
        },
    )


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Return part / whole; a union of pieces may exceed its plot by the rounding of its cuts."""
    return (part / whole).clip(upper=1.0)
