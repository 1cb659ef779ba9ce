"""OGC API Features as PDOK's gokoala does it: cursors with a checksum, no count, strict queries."""

import base64
import json
import zlib
from dataclasses import replace
from urllib.parse import urlencode

from tests.servers.talk import Asked, Reply, answer, collection, refusal

CRS_START = "http://www.opengis.net/def/crs/"
RD = f"{CRS_START}EPSG/0/28992"
CRS84 = f"{CRS_START}OGC/1.3/CRS84"
KNOWN = {"f", "limit", "crs", "bbox", "bbox-crs", "cursor", "datetime"}
MAX_LIMIT = 1000


def ogc(asked: Asked) -> Reply:
    match asked.parts:
        case []:
            return answer({"title": "Stub", "links": [_link("data", f"{asked.base}/collections")]})
        case ["collections"]:
            names = sorted(one.stem for one in asked.folder.glob("*.geojson"))
            return answer({"collections": [_about(asked, name) for name in names]})
        case ["collections", name]:
            known = collection(asked, name) is not None
            return answer(_about(asked, name)) if known else refusal(404, "no such collection")
        case ["collections", name, "items"]:
            return _items(asked, name)
    return refusal(404, "no such page")


def _link(rel: str, href: str) -> dict:
    return {"rel": rel, "type": "application/geo+json", "href": href}


def _about(asked: Asked, name: str) -> dict:
    href = f"{asked.base}/collections/{name}/items"
    return {
        "id": name, "title": name, "itemType": "feature", "crs": [CRS84, RD], "storageCrs": RD,
        "links": [_link("items", href)],
    }  # fmt: skip


def _problem(asked: Asked) -> str | None:
    query = asked.query
    if unknown := set(query) - KNOWN:
        return f"unknown query parameter(s) found: {', '.join(sorted(unknown))}"
    if not 1 <= int(query.get("limit", 10)) <= MAX_LIMIT:
        return f"limit must be between 1 and {MAX_LIMIT}"
    for key in ("crs", "bbox-crs"):
        if key in query and query[key] not in (RD, CRS84):
            return f"invalid {key}: must start with {CRS_START}, and be offered"
    if "bbox" in query and len(query["bbox"].split(",")) != 4:
        return "bbox must have exactly four numbers"
    if "bbox" in query and query.get("bbox-crs") != RD:
        return "the stub only looks in RD"
    return None


def _items(asked: Asked, name: str) -> Reply:
    rows = collection(asked, name)
    if rows is None:
        return refusal(404, "no such collection")
    if problem := _problem(asked):
        return refusal(400, problem)
    matched = rows.within(asked.query.get("bbox"))
    start, limit = _position(asked), int(asked.query.get("limit", 10))
    chosen = [rows.features[one] for one in matched[start : start + limit]]
    links = [_link("self", f"{asked.base}{asked.path}?{urlencode(asked.query)}")]
    if start + limit < len(matched):
        links.append(_link("next", _next(asked, start + limit)))
    page = {
        "type": "FeatureCollection", "timeStamp": "2026-11-25T12:00:00Z", "links": links,
        "features": _without_empty_columns(chosen), "numberReturned": len(chosen),
    }  # fmt: skip
    if asked.fault.name in {"matched", "capped"}:
        cap = asked.fault.number("cap", float("inf"))
        page["numberMatched"] = int(min(len(matched), cap))
    crs = asked.query.get("crs", CRS84)
    reply = answer(page, kind="application/geo+json", Content_Crs=f"<{crs}>")
    return replace(reply, data=True)


def _without_empty_columns(features: list[dict]) -> list[dict]:
    """Leave out the columns that are null in the whole page, as PDOK may."""
    filled = {key for one in features for key, v in one["properties"].items() if v is not None}
    return [
        {**one, "properties": {k: v for k, v in one["properties"].items() if k in filled}}
        for one in features
    ]


def _checksum(asked: Asked) -> int:
    other = sorted((k, v) for k, v in asked.query.items() if k not in {"cursor", "f"})
    return zlib.crc32(json.dumps(other).encode())


def _next(asked: Asked, position: int) -> str:
    cursor = base64.urlsafe_b64encode(f"{position}|{_checksum(asked)}".encode()).decode()
    query = urlencode({**asked.query, "cursor": cursor})
    return f"{asked.base}{asked.path}?{query}"


def _position(asked: Asked) -> int:
    """Return where a page starts: page 1 again when the other values changed, without a word."""
    try:
        text = base64.urlsafe_b64decode(asked.query["cursor"]).decode()
        position, _, checksum = text.partition("|")
        return int(position) if int(checksum) == _checksum(asked) else 0
    except (KeyError, ValueError):
        return 0
