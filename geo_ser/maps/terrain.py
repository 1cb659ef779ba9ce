"""The page of one terrain: its buildings on a map, every figure with what stands behind it."""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from geo_ser.errors import TableError
from geo_ser.findings import finding_records
from geo_ser.maps.buildings import building_items, building_themes, terrain_buildings
from geo_ser.maps.candidates_sheet import terrain_candidates
from geo_ser.maps.drawing import Drawn, drawing
from geo_ser.maps.evidence import CLAIMS, TERRAIN_COLUMNS, Evidence, cell, evidence_of
from geo_ser.maps.folium_map import feature_collection, map_parts
from geo_ser.maps.format import clean, is_unknown, number
from geo_ser.maps.page import asset, leaflet_script, leaflet_style, render
from geo_ser.maps.parts import (
    TerrainNames,
    findings_values,
    frame_values,
    map_credit,
    page_notes,
    source_rows,
    tile,
)
from geo_ser.maps.plots import plot_items, plot_themes, terrain_plots
from geo_ser.maps.scales import BUILDING_SCALES, Categories
from geo_ser.maps.sheet import charts
from geo_ser.maps.terrains import difference, ordered_terrains, terrain_name, terrain_names
from geo_ser.maps.text import Language, words
from geo_ser.maps.themes import (
    Shapes,
    Theme,
    feature_properties,
    first_theme,
    map_values,
    page_data,
)
from geo_ser.maps.view import AtlasView, terrain_slug
from geo_ser.tables import GROUPS, INDICATORS, INPUTS, Column

__all__ = ["terrain_page"]

_USES = ("industry", "office", "retail", "dwelling", "other")
_IDENTITY = ("terrain_id", "name", "geometry")


def terrain_page(view: AtlasView, terrain_id: str, *, still: bool = False) -> str:
    """Return maps/terrain-<slug>.html: the map of plots and buildings, charts, figures, findings.

    Parameters
    ----------
    view
        The same view as the front page's.
    terrain_id
        One of the view's terrains.
    still
        Draw the map as a picture and leave out every script: for a PDF.

    Raises
    ------
    TableError
        If the view has no such terrain.
    """
    terrains = ordered_terrains(view)
    here = terrains[terrains["terrain_id"].astype("str") == terrain_id]
    if here.empty:
        raise TableError(
            f"`terrains` has no terrain {terrain_id!r}; it has {len(terrains)} terrains. "
            "Run `geo-ser measure` again, the map and the tables are of different runs."
        )
    terrain = here.to_dict("records")[0]
    evidence = evidence_of(view)
    buildings = terrain_buildings(view, terrain_id)
    plots = terrain_plots(view, terrain_id)
    themes = [*building_themes(buildings, evidence), *plot_themes(plots, evidence)]
    groups = _groups(terrain, evidence)
    markup, script = "", ""
    if not still:
        markup, script = _map(here, {"plots": plots, "buildings": buildings}, themes, evidence)
    values = {
        **_frame(view, terrain, evidence),
        "map": map_values(
            themes,
            _still(here, plots, buildings, themes, view.language) if still else markup,
            map_credit(view, evidence, [terrain_id]),
            view.language,
            outline=True,
            still=still,
        ),
        "charts": charts(terrain, terrains, _standing(buildings, evidence), evidence),
        "bars": _bars(terrain, evidence),
        "gfa_reason": _gfa_reason(terrain, evidence),
        "gfa_range": _gfa_range(terrain, evidence),
        "candidates": terrain_candidates(view, terrain_id),
        "findings": _findings(view, terrains, terrain_id),
        "groups": groups,
        "files": _files(groups),
        "building_count": len(buildings),
        "sources": source_rows(view.sources),
        "notes": page_notes(view),
        "data": page_data(_shapes(plots, buildings, evidence), themes, [], view.language),
    }
    scripts = [
        leaflet_script(),
        script,
        asset("map_common.js"),
        asset("tables.js"),
        asset("map.js"),
    ]
    return render(
        "terrain.html.j2",
        values,
        language=view.language,
        styles=[asset("page.css"), asset("paper.css")]
        if still
        else [leaflet_style(), asset("page.css")],
        scripts=[] if still else scripts,
    )


def _map(
    here: gpd.GeoDataFrame,
    layers: Mapping[str, gpd.GeoDataFrame],
    themes: Sequence[Theme],
    evidence: Evidence,
) -> tuple[str, str]:
    """Return the map's markup and script; empty when there is nothing to draw."""
    drawn = {"outline": feature_collection(here.geometry, [{}])} | {
        name: feature_collection(
            table.geometry,
            feature_properties(name, themes, len(table)),
        )
        for name, table in layers.items()
    }
    if not any(one["features"] for one in drawn.values()):
        return "", ""
    everything = pd.concat([here.geometry, *(table.geometry for table in layers.values())])
    return map_parts(drawn, everything.total_bounds.tolist(), evidence.language)


def _still(
    here: gpd.GeoDataFrame,
    plots: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame,
    themes: Sequence[Theme],
    language: Language,
) -> str:
    """Return the map as a picture, in the theme that the page would open with."""
    theme = themes[first_theme(themes)]
    fills = [None if code is None else theme.colours[code] for code in theme.codes]
    own: dict[str, Sequence[str | None]] = {
        "plots": ["#ffffff"] * len(plots),
        "buildings": ["#5c6b78"] * len(buildings),
        theme.layer: fills,
    }
    return drawing(
        [
            Drawn(plots.geometry, own["plots"]),
            Drawn(buildings.geometry, own["buildings"]),
            Drawn(here.geometry, ["none"], dashed=True),
        ],
        language,
    )


def _shapes(
    plots: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame, evidence: Evidence
) -> list[Shapes]:
    """Return the layers that answer a click, the buildings being the page's own."""
    say = words(evidence.language)
    return [
        Shapes(
            "buildings",
            building_items(buildings, evidence),
            say["building"],
            f"{say['building']} {{}}",
        ),
        Shapes("plots", plot_items(plots, evidence), say["plot"], f"{say['plot']} {{}}"),
    ]


def _standing(buildings: gpd.GeoDataFrame, evidence: Evidence) -> gpd.GeoDataFrame:
    """Return the buildings without those that measuring found not to stand."""
    ids = buildings["building_id"].astype("str")
    gone = [evidence.reason_code("buildings", one, "gfa_m2") == "not_standing" for one in ids]
    return buildings[~pd.Series(gone, index=buildings.index, dtype=bool)]


def _frame(view: AtlasView, terrain: dict[Any, Any], evidence: Evidence) -> dict[str, Any]:
    say = words(view.language)
    slug = terrain_slug(str(terrain["terrain_id"]))
    links = [(f"index.html#terrain-{slug}", say["back"])]
    if view.has_ladder:
        links.append(("ladder.html", say["to_ladder"]))
    return frame_values(
        kicker=f"{say['atlas']} {clean(view.name, limit=60)}",
        heading=terrain_name(terrain),
        edition=view.edition,
        caveat=view.caveat,
        links=links,
        tiles=_tiles(terrain, evidence),
        kind="terrain",
    )


def _tiles(terrain: dict[Any, Any], evidence: Evidence) -> list[dict[str, str]]:
    """Return the key figures: the areas always, the ratios where they are known."""
    say = words(evidence.language)
    labels = {
        "gross_area_m2": say["measured_gross"], "claimed_gross_ha": say["claimed_gross"],
        "gsi_gross": "", "fsi_gross": "", "gfa_m2": "",
    }  # fmt: skip
    tiles = []
    for name, label in labels.items():
        fact = evidence.fact(terrain, TERRAIN_COLUMNS[name], label=label)
        note = "" if fact.known else fact.note
        if not fact.known and not label:
            continue  # stands in the table below, with its reason
        if name == "claimed_gross_ha" and (gap := difference(terrain)):
            note = f"{number(100 * gap[1], 1, evidence.language, sign=True)} %"
        tiles.append(tile(fact.label, fact.value, note))
    return tiles


def _bars(terrain: dict[Any, Any], evidence: Evidence) -> list[dict[str, Any]]:
    """Return the floor area per use as bars, each a share of the largest."""
    say, language = words(evidence.language), evidence.language
    column = {use: TERRAIN_COLUMNS[f"gfa_{use}_m2"] for use in _USES}
    areas = {use: cell(terrain, column[use].name) for use in _USES}
    known = {use: float(str(area)) for use, area in areas.items() if not is_unknown(area)}
    total, longest = sum(known[use] for use in sorted(known)), max(known.values(), default=0.0)
    kinds = BUILDING_SCALES["use"]
    colours = kinds.kinds if isinstance(kinds, Categories) else {}
    bars = []
    for use in _USES:
        fact = evidence.fact(terrain, column[use])
        area = known.get(use, 0.0)
        bars.append(
            {
                "label": say[f"use_{use}"],
                "value": f"{number(area, 0, language)} m²" if use in known else "",
                "reason": fact.note,
                "width": round(100 * area / longest, 2) if longest else 0,
                "share": f"{number(100 * area / total, 0, language)} %" if total else "",
                "colour": colours[f"use_{use}"],
            }
        )
    return bars


def _gfa_reason(terrain: dict[Any, Any], evidence: Evidence) -> str:
    """Return why no floor area per use is known at all, "" when some is."""
    facts = [evidence.fact(terrain, TERRAIN_COLUMNS[f"gfa_{use}_m2"]) for use in _USES]
    if any(fact.known for fact in facts):
        return ""
    return "; ".join(dict.fromkeys(fact.note for fact in facts))


def _files(groups: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Return the files behind the known figures with their number in the notes."""
    files = (fact.file for group in groups for fact in group["known"] if fact.file)
    return {file: place for place, file in enumerate(dict.fromkeys(files), 1)}


def _gfa_range(terrain: dict[Any, Any], evidence: Evidence) -> str:
    """Return the range of the floor area as one line, "" when it is unknown."""
    low, high = cell(terrain, "gfa_low_m2"), cell(terrain, "gfa_high_m2")
    if is_unknown(low) or is_unknown(high):
        return ""
    language = evidence.language
    total = evidence.fact(terrain, TERRAIN_COLUMNS["gfa_m2"])
    say = words(language)
    ends = f"{number(low, 0, language)} – {number(high, 0, language)} m²"
    return f"{say['total']} {total.label} {total.value or say['unknown']} ({say['range']} {ends})"


def _findings(view: AtlasView, terrains: gpd.GeoDataFrame, terrain_id: str) -> dict[str, Any]:
    """Return the findings about this terrain, its buildings, or a whole table it rests on."""
    names = terrain_names(terrains, view.buildings)
    place = names.places[terrain_id]
    about = [
        place in names.of(record) or _about_all(record) for record in finding_records(view.findings)
    ]
    mine = view.findings[pd.Series(about, index=view.findings.index, dtype=bool)]
    alone = TerrainNames({}, ())
    return findings_values(mine, alone, view.language)[0]


def _about_all(finding: dict[str, Any]) -> bool:
    return finding["table"] in INPUTS and not finding["id"] and not finding["name"]


def _groups(terrain: dict[Any, Any], evidence: Evidence) -> list[dict[str, Any]]:
    """Return all indicators by group: the known ones, then the unknown ones by reason."""
    say = words(evidence.language)
    columns = [one for one in INDICATORS["terrains"] if one.name not in _IDENTITY]
    stated = [one for one in CLAIMS if one.name in terrain or one in CLAIMS[:2]]
    groups = [_group(say["group_claims"], terrain, stated, evidence)]
    for name in ("cover", *(group for group in GROUPS if group != "cover")):
        mine = [one for one in columns if (one.group or "cover") == name]
        label = say["group_area" if name == "cover" else f"group_{name}"]
        groups.append(_group(label, terrain, mine, evidence))
    return groups[1:2] + groups[:1] + groups[2:]


def _group(
    label: str,
    terrain: dict[Any, Any],
    columns: Sequence[Column],
    evidence: Evidence,
) -> dict[str, Any]:
    """Return one group: the facts that are known, and labels of the others by their reason."""
    facts = [evidence.fact(terrain, one) for one in columns]
    unknown: dict[str, list[str]] = {}
    for fact in facts:
        if not fact.known:
            unknown.setdefault(fact.note, []).append(fact.label)
    gaps = [{"labels": names, "reason": reason} for reason, names in unknown.items()]
    return {"label": label, "known": [fact for fact in facts if fact.known], "unknown": gaps}
