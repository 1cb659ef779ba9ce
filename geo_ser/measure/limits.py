"""What the plan allows on each plot: limits of zoning, else of the terrain, and where to build."""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import Finding, Words
from geo_ser.geometry.cuts import united
from geo_ser.geometry.overlay import pieces
from geo_ser.measure.inputs import given
from geo_ser.tables import INPUTS, RD

__all__ = [
    "LIMITS",
    "LIMIT_COLUMNS",
    "LIMIT_SOURCES",
    "contradiction_findings",
    "empty_limits",
    "plot_limits",
]

_TERRAIN = {column.name: column.kind for column in INPUTS["terrains"].columns}
LIMITS: Mapping[str, str] = {
    name: _TERRAIN[name]
    for name in (
        "max_height_m", "max_coverage", "min_coverage", "min_fsi", "setback_road_m",
        "setback_side_m", "setback_rear_m", "min_environmental_category",
        "max_environmental_category",
    )
}  # fmt: skip
"""The limits, each with its kind: number or text."""

LIMIT_COLUMNS = ("plot_id", "terrain_id", *LIMITS, "main_group", "limits_source", "geometry")
LIMIT_SOURCES = ("zoning", "terrain", "both", "none")

_PAIRS = (
    ("min_coverage", "max_coverage"),
    ("min_environmental_category", "max_environmental_category"),
)


def plot_limits(
    rows: gpd.GeoDataFrame,
    plots: pd.DataFrame,
    terrains: gpd.GeoDataFrame,
    zoning: gpd.GeoDataFrame | None,
) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Return the limits that hold on each plot in each terrain, contradictions taken out.

    A limit is the value that zoning gives to the larger part of the plot; "none given" counts as
    a value. Of a plot with build zones only the land in them is asked. Where zoning gives none,
    the terrain's limit holds. Values that hold on equally much land: the lower one.

    Parameters
    ----------
    rows
        (k,) `plots.plot_rows`.
    plots
        (p,) with `plot_id`.
    terrains
        (n,) with `terrain_id`; limits optional.
    zoning
        Zones with `main_group`, limits and `build_zone`, each optional; None without a table.

    Returns
    -------
    limits : geopandas.GeoDataFrame
        (k,) `LIMIT_COLUMNS`, index of `rows`. `limits_source` is one of `LIMIT_SOURCES`;
        `geometry` is the land in build zones: empty where the plan has build zones and none
        here, null where nothing says.
    struck : pandas.DataFrame
        (c,) contradictions that were made null: `row`, `column` (of the minimum), `low`,
        `high`.
    """
    at = rows["terrain"].to_numpy()
    own = pd.DataFrame({name: given(terrains, name) for name in LIMITS})
    own = _typed(own.iloc[at].set_axis(rows.index))
    zoned, group, place = _zoned(rows, zoning)
    values = _typed(zoned.where(zoned.notna(), own))
    table, struck = _without_contradictions(values)
    by_zoning, by_terrain = table.notna() & zoned.notna(), table.notna() & zoned.isna()
    source = np.select(
        [by_zoning.any(axis=1) & by_terrain.any(axis=1), by_zoning.any(axis=1),
         by_terrain.any(axis=1)],
        ["both", "zoning", "terrain"],
        default="none",
    )  # fmt: skip
    table = table.assign(
        plot_id=plots["plot_id"].to_numpy()[rows["plot"]],
        terrain_id=terrains["terrain_id"].to_numpy()[at],
        main_group=group,
        limits_source=source,
        geometry=place,
    )[list(LIMIT_COLUMNS)]
    texts = ("plot_id", "terrain_id", "main_group", "limits_source")
    limits = gpd.GeoDataFrame(table.astype(dict.fromkeys(texts, "str")), crs=rows.crs)
    return limits, struck


def empty_limits() -> gpd.GeoDataFrame:
    """Return the table of limits without rows."""
    columns = {
        name: pd.Series(dtype="float64" if LIMITS.get(name) == "number" else "str")
        for name in LIMIT_COLUMNS[:-1]
    }
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries([], crs=RD))


def contradiction_findings(
    limits: gpd.GeoDataFrame, struck: pd.DataFrame, rows: gpd.GeoSeries
) -> list[Finding]:
    """Return a finding for each plot where the least that is asked exceeds the most allowed.

    Parameters
    ----------
    limits, struck
        What `plot_limits` returned.
    rows
        (k,) the plots' land in the terrains.
    """
    return [
        Finding(
            rule="measure.limits_contradict",
            severity="warning",
            table="plot_limits",
            id=limits["plot_id"].loc[one["row"]],
            column=one["column"],
            claimed=float(one["low"]),
            expected=float(one["high"]),
            difference=float(one["low"] - one["high"]),
            unit="ratio" if one["column"] == "min_coverage" else "category",
            reason=Words(
                "Het minimum is hoger dan het maximum; beide zijn hier onbekend gemaakt.",
                "The minimum exceeds the maximum; both were made unknown here.",
            ),
            action=Words(
                "Zoek beide op in het plan; zij kunnen uit verschillende tabellen komen.",
                "Look both up in the plan; they may come from different tables.",
            ),
            geometry=rows.loc[one["row"]],
        )
        for one in struck.to_dict("records")
    ]


def _zoned(
    rows: gpd.GeoDataFrame, zoning: gpd.GeoDataFrame | None
) -> tuple[pd.DataFrame, pd.Series, gpd.GeoSeries]:
    """Return the limits by zoning, the main group and the land in build zones, per row."""
    count = range(len(rows))
    if zoning is None:
        zoning = gpd.GeoDataFrame(geometry=gpd.GeoSeries([], crs=rows.crs))
    parts = pieces(rows.geometry, zoning.geometry)
    zone, row = parts["shape"].to_numpy(), parts["area"].to_numpy()
    group = given(zoning, "main_group").astype("object").to_numpy()[zone]
    build = given(zoning, "build_zone").astype("boolean").iloc[zone].reset_index(drop=True)
    inside = build.fillna(False).to_numpy(dtype="bool")
    area = parts["area_m2"].to_numpy()
    zoned_m2 = np.bincount(row[inside], weights=area[inside], minlength=len(rows))
    asked = inside | (zoned_m2[row] == 0)
    whole = rows.geometry.area.to_numpy()
    ask_m2 = np.where(zoned_m2 > 0, zoned_m2, whole)
    values = pd.DataFrame(
        {
            name: _most(given(zoning, name).to_numpy(dtype="object")[zone][asked],
                        row[asked], area[asked], ask_m2)
            for name in LIMITS
        },
        index=count,
    )  # fmt: skip
    values = _typed(values)
    main = pd.Series(_most(group, row, area, whole), index=count)
    land = united(parts.geometry.to_numpy()[inside], row[inside], len(rows))
    place = np.full(len(rows), None, dtype="object")
    told = np.unique(row[build.notna().to_numpy()])
    place[told] = land[told]
    shapes = gpd.GeoSeries(place, index=rows.index, crs=rows.crs)
    return values.set_axis(rows.index), main.set_axis(rows.index), shapes


def _most(value: np.ndarray, row: np.ndarray, area: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Return the value on most land of each row; None where that has no value.

    Land under two plans may exceed the whole; what has no value is then none.
    """
    has = pd.notna(value)
    sums = pd.DataFrame({"row": row[has], "value": value[has], "area": area[has]})
    sums = sums.groupby(["row", "value"])["area"].sum().reset_index()
    sums["rounded"] = sums["area"].round(3)
    best = sums.sort_values(["row", "rounded", "value"], ascending=[True, False, True])
    best = best.drop_duplicates("row")
    held = np.bincount(sums["row"], weights=sums["area"], minlength=len(whole))
    without = (whole - held)[best["row"]]
    best = best[best["area"].to_numpy() >= without - 1e-3]
    found = np.full(len(whole), None, dtype="object")
    found[best["row"]] = best["value"]
    return found


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    """Return the limits as numbers and text."""
    kinds = {name: "float64" if kind == "number" else "str" for name, kind in LIMITS.items()}
    return table.astype("object").where(table.notna(), None).astype(kinds)


def _without_contradictions(values: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the limits with both of each pair null whose minimum exceeds the maximum."""
    struck, table = [], values.copy()
    for least, most in _PAIRS:
        low = pd.to_numeric(values[least], errors="coerce")
        high = pd.to_numeric(values[most], errors="coerce")
        wrong = low > high
        table.loc[wrong, [least, most]] = None
        pairs = pd.DataFrame({"low": low[wrong], "high": high[wrong]}).assign(column=least)
        struck.append(pairs.rename_axis("row").reset_index())
    return table, pd.concat(struck, ignore_index=True)
