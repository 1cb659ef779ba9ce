"""Asking each door whether it is still where the catalogue says, with the layers it says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from geo_ser.errors import FetchError
from geo_ser.sources.catalogue import Catalogue, DoorAddress, DoorKind, SourceEntry
from geo_ser.sources.http import Answer, BusyError, Client, Request

__all__ = ["DoorCheck", "checked_doors"]


@dataclass(frozen=True)
class DoorCheck:
    """What one door answered. `why` says what moved; `missing` are layers it does not name."""

    source: str
    door: str
    url: str
    status: Literal["ok", "moved", "refused", "unreachable"]
    why: str = ""
    missing: tuple[str, ...] = ()


def checked_doors(
    catalogue: Catalogue, client: Client, sources: tuple[str, ...] = ()
) -> Iterator[DoorCheck]:
    """Ask each door of each source (or of those named) one small question.

    Yields
    ------
    DoorCheck
        One per door, as soon as it answered.
    """
    for name in sources or catalogue.sources:
        about = catalogue.source(name)
        for kind, door in about.doors.items():
            yield _checked(name, about, kind, door, client)


def _checked(
    name: str, about: SourceEntry, kind: DoorKind, door: DoorAddress, client: Client
) -> DoorCheck:
    names = [one.collections[kind] for one in about.layers.values() if kind in one.collections]
    request = _LANDING[kind](door, names)
    try:
        answer = client.ask(request)
    except BusyError as error:
        return DoorCheck(name, kind, request.url, "unreachable", str(error))
    except FetchError as error:
        return DoorCheck(name, kind, request.url, "refused", str(error))
    missing = tuple(one for one in names if not _names(answer, kind, one))
    if answer.url != request.url:
        return DoorCheck(name, kind, request.url, "moved", f"now at {answer.url}", missing)
    if missing:
        why = f"does not name {', '.join(missing)}"
        return DoorCheck(name, kind, request.url, "moved", why, missing)
    return DoorCheck(name, kind, request.url, "ok")


def _names(answer: Answer, kind: DoorKind, collection: str) -> bool:
    """Return whether an answer names a layer; a file that answers is its own proof."""
    if kind in {"file", "cog", "bgt_job", "threedbag"}:
        return True
    text = answer.body.decode("utf-8", errors="replace")
    if kind == "ogc_api":
        return f'"{collection}"' in text
    if kind == "arcgis":
        return f'"id":{collection}' in "".join(text.split())
    return collection in text or collection.partition(":")[2] in text


def _asks(path: str, **query: str) -> Callable[[DoorAddress, list[str]], Request]:
    """Return what makes the question of one kind of door."""

    def request(door: DoorAddress, _names: list[str]) -> Request:
        if door.landing:
            return Request(door.landing)
        return Request.of(door.url.rstrip("/") + path, query)

    return request


def _first_byte(door: DoorAddress, names: list[str]) -> Request:
    """Return the question for the first byte of a file."""
    place = door.landing or f"{door.url.rstrip('/')}/{names[0] if names else ''}"
    return Request(place, headers={"Range": "bytes=0-0"})


_LANDING: dict[DoorKind, Callable[[DoorAddress, list[str]], Request]] = {
    "ogc_api": _asks("/collections", f="json"),
    "wfs": _asks("", service="WFS", version="2.0.0", request="GetCapabilities"),
    "arcgis": _asks("", f="json"),
    "bgt_job": _asks("/dataset"),
    "threedbag": _asks("/collections"),
    "wcs": _asks("", service="WCS", version="2.0.1", request="GetCapabilities"),
    "cog": _first_byte,
    "file": _first_byte,
}
