"""Plots: parcels joined by buildings, whole and as far as they lie in each terrain."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.findings import Finding, Words
from geo_ser.geometry.cuts import NOISE_M2, difference, intersection, united
from geo_ser.geometry.overlay import pieces, without_earlier
from geo_ser.measure.measured import Measured
from geo_ser.measure.parcels import NET_REASONS, buildings_on, plot_ids
from geo_ser.measure.sums import sums_by

__all__ = [
    "MIN_PART_M2",
    "SIZE_CLASSES",
    "Cadastre",
    "cadastre",
    "disjoint_rows",
    "is_net",
    "is_unclassed",
    "net_plot_counts",
    "parcel_overlap_findings",
    "plot_rows",
    "plots_table",
    "size_class",
]

MIN_PART_M2 = 1.0
"""A piece of a plot smaller than this in a terrain is drawing noise: no plot."""

SIZE_CLASSES = (1_000.0, 2_000.0, 5_000.0, 10_000.0)
"""The bounds of the documents' size classes, m², each the inclusive lower bound of the next."""

_OFFERED = ("for_sale", "to_let")


@dataclass(frozen=True)
class Cadastre:
    """The parcels of every plot that touches a terrain, and the buildings on them."""

    parcels: gpd.GeoDataFrame
    """(n,) in order of `parcel_id`, index 0 … n−1."""

    plot: pd.Series
    """(n,) the plot of each parcel (`parcels.plot_ids`)."""

    lying: pd.DataFrame
    """`parcels.buildings_on`, standing or not; `parcel` is a position in `parcels`."""

    touching: pd.DataFrame
    """`terrain` and `parcel` (positions) that touch."""

    group: pd.Series | None = None
    """(n,) `parcels.zoning_group`; None without zoning."""

    def part(self, terrains: npt.NDArray[np.int64]) -> "Cadastre":
        """Return the parcels of every plot that touches one of some terrains.

        Parameters
        ----------
        terrains
            Positions, ascending; in the part they are 0 … n−1.
        """
        row = pd.Index(terrains).get_indexer(pd.Index(self.touching["terrain"]))
        touching = self.touching.assign(terrain=row)[row >= 0]
        plot, group = self.plot, self.group
        kept = plot.isin(plot.iloc[touching["parcel"]]).to_numpy()
        place = np.cumsum(kept) - 1
        lying = self.lying[kept[self.lying["parcel"]]]
        return Cadastre(
            self.parcels[kept].reset_index(drop=True),
            plot[kept].reset_index(drop=True),
            lying.assign(parcel=place[lying["parcel"]]).reset_index(drop=True),
            touching.assign(parcel=place[touching["parcel"]]).reset_index(drop=True),
            None if group is None else group[kept].reset_index(drop=True),
        )


def cadastre(
    parcels: gpd.GeoDataFrame,
    terrains: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame | None,
    standing: pd.Series | None,
    join_min_share: float,
) -> Cadastre:
    """Return the parcels of every plot that touches a terrain, with the plot of each.

    A plot is joined over the terrain's edge: its parcels outside belong to it all the same.

    Parameters
    ----------
    parcels
        (n,) `parcel_id` and polygons in EPSG:28992, in order of `parcel_id`.
    terrains
        (m,) polygons.
    buildings, standing
        The buildings and whether each stands; None without a table of buildings: then each
        parcel is a plot.
    join_min_share
        As in `parcels.plot_ids`.
    """
    if buildings is None or standing is None:
        lying = pd.DataFrame({"parcel": [], "building": [], "share": [], "part": []})
        lying = lying.astype({"parcel": "int64", "building": "int64"})
    else:
        lying = buildings_on(parcels, buildings)
        lying["standing"] = standing.to_numpy(dtype="bool")[lying["building"]]
    stand = lying[lying["standing"]] if "standing" in lying else lying
    plot = plot_ids(parcels["parcel_id"], stand, join_min_share)
    terrain, parcel = parcels.sindex.query(terrains.geometry, predicate="intersects", sort=True)
    touching = pd.DataFrame({"terrain": terrain, "parcel": parcel})
    return Cadastre(parcels, plot, lying, touching).part(np.arange(len(terrains)))


def plots_table(given: Cadastre, classes: pd.DataFrame | None) -> gpd.GeoDataFrame:
    """Return the plots, whole: the parcels of each taken together.

    Parameters
    ----------
    given
        What `cadastre` returned.
    classes
        `parcels.parcel_classes` of its parcels; None where no parcel can be classed.

    Returns
    -------
    plots : geopandas.GeoDataFrame
        (p,) in order of `plot_id`: `parcel_ids` (list), `geometry`, `area_m2`,
        `registered_area_m2` (null where one parcel has none), `offered` (one of its parcels is
        for sale or to let; null where no parcel says), `reserve`, and, where there are classes,
        `counts_as_net` (boolean: any of its parcels is; null where none is and one is
        unclassed), and `why` and `unsure` (of the first rule that made it so).
    """
    parcels, plot = given.parcels, given.plot.to_numpy()
    words, registered = _availability(parcels), _registered(parcels)
    plots = pd.DataFrame({"parcel_ids": parcels.groupby(plot)["parcel_id"].agg(list)})
    plots["geometry"] = _joined(parcels.geometry, given.plot)
    complete = registered.notna().groupby(plot).all()
    plots["registered_area_m2"] = sums_by(registered, plot).where(complete)
    said = words.notna().groupby(plot).any()
    plots["offered"] = words.isin(_OFFERED).groupby(plot).any().astype("boolean").where(said)
    plots["reserve"] = words.eq("reserve").groupby(plot).any()
    if classes is not None:
        plots = plots.join(_plot_class(given.plot, classes))
    plots = plots.rename_axis("plot_id").reset_index()
    table = gpd.GeoDataFrame(plots, geometry="geometry", crs=parcels.crs)
    return table.assign(area_m2=table.geometry.area)


def is_net(plots: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return which plots count as net for certain: public and unclassed ones do not."""
    return plots["counts_as_net"].fillna(False).to_numpy(dtype="bool")


def is_unclassed(plots: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return of which plots it is unknown whether they are net or public."""
    return plots["counts_as_net"].isna().to_numpy(dtype="bool")


def plot_rows(terrains: gpd.GeoDataFrame, plots: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the part of each plot in each terrain, where it is at least `MIN_PART_M2`.

    Returns
    -------
    rows : geopandas.GeoDataFrame
        (k,) `terrain` and `plot` (positions), `geometry` (the part), `area_m2` (of the part)
        and `own` (geometry: the part without plots of lower id, so that nothing counts twice).
    """
    rows = pieces(terrains.geometry, plots.geometry)
    rows = rows[rows["area_m2"] >= MIN_PART_M2].reset_index(drop=True)
    rows = rows.rename(columns={"area": "terrain", "shape": "plot"})
    every = np.ones(len(plots), dtype="bool")
    return rows.assign(own=disjoint_rows(rows, plots.geometry, every))


def disjoint_rows(
    rows: gpd.GeoDataFrame, plots: gpd.GeoSeries, chosen: np.ndarray
) -> gpd.GeoSeries:
    """Return the part of each row that no chosen plot of lower id holds.

    Parameters
    ----------
    rows
        (k,) `plot` (position) and `geometry`.
    plots
        (p,) the whole plots, in order of `plot_id`.
    chosen
        (p,) bool: those that count. A row of another plot has an empty polygon.
    """
    land = np.full(len(plots), shapely.Polygon(), dtype="object")
    land[chosen] = without_earlier(plots[chosen]).to_numpy()
    plot = rows["plot"].to_numpy()
    whole = shapely.area(land) >= plots.area.to_numpy() - NOISE_M2
    parts = rows.geometry.to_numpy().copy()
    cut = ~whole[plot]
    parts[cut] = intersection(parts[cut], land[plot[cut]])
    return gpd.GeoSeries(parts, index=rows.index, crs=rows.crs)


def parcel_overlap_findings(rows: gpd.GeoDataFrame, plots: pd.DataFrame) -> list[Finding]:
    """Return a finding for each plot of which more than `MIN_PART_M2` lies in plots of lower id.

    Parameters
    ----------
    rows, plots
        What `plot_rows` and `plots_table` returned.
    """
    lost = rows["area_m2"] - gpd.GeoSeries(rows["own"]).area
    found = rows[lost > MIN_PART_M2].drop_duplicates("plot")
    taken = difference(found.geometry.to_numpy(), found["own"].to_numpy())
    return [
        Finding(
            rule="measure.plot_overlap",
            severity="warning",
            table="plots",
            id=plots["plot_id"].iloc[row["plot"]],
            column="area_in_terrain_m2",
            difference=float(lost[at]),
            unit="m2",
            tolerance=MIN_PART_M2,
            reason=Words(
                "Overlapt een kavel met een lager nummer; bebouwing en netto tellen één keer.",
                "Overlaps a plot of lower id; buildings and net land count once.",
            ),
            action=Words(
                "Kijk welk perceel vervallen is of dubbel is geleverd.",
                "See which parcel has expired, or was delivered twice.",
            ),
            geometry=shape,
        )
        for at, row, shape in zip(found.index, found.to_dict("records"), taken, strict=True)
    ]


def size_class(area_m2: pd.Series, bounds: Sequence[float] = SIZE_CLASSES) -> pd.Series:
    """Return the size class of each plot; the lower bound belongs to the class.

    Parameters
    ----------
    area_m2
        (n,) whole areas of plots, m².
    bounds
        The bounds between the classes, ascending, m²; default: the documents' classes.

    Returns
    -------
    size_class : pandas.Series
        (n,) text: ``lt_<first>``, ``<low>_<high>`` …, ``ge_<last>``; null where the area is.

    Examples
    --------
    >>> size_class(pd.Series([999.9, 1000.0, 12_000.0])).to_list()
    ['lt_1000', '1000_2000', 'ge_10000']
    """
    names = [f"{bound:g}" for bound in bounds]
    middle = [f"{low}_{high}" for low, high in pairwise(names)]
    labels = np.array([f"lt_{names[0]}", *middle, f"ge_{names[-1]}"], dtype="object")
    area = area_m2.to_numpy(dtype="float64") + NOISE_M2  # 2 000 m² lies a hair below, when turned
    place = np.searchsorted(np.asarray(bounds), area, side="right")
    classes = pd.Series(labels[place], index=area_m2.index, dtype="str", name="size_class")
    return classes.where(area_m2.notna())


def net_plot_counts(rows: pd.DataFrame, plots: pd.DataFrame, net: Measured) -> Measured:
    """Return how many net plots each terrain has, by size, and their mean area.

    A plot counts in every terrain it lies in, by its whole area. Unclassed plots are counted
    apart, also where net is unknown for them.

    Parameters
    ----------
    rows
        What `plot_rows` returned.
    plots
        What `plots_table` returned, classed.
    net
        What `net.terrain_net` returned: where net is unknown, so is this.
    """
    terrains, unknown = net.table.index, net.table["net_area_m2"].isna()
    there = rows[is_net(plots)[rows["plot"]]]
    area = plots["area_m2"].iloc[there["plot"]].set_axis(terrains[there["terrain"]])
    classes = size_class(area)
    values = pd.DataFrame({"plot_count": area.groupby(level=0).size()}, index=terrains)
    for label in size_class(pd.Series([0.0, *SIZE_CLASSES])):
        values[f"plots_{label}"] = classes.eq(label).groupby(level=0).sum()
    values = values.fillna(0.0).astype("float64").mask(unknown)
    values["mean_plot_area_m2"] = area.groupby(level=0).mean().reindex(terrains).mask(unknown)
    loose = rows["terrain"][is_unclassed(plots)[rows["plot"]]].value_counts()
    values["unclassed_plot_count"] = (
        loose.reindex(range(len(terrains)), fill_value=0).set_axis(terrains).astype("float64")
    ).mask(net.table["unclassed_area_m2"].isna())
    why = net.reasons["net_area_m2"]
    none = pd.Series("no_net_plot", index=terrains).mask(unknown, why)
    return Measured(
        values,
        methods={**dict.fromkeys(map(str, values), "net_plots_by_whole_area")},
        reasons={
            **dict.fromkeys(map(str, values), why),
            "mean_plot_area_m2": none,
            "unclassed_plot_count": "no_parcel_here",
        },
        incomplete=net.incomplete,
        at_best=net.at_best,
    )


def _joined(parcels: gpd.GeoSeries, plot: pd.Series) -> pd.Series:
    """Return the land of each plot, index its id; a parcel that stands alone stays as it is."""
    names, row = np.unique(plot.to_numpy(dtype="object"), return_inverse=True)
    order = np.argsort(row, kind="stable")
    shapes = united(parcels.to_numpy()[order], row[order], len(names))
    return pd.Series(shapes, index=names, dtype="object")


def _plot_class(plot: pd.Series, classes: pd.DataFrame) -> pd.DataFrame:
    """Return the class of each plot, by the first rule that gives it.

    Net if any parcel is, else unclassed if any is, else public.
    """
    rank = pd.Index(list(NET_REASONS)).get_indexer(pd.Index(classes["why"]))
    net_first = np.where(is_unclassed(classes), 1, np.where(is_net(classes), 0, 2))
    order = np.lexsort((rank, net_first, plot))
    best = order[~plot.iloc[order].duplicated().to_numpy()]
    return classes.iloc[best].set_axis(plot.iloc[best].to_numpy())


def _availability(parcels: pd.DataFrame) -> pd.Series:
    if "availability" in parcels.columns:
        return parcels["availability"].astype("object")
    return pd.Series(None, index=parcels.index, dtype="object")


def _registered(parcels: pd.DataFrame) -> pd.Series:
    if "registered_area_m2" in parcels.columns:
        return parcels["registered_area_m2"].astype("float64")
    return pd.Series(np.nan, index=parcels.index, dtype="float64")
