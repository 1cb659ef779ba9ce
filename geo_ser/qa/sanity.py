"""Sanity rules on clean tables, indicators and the ladder: what cannot be, said once per row."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import Finding
from geo_ser.geometry.cuts import union
from geo_ser.qa.texts import Language, say, sorted_findings
from geo_ser.study import Thresholds

__all__ = ["ABSURD_LAYERS", "check_indicators", "check_ladder", "check_layers"]

ABSURD_LAYERS = 100.0
"""GFA over footprint from which floor area and building cannot belong together."""


_PATTERN_COUNT, _PATTERN_SHARE = 5, 0.05
"""So many parcels, and this share of them, registered larger than drawn are one pattern."""


def check_layers(
    tables: Mapping[str, gpd.GeoDataFrame], *, thresholds: Thresholds, language: Language = "nl"
) -> list[Finding]:
    """Return what the clean tables say against themselves.

    Parameters
    ----------
    tables
        Clean tables by name; `terrains`, `parcels` and `buildings` are looked at, all optional.
    thresholds
        `polygon_min_ha`: differences between claimed hectares up to this are none;
        `registered_min_m2` and `registered_min_share`: nor are those between a parcel's
        registered area and its polygon up to the larger of the two.

    Returns
    -------
    findings : list of Finding
        `claims.range` (claimed net above claimed gross: error), `claims.issued` (issued plus
        issuable is not net: warning), `layers.no_buildings` (a terrain that no building
        touches though there is a table of buildings: info), `layers.registered_area` (a parcel
        that touches a terrain and whose polygon is of another size than registered: info; one
        warning for all where many are registered larger than drawn, as parcels are that were
        clipped to an outline).
    """
    if "terrains" not in tables:
        return []
    terrains = tables["terrains"].reset_index(drop=True)
    found = [
        *_claimed_net(terrains, thresholds, language),
        *_issued(terrains, thresholds, language),
    ]
    if len(buildings := tables.get("buildings", ())):
        found += _without_buildings(terrains, buildings, language)
    if len(parcels := tables.get("parcels", ())):
        found += _registered(terrains, parcels, thresholds, language)
    return sorted_findings(found)


def _column(table: pd.DataFrame, column: str) -> pd.Series:
    if column not in table.columns:
        return pd.Series(np.nan, index=table.index)
    return table[column].astype("float64")


def _claimed_net(
    terrains: gpd.GeoDataFrame, thresholds: Thresholds, language: Language
) -> list[Finding]:
    net, gross = _column(terrains, "claimed_net_ha"), _column(terrains, "claimed_gross_ha")
    return [
        Finding(
            rule="claims.range", severity="error", column="claimed_net_ha", unit="ha",
            tolerance=thresholds.polygon_min_ha,
            reason=say("own.net_above_gross.reason", language,
                       claimed=(net[row], 2), expected=(gross[row], 2)),
            action=say("net_above_gross.action", language),
            **_gap(net[row], gross[row]), **_terrain(terrains, row),
        )
        for row in terrains.index[net > gross + thresholds.polygon_min_ha + 1e-9]
    ]  # fmt: skip


def _issued(
    terrains: gpd.GeoDataFrame, thresholds: Thresholds, language: Language
) -> list[Finding]:
    net = _column(terrains, "claimed_net_ha")
    given = _column(terrains, "claimed_issued_ha") + _column(terrains, "claimed_issuable_ha")
    return [
        Finding(
            rule="claims.issued", severity="warning", column="claimed_issued_ha", unit="ha",
            tolerance=thresholds.polygon_min_ha,
            reason=say("issued.reason", language,
                       claimed=(given[row], 2), expected=(net[row], 2)),
            action=say("issued.action", language),
            **_gap(given[row], net[row]), **_terrain(terrains, row),
        )
        for row in terrains.index[(given - net).abs() > thresholds.polygon_min_ha + 1e-9]
    ]  # fmt: skip


def _without_buildings(
    terrains: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame, language: Language
) -> list[Finding]:
    touched, _ = buildings.sindex.query(terrains.geometry, predicate="intersects")
    return [
        Finding(
            rule="layers.no_buildings", severity="info",
            reason=say("no_buildings.reason", language),
            action=say("no_buildings.action", language), **_terrain(terrains, row),
        )
        for row in terrains.index.difference(np.unique(touched))
    ]  # fmt: skip


def _registered(
    terrains: gpd.GeoDataFrame,
    parcels: gpd.GeoDataFrame,
    thresholds: Thresholds,
    language: Language,
) -> list[Finding]:
    """Return the parcels at terrains whose registered area and polygon differ.

    The registered area is the legal one and is never divided by. Where the source says what kind
    of area it is, only one that was measured and fixed (vastgesteld) is compared.
    """
    touching = np.unique(parcels.sindex.query(terrains.geometry, predicate="intersects")[1])
    parcels = parcels.iloc[touching].reset_index(drop=True)
    registered, area = _column(parcels, "registered_area_m2"), parcels.geometry.area
    least = np.maximum(thresholds.registered_min_m2, thresholds.registered_min_share * area)
    apart = (registered - area).abs() > least
    if "registered_area_kind" in parcels.columns:
        kind = parcels["registered_area_kind"]
        apart &= kind.isna() | kind.astype("str").str.lower().isin(["vastgesteld", "1"])
    larger = apart & (registered > area)
    if larger.sum() >= _PATTERN_COUNT and larger.mean() > _PATTERN_SHARE:
        clipped = [_clipped(parcels, larger, float((registered - area)[larger].sum()), language)]
        apart &= ~larger
    else:
        clipped = []
    return clipped + [
        Finding(
            rule="layers.registered_area", severity="info", table="parcels",
            id=str(parcels["parcel_id"].iloc[row]), column="registered_area_m2", unit="m2",
            tolerance=float(least[row]),
            reason=say("registered.reason", language,
                       claimed=(registered[row], 0), expected=(area[row], 0)),
            action=say("registered.action", language), geometry=parcels.geometry[row],
            **_gap(registered[row], area[row]),
        )
        for row in parcels.index[apart]
    ]  # fmt: skip


def _clipped(
    parcels: gpd.GeoDataFrame, larger: pd.Series, lacking_m2: float, language: Language
) -> Finding:
    """Return the one finding of parcels that look cut off: registered larger than drawn."""
    count = int(larger.sum())
    return Finding(
        rule="layers.registered_area", severity="warning", table="parcels",
        column="registered_area_m2", unit="m2", difference=lacking_m2,
        reason=say("clipped.reason", language, count=(count, 0), whole=(len(parcels), 0),
                   share=(100 * count / len(parcels), 1)),
        action=say("clipped.action", language),
        geometry=union(parcels.geometry[larger].to_numpy()),
    )  # fmt: skip


def _gap(claimed: float, expected: float) -> dict[str, Any]:
    return {
        "claimed": float(claimed),
        "expected": float(expected),
        "difference": float(claimed - expected),
    }


def _terrain(terrains: gpd.GeoDataFrame, row: int) -> dict[str, Any]:
    """Return what names a finding about a terrain."""
    name = terrains["name"].iloc[row] if "name" in terrains.columns else None
    return {
        "table": "terrains",
        "id": str(terrains["terrain_id"].iloc[row]),
        "name": str(name) if pd.notna(name) else None,
        "geometry": terrains.geometry[row],
    }


def check_indicators(
    indicators: Mapping[str, pd.DataFrame], *, language: Language = "nl"
) -> list[Finding]:
    """Return what the indicators say against themselves.

    Parameters
    ----------
    indicators
        Indicator tables by name; `terrains` and `buildings` are looked at, both optional.

    Returns
    -------
    findings : list of Finding
        `measure.gsi_range` (GSI outside [0, 1]: error) and `measure.absurd_layers` (GFA over
        footprint of `ABSURD_LAYERS` or more: warning, once per building and terrain).
    """
    found = _gsi(indicators["terrains"], language) if "terrains" in indicators else []
    if "buildings" in indicators:
        found += _absurd_layers(indicators["buildings"], language)
    return sorted_findings(found)


def _gsi(terrains: pd.DataFrame, language: Language) -> list[Finding]:
    terrains = terrains.reset_index(drop=True)
    return [
        Finding(
            rule="measure.gsi_range", severity="error", column=column, unit="ratio",
            tolerance=0.0, reason=say("gsi.reason", language), action=say("gsi.action", language),
            **_gap(gsi[row], min(max(gsi[row], 0.0), 1.0)),
            **_terrain(terrains, row),
        )
        for column in ("gsi_gross", "gsi_net")
        for gsi in [_column(terrains, column)]
        for row in terrains.index[(gsi < 0) | (gsi > 1 + 1e-9)]
    ]  # fmt: skip


def _absurd_layers(buildings: pd.DataFrame, language: Language) -> list[Finding]:
    buildings = buildings.reset_index(drop=True)
    footprint = _column(buildings, "footprint_m2")
    floor = _column(buildings, "gfa_m2").fillna(_column(buildings, "gfa_low_m2"))
    layers = floor / footprint.where(footprint > 0)
    return [
        Finding(
            rule="measure.absurd_layers", severity="warning", table="buildings",
            id=str(buildings.loc[row, "building_id"]), column="gfa_m2", unit="ratio",
            tolerance=0.0, reason=say("layers.reason", language, claimed=(layers[row], 0)),
            action=say("layers.action", language),
            geometry=buildings.loc[row, "geometry"], **_gap(layers[row], ABSURD_LAYERS),
        )
        for row in buildings.index[layers >= ABSURD_LAYERS]
    ]  # fmt: skip


def check_ladder(ladder: Mapping[str, Any] | None, *, language: Language = "nl") -> list[Finding]:
    """Return one finding per published table from which the ladder deviates.

    Parameters
    ----------
    ladder
        The content of ladder.json (design §6), or None where a study has no ladder.

    Returns
    -------
    findings : list of Finding
        `ladder.deviation`, info: the two disagree, and the ladder says by how much; `claimed`
        and `expected` are the published and computed figure of the largest deviation.
        `ladder.counted_before`, warning: two supplies rest on the same plots; `difference` is
        what was taken off the later one, in ha at its value.
    """
    deviations: Sequence[Mapping[str, Any]] = (ladder or {}).get("deviations", ())
    tables: dict[str, list[Mapping[str, Any]]] = {}
    for one in deviations:
        tables.setdefault(str(one["table"]), []).append(one)
    return sorted_findings(
        [
            *(_deviation(name, rows, language) for name, rows in sorted(tables.items())),
            *_counted_before(ladder or {}, language),
        ]
    )


def _counted_before(ladder: Mapping[str, Any], language: Language) -> Iterator[Finding]:
    """Yield a finding for each supply that holds plots of an earlier one, per variant."""
    remarks = [one for one in ladder.get("remarks", ()) if one["code"] == "counted_before"]
    for one in [figure for remark in remarks for figure in remark["figures"]]:
        yield Finding(
            rule="ladder.counted_before", severity="warning", table="supply", id=one["name"],
            name=one["variant"], column=one["by"], unit="ha", difference=-one["value_ha"],
            reason=say("counted_before.reason", language, count=str(one["plot_count"]),
                       name=one["name"], by=one["by"], plots=one["plots"],
                       claimed=(one["value_ha"], 4)),
            action=say("counted_before.action", language),
        )  # fmt: skip


def _deviation(name: str, rows: Sequence[Mapping[str, Any]], language: Language) -> Finding:
    largest = max(rows, key=lambda one: (abs(one["published"] - one["computed"]), one["cell"]))
    published, computed = float(largest["published"]), float(largest["computed"])
    return Finding(
        rule="ladder.deviation", severity="info", table=name, column=str(largest["cell"]),
        reason=say("deviation.reason", language, count=str(len(rows)), cell=str(largest["cell"]),
                   claimed=(published, 2), expected=(computed, 2)),
        action=say("deviation.action", language), **_gap(published, computed),
    )  # fmt: skip
