"""Net, tare and unclassed land: the land of the plots by their class, and what covers the rest."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import Finding, Words
from geo_ser.geometry.cuts import NOISE_M2, union
from geo_ser.geometry.overlay import shares, without
from geo_ser.measure.cover import Ground, Laid, cover_areas
from geo_ser.measure.measured import Measured
from geo_ser.measure.plots import MIN_PART_M2, Cadastre, disjoint_rows, is_net, is_unclassed
from geo_ser.measure.reliability import INCOMPLETE_SHARE

__all__ = ["TARES", "ClassedLand", "PlotLand", "classed_land", "terrain_net", "unclassed_findings"]

TARES: dict[str, tuple[str, ...]] = {
    "road": ("road",),
    "rail": ("rail",),
    "water": ("water",),
    "green": ("green", "field"),
}
"""The covers of each part of the tare; the other covers and uncovered land are ``other``."""

_DRAWING = 1e-6
"""Of a terrain's gross area (0.01 m² per hectare): less land between parcels is drawing noise."""


@dataclass(frozen=True)
class PlotLand:
    """The land of the plots of one class, each place once, and what covers it."""

    rows: gpd.GeoDataFrame
    """(k,) `terrain`, `plot`, `geometry` (disjoint) and `area_m2`."""

    fragments: pd.DataFrame
    """`overlay.shares` of `rows` (`area`) and the ground's land (`shape`)."""


@dataclass(frozen=True)
class ClassedLand:
    """The plots' land in the terrains by class."""

    net: PlotLand
    unclassed: PlotLand
    """The land of plots of which it is unknown whether they are net; without what is net."""

    known_m2: np.ndarray
    """(terrains,) land in plots of any class, each place once."""

    covered_m2: np.ndarray
    """(terrains,) land in plots of any class that surfaces cover."""


def classed_land(
    rows: gpd.GeoDataFrame,
    plots: gpd.GeoDataFrame,
    given: Cadastre,
    ground: Ground,
    fragments: pd.DataFrame,
    terrain_count: int,
) -> ClassedLand:
    """Return the plots' land in the terrains by class, with what covers it.

    Plots that lie whole in a terrain take the shares that their parcels have; only what crosses
    an edge is laid over the ground again.

    Parameters
    ----------
    rows, plots, given
        What `plots.plot_rows`, `plots.plots_table` (classed) and `plots.cadastre` returned.
    ground
        The surfaces.
    fragments
        `overlay.shares` of `given.parcels` and `ground.land`.
    terrain_count
        The number of terrains.
    """
    parcel_area = given.parcels.geometry.area.groupby(given.plot.to_numpy()).sum().to_numpy()
    single = np.isclose(parcel_area, plots["area_m2"], rtol=0, atol=NOISE_M2)
    plot = pd.Index(plots["plot_id"]).get_indexer(pd.Index(given.plot))
    by_plot = fragments.assign(plot=plot[fragments["area"]])

    def covered(part: gpd.GeoDataFrame) -> PlotLand:
        return _covered(part, plots["area_m2"].to_numpy(), single, by_plot, ground)

    net = covered(_disjoint(rows, plots, is_net(plots)))
    unclassed = covered(_without(_disjoint(rows, plots, is_unclassed(plots)), net.rows))
    every = covered(_with_area(rows, gpd.GeoSeries(rows["own"], crs=rows.crs)))
    held = every.fragments["area_m2"].to_numpy()
    at, of = every.rows["terrain"].to_numpy(), every.fragments["area"].to_numpy(dtype="int64")
    return ClassedLand(
        net,
        unclassed,
        np.bincount(at, every.rows["area_m2"], minlength=terrain_count),
        np.bincount(at[of], held, minlength=terrain_count),
    )


def terrain_net(
    land: ClassedLand,
    laid: Laid,
    ground: Ground,
    plots: pd.DataFrame,
    gross_m2: pd.Series,
    unclassed_max_share: float,
) -> Measured:
    """Return net, unclassed land and tare of each terrain, the tare by what covers it.

    Land in no parcel that no surface covers is unclassed too: nothing tells what it is.

    Parameters
    ----------
    land
        What `classed_land` returned.
    laid, ground
        The surfaces in the terrains.
    plots
        What `plots.plots_table` returned, classed.
    gross_m2
        (n,) index `terrain_id`.
    unclassed_max_share
        Net is unknown where more than this share of the gross area is unclassed.

    Returns
    -------
    measured : Measured
        (n,) `net_area_m2` and `net_gross_ratio` (null where too much is unclassed),
        `net_area_low_m2`, `net_area_high_m2`, `unclassed_area_m2` and
        `tare_{road,rail,water,green,other}_m2`; gross = net low + Σ tare + unclassed. All null
        (``no_parcel_here``) where no parcel lies.
    """
    terrains = gross_m2.index
    known_m2 = pd.Series(land.known_m2, terrains)
    uncovered = gross_m2 - laid.once.sum(axis=1).to_numpy()
    net = _per_terrain(land.net, terrains).clip(upper=gross_m2)
    loose = uncovered - (known_m2 - land.covered_m2)
    unclassed = _per_terrain(land.unclassed, terrains)
    unclassed = (unclassed + loose.where(loose > _DRAWING * gross_m2, 0.0)).clip(
        upper=gross_m2 - net
    )
    lacking = unclassed > unclassed_max_share * gross_m2
    values = pd.DataFrame(
        {
            "net_area_m2": net.mask(lacking),
            "net_gross_ratio": (net / gross_m2).mask(lacking),
            "net_area_low_m2": net,
            "net_area_high_m2": net + unclassed,
            "unclassed_area_m2": unclassed,
            **_tare(land, laid, ground, gross_m2 - net - unclassed),
        }
    )
    unsure = land.net.rows["area_m2"].where(
        plots["unsure"].to_numpy(dtype="bool")[land.net.rows["plot"]], 0.0
    )
    doubt = _sums(unsure, land.net.rows["terrain"], terrains) + unclassed + (gross_m2 - known_m2)
    why = pd.Series("land_unclassed", terrains).mask(known_m2 <= 0, "no_parcel_here")
    return Measured(
        values.mask(known_m2 <= 0),
        methods={
            **dict.fromkeys(map(str, values), "cover_outside_net_plots"),
            **dict.fromkeys(("net_area_m2", "net_area_low_m2"), "union_of_net_plots"),
            "net_area_high_m2": "net_and_unclassed_plots",
            "unclassed_area_m2": "union_of_unclassed_plots",
            "net_gross_ratio": "net_over_gross_area",
        },
        reasons={
            **dict.fromkeys(map(str, values), "no_parcel_here"),
            **dict.fromkeys(("net_area_m2", "net_gross_ratio"), why),
        },
        incomplete=(known_m2 < (1 - INCOMPLETE_SHARE) * gross_m2)
        | (uncovered > INCOMPLETE_SHARE * gross_m2),
        at_best=pd.Series("A", index=terrains).mask(doubt > INCOMPLETE_SHARE * gross_m2, "C"),
    )


def unclassed_findings(net: Measured, land: ClassedLand) -> list[Finding]:
    """Return a finding for each terrain with more than `MIN_PART_M2` of unclassed land."""
    area = net.table["unclassed_area_m2"].fillna(0.0)
    rows = land.unclassed.rows
    return [
        Finding(
            rule="measure.unclassed",
            severity="warning",
            table="terrains",
            id=str(name),
            column="net_area_m2",
            difference=float(unclassed),
            unit="m2",
            tolerance=MIN_PART_M2,
            reason=Words(
                "De vlakken zeggen van deze grond niet of het een kavel is of openbaar; ligt er "
                "veel, dan is netto onbekend.",
                "The surfaces do not tell whether this land is a plot or public; where there is "
                "much of it, net is unknown.",
            ),
            action=Words(
                "Vul de vlakken aan (BGT), of geef bestemming of beschikbaarheid van de percelen.",
                "Complete the surfaces (BGT), or give zoning or availability of the parcels.",
            ),
            geometry=union(rows.geometry[rows["terrain"] == at].to_numpy()),
        )
        for at, (name, unclassed) in enumerate(area.items())
        if unclassed > MIN_PART_M2
    ]


def _tare(
    land: ClassedLand, laid: Laid, ground: Ground, rest_m2: pd.Series
) -> dict[str, pd.Series]:
    """Return the parts of the tare: what covers the land that is not net and not unclassed."""
    terrains, outside = rest_m2.index, laid.once.set_axis(rest_m2.index)
    for part in (land.net, land.unclassed):
        by_row = cover_areas(part.fragments, ground.surfaces["cover"], len(part.rows))
        by_terrain = by_row.groupby(part.rows["terrain"].to_numpy()).sum()
        by_terrain = by_terrain.reindex(range(len(terrains)), fill_value=0.0)
        outside = outside - by_terrain.set_axis(terrains)
    outside, parts = outside.clip(lower=0.0), dict[str, pd.Series]()
    for tare, covers in TARES.items():
        parts[f"tare_{tare}_m2"] = outside[list(covers)].sum(axis=1).clip(upper=rest_m2)
        rest_m2 = rest_m2 - parts[f"tare_{tare}_m2"]
    return parts | {"tare_other_m2": rest_m2.where(rest_m2 > NOISE_M2, 0.0)}


def _disjoint(
    rows: gpd.GeoDataFrame, plots: gpd.GeoDataFrame, chosen: np.ndarray
) -> gpd.GeoDataFrame:
    """Return the rows of chosen plots, each without the land of chosen plots of lower id."""
    part = rows[chosen[rows["plot"]]].reset_index(drop=True)
    return _with_area(part, disjoint_rows(part, plots.geometry, chosen))


def _with_area(rows: gpd.GeoDataFrame, shapes: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return `terrain` and `plot` of rows with other shapes and their area."""
    table = gpd.GeoDataFrame(rows[["terrain", "plot"]], geometry=shapes.to_numpy(), crs=rows.crs)
    return table.assign(area_m2=table.geometry.area)


def _without(part: gpd.GeoDataFrame, taken: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return rows without the land that other rows of the same terrain take."""
    if part.empty or taken.empty:
        return part
    row, other = taken.sindex.query(part.geometry, predicate="intersects", sort=True)
    same = part["terrain"].to_numpy()[row] == taken["terrain"].to_numpy()[other]
    shapes = without(part.geometry.to_numpy(), row[same], taken.geometry.to_numpy()[other[same]])
    return _with_area(part, gpd.GeoSeries(shapes, crs=part.crs))


def _covered(
    part: gpd.GeoDataFrame,
    plot_m2: np.ndarray,
    single: np.ndarray,
    by_plot: pd.DataFrame,
    ground: Ground,
) -> PlotLand:
    """Return rows with what covers them.

    Parameters
    ----------
    part
        (k,) `terrain`, `plot`, `geometry`, `area_m2`.
    plot_m2, single
        (p,) the whole plot's area, and whether its parcels do not overlap.
    by_plot
        `overlay.shares` of the parcels and the ground's land, with the `plot` of each.
    """
    plot = part["plot"].to_numpy()
    whole = single[plot] & np.isclose(part["area_m2"], plot_m2[plot], rtol=0, atol=NOISE_M2)
    at = pd.Series(np.arange(len(part)), index=plot)[whole].rename("row")
    known = by_plot.merge(at.rename_axis("plot").reset_index(), on="plot")
    known["area"] = known["row"]
    again = shares(part.geometry[~whole], ground.land)
    again["area"] = np.flatnonzero(~whole)[again["area"]]
    both = pd.concat([known[["area", "shape", "area_m2"]], again])
    once = both.groupby(["area", "shape"])["area_m2"].sum()
    return PlotLand(part, once.reset_index())


def _per_terrain(land: PlotLand, terrains: pd.Index) -> pd.Series:
    return _sums(land.rows["area_m2"], land.rows["terrain"], terrains)


def _sums(area: pd.Series, terrain: pd.Series, terrains: pd.Index) -> pd.Series:
    sums = area.groupby(terrain.to_numpy()).sum().reindex(range(len(terrains)), fill_value=0.0)
    return sums.set_axis(terrains)
