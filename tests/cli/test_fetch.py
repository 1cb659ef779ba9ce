"""`geo-ser fetch` with wrong settings, folders or networks: one clear message, the right code."""

import os
import sys

import geopandas as gpd
import pytest
from shapely import box

from geo_ser import cli
from tests.sources.fakes import OWN

NOWHERE = "http://127.0.0.1:9"
"""A port of this machine that nobody listens on."""


@pytest.fixture
def fetch(monkeypatch, capsys, tmp_path):
    """Write a study and fetch it; return the exit code and what was said, in one line."""
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)

    def call(*options, area="200000,470000,201000,471000", sources='["bag/pand"]', own=OWN):
        (tmp_path / "own.toml").write_text(own, encoding="utf-8")
        (tmp_path / "atlas.toml").write_text(
            f'[study]\nname = "X"\nedition = 2026-01-01\n[fetch]\narea = "{area}"\n'
            f'sources = {sources}\ncatalogue = "own.toml"\n',
            encoding="utf-8",
        )
        monkeypatch.setattr(sys, "argv", ["geo-ser", "fetch", str(tmp_path), *options])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return ended.value.code or 0, " ".join((said.out + said.err).split())

    return call


@pytest.mark.parametrize(
    ("area", "words"),
    [
        ("900000,470000,901000,471000", "lies outside the Netherlands (900000, 470000"),
        ("6.4,52.2,6.6,52.4", "look like degrees. Give it in EPSG:28992 (RD New)"),
        ("200000,470000,200000,471000", "has no area; write xmin,ymin,xmax,ymax"),
        ("area.gpkg", "area.gpkg"),
        ("", "at least 1 character"),
    ],
)
def test_an_area_that_is_none(fetch, tmp_path, area, words):
    code, said = fetch(area=area)
    assert (code, words in said) == (1, True), said
    assert not (tmp_path / "data").exists()


def test_an_area_in_a_file_without_a_crs(fetch, tmp_path):
    path = tmp_path / "area.shp"
    gpd.GeoSeries([box(200_000, 470_000, 201_000, 471_000)], crs=28992).to_file(path)
    path.with_suffix(".prj").unlink()
    code, said = fetch(area="area.shp")
    assert (code, "names no CRS; save it in EPSG:28992" in said) == (1, True)


@pytest.mark.parametrize(
    ("area", "words"),
    [
        ("GM0001", "no municipality or province with that code or name"),
        ("Verzonen", "Did you mean 'Verzonnen'?"),
        ("PV99", "Write a code (GM1742, PV23), a name, a bbox in RD, or a polygon file"),
    ],
)
def test_a_municipality_that_is_not_known(fetch, stub, area, words):
    own = OWN.replace(f"{NOWHERE}/grenzen", stub.url("ogc"))
    code, said = fetch(area=area, own=own)
    assert (code, words in said) == (1, True), said


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        ('["bagg"]', "no source 'bagg'; did you mean 'bag'?"),
        ('["bag/panden"]', "'bag' has no layer 'panden'; did you mean 'pand'?"),
        ('["bag:cog"]', "has no door 'cog'"),
        ("[]", "names none"),
    ],
)
def test_a_source_that_is_not_known(fetch, tmp_path, sources, words):
    code, said = fetch(sources=sources)
    assert (code, words in said) == (1, True), said
    assert not (tmp_path / "data").exists()


def test_options_that_do_not_go_together(fetch):
    code, said = fetch("--verify", "--update")
    assert (code, "--verify fetches nothing" in said) == (2, True)
    assert fetch("--evrything")[0] == 2


def test_a_folder_that_cannot_be_written(fetch, tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be", encoding="utf-8")
    code, said = fetch()
    assert (code, "cannot be written" in said) == (1, True), said


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(fetch, tmp_path):
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    raw.chmod(0o500)
    code, said = fetch()
    raw.chmod(0o700)
    assert (code, "cannot be written" in said) == (1, True), said


def test_no_network(fetch):
    code, said = fetch()
    assert code == 1
    assert "bag/pand failed: 127.0.0.1:9: no connection" in said
    assert "Check the network and the proxy settings (HTTPS_PROXY, NO_PROXY)" in said
    code, said = fetch(area="GM1742")
    assert (code, "The area cannot be found" in said) == (1, True), said
    code, said = fetch("--offline")
    assert (code, "is not kept, and --offline opens no connection" in said) == (1, True), said


@pytest.mark.parametrize(
    ("proxy", "words"),
    [
        (NOWHERE, "Check the network and the proxy settings (HTTPS_PROXY, NO_PROXY)"),
        ("socks9://127.0.0.1:9", "HTTPS_PROXY"),
        ("http://[nonsense", "HTTPS_PROXY"),
    ],
)
def test_proxy_settings_that_lead_nowhere(fetch, monkeypatch, proxy, words):
    """The address is https and elsewhere, the proxy on this machine: nothing leaves it."""
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    code, said = fetch(own=OWN.replace(f'url = "{NOWHERE}"\n', 'url = "https://bag.invalid"\n'))
    assert (code, words in said) == (1, True), said
