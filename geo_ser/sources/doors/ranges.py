"""A file at an address that is read in parts, each part an answer in the page store."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from geo_ser.errors import FetchError, IncompleteError, RefreshedError
from geo_ser.sources.desk import Desk
from geo_ser.sources.http import Answer, Request

__all__ = ["BLOCK_BYTES", "Blocks", "RangedFile"]

BLOCK_BYTES = 2**17
"""What is asked of a file at a time; neighbouring tiles of a COG often share a block."""

HELD_BLOCKS = 64
T = TypeVar("T")


class RangedFile(io.RawIOBase):
    """A file at an address, of which only the blocks that are read are asked.

    It never raises: GDAL, which reads it, would end the whole process. What went wrong is
    `Blocks.trouble`, and from then on there is nothing more to read.
    """

    def __init__(self, blocks: "Blocks") -> None:
        super().__init__()
        self._blocks, self._at = blocks, 0

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def seekable(self) -> bool:
        """Return that it can be read anywhere."""
        return True

    def tell(self) -> int:
        """Return the position."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move the position, as files do."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at}.get(whence)
        self._at = offset + (self._length() if start is None else start)
        return self._at

    def read(self, size: int = -1) -> bytes:
        """Return bytes from the position on; fewer only at the end of the file."""
        length = self._length()
        end = length if size < 0 else min(length, self._at + size)
        if self._at >= end:
            return b""
        found = self._blocks.attempt(lambda: self._blocks.between(self._at, end), b"")
        self._at += len(found)
        return found

    def _length(self) -> int:
        return self._blocks.attempt(self._blocks.length, 0)


@dataclass
class Blocks:
    """The blocks of a file at an address; the last ones are held.

    `trouble` is what ended a read, an interruption by the user included.
    """

    url: str
    desk: Desk
    what: str
    trouble: BaseException | None = None
    _size: int = -1
    _version: str | None = None
    _held: dict[int, bytes] = field(default_factory=dict)

    def attempt(self, read: Callable[[], T], otherwise: T) -> T:
        """Return what `read` gives, or `otherwise` where it fails; note why as `trouble`."""
        if self.trouble is not None:
            return otherwise
        try:
            return read()
        except BaseException as error:  # noqa: BLE001 - raised again by whoever asked GDAL
            self.trouble = error
            return otherwise

    def between(self, start: int, end: int) -> bytes:
        """Return the bytes from `start` up to `end`."""
        first, last = start // BLOCK_BYTES, (end - 1) // BLOCK_BYTES
        joined = b"".join(self.block(number) for number in range(first, last + 1))
        return joined[start - first * BLOCK_BYTES : end - first * BLOCK_BYTES]

    def length(self) -> int:
        """Return the length of the file, bytes."""
        if self._size < 0:
            self.block(0)
        return self._size

    def block(self, number: int) -> bytes:
        """Return one block, asked through the desk unless it is held."""
        if number in self._held:
            return self._held[number]
        start = number * BLOCK_BYTES
        asked = Request(self.url, headers={"Range": f"bytes={start}-{start + BLOCK_BYTES - 1}"})
        block = self.desk.ask(asked, lambda answer: self._checked(answer, start))
        if len(self._held) >= HELD_BLOCKS:
            self._held.pop(next(iter(self._held)))
        self._held[number] = block
        return block

    def _checked(self, answer: Answer, start: int) -> bytes:
        """Return the block of an answer; refuse another range, and another version."""
        stated = answer.headers.get("content-range", "")
        place, _, size = stated.removeprefix("bytes ").partition("/")
        if answer.status != 206 or not size.isdecimal() or not place.startswith(f"{start}-"):
            raise FetchError(
                f"{self.what}: {self.url} does not come in ranges (status {answer.status}, "
                f"{stated or 'no Content-Range'}). Take another door, or bring the sheet yourself."
            )
        version = answer.headers.get("etag", "") or answer.headers.get("last-modified", "")
        if self._version not in (None, version) or self._size not in (-1, int(size)):
            raise RefreshedError(
                f"{self.what}: {self.url} changed while it was read. Run `geo-ser fetch` again; "
                "nothing of this layer was used."
            )
        self._version, self._size = version, int(size)
        expected = min(BLOCK_BYTES, self._size - start)
        if len(answer.body) != expected:
            raise IncompleteError(
                f"{self.what}: {len(answer.body)} of {expected} bytes of {self.url} came."
            )
        return answer.body
