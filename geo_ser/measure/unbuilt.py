"""What each plot is used for, what lies unbuilt, and what a table says is vacant."""

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo_ser.findings import Finding, Words
from geo_ser.measure.buildings import Built
from geo_ser.measure.cover import Ground, cover_areas
from geo_ser.measure.estate import Estate
from geo_ser.measure.measured import Measured
from geo_ser.measure.standing import state
from geo_ser.measure.sums import sums_by
from geo_ser.study import Thresholds

__all__ = ["empty_in_use_findings", "plot_use", "terrain_unbuilt", "terrain_vacant"]

_MOST = 0.5


def plot_use(found: Estate, there: Built, land: Ground, thresholds: Thresholds) -> pd.DataFrame:
    """Return what each plot is used for, and why.

    The first that applies: ``public`` (does not count as net), ``built`` (standing buildings
    cover more than `unbuilt_max_coverage` of the plot, or of its part in the terrain),
    ``under_construction`` (a building on it was started), ``reserve`` (a table says so),
    ``unbuilt``.

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
        ``no_building``.
    """
    plots, rows, plot = found.plots, found.rows, found.rows["plot"].to_numpy()
    held = _states_on_plots(found, there, thresholds.join_min_share)
    cover = _net_cover_shares(found, land)
    rules = {
        ("public", "public"): ~plots["counts_as_net"].to_numpy(dtype="bool")[plot],
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
    return use.astype("str")


def terrain_unbuilt(found: Estate, use: pd.Series, net: Measured) -> Measured:
    """Return the unbuilt net plots of each terrain: how many, how much land, the largest.

    Parameters
    ----------
    found
        The plots, classed.
    use
        (k,) the use of each row (`plot_use`).
    net
        What `net.terrain_net` returned: where net is unknown, so is this.

    Returns
    -------
    measured : Measured
        (n,) `unbuilt_plot_count`, `unbuilt_area_m2` (in the terrain, each place once) and
        `largest_unbuilt_plot_m2` (its part in the terrain; null where no plot is unbuilt).
        Plots under construction and reserve land are not among them.
    """
    terrains = net.table.index
    rows = found.rows[use.eq("unbuilt")]
    assert found.net is not None, "use is known only where plots are classed"
    land = found.net.rows.set_index(["terrain", "plot"])["area_m2"]
    keys = pd.MultiIndex.from_frame(rows[["terrain", "plot"]])
    by = terrains.to_numpy()[rows["terrain"]]
    once = pd.Series(land.reindex(keys).fillna(0.0).to_numpy(), index=rows.index).groupby(by)
    values = pd.DataFrame(
        {
            "unbuilt_plot_count": once.size().reindex(terrains, fill_value=0).astype("float64"),
            "unbuilt_area_m2": once.sum().reindex(terrains, fill_value=0.0),
            "largest_unbuilt_plot_m2": rows["area_m2"].groupby(by).max().reindex(terrains),
        }
    )
    unknown = net.table["net_area_m2"].isna()
    none = pd.Series("no_unbuilt_plot", index=terrains).mask(unknown, "no_parcel_here")
    return Measured(
        values.mask(unknown),
        methods=dict.fromkeys(map(str, values), "plots_by_use"),
        reasons={
            **dict.fromkeys(map(str, values), "no_parcel_here"),
            "largest_unbuilt_plot_m2": none,
        },
        incomplete=net.incomplete,
        at_best=net.at_best,
    )


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
    unbuilt = np.zeros(len(found.rows), bool) if use is None else use.eq("unbuilt").to_numpy()
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
    assert found.net is not None, "use is known only where plots are classed"
    net = found.net
    areas = cover_areas(net.fragments, land.surfaces["cover"], len(net.rows))
    shares = areas.div(net.rows["area_m2"].to_numpy(), axis=0)
    shares.index = pd.MultiIndex.from_frame(net.rows[["terrain", "plot"]])
    keys = pd.MultiIndex.from_frame(found.rows[["terrain", "plot"]])
    return shares.reindex(keys).fillna(0.0).reset_index(drop=True)
