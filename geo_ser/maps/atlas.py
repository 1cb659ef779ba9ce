"""The front page: the terrains on a map, in a table, and what the checks have to say."""

import math
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from geo_ser.geometry.overlay import counted_twice_m2
from geo_ser.maps.atlas_table import THEME_COLUMNS, table_heads, table_rows
from geo_ser.maps.evidence import CLAIMS, TERRAIN_COLUMNS, Evidence, Fact, cell, evidence_of
from geo_ser.maps.folium_map import feature_collection, map_parts, sheet_points
from geo_ser.maps.format import is_unknown, number
from geo_ser.maps.page import render_map
from geo_ser.maps.parts import (
    findings_values,
    frame_values,
    map_credit,
    page_notes,
    source_rows,
    tile,
)
from geo_ser.maps.scales import ATLAS_SCALES, class_codes
from geo_ser.maps.terrains import (
    difference,
    numbers_of,
    ordered_terrains,
    terrain_name,
    terrain_names,
)
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

__all__ = ["atlas_page"]

_POPUP = (
    "gross_area_m2", "claimed_gross_ha", "claimed_net_ha", "net_area_m2", "net_gross_ratio",
    "gsi_gross", "fsi_gross",
)  # fmt: skip
_SHOWN_HA = 0.005
"""Less does not show in hectares with two decimals."""
_EXTRA = tuple(column for column in CLAIMS if column.name in ("start_year", "district"))


def atlas_page(view: AtlasView) -> str:
    """Return maps/index.html: map, totals, table of terrains and findings, linked both ways.

    Parameters
    ----------
    view
        See `AtlasView`; geometry in EPSG:28992. Null is drawn and written as unknown.

    Returns
    -------
    page : str
        One self-contained HTML text; equal views give equal bytes, whatever the order of
        their rows.

    Raises
    ------
    CrsError
        If the terrains are not in EPSG:28992.
    TableError
        If the terrains have no id or repeat one.
    """
    terrains = ordered_terrains(view)
    names = terrain_names(terrains, view.buildings)
    evidence = evidence_of(view)
    findings, counts = findings_values(view.findings, names, view.language)
    themes = _themes(terrains, evidence)
    markup, script = _map(terrains, themes, view.language)
    values = {
        **_frame(view, terrains),
        "map": map_values(themes, markup, map_credit(view, evidence, names.places), view.language),
        "heads": table_heads(themes, view.language),
        "rows": table_rows(terrains, themes, counts, evidence),
        "findings": findings,
        "sources": source_rows(view.sources),
        "notes": page_notes(view),
        "data": page_data(
            [Shapes("terrains", _items(terrains, evidence), words(view.language)["terrain"])],
            themes,
            _numbers(terrains),
            view.language,
        ),
    }
    return render_map("atlas.html.j2", values, script, language=view.language)


def _themes(terrains: gpd.GeoDataFrame, evidence: Evidence) -> list[Theme]:
    """Return the themes of the front page, those of which nothing is known with the reason."""
    shares = [difference(row) for row in terrains.to_dict("records")]
    series = {"difference": pd.Series([one[1] if one else math.nan for one in shares], dtype=float)}
    series |= {key: numbers_of(terrains, column) for key, column in THEME_COLUMNS.items()}
    columns = {"difference": "claimed_gross_ha"} | THEME_COLUMNS
    ids = terrains["terrain_id"].astype("str").tolist()
    say = words(evidence.language)
    return [
        Theme(
            scale,
            tuple(class_codes(series[key], scale)),
            "terrains",
            _shared_reason(ids, columns[key], evidence) or say["nothing_known"],
        )
        for key, scale in ATLAS_SCALES.items()
    ]


def _shared_reason(ids: Sequence[str], column: str, evidence: Evidence) -> str:
    """Return the reason all terrains share for not knowing a column, "" when they differ."""
    reasons = {evidence.reason("terrains", one, column) for one in ids}
    return reasons.pop() if len(reasons) == 1 else ""


def _map(
    terrains: gpd.GeoDataFrame, themes: Sequence[Theme], language: Language
) -> tuple[str, str]:
    """Return the map's markup and script; empty when there is nothing to draw."""
    properties = feature_properties("terrains", themes, len(terrains))
    shapes = feature_collection(terrains.geometry, properties)
    if not shapes["features"]:
        return "", ""
    return map_parts({"terrains": shapes}, terrains.total_bounds.tolist(), language)


def _numbers(terrains: gpd.GeoDataFrame) -> list[tuple[int, float, float]]:
    """Return where the terrains' numbers stand, the largest terrain first."""
    points = sheet_points(terrains.geometry)
    area = terrains.geometry.area.fillna(0).round(3)
    order = sorted(range(len(terrains)), key=lambda place: (-area.iloc[place], place))
    return [(place, point[0], point[1]) for place in order if (point := points[place])]


def _frame(view: AtlasView, terrains: gpd.GeoDataFrame) -> dict[str, Any]:
    say = words(view.language)
    links = [("ladder.html", say["to_ladder"])] if view.has_ladder else []
    if view.gain is not None:
        links.insert(0, (candidates_file(None), say["to_candidates"]))
    return frame_values(
        kicker=say["atlas"],
        heading=view.name,
        edition=view.edition,
        caveat=view.caveat,
        links=links,
        tiles=_tiles(terrains, view.language),
        kind="atlas",
    )


def _tiles(terrains: gpd.GeoDataFrame, language: Language) -> list[dict[str, str]]:
    """Return the totals; sums run over what is known and say over how many that is."""
    say = words(language)
    measured = numbers_of(terrains, "gross_area_m2") / 10_000
    claimed = numbers_of(terrains, "claimed_gross_ha")
    both = measured.notna() & claimed.notna()
    twice = counted_twice_m2(terrains.geometry[measured.notna().to_numpy()]) / 10_000
    return [
        tile(say["terrains"], str(len(terrains))),
        tile(say["measured_gross"], *_sum(measured, language, twice=twice)),
        tile(say["claimed_gross"], *_sum(claimed, language)),
        tile(say["difference"], *_gap(claimed[both], measured[both], language, twice=twice)),
    ]


def _gap(
    claimed: pd.Series, measured: pd.Series, language: Language, *, twice: float
) -> tuple[str, str]:
    """Return the difference of two totals in hectares and, below it, in per cent.

    It is the difference of the totals as they are shown: whoever subtracts them finds it. Claims
    are made terrain by terrain: where land lies in two of them (`twice`), it counts twice on
    both sides here, which is said.
    """
    say = words(language)
    shared = [say["counted_apart"]] if twice >= _SHOWN_HA else []
    note = ", ".join([say["both_known"], *shared])
    total = math.fsum(measured)
    if total <= 0:
        return "", note
    gap = math.fsum(claimed) - total
    share = number(100 * gap / total, 1, language, sign=True)
    gap = round(math.fsum(claimed), 2) - round(total, 2)
    return f"{number(gap, 2, language, sign=True)} ha", f"{share} %, {note}"


def _sum(hectares: pd.Series, language: Language, *, twice: float = 0.0) -> tuple[str, str]:
    """Return a total in hectares, and what to know of it.

    Over how many terrains it runs, when not over all; and how much of their sum was left out
    because it lies in two of them (`twice`).
    """
    say = words(language)
    known = hectares.dropna()
    note = say["of_terrains"].format(known=len(known), all=len(hectares))
    if known.empty:
        return "", note
    text = f"{number(math.fsum(known) - twice, 2, language)} ha"
    notes = [] if len(known) == len(hectares) else [note]
    if twice >= _SHOWN_HA:
        notes.append(say["shared_once"].format(ha=number(twice, 2, language)))
    return text, ", ".join(notes)


def _items(terrains: gpd.GeoDataFrame, evidence: Evidence) -> list[Item]:
    """Return the popups: the figures of the themes, with what stands behind each."""
    return [
        Item(
            terrain_name(terrain),
            tuple(_facts(terrain, evidence)),
            f"terrain-{terrain_slug(str(terrain['terrain_id']))}.html",
        )
        for terrain in terrains.to_dict("records")
    ]


def _facts(terrain: dict[Any, Any], evidence: Evidence) -> list[Fact]:
    facts = [evidence.fact(terrain, TERRAIN_COLUMNS[name]) for name in _POPUP]
    facts.insert(2, _difference_fact(terrain, evidence))
    extra = [evidence.fact(terrain, column) for column in _EXTRA]
    return facts + [fact for fact in extra if fact.known]


def _difference_fact(terrain: dict[Any, Any], evidence: Evidence) -> Fact:
    """Return the difference between claim and measurement as one line."""
    label = words(evidence.language)["difference_ha"]
    gap = difference(terrain)
    if gap is None:
        no_area = is_unknown(cell(terrain, "gross_area_m2"))
        column = "gross_area_m2" if no_area else "claimed_gross_ha"
        return Fact(label, "", evidence.reason("terrains", str(terrain["terrain_id"]), column))
    hectares = number(gap[0], 2, evidence.language, sign=True)
    percent = number(100 * gap[1], 1, evidence.language, sign=True)
    return Fact(label, f"{hectares} ha ({percent} %)", "")
