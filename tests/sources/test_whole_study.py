"""A study from nothing: fetched through every door of real and stand-in servers, then its atlas.

A year later the data of the servers have changed: only what changed is done again, and what
people wrote stays as they wrote it.
"""

import json
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from geo_ser import cli
from tests.servers import mapserver, town
from tests.servers.fixtures import servers_python, without
from tests.servers.process import running

SOURCES = (
    "ibis:arcgis", "brk:wfs", "bag", "bgt/alles", "3dbag", "ahn/dsm:wcs", "ahn/dtm:cog",
    "ruimtelijkeplannen/enkelbestemming",
)  # fmt: skip
OWN = """
[http]
poll_s = 0.01
wait_initial_s = 0.0
wait_jitter_s = 0.0
[sources.grenzen.doors.ogc_api]
url = "{pygeoapi}"
[sources.ibis.doors.arcgis]
url = "{stub}/arcgis/ibis/FeatureServer"
[sources.brk.doors.wfs]
url = "{mapserver}"
tile_m = 100
[sources.brk.layers.perceel.collections]
wfs = "perceel"
[sources.bag.doors.ogc_api]
url = "{pygeoapi}"
page_size = 2
tile_m = 50
[sources.bgt.doors.bgt_job]
url = "{stub}/bgt/lv/bgt/download/v1_0"
[sources.3dbag.doors.threedbag]
url = "{stub}/3dbag"
[sources.ahn.doors.wcs]
url = "{mapserver}"
tile_m = 150
[sources.ahn.doors.cog]
url = "{stub}/atom"
[sources.ruimtelijkeplannen.doors.file]
url = "{stub}/files/plannen"
"""
ATLAS = f"""[study]
name = "Verzonnen"
edition = 2026-01-01
municipality_code = "{town.CODE}"

[fetch]
area = "{town.CODE}"
sources = {json.dumps(SOURCES)}
catalogue = "servers.toml"

[thresholds]
join_min_share = 0.2

[[claims]]
file = "claims.csv"
edition = 2025-01-01
match = "name"

"""


@dataclass(frozen=True)
class Desk:
    """A study folder, the town its servers serve, and the command line."""

    folder: Path
    town: town.Town
    capsys: pytest.CaptureFixture
    monkeypatch: pytest.MonkeyPatch

    def run(self, command: str, *options: str) -> dict:
        """Run a command with --json and return what it prints."""
        arguments = ["geo-ser", command, str(self.folder), "--json", *options]
        self.monkeypatch.setattr(sys, "argv", arguments)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = self.capsys.readouterr()
        assert not ended.value.code, printed.err
        return json.loads(printed.out)

    def stages(self) -> dict[str, str]:
        """Run what is out of date; return why, for the stages that were run."""
        stages = self.run("run")["stages"]
        return {one["stage"]: one["why"] for one in stages if one["done"]}

    def table(self, name: str) -> pd.DataFrame:
        return pd.read_parquet(self.folder / "data/processed" / f"{name}.parquet")

    def manifest(self) -> pd.DataFrame:
        return pd.read_csv(self.folder / "data/raw/manifest.csv").set_index("file")


@pytest.fixture
def desk(tmp_path, capsys, monkeypatch):
    if not servers_python().exists():
        without("pygeoapi", "run `make .venv-servers/installed`, or set GEO_SER_SERVERS_PYTHON")
    if not mapserver.BINARY.exists():
        without("MapServer", "apt-get install cgi-mapserver")
    place = town.Town(tmp_path / "stub", tmp_path / "mapserver")
    place.write()
    study = tmp_path / "study"
    study.mkdir()
    commands = {
        "pygeoapi": [str(servers_python()), "-m", "tests.servers.ogc_api", str(place.stub)],
        "mapserver": [sys.executable, "-m", "tests.servers.mapserver", str(place.mapserver)],
        "stub": [sys.executable, "-m", "tests.servers.stub", str(place.stub)],
    }
    with ExitStack() as stack:
        started = {
            name: stack.enter_context(running(command, log=tmp_path / f"{name}.log"))
            for name, command in commands.items()
        }
        urls = {name: one.url for name, one in started.items()} | {
            "stub": f"{started['stub'].url}/dorp/none"
        }
        (study / "servers.toml").write_text(OWN.format(**urls), encoding="utf-8")
        (study / "atlas.toml").write_text(ATLAS, encoding="utf-8")
        (study / "claims.csv").write_text(
            "terrain,gross_ha\nVerzonnen park,2.20\n", encoding="utf-8"
        )
        yield Desk(study, place, capsys, monkeypatch)


def test_from_nothing_to_an_atlas_and_a_year_later(desk):
    fetched = desk.run("fetch")
    print(fetched)
    assert {one["status"] for one in fetched["layers"]} == {"fetched"}
    print("\n".join(fetched["add_to_atlas_toml"]))
    with (desk.folder / "atlas.toml").open("a") as f:
        f.write("\n".join(fetched["add_to_atlas_toml"]))
    print(desk.stages())
    print(desk.table("2_indicators/terrains").T.to_string())
    print(desk.table("2_indicators/buildings").to_string())
    print(desk.table("findings").to_string())
    print(desk.table("1_layers/quarantine").drop(columns="geometry").to_string())
    assert 0
