"""The light overview of a study whose plots are too many for one page: its terrains by gain."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from geo_ser.maps.evidence import Evidence, Fact, evidence_of
from geo_ser.maps.folium_map import feature_collection, map_parts
from geo_ser.maps.format import number
from geo_ser.maps.page import render_map
from geo_ser.maps.parts import frame_values, map_credit, page_notes, raw, source_rows, tile
from geo_ser.maps.scales import GAIN_TERRAIN_SCALE, class_codes
from geo_ser.maps.terrains import ordered_terrains, terrain_name
from geo_ser.maps.text import Language, words
from geo_ser.maps.themes import (
    Item,
    Shapes,
    Theme,
    feature_properties,
    map_values,
    page_data,
)
from geo_ser.maps.view import AtlasView, candidates_file, terrain_slug

__all__ = ["overview_page"]

_GAINS = {
    "gain_ha": ["gain_theoretical_ha"],
    "realistic_ha": ["gain_level_1_ha", "gain_level_2_ha", "gain_level_3_ha"],
}
"""What is shown, and the columns of `gain_terrains` that are null where it is not known."""
_SHOWN = tuple(_GAINS)
_KINDS = ("plot", "floor")


def overview_page(view: AtlasView, count: int) -> str:
    """Return candidates.html of a large study: the terrains, each leading to its own page.

    Parameters
    ----------
    view
        A view with `gain`; `count` is how many net plots it has.
    """
    say = words(view.language)
    terrains = ordered_terrains(view)
    sums = _sums(terrains, view)
    evidence = evidence_of(view)
    theme = Theme(
        GAIN_TERRAIN_SCALE, tuple(class_codes(sums["gain_ha"], GAIN_TERRAIN_SCALE)), "terrains"
    )
    shapes = feature_collection(
        terrains.geometry, feature_properties("terrains", [theme], len(terrains))
    )
    markup, script = (
        map_parts({"terrains": shapes}, terrains.total_bounds.tolist(), view.language)
        if shapes["features"]
        else ("", "")
    )
    ids = terrains["terrain_id"].astype("str")
    values = {
        **frame_values(
            kicker=say["candidates_title"],
            heading=view.name,
            edition=view.edition,
            caveat=view.caveat,
            links=[("index.html", say["back"])],
            tiles=_tiles(sums, count, view.language),
            kind="atlas",
        ),
        "map": map_values([theme], markup, map_credit(view, evidence, ids), view.language),
        "note": say["overview_note"].format(count=number(count, 0, view.language)),
        "rows": _rows(terrains, sums, evidence),
        "sources": source_rows(view.sources),
        "notes": page_notes(view),
        "data": page_data(
            [Shapes("terrains", _items(terrains, sums, evidence), say["terrain"])],
            [theme],
            [],
            view.language,
        ),
    }
    return render_map("candidates_overview.html.j2", values, script, language=view.language)


def _sums(terrains: gpd.GeoDataFrame, view: AtlasView) -> pd.DataFrame:
    """Return count and hectares of each terrain's candidates, in order of the terrains.

    What is 0 because nobody knows the gain there is NaN.
    """
    ids = terrains["terrain_id"].astype("str")
    if view.gain is None:
        return pd.DataFrame({"count": 0, "gain_ha": 0.0, "realistic_ha": 0.0}, index=ids)
    ours = view.gain.candidates
    by = ours["terrain_id"].astype("str")
    apart = [f"{name.removesuffix('_ha')}_{kind}_ha" for name in _SHOWN for kind in _KINDS]
    sums = pd.DataFrame(
        {name: ours[name].groupby(by).sum() for name in (*_SHOWN, *apart) if name in ours}
        | {"count": ours[_SHOWN[0]].groupby(by).size()}
    )
    sums = sums.reindex(ids, fill_value=0)
    if view.gain.gain_terrains is not None:
        told = view.gain.gain_terrains
        told = told.set_index(told["terrain_id"].astype("str")).reindex(ids)
        for name, columns in _GAINS.items():
            sums[name] = sums[name].mask(sums[name].eq(0) & told[columns].isna().any(axis=1))
    return sums


def _rows(
    terrains: gpd.GeoDataFrame, sums: pd.DataFrame, evidence: Evidence
) -> list[dict[str, Any]]:
    return [
        {
            "n": place,
            "slug": terrain_slug(str(terrain["terrain_id"])),
            "page": candidates_file(str(terrain["terrain_id"])),
            "name": terrain_name(terrain),
            "cells": [
                {"raw": raw(one["count"]), "text": number(one["count"], 0, evidence.language)},
                *({"raw": raw(one[name]), "text": number(one[name], 2, evidence.language),
                   "reason": _why(terrain, name, evidence)} for name in _SHOWN),
            ],
        }
        for place, (terrain, one) in enumerate(
            zip(terrains.to_dict("records"), sums.to_dict("records"), strict=True)
        )
    ]  # fmt: skip


def _items(terrains: gpd.GeoDataFrame, sums: pd.DataFrame, evidence: Evidence) -> list[Item]:
    say, language = words(evidence.language), evidence.language
    labels = (say["tile_theoretical"], say["tile_realistic"])
    return [
        Item(
            terrain_name(terrain),
            (
                Fact(say["tile_candidates"], number(one["count"], 0, language), ""),
                *(Fact(label, f"{number(one[name], 2, language)} ha", "")
                  if pd.notna(one[name]) else Fact(label, "", _why(terrain, name, evidence))
                  for label, name in zip(labels, _SHOWN, strict=True)),
            ),
            candidates_file(str(terrain["terrain_id"])),
        )
        for terrain, one in zip(
            terrains.to_dict("records"), sums.to_dict("records"), strict=True
        )
    ]  # fmt: skip


def _why(terrain: dict[Any, Any], name: str, evidence: Evidence) -> str:
    """Return why a gain of a terrain is unknown: the first reason that is recorded."""
    row = str(terrain["terrain_id"])
    asked = ["gain_theoretical_ha", *_GAINS[name]]
    known = (one for one in asked if evidence.reason_code("gain_terrains", row, one))
    return evidence.reason("gain_terrains", row, next(known, asked[0]))


def _tiles(sums: pd.DataFrame, count: int, language: Language) -> list[dict[str, str]]:
    say = words(language)
    won = [number(sums[name].sum(min_count=1), 1, language) for name in _SHOWN]
    theory, practice = (f"{text} ha" if text else say["unknown"] for text in won)
    return [
        tile(say["tile_plots"], number(count, 0, language)),
        tile(say["tile_candidates"], number(sums["count"].sum(), 0, language)),
        tile(say["tile_theoretical"], theory, _apart(sums, "gain", say, language)),
        tile(say["tile_realistic"], practice, _apart(sums, "realistic", say, language)),
    ]


def _apart(sums: pd.DataFrame, name: str, say: Mapping[str, str], language: Language) -> str:
    """Return how much of a gain is plots and how much floor space; "" where nobody knows."""
    if not {f"{name}_plot_ha", f"{name}_floor_ha"} <= set(sums.columns):
        return ""
    amounts = {kind: number(sums[f"{name}_{kind}_ha"].sum(), 1, language)
               for kind in _KINDS}  # fmt: skip
    return say["tile_apart"].format(**amounts)
