"""What the script of the candidates page reads: figures as whole numbers, shapes as steps."""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.gain import what_if_words
from geo_ser.maps.candidates_rows import (
    KEYS,
    MEASURED,
    PERMITTED,
    WON,
    chosen_measures,
    net_plots,
    reasons_why,
)
from geo_ser.maps.codes import REASONS
from geo_ser.maps.evidence import Evidence
from geo_ser.maps.format import clean
from geo_ser.maps.packing import Bounds, pack_shapes, to_mercator
from geo_ser.maps.terrains import ordered_terrains, terrain_name
from geo_ser.maps.text import LANGUAGES, method_words
from geo_ser.maps.view import AtlasView, GainView

__all__ = ["FIGURES", "SIZES", "USES", "candidates_data", "origins"]

FIGURES: Mapping[str, tuple[str, str, int]] = {
    **dict.fromkeys(MEASURED, ("plots", "m2", 1)),
    "coverage": ("plots", "percent", 1000),
    "height_max_m": ("plots", "m", 10),
    **dict.fromkeys(PERMITTED, ("gain_envelopes", "m2", 1)),
    "max_coverage": ("gain_envelopes", "percent", 1000),
    "max_height_m": ("gain_envelopes", "m", 10),
    **dict.fromkeys(WON, ("candidates", "ha", 10000)),
    "gain_gfa_m2": ("candidates", "m2", 1),
    "gain_footprint_m2": ("candidates", "m2", 1),
    "score": ("candidates", "score", 1000),
    "top_share": ("candidates", "percent", 1000),
}
"""Each figure of a plot: its table, how it is shown, and what a whole number of it is."""

SIZES = ("lt_1000", "1000_2000", "2000_5000", "5000_10000", "ge_10000")
USES = ("built", "unbuilt", "rest", "under_construction", "reserve", "public")
_GRADES = "ABCD"
_ID = 20_000  # an id is never cut: it has to lead back to its row


def candidates_data(view: AtlasView, gain: GainView) -> dict[str, Any]:
    """Return everything about the plots, column by column, in order of terrain and id.

    Figures are whole numbers of what `FIGURES` says (m², 1/10 m, 1/1000); a negative one, −1−k,
    is unknown for reason k of `why`, and so are `use`, `road` and `vacant`. Other codes are
    places in a list; −1 none.
    """
    terrains = ordered_terrains(view)
    rows = net_plots(view, gain)
    measures = chosen_measures(gain, rows)
    why = _Places()
    names = what_if_words()
    codes = {kind: _order(getattr(names, kind)) for kind in ("instrument", "reason", "obstacle")}
    data = {
        "terrains": _terrains(terrains),
        "place": rows["place"].tolist(),
        "plot": [clean(one, limit=_ID) for one in rows["plot_id"]],
        "rank": pd.to_numeric(rows["rank"]).fillna(0).astype("int64").tolist(),
        "grade": [_GRADES.find(str(one)) if pd.notna(one) else -1 for one in rows["grade"]],
        "linked": _linked(rows),
        "size": [_place(SIZES, one) for one in rows["size_class"]],
        "use": _with_reasons([_place(USES, one) for one in rows["use"]], "use", rows, view, why),
        **{
            key: _with_reasons([_flag(one) for one in rows[name]], name, rows, view, why)
            for key, name in (("road", "road_access"), ("vacant", "vacant"))
        },
        "main": _main(rows, measures, codes["reason"]),
        "figures": {name: _figure(rows, name, view.nulls, why) for name in FIGURES},
        "measures": _measures(rows, measures, codes["instrument"]),
        "plots": pack_shapes(rows.geometry),
        "envelopes": pack_shapes(gpd.GeoSeries(rows["envelope"], crs=28992), per_m=2),
        **_buildings(view, rows),
        **_sets(rows, codes, why),
    }
    return data | {"why": why.texts(), "mercator": to_mercator(_bounds(terrains, rows))}


def origins(view: AtlasView, evidence: Evidence) -> dict[str, Any]:
    """Return where each figure comes from: `notes`, and per figure and terrain which of them."""
    ids = ordered_terrains(view)["terrain_id"].astype("str").tolist()
    notes: dict[tuple[str, ...], int] = {}
    found = {}
    for name, (table, _kind, _unit) in FIGURES.items():
        places = [_note(evidence, table, one, name, notes) for one in ids]
        found[name] = places[:1] if len(set(places)) == 1 else places
    return {"notes": [list(one) for one in notes], "of": found}


def _note(
    evidence: Evidence, table: str, terrain_id: str, column: str, notes: dict[tuple[str, ...], int]
) -> int:
    """Return the place among the notes of a figure's method (nl, en), source, date and grade."""
    origin = evidence.origin(table, terrain_id, column)
    method = [method_words(origin["code"], language) for language in LANGUAGES]
    note = (*method, evidence.credit(origin), origin["edition"], origin["grade"])
    return notes.setdefault(note, len(notes)) if any(note) else -1


class _Places:
    """Gives each different key a place, in order of first appearance."""

    def __init__(self) -> None:
        self.found: dict[Any, int] = {}

    def of(self, key: Any) -> int:
        return self.found.setdefault(key, len(self.found))

    def texts(self) -> list[list[str]]:
        """Return reason codes in words, Dutch and English; a code not known here as it is."""
        return [[clean(one) for one in REASONS.get(code, (code, code))] for code in self.found]


def _order(kinds: Sequence[Any]) -> dict[str, int]:
    return {one.key: place for place, one in enumerate(kinds)}


def _place(known: Sequence[str], code: object) -> int:
    return known.index(code) if isinstance(code, str) and code in known else -1


def _flag(value: object) -> int:
    return -1 if pd.isna(value) else int(bool(value))  # type: ignore[call-overload]


def _with_reasons(
    codes: list[int], column: str, rows: pd.DataFrame, view: AtlasView, why: _Places
) -> list[int]:
    """Return codes with, for each that is unknown, −1 minus the place of its reason."""
    if min(codes, default=0) >= 0:
        return codes
    reasons = reasons_why(view.nulls, "plots", column, rows["plot_id"].tolist())
    return [
        code if code >= 0 else -1 - why.of(reason)
        for code, reason in zip(codes, reasons, strict=True)
    ]


def _terrains(terrains: gpd.GeoDataFrame) -> dict[str, Any]:
    records = terrains.to_dict("records")
    return {
        "id": [clean(one["terrain_id"], limit=_ID) for one in records],
        "name": [terrain_name(one) for one in records],
        "text": [clean(one.get("district"), limit=80) for one in records],
        "shapes": pack_shapes(terrains.geometry),
    }


def _linked(rows: pd.DataFrame) -> list[int]:
    """Return the row of the plot each one is linked with, −1 where there is none."""
    place = {key: n for n, key in enumerate(zip(*(rows[one] for one in KEYS), strict=True))}
    pairs = zip(rows["terrain_id"], rows["linked_with"], strict=True)
    return [-1 if pd.isna(other) else place.get((one, str(other)), -1) for one, other in pairs]


def _main(rows: pd.DataFrame, measures: pd.DataFrame, order: Mapping[str, int]) -> list[int]:
    """Return the reason that wins most on each plot; without measures the first of its reasons."""
    most = measures[measures["reason"].notna()].drop_duplicates("row")
    first = dict(zip(most["row"], most["reason"], strict=True))
    return [
        order.get(str(first.get(n, reasons[0] if reasons else None)), -1)
        for n, reasons in enumerate(rows["reasons"])
    ]


def _figure(rows: pd.DataFrame, name: str, nulls: pd.DataFrame, why: _Places) -> list[int]:
    """Return a column as whole numbers, unknown as −1 minus the place of its reason."""
    table, _kind, unit = FIGURES[name]
    values = pd.to_numeric(rows[name], errors="coerce").astype("float64").to_numpy()
    known = np.isfinite(values)
    whole = np.zeros(len(values), dtype="int64")
    whole[known] = np.round(values[known] * unit)
    if not known.all():
        codes = reasons_why(nulls, table, name, rows["plot_id"].tolist())
        if table == "candidates":
            codes = [pairs[0][1] if pairs else "" for pairs in rows["unknown"]]
        gaps = np.flatnonzero(~known)
        whole[gaps] = [-1 - why.of(codes[n]) for n in gaps]
    return [int(one) for one in whole]


def _measures(
    rows: pd.DataFrame, measures: pd.DataFrame, order: Mapping[str, int]
) -> dict[str, list[int]]:
    """Return the what-ifs of each best set; how many of each row stands in `count`.

    The amounts of a row's only one are its totals, and stand there.
    """
    counts = np.bincount(measures["row"], minlength=len(rows))
    several = counts[measures["row"].to_numpy(dtype="int64")] > 1
    amounts = {"ha": 10_000, "footprint_m2": 1, "gfa_m2": 1}
    return {
        "count": counts.tolist(),
        "instrument": [order.get(one, -1) for one in measures["instrument"].astype("str")],
        **{
            name: np.round(measures.loc[several, name].astype("float64") * unit)
            .astype("int64")
            .tolist()
            for name, unit in amounts.items()
        },
    }


def _buildings(view: AtlasView, rows: pd.DataFrame) -> dict[str, Any]:
    """Return the standing buildings of each plot, by id."""
    table = view.buildings
    if table is None or "plot_id" not in table:
        table = gpd.GeoDataFrame({name: [] for name in (*KEYS, "building_id")}, geometry=[])
    at = pd.MultiIndex.from_frame(rows[KEYS])
    place = at.get_indexer(pd.MultiIndex.from_frame(pd.DataFrame(table[KEYS]).astype("str")))
    ids = table["building_id"].astype("str").tolist()
    gone = [one == "not_standing" for one in reasons_why(view.nulls, "buildings", "gfa_m2", ids)]
    ours = table.assign(row=place)[(place >= 0) & ~np.array(gone, dtype="bool")]
    ours = ours.sort_values(["row", "building_id"])
    return {
        "building": {
            "count": np.bincount(ours["row"], minlength=len(rows)).tolist(),
            "id": [clean(one, limit=_ID) for one in ours["building_id"]],
        },
        "buildings": pack_shapes(ours.geometry),
    }


def _sets(
    rows: pd.DataFrame, codes: Mapping[str, Mapping[str, int]], why: _Places
) -> dict[str, Any]:
    """Return the lists of codes: each different list once, and which of them a row has."""
    found: dict[str, Any] = {"sets": {}}
    for name in ("reasons", "obstacles", "instruments", "unknown"):
        lists = _Places()
        order = codes[name.removesuffix("s") if name != "unknown" else "instrument"]
        found[name] = [lists.of(one) for one in rows[name]]
        found["sets"][name] = [
            [[order.get(what, -1), why.of(reason)] for what, reason in one]
            if name == "unknown"
            else [order[code] for code in one if code in order]
            for one in lists.found
        ]
    return found


def _bounds(terrains: gpd.GeoDataFrame, rows: gpd.GeoDataFrame) -> Bounds:
    """Return the bounds of all there is to draw; those of the country where there is nothing."""
    boxes = np.array([terrains.total_bounds, rows.total_bounds], dtype="float64")
    boxes = boxes[np.isfinite(boxes).all(axis=1)]
    if not len(boxes):
        return (0.0, 300_000.0, 280_000.0, 625_000.0)
    west, south = np.floor(boxes[:, :2].min(axis=0)).tolist()
    east, north = np.ceil(boxes[:, 2:].max(axis=0)).tolist()
    return (west, south, east, north)
