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
from geo_ser.maps.evidence import Evidence, evidence_of
from geo_ser.maps.folium_map import feature_collection, map_parts
from geo_ser.maps.format import clean
from geo_ser.maps.page import asset, render, render_map
from geo_ser.maps.parts import (
    TerrainNames,
    findings_values,
    frame_values,
    map_credit,
    page_notes,
    source_rows,
)
from geo_ser.maps.plots import plot_items, plot_themes, terrain_plots
from geo_ser.maps.sheet import charts
from geo_ser.maps.terrain_figures import figure_values, key_figures
from geo_ser.maps.terrains import ordered_terrains, terrain_name, terrain_names
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
from geo_ser.tables import INPUTS

__all__ = ["terrain_page"]


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
    here = _only(terrains, terrain_id)
    terrain = here.to_dict("records")[0]
    evidence = evidence_of(view)
    buildings = terrain_buildings(view, terrain_id)
    plots = terrain_plots(view, terrain_id)
    themes = [*building_themes(buildings, evidence), *plot_themes(plots, evidence)]
    credit = map_credit(view, evidence, [terrain_id])
    if still:
        markup, script = _still(here, plots, buildings, themes, view.language), ""
    else:
        markup, script = _map(here, {"plots": plots, "buildings": buildings}, themes, evidence)
    values = {
        **_frame(view, terrain, evidence),
        **figure_values(terrain, evidence),
        "map": map_values(themes, markup, credit, view.language, outline=True, still=still),
        "charts": charts(terrain, terrains, _standing(buildings, evidence), evidence),
        "candidates": terrain_candidates(view, terrain_id),
        "findings": _findings(view, terrains, terrain_id),
        "building_count": len(buildings),
        "sources": source_rows(view.sources),
        "notes": page_notes(view),
        "data": page_data(_shapes(plots, buildings, evidence), themes, [], view.language),
    }
    if still:
        styles = [asset("page.css"), asset("paper.css")]
        return render("terrain.html.j2", values, language=view.language, styles=styles)
    return render_map("terrain.html.j2", values, script, language=view.language)


def _only(terrains: gpd.GeoDataFrame, terrain_id: str) -> gpd.GeoDataFrame:
    """Return the one row of a terrain."""
    here = terrains[terrains["terrain_id"].astype("str") == terrain_id]
    if here.empty:
        raise TableError(
            f"`terrains` has no terrain {terrain_id!r}; it has {len(terrains)} terrains. "
            "Run `geo-ser measure` again, the map and the tables are of different runs."
        )
    return here


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
        tiles=key_figures(terrain, evidence),
        kind="terrain",
    )


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
