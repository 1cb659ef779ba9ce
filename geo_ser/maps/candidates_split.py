"""A view cut up by terrain: what each page shows of a study that is too large for one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd

from geo_ser.maps.terrains import ordered_terrains
from geo_ser.maps.view import AtlasView, GainView

__all__ = ["terrain_views"]


def terrain_views(view: AtlasView) -> Iterator[tuple[str, AtlasView]]:
    """Give each terrain's id with a view of that terrain alone, in order of the front page.

    Each table is cut once, so that the work grows with its rows and not with terrains × rows.

    Parameters
    ----------
    view
        A view with `gain`. Provenance of all terrains (`*`) and nulls that belong to no one
        terrain's plots or buildings go into every view.
    """
    gain = view.gain or GainView(candidates=_nothing())
    terrains = ordered_terrains(view)
    cut = {
        name: _by_terrain(table)
        for name, table in (
            ("terrains", terrains), ("buildings", view.buildings), ("plots", view.plots),
            ("candidates", gain.candidates), ("gain_plots", gain.gain_plots),
            ("gain_envelopes", gain.gain_envelopes), ("provenance", view.provenance),
            ("nulls", _owned_nulls(view, gain)),
        )
    }  # fmt: skip

    for one in terrains["terrain_id"].astype("str"):
        here: dict[str, Any] = {name: _part(parts, one) for name, parts in cut.items()}
        for name in ("provenance", "nulls"):
            here[name] = pd.concat([_part(cut[name], "*"), here[name]])
        ours = GainView(
            candidates=here["candidates"],
            gain_plots=here["gain_plots"],
            gain_envelopes=here["gain_envelopes"],
        )
        tables = ("terrains", "buildings", "plots", "provenance", "nulls")
        yield one, replace(view, gain=ours, **{name: here[name] for name in tables})


_Parts = tuple[pd.DataFrame, Mapping[str, pd.DataFrame]] | None


def _nothing() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"terrain_id": [], "plot_id": []}, geometry=[], crs=28992)


def _by_terrain(table: pd.DataFrame | None) -> _Parts:
    """Return a table without rows, and its rows by terrain; None where there is no table."""
    if table is None:
        return None
    parts = {str(one): rows for one, rows in table.groupby(table["terrain_id"].astype("str"))}
    return table.head(0), parts


def _part(parts: _Parts, terrain_id: str) -> pd.DataFrame | None:
    return None if parts is None else parts[1].get(terrain_id, parts[0])


def _owned_nulls(view: AtlasView, gain: GainView) -> pd.DataFrame:
    """Return the nulls with the terrains they belong to, `*` where to none in particular."""
    tables = {
        "plot_id": (gain.candidates, gain.gain_envelopes, view.plots),
        "building_id": (view.buildings,),
        "terrain_id": (view.terrains,),
    }
    pairs = [
        pd.DataFrame({"id": table[key], "terrain_id": table["terrain_id"]}).astype("str")
        for key, some in tables.items()
        for table in some
        if table is not None and key in table
    ]
    owners = pd.concat(pairs).drop_duplicates()
    nulls = view.nulls.assign(id=view.nulls["id"].astype("str"))
    owned = nulls.merge(owners, on="id", how="left")
    return owned.assign(terrain_id=owned["terrain_id"].fillna("*"))
