"""What-ifs that take up land of the plot itself: fill, split off, build on, park elsewhere."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.gain.capacity import Capacity
from geo_ser.gain.rows import Site
from geo_ser.gain.shapes import frames, holding_circle, slabs, sums
from geo_ser.gain.whatif import WhatIf
from geo_ser.gain.won import M2_PER_HA, Numbers, Three, Won, codes, nothing, per_ha, three
from geo_ser.geometry.cuts import NOISE_M2, Shapes, intersection
from geo_ser.geometry.shared_area import shared_area_m2

__all__ = [
    "fill_unbuilt",
    "freed_land",
    "is_built",
    "larger_footprint",
    "shared_parking",
    "spare_m2",
    "split_off",
    "use_unknown",
]

Flags = npt.NDArray[np.bool_]
_TOUCH_M = 0.05
"""An edge within this distance of a piece of land is an edge of it."""


def fill_unbuilt(site: Site, may: Capacity, settings: WhatIf) -> Won:
    """Return what unbuilt and reserve plots win: their land, built as usual or as permitted.

    The hectares are those of the plot. The footprint is the usual coverage of the plot, at most
    what is permitted; high: all that is permitted. A plot whose envelope holds no building (no
    circle of `min_width_m` fits), that may hold less than `min_extension_m2`, or smaller than
    `min_fill_m2`, wins nothing.
    """
    rows = site.rows
    open_ = rows["use"].isin(["unbuilt", "reserve"]).to_numpy(dtype="bool")
    area, stands = rows["area_in_terrain_m2"].to_numpy(), _stands(rows)
    most = _fillable(rows, open_, may.envelope, may.permitted_m2, settings)
    least = _fillable(rows, open_, may.tight, may.tight_permitted_m2, settings)
    low, value, high = (
        np.minimum(room, share * area) - stands
        for room, share in zip((least, most, most), settings.usual_coverage.three, strict=True)
    )
    footprint = three(low, value, high)
    storeys = np.where(np.isnan(may.storeys), 1.0, may.storeys)
    gfa = three(footprint[0], footprint[1] * storeys, footprint[2] * storeys)
    land = area - stands
    ends = (np.where(least > stands, footprint[2], 0.0), footprint[2], footprint[2])
    hectares = three(*(np.where(one > 0, land / M2_PER_HA, 0.0) for one in ends))
    won = replace(
        nothing(len(rows)),
        footprint_m2=footprint,
        gfa_m2=gfa,
        ha=hectares,
        land_m2=np.where(footprint[2] > 0, land, 0.0),
        assumed=np.isnan(may.storeys),
    )
    return won.where(open_).unless(use_unknown(rows))


def larger_footprint(site: Site, may: Capacity, settings: WhatIf) -> Won:
    """Return what built plots win by a larger footprint within envelope and coverage.

    The room is `Capacity.room_m2`, the headroom of the plot; low and value are at most
    `footprint_rise` of the plot.
    """
    rows = site.rows
    count, built = len(rows), is_built(site.rows)
    area = rows["area_in_terrain_m2"].to_numpy()
    rooms = (may.tight_room_m2, may.room_m2, may.room_m2)
    footprint = three(
        *(
            np.minimum(room, rise * area)
            for room, rise in zip(rooms, settings.footprint_rise.three, strict=True)
        )
    )
    storeys = np.where(np.isnan(may.storeys), 1.0, may.storeys)
    gfa = three(footprint[0], footprint[1] * storeys, footprint[2] * storeys)
    why = use_unknown(rows)
    why[built & ~may.bounded] = "limits_unknown"
    won = replace(
        nothing(count),
        footprint_m2=footprint,
        gfa_m2=gfa,
        ha=per_ha(gfa, settings.ha_coverage.value),
        land_m2=footprint[1],
        assumed=np.isnan(may.storeys),
    )
    return won.where(built).unless(why)


def shared_parking(site: Site, settings: WhatIf) -> Won:
    """Return what built plots win when part of their parking moves to a shared place.

    A share of the plot is freed, at most the land on which cars may stand (`Site.parking_m2`) and
    what its coverage can spare; the freed land is built elsewhere, at `ha_coverage`.
    """
    rows = site.rows
    area = rows["area_in_terrain_m2"].to_numpy()
    most = np.fmin(site.parking_m2, spare_m2(rows))
    freed = three(*(np.minimum(most, share * area) for share in settings.parking_share.three))
    won = replace(freed_land(rows, freed, settings), assumed=~site.parking_shown)
    return won.where(is_built(rows)).unless(use_unknown(rows))


def split_off(site: Site, settings: WhatIf, may: Capacity) -> Won:
    """Return the largest piece that one or two straight cuts make a plot of its own.

    Cuts run along or across the plot, at the side setback from the buildings. The piece must be
    a plot: `min_plot_m2` large, with a circle of `min_frontage_m` in it and as much edge at a
    road; what is left keeps as much road and stays within its coverage, else the piece shrinks.
    """
    rows, built = site.rows, is_built(site.rows)
    count = len(rows)
    why = use_unknown(rows)
    known = np.isin(np.arange(count), site.edges["row"][site.edges["edge"] != "unknown"])
    why[built & ~known] = "edges_unknown"
    pieces = _pieces(site, built & known, settings)
    area = np.zeros(count)
    footprint = np.zeros(count)
    area[pieces["row"]] = pieces["area_m2"]
    row, inner = pieces["row"].to_numpy("int64"), pieces["inner"].to_numpy(dtype="object")
    tight = np.zeros(count)
    for inside, shapes in ((footprint, may.envelope), (tight, may.tight)):
        inside[row] = shared_area_m2(shapes, inner, row, np.arange(len(row)))
    most = np.nan_to_num(rows["max_coverage"].to_numpy(), nan=1.0) * area
    amounts = three(
        *(
            np.minimum(np.fmin(inside, most), share * area)
            for inside, share in zip(
                (tight, footprint, footprint), settings.usual_coverage.three, strict=True
            )
        )
    )
    least = np.where((tight > 0) | (footprint == 0), area, 0.0)
    hectares = three(least / M2_PER_HA, area / M2_PER_HA, area / M2_PER_HA)
    won = replace(
        nothing(count), footprint_m2=amounts, gfa_m2=amounts, ha=hectares, land_m2=area
    )  # fmt: skip
    return won.where(built).unless(why)


def freed_land(rows: pd.DataFrame, freed_m2: Three, settings: WhatIf) -> Won:
    """Return what land wins that a plot gives up: its hectares, with one storey on it.

    What is built on it stands outside the envelope of the plot, which it no longer belongs to; it
    covers `ha_coverage` of it, or the plot's maximum coverage where that is less.
    """
    coverage = np.fmin(settings.ha_coverage.value, rows["max_coverage"].to_numpy())
    built = three(*(one * coverage for one in freed_m2))
    hectares = three(*(one / M2_PER_HA for one in freed_m2))
    return replace(
        nothing(len(freed_m2[1])), footprint_m2=built, gfa_m2=built, ha=hectares,
        land_m2=freed_m2[1],
    )  # fmt: skip


def spare_m2(rows: pd.DataFrame) -> Numbers:
    """Return the open land each plot can give up while the rest stays within its coverage.

    Where no maximum coverage is known: all that is open. A plot as full as it may be: 0.
    """
    area, stands = rows["area_in_terrain_m2"].to_numpy(), _stands(rows)
    needed = np.fmax(stands, stands / rows["max_coverage"].to_numpy())
    spare = area - needed
    return np.where(spare > NOISE_M2, spare, 0.0)


def is_built(rows: pd.DataFrame) -> Flags:
    """Return which plots are built on."""
    return np.asarray(rows["use"].eq("built").to_numpy(dtype="bool"))


def use_unknown(rows: pd.DataFrame) -> npt.NDArray[np.object_]:
    """Return ``use_unknown`` where nobody knows what the plot is used for, else None."""
    unknown = rows["use"].isna().to_numpy() | rows["footprint_m2"].isna().to_numpy()
    return codes(unknown, "use_unknown")


def _buildable(shapes: Shapes, settings: WhatIf) -> Numbers:
    """Return the area of the pieces of land that a building fits on."""
    return holding_circle(shapes, settings.min_width_m.value, settings.min_extension_m2.value)


def _fillable(
    rows: pd.DataFrame, asked: Flags, envelope: Shapes, permitted_m2: Numbers, settings: WhatIf
) -> Numbers:
    """Return the footprint that may be built on each open plot, 0 where no building fits."""
    most = np.zeros(len(rows))
    most[asked] = np.minimum(permitted_m2[asked], _buildable(envelope[asked], settings))
    most[most < settings.min_extension_m2.value - NOISE_M2] = 0.0
    most[rows["area_m2"].to_numpy() < settings.min_fill_m2.value - NOISE_M2] = 0.0
    return most


def _stands(rows: pd.DataFrame) -> Numbers:
    return np.asarray(rows["footprint_m2"].fillna(0.0).to_numpy(dtype="float64"))


def _pieces(site: Site, asked: Flags, settings: WhatIf) -> pd.DataFrame:
    """Return the largest piece of each row that can be a plot: `row`, `area_m2`, `inner`.

    `inner` is the piece less the side setback from the cut.
    """
    strips = _strips(site, asked)
    plots = site.rows.geometry.to_numpy()
    row = strips["row"].to_numpy(dtype="int64")
    found = intersection(plots[row], strips["slab"].to_numpy(dtype="object"))
    parts, at = shapely.get_parts(found, return_index=True)
    area = shapely.area(parts)
    enough = area >= settings.min_plot_m2.value - NOISE_M2
    parts, at, area = parts[enough], at[enough], area[enough]
    frontage_m = settings.min_frontage_m.value
    fits = holding_circle(parts, frontage_m, NOISE_M2) > 0
    parts, at, area = parts[fits], at[fits], area[fits]
    pieces = pd.DataFrame({"row": row[at], "area_m2": area, "strip": at})
    pieces["inner"] = strips["inner"].to_numpy(dtype="object")[at]
    pieces["road_m"], all_m = _road_m(site, pieces["row"].to_numpy(), parts)
    pieces["rest_m"] = all_m - pieces["road_m"]
    pieces = _within_coverage(pieces, site.rows)
    good = (
        (pieces["area_m2"] >= settings.min_plot_m2.value - NOISE_M2)
        & (pieces["road_m"] >= frontage_m - _TOUCH_M)
        & (pieces["rest_m"] >= frontage_m - _TOUCH_M)
    )
    pieces = pieces[good]
    rounded = pieces["area_m2"].round(3)
    order = np.lexsort((pieces["strip"], -rounded, pieces["row"]))
    return pd.DataFrame(pieces.iloc[order].drop_duplicates("row").reset_index(drop=True))


def _within_coverage(pieces: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return pieces small enough for what is left to keep within its coverage.

    A smaller piece keeps its shape along the cut, so that its road shrinks in proportion.
    """
    row = pieces["row"].to_numpy()
    need = _stands(rows) / rows["max_coverage"].to_numpy()
    most = np.nan_to_num(rows["area_in_terrain_m2"].to_numpy() - need, nan=np.inf)[row]
    area = np.minimum(pieces["area_m2"], most)
    part = area / pieces["area_m2"]
    road = pieces["road_m"] * part
    return pieces.assign(
        area_m2=area, road_m=road, rest_m=pieces["rest_m"] + pieces["road_m"] - road
    )


def _strips(site: Site, asked: Flags) -> pd.DataFrame:
    """Return the strips between and beside the buildings of each row, along two directions."""
    plots = site.rows.geometry.to_numpy()
    rows = np.flatnonzero(asked & np.isin(np.arange(len(asked)), site.parts["row"]))
    if not len(rows):
        return pd.DataFrame({"row": [], "slab": [], "inner": []}).astype({"row": "int64"})
    along = np.zeros((len(plots), 2))
    along[rows] = frames(plots[rows])
    middle = shapely.get_coordinates(shapely.centroid(plots))
    low_x, low_y, high_x, high_y = shapely.bounds(plots).T
    reach = np.hypot(high_x - low_x, high_y - low_y)
    setback = np.nan_to_num(site.rows["setback_side_m"].to_numpy(), nan=0.0)
    tables = []
    for turned in (False, True):
        axis = np.stack([-along[:, 1], along[:, 0]], axis=1) if turned else along
        gaps = _gaps(site, rows, axis, middle)
        at = gaps["row"].to_numpy(dtype="int64")
        ends = gaps["low"].to_numpy(), gaps["high"].to_numpy()
        made = [
            slabs(axis[at], ends[0] + n * setback[at], ends[1] - n * setback[at], middle[at],
                  reach[at])
            for n in (1, 2)
        ]  # fmt: skip
        open_ = ends[1] - ends[0] > 2 * setback[at]
        inner = np.where(ends[1] - ends[0] > 4 * setback[at], made[1], shapely.Polygon())
        tables.append(pd.DataFrame({"row": at, "slab": made[0], "inner": inner})[open_])
    return pd.DataFrame(pd.concat(tables, ignore_index=True))


def _gaps(site: Site, rows: npt.NDArray[np.int64], axis: Numbers, middle: Numbers) -> pd.DataFrame:
    """Return where no building of a row lies, along one direction: `row`, `low`, `high`, m."""
    there = np.isin(site.parts["row"].to_numpy(), rows)
    parts = site.parts.geometry.to_numpy()[there]
    part_row = site.parts["row"].to_numpy(dtype="int64")[there]
    points, at = shapely.get_coordinates(parts, return_index=True)
    row = part_row[at]
    place = ((points - middle[row]) * axis[row]).sum(axis=1)
    spans = pd.DataFrame({"row": row, "part": at, "place": place})
    spans = spans.groupby(["row", "part"])["place"].agg(["min", "max"]).reset_index()
    spans = spans.sort_values(["row", "min", "max"], kind="stable")
    behind = spans.groupby("row")["max"].cummax()
    before = behind.groupby(spans["row"]).shift(fill_value=-np.inf)
    between = pd.DataFrame({"row": spans["row"], "low": before, "high": spans["min"]})
    last = behind.groupby(spans["row"]).max().rename("low").reset_index().assign(high=np.inf)
    return pd.concat([between, last], ignore_index=True)


def _road_m(site: Site, row: npt.NDArray[np.int64], parts: Shapes) -> tuple[Numbers, Numbers]:
    """Return the length of road edge along each piece, and along the whole of its plot."""
    road = site.edges[site.edges["edge"] == "road"]
    count = len(site.rows)
    lines = road.geometry.to_numpy()
    length = sums(road["row"].to_numpy(dtype="int64"), shapely.length(lines), count)
    pieces = pd.DataFrame({"row": row, "piece": np.arange(len(row))})
    pairs = pieces.merge(
        pd.DataFrame({"row": road["row"].to_numpy(), "line": np.arange(len(road))}), on="row"
    )
    near = shapely.buffer(parts, _TOUCH_M, join_style="mitre")
    along = shapely.length(shapely.intersection(lines[pairs["line"]], near[pairs["piece"]]))
    beside = sums(pairs["piece"].to_numpy("int64"), along, len(row))
    return beside, length[row]
