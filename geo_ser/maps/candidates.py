"""The candidates: every net plot on one map, a list, a filter and a card per plot.

Above `MOST_PLOTS` plots one page would be too heavy to open: then each terrain gets its own and
`candidates.html` is a light overview of them.
"""

import math
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
from markupsafe import Markup

from geo_ser.gain import what_if_words
from geo_ser.geometry.overlay import has_shape
from geo_ser.maps.candidates_data import FIGURES, SIZES, USES, candidates_data, origins
from geo_ser.maps.candidates_overview import overview_page
from geo_ser.maps.candidates_split import terrain_views
from geo_ser.maps.candidates_text import PAGE_WORDS
from geo_ser.maps.evidence import evidence_of
from geo_ser.maps.folium_map import map_parts
from geo_ser.maps.format import clean
from geo_ser.maps.packing import packed_text
from geo_ser.maps.page import asset, leaflet_script, leaflet_style, render, script_json
from geo_ser.maps.parts import frame_values, map_credit, page_notes, source_rows
from geo_ser.maps.scales import GAIN_SCALE, REASON_COLOURS
from geo_ser.maps.terrains import ordered_terrains, terrain_name
from geo_ser.maps.text import LANGUAGES, words
from geo_ser.maps.view import AtlasView, GainView, candidates_file

__all__ = ["candidates_page", "candidates_pages"]

_SCRIPTS = (
    "map_common.js", "tables.js", "candidates_data.js", "candidates_map.js", "candidates_list.js",
    "candidates_card.js", "candidates_export.js", "candidates_start.js",
)  # fmt: skip


_TOTALS = tuple(
    f"{name}{kind}_ha" for name in ("gain", "realistic") for kind in ("", "_plot", "_floor")
)


def candidates_pages(view: AtlasView) -> dict[str, str]:
    """Return the candidates pages by file name; none where no gain was worked out.

    Parameters
    ----------
    view
        See `AtlasView`.
    """
    if view.gain is None:
        return {}
    if not view.gain.is_split:
        return {candidates_file(None): candidates_page(view)}
    pages = {
        candidates_file(one): candidates_page(part, part_of_more=True)
        for one, part in terrain_views(view)
    }
    return {candidates_file(None): overview_page(view, view.gain.plot_count)} | pages


def candidates_page(view: AtlasView, *, part_of_more: bool = False) -> str:
    """Return maps/candidates.html, or that of one terrain where the view has but one.

    Parameters
    ----------
    view
        A view with `gain`; geometry in EPSG:28992. Null is shown as unknown, with its reason.
    part_of_more
        Other terrains have pages of their own: ranks run over all of them, and the page leads
        to their overview.

    Returns
    -------
    page : str
        One self-contained HTML text in both languages; equal views give equal bytes, whatever
        the order of their rows.

    Raises
    ------
    CrsError
        If the terrains are not in EPSG:28992.
    TableError
        If the terrains have no id or repeat one, or a plot lies in a terrain that is not there.
    """
    gain = view.gain or GainView(candidates=_nothing())
    evidence = evidence_of(view)
    terrains = ordered_terrains(view)
    data = candidates_data(view, gain)
    drawn = bool(data["plots"]["sizes"] or data["terrains"]["shapes"]["sizes"])
    markup, script = _map(terrains, view) if drawn else ("", "")
    say = words(view.language)
    values = {
        **_frame(view),
        "overview": candidates_file(None) if part_of_more else "",
        "map": Markup(markup),
        "credit": map_credit(view, evidence, terrains["terrain_id"].astype("str")),
        "count": len(data["plot"]),
        "reasons": [one.key for one in what_if_words().reason],
        "sizes": SIZES,
        "terrains": data["terrains"]["name"],
        "sources": source_rows(view.sources),
        "notes": page_notes(view),
        "data": script_json(_config(view, gain, origins(view, evidence)) | {"part": part_of_more}),
        "plots": Markup(packed_text(data)),
        "title": f"{say['candidates_title']} – {clean(view.name, limit=120)}",
    }
    return render(
        "candidates.html.j2",
        values,
        language=view.language,
        styles=[leaflet_style(), asset("page.css"), asset("candidates.css")],
        scripts=[leaflet_script(), script, *(asset(one) for one in _SCRIPTS)],
    )


def _nothing() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"terrain_id": [], "plot_id": []}, geometry=[], crs=28992)


def _map(terrains: gpd.GeoDataFrame, view: AtlasView) -> tuple[str, str]:
    """Return the bare map; the page's own script draws the plots on it."""
    gain = view.gain
    shapes: Sequence[gpd.GeoSeries] = [terrains.geometry]
    if gain is not None and not has_shape(terrains.geometry).any():
        shapes = [gain.candidates.geometry]
    return map_parts({}, shapes[0].total_bounds.tolist(), view.language, control=False)


def _frame(view: AtlasView) -> dict[str, Any]:
    terrains = ordered_terrains(view)
    one = len(terrains) == 1
    heading = terrain_name(terrains.to_dict("records")[0]) if one else view.name
    return frame_values(
        kicker=words(view.language)["candidates_title"],
        heading=heading,
        edition=view.edition,
        caveat=view.caveat,
        kind="candidates",
    ) | {"has_ladder": view.has_ladder}


def _totals(gain: GainView) -> dict[str, float]:
    """Return the hectares of all candidates together, where known: sums before any rounding."""
    table = gain.candidates
    return {
        name: math.fsum(pd.to_numeric(table[name]).dropna()) if name in table else 0.0
        for name in _TOTALS
    }


def _config(view: AtlasView, gain: GainView, evidence_origins: dict[str, Any]) -> dict[str, Any]:
    """Return what the script reads beside the plots: words, codes, scales, origins."""
    names = what_if_words()
    return {
        "language": view.language,
        "name": clean(view.name, limit=120),
        "edition": view.edition.isoformat(),
        "words": {
            language: {key: words(language)[key] for key in PAGE_WORDS} for language in LANGUAGES
        },
        "codes": {
            kind: [[one.key, one.name_nl, one.name_en] for one in getattr(names, kind)]
            for kind in ("instrument", "reason", "obstacle")
        },
        "totals": _totals(gain),
        "figures": {name: [kind, unit] for name, (_table, kind, unit) in FIGURES.items()},
        "uses": USES,
        "sizes": SIZES,
        "gain": {"bounds": GAIN_SCALE.bounds, "colours": GAIN_SCALE.colours},
        "reason_colours": [REASON_COLOURS[one.key] for one in names.reason],
        "origins": evidence_origins,
    }
