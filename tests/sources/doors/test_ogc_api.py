"""OGC API Features: a tile is whole, or it is an error that says what is missing."""

import json

import httpx2
import pytest

from tests.sources.fakes import (
    CRS,
    Service,
    building,
    buildings,
    fetched,
    numbers,
    study_with,
)

ALL = buildings(450)
WANTED = sorted(one["properties"]["identificatie"] for one in ALL)


@pytest.fixture
def study(tmp_path):
    return study_with(tmp_path)


def why(study, service, **options):
    """Return why fetching failed; nothing may have been listed then."""
    (outcome,) = fetched(study, service, **options)
    assert outcome.status == "failed"
    assert not (study.folder / "data/raw/bag-pand.geojson").exists()
    assert not (study.folder / "data/raw/manifest.csv").exists()
    return outcome.why


@pytest.mark.parametrize("says_matched", [True, False])
def test_every_row_comes_once_over_pages_and_tiles(study, says_matched):
    (outcome,) = fetched(study, Service(ALL, says_matched=says_matched))
    assert (outcome.status, outcome.features, outcome.distinct_ids) == ("fetched", 450, 450)
    assert sorted(numbers(study)) == WANTED


def test_rd_is_asked_and_next_is_followed_verbatim(study):
    odd = "http://127.0.0.1:9/odd/page?cursor=abc%7Cdef&crs=&f=json"

    def spoil(sent):
        sent.headers["content-crs"] = CRS
        if sent.number == 1:
            sent.body["features"], sent.body["numberMatched"] = ALL[:100], 200
            sent.body["numberReturned"], sent.body["links"] = 100, [{"rel": "next", "href": odd}]
        elif "cursor" in sent.query:
            sent.body["features"], sent.body["numberMatched"] = ALL[100:200], 200
            sent.body["numberReturned"], sent.body["links"] = 100, []
        else:
            sent.body.update(features=[], numberMatched=0, numberReturned=0, links=[])

    def service(request):
        if "cursor" in str(request.url):
            inner.asked.append(str(request.url))
            body = {"type": "FeatureCollection", "links": [], "features": ALL[100:200],
                    "numberMatched": 200, "numberReturned": 100}  # fmt: skip
            return httpx2.Response(200, headers={"content-crs": CRS}, content=json.dumps(body))
        return inner(request)

    inner = Service(ALL, spoil=spoil)
    (outcome,) = fetched(study, service)
    assert outcome.features == 200
    assert inner.asked[1] == odd
    assert "crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F28992" in inner.asked[0]
    assert "bbox-crs=http%3A%2F%2Fwww.opengis.net" in inner.asked[0]
    assert "bbox=200000%2C470000%2C200500%2C470500" in inner.asked[0]


def test_a_next_that_is_a_path_is_taken_from_the_page_it_stands_on(study):
    def spoil(sent):
        for link in sent.body["links"]:
            link["href"] = link["href"].removeprefix("http://127.0.0.1:9")

    (outcome,) = fetched(study, Service(ALL, spoil=spoil))
    assert outcome.features == 450


@pytest.mark.parametrize("says_matched", [True, False])
def test_a_missing_next_is_noticed(study, says_matched):
    def spoil(sent):
        if sent.number == 1:
            sent.body["links"] = []

    text = why(study, Service(ALL, says_matched=says_matched, spoil=spoil))
    assert "link to the next page is missing" in text
    assert ("100 of 240 rows came" in text) == says_matched


def test_a_last_page_that_is_just_full_is_checked_and_passes(study):
    exact = [building(n, 200_010 + 20 * (n % 20), 470_010 + 20 * (n // 20)) for n in range(100)]
    service = Service(exact, says_matched=False)
    (outcome,) = fetched(study, service)
    assert outcome.features == 100
    assert len(service.asked) == 8  # four tiles, and the first again in quarters


def test_a_looping_next_is_noticed(study):
    def spoil(sent):
        if sent.body["links"]:
            sent.body["links"][0]["href"] = (
                first[0] if first else first.append(sent.body["links"][0]["href"]) or first[0]
            )

    first: list[str] = []
    assert "leads back to a page that came already" in why(study, Service(ALL, spoil=spoil))


def test_a_next_to_another_host_is_not_followed(study):
    def spoil(sent):
        for link in sent.body["links"]:
            link["href"] = link["href"].replace("127.0.0.1:9", "evil.example")

    service = Service(ALL, spoil=spoil)
    assert "leads to another host (evil.example)" in why(study, service)
    assert len(service.asked) == 1


def test_a_page_seen_twice_is_begun_anew_and_then_an_error(study):
    def spoil(sent):
        if sent.query.get("offset") == "100":
            sent.body["features"] = service._page({**sent.query, "offset": "0"}, "/x")["features"]
            sent.body["numberReturned"] = 100

    service = Service(ALL[:200], says_matched=False, spoil=spoil)
    text = why(study, service)
    assert "rows came twice for one tile" in text
    assert sum("offset=100" in one for one in service.asked) == 3


def test_a_refresh_between_pages_is_noticed_and_begun_anew(study):
    def spoil(sent):
        if sent.number == 2:
            service.features = [*ALL, building(999, 200_400, 470_400)]
            return httpx2.Response(200, headers=sent.headers, content=json.dumps(
                service._page(sent.query, "/collections/pand/items")))  # fmt: skip
        return None

    service = Service(ALL, spoil=spoil)
    (outcome,) = fetched(study, service)
    assert (outcome.status, outcome.features) == ("fetched", 451)
    assert sorted(numbers(study)) == [*WANTED, f"{999:016d}"]


def test_a_short_page_in_the_middle_is_noticed(study):
    def spoil(sent):
        if sent.number == 2:
            sent.body["features"], sent.body["numberReturned"] = sent.body["features"][:-3], 97

    text = why(study, Service(ALL, says_matched=False, spoil=spoil))
    assert "a page in the middle has 97 rows instead of 100" in text


def test_a_short_page_is_noticed_by_its_total_too(study):
    def spoil(sent):
        if sent.number == 2:
            sent.body["features"], sent.body["numberReturned"] = sent.body["features"][:-3], 97

    assert "237 of 240 rows came" in why(study, Service(ALL, spoil=spoil))


def test_a_page_with_fewer_rows_than_it_says_is_refused(study):
    def spoil(sent):
        sent.body["features"] = sent.body["features"][:-1]

    assert "says it has 100 rows and has 99" in why(study, Service(ALL, spoil=spoil))


def test_endless_pages_end(study):
    def spoil(sent):
        start = 10_000 * sent.number
        sent.body["features"] = [building(start + n, 200_010, 470_010) for n in range(100)]
        sent.body["numberReturned"] = 100
        sent.body["links"] = [
            {"rel": "next", "href": f"http://127.0.0.1:9/x?limit=100&n={sent.number}"}
        ]

    service = Service([], says_matched=False, spoil=spoil)
    assert "more than 50 pages for one tile, and no end" in why(study, service)
    assert len(service.asked) == 50


@pytest.mark.parametrize(
    ("stated", "text"),
    [("<http://www.opengis.net/def/crs/OGC/1.3/CRS84>", "instead of"), (None, "degrees")],
)
def test_another_crs_than_asked_is_refused(study, stated, text):
    def spoil(sent):
        sent.headers.pop("content-crs")
        if stated:
            sent.headers["content-crs"] = stated
        sent.body["features"] = [building(1, 6.4, 52.2, 0.001)]
        sent.body["numberReturned"] = sent.body["numberMatched"] = 1
        sent.body["links"] = []

    assert text in why(study, Service(ALL, spoil=spoil))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"<!DOCTYPE html><title>Onderhoud</title>", "a page for people or an XML message"),
        (b'{"type": "FeatureCollection", "features": [', "no whole JSON text"),
        (b'{"code": "x", "description": "y"}', "no feature collection but"),
        (b"[1]", "no object"),
        (b'{"type": "FeatureCollection", "features": [1]}', "something that is no feature"),
        (b'{"type": "FeatureCollection", "features": [], "x": NaN}', "no whole JSON text"),
        (b"\xff\xfe\x00", "no UTF-8 text"),
        (b"[" * 200_000, "no whole JSON text"),
    ],
)
def test_what_is_no_page_is_refused_and_not_kept(study, content, text):
    def spoil(sent):
        return httpx2.Response(200, headers=sent.headers, content=content) if bad else None

    bad = True
    assert text in why(study, Service(ALL, spoil=spoil))
    bad = False
    assert fetched(study, Service(ALL, spoil=spoil))[0].features == 450


def test_a_byte_order_mark_is_taken_off(study):
    def spoil(sent):
        return httpx2.Response(
            200, headers=sent.headers, content=b"\xef\xbb\xbf" + json.dumps(sent.body).encode()
        )

    assert fetched(study, Service(ALL, spoil=spoil))[0].features == 450


def test_a_tile_that_is_too_much_is_quartered(study):
    def spoil(sent):
        box = tuple(map(float, sent.query["bbox"].split(",")))
        return httpx2.Response(500, content=b"time-out") if box[2] - box[0] > 400 else None

    (outcome,) = fetched(study, Service(ALL, spoil=spoil))
    assert (outcome.status, outcome.features) == ("fetched", 450)
    assert sorted(numbers(study)) == WANTED


def test_a_service_that_is_down_is_not_quartered_for_ever(study):
    service = Service(ALL, spoil=lambda *_: httpx2.Response(500))
    assert "status 500" in why(study, service)
    assert len(service.asked) == 4 * 3  # four sizes of tile, three tries each
