"""Tables on a folium map: each function takes a `folium.Map`, adds one layer and returns it."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

import folium
import geopandas as gpd
import pandas as pd

from geo_ser.errors import UsageError
from geo_ser.maps.folium_map import feature_collection
from geo_ser.maps.format import clean, number
from geo_ser.maps.scales import (
    ATLAS_SCALES,
    GAIN_SCALE,
    GAIN_TERRAIN_SCALE,
    HEIGHT_SCALE,
    PLOT_SCALES,
    Categories,
    Classes,
    category_codes,
    class_codes,
    class_labels,
    known_kinds,
)
from geo_ser.maps.text import Language, column_label, words
from geo_ser.tables import GAIN_FIGURES, INDICATORS, Column, require_area_crs, require_columns

__all__ = ["add_candidates", "add_plots", "add_terrains"]

Scale = Classes | Categories

_TERRAIN_SCALES: dict[str, Scale] = {
    "net_gross_ratio": ATLAS_SCALES["net_gross"],
    "gsi_gross": ATLAS_SCALES["coverage"],
    "gsi_net": ATLAS_SCALES["coverage"],
    "fsi_gross": ATLAS_SCALES["fsi"],
    "fsi_net": ATLAS_SCALES["fsi"],
    "height_max_m": HEIGHT_SCALE,
    "height_p50_m": HEIGHT_SCALE,
    **{column.name: GAIN_TERRAIN_SCALE for column in GAIN_FIGURES if column.name.endswith("_ha")},
}
_PLOT_SCALES: dict[str, Scale] = {
    "use": PLOT_SCALES["plot_use"],
    "coverage": PLOT_SCALES["plot_coverage"],
    "fsi": ATLAS_SCALES["fsi"],
    "height_max_m": HEIGHT_SCALE,
}
_CANDIDATE_SCALES: dict[str, Scale] = dict.fromkeys(
    ("gain_ha", "gain_low_ha", "gain_high_ha", "realistic_ha"), GAIN_SCALE
)
_UNKNOWN_STYLE = {"fillColor": "#ffffff", "fillOpacity": 0.3, "dashArray": "4 4"}


def add_terrains(
    folium_map: folium.Map, terrains: gpd.GeoDataFrame, column: str, *, language: Language = "nl"
) -> folium.Map:
    """Add terrains to a map, coloured by an indicator on its fixed scale.

    Parameters
    ----------
    folium_map
        The map; it gets a layer and a legend.
    terrains
        (n,) `terrain_id`, `name` where there is one, the column and polygons in EPSG:28992.
    column
        ``net_gross_ratio``, ``gsi_gross``, ``gsi_net``, ``fsi_gross``, ``fsi_net``,
        ``height_max_m``, ``height_p50_m`` or a gain in ha (`gain_level_2_ha` …). Null is drawn
        as unknown.
    language
        Of legend and tooltips.

    Returns
    -------
    folium_map : folium.Map
        The same map.

    Raises
    ------
    CrsError
        If the terrains are not in EPSG:28992.
    TableError
        If the column is not in the table.
    UsageError
        If the column has no scale.

    Examples
    --------
    >>> from shapely import box
    >>> park = gpd.GeoDataFrame(
    ...     {"terrain_id": ["1"], "gsi_gross": [0.34]},
    ...     geometry=[box(233_000, 480_000, 233_400, 480_300)], crs=28992)
    >>> add_terrains(folium.Map(tiles=None), park, "gsi_gross")  # doctest: +ELLIPSIS
    <folium.folium.Map object at 0x...>
    """
    contract = (*INDICATORS["terrains"], *GAIN_FIGURES)
    labels = terrains["name"] if "name" in terrains else terrains["terrain_id"]
    return _added(folium_map, terrains, column, labels, _TERRAIN_SCALES, contract, language)


def add_plots(
    folium_map: folium.Map, plots: gpd.GeoDataFrame, column: str = "use", *,
    language: Language = "nl",
) -> folium.Map:  # fmt: skip
    """Add plots to a map, coloured by their use or by an indicator on its fixed scale.

    Parameters
    ----------
    folium_map
        The map; it gets a layer and a legend.
    plots
        (n,) `plot_id`, the column and polygons in EPSG:28992.
    column
        ``use``, ``coverage``, ``fsi`` or ``height_max_m``. Null is drawn as unknown.
    language
        Of legend and tooltips.

    Returns
    -------
    folium_map : folium.Map
        The same map.

    Raises
    ------
    CrsError
        If the plots are not in EPSG:28992.
    TableError
        If the column is not in the table.
    UsageError
        If the column has no scale.

    Examples
    --------
    >>> from shapely import box
    >>> plots = gpd.GeoDataFrame(
    ...     {"plot_id": ["A1"], "use": ["built"]},
    ...     geometry=[box(233_000, 480_000, 233_050, 480_060)], crs=28992)
    >>> add_plots(folium.Map(tiles=None), plots)  # doctest: +ELLIPSIS
    <folium.folium.Map object at 0x...>
    """
    return _added(
        folium_map, plots, column, plots["plot_id"], _PLOT_SCALES, INDICATORS["plots"], language
    )


def add_candidates(
    folium_map: folium.Map, candidates: gpd.GeoDataFrame, column: str = "gain_ha", *,
    language: Language = "nl",
) -> folium.Map:  # fmt: skip
    """Add candidates for building more intensively to a map, coloured by what they win.

    Parameters
    ----------
    folium_map
        The map; it gets a layer and a legend.
    candidates
        (n,) `plot_id`, `rank`, the column and polygons in EPSG:28992, as `gain` ranks them.
    column
        ``gain_ha``, ``gain_low_ha``, ``gain_high_ha`` or ``realistic_ha``.
    language
        Of legend and tooltips.

    Returns
    -------
    folium_map : folium.Map
        The same map.

    Raises
    ------
    CrsError
        If the candidates are not in EPSG:28992.
    TableError
        If the column is not in the table.
    UsageError
        If the column has no scale.

    Examples
    --------
    >>> from shapely import box
    >>> plots = gpd.GeoDataFrame(
    ...     {"plot_id": ["A1"], "rank": [1], "gain_ha": [0.3]},
    ...     geometry=[box(233_000, 480_000, 233_050, 480_060)], crs=28992)
    >>> add_candidates(folium.Map(tiles=None), plots)  # doctest: +ELLIPSIS
    <folium.folium.Map object at 0x...>
    """
    require_columns(candidates, "candidates", "plot_id", "rank")
    labels = candidates["rank"].astype("str") + ". " + candidates["plot_id"].astype("str")
    names = {
        "gain_ha": "winst in theorie",
        "gain_low_ha": "winst in theorie, laag",
        "gain_high_ha": "winst in theorie, hoog",
        "realistic_ha": "winst, haalbaar",
    }
    contract = tuple(Column(name, "number", "ha", nl) for name, nl in names.items())
    return _added(folium_map, candidates, column, labels, _CANDIDATE_SCALES, contract, language)


def _added(
    folium_map: folium.Map,
    table: gpd.GeoDataFrame,
    column: str,
    labels: pd.Series,
    scales: dict[str, Scale],
    contract: Sequence[Column],
    language: Language,
) -> folium.Map:
    """Add a layer of polygons with tooltips, and its legend."""
    if column not in scales:
        raise UsageError(f"no map scale for {column!r}; known: {', '.join(sorted(scales))}.")
    require_columns(table, "table", column)
    require_area_crs(table=table)
    scale = scales[column]
    codes, classes, colours = _classified(table[column], scale, language)
    title = column_label(next(item for item in contract if item.name == column), language)
    properties = [
        {"label": escape(clean(label)), "colour": None if code is None else colours[code],
         "value": escape(_shown(value, code, scale, classes, language))}
        for label, value, code in zip(labels, table[column], codes, strict=True)
    ]  # fmt: skip
    features = feature_collection(table.geometry, properties)
    if features["features"]:
        tooltip = folium.GeoJsonTooltip(["label", "value"], labels=False)
        folium.GeoJson(features, name=title, style_function=_style, tooltip=tooltip).add_to(
            folium_map
        )
    legend = _legend(title, classes, colours, words(language)["unknown"])
    figure: Any = folium_map.get_root()
    figure.html.add_child(folium.Element(legend))
    return folium_map


def _classified(
    values: pd.Series, scale: Scale, language: Language
) -> tuple[list[int | None], list[str], list[str]]:
    """Return the class of each value, and what classes are called and their colours."""
    if isinstance(scale, Classes):
        numbers = pd.to_numeric(values).astype("Float64")
        return class_codes(numbers, scale), class_labels(scale, language), list(scale.colours)
    codes = category_codes(known_kinds(values, "plot", scale), scale)
    say = words(language)
    return codes, [say[kind] for kind in scale.kinds], list(scale.kinds.values())


def _shown(
    value: object, code: int | None, scale: Scale, classes: Sequence[str], language: Language
) -> str:
    """Return a value as the tooltip prints it."""
    if code is None:
        return words(language)["unknown"]
    if isinstance(scale, Categories):
        return classes[code]
    detailed = replace(scale, decimals=scale.decimals + 1)
    text = number(float(str(value)) * detailed.factor, detailed.decimals, language)
    return f"{text} %" if scale.factor == 100.0 else text


def _style(feature: dict[str, dict[str, str | None]]) -> dict[str, object]:
    """Return how a polygon is drawn: in the colour of its class, dashed where it is unknown."""
    line = {"color": "#2b3a47", "weight": 1}
    colour = feature["properties"]["colour"]
    return {**line, **({"fillColor": colour, "fillOpacity": 0.75} if colour else _UNKNOWN_STYLE)}


def _legend(title: str, classes: Sequence[str], colours: Sequence[str], unknown: str) -> str:
    """Return a legend as HTML, every text escaped."""
    rows = "".join(
        f'<div><span style="display:inline-block;width:1em;height:1em;margin-right:.4em;'
        f'border:1px solid #2b3a47;background:{colour}"></span>{escape(label)}</div>'
        for label, colour in [*zip(classes, colours, strict=True), (unknown, "#ffffff")]
    )
    return (
        '<div style="position:fixed;bottom:2em;left:1em;z-index:999;background:#fff;padding:.6em;'
        f'font:13px sans-serif;border-radius:4px"><b>{escape(title)}</b>{rows}</div>'
    )
