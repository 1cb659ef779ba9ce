"""The 3DBAG API: CityJSON features, about 50 to a page whatever is asked; and its tile index.

The buildings are those of ``FOLDER/3dbag.geojson``: RD polygons with ``identificatie``, ``b3_…``.
"""

from dataclasses import replace
from urllib.parse import urlencode

from tests.servers.talk import Asked, Reply, answer, collection, refusal

CRS = "http://www.opengis.net/def/crs/EPSG/0/7415"
PAGE = 50
ORIGIN = (194_000.0, 470_000.0, 0.0)


def threedbag(asked: Asked) -> Reply:
    match asked.parts:
        case []:
            return answer({"title": "3DBAG stub", "links": []})
        case ["collections", "pand"]:
            return answer({"id": "pand", "version": {"collection": "v20250903"}})
        case ["collections", "pand", "items"]:
            return _items(asked)
    return refusal(404, "no such page")


def _items(asked: Asked) -> Reply:
    query, rows = asked.query, collection(asked, "3dbag")
    if query.get("bbox-crs", CRS) != CRS or query.get("crs", CRS) != CRS:
        return refusal(400, "unknown crs")
    matched = rows.within(query.get("bbox"))
    start, limit = int(query.get("offset", 0)), min(PAGE, int(query.get("limit", 10)))
    chosen = matched[start : start + limit]
    links = [{"rel": "self", "href": f"{asked.base}{asked.path}?{urlencode(query)}"}]
    if start + limit < len(matched):
        wish = urlencode({**query, "offset": start + limit, "limit": limit})
        links.append({"rel": "next", "href": f"{asked.base}{asked.path}?{wish}"})
    page = {
        "type": "FeatureCollection", "numberMatched": len(matched), "numberReturned": len(chosen),
        "metadata": {
            "type": "CityJSON", "version": "2.0", "CityObjects": {}, "vertices": [],
            "metadata": {"referenceSystem": CRS.replace("http:", "https:")},
            "transform": {"scale": [0.001, 0.001, 0.001], "translate": list(ORIGIN)},
        },
        "features": [_feature(rows.features[one]) for one in chosen], "links": links,
    }  # fmt: skip
    return replace(answer(page), data=True)


def _feature(one: dict) -> dict:
    """Return one CityJSONFeature with its own vertices, numbered from 0."""
    key = f"NL.IMBAG.Pand.{one['properties']['identificatie']}"
    ring = _outer(one["geometry"])
    west, south, _ = ORIGIN
    vertices = [[round((x - west) * 1000), round((y - south) * 1000), 0] for x, y in ring]
    surface = {"type": "MultiSurface", "lod": "0", "boundaries": [[list(range(len(vertices)))]]}
    attributes = {**one["properties"], "identificatie": key}
    building = {"type": "Building", "attributes": attributes, "geometry": [surface]}
    building["children"] = [f"{key}-0"]
    part = {"type": "BuildingPart", "parents": [key], "geometry": []}
    return {
        "type": "CityJSONFeature", "id": key, "CityObjects": {key: building, f"{key}-0": part},
        "vertices": vertices,
    }  # fmt: skip


def _outer(geometry: dict) -> list[list[float]]:
    """Return the outer ring without its closing point; of several parts the first."""
    rings = geometry["coordinates"]
    ring = rings[0][0] if geometry["type"] == "MultiPolygon" else rings[0]
    return [point[:2] for point in ring[:-1]]
