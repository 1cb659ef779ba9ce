"""The plots of a study at work: their parts in the terrains, their class, what is built there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.geometry.overlay import shares
from geo_ser.measure.buildings import Built
from geo_ser.measure.cover import Ground, cover_areas, ground
from geo_ser.measure.coverage import building_shares
from geo_ser.measure.floor_area import terrain_floor_area
from geo_ser.measure.measured import Measured
from geo_ser.measure.mostly_public import public_in_net_plots
from geo_ser.measure.net import ClassedLand, classed_land
from geo_ser.measure.parcels import parcel_classes
from geo_ser.measure.plots import Cadastre, cadastre, is_unclassed, plot_rows, plots_table
from geo_ser.measure.zoning import zoning_group
from geo_ser.study import Thresholds

__all__ = [
    "Estate",
    "OnPlots",
    "estate",
    "joined_parcels",
    "looked_at",
    "main_rows",
    "not_net_reason",
    "on_plots",
    "surfaced",
]


@dataclass(frozen=True)
class OnPlots:
    """What stands on the part of each plot in each terrain."""

    parts: pd.DataFrame
    """`coverage.building_shares` of the rows; `row` is the row's position."""

    footprint_m2: pd.Series
    """(k,) built area of each row."""

    floor: Measured
    """(k,) `floor_area.terrain_floor_area` of the rows, as if each were a terrain."""


@dataclass(frozen=True)
class Estate:
    """The plots, whole and in the terrains."""

    given: Cadastre
    plots: gpd.GeoDataFrame
    """(p,) `plots.plots_table`; with `counts_as_net` and `why` only when `land` is known."""

    rows: gpd.GeoDataFrame
    """(k,) `plots.plot_rows`."""

    land: ClassedLand | None
    """The plots' land by class; None without surfaces, for then no parcel can be classed."""

    built: OnPlots | None
    """None without buildings."""

    doubtful: np.ndarray | None = None
    """(parcels,) `mostly_public.public_in_net_plots`; None where no parcel can be classed."""


def surfaced(
    tables: Mapping[str, gpd.GeoDataFrame],
    given: Cadastre | None,
    overlaps: gpd.GeoDataFrame | None,
) -> Ground | None:
    """Return the surfaces near the terrains and their parcels; None without surfaces."""
    if "surfaces" not in tables:
        return None
    return ground(tables["surfaces"], looked_at(tables["terrains"], given), overlaps)


def looked_at(terrains: gpd.GeoDataFrame, given: Cadastre | None) -> gpd.GeoSeries:
    """Return the terrains and the parcels of their plots: where cover is asked for."""
    if given is None:
        return terrains.geometry
    return pd.concat([terrains.geometry, given.parcels.geometry], ignore_index=True)


def joined_parcels(
    tables: Mapping[str, gpd.GeoDataFrame], there: Built | None, thresholds: Thresholds
) -> Cadastre | None:
    """Return the parcels with the plot of each; None without parcels."""
    if "parcels" not in tables:
        return None
    given = cadastre(
        tables["parcels"],
        tables["terrains"],
        None if there is None else there.buildings,
        None if there is None else there.standing,
        thresholds.join_min_share,
    )
    if "zoning" not in tables:
        return given
    return replace(given, group=zoning_group(given.parcels, tables["zoning"]))


def estate(
    tables: Mapping[str, gpd.GeoDataFrame],
    given: Cadastre | None,
    land: Ground | None,
    there: Built | None,
    thresholds: Thresholds,
) -> Estate | None:
    """Return the plots with their class and what is built on them; None without parcels.

    Parameters
    ----------
    tables
        What `inputs.ready` returned.
    given, land, there
        What `joined_parcels`, `surfaced` and `buildings.built` returned.
    thresholds
        The rules' parameters.
    """
    if given is None:
        return None
    classes = fragments = doubtful = None
    if land is not None:
        fragments = shares(given.parcels.geometry, land.land)
        cover = cover_areas(fragments, land.surfaces["cover"], len(given.parcels))
        classes = _classes(given, cover, thresholds)
        doubtful = public_in_net_plots(classes, given.plot)
    terrains, plots = tables["terrains"], plots_table(given, classes)
    rows = plot_rows(terrains, plots)
    by_class = None
    if land is not None and fragments is not None:
        by_class = classed_land(rows, plots, given, land, fragments, len(terrains))
    built = None if there is None else on_plots(rows, there, thresholds.gfa_unknown_max_share)
    return Estate(given, plots, rows, by_class, built, doubtful)


def on_plots(rows: gpd.GeoDataFrame, there: Built, unknown_max_share: float) -> OnPlots:
    """Return what stands on each row's own land: footprint and floor area, each counted once.

    Parameters
    ----------
    rows
        What `plots.plot_rows` returned.
    there
        The buildings.
    unknown_max_share
        `study.Thresholds.gfa_unknown_max_share`.
    """
    own = gpd.GeoSeries(rows["own"], crs=rows.crs)
    parts = building_shares(own, there.buildings, there.land)
    held = parts["land_m2"].groupby(parts["terrain"]).sum()
    footprint = held.reindex(range(len(rows)), fill_value=0.0)
    land = pd.DataFrame({"gross_area_m2": rows["area_m2"], "footprint_m2": footprint})
    floor = terrain_floor_area(parts, there.floor, land, unknown_max_share)
    return OnPlots(parts.rename(columns={"terrain": "row"}), footprint, floor)


def not_net_reason(found: Estate) -> pd.Series:
    """Return of each row why it has no figures of a net plot: it is public, or unclassed."""
    index = found.rows.index
    why = pd.Series("public", index=index)
    if found.land is None:
        return why
    return why.mask(is_unclassed(found.plots)[found.rows["plot"]], "unknown_cover")


def main_rows(parts: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """Return the row of plots that holds most of each building in each terrain.

    Returns
    -------
    main_rows : pandas.Series
        (b,) position in `rows`; index (building, terrain). Equal shares: the lowest plot.
    """
    table = parts[["row", "building", "footprint_m2"]].assign(
        terrain=rows["terrain"].to_numpy()[parts["row"]],
        plot=rows["plot"].to_numpy()[parts["row"]],
    )
    # Two halves of one building differ by rounding; to the mm² they are equal.
    table["footprint_m2"] = table["footprint_m2"].round(6)
    order = ["building", "terrain", "footprint_m2", "plot"]
    table = table.sort_values(order, ascending=[True, True, False, True])
    table = table.drop_duplicates(["building", "terrain"])
    keys = pd.MultiIndex.from_frame(table[["building", "terrain"]])
    return pd.Series(table["row"].to_numpy(), index=keys, name="main_rows")


def _standing(given: Cadastre) -> pd.DataFrame:
    """Return where the standing buildings lie."""
    lying = given.lying
    return lying[lying["standing"]] if "standing" in lying else lying


def _classes(given: Cadastre, cover: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return whether each parcel is net, and why."""
    parcels, group = given.parcels, given.group
    if group is None:
        group = pd.Series(None, index=parcels.index, dtype="str")
    return parcel_classes(parcels, cover, _standing(given), group, thresholds)
