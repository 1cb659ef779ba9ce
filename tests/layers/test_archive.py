"""Zip files: unpacked, or refused before they do harm."""

import zipfile

import pytest

from geo_ser.errors import SourceError
from geo_ser.layers import archive, clean_tables
from tests.layers.studies import block, parks, study, written


def zipped(folder, *names: str, into: str = "t.zip"):
    path = folder / into
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in names:
            target.write(folder / name.rpartition("/")[2], name)
    return path


def files(path):
    with archive.opened(path, what="`terrains` (t.zip)") as found:
        assert all(inside.exists() for _, inside in found)
        return [name for name, _ in found]


def test_a_zip_is_read_and_its_files_named(tmp_path):
    written(tmp_path, parks(), "a.shp")
    names = [f"deep/a.{suffix}" for suffix in ("shp", "dbf", "shx", "prj")]
    zipped(tmp_path, *names)
    layers = clean_tables(study(tmp_path, block("terrains", "t.zip")))
    assert layers.counts["terrains"]["rows_out"] == 2
    assert files(tmp_path / "t.zip") == ["deep/a.shp"]


def test_the_unpacked_files_are_gone_afterwards(tmp_path):
    written(tmp_path, parks(), "a.gpkg")
    with archive.opened(zipped(tmp_path, "a.gpkg"), what="x") as found:
        inside = found[0][1]
    assert not inside.exists()


def test_a_zip_may_not_reach_outside_itself(tmp_path):
    for name in ("../a.gpkg", "/a.gpkg", "x/../../a.gpkg", "..\\a.gpkg", "C:/a.gpkg"):
        with zipfile.ZipFile(tmp_path / "t.zip", "w") as target:
            target.writestr(name, b"x")
        with pytest.raises(SourceError, match="names a file outside itself"):
            files(tmp_path / "t.zip")


def test_a_zip_bomb_is_refused_unopened(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "t.zip", "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("a.gpkg", bytes(2_000_000))
    monkeypatch.setattr(archive, "FREE_UNZIPPED_BYTES", 1_000_000)
    with pytest.raises(SourceError, match="would unpack to 2000000 bytes.*zip bomb"):
        files(tmp_path / "t.zip")
    monkeypatch.setattr(archive, "FREE_UNZIPPED_BYTES", 3_000_000)
    assert files(tmp_path / "t.zip") == ["a.gpkg"]
    monkeypatch.setattr(archive, "MAX_UNZIPPED_BYTES", 1_999_999)
    with pytest.raises(SourceError, match="zip bomb"):
        files(tmp_path / "t.zip")


def test_a_zip_that_is_none_or_holds_no_data_is_refused(tmp_path):
    (tmp_path / "t.zip").write_bytes(b"PK not at all")
    with pytest.raises(SourceError, match=r"no zip that can be unpacked"):
        files(tmp_path / "t.zip")
    (tmp_path / "readme.txt").write_text("x")
    with pytest.raises(SourceError, match=r"holds no data file, only readme\.txt"):
        files(zipped(tmp_path, "readme.txt"))


def test_a_truncated_zip_is_refused(tmp_path):
    written(tmp_path, parks(), "a.gpkg")
    path = zipped(tmp_path, "a.gpkg")
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(SourceError, match="Download it again"):
        files(path)


def test_a_geodatabase_folder_is_one_file(tmp_path):
    (tmp_path / "x").write_text("x")
    assert files(zipped(tmp_path, "a.gdb/x", "a.gdb/y/x")) == ["a.gdb"]
