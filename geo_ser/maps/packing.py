"""Shapes as few bytes: whole decimetres of the Dutch grid, each vertex as a step from the last.

The page's script adds the steps up again. It draws in Web Mercator, so the page also brings a
polynomial that turns RD into it: fitted to PROJ's own transformation over the extent of the
page and refused when it is not the same to two centimetres.
"""

import base64
import json
import zlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer

from geo_ser.errors import WriteError
from geo_ser.gdal import transformer

__all__ = ["Bounds", "pack_shapes", "packed_text", "to_mercator"]

_LONG = 9
_TWO_BYTES = 65_535
_TOLERANCE_M = 0.02
_DEGREES = range(2, 11)
_GRID = 25

Bounds = tuple[float, float, float, float]
Floats = npt.NDArray[np.float64]


def packed_text(value: Mapping[str, Any]) -> str:
    r"""Return a value as deflated bytes in base64: harmless inside a script element.

    The bytes are the length of the JSON (4, little-endian), the JSON, and the whole numbers. A
    longer list of those stands in the JSON as ``{"ints": [offset, count], "far": [[place, number],
    …]}``. Each is folded (0, −1, 1, −2 … become 0, 1, 2, 3 …) into two bytes, all low bytes before
    all high ones: that deflates best. One that needs more stands in `far`.

    Examples
    --------
    >>> zlib.decompress(base64.b64decode(packed_text({"a": [1, None]})))
    b'\x0e\x00\x00\x00{"a":[1,null]}'
    """
    numbers: list[bytes] = []
    plain = _with_numbers_apart(value, numbers)
    text = json.dumps(
        plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode("utf-8")
    whole = len(text).to_bytes(4, "little") + text + b"".join(numbers)
    return base64.b64encode(zlib.compress(whole, 9)).decode("ascii")


def _with_numbers_apart(value: Any, numbers: list[bytes]) -> Any:
    """Return a value whose longer lists of whole numbers went into `numbers`."""
    if isinstance(value, Mapping):
        return {key: _with_numbers_apart(value[key], numbers) for key in sorted(value)}
    if not isinstance(value, list):
        return value
    if len(value) < _LONG or not all(type(one) is int for one in value):
        return [_with_numbers_apart(one, numbers) for one in value]
    given = np.array(value, dtype="int64")
    folded = (given << 1) ^ (given >> 63)
    far = np.flatnonzero(folded > _TWO_BYTES)
    short = np.where(folded > _TWO_BYTES, 0, folded).astype("<u2").view("uint8")
    offset = sum(len(one) for one in numbers)
    numbers.append(short[0::2].tobytes() + short[1::2].tobytes())
    return {"ints": [offset, len(value)], "far": [[int(n), int(given[n])] for n in far]}


def pack_shapes(shapes: gpd.GeoSeries, *, per_m: int = 10) -> dict[str, Any]:
    """Return polygons as rings of whole steps.

    Parameters
    ----------
    shapes
        (n,) polygons in EPSG:28992; null, empty or anything without area has no rings.
    per_m
        Steps in a metre; 10: decimetres.

    Returns
    -------
    packed : dict
        `rings` (n,) how many rings each shape has; `sizes` how many vertices each ring has (the
        last is not repeated); `x`, `y` the steps, each from the vertex before it, the very first
        from 0; `per_m`. Outer rings run anticlockwise, holes clockwise after their own outer
        ring. Points on a straight line are left out; no line moves by more than 1 step.

    Examples
    --------
    >>> pack_shapes(gpd.GeoSeries([shapely.box(1, 1, 3, 2), None], crs=28992))
    {'per_m': 10, 'rings': [1, 0], 'sizes': [4], 'x': [30, 0, -20, 0], 'y': [10, 10, 0, -10]}
    """
    values = np.asarray(shapes.to_numpy(), dtype="object")
    plain = shapely.simplify(shapely.orient_polygons(values), 0.5 / per_m)
    parts, owner = shapely.get_parts(plain, return_index=True)
    keep = (shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(parts)
    rings, part = shapely.get_rings(parts[keep], return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    last = np.append(ring[1:] != ring[:-1], True) if len(ring) else np.zeros(0, dtype=bool)
    steps = np.round(points[~last] * per_m).astype("int64")
    steps = np.diff(steps, axis=0, prepend=np.zeros((1, 2), dtype="int64"))
    return {
        "per_m": per_m,
        "rings": np.bincount(owner[keep][part], minlength=len(values)).tolist(),
        "sizes": np.bincount(ring[~last], minlength=len(rings)).tolist(),
        "x": steps[:, 0].tolist(),
        "y": steps[:, 1].tolist(),
    }


def to_mercator(bounds: Bounds) -> dict[str, Any]:
    """Return the polynomial from RD to Web Mercator (EPSG:3857) within bounds.

    Parameters
    ----------
    bounds
        xmin, ymin, xmax, ymax in EPSG:28992, m.

    Returns
    -------
    polynomial : dict
        `degree`, `middle` [x, y] and `half` [x, y] of the bounds: u = (x − middle) / half lies
        between −1 and 1, v alike; `x`, `y` the coefficients of u^i v^j, i outside, j within,
        i + j <= degree.

    Raises
    ------
    WriteError
        If no polynomial comes within 0.02 m (an extent far larger than the country).
    """
    west, south, east, north = bounds
    middle = np.array([(west + east) / 2, (south + north) / 2]).round(1)
    half = np.maximum([(east - west) / 2, (north - south) / 2], 100.0).round(1)
    transform = _rd_to_mercator().transform
    fit, check = _places(_GRID), _places(_GRID - 2)
    wanted, truth = (np.stack(transform(*(middle + half * one).T), axis=1) for one in (fit, check))
    for degree in _DEGREES:
        found = np.linalg.lstsq(_terms(fit, degree), wanted, rcond=None)[0].round(4)
        if np.abs(_terms(check, degree) @ found - truth).max() <= _TOLERANCE_M:
            return {
                "degree": degree, "middle": middle.tolist(), "half": half.tolist(),
                "x": found[:, 0].tolist(), "y": found[:, 1].tolist(),
            }  # fmt: skip
    raise WriteError(
        f"candidates: the plots span {2 * half.max() / 1000:.0f} km, too far for one map. Look in "
        "`terrains` for one that lies far outside the others."
    )


@cache
def _rd_to_mercator() -> Transformer:
    return transformer(28992, 3857)


def _places(count: int) -> Floats:
    """Return a grid of places between −1 and 1."""
    line = np.linspace(-1.0, 1.0, count)
    return np.stack([one.ravel() for one in np.meshgrid(line, line)], axis=1)


def _terms(places: Floats, degree: int) -> Floats:
    """Return u^i v^j of each place, i outside, j within."""
    u, v = places.T
    return np.stack([u**i * v**j for i in range(degree + 1) for j in range(degree + 1 - i)], axis=1)
