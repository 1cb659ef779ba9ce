"""The table of terrains beside the map of the front page."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd

from geo_ser.maps.evidence import TERRAIN_COLUMNS, Evidence, cell
from geo_ser.maps.floor_area import floor_text
from geo_ser.maps.format import clean, is_unknown, number, value_text
from geo_ser.maps.parts import raw
from geo_ser.maps.terrains import difference, terrain_name
from geo_ser.maps.text import Language, words
from geo_ser.maps.themes import Theme
from geo_ser.maps.view import terrain_slug

__all__ = ["THEME_COLUMNS", "table_heads", "table_rows"]

THEME_COLUMNS = {"net_gross": "net_gross_ratio", "coverage": "gsi_gross", "fsi": "fsi_gross"}


_WIDE = " wide"  # a column that a phone does without


def table_heads(themes: Sequence[Theme], language: Language) -> list[dict[str, str]]:
    """Return the heads of the number columns; a theme of which nothing is known has none."""
    say = words(language)
    heads = [
        {"label": say["measured"], "unit": "ha", "title": say["measured_gross"]},
        {"label": say["claimed"], "unit": "ha", "title": say["claimed_gross"]},
        {"label": say["difference"], "unit": "ha", "title": say["difference_ha"], "width": _WIDE},
        {"label": say["difference"], "unit": "%", "title": say["theme_difference_unit"]},
    ]
    units = {"net_gross": "%", "coverage": "%", "fsi": ""}
    more = [theme.scale.key for theme in themes[1:] if theme.known]
    heads += [
        {"label": say[f"head_{key}"], "unit": units[key], "title": say[f"theme_{key}_unit"]}
        for key in more
    ]
    return [{"width": ""} | head for head in heads]


def table_rows(
    terrains: gpd.GeoDataFrame,
    themes: Sequence[Theme],
    counts: dict[int, int],
    evidence: Evidence,
) -> list[dict[str, Any]]:
    """Return the rows of the table of terrains."""
    rows = []
    for place, terrain in enumerate(terrains.to_dict("records")):
        slug = terrain_slug(str(terrain["terrain_id"]))
        district = clean(terrain.get("district"), limit=60)
        rows.append(
            {
                "n": place,
                "slug": slug,
                "page": f"terrain-{slug}.html",
                "name": terrain_name(terrain),
                "below": district,
                "cells": _cells(terrain, place, themes, evidence),
                "findings": counts.get(place, 0),
            }
        )
    return rows


def _cells(
    terrain: dict[Any, Any], place: int, themes: Sequence[Theme], evidence: Evidence
) -> list[dict[str, str]]:
    """Return one terrain's number cells, in the order of `table_heads`."""
    language, terrain_id = evidence.language, str(terrain["terrain_id"])
    gap = difference(terrain)
    measured = cell(terrain, "gross_area_m2")
    hectares = None if is_unknown(measured) else float(str(measured)) / 10_000
    claimed = cell(terrain, "claimed_gross_ha")
    no_claim = evidence.reason("terrains", terrain_id, "claimed_gross_ha")
    no_area = evidence.reason("terrains", terrain_id, "gross_area_m2")
    no_gap = no_claim if is_unknown(claimed) else no_area
    percent = None if gap is None else 100 * gap[1]
    cells = [
        _cell(hectares, number(hectares, 2, language), no_area),
        _cell(claimed, number(claimed, 2, language), no_claim),
        _cell(gap and gap[0], number(gap and gap[0], 2, language, sign=True), no_gap)
        | {"width": _WIDE},
        _cell(percent, number(percent, 1, language, sign=True), no_gap, _dot(themes[0], place)),
    ]
    for theme in themes[1:]:
        if theme.known:
            column = TERRAIN_COLUMNS[THEME_COLUMNS[theme.scale.key]]
            value = cell(terrain, column.name)
            known = value_text(value, column, language).removesuffix(" %")
            text = known or floor_text(terrain, column, language)
            reason = evidence.reason("terrains", terrain_id, column.name)
            cells.append(_cell(value, text, reason))
    return cells


def _cell(value: object, text: str, reason: str, colour: str = "") -> dict[str, str]:
    return {"raw": raw(value), "text": text, "reason": reason, "colour": colour, "width": ""}


def _dot(theme: Theme, place: int) -> str:
    """Return the colour a terrain has in a theme, "" where it is unknown."""
    code = theme.codes[place]
    return "" if code is None else theme.colours[code]
