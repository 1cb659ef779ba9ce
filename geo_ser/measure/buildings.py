"""The buildings of a study: what stands, the land it holds, its floor area, its indicator table."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import Finding
from geo_ser.measure.building_floor import GFA_COLUMNS, building_floor_area
from geo_ser.measure.coverage import building_land, building_parts
from geo_ser.measure.heights import height_missing_reason, known_height_m
from geo_ser.measure.inputs import given, usable_units
from geo_ser.measure.sheets import Sheet
from geo_ser.measure.standing import stands
from geo_ser.measure.storeys import building_storeys
from geo_ser.measure.units import (
    HousedUnits,
    dummy_area_findings,
    homeless_findings,
    housed_units,
)
from geo_ser.study import StoreyHeights, Thresholds

__all__ = ["Built", "building_sheet", "built", "unit_findings"]

_NOT_ASKED = StoreyHeights()


@dataclass(frozen=True)
class Built:
    """The buildings, and their parts in the terrains."""

    buildings: gpd.GeoDataFrame
    """(m,) in order of `building_id`."""

    standing: pd.Series
    """(m,) bool; False also where the status is not understood."""

    land: gpd.GeoSeries
    """(m,) what `coverage.building_land` returned."""

    parts: gpd.GeoDataFrame
    """What `coverage.building_parts` returned."""

    housed: HousedUnits | None
    """The units in use, when a table states their floor areas."""

    floor: pd.DataFrame
    """What `building_floor.building_floor_area` returned."""


def built(tables: Mapping[str, pd.DataFrame], thresholds: Thresholds) -> Built | None:
    """Return the buildings with their land, parts and floor area; None without buildings.

    Parameters
    ----------
    tables
        What `inputs.ready` returned.
    thresholds
        What floor area depends on.
    """
    if "buildings" not in tables:
        return None
    buildings, units = tables["buildings"], usable_units(tables)
    judged = stands(buildings)
    standing = judged.fillna(False).astype("bool")
    land = building_land(buildings, standing)
    housed = None if units is None else housed_units(units, buildings, standing)
    return Built(
        buildings=buildings,
        standing=standing,
        land=land,
        parts=building_parts(tables["terrains"], buildings, land),
        housed=housed,
        floor=building_floor_area(buildings, judged, land.area, housed, thresholds),
    )


def building_sheet(
    built: Built | None,
    terrains: gpd.GeoDataFrame,
    gfa_method: pd.Series | str,
    storey_height: StoreyHeights = _NOT_ASKED,
) -> Sheet:
    """Return the part of each building in each terrain, with what is known of the building.

    Parameters
    ----------
    built
        The buildings; None gives a sheet without columns.
    terrains
        (n,) with `terrain_id`.
    gfa_method
        The methods of floor area that were used, per terrain.
    storey_height
        m per storey and use, for storeys from heights; none by default.
    """
    if built is None:
        return Sheet("buildings")
    parts, at = built.parts, built.parts["building"].to_numpy()
    whole = built.buildings.iloc[at].set_axis(parts.index)
    floor = built.floor.iloc[at].set_axis(parts.index)
    missing, height = height_missing_reason(whole), known_height_m(whole)
    storeys = building_storeys(whole, height, floor["uses"], storey_height)
    values = pd.DataFrame(
        {
            "building_id": whole["building_id"],
            "terrain_id": terrains["terrain_id"].to_numpy()[parts["terrain"]],
            "footprint_m2": parts["footprint_m2"],
            **{column: floor[column] * parts["share"] for column in GFA_COLUMNS},
            **{column: floor[column] for column in ("gfa_method", "uses")},
            **{column: given(whole, column) for column in _DELIVERED},
            "height_m": height,
            **{column: storeys[column] for column in ("storeys", "storeys_method")},
            "height_missing_reason": missing,
            "geometry": parts.geometry,
        }
    )
    methods: dict[str, str | pd.Series] = {
        **dict.fromkeys(map(str, values), "as_delivered"),
        **dict.fromkeys(("footprint_m2", "geometry"), "clipped_footprint"),
        **dict.fromkeys((*GFA_COLUMNS, "gfa_method"), gfa_method),
        "uses": "units_in_building",
        **dict.fromkeys(("storeys", "storeys_method"), "given_or_by_use"),
    }
    reasons: dict[str, str | pd.Series] = {
        **dict.fromkeys(("gfa_m2", "gfa_low_m2", "gfa_method"), floor["gfa_reason"]),
        "gfa_high_m2": floor["gfa_high_reason"],
        "uses": floor["uses_reason"],
        **dict.fromkeys(("status", "construction_year"), "not_given"),
        "height_m": missing,
        **dict.fromkeys(_WITH_HEIGHT, missing.fillna("not_given")),
        **dict.fromkeys(("storeys", "storeys_method"), storeys["storeys_reason"]),
        "height_missing_reason": "height_known",
    }
    return Sheet("buildings", values, methods, reasons)


_WITH_HEIGHT = ("ground_m", "height_source", "survey_date", "height_coverage")
_DELIVERED = ("status", "construction_year", *_WITH_HEIGHT)


def unit_findings(built: Built | None, terrains: gpd.GeoDataFrame) -> list[Finding]:
    """Return what is wrong with the units that concern a terrain.

    A registry covers the whole municipality; a unit concerns a terrain when its point or one
    of its buildings lies there.
    """
    if built is None or built.housed is None:
        return []
    units, links = built.housed.units, built.housed.links
    _, inside = units.sindex.query(terrains.geometry, predicate="intersects")
    through = links.loc[links["building"].isin(built.parts["building"]), "unit"]
    near = units.iloc[np.union1d(inside, through).astype("int64")]
    return dummy_area_findings(near) + homeless_findings(near, links)
