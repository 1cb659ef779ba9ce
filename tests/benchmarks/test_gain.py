"""Copies of a town for the benchmark of the gain: apart, each with ids of its own."""

import sys

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from tests.benchmarks.test_town import load


@pytest.fixture(scope="module")
def bench():
    for name in ("town", "run_all"):  # what gain.py imports as its neighbours
        if name not in sys.modules:
            load(name)
    return load("gain")


def test_copies_lie_apart_and_have_ids_of_their_own(bench):
    plots = gpd.GeoDataFrame(
        {"plot_id": ["p1", "p2"], "terrain_id": "t", "parcel_ids": [["a"], ["b", "c"]]},
        geometry=[box(0, 0, 10, 10), box(10, 0, 20, 10)], crs=28992,
    )  # fmt: skip
    made = bench.copies(plots, 3, 40.0)
    assert made["plot_id"].is_unique
    assert made["terrain_id"].nunique() == 3
    assert made["parcel_ids"].iloc[5] == ["b-002", "c-002"]
    assert made.geometry.area.sum() == pytest.approx(3 * 200)
    assert made.geometry.iloc[[1, 2]].bounds["minx"].to_list() == [10, 40]
    assert plots["plot_id"].to_list() == ["p1", "p2"]
    assert bench.copies(pd.DataFrame({"column": ["x"]}), 2, 40.0)["column"].to_list() == ["x", "x"]


def test_a_size_that_costs_more_a_plot_or_wins_something_else_is_refused(bench, tmp_path, capsys):
    targets = {}
    for count, ha in ((1, 1.0), (4, 4.0)):
        targets[count] = tmp_path / str(count)
        targets[count].mkdir()
        pd.DataFrame({name: [ha] for name in bench.WON}).to_parquet(
            targets[count] / "gain_terrains.parquet"
        )
        pd.DataFrame({"plot_id": ["p"] * 100 * count}).to_parquet(
            targets[count] / "gain_envelopes.parquet"
        )
    linear = {1: bench.Cost(2.0, 100.0), 4: bench.Cost(8.0, 200.0)}
    assert bench.report(linear, targets)
    assert "20.0" in capsys.readouterr().out  # 2 s over 100 plots
    assert not bench.report(linear | {4: bench.Cost(13.0, 200.0)}, targets)
    pd.DataFrame({name: [3.9] for name in bench.WON}).to_parquet(
        targets[4] / "gain_terrains.parquet"
    )
    assert not bench.report(linear, targets)
    assert "win something else" in capsys.readouterr().out
