"""Free space on plots: the largest rectangle and circle without a standing building."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_ser.geometry.cuts import EMPTY, NOISE_M2
from geo_ser.geometry.overlay import without
from geo_ser.measure.measured import Measured
from geo_ser.measure.rectangles import largest_rectangle_m2, main_angles

__all__ = ["free_land", "largest_free_spaces", "terrain_unbuilt_with_road"]

_CIRCLE_M = 0.05
"""How far the radius of a circle may be short."""


def free_land(
    rows: gpd.GeoSeries, buildings: gpd.GeoDataFrame, standing: pd.Series
) -> gpd.GeoSeries:
    """Return each area without the buildings that stand.

    Parameters
    ----------
    rows
        (k,) polygons in EPSG:28992: the plots' land in the terrains.
    buildings, standing
        (m,) footprints, and whether each stands.

    Returns
    -------
    free_land : geopandas.GeoSeries
        (k,) index of `rows`; an empty polygon where buildings cover all of it.
    """
    land, shapes = rows.to_numpy(), buildings.geometry.to_numpy()
    at, building = buildings.sindex.query(land, predicate="intersects", sort=True)
    stands = standing.to_numpy(dtype="bool")[building]
    land = without(land, at[stands], shapes[building[stands]])
    land[shapely.area(land) <= NOISE_M2] = EMPTY
    return gpd.GeoSeries(land, index=rows.index, crs=rows.crs)


def largest_free_spaces(rows: gpd.GeoSeries, free: gpd.GeoSeries) -> pd.DataFrame:
    """Return the largest free rectangle and circle of each plot.

    Parameters
    ----------
    rows
        (k,) the plots' land, for their main direction.
    free
        (k,) what `free_land` returned.

    Returns
    -------
    spaces : pandas.DataFrame
        (k,) index of `rows`: `largest_free_rectangle_m2`, along the plot's main direction
        (`rectangles.largest_rectangle_m2` says how far it may be short), and
        `largest_free_circle_m`, the diameter, at most 0.1 m short; 0 where nothing is free.
    """
    land, spaces = free.to_numpy(), pd.DataFrame(index=rows.index)
    some = ~shapely.is_empty(land)
    angles = main_angles(rows.to_numpy()[some])
    areas = np.zeros(len(land))
    areas[some] = [
        largest_rectangle_m2(shape, angle) for shape, angle in zip(land[some], angles, strict=True)
    ]
    circles = np.zeros(len(land))
    with np.errstate(invalid="ignore"):  # GEOS raises that flag on some slivers
        lines = shapely.maximum_inscribed_circle(land[some], tolerance=_CIRCLE_M)
    circles[some] = 2 * shapely.length(lines)
    spaces["largest_free_rectangle_m2"] = np.minimum(areas, shapely.area(land))
    spaces["largest_free_circle_m"] = circles
    return spaces


def terrain_unbuilt_with_road(
    rows: pd.DataFrame, use: pd.Series, access: pd.Series, unbuilt: Measured
) -> Measured:
    """Return the largest unbuilt plot of each terrain that a road touches.

    Parameters
    ----------
    rows
        (k,) `plots.plot_rows`.
    use
        (k,) the use of each row (`unbuilt.plot_use`).
    access
        (k,) whether a road touches its plot (`edges.road_access`), null where unknown.
    unbuilt
        What `unbuilt.terrain_unbuilt` returned: its reasons hold here too.

    Returns
    -------
    measured : Measured
        (n,) `largest_unbuilt_plot_with_road_m2`, its part in the terrain; null where no unbuilt
        plot has a road. Incomplete where it is not known of a larger one.
    """
    terrains = unbuilt.table.index
    free = use.eq("unbuilt").to_numpy(dtype="bool")
    there = free & access.fillna(False).to_numpy(dtype="bool")
    blind = free & access.isna().to_numpy()
    by = terrains.to_numpy()[rows["terrain"]]
    largest, unsure = (
        rows["area_m2"][mask].groupby(by[mask]).max().reindex(terrains) for mask in (there, blind)
    )
    unknown = unbuilt.table["unbuilt_area_m2"].isna()
    why = pd.Series("no_unbuilt_plot_with_road", index=terrains)
    why = why.mask(unbuilt.table["unbuilt_plot_count"].eq(0), "no_unbuilt_plot")
    column = "largest_unbuilt_plot_with_road_m2"
    return Measured(
        pd.DataFrame({column: largest.mask(unknown)}),
        methods={column: "plots_by_use_and_road"},
        reasons={column: why.mask(unknown, unbuilt.reasons["unbuilt_area_m2"])},
        incomplete=pd.Series(unbuilt.incomplete, index=terrains)
        | (unsure > largest.fillna(0.0)).astype("bool"),
        at_best=unbuilt.at_best,
    )
