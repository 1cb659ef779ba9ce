"""Monte Carlo: what remains when every range is drawn from, beside the low and the high bound."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from geo_ser.ladder.items import Item, Span, need, remaining
from geo_ser.parameters import Band, Demand, LadderInput, LadderParameters, Levels
from geo_ser.parameters.draws import Draws, drawn

__all__ = ["DrawsOf", "monte_carlo", "remaining_draws"]

DrawsOf = Callable[[LadderInput, Levels, np.random.Generator, int], Mapping[str, Draws]]
"""Draws what the measures win: `existing`, `planned` (ha) and `gain_share`, each (draws,)."""

_PERCENTILES = (10, 50, 90)


def monte_carlo(
    parameters: LadderParameters,
    items: Mapping[str, Sequence[Item]],
    gain_share: Span,
    *,
    shares: int = 0,
    won: Mapping[str, Draws] | None = None,
) -> list[dict[str, Any]]:
    """Return P10, P50 and P90 of what remains, per variant that has a range.

    Parameters
    ----------
    parameters
        The ladder; `uncertainty` says how many draws and from which seed.
    items
        Per variant what steps 1 and 2 take off the demand.
    gain_share
        Of new terrains.
    shares
        How many shares of the measures in use have a range.
    won
        What the measures win in each draw, as `DrawsOf` gives it; without it they stay half way
        between their bounds.

    Returns
    -------
    records : list of dict
        `variant`, `ranges` (how many amounts are drawn), `low`, `high` (the bounds of what
        remains), `p10`, `p50`, `p90` (so many per cent of the draws lie at or below), `mean`,
        all in net hectares.
    """
    records = []
    for demand in parameters.demand:
        ours = items[demand.variant]
        ranges = shares + sum(band.is_range for band in _bands(demand, ours))
        if ranges:
            # Each variant starts from the seed: what they share is drawn alike, so they compare.
            rng = np.random.default_rng(parameters.uncertainty.seed)
            draws = remaining_draws(
                demand, ours, gain_share.middle, rng, parameters.uncertainty.draws, won
            )
            bounds = remaining(need(demand.band, ours), gain_share)
            records.append({"variant": demand.variant, "ranges": ranges, **_summary(draws, bounds)})
    return records


def remaining_draws(
    demand: Demand,
    items: Sequence[Item],
    gain_share: float,
    rng: np.random.Generator,
    draws: int,
    won: Mapping[str, Draws] | None = None,
) -> Draws:
    """Return what remains in each draw, every range independent of the others.

    An amount with a `value` between its bounds is drawn from the triangle with its top there,
    one without from all amounts between its bounds alike.

    Returns
    -------
    remaining : numpy.ndarray
        (draws,) net hectares, 0 or more; within the bounds of the ladder, rounding apart.
    """
    asked = np.zeros(draws)
    for component in demand.components:
        asked += drawn(component.band, rng, draws)
    still = asked.copy()
    won = won or {}
    for item in items:
        if item.kind in won:
            still -= won[item.kind]
        elif item.percent is not None:
            still -= asked * drawn(item.percent, rng, draws) / 100
        elif item.amount is not None:
            still -= drawn(item.amount, rng, draws)
        else:
            still -= (item.off_low + item.off_high) / 2
    saved = won.get("gain_share", np.full(draws, gain_share))
    left: Draws = np.maximum(still, 0.0) * np.maximum(1.0 - saved, 0.0)
    return left


def _bands(demand: Demand, items: Sequence[Item]) -> list[Band]:
    """Return everything that may be a range."""
    supplied = [item.percent or item.amount for item in items]
    return [*(one.band for one in demand.components), *(one for one in supplied if one is not None)]


def _summary(draws: Draws, bounds: Band) -> dict[str, float]:
    """Return the bounds, the percentiles between them and the mean."""
    values = {f"p{one}": float(np.percentile(draws, one)) for one in _PERCENTILES}
    values["mean"] = float(draws.mean())
    inside = {  # only rounding can bring them outside
        name: min(max(value, bounds.low), bounds.high) for name, value in values.items()
    }
    return {"low": bounds.low, "high": bounds.high, **inside}
