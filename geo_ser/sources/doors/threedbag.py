"""The 3DBAG API: pages of CityJSON features into one CityJSON file, each building once.

Why one file of our own making: the API gives features that each number their own corners, with
a scale and origin per page; `layers` reads whole CityJSON files. So the corners are renumbered
and written at one scale (a millimetre) and origin; nothing else is changed. The pages themselves
are kept as they came.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

import numpy as np

from geo_ser.errors import IncompleteError, RefreshedError
from geo_ser.sources.area import Box
from geo_ser.sources.desk import Desk, Order
from geo_ser.sources.doors.door import Brought, Size
from geo_ser.sources.doors.geojson import json_of
from geo_ser.sources.http import Answer, Request
from geo_ser.tables import NETHERLANDS

__all__ = ["bring", "size", "suffix"]

CRS_URI = "http://www.opengis.net/def/crs/EPSG/0/7415"
"""RD with heights in m NAP, as 3DBAG asks it; `https://…` is refused."""

SCALE_M = 0.001
VERSION = "2.0"


def suffix(order: Order) -> str:  # noqa: ARG001 - every door has it
    """Return the suffix of the layer's file."""
    return ".city.json"


def bring(order: Order, desk: Desk, path: Path) -> Brought:
    """Write every building that touches the area to one CityJSON file.

    Raises
    ------
    FetchError
        If the service cannot be reached.
    IncompleteError
        If it gives less, more or other than it says.
    RefreshedError
        If a building came twice and had changed.
    """
    tiles = order.tiles
    with CityFile(path, what=order.name) as file:
        for number, tile in enumerate(tiles, 1):
            _tile(order, desk, file, tile)
            desk.report(parts_done=number, parts=len(tiles), features=file.count)
        return Brought(file.count, file.count, desk.progress.pages)


def size(order: Order, desk: Desk) -> Size:
    """Ask for one building, and how many there would be in the area's box."""
    request = _items(order, order.area.box if order.area else None, limit=1)
    page = desk.ask(request, lambda answer: _page(answer, order))
    requests = None if page.matched is None else -(-page.matched // order.door.page_size)
    return Size(features=page.matched, requests=requests)


@dataclass(frozen=True)
class _Page:
    """One answer: its buildings, how corners become metres, what follows, how many there are."""

    features: Sequence[Mapping[str, Any]]
    scale: np.ndarray
    shift: np.ndarray
    next: str | None
    matched: int | None


def _tile(order: Order, desk: Desk, file: "CityFile", box: Box | None) -> None:
    """Bring the pages of one tile; all buildings the service counts, each once."""
    asked, came, matched = set[str](), set[str](), None
    url: str | None = _items(order, box, limit=order.door.page_size).url
    while url is not None:
        _require_fresh(url, asked, order, desk)
        asked.add(url)
        page = desk.ask(Request(url), lambda answer: _page(answer, order))
        names = [str(one.get("id")) for one in page.features]
        if came & set(names) or len(set(names)) < len(names):
            raise RefreshedError(
                f"{order.name}: a building came twice for one square: a page was sent twice, or "
                "rows moved. Run `geo-ser fetch` again; nothing of this layer was used."
            )
        if matched is not None and page.matched != matched:
            raise RefreshedError(
                f"{order.name}: the service first said {matched} buildings, now {page.matched}. "
                "Run `geo-ser fetch` again; nothing of this layer was used."
            )
        came |= set(names)
        matched, url = page.matched, page.next
        file.add(page)
        desk.report(features=file.count)
    if matched is None or len(came) != matched:
        raise IncompleteError(
            f"{order.name}: {len(came)} of {'an unknown number of' if matched is None else matched}"
            " buildings came. Nothing of this layer was used."
        )


def _require_fresh(url: str, asked: set[str], order: Order, desk: Desk) -> None:
    if url in asked or len(asked) >= desk.settings.max_pages:
        raise IncompleteError(
            f"{order.name}: the link to the next page leads back, or goes on for more than "
            f"{desk.settings.max_pages} pages: {url}. Nothing of this layer was used."
        )


def _items(order: Order, box: Box | None, *, limit: int) -> Request:
    asked: dict[str, str | int] = {"limit": limit, "crs": CRS_URI}
    if box is not None:
        asked |= {"bbox": ",".join(f"{one:.10g}" for one in box), "bbox-crs": CRS_URI}
    address = f"{order.door.url.rstrip('/')}/collections/{order.collection}/items"
    return Request.of(address, asked | order.entry.options)


def _page(answer: Answer, order: Order) -> _Page:
    """Return a page, or say why the answer is none."""
    value = json_of(answer, order.name)
    features, metadata = value.get("features"), value.get("metadata")
    if not isinstance(features, list) or not isinstance(metadata, dict):
        raise IncompleteError(f"{order.name}: the answer is no page of CityJSON features.")
    returned, matched = value.get("numberReturned"), value.get("numberMatched")
    if isinstance(returned, int) and returned != len(features):
        raise IncompleteError(
            f"{order.name}: a page says it has {returned} buildings and has {len(features)}."
        )
    scale, shift = _transform(metadata, order.name)
    matched = matched if isinstance(matched, int) else None
    return _Page(features, scale, shift, _next(value, answer, order), matched)


def _transform(metadata: Mapping[str, Any], what: str) -> tuple[np.ndarray, np.ndarray]:
    transform = metadata.get("transform")
    try:
        scale = np.asarray(transform["scale"], dtype="float64").reshape(3)  # type: ignore[index]
        shift = np.asarray(transform["translate"], dtype="float64").reshape(3)  # type: ignore[index]
    except (TypeError, KeyError, ValueError) as error:
        raise IncompleteError(f"{what}: a page does not say its scale and origin.") from error
    return scale, shift


def _next(value: Mapping[str, Any], answer: Answer, order: Order) -> str | None:
    links = value.get("links")
    for one in links if isinstance(links, list) else []:
        if isinstance(one, dict) and one.get("rel") == "next" and isinstance(one.get("href"), str):
            url = urljoin(answer.url, str(one["href"]))
            if urlsplit(url).netloc in order.door.own_hosts:
                return url
            raise IncompleteError(
                f"{order.name}: the link to the next page leads to another host "
                f"({urlsplit(url).netloc}); it was not followed."
            )
    return None


@dataclass
class CityFile:
    """Writes CityJSON: objects as they come, corners aside until the end. A context manager."""

    path: Path
    what: str
    count: int = 0
    _known: dict[str, bytes] = field(default_factory=dict)
    _corners: int = 0
    _file: IO[str] | None = None
    _aside: IO[str] | None = None

    def __enter__(self) -> "CityFile":
        """Begin the file."""
        head = {
            "type": "CityJSON", "version": VERSION,
            "metadata": {"referenceSystem": CRS_URI.replace("http:", "https:")},
            "transform": {"scale": [SCALE_M] * 3, "translate": [0.0, 0.0, 0.0]},
        }  # fmt: skip
        self._file = self.path.open("w", encoding="utf-8", newline="\n")
        self._aside = TemporaryFile("w+", encoding="utf-8", dir=self.path.parent)
        self._file.write(json.dumps(head)[:-1] + ',\n"CityObjects":{\n')
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the file; where the work failed it is left unfinished."""
        assert self._file is not None
        assert self._aside is not None
        with self._file, self._aside:
            if error is None:
                self._file.write('\n},\n"vertices":[\n')
                self._aside.seek(0)
                for line in self._aside:
                    self._file.write(line)
                self._file.write("]}\n")

    def add(self, page: _Page) -> None:
        """Write the buildings of a page that were not written before.

        Raises
        ------
        RefreshedError
            If one came before and has changed.
        IncompleteError
            If one is no CityJSON feature, or stands outside the country.
        """
        for feature in page.features:
            name, objects = feature.get("id"), feature.get("CityObjects")
            if not isinstance(name, str) or not isinstance(objects, dict):
                raise IncompleteError(f"{self.what}: a building has no id or no CityObjects.")
            corners = self._metres(feature, page)
            text = json.dumps([objects, corners.tolist()], sort_keys=True)
            digest = hashlib.sha256(text.encode()).digest()
            if self._known.setdefault(name, digest) != digest:
                raise RefreshedError(
                    f"{self.what}: {name} changed between two requests. Run `geo-ser fetch` "
                    "again; nothing of this layer was used."
                )
            if len(self._known) > self.count:
                self._write(objects, corners)

    def _metres(self, feature: Mapping[str, Any], page: _Page) -> np.ndarray:
        """Return the corners of a building in units of `SCALE_M`, from the country's origin."""
        name = feature.get("id")
        try:
            raw = np.asarray(feature.get("vertices") or [], dtype="float64").reshape(-1, 3)
        except (TypeError, ValueError) as error:
            raise IncompleteError(f"{self.what}: corners of {name} are no x, y, z.") from error
        metres = raw * page.scale + page.shift
        west, south, east, north = NETHERLANDS
        low, high = (west, south), (east, north)
        if len(metres) and not ((metres[:, :2] >= low).all() and (metres[:, :2] <= high).all()):
            raise IncompleteError(
                f"{self.what}: {name} does not stand in the Netherlands in RD "
                f"({metres[0, 0]:.8g}, {metres[0, 1]:.8g}). Nothing was used."
            )
        corners: np.ndarray = np.rint(metres / SCALE_M).astype("int64")
        return corners

    def _write(self, objects: Mapping[str, Any], corners: np.ndarray) -> None:
        assert self._file is not None
        assert self._aside is not None
        for key, value in objects.items():
            first = self.count == 0 and key == next(iter(objects))
            moved = _renumbered(value, self._corners)
            text = f"{json.dumps(key)}:{json.dumps(moved, ensure_ascii=False)}"
            self._file.write(text if first else f",\n{text}")
        for corner in corners.tolist():
            self._aside.write(f"{',' if self._corners else ''}{json.dumps(corner)}\n")
            self._corners += 1
        self.count += 1


def _renumbered(value: Mapping[str, Any], by: int) -> dict[str, Any]:
    """Return a city object whose boundaries count their corners from `by`."""

    def moved(part: Any) -> Any:
        return [moved(one) for one in part] if isinstance(part, list) else part + by

    shapes = value.get("geometry") or []
    renumbered = [
        {**one, "boundaries": moved(one["boundaries"])} if "boundaries" in one else one
        for one in shapes
    ]
    return {**value, "geometry": renumbered} if "geometry" in value else dict(value)
