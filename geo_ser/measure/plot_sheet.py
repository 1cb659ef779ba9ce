"""The plots and what lies on them, as tables: the rows of plots, and the terrains' sums of them."""

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.geometry.cuts import NOISE_M2
from geo_ser.measure.building_floor import GFA_COLUMNS
from geo_ser.measure.buildings import Built
from geo_ser.measure.estate import Estate, main_rows, not_net_reason
from geo_ser.measure.floor_area import terrain_floor_area
from geo_ser.measure.heights import known_height_m
from geo_ser.measure.measured import Measured
from geo_ser.measure.plots import is_net, is_unclassed, size_class
from geo_ser.measure.ratios import fsi, osr
from geo_ser.measure.setbacks import SETBACKS
from geo_ser.measure.sheets import Sheet
from geo_ser.measure.sites import Sites
from geo_ser.measure.sums import sums_by

__all__ = [
    "buildings_plot_id",
    "off_plot_floor_area",
    "off_plot_footprint",
    "plot_sheet",
    "terrain_net_coverage",
    "terrain_net_floor_area",
]

_FLOOR = (*GFA_COLUMNS, "gfa_known_share")
_HAIR = 1e-9
"""A smaller share of a building is a rest of rounding."""


def plot_sheet(
    found: Estate | None,
    there: Built | None,
    use: pd.DataFrame | None,
    terrains: gpd.GeoDataFrame,
    gfa_method: pd.Series | str,
    place: Sites,
) -> Sheet:
    """Return the part of each plot in each terrain, with what is known of the plot.

    Parameters
    ----------
    found, there
        The plots and the buildings; without plots a sheet without columns.
    use
        What `unbuilt.plot_use` returned, or None.
    terrains
        (n,) with `terrain_id`.
    gfa_method
        The methods of floor area that were used, per terrain.
    place
        What `sites.sites` returned.
    """
    if found is None:
        return Sheet("plots")
    tables = [_land(found, terrains)]
    reasons: dict[str, str | pd.Series] = {"registered_area_m2": "not_given"}
    if found.land is not None:
        tables.append(_whole(found, "counts_as_net", "why"))
        reasons["counts_as_net"] = "unknown_cover"
    if "availability" in found.given.parcels.columns:
        tables.append(_whole(found, "offered").rename(columns={"offered": "vacant"}))
        reasons["vacant"] = "not_given"
    if use is not None:
        tables.append(use)
        reasons |= dict.fromkeys(("use", "use_why"), "unknown_cover")
    if found.built is not None and there is not None:
        tables.append(_built(found, there))
        reasons |= {column: found.built.floor.reasons.get(column, "") for column in _FLOOR}
        reasons["fsi"] = found.built.floor.reasons["gfa_m2"]
        reasons["free_area_m2"] = not_net_reason(found)
        if "height_m" in there.buildings.columns:
            heights, why = _heights(found, there)
            tables.append(heights)
            reasons["height_max_m"] = why
    tables.append(place.rows)
    reasons |= place.reasons
    values = pd.concat(tables, axis="columns")
    return Sheet("plots", values, _methods(values, gfa_method), reasons)


def buildings_plot_id(sheet: Sheet, found: Estate | None, there: Built | None) -> Sheet:
    """Return the sheet of buildings with the plot that holds most of each building's part."""
    if found is None or found.built is None or there is None:
        return sheet
    rows = main_rows(found.built.parts, found.rows)
    keys = pd.MultiIndex.from_arrays([there.parts["building"], there.parts["terrain"]])
    at = rows.reindex(keys)
    ids = found.plots["plot_id"].to_numpy(dtype="object")[found.rows["plot"]]
    held = at.notna().to_numpy()
    plot = np.full(len(keys), None, dtype="object")
    plot[held] = ids[at[held].astype("int64")]
    values = sheet.table.assign(plot_id=pd.Series(plot, index=sheet.table.index, dtype="str"))
    return Sheet(
        sheet.name,
        values,
        {**sheet.methods, "plot_id": "largest_share"},
        {**sheet.reasons, "plot_id": "off_plot"},
    )


def off_plot_footprint(found: Estate, footprint_m2: pd.Series) -> Measured:
    """Return the built area of each terrain that lies on no plot: Σ plots + this = terrain."""
    on = _sums(found, found.built.footprint_m2, footprint_m2.index) if found.built else 0.0
    return Measured(
        pd.DataFrame({"off_plot_footprint_m2": _rest(footprint_m2, on)}),
        methods={"off_plot_footprint_m2": "terrain_less_plots"},
    )


def off_plot_floor_area(
    found: Estate, there: Built, floor: Measured, unknown_max_share: float
) -> Measured:
    """Return the floor area of each terrain in buildings, or parts of them, on no plot.

    Its bounds too: Σ plots + this = terrain, for each bound, and for the value where all of them
    have one.
    """
    terrains = floor.table.index
    parts = _off_plot_parts(found, there)
    off = terrain_floor_area(parts, there.floor, _no_land(parts, terrains), unknown_max_share)
    names = {column: f"off_plot_{column}" for column in GFA_COLUMNS}
    return Measured(
        off.table[list(GFA_COLUMNS)].rename(columns=names),
        methods=dict.fromkeys(names.values(), "terrain_less_plots"),
        reasons={names[column]: off.reasons.get(column, "") for column in GFA_COLUMNS},
        incomplete=floor.incomplete,
        at_best=floor.at_best,
    )


def _off_plot_parts(found: Estate, there: Built) -> pd.DataFrame:
    """Return what is left of the buildings' parts in the terrains without those on plots."""
    keys = ["terrain", "building"]
    rest = there.parts[[*keys, "share", "land_m2"]].reset_index(drop=True)
    if found.built is not None:
        on = found.built.parts[["building", "share", "land_m2"]]
        on = on.assign(terrain=found.rows["terrain"].to_numpy()[found.built.parts["row"]])
        held = on.groupby(keys)[["share", "land_m2"]].sum()
        at = pd.MultiIndex.from_frame(rest[keys])
        rest[["share", "land_m2"]] -= held.reindex(at, fill_value=0.0).to_numpy()
    rest["land_m2"] = rest["land_m2"].where(rest["land_m2"] > NOISE_M2, 0.0)
    return pd.DataFrame(rest[rest["share"] > _HAIR])


def _no_land(parts: pd.DataFrame, terrains: pd.Index) -> pd.DataFrame:
    """Return the areas that `terrain_floor_area` asks for, where only floor area is wanted."""
    built = sums_by(parts["land_m2"], parts["terrain"]).reindex(range(len(terrains)))
    return pd.DataFrame({"gross_area_m2": np.nan, "footprint_m2": built.to_numpy()}, index=terrains)


def terrain_net_coverage(found: Estate, net: Measured) -> Measured:
    """Return the built share of the net land of each terrain (`gsi_net`)."""
    assert found.built is not None, "asked for only with buildings"
    area = net.table["net_area_m2"]
    footprint = _sums(found, found.built.footprint_m2.where(_is_net(found), 0.0), area.index)
    values = pd.DataFrame({"gsi_net": (footprint / area.where(area > 0)).clip(upper=1.0)})
    return Measured(
        values,
        methods={"gsi_net": "footprint_over_net_area"},
        reasons={"gsi_net": _no_net(net)},
        incomplete=net.incomplete,
        at_best=net.at_best,
    )


def terrain_net_floor_area(
    found: Estate,
    there: Built,
    net: Measured,
    gsi_net: pd.Series,
    floor: Measured,
    unknown_max_share: float,
) -> Measured:
    """Return `fsi_net` and `osr_net`: floor area on net plots over net land, and open land.

    Null where the floor area of what stands on net plots is (`terrain_floor_area`).
    """
    assert found.built is not None, "asked for only with buildings"
    area, parts = net.table["net_area_m2"], found.built.parts
    on = parts[_is_net(found).to_numpy()[parts["row"]]]
    on = on.assign(terrain=found.rows["terrain"].to_numpy()[on["row"]])
    mine = terrain_floor_area(on, there.floor, _no_land(on, area.index), unknown_max_share)
    values = pd.DataFrame({"fsi_net": fsi(mine.table["gfa_m2"], area)})
    values["osr_net"] = osr(gsi_net, values["fsi_net"])
    unknown = _no_net(net).fillna(_by_terrain(mine.reasons["gfa_m2"], area.index))
    return Measured(
        values,
        methods={"fsi_net": "gfa_over_net_area", "osr_net": "open_land_over_gfa"},
        reasons={"fsi_net": unknown, "osr_net": unknown.fillna("no_floor_area")},
        incomplete=pd.Series(net.incomplete, area.index) | pd.Series(floor.incomplete, area.index),
        at_best=_worse(net.at_best, floor.at_best, area.index),
    )


def _land(found: Estate, terrains: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return what every plot has: its ids, land and size."""
    rows, plots = found.rows, _whole(found, "plot_id", "parcel_ids", "area_m2")
    return pd.DataFrame(
        {
            **{column: plots[column] for column in plots},
            "terrain_id": terrains["terrain_id"].to_numpy()[rows["terrain"]],
            "area_in_terrain_m2": rows["area_m2"],
            "registered_area_m2": _whole(found, "registered_area_m2")["registered_area_m2"],
            "size_class": size_class(plots["area_m2"]),
            "geometry": rows.geometry,
        }
    )


def _whole(found: Estate, *columns: str) -> pd.DataFrame:
    """Return columns of the whole plots, one row per row of plots."""
    table = pd.DataFrame(found.plots[list(columns)]).iloc[found.rows["plot"]]
    return pd.DataFrame(table.set_axis(found.rows.index))


def _built(found: Estate, there: Built) -> pd.DataFrame:
    """Return what stands on each row: footprint, floor area, number of buildings, open land."""
    assert found.built is not None, "asked for only with buildings"
    area, footprint = found.rows["area_m2"], found.built.footprint_m2
    floor = found.built.floor.table
    values = pd.DataFrame(
        {
            "footprint_m2": footprint,
            "coverage": (footprint / area).clip(upper=1.0),
            **{column: floor[column] for column in _FLOOR},
            "fsi": floor["fsi_gross"],
            "free_area_m2": _rest(area, footprint),
        }
    )
    main = main_rows(found.built.parts, found.rows)
    stands = there.standing.to_numpy()[main.index.get_level_values("building")]
    values["building_count"] = main[stands].value_counts().reindex(values.index, fill_value=0)
    if found.land is not None:
        may_be_net = is_net(found.plots) | is_unclassed(found.plots)
        values["free_area_m2"] = values["free_area_m2"].where(may_be_net[found.rows["plot"]])
    return values


def _heights(found: Estate, there: Built) -> tuple[pd.DataFrame, pd.Series]:
    """Return the highest building of each row, and why it is unknown."""
    assert found.built is not None, "asked for only with buildings"
    main = main_rows(found.built.parts, found.rows)
    building = main.index.get_level_values("building").to_numpy()
    main, building = (one[there.standing.to_numpy()[building]] for one in (main, building))
    whole = there.buildings.iloc[building].reset_index(drop=True)
    height = known_height_m(whole).groupby(main.to_numpy()).max()
    index = found.rows.index
    why = pd.Series("no_standing_building", index).mask(index.isin(main), "no_height_known")
    return pd.DataFrame({"height_max_m": height.reindex(index)}, index=index), why


def _methods(values: pd.DataFrame, gfa_method: pd.Series | str) -> dict[str, str | pd.Series]:
    own = {
        "parcel_ids": "joined_by_buildings", "plot_id": "joined_by_buildings",
        "geometry": "clipped_plot", "area_m2": "polygon_area", "area_in_terrain_m2": "clipped_plot",
        "size_class": "whole_area", "counts_as_net": "first_rule", "why": "first_rule",
        "use": "first_rule", "use_why": "first_rule",
        "gfa_known_share": "share_of_footprint",
        "footprint_m2": "union_of_clipped_footprints", "coverage": "footprint_over_plot",
        "fsi": "gfa_over_plot", "building_count": "largest_share",
        "free_area_m2": "plot_less_footprint", "height_max_m": "highest_building",
        "road_access": "road_beyond_boundary",
        **dict.fromkeys(SETBACKS, "nearest_building_to_edge"),
        "largest_free_rectangle_m2": "grid_along_main_direction",
        "largest_free_circle_m": "inscribed_circle",
    }  # fmt: skip
    methods: dict[str, str | pd.Series] = {
        column: own.get(column, "as_delivered") for column in map(str, values)
    }
    return methods | {column: gfa_method for column in GFA_COLUMNS if column in values}


def _is_net(found: Estate) -> pd.Series:
    return pd.Series(is_net(found.plots)[found.rows["plot"]], index=found.rows.index)


def _sums(found: Estate, value: pd.Series, terrains: pd.Index) -> pd.Series:
    """Return the sum over the rows of each terrain; what is unknown adds nothing."""
    sums = sums_by(value, found.rows["terrain"].to_numpy())
    return sums.reindex(range(len(terrains)), fill_value=0.0).set_axis(terrains)


def _rest(whole: pd.Series, part: pd.Series | float) -> pd.Series:
    """Return whole − part; a rest of rounding is nothing."""
    rest = whole - part
    return rest.where(rest.isna() | (rest > NOISE_M2), 0.0)


def _no_net(net: Measured) -> pd.Series:
    """Return why a figure per net area is null, null where it is not."""
    area = net.table["net_area_m2"]
    why = pd.Series(None, index=area.index, dtype="object")
    return why.mask(~(area > 0), "no_net_area").mask(area.isna(), net.reasons["net_area_m2"])


def _worse(one: pd.Series | str, other: pd.Series | str, terrains: pd.Index) -> pd.Series:
    """Return the lower of two caps; grades are in order of the alphabet."""
    both = pd.Series(one, terrains, dtype="object"), pd.Series(other, terrains, dtype="object")
    return both[0].where(both[0] >= both[1], both[1])


def _by_terrain(reason: str | pd.Series, terrains: pd.Index) -> pd.Series:
    return pd.Series(reason, index=terrains)
