"""Land: what covers it, which of it is net, the plots on it and what is free on them."""

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser import measure
from geo_ser.api.engine import (
    NEVER_JOINED,
    Bound,
    Status,
    checked,
    declared_plots,
    measured,
    row_ids,
    standing,
    surrounding_terrain,
)
from geo_ser.layers.rasters import RasterPair, raster_heights
from geo_ser.measure.cover import COVERS
from geo_ser.measure.free_space import free_land, largest_free_spaces
from geo_ser.measure.setbacks import SETBACKS
from geo_ser.study import Thresholds

__all__ = [
    "cover",
    "heights",
    "largest_free_rectangle",
    "net_area",
    "plots",
    "setbacks",
    "unbuilt",
]


def cover(areas: gpd.GeoDataFrame, surfaces: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return what covers each area, by class.

    Parameters
    ----------
    areas
        (n,) valid polygons in EPSG:28992: terrains, plots, any areas.
    surfaces
        (m,) valid polygons in EPSG:28992 with `cover`, a class of design §4: ``building``,
        ``road``, ``parking``, ``rail``, ``paved``, ``bare``, ``yard``, ``green``, ``field``,
        ``water`` or ``other``.

    Returns
    -------
    cover : pandas.DataFrame
        (n,) index of `areas`, m²: a column per class, `uncovered` and `overlap`;
        area = Σ classes + uncovered − overlap.

    Raises
    ------
    CrsError
        If a table is not in EPSG:28992.
    TableError
        If a row has no valid polygon, or `cover` is lacking.

    Examples
    --------
    >>> from shapely import box
    >>> areas = gpd.GeoDataFrame(geometry=[box(0, 0, 10, 10)], crs=28992)
    >>> road = gpd.GeoDataFrame({"cover": ["road"]}, geometry=[box(0, 0, 10, 4)], crs=28992)
    >>> cover(areas, road)[["road", "uncovered"]].values.tolist()
    [[40.0, 60.0]]
    """
    tables = {"terrains": areas[[areas.geometry.name]], "surfaces": surfaces}
    table = pd.DataFrame(measured(tables, ("cover",)).terrains)
    table = table.set_index("terrain_id").loc[row_ids(areas)].set_axis(areas.index)
    columns = {f"cover_{name}_m2": name for name in COVERS}
    columns |= {"uncovered_m2": "uncovered", "overlap_m2": "overlap"}
    return table[list(columns)].rename(columns=columns).astype("float64")


def net_area(
    terrains: gpd.GeoDataFrame,
    parcels: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame,
    surfaces: gpd.GeoDataFrame,
    zoning: gpd.GeoDataFrame | None = None,
    *,
    bound: Bound = "value",
    thresholds: Thresholds | None = None,
) -> pd.Series:
    """Return the net area of each terrain: the land of the plots that can be issued or are.

    The rule of design §4, in its order: availability, plan, zoning, public cover, building.

    Parameters
    ----------
    terrains
        (n,) valid polygons in EPSG:28992.
    parcels
        (p,) valid polygons in EPSG:28992; optional `availability`, `plan`, `owner_group`.
    buildings
        (m,) valid footprints in EPSG:28992; optional `status`.
    surfaces
        (s,) valid polygons in EPSG:28992 with `cover`.
    zoning
        (z,) valid polygons in EPSG:28992 with `main_group`; None where nobody has them.
    bound
        ``value``, or the lower or upper bound where the class of some land is unknown.
    thresholds
        The parameters of the rule; None: the defaults of a study.

    Returns
    -------
    net_area : pandas.Series
        (n,) float64, m², index of `terrains`. Null where no parcel lies, and for ``value`` where
        more than `unclassed_max_share` of a terrain is of no known class.

    Raises
    ------
    CrsError
        If a table is not in EPSG:28992.
    TableError
        If a row has no valid polygon, or a column is lacking.

    Examples
    --------
    >>> from shapely import box
    >>> terrains = gpd.GeoDataFrame(geometry=[box(0, 0, 100, 60)], crs=28992)
    >>> parcels = gpd.GeoDataFrame(
    ...     geometry=[box(0, 0, 100, 50), box(0, 50, 100, 60)], crs=28992)
    >>> hall = gpd.GeoDataFrame(geometry=[box(10, 10, 40, 40)], crs=28992)
    >>> surfaces = gpd.GeoDataFrame(
    ...     {"cover": ["yard", "road"]},
    ...     geometry=[box(0, 0, 100, 50), box(0, 50, 100, 60)], crs=28992)
    >>> net_area(terrains, parcels, hall, surfaces).to_list()
    [5000.0]
    """
    tables = {
        "terrains": terrains[[terrains.geometry.name]],
        "parcels": parcels,
        "buildings": buildings,
        "surfaces": surfaces,
        "zoning": zoning,
    }
    table = pd.DataFrame(measured(tables, ("cover", "plots"), thresholds).terrains)
    column = "net_area_m2" if bound == "value" else f"net_area_{bound}_m2"
    area = table.set_index("terrain_id")[column].loc[row_ids(terrains)]
    return area.set_axis(terrains.index).astype("float64").rename("net_area")


def plots(
    parcels: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame | None = None,
    *,
    thresholds: Thresholds | None = None,
) -> gpd.GeoDataFrame:
    """Return the plots: parcels, joined where a building that stands lies on several of them.

    Parameters
    ----------
    parcels
        (n,) valid polygons in EPSG:28992.
    buildings
        (m,) valid footprints in EPSG:28992; optional `status`. None: each parcel is a plot.
    thresholds
        `join_min_share`: a building joins the parcels that hold at least this share of it.

    Returns
    -------
    plots : geopandas.GeoDataFrame
        (k,) `parcels` (list of index labels of `parcels`), `area_m2` and the polygon in
        EPSG:28992, in order of the first parcel of each; index 0 … k−1.

    Raises
    ------
    CrsError
        If a table is not in EPSG:28992.
    TableError
        If a row has no valid polygon.

    Examples
    --------
    >>> from shapely import box
    >>> parcels = gpd.GeoDataFrame(
    ...     geometry=[box(0, 0, 10, 10), box(10, 0, 20, 10), box(20, 0, 30, 10)], crs=28992)
    >>> hall = gpd.GeoDataFrame(geometry=[box(5, 2, 15, 8)], crs=28992)
    >>> plots(parcels, hall)["parcels"].to_list()
    [[0, 1], [2]]
    """
    given = parcels[[parcels.geometry.name]]
    around = [table for table in (given, buildings) if table is not None and len(table)]
    tables = {
        "terrains": surrounding_terrain(*around),
        "parcels": given,
        "buildings": buildings,
    }
    table = measured(tables, ("plots",), thresholds).plots.sort_values("plot_id")
    labels = dict(zip(row_ids(parcels), parcels.index, strict=True))
    return gpd.GeoDataFrame(
        {
            "parcels": [[labels[name] for name in names] for names in table["parcel_ids"]],
            "area_m2": table["area_m2"].to_numpy(),
        },
        geometry=table.geometry.to_numpy(),
        crs=parcels.crs,
    )


def unbuilt(
    plots: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame,
    surfaces: gpd.GeoDataFrame | None = None,
    *,
    thresholds: Thresholds | None = None,
) -> pd.Series:
    """Return whether each plot is unbuilt: issued or issuable land at a road, without a building.

    Parameters
    ----------
    plots
        (n,) valid polygons in EPSG:28992, drawn as plots: no building joins them any more.
        Optional `availability`, `plan`, `owner_group`.
    buildings
        (m,) valid footprints in EPSG:28992; optional `status`.
    surfaces
        (s,) valid polygons in EPSG:28992 with `cover`, the roads among them. None: unknown.
    thresholds
        `unbuilt_max_coverage`, `min_unbuilt_m2`, `road_access_min_m` …; None: the defaults.

    Returns
    -------
    unbuilt : pandas.Series
        (n,) boolean, index of `plots`. Null where it is unknown whether the land is a plot, or
        how it is used; without surfaces that is every plot without much building on it.

    Raises
    ------
    CrsError
        If a table is not in EPSG:28992.
    TableError
        If a row has no valid polygon, or a column is lacking.

    Examples
    --------
    >>> from shapely import box
    >>> land = gpd.GeoDataFrame(
    ...     {"availability": ["issued", "for_sale"]},
    ...     geometry=[box(0, 0, 50, 50), box(50, 0, 100, 50)], crs=28992)
    >>> hall = gpd.GeoDataFrame(geometry=[box(10, 10, 40, 40)], crs=28992)
    >>> surfaces = gpd.GeoDataFrame(
    ...     {"cover": ["yard", "field", "road"]},
    ...     geometry=[box(0, 0, 50, 50), box(50, 0, 100, 50), box(0, -8, 100, 0)], crs=28992)
    >>> unbuilt(land, hall, surfaces).to_list()
    [False, True]
    """
    limits = _limits(thresholds)
    if surfaces is None:
        built = measure.coverage(checked(plots, "plots"), standing(buildings, "standing"))
        result = pd.Series(pd.NA, index=plots.index, dtype="boolean", name="unbuilt")
        return result.mask(built > limits.unbuilt_max_coverage, False)
    table = _plot_indicators(plots, buildings, surfaces, limits, ("plots", "unbuilt"))
    return table["use"].eq("unbuilt").astype("boolean").mask(table["use"].isna()).rename("unbuilt")


def setbacks(
    plots: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame,
    roads: gpd.GeoDataFrame,
    *,
    thresholds: Thresholds | None = None,
) -> pd.DataFrame:
    """Return how far the nearest building stands from the road, side and rear of its plot.

    Parameters
    ----------
    plots
        (n,) valid polygons in EPSG:28992, drawn as plots; all count as net but
        what is road for more than half.
    buildings
        (m,) valid footprints in EPSG:28992; optional `status`.
    roads
        (r,) valid polygons in EPSG:28992.
    thresholds
        `road_reach_m`: how wide a verge between plot and road may be; None: the defaults.

    Returns
    -------
    setbacks : pandas.DataFrame
        (n,) index of `plots`: `road`, `side` and `rear`, m. Null without such an edge, without
        a building that stands, or where it is unknown what lies beyond the edge.

    Raises
    ------
    CrsError
        If a table is not in EPSG:28992.
    TableError
        If a row has no valid polygon.

    Examples
    --------
    >>> from shapely import box
    >>> row = gpd.GeoDataFrame(
    ...     geometry=[box(x, 0, x + 50, 60) for x in (0, 50, 100)], crs=28992)
    >>> hall = gpd.GeoDataFrame(geometry=[box(55, 7, 90, 50)], crs=28992)
    >>> street = gpd.GeoDataFrame(geometry=[box(0, -8, 150, 0)], crs=28992)
    >>> setbacks(row, hall, street).loc[1, ["road", "side"]].round(3).to_list()
    [7.0, 5.0]
    """
    limits = _limits(thresholds)
    surfaces = roads[[roads.geometry.name]].assign(cover="road")
    net = declared_plots(plots, surfaces)
    table = _plot_indicators(net, buildings, surfaces, limits, ("plots", "setbacks"))
    names = dict(SETBACKS)
    return table[list(names)].rename(columns=names).astype("float64")


def largest_free_rectangle(
    plots: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame, *, status: Status = "standing"
) -> pd.Series:
    """Return the area of the largest rectangle on each plot in which no building stands.

    It lies along the main direction of the plot, the longer side of its smallest turned box.

    Parameters
    ----------
    plots
        (n,) valid polygons in EPSG:28992.
    buildings
        (m,) valid footprints in EPSG:28992; `status` (BAG) optional.
    status
        ``standing`` leaves out the buildings that do not stand by their status; ``all`` does not.

    Returns
    -------
    largest_free_rectangle : pandas.Series
        (n,) float64, m², index of `plots`; 0 where nothing is free, never null.

    Raises
    ------
    CrsError
        If a table is not in EPSG:28992.
    TableError
        If a row has no valid polygon.

    Examples
    --------
    >>> from shapely import box
    >>> plots = gpd.GeoDataFrame(geometry=[box(0, 0, 50, 40)], crs=28992)
    >>> hall = gpd.GeoDataFrame(geometry=[box(0, 0, 20, 40)], crs=28992)
    >>> largest_free_rectangle(plots, hall).to_list()
    [1200.0]
    """
    buildings = standing(buildings, status)
    land = checked(plots, "plots").geometry
    free = free_land(land, buildings, pd.Series(True, index=buildings.index))
    areas = largest_free_spaces(land, free)["largest_free_rectangle_m2"]
    return areas.astype("float64").rename("largest_free_rectangle")


def heights(
    buildings: gpd.GeoDataFrame,
    dsm: str | Path,
    dtm: str | Path,
    *,
    thresholds: Thresholds | None = None,
) -> pd.DataFrame:
    """Return the height of each building above the ground beside it, from two rasters.

    Parameters
    ----------
    buildings
        (n,) valid footprints in EPSG:28992.
    dsm, dtm
        GeoTIFFs in EPSG:28992, m NAP: the surface with roofs, and the ground (AHN).
    thresholds
        `roof_percentile`, `ground_ring_m`, `min_height_coverage`; None: the defaults.

    Returns
    -------
    heights : pandas.DataFrame
        (n,) index of `buildings`: `height_m`, `ground_m` (m NAP), `height_coverage` (share of
        the roof that is known) and `height_missing_reason`. Null where too little is known.

    Raises
    ------
    CrsError
        If a table or raster is not in EPSG:28992.
    SourceError
        If a raster cannot be read.
    TableError
        If a row has no valid polygon.

    Examples
    --------
    A shed on ground at 0 m NAP under a roof at 6 m, in rasters of 1 m:

    >>> import tempfile
    >>> import rasterio
    >>> from shapely import box
    >>> shed = gpd.GeoDataFrame(geometry=[box(100_010, 400_010, 100_020, 400_020)], crs=28992)
    >>> roofs = np.zeros((30, 30), dtype="float32")
    >>> roofs[10:20, 10:20] = 6
    >>> grid = {"width": 30, "height": 30, "count": 1, "dtype": "float32",
    ...         "crs": "EPSG:28992", "transform": rasterio.Affine(1, 0, 1e5, 0, -1, 400_030)}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name, cells in (("dsm", roofs), ("dtm", 0 * roofs)):
    ...         with rasterio.open(f"{folder}/{name}.tif", "w", driver="GTiff", **grid) as raster:
    ...             raster.write(cells, 1)
    ...     heights(shed, f"{folder}/dsm.tif", f"{folder}/dtm.tif")["height_m"].to_list()
    [6.0]
    """
    limits = _limits(thresholds)
    named = checked(buildings, "buildings")[[buildings.geometry.name]]
    table = raster_heights(
        gpd.GeoDataFrame(named.assign(building_id=row_ids(buildings))),
        RasterPair(Path(dsm), Path(dtm)),
        roof_percentile=limits.roof_percentile,
        ring_m=limits.ground_ring_m,
        min_coverage=limits.min_height_coverage,
    )
    columns = ["height_m", "ground_m", "height_coverage", "height_missing_reason"]
    return table.set_index("building_id").loc[row_ids(buildings), columns].set_axis(buildings.index)


def _limits(thresholds: Thresholds | None) -> Thresholds:
    return thresholds or Thresholds()


def _plot_indicators(
    plots: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame,
    surfaces: gpd.GeoDataFrame,
    limits: Thresholds,
    groups: tuple[str, ...],
) -> pd.DataFrame:
    """Return the indicators of plots as they are drawn, by their index."""
    around = [table for table in (plots, buildings, surfaces) if len(table)]
    tables: Mapping[str, gpd.GeoDataFrame | None] = {
        "terrains": surrounding_terrain(*around),
        "parcels": plots,
        "buildings": buildings,
        "surfaces": surfaces,
    }
    drawn = limits.model_copy(update={"join_min_share": NEVER_JOINED})
    table = pd.DataFrame(measured(tables, groups, drawn).plots)
    table = table.set_index("plot_id").reindex(np.array(row_ids(plots), dtype="object"))
    return table.set_axis(plots.index)
