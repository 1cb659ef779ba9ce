"""The servers do what they are there for, asked by the standard library alone."""

import http.client
import itertools
import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, urlsplit

import numpy as np
import pytest
import rasterio

from tests.servers.data import made_up_heights
from tests.servers.faults import BOMB, ELSEWHERE, FAULTS, FOREIGN
from tests.servers.process import ROOT, running

RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
ITEMS = f"/collections/perceel/items?crs={quote(RD)}&limit=100"


def ask(url: str, *, method: str = "GET", body: bytes | None = None, **headers: str):
    """Return status, headers and body as they come over the wire, whatever they are."""
    parts = urlsplit(url)
    line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        line.request(method, target, body=body, headers=headers)
        reply = line.getresponse()
        try:
            content = reply.read()
        except http.client.IncompleteRead as error:
            content = error.partial
        return reply.status, dict(reply.headers), content
    finally:
        line.close()


def pages(url: str, *, most: int = 12) -> list[dict]:
    """Follow next as it stands, `most` pages at most."""
    found: list[dict] = []
    while url and len(found) < most:
        found.append(json.loads(ask(url)[2].removeprefix(b"\xef\xbb\xbf")))
        url = next((one["href"] for one in found[-1]["links"] if one["rel"] == "next"), None)
        if url == FOREIGN:
            break
    return found


def ids(found: list[dict]) -> list[str]:
    return [one["id"] for page in found for one in page["features"]]


def test_pygeoapi_gives_rd_pages_with_next_and_a_count(ogc_server):
    url = f"{ogc_server.url}/collections/pand/items?f=json&limit=200&crs={quote(RD)}"
    status, headers, body = ask(url)
    assert (status, headers["Content-Crs"]) == (200, f"<{RD}>")
    found = [json.loads(body)]
    found += pages(
        next(one["href"] for one in found[0]["links"] if one["rel"] == "next") + "&f=json"
    )
    assert found[0]["numberMatched"] == len(set(ids(found))) == 382


def test_mapserver_counts_pages_and_sorts_in_rd(mapserver_server):
    start = "/?service=WFS&version=2.0.0&request=GetFeature&typeNames=perceel"
    assert b'numberMatched="500"' in mapserver_server.get(f"{start}&resultType=hits")
    page = mapserver_server.json(
        f"{start}&outputFormat=geojson&count=3&startIndex=2&sortBy=identificatie_lokaal_id"
        "&bbox=200000,470000,200100,470100,urn:ogc:def:crs:EPSG::28992"
    )
    names = [one["properties"]["identificatie_lokaal_id"] for one in page["features"]]
    # Columns 1 to 3 and rows 1 to 3 of 25 touch the window: 1 2 3 26 27 28 51 52 53.
    assert names == [f"verzonnen-{number:06d}" for number in (3, 26, 27)]
    assert page["features"][0]["geometry"]["coordinates"][0][0][1] > 400_000


def test_mapserver_cuts_a_window_out_of_a_coverage(mapserver_server):
    body = mapserver_server.get(
        "/?service=WCS&version=2.0.1&request=GetCoverage&coverageId=dtm_05m&format=image/tiff"
        "&subset=x(194020,194050)&subset=y(470900,470950)"
    )
    with rasterio.MemoryFile(body) as held, held.open() as window:
        assert tuple(window.bounds) == (194_020, 470_900, 194_050, 470_950)
        here = made_up_heights(np.array([100]), np.array([40]))  # row 100 and column 40
        assert window.read(1)[0, 0] == here[0, 0]


def test_the_stub_pages_by_cursor_without_a_count(stub):
    found = pages(stub.url("ogc") + ITEMS)
    assert [len(page["features"]) for page in found] == [100] * 5
    assert len(set(ids(found))) == 500
    assert "numberMatched" not in found[0]


def test_a_changed_value_beside_the_cursor_starts_again_without_a_word(stub):
    (first, *_) = pages(stub.url("ogc") + ITEMS, most=1)
    follow = next(one["href"] for one in first["links"] if one["rel"] == "next")
    again = json.loads(ask(follow.replace("limit=100", "limit=99"))[2])
    assert ids([again])[0] == ids([first])[0]


@pytest.mark.parametrize(
    "query",
    ["limit=1001", "crs=EPSG:28992", f"crs={quote(RD.replace('http:', 'https:'))}", "filter=x"],
)
def test_the_stub_refuses_what_pdok_refuses(stub, query):
    assert ask(f"{stub.url('ogc')}/collections/perceel/items?{query}")[0] == 400


def test_a_parcel_on_a_border_comes_in_both_tiles(stub):
    def tile(bbox: str) -> set[str]:
        more = f"&bbox={bbox}&bbox-crs={quote(RD)}"
        return set(ids(pages(stub.url("ogc") + ITEMS + more)))

    west, east = tile("199000,469000,200100,472000"), tile("200100,469000,202000,472000")
    assert len(west & east) == 20  # one column of parcels stands on x = 200 100
    assert len(west | east) == 500


def test_wfs_refuses_far_starts_and_overlaps_without_an_order(stub):
    start = "?service=WFS&request=GetFeature&typeNames=perceel&count=100"
    assert ask(f"{stub.url('wfs', 'wfs;max_start=300')}{start}&startIndex=301")[0] == 400
    loose = json.loads(ask(f"{stub.url('wfs')}{start}&startIndex=100")[2])
    assert loose["features"][0]["id"] == "verzonnen-000100"  # the last of the page before
    key = "&sortBy=identificatie_lokaal_id"
    assert (
        json.loads(ask(f"{stub.url('wfs')}{start}&startIndex=100{key}")[2])["features"][0]["id"]
        == "verzonnen-000101"
    )
    unmarked = f"{start}&bbox=199000,469000,202000,472000"
    assert json.loads(ask(stub.url("wfs") + unmarked)[2])["features"] == []


def test_arcgis_says_there_is_more_and_errs_with_status_200(stub):
    url = f"{stub.url('arcgis', 'arcgis;page=200')}/perceel/FeatureServer/0"
    assert json.loads(ask(url)[2])["maxRecordCount"] == 200
    page = json.loads(ask(f"{url}/query?where=1=1&resultOffset=200&f=geojson")[2])
    assert (len(page["features"]), page["exceededTransferLimit"]) == (200, True)
    some = f"{url}/query?where={quote('OBJECTID >= 3 AND OBJECTID < 5')}&f=geojson"
    assert [one["id"] for one in json.loads(ask(some)[2])["features"]] == [3, 4]
    status, _, body = ask(f"{stub.url('arcgis')}/nothing/FeatureServer/0/query")
    assert (status, json.loads(body)["error"]["code"]) == (200, 400)


def test_the_bgt_job_goes_from_pending_to_a_zip(stub):
    root = f"{stub.url('bgt')}/lv/bgt/download/v1_0"
    wish = {"featuretypes": ["wegdeel"], "format": "citygml"}
    area = {"geofilter": "POLYGON((0 0,1 0,1 1,0 0))"}
    assert ask(f"{root}/full/custom", method="POST", body=json.dumps(wish).encode())[0] == 400
    status, _, body = ask(
        f"{root}/full/custom", method="POST", body=json.dumps(wish | area).encode()
    )
    assert status == 202
    poll = stub.server.url + json.loads(body)["_links"]["status"]["href"]
    assert json.loads(ask(poll)[2])["status"] == "PENDING"
    done = json.loads(ask(poll)[2])
    content = ask(stub.server.url + done["_links"]["download"]["href"])[2]
    assert zipfile.ZipFile(BytesIO(content)).namelist() == ["bgt_wegdeel.gml"]


def test_the_3dbag_api_gives_fifty_to_a_page(stub):
    found = pages(f"{stub.url('3dbag')}/collections/pand/items?limit=100")
    assert [len(page["features"]) for page in found] == [50, 50, 30]
    assert found[0]["features"][0]["id"].startswith("NL.IMBAG.Pand.0200")
    unlike = quote("https://www.opengis.net/def/crs/EPSG/0/7415")
    assert ask(f"{stub.url('3dbag')}/collections/pand/items?bbox-crs={unlike}")[0] == 400


def test_files_come_by_range_while_they_are_the_same(stub, stub_data):
    url = f"{stub.url('files')}/dtm_05m/M_verzonnen1.tif"
    content = (stub_data / "files" / "dtm_05m" / "M_verzonnen1.tif").read_bytes()
    status, headers, part = ask(url, Range="bytes=10-19")
    assert (status, part, headers["Content-Range"]) == (
        206,
        content[10:20],
        f"bytes 10-19/{len(content)}",
    )
    assert ask(url, Range="bytes=-5")[2] == content[-5:]
    assert ask(url, Range="bytes=10-19", **{"If-Range": headers["ETag"]})[0] == 206
    assert ask(url, Range="bytes=10-19", **{"If-Range": '"other"'})[::2] == (200, content)
    assert ask(url, Range=f"bytes={len(content)}-")[0] == 416
    assert ask(f"{stub.url('files')}/../pand.geojson")[0] == 404


def test_feed_and_index_name_the_sheet(stub):
    assert b"M_verzonnen1.tif" in ask(f"{stub.url('atom')}/dtm_05m.xml")[2]
    (sheet,) = json.loads(ask(f"{stub.url('atom')}/dtm_05m/kaartbladindex.json")[2])["features"]
    assert ask(sheet["properties"]["url"])[1]["Content-Length"] == sheet["properties"]["length"]


def first(stub, fault: str):
    return ask(stub.url("ogc", fault) + ITEMS)


def test_faults_of_the_line(stub):
    assert first(stub, "too_many;seconds=7")[:1] == (429,)
    assert first(stub, "too_many;seconds=7")[1]["Retry-After"] == "7"
    assert first(stub, "status;code=502")[0] == 502
    assert b"Onderhoud" in first(stub, "html")[2]
    assert first(stub, "bom")[2].startswith(b"\xef\xbb\xbf{")
    assert first(stub, "broken_gzip")[1]["Content-Encoding"] == "gzip"
    assert first(stub, "redirect")[1]["Location"] == FOREIGN
    assert first(stub, "huge")[1]["Content-Length"] == "10000000000"
    assert first(stub, "bomb")[2] == BOMB.encode()
    assert json.loads(first(stub, "error_in_200")[2])["error"]["code"] == 500
    assert first(stub, "crs_header")[1]["Content-Crs"].endswith("CRS84>")
    status, headers, body = first(stub, "cut")
    assert (status, int(headers["Content-Length"]) // 2) == (200, len(body))
    started = time.monotonic()
    first(stub, "slow;seconds=0.2")
    assert time.monotonic() - started >= 0.2


def test_faults_of_the_pages(stub):
    def broken(fault: str) -> list[dict]:
        run = replace(stub, run=f"{stub.run}-{next(numbers)}")
        return pages(run.url("ogc", fault) + ITEMS)

    numbers = itertools.count()

    assert len(ids(broken("next_missing;at=3"))) == 300
    assert len(broken("next_loop;at=3")) == 12
    assert len(set(ids(broken("next_loop;at=3")))) == 300
    assert broken("next_foreign;at=3")[-1]["links"][-1]["href"] == FOREIGN
    assert len(broken("endless;at=3")) == 12
    assert len(ids(broken("short;at=3;times=1"))) == 499
    assert len(ids(broken("refresh;at=3"))) == 499  # one row is gone, and one was skipped
    assert len(set(ids(broken("doubled;at=3;times=1")))) == 500
    assert len(ids(broken("doubled;at=3;times=1"))) == 501
    assert ids(broken("empty")) == []
    assert [page["numberMatched"] for page in broken("capped;cap=300")] == [300] * 5
    lost = [
        one["geometry"] for page in broken("null_geometry;every=50") for one in page["features"]
    ]
    assert lost.count(None) == 10
    columns = {
        key for page in broken("columns") for one in page["features"] for key in one["properties"]
    }
    assert sum(key.startswith("kolom_") for key in columns) == 5  # one of each page's own
    turned = broken("swapped")[0]["features"][0]["geometry"]["coordinates"][0][0]
    assert turned[0] > 400_000 > turned[1]


def test_a_fault_strikes_when_and_as_often_as_it_says(stub):
    url = stub.url("ogc", "status;at=2;times=2") + ITEMS
    assert [ask(url)[0] for _ in range(5)] == [200, 500, 500, 200, 200]
    assert [one["status"] for one in stub.seen()] == [200, 500, 500, 200, 200]


def test_faults_of_the_body_alone(stub):
    whole = first(stub, "none")[2]
    assert first(stub, "nothing")[2] == b""
    assert first(stub, "sly_html")[2].startswith(b"\n<!DOCTYPE html>")
    status, headers, body = first(stub, "half")
    assert (status, headers.get("Content-Length")) == (200, None)
    assert len(body) == pytest.approx(len(whole) / 2, abs=20)  # addresses of its own differ
    assert b'"properties": []' in first(stub, "broken_json")[2]
    assert b"http://[::1" in first(stub, "next_broken")[2]
    began = time.monotonic()
    assert len(first(stub, "drip;seconds=0.001")[2]) == 200
    assert time.monotonic() - began >= 0.2  # a lower bound: the server waits between bytes


def test_every_fault_is_tried_above():
    text = (ROOT / "tests" / "servers" / "test_servers.py").read_text(encoding="utf-8")
    assert [name for name in FAULTS if name not in text] == []
    assert FAULTS.keys().isdisjoint(ELSEWHERE)


def test_an_unknown_fault_is_refused(stub):
    assert first(stub, "nonsense")[0] == 404


def test_a_server_leaves_with_the_tests(stub_data, tmp_path):
    """A killed test run leaves no server behind: its standard input closes."""
    script = (
        "import os, sys\nfrom pathlib import Path\n"
        "from tests.servers.process import running\n"
        f"with running([sys.executable, '-m', 'tests.servers.stub', {str(stub_data)!r}],"
        f" log=Path({str(tmp_path / 'log')!r})) as server:\n"
        "    print(server.pid, flush=True)\n    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    pid = int(done.stdout)
    until = time.monotonic() + 10
    while _alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _alive(pid)


def _alive(pid: int) -> bool:
    """Return whether a process runs; one that ended and waits to be collected does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_a_server_that_does_not_start_says_why(tmp_path):
    command = [sys.executable, "-c", "raise SystemExit('geen poort')"]
    with pytest.raises(RuntimeError, match="geen poort"), running(command, log=tmp_path / "log"):
        pass


def test_a_refused_address_is_an_error_of_the_standard_library(stub):
    with pytest.raises(urllib.error.HTTPError):
        stub.server.get("/run/none/ogc/collections/niets")
