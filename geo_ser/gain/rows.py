"""The plots a gain is sought on, with their limits, edges, buildings and paved land."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_ser.gain.parking import parking_m2
from geo_ser.gain.whatif import LIMITS, WhatIf
from geo_ser.geometry.cuts import EMPTY, NOISE_M2, Shapes, intersection, united
from geo_ser.geometry.halves import Failure, by_halves
from geo_ser.geometry.overlay import has_shape
from geo_ser.tables import require_area_crs, require_columns

__all__ = ["KEYS", "GainInputs", "Site", "category_number", "floats", "site"]

Rows = npt.NDArray[np.int64]
KEYS = ["plot_id", "terrain_id"]
_NUMBERS = (
    "area_m2", "area_in_terrain_m2", "footprint_m2", "coverage", "gfa_m2", "gfa_low_m2",
    "gfa_high_m2",
)  # fmt: skip
_ENDS = ("min", "max")
_OPEN_COVERAGE = 0.05
"""Share of an unclassed plot up to which buildings leave it unbuilt: the default of
`study.Thresholds.unbuilt_max_coverage`."""
_TEXTS = ("main_group", "limits_source", "min_environmental_category",
          "max_environmental_category")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class GainInputs:
    """What earlier stages know of the plots; None where a table is absent. All in EPSG:28992."""

    plots: gpd.GeoDataFrame
    """The indicators of plots, one row per (plot_id, terrain_id)."""
    terrains: pd.DataFrame
    """The indicators of terrains: `terrain_id`, and `net_area_m2` where it is known."""
    buildings: gpd.GeoDataFrame | None = None
    """The indicators of buildings, those that stand."""
    plot_edges: gpd.GeoDataFrame | None = None
    """`plot_id`, `edge` (road, side, rear, unknown) and the line."""
    plot_limits: gpd.GeoDataFrame | None = None
    """One row per row of plots: limits, `limits_source`, geometry = where may be built."""
    parcels: pd.DataFrame | None = None
    """The clean parcels: `availability`, `owner_group`, `plan`, `grid_capacity` when given."""
    surfaces: gpd.GeoDataFrame | None = None
    """The clean surfaces: `cover`."""
    establishments: gpd.GeoDataFrame | None = None
    """The clean establishments, points: `environmental_category` when given."""
    provenance: pd.DataFrame | None = None
    """Of the indicators."""
    edition: date
    """The moment the study describes."""


@dataclass(frozen=True)
class Site:
    """The net and unclassed plots as rows 0 … n−1 in order of their ids, and what is on them."""

    rows: gpd.GeoDataFrame
    """(n,) the indicators, `unclassed` (nobody knows whether it is net; its `use` is what it would
    be if it were), the limits (`max_height_m` …, believable, a study's default where
    none is given, `max_height_m_given` …: whether one is), `zone` (geometry: where may be
    built; None unknown), `limits_reason`."""

    parts: gpd.GeoDataFrame
    """(k,) the part of each standing building on each row: `row`, geometry, `area_m2`, and of
    the building `height_m`, `storeys`, `storeys_known`, `office`, `dwelling`, `uses_known`,
    `construction_year`."""

    built: Shapes
    """(n,) all buildings of a row together."""

    edges: gpd.GeoDataFrame
    """(e,) `row`, `edge`, geometry."""

    parcels: pd.DataFrame
    """(n,) `owners` (count, NaN unknown), `issuable`, `with_plan`, `no_grid_capacity`, `blocked`
    (bool)."""

    firm_category: npt.NDArray[np.float64]
    """(n,) the highest environmental category of the firms on the plot, NaN where unknown."""

    parking_m2: npt.NDArray[np.float64]
    """(n,) land on which cars may stand: what surfaces show as parking or paved; where they show
    none, what they do not show as something else; NaN without surfaces."""

    parking_shown: npt.NDArray[np.bool_]
    """(n,) whether surfaces show parking or paved land."""

    failures: tuple[Failure, ...] = ()
    """Rows of which the buildings or the parking could not be worked out: they have none here."""

    def part(self, rows: Rows) -> "Site":
        """Return some rows, ascending, as rows 0 … n−1, with what lies on them."""
        if len(rows) == len(self.rows):
            return self
        place = np.full(len(self.rows), -1)
        place[rows] = np.arange(len(rows))

        def on_rows(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
            at = place[table["row"].to_numpy(dtype="int64")]
            return table.assign(row=at)[at >= 0].reset_index(drop=True)

        return Site(
            self.rows.iloc[rows].reset_index(drop=True),
            on_rows(self.parts),
            self.built[rows],
            on_rows(self.edges),
            self.parcels.iloc[rows].reset_index(drop=True),
            self.firm_category[rows],
            self.parking_m2[rows],
            self.parking_shown[rows],
        )


def site(inputs: GainInputs, settings: WhatIf) -> Site:
    """Return the net and unclassed plots with everything the what-ifs ask of them.

    Raises
    ------
    CrsError, TableError
        If a table is not in EPSG:28992 or lacks a column.
    """
    geometric = ("plots", "buildings", "plot_edges", "plot_limits", "surfaces", "establishments")
    tables = {name: getattr(inputs, name) for name in geometric}
    require_area_crs(**{name: one for name, one in tables.items() if one is not None})
    require_columns(inputs.plots, "plots", *KEYS, "counts_as_net")
    rows = _net_rows(inputs.plots)
    rows = _with_limits(rows, inputs.plot_limits, settings)
    results, failures = by_halves(
        lambda some: _on_plots(rows.iloc[some].reset_index(drop=True), inputs),
        np.arange(len(rows)),
    )
    built = np.full(len(rows), EMPTY, dtype="object")
    parking, shown = np.full(len(rows), np.nan), np.zeros(len(rows), dtype="bool")
    lying = [_building_parts(rows.iloc[:0], inputs.buildings)]
    for some, (parts, built[some], parking[some], shown[some]) in results:
        lying.append(parts.assign(row=some[parts["row"].to_numpy(dtype="int64")]))
    return Site(
        rows=rows,
        parts=lying[1] if len(lying) == 2 else pd.concat(lying, ignore_index=True),
        built=built,
        edges=_edges(rows, inputs.plot_edges),
        parcels=_said_of_parcels(rows, inputs.parcels),
        firm_category=_firm_category(rows, inputs.establishments),
        parking_m2=parking,
        parking_shown=shown,
        failures=tuple(failures),
    )


def _on_plots(
    rows: gpd.GeoDataFrame, inputs: GainInputs
) -> tuple[gpd.GeoDataFrame, Shapes, npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Return what stands on rows, part by part and together, and where cars may stand."""
    parts = _building_parts(rows, inputs.buildings)
    built = united(parts.geometry.to_numpy(), parts["row"].to_numpy(), len(rows))
    return parts, built, *parking_m2(rows, built, inputs.surfaces)


def _firm_category(
    rows: gpd.GeoDataFrame, establishments: gpd.GeoDataFrame | None
) -> npt.NDArray[np.float64]:
    """Return the highest environmental category of the firms on each row, NaN where unknown."""
    highest = np.full(len(rows), np.nan)
    if establishments is None or "environmental_category" not in establishments:
        return highest
    firm, row = rows.sindex.query(establishments.geometry, predicate="intersects")
    category = category_number(establishments["environmental_category"])[firm]
    np.fmax.at(highest, row, category)
    return highest


def floats(table: pd.DataFrame, column: str) -> npt.NDArray[np.float64]:
    """Return a column as float64, NaN where it is unknown or not there at all."""
    if column not in table.columns:
        return np.full(len(table), np.nan)
    values = table[column].astype("Float64")
    return np.asarray(values.to_numpy(dtype="float64", na_value=np.nan))


def category_number(categories: pd.Series) -> npt.NDArray[np.float64]:
    """Return environmental categories as numbers ("4.2" → 4.2), NaN where they are none.

    Examples
    --------
    >>> category_number(pd.Series(["3.1", "4,2", "A", None])).tolist()
    [3.1, 4.2, nan, nan]
    """
    text = categories.astype("str").str.replace(",", ".", regex=False)
    return np.asarray(pd.to_numeric(text, errors="coerce").to_numpy(dtype="float64"))


def _net_rows(plots: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the rows of net and of unclassed plots that have land, in order of their ids.

    Nobody knows what an unclassed plot is used for; were it net, it would be unbuilt, or built
    where buildings cover more than `_OPEN_COVERAGE`.
    """
    net = plots["counts_as_net"].astype("boolean")
    maybe = net.fillna(True).to_numpy(dtype="bool")
    kept = maybe & (plots.geometry.area > NOISE_M2).to_numpy()
    rows = plots.assign(unclassed=net.isna().to_numpy(dtype="bool"))[kept]
    rows = rows.sort_values(KEYS, kind="stable").reset_index(drop=True)
    for column in _NUMBERS:
        rows[column] = floats(rows, column)
    rows["area_in_terrain_m2"] = rows.geometry.area
    rows["area_m2"] = rows["area_m2"].fillna(rows["area_in_terrain_m2"])
    for column in ("use", "use_why", "why"):
        if column not in rows:
            rows[column] = None
    coverage = rows["footprint_m2"] / rows["area_in_terrain_m2"]
    as_net = np.where(coverage > _OPEN_COVERAGE, "built", "unbuilt")
    return rows.assign(use=rows["use"].mask(rows["unclassed"], pd.Series(as_net, rows.index)))


def _with_limits(
    rows: gpd.GeoDataFrame, limits: gpd.GeoDataFrame | None, settings: WhatIf
) -> gpd.GeoDataFrame:
    """Return the rows with their limits; one that cannot be is unknown, a default fills gaps."""
    keys = pd.MultiIndex.from_frame(rows[KEYS].astype("str"))
    if limits is None:
        told = pd.DataFrame(index=keys)
        zone: Iterable[Any] = np.full(len(rows), None)
    else:
        by_key = limits.set_index(pd.MultiIndex.from_frame(limits[KEYS].astype("str")))
        told = by_key[~by_key.index.duplicated()].reindex(keys)
        zone = told.geometry.to_numpy()
    values = {column: floats(told, column) for column in (*LIMITS, "min_coverage")}
    values, why = _believable(values)
    rows = rows.assign(**{c: told.get(c, pd.Series(None, keys)).to_numpy() for c in _TEXTS})
    least, most = (category_number(rows[f"{end}_environmental_category"]) for end in _ENDS)
    rows.loc[least > most, [f"{end}_environmental_category" for end in _ENDS]] = None
    for column in LIMITS:
        rows[f"{column}_given"] = np.isfinite(values[column])
        default = getattr(settings.limits, column)
        values[column] = np.where(
            np.isnan(values[column]) & (default is not None), default or 0.0, values[column]
        )
    return rows.assign(**values, limits_reason=why, zone=np.asarray(zone, dtype="object"))


def _believable(
    values: Mapping[str, npt.NDArray[np.float64]],
) -> tuple[dict[str, npt.NDArray[np.float64]], Shapes]:
    """Return limits without those that cannot be, and why: ``impossible``, ``contradict``."""
    kept, why = dict(values), np.full(len(values["max_coverage"]), None, dtype="object")
    for column, limit in values.items():
        above = limit < 0 if column.startswith("setback") else limit <= 0
        bad = above | ((limit > 1) if column.endswith("coverage") else np.isinf(limit))
        kept[column] = np.where(bad, np.nan, limit)
        why[bad] = "limits_impossible"
    against = kept["min_coverage"] > kept["max_coverage"]
    for column in ("min_coverage", "max_coverage"):
        kept[column] = np.where(against, np.nan, kept[column])
    why[against] = "limits_contradict"
    return kept, why


def _building_parts(rows: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    """Return the part of each building on each row, ordered by row, then building_id."""
    if buildings is None:
        buildings = gpd.GeoDataFrame(
            {"building_id": [], "terrain_id": []}, geometry=[], crs=rows.crs
        )
    buildings = buildings.sort_values(["building_id", "terrain_id"], kind="stable")
    building, row = rows.sindex.query(buildings.geometry, predicate="intersects")
    same = (
        buildings["terrain_id"].astype("str").to_numpy()[building]
        == (rows["terrain_id"].astype("str").to_numpy()[row])
    )
    building, row = building[same], row[same]
    shapes = intersection(rows.geometry.to_numpy()[row], buildings.geometry.to_numpy()[building])
    table = _of_buildings(buildings.iloc[building])
    parts = gpd.GeoDataFrame(table.assign(row=row), geometry=shapes, crs=rows.crs)
    parts["area_m2"] = parts.geometry.area
    parts["place"] = building
    parts = parts[parts["area_m2"] > NOISE_M2].sort_values(["row", "place"], kind="stable")
    return parts.drop(columns="place").reset_index(drop=True)


def _of_buildings(buildings: pd.DataFrame) -> pd.DataFrame:
    """Return what the what-ifs ask of a building."""
    given = buildings["uses"] if "uses" in buildings else pd.Series(None, buildings.index)
    uses = [set() if one is None or np.ndim(one) == 0 else set(one) for one in given]
    footprint, gfa = floats(buildings, "footprint_m2"), floats(buildings, "gfa_m2")
    method = buildings.get("gfa_method", pd.Series(None, buildings.index)).to_numpy()
    storeys, known = floats(buildings, "storeys"), np.isfinite(gfa)
    if "storeys_method" in buildings:  # storeys of a height are a guess, those of a table are not
        known |= buildings["storeys_method"].eq("given").to_numpy(dtype="bool")
    else:
        known |= np.isfinite(storeys)
    gfa = np.where(np.isnan(gfa), floats(buildings, "gfa_low_m2"), gfa)  # at least these storeys
    with np.errstate(divide="ignore", invalid="ignore"):
        layers = np.where(np.isin(method, ["units", "unit_bounds"]), gfa / footprint, np.nan)
    return pd.DataFrame(
        {
            "height_m": floats(buildings, "height_m"),
            "storeys": np.where(np.isnan(storeys), layers, storeys),
            "storeys_known": known,
            "office": [one == {"office"} for one in uses],
            "dwelling": [one == {"dwelling"} for one in uses],
            "uses_known": [bool(one) for one in uses],
            "construction_year": floats(buildings, "construction_year"),
        }
    ).astype(dict.fromkeys(("office", "dwelling", "uses_known", "storeys_known"), "bool"))


def _edges(rows: gpd.GeoDataFrame, edges: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    """Return the edges of each row's plot, ordered by row and class."""
    if edges is None:
        return gpd.GeoDataFrame({"row": [], "edge": []}, geometry=[], crs=rows.crs).astype(
            {"row": "int64"}
        )
    require_columns(edges, "plot_edges", "plot_id", "edge")
    plots = pd.DataFrame({"plot_id": rows["plot_id"].astype("str"), "row": np.arange(len(rows))})
    table = edges[["plot_id", "edge", "geometry"]]
    table = table[has_shape(table.geometry)].astype({"plot_id": "str"})
    table = table.merge(plots, on="plot_id").sort_values(["row", "edge"], kind="stable")
    return table[["row", "edge", "geometry"]].reset_index(drop=True)


def _said_of_parcels(rows: gpd.GeoDataFrame, parcels: pd.DataFrame | None) -> pd.DataFrame:
    """Return what the parcels of each row say of owners, issue, plans and the grid."""
    no = np.zeros(len(rows), dtype="bool")
    said = pd.DataFrame(
        {"owners": np.full(len(rows), np.nan), "issuable": no, "with_plan": no,
         "no_grid_capacity": no, "blocked": no}
    )  # fmt: skip
    if parcels is None or "parcel_ids" not in rows:
        return said
    ids = rows["parcel_ids"].map(lambda one: list(one) if one is not None else [])
    long = ids.explode().dropna().astype("str").rename_axis("row").rename("parcel_id")
    told = long.reset_index().merge(
        pd.DataFrame(parcels).astype({"parcel_id": "str"}), on="parcel_id", how="left",
        suffixes=("", "_"),
    )  # fmt: skip
    by = told["row"]
    if "owner_group" in told:
        owners = told.groupby("row")["owner_group"].nunique().reindex(range(len(rows)))
        said["owners"] = owners.where(owners > 0).to_numpy("float64")
    for column, flag in _flags(told).items():
        said[column] = flag.groupby(by).any().reindex(range(len(rows)), fill_value=False)
    return said


def _flags(told: pd.DataFrame) -> dict[str, pd.Series]:
    """Return what parcels say outright: on issue, with a plan, no room on the grid."""
    flags = {}
    if "availability" in told:
        flags["issuable"] = told["availability"].isin(["issuable", "option"])
        flags["blocked"] = told["availability"].eq("blocked").fillna(False)
    if "plan" in told:
        flags["with_plan"] = told["plan"].astype("boolean").fillna(False).astype("bool")
    if "grid_capacity" in told:
        flags["no_grid_capacity"] = ~told["grid_capacity"].astype("boolean").fillna(True)
    return {name: flag.astype("bool") for name, flag in flags.items()}
