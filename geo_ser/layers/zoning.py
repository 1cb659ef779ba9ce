"""Zoning plans cut into pieces that lie side by side, each with what the plan allows there.

A zone is cut by its build zones, by the dimensions that state a limit and by the designations
that state an environmental category. Where several limits lie over each other all must hold, so
the strictest counts; designations add what is allowed, so the widest counts. Where none lies,
the limit is unknown: it may stand in the rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.errors import TableError
from geo_ser.findings import Finding
from geo_ser.geometry.cuts import difference_of, intersection_of, union
from geo_ser.geometry.shared_area import shared_area_m2
from geo_ser.layers.imro import KIND, texts_of
from geo_ser.layers.limits import ENVIRONMENTAL_CATEGORIES, strictest
from geo_ser.layers.overlaps import MIN_OVERLAP_M2
from geo_ser.layers.plans import ImroSource, later_versions
from geo_ser.layers.zoning_findings import zoning_findings
from geo_ser.tables import RD

__all__ = ["MIN_SHARE", "CutZones", "cut_zones"]

MIN_SHARE = 0.01
"""An object that names no zone counts in the zones that hold at least this share of it: a sliver
over the line does not make a build zone for the neighbour."""

MIN_TOLD_M2 = 1.0
"""Zones of one plan that share less are set apart without a word: lines drawn twice."""

Shapes = npt.NDArray[np.object_]
_FROM_PLAN = ("plan_id", "plan_name", "plan_status", "plan_date", "name", "main_group")
_LOWEST, _HIGHEST = "min_environmental_category", "max_environmental_category"


@dataclass(frozen=True)
class CutZones:
    """The pieces, and what became of the plan objects.

    `merged` went up in a piece or lie under another zone, `split` is how many more pieces there
    are than zones they were cut from, `other_version` left out for another version of the plan.
    """

    table: gpd.GeoDataFrame
    merged: int
    split: int
    other_version: int
    findings: list[Finding]


@dataclass(frozen=True)
class _Layer:
    """Land of one zone that one thing is said about; `said` is None for a build zone."""

    land: Any
    said: Mapping[str, Any] | None


def cut_zones(objects: gpd.GeoDataFrame, known: ImroSource, *, what: str) -> CutZones:
    """Return zoning pieces that do not overlap within a plan.

    Parameters
    ----------
    objects
        (n,) valid polygons in EPSG:28992 with the columns of `imro_rows`, `zone_id` unique;
        rows without `plan_object` come from another profile and stay as they are.
    known
        What the profile knows of plans.
    what
        The table and its files, for messages.

    Returns
    -------
    cut : CutZones
        Pieces tile their zones: Σ area is that of the union of each plan's zones, to 1e-6 m² per
        piece. `zone_id` is the zone's own number, with ``#1``, ``#2``, … where it is cut, in the
        order build zone, rest, then what is said. `build_zone` is True in a build zone, False in
        the rest of a zone that has one, null in a zone that has none.

    Raises
    ------
    TableError
        If there are plan objects, but no zone among them.
    """
    others = objects[objects[KIND].isna()]
    plain, left_out = _current(objects[objects[KIND].notna()], known)
    if not (plain[KIND] == "zone").any():
        raise TableError(
            f"{what}: holds no enkelbestemming, only "
            f"{', '.join(sorted(set(plain[KIND])))}. Name the file of enkelbestemmingen too."
        )
    plain = plain.sort_values("zone_id", ignore_index=True)
    pieces: list[dict[str, Any]] = []
    loose: list[str] = []
    doubled: list[tuple[str, Any]] = []
    for _, plan in plain.groupby(plain["plan_id"].fillna(""), sort=True):
        _cut_plan(plan, pieces, loose, doubled)
    table = _table(pieces, others, objects)
    said = zoning_findings(plain, table, known, loose=loose, doubled=doubled)
    zones = len({one["object"] for one in pieces})
    return CutZones(table, len(plain) - zones, len(pieces) - zones, left_out, said)


def _current(objects: gpd.GeoDataFrame, known: ImroSource) -> tuple[gpd.GeoDataFrame, int]:
    """Return the objects of plans that do not give way to another version, and how many do."""
    plans = objects.sort_values("zone_id").drop_duplicates("plan_id")
    gone = plans.loc[later_versions(plans, known.statuses), "plan_id"]
    stays = ~objects["plan_id"].isin(gone)
    return objects[stays], int((~stays).sum())


def _cut_plan(
    plan: gpd.GeoDataFrame,
    pieces: list[dict[str, Any]],
    loose: list[str],
    doubled: list[tuple[str, Any]],
) -> None:
    """Add the pieces of one plan, its objects that lie in no zone, its zones' double land."""
    zones = plan[plan[KIND] == "zone"].reset_index(drop=True)
    land = _side_by_side(zones, doubled)
    over = plan[plan[KIND].isin(["build", "limit", "function"])].reset_index(drop=True)
    of_zone, used = _zones_of(over, zones, land, plan)
    loose += list(over.loc[~used, "zone_id"])
    for place, zone in enumerate(zones.to_dict("records")):
        if not land[place].is_empty:
            layers = _layers(over.iloc[of_zone[place]])
            pieces += _pieces(zone, land[place], layers)


def _side_by_side(zones: gpd.GeoDataFrame, doubled: list[tuple[str, Any]]) -> Shapes:
    """Return the land of zones, what a zone with a lower id has already taken off."""
    land: Shapes = zones.geometry.to_numpy(dtype="object").copy()
    lower, higher = shapely.STRtree(land).query(land, predicate="intersects")
    for place in np.unique(higher[lower < higher]):
        taken = union(land[lower[(higher == place) & (lower < higher)]])
        shared = intersection_of(land[place], taken)
        if shared.area > MIN_OVERLAP_M2:
            if shared.area > MIN_TOLD_M2:
                doubled.append((str(zones["zone_id"].iloc[place]), shared))
            land[place] = difference_of(land[place], taken)
    return land


def _zones_of(
    over: gpd.GeoDataFrame, zones: gpd.GeoDataFrame, land: Shapes, plan: gpd.GeoDataFrame
) -> tuple[list[list[int]], npt.NDArray[np.bool_]]:
    """Return per zone the objects that count in it, and which objects count anywhere.

    An object counts in the zones it names, itself or through a build zone it names; one that
    names none counts where at least `MIN_SHARE` of it lies.
    """
    place_of = {str(one): place for place, one in enumerate(zones["object_id"])}
    links = {str(row["object_id"]): texts_of(row["linked"]) for row in plan.to_dict("records")}
    found: list[list[int]] = [[] for _ in range(len(zones))]
    used = np.zeros(len(over), dtype="bool")
    shapes = over.geometry.to_numpy(dtype="object")
    at, zone = shapely.STRtree(land).query(shapes, predicate="intersects")
    shared = shared_area_m2(shapes, land, at, zone)
    for row, where, area in zip(at, zone, shared, strict=True):
        named = _named(str(over["object_id"].iloc[row]), links, place_of)
        enough = area > MIN_OVERLAP_M2 and (named or area >= MIN_SHARE * shapes[row].area)
        if enough and (not named or where in named):
            found[where].append(int(row))
            used[row] = True
    return [sorted(rows) for rows in found], used


def _named(own: str, links: Mapping[str, list[str]], place_of: Mapping[str, int]) -> set[int]:
    """Return the zones an object names, itself or through the build zones it names."""
    named = [*links.get(own, [])]
    named += [further for one in named for further in links.get(one, [])]
    return {place_of[one] for one in named if one in place_of}


def _layers(over: gpd.GeoDataFrame) -> list[_Layer]:
    """Return the objects of a zone with equal content as one land each, build zones first."""
    shapes = over.geometry.to_numpy(dtype="object")
    build = (over[KIND] == "build").to_numpy()
    layers = [_Layer(union(shapes[build]), None)] if build.any() else []
    columns = [name for name in over.columns if name.startswith(("max_", "min_", "setback_"))]
    said = over[columns].notna().any(axis=1).to_numpy(dtype="bool") & ~build
    texts = over["dimensions"].fillna("").to_numpy(dtype="object")
    for text in sorted(set(texts[said])):
        same = said & (texts == text)
        row = over[same].iloc[0]
        values = {name: row[name] for name in columns if pd.notna(row[name])}
        layers.append(_Layer(union(shapes[same]), {**values, "dimensions": text}))
    return layers


def _pieces(zone: Mapping[str, Any], land: Any, layers: Sequence[_Layer]) -> list[dict[str, Any]]:
    """Return one zone cut by its layers, its pieces numbered."""
    parts: list[tuple[Any, tuple[int, ...]]] = [(land, ())]
    for number, layer in enumerate(layers):
        parts = [part for one in parts for part in _split(one, layer.land, number)]
    has_build = bool(layers) and layers[0].said is None
    pieces = []
    for shape, numbers in parts:
        build = (0 in numbers) if has_build else None
        said = [one for number in numbers if (one := layers[number].said) is not None]
        pieces.append({"build_zone": build, **_united(said), "geometry": shape})
    pieces.sort(key=lambda one: (not one["build_zone"], one["dimensions"] or ""))
    about = {name: zone.get(name) for name in _FROM_PLAN}
    number_of = (f"#{number}" if len(pieces) > 1 else "" for number in range(1, len(pieces) + 1))
    return [
        {"zone_id": zone["object_id"] + number, "object": zone["zone_id"], **about, **one}
        for number, one in zip(number_of, pieces, strict=True)
    ]


def _split(
    part: tuple[Any, tuple[int, ...]], land: Any, number: int
) -> list[tuple[Any, tuple[int, ...]]]:
    """Return a part as what lies on some land, with its number added, and what does not."""
    shape, numbers = part
    if not shapely.intersects(shape, land):
        return [part]
    inside = intersection_of(shape, land)
    outside = difference_of(shape, land)
    both = [(inside, (*numbers, number)), (outside, numbers)]
    return [one for one in both if shapely.area(one[0]) > MIN_OVERLAP_M2]


def _united(said: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what several layers say together, and how many limits they disagree on."""
    columns = sorted({name for one in said for name in one} - {"dimensions"})
    out: dict[str, Any] = {"disagreeing_limits": 0}
    for column in columns:
        values = [one[column] for one in said if column in one]
        out["disagreeing_limits"] += len(set(values)) > 1
        if column in (_LOWEST, _HIGHEST):
            pick = max if column == _HIGHEST else min
            out[column] = pick(values, key=ENVIRONMENTAL_CATEGORIES.index)
        else:
            out[column] = strictest(column, [float(value) for value in values])
    out["dimensions"] = "; ".join(sorted(one["dimensions"] for one in said)) or None
    return out


def _table(
    pieces: Iterable[Mapping[str, Any]], others: gpd.GeoDataFrame, like: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Return pieces as a table with the columns of the rows they come from."""
    table = pd.DataFrame(list(pieces))
    repeated = table["zone_id"].duplicated(keep=False)
    plans = ("@" + table["plan_id"].astype("str")).fillna("")
    table["zone_id"] = table["zone_id"] + plans.where(repeated, "")
    table = table.drop(columns="object").astype(
        {"build_zone": "boolean", "disagreeing_limits": "int64"}
    )
    for name in set(table.columns) & set(like.columns) - {"geometry", "build_zone"}:
        table[name] = table[name].astype(like[name].dtype)
    dropped = [KIND, "object_id", "linked", "unread", "unused"]
    both = [table, pd.DataFrame(others.drop(columns=dropped, errors="ignore"))]
    joined = pd.concat([one for one in both if len(one)], ignore_index=True)
    return gpd.GeoDataFrame(joined, geometry="geometry", crs=RD)
