"""The tables as measuring wants them: checked, in one order, with their absences known."""

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd

from geo_ser.errors import TableError
from geo_ser.tables import (
    INPUTS,
    require_area_crs,
    require_columns,
    require_positive_area,
    require_unique,
)

__all__ = ["available", "given", "ready", "stated_overlaps", "usable_units"]


def ready(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tables checked against their contract, in order of their ids as text.

    One order of rows makes every sum the same for every order in the source. Tables that are
    no input (`surface_overlaps`, …) are left out.

    Raises
    ------
    TableError
        If terrains are missing, or a table lacks a column, repeats an id, or has a terrain
        without area.
    CrsError
        If a table is not in EPSG:28992.
    """
    if "terrains" not in tables:
        raise TableError("no `terrains` table: there is nothing to measure. Run `geo-ser layers`.")
    checked = {}
    for name in sorted(INPUTS.keys() & tables.keys()):
        table, contract = tables[name], INPUTS[name]
        require_columns(table, name, *(column.name for column in contract.required))
        if contract.shapes != "none":
            require_area_crs(**{name: table})
        table = table.assign(**{contract.id: table[contract.id].astype("str")})
        require_unique(table, name, contract.id)
        checked[name] = table.sort_values(contract.id).reset_index(drop=True)
    require_positive_area(terrains=checked["terrains"])
    return checked


def usable_units(tables: Mapping[str, pd.DataFrame]) -> gpd.GeoDataFrame | None:
    """Return the units when they state floor areas; without them they tell nothing of GFA."""
    units = tables.get("units")
    return units if units is not None and "floor_area_m2" in units.columns else None


def stated_overlaps(tables: Mapping[str, pd.DataFrame]) -> gpd.GeoDataFrame | None:
    """Return the table `surface_overlaps` of `layers`; None when it wrote none.

    Raises
    ------
    TableError
        If it lacks `surface_id` or its geometry.
    CrsError
        If it is not in EPSG:28992.
    """
    overlaps = tables.get("surface_overlaps")
    if overlaps is None:
        return None
    require_columns(overlaps, "surface_overlaps", "surface_id", "geometry")
    require_area_crs(surface_overlaps=overlaps)
    return overlaps


def available(tables: Mapping[str, pd.DataFrame]) -> set[str]:
    """Return the names of what can be measured from.

    ``units`` only when they state floor areas, ``heights`` when buildings have heights, for
    `layers` joins a table of heights to them, ``availability`` when parcels have that column.
    """
    names = set(tables) - {"units", "heights"}
    if usable_units(tables) is not None:
        names.add("units")
    if "buildings" in tables and "height_m" in tables["buildings"].columns:
        names.add("heights")
    if "parcels" in tables and "availability" in tables["parcels"].columns:
        names.add("availability")
    return names


def given(table: pd.DataFrame, column: str) -> pd.Series:
    """Return an optional column, wholly null where the table does not have it."""
    if column in table.columns:
        return table[column]
    return pd.Series(None, index=table.index, name=column, dtype="object")
