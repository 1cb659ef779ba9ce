"""QGIS styles: how each layer of the GeoPackage looks when it is opened.

A style is a list of rules, the first of which that holds gives the colour. Rules rather than
QGIS's graduated classes, because graduated classes do not draw what is unknown. The terrains'
classes and colours are the map's own (`geo_ser.maps.scales`).

Seen in QGIS 3.22.16: every layer opens with its rules, colours and labels by itself. That
version takes the labels from the style only.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, starmap
from xml.etree import ElementTree as Xml

from geo_ser.maps.scales import ATLAS_SCALES, GAIN_SCALE, class_labels
from geo_ser.report.labels import Language

__all__ = ["STYLES", "Rule", "Style", "qml", "symbology"]

_HEADER = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_NAMES = uuid.UUID("7b1f1d58-3c0e-4c5b-9d33-0f6f3f0d2a11")
"""Namespace of the rules' keys: QGIS wants UUIDs, we want the same ones each time."""


@dataclass(frozen=True)
class Rule:
    """One class of a legend: what it is called, when it holds (a QGIS expression), its colour."""

    nl: str
    en: str
    holds: str
    colour: str

    def label(self, language: Language) -> str:
        """Return the legend's text."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True)
class Style:
    """How one layer is drawn: its rules in order, and what the style is called."""

    name: str
    rules: tuple[Rule, ...]
    symbol: str = "fill"


_UNKNOWN = Rule("onbekend", "unknown", "ELSE", "#bdbdbd")
_GAP = 'round(100 * ("claimed_gross_ha" * 10000 - "gross_area_m2") / "gross_area_m2", 9)'


def _difference() -> tuple[Rule, ...]:
    """Return the classes of claimed − measured, those of the map."""
    scale = ATLAS_SCALES["difference"]
    far_below, below, above, far_above = scale.bounds
    holds = (
        f"{_GAP} <= {far_below}",
        f"{_GAP} > {far_below} AND {_GAP} < {below}",
        f"{_GAP} >= {below} AND {_GAP} <= {above}",
        f"{_GAP} > {above} AND {_GAP} < {far_above}",
        f"{_GAP} >= {far_above}",
    )
    dutch, english = class_labels(scale, "nl"), class_labels(scale, "en")
    return tuple(starmap(Rule, zip(dutch, english, holds, scale.colours, strict=True)))


def _gain() -> tuple[Rule, ...]:
    """Return the classes of the gain of a plot, those of the candidates' map."""
    bounds = GAIN_SCALE.bounds
    holds = (
        f'"gain_ha" < {bounds[0]}',
        *(f'"gain_ha" >= {low} AND "gain_ha" < {high}' for low, high in pairwise(bounds)),
        f'"gain_ha" >= {bounds[-1]}',
    )
    dutch, english = class_labels(GAIN_SCALE, "nl"), class_labels(GAIN_SCALE, "en")
    return tuple(starmap(Rule, zip(dutch, english, holds, GAIN_SCALE.colours, strict=True)))


def _values(column: str, *classes: tuple[str, str, str]) -> tuple[Rule, ...]:
    """Return a rule per value of a text column, given as (value, Dutch label, colour)."""
    return tuple(
        Rule(nl, value.replace("_", " "), f"\"{column}\" = '{value}'", colour)
        for value, nl, colour in classes
    )


_SEVERITY = _values(
    "severity",
    ("error", "fout", "#d7191c"),
    ("warning", "waarschuwing", "#fdae61"),
    ("info", "ter informatie", "#abd9e9"),
)

STYLES: Mapping[str, Style] = {
    "terrains": Style("opgave − meting", (*_difference(), _UNKNOWN)),
    "plots": Style(
        "gebruik",
        (
            *_values(
                "use",
                ("built", "bebouwd", "#cab2d6"),
                ("unbuilt", "onbebouwd", "#b2df8a"),
                ("rest", "restgrond", "#e6d3a3"),
                ("under_construction", "in aanbouw", "#fdbf6f"),
                ("reserve", "reserve", "#ffff99"),
                ("public", "openbaar", "#d9d9d9"),
            ),
            _UNKNOWN,
        ),
    ),
    "buildings": Style(
        "herkomst bvo",
        (
            *_values(
                "gfa_method",
                ("units", "verblijfsobjecten (BAG)", "#1b7837"),
                ("storeys", "bouwlagen", "#a6dba0"),
                ("single_storey", "één laag aangenomen", "#fdb863"),
                ("none", "geen vloeroppervlak in gebruik", "#e0e0e0"),
            ),
            _UNKNOWN,
        ),
    ),
    "candidates": Style("winst (ha)", (*_gain(), _UNKNOWN)),
    "findings": Style("ernst", _SEVERITY),
    "findings_points": Style("ernst", _SEVERITY, "marker"),
}  # fmt: skip
"""The default style of each layer."""


def qml(style: Style, aliases: Sequence[tuple[str, str]], *, language: Language = "nl") -> str:
    """Return a layer's style as QML, with the columns' labels.

    Parameters
    ----------
    style
        One of `STYLES`.
    aliases
        (column, label) in the layer's order, its key left out.
    language
        Of the legend.

    Returns
    -------
    qml : str
        What QGIS 3 reads as a style with symbology and fields; the same for the same input.
    """
    root = Xml.Element("qgis", version="3.22.0", styleCategories="Symbology|Fields")
    root.extend(symbology(style, aliases, language=language))
    Xml.indent(root, " ")
    return _HEADER + Xml.tostring(root, encoding="unicode") + "\n"


def symbology(
    style: Style | None, aliases: Sequence[tuple[str, str]], *, language: Language = "nl"
) -> list[Xml.Element]:
    """Return what QGIS reads of a layer's style, in a style file as in a project.

    Parameters
    ----------
    style
        One of `STYLES`; None for a table without shapes, which has only labels.
    aliases, language
        As in `qml`.
    """
    labels = Xml.Element("aliases")
    for index, (column, label) in enumerate(aliases, start=1):  # 0 is the layer's key
        Xml.SubElement(labels, "alias", field=column, index=str(index), name=label)
    return [labels] if style is None else [_renderer(style, language), labels]


def _renderer(style: Style, language: Language) -> Xml.Element:
    """Return the rules of a style with their symbols."""
    renderer = Xml.Element("renderer-v2", type="RuleRenderer", symbollevels="0", enableorderby="0")
    rules = Xml.SubElement(renderer, "rules", key=_key(style.name))
    symbols = Xml.SubElement(renderer, "symbols")
    for place, rule in enumerate(style.rules):
        Xml.SubElement(
            rules, "rule", key=_key(f"{style.name}/{rule.holds}"), symbol=str(place),
            label=rule.label(language), filter=rule.holds,
        )  # fmt: skip
        _add_symbol(symbols, style.symbol, place, rule.colour)
    return renderer


def _add_symbol(symbols: Xml.Element, kind: str, place: int, colour: str) -> None:
    """Add one fill or marker of a colour, with a thin dark outline."""
    symbol = Xml.SubElement(symbols, "symbol", type=kind, name=str(place), alpha="0.8")
    layer_class = {"fill": "SimpleFill", "marker": "SimpleMarker"}[kind]
    layer = Xml.SubElement(symbol, "layer", {"class": layer_class, "enabled": "1", "pass": "0"})
    options = Xml.SubElement(layer, "Option", type="Map")
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    for name, value in {
        "color": f"{red},{green},{blue},255",
        "outline_color": "70,70,70,255",
        "outline_style": "solid",
        "outline_width": "0.2",
        "outline_width_unit": "MM",
        "style": "solid",
    }.items():
        Xml.SubElement(options, "Option", type="QString", name=name, value=value)


def _key(name: str) -> str:
    """Return a rule's key: the same for the same name."""
    return f"{{{uuid.uuid5(_NAMES, name)}}}"
