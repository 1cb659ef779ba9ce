"""The folium map of a page: shapes, the background that is off, and nothing from elsewhere.

Folium draws random ids and asks a CDN for its scripts. Here every element has a fixed id, and
only the map's own markup and script are taken; the page brings leaflet along (`page.py`).
Shapes are drawn as SVG and not on a canvas: hatching, printing and a selection that lies on
top need it, and a page holds one region. Nothing is simplified: a shed stays a shed.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import shapely
from branca.element import Element
from folium.map import FitBounds

from geo_ser.geometry.overlay import has_shape
from geo_ser.maps.text import Language, words

__all__ = ["TILES", "MapParts", "feature_collection", "map_parts", "sheet_points"]

TILES = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png"
"""BRT-achtergrondkaart in grey, PDOK: asked for only after the user switches it on."""

_TILES_CREDIT = "© Kadaster, BRT-achtergrondkaart (CC BY 4.0)"
_DECIMALS = 6  # of a degree: 0.11 m, below a pixel at the deepest zoom
_WGS84 = 4326

MapParts = tuple[str, str]
"""The markup of the map and the script that fills it."""


def feature_collection(
    shapes: gpd.GeoSeries, properties: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return shapes as GeoJSON in WGS 84 with few digits.

    Parameters
    ----------
    shapes
        (n,) geometries in EPSG:28992; null or empty ones are left out.
    properties
        (n,) what each feature carries.
    """
    there = has_shape(shapes).to_numpy()
    degrees = shapes[there].to_crs(_WGS84).to_numpy()
    rounded = shapely.transform(degrees, lambda points: np.round(points, _DECIMALS))
    kept = [one for one, is_there in zip(properties, there, strict=True) if is_there]
    features = [
        {"type": "Feature", "properties": dict(one), "geometry": json.loads(text)}
        for one, text in zip(kept, shapely.to_geojson(rounded), strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def sheet_points(shapes: gpd.GeoSeries) -> list[list[float] | None]:
    """Return where each shape's number is written: [latitude, longitude] inside it, or None."""
    points = shapes.representative_point().to_crs(_WGS84)
    return [
        None if point is None or point.is_empty
        else [round(point.y, _DECIMALS), round(point.x, _DECIMALS)]
        for point in points
    ]  # fmt: skip


def map_parts(
    layers: Mapping[str, dict[str, Any]],
    bounds: Sequence[float],
    language: Language,
    *,
    control: bool = True,
) -> MapParts:
    """Return the markup and script of a map with GeoJSON layers, north up, fitted to its bounds.

    Parameters
    ----------
    layers
        Name to feature collection, drawn in this order; the page's script finds them as
        ``geo_json_<name>``, the map as ``map_atlas``, the background as
        ``tile_layer_background``.
    bounds
        xmin, ymin, xmax, ymax in EPSG:28992.
    control
        Put the switch of the background on the map; False: the page has its own.
    """
    canvas = _named(folium.Map(tiles=None, zoom_control=False, max_zoom=19, zoom_snap=0.1), "atlas")
    background = folium.TileLayer(
        TILES,
        attr=_TILES_CREDIT,
        name=words(language)["background"],
        overlay=True,
        show=False,
        max_zoom=19,
    )
    _named(background, "background").add_to(canvas)
    for name, features in layers.items():
        layer = folium.GeoJson(features, name=name, control=False, smooth_factor=0)
        _named(layer, name).add_to(canvas)
    if control:
        switch = folium.LayerControl(position="bottomright", collapsed=False)
        _named(switch, "control").add_to(canvas)
    _named(_fit(bounds), "bounds").add_to(canvas)
    figure = canvas.get_root()
    figure.render()
    return figure.html.render(), figure.script.render()


def _fit(bounds: Sequence[float]) -> FitBounds:
    """Return the instruction to show RD bounds, clear of the buttons and the scale bar."""
    return FitBounds(_lat_lon(bounds), padding_top_left=(50, 50), padding_bottom_right=(20, 30))


def _named(element: Element, name: str) -> Any:
    """Return the element with a fixed id in place of folium's random one."""
    element._id = name
    return element


def _lat_lon(bounds: Sequence[float]) -> list[list[float]]:
    """Return RD bounds as [[south, west], [north, east]]."""
    box = gpd.GeoSeries([shapely.box(*bounds)], crs=28992).to_crs(_WGS84)
    west, south, east, north = (round(float(one), _DECIMALS) for one in box.total_bounds)
    return [[south, west], [north, east]]
