"""Zip files: unpacked, or refused before they do harm."""

import gzip
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


def nested(folder, depth: int, name: str = "a.gpkg"):
    """Write a.gpkg in a zip in a zip … `depth` deep, as t.zip."""
    inner = (folder / name).read_bytes()
    for number in range(depth):
        path = folder / f"n{number}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            target.writestr(name, inner)
        inner, name = path.read_bytes(), f"n{number}.zip"
    (folder / "t.zip").write_bytes(inner)
    return folder / "t.zip"


def test_a_zip_in_a_zip_is_opened_where_there_is_nothing_else(tmp_path):
    written(tmp_path, parks(), "a.gpkg")
    assert files(nested(tmp_path, 2)) == ["n0.zip.unpacked/a.gpkg"]
    layers = clean_tables(study(tmp_path, block("terrains", "t.zip")))
    assert layers.counts["terrains"]["rows_out"] == 2


def test_zips_in_zips_without_end_and_bombs_deep_down_are_refused(tmp_path, monkeypatch):
    written(tmp_path, parks(), "a.gpkg")
    assert files(nested(tmp_path, 3))
    with pytest.raises(SourceError, match="lies in 3 other zips"):
        files(nested(tmp_path, 4))
    (tmp_path / "a.gpkg").write_bytes(bytes(2_000_000))
    path = nested(tmp_path, 2)
    monkeypatch.setattr(archive, "FREE_UNZIPPED_BYTES", 1_000_000)
    with pytest.raises(SourceError, match="would unpack to 2000000 bytes.*zip bomb"):
        files(path)


def test_a_zip_in_a_zip_may_not_reach_outside_or_be_cut_off(tmp_path):
    for content, said in ((None, "names a file outside itself"), (b"PK cut", "no zip that can")):
        inner = tmp_path / "i.zip"
        with zipfile.ZipFile(inner, "w") as target:
            target.writestr("../../a.gpkg", b"x")
        with zipfile.ZipFile(tmp_path / "t.zip", "w") as target:
            target.writestr("i.zip", inner.read_bytes() if content is None else content)
        with pytest.raises(SourceError, match=said):
            files(tmp_path / "t.zip")


def test_only_what_is_meant_is_read_and_companions_never(tmp_path):
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as target:
        for name in ("a.gml", "b.gml", "b.shp.xml", "__MACOSX/a.gml", ".hidden.gml", "c.zip"):
            target.writestr(name, b"x")

    def own(names):
        return [name for name in names if name == "b.gml"]

    with archive.opened(tmp_path / "t.zip", what="x", own=own) as found:
        assert [name for name, _ in found] == ["b.gml"]
    with archive.opened(tmp_path / "t.zip", what="x") as found:
        assert [name for name, _ in found] == ["a.gml", "b.gml"]


def test_a_gzip_file_is_read_as_what_it_packs(tmp_path):
    written(tmp_path, parks(), "a.geojson")
    packed = tmp_path / "a.geojson.gz"
    packed.write_bytes(gzip.compress((tmp_path / "a.geojson").read_bytes()))
    layers = clean_tables(study(tmp_path, block("terrains", "a.geojson.gz")))
    assert layers.counts["terrains"]["rows_out"] == 2
    with archive.opened(packed, what="x") as ((name, inside),):
        assert (name, inside.name) == ("", "a.geojson")
    assert not inside.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (gzip.compress(b"x" * 9000)[:-9], "cannot be unpacked"),
        (b"no gzip", "cannot be unpacked"),
        (gzip.compress(b"x" * 900_000), "unpacks to more than 1000 bytes"),
    ],
    ids=["cut off", "no gzip", "bomb"],  # the bytes hold the time of packing
)
def test_a_damaged_or_dangerous_gzip_file_is_refused(tmp_path, monkeypatch, content, words):
    monkeypatch.setattr(archive, "FREE_UNZIPPED_BYTES", 1000)
    monkeypatch.setattr(archive, "MAX_ZIP_RATIO", 1)
    (tmp_path / "a.gml.gz").write_bytes(content)
    with pytest.raises(SourceError, match=words), archive.opened(tmp_path / "a.gml.gz", what="x"):
        pass
