"""The make-up of the businesses: establishments by sector, from their SBI code."""

import re
import tomllib
from functools import cache
from importlib import resources

import geopandas as gpd
import pandas as pd

from geo_ser.tables import require_area_crs, require_columns

__all__ = ["sector_of", "terrain_sectors"]

_CODE = re.compile(r"\s*(?:([A-U])\b|(?:[A-U]\s*)?(\d{2})(?:[\d.]*))")


@cache
def _keys() -> dict[str, str]:
    """Return the sector of each division (two digits) and of each section (a letter)."""
    file = resources.files("geo_ser.measure") / "sectors.toml"
    keys: dict[str, str] = {}
    for one in tomllib.loads(file.read_text(encoding="utf-8"))["sector"]:
        keys |= dict.fromkeys(one["sections"], one["key"])
        for first, last in one["divisions"]:
            keys |= {f"{number:02d}": one["key"] for number in range(first, last + 1)}
    return keys


def sector_of(sbi: object) -> str | None:
    """Return the sector of an SBI code, None where it is unknown or no such division exists.

    A code is a section (a letter) or starts with the two digits of a division; of several the
    first counts, which is an establishment's main activity.

    Examples
    --------
    >>> sector_of("25.11"), sector_of("4711, 4719"), sector_of("H"), sector_of("00")
    ('industry', 'trade_and_repair', 'logistics', None)
    """
    found = _CODE.match(sbi.upper()) if isinstance(sbi, str) else None
    return None if found is None else _keys().get(found[1] or found[2])


def terrain_sectors(terrains: gpd.GeoDataFrame, establishments: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return how many establishments of each sector lie in each terrain.

    Parameters
    ----------
    terrains
        (n,) polygons in EPSG:28992 with `terrain_id`.
    establishments
        (m,) points in EPSG:28992 with `establishment_id`; `sbi` (text) optional.

    Returns
    -------
    sectors : pandas.DataFrame
        `terrain_id`, `sector` (a key of sectors.toml; null: the code is unknown) and
        `establishments` (int64, 1 or more), ordered by both, null last. A terrain without
        establishments has no row. A point on the outline lies in the terrain, on that of two
        in both.

    Raises
    ------
    CrsError
        If a table is not in EPSG:28992.
    TableError
        If an id column is missing.

    Notes
    -----
    The mapping stands in ``sectors.toml`` with its source.
    """
    require_area_crs(terrains=terrains, establishments=establishments)
    require_columns(terrains, "terrains", "terrain_id")
    require_columns(establishments, "establishments", "establishment_id")
    codes = establishments["sbi"] if "sbi" in establishments else [None] * len(establishments)
    sectors = pd.Series([sector_of(one) for one in codes], dtype="str")
    terrain, at = establishments.sindex.query(terrains.geometry, predicate="intersects")
    there = pd.DataFrame(
        {
            "terrain_id": terrains["terrain_id"].astype("str").to_numpy()[terrain],
            "sector": sectors.iloc[at].to_numpy(),
        }
    )
    counts = there.groupby(["terrain_id", "sector"], dropna=False).size()
    table = counts.rename("establishments").reset_index()
    table = table.sort_values(["terrain_id", "sector"], ignore_index=True, na_position="last")
    return table.astype({"terrain_id": "str", "sector": "str", "establishments": "int64"})
