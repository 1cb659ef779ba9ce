"""The baseline (ijkbasis): where a municipality stands on fourteen indicators of space use."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from geo_ser.errors import TableError
from geo_ser.ladder.baseline_benchmarks import filling, load_benchmarks
from geo_ser.ladder.baseline_measured import measured_scores, terrain_rows
from geo_ser.ladder.baseline_municipal import municipal_rows, plot_sizes, reasoned_fsi
from geo_ser.ladder.baseline_score import Score, indicator_of
from geo_ser.ladder.baseline_sectors import sector_records
from geo_ser.ladder.baseline_stated import Stated, Terrain, read_stated
from geo_ser.parameters import BASELINE_INDICATORS, BASELINE_ITEMS, BaselineParameters

__all__ = ["baseline"]

_M2_PER_HA = 10_000.0


def baseline(
    parameters: BaselineParameters,
    stated: Mapping[str, pd.DataFrame],
    indicators: pd.DataFrame | None = None,
    references: Sequence[Mapping[str, Any]] = (),
    sectors: pd.DataFrame | None = None,
) -> dict[str, Any]:
    """Return the tables of annex A for a study, each figure with where it comes from.

    Parameters
    ----------
    parameters
        The `[baseline]` block; every choice in it is a parameter.
    stated
        The tables it names, by key, every cell text.
    indicators
        (n,) the terrain indicators; None where nothing was measured.
    references
        Reference projects to stand beside the study's own terrains, JSON-ready.
    sectors
        `terrain_id`, `sector` (null: unknown), `establishments`, as `measure` counts them; None
        where no establishments were read.

    Returns
    -------
    baseline : dict
        JSON-ready; shares are fractions, None is unknown. `indicators` (their words),
        `terrains` (all, `counts` says whether a terrain takes part and `why` not), `scores`
        (per item and terrain that takes part: what was measured, else stated, else a
        reference figure; `others` has what it was preferred to), `baseline` (as
        `municipal_rows`), `plots` (as `plot_sizes`), `vacancy` (beside the frictional one),
        `sectors`, `benchmarks` (the reference figures themselves), `references`,
        `excluded_not_found`. Sorted by name: the order of the input changes nothing.

    Raises
    ------
    TableError
        With every problem of every table, named by file, row and column.

    Notes
    -----
    Source: Stec Groep (2004), Zorgvuldig ruimtegebruik Rijssen-Holten, annex A.
    """
    given = read_stated(parameters, stated)
    names = sorted({*given.terrains, *given.sectors, *(one.terrain for one in given.scores)})
    rows, unmapped = terrain_rows(names, parameters, indicators)
    everywhere = sorted({*names, *rows})
    problems = [*given.problems, *unmapped, *_parameter_problems(parameters, everywhere)]
    if problems:
        raise TableError("\n".join([f"[baseline]: {len(problems)} problems", *problems]))
    terrains = [_terrain(parameters, name, given, rows.get(name)) for name in everywhere]
    ours = [one["terrain"] for one in terrains if one["counts"]]
    known = {name: _known(parameters, name, given, rows.get(name)) for name in ours}
    best = [scores[0] for name in ours for scores in known[name].values()]
    fill = filling(parameters.benchmarks)
    issued = parameters.issued_plots.table if parameters.issued_plots else ""
    years = {t["terrain"]: t["plan_year"] for t in terrains if t["plan_year"] is not None}
    return {
        "indicators": _words(),
        "terrains": terrains,
        "scores": [
            _score_record(item, name, known[name].get(item, []), fill.get(item))
            for item in BASELINE_ITEMS
            for name in ours
        ],
        "baseline": municipal_rows(parameters, best, fill, years),
        "plots": plot_sizes(best, given.issued, issued),
        "vacancy": _vacancy(parameters, best),
        "sectors": sector_records(parameters, given, ours, rows, sectors),
        "benchmarks": _benchmark_records(parameters),
        "references": [dict(one) for one in references],
        "excluded_not_found": sorted(set(parameters.exclude) - set(everywhere)),
    }


def _parameter_problems(parameters: BaselineParameters, terrains: Sequence[str]) -> list[str]:
    """Return sets of reference figures and terrains left out that do not exist."""
    sets = load_benchmarks().sets
    problems = [
        f"[baseline] benchmarks names unknown set {one!r}; known: {', '.join(sets)}"
        for one in parameters.benchmarks
        if one not in sets
    ]
    return problems + [
        f"[baseline] leave_out.{item} names unknown terrain {name!r}"
        for item, names in parameters.leave_out.items()
        for name in names
        if name not in terrains
    ]


def _terrain(
    parameters: BaselineParameters, name: str, given: Stated, rows: pd.DataFrame | None
) -> dict[str, Any]:
    """Return a terrain, whether it takes part, and if not, why."""
    stated = given.terrains.get(name, Terrain())
    gross, net = stated.gross_ha, stated.net_ha
    if rows is not None:
        gross = _hectares(rows, "gross_area_m2", gross)
        net = _hectares(rows, "net_area_m2", net)
    why = None
    if name in parameters.exclude:
        why = "excluded"
    elif gross is not None and gross < parameters.min_gross_ha:
        why = "too_small"
    return {
        "terrain": name,
        "gross_ha": gross,
        "net_ha": net,
        "companies": stated.companies,
        "plan_year": stated.plan_year,
        "measured_as": sorted(map(str, rows["terrain_id"])) if rows is not None else [],
        "counts": why is None,
        "why": why,
    }


def _hectares(rows: pd.DataFrame, column: str, otherwise: float | None) -> float | None:
    """Return an area that was measured, else the stated one."""
    if column not in rows or rows[column].isna().any():
        return otherwise
    return math.fsum(rows[column]) / _M2_PER_HA


def _known(
    parameters: BaselineParameters, name: str, given: Stated, rows: pd.DataFrame | None
) -> dict[str, list[Score]]:
    """Return per item what is known of a terrain, best first: measured, stated, reasoned."""
    measured = measured_scores(name, rows) if rows is not None else []
    found: dict[str, list[Score]] = {}
    for one in (*measured, *(score for score in given.scores if score.terrain == name)):
        found.setdefault(one.item, []).append(one)
    rules = {item: scores[0] for item, scores in found.items()}
    for one in reasoned_fsi(parameters, name, rules):
        found.setdefault(one.item, []).append(one)
    return found


def _score_record(
    item: str, terrain: str, scores: Sequence[Score], benchmark: Score | None
) -> dict[str, Any]:
    """Return what a terrain has on an item, and what else was known of it."""
    known = [*scores, *([benchmark] if benchmark else [])]
    nothing = dict.fromkeys(("low", "high", "basis", "source", "text"))
    return {
        "item": item,
        "indicator": indicator_of(item),
        "terrain": terrain,
        "unit": BASELINE_ITEMS[item].unit,
        **(known[0].figures() if known else nothing),
        "others": [one.figures() for one in known[1:]],
    }


def _vacancy(parameters: BaselineParameters, scores: Sequence[Score]) -> dict[str, Any]:
    """Return the vacancy of each terrain beside the frictional one."""
    usual = parameters.frictional_vacancy
    return {
        "frictional": usual,
        "terrains": [
            {
                "terrain": one.terrain,
                "low": one.low,
                "high": one.high,
                "above_frictional": one.middle - usual,
                "basis": one.basis,
            }
            for one in scores
            if one.item == "vacancy"
        ],
    }


def _words() -> list[dict[str, Any]]:
    words = load_benchmarks().indicators
    return [{"key": key, **words[key].model_dump()} for key in BASELINE_INDICATORS]


def _benchmark_records(parameters: BaselineParameters) -> list[dict[str, Any]]:
    """Return the reference figures of the sets asked for, those of a part too."""
    known = load_benchmarks()
    return [
        {**one.model_dump(), "unit": BASELINE_ITEMS[one.item].unit}
        for name in parameters.benchmarks
        for one in known.benchmark
        if one.set == name
    ]
