"""The municipal baseline: one score per item out of the scores of the terrains."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from geo_ser.ladder.baseline_score import Score, indicator_of, weakest
from geo_ser.ladder.baseline_stated import PlotClass
from geo_ser.parameters import BASELINE_ITEMS, BaselineParameters

__all__ = ["municipal_rows", "plot_sizes", "reasoned_fsi"]

_PLOT_CLASSES = {
    "plot_size.plots_lt_1000": (0.0, 1000.0),
    "plot_size.plots_1000_2000": (1000.0, 2000.0),
    "plot_size.plots_2000_5000": (2000.0, 5000.0),
    "plot_size.plots_5000_10000": (5000.0, 10_000.0),
    "plot_size.plots_ge_10000": (10_000.0, None),
}
_DECIMALS = 9
"""Multiples of a step such as 0.05 are cleaned of what binary fractions leave behind."""


def municipal_rows(
    parameters: BaselineParameters,
    scores: Sequence[Score],
    benchmarks: Mapping[str, Score],
    plan_years: Mapping[str, float],
) -> list[dict[str, Any]]:
    """Return the baseline, one record per item that is not a count of plots.

    Parameters
    ----------
    parameters
        Method, step and terrains left out per item; what breaks a tie.
    scores
        What was measured or stated of the terrains that count.
    benchmarks
        Per item the reference figure that fills in where no terrain has a score.
    plan_years
        The year of the plan per terrain, where known.

    Returns
    -------
    rows : list of dict
        `item, indicator, unit, low, high, basis, method, step, count` (terrains with this
        score), `of` (terrains with a score), `terrains, tied, source, inputs`. Without any
        score or reference figure low and high are None.
    """
    rows: dict[str, dict[str, Any]] = {}
    for item, rule in BASELINE_ITEMS.items():
        if rule.method in ("most_frequent", "range"):
            left_out = parameters.leave_out.get(item, ())
            ours = [one for one in scores if one.item == item and one.terrain not in left_out]
            rows[item] = _row(parameters, item, ours, benchmarks.get(item), plan_years)
    rows["building_height.storeys"] = _or_assumed(rows["building_height.storeys"], parameters)
    rows |= {row["item"]: row for row in _reasoned_rows(parameters, rows)}
    return [rows[item] for item in BASELINE_ITEMS if item in rows]


def _row(
    parameters: BaselineParameters,
    item: str,
    scores: Sequence[Score],
    benchmark: Score | None,
    plan_years: Mapping[str, float],
) -> dict[str, Any]:
    """Return one item: out of the terrains, else from the reference figure, else nothing."""
    if not scores:
        known = benchmark.figures() if benchmark else {"low": None, "high": None, "basis": None}
        known.setdefault("source", None)
        known.pop("text", None)
        return _record(item, **known, method="benchmark" if benchmark else None)
    method, step = parameters.method(item), parameters.step(item)
    if method == "range":
        chosen, tied = list(scores), False
        low, high = min(one.low for one in scores), max(one.high for one in scores)
    else:
        chosen, tied = _most_frequent(scores, step, parameters.tie, plan_years)
        low, high = min(one.low for one in chosen), max(one.high for one in chosen)
    return _record(
        item,
        low=_to_step(low, step),
        high=_to_step(high, step),
        basis=weakest(one.basis for one in chosen),
        method=method,
        step=step,
        count=len(chosen),
        of=len(scores),
        terrains=sorted(one.terrain for one in chosen),
        tied=tied,
        source="; ".join(sorted({one.source for one in chosen})),
    )


def _record(item: str, **values: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "item": item,
        "indicator": indicator_of(item),
        "unit": BASELINE_ITEMS[item].unit,
        **dict.fromkeys(("low", "high", "basis", "method", "step")),
        "count": 0,
        "of": 0,
        "terrains": [],
        "tied": False,
        "source": None,
        "inputs": {},
    }
    return {**empty, **values}


def _to_step(value: float, step: float) -> float:
    """Return the nearest multiple of a step, halves upwards."""
    return float(round(math.floor(round(value / step, _DECIMALS) + 0.5) * step, _DECIMALS))


def _most_frequent(
    scores: Sequence[Score], step: float, tie: str, plan_years: Mapping[str, float]
) -> tuple[list[Score], bool]:
    """Return the scores that occur most, and whether others occurred as often."""
    groups: dict[tuple[float, float], list[Score]] = {}
    for one in scores:
        groups.setdefault((_to_step(one.low, step), _to_step(one.high, step)), []).append(one)
    most = max(map(len, groups.values()))
    tied = [groups[key] for key in sorted(groups) if len(groups[key]) == most]
    if len(tied) == 1:
        return tied[0], False
    if tie == "low":
        return tied[0], True
    if tie == "high":
        return tied[-1], True
    if tie == "most_recent":
        years = [_mean_year(group, plan_years) for group in tied]
        tied = [group for group, year in zip(tied, years, strict=True) if year == max(years)]
    return [one for group in tied for one in group], True


def _mean_year(scores: Sequence[Score], plan_years: Mapping[str, float]) -> float:
    """Return the mean plan year of the terrains with a score; unknown years count last."""
    years = [plan_years[one.terrain] for one in scores if one.terrain in plan_years]
    return math.fsum(years) / len(years) if years else -math.inf


def _or_assumed(row: dict[str, Any], parameters: BaselineParameters) -> dict[str, Any]:
    """Return the storeys; where nobody says, those the parameters assume."""
    if row["low"] is not None:
        return row
    assumed = {"low": parameters.storeys, "high": parameters.storeys}
    source = "; ".join(filter(None, ["[baseline] storeys", parameters.source]))
    return {**row, **assumed, "basis": "stated", "method": "assumed", "source": source}


def _reasoned_rows(
    parameters: BaselineParameters, rows: Mapping[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the items that follow from others: the least building, the least and most floor.

    As the document reasons: a building of the minimum size on the smallest plot, and one that
    covers what is really covered, each times the number of storeys.
    """
    storeys, size = rows["building_height.storeys"], rows["building_size.min"]
    plot = parameters.min_plot_m2
    share = _reasoned("building_size.min_share", [size], 1 / plot, {"min_plot_m2": plot})
    return [
        share,
        _reasoned("fsi.min", [storeys, size], 1 / plot, {"min_plot_m2": plot}),
        _reasoned("fsi.max", [storeys, rows["coverage"]], 1.0, {}),
    ]


def _reasoned(
    item: str, parts: Sequence[Mapping[str, Any]], factor: float, inputs: dict[str, float]
) -> dict[str, Any]:
    """Return a product of items, unknown where one of them is."""
    if any(part["low"] is None for part in parts):
        return _record(item)
    return _record(
        item,
        low=math.prod(part["low"] for part in parts) * factor,
        high=math.prod(part["high"] for part in parts) * factor,
        basis=weakest(part["basis"] for part in parts),
        method="reasoned",
        source="; ".join(dict.fromkeys(part["source"] for part in parts)),
        inputs={**{p["item"]: {"low": p["low"], "high": p["high"]} for p in parts}, **inputs},
    )


def reasoned_fsi(
    parameters: BaselineParameters, terrain: str, scores: Mapping[str, Score]
) -> list[Score]:
    """Return the least and the most floor space index that a terrain's own rules allow.

    The least is storeys × minimum building size / smallest plot, the most storeys × maximum
    coverage; each only where the terrain has no score of its own and its rules are known. They
    are computed, not stated: the document may well say that the index is not known.
    """
    storeys = scores.get("building_height.storeys")
    floors = (storeys.low, storeys.high) if storeys else (parameters.storeys, parameters.storeys)
    found = []
    for item, rule, divisor in (
        ("fsi.min", scores.get("building_size.min"), parameters.min_plot_m2),
        ("fsi.max", scores.get("coverage.max"), 1.0),
    ):
        if rule is not None and item not in scores:
            found.append(
                Score(
                    item=item,
                    terrain=terrain,
                    low=floors[0] * rule.low / divisor,
                    high=floors[1] * rule.high / divisor,
                    basis=weakest(["computed", rule.basis, *([storeys.basis] if storeys else [])]),
                    source=f"reasoned from {rule.item} ({rule.source})",
                )
            )
    return found


def plot_sizes(scores: Sequence[Score], issued: Sequence[PlotClass], source: str) -> dict[str, Any]:
    """Return how the plots are spread over sizes: those issued, else those that are there.

    Returns
    -------
    plots : dict
        `classes` (`low_m2, high_m2` (None: no bound), `count, share`), `total`, `mean_m2`
        (from the class means of issued plots; None where unknown), `basis`, `source`. Shares
        are of the sum of the classes. Without any plots basis is None.
    """
    if issued:
        known = [one.mean_m2 for one in issued]
        areas = [one.count * (one.mean_m2 or 0.0) for one in issued]
        total = math.fsum(one.count for one in issued)
        mean = math.fsum(areas) / total if total and None not in known else None
        counts = [(one.low_m2, one.high_m2, one.count) for one in issued]
        return _spread(sorted(counts, key=lambda one: one[0]), "stated", source, mean)
    ours = [one for one in scores if one.item in _PLOT_CLASSES]
    if not ours:
        return {"classes": [], "total": None, "mean_m2": None, "basis": None, "source": None}
    counts = [
        (*bounds, math.fsum(one.low for one in ours if one.item == item))
        for item, bounds in _PLOT_CLASSES.items()
    ]
    where = "; ".join(sorted({one.source for one in ours}))
    return _spread(counts, weakest(one.basis for one in ours), where, None)


def _spread(
    counts: Sequence[tuple[float, float | None, float]], basis: str, source: str, mean: float | None
) -> dict[str, Any]:
    total = math.fsum(count for _low, _high, count in counts)
    return {
        "classes": [
            {"low_m2": low, "high_m2": high, "count": n, "share": n / total if total else None}
            for low, high, n in counts
        ],
        "total": total,
        "mean_m2": mean,
        "basis": basis,
        "source": source,
    }
