"""Neighbourhoods that touch, overlap and miss each other by a hair go through every stage."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from typer.testing import CliRunner

from geo_ser.cli import app
from geo_ser.geometry.overlay import cut, shares
from geo_ser.geometry.shared_area import shared_area_m2
from tests.neighbourhoods import write_study

STAGES = ("layers", "measure", "gain", "qa", "map", "report")


def run_all(folder):
    """Return the exit code and what was printed of each stage."""
    outcomes = {}
    for stage in STAGES:
        result = CliRunner().invoke(app, [stage, str(folder)])
        outcomes[stage] = (result.exit_code, result.output if result.exit_code else "")
    return outcomes


def tables(folder, stage, *names):
    return [gpd.read_parquet(folder / f"data/processed/{stage}/{name}.parquet") for name in names]


def assert_sound(folder):
    """Every stage ends well; what was cut has the area of its coordinates; balances close."""
    assert dict.fromkeys(STAGES, (0, "")) == run_all(folder)
    findings = pd.read_parquet(folder / "data/processed/findings.parquet")
    refused = findings["rule"].str.contains("cut_disagrees|could_not_be_measured")
    assert findings[refused].empty, findings[refused][["rule", "id", "reason"]].to_string()

    terrains, plots = tables(folder, "2_indicators", "terrains", "plots")
    parts = ["net_area_m2", *(c for c in terrains if c.startswith("tare_") and c.endswith("_m2"))]
    if "unclassed_area_m2" in terrains:
        parts.append("unclassed_area_m2")
    whole = terrains[parts].sum(axis=1, min_count=len(parts)).to_numpy()
    known = ~np.isnan(whole)
    gross = terrains["gross_area_m2"].to_numpy()
    assert whole[known] == pytest.approx(gross[known], abs=1e-3)
    by = plots.groupby("terrain_id")["footprint_m2"].sum().reindex(terrains["terrain_id"])
    off = terrains["off_plot_footprint_m2"].to_numpy()
    built = terrains["footprint_m2"].to_numpy()
    assert by.fillna(0).to_numpy() + off == pytest.approx(built, abs=1e-3)

    parcels, buildings, surfaces = tables(folder, "1_layers", "parcels", "buildings", "surfaces")
    for one, other in ((terrains, surfaces), (terrains, buildings), (parcels, buildings)):
        rows = shares(one.geometry, other.geometry)
        shapes = cut(one.geometry.to_numpy(), other.geometry.to_numpy(), rows)
        assert shapely.is_valid(shapes).all()
        kernel = shared_area_m2(
            one.geometry.to_numpy(), other.geometry.to_numpy(),
            rows["area"].to_numpy(), rows["shape"].to_numpy(),
        )  # fmt: skip
        assert shapely.area(shapes) == pytest.approx(kernel, abs=2e-6, rel=1e-9)


def test_a_few_neighbourhoods(tmp_path):
    assert_sound(write_study(tmp_path / "buurten", range(2)))


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("hundred", range(10))
def test_a_thousand_neighbourhoods(tmp_path, hundred):
    assert_sound(write_study(tmp_path / "buurten", range(100 * hundred, 100 * (hundred + 1))))
