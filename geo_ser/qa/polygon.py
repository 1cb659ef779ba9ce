"""`claims.polygon`: claimed hectares beside what the outlines measure."""

from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import Finding
from geo_ser.qa.claims import Claims, ClaimsTable, parse_claims
from geo_ser.qa.match import Matches, match_claims, terrain_names
from geo_ser.qa.texts import Language, Value, say, sorted_findings
from geo_ser.study import Thresholds
from geo_ser.tables import require_area_crs, require_columns

__all__ = ["audit_own_claims", "audit_polygons", "outlines", "polygon_findings"]


def audit_polygons(
    table: ClaimsTable,
    terrains: gpd.GeoDataFrame,
    *,
    thresholds: Thresholds,
    terrains_edition: date | None = None,
    language: Language = "nl",
) -> list[Finding]:
    """Return where a claims table disagrees with the measured outlines.

    Parameters
    ----------
    table
        Claimed `gross_ha` and `net_ha`; its `match` and `mapping` say which terrains a row is
        about. A row about several terrains is compared with their union.
    terrains
        Clean terrains: `terrain_id`, `geometry`, optionally `name`; EPSG:28992.
    thresholds
        `polygon_min_ha` and `polygon_min_share`: the larger of the two is the tolerance.
    terrains_edition
        The date of the outlines, for the likely reason.

    Returns
    -------
    findings : list of Finding
        `claims.polygon` (gross: warning; net above the whole outline: error),
        `claims.unmatched` and `claims.matched_twice`; unit ha, geometry of the outlines.

    Raises
    ------
    CrsError
        If terrains are not in EPSG:28992.
    """
    require_columns(terrains, "terrains", "terrain_id", "geometry")
    require_area_crs(terrains=terrains)
    claims = parse_claims(table.rows, name=table.name)
    matches = match_claims(claims, table, terrains, language=language)
    found = polygon_findings(
        claims, matches, terrains, years=(table.edition, terrains_edition),
        thresholds=thresholds, language=language,
    )  # fmt: skip
    return sorted_findings([*matches.findings, *found])


def polygon_findings(
    claims: Claims,
    matches: Matches,
    terrains: gpd.GeoDataFrame,
    *,
    years: tuple[date | None, date | None],
    thresholds: Thresholds,
    language: Language,
) -> list[Finding]:
    """Return the `claims.polygon` findings of rows that are already matched."""
    shapes = outlines(matches, terrains)
    rows = list(shapes.index)
    stated = pd.DataFrame(
        {
            "id": [claims.row_id(row) or ";".join(matches.ids[row]) for row in rows],
            "name": [claims.label(row) for row in rows],
            "gross": claims.role("gross_ha").loc[rows].to_numpy(),
            "net": claims.role("net_ha").loc[rows].to_numpy(),
        },
        index=shapes.index,
    )
    columns = (claims.roles.get("gross_ha", "gross_ha"), claims.roles.get("net_ha", "net_ha"))
    return _compared(stated, shapes, (claims.name, *columns), years, thresholds, language)


def audit_own_claims(
    terrains: gpd.GeoDataFrame, *, thresholds: Thresholds, language: Language = "nl"
) -> list[Finding]:
    """Return where the terrains' own claimed areas disagree with their outlines.

    Parameters
    ----------
    terrains
        Clean terrains with `terrain_id`, `geometry` and, where known, `claimed_gross_ha` and
        `claimed_net_ha`; EPSG:28992.

    Returns
    -------
    findings : list of Finding
        As `audit_polygons`, table ``terrains``; terrains without a claim give none.
    """
    require_columns(terrains, "terrains", "terrain_id", "geometry")
    require_area_crs(terrains=terrains)
    own = terrains.set_index(terrains["terrain_id"].astype("str"))
    unknown = pd.Series(np.nan, index=own.index)
    stated = pd.DataFrame(
        {
            "id": own.index,
            "name": [name or None for name in terrain_names(terrains).loc[own.index]],
            "gross": own.get("claimed_gross_ha", unknown),
            "net": own.get("claimed_net_ha", unknown),
        },
        index=own.index,
    )
    columns = ("terrains", "claimed_gross_ha", "claimed_net_ha")
    return sorted_findings(
        _compared(stated, own.geometry, columns, (None, None), thresholds, language)
    )


def outlines(matches: Matches, terrains: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return the union of the terrains of each matched row, indexed by row."""
    shapes = terrains.set_index(terrains["terrain_id"].astype("str")).geometry
    pairs = [(row, one) for row, ids in matches.ids.items() for one in ids]
    pieces = gpd.GeoDataFrame(
        {"row": [row for row, _ in pairs]},
        geometry=shapes.loc[[one for _, one in pairs]].to_numpy(),
        crs=terrains.crs,
    )
    return pieces.dissolve("row").geometry


def _compared(
    stated: pd.DataFrame,
    shapes: gpd.GeoSeries,
    names: tuple[str, str, str],
    years: tuple[date | None, date | None],
    thresholds: Thresholds,
    language: Language,
) -> list[Finding]:
    """Return findings on gross and net; `names` are the table's and its two columns'."""
    measured = shapes.area / 1e4
    tolerance = (measured * thresholds.polygon_min_share).clip(lower=thresholds.polygon_min_ha)
    off = (stated["gross"] - measured).abs() > tolerance + 1e-9
    above = stated["net"] > measured + tolerance + 1e-9
    return [
        _polygon_finding(stated.loc[row], shapes[row], names, part, tolerance[row], years, language)
        for part, bad in (("gross", off), ("net", above))
        for row in stated.index[bad]
    ]


def _polygon_finding(
    row: pd.Series,
    shape: object,
    names: tuple[str, str, str],
    part: str,
    tolerance: float,
    years: tuple[date | None, date | None],
    language: Language,
) -> Finding:
    claimed, measured = float(row[part]), float(shape.area / 1e4)  # type: ignore[attr-defined]
    values: dict[str, Value] = {
        "claimed": (claimed, 2),
        "expected": (measured, 2),
        "gap": (abs(claimed - measured), 2),
        "share": (100 * abs(claimed - measured) / measured, 1),
        "tolerance": (tolerance, 2),
    }
    gross = part == "gross"
    key = "polygon" if gross else "polygon.net"
    hint = _hint(claimed, float(row["net"]), measured, years, language) if gross else ""
    return Finding(
        rule="claims.polygon", severity="warning" if gross else "error", table=names[0],
        id=row["id"], name=row["name"], column=names[1 if gross else 2], claimed=claimed,
        expected=measured, difference=claimed - measured, unit="ha", tolerance=float(tolerance),
        reason=f"{say(f'{key}.reason', language, **values)} {hint}".strip(),
        action=say(f"{key}.action", language, **values), geometry=shape,
    )  # fmt: skip


def _hint(
    claimed: float,
    net: float,
    measured: float,
    years: tuple[date | None, date | None],
    language: Language,
) -> str:
    """Return the likely reason of a gap between a claimed gross area and the outline."""
    stated, drawn = years
    if 5_000 < claimed / measured < 20_000:
        return say("polygon.hint.m2", language)
    if claimed == net and claimed < measured:
        return say("polygon.hint.net", language)
    if stated and drawn and stated.year != drawn.year:
        return say(
            "polygon.hint.date", language,
            claim_year=str(stated.year), polygon_year=str(drawn.year),
        )  # fmt: skip
    return say("polygon.hint.other", language)
