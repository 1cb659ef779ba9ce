"""The light overview of a study whose plots are too many for one page: its terrains by gain."""

from typing import Any

import geopandas as gpd
import pandas as pd

from geo_ser.maps.evidence import Fact, evidence_of
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

_SHOWN = ("gain_ha", "realistic_ha")


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
        "rows": _rows(terrains, sums, view.language),
        "sources": source_rows(view.sources),
        "notes": page_notes(view),
        "data": page_data(
            [Shapes("terrains", _items(terrains, sums, view.language), say["terrain"])],
            [theme],
            [],
            view.language,
        ),
    }
    return render_map("candidates_overview.html.j2", values, script, language=view.language)


def _sums(terrains: gpd.GeoDataFrame, view: AtlasView) -> pd.DataFrame:
    """Return count and hectares of each terrain's candidates, in order of the terrains."""
    ids = terrains["terrain_id"].astype("str")
    if view.gain is None:
        return pd.DataFrame({"count": 0, "gain_ha": 0.0, "realistic_ha": 0.0}, index=ids)
    ours = view.gain.candidates
    by = ours["terrain_id"].astype("str")
    sums = pd.DataFrame(
        {name: ours[name].groupby(by).sum() for name in _SHOWN}
        | {"count": ours[_SHOWN[0]].groupby(by).size()}
    )
    return sums.reindex(ids, fill_value=0)


def _rows(
    terrains: gpd.GeoDataFrame, sums: pd.DataFrame, language: Language
) -> list[dict[str, Any]]:
    return [
        {
            "n": place,
            "slug": terrain_slug(str(terrain["terrain_id"])),
            "page": candidates_file(str(terrain["terrain_id"])),
            "name": terrain_name(terrain),
            "cells": [
                {"raw": raw(one["count"]), "text": number(one["count"], 0, language)},
                *({"raw": raw(one[name]), "text": number(one[name], 2, language)}
                  for name in _SHOWN),
            ],
        }
        for place, (terrain, one) in enumerate(
            zip(terrains.to_dict("records"), sums.to_dict("records"), strict=True)
        )
    ]  # fmt: skip


def _items(terrains: gpd.GeoDataFrame, sums: pd.DataFrame, language: Language) -> list[Item]:
    say = words(language)
    labels = (say["tile_theoretical"], say["tile_realistic"])
    return [
        Item(
            terrain_name(terrain),
            (
                Fact(say["tile_candidates"], number(one["count"], 0, language), ""),
                *(Fact(label, f"{number(one[name], 2, language)} ha", "")
                  for label, name in zip(labels, _SHOWN, strict=True)),
            ),
            candidates_file(str(terrain["terrain_id"])),
        )
        for terrain, one in zip(
            terrains.to_dict("records"), sums.to_dict("records"), strict=True
        )
    ]  # fmt: skip


def _tiles(sums: pd.DataFrame, count: int, language: Language) -> list[dict[str, str]]:
    say = words(language)
    return [
        tile(say["tile_plots"], number(count, 0, language)),
        tile(say["tile_candidates"], number(sums["count"].sum(), 0, language)),
        tile(say["tile_theoretical"], f"{number(sums['gain_ha'].sum(), 1, language)} ha"),
        tile(say["tile_realistic"], f"{number(sums['realistic_ha'].sum(), 1, language)} ha"),
    ]
