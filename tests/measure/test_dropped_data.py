"""Leaving data out never helps: no null becomes a number, no range narrows, no grade rises.

Drawn over the made-up corner of `test_voorbeeldhoek`, with heights, statuses, zoning and firms as
well. What cannot be noticed stands in docs/reliability.md.
"""

import datetime
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point, box
from shapely.affinity import translate

from geo_ser.study import Thresholds
from tests.measure.parks import Given, measured
from tests.pipeline.test_voorbeeldhoek import PLOTS, tables

KEYS = {"terrains": "terrain_id", "plots": "plot_id", "buildings": "building_id"}
NOT_APPLICABLE = {
    "public", "no_unbuilt_plot", "no_standing_building", "no_footprint", "not_standing",
    "no_plot_here", "no_building", "no_known_use", "no_floor_area", "no_setback", "not_net",
    "built",
}  # fmt: skip
"""Reasons of nulls where nothing is unknown: the figure does not exist there."""

OPTIONAL = ("units", "surfaces", "zoning", "establishments")
"""Tables of which the rows, and the table, are left out."""

CELLS = {
    "buildings": ("height_m", "status", "construction_year", "storeys"),
    "units": ("floor_area_m2", "status", "uses"),
    "parcels": ("availability", "owner_group", "registered_area_m2"),
    "terrains": ("max_height_m", "max_coverage", "setback_road_m"),
    "establishments": ("jobs",),
}
"""Cells that are made unknown, and columns that are left out."""


def other_bounds(less):
    """Return the bounds of floor area that come from buildings where units lack, not from units.

    Without any unit with a floor area, at least one storey (units in use may state less, a hall may
    lack them); where some lack, at most the storeys that are given (design §4). They are other
    bounds, not narrower ones of the same (docs/reliability.md).
    """
    whole = WHOLE["units"]
    if "units" not in less or "floor_area_m2" not in less["units"]:
        return ("gfa_low_m2", "gfa_high_m2")
    lacking = len(less["units"]) < len(whole) or less["units"]["floor_area_m2"].isna().any()
    return ("gfa_high_m2",) if lacking else ()


def corner() -> dict[str, gpd.GeoDataFrame]:
    """Return the corner with every optional table."""
    known = tables()
    known["buildings"] = known["buildings"].assign(
        height_m=[8.0, 9.0, 3.0], status=["Pand in gebruik"] * 3,
        construction_year=[1990, 2001, 2005],
    )  # fmt: skip
    known["units"] = known["units"].assign(status=["Verblijfsobject in gebruik"])
    known["parcels"] = known["parcels"].assign(
        availability=[None, None, "for_sale", *[None] * (len(PLOTS) - 3)]
    )
    moved = [translate(box(100, 10, 150, 100), 140_000, 510_000)]
    known["zoning"] = gpd.GeoDataFrame(
        {"zone_id": ["Z"], "main_group": ["business"]}, geometry=moved, crs=28992
    )
    firms = [Point(140_020, 510_030), Point(140_070, 510_030)]
    known["establishments"] = gpd.GeoDataFrame(
        {"establishment_id": ["E1", "E2"], "jobs": [12.0, 30.0]}, geometry=firms, crs=28992
    )
    return known


WHOLE = corner()


@st.composite
def left_out(draw) -> dict[str, gpd.GeoDataFrame]:
    """Draw the corner without some tables, rows, columns and cells."""
    less = dict(WHOLE)
    for name in OPTIONAL:
        what = draw(st.sampled_from(["all", "all", "some", "none"]))
        if what == "none":
            del less[name]
        elif what == "some":
            rows = draw(st.lists(st.booleans(), min_size=len(less[name]), max_size=len(less[name])))
            less[name] = less[name][rows].reset_index(drop=True)
    for name, columns in CELLS.items():
        for column in columns:
            if name not in less or column not in less[name] or draw(st.booleans()):
                continue
            table = less[name]
            hidden = draw(st.lists(st.booleans(), min_size=len(table), max_size=len(table)))
            less[name] = (
                table.drop(columns=column)
                if draw(st.booleans())
                else table.assign(**{column: table[column].mask(np.array(hidden, dtype="bool"))})
            )
    return less


def result_of(known):
    sources = {name: [Given(edition=datetime.date(2025, 1, 1))] for name in known}
    return measured(Thresholds(), sources=sources, **known)


def cells(result):
    """Return every cell of the indicators by table, row, terrain and column."""
    found = {}
    for name, key in KEYS.items():
        for row in getattr(result, name).drop(columns="geometry").to_dict("records"):
            for column, value in row.items():
                found[name, row[key], column] = value
    return found


def unknown(value) -> bool:
    return not isinstance(value, list | dict | np.ndarray) and bool(pd.isna(value))


def reasons(result):
    rows = result.nulls[["table", "id", "column", "reason"]].itertuples(index=False)
    return {(table, row, column): reason for table, row, column, reason in rows}


def grades(result):
    """Return the grade of every figure."""
    rows = result.provenance[["table", "terrain_id", "column", "grade"]].itertuples(index=False)
    return {(table, terrain, column): grade for table, terrain, column, grade in rows}


def complaints(full, less, blind=()):
    """Return where less data made a figure known, narrower or surer."""
    before, after, why = cells(full), cells(less), reasons(full)
    for key in before.keys() & after.keys():
        reason = why.get(key, why.get((key[0], "*", key[2])))
        value, other = before[key], after[key]
        known = not unknown(other) and not isinstance(other, str)
        if unknown(value) and known and reason not in NOT_APPLICABLE:
            yield "null became a number", key, reason, other
        if unknown(value) or unknown(other) or not is_number(value):
            continue
        if "_low_" in key[2] and other > value + 1e-6 and key[2] not in blind:
            yield "low rose", key, value, other
        if "_high_" in key[2] and other < value - 1e-6 and key[2] not in blind:
            yield "high fell", key, value, other
    worse, better = grades(full), grades(less)
    for key in worse.keys() & better.keys():
        if better[key] < worse[key]:
            yield "grade rose", key, worse[key], better[key]


def is_number(value) -> bool:
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)


@cache
def whole_result():
    return result_of(WHOLE)


@settings(max_examples=8, deadline=None)
@given(left_out())
def test_leaving_data_out_never_helps(less):
    assert list(complaints(whole_result(), result_of(less), other_bounds(less))) == []


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(left_out())
def test_leaving_data_out_never_helps_however_it_is_drawn(less):
    assert list(complaints(whole_result(), result_of(less), other_bounds(less))) == []
