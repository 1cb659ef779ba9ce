"""The body of an answer as it comes: unpacked, within a limit, and known to be whole."""

import time
import zlib
from collections.abc import Iterator

import httpx2

from geo_ser.errors import FetchError, IncompleteError

__all__ = ["Pace", "TryAgainError", "unpacked"]


class TryAgainError(Exception):
    """A failure that may pass; `after_s` is how long the service asks to wait."""

    def __init__(self, why: str, status: int = 0, after_s: float | None = None) -> None:
        super().__init__(why)
        self.status, self.after_s = status, after_s


class Pace:
    """Gives up on a body that only drips.

    Parameters
    ----------
    patience_s
        A body is not judged before.
    least_bytes_per_s
        What it must bring on the mean from then on; 0: anything goes.
    """

    def __init__(self, patience_s: float, least_bytes_per_s: float) -> None:
        self._patience_s, self._least = patience_s, least_bytes_per_s
        self._begun, self._size = time.monotonic(), 0

    def __call__(self, count: int) -> None:
        """Count bytes that came.

        Raises
        ------
        TryAgainError
            If they come too slowly.
        """
        self._size += count
        passed = time.monotonic() - self._begun
        if passed > self._patience_s and self._size < self._least * passed:
            raise TryAgainError(f"the answer drips: {self._size} bytes in {passed:.0f} s", 504)


def unpacked(response: httpx2.Response, limit: int, pace: Pace) -> Iterator[bytes]:
    """Give the body unpacked; refuse one over the limit before and while it comes.

    A gzip stream that does not end, or does not fit its checksum, counts as broken off.
    """
    promised = response.headers.get("content-length", "")
    if promised.isdigit() and int(promised) > limit:
        raise _too_large(response, int(promised), limit)
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"identity", "gzip", "x-gzip", "deflate"}:
        raise FetchError(f"{response.url.host}: packs its answer as {coding!r}, unasked.")
    inflate = _Inflate() if coding != "identity" else None
    size = 0
    try:
        for chunk in response.iter_raw():
            pace(len(chunk))
            piece = inflate(chunk, limit - size + 1) if inflate else chunk
            size += len(piece)
            if size > limit:
                raise _too_large(response, size, limit)
            yield piece
    except zlib.error as error:
        raise TryAgainError(f"the packed answer is damaged ({error})") from error
    if inflate and not inflate.whole:
        raise TryAgainError("the packed answer breaks off")


class _Inflate:
    """Unpacks gzip or zlib piece by piece, one stream after another as gzip allows."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(wbits=47)

    def __call__(self, chunk: bytes, most: int) -> bytes:
        """Return what a chunk holds, at most so many bytes: more is over the limit anyway."""
        out = b""
        while chunk and len(out) < most:
            if self._stream.eof:
                self._stream = zlib.decompressobj(wbits=47)
            out += self._stream.decompress(chunk, most - len(out))
            chunk = self._stream.unused_data
        return out

    @property
    def whole(self) -> bool:
        """Whether the last stream ended."""
        return self._stream.eof


def _too_large(response: httpx2.Response, size: int, limit: int) -> IncompleteError:
    return IncompleteError(
        f"{response.url.host}: the answer is {size} bytes or more, over the limit of {limit} "
        f"(`max_page_bytes` in [http] of the catalogue): {response.url}"
    )
