"""The scores that the terrain indicators measure, one terrain or several taken together."""

import math

import pandas as pd

from geo_ser.ladder.baseline_score import Score
from geo_ser.parameters import BASELINE_ITEMS, BaselineParameters

__all__ = ["measured_scores", "terrain_rows"]

_SUMS = {
    f"plot_size.{column}": column
    for column in (
        "plots_lt_1000",
        "plots_1000_2000",
        "plots_2000_5000",
        "plots_5000_10000",
        "plots_ge_10000",
    )
}
_RATIOS = {
    "building_size.mean": ("gfa_m2", "plot_count"),
    "vacancy": ("vacant_area_m2", "net_area_m2"),
    "office_share": ("gfa_office_m2", "gfa_m2"),
}
"""Items that are no indicator themselves: one sum divided by another."""
_MEANS = {
    "net_gross_ratio": ("net_gross_ratio", "gross_area_m2"),
    "plot_size.mean": ("mean_plot_area_m2", "plot_count"),
    "coverage": ("gsi_net", "net_area_m2"),
    "fsi": ("fsi_net", "net_area_m2"),
    "building_height.storeys": ("layers", "footprint_m2"),
    "jobs_per_net_ha": ("jobs_per_net_ha", "net_area_m2"),
}
"""Indicators that are ratios; of terrains together the mean weighted with what they divide by."""
_ALONE = {
    "setback.road": "setback_road_p50_m",
    "setback.side": "setback_side_p50_m",
    "setback.rear": "setback_rear_p50_m",
}
"""Medians: of terrains together they cannot be had from those of each."""


def terrain_rows(
    names: list[str], parameters: BaselineParameters, indicators: pd.DataFrame | None
) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """Return the measured rows of each stated terrain, then of the terrains left over.

    Parameters
    ----------
    names
        The terrains the study states.
    parameters
        `mapping` gives the measured ids of a stated terrain; others go by name, capitals and
        spaces aside.
    indicators
        (n,) the terrain indicators; None where nothing was measured.

    Returns
    -------
    rows : dict
        By terrain; a measured terrain nobody states goes by its own name.
    problems : list of str
        Ids in `mapping` that were not measured, and ids two terrains claim.
    """
    if indicators is None:
        return {}, []
    ids = indicators["terrain_id"].astype("str")
    labels = indicators["name"].astype("object").where(indicators["name"].notna(), ids)
    free = dict(zip(ids, labels.map(str), strict=True))
    rows: dict[str, list[str]] = {}
    problems = []
    for name, mapped in sorted(parameters.mapping.items()):
        gone = [one for one in mapped if one not in free]
        if gone:
            problems.append(
                f"[baseline] mapping.{name}: {', '.join(map(repr, gone))} was not measured, or "
                "is mapped already"
            )
        rows[name] = [one for one in mapped if free.pop(one, None) is not None]
    for name in (one for one in names if one not in rows):
        rows[name] = [one for one, label in free.items() if _key(label) == _key(name)]
        free = {one: label for one, label in free.items() if one not in rows[name]}
    for one, label in sorted(free.items()):
        rows[label] = [*rows.get(label, []), one]
    return {name: indicators[ids.isin(found)] for name, found in rows.items() if found}, problems


def _key(name: str) -> str:
    return "".join(name.split()).casefold()


def measured_scores(terrain: str, rows: pd.DataFrame) -> list[Score]:
    """Return what was measured of one terrain, from its rows in the terrain indicators.

    Several rows are taken together: sums, ratios of sums, weighted means, the highest height.
    What is unknown for one of them is unknown.
    """
    found = {item: _sum(rows, column) for item, column in _SUMS.items()}
    found |= {item: _ratio(rows, *columns) for item, columns in _RATIOS.items()}
    found |= {item: _mean(rows, *columns) for item, columns in _MEANS.items()}
    found["building_height.max"] = float(_column(rows, "height_max_m").max(skipna=False))
    if len(rows) == 1:
        found |= {item: _sum(rows, column) for item, column in _ALONE.items()}
    return [
        Score(
            item=item,
            terrain=terrain,
            low=value,
            high=value,
            basis="measured",
            source="2_indicators/terrains",
        )
        for item in BASELINE_ITEMS
        if not math.isnan(value := found.get(item, math.nan))
    ]


def _column(rows: pd.DataFrame, name: str) -> pd.Series:
    if name not in rows.columns:
        return pd.Series(math.nan, index=rows.index)
    return pd.to_numeric(rows[name]).astype("float64")


def _sum(rows: pd.DataFrame, name: str) -> float:
    return math.fsum(_column(rows, name))


def _ratio(rows: pd.DataFrame, part: str, whole: str) -> float:
    return _divided(_sum(rows, part), _sum(rows, whole))


def _mean(rows: pd.DataFrame, name: str, weight: str) -> float:
    if len(rows) == 1:
        return _sum(rows, name)
    weighted = math.fsum(_column(rows, name) * _column(rows, weight))
    return _divided(weighted, _sum(rows, weight))


def _divided(part: float, whole: float) -> float:
    return part / whole if whole > 0 else math.nan
