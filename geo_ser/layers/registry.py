"""Registry XML to rows, streamed, and refusing what XML should not be trusted with.

BRK, BGT and BAG extracts alternate properties (`kadastraleGrootte`) and objects
(`TypeOppervlak`); a column is named by its properties, joined by ``_``:
`kadastraleGrootte_soortGrootte_code`. A property that repeats makes a list; of one that only
links, the link is what it says.

A document type declaration is refused unread: no registry file has one, and entities that
unfold into gigabytes, or into files of this machine, need it.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, iterparse
from xml.parsers import expat

import numpy as np
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from geo_ser.errors import CrsError, SourceError
from geo_ser.layers.gml import gml_geometry, local_name, srs_names
from geo_ser.layers.packed import Shapes
from geo_ser.layers.read import SourceRows

__all__ = ["XmlSource", "is_registry_xml", "read_xml"]

MAX_DEPTH = 100
"""Elements nested deeper than this are no registry's."""

_CHUNK = 64 * 1024
_GML = re.compile(r"\{http://www\.opengis\.net/gml")
_NIL = "nilReason"
_LINK = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True)
class XmlSource:
    """What a profile knows of a registry's XML.

    `namespaces` is text that stands in the head of every such file; `elements` names the
    elements that are rows of a table and, of each, the properties that may hold its shape; `crs` is
    what the registry uses where a file does not say.
    """

    namespaces: tuple[str, ...]
    elements: Mapping[str, tuple[str, ...]]
    crs: str


def is_registry_xml(path: Path, source: XmlSource) -> bool:
    """Return whether a file is XML of the registry, by the namespaces in its head."""
    if path.suffix.lower() not in (".gml", ".xml") or not path.is_file():
        return False
    with path.open("rb") as stream:
        head = stream.read(8192).decode("utf-8", errors="replace")
    return any(namespace in head for namespace in source.namespaces)


def read_xml(path: Path, source: XmlSource, *, what: str) -> SourceRows:
    """Return the rows of a registry's XML file.

    Parameters
    ----------
    what
        Table and file, for messages.

    Returns
    -------
    rows : SourceRows
        One row per element of `source.elements`, numbered from 0 in file order; all
        attributes are text or lists of text, `gml_element` names the element where there are
        several kinds.

    Raises
    ------
    SourceError
        If the file is damaged, declares a document type, or holds other elements only.
    CrsError
        If shapes in one file are in different coordinate systems, or in an unknown one.
    """
    records: list[dict[str, Any]] = []
    shapes: list[Any] = []
    systems: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for node in _features(path, source.elements, others, what):
        shape = _shape_element(node, source.elements[local_name(node)])
        records.append(_record(node, named=len(source.elements) > 1))
        shapes.append(None if shape is None else gml_geometry(shape))
        systems.update(set() if shape is None else srs_names(shape))
    if not records and others:
        raise SourceError(
            f"{what}: holds no {' or '.join(sorted(source.elements))}, only "
            f"{', '.join(sorted(others)[:5])}. Name the file that does."
        )
    crs = _one_system(systems, source.crs, what)
    geometry = np.array([None, *shapes], dtype="object")[1:]
    numbers = np.arange(len(records), dtype="int64")
    packed = Shapes.of(_x_first(geometry, crs, systems))
    return SourceRows(pd.DataFrame(records), numbers, packed, crs)


def _features(
    path: Path, wanted: Container[str], others: Counter[str], what: str
) -> Iterator[Element]:
    """Give the wanted elements one by one, each forgotten once it was used."""
    try:
        _require_no_doctype(path, what)
        above: list[Element] = []
        inside = 0
        for event, node in iterparse(path, events=("start", "end")):
            mine = local_name(node) in wanted
            if event == "start":
                above.append(node)
                inside += mine
                if len(above) > MAX_DEPTH:
                    raise SourceError(f"{what}: elements lie deeper than {MAX_DEPTH}; refused.")
                if not inside and len(above) > 1 and _holds_a_row(above[-2]):
                    others[local_name(node)] += 1
                continue
            above.pop()
            inside -= mine
            if mine and not inside:
                yield node
                for one in (*above, node):
                    one.clear()
    except (ParseError, expat.ExpatError, UnicodeError, LookupError, ValueError) as error:
        raise SourceError(
            f"{what}: is cut off or no XML ({error}). Download or export it again."
        ) from error


def _holds_a_row(node: Element) -> bool:
    """Return whether what stands in an element is a row: of this table or of another."""
    return local_name(node).lower().endswith(("member", "members", "bagobject"))


def _require_no_doctype(path: Path, what: str) -> None:
    """Refuse a document type; it can only stand before the first element."""

    class Begun(Exception):  # noqa: N818 - not an error
        """The first element was reached."""

    def refuse(*_about: object) -> None:
        raise SourceError(
            f"{what}: declares a document type (DOCTYPE), which can hide an entity bomb. No "
            "registry's file has one; do not trust it."
        )

    def stop(*_about: object) -> None:
        raise Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, stop
    with path.open("rb") as stream:
        try:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk)
            parser.Parse(b"", True)
        except Begun:
            return


def _shape_element(node: Element, properties: tuple[str, ...]) -> Element | None:
    """Return the GML element in a feature's shape property, however deep; None without one."""
    for one in node:
        if local_name(one) in properties:
            return next((inner for inner in one.iter() if _GML.match(inner.tag)), None)
    return None


def _record(node: Element, *, named: bool) -> dict[str, Any]:
    """Return the properties of a feature as columns."""
    record: dict[str, Any] = {"gml_element": local_name(node)} if named else {}
    for column, text in _values(node, ""):
        if column in record:
            before = record[column]
            record[column] = [*(before if isinstance(before, list) else [before]), text]
        else:
            record[column] = text
    return record


def _values(node: Element, path: str) -> Iterator[tuple[str, str | None]]:
    """Give the text of every property below an element, under the path of its properties."""
    for one in node:
        if _GML.match(one.tag):
            continue
        name = local_name(one)
        is_object = name[:1].isupper() and (path or len(one))
        below = path if is_object else f"{path}_{name}".removeprefix("_")
        if len(one):
            yield from _values(one, below)
        else:
            yield below, (one.text or "").strip() or one.get(_NIL) or one.get(_LINK)


def _one_system(systems: Counter[str], default: str, what: str) -> CRS:
    """Return the coordinate system of all shapes."""
    try:
        found = {name: CRS.from_user_input(_code(name)) for name in systems}
    except CRSError as error:
        raise CrsError(f"{what}: names a coordinate system that is not known ({error}).") from error
    unlike = list(dict.fromkeys(crs.to_string() for crs in found.values()))
    if len(unlike) > 1:
        told = ", ".join(f"{systems[name]} × {name}" for name in sorted(systems))
        raise CrsError(
            f"{what}: mixes coordinate systems: {told}. Split the file, or have it exported in "
            "EPSG:28992."
        )
    return next(iter(found.values()), CRS.from_user_input(default))


def _code(name: str) -> str:
    """Return ``EPSG:28992`` for the ways in which GML writes it (v4 of the BRK: ``28992``)."""
    number = re.search(r"(\d+)$", name)
    return f"EPSG:{number[1]}" if number and ("epsg" in name.lower() or name.isdigit()) else name


def _x_first(geometry: Any, crs: CRS, systems: Counter[str]) -> Any:
    """Return shapes with x first: a URN of degrees lists north before east."""
    formal = any(name.startswith(("urn:", "http")) for name in systems)
    if not (formal and crs.axis_info and crs.axis_info[0].direction == "north"):
        return geometry
    return shapely.transform(geometry, lambda xy: xy[:, ::-1])
