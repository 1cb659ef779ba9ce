"""Paths and settings that are not what they should be: one message, nothing read, no traceback."""

import os
import sys

import pytest

from geo_ser import cli, files, study
from geo_ser.sources import manifest
from tests.shapes import square, table


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Write a study and run a command on it; return code and message."""
    folder = tmp_path / "een! map; met ?#"
    folder.mkdir()

    def call(file="a!.gpkg", extra="", command="run"):
        (folder / "atlas.toml").write_text(
            f'[study]\nname = "X"\nedition = 2026-01-01\n[tables.terrains]\nfile = "{file}"\n'
            + extra,
            encoding="utf-8-sig",
        )
        monkeypatch.setattr(sys, "argv", ["geo-ser", command, str(folder)])
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code or 0
        err = " ".join(capsys.readouterr().err.split())
        assert "Traceback" not in err
        assert "this is a fault in geo_ser" not in err
        return code, err

    call.folder = folder
    return call


def terrains(path):
    table(square(0, 0, 100), square(200, 0, 100), terrain_id=["1", "2"]).to_file(
        path.with_name("plain.gpkg")
    )
    path.with_name("plain.gpkg").rename(path)


def test_a_study_may_lie_anywhere_and_its_settings_have_a_mark(run, tmp_path):
    terrains(tmp_path / "a!.gpkg")
    (tmp_path / "a!.gpkg").rename(run.folder / "a!.gpkg")
    assert run()[0] == 0
    assert (run.folder / "data/processed/atlas.gpkg").is_file()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("/dev/zero", "/dev/zero is no regular file but a device"),
        ("pipe", "pipe is no regular file but a device, a pipe or a socket"),
        ("/", "folder / holds the study itself"),
        ("..", "holds the study itself"),
        ("x" * 300 + ".gpkg", "x.gpkg"),
        ("/vsicurl/http://127.0.0.1/a.gpkg", "no file /vsicurl/http:/127.0.0.1/a.gpkg"),
        ("http://127.0.0.1/a.gpkg", "no file"),
    ],
)
def test_what_is_no_file_is_refused(run, file, said):
    os.mkfifo(run.folder / "pipe")
    code, err = run(file)
    assert (code, said in err) == (1, True), err


def test_a_device_is_no_raster(run, tmp_path):
    terrains(tmp_path / "a.gpkg")
    (tmp_path / "a.gpkg").rename(run.folder / "a!.gpkg")
    rasters = (
        '[tables.buildings]\nfile = "a!.gpkg"\ncolumns = { building_id = "terrain_id" }\n'
        '[rasters]\ndsm = "/dev/zero"\ndtm = "/dev/zero"'
    )
    code, err = run(extra=rasters)
    assert (code, "/dev/zero is no regular file" in err) == (1, True), err


def test_a_device_is_no_settings_file(run, tmp_path):
    terrains(tmp_path / "a.gpkg")
    (tmp_path / "a.gpkg").rename(run.folder / "a!.gpkg")
    code, err = run(extra='[ladder]\nfile = "/dev/zero"')
    assert (code, "/dev/zero" in err) == (1, True), err


def test_a_folder_is_searched_whole_or_refused(run, tmp_path, monkeypatch):
    raw = run.folder / "raw"
    (raw / "deep").mkdir(parents=True)
    terrains(tmp_path / "a.gpkg")
    (tmp_path / "a.gpkg").rename(raw / "deep" / "a.gpkg")
    assert run("raw", command="layers")[0] == 0
    monkeypatch.setattr(manifest, "MAX_FILES", 1)
    code, err = run("raw", command="layers")
    assert (code, "holds more than 1 files" in err) == (1, True), err
    monkeypatch.undo()


def test_an_unreadable_folder_is_named(run, monkeypatch):
    raw = run.folder / "raw"
    (raw / "locked").mkdir(parents=True)
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    code, err = run("raw", command="layers")
    assert (code, "locked cannot be read (Permission denied)" in err) == (1, True), err


def test_a_link_out_of_the_folder_is_refused(run, tmp_path):
    raw = run.folder / "raw"
    raw.mkdir()
    terrains(tmp_path / "secret.gpkg")
    (raw / "a.gpkg").symlink_to(tmp_path / "secret.gpkg")
    code, err = run("raw", command="layers")
    assert (code, "a.gpkg is a link to" in err) == (1, True), err
    assert run("raw/a.gpkg", command="layers")[0] == 0  # named itself, it is meant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = " + "[" * 20_000 + "]" * 20_000, "nested far deeper than any setting is"),
        ("a = " + "{ b = " * 20_000 + "1" + "}" * 20_000, "nested far deeper"),
        ("\ufeff\ufeff[study]", "not TOML"),
        ("# " + "x" * 1000, "is longer than 500 bytes"),
    ],
)
def test_settings_that_are_no_settings(run, text, said, monkeypatch):
    if "longer" in said:
        monkeypatch.setattr(study, "MAX_TOML_BYTES", 500)
    (run.folder / "ladder.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["geo-ser", "ladder", str(run.folder / "ladder.toml")])
    with pytest.raises(study.StudyError, match=said):
        study.read_toml(run.folder / "ladder.toml")


@pytest.mark.parametrize("amount", ["1e20", "100000000000000000000", "1e308"])
def test_more_hectares_than_there_are(tmp_path, amount, monkeypatch, capsys):
    file = tmp_path / "ladder.toml"
    file.write_text(
        '[ladder]\ntitle = "x"\nunit = "ha net"\n[[demand]]\nvariant = "m"\n'
        f'components = [{{ name = "a", value = {amount} }}]\n[new]\nnet_gross_ratio = 0.7\n'
    )
    monkeypatch.setattr(sys, "argv", ["geo-ser", "ladder", str(file)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    err = " ".join(capsys.readouterr().err.split())
    assert ended.value.code == 1
    assert "components[1].value: Input should be less than or equal to" in err


def test_a_table_of_figures_has_a_length(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("terrain,gross_ha\na,1\n")
    monkeypatch.setattr(files, "MAX_TEXT_BYTES", 10)
    with pytest.raises(files.SourceError, match="a.csv is longer than 10 bytes"):
        files.read_csv_text(tmp_path / "a.csv", what="claims")
