import errno
import os
from pathlib import Path

import pytest

from geo_ser.errors import SourceError, WriteError
from geo_ser.files import (
    atomic_path,
    csv_cell,
    read_csv_text,
    read_text,
    record_hash,
    write_durably,
    write_json,
    write_text,
)
from tests.shared import FSYNC


@pytest.fixture(autouse=True)
def synced(monkeypatch):
    """Sync for real, and note what is synced: the files' and folders' numbers on the disk."""
    seen = []

    def sync(file):
        seen.append(os.fstat(file).st_ino)
        FSYNC(file)

    monkeypatch.setattr(os, "fsync", sync)
    return seen


@pytest.mark.skipif(os.name == "nt", reason="Windows gives no handle on a folder")
def test_a_durable_write_has_file_and_folder_on_the_disk(tmp_path, synced):
    write_durably(tmp_path / "a.json", b"{}")
    assert synced == [(tmp_path / "a.json").stat().st_ino, tmp_path.stat().st_ino]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "atlas.gpkg"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), atomic_path(target) as temporary:
        temporary.write_text("half")
        raise ZeroDivisionError
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_named(tmp_path):
    with (
        pytest.raises(WriteError, match=r"a\.txt: the disk is full"),
        atomic_path(tmp_path / "a.txt"),
    ):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_a_file_held_open_is_named_with_the_way_out(tmp_path, monkeypatch):
    def held(_self, _target):
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(WriteError, match=r"atlas\.xlsx: cannot be written\. Close it where"):
        write_text(tmp_path / "atlas.xlsx", "x")


def test_a_folder_that_is_a_file_is_named(tmp_path):
    (tmp_path / "data").write_text("I am a file")
    with pytest.raises(WriteError, match="cannot be written"):
        write_text(tmp_path / "data" / "x.txt", "x")


def test_csv_is_text_whatever_separator_and_encoding(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes("naam;ha\nCaf\xe9;12,190\n\nB;\n".encode("latin-1"))
    table = read_csv_text(file, what="claims")
    assert table.to_dict("records") == [{"naam": "Café", "ha": "12,190"}, {"naam": "B", "ha": ""}]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"name,ha\n", "has a header but no rows"),
        (b"name,name\n1,2\n", "repeats column 'name'"),
        (b"name,ha\nA,12,19\n", "line 2 has 3 cells.*decimal comma"),
    ],
)
def test_a_bad_csv_is_refused_in_one_sentence(tmp_path, content, message):
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    with pytest.raises(SourceError, match=message):
        read_csv_text(file, what="claims")


def test_a_missing_file_shows_what_lies_beside_it(tmp_path):
    (tmp_path / "ibis_2017.geojson").write_text("{}")
    with pytest.raises(
        SourceError, match=r"claims: no file .*ibis\.csv\. That folder holds: ibis_2017"
    ):
        read_text(tmp_path / "ibis.csv", what="claims")


def test_text_cannot_become_a_formula_but_numbers_stay_numbers():
    assert [csv_cell(one) for one in ("=1+1", "@x", "-x", "+1", "a", -2.5, None)] == [
        "'=1+1", "'@x", "'-x", "'+1", "a", -2.5, None,
    ]  # fmt: skip


def test_json_refuses_what_json_cannot_say(tmp_path):
    with pytest.raises(ValueError, match="JSON"):
        write_json(tmp_path / "x.json", {"a": float("nan")})
    assert list(tmp_path.iterdir()) == []


def test_a_hash_does_not_depend_on_the_order_of_keys():
    assert record_hash({"a": 1, "b": 2}) == record_hash({"b": 2, "a": 1})
    assert record_hash({"a": 1}) != record_hash({"a": 2})


def test_text_in_utf_16_and_with_bars_is_read(tmp_path):
    (tmp_path / "a.csv").write_text("naam|ha\nA|12,190\n", encoding="utf-16")
    table = read_csv_text(tmp_path / "a.csv", what="claims")
    assert table.to_dict("records") == [{"naam": "A", "ha": "12,190"}]


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 a workbook", b"SQLite format 3\x00", b"\x89PNG\x00"]
)
def test_what_holds_no_text_is_refused_with_the_way_out(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(SourceError, match="is no text file. Save the table as CSV"):
        read_csv_text(tmp_path / "a.csv", what="claims")


def test_a_folder_where_a_file_should_be(tmp_path):
    with pytest.raises(SourceError, match="is a folder. Name a file in it"):
        read_text(tmp_path, what="claims")
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match="That folder is empty"):
        read_text(tmp_path / "empty" / "a.csv", what="claims")
