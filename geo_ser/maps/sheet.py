"""The charts of a terrain's sheet: land, cover, plots, heights, setbacks, ages, each from figures.

Every chart has its reason where the figures are not known; a chart of nothing is not drawn.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from geo_ser.maps.charts import HATCHED, Bar, bars, stack
from geo_ser.maps.evidence import TERRAIN_COLUMNS, Evidence, cell
from geo_ser.maps.format import is_unknown, number, value_text
from geo_ser.maps.scales import (
    COVER_COLOURS,
    HEIGHT_SCALE,
    SIZE_CLASS_COLOUR,
    TARE_COLOURS,
    YEAR_SCALE,
    Classes,
    class_codes,
    class_labels,
)
from geo_ser.maps.text import column_label, words

__all__ = ["charts"]

_SIZES = (
    "plots_lt_1000", "plots_1000_2000", "plots_2000_5000", "plots_5000_10000", "plots_ge_10000",
)  # fmt: skip
_EDGES = ("road", "side", "rear")

Chart = dict[str, Any]


def charts(
    terrain: Mapping[Any, Any],
    terrains: pd.DataFrame,
    buildings: gpd.GeoDataFrame,
    evidence: Evidence,
) -> Sequence[Chart]:
    """Return the charts of the sheet in the order they stand there, each with key and kind."""
    made = (
        ("balance", "stack", land_balance(terrain, evidence)),
        ("cover", "stack", cover(terrain, evidence)),
        ("plot_sizes", "bars", plot_sizes(terrain, terrains, evidence)),
        ("setbacks", "bars", setbacks(terrain, terrains, evidence)),
        ("heights", "bars", heights(buildings, evidence)),
        ("ages", "bars", ages(buildings, evidence)),
    )
    say = words(evidence.language)
    return [
        {"note": "", "compared": False, "key": key, "kind": kind, "title": say[f"chart_{key}"]}
        | chart
        for key, kind, chart in made
    ]


def land_balance(terrain: Mapping[Any, Any], evidence: Evidence) -> Chart:
    """Return gross area as net, unclassed and tare, which add up to it.

    Where net is unknown for unclassed land, what is net for certain stands for it.

    Parameters
    ----------
    terrain
        A row of the terrains' indicators; areas in m², null unknown.
    """
    net = "net_area_low_m2" if _amount(terrain, "net_area_m2") is None else "net_area_m2"
    unclassed = {"unclassed_area_m2": HATCHED} if _amount(terrain, "unclassed_area_m2") else {}
    tare = {
        f"tare_{kind}_m2": TARE_COLOURS[kind]
        for kind in ("road", "rail", "water", "green", "other")
    }
    columns = {net: TARE_COLOURS["net"], **unclassed, **tare}
    chart = _parts(terrain, columns, evidence)
    if chart["rows"]:
        chart["note"] = words(evidence.language)["balance_closes"].format(
            gross=_value(terrain, "gross_area_m2", evidence)
        )
    return chart


def cover(terrain: Mapping[Any, Any], evidence: Evidence) -> Chart:
    """Return what covers the land, class by class, and what no surface covers."""
    columns = {f"cover_{kind}_m2": colour for kind, colour in COVER_COLOURS.items()}
    chart = _parts(terrain, columns | {"uncovered_m2": HATCHED}, evidence)
    overlap = _amount(terrain, "overlap_m2")
    if chart["rows"] and overlap:
        chart["note"] = words(evidence.language)["counted_twice"].format(
            area=_value(terrain, "overlap_m2", evidence)
        )
    return chart


def plot_sizes(terrain: Mapping[Any, Any], terrains: pd.DataFrame, evidence: Evidence) -> Chart:
    """Return the net plots by size, as shares, beside the shares of all terrains together.

    Parameters
    ----------
    terrains
        (n,) all terrains of the study; those without plots known do not count.
    """
    counts = [_amount(terrain, name) for name in _SIZES]
    if any(one is None for one in counts):
        return _unknown(terrain, _SIZES[0], evidence)
    everywhere = [float(pd.to_numeric(terrains[name]).sum()) for name in _SIZES]
    mine, theirs = sum(one or 0 for one in counts), sum(everywhere)
    if not mine:
        return {"rows": [], "reason": words(evidence.language)["no_net_plots"]}
    rows = [
        Bar(
            column_label(TERRAIN_COLUMNS[name], evidence.language),
            number(count, 0, evidence.language),
            (count or 0) / mine,
            SIZE_CLASS_COLOUR,
            note=_percent((count or 0) / mine, evidence),
            other=all_of_them / theirs if theirs else 0.0,
            other_value=_percent(all_of_them / theirs if theirs else 0.0, evidence),
        )
        for name, count, all_of_them in zip(_SIZES, counts, everywhere, strict=True)
    ]
    return {"rows": bars(rows), "reason": "", "compared": len(terrains) > 1}


def heights(buildings: gpd.GeoDataFrame, evidence: Evidence) -> Chart:
    """Return the buildings by height, with how many are unknown.

    Parameters
    ----------
    buildings
        (m,) the terrain's buildings; `height_m` in m above the ground, null unknown.
    """
    return _by_class(buildings, "height_m", HEIGHT_SCALE, evidence)


def ages(buildings: gpd.GeoDataFrame, evidence: Evidence) -> Chart:
    """Return the buildings by year of construction, with how many are unknown."""
    return _by_class(buildings, "construction_year", YEAR_SCALE, evidence)


def setbacks(terrain: Mapping[Any, Any], terrains: pd.DataFrame, evidence: Evidence) -> Chart:
    """Return the median distance from the plot line to the building at road, side and rear.

    Beside each stands the median over the terrains of the study.
    """
    names = [f"setback_{edge}_p50_m" for edge in _EDGES]
    if all(_amount(terrain, name) is None for name in names):
        return _unknown(terrain, names[0], evidence)
    rows = []
    for name in names:
        amount = _amount(terrain, name)
        middle = float(pd.to_numeric(terrains[name]).astype("float64").median())
        rows.append(
            Bar(
                column_label(TERRAIN_COLUMNS[name], evidence.language),
                _value(terrain, name, evidence),
                amount or 0.0,
                SIZE_CLASS_COLOUR,
                note="" if amount is not None else _reason(terrain, name, evidence),
                other=None if math.isnan(middle) else middle,
                other_value=value_text(middle, TERRAIN_COLUMNS[name], evidence.language),
            )
        )
    return {"rows": bars(rows), "reason": "", "compared": len(terrains) > 1}


def _parts(terrain: Mapping[Any, Any], columns: Mapping[str, str], evidence: Evidence) -> Chart:
    """Return columns of m² as parts of the gross area; the reason where one is unknown."""
    areas = {name: _amount(terrain, name) for name in columns}
    gross = _amount(terrain, "gross_area_m2")
    unknown = [name for name, area in areas.items() if area is None]
    if unknown or not gross:
        return _unknown(terrain, unknown[0] if unknown else "gross_area_m2", evidence)
    rows = [
        Bar(
            _part_label(name, evidence),
            _value(terrain, name, evidence),
            areas[name] or 0.0,
            colour,
            note=_percent((areas[name] or 0.0) / gross, evidence),
        )
        for name, colour in columns.items()
    ]
    return {"rows": stack(rows, max(gross, sum(one.size for one in rows))), "reason": ""}


def _part_label(column: str, evidence: Evidence) -> str:
    """Return a column's label without the word that its chart's title says already."""
    label = column_label(TERRAIN_COLUMNS[column], evidence.language)
    return label.removeprefix("bodem: ").removeprefix("cover ")


def _by_class(
    buildings: gpd.GeoDataFrame, column: str, scale: Classes, evidence: Evidence
) -> Chart:
    """Return how many buildings fall in each class of a scale."""
    say = words(evidence.language)
    values = pd.to_numeric(buildings[column]).astype("Float64")
    codes = class_codes(values, scale)
    known = [code for code in codes if code is not None]
    if not known:
        reason = evidence.whole_reason("buildings", column) if len(codes) else ""
        return {"rows": [], "reason": reason or say["nothing_known_buildings"]}
    rows = [
        Bar(label, number(known.count(code), 0, evidence.language), known.count(code), colour)
        for code, (label, colour) in enumerate(
            zip(class_labels(scale, evidence.language), scale.colours, strict=True)
        )
    ]
    missing = len(codes) - len(known)
    if missing:
        rows.append(Bar(say["unknown"], number(missing, 0, evidence.language), missing, HATCHED))
    return {"rows": bars(rows), "reason": ""}


def _unknown(terrain: Mapping[Any, Any], column: str, evidence: Evidence) -> Chart:
    return {"rows": [], "reason": _reason(terrain, column, evidence)}


def _reason(terrain: Mapping[Any, Any], column: str, evidence: Evidence) -> str:
    return evidence.reason("terrains", str(terrain["terrain_id"]), column)


def _amount(terrain: Mapping[Any, Any], column: str) -> float | None:
    value = cell(dict(terrain), column)
    return None if is_unknown(value) else float(str(value))


def _value(terrain: Mapping[Any, Any], column: str, evidence: Evidence) -> str:
    return value_text(cell(dict(terrain), column), TERRAIN_COLUMNS[column], evidence.language)


def _percent(share: float, evidence: Evidence) -> str:
    return f"{number(100 * share, 1, evidence.language)} %"
