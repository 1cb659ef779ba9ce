"""Features of many pages into one file, each row once, in memory that does not grow.

The file is a GeoJSON collection with a `crs` member, one feature a line: exactly what the
service said, in a form that QGIS opens in the right place and GDAL reads with the columns of
all pages united. Which rows came before is kept in a private SQLite file, not in memory.

What counts as the same row: the service's own feature id, else the object's own number. The
same row again
- within one tile: a page came twice, or rows shifted between pages: RefreshedError;
- in another tile, alike: an object on the edge, kept once;
- in another tile, changed: the data were refreshed in between: RefreshedError.
Two rows with the object's number and all values alike are one (registers hold such doubles);
rows that differ are both kept (states of one object): `layers` chooses.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from geo_ser.errors import IncompleteError, RefreshedError, first_three
from geo_ser.tables import NETHERLANDS, RD

__all__ = ["Feature", "FeatureFile", "Tally"]

Feature = Mapping[str, Any]
"""A GeoJSON feature: type, id, properties, geometry."""

_HEAD = (
    '{"type":"FeatureCollection",\n"crs":{"type":"name","properties":'
    f'{{"name":"urn:ogc:def:crs:EPSG::{RD}"}}}},\n"features":[\n'
)
_TABLES = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-4096;
CREATE TABLE rows(row BLOB PRIMARY KEY, content BLOB, tile INT) WITHOUT ROWID;
CREATE TABLE objects(number BLOB, content BLOB, PRIMARY KEY(number, content)) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Tally:
    """How many features a file holds, how many different objects, and what was left out."""

    features: int = 0
    distinct_ids: int = 0
    on_edges: int = 0
    copies: int = 0
    without_geometry: int = 0
    without_id: int = 0


class FeatureFile:
    """Writes one layer's features to a file; a context manager.

    Parameters
    ----------
    path
        Where; written from the start.
    id
        Spellings of the column that numbers an object, first the best. Several columns joined
        by ``+`` number it together. Without any, the feature id does.
    what
        The layer, for messages.
    """

    def __init__(self, path: Path, *, id: Sequence[str], what: str) -> None:  # noqa: A002
        self.what = what
        self._id = [tuple(one.split("+")) for one in id]
        self._path = path
        self._known = sqlite3.connect("")  # a private file that leaves with the connection
        self._known.executescript(_TABLES)
        self._stream: Any = None
        self._count = dict.fromkeys(Tally.__dataclass_fields__, 0)

    def __enter__(self) -> "FeatureFile":
        """Begin the file."""
        self._stream = self._path.open("w", encoding="utf-8", newline="\n")
        self._stream.write(_HEAD)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the file; where the work failed it is left unfinished."""
        try:
            if error is None:
                self._stream.write("\n]}\n")
        finally:
            self._stream.close()
            self._known.close()

    @property
    def tally(self) -> Tally:
        """What was counted so far."""
        query = "SELECT count(DISTINCT number) FROM objects"
        distinct = self._known.execute(query).fetchone()[0]
        return Tally(**{**self._count, "distinct_ids": distinct})

    @property
    def features(self) -> int:
        """How many features were written so far."""
        return self._count["features"]

    def add(self, features: Iterable[Feature], *, tile: int) -> int:
        """Write the features of one page that were not written before; return how many are new.

        Parameters
        ----------
        tile
            The number of the tile the page belongs to.

        Raises
        ------
        IncompleteError
            If coordinates are not RD metres in the Netherlands (degrees, x and y swapped).
        RefreshedError
            If a row came before in this tile, or came before and has changed.
        """
        page = [_line(one, self._id, self.what) for one in features]
        _require_rd([one.feature for one in page], self.what)
        new = self._unseen(page, tile)
        self._known.executemany(
            "INSERT INTO rows VALUES (?,?,?)", [(one.row, one.content, tile) for one in new]
        )
        for one in new:
            done = self._known.execute(
                "INSERT OR IGNORE INTO objects VALUES (?,?)", (one.number, one.content)
            )
            if done.rowcount:
                self._write(one)
            else:
                self._count["copies"] += 1
        return len(new)

    def _unseen(self, page: "list[_Line]", tile: int) -> "list[_Line]":
        """Return the lines whose row did not come before; refuse those that may not have."""
        rows = [one.row for one in page]
        if len(set(rows)) < len(rows):
            twice = [one.shown for one in page if rows.count(one.row) > 1]
            raise RefreshedError(
                f"{self.what}: one page holds a row twice (first: {first_three(twice)}). {_AGAIN}"
            )
        before: dict[bytes, tuple[bytes, int]] = {}
        for at in range(0, len(rows), 500):
            some = rows[at : at + 500]
            marks = ",".join("?" * len(some))
            query = f"SELECT row, content, tile FROM rows WHERE row IN ({marks})"
            before |= {
                row: (content, when) for row, content, when in self._known.execute(query, some)
            }
        self._require_same([one for one in page if one.row in before], before, tile)
        self._count["on_edges"] += len(before)
        return [one for one in page if one.row not in before]

    def _require_same(
        self, again: "list[_Line]", before: Mapping[bytes, tuple[bytes, int]], tile: int
    ) -> None:
        twice = [one.shown for one in again if before[one.row][1] == tile]
        if twice:
            raise RefreshedError(
                f"{self.what}: {len(twice)} rows came twice for one tile (first: "
                f"{first_three(twice)}): a page was sent twice, or rows moved between pages. "
                f"{_AGAIN}"
            )
        changed = [one.shown for one in again if before[one.row][0] != one.content]
        if changed:
            raise RefreshedError(
                f"{self.what}: {len(changed)} rows changed between two requests (first: "
                f"{first_three(changed)}): the service was refreshed meanwhile. {_AGAIN}"
            )

    def _write(self, line: "_Line") -> None:
        if self._count["features"]:
            self._stream.write(",\n")
        self._stream.write(line.text)
        self._count["features"] += 1
        self._count["without_geometry"] += line.feature.get("geometry") is None
        self._count["without_id"] += not line.numbered


def _line(feature: Any, id: Sequence[tuple[str, ...]], what: str) -> "_Line":  # noqa: A002
    """Return a feature as a line; refuse one that GeoJSON does not allow.

    Raises
    ------
    IncompleteError
        If it is no object with an object of properties and of geometry, or holds text or numbers
        that no file can keep (half of a surrogate pair, 1e999).
    """
    parts = ("properties", "geometry")
    if not isinstance(feature, Mapping) or not all(
        feature.get(part) is None or isinstance(feature[part], Mapping) for part in parts
    ):
        raise IncompleteError(f"{what}: {str(feature)[:80]!r} is no GeoJSON feature. {_AGAIN}")
    try:
        line = _Line.of(feature, id)
        line.text.encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise IncompleteError(
            f"{what}: feature {str(feature.get('id'))[:40]!r} cannot be written ({error}). {_AGAIN}"
        ) from error
    return line


_AGAIN = "Run `geo-ser fetch` again; nothing of this layer was used."


@dataclass(frozen=True)
class _Line:
    """A feature on its way to the file: its text, and hashes of what tells it apart."""

    feature: Feature
    text: str
    row: bytes
    number: bytes
    content: bytes
    shown: str
    numbered: bool

    @classmethod
    def of(cls, feature: Feature, id: Sequence[tuple[str, ...]]) -> "_Line":  # noqa: A002
        properties, geometry = feature.get("properties") or {}, feature.get("geometry")
        inside = _dumps(properties), _dumps(geometry)
        content = _hash("\n".join(inside))
        own = _own_number(properties, id)
        given = feature.get("id")
        number = own if own is not None else given
        row = given if given is not None else own
        head = "" if given is None else f'"id":{_dumps(given)},'
        return cls(
            feature,
            f'{{"type":"Feature",{head}"properties":{inside[0]},"geometry":{inside[1]}}}',
            content if row is None else _hash(f"{row}"),
            content if number is None else _hash(f"{number}"),
            content,
            str(own if own is not None else given),
            number is not None,
        )


def _own_number(properties: Mapping[str, Any], id: Sequence[tuple[str, ...]]) -> str | None:  # noqa: A002
    """Return the object's own number by the first spelling that is there, None without."""
    for columns in id:
        parts = [properties.get(one) for one in columns]
        if parts[0] is not None:
            return "/".join("" if one is None else str(one) for one in parts)
    return None


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _require_rd(features: Sequence[Feature], what: str) -> None:
    """Refuse a page with a first coordinate that is no RD metre in the Netherlands."""
    west, south, east, north = NETHERLANDS
    for one in features:
        place = _first_position((one.get("geometry") or {}).get("coordinates"))
        if place is None:
            continue
        x, y = place
        if not (west <= x <= east and south <= y <= north):
            swapped = west <= y <= east and south <= x <= north
            degrees = max(abs(x), abs(y)) <= 180
            why = "x and y are swapped" if swapped else "degrees" if degrees else "elsewhere"
            raise IncompleteError(
                f"{what}: coordinates are not RD New (EPSG:{RD}): {x:.8g}, {y:.8g} ({why}). The "
                "service did not answer in the system it was asked for; nothing was used."
            )


def _first_position(coordinates: Any) -> tuple[float, float] | None:
    while isinstance(coordinates, list) and coordinates and isinstance(coordinates[0], list):
        coordinates = coordinates[0]
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        return None
    x, y = coordinates[:2]
    if not isinstance(x, int | float) or not isinstance(y, int | float):
        return None
    return float(x), float(y)
