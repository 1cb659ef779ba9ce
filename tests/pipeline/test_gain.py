"""The stage `gain` on a made-up study with parcels: tables, ladder, redoing what changed."""

import json
import shutil

import geopandas as gpd
import pandas as pd
import pytest

from geo_ser.errors import StudyError
from geo_ser.pipeline import run, run_stage
from geo_ser.study import load_study
from tests.measure.pencil_park import pencil_park

ATLAS = """
[study]
name = "Potloodpark (verzonnen)"
edition = 2026-01-01

{tables}
[gain]
file = "gain.toml"

[ladder]
file = "ladder.toml"
"""
LADDER = """
[ladder]
title = "Potloodpark (verzonnen)"
unit = "ha net"

[[demand]]
variant = "basis"
components = [{ name = "vraag", value = 2.0 }]

[[supply]]
step = 1
name = "winst op kavels, niveau 2"
from = "gain_level_2_ha"
where = "terrain_id == 'T1'"
"""


def write_park(folder):
    """Write the pencil park as a study: canonical GeoParquet, a gain.toml, a ladder.toml."""
    raw = folder / "data/raw"
    raw.mkdir(parents=True)
    blocks = ""
    for name, table in pencil_park().items():
        table.to_parquet(raw / f"{name}.parquet")
        blocks += f'[tables.{name}]\nfile = "data/raw/{name}.parquet"\n\n'
    (folder / "atlas.toml").write_text(ATLAS.format(tables=blocks))
    (folder / "ladder.toml").write_text(LADDER)
    (folder / "gain.toml").write_text("[limits]\nmax_coverage = 0.8\n")
    return folder


@pytest.fixture(scope="module")
def park(tmp_path_factory):
    folder = write_park(tmp_path_factory.mktemp("studies") / "park")
    for stage in ("layers", "measure", "gain", "ladder"):
        run_stage(load_study(folder), stage)
    return folder


def gains(folder, name):
    return pd.read_parquet(folder / f"data/processed/3_gain/{name}.parquet")


def test_every_table_is_written_beside_those_of_the_ladder(park):
    names = {path.stem for path in (park / "data/processed/3_gain").glob("*.parquet")}
    assert names == {
        "gain_plots", "gain_ledger", "gain_terrains", "gain_envelopes", "candidates",
        "gain_provenance", "gain_nulls",
    }  # fmt: skip
    ranked = gpd.read_parquet(park / "data/processed/3_gain/candidates.parquet")
    assert ranked.crs.to_epsg() == 28992
    assert "P3" in set(ranked["plot_id"])


def test_the_unbuilt_plot_is_filled_at_the_usual_coverage(park):
    table = gains(park, "gain_plots").set_index(["plot_id", "instrument"])
    filled = table.loc[("P3", "fill_unbuilt")]
    assert filled["gain_ha"] == pytest.approx(0.249)
    assert filled["gain_gfa_m2"] == pytest.approx(0.58 * 2490)
    assert filled["gain_footprint_high_m2"] == pytest.approx(0.8 * 2490)  # the study's default


def test_the_ladder_takes_the_gain_and_its_ledger_adds_up(park):
    ladder = json.loads((park / "data/processed/4_ladder/ladder.json").read_text())
    won = gains(park, "gain_terrains").set_index("terrain_id").loc["T1", "gain_level_2_ha"]
    assert won == pytest.approx(0.249 / 2)  # P3 alone, and nobody knows its plan: half
    supply = next(row for row in ladder["ledger"] if row["kind"] == "supply")
    left = next(row for row in ladder["ledger"] if row["kind"] == "remaining")
    assert supply["used_ha"]["low"] == pytest.approx(won)
    assert left["low"] == pytest.approx(2.0 - won)


def test_land_in_the_ledger_adds_up_to_the_plots(park):
    ledger = gains(park, "gain_ledger")
    land = ledger[ledger["kind"] == "land"].groupby("plot_id")["area_m2"].sum()
    assert land.to_dict() == pytest.approx(
        {"P1": 6640, "P3": 2490, "P5": 2822, "P6": 3320, "P7": 830}
    )


def test_a_changed_parameter_redoes_gain_and_what_follows(park, tmp_path):
    folder = shutil.copytree(park, tmp_path / "park")
    (folder / "gain.toml").write_text("[limits]\nmax_coverage = 0.5\n")
    outcomes = {one.stage: one for one in run(load_study(folder))}
    assert outcomes["gain"].why == "changed: gain.toml"
    assert outcomes["ladder"].done
    assert not outcomes["measure"].done


def test_an_unknown_key_is_refused_by_name(park, tmp_path):
    folder = shutil.copytree(park, tmp_path / "park")
    (folder / "gain.toml").write_text("[usual_coverage]\nvalu = 0.6\n\n[parking]\nlow = 0\n")
    with pytest.raises(StudyError, match=r"2 problems(.|\n)*usual_coverage.valu.*`value`"):
        run_stage(load_study(folder), "gain")


def test_without_a_ladder_the_plots_have_their_gain_all_the_same(tmp_path):
    folder = write_park(tmp_path / "park")
    atlas = folder / "atlas.toml"
    atlas.write_text(atlas.read_text().replace('[ladder]\nfile = "ladder.toml"', ""))
    for stage in ("layers", "measure", "gain"):
        outcome = run_stage(load_study(folder), stage)
    assert outcome.summary["candidates"] > 0
