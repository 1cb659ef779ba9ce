"""ArcGIS FeatureServer: first the numbers of all objects, then the objects by ranges of numbers.

Why numbers first: a page of an ArcGIS layer may end early without anything wrong
(`maxRecordCount`, `exceededTransferLimit`), and offsets move when rows come or go. The list of
object ids is not cut by the page limit, so it says exactly which rows each later answer must
hold: one missing or one too many is seen at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo_ser.errors import FetchError, IncompleteError, RefreshedError, first_three
from geo_ser.sources.area import Box
from geo_ser.sources.desk import Desk, Order
from geo_ser.sources.doors.door import Brought, Size
from geo_ser.sources.doors.geojson import collection_of, json_of
from geo_ser.sources.features import Feature, FeatureFile
from geo_ser.sources.http import Answer, Request
from geo_ser.tables import RD

__all__ = ["bring", "size", "suffix"]


def suffix(order: Order) -> str:  # noqa: ARG001 - every door has it
    """Return the suffix of the layer's file."""
    return ".geojson"


def bring(order: Order, desk: Desk, path: Path) -> Brought:
    """Write every feature that touches the area to a GeoJSON file in RD.

    Which of several years of one site counts is not chosen here: all rows come.

    Raises
    ------
    FetchError
        If the service cannot be reached, or answers with an error.
    IncompleteError
        If it gives less, more or other than its own list of object ids.
    RefreshedError
        If rows came or went meanwhile.
    """
    tiles = order.tiles
    about = desk.ask(Request.of(_layer(order), {"f": "json"}), lambda a: _about(a, order))
    with FeatureFile(path, id=order.entry.id, what=order.name) as file:
        job = _Job(order, desk, file, about)
        for number, tile in enumerate(tiles, 1):
            job.tile(tile, number)
            desk.report(parts_done=number, parts=len(tiles))
        return Brought.of(file.tally, desk.progress.pages)


def size(order: Order, desk: Desk) -> Size:
    """Ask how many features there are in the area's box."""
    box = order.area.box if order.area else None
    request = _query(order, box, returnCountOnly="true", f="json")
    count = desk.ask(request, lambda answer: _answered(answer, order).get("count"))
    features = count if isinstance(count, int) else None
    return Size(features=features, requests=len(order.tiles))


@dataclass(frozen=True)
class _Layer:
    """What the service says of the layer: the object id's column, rows per answer at most."""

    key: str
    page: int


@dataclass
class _Job:
    """Brings tile after tile into one file."""

    order: Order
    desk: Desk
    file: FeatureFile
    about: _Layer

    def tile(self, box: Box | None, number: int) -> None:
        """Bring the objects of one tile, so many at a time as the service gives."""
        ids = self._ids(box)
        step = min(self.order.door.page_size, self.about.page)
        for at in range(0, len(ids), step):
            self._range(ids[at : at + step], box, number)

    def _ids(self, box: Box | None) -> list[int]:
        """Return the numbers of a tile's objects; as many as the service counts, or more."""
        asked = _query(self.order, box, returnCountOnly="true", f="json")
        count = self.desk.ask(asked, lambda answer: _answered(answer, self.order).get("count"))
        asked = _query(self.order, box, returnIdsOnly="true", f="json")
        ids = self.desk.ask(asked, lambda answer: _object_ids(answer, self.order))
        if isinstance(count, int) and count > len(ids):
            raise IncompleteError(
                f"{self.order.name}: the service counts {count} rows and numbers {len(ids)}. "
                "Nothing of this layer was used; a smaller `tile_m` in the catalogue may do."
            )
        return ids

    def _range(self, ids: list[int], box: Box | None, tile: int) -> None:
        """Bring objects by number; in halves where the answer was cut off at a limit."""
        key = self.about.key
        where = f"{key} >= {ids[0]} AND {key} <= {ids[-1]}"
        asked = _query(
            self.order, box, where=where, f="geojson", outSR=RD, outFields="*", orderByFields=key,
            resultRecordCount=len(ids),
        )  # fmt: skip
        page, cut = self.desk.ask(asked, lambda answer: _page(answer, self.order))
        if cut and len(ids) > 1:
            half = len(ids) // 2
            self._range(ids[:half], box, tile)
            self._range(ids[half:], box, tile)
            return
        self._require_same(ids, page)
        self.file.add(page, tile=tile)
        self.desk.report(features=self.file.features)

    def _require_same(self, ids: list[int], page: list[Feature]) -> None:
        """Refuse another set of objects than was asked."""
        came = [_number(one, self.about.key) for one in page]
        missing, extra = set(ids) - set(came), set(came) - set(ids)
        name = self.order.name
        if missing:
            raise RefreshedError(
                f"{name}: {len(missing)} of {len(ids)} rows that the service had numbered did "
                f"not come (first: {first_three(sorted(missing))}). Run `geo-ser fetch` again; "
                "nothing of this layer was used."
            )
        if extra or len(came) > len(ids):
            raise RefreshedError(
                f"{name}: {len(came)} rows came where the service had numbered {len(ids)}: it was "
                "refreshed meanwhile. Run `geo-ser fetch` again; nothing of this layer was used."
            )


def _layer(order: Order) -> str:
    return f"{order.door.url.rstrip('/')}/{order.collection}"


def _query(order: Order, box: Box | None, **asked: str | int) -> Request:
    """Return a question to a layer, for one square or for all of it."""
    params: dict[str, str | int] = {"where": "1=1", **asked}
    if box is not None:
        params |= {
            "geometry": ",".join(f"{one:.10g}" for one in box), "inSR": RD,
            "geometryType": "esriGeometryEnvelope", "spatialRel": "esriSpatialRelIntersects",
        }  # fmt: skip
    return Request.of(f"{_layer(order)}/query", params | order.entry.options)


def _answered(answer: Answer, order: Order) -> Mapping[str, Any]:
    """Return the JSON of an answer; ArcGIS reports its errors with status 200."""
    value = json_of(answer, order.name)
    error = value.get("error")
    if isinstance(error, dict):
        raise FetchError(
            f"{order.name}: the service answers with error {error.get('code')}: "
            f"{error.get('message')!r} ({answer.url}). Run `geo-ser fetch` again; what came so "
            "far is kept."
        )
    return value


def _about(answer: Answer, order: Order) -> _Layer:
    """Return what the layer says of itself; 1000 rows a page where it does not say."""
    value = _answered(answer, order)
    key, most = value.get("objectIdField"), value.get("maxRecordCount")
    return _Layer(
        key if isinstance(key, str) and key else "OBJECTID",
        most if isinstance(most, int) and most > 0 else 1000,
    )


def _object_ids(answer: Answer, order: Order) -> list[int]:
    """Return the object ids in order; the list is null where there are none."""
    ids = _answered(answer, order).get("objectIds") or []
    if not isinstance(ids, list) or not all(isinstance(one, int) for one in ids):
        raise IncompleteError(f"{order.name}: its list of object ids is none: {str(ids)[:80]!r}.")
    if len(set(ids)) < len(ids):
        raise IncompleteError(f"{order.name}: its list of object ids names some twice.")
    return sorted(ids)


def _page(answer: Answer, order: Order) -> tuple[list[Feature], bool]:
    """Return the features of a page, and whether the service says it was cut off."""
    value = _answered(answer, order)
    properties = value.get("properties")
    inner = properties.get("exceededTransferLimit") if isinstance(properties, dict) else None
    features = collection_of(answer, order.name)["features"]
    return [*features], bool(value.get("exceededTransferLimit") or inner)


def _number(feature: Feature, key: str) -> object:
    properties = feature.get("properties") or {}
    return properties.get(key, feature.get("id"))
