"""The outline of a large JSON file: how many elements its `features` hold, and what is said around.

GDAL skips, without a word, elements that are no features. Counting them with a JSON parser would
take as long as reading; here only quotes, brackets and commas are looked at, a block at a time.
"""

import json
import mmap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Outline", "json_outline"]

_BLOCK = 4 * 2**20
_MOST_AROUND = 16 * 2**20
_QUOTE, _BACKSLASH, _COMMA, _BRACKET = b'"\\,['
_DEPTH = np.zeros(256, dtype="int8")
_DEPTH[[*b"{["]], _DEPTH[[*b"}]"]] = 1, -1
_MARKS = _DEPTH != 0
_MARKS[[_QUOTE, _COMMA]] = True

Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Outline:
    """What a JSON object says without its features.

    Attributes
    ----------
    elements
        How many elements the arrays `features` of the root have, of any kind; None where there
        is no such array.
    around
        The root's other members; empty where they are no JSON, or more than 16 MiB.
    whole
        Whether every bracket that is opened is closed.
    """

    elements: int | None
    around: dict[str, Any]
    whole: bool


@dataclass
class _Scan:
    """Where the arrays of features begin and end, as far as the file was looked at."""

    text: mmap.mmap
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    commas: int = 0
    depth: int = 0
    quoted: bool = False

    @property
    def within(self) -> bool:
        return len(self.starts) > len(self.ends)

    def take(self, places: Places, signs: npt.NDArray[np.uint8]) -> None:
        """Look at the next brackets and commas outside texts."""
        depth = self.depth + np.cumsum(_DEPTH[signs], dtype="int64")
        edges = np.flatnonzero(
            ((depth == 2) & (signs == _BRACKET)) | ((depth == 1) & (signs != 44))
        )
        commas = np.flatnonzero((signs == _COMMA) & (depth == 2))
        last = 0
        for edge in edges:
            if self.within and depth[edge] == 1:
                self.commas += int(np.searchsorted(commas, edge) - np.searchsorted(commas, last))
                self.ends.append(int(places[edge]))
            elif not self.within and depth[edge] == 2 and self._is_features(int(places[edge])):
                self.starts.append(int(places[edge]))
                last = int(edge)
        if self.within:
            self.commas += len(commas) - int(np.searchsorted(commas, last))
        self.depth = int(depth[-1]) if len(depth) else self.depth

    def _is_features(self, place: int) -> bool:
        before = self.text[max(place - 200, 0) : place].rstrip()
        key = before[:-1].rstrip() if before.endswith(b":") else b""
        return key.endswith(b'"features"') and not key.endswith(b'\\"features"')


def json_outline(path: Path) -> Outline:
    """Return what a JSON file says around its features, and how many elements those are.

    Parameters
    ----------
    path
        UTF-8; it may be larger than memory.
    """
    if not path.stat().st_size:
        return Outline(None, {}, whole=False)
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as text:
        scan = _Scan(text)
        for places, signs, scan.quoted in _marks(text):
            scan.take(places, signs)
        whole = not scan.quoted and scan.depth == 0 and not scan.within
        if not scan.starts or not whole:
            return Outline(None, _object(text[:_MOST_AROUND]) if whole else {}, whole)
        pairs = list(zip(scan.starts, scan.ends, strict=True))
        filled = sum(bool(_first(text, start, end)) for start, end in pairs)
        cuts = [0, *(place for pair in pairs for place in (pair[0] + 1, pair[1])), len(text)]
        parts = list(zip(cuts[::2], cuts[1::2], strict=True))
        small = sum(end - start for start, end in parts) <= _MOST_AROUND
        around = _object(b"".join(text[start:end] for start, end in parts)) if small else {}
        return Outline(scan.commas + filled, around, whole)


def _first(text: mmap.mmap, start: int, end: int) -> bytes:
    """Return something of the first element of an array, empty where it has none."""
    place = start + 1
    while place < end:
        if piece := text[place : min(place + 4096, end)].strip():
            return piece
        place += 4096
    return b""


def _marks(text: mmap.mmap) -> Iterator[tuple[Places, npt.NDArray[np.uint8], bool]]:
    """Give places and signs of brackets and commas outside texts, and whether a text is open."""
    quotes = 0
    for start in range(0, len(text), _BLOCK):
        block = np.frombuffer(text[start : start + _BLOCK], dtype="uint8")
        places = np.flatnonzero(_MARKS[block])
        signs = block[places]
        places = places + start
        quote = signs == _QUOTE
        before = block[places - start - 1] == _BACKSLASH  # of the block's first, its last: below
        if len(places) and places[0] == start:
            before[0] = start > 0 and text[start - 1] == _BACKSLASH
        for number in np.flatnonzero(quote & before):
            quote[number] = not _escaped(text, int(places[number]))
        count = quotes + np.cumsum(quote)
        outside = (count % 2 == 0) & (signs != _QUOTE)
        quotes = int(count[-1]) % 2 if len(count) else quotes
        yield places[outside], signs[outside], quotes == 1


def _escaped(text: mmap.mmap, place: int) -> bool:
    """Return whether an odd number of backslashes stands before a quote."""
    before = place
    while before > 0 and text[before - 1] == _BACKSLASH:
        before -= 1
    return (place - before) % 2 == 1


def _object(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
