"""The charts of a terrain's sheet, against a pencil."""

import math

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ser.maps.charts import Bar, bars, stack
from geo_ser.maps.evidence import evidence_of
from geo_ser.maps.sheet import charts
from geo_ser.tables import INDICATORS
from tests.maps.views import apeldoorn, rijssen_holten

LAND = {
    "gross_area_m2": 20_000.0, "net_area_m2": 12_000.0, "tare_road_m2": 4_000.0,
    "tare_rail_m2": 0.0, "tare_water_m2": 1_000.0, "tare_green_m2": 2_500.0,
    "tare_other_m2": 500.0,
}  # fmt: skip
COVER = {"road": 4_000.0, "yard": 12_000.0, "green": 3_900.0}
SIZES = {"plots_lt_1000": 1.0, "plots_1000_2000": 3.0, "plots_2000_5000": 0.0,
         "plots_5000_10000": 0.0, "plots_ge_10000": 0.0}  # fmt: skip


def terrain(**figures):
    unknown = {column.name: math.nan for column in INDICATORS["terrains"]}
    covers = {column: 0.0 for column in unknown if column.startswith("cover_")}
    covers |= {f"cover_{kind}_m2": area for kind, area in COVER.items()}
    known = {"terrain_id": "628", **LAND, **covers, "uncovered_m2": 200.0, "overlap_m2": 100.0}
    return unknown | known | SIZES | figures


def buildings(heights=(), years=()):
    count = max(len(heights), len(years))
    return gpd.GeoDataFrame(
        {
            "height_m": list(heights) or [None] * count,
            "construction_year": list(years) or [None] * count,
        },
        geometry=[None] * count,
        crs=28992,
    )


def made(one=None, others=(), here=None):
    one = terrain() if one is None else one
    terrains = pd.DataFrame([one, *others])
    evidence = evidence_of(rijssen_holten())
    found = charts(one, terrains, buildings() if here is None else here, evidence)
    return {chart["key"]: chart for chart in found}


def test_net_and_tare_fill_the_bar_and_what_is_nothing_is_left_out():
    chart = made()["balance"]
    assert [(row["label"], row["value"], row["note"]) for row in chart["rows"]] == [
        ("netto oppervlakte", "1,20 ha", "60,0 %"),
        ("tarra weg", "4.000 m²", "20,0 %"),
        ("tarra water", "1.000 m²", "5,0 %"),
        ("tarra groen", "2.500 m²", "12,5 %"),
        ("tarra overig", "500 m²", "2,5 %"),
    ]
    assert [row["x"] for row in chart["rows"]] == [0, 60, 80, 85, 97.5]
    assert sum(row["width"] for row in chart["rows"]) == pytest.approx(100, abs=0.01)
    assert chart["note"] == "Netto en tarra zijn samen bruto: 2,00 ha."


def test_cover_shows_what_is_uncovered_hatched_and_says_what_counts_twice():
    chart = made()["cover"]
    assert [row["label"] for row in chart["rows"]] == ["weg", "erf", "groen", "niet gekarteerd"]
    assert chart["rows"][-1]["colour"] == "url(#hatch)"
    assert "100 m²" in chart["note"]
    # 19 900 of classes + 200 uncovered is more than gross by the overlap: the bar stays whole
    assert sum(row["width"] for row in chart["rows"]) == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize("column", ["net_area_m2", "tare_rail_m2", "cover_yard_m2", "uncovered_m2"])
def test_one_unknown_part_makes_the_chart_unknown_with_its_reason(column):
    key = "cover" if column.startswith(("cover", "uncovered")) else "balance"
    chart = made(terrain(**{column: math.nan}))[key]
    assert chart["rows"] == []
    assert chart["reason"] == "er is geen tabel buildings"


def test_plot_sizes_are_shares_beside_those_of_all_terrains():
    other = terrain(terrain_id="1", plots_lt_1000=0.0, plots_1000_2000=0.0, plots_ge_10000=4.0)
    chart = made(others=[other])["plot_sizes"]
    shares = [(row["value"], row["note"], row["other_value"]) for row in chart["rows"]]
    assert shares == [
        ("1", "25,0 %", "12,5 %"), ("3", "75,0 %", "37,5 %"), ("0", "0,0 %", "0,0 %"),
        ("0", "0,0 %", "0,0 %"), ("0", "0,0 %", "50,0 %"),
    ]  # fmt: skip
    assert chart["compared"]
    assert not made()["plot_sizes"]["compared"]  # nothing to compare one terrain with


def test_a_terrain_without_net_plots_says_so():
    none = dict.fromkeys(SIZES, 0.0)
    assert made(terrain(**none))["plot_sizes"]["reason"] == "geen kavel telt als netto"


def test_setbacks_stand_beside_the_median_of_the_terrains_and_unknown_is_no_zero():
    one = terrain(setback_road_p50_m=6.0, setback_side_p50_m=3.0)
    other = terrain(terrain_id="1", setback_road_p50_m=10.0)
    rows = made(one, [other])["setbacks"]["rows"]
    assert [(row["value"], row["other_value"]) for row in rows] == [
        ("6,0 m", "8,0 m"), ("3,0 m", "3,0 m"), ("", ""),
    ]  # fmt: skip
    assert rows[2]["note"] == "er is geen tabel buildings"


def test_buildings_by_height_and_year_count_what_is_unknown():
    chart = made(here=buildings([4.9, 5.0, 31.0, None], [1959, 1960, 2024, None]))
    assert [row["value"] for row in chart["heights"]["rows"]] == [
        "1", "1", "0", "0", "0", "1", "1",
    ]  # fmt: skip
    ages = {row["label"]: row["value"] for row in chart["ages"]["rows"]}
    assert (ages["vóór 1960"], ages["1960–1969"], ages["onbekend"]) == ("1", "1", "1")
    assert made()["ages"]["reason"] == "voor geen enkel gebouw bekend"


def test_only_buildings_that_stand_are_counted():
    from geo_ser.maps import terrain_page

    view = apeldoorn()
    page = terrain_page(view, "BU02000706")
    section = page[page.index('id="chart-ages"') :]
    section = section[: section.index("</section>")]
    counts = [int(part.split("<")[0]) for part in section.split('<td class="num">')[1:]]
    gone = view.nulls[(view.nulls.table == "buildings") & (view.nulls.reason == "not_standing")]
    assert sum(counts) == len(view.buildings) - gone["id"].nunique()


@given(st.lists(st.floats(0, 1e6), max_size=8), st.floats(1e-3, 1e6))
def test_a_stack_never_leaves_its_bar(sizes, extra):
    rows = stack([Bar("", "", size, "") for size in sizes], sum(sizes) + extra)
    assert all(row["width"] >= 0 for row in rows)
    assert all(row["x"] + row["width"] <= 100.01 for row in rows)


@given(st.lists(st.floats(0, 1e9), max_size=8))
def test_bars_are_at_most_as_long_as_the_longest(sizes):
    assert all(0 <= row["width"] <= 100 for row in bars([Bar("", "", size, "") for size in sizes]))
