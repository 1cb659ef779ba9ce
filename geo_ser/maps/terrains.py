"""The terrains of a view as the pages know them: their order, names and differences."""

import math
from functools import lru_cache
from typing import Any

import geopandas as gpd
import pandas as pd

from geo_ser.maps.evidence import cell
from geo_ser.maps.format import clean, is_unknown
from geo_ser.maps.parts import TerrainNames
from geo_ser.maps.view import AtlasView
from geo_ser.tables import require_area_crs, require_columns, require_unique

__all__ = ["difference", "numbers_of", "ordered_terrains", "terrain_name", "terrain_names"]


@lru_cache(maxsize=1)
def ordered_terrains(view: AtlasView) -> gpd.GeoDataFrame:
    """Return the terrains by name, then id: the order of the table and the numbers."""
    terrains = view.terrains
    require_columns(terrains, "terrains", "terrain_id", "geometry")
    require_area_crs(terrains=terrains)
    require_unique(terrains, "terrains", "terrain_id")
    keys = pd.DataFrame(
        {
            "name": [terrain_name(row).casefold() for row in terrains.to_dict("records")],
            "id": terrains["terrain_id"].astype("str").to_numpy(),
        }
    )
    return terrains.iloc[keys.sort_values(["name", "id"]).index].reset_index(drop=True)


def terrain_name(terrain: dict[Any, Any]) -> str:
    """Return what a terrain is called: its name, else its id."""
    return clean(terrain.get("name"), limit=80) or clean(terrain["terrain_id"], limit=80)


def terrain_names(terrains: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame | None) -> TerrainNames:
    """Return the places and names of terrains, for findings to point to."""
    ids = terrains["terrain_id"].astype("str")
    names = [terrain_name(row) for row in terrains.to_dict("records")]
    owners = {} if buildings is None else (
        buildings["terrain_id"].astype("str").groupby(buildings["building_id"]).agg(sorted)
    ).to_dict()  # fmt: skip
    return TerrainNames({one: place for place, one in enumerate(ids)}, names, owners)


def difference(terrain: dict[Any, Any]) -> tuple[float, float] | None:
    """Return claimed − measured gross as hectares and as a fraction of the measured area.

    The hectares are the difference of the two figures as they are shown, with two decimals: −0,05
    beside 332,72 and 332,66 helps nobody. None where either is unknown or the measured area is
    zero.

    Examples
    --------
    >>> difference({"claimed_gross_ha": 11.0, "gross_area_m2": 100_000.0})
    (1.0, 0.1)
    >>> round(difference({"claimed_gross_ha": 1.004, "gross_area_m2": 9_951.0})[0], 4)
    0.0
    """
    claimed, measured = cell(terrain, "claimed_gross_ha"), cell(terrain, "gross_area_m2")
    if is_unknown(claimed) or is_unknown(measured) or float(str(measured)) <= 0:
        return None
    hectares = float(str(measured)) / 10_000
    stated = float(str(claimed))
    return round(stated, 2) - round(hectares, 2), (stated - hectares) / hectares


def numbers_of(terrains: gpd.GeoDataFrame, name: str) -> pd.Series:
    """Return a column as float64, all NaN where the table has none."""
    if name not in terrains:
        return pd.Series(math.nan, index=terrains.index, dtype="float64")
    return pd.Series(pd.to_numeric(terrains[name]).astype("float64"))
