"""Iron stock over the years, cluster reserve, the land of the planned terrain."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ladder.build import ASSEN, PLANNED, demand, ladder, shipped, supply


def years(**stock):
    return ladder(demand=[demand(value=1)], iron_stock=stock)["iron_stock"]


def test_the_stock_runs_down_by_equal_parts():
    rows = years(yearly_issuance_ha=5, years=2, start=2019, run_down_after=2020, horizon=2022)
    assert [(row["year"], row["stock_ha"], row["released_ha"]) for row in rows] == [
        (2019, 10, 0), (2020, 10, 0), (2021, 5, 5), (2022, 0, 5),
    ]  # fmt: skip


def test_without_years_there_is_no_table():
    assert years(yearly_issuance_ha=5, years=2) == []
    rows = years(yearly_issuance_ha=5, years=2, run_down_after=2020, horizon=2021)
    assert [row["year"] for row in rows] == [2020, 2021]


def test_assen_is_empty_in_2030():
    rows = {row["year"]: row["stock_ha"] for row in shipped(ASSEN)["iron_stock"]}
    assert (min(rows), max(rows)) == (2010, 2030)
    assert (rows[2020], rows[2030]) == (pytest.approx(29.2), 0)
    assert rows[2025] == pytest.approx(14.6)


@settings(max_examples=12, deadline=None)
@given(st.floats(0, 50), st.floats(0, 10), st.integers(1900, 2100), st.integers(1, 60))
def test_what_is_released_is_the_stock(yearly, number, last, parts):
    stock = {"yearly_issuance_ha": yearly, "years": number}
    rows = years(**stock, run_down_after=last, horizon=last + parts)
    assert sum(row["released_ha"] for row in rows) == pytest.approx(yearly * number)
    for before, after in pairwise(rows):
        gone = before["stock_ha"] - after["stock_ha"]
        assert gone == pytest.approx(after["released_ha"], abs=1e-9)


RESERVE = {"name": "zorgcluster", "low": 2, "high": 4}


def test_a_cluster_reserve_is_kept_apart():
    result = ladder(demand=[demand(value=10)], cluster_reserve=[RESERVE])
    assert result["variants"][0]["remaining"] == {"low": 10, "high": 10}
    (row,) = result["cluster_reserve"]
    assert (row["variant"], row["low"], row["high"], row["counts"]) == ("vraag", 2, 4, False)


def test_unless_it_counts():
    result = ladder(
        demand=[demand("a", value=10), demand("b", value=20)],
        supply=[supply("dichter", step=2, percent_of_demand=50)],
        cluster_reserve=[{**RESERVE, "counts": True, "variants": ["b"]}],
    )
    first, second = result["variants"]
    assert first["remaining"] == {"low": 5, "high": 5}
    assert second["demand"] == {"low": 22, "high": 24}
    assert second["remaining"] == {"low": 11, "high": 12}
    assert [one["name"] for one in second["components"]] == ["vraag", "zorgcluster"]
    assert [row["variant"] for row in result["cluster_reserve"]] == ["b"]
    assert not [row for row in result["ledger"] if row["kind"] == "reserve"]
    assert [row["ranges"] for row in result["monte_carlo"]] == [1]


def test_land_that_is_left_over_on_the_planned_terrain():
    result = ladder(demand=[demand(value=1)], planned={**PLANNED, "area_ha": 52})
    land = result["planned_land"]
    assert (land["plots_ha"], land["left_over_ha"], land["plots_from"]) == (50, 2, "given")
    unknown = ladder(demand=[demand(value=1)], planned=PLANNED)["planned_land"]
    assert (unknown["area_ha"], unknown["left_over_ha"]) == (None, None)
