"""The fault table of docs/fetching.md, row by row: what the user sees, what is kept, none lost.

Where a fault ends well every parcel came once. Where it fails, an older file and its row stay as
they were, what is kept is what the table says, and the next run, when the fault has passed,
brings every parcel once.
"""

import contextlib
import gzip
import io
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field, replace

import pytest

from geo_ser.errors import IncompleteError, SourceError, StudyError, WriteError
from geo_ser.locks import study_lock
from geo_ser.sources.catalogue import load_catalogue
from geo_ser.sources.doors import wfs
from geo_ser.sources.doors.file import require_whole_file
from geo_ser.sources.manifest import table_sources
from geo_ser.sources.verify import verified
from geo_ser.study import load_study
from tests.conftest import ROOT
from tests.sources.doors.rig import PARCELS, Rig

SO_FAR, NOTHING = "so far", "nothing"


@dataclass(frozen=True)
class Case:
    """A fault on the stub. Without `words` it ends well, with `note` told in the manifest."""

    fault: str
    words: str = ""
    kept: str = NOTHING
    kind: str = "ogc"
    note: str = ""
    numbers: tuple[str, ...] = tuple(PARCELS)
    changes: dict = field(default_factory=dict)

    def rig(self, folder, stub, fault=None):
        url, collection, page = stub.url(self.kind, fault or self.fault), "perceel", 60
        door = {"page_size": page, "tile_m": 7000}
        if self.kind == "arcgis":
            url, collection = f"{url}/perceel/FeatureServer", "0"
        kind = "ogc_api" if self.kind == "ogc" else self.kind
        changes = {"door": door, **self.changes}
        return Rig(folder, kind, url, collection, **changes)


SLOW = {"http": {"timeout_s": 0.2}}
TILES = {"door": {"page_size": 60, "tile_m": 300}}
CASES = {
    "busy (429) with `Retry-After`": [Case("too_many;seconds=0.2;at=3;times=2")],
    "busy for longer than 300 s": [
        Case("too_many;seconds=999;at=3;times=1", "asks to wait 999 s", SO_FAR)
    ],
    "an error (500, 502, 503, 504) once": [
        Case(f"status;code={code};at=3;times=1") for code in (500, 502, 503, 504)
    ],
    "an error (500, 504) on large questions": [
        Case(f"status;code={code};at=1;times=3") for code in (500, 504)
    ],
    "an error (500) always": [
        Case("status;code=500;at=5;times=3", "status 500 (asked 3 times", SO_FAR, "arcgis")
    ],
    "no answer for 60 s": [
        Case("slow;seconds=0.4;at=3;times=1", changes=SLOW),
        Case("slow;seconds=0.4;at=3;times=3", "no answer in time", SO_FAR, "arcgis", changes=SLOW),
    ],
    "an answer cut off": [
        Case("cut;at=3;times=1"), Case("cut;at=3;times=3", "the answer breaks off", SO_FAR),
    ],
    "broken gzip": [
        Case("broken_gzip;at=3;times=1"),
        Case("broken_gzip;at=3;times=3", "the packed answer is damaged", SO_FAR),
    ],
    "a page for people (HTML) with status 200": [
        Case("html;at=3;times=1", "a page for people or an XML message", SO_FAR)
    ],
    "an error message with status 200 (ArcGIS)": [
        Case("error_in_200;at=3;times=1", "answers with error 500", SO_FAR, "arcgis")
    ],
    "a byte-order mark": [Case("bom"), Case("bom", kind="wfs")],
    "no `next` where rows follow": [
        Case("next_missing;at=1;times=1", "the link to the next page is missing")
    ],
    "a `next` that loops": [Case("next_loop;at=2;times=1", "The service loops")],
    "a `next` to another host": [
        Case("next_foreign;at=3;times=1", "leads to another host", SO_FAR)
    ],
    "pages without end": [Case("endless;at=1;times=6", "came twice")],
    "another `Content-Crs` than asked": [
        Case("crs_header;at=3;times=1", "EPSG/0/28992> (Content-Crs)", SO_FAR)
    ],
    "x and y swapped, or degrees": [Case("swapped;at=3;times=1", "coordinates are not RD New")],
    "rows without geometry": [Case("null_geometry;every=50", note="rows without geometry")],
    "columns that come and go": [Case("columns")],
    "the same row in several squares": [
        Case("none", changes=TILES), Case("none", kind="wfs", changes=TILES),
        Case("none", kind="arcgis", changes=TILES),
    ],
    "a page or row twice in one square": [
        Case("doubled;at=1;times=1"), Case("doubled;at=1;times=3", "a row twice"),
    ],
    "data refreshed between two pages": [
        Case("refresh;at=3", kind="wfs", numbers=tuple(PARCELS[1:])),
        Case("refresh;at=3", kind="ogc", numbers=tuple(PARCELS[1:])),
        Case("refresh;at=3", kind="arcgis", numbers=tuple(PARCELS[1:])),
    ],
    "a short page in the middle": [
        Case("short;gone=2;at=2;times=1", "a page in the middle has 58 rows instead of 60"),
    ],
    "a total that is capped (WFS, ArcGIS)": [
        Case("capped;cap=250", kind="wfs", note="no more than 250 rows"),
        Case("capped;cap=250", kind="arcgis"),
    ],
    "a redirect to another host": [
        Case("redirect;at=3;times=1", "no host of the catalogue", SO_FAR)
    ],
    "an answer of 10 GB": [Case("huge;at=3;times=1", "over the limit of", SO_FAR)],
    "an answer that drips, a byte now and then": [
        Case("drip;seconds=0.05;at=3;times=3", "the answer drips", SO_FAR, "arcgis", changes=SLOW),
    ],
    "JSON that nobody can use (`properties` a list, half a surrogate pair, `1e999`)": [
        Case(f"broken_json;what={what};at=3;times=1", words)
        for what, words in (
            ("list", "is no GeoJSON feature"), ("geometry", "is no GeoJSON feature"),
            ("surrogate", "cannot be written"), ("infinite", "cannot be written"),
        )
    ],
    "an answer that is no collection of features (nested 5 000 deep, a text among them)": [
        Case("broken_json;what=deep;at=3;times=1", "is no whole JSON text", SO_FAR),
        Case("broken_json;what=text;at=3;times=1", "something that is no feature", SO_FAR),
    ],
    "a `next` that is no address (`http://[::1`)": [
        Case("next_broken;at=3;times=1", "cannot be read (ValueError", SO_FAR),
    ],
    "an XML entity bomb": [Case("bomb;at=3;times=1", "an XML message", SO_FAR)],
}  # fmt: skip
EACH = [(row, case) for row, cases in CASES.items() for case in cases]


def table() -> dict[str, tuple[str, str]]:
    """Return the fault table: what the user sees and what is kept, per fault."""
    text = (ROOT / "docs" / "fetching.md").read_text(encoding="utf-8")
    rows = text.partition("| fault | what you see |")[2].partition("\n## ")[0]
    found = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", rows, re.MULTILINE)
    return {row: (sees, keeps) for row, sees, keeps in found}


def quoted(sees: str) -> list[str]:
    """Return patterns of the messages that a row quotes; `…` stands for anything."""
    return [
        ".*".join(map(re.escape, one.split("…"))) for one in re.findall(r"`([^`]+)`", sees)
    ]  # fmt: skip


def test_every_row_of_the_table_is_tried():
    assert {*CASES, *ROWS_BELOW} == {*table()}
    places = [one for one in ROWS_BELOW.values() if isinstance(one, str)]
    assert all((ROOT / "tests" / "sources" / one).is_file() for one in places)


def test_the_table_says_what_the_cases_expect():
    for row, cases in CASES.items():
        sees, keeps = table()[row]
        assert ("ends well" in sees) == any(not one.words for one in cases), row
        assert ("failed" in sees) == any(one.words for one in cases) or "each time" in row, row
        for one in cases:
            if one.words:
                wanted = "answers so far" if one.kept == SO_FAR else "nothing new"
                assert wanted in keeps, row


@pytest.mark.parametrize(("row", "case"), EACH, ids=[f"{one.kind}-{one.fault}" for _, one in EACH])
def test_a_row_of_the_table(row, case, tmp_path, stub):
    rig = case.rig(tmp_path, stub)
    if not case.words:
        outcome = rig.whole()
        assert rig.numbers(outcome) == list(case.numbers)
        assert outcome.features == len(case.numbers)
        assert case.note in (tmp_path / "data/raw/manifest.csv").read_text(encoding="utf-8")
        return
    old = case.rig(tmp_path, replace(stub, run=f"{stub.run}-old"), "none")
    before = old.file(old.whole()).read_bytes(), (tmp_path / "data/raw/manifest.csv").read_bytes()
    outcome = rig.fetch()
    assert (outcome.status, case.words in outcome.why) == ("failed", True), outcome.why
    assert any(re.search(one, outcome.why) for one in quoted(table()[row][0])), outcome.why
    after = rig.file(outcome).read_bytes(), (tmp_path / "data/raw/manifest.csv").read_bytes()
    assert after == before
    part = tmp_path / "data/raw/pages/proef-laag.part"
    kept = [one for one in part.glob("*.json") if "answer_url" in json.loads(one.read_text())]
    assert bool(kept) == (case.kept == SO_FAR)
    assert rig.numbers(rig.whole()) == PARCELS


# -- the rows that need more than one faulty answer ----------------------------------------------


def test_data_refreshed_each_time_are_refused(tmp_path, stub):
    """`columns` gives every answer other values: no two squares agree on a row they share."""
    case = Case("columns", changes={**TILES, "id": ("identificatie_lokaal_id",)})
    why = case.rig(tmp_path, stub).refused()
    assert "refreshed meanwhile" in why
    assert not list((tmp_path / "data/raw/pages/proef-laag.part").glob("*.json"))


def test_no_rows_where_the_last_fetch_brought_some_are_refused(tmp_path, stub):
    """Page size 60: 500 parcels are 9 pages, and the first is asked once more at the end."""
    rig = Case("empty;at=11;times=1").rig(tmp_path, stub)
    before = rig.file(rig.whole()).read_bytes()
    outcome = rig.fetch(update=True)
    assert outcome.status == "failed"
    assert "no rows at all for this area, but the last fetch brought some" in outcome.why
    assert rig.file(outcome).read_bytes() == before
    assert rig.fetch(update=True).features == len(PARCELS)


def test_more_rows_than_can_be_paged_come_in_quarters(tmp_path, stub, monkeypatch):
    monkeypatch.setattr(wfs, "MAX_START", 150)
    rig = Case("wfs;max_start=150", kind="wfs").rig(tmp_path, stub)
    assert rig.numbers(rig.whole()) == PARCELS


def test_a_zip_that_leads_outside_itself_is_refused(tmp_path, stub):
    why = bgt(tmp_path, stub, "zip_slip").refused()
    assert "leads outside" in why
    assert [one.name for one in tmp_path.parent.rglob("bgt_evil.gml")] == []


def bgt(folder, stub, fault, **changes):
    url = stub.url("bgt", fault) + "/lv/bgt/download/v1_0"
    return Rig(folder, "bgt_job", url, "wegdeel,pand",
               layer={"options": {"format": "citygml"}}, **changes)  # fmt: skip


def test_a_job_that_fails(tmp_path, stub):
    assert "ended with status 'FAILED'" in bgt(tmp_path, stub, "job_failed").refused()


def test_a_job_that_takes_too_long_is_waited_for_by_the_next_run(tmp_path, stub):
    slow = bgt(tmp_path, stub, "job;polls=25", http={"job_timeout_s": 0.1})
    assert "is not ready after" in slow.refused()
    patient = bgt(tmp_path, stub, "job;polls=25")
    assert patient.whole().features == 5
    assert sum(one["method"] == "POST" for one in stub.seen()) == 1


def sheet(folder, stub, fault):
    url = f"{stub.url('files', fault)}/dtm_05m"
    return Rig(folder, "file", url, "M_verzonnen1.tif", area=None, http={"attempts": 4})


@pytest.mark.parametrize("fault", ["cut;share=0.4;times=2", "changed;at=2;cut=1"])
def test_a_download_goes_on_or_begins_anew(tmp_path, stub, stub_data, fault):
    true = (stub_data / "files/dtm_05m/M_verzonnen1.tif").read_bytes()
    rig = sheet(tmp_path, stub, fault)
    came = rig.file(rig.whole()).read_bytes()
    assert came == (true if "changed" not in fault else true[::-1])


@pytest.mark.parametrize("more", ["", "untold=1", "sly=1;longer=9"])
def test_a_rest_of_another_version_is_not_glued_on(tmp_path, stub, stub_data, more):
    """The server ignores `If-Range`: the first answer is cut, then the file is another one."""
    true = (stub_data / "files/dtm_05m/M_verzonnen1.tif").read_bytes()
    rig = sheet(tmp_path, stub, f"deaf;at=2;cut=1;cuts=1;{more}".rstrip(";"))
    outcome = rig.fetch()
    assert rig.file(outcome).read_bytes() == true[::-1] + b"+" * (9 if "longer" in more else 0)
    assert [one["status"] for one in stub.seen()] == [200, 206, 200]


def zipped() -> bytes:
    """Return a small zip."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("a.csv", "a,b\n1,2\n" * 100)
    return sink.getvalue()


ZIP = zipped()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("nothing", "is empty (0 bytes)"),
        ("sly_html", "a page for people (HTML)"),
        ("half", "is no whole zip"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path, stub, stub_data, fault, words):
    (stub_data / "files/proef.zip").write_bytes(ZIP)
    rig = Rig(tmp_path, "file", stub.url("files", fault), "proef.zip", area=None)
    assert words in rig.refused()


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("a.json", b'{"a": [1, 2]}\n'),
        ("a.geojson", b"[1, 2]"),
        ("a.gml", b"<a><b/></a>\n"),
        ("a.gml.gz", gzip.compress(b"<a>" + bytes(range(256)) * 9 + b"</a>")),
    ],
)
def test_each_format_tells_whether_it_is_whole(tmp_path, name, whole):
    path = tmp_path / name
    path.write_bytes(whole)
    require_whole_file(path, "proef")
    path.write_bytes(whole.rstrip()[:-3])
    with pytest.raises(IncompleteError, match="breaks off"):
        require_whole_file(path, "proef")


def test_what_unpacks_to_too_much_is_refused_as_that(tmp_path, monkeypatch):
    monkeypatch.setattr("geo_ser.sources.doors.file._MOST_UNPACKED", 100)
    for name, content in (("a.gml.gz", gzip.compress(b"x" * 2000)), ("a.zip", ZIP)):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(IncompleteError, match="or more; the limit is"):
            require_whole_file(tmp_path / name, "proef")


def test_a_geopackage_tells_how_many_pages_it_has(tmp_path):
    path = tmp_path / "a.gpkg"
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE a(b)")
        database.executemany("INSERT INTO a VALUES (?)", [(str(n) * 50,) for n in range(500)])
        database.commit()
    require_whole_file(path, "proef")
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(IncompleteError, match="breaks off"):
        require_whole_file(path, "proef")


@pytest.mark.parametrize("name", ["../buiten", "a/b", "C:", "", "nul", "met spatie", "x" * 65, "."])
@pytest.mark.parametrize("of", ["source", "layer"])
def test_a_name_of_the_catalogue_stays_in_data_raw(tmp_path, name, of):
    own = tmp_path / "own.toml"
    source, layer = (name, "laag") if of == "source" else ("proef", name)
    if (of, name) == ("layer", "nul"):  # proef-nul.json is no device
        return
    own.write_text(
        f"[sources.{json.dumps(source)}]\ntitle = 'p'\npublisher = 'p'\nlicence = 'p'\n"
        f"attribution = 'p'\nrhythm = 'p'\n[sources.{json.dumps(source)}.doors.file]\n"
        f"url = 'https://example.org'\n[sources.{json.dumps(source)}.layers.{json.dumps(layer)}]\n"
        "title = 'p'\ncollections = { file = 'a.zip' }\n",
        encoding="utf-8",
    )
    with pytest.raises(StudyError, match="a name becomes a file in data/raw"):
        load_catalogue(own)


def test_no_network(tmp_path, stub):
    there = Case("none").rig(tmp_path, stub)
    nowhere = replace(there, url="http://127.0.0.1:9/ogc")
    assert "no connection" in nowhere.refused()
    assert there.numbers(there.whole()) == PARCELS


def test_a_file_changed_by_hand_is_noticed_and_made_again(tmp_path, stub):
    rig = Case("none").rig(tmp_path, stub)
    file = rig.file(rig.whole())
    true = file.read_bytes()
    file.write_bytes(true.replace(b"verzonnen-000007", b"verzonnen-900007"))
    (tmp_path / "atlas.toml").write_text(
        '[study]\nname = "Proef"\nedition = 2026-01-01\n'
        f'[tables.parcels]\nfile = "{file.relative_to(tmp_path).as_posix()}"\nprofile = "brk"\n',
        encoding="utf-8",
    )
    with pytest.raises(SourceError, match="the file is not the one in"):
        table_sources(load_study(tmp_path))
    assert any("changed since it was fetched" in one for one in verified(rig.study)["problems"])
    asked = len(stub.seen())
    rig.whole()
    assert file.read_bytes() == true
    assert len(stub.seen()) == asked  # made from the stored answers
    assert verified(rig.study)["problems"] == []


def test_a_damaged_answer_is_noticed_and_asked_again(tmp_path, stub):
    rig = Case("none").rig(tmp_path, stub)
    file = rig.file(rig.whole())
    true = file.read_bytes()
    largest = max(
        (tmp_path / "data/raw/pages/blobs").rglob("*"), key=lambda one: one.stat().st_size
    )
    largest.write_bytes(b"{}")
    assert any("has changed" in one for one in verified(rig.study)["problems"])
    file.unlink()
    rig.whole()
    assert file.read_bytes() == true
    assert verified(rig.study)["problems"] == []


def test_a_second_fetch_in_the_same_study_stops(tmp_path):
    code = (
        "import sys; from pathlib import Path; from geo_ser.locks import study_lock\n"
        "with study_lock(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as holder:  # fmt: skip
        assert holder.stdout.readline() == b"held\n"
        busy = "another geo-ser command is at work here"
        with pytest.raises(WriteError, match=busy), study_lock(tmp_path, wait=False):
            pass
        holder.communicate()
    with study_lock(tmp_path, wait=False):  # the system took it back
        pass


ROWS_BELOW = {
    "data refreshed between two pages, each time": test_data_refreshed_each_time_are_refused,
    "no rows where there must be some": test_no_rows_where_the_last_fetch_brought_some_are_refused,
    "more rows than a WFS can page (50 000)": test_more_rows_than_can_be_paged_come_in_quarters,
    "a zip that leads outside itself (`../`)": test_a_zip_that_leads_outside_itself_is_refused,
    "the BGT job fails": test_a_job_that_fails,
    "the BGT job takes over an hour": test_a_job_that_takes_too_long_is_waited_for_by_the_next_run,
    "a file download that breaks off": test_a_download_goes_on_or_begins_anew,
    "a file that changed during its download, and a server that ignores `If-Range`":
        test_a_rest_of_another_version_is_not_glued_on,
    "a file of 0 bytes, a page for people called data, a file that breaks off without a length":
        test_a_file_that_is_none_is_refused,
    "a file that changed during its download": test_a_download_goes_on_or_begins_anew,
    "the program is killed, the power fails": "test_crashes.py",
    "the disk is full": "test_crashes.py",
    "no network": test_no_network,
    "a fetched file was changed by hand": test_a_file_changed_by_hand_is_noticed_and_made_again,
    "a stored answer was damaged": test_a_damaged_answer_is_noticed_and_asked_again,
    "a second `geo-ser fetch` in the same study": test_a_second_fetch_in_the_same_study_stops,
}  # fmt: skip
