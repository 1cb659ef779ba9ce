"""A made-up OGC API Features service inside the test process, and what is needed to ask it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx2

from geo_ser.sources.area import area_of_bbox
from geo_ser.sources.catalogue import HttpSettings, load_catalogue
from geo_ser.sources.fetcher import Fetcher
from geo_ser.sources.http import Client
from geo_ser.sources.plan import orders
from geo_ser.study import load_study

HOST = "127.0.0.1:9"
URL = f"http://{HOST}"
CRS = "<http://www.opengis.net/def/crs/EPSG/0/28992>"
QUICK = HttpSettings(
    timeout_s=1, attempts=3, wait_initial_s=0, wait_max_s=0, wait_jitter_s=0, max_pages=50
)
BBOX = "200000,470000,201000,471000"


def building(number: int, x: float, y: float, side: float = 10.0, **properties):
    """Return a made-up square building as a GeoJSON feature."""
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {
        "type": "Feature",
        "id": f"u{number}",
        "properties": {"identificatie": f"{number:016d}", "bouwjaar": 1990, **properties},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def buildings(count: int):
    """Return made-up buildings on a grid inside BBOX, 30 m apart."""
    return [building(n, 200_010 + 30 * (n % 32), 470_010 + 30 * (n // 32)) for n in range(count)]


def _bounds(feature):
    if feature["geometry"] is None:
        return None
    ring = feature["geometry"]["coordinates"][0]
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return min(xs), min(ys), max(xs), max(ys)


@dataclass
class Service:
    """Answers items with paging; `spoil` may change an answer, given the number of the request.

    `spoil` gets number, query, body and headers of what is sent, and returns an
    httpx2.Response, or None for the honest answer; it may change body and headers in place.
    """

    features: list
    says_matched: bool = True
    limit: int = 1000
    spoil: Callable | None = None
    asked: list = field(default_factory=list)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(str(request.url))
        query = dict(parse_qsl(urlsplit(str(request.url)).query))
        body = self._page(query, urlsplit(str(request.url)).path)
        headers = {"content-type": "application/geo+json", "content-crs": CRS}
        if self.spoil is not None:
            sent = SimpleNamespace(number=len(self.asked), query=query, body=body, headers=headers)
            answer = self.spoil(sent)
            if answer is not None:
                return answer
        return httpx2.Response(200, headers=headers, content=json.dumps(body).encode())

    def _page(self, query, path):
        box = tuple(map(float, query["bbox"].split(","))) if "bbox" in query else None
        inside = [one for one in self.features if _touches(one, box)]
        at, limit = int(query.get("offset", 0)), min(self.limit, int(query["limit"]))
        page = inside[at : at + limit]
        body = {"type": "FeatureCollection", "numberReturned": len(page), "links": []}
        body["features"] = page
        if self.says_matched:
            body["numberMatched"] = len(inside)
        if at + limit < len(inside):
            follows = {**query, "offset": at + limit}
            href = f"{URL}{path}?{urlencode(follows)}"
            body["links"].append({"rel": "next", "href": href})
        return body


def _touches(feature, box):
    bounds = _bounds(feature)
    if box is None or bounds is None:
        return True
    return (
        bounds[0] <= box[2] and bounds[2] >= box[0] and bounds[1] <= box[3] and bounds[3] >= box[1]
    )


OWN = f"""
[http]
timeout_s = 1
attempts = 3
wait_initial_s = 0
wait_max_s = 0
wait_jitter_s = 0
max_pages = 50
[sources.bag.doors.ogc_api]
url = "{URL}"
page_size = 100
tile_m = 500
[sources.grenzen.doors.ogc_api]
url = "{URL}/grenzen"
"""


def study_with(folder, area=BBOX, sources='["bag/pand"]', own=OWN):
    """Write a study with a catalogue of its own, and load it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "own.toml").write_text(own, encoding="utf-8")
    (folder / "atlas.toml").write_text(
        f'[study]\nname = "Proef"\nedition = 2026-01-01\n[fetch]\narea = "{area}"\n'
        f'sources = {sources}\ncatalogue = "own.toml"\n',
        encoding="utf-8",
    )
    return load_study(folder)


def client_of(service, settings=QUICK, hosts=(HOST,)):
    def unread(request):
        """Return the answer with its body still to be read, as one from the network has it."""
        answer = service(request)
        if not answer.is_stream_consumed:
            return answer
        stream = httpx2.ByteStream(answer.content)
        return httpx2.Response(answer.status_code, headers=answer.headers, stream=stream)

    return Client(settings, frozenset(hosts), transport=httpx2.MockTransport(unread))


def fetched(study, service, *, update=False, offline=False, wanted=("bag/pand",), area=BBOX):
    """Fetch the wanted layers from a service inside this process; return the outcomes."""
    catalogue = load_catalogue(study.folder / "own.toml")
    client = None if offline else client_of(service, catalogue.http, catalogue.hosts)
    fetcher = Fetcher(study, catalogue, client, update=update)
    fetcher.begin()
    outcomes = [fetcher.bring(one) for one in orders(catalogue, wanted, area_of_bbox(area))]
    if all(one.status != "failed" for one in outcomes):
        fetcher.end()
    return outcomes


def numbers(study, file="data/raw/bag-pand.geojson"):
    """Return the numbers of the features in a fetched file, in file order."""
    rows = json.loads((study.folder / file).read_text(encoding="utf-8"))["features"]
    return [one["properties"]["identificatie"] for one in rows]
