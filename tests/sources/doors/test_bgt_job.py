"""The BGT download job, against a stub made from its published description."""

import json
import zipfile

import pytest
import shapely
from shapely import box

from geo_ser.sources.area import Area
from geo_ser.sources.doors.bgt_job import _outline
from tests.sources.doors.rig import Rig

ROOT = "/lv/bgt/download/v1_0"


def rig(folder, stub, fault="none", types="wegdeel,pand", **changes):
    url = stub.url("bgt", fault) + ROOT
    return Rig(folder, "bgt_job", url, types, layer={"options": {"format": "citygml"}}, **changes)


def paths(stub, method="GET"):
    return [one["path"].removeprefix(ROOT) for one in stub.seen() if one["method"] == method]


def test_the_job_is_posted_polled_and_its_zip_counted(tmp_path, stub):
    whole = rig(tmp_path, stub, "job;polls=3")
    outcome = whole.whole()
    assert zipfile.ZipFile(whole.file(outcome)).namelist() == ["bgt_pand.gml", "bgt_wegdeel.gml"]
    assert (outcome.features, outcome.distinct_ids) == (5, 4)  # one wegdeel has a history
    assert paths(stub, "POST") == ["/full/custom"]
    assert sum("status" in one for one in paths(stub)) >= 3
    posted = next(one for one in stub.seen() if one["method"] == "POST")
    wish = json.loads(posted["body"])
    assert (wish["featuretypes"], wish["format"]) == (["wegdeel", "pand"], "citygml")
    manifest = (tmp_path / "data/raw/manifest.csv").read_text(encoding="utf-8")
    assert ",2026-01-01," in manifest  # the day the service says its data are of


def test_the_outline_has_no_holes_and_holds_the_whole_area():
    ring = box(200_000, 470_000, 200_900, 470_900) - box(200_300, 470_300, 200_600, 470_600)
    both = shapely.union_all([ring, box(201_000.25, 470_000, 201_100.75, 470_100)])
    outline = shapely.from_wkt(_outline(Area("x", "x", both)))
    assert outline.geom_type == "Polygon"
    assert len(outline.interiors) == 0
    assert outline.covers(both)
    assert outline.area < both.envelope.area * 1.05


def test_a_run_that_was_cut_off_waits_for_the_same_job(tmp_path, stub):
    slow = rig(tmp_path, stub, "job;polls=30", http={"job_timeout_s": 0.1})
    assert "goes on waiting for the same job" in slow.refused()
    patient = rig(tmp_path, stub, "job;polls=30")
    assert patient.whole().features == 5
    assert paths(stub, "POST") == ["/full/custom"]


def test_a_job_the_service_forgot_is_posted_anew(tmp_path, stub):
    slow = rig(tmp_path, stub, "job;polls=30", http={"job_timeout_s": 0.1})
    slow.refused()
    (note,) = (tmp_path / "data/raw/pages/proef-laag.part").glob("job.json")
    note.write_text(note.read_text(encoding="utf-8").replace("/status", "x/status"))
    assert rig(tmp_path, stub, "job;polls=30").whole().features == 5
    assert len(paths(stub, "POST")) == 2


def test_a_job_that_fails_says_so_and_the_next_run_posts_another(tmp_path, stub):
    whole = rig(tmp_path, stub, "job_failed")
    assert "ended with status 'FAILED'" in whole.refused()
    assert "ended with status 'FAILED'" in whole.refused()
    assert len(paths(stub, "POST")) == 2


def test_a_job_without_end_is_left(tmp_path, stub):
    why = rig(tmp_path, stub, "job_endless", http={"job_timeout_s": 0.2}).refused()
    assert "not ready after 0 s" in why
    assert len(stub.seen()) < 60


def test_a_download_that_breaks_off_goes_on(tmp_path, stub):
    whole = rig(tmp_path, stub, "cut;share=0.5;at=1;times=2")
    assert whole.whole().features == 5
    assert any(one["headers"].get("range") for one in stub.seen())


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("zip_slip", "leads outside"),
        ("bad_zip", "no whole zip"),
        ("html", "a page for people"),
        ("status;code=500", "status 500"),
        ("redirect", "no host of the catalogue"),
    ],
)
def test_what_is_no_zip_is_refused(tmp_path, stub, fault, words):
    assert words in rig(tmp_path, stub, fault).refused()


def test_an_unknown_feature_type_is_refused_by_the_service(tmp_path, stub):
    assert "unknown featuretypes" in rig(tmp_path, stub, types="wegdeel,weg").refused()


def test_without_an_area_there_is_no_job(tmp_path, stub):
    assert "needs an area" in rig(tmp_path, stub, area=None).refused()
