"""An ArcGIS FeatureServer layer: maxRecordCount, exceededTransferLimit, errors with status 200."""

import re
from dataclasses import replace

from tests.servers.talk import Asked, Reply, answer, collection

MAX_RECORDS = 2000
KEY = "OBJECTID"


def arcgis(asked: Asked) -> Reply:
    """Answer ``NAME/FeatureServer/0`` and its ``query``; object ids are the positions from 1."""
    match asked.parts:
        case [name, "FeatureServer", "0"] if collection(asked, name) is not None:
            return answer(_layer(asked, name))
        case [name, "FeatureServer", "0", "query"] if collection(asked, name) is not None:
            return _query(asked, name)
    return _error(400, "Invalid URL")


def _max_records(asked: Asked) -> int:
    return int(asked.fault.number("page", MAX_RECORDS))


def _layer(asked: Asked, name: str) -> dict:
    return {
        "id": 0, "name": name, "type": "Feature Layer", "objectIdField": KEY,
        "maxRecordCount": int(asked.fault.number("stated", _max_records(asked))),
        "capabilities": "Query", "geometryType": "esriGeometryPolygon",
        "supportedQueryFormats": "JSON, geoJSON, PBF",
        "advancedQueryCapabilities": {"supportsPagination": True, "supportsOrderBy": True},
        "extent": {"spatialReference": {"wkid": 28992, "latestWkid": 28992}},
    }  # fmt: skip


def _error(code: int, text: str) -> Reply:
    return answer({"error": {"code": code, "message": text, "details": []}})


def _query(asked: Asked, name: str) -> Reply:
    rows, query = collection(asked, name), asked.query
    if "geometry" in query and query.get("inSR") != "28992":
        return _error(400, "the stub only looks in RD")
    found = rows.within(query.get("geometry"))
    chosen = [one for one in found if _passes(query.get("where", "1=1"), one + 1)]
    if query.get("returnCountOnly") == "true":
        return answer({"count": int(min(len(chosen), _cap(asked)))})
    if query.get("returnIdsOnly") == "true":
        ids = [one + 1 for one in chosen]
        return replace(answer({"objectIdFieldName": KEY, "objectIds": ids}), data=True)
    return _page(asked, [_feature(rows.features[one], one + 1) for one in chosen])


def _cap(asked: Asked) -> float:
    return asked.fault.number("cap", float("inf")) if asked.fault.name == "capped" else float("inf")


def _passes(where: str, key: int) -> bool:
    """Return whether an object passes; known are ``1=1`` and comparisons joined by AND."""
    for left, sign, right in re.findall(r"(\w+)\s*(>=|<=|=|>|<)\s*(\d+)", where):
        value, bound = (key if left == KEY else int(left)), int(right)
        holds = {
            ">=": value >= bound, "<=": value <= bound, "=": value == bound,
            ">": value > bound, "<": value < bound,
        }  # fmt: skip
        if not holds[sign]:
            return False
    return True


def _feature(one: dict, key: int) -> dict:
    return {**one, "id": key, "properties": {KEY: key, **one["properties"]}}


def _page(asked: Asked, features: list[dict]) -> Reply:
    start = int(asked.query.get("resultOffset", 0))
    asked_for = int(asked.query.get("resultRecordCount", _max_records(asked)))
    chosen = features[start : start + min(asked_for, _max_records(asked))]
    more = start + len(chosen) < len(features)
    page = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "EPSG:28992"}},
        "features": chosen,
    }
    if more:
        page |= {"exceededTransferLimit": True, "properties": {"exceededTransferLimit": True}}
    return replace(answer(page, kind="application/geo+json"), data=True)
