"""The plots with a gain, ranked by a score anybody can redo, and how sure that rank is.

The score is a weighted mean of five parts between 0 and 1 (`[ranking.weights]`): hectares,
hectares as a share of the plot, how much of it is realistic, how sure the figures are, and how
free the plot is of obstacles. A part depends on the plot alone, so that another plot never
changes a score. Ranks are drawn again with other weights to see whether they hold.
"""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_ser.gain.evidence import GRADES
from geo_ser.gain.rows import KEYS, Site
from geo_ser.gain.whatif import (
    INSTRUMENTS,
    KIND_NAMES,
    OBSTACLES,
    REASONS,
    Ranking,
    WhatIf,
    what_if_words,
)

__all__ = ["PARTS", "at_least", "candidates", "rank_certainty"]

PARTS = ("gain", "share", "realisation", "certainty", "free_of_obstacles")
"""The parts of the score, in the order of the weights."""

_DECIMALS = 9
"""Scores are compared to this many decimals: below it lies the rounding of coordinates."""
_SUMS = {
    "gain_ha": "theoretical_ha", "gain_low_ha": "theoretical_low_ha",
    "gain_high_ha": "theoretical_high_ha", "gain_footprint_m2": "theoretical_footprint_m2",
    "gain_gfa_m2": "theoretical_gfa_m2", "realistic_ha": "realistic_ha",
    "realistic_1_ha": "realistic_1_ha", "realistic_2_ha": "realistic_2_ha",
    "realistic_3_ha": "realistic_3_ha",
}  # fmt: skip
"""Columns of candidates and the columns of gain_plots they add up."""


def candidates(
    land: Site,
    plots: pd.DataFrame,
    obstacles: pd.DataFrame,
    bounded: npt.NDArray[np.bool_],
    settings: WhatIf,
) -> gpd.GeoDataFrame:
    """Return the plots whose best set wins something, best first.

    Parameters
    ----------
    land
        The net plots.
    plots
        What `potential.gain_plots` returned.
    obstacles
        (n,) what `reasons.obstacles` returned, index of the rows of `land`.
    bounded
        (n,) whether anything is known of what may be built on the row.
    settings
        `ranking` and `level` are used.

    Returns
    -------
    candidates : geopandas.GeoDataFrame
        `rank` (1 …), `rank_group` (1: wins something at the study's level within limits that
        are known; 2: does not, or its limits are unknown; all of 1 stand above all of 2),
        `plot_id`, `terrain_id`, `score` (0–1) and its parts (`score_gain` …),
        `top_share` (share of draws in which it stays among the first `top`), the sums of its
        best set (`gain_ha`, `gain_low_ha` …; `gain_plot_ha` and `gain_floor_ha`,
        `realistic_plot_ha` and `realistic_floor_ha`: plots and floor space apart), `reasons`,
        `obstacles`, `instruments` (lists of codes), `linked_with`, `words_nl`, `words_en`,
        `grade` (the worst of its set), and the plot's part in the terrain as geometry.
    """
    ours = plots[plots["chosen"]]
    sums = at_least(plots, list(_SUMS.values())).groupby(KEYS).sum()
    table = sums.loc[sums.index.isin(pd.MultiIndex.from_frame(ours[KEYS]))]
    table = table.rename(columns={old: new for new, old in _SUMS.items()})
    at_level = f"realistic_{settings.level}_ha"
    table["realistic_ha"] = table[at_level]
    for kind in KIND_NAMES:
        of_kind = at_least(plots[plots["kind"].eq(kind)], ["theoretical_ha", at_level])
        of_kind = of_kind.groupby(KEYS).sum().reindex(table.index, fill_value=0.0)
        table[f"gain_{kind}_ha"] = of_kind["theoretical_ha"]
        table[f"realistic_{kind}_ha"] = of_kind[at_level]
    table["grade"] = ours.groupby(KEYS)["grade"].max()
    table["instruments"] = _lists(ours, "instrument", INSTRUMENTS)
    table["reasons"] = _lists(ours, "reason", REASONS)
    linked = ours[ours["with_plot_id"].notna()].drop_duplicates(KEYS)
    table["linked_with"] = linked.set_index(KEYS)["with_plot_id"].reindex(table.index)
    keys = pd.MultiIndex.from_frame(land.rows[KEYS].astype("str"))
    at = keys.get_indexer(table.index)
    met = obstacles.to_numpy(dtype="bool")[at]
    names = np.array(OBSTACLES)
    table["obstacles"] = pd.Series([list(names[one]) for one in met], table.index, dtype="object")
    area = land.rows["area_in_terrain_m2"].to_numpy(dtype="float64")[at]
    parts = _parts(table, area, met.sum(axis=1), settings.ranking)
    score = np.round(parts @ _weights(settings.ranking), _DECIMALS)
    table = table.assign(score=score, **{f"score_{p}": parts[:, n] for n, p in enumerate(PARTS)})
    wins = (table["realistic_ha"].to_numpy() > 0) & bounded[at]
    table = table.assign(_at=at, rank_group=np.where(wins, 1, 2)).reset_index()
    order = np.lexsort(
        (table["terrain_id"], table["plot_id"], -table["gain_ha"].round(6), -score,
         table["rank_group"])
    )  # fmt: skip
    table = table.iloc[order].reset_index(drop=True)
    table["rank"] = np.arange(1, len(table) + 1)
    table["top_share"] = rank_certainty(
        parts[order], settings.ranking, table["rank_group"].to_numpy()
    )
    for language in ("nl", "en"):
        table[f"words_{language}"] = _words(table, language)
    shapes = land.rows.geometry.to_numpy()[table.pop("_at").to_numpy(dtype="int64")]
    return gpd.GeoDataFrame(table[_COLUMNS], geometry=shapes, crs=land.rows.crs)


def at_least(plots: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return some columns of gain_plots with its keys; a value between bounds is its low.

    What is null without bounds counts as 0.
    """
    table = plots[[*KEYS, *columns]].copy()
    for column in columns:
        stem, _, unit = column.rpartition("_")
        low = f"{stem}_low_{unit}"
        if low in plots:
            table[column] = table[column].fillna(plots[low])
    return table.fillna(dict.fromkeys(columns, 0.0))


_COLUMNS = [
    "rank", "rank_group", *KEYS, "score", "top_share", *_SUMS,
    "gain_plot_ha", "gain_floor_ha", "realistic_plot_ha", "realistic_floor_ha", "reasons",
    "obstacles", "instruments", "linked_with", "words_nl", "words_en", "grade",
    *(f"score_{part}" for part in PARTS),
]  # fmt: skip


def rank_certainty(
    parts: npt.NDArray[np.float64], ranking: Ranking, group: npt.NDArray[np.int64] | None = None
) -> npt.NDArray[np.float64]:
    """Return the share of draws in which each candidate is among the first `top`.

    Parameters
    ----------
    parts
        (n, 5) the parts of the score, best candidate first.
    ranking
        Each draw multiplies every weight by its own number between 1 − spread and 1 + spread,
        from `seed`; of equal scores the better candidate stays first.
    group
        (n,) what never changes places: all of a lower group stand above those of a higher one.

    Returns
    -------
    top_share : numpy.ndarray
        (n,) between 0 and 1: how stable the rank is, not how sure the gain.
    """
    rng = np.random.default_rng(ranking.seed)
    moves = rng.uniform(1 - ranking.spread, 1 + ranking.spread, (ranking.draws, len(PARTS)))
    weights = _weights(ranking) * moves
    weights /= weights.sum(axis=1, keepdims=True)
    times = np.zeros(len(parts))
    for one in weights:
        score = np.round(parts @ one, _DECIMALS)
        order = np.argsort(-score, kind="stable")
        if group is not None:
            order = order[np.argsort(group[order], kind="stable")]
        times[order[: ranking.top]] += 1
    return times / ranking.draws


def _weights(ranking: Ranking) -> npt.NDArray[np.float64]:
    weights = np.array([getattr(ranking.weights, part) for part in PARTS], dtype="float64")
    return np.asarray(weights / weights.sum())


def _parts(
    table: pd.DataFrame,
    area_m2: npt.NDArray[np.float64],
    obstacle_count: npt.NDArray[np.int64],
    ranking: Ranking,
) -> npt.NDArray[np.float64]:
    """Return the parts of the score, each between 0 and 1."""
    gain = table["gain_ha"].to_numpy()
    worst = len(GRADES) - 1
    steps = table["grade"].map({grade: place for place, grade in enumerate(GRADES)}).to_numpy()
    parts = (
        np.minimum(gain / ranking.full_gain_ha, 1.0),
        np.minimum(gain * 10_000 / area_m2, 1.0),
        np.minimum(table["realistic_ha"].to_numpy() / gain, 1.0),
        1.0 - steps / worst,
        np.maximum(1.0 - obstacle_count / 3, 0.0),
    )
    return np.stack([np.asarray(one, dtype="float64") for one in parts], axis=1)


def _lists(ours: pd.DataFrame, column: str, order: Sequence[str]) -> pd.Series:
    """Return the codes of each plot as a list, in one order, each once."""
    place = {code: n for n, code in enumerate(order)}
    known = ours[ours[column].notna()]
    return known.groupby(KEYS)[column].agg(lambda codes: sorted(set(codes), key=place.__getitem__))


def _words(table: pd.DataFrame, language: str) -> list[str]:
    """Return the reasons and obstacles of each candidate as one line for people."""
    file = what_if_words()
    said = {one.key: getattr(one, f"name_{language}") for one in (*file.reason, *file.obstacle)}
    link, against = {"nl": (" met ", "tegen: "), "en": (" with ", "against: ")}[language]
    lines = []
    for reasons, obstacles, other in zip(
        table["reasons"], table["obstacles"], table["linked_with"], strict=True
    ):
        why = [
            said[one] + (f"{link}{other}" if one == "linkable" and isinstance(other, str) else "")
            for one in reasons
        ]
        not_ = [against + ", ".join(said[one] for one in obstacles)] if obstacles else []
        lines.append("; ".join([", ".join(why), *not_]))
    return lines
