"""A small park that can be measured with a pencil, and a short way to measure it."""

from dataclasses import dataclass
from datetime import date

import geopandas as gpd
from shapely import Point
from shapely.geometry.base import BaseGeometry

from geo_ser.measure import Indicators, measure
from geo_ser.study import LowValueHigh, Thresholds
from tests.shapes import X, Y, square, table

EDITION = date(2026, 1, 1)
_OPTIONS = ("sources", "counts", "groups", "at_once")
OWN_FACTOR = Thresholds(gbo_to_gfa=LowValueHigh(low=1.0, value=1.1, high=1.2))


@dataclass(frozen=True)
class Given:
    """A source as the manifest room gives it."""

    file: str = "data/raw/park.gpkg"
    sha256: str = "0123456789abcdef" * 4
    edition: date | None = date(2025, 1, 1)
    listed: bool = True
    stand_in: bool = False


def point(x: float, y: float) -> BaseGeometry:
    return Point(X + x, Y + y)


def terrains(*shapes: BaseGeometry, **columns: list) -> gpd.GeoDataFrame:
    ids = [f"T{number}" for number in range(1, len(shapes) + 1)]
    return table(*shapes, **{"terrain_id": ids, **columns})


def buildings(*shapes: BaseGeometry, **columns: list) -> gpd.GeoDataFrame:
    ids = [f"B{number}" for number in range(1, len(shapes) + 1)]
    return table(*shapes, **{"building_id": ids, **columns})


def units(*points: BaseGeometry, **columns: list) -> gpd.GeoDataFrame:
    ids = [f"U{number}" for number in range(1, len(points) + 1)]
    return table(*points, **{"unit_id": ids, **columns})


def measured(
    thresholds: Thresholds = OWN_FACTOR, edition: date = EDITION, **given: object
) -> Indicators:
    """Measure tables given by name; the options of `measure` pass through."""
    options = {name: given.pop(name) for name in _OPTIONS if name in given}
    options.setdefault("sources", {name: [Given()] for name in given})
    return measure(given, thresholds=thresholds, edition=edition, **options)


def only_row(frame: gpd.GeoDataFrame) -> dict:
    """Return the one row of a table as a dict."""
    assert len(frame) == 1
    return frame.iloc[0].to_dict()


def why(result: Indicators, name: str, column: str, row: str = "*") -> str | None:
    """Return the reason of a null cell, or None when none is given."""
    cells = result.nulls.set_index(["table", "column", "id"])["reason"]
    return cells.get((name, column, row))


def rules(result: Indicators) -> list[str]:
    """Return the rules of the findings, the default factor left out."""
    return sorted(one.rule for one in result.findings if one.rule != "measure.default_factor")


PARK = terrains(square(0, 0, 100))
"""One terrain of a hectare."""
