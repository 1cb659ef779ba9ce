"""Units in use: which areas are believed, which buildings they lie in, what they are used for."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import Finding, Words
from geo_ser.measure.standing import idle, in_use

__all__ = [
    "DUMMY_AREAS",
    "USES",
    "USE_OF_FUNCTION",
    "HousedUnits",
    "area_refused",
    "dummy_area_findings",
    "homeless_findings",
    "housed_units",
    "known_area_m2",
    "refused_m2",
    "unit_buildings",
    "use_shares",
]

USES = ("dwelling", "industry", "office", "retail", "other")
"""The classes of use that floor area is split into."""

USE_OF_FUNCTION: Mapping[str, str] = {
    "woonfunctie": "dwelling",
    "industriefunctie": "industry",
    "kantoorfunctie": "office",
    "winkelfunctie": "retail",
    "dwelling": "dwelling",
    "industry": "industry",
    "office": "office",
    "retail": "retail",
}
"""BAG gebruiksdoel (or our own word) to class of use; every other function is ``other``."""

DUMMY_AREAS = (1.0, 999.0, 9_999.0, 99_999.0, 999_999.0)
"""Areas that registrars type when they have none (Kadaster's quality report on the BAG)."""

AREA_LIMIT_M2 = 500_000.0
"""From here on one unit's area is taken for a typing error (PBL drops the same)."""


@dataclass(frozen=True)
class HousedUnits:
    """The units in use, and the buildings they lie in."""

    units: gpd.GeoDataFrame
    """(n,) units in use, index 0 … n−1."""

    links: pd.DataFrame
    """What `unit_buildings` returned for them."""

    present: pd.DataFrame
    """(m,) per building, index 0 … m−1: `idle_count` (units that exist but are not in use) and
    `unjudged_count` (units of a status not known to us)."""


def housed_units(
    units: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame, standing: pd.Series
) -> HousedUnits:
    """Return the units in use with the buildings they lie in, and where other units are.

    Parameters
    ----------
    units
        (n,) points in EPSG:28992 with `unit_id`; `status` and `building_ids` optional.
    buildings
        (m,) footprints with `building_id`, in order of it.
    standing
        (m,) bool, index of `buildings`.
    """
    judged = in_use(units)
    used = units[judged.fillna(False).astype("bool")].reset_index(drop=True)
    present = pd.DataFrame(
        {
            "idle_count": _counts(units[idle(units)], buildings, standing),
            "unjudged_count": _counts(units[judged.isna()], buildings, standing),
        }
    )
    return HousedUnits(used, unit_buildings(used, buildings, standing), present)


def area_refused(units: pd.DataFrame) -> pd.Series:
    """Return whether each unit states an area that is not believed.

    Refused are `DUMMY_AREAS`, areas ≤ 0 and from `AREA_LIMIT_M2` up. A missing area is
    unknown, not refused.
    """
    return refused_m2(_stated_m2(units)).rename("area_refused")


def refused_m2(area_m2: pd.Series) -> pd.Series:
    """Return which floor areas are fillers or out of all bounds; null is neither."""
    return area_m2.isin(DUMMY_AREAS) | (area_m2 <= 0) | (area_m2 >= AREA_LIMIT_M2)


def known_area_m2(units: pd.DataFrame) -> pd.Series:
    """Return the usable floor area (GBO) of each unit, NaN where missing or refused.

    Parameters
    ----------
    units
        (n,) rows; `floor_area_m2` optional.

    Returns
    -------
    known_area_m2 : pandas.Series
        (n,) float64, m² GBO as in NEN 2580.

    Examples
    --------
    >>> known_area_m2(pd.DataFrame({"floor_area_m2": [120.0, 999999.0, None]})).to_list()
    [120.0, nan, nan]
    """
    return _stated_m2(units).mask(area_refused(units)).rename("known_area_m2")


def unit_buildings(
    units: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame, standing: pd.Series
) -> pd.DataFrame:
    """Return which buildings each unit lies in, and with what share of it.

    A unit's own `building_ids` decide. When none of them is in the table they count as none
    given, and the unit lies in the standing building that contains its point (the first row
    when several do). Only standing buildings get a share, by footprint.

    Parameters
    ----------
    units
        (n,) points with `building_ids` (lists, optional).
    buildings
        (m,) footprints with `building_id`, in order of it.
    standing
        (m,) bool, index of `buildings`.

    Returns
    -------
    links : pandas.DataFrame
        (k,) `unit`, `building` (positions), `standing` (bool) and `share`: the shares of one
        unit's standing buildings sum to 1, other buildings have 0.
    """
    links = _stated_buildings(units, buildings)
    unplaced = np.setdiff1d(np.arange(len(units)), links["unit"])
    links = pd.concat([links, _containing(units, unplaced, buildings, standing)])
    links = links.sort_values(["unit", "building"]).reset_index(drop=True)
    links["standing"] = standing.to_numpy(dtype="bool")[links["building"]]
    area = buildings.geometry.area.to_numpy()[links["building"]] * links["standing"]
    total = area.groupby(links["unit"]).transform("sum")
    links["share"] = (area / total.where(total > 0)).fillna(0.0)
    return links


def use_shares(units: pd.DataFrame) -> pd.DataFrame:
    """Return the share of each unit that each class of use has.

    Several functions on one unit count for equal parts, since one area is stated for all of
    them; a unit without any is ``other``.

    Parameters
    ----------
    units
        (n,) rows with `uses` (lists of text).

    Returns
    -------
    shares : pandas.DataFrame
        (n, 5) float64, columns `USES`, index 0 … n−1; every row sums to 1.
    """
    functions = units["uses"].reset_index(drop=True).explode().dropna().astype("str")
    functions = functions.map({text: text.strip().casefold() for text in functions.unique()})
    stated = pd.DataFrame({"unit": functions.index, "function": functions.to_numpy()})
    stated = stated[stated["function"] != ""].drop_duplicates()
    counts = np.zeros((len(units), len(USES)))
    use = [USES.index(USE_OF_FUNCTION.get(text, "other")) for text in stated["function"]]
    np.add.at(counts, (stated["unit"].to_numpy("int64"), np.array(use, dtype="int64")), 1.0)
    counts[counts.sum(axis=1) == 0, USES.index("other")] = 1.0
    return pd.DataFrame(counts / counts.sum(axis=1, keepdims=True), columns=list(USES))


def dummy_area_findings(units: gpd.GeoDataFrame) -> list[Finding]:
    """Return a finding for every unit whose stated area is refused."""
    area = _stated_m2(units)
    rows = units[area_refused(units)]
    return [
        Finding(
            rule="measure.dummy_area",
            severity="warning",
            table="units",
            id=unit_id,
            column="floor_area_m2",
            claimed=float(stated),
            unit="m2",
            reason=Words(
                "Geen oppervlakte maar een opvulgetal, of buiten alle grenzen; telt als onbekend.",
                "Not an area but a filler, or out of all bounds; treated as unknown.",
            ),
            action=Words(
                "Vraag de bronhouder de gebruiksoppervlakte op en verbeter haar.",
                "Ask the registrar for the floor area and correct it.",
            ),
            geometry=point,
        )
        for unit_id, stated, point in zip(
            rows["unit_id"], area[rows.index], rows.geometry, strict=True
        )
    ]


def homeless_findings(units: gpd.GeoDataFrame, links: pd.DataFrame) -> list[Finding]:
    """Return a finding for every unit in use that lies in no standing building.

    Parameters
    ----------
    units
        (k,) rows of `HousedUnits.units`, with their index.
    links
        `HousedUnits.links`.
    """
    area = known_area_m2(units)
    rows = units[~units.index.isin(links.loc[links["standing"], "unit"])]
    return [
        Finding(
            rule="measure.unit_without_building",
            severity="warning",
            table="units",
            id=unit_id,
            column="building_ids",
            claimed=None if np.isnan(stated) else float(stated),
            unit="m2",
            reason=Words(
                "In gebruik, maar in geen pand dat er staat; de oppervlakte telt nergens mee.",
                "In use, but in no building that stands; its floor area counts nowhere.",
            ),
            action=Words(
                "Kijk naar de panden van deze eenheid, haar punt en de status van het pand.",
                "Check the unit's building_ids, its point, and the status of the building.",
            ),
            geometry=point,
        )
        for unit_id, stated, point in zip(
            rows["unit_id"], area[rows.index], rows.geometry, strict=True
        )
    ]


def _counts(units: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame, standing: pd.Series) -> pd.Series:
    """Return how many of these units lie in each standing building, index 0 … m−1."""
    every = range(len(buildings))
    if units.empty:
        return pd.Series(0, index=every)
    links = unit_buildings(units.reset_index(drop=True), buildings, standing)
    count = links[links["standing"]].groupby("building").size()
    return count.reindex(every, fill_value=0)


def _stated_m2(units: pd.DataFrame) -> pd.Series:
    if "floor_area_m2" not in units.columns:
        return pd.Series(np.nan, index=units.index, dtype="float64")
    return units["floor_area_m2"].astype("float64")


def _stated_buildings(units: pd.DataFrame, buildings: pd.DataFrame) -> pd.DataFrame:
    """Return the (unit, building) positions that `building_ids` name and the table holds."""
    if "building_ids" not in units.columns:
        return pd.DataFrame({"unit": [], "building": []}, dtype="int64")
    named = units["building_ids"].reset_index(drop=True).explode().dropna().astype("str")
    building = pd.Index(buildings["building_id"]).get_indexer(pd.Index(named))
    links = pd.DataFrame({"unit": named.index, "building": building})
    return links[links["building"] >= 0].drop_duplicates()


def _containing(
    units: gpd.GeoDataFrame, rows: np.ndarray, buildings: gpd.GeoDataFrame, standing: pd.Series
) -> pd.DataFrame:
    """Return the first standing building that contains each of these units' points."""
    candidates = np.flatnonzero(standing.to_numpy(dtype="bool"))
    shapes = buildings.geometry.iloc[candidates]
    unit, building = shapes.sindex.query(units.geometry.iloc[rows], predicate="intersects")
    links = pd.DataFrame({"unit": rows[unit], "building": candidates[building]})
    return links.sort_values(["unit", "building"]).drop_duplicates("unit")
