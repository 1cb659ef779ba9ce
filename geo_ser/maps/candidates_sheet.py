"""The candidates of one terrain, as a short list on its sheet that leads to the map."""

from typing import Any
from urllib.parse import urlencode

from geo_ser.maps.format import clean, number
from geo_ser.maps.text import words
from geo_ser.maps.view import AtlasView, candidates_file

__all__ = ["terrain_candidates"]

_SHOWN = 15


def terrain_candidates(view: AtlasView, terrain_id: str) -> dict[str, Any] | None:
    """Return the best candidates of a terrain; None where nobody worked out the gain.

    Returns
    -------
    candidates : dict or None
        `count`, `rows` (the first 15 by rank), `note` where there are more, `href` to the map.
    """
    if view.gain is None:
        return None
    table = view.gain.candidates
    here = table[table["terrain_id"].astype("str") == terrain_id].sort_values("rank")
    page = candidates_file(terrain_id if view.gain.is_split else None)
    rows = [
        _row(one, page, view)
        for one in here.head(_SHOWN).drop(columns="geometry").to_dict("records")
    ]
    more = words(view.language)["candidates_more"].format(shown=len(rows), all=len(here))
    return {
        "count": len(here),
        "rows": rows,
        "note": more if len(here) > len(rows) else "",
        "href": f"{page}#{urlencode({'terrain': clean(terrain_id, limit=20_000)})}",
    }


def _row(one: dict[Any, Any], page: str, view: AtlasView) -> dict[str, Any]:
    """Return a candidate as its line is printed."""
    plot, terrain = (clean(one[name], limit=20_000) for name in ("plot_id", "terrain_id"))
    return {
        "rank": one["rank"],
        "plot": clean(one["plot_id"], limit=80),
        "href": f"{page}#{urlencode({'plot': plot, 'in': terrain})}",
        "gain": number(one["gain_ha"], 3, view.language),
        "realistic": number(one["realistic_ha"], 3, view.language),
        "why": clean(one[f"words_{view.language}"], limit=300),
        "grade": clean(one["grade"], limit=3),
    }
