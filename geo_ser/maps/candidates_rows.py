"""The net plots as the candidates page shows them: one row each, gain beside what is measured."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_ser.errors import TableError
from geo_ser.gain import what_if_words
from geo_ser.maps.terrains import ordered_terrains
from geo_ser.maps.view import AtlasView, GainView

__all__ = [
    "KEYS",
    "MEASURED",
    "PERMITTED",
    "WON",
    "chosen_measures",
    "net_plots",
    "reasons_why",
]

KEYS = ["terrain_id", "plot_id"]
MEASURED = (
    "area_m2", "area_in_terrain_m2", "footprint_m2", "coverage", "gfa_m2",
    "gfa_low_m2", "gfa_high_m2", "height_max_m", "largest_free_rectangle_m2",
)  # fmt: skip
PERMITTED = (
    "envelope_m2", "permitted_footprint_m2", "permitted_gfa_m2", "max_coverage", "max_height_m",
)  # fmt: skip
WON = (
    "gain_ha", "gain_low_ha", "gain_high_ha", "realistic_ha", "realistic_1_ha", "realistic_2_ha",
    "realistic_3_ha", "gain_gfa_m2", "gain_footprint_m2",
)  # fmt: skip
_SCORES = ("score", "top_share")
_CODES = ("use", "size_class", "road_access", "vacant")
_LISTS = ("reasons", "obstacles", "instruments")


def net_plots(view: AtlasView, gain: GainView) -> gpd.GeoDataFrame:
    """Return every net plot with what is measured, permitted and won on it.

    Parameters
    ----------
    view
        `terrains`, `plots` and `nulls` are used.
    gain
        The tables of 3_gain; a plot that is in `candidates` alone counts too.

    Returns
    -------
    rows : geopandas.GeoDataFrame
        In order of terrain (`place`, as the front page has them) and id: `MEASURED`,
        `PERMITTED`, `WON` (m², m, ha or fraction; null unknown), `rank` and scores (null where
        the plot is no candidate), `reasons`, `obstacles`, `instruments` (tuples of codes),
        `unknown` (tuples of (what-if, reason code) that could not be worked out), `geometry`
        (the plot in the terrain) and `envelope` (what may be built on, None unknown). A plot
        that is no candidate and of which no what-if is unknown has won 0.
    """
    rows = _keyed(view, gain)
    envelopes = None if gain.gain_envelopes is None else _by_key(gain.gain_envelopes)
    rows = _joined(rows, None if view.plots is None else _by_key(view.plots), (*MEASURED, *_CODES))
    rows = _joined(rows, envelopes, PERMITTED)
    ranked = _by_key(gain.candidates)
    rows = _joined(rows, ranked, (*WON, *_SCORES, "rank", "grade", "linked_with"))
    at = pd.MultiIndex.from_frame(rows[KEYS])
    for name in _LISTS:
        rows[name] = _tuples(ranked, name, at)
    rows["unknown"] = _unknown(gain.gain_plots, at)
    none_won = rows["rank"].isna() & (rows["unknown"].map(len) == 0)
    rows.loc[none_won, list(WON)] = 0.0
    rows["envelope"] = _geometry(envelopes, at)
    shapes = _geometry(ranked, at)
    for table in (view.plots, gain.gain_envelopes):
        if table is not None and any(one is None for one in shapes):
            other = _geometry(_by_key(table), at)
            shapes = np.array(
                [other[n] if one is None else one for n, one in enumerate(shapes)], dtype="object"
            )
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=28992)


def chosen_measures(gain: GainView, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the what-ifs of the plots' best sets.

    Returns
    -------
    measures : pandas.DataFrame
        `row` (place in `rows`), `instrument`, `reason`, `ha`, `footprint_m2`, `gfa_m2`, in order
        of row, the most hectares first.
    """
    columns = {
        "theoretical_ha": "ha", "theoretical_footprint_m2": "footprint_m2",
        "theoretical_gfa_m2": "gfa_m2",
    }  # fmt: skip
    names = ["row", "instrument", "reason", *columns.values()]
    plots = gain.gain_plots
    if plots is None or plots.empty:
        return pd.DataFrame({name: [] for name in names}).astype({"row": "int64"})
    ours = plots[plots["chosen"].astype("bool")].rename(columns=columns)
    at = pd.MultiIndex.from_frame(rows[KEYS])
    place = at.get_indexer(pd.MultiIndex.from_frame(ours[KEYS].astype("str")))
    ours = ours.assign(row=place)[place >= 0]
    order = np.lexsort((ours["instrument"], -ours["ha"].round(9), ours["row"]))
    return pd.DataFrame(ours.iloc[order][names].reset_index(drop=True))


def reasons_why(nulls: pd.DataFrame, table: str, column: str, ids: Sequence[str]) -> list[str]:
    """Return for each id the code of why a figure is unknown, "" where none is recorded."""
    ours = nulls[(nulls["table"] == table) & (nulls["column"] == column)]
    ours = ours.sort_values(["id", "reason"]).drop_duplicates("id")
    known = dict(zip(ours["id"].astype("str"), ours["reason"].astype("str"), strict=True))
    rest = known.get("*", "")
    return [known.get(one, rest) for one in ids]


def _keyed(view: AtlasView, gain: GainView) -> pd.DataFrame:
    """Return the keys of the net plots and of the candidates, in order of the page."""
    terrains = ordered_terrains(view)["terrain_id"].astype("str").tolist()
    tables = [gain.candidates] if gain.gain_envelopes is None else [
        gain.candidates, gain.gain_envelopes
    ]  # fmt: skip
    keys = pd.concat([pd.DataFrame(one[KEYS]).astype("str") for one in tables])
    keys = keys.drop_duplicates().reset_index(drop=True)
    places = {one: place for place, one in enumerate(terrains)}
    keys["place"] = [places.get(one, len(places)) for one in keys["terrain_id"]]
    lost = keys.loc[keys["place"] == len(places), "terrain_id"].unique()
    if len(lost):
        raise TableError(
            f"`candidates`: {len(lost)} terrains are not in `terrains` (first: "
            f"{list(lost[:3])}). Run `geo-ser gain` again, the tables are of different runs."
        )
    return pd.DataFrame(keys.sort_values(["place", "plot_id"], ignore_index=True))


def _by_key(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table by its two ids as text."""
    keys = pd.MultiIndex.from_frame(pd.DataFrame(table[KEYS]).astype("str"))
    return table.set_axis(keys, axis="index")


def _joined(rows: pd.DataFrame, table: pd.DataFrame | None, names: Sequence[str]) -> pd.DataFrame:
    """Return the rows with columns of a table beside them, null where it has none."""
    there = [] if table is None else [name for name in names if name in table]
    at = pd.MultiIndex.from_frame(rows[KEYS])
    found = pd.DataFrame(index=at) if table is None else pd.DataFrame(table[there]).reindex(at)
    absent = [name for name in names if name not in there]
    return rows.assign(
        **{name: found[name].to_numpy() for name in there},
        **{name: pd.Series(pd.NA, rows.index, dtype="object") for name in absent},
    )


def _tuples(table: pd.DataFrame, name: str, at: pd.MultiIndex) -> pd.Series:
    """Return a column of lists as tuples, empty where there is none."""
    lists = table[name].reindex(at) if name in table else [None] * len(at)
    return pd.Series(
        [() if one is None or np.ndim(one) == 0 else tuple(str(code) for code in one)
         for one in lists],
        dtype="object",
    )  # fmt: skip


def _unknown(plots: pd.DataFrame | None, at: pd.MultiIndex) -> pd.Series:
    """Return of each row the what-ifs that are unknown, with the reason."""
    if plots is None or "unknown_reason" not in plots:
        return pd.Series([()] * len(at), dtype="object")
    order = {one.key: place for place, one in enumerate(what_if_words().instrument)}
    ours = plots[plots["unknown_reason"].notna()]
    ours = ours.assign(place=ours["instrument"].map(order).fillna(len(order)))
    ours = ours.sort_values(["place", "instrument"], kind="stable")
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for terrain, plot, instrument, why in zip(
        *(ours[one].astype("str") for one in (*KEYS, "instrument", "unknown_reason")), strict=True
    ):
        found.setdefault((terrain, plot), []).append((instrument, why))
    return pd.Series([tuple(found.get(key, ())) for key in at], dtype="object")


def _geometry(table: pd.DataFrame | None, at: pd.MultiIndex) -> npt.NDArray[np.object_]:
    """Return the shape of each row, None where the table has none."""
    if table is None:
        return np.full(len(at), None, dtype="object")
    shapes = gpd.GeoSeries(table["geometry"]).reindex(at).to_numpy()
    return np.array([one if one else None for one in shapes], dtype="object")
