"""The client: what is asked again, what is given up, what is refused."""

import gzip
import logging
import time

import httpx2
import pytest

from geo_ser.errors import FetchError, IncompleteError
from geo_ser.sources.catalogue import HttpSettings
from geo_ser.sources.http import BusyError, Client, Request
from tests.sources.fakes import HOST, QUICK, URL, client_of


def replies(*answers):
    """Give one answer after another, the last one for ever; exceptions are raised."""
    asked = []

    def service(request):
        asked.append(request)
        answer = answers[min(len(asked), len(answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        status, headers, body = answer
        return httpx2.Response(status, headers=headers, stream=httpx2.ByteStream(body))

    service.asked = asked
    return service


OK = (200, {"content-type": "text/plain"}, b"data")


@pytest.mark.parametrize(
    "first",
    [(500, {}, b""), (503, {}, b""), (429, {}, b""), httpx2.ReadTimeout("slow"),
     httpx2.RemoteProtocolError("cut"), httpx2.ConnectError("no route")],
)  # fmt: skip
def test_what_may_pass_is_asked_again(first):
    service = replies(first, OK)
    answer = client_of(service).ask(Request(URL))
    assert (answer.body, answer.status, len(service.asked)) == (b"data", 200, 2)


@pytest.mark.parametrize("length", [20, 5_000_000])
def test_the_text_of_a_refusal_is_unpacked_and_no_more_is_read_than_is_shown(length):
    body = gzip.compress(b"geen recht " + b"x" * length)
    with pytest.raises(FetchError, match="with status 403: 'geen recht xxx") as caught:
        client_of(replies((403, {"content-encoding": "gzip"}, body))).ask(Request(URL))
    assert len(str(caught.value)) < 600


def test_a_service_that_stays_busy_is_given_up_after_so_many_tries():
    service = replies((503, {}, b""))
    with pytest.raises(BusyError, match=r"status 503 \(asked 3 times: .*kept: run") as caught:
        client_of(service).ask(Request(URL))
    assert (len(service.asked), caught.value.status) == (3, 503)


def test_no_answer_in_time_counts_as_too_much_and_no_connection_does_not():
    with pytest.raises(BusyError, match="no answer in time") as caught:
        client_of(replies(httpx2.ReadTimeout("slow"))).ask(Request(URL))
    assert caught.value.status == 504
    with pytest.raises(BusyError, match=r"no connection.*proxy settings") as caught:
        client_of(replies(httpx2.ConnectError("x"))).ask(Request(URL))
    assert caught.value.status == 0
    with pytest.raises(BusyError, match="the proxy refuses"):
        client_of(replies(httpx2.ProxyError("407"))).ask(Request(URL))


def test_retry_after_is_obeyed_and_an_unreasonable_one_is_not_waited_for():
    start = time.monotonic()
    client_of(replies((429, {"retry-after": "0.3"}, b""), OK)).ask(Request(URL))
    assert time.monotonic() - start >= 0.3
    service = replies((429, {"retry-after": "86400"}, b""), OK)
    with pytest.raises(BusyError, match="asks to wait 86400 s"):
        client_of(service).ask(Request(URL))
    assert len(service.asked) == 1


def test_retry_after_may_be_a_date():
    service = replies((503, {"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, b""), OK)
    assert client_of(service).ask(Request(URL)).body == b"data"


def test_waiting_is_told_in_our_own_log_and_not_on_standard_error(caplog):
    with caplog.at_level(logging.INFO, logger="geo_ser"):
        client_of(replies((500, {}, b""), OK)).ask(Request(URL))
    assert "status 500; asked again in 0.0 s" in caplog.text


def test_a_refusal_is_not_asked_again_and_its_text_is_shown():
    service = replies((400, {}, b"invalid bbox-crs"))
    with pytest.raises(FetchError, match=r"status 400: 'invalid bbox-crs'\. .*sources check"):
        client_of(service).ask(Request(URL + "/x"))
    assert len(service.asked) == 1


def test_a_redirect_to_a_known_host_is_followed_and_to_another_one_never():
    there = replies((302, {"location": "/b"}, b""), OK)
    assert client_of(there).ask(Request(URL + "/a")).url == URL + "/b"
    away = replies((302, {"location": "http://evil.example/b"}, b""), OK)
    with pytest.raises(FetchError, match=r"sends us to evil\.example.*Nothing was asked there"):
        client_of(away).ask(Request(URL + "/a"))
    assert len(away.asked) == 1
    with pytest.raises(FetchError, match="more than 5 times"):
        client_of(replies((302, {"location": "/a"}, b""))).ask(Request(URL))


def test_a_step_down_from_https_is_refused():
    service = replies((302, {"location": "http://api.example/b"}, b""))
    with pytest.raises(FetchError, match="is not https"):
        client_of(service, hosts=["api.example"]).ask(Request("https://api.example/a"))


def test_a_packed_answer_is_unpacked():
    packed = (200, {"content-encoding": "gzip"}, gzip.compress(b"data"))
    assert client_of(replies(packed)).ask(Request(URL)).body == b"data"
    two = (200, {"content-encoding": "gzip"}, gzip.compress(b"da") + gzip.compress(b"ta"))
    assert client_of(replies(two)).ask(Request(URL)).body == b"data"


@pytest.mark.parametrize(
    ("spoiled", "why"),
    [(gzip.compress(b"data" * 99)[:-9], "breaks off"), (b"\x1f\x8b\x08" + b"no" * 40, "damaged"),
     (gzip.compress(b"data" * 99)[:-8] + b"\0" * 8, "damaged")],
    ids=["cut off", "no gzip", "wrong sum"],  # the bytes hold the time of packing
)  # fmt: skip
def test_a_packed_answer_that_is_damaged_is_asked_again_and_then_given_up(spoiled, why):
    bad = (200, {"content-encoding": "gzip"}, spoiled)
    good = (200, {"content-encoding": "gzip"}, gzip.compress(b"data"))
    assert client_of(replies(bad, good)).ask(Request(URL)).body == b"data"
    with pytest.raises(BusyError, match=f"packed answer.*{why}"):
        client_of(replies(bad)).ask(Request(URL))


def test_an_answer_over_the_limit_is_refused_before_it_is_read():
    small = HttpSettings(**{**QUICK.model_dump(), "max_page_bytes": 1000})
    promised = replies((200, {"content-length": str(10 * 2**30)}, b""))
    with pytest.raises(IncompleteError, match=r"10737418240 bytes or more, over the limit of 1000"):
        client_of(promised, small).ask(Request(URL))
    bomb = replies((200, {"content-encoding": "gzip"}, gzip.compress(b"\0" * 10**7)))
    with pytest.raises(IncompleteError, match="over the limit"):
        client_of(bomb, small).ask(Request(URL))
    with pytest.raises(IncompleteError, match="over the limit"):
        client_of(replies((200, {}, b"x" * 2000)), small).ask(Request(URL))


def test_who_asks_is_said():
    service = replies(OK)
    client_of(service).ask(Request(URL))
    assert service.asked[0].headers["user-agent"].startswith("geo-ser/")
    assert service.asked[0].headers["accept-encoding"] == "gzip"


def test_an_address_that_is_none_is_a_clear_error():
    with pytest.raises(FetchError, match="is no host of the catalogue|is no address"):
        client_of(replies(OK)).ask(Request("nonsense"))


def test_proxy_settings_are_heeded(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    once = HttpSettings(**{**QUICK.model_dump(), "attempts": 1})
    with Client(once, frozenset([HOST])) as client, pytest.raises(BusyError) as caught:
        client.ask(Request(URL))
    assert "no connection" in str(caught.value)
