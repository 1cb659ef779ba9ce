"""How densely plots, terrains or any areas are built: coverage, floor area and their ratios."""

from collections.abc import Callable
from typing import Any, TypeVar, overload

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser import measure
from geo_ser.api.engine import Bound, Status, measured, row_ids, standing
from geo_ser.measure import ratios
from geo_ser.study import Thresholds

__all__ = ["coverage", "floor_area", "footprint_area", "fsi", "mean_storeys", "mxi", "osr"]

Amount = TypeVar("Amount", float, pd.Series)
"""A number, or one for each row."""


def footprint_area(
    plots: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame, *, status: Status = "standing"
) -> pd.Series:
    """Return the built area of each plot: the union of the footprints, clipped to the plot.

    Parameters
    ----------
    plots
        (n,) valid polygons in EPSG:28992: plots, terrains, any areas.
    buildings
        (m,) valid footprints in EPSG:28992; `status` (BAG) optional.
    status
        ``standing`` leaves out the buildings that do not stand by their status; ``all`` does not.

    Returns
    -------
    footprint_area : pandas.Series
        (n,) float64, m², index of `plots`, never null. Land under several buildings counts once.

    Raises
    ------
    CrsError
        If a table is not in EPSG:28992.
    TableError
        If a row has no valid polygon.

    Examples
    --------
    >>> from shapely import box
    >>> plots = gpd.GeoDataFrame(geometry=[box(0, 0, 10, 10)], crs=28992)
    >>> sheds = gpd.GeoDataFrame(geometry=[box(0, 0, 5, 4), box(0, 0, 5, 4)], crs=28992)
    >>> footprint_area(plots, sheds).to_list()
    [20.0]
    """
    return measure.footprint_m2(plots, standing(buildings, status)).rename("footprint_area")


def coverage(
    plots: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame, *, status: Status = "standing"
) -> pd.Series:
    """Return the share of each plot that is covered by buildings (bebouwingspercentage).

    The ground space index (GSI) of *Spacematrix* (Berghauser Pont & Haupt, 2010).

    Parameters
    ----------
    plots
        (n,) valid polygons in EPSG:28992, each with an area above 0 m².
    buildings
        (m,) valid footprints in EPSG:28992; `status` (BAG) optional.
    status
        ``standing`` leaves out the buildings that do not stand by their status; ``all`` does not.

    Returns
    -------
    coverage : pandas.Series
        (n,) float64 in [0, 1], index of `plots`, never null.

    Raises
    ------
    CrsError
        If a table is not in EPSG:28992.
    TableError
        If a row has no valid polygon, or a plot no area.

    Examples
    --------
    >>> from shapely import box
    >>> plots = gpd.GeoDataFrame(geometry=[box(0, 0, 10, 10)], crs=28992)
    >>> sheds = gpd.GeoDataFrame(
    ...     {"status": ["Pand in gebruik", "Pand gesloopt"]},
    ...     geometry=[box(0, 0, 5, 4), box(5, 5, 10, 10)], crs=28992,
    ... )
    >>> coverage(plots, sheds).to_list(), coverage(plots, sheds, status="all").to_list()
    ([0.2], [0.45])
    """
    return measure.coverage(plots, standing(buildings, status))


def floor_area(
    plots: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame,
    units: gpd.GeoDataFrame | None = None,
    *,
    bound: Bound = "value",
    thresholds: Thresholds | None = None,
) -> pd.Series:
    """Return the gross floor area (bvo) of each plot.

    A building's floor area is that of its units in use (`status`, BAG); it is divided over the
    plots by the land it holds on each. See docs/indicators.md for what counts without units.

    Parameters
    ----------
    plots
        (n,) valid polygons in EPSG:28992: plots, terrains, any areas.
    buildings
        (m,) valid footprints in EPSG:28992; optional `building_id`, `status`, `storeys`,
        `height_m`, `unit_count`, `unit_area_min_m2`, `unit_area_max_m2`.
    units
        (k,) points in EPSG:28992 with `floor_area_m2`; optional `building_ids` (lists), `uses`
        (lists), `status`. None: unknown, so that floor area has bounds only.
    bound
        ``value``, or the lower or upper bound.
    thresholds
        Parameters such as `gbo_to_gfa`; None: the defaults of a study.

    Returns
    -------
    floor_area : pandas.Series
        (n,) float64, m², index of `plots`. Null where too much is unknown (`value`), or where
        nothing bounds it (`high`).

    Raises
    ------
    CrsError
        If a table is not in EPSG:28992.
    TableError
        If a row has no valid polygon, or a column is lacking.

    Examples
    --------
    >>> from shapely import Point, box
    >>> plots = gpd.GeoDataFrame(geometry=[box(0, 0, 50, 50)], crs=28992)
    >>> hall = gpd.GeoDataFrame({"building_id": ["H"]}, geometry=[box(0, 0, 20, 20)], crs=28992)
    >>> units = gpd.GeoDataFrame(
    ...     {"floor_area_m2": [750.0], "building_ids": [["H"]]}, geometry=[Point(5, 5)], crs=28992
    ... )
    >>> floor_area(plots, hall, units).to_list()
    [750.0]
    >>> floor_area(plots, hall).isna().to_list(), floor_area(plots, hall, bound="low").to_list()
    ([True], [400.0])
    """
    table = _density(plots, buildings, units, thresholds)
    column = "gfa_m2" if bound == "value" else f"gfa_{bound}_m2"
    return table[column].astype("float64").rename("floor_area")


@overload
def fsi(gfa_m2: float, area_m2: float, /) -> float: ...
@overload
def fsi(gfa_m2: pd.Series, area_m2: pd.Series, /) -> pd.Series: ...
@overload
def fsi(
    plots: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame,
    units: gpd.GeoDataFrame | None = None,
    /,
    *,
    thresholds: Thresholds | None = None,
) -> pd.Series: ...
def fsi(
    first: Any,
    second: Any,
    units: gpd.GeoDataFrame | None = None,
    /,
    *,
    thresholds: Thresholds | None = None,
) -> Any:
    """Return the floor space index: floor area per area of land.

    The FSI of *Spacematrix* (Berghauser Pont & Haupt, 2010); gross or net as the land passed in.

    Parameters
    ----------
    first, second
        Floor area and land in m², as numbers or as Series of one index; or plots and buildings,
        as in `floor_area`.
    units, thresholds
        With plots and buildings, as in `floor_area`.

    Returns
    -------
    fsi : float or pandas.Series
        ≥ 0, m²/m²; null (NaN) without land, or where the floor area is unknown.

    Examples
    --------
    >>> fsi(100, 200)
    0.5
    """
    if isinstance(first, gpd.GeoDataFrame):
        table = _density(first, second, units, thresholds)
        return table["fsi_gross"].astype("float64").rename("fsi")
    return _ratio(ratios.fsi, first, second)


def osr(gsi: Amount, fsi: Amount) -> Amount:
    """Return the open space ratio: unbuilt land per m² of floor, (1 − GSI) / FSI (*Spacematrix*).

    Parameters
    ----------
    gsi, fsi
        Coverage and floor space index, as numbers or as Series of one index.

    Returns
    -------
    osr : float or pandas.Series
        ≥ 0, m²/m²; null where there is no floor area.

    Examples
    --------
    >>> round(osr(0.2, 0.6), 3)
    1.333
    """
    ratio: Amount = _ratio(ratios.osr, gsi, fsi)
    return ratio


def mean_storeys(gfa_m2: Amount, footprint_m2: Amount) -> Amount:
    """Return the mean number of storeys: floor area per built area (*Spacematrix*: layers, L).

    Parameters
    ----------
    gfa_m2, footprint_m2
        m², as numbers or as Series of one index.

    Returns
    -------
    mean_storeys : float or pandas.Series
        ≥ 0; null where nothing is built.

    Examples
    --------
    >>> mean_storeys(750, 500)
    1.5
    """
    storeys: Amount = _ratio(ratios.layers, gfa_m2, footprint_m2)
    return storeys.rename("mean_storeys") if isinstance(storeys, pd.Series) else storeys


def mxi(dwelling_m2: Amount, gfa_m2: Amount) -> Amount:
    """Return the mixed-use index: the share of dwellings in the floor area (Van den Hoek, 2008).

    Parameters
    ----------
    dwelling_m2, gfa_m2
        m², as numbers or as Series of one index.

    Returns
    -------
    mxi : float or pandas.Series
        In [0, 1]; null where there is no floor area.

    Examples
    --------
    >>> mxi(20, 80)
    0.25
    """
    index: Amount = _ratio(ratios.mxi, dwelling_m2, gfa_m2)
    return index


def _density(
    plots: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame,
    units: gpd.GeoDataFrame | None,
    thresholds: Thresholds | None,
) -> pd.DataFrame:
    """Return the terrain indicators of floor area, with plots for terrains, by their index."""
    tables = {"terrains": plots[[plots.geometry.name]], "buildings": buildings, "units": units}
    indicators = measured(tables, ("coverage", "floor_area"), thresholds)
    table = pd.DataFrame(indicators.terrains).set_index("terrain_id").loc[row_ids(plots)]
    return table.set_axis(plots.index)


def _ratio(
    ratio: Callable[[pd.Series, pd.Series], pd.Series], numerator: Any, denominator: Any
) -> Any:
    """Return a ratio of Series as it is, of two numbers as a number."""
    if isinstance(numerator, pd.Series) or isinstance(denominator, pd.Series):
        return ratio(numerator, denominator)
    values = (pd.Series([value], dtype="float64") for value in (numerator, denominator))
    return float(np.asarray(ratio(*values))[0])
