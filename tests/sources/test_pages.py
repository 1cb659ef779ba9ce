"""The page store: an answer is found again whole, or not at all."""

import json

import pytest

from geo_ser.sources.http import Answer, Request
from geo_ser.sources.pages import Pages, drop_unused_bodies

ASKED = Request("https://example.org/items?bbox=1")
CAME = Answer(
    "https://example.org/items?bbox=1", 200, {"etag": "x"}, b'{"a": 1}', "2026-01-01T00:00:00Z"
)


@pytest.fixture
def pages(tmp_path):
    store = Pages(tmp_path, "bag-pand.part")
    store.keep(ASKED, CAME)
    return store


def test_an_answer_is_found_again_as_it_came(pages):
    assert pages.find(ASKED) == CAME


def test_another_question_finds_nothing(pages):
    assert pages.find(Request("https://example.org/items?bbox=2")) is None
    assert pages.find(Request(ASKED.url, "POST", b"x")) is None


def test_a_record_says_what_was_asked_when_and_what_came(pages):
    (record,) = pages.folder.glob("*.json")
    about = json.loads(record.read_text())
    assert (about["url"], about["headers"], about["time"]) == (ASKED.url, {"etag": "x"}, CAME.time)
    assert (about["bytes"], about["status"], about["method"]) == (8, 200, "GET")
    assert about["sha256"] in {path.name for path in pages.root.glob("blobs/*/*")}


@pytest.mark.parametrize("damage", [b"", b'{"a": 2}'])
def test_a_damaged_body_counts_as_not_there_and_is_replaced(pages, damage):
    (body,) = pages.root.glob("blobs/*/*")
    body.write_bytes(damage)
    assert pages.find(ASKED) is None
    pages.keep(ASKED, CAME)
    assert pages.find(ASKED) == CAME


def test_a_record_cut_off_counts_as_not_there(pages):
    (record,) = pages.folder.glob("*.json")
    record.write_text('{"url": "https')
    assert pages.find(ASKED) is None


def test_the_same_body_is_stored_once(pages):
    pages.keep(Request("https://example.org/other"), CAME)
    assert len(list(pages.root.glob("blobs/*/*"))) == 1


def test_only_bodies_that_nothing_names_are_dropped(pages):
    other = Pages(pages.root, "bag-pand")
    other.keep(ASKED, Answer("u", 200, {}, b"old", "t"))
    assert drop_unused_bodies(pages.root) == 0
    other.drop()
    assert drop_unused_bodies(pages.root) == 1
    assert pages.find(ASKED) == CAME
