"""A server of ready-made pages, so that it is not the server that is measured.

Usage: python -m benchmarks.pages FEATURES PAGE_SIZE (prints its port as JSON, ends with its
standard input). OGC API Features over made-up square buildings in RD; every page is made before
the first request.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.servers.serving import HOST, Listener, announce, leave_with_parent

RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
WEST, SOUTH, STEP_M, COLUMNS = 100_000, 400_000, 30, 500
AREA = "100000,400000,115100,440000"
"""Holds them all, in one square of the grid that is asked by: the server looks at no bbox."""
_TYPE = "application/geo+json"


def building(number: int) -> dict:
    """Return a made-up building of 12 corners with columns like those of BAG."""
    x, y = WEST + STEP_M * (number % COLUMNS), SOUTH + STEP_M * (number // COLUMNS)
    steps = [(0, 0), (7, 0), (7, 3), (14, 3), (14, 0), (20, 0), (20, 12), (13, 12), (13, 15),
             (6, 15), (6, 12), (0, 12), (0, 0)]  # fmt: skip
    ring = [[x + dx + 0.125, y + dy + 0.375] for dx, dy in steps]
    return {
        "type": "Feature",
        "id": f"verzonnen-{number:08d}",
        "properties": {
            "identificatie": f"99991{number:011d}", "bouwjaar": 1900 + number % 120,
            "status": "Pand in gebruik", "gebruiksdoel": "industriefunctie",
            "oppervlakte_min": 100 + number % 900, "aantal_verblijfsobjecten": number % 5,
            "documentdatum": "2020-01-01", "documentnummer": f"verzonnen/{number}",
        },
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip


def pages(count: int, size: int, url: str) -> list[bytes]:
    """Return every page as it goes over the wire."""
    items = f"{url}/collections/pand/items"
    made = []
    for start in range(0, count, size):
        features = [building(one) for one in range(start, min(count, start + size))]
        links = [{"rel": "self", "type": _TYPE, "href": f"{items}?page={start // size}"}]
        if start + size < count:
            links.append(
                {"rel": "next", "type": _TYPE, "href": f"{items}?page={start // size + 1}"}
            )
        page = {
            "type": "FeatureCollection", "numberMatched": count, "numberReturned": len(features),
            "links": links, "features": features,
        }  # fmt: skip
        made.append(json.dumps(page, separators=(",", ":")).encode())
    return made


def documents(url: str) -> dict[str, dict]:
    """Return what leads to the pages."""
    about = {
        "id": "pand", "title": "verzonnen", "itemType": "feature", "crs": [CRS84, RD],
        "storageCrs": RD,
        "links": [{"rel": "items", "type": _TYPE, "href": f"{url}/collections/pand/items"}],
    }  # fmt: skip
    links = [{"rel": "data", "type": "application/json", "href": f"{url}/collections"}]
    return {
        "": {"title": "verzonnen", "links": links},
        "/collections": {"collections": [about], "links": []},
        "/collections/pand": about,
        "/conformance": {"conformsTo": []},
    }


class Front(BaseHTTPRequestHandler):
    """Sends what is ready."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    ready: list[bytes]
    about: dict[str, bytes]

    def do_GET(self) -> None:
        """Answer a page by its number, or what leads to the pages."""
        parts = urlsplit(self.path)
        if parts.path.endswith("/items"):
            number = int(parse_qs(parts.query).get("page", ["0"])[0])
            body, status = self.ready[number], 200
        else:
            body = self.about.get(parts.path.rstrip("/"), b"")
            status = 200 if body else 404
        self.send_response(status)
        kind = _TYPE if parts.path.endswith("/items") else "application/json"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Crs", f"<{RD}>")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def main(count: int, size: int) -> None:
    leave_with_parent()
    listener = Listener((HOST, 0), Front)
    url = f"http://{HOST}:{listener.server_port}"
    Front.ready = pages(count, size, url)
    Front.about = {path: json.dumps(one).encode() for path, one in documents(url).items()}
    announce(listener.server_port)
    listener.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
