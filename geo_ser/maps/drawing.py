"""A map that stands still: shapes as one SVG, for paper and for what runs no script.

Drawn in RD metres, north up; the picture has a scale bar of a round length. Nothing in it comes
from a text of the data.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from markupsafe import Markup

from geo_ser.maps.format import number
from geo_ser.maps.text import Language

__all__ = ["Drawn", "drawing", "scale_bar_m"]

_UNKNOWN = "#b9c1c9"
_MARGIN = 0.04


@dataclass(frozen=True)
class Drawn:
    """A layer of the drawing: (n,) shapes in EPSG:28992 and the fill of each, None unknown.

    Unknown is grey: a pattern does not survive in every PDF.
    """

    shapes: gpd.GeoSeries
    fills: Sequence[str | None]
    dashed: bool = False


def drawing(layers: Sequence[Drawn], language: Language) -> Markup:
    """Return the layers as one SVG element, the first at the bottom; empty when nothing is there.

    Parameters
    ----------
    layers
        Polygons; null and empty shapes are left out.
    language
        Of the scale bar.
    """
    there = [
        one for layer in layers for one in layer.shapes if one is not None and not one.is_empty
    ]
    if not there:
        return Markup("")
    west, south, east, north = shapely.total_bounds(np.array(there, dtype="object"))
    margin = _MARGIN * max(east - west, north - south)
    left, top = west - margin, north + margin
    width, height = east - west + 2 * margin, north - south + 3 * margin
    line = max(width, height) / 900
    body = [_layer(layer, left, top, line) for layer in layers]
    body.append(_scale_bar(width, height, line, language))
    return Markup(  # numbers and colours of this program only
        f'<svg class="still" viewBox="0 0 {_short(width)} {_short(height)}" '
        f'preserveAspectRatio="xMidYMid meet">{"".join(body)}</svg>'
    )


def scale_bar_m(width_m: float) -> int:
    """Return a round length of about a fifth of a drawing's width.

    Examples
    --------
    >>> [scale_bar_m(one) for one in (400.0, 1300.0, 9000.0)]
    [50, 200, 1000]
    """
    power = 10 ** int(np.floor(np.log10(max(width_m, 10.0) / 5)))
    return int(max(one * power for one in (1, 2, 5) if one * power <= max(width_m, 10.0) / 5))


def _layer(layer: Drawn, left: float, top: float, line: float) -> str:
    """Return the paths of a layer."""
    dash = f' stroke-dasharray="{_short(7 * line)} {_short(5 * line)}"' if layer.dashed else ""
    thick = _short(line * (2.2 if layer.dashed else 0.8))
    style = f'fill-rule="evenodd" stroke="#2b3a47" stroke-width="{thick}"{dash}'
    return "".join(
        f'<path d="{_path(shape, left, top)}" fill="{fill or _UNKNOWN}" {style}/>'
        for shape, fill in zip(layer.shapes, layer.fills, strict=True)
        if shape is not None and not shape.is_empty
    )


def _path(shape: shapely.Geometry, left: float, top: float) -> str:
    """Return the rings of a shape as path data, to the decimetre."""
    rings = []
    for polygon in shapely.get_parts(shape):
        for ring in shapely.get_rings(polygon):
            points = shapely.get_coordinates(ring)[:-1]
            places = [f"{_short(x - left)} {_short(top - y)}" for x, y in points]
            rings.append(f"M{'L'.join(places)}Z")
    return "".join(rings)


def _scale_bar(width: float, height: float, line: float, language: Language) -> str:
    """Return a bar with its length, and an arrow to the north, in the margin below the shapes."""
    length = scale_bar_m(width)
    x, y = 10 * line, height - 10 * line
    text = f"{number(length, 0, language)} m"
    return (
        f'<path d="M{_short(x)} {_short(y - 6 * line)}V{_short(y)}H{_short(x + length)}'
        f'V{_short(y - 6 * line)}" fill="none" stroke="#101a22" '
        f'stroke-width="{_short(1.5 * line)}"/>'
        f'<text x="{_short(x + 5 * line)}" y="{_short(y - 5 * line)}" '
        f'font-size="{_short(15 * line)}" fill="#101a22">{text}</text>'
        f'<text x="{_short(width - 45 * line)}" y="{_short(22 * line)}" '
        f'font-size="{_short(18 * line)}" fill="#101a22">N ↑</text>'
    )


def _short(value: float) -> str:
    """Return a number to the decimetre, as short as it goes."""
    return f"{round(float(value), 1):g}"
