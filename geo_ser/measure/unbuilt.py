"""What each plot is used for, what lies unbuilt, and what a table says is vacant."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo_ser.findings import Finding, Words
from geo_ser.geometry.cuts import NOISE_M2
from geo_ser.measure.buildings import Built
from geo_ser.measure.cover import Ground, cover_areas
from geo_ser.measure.estate import Estate
from geo_ser.measure.measured import Measured
from geo_ser.measure.plots import is_net, is_unclassed
from geo_ser.measure.reliability import INCOMPLETE_SHARE
from geo_ser.measure.standing import state
from geo_ser.measure.sums import sums_by
from geo_ser.study import Thresholds

__all__ = [
    "empty_in_use_findings",
    "owners_access",
    "plot_use",
    "terrain_unbuilt",
    "terrain_vacant",
    "with_owners",
    "with_rest",
]

_MOST = 0.5

_ADJOINING_M = 0.1
"""Plots that lie no further apart adjoin: lines are drawn to the decimetre."""


def plot_use(found: Estate, there: Built, land: Ground, thresholds: Thresholds) -> pd.DataFrame:
    """Return what each plot is used for, and why; `with_rest` tells unbuilt from residual land.

    The first that applies: null (unclassed), ``public`` (does not count as net), ``built``
    (standing buildings cover more than `unbuilt_max_coverage` of the plot, or of its part in the
    terrain), ``under_construction`` (a building on it was started), ``reserve`` (a table says
    so), ``unbuilt``.

    Parameters
    ----------
    found
        The plots, classed.
    there
        The buildings.
    land
        The surfaces, for what unbuilt land serves as.
    thresholds
        `unbuilt_max_coverage` and `join_min_share` are used.

    Returns
    -------
    use : pandas.DataFrame
        (k,) index of `found.rows`: `use`, and `use_why`: ``public``, ``building``, ``started``,
        ``reserve``, and of an unbuilt plot ``permitted`` (a building permit: idle with a
        plan), ``demolished``, ``parking``, ``storage`` (paved or yard over most of it) or
        ``no_building``. Both null where the plot is unclassed.
    """
    plots, rows, plot = found.plots, found.rows, found.rows["plot"].to_numpy()
    held = _states_on_plots(found, there, thresholds.join_min_share)
    cover = _net_cover_shares(found, land)
    unclassed = is_unclassed(plots)[plot]
    rules = {
        ("public", "public"): ~is_net(plots)[plot] & ~unclassed,
        ("built", "building"): _coverage(found) > thresholds.unbuilt_max_coverage,
        ("under_construction", "started"): held["started"].to_numpy()[plot],
        ("reserve", "reserve"): plots["reserve"].to_numpy()[plot],
        ("unbuilt", "permitted"): held["permitted"].to_numpy()[plot],
        ("unbuilt", "demolished"): held["demolished"].to_numpy()[plot],
        ("unbuilt", "parking"): cover["parking"].to_numpy() > _MOST,
        ("unbuilt", "storage"): (cover["paved"] + cover["yard"]).to_numpy() > _MOST,
    }
    uses, whys = zip(*rules, strict=True)
    conditions = list(rules.values())
    use = pd.DataFrame(index=rows.index)
    use["use"] = np.select(conditions, uses, default="unbuilt")
    use["use_why"] = np.select(conditions, whys, default="no_building")
    use = use.astype("str")
    use.loc[unclassed, ["use", "use_why"]] = None
    return use


def with_rest(
    use: pd.DataFrame, found: Estate, access: pd.Series, min_unbuilt_m2: float
) -> pd.DataFrame:
    """Return the uses with ``rest`` (restgrond) where an unbuilt plot cannot be built on its own.

    Parameters
    ----------
    use
        (k,) what `plot_use` returned.
    found
        The plots.
    access
        (k,) whether a road reaches each row's plot (`owners_access`); where it is null the plot
        stays ``unbuilt``.
    min_unbuilt_m2
        `study.Thresholds.min_unbuilt_m2`, of the whole plot.

    Returns
    -------
    use : pandas.DataFrame
        (k,) `use` and `use_why`; of a rest ``small`` or ``no_road``.
    """
    plot = found.rows["plot"].to_numpy()
    unbuilt = use["use"].eq("unbuilt").to_numpy(dtype="bool")
    small = (found.plots["area_m2"] < min_unbuilt_m2 - NOISE_M2).to_numpy()[plot]
    no_road = (~access).fillna(False).to_numpy(dtype="bool")
    use = use.copy()
    use.loc[unbuilt & (small | no_road), "use"] = "rest"
    use.loc[unbuilt & no_road, "use_why"] = "no_road"
    use.loc[unbuilt & small, "use_why"] = "small"
    return use


def owners_access(found: Estate, access: pd.Series, least_m: float) -> pd.Series:
    """Return whether a road reaches each plot: its own, or over plots of the same owner.

    Parameters
    ----------
    found
        The plots; without a column `owner_group` only their own roads count.
    access
        (p,) boolean `road_access` of each plot; null where unknown.
    least_m
        `study.Thresholds.road_access_min_m`: over this length plots must adjoin.

    Returns
    -------
    owners_access : pandas.Series
        (p,) boolean, index of `access`; null where neither a road is seen nor its absence.
    """
    one, other = _neighbours_of_owner(found, least_m)
    own = access.astype("boolean")
    sure = _spread(own.fillna(False).to_numpy(dtype="bool"), one, other)
    maybe = _spread(own.fillna(True).to_numpy(dtype="bool"), one, other)
    return pd.Series(sure, index=access.index, dtype="boolean").mask(maybe & ~sure)


def _spread(marked: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return what is marked, and all that is linked to it over any number of pairs."""
    reached = marked.copy()
    while True:
        new = other[reached[one] & ~reached[other]]
        if not len(new):
            return reached
        reached[new] = True


def with_owners(found: Estate, plots: np.ndarray) -> np.ndarray:
    """Return some plots and those of the same owners (positions)."""
    owners = _plot_owners(found)
    of = owners.loc[owners["plot"].isin(plots), "owner"]
    return np.union1d(plots, owners.loc[owners["owner"].isin(of), "plot"].to_numpy())


def _plot_owners(found: Estate) -> pd.DataFrame:
    """Return `plot` (position) and `owner` (group), each pair once."""
    parcels = found.given.parcels
    if "owner_group" not in parcels.columns:
        return pd.DataFrame({"plot": np.array([], "int64"), "owner": np.array([], "object")})
    at = pd.Index(found.plots["plot_id"]).get_indexer(pd.Index(found.given.plot))
    owners = pd.DataFrame({"plot": at, "owner": parcels["owner_group"].to_numpy(dtype="object")})
    return owners.dropna().drop_duplicates()


def _neighbours_of_owner(found: Estate, least_m: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs of net plots of one owner that adjoin over some length, both ways."""
    owners = _plot_owners(found)
    owners = owners[is_net(found.plots)[owners["plot"]]]
    pairs = owners.merge(owners, on="owner", suffixes=("", "_other"))
    pairs = pairs[pairs["plot"] < pairs["plot_other"]].drop_duplicates(["plot", "plot_other"])
    shapes = found.plots.geometry.to_numpy()
    one, other = pairs["plot"].to_numpy(), pairs["plot_other"].to_numpy()
    near = shapely.dwithin(shapes[one], shapes[other], _ADJOINING_M)
    one, other = one[near], other[near]
    line = shapely.intersection(
        shapely.boundary(shapes[one]), shapely.buffer(shapes[other], _ADJOINING_M)
    )
    adjoin = shapely.length(line) >= least_m
    one, other = one[adjoin], other[adjoin]
    return np.concatenate([one, other]), np.concatenate([other, one])


def terrain_unbuilt(found: Estate, use: pd.Series, access: pd.Series, net: Measured) -> Measured:
    """Return the unbuilt net plots of each terrain, and apart from them the residual land.

    Parameters
    ----------
    found
        The plots, classed.
    use
        (k,) the use of each row (`with_rest`).
    access
        (k,) whether each row's plot can be reached from a road; null where unknown.
    net
        What `net.terrain_net` returned: where net is unknown, so is this.

    Returns
    -------
    measured : Measured
        (n,) `unbuilt_plot_count`, `unbuilt_area_m2` (in the terrain, each place once),
        `largest_unbuilt_plot_m2` (its part in the terrain; null where no plot is unbuilt),
        `rest_plot_count` and `rest_area_m2`. Plots under construction and reserve land are not
        among them. Incomplete where it is not known of more than 5 % of the unbuilt land
        whether a road reaches it.
    """
    terrains = net.table.index
    rows = found.rows[use.eq("unbuilt").to_numpy(dtype="bool")]
    count, area = _counted(found, rows, terrains)
    rest_count, rest_area = _counted(
        found, found.rows[use.eq("rest").to_numpy(dtype="bool")], terrains
    )
    by = terrains.to_numpy()[rows["terrain"]]
    values = pd.DataFrame(
        {
            "unbuilt_plot_count": count,
            "unbuilt_area_m2": area,
            "largest_unbuilt_plot_m2": rows["area_m2"].groupby(by).max().reindex(terrains),
            "rest_plot_count": rest_count,
            "rest_area_m2": rest_area,
        }
    )
    blind = rows[access[rows.index].isna()]
    unseen = _counted(found, blind, terrains)[1] > INCOMPLETE_SHARE * area
    unknown, why = net.table["net_area_m2"].isna(), net.reasons["net_area_m2"]
    none = pd.Series("no_unbuilt_plot", index=terrains).mask(unknown, why)
    return Measured(
        values.mask(unknown),
        methods=dict.fromkeys(map(str, values), "plots_by_use"),
        reasons={
            **dict.fromkeys(map(str, values), why),
            "largest_unbuilt_plot_m2": none,
        },
        incomplete=pd.Series(net.incomplete, index=terrains) | unseen,
        at_best=net.at_best,
    )


def _counted(found: Estate, rows: pd.DataFrame, terrains: pd.Index) -> tuple[pd.Series, pd.Series]:
    """Return how many rows of net plots each terrain has, and their land, each place once."""
    assert found.land is not None, "use is known only where plots are classed"
    land = found.land.net.rows.set_index(["terrain", "plot"])["area_m2"]
    keys = pd.MultiIndex.from_frame(rows[["terrain", "plot"]])
    by = terrains.to_numpy()[rows["terrain"]]
    once = pd.Series(land.reindex(keys).fillna(0.0).to_numpy(), index=rows.index).groupby(by)
    count = once.size().reindex(terrains, fill_value=0).astype("float64")
    return count, once.sum().reindex(terrains, fill_value=0.0).astype("float64")


def terrain_vacant(found: Estate, terrains: pd.Index) -> Measured:
    """Return the land of the plots that a table says are for sale or to let.

    Returns
    -------
    measured : Measured
        (n,) `vacant_area_m2`: in the terrain, each place once; null where no parcel in the
        terrain has an availability at all, and incomplete where only some have.
    """
    said = found.plots["offered"].iloc[found.rows["plot"]].set_axis(found.rows.index)
    by = terrains.to_numpy()[found.rows["terrain"]]
    area = gpd.GeoSeries(found.rows["own"]).area
    vacant = area.where(said.fillna(False).astype("bool"), 0.0).groupby(by).sum()
    known = said.notna().groupby(by).agg(["any", "all"])
    known = known.reindex(terrains).astype("boolean").fillna(False).astype("bool")
    values = pd.DataFrame({"vacant_area_m2": vacant.reindex(terrains).where(known["any"])})
    return Measured(
        values,
        methods={"vacant_area_m2": "plots_offered"},
        reasons={"vacant_area_m2": "not_given"},
        incomplete=~known["all"],
    )


def empty_in_use_findings(found: Estate, there: Built, use: pd.Series | None) -> list[Finding]:
    """Return a finding for each plot that is unbuilt or vacant, and has floor area in use.

    Parameters
    ----------
    found, there
        The plots and the buildings.
    use
        (k,) the use of each row; None where plots are not classed.
    """
    if found.built is None:
        return []
    parts = found.built.parts
    floor = there.floor.iloc[parts["building"]].set_axis(parts.index)
    gfa = (floor["counted_m2"] * parts["share"]).where(floor["gfa_method"] == "units", 0.0)
    in_use = sums_by(gfa, parts["row"]).reindex(found.rows.index, fill_value=0.0)
    vacant = found.plots["offered"].fillna(False).astype("bool").to_numpy()[found.rows["plot"]]
    unbuilt = np.zeros(len(found.rows), bool)
    if use is not None:
        unbuilt = use.isin(["unbuilt", "rest"]).to_numpy(dtype="bool")
    at = np.flatnonzero((in_use.to_numpy() > 0) & (vacant | unbuilt))
    return [
        _empty_in_use(
            found.plots["plot_id"].iloc[found.rows["plot"].iloc[row]],
            "vacant" if vacant[row] else "use",
            float(in_use.iloc[row]),
            found.rows.geometry.iloc[row],
        )
        for row in at
    ]


def _empty_in_use(plot_id: str, column: str, gfa_m2: float, place: BaseGeometry) -> Finding:
    dutch, english = {"vacant": ("te huur of te koop", "for sale or to let")}.get(
        column, ("onbebouwd", "unbuilt")
    )
    return Finding(
        rule="measure.empty_in_use",
        severity="warning",
        table="plots",
        id=plot_id,
        column=column,
        claimed=gfa_m2,
        expected=0.0,
        difference=gfa_m2,
        unit="m2",
        reason=Words(
            f"Deze kavel is {dutch}, maar heeft vloeroppervlak in gebruik.",
            f"This plot is {english}, but has floor area in use.",
        ),
        action=Words(
            "Kijk wat er staat en of het in gebruik is; verbeter de tabel die niet klopt.",
            "See what stands there and whether it is in use; correct the table that is wrong.",
        ),
        geometry=place,
    )


def _coverage(found: Estate) -> np.ndarray:
    """Return the coverage of the whole plot or of its part in the terrain, the larger one."""
    assert found.built is not None, "use is known only where there are buildings"
    lying = found.given.lying
    stand = lying[lying["standing"]]
    parcel = stand["parcel"].to_numpy()
    area = stand["part"].to_numpy() * found.given.parcels.geometry.area.to_numpy()[parcel]
    by_plot = pd.Series(area).groupby(found.given.plot.to_numpy()[parcel]).sum()
    whole = by_plot.reindex(found.plots["plot_id"], fill_value=0.0).to_numpy()
    share = (whole / found.plots["area_m2"]).to_numpy()[found.rows["plot"]]
    inside = (found.built.footprint_m2 / found.rows["area_m2"]).to_numpy()
    return np.asarray(np.maximum(share, inside))


def _states_on_plots(found: Estate, there: Built, min_share: float) -> pd.DataFrame:
    """Return for each plot whether it holds a building that was permitted, started, demolished."""
    lying = found.given.lying[found.given.lying["share"] >= min_share]
    said = state(there.buildings.iloc[lying["building"]]).to_numpy(dtype="object")
    plot = found.given.plot.to_numpy()[lying["parcel"]]
    return pd.DataFrame(
        {
            name: found.plots["plot_id"].isin(plot[said == name])
            for name in ("permitted", "started", "demolished")
        }
    )


def _net_cover_shares(found: Estate, land: Ground) -> pd.DataFrame:
    """Return the share of each class of cover in each row; 0 for public rows."""
    assert found.land is not None, "use is known only where plots are classed"
    net = found.land.net
    areas = cover_areas(net.fragments, land.surfaces["cover"], len(net.rows))
    shares = areas.div(net.rows["area_m2"].to_numpy(), axis=0)
    shares.index = pd.MultiIndex.from_frame(net.rows[["terrain", "plot"]])
    keys = pd.MultiIndex.from_frame(found.rows[["terrain", "plot"]])
    return shares.reindex(keys).fillna(0.0).reset_index(drop=True)
