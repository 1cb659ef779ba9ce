"""The readers that files of others reach, each as a function of bytes that may only refuse them."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pyarrow as pa
import shapely

from geo_ser.errors import GeoSerError
from geo_ser.layers import clean_tables
from geo_ser.layers.cityjson import read_cityjson
from geo_ser.layers.gml import gml_geometry
from geo_ser.layers.json_outline import json_outline
from geo_ser.layers.profile import load_profile
from geo_ser.layers.registry import read_xml
from geo_ser.layers.wkb import shapes_of_wkb
from geo_ser.parameters import load_ladder
from geo_ser.qa.claims import parse_claims
from geo_ser.sources import read_manifest
from geo_ser.study import load_study
from tests.layers.cities import SQUARE, building, city
from tests.layers.registries import EXCERPTS
from tests.layers.studies import block, study

__all__ = ["READERS", "seeds"]

ROOT = Path(__file__).parent.parent.parent
CORPUS = Path(__file__).parent / "corpus"
XML = load_profile("brk", "parcels").xml


def wkb(data: bytes) -> None:
    """Read bytes as one shape."""
    shapes, unreadable = shapes_of_wkb(pa.chunked_array([pa.array([data], pa.binary())]))
    assert unreadable[0] == (shapes[0] is None)


def gml(data: bytes) -> None:
    """Read bytes as the shape in an XML element."""
    try:
        node = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return
    shape = gml_geometry(node)
    assert shape is None or shapely.get_type_id(shape) >= 0


def _file(name: str, read: Callable[[Path], object], data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        try:
            read(path)
        except GeoSerError:
            return


def _registry(path: Path) -> None:
    assert XML is not None
    read_xml(path, XML, what="`parcels`")


def _manifest(path: Path) -> None:
    settings = '[study]\nname = "Proef"\nedition = 2026-01-01\n'
    folder = path.parent.parent.parent
    (folder / "atlas.toml").write_text(settings)
    read_manifest(load_study(folder))


def _imro(path: Path) -> None:
    clean_tables(study(path.parent, block("zoning", path.name, profile='"imro"')))


READERS: dict[str, Callable[[bytes], None]] = {
    "wkb": wkb,
    "gml": gml,
    "registry": partial(_file, "a.gml", _registry),
    "cityjson": partial(_file, "a.city.json", partial(read_cityjson, what="`buildings`")),
    "outline": partial(_file, "a.json", json_outline),
    "imro": partial(_file, "a.gml", _imro),
    "manifest": partial(_file, "data/raw/manifest.csv", _manifest),
    "atlas": partial(_file, "atlas.toml", lambda path: load_study(path.parent)),
    "ladder": partial(_file, "ladder.toml", load_ladder),
    "claims": partial(_file, "a.csv", partial(parse_claims, name="a.csv")),
}
"""Each reader by its name; what it raises but for a refusal is what is looked for."""


def seeds(name: str) -> list[bytes]:
    """Return whole files that a reader takes, and the damaged ones of the corpus."""
    folder = CORPUS / name
    damaged = sorted(folder.iterdir()) if folder.is_dir() else []
    return [*_WHOLE[name](), *(path.read_bytes() for path in damaged)]


def _wkb_seeds() -> list[bytes]:
    hole = shapely.Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(1, 1), (2, 1), (2, 2)]])
    shapes = [hole, shapely.MultiPolygon([hole]), shapely.GeometryCollection([hole, None])]
    return [shapely.to_wkb(one) for one in [*shapes, shapely.Point(1, 2, 3)]]


def _gml_seeds() -> list[bytes]:
    ring = "<LinearRing><posList>0 0 2 0 2 2 0 2 0 0</posList></LinearRing>"
    arc = (
        "<Ring><curveMember><Arc><posList>0 0 1 1 2 0 1 -1 0 0</posList></Arc></curveMember></Ring>"
    )
    return [
        f'<Polygon srsDimension="2"><exterior>{one}</exterior></Polygon>'.encode()
        for one in (ring, arc)
    ]


def _city_seeds() -> list[bytes]:
    model = city(a=building(SQUARE, b3_h_dak_70p=9.0), b=building(None, bouwjaar=1990))
    return [json.dumps(model).encode()]


_IMRO = ROOT / "tests" / "data" / "imro" / "NL.IMRO.0999.BP2012000001-0005_excerpt.gml"
_WHOLE: dict[str, Callable[[], list[bytes]]] = {
    "wkb": _wkb_seeds,
    "gml": _gml_seeds,
    "registry": lambda: [(EXCERPTS / "brk_v4_perceel.gml").read_bytes()],
    "cityjson": _city_seeds,
    "outline": lambda: [b'{"a": [1, {"features": []}], "features": [{"x": "\\"]"}, null], "n": 2}'],
    "imro": lambda: [_IMRO.read_bytes()],
    "manifest": lambda: [(ROOT / "data" / "raw" / "manifest.csv").read_bytes()],
    "atlas": lambda: [(ROOT / "atlas.toml").read_bytes()],
    "ladder": lambda: [
        (ROOT / "studies" / "assen" / "ladder.toml").read_bytes(),
        (ROOT / "ladder.toml").read_bytes(),
    ],
    "claims": lambda: [
        b"terrain;gross_ha;net_ha\nDe Haar;12,5;10,0\ntotaal;12,5;10,0\n",
        b"terrain,gross_ha,green_ha\nA,1.25,n.v.t.\nB,,3\n",
    ],
}
