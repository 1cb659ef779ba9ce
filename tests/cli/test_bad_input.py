"""Bad files through the whole flow: one message, the right exit code, nothing half-written."""

import sys

import geopandas as gpd
import pytest

from geo_ser import cli
from tests.shapes import square, table


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Write a study around one terrains file and run it; return code, message and what is left."""

    def call(name, block=""):
        (tmp_path / "atlas.toml").write_text(
            '[study]\nname = "X"\nedition = 2026-01-01\n'
            f'[tables.terrains]\nfile = "{name}"\n{block}',
            encoding="utf-8",
        )
        monkeypatch.setattr(sys, "argv", ["geo-ser", "run", str(tmp_path)])
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code or 0
        err = capsys.readouterr().err
        assert "Traceback" not in err
        assert cli.UNEXPECTED not in err
        left = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
        return code, " ".join(err.split()), [path.name for path in left]

    return call


def terrains(**columns):
    shapes = [square(0, 0, 100), square(200, 0, 100)]
    return table(*shapes, terrain_id=["1", "2"], **columns)


def test_a_missing_file(run):
    code, err, left = run("nowhere.gpkg")
    assert (code, left) == (1, [])
    assert "nowhere.gpkg" in err


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00 and then nothing"])
def test_an_empty_or_truncated_geopackage(run, tmp_path, content):
    (tmp_path / "a.gpkg").write_bytes(content)
    code, err, left = run("a.gpkg")
    assert (code, left) == (1, [])
    assert "a.gpkg" in err


def test_a_geopackage_cut_in_half(run, tmp_path):
    terrains().to_file(tmp_path / "a.gpkg")
    whole = (tmp_path / "a.gpkg").read_bytes()
    (tmp_path / "a.gpkg").write_bytes(whole[: len(whole) // 2])
    code, err, left = run("a.gpkg")
    assert (code, left) == (1, [])
    assert "a.gpkg" in err


def test_a_wrong_layer_names_those_there_are(run, tmp_path):
    terrains().to_file(tmp_path / "a.gpkg", layer="terreinen")
    code, err, left = run("a.gpkg", 'layer = "terrein"')
    assert (code, left) == (1, [])
    assert "terreinen" in err


def test_an_empty_table(run, tmp_path):
    terrains().iloc[:0].to_file(tmp_path / "a.gpkg")
    code, err, left = run("a.gpkg")
    assert (code, left) == (1, [])
    assert "a.gpkg" in err


def test_a_missing_id_column_names_those_there_are(run, tmp_path):
    terrains().rename(columns={"terrain_id": "RIN"}).to_file(tmp_path / "a.gpkg")
    code, err, left = run("a.gpkg")
    assert (code, left) == (1, [])
    assert "terrain_id" in err
    assert "RIN" in err


def test_a_csv_without_geometry(run, tmp_path):
    (tmp_path / "a.csv").write_text("terrain_id,name\n1,A\n")
    code, err, left = run("a.csv")
    assert (code, left) == (1, [])
    assert "geometry" in err


def test_degrees_called_metres(run, tmp_path):
    degrees = gpd.GeoDataFrame(
        {"terrain_id": ["1"]}, geometry=[square(0, 0, 100)], crs=28992
    ).to_crs(4326)
    degrees.set_crs(28992, allow_override=True).to_file(tmp_path / "a.gpkg")
    code, err, left = run("a.gpkg")
    assert (code, left) == (1, [])
    assert 'crs = "EPSG:4326"' in err


def test_good_rows_go_on_and_bad_ones_are_counted(run, tmp_path):
    rows = table(square(0, 0, 100), None, square(300, 0, 0), terrain_id=["1", "2", "3"])
    rows.to_parquet(tmp_path / "a.parquet")
    code, _err, left = run("a.parquet")
    assert code == 0
    assert {"terrains.parquet", "quarantine.parquet", "atlas.gpkg"} <= set(left)
    quarantine = gpd.read_parquet(tmp_path / "data/processed/1_layers/quarantine.parquet")
    assert sorted(quarantine.id) == ["2", "3"]


def test_unknown_words_and_decimal_commas(run, tmp_path):
    rows = terrains(claimed_gross_ha=["1,00", "n.v.t."], claimed_net_ha=["Onbekend", "-5"])
    rows.to_file(tmp_path / "a.gpkg")
    assert run("a.gpkg")[0] == 0
    clean = gpd.read_parquet(tmp_path / "data/processed/1_layers/terrains.parquet")
    clean = clean.set_index("terrain_id")
    assert clean.claimed_gross_ha["1"] == 1.0
    assert clean[["claimed_net_ha"]].isna().all().all()


def test_a_study_that_cannot_be_written(run, tmp_path):
    terrains().to_file(tmp_path / "a.gpkg")
    (tmp_path / "data").write_text("a file where the folder should be")
    code, err, left = run("a.gpkg")
    assert (code, left) == (1, [])
    assert "cannot be written" in err


def test_unknown_settings(run):
    code, err, left = run("a.gpkg", "colums = {}")
    assert (code, left) == (1, [])
    assert "did you mean `columns`?" in err
