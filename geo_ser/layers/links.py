"""Units that name their buildings by feature id, as the BAG's OGC API v2 does."""

import re

import pandas as pd

from geo_ser.findings import Finding, Words

__all__ = ["with_building_numbers"]

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_FEATURE_ID = "id"
"""The column in which GDAL leaves the `id` of a GeoJSON feature."""


def with_building_numbers(
    units: pd.DataFrame, buildings: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return units whose `building_ids` are buildings' own, and what could not be looked up.

    A feature id that belongs to a building becomes its `building_id`; other ids stay.

    Parameters
    ----------
    units
        (n,) with `building_ids`, lists of text or null.
    buildings
        (m,) with `building_id` and the feature id as it came, in a column `id`.

    Returns
    -------
    units : pandas.DataFrame
        (n,) same rows and order.
    findings : list of Finding
        One (warning) when links lead to no building.
    """
    if "building_ids" not in units or _FEATURE_ID not in buildings:
        return units, []
    number = dict(zip(buildings[_FEATURE_ID].astype("str"), buildings["building_id"], strict=True))
    lists = units["building_ids"]
    if not any(_UUID.fullmatch(one) for ids in lists if isinstance(ids, list) for one in ids):
        return units, []
    found = [
        sorted(str(number.get(one, one)) for one in ids) if isinstance(ids, list) else None
        for ids in lists
    ]
    known = set(buildings["building_id"])
    strange = sum(one not in known for ids in found if ids for one in ids)
    out = units.assign(building_ids=pd.Series(found, index=units.index, dtype="object"))
    return out, [_strangers(strange)] if strange else []


def _strangers(count: int) -> Finding:
    return Finding(
        rule="layers.links_unmatched",
        severity="warning",
        table="units",
        column="building_ids",
        reason=Words(
            f"{count} verwijzingen van eenheden naar panden leiden naar geen pand in de tabel "
            "buildings.",
            f"{count} links from units to buildings lead to no building in the buildings table.",
        ),
        action=Words(
            "Haal panden en verblijfsobjecten van hetzelfde gebied en dezelfde dag op.",
            "Fetch buildings and units of the same area and the same day.",
        ),
    )
