"""The plots of one terrain: their themes on the map and what their popups say."""

from typing import Any

import geopandas as gpd
import pandas as pd

from geo_ser.maps.evidence import Evidence, Fact
from geo_ser.maps.floor_area import floor_text
from geo_ser.maps.format import clean, is_unknown
from geo_ser.maps.scales import PLOT_SCALES, Categories, category_codes, class_codes, known_kinds
from geo_ser.maps.text import column_label, words
from geo_ser.maps.themes import Item, Theme
from geo_ser.maps.view import AtlasView
from geo_ser.tables import INDICATORS, Column

__all__ = ["plot_items", "plot_themes", "terrain_plots"]

_COLUMNS = {column.name: column for column in INDICATORS["plots"]}
_POPUP = (
    "use", "area_m2", "area_in_terrain_m2", "footprint_m2", "coverage", "gfa_m2", "fsi",
    "height_max_m", "free_area_m2", "setback_road_m", "setback_side_m", "setback_rear_m",
)  # fmt: skip


def terrain_plots(view: AtlasView, terrain_id: str) -> gpd.GeoDataFrame:
    """Return the terrain's plots by id, with every contract column present."""
    if view.plots is None:
        empty: dict[str, list[Any]] = {name: [] for name in _COLUMNS if name != "geometry"}
        return gpd.GeoDataFrame(empty, geometry=[], crs=28992)
    table = view.plots
    here = table[table["terrain_id"].astype("str") == terrain_id].sort_values("plot_id")
    absent = {name: pd.NA for name in _COLUMNS if name not in here}
    return gpd.GeoDataFrame(here.assign(**absent).reset_index(drop=True), crs=table.crs)


def plot_themes(plots: gpd.GeoDataFrame, evidence: Evidence) -> list[Theme]:
    """Return the plots by use and by coverage; no themes where there are no plots."""
    if plots.empty:
        return []
    columns = {"plot_use": "use", "plot_coverage": "coverage"}
    nothing = words(evidence.language)["nothing_known_plots"]
    return [
        Theme(
            scale,
            tuple(
                category_codes(known_kinds(plots[columns[key]], "plot", scale), scale)
                if isinstance(scale, Categories)
                else class_codes(pd.to_numeric(plots[columns[key]]).astype("Float64"), scale)
            ),
            "plots",
            evidence.whole_reason("plots", columns[key]) or nothing,
        )
        for key, scale in PLOT_SCALES.items()
    ]


def plot_items(plots: gpd.GeoDataFrame, evidence: Evidence) -> list[Item]:
    """Return the popups of the plots."""
    rows = plots.drop(columns="geometry").to_dict("records")
    return [
        Item(
            clean(row["plot_id"], limit=40),
            tuple(_fact(row, _COLUMNS[name], evidence) for name in _POPUP),
        )
        for row in rows
    ]


def _fact(plot: dict[Any, Any], column: Column, evidence: Evidence) -> Fact:
    """Return one figure of a plot, or why it is unknown."""
    label = column_label(column, evidence.language)
    text = floor_text(plot, column, evidence.language)
    if text and column.name == "use":
        text = words(evidence.language).get(f"plot_{text}", text)
    if text and not is_unknown(plot[column.name]):
        return Fact(label, text, "")
    why = evidence.reason("plots", str(plot["plot_id"]), column.name)
    return Fact(label, text, why, bounds_only=bool(text))
