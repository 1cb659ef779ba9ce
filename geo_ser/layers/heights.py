"""Heights from tables and rasters of their own: the best source for each building, joined to it.

Sources have an order: the blocks of [tables.heights] as they stand in atlas.toml, then the
rasters, then what the table of buildings says itself. Of each building the first source that has
a height counts, with its ground, date and origin. A building that is newer than a survey has no
height from it.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from geo_ser.elevations import newer_than_survey
from geo_ser.errors import first_three
from geo_ser.findings import Finding, Severity, Words

__all__ = ["HEIGHT_COLUMNS", "preferred_heights", "refused_height_findings", "with_heights"]

HEIGHT_COLUMNS = (
    "height_m",
    "ground_m",
    "survey_date",
    "height_source",
    "height_coverage",
    "height_missing_reason",
)


def preferred_heights(
    sources: Sequence[pd.DataFrame], buildings: pd.DataFrame | None
) -> pd.DataFrame:
    """Return one row per building: of the first source that has a height for it.

    Parameters
    ----------
    sources
        Tables of heights in order of preference, one row per building_id in each.
    buildings
        The buildings, for their `construction_year`; None where there are none.

    Returns
    -------
    heights : pandas.DataFrame
        (n,) one row per building_id that any source has; of a building without a height the row
        of the first source, with its reason. The same for every order of the rows in a source.
    """
    stacked = pd.concat(
        [_judged(one, buildings).assign(_rank=rank) for rank, one in enumerate(sources)],
        ignore_index=True,
    )
    unknown = stacked["height_m"].isna() if "height_m" in stacked else True
    ordered = stacked.assign(_unknown=unknown).sort_values(["building_id", "_unknown", "_rank"])
    first = ordered.drop_duplicates("building_id").drop(columns=["_rank", "_unknown"])
    return first.reset_index(drop=True)


def with_heights(
    buildings: pd.DataFrame, heights: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return buildings with what the heights table knows of them, and heights without building.

    Where a heights row has a height, or the building has none of its own, its whole record
    replaces the building's own, so that height, ground, date and source belong together.

    Parameters
    ----------
    buildings
        (n,) one row per building_id.
    heights
        (m,) one row per building_id, no geometry.

    Returns
    -------
    buildings : pandas.DataFrame
        (n,) same rows and order; the height columns that `heights` has are there, at the end.
    findings : list of Finding
        One (info) when heights belong to no building.
    """
    out = _judged(buildings, buildings)
    rows = heights.set_index("building_id").reindex(out["building_id"]).set_axis(out.index)
    there = out["building_id"].isin(heights["building_id"])
    own = out["height_m"].notna() if "height_m" in out else pd.Series(False, index=out.index)
    better = rows["height_m"].notna() if "height_m" in rows else pd.Series(False, index=out.index)
    taken = there & (better | ~own)
    for name in (name for name in HEIGHT_COLUMNS if name in rows):
        new = rows[name].where(taken)
        out[name] = new if name not in out else new.where(taken, out[name])
    return out, _strangers(buildings, heights)


def _judged(table: pd.DataFrame, buildings: pd.DataFrame | None) -> pd.DataFrame:
    """Return a table of heights without those of buildings that are newer than their survey."""
    needed = {"height_m", "survey_date"} <= set(table.columns)
    if not needed or buildings is None or "construction_year" not in buildings.columns:
        return table.copy()
    years = buildings.set_index("building_id")["construction_year"].reindex(table["building_id"])
    newer = newer_than_survey(years.set_axis(table.index), table["survey_date"])
    newer &= table["height_m"].notna()
    out = table.assign(height_m=table["height_m"].mask(newer))
    if newer.any():
        said = table.get("height_missing_reason", pd.Series(None, index=table.index, dtype="str"))
        out["height_missing_reason"] = said.mask(newer, "newer_than_survey")
    return out


def _strangers(buildings: pd.DataFrame, heights: pd.DataFrame) -> list[Finding]:
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


_REFUSED: dict[str, tuple[Severity, Words, Words]] = {
    "impossible": (
        "warning",
        Words("de hoogte of het maaiveld kan niet kloppen", "the height or the ground is absurd"),
        Words(
            "Kijk naar de hoogten in de bron: NAP of boven maaiveld, en wat nodata is.",
            "Look at the elevations in the source: above NAP or above ground, and its nodata.",
        ),
    ),
    "newer_than_survey": (
        "info",
        Words("het pand is nieuwer dan de inwinning", "the building is newer than the survey"),
        Words(
            "Voeg een nieuwere bron van hoogten toe als [[tables.heights]].",
            "Add a newer source of heights as [[tables.heights]].",
        ),
    ),
    "low_coverage": (
        "info",
        Words(
            "van het dak is te weinig bekend ([thresholds] min_height_coverage)",
            "too little of the roof is known ([thresholds] min_height_coverage)",
        ),
        Words(
            "Neem een kaartblad zonder gaten, of een tweede bron van hoogten.",
            "Take a sheet without holes, or a second source of heights.",
        ),
    ),
}
"""The reasons that are said as findings: severity, why, and what to do."""


def refused_height_findings(heights: pd.DataFrame) -> list[Finding]:
    """Return one finding per reason for which a source's heights were refused.

    Parameters
    ----------
    heights
        What `preferred_heights` returned.
    """
    if "height_missing_reason" not in heights:
        return []
    return list(_refusals(heights))


def _refusals(heights: pd.DataFrame) -> Iterator[Finding]:
    for code, (severity, why, action) in _REFUSED.items():
        ids = sorted(heights.loc[heights["height_missing_reason"] == code, "building_id"])
        if not ids:
            continue
        yield Finding(
            rule="layers.heights_refused",
            severity=severity,
            table="heights",
            column="height_m",
            claimed=float(len(ids)),
            unit="count",
            reason=Words(
                f"Van {len(ids)} van {len(heights)} panden is de hoogte niet gebruikt: {why.nl} "
                f"(de eerste: {first_three(ids)}).",
                f"The heights of {len(ids)} of {len(heights)} buildings are not used: {why.en} "
                f"(first: {first_three(ids)}).",
            ),
            action=action,
        )
