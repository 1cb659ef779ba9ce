"""OGC API Features: tile by tile, page by page, `next` verbatim, in RD.

Why so many checks: nothing in the protocol tells a page that came from a page that was cut, and
common readers give a short table without a word. So a tile counts as whole only when the
number of rows is what the service says (numberMatched) or, where it does not say, when the last
page ends before its limit; a last page that is just full is checked by asking the tile again in
quarters. Without a total the first page of a tile of several is asked once more at the end: another
answer shows that the data were refreshed meanwhile. A tile that is too much for the service is
quartered too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from geo_ser.errors import IncompleteError, RefreshedError
from geo_ser.sources.area import Box, quarters
from geo_ser.sources.desk import Desk, Order
from geo_ser.sources.doors.door import Brought, Size
from geo_ser.sources.doors.geojson import collection_of
from geo_ser.sources.features import Feature, FeatureFile
from geo_ser.sources.http import Answer, BusyError, Request
from geo_ser.tables import RD

__all__ = ["bring", "size", "suffix"]

CRS_URI = f"http://www.opengis.net/def/crs/EPSG/0/{RD}"
"""How RD is asked; `https://…` and `EPSG:28992` are refused by PDOK."""

_TOO_MUCH = frozenset([500, 504])
_MAX_DEPTH = 3
"""A tile is quartered no more often than this."""


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
        If it gives less, more or other than it says.
    RefreshedError
        If its data changed meanwhile.
    """
    tiles = order.tiles
    with FeatureFile(path, id=order.entry.id, what=order.name) as file:
        job = _Job(order, desk, file)
        for number, tile in enumerate(tiles, 1):
            job.tile(tile)
            desk.report(parts_done=number, parts=len(tiles))
        tally = file.tally
    return Brought.of(tally, desk.progress.pages)


def size(order: Order, desk: Desk) -> Size:
    """Ask for one feature, and how many there would be in the area's box."""
    box = order.area.box if order.area else None
    request = _items(order, box, limit=1)
    page = desk.ask(request, lambda answer: _page(answer, order))
    return Size(features=page.matched, requests=len(order.tiles))


@dataclass(frozen=True)
class _Page:
    """One answer: its features, what follows, and how many the service says there are."""

    features: list[Feature]
    next: str | None
    matched: int | None


@dataclass
class _Walk:
    """A walk over the pages of one tile: what was asked, and how many rows came."""

    limit: int
    asked: set[str] = field(default_factory=set)
    rows: int = 0
    first: list[Feature] = field(default_factory=list)
    matched: int | None = None


@dataclass
class _Job:
    """Brings tile after tile into one file."""

    order: Order
    desk: Desk
    file: FeatureFile
    tiles: int = 0

    def tile(self, box: Box | None, depth: int = 0) -> int:
        """Bring one tile, in quarters where it is too much; return how many rows were new."""
        asked = _items(self.order, box, limit=self.order.door.page_size)
        if box is not None and self.desk.recalls("quartered", asked):
            return self._quarters(box, depth)
        try:
            return self._walk(box, depth)
        except BusyError as error:
            if box is None or depth == _MAX_DEPTH or error.status not in _TOO_MUCH:
                raise
            self.desk.remember("quartered", asked)  # a run that goes on walks the same path
            return self._quarters(box, depth)

    def _quarters(self, box: Box, depth: int) -> int:
        return sum(self.tile(one, depth + 1) for one in quarters(box))

    def _walk(self, box: Box | None, depth: int) -> int:
        """Bring the pages of one tile; return how many rows were new."""
        self.tiles += 1
        tile, new = self.tiles, 0
        walk = _Walk(self.order.door.page_size)
        start = _items(self.order, box, limit=walk.limit)
        url: str | None = start.url
        while url is not None:
            self._require_fresh(url, walk)
            page = self.desk.ask(Request(url), lambda answer: _page(answer, self.order))
            self._require_fitting(page, walk)
            new += self.file.add(page.features, tile=tile)
            self.desk.report(features=self.file.features)
            last, url = page, page.next
        self._require_all(walk, len(last.features), box, depth)
        self._require_still(walk, start)
        return new

    def _require_fresh(self, url: str, walk: _Walk) -> None:
        """Refuse an address that was asked before, and a walk without end."""
        if url in walk.asked:
            raise IncompleteError(
                f"{self.order.name}: the link to the next page leads back to a page that came "
                f"already: {url}. The service loops; nothing of this layer was used."
            )
        walk.asked.add(url)
        most = self.desk.settings.max_pages
        if len(walk.asked) > most:
            raise IncompleteError(
                f"{self.order.name}: more than {most} pages for one tile, and no end. Nothing "
                "of this layer was used; a smaller `tile_m` in the catalogue may do."
            )

    def _require_fitting(self, page: _Page, walk: _Walk) -> None:
        """Refuse a page that does not fit the pages before it."""
        count, name = len(page.features), self.order.name
        walk.first = walk.first or page.features
        if walk.matched is not None and page.matched != walk.matched:
            raise RefreshedError(
                f"{name}: the service first said {walk.matched} rows, now {page.matched}: it was "
                "refreshed meanwhile. Run `geo-ser fetch` again; nothing of this layer was used."
            )
        walk.rows += count
        walk.matched = page.matched
        if walk.matched is not None and walk.rows > walk.matched:
            raise IncompleteError(
                f"{name}: {walk.rows} rows came and more follow, while the service says there "
                f"are {walk.matched}. Nothing of this layer was used."
            )
        short = walk.matched is None and count < len(walk.first)
        if page.next is not None and (count == 0 or short):
            raise IncompleteError(
                f"{name}: a page in the middle has {count} rows instead of {len(walk.first)}, and "
                "more pages follow. Rows are missing; nothing of this layer was used."
            )

    def _require_still(self, walk: _Walk, start: Request) -> None:
        """Refuse a walk whose first page has become another one, where no total shows it."""
        if walk.matched is not None or len(walk.asked) == 1 or self.desk.recalls("still", start):
            return
        now = self.desk.ask_again(start, lambda answer: _page(answer, self.order))
        if now is not None and now.features != walk.first:
            raise RefreshedError(
                f"{self.order.name}: the first page of a tile is another one than before: it was "
                "refreshed meanwhile. Run `geo-ser fetch` again; nothing of this layer was used."
            )
        self.desk.remember("still", start)

    def _require_all(self, walk: _Walk, last: int, box: Box | None, depth: int) -> None:
        """Refuse a tile that ended before all its rows came."""
        name = self.order.name
        if walk.matched is not None:
            if walk.rows != walk.matched:
                raise IncompleteError(
                    f"{name}: {walk.rows} of {walk.matched} rows came: a page was short, or the "
                    "link to the next page is missing. Nothing of this layer was used."
                )
            return
        # Without a total a last page that is just full may be one without its `next`.
        if last < walk.limit or box is None or depth > _MAX_DEPTH:
            return
        more = sum(self._walk(one, depth + 1) for one in quarters(box))
        if more:
            raise IncompleteError(
                f"{name}: {walk.rows} rows came for a tile and no next page, but its quarters "
                f"hold {more} more: the link to the next page is missing. Nothing of this layer "
                "was used."
            )


def _items(order: Order, box: Box | None, *, limit: int) -> Request:
    """Return the first question for a tile."""
    asked: dict[str, str | int] = {"f": "json", "limit": limit, "crs": CRS_URI}
    if box is not None:
        asked |= {"bbox": ",".join(f"{one:.10g}" for one in box), "bbox-crs": CRS_URI}
    asked |= order.entry.query
    address = f"{order.door.url.rstrip('/')}/collections/{order.collection}/items"
    return Request.of(address, asked)


def _page(answer: Answer, order: Order) -> _Page:
    """Return a page, or say why the answer is none.

    Raises
    ------
    IncompleteError
        If it is no feature collection, in another CRS, or not as long as it says.
    """
    _require_crs(answer, order.name)
    value = collection_of(answer, order.name)
    features, returned = value["features"], _count(value, "numberReturned")
    if returned is not None and returned != len(features):
        raise IncompleteError(
            f"{order.name}: a page says it has {returned} rows and has {len(features)}. Nothing "
            "of this layer was used."
        )
    return _Page(features, _next(value, answer, order), _count(value, "numberMatched"))


def _count(value: Mapping[str, Any], key: str) -> int | None:
    number = value.get(key)
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def _require_crs(answer: Answer, what: str) -> None:
    """Refuse another CRS than was asked; without the header the coordinates are looked at."""
    stated = answer.headers.get("content-crs")
    if stated is not None and stated.strip().strip("<>") != CRS_URI:
        raise IncompleteError(
            f"{what}: answers in {stated.strip()} instead of <{CRS_URI}> (Content-Crs). Nothing "
            "was used."
        )


def _next(value: Mapping[str, Any], answer: Answer, order: Order) -> str | None:
    """Return the address of the next page as the service gives it, None on the last page."""
    links = value.get("links")
    found = [
        one["href"]
        for one in (links if isinstance(links, list) else [])
        if isinstance(one, dict) and one.get("rel") == "next" and isinstance(one.get("href"), str)
    ]
    if not found:
        return None
    url = urljoin(answer.url, str(found[0]))
    host = urlsplit(url).netloc
    if host not in order.door.own_hosts:
        raise IncompleteError(
            f"{order.name}: the link to the next page leads to another host ({host}); it was not "
            "followed. If that is right, add it to `hosts` of the door in the catalogue."
        )
    return url
