"""Plain GeoDataFrames as the tables that measuring wants, and its answers by the caller's index."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

import geopandas as gpd
import pandas as pd
import shapely

from geo_ser.errors import TableError, first_three
from geo_ser.geometry.overlay import has_shape
from geo_ser.measure import Indicators, coverage, measure, stands
from geo_ser.study import Thresholds
from geo_ser.tables import INPUTS, require_area_crs, require_columns

__all__ = [
    "NEVER_JOINED",
    "Bound",
    "Status",
    "checked",
    "declared_plots",
    "measured",
    "row_ids",
    "standing",
    "surrounding_terrain",
]

Bound = Literal["low", "value", "high"]
"""Which figure of an uncertain one: its lower bound, the value, or its upper bound."""

Status = Literal["standing", "all"]
"""Which buildings count: those that stand by their `status`, or every row."""

NEVER_JOINED = 1.0
"""As `join_min_share`: no building joins plots that the caller has already drawn."""

_AROUND_M = 1.0
_STREET_SHARE = 0.5


def row_ids(table: gpd.GeoDataFrame) -> list[str]:
    """Return an id for each row that sorts as the rows do: its position, with leading zeros."""
    width = len(str(len(table)))
    return [f"{position:0{width}d}" for position in range(len(table))]


def checked(table: gpd.GeoDataFrame, name: str) -> gpd.GeoDataFrame:
    """Return a table with polygons that can be measured.

    Raises
    ------
    CrsError
        If it is not in EPSG:28992.
    TableError
        If a geometry is missing, empty, invalid or no polygon: how many rows, and the first.
    """
    require_area_crs(**{name: table})
    shapes = table.geometry
    usable = has_shape(shapes) & shapes.is_valid
    usable &= shapes.geom_type.isin(["Polygon", "MultiPolygon"])
    if not usable.all():
        raise TableError(
            f"`{name}`: {int((~usable).sum())} of {len(table)} rows have no valid polygon (first: "
            f"{first_three(table.index[~usable])}). Repair them with "
            f"`{name}.geometry.make_valid()`, or leave them out."
        )
    return table


def standing(buildings: gpd.GeoDataFrame, status: Status) -> gpd.GeoDataFrame:
    """Return the buildings that count; a status text that is not known to us stands for nothing."""
    buildings = checked(buildings, "buildings")
    if status == "all":
        return buildings
    return buildings[stands(buildings).fillna(False).astype("bool")]


def measured(
    tables: Mapping[str, gpd.GeoDataFrame | None],
    groups: Sequence[str],
    thresholds: Thresholds | None = None,
    *,
    edition: date = date.max,
) -> Indicators:
    """Return the indicators of plain tables, each row named by its position.

    Parameters
    ----------
    tables
        Tables of `tables.INPUTS` by name, EPSG:28992; None is a table that is unknown. Buildings
        keep a `building_id` that is there, as units name them by it.
    groups
        Of `tables.GROUPS`.
    thresholds
        The parameters of the rules; None: the defaults of a study.
    edition
        The moment described.

    Raises
    ------
    CrsError, TableError
        As `checked`; if a required column is lacking.
    """
    named = {name: _named(table, name) for name, table in tables.items() if table is not None}
    return measure(
        named,
        thresholds=thresholds or Thresholds(),
        edition=edition,
        sources={},
        groups=tuple(groups),
    )


def surrounding_terrain(*tables: gpd.GeoDataFrame, **limits: Any) -> gpd.GeoDataFrame:
    """Return one terrain around everything, for figures that ask for no terrain."""
    bounds = shapely.total_bounds([shapely.box(*table.total_bounds) for table in tables])
    box = shapely.box(*bounds).buffer(_AROUND_M, join_style="mitre")
    return gpd.GeoDataFrame({"terrain_id": ["all"], **limits}, geometry=[box], crs=28992)


def declared_plots(plots: gpd.GeoDataFrame, surfaces: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    """Return plots that count as net because the caller calls them plots.

    Except what road covers for more than half: that is a street that lies in the table too.

    Parameters
    ----------
    plots
        (n,) polygons in EPSG:28992.
    surfaces
        (s,) polygons with `cover`; None: unknown.
    """
    shapes = checked(plots, "plots")[[plots.geometry.name]]
    if surfaces is None:
        return shapes.assign(plan=True)
    road = surfaces[surfaces["cover"] == "road"]
    return shapes.assign(plan=coverage(shapes, checked(road, "surfaces")) <= _STREET_SHARE)


def _named(table: gpd.GeoDataFrame, name: str) -> gpd.GeoDataFrame:
    contract = INPUTS[name]
    if contract.shapes == "polygon":
        table = checked(table, name)
    elif contract.shapes == "point":
        require_area_crs(**{name: table})
    keeps_ids = name in ("buildings", "units", "zoning", "surfaces") and contract.id in table
    if not keeps_ids:
        table = table.assign(**{contract.id: row_ids(table)})
    require_columns(table, name, *(column.name for column in contract.required))
    return gpd.GeoDataFrame(pd.DataFrame(table).reset_index(drop=True), crs=28992)
