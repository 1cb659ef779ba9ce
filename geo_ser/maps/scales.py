"""Fixed colour scales: the same value has the same colour on every map, so that two compare.

Numbers fall in classes with fixed bounds, kinds in fixed categories. Unknown is a class of
its own, hatched, and never the lowest class. The colours are ColorBrewer's RdYlBu, YlGnBu,
YlOrBr, PuRd and Set2 families, kept apart for the colour-blind.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from geo_ser.maps.format import number
from geo_ser.maps.text import Language, words

__all__ = [
    "ATLAS_SCALES",
    "BUILDING_SCALES",
    "COVER_COLOURS",
    "GAIN_SCALE",
    "GAIN_TERRAIN_SCALE",
    "HEIGHT_SCALE",
    "PLOT_SCALES",
    "REASON_COLOURS",
    "SIZE_CLASS_COLOUR",
    "TARE_COLOURS",
    "YEAR_SCALE",
    "Categories",
    "Classes",
    "category_codes",
    "class_codes",
    "class_labels",
    "known_kinds",
]


@dataclass(frozen=True)
class Classes:
    """A numeric scale: class i holds bounds[i-1] <= value < bounds[i].

    `factor` turns a table's fraction into what people read (per cent). `symmetric` makes the
    bounds below zero belong to the class further from zero, as those above zero do. `labels`
    are keys of the words; without them the bounds are printed.
    """

    key: str
    bounds: tuple[float, ...]
    colours: tuple[str, ...]
    factor: float = 100.0
    decimals: int = 0
    symmetric: bool = False
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Categories:
    """A scale of kinds: word key and colour, in the order of the legend."""

    key: str
    kinds: Mapping[str, str]


ATLAS_SCALES: Mapping[str, Classes] = {
    scale.key: scale
    for scale in (
        Classes(
            "difference", (-5, -1, 1, 5),
            ("#2c7bb6", "#a6cfe3", "#fbf6c8", "#fdae61", "#c8321f"),
            symmetric=True,
            labels=("claim_much_less", "claim_less", "claim_fits", "claim_more",
                    "claim_much_more"),
        ),
        Classes("net_gross", (55, 65, 75, 85),
                ("#fef0d4", "#fdd49e", "#f8a660", "#dd6b34", "#a63603")),
        Classes("coverage", (10, 20, 30, 40, 50),
                ("#eaf4d3", "#c3e3b5", "#7fcdbb", "#41b6c4", "#2c7fb8", "#253494")),
        Classes("fsi", (0.1, 0.2, 0.4, 0.6, 1.0),
                ("#f3e6f2", "#d9c2e0", "#c58fc6", "#d05aa5", "#b01a72", "#67001f"),
                factor=1.0, decimals=1),
    )
}  # fmt: skip
"""The themes of the front page. The classes of net/gross are those of a Dutch benchmark."""

YEAR_SCALE = Classes(
    "year", (1960, 1970, 1980, 1990, 2000, 2010, 2020),
    ("#5e3c26", "#8c5a33", "#b98343", "#e0b363", "#efdf9a", "#b5d3c3", "#6aa3b8", "#2f6690"),
    factor=1.0,
)  # fmt: skip

HEIGHT_SCALE = Classes(
    "height", (5, 8, 12, 20, 30),
    ("#f1eef6", "#d0d1e6", "#a6bddb", "#67a9cf", "#1c8aa6", "#02604f"),
    factor=1.0,
)  # fmt: skip

BUILDING_SCALES: Mapping[str, Classes | Categories] = {
    "use": Categories("use", {
        "use_industry": "#7b6fb0", "use_office": "#3f8fc4", "use_retail": "#e0564a",
        "use_dwelling": "#f2c14e", "use_mixed": "#8d5a3c", "use_other": "#5fae7b",
        "use_none": "#c3c9cf", "use_absent": "#ffffff",
    }),
    "year": YEAR_SCALE,
    "height": HEIGHT_SCALE,
    "status": Categories("status", {
        "status_standing": "#4f7f9b", "status_building": "#f0a03c", "status_permit": "#f6e08a",
        "status_unused": "#a8456b", "status_gone": "#c9ced3", "status_other": "#77a88d",
    }),
}  # fmt: skip
"""The themes of the buildings on a terrain page."""

PLOT_SCALES: Mapping[str, Classes | Categories] = {
    "plot_use": Categories("plot_use", {
        "plot_built": "#cab2d6", "plot_unbuilt": "#b2df8a", "plot_under_construction": "#fdbf6f",
        "plot_rest": "#e6d3a3", "plot_reserve": "#ffff99", "plot_public": "#d9d9d9",
    }),
    "plot_coverage": Classes(
        "plot_coverage", ATLAS_SCALES["coverage"].bounds, ATLAS_SCALES["coverage"].colours
    ),
}  # fmt: skip
"""The themes of the plots; the colours of use are those of the GeoPackage's style."""

GAIN_SCALE = Classes(
    "gain", (0.05, 0.1, 0.25, 0.5, 1.0),
    ("#fff7c2", "#fed976", "#fdae4b", "#f9743a", "#d7261f", "#800026"),
    factor=1.0, decimals=2,
)  # fmt: skip
"""Of the gain of a plot, ha."""

GAIN_TERRAIN_SCALE = Classes(
    "gain_ha", (0.5, 1.0, 2.0, 5.0, 10.0), GAIN_SCALE.colours, factor=1.0, decimals=1
)
"""Of the gain of a terrain, ha."""

REASON_COLOURS: Mapping[str, str] = {
    "offered": "#d6604d", "issuable": "#4393c3", "with_plan": "#92c5de", "unbuilt": "#7fbc41",
    "reserve": "#c7e9b4", "splittable": "#fdae61", "below_coverage": "#fee08b",
    "below_height": "#9970ab", "linkable": "#e7a6c8", "own_parking": "#c9ced3",
}  # fmt: skip
"""Of the reason that wins most on a plot; each has a letter too."""

TARE_COLOURS: Mapping[str, str] = {
    "net": "#7b6fb0", "road": "#8d99a6", "rail": "#55606c", "water": "#7fb4d8",
    "green": "#8fc08a", "other": "#d9cfb8",
}  # fmt: skip
"""Of the balance of land: net, and tare by kind."""

COVER_COLOURS: Mapping[str, str] = {
    "building": "#a8456b", "road": "#8d99a6", "parking": "#b6bec6", "rail": "#55606c",
    "paved": "#cfc8d8", "bare": "#e3cfa4", "yard": "#e9dfc9", "green": "#8fc08a",
    "field": "#c9e3a1", "water": "#7fb4d8", "other": "#f0b9a6",
}  # fmt: skip
"""Of each class of cover."""

SIZE_CLASS_COLOUR = "#4f7f9b"
"""Of bars that compare one terrain with all."""


def class_codes(values: pd.Series, scale: Classes) -> list[int | None]:
    """Return for each value the number of its class, None where it is unknown.

    Parameters
    ----------
    values
        (n,) numbers in the table's unit; NaN is unknown.

    Examples
    --------
    >>> class_codes(pd.Series([-0.05, -0.01, 0.0, 0.01, 0.05]), ATLAS_SCALES["difference"])
    [0, 2, 2, 2, 4]
    >>> class_codes(pd.Series([float("nan"), 0.0]), ATLAS_SCALES["coverage"])
    [None, 0]
    """
    numbers = values.to_numpy(dtype="float64", na_value=math.nan) * scale.factor
    rounded = np.round(numbers, 9)  # 0.01 × 100 must be 1, not 1.0000000000000002
    codes = np.digitize(rounded, scale.bounds)
    if scale.symmetric:
        codes = _symmetric_codes(rounded, scale.bounds)
    return [
        int(code) if known else None
        for code, known in zip(codes, np.isfinite(rounded), strict=True)
    ]


def _symmetric_codes(values: np.ndarray, bounds: Sequence[float]) -> np.ndarray:
    """Return classes whose middle one holds both its bounds and whose outer ones hold theirs."""
    outer = np.digitize(values, bounds)
    lower_half = np.digitize(values, bounds, right=True)
    middle = len(bounds) // 2
    codes = np.where(values < 0, lower_half, outer)
    at_tolerance = np.isin(values, [bounds[middle - 1], bounds[middle]])
    return np.where(at_tolerance, middle, codes)


def class_labels(scale: Classes, language: Language) -> list[str]:
    """Return what each class is called in the legend.

    Examples
    --------
    >>> class_labels(ATLAS_SCALES["net_gross"], "nl")[:2]
    ['< 55', '55 – 65']
    """
    say = words(language)
    if scale.labels:
        return [say[key] for key in scale.labels]
    if scale.key == "year":
        return _year_labels(scale, language)
    edges = [number(bound, scale.decimals, language) for bound in scale.bounds]
    between = [f"{low} – {high}" for low, high in pairwise(edges)]
    return [f"< {edges[0]}", *between, f"≥ {edges[-1]}"]


def _year_labels(scale: Classes, language: Language) -> list[str]:
    say = words(language)
    years = [int(bound) for bound in scale.bounds]
    between = [f"{low}–{high - 1}" for low, high in pairwise(years)]
    return [
        say["before"].format(year=years[0]),
        *between,
        say["from_year"].format(year=years[-1]),
    ]


def category_codes(kinds: Sequence[str | None], scale: Categories) -> list[int | None]:
    """Return for each kind its place in the legend, None where it is unknown."""
    place = {kind: code for code, kind in enumerate(scale.kinds)}
    return [None if kind is None else place[kind] for kind in kinds]


def known_kinds(values: pd.Series, prefix: str, scale: Categories) -> list[str | None]:
    """Return the kind of each code of our own, None where it is null or not in the scale.

    Examples
    --------
    >>> known_kinds(pd.Series(["built", None]), "plot", PLOT_SCALES["plot_use"])
    ['plot_built', None]
    """
    kinds = [None if pd.isna(one) else f"{prefix}_{one}" for one in values]
    return [one if one in scale.kinds else None for one in kinds]
