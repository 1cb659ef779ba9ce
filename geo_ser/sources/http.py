"""The one HTTP client: patient, polite, and suspicious of what comes back.

Why not httpx's own conveniences: redirects are followed by hand, so that no server can send us
to a host the catalogue does not know; bodies are read raw and unpacked by us (`bodies`), so that
a size limit holds before memory is spent and a gzip stream that breaks off is noticed (the
built-in decoder lets it pass). One connection at a time is asked; the limits guard against slips.
"""

import logging
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import urlsplit

import httpx2
import stamina
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

from geo_ser import __version__
from geo_ser.errors import FetchError
from geo_ser.sources.bodies import Pace, TryAgainError, unpacked
from geo_ser.sources.catalogue import HttpSettings, is_loopback

__all__ = ["Answer", "BusyError", "Client", "Request", "now"]

T = TypeVar("T")

log = logging.getLogger(__name__)

USER_AGENT = f"geo-ser/{__version__} (atlas of Dutch business parks; open-source desktop tool)"
KEPT_HEADERS = (
    "content-type", "content-crs", "content-encoding", "content-length", "content-range",
    "date", "etag", "last-modified", "link",
)  # fmt: skip
"""The headers that are kept with an answer; the others tell nothing about the data."""

_AGAIN = frozenset([408, 429, 500, 502, 503, 504])
_MAX_REDIRECTS = 5
_SHOWN_BYTES = 2000
"""Of the text of a refusal."""


@dataclass(frozen=True)
class Request:
    """What is asked. `url` is complete, query included; `body` is what is posted."""

    url: str
    method: str = "GET"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, url: str, params: Mapping[str, str | int] | None = None) -> "Request":
        """Return a GET request with parameters added to an address.

        Examples
        --------
        >>> Request.of("https://example.org/items", {"f": "json", "bbox": "1,2,3,4"}).url
        'https://example.org/items?f=json&bbox=1%2C2%2C3%2C4'
        """
        return cls(str(httpx2.URL(url).copy_merge_params(dict(params or {}))))

    @property
    def host(self) -> str:
        """The host, with its port where one is written."""
        return urlsplit(self.url).netloc


@dataclass(frozen=True)
class Answer:
    """What came: the body unpacked but otherwise as it came; `time` is UTC, to the second."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    time: str


class BusyError(FetchError):
    """A service stayed busy or silent, however patiently it was asked: a smaller question may do.

    `status` is 504 where no answer came in time, 0 where there is no connection.
    """

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


def _tell(details: RetryDetails) -> None:
    log.info("%s; asked again in %.1f s", details.caused_by, details.wait_for)


set_on_retry_hooks([_tell])  # stamina's own hook would write to standard error


class Client:
    """Asks services, and only those on known hosts.

    Parameters
    ----------
    settings
        How patiently, and how large an answer may be.
    hosts
        The known hosts, as host:port; a request or redirect to another one is refused.
    transport
        What carries the requests, for tests; the network by default. Proxies are taken from
        the environment (HTTPS_PROXY, NO_PROXY).

    Raises
    ------
    FetchError
        If those name no proxy.
    """

    def __init__(
        self,
        settings: HttpSettings,
        hosts: frozenset[str],
        *,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self.settings, self.hosts = settings, hosts
        try:
            self._client = httpx2.Client(
                headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
                timeout=settings.timeout_s,
                limits=httpx2.Limits(max_connections=4, max_keepalive_connections=2),
                follow_redirects=False,
                transport=transport,
            )
        except (ValueError, ImportError, httpx2.InvalidURL) as error:
            raise FetchError(
                "The proxy settings (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY) cannot be used: "
                f"{error}. Write e.g. HTTPS_PROXY=http://proxy.example.org:8080, or unset them."
            ) from error

    def __enter__(self) -> "Client":
        """Return the client itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def ask(self, request: Request) -> Answer:
        """Return the whole answer to a request, asked again while that may help.

        Raises
        ------
        BusyError
            If the service stays busy, slow or broken.
        FetchError
            If it cannot be reached, refuses (4xx), or sends us to a host we do not know.
        IncompleteError
            If the answer is larger than allowed.
        """

        def whole(response: httpx2.Response) -> Answer:
            body = b"".join(unpacked(response, self.settings.max_page_bytes, self.pace()))
            kept = {key: response.headers[key] for key in KEPT_HEADERS if key in response.headers}
            return Answer(str(response.url), response.status_code, kept, body, now())

        return self.use(lambda: request, whole)

    def pace(self) -> Pace:
        """Return what gives up on a body that only drips; one for each body."""
        return Pace(self.settings.timeout_s, self.settings.least_bytes_per_s)

    def use(self, request: Callable[[], Request], read: Callable[[httpx2.Response], T]) -> T:
        """Return what `read` makes of the answer, asked again while that may help.

        Parameters
        ----------
        request
            Called before each attempt, so that a broken download can ask for the rest.
        read
            Takes an answer with a good status and an unread body (`iter_raw`); whatever httpx2
            raises while it reads counts as a broken connection.
        """
        once = request()
        settings = self.settings
        try:
            for attempt in stamina.retry_context(
                on=self._wait,
                attempts=settings.attempts,
                timeout=None,
                wait_initial=settings.wait_initial_s,
                wait_max=settings.wait_max_s,
                wait_jitter=settings.wait_jitter_s,
            ):
                with attempt, self._opened(once if attempt.num == 1 else request()) as response:
                    return read(response)
        except TryAgainError as error:
            raise _given_up(once, error, settings.attempts) from error
        raise AssertionError("a retry loop returns or raises")

    def _wait(self, error: Exception) -> bool | float:
        """Return whether to ask again, or after how many seconds where the service says so."""
        if not isinstance(error, TryAgainError):
            return False
        if error.after_s is None:
            return True
        return error.after_s if error.after_s <= self.settings.retry_after_max_s else False

    @contextmanager
    def _opened(self, request: Request) -> Iterator[httpx2.Response]:
        """Give the answer after redirects, its body unread; raise where there is none to read."""
        sent = httpx2.Request(
            request.method,
            request.url,
            content=request.body or None,
            headers={**self._client.headers, **request.headers},
        )
        try:
            for _ in range(_MAX_REDIRECTS):
                self._require_known(sent.url, request)
                response = self._client.send(sent, stream=True)
                try:
                    if response.next_request is None:
                        _require_good(response, request)
                        yield response
                        return
                    sent = response.next_request
                finally:
                    response.close()
        except httpx2.InvalidURL as error:
            raise FetchError(f"{request.url}: is no address ({error}).") from error
        except httpx2.TransportError as error:
            slow = 504 if isinstance(error, httpx2.ReadTimeout) else 0
            raise TryAgainError(_why(error), slow) from error
        raise FetchError(
            f"{request.host}: sends us on more than {_MAX_REDIRECTS} times, last to {sent.url}. "
            f"{_MOVED}"
        )

    def _require_known(self, url: httpx2.URL, request: Request) -> None:
        """Refuse a host that is not in the catalogue, and a step down from https to http."""
        host = url.netloc.decode()
        if host not in self.hosts:
            raise FetchError(
                f"{request.host}: sends us to {host}, which is no host of the catalogue. Nothing "
                f"was asked there. If it is right, add it to `hosts` of the door. {_MOVED}"
            )
        if url.scheme != "https" and not is_loopback(url.host):
            raise FetchError(f"{request.host}: sends us to {url}, which is not https. {_MOVED}")


_MOVED = "If the service has moved, `geo-ser sources check` says so."


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(tz=UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _why(error: httpx2.TransportError) -> str:
    """Return in words what went wrong between us and the service."""
    kinds: tuple[tuple[type[Exception], str], ...] = (
        (httpx2.ProxyError, "the proxy refuses"),
        (httpx2.ConnectTimeout, "no connection in time"),
        (httpx2.TimeoutException, "no answer in time"),
        (httpx2.ConnectError, "no connection"),
        (httpx2.RemoteProtocolError, "the answer breaks off"),
    )
    words = next((text for kind, text in kinds if isinstance(error, kind)), "connection lost")
    return f"{words} ({error})" if str(error) else words


def _require_good(response: httpx2.Response, request: Request) -> None:
    """Refuse an answer that is none; a busy service is asked again."""
    status = response.status_code
    if status < 300:
        return
    if status in _AGAIN:
        after_s = _retry_after_s(response.headers.get("retry-after", ""))
        raise TryAgainError(f"status {status}", status, after_s)
    text = " ".join(_beginning(response).decode("utf-8", errors="replace").split())[:200]
    raise FetchError(
        f"{request.host}: refuses {request.url} with status {status}"
        + (f": {text!r}" if text else "")
        + f". {_MOVED}"
    )


def _beginning(response: httpx2.Response) -> bytes:
    """Return the first bytes of a refusal, unpacked; however long it is, no more is read."""
    first = next(response.iter_raw(), b"")
    if response.headers.get("content-encoding", "identity") == "identity":
        return first[:_SHOWN_BYTES]
    try:
        return zlib.decompressobj(wbits=47).decompress(first, _SHOWN_BYTES)
    except zlib.error:
        return b""


def _retry_after_s(text: str) -> float | None:
    """Return how many seconds a Retry-After header asks for; None where it asks nothing."""
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (then - datetime.now(tz=then.tzinfo)).total_seconds())


def _given_up(request: Request, error: TryAgainError, attempts: int) -> BusyError:
    after = f", and asks to wait {error.after_s:.0f} s" if error.after_s else ""
    return BusyError(
        f"{request.host}: {error}{after} (asked {attempts} times: {request.url}). Check the "
        "network and the proxy settings (HTTPS_PROXY, NO_PROXY); what came so far is kept: run "
        "`geo-ser fetch` again to go on.",
        error.status,
    )
