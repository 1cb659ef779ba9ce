"""WFS 2.0 as PDOK's: pages of at most 1000, no startIndex above a limit, sortBy or a shuffle.

Query options of the fault ``wfs``: ``max_start`` (50 000), ``page`` (1000), ``matched`` (``cap``,
``unknown``). Without ``sortBy`` pages overlap and skip, as on the real thing.
"""

from dataclasses import replace
from xml.sax.saxutils import quoteattr

from tests.servers.talk import Asked, Reply, answer, collection, refusal

RD_URN = "urn:ogc:def:crs:EPSG::28992"
XML = {"Content-Type": "text/xml; charset=utf-8"}


def wfs(asked: Asked) -> Reply:
    query = {key.lower(): value for key, value in asked.query.items()}
    if query.get("request", "").lower() == "getcapabilities":
        return Reply(_capabilities(asked).encode(), headers=XML)
    if query.get("request", "").lower() != "getfeature":
        return _exception("OperationNotSupported", "only GetFeature")
    name = query.get("typenames", "").rpartition(":")[2]
    rows = collection(asked, name)
    if rows is None:
        return _exception("InvalidParameterValue", f"no type {name}")
    bbox = query.get("bbox")
    if bbox and not bbox.endswith(f",{RD_URN}"):
        return answer(
            {"type": "FeatureCollection", "features": []}
        )  # read as degrees: nothing there
    matched = rows.within(bbox)
    if query.get("resulttype", "").lower() == "hits":
        return _hits(asked, len(matched))
    return _page(asked, query, [rows.features[one] for one in matched])


def _capabilities(asked: Asked) -> str:
    names = sorted(one.stem for one in asked.folder.glob("*.geojson"))
    types = "".join(
        f"<FeatureType><Name>{name}</Name><DefaultCRS>{RD_URN}</DefaultCRS></FeatureType>"
        for name in names
    )
    return (
        '<?xml version="1.0"?><WFS_Capabilities version="2.0.0" '
        f'xmlns="http://www.opengis.net/wfs/2.0"><FeatureTypeList>{types}</FeatureTypeList>'
        "</WFS_Capabilities>"
    )


def _exception(code: str, text: str) -> Reply:
    body = (
        '<?xml version="1.0"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" '
        f'version="2.0.0"><ows:Exception exceptionCode="{code}"><ows:ExceptionText>{text}'
        "</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"
    )
    return Reply(body.encode(), status=400, headers=XML)


def _number(asked: Asked, found: int) -> str:
    if asked.fault.name == "unknown":
        return "unknown"
    cap = asked.fault.number("cap", float("inf")) if asked.fault.name == "capped" else float("inf")
    return str(int(min(found, cap)))


def _hits(asked: Asked, found: int) -> Reply:
    number = quoteattr(_number(asked, found))
    body = (
        '<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" '
        f'numberMatched={number} numberReturned="0" timeStamp="2026-11-25T12:00:00Z"/>'
    )
    return Reply(body.encode(), headers=XML)


def _page(asked: Asked, query: dict[str, str], features: list[dict]) -> Reply:
    start, count = int(query.get("startindex", 0)), int(query.get("count", 1000))
    if start > asked.fault.number("max_start", 50_000):
        return refusal(400, "startIndex is too high")
    keys = [key for key in query.get("sortby", "").split(",") if key]
    if keys:
        features = sorted(features, key=lambda one: [str(one["properties"].get(k)) for k in keys])
    elif start:
        start = max(0, start - 1)  # no order: the pages overlap, and skip at the end
    chosen = features[start : start + min(count, int(asked.fault.number("page", 1000)))]
    page = {
        "type": "FeatureCollection",
        "numberMatched": _number(asked, len(features)),
        "numberReturned": len(chosen),
        "crs": {"type": "name", "properties": {"name": RD_URN}},
        "features": chosen,
    }
    if page["numberMatched"].isdigit():
        page["numberMatched"] = int(page["numberMatched"])
    return replace(answer(page), data=True)
