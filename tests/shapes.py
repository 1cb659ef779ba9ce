"""Shapes that can be checked with a pencil."""

import geopandas as gpd
from shapely import box
from shapely.geometry.base import BaseGeometry

X, Y = 200_000.0, 470_000.0
"""A corner in the middle of the country, in RD, from which the tests draw."""


def square(x: float, y: float, width: float, height: float | None = None) -> BaseGeometry:
    """Return a rectangle with its lower left corner at (X + x, Y + y), sizes in metres."""
    return box(X + x, Y + y, X + x + width, Y + y + (width if height is None else height))


def table(*shapes: BaseGeometry, crs: int = 28992, **columns: list) -> gpd.GeoDataFrame:
    """Return shapes as a GeoDataFrame with the given columns."""
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs=crs)
