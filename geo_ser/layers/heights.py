"""Heights from a table of their own, joined to the buildings."""

import geopandas as gpd
import pandas as pd

from geo_ser.errors import first_three
from geo_ser.findings import Finding, Words

__all__ = ["HEIGHT_COLUMNS", "with_heights"]

HEIGHT_COLUMNS = ("height_m", "ground_m", "survey_date", "height_source")


def with_heights(
    buildings: gpd.GeoDataFrame, heights: pd.DataFrame
) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Return buildings with what the heights table knows of them, and heights without building.

    Where a heights row has a height, its whole record replaces the building's own, so that
    height, ground, date and source belong together.

    Parameters
    ----------
    buildings
        (n,) one row per building_id.
    heights
        (m,) one row per building_id, no geometry.

    Returns
    -------
    buildings : geopandas.GeoDataFrame
        (n,) same rows and order; the height columns that `heights` has are there, at the end.
    findings : list of Finding
        One (info) when heights belong to no building.
    """
    rows = heights.set_index("building_id")
    rows = rows.loc[rows["height_m"].notna()] if "height_m" in rows else rows.iloc[:0]
    given = rows[[name for name in HEIGHT_COLUMNS if name in rows]].reindex(
        buildings["building_id"]
    )
    known = buildings["building_id"].isin(rows.index).to_numpy()
    out = buildings.copy()
    for name in given:
        new = pd.Series(given[name].to_numpy(), index=out.index).astype(given[name].dtype)
        out[name] = new if name not in out else new.where(known, out[name])
    return out, _strangers(buildings, heights)


def _strangers(buildings: gpd.GeoDataFrame, heights: pd.DataFrame) -> list[Finding]:
    """Say how many heights belong to no building."""
    strange = heights.loc[~heights["building_id"].isin(buildings["building_id"]), "building_id"]
    if strange.empty:
        return []
    return [
        Finding(
            rule="layers.heights_unmatched",
            severity="info",
            table="heights",
            column="building_id",
            reason=Words(
                f"{len(strange)} van {len(heights)} hoogten horen bij geen pand in de tabel "
                f"buildings (de eerste: {first_three(strange)}).",
                f"{len(strange)} of {len(heights)} heights belong to no building in the "
                f"buildings table (first: {first_three(strange)}).",
            ),
            action=Words(
                'Kijk of beide tabellen nummers gelijk schrijven; profiel "bag" vult aan tot 16 '
                "cijfers.",
                'Check that both tables write ids alike; profile "bag" pads them to 16 digits.',
            ),
        )
    ]
