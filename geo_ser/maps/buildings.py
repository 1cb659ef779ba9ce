"""The buildings of one terrain: their themes on the map and what their popups say."""

from typing import Any

import geopandas as gpd
import pandas as pd

from geo_ser.maps.building_kinds import status_kinds, use_kinds
from geo_ser.maps.evidence import Evidence, Fact
from geo_ser.maps.floor_area import floor_text
from geo_ser.maps.format import clean, is_unknown
from geo_ser.maps.scales import (
    BUILDING_SCALES,
    Categories,
    category_codes,
    class_codes,
)
from geo_ser.maps.text import column_label, method_words, reason_words, words
from geo_ser.maps.themes import Item, Theme
from geo_ser.maps.view import AtlasView
from geo_ser.tables import INDICATORS, Column

__all__ = ["building_items", "building_themes", "terrain_buildings"]

_BUILDING_COLUMNS = {column.name: column for column in INDICATORS["buildings"]}


def terrain_buildings(view: AtlasView, terrain_id: str) -> gpd.GeoDataFrame:
    """Return the terrain's buildings by id, with every contract column present."""
    if view.buildings is None:
        empty: dict[str, list[Any]] = {name: [] for name in _BUILDING_COLUMNS if name != "geometry"}
        return gpd.GeoDataFrame(empty, geometry=[], crs=28992)
    table = view.buildings
    here = table[table["terrain_id"].astype("str") == terrain_id].sort_values("building_id")
    absent = {name: pd.NA for name in _BUILDING_COLUMNS if name not in here}
    return gpd.GeoDataFrame(here.assign(**absent).reset_index(drop=True), crs=table.crs)


def building_themes(buildings: gpd.GeoDataFrame, evidence: Evidence) -> list[Theme]:
    """Return the buildings by use, year, height and status.

    Height only where some is known: the chart of heights says why there is none.
    """
    ids = buildings["building_id"].astype("str")
    reasons = [evidence.reason_code("buildings", one, "uses") for one in ids]
    kinds = {
        "use": use_kinds(buildings["uses"], reasons),
        "status": status_kinds(buildings["status"]),
    }
    columns = {
        "use": "uses", "year": "construction_year", "height": "height_m", "status": "status",
    }  # fmt: skip
    nothing = words(evidence.language)["nothing_known_buildings"]
    themes = [
        Theme(
            scale,
            tuple(
                category_codes(kinds[key], scale)
                if isinstance(scale, Categories)
                else class_codes(_numbers(buildings[columns[key]]), scale)
            ),
            "buildings",
            evidence.whole_reason("buildings", columns[key]) or nothing,
        )
        for key, scale in BUILDING_SCALES.items()
    ]
    return [one for one in themes if one.known or one.scale.key != "height"]


def _numbers(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values).astype("Float64")


def building_items(buildings: gpd.GeoDataFrame, evidence: Evidence) -> list[Item]:
    """Return the popups of the buildings."""
    rows = buildings.drop(columns="geometry").to_dict("records")
    return [Item(clean(row["building_id"], limit=40), tuple(_facts(row, evidence))) for row in rows]


def _facts(building: dict[Any, Any], evidence: Evidence) -> list[Fact]:
    """Return what a building's popup says; unknown figures with their reason."""
    names = ("construction_year", "status", "footprint_m2", "gfa_m2", "uses", "height_m")
    return [_fact(building, _BUILDING_COLUMNS[name], evidence) for name in names]


def _fact(building: dict[Any, Any], column: Column, evidence: Evidence) -> Fact:
    language = evidence.language
    label = column_label(column, language)
    value = building[column.name]
    of_uses = column.name == "uses"
    text = _uses_text(value, evidence) if of_uses else floor_text(building, column, language)
    if text and (of_uses or not is_unknown(value)):
        return Fact(label, text, _building_note(building, column.name, evidence))
    reason = clean(building["height_missing_reason"]) if column.name == "height_m" else ""
    if reason:
        return Fact(label, "", reason_words(reason, language))
    why = evidence.reason("buildings", str(building["building_id"]), column.name)
    return Fact(label, text, why, bounds_only=bool(text))


def _uses_text(uses: object, evidence: Evidence) -> str:
    """Return a building's uses in words; a use not known here stands as given."""
    if uses is None or isinstance(uses, str | float) or uses is pd.NA:
        return clean(uses)
    say = words(evidence.language)
    named = sorted(str(one) for one in uses)  # type: ignore[attr-defined]
    return clean(", ".join(say.get(f"use_{one}", one) for one in named))


def _building_note(building: dict[Any, Any], column: str, evidence: Evidence) -> str:
    """Return how a building's figure came about: the method of its floor area or height."""
    if column == "gfa_m2":
        return method_words(clean(building["gfa_method"]), evidence.language)
    if column == "height_m":
        return clean(building["height_source"])
    return ""
