"""Establishments of a study, through every stage, to the sectors of its baseline."""

import json

import geopandas as gpd
from shapely import Point, box

from geo_ser.pipeline.single import ladder_of_file
from tests.conftest import run_study

ATLAS = """
[study]
name = "Verzonnen"
edition = 2026-01-01

[tables.terrains]
file = "terrains.geojson"

[tables.establishments]
file = "firms.geojson"

[ladder]
file = "ladder.toml"
"""
LADDER = """
[ladder]
title = "Verzonnen"

[[demand]]
variant = "een"
components = [{ name = "vraag", value = 10 }]

[[supply]]
step = 1
name = "half"
from = "gross_area_m2"
where = "name == 'A'"

[baseline]
min_gross_ha = 1
"""


def made_up(folder):
    """Write a study of one made-up terrain of 4 ha with four made-up firms."""
    square = box(200_000, 470_000, 200_200, 470_200)
    terrains = gpd.GeoDataFrame({"terrain_id": ["1"], "name": ["A"]}, geometry=[square], crs=28992)
    places = [Point(200_010 + 10 * number, 470_010) for number in range(4)]
    codes = {"establishment_id": list("abcd"), "sbi": ["25.11", "4120", "41", None]}
    firms = gpd.GeoDataFrame(codes, geometry=places, crs=28992)
    terrains.to_file(folder / "terrains.geojson", driver="GeoJSON")
    firms.to_file(folder / "firms.geojson", driver="GeoJSON")
    (folder / "atlas.toml").write_text(ATLAS, encoding="utf-8")
    (folder / "ladder.toml").write_text(LADDER, encoding="utf-8")


def test_establishments_become_the_sectors_of_the_baseline(tmp_path):
    made_up(tmp_path)
    run_study(tmp_path)
    ladder = json.loads((tmp_path / "data/processed/4_ladder/ladder.json").read_text("utf-8"))
    first = ladder["baseline"]["sectors"][0]
    assert (first["of"], first["basis"], first["companies"], first["unknown"]) == (
        "A", "measured", 3, 1,
    )  # fmt: skip
    assert first["shares"]["construction"] == 2 / 3
    (step,) = ladder["variants"][0]["steps"]
    assert (step["items"][0]["low"], step["items"][0]["terrains"]) == (4.0, ["1"])
    assert ladder_of_file(tmp_path / "ladder.toml")["baseline"] == ladder["baseline"]
