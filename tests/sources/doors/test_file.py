"""Files: ranges, versions, feeds, zips."""

import hashlib
import json
import zipfile

import pytest

from geo_ser.errors import IncompleteError
from geo_ser.sources.doors.file import require_whole_zip
from tests.sources.doors.rig import Rig

SHEET = "M_verzonnen1.tif"


def rig(folder, stub, fault="none", **changes):
    url = changes.pop("url", f"{stub.url('files', fault)}/dtm_05m")
    return Rig(folder, "file", url, changes.pop("collection", SHEET), area=None, **changes)


def content(stub_data):
    return (stub_data / "files" / "dtm_05m" / SHEET).read_bytes()


def ranges(stub):
    return [one["headers"].get("range") for one in stub.seen()]


def test_a_file_comes_whole_with_its_hash(tmp_path, stub, stub_data):
    whole = rig(tmp_path, stub)
    outcome = whole.whole()
    assert whole.file(outcome).read_bytes() == content(stub_data)
    manifest = (tmp_path / "data/raw/manifest.csv").read_text(encoding="utf-8")
    assert hashlib.sha256(content(stub_data)).hexdigest() in manifest
    assert ranges(stub) == [None]


def test_a_download_that_breaks_off_goes_on_by_range(tmp_path, stub, stub_data):
    whole = rig(tmp_path, stub, "cut;share=0.4;at=1;times=2")
    assert whole.file(whole.whole()).read_bytes() == content(stub_data)
    first = int(len(content(stub_data)) * 0.4)
    assert ranges(stub)[:2] == [None, f"bytes={first}-"]
    assert len(ranges(stub)) == 3
    sent = sum(one["bytes"] for one in stub.seen())
    assert sent == len(content(stub_data))  # no byte came twice


def test_the_next_run_goes_on_where_the_last_one_broke_off(tmp_path, stub, stub_data):
    whole = rig(tmp_path, stub, "cut;share=0.3;at=1;times=3")
    assert "breaks off" in whole.refused()
    assert whole.file(whole.whole()).read_bytes() == content(stub_data)
    assert sum(one["bytes"] for one in stub.seen()) == len(content(stub_data))


def test_a_file_that_changed_in_between_is_begun_anew(tmp_path, stub, stub_data):
    """What came before was of another version: its part is thrown away, not glued to this one."""
    cut = rig(tmp_path, stub, "cut;share=0.4;at=1;times=3")
    assert "breaks off" in cut.refused()
    (note,) = (tmp_path / "data/raw/pages/proef-laag.part").glob("download-*.json")
    about = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps({**about, "version": '"older"'}), encoding="utf-8")
    assert cut.file(cut.whole()).read_bytes() == content(stub_data)
    last = stub.seen()[-1]
    assert (last["headers"]["if-range"], last["status"]) == ('"older"', 200)


@pytest.mark.parametrize("fault", ["no_range", "no_etag"])
def test_without_ranges_or_a_version_it_begins_anew(tmp_path, stub, stub_data, fault):
    """The fault lies in the service all along; the first answer is spoilt here."""
    whole = rig(tmp_path, stub, f"{fault};cut=1")
    assert "breaks off" in whole.refused()
    assert whole.file(whole.whole()).read_bytes() == content(stub_data)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("html", "a page for people"),
        ("huge", "status 416"),
        ("redirect", "no host of the catalogue"),
        ("status;code=404", "status 404"),
        ("status;code=500", "status 500"),
        ("cut;share=0", "breaks off"),
        ("broken_gzip", "comes packed"),
    ],
)
def test_what_is_no_file_is_refused(tmp_path, stub, fault, words):
    assert words in rig(tmp_path, stub, fault).refused()


def test_a_promise_over_the_limit_is_refused_before_it_comes(tmp_path, stub):
    why = rig(tmp_path, stub, "huge", http={"max_file_bytes": 10**9}).refused()
    assert "over the limit of 1000000000" in why


def test_a_promise_that_does_not_fit_the_disk_is_refused(tmp_path, stub, monkeypatch):
    import shutil
    from collections import namedtuple

    from geo_ser.errors import WriteError

    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10, 10, 1000))
    with pytest.raises(WriteError, match=r"MB free. Free some space"):
        rig(tmp_path, stub).fetch()


def test_a_feed_says_where_the_file_is_and_of_when(tmp_path, stub, stub_data):
    whole = rig(tmp_path, stub, url=f"{stub.url('atom')}/dtm_05m.xml")
    outcome = whole.whole()
    assert whole.file(outcome).read_bytes() == content(stub_data)
    manifest = (tmp_path / "data/raw/manifest.csv").read_text(encoding="utf-8")
    assert "2026-01-01" in manifest
    assert whole.size().bytes == len(content(stub_data)) or whole.size().status == "up to date"


def test_a_feed_without_the_file_says_so(tmp_path, stub):
    url = f"{stub.url('atom')}/dtm_05m.xml"
    assert "names no file weg.tif" in rig(tmp_path, stub, url=url, collection="weg.tif").refused()


@pytest.mark.parametrize(("fault", "words"), [("bomb", "DOCTYPE"), ("html", "DOCTYPE")])
def test_a_feed_with_a_document_type_is_refused_unread(tmp_path, stub, fault, words):
    url = f"{stub.url('atom', fault)}/dtm_05m.xml"
    assert words in rig(tmp_path, stub, url=url).refused()


def test_a_feed_that_is_no_xml_is_refused(tmp_path, stub):
    url = f"{stub.url('atom', 'cut')}/dtm_05m.xml"
    assert "breaks off" in rig(tmp_path, stub, url=url).refused()


def made_zip(path, *names):
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "verzonnen" * 100)
    return path


@pytest.mark.parametrize("name", ["../weg", "/weg", "a/../../weg", "..\\weg", "C:\\weg"])
def test_a_zip_that_leads_outside_itself_is_refused(tmp_path, name):
    with pytest.raises(IncompleteError, match="leads outside"):
        require_whole_zip(made_zip(tmp_path / "a.zip", "goed.gml", name), "proef")


def test_a_damaged_zip_is_refused(tmp_path):
    path = made_zip(tmp_path / "a.zip", "goed.gml")
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(bytes(data))
    with pytest.raises(IncompleteError, match="damaged"):
        require_whole_zip(path, "proef")
    path.write_bytes(bytes(data[:50]))
    with pytest.raises(IncompleteError, match="no whole zip"):
        require_whole_zip(path, "proef")


def test_a_whole_zip_names_what_it_holds(tmp_path):
    assert require_whole_zip(made_zip(tmp_path / "a.zip", "b.gml", "c/d.gml"), "p") == [
        "b.gml",
        "c/d.gml",
    ]
