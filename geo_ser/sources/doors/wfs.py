"""WFS 2.0: tile by tile, sorted, each page beginning with the last row of the one before.

Why the pages overlap by one row: a WFS has no cursor, only `startIndex`. When a row is added or
taken away between two pages every later row moves, and one is lost or doubled without a word.
The shared row shows it: if it is another row, the data moved. It also proves the end: a tile is
whole when asking from its last row gives that row alone, whatever the service says of its total
(`numberMatched` may be "unknown", or a cap) or of its page length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from geo_ser.errors import IncompleteError, RefreshedError
from geo_ser.sources.area import Box, quarters
from geo_ser.sources.desk import Desk, Order
from geo_ser.sources.doors.door import Brought, Size
from geo_ser.sources.doors.geojson import collection_of
from geo_ser.sources.features import Feature, FeatureFile
from geo_ser.sources.http import Answer, BusyError, Request
from geo_ser.tables import RD

__all__ = ["MAX_START", "bring", "size", "suffix"]

MAX_START = 50_000
"""PDOK refuses a larger startIndex; a tile with more rows is asked in quarters."""

CRS_URN = f"urn:ogc:def:crs:EPSG::{RD}"
_TOO_MUCH = frozenset([500, 504])
_MAX_DEPTH = 8
"""A tile is quartered no more often than this: 5 km becomes 20 m."""
_MATCHED = re.compile(rb'numberMatched["\']?\s*[=:]\s*["\']?(\w+)')
_HEAD_BYTES = 65_536


def suffix(order: Order) -> str:  # noqa: ARG001 - every door has it
    """Return the suffix of the layer's file."""
    return ".geojson"


def bring(order: Order, desk: Desk, path: Path) -> Brought:
    """Write every feature that touches the area to a GeoJSON file in RD.

    Raises
    ------
    FetchError
        If the service cannot be reached.
    IncompleteError
        If it gives less than it says, or something else.
    RefreshedError
        If its data changed meanwhile.
    """
    tiles = order.tiles
    with FeatureFile(path, id=order.entry.id, what=order.name) as file:
        job = _Job(order, desk, file, _sort_key(order, desk))
        for number, tile in enumerate(tiles, 1):
            job.tile(tile)
            desk.report(parts_done=number, parts=len(tiles))
        brought = Brought.of(file.tally, desk.progress.pages)
    return brought if not job.caps else _with_note(brought, job.caps)


def size(order: Order, desk: Desk) -> Size:
    """Ask how many features there are in the area's box."""
    asked = _hits(order, order.area.box if order.area else None)
    matched = desk.ask(asked, lambda answer: _matched(answer, order))
    return Size(features=matched, requests=len(order.tiles))


def _with_note(brought: Brought, caps: list[int]) -> Brought:
    told = f"the service tells no more than {max(caps)} rows for a tile; counted here instead"
    return Brought(
        brought.features, brought.distinct_ids, brought.pages, brought.edition,
        "; ".join(one for one in (brought.note, told) if one),
    )  # fmt: skip


@dataclass
class _Job:
    """Brings tile after tile into one file. `caps` are totals that turned out too low."""

    order: Order
    desk: Desk
    file: FeatureFile
    sort_by: str
    tiles: int = 0
    caps: list[int] = field(default_factory=list)

    def tile(self, box: Box | None, depth: int = 0) -> None:
        """Bring one tile, in quarters where it holds too much."""
        if self._came_whole(box, depth):
            return
        if box is None or depth == _MAX_DEPTH:
            raise IncompleteError(
                f"{self.order.name}: more than {MAX_START} rows {_where(box)}, which is more than "
                "the service gives. Give the layer an area, or take another door."
            )
        for one in quarters(box):
            self.tile(one, depth + 1)

    def _came_whole(self, box: Box | None, depth: int) -> bool:
        """Bring the pages of one tile; return False where the service cannot give them all."""
        asked = _hits(self.order, box)
        if self.desk.recalls("quartered", asked):
            return False
        try:
            return self._walk(box)
        except BusyError as error:
            if box is None or depth == _MAX_DEPTH or error.status not in _TOO_MUCH:
                raise
            self.desk.remember("quartered", asked)  # a run that goes on walks the same path
            return False

    def _walk(self, box: Box | None) -> bool:
        """Bring the pages of one tile; return False where it is too much for the service."""
        matched = self.desk.ask(_hits(self.order, box), lambda one: _matched(one, self.order))
        if matched is not None and matched > MAX_START:
            return False
        self.tiles += 1
        tile, rows = self.tiles, 0
        for page in self._pages(box):
            if page is None:
                return False
            self.file.add(page, tile=tile)
            rows += len(page)
            self.desk.report(features=self.file.features)
        self._require_all(rows, matched, box)
        return True

    def _pages(self, box: Box | None) -> Iterator[list[Feature] | None]:
        """Give the rows of each page that are new; None where the tile is too long to walk."""
        rows, last, number = 0, None, 0
        while True:
            start = max(0, rows - 1)
            if start > MAX_START:
                yield None
                return
            page = self.desk.ask(self._page(box, start), self._features)
            new = page if last is None else self._after(last, page)
            if not new:
                return
            yield new
            rows, last, number = rows + len(new), new[-1], number + 1
            self._require_end(number)

    def _after(self, last: Feature, page: list[Feature]) -> list[Feature]:
        """Return a page without the row it shares with the page before."""
        if [_key(one, self.sort_by) for one in page[:1]] != [_key(last, self.sort_by)]:
            raise RefreshedError(
                f"{self.order.name}: a page does not begin with the last row of the page before: "
                "the rows moved, so the data changed meanwhile. Run `geo-ser fetch` again; "
                "nothing of this layer was used."
            )
        return page[1:]

    def _require_end(self, number: int) -> None:
        if number > self.desk.settings.max_pages:
            raise IncompleteError(
                f"{self.order.name}: more than {self.desk.settings.max_pages} pages for one tile, "
                "and no end. Nothing of this layer was used."
            )

    def _require_all(self, rows: int, matched: int | None, box: Box | None) -> None:
        """Refuse fewer rows than the service counts; more rows show that its count is a cap."""
        if matched is None or rows == matched:
            return
        if rows > matched:
            self.caps.append(matched)
            return
        raise IncompleteError(
            f"{self.order.name}: {rows} of {matched} rows came {_where(box)}. Rows are missing; "
            "nothing of this layer was used."
        )

    def _page(self, box: Box | None, start: int) -> Request:
        asked = _asked(self.order, box) | _RETURNED
        asked |= {"count": self.order.door.page_size, "startIndex": start}
        if self.sort_by:
            asked["sortBy"] = self.sort_by
        return Request.of(self.order.door.url, asked)

    def _features(self, answer: Answer) -> list[Feature]:
        return [*collection_of(answer, self.order.name)["features"]]


_RETURNED: dict[str, str | int] = {"outputFormat": "application/json", "srsName": CRS_URN}


def _key(feature: Feature, sort_by: str) -> list[object]:
    """Return what a row is known by; its other columns may come and go between pages."""
    properties = feature.get("properties") or {}
    return [feature.get("id"), *(properties.get(one) for one in sort_by.split(","))]


def _where(box: Box | None) -> str:
    return "" if box is None else "in the square " + ",".join(f"{one:.10g}" for one in box)


def _asked(order: Order, box: Box | None) -> dict[str, str | int]:
    """Return what every question for a tile has in common; a bbox names its own CRS."""
    asked: dict[str, str | int] = {
        "service": "WFS", "version": "2.0.0", "request": "GetFeature",
        "typeNames": order.collection,
    }  # fmt: skip
    if box is not None:
        asked["bbox"] = ",".join([*(f"{one:.10g}" for one in box), CRS_URN])
    return asked | order.entry.options


def _hits(order: Order, box: Box | None) -> Request:
    return Request.of(order.door.url, _asked(order, box) | {"resultType": "hits"})


def _matched(answer: Answer, order: Order) -> int | None:
    """Return how many rows the service counts; None where it says it does not know.

    The number stands in the first tag of an XML answer and is looked up there as text: nothing
    of the XML is unfolded, so no entity can do harm. Some services answer in JSON all the same.
    """
    head = answer.body[:_HEAD_BYTES]
    found = _MATCHED.search(head)
    if found is None:
        shown = " ".join(head[:400].decode("utf-8", errors="replace").split())[:200]
        raise IncompleteError(f"{order.name}: does not say how many rows there are: {shown!r}.")
    text = found[1].decode("ascii", errors="replace")
    return int(text) if text.isdecimal() else None


def _sort_key(order: Order, desk: Desk) -> str:
    """Return the columns to sort by: the first spelling of the object's number that is there.

    Unsorted pages overlap and skip (sources.md, WFS at PDOK). One row shows the columns; where
    the area has no row there is nothing to sort.

    Raises
    ------
    IncompleteError
        If the layer has none of the columns that number an object.
    """
    box = order.area.box if order.area else None
    request = Request.of(order.door.url, _asked(order, box) | _RETURNED | {"count": 1})
    rows = desk.ask(request, lambda answer: collection_of(answer, order.name)["features"])
    if not rows:
        return ""
    there = set(rows[0].get("properties") or {})
    for spelling in order.entry.id:
        if set(spelling.split("+")) <= there:
            return spelling.replace("+", ",")
    raise IncompleteError(
        f"{order.name}: has none of the columns {', '.join(order.entry.id) or '(none known)'} to "
        f"sort by, so its pages would not fit together. It has: {', '.join(sorted(there))}. Name "
        "the right one in `id` of the layer in the catalogue."
    )
