"""The themes of a map: the class of each shape, the legend with counts, the data of the page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from geo_ser.maps.evidence import Fact
from geo_ser.maps.page import script_json
from geo_ser.maps.scales import Categories, Classes, class_labels
from geo_ser.maps.text import Language, words

__all__ = [
    "Item",
    "Shapes",
    "Theme",
    "feature_properties",
    "first_theme",
    "map_values",
    "page_data",
]


@dataclass(frozen=True)
class Theme:
    """One way to colour the shapes: a scale and the class of each shape, None where unknown.

    `reason` says why nothing at all is known, when that is so; `layer` which layer of the map
    it colours.
    """

    scale: Classes | Categories
    codes: tuple[int | None, ...]
    layer: str
    reason: str = ""

    @property
    def known(self) -> bool:
        """Whether at least one shape has a class."""
        return any(code is not None for code in self.codes)

    @property
    def colours(self) -> list[str]:
        """The colour of each class."""
        scale = self.scale
        return list(scale.colours if isinstance(scale, Classes) else scale.kinds.values())

    def legend(self, language: Language) -> dict[str, Any]:
        """Return what the theme bar and the legend print."""
        say = words(language)
        counts = Counter(self.codes)
        labels = (
            class_labels(self.scale, language)
            if isinstance(self.scale, Classes)
            else [say[kind] for kind in self.scale.kinds]
        )
        classes = [
            {"label": label, "colour": colour, "count": counts[code]}
            for code, (label, colour) in enumerate(zip(labels, self.colours, strict=True))
        ]
        return {
            "key": self.scale.key,
            "label": say[f"theme_{self.scale.key}"],
            "unit": say[f"theme_{self.scale.key}_unit"],
            "known": self.known,
            "reason": self.reason,
            "classes": classes,
            "unknown": counts[None],
        }


@dataclass(frozen=True)
class Item:
    """One shape as its popup shows it."""

    title: str
    facts: tuple[Fact, ...]
    page: str | None = None


@dataclass(frozen=True)
class Shapes:
    """A layer of the map that answers a click: its name there and the popup of each shape.

    `item` and `title` are what one shape and its popup are called, ``{}`` being its own title.
    """

    name: str
    items: Sequence[Item]
    item: str
    title: str = "{}"


def feature_properties(layer: str, themes: Sequence[Theme], count: int) -> list[dict[str, Any]]:
    """Return what the features of a layer carry: their number and their class in each theme."""
    mine = [theme.codes for theme in themes if theme.layer == layer]
    return [{"n": place, "c": [codes[place] for codes in mine]} for place in range(count)]


def first_theme(themes: Sequence[Theme]) -> int:
    """Return the place of the first theme with something known, 0 when none has."""
    return next((place for place, theme in enumerate(themes) if theme.known), 0)


def map_values(
    themes: Sequence[Theme],
    markup: str,
    credit: str,
    language: Language,
    *,
    outline: bool = False,
    still: bool = False,
) -> dict[str, Any]:
    """Return what the map column of a page prints.

    `outline` adds its key to the legend; `still` says that the map is a picture for paper.
    """
    legends = [theme.legend(language) for theme in themes]
    return {
        "themes": legends,
        "first": legends[first_theme(themes)]["key"],
        "html": Markup(markup),
        "credit": credit,
        "outline": outline,
        "still": still,
    }


def page_data(
    layers: Sequence[Shapes],
    themes: Sequence[Theme],
    numbers: Sequence[tuple[int, float, float]],
    language: Language,
) -> Markup:
    """Return the JSON the page's script reads; labels and notes stand there once each.

    Parameters
    ----------
    layers
        The GeoJSON layers, their items in the order of the features' property ``n``. The first
        is the page's own: its rows stand in the tables.
    numbers
        Item, latitude, longitude of the numbers on the map, the most important first.
    """
    items = [item for layer in layers for item in layer.items]
    labels = _places(fact.label for item in items for fact in item.facts)
    notes = _places(fact.note for item in items for fact in item.facts if fact.note)
    say = words(language)
    return script_json(
        {
            "first": first_theme(themes),
            "themes": [_theme_record(place, themes) for place in range(len(themes))],
            "layers": [
                {
                    "name": layer.name,
                    "item": layer.item,
                    "title": layer.title,
                    "items": [_item_record(item, labels, notes) for item in layer.items],
                    "labels": sorted({labels[f.label] for one in layer.items for f in one.facts}),
                }
                for layer in layers
            ],
            "labels": list(labels),
            "notes": list(notes),
            "numbers": numbers,
            "words": {
                key: say[key]
                for key in ("unknown", "open_page", "zoom_in", "zoom_out", "whole", "close")
            },
        }
    )


def _theme_record(place: int, themes: Sequence[Theme]) -> dict[str, Any]:
    """Return a theme: its layer, where its class stands among those of a feature, its colours."""
    theme = themes[place]
    slot = sum(one.layer == theme.layer for one in themes[:place])
    return {"layer": theme.layer, "slot": slot, "colours": theme.colours}


def _item_record(item: Item, labels: Mapping[str, int], notes: Mapping[str, int]) -> dict[str, Any]:
    rows = [
        [labels[fact.label], fact.value, *([notes[fact.note]] if fact.note else [])]
        for fact in item.facts
    ]
    record: dict[str, Any] = {"title": item.title, "rows": rows}
    return record | ({"page": item.page} if item.page else {})


def _places(texts: Any) -> dict[str, int]:
    """Return each different text with its place in order of first appearance."""
    return {text: place for place, text in enumerate(dict.fromkeys(texts))}
