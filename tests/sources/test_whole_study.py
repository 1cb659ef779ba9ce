"""A study from nothing: fetched through every door of real and stand-in servers, then its atlas.

A year later the data of the servers have changed: only what changed is done again, and what
people wrote stays as they wrote it.
"""

import json
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from geo_ser import cli
from geo_ser.sources.doors import DOORS
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
tile_m = 200
[sources.brk.layers.perceel.collections]
wfs = "perceel"
[sources.bag.doors.ogc_api]
url = "{pygeoapi}"
page_size = 2
tile_m = 200
[sources.bgt.doors.bgt_job]
url = "{stub}/bgt/lv/bgt/download/v1_0"
[sources.3dbag.doors.threedbag]
url = "{stub}/3dbag"
[sources.ahn.doors.wcs]
url = "{mapserver}"
tile_m = 200
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

    def tables(self) -> dict[str, bytes]:
        """Return the clean tables, byte for byte."""
        folder = self.folder / "data/processed/1_layers"
        return {one.stem: one.read_bytes() for one in folder.glob("*.parquet")}

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


COUNTS = {
    "grenzen/gemeenten": 1, "ibis/terreinen": 1, "brk/perceel": 16, "bag/pand": 6,
    "bag/verblijfsobject": 6, "3dbag/pand": 3,
}  # fmt: skip


def test_from_nothing_to_an_atlas_and_a_year_later(desk):
    fetched = desk.run("fetch")
    layers = {one["layer"]: one for one in fetched["layers"]}
    assert {one["status"] for one in fetched["layers"]} == {"fetched"}
    assert {one["door"] for one in fetched["layers"]} == {*DOORS}
    assert {name: layers[name]["features"] for name in COUNTS} == COUNTS
    assert {name: layers[name]["distinct_ids"] for name in COUNTS} == COUNTS
    assert layers["bgt/alles"]["features"] > layers["bgt/alles"]["distinct_ids"] > 0  # a history
    assert desk.run("fetch", "--verify")["problems"] == []

    settings = desk.folder / "atlas.toml"
    settings.write_text(ATLAS + "\n".join(fetched["add_to_atlas_toml"]), encoding="utf-8")
    assert {"layers", "measure", "qa", "map", "report"} <= desk.stages().keys()
    require_figures(desk, len(town.BUILDINGS))
    pages = [(desk.folder / "maps" / one).read_text("utf-8") for one in ("index.html",)]
    assert all("Verzonnen park" in one and "BAG, Kadaster" in one for one in pages)
    assert desk.stages() == {}

    # The year's refresh; first with the same data, so that only the manifest has another time.
    before, tables = desk.manifest(), desk.tables()
    written = {file: file.read_bytes() for file in (settings, desk.folder / "claims.csv")}
    again = desk.run("fetch", "--update")
    assert {one["status"] for one in again["layers"]} == {"fetched"}
    assert again["add_to_atlas_toml"] == []
    assert (desk.manifest()["sha256"] == before["sha256"]).all()
    shown = ("layers", "qa", "map", "report")  # they name time and licence of what was fetched
    assert desk.stages() == dict.fromkeys(shown, "changed: data/raw/manifest.csv")

    desk.town.write([*town.BUILDINGS, 10])
    assert {one["status"] for one in desk.run("fetch", "--update")["layers"]} == {"fetched"}
    now = desk.manifest()
    assert {*now.index[now["sha256"] != before["sha256"]]} == {
        "data/raw/bag-pand.geojson", "data/raw/bag-verblijfsobject.geojson", "data/raw/ahn-dsm.tif",
    }  # fmt: skip
    assert {"layers", "measure", "qa", "map", "report"} <= desk.stages().keys()
    require_figures(desk, len(town.BUILDINGS) + 1)
    assert {file: file.read_bytes() for file in written} == written
    same = {name for name, content in desk.tables().items() if tables.get(name) == content}
    assert same >= {"terrains", "parcels", "surfaces", "zoning"}
    assert not same & {"buildings", "units"}


def require_figures(desk, built):
    """Compare with the pencil: of sixteen parcels of 37.5 m `built` have a building of 20 m."""
    (park,) = desk.table("2_indicators/terrains").to_dict("records")
    assert park["gross_area_m2"] == pytest.approx(150 * 150)
    # Of the parcels without a building some have no road: residual land.
    assert (park["plot_count"], park["unbuilt_plot_count"] + park["rest_plot_count"]) == (
        16,
        16 - built,
    )
    assert park["footprint_m2"] == pytest.approx(built * 400)
    assert park["gfa_industry_m2"] == pytest.approx(built * town.FLOOR_M2)
    open_m2 = park["unbuilt_area_m2"] + park["rest_area_m2"]
    assert open_m2 == pytest.approx((16 - built) * 37.5**2)
    covered = sum(value for name, value in park.items() if name.startswith("cover_"))
    assert covered == pytest.approx(150 * 150)  # the real BGT tiles the park
    buildings = desk.table("2_indicators/buildings")
    assert buildings["height_m"].to_list() == pytest.approx([town.HEIGHT_M] * built, abs=0.01)
    by_source = buildings["height_source"].str.contains("3dbag").value_counts()
    assert (by_source[True], by_source[False]) == (3, built - 3)  # the others from AHN
    claims = desk.table("findings").set_index("rule")
    assert claims.loc["claims.polygon", "claimed"] == pytest.approx(2.20)
    origin = desk.table("2_indicators/provenance").query("column == 'footprint_m2'")
    assert origin["source"].str.contains("bag-pand.geojson").all()
    assert len(origin) == 3  # of terrains, plots and buildings
