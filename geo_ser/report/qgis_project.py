"""The atlas as a QGIS project: `atlas.qgz` beside `atlas.gpkg`, its layers in groups.

A project is a zip with one XML file. It names the GeoPackage relative to itself, so that the
two can be moved together, and carries the same symbols and labels as the GeoPackage's own
styles. QGIS opens it without a question: the CRS is EPSG:28992, nothing comes from a network.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as Xml

from pyproj import CRS

from geo_ser.files import atomic_path
from geo_ser.report.content import SHAPED, ReportContent, plain_text
from geo_ser.report.geopackage import UNPLACED, Layer, atlas_layers
from geo_ser.report.labels import Language
from geo_ser.report.styles import STYLES, symbology
from geo_ser.tables import RD

__all__ = ["GROUPS", "write_qgis_project"]

GROUPS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "findings": ("Bevindingen", "Findings", ("findings_points", "findings")),
    "candidates": ("Kandidaten", "Candidates", ("candidates",)),
    "atlas": ("Atlas", "Atlas", ("buildings", "plots", "terrains")),
    "tables": (
        "Tabellen", "Tables",
        (
            "gain_terrains", "findings_all", "provenance", "nulls", "quarantine",
            *(name + UNPLACED for name in sorted(SHAPED)),
        ),
    ),
}  # fmt: skip
"""The groups from top to bottom: Dutch and English name, layers from top to bottom."""

_SHOWN = frozenset({"terrains", "plots", "buildings"})
_ENTRY = "atlas.qgs"
_MARGIN = 0.05
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a zip knows: the same project has the same bytes on every day."""


def write_qgis_project(path: Path, content: ReportContent, *, geopackage: str) -> None:
    """Write the project, whole or not at all; nothing when the study has no terrains.

    Parameters
    ----------
    path
        Where it goes, ending in ``.qgz``.
    content
        What the GeoPackage was written from.
    geopackage
        The GeoPackage's name, in the same folder.

    Raises
    ------
    WriteError
        If the file cannot be written; the old one is then as it was.
    """
    if content.terrains is None:
        return
    packed = io.BytesIO()
    entry = zipfile.ZipInfo(_ENTRY, date_time=_FIRST_MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(entry, _project(content, geopackage))
    with atomic_path(path) as temporary:
        temporary.write_bytes(packed.getvalue())


def _project(content: ReportContent, geopackage: str) -> bytes:
    """Return the project as XML."""
    layers = {layer.name: layer for layer in atlas_layers(content)}
    root = Xml.Element("qgis", version="3.22.0", projectname=plain_text(content.name))
    Xml.SubElement(root, "homePath", path="")
    Xml.SubElement(root, "title").text = plain_text(content.name)
    Xml.SubElement(root, "projectCrs").append(_crs())
    root.append(_tree(layers, content.language, geopackage))
    root.append(_canvas(content))
    stack = Xml.SubElement(root, "projectlayers")
    stack.extend(_map_layer(layer, content.language, geopackage) for layer in layers.values())
    order = Xml.SubElement(root, "layerorder")
    for _nl, _en, names in GROUPS.values():
        for name in names:
            if name in layers:
                Xml.SubElement(order, "layer", id=_id(name))
    properties = Xml.SubElement(root, "properties")
    paths = Xml.SubElement(properties, "Paths")
    Xml.SubElement(paths, "Absolute", type="bool").text = "false"
    system = Xml.SubElement(properties, "SpatialRefSys")  # without it QGIS 3.22 has no CRS
    Xml.SubElement(system, "ProjectionsEnabled", type="int").text = "1"
    Xml.indent(root, " ")
    text: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _tree(layers: Mapping[str, Layer], language: Language, geopackage: str) -> Xml.Element:
    """Return the layers as the panel shows them: in groups, of which those of the atlas are on."""
    root = Xml.Element("layer-tree-group")
    for nl, en, names in GROUPS.values():
        there = [name for name in names if name in layers]
        if not there:
            continue
        on = any(name in _SHOWN for name in there)
        group = Xml.SubElement(
            root, "layer-tree-group", name=nl if language == "nl" else en,
            checked="Qt::Checked" if on else "Qt::Unchecked", expanded="1" if on else "0",
        )  # fmt: skip
        for name in there:
            Xml.SubElement(
                group, "layer-tree-layer", id=_id(name), name=_title(name, language),
                source=_source(name, geopackage), providerKey="ogr", expanded="1",
                checked="Qt::Checked",
            )  # fmt: skip
    return root


def _map_layer(layer: Layer, language: Language, geopackage: str) -> Xml.Element:
    """Return one layer: where it lies, its CRS, its symbols and labels."""
    shape = {"MultiPolygon": "Polygon", "Point": "Point", None: "No geometry"}[layer.shape]
    element = Xml.Element("maplayer", type="vector", geometry=shape)
    Xml.SubElement(element, "id").text = _id(layer.name)
    Xml.SubElement(element, "datasource").text = _source(layer.name, geopackage)
    Xml.SubElement(element, "layername").text = _title(layer.name, language)
    Xml.SubElement(element, "provider", encoding="UTF-8").text = "ogr"
    if layer.shape is not None:
        Xml.SubElement(element, "srs").append(_crs())
    style = STYLES.get(layer.name) if layer.shape is not None else None
    element.extend(symbology(style, layer.labels, language=language))
    return element


def _canvas(content: ReportContent) -> Xml.Element:
    """Return the view the project opens with: all terrains."""
    assert content.terrains is not None, "asked for only with terrains"
    west, south, east, north = map(float, content.terrains.total_bounds)
    margin = _MARGIN * max(east - west, north - south)
    canvas = Xml.Element("mapcanvas", name="theMapCanvas", annotationsVisible="1")
    Xml.SubElement(canvas, "units").text = "meters"
    extent = Xml.SubElement(canvas, "extent")
    corners = {"xmin": west - margin, "ymin": south - margin, "xmax": east + margin,
               "ymax": north + margin}  # fmt: skip
    for name, value in corners.items():
        Xml.SubElement(extent, name).text = f"{value:.3f}"
    Xml.SubElement(canvas, "destinationsrs").append(_crs())
    return canvas


def _crs() -> Xml.Element:
    """Return RD New; QGIS 3.22 wants it in words too, the code alone it does not take."""
    system = Xml.Element("spatialrefsys")
    Xml.SubElement(system, "wkt").text = CRS.from_epsg(RD).to_wkt()
    Xml.SubElement(system, "srid").text = str(RD)
    Xml.SubElement(system, "authid").text = f"EPSG:{RD}"
    return system


def _title(name: str, language: Language) -> str:
    """Return what a layer is called for people."""
    return _TITLES[name][0 if language == "nl" else 1]


_TITLES = {
    "terrains": ("Bedrijventerreinen", "Business parks"),
    "plots": ("Kavels", "Plots"),
    "buildings": ("Panden", "Buildings"),
    "candidates": ("Kandidaten voor intensivering", "Candidates for intensification"),
    "gain_terrains": ("Ruimtewinst per terrein", "Space gain per terrain"),
    "findings": ("Bevindingen (vlakken)", "Findings (areas)"),
    "findings_points": ("Bevindingen (punten)", "Findings (points)"),
    "findings_all": ("Alle bevindingen", "All findings"),
    "provenance": ("Herkomst van elk cijfer", "Where each figure comes from"),
    "nulls": ("Waarom iets onbekend is", "Why something is unknown"),
    "quarantine": ("Apart gezette rijen", "Rows set apart"),
}  # fmt: skip


def _id(name: str) -> str:
    return f"geo_ser_{re.sub('[^a-z_]', '_', name)}"


def _source(name: str, geopackage: str) -> str:
    return f"./{geopackage}|layername={name}"
