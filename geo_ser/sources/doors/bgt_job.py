"""The BGT download: post a job, poll until it is ready, download its zip.

Why the job's address is kept: making the zip may take an hour. A run that was cut off asks for
the same job again instead of posting another; a job the service has forgotten is posted anew.
The service gives whole tiles: what lies outside the area, and doubles, are for `layers`.
"""

import json
import re
import time
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import shapely

from geo_ser.errors import FetchError, IncompleteError
from geo_ser.sources.area import Area
from geo_ser.sources.desk import Desk, Order
from geo_ser.sources.doors.door import Brought, Size
from geo_ser.sources.doors.file import download, require_whole_zip
from geo_ser.sources.doors.geojson import json_of
from geo_ser.sources.http import BusyError, Request

__all__ = ["bring", "size", "suffix"]

_JSON = {"Accept": "application/json", "Content-Type": "application/json"}
_MEMBER = re.compile(rb"<(?:\w+:)?(?:cityObjectMember|featureMember)\b")
_NUMBER = re.compile(rb"<(?:\w+:)?(?:lokaalID|identificatie\.lokaalID)>([^<]+)<")
_CHUNK = 2**20
_OVERLAP = 400
"""A tag and its text may be cut by the edge of a chunk; none that counts is longer."""


def suffix(order: Order) -> str:  # noqa: ARG001 - every door has it
    """Return the suffix of the layer's file."""
    return ".zip"


def bring(order: Order, desk: Desk, path: Path) -> Brought:
    """Write the zip with one GML file per feature type to `path`.

    Raises
    ------
    FetchError
        If the service cannot be reached, the job fails, or takes too long.
    IncompleteError
        If the zip is damaged, dangerous, or lacks a feature type.
    """
    address = _ready(order, desk)
    download(Request(address), desk, path, what=order.name)
    names = require_whole_zip(path, order.name)
    lacking = _lacking(order, names)
    if lacking:
        raise IncompleteError(
            f"{order.name}: the zip has no file for {', '.join(lacking)}; it holds "
            f"{', '.join(names) or 'nothing'}. Nothing of this layer was used."
        )
    members, numbers = _counts(path)
    edition = (desk.pages.noted("dataset") or {}).get("day")
    return Brought(
        members, numbers, pages=1, edition=date.fromisoformat(str(edition)) if edition else None
    )


def size(order: Order, desk: Desk) -> Size:  # noqa: ARG001 - every door has it
    """Return what is known before the job is made: nothing but the number of requests."""
    return Size(requests=3)


def _types(order: Order) -> list[str]:
    return [one.strip() for one in order.collection.split(",")]


def _lacking(order: Order, names: list[str]) -> list[str]:
    there = {Path(one).stem.removeprefix("bgt_").casefold() for one in names}
    return [one for one in _types(order) if one.casefold() not in there]


def _ready(order: Order, desk: Desk) -> str:
    """Return the address of the finished zip, after waiting for it."""
    until = time.monotonic() + desk.settings.job_timeout_s
    status = _job(order, desk)
    while time.monotonic() < until:
        value = _asked(Request(status, headers=_JSON), order, desk)
        match value.get("status"):
            case "COMPLETED":
                return urljoin(status, _href(value, "download", order))
            case "PENDING" | "RUNNING":
                time.sleep(desk.settings.poll_s)
            case other:
                desk.pages.note("job", {})
                raise FetchError(
                    f"{order.name}: the download job ended with status {other!r} ({status}). Run "
                    "`geo-ser fetch` again: a new job is posted."
                )
    raise FetchError(
        f"{order.name}: the download job is not ready after {desk.settings.job_timeout_s:.0f} s. "
        "Run `geo-ser fetch` again: it goes on waiting for the same job."
    )


def _job(order: Order, desk: Desk) -> str:
    """Return where the status of the job is asked: of the job posted before, or of a new one."""
    wanted = _wanted(order)
    known = desk.pages.noted("job") or {}
    if known.get("wanted") == wanted and _is_known(str(known["status"]), desk):
        return str(known["status"])
    desk.pages.note("dataset", {"day": _day(order, desk)})
    body = json.dumps(wanted, sort_keys=True).encode()
    posted = Request(f"{_root(order)}/full/custom", "POST", body, _JSON)
    status = urljoin(posted.url, _href(_asked(posted, order, desk), "status", order))
    desk.pages.note("job", {"wanted": wanted, "status": status})
    return status


def _is_known(status: str, desk: Desk) -> bool:
    """Return whether the service still knows a job; one refused is forgotten, one busy is not."""
    try:
        desk.online(status).ask(Request(status, headers=_JSON))
    except BusyError:
        raise
    except FetchError:
        return False
    return True


def _wanted(order: Order) -> dict[str, Any]:
    if order.area is None:
        raise FetchError(f"{order.name}: the download job needs an area.")
    return {
        "featuretypes": _types(order),
        "format": order.entry.options.get("format", "citygml"),
        "geofilter": _outline(order.area),
    }


def _outline(area: Area) -> str:
    """Return one polygon without holes that holds the whole area, in whole metres.

    The service takes no more than that; the hull is simple, and never smaller than the area.
    """
    hull = shapely.convex_hull(area.shape).buffer(2.0, join_style="mitre")
    corners = ",".join(f"{x:.0f} {y:.0f}" for x, y in shapely.get_coordinates(hull))
    return f"POLYGON(({corners}))"


def _root(order: Order) -> str:
    return order.door.url.rstrip("/")


def _asked(request: Request, order: Order, desk: Desk) -> Mapping[str, Any]:
    """Ask the network: the status of a job changes, so it is never answered from the store."""
    return json_of(desk.online(request.url).ask(request), order.name)


def _href(value: Mapping[str, Any], name: str, order: Order) -> str:
    links = value.get("_links")
    link = links.get(name) if isinstance(links, dict) else None
    href = link.get("href") if isinstance(link, dict) else None
    if not isinstance(href, str):
        raise IncompleteError(f"{order.name}: the answer has no link {name!r}: {str(value)[:120]}.")
    return href


def _day(order: Order, desk: Desk) -> str | None:
    """Return the day the service says its data are of, None where it does not say."""
    value = _asked(Request(f"{_root(order)}/dataset", headers=_JSON), order, desk)
    text = str(value.get("timeliness", ""))[:10]
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _counts(path: Path) -> tuple[int, int]:
    """Return how many features a zip of GML files holds, and how many different numbers.

    The text is searched as it streams by; nothing of the XML is unfolded.
    """
    members, numbers = 0, set[bytes]()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            for piece, fresh in _pieces(archive, name):
                members += sum(found.end() > fresh for found in _MEMBER.finditer(piece))
                numbers.update(_NUMBER.findall(piece))
    return members, len(numbers)


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[bytes, int]]:
    """Give a member's text in pieces that overlap, and how much of each came before."""
    before = b""
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            yield before + chunk, len(before)
            before = chunk[-_OVERLAP:]
