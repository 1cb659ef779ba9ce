"""Reserves: the iron stock from year to year, and the cluster reserve; apart from what remains."""

from typing import Any

from geo_ser.parameters import IronStock, LadderParameters

__all__ = ["cluster_records", "iron_stock_years", "with_counted_reserve"]


def iron_stock_years(stock: IronStock | None) -> list[dict[str, Any]]:
    """Return the reserve per year: `year`, `stock_ha` at its end, `released_ha` in that year.

    The stock is whole up to `run_down_after` and then falls by equal parts to 0 at `horizon`;
    empty without these years. What is released adds up to the stock. It is never supply here:
    the document plans it in a later phase of the same new terrain.
    """
    if stock is None or stock.run_down_after is None or stock.horizon is None:
        return []
    last, horizon = stock.run_down_after, stock.horizon
    parts = horizon - last
    return [
        {
            "year": year,
            "stock_ha": stock.hectares * min(horizon - year, parts) / parts,
            "released_ha": stock.hectares / parts if year > last else 0.0,
        }
        for year in range(stock.start or last, horizon + 1)
    ]


def cluster_records(parameters: LadderParameters) -> list[dict[str, Any]]:
    """Return the cluster reserve: one record per block and variant it belongs to."""
    return [
        {
            "variant": demand.variant,
            "name": one.name,
            "low": one.band.low,
            "high": one.band.high,
            "counts": one.counts,
            "scope": one.scope,
            "segment": one.segment,
            "source": one.source or "given",
        }
        for demand in parameters.demand
        for one in parameters.cluster_reserve
        if one.variants is None or demand.variant in one.variants
    ]


def with_counted_reserve(parameters: LadderParameters) -> LadderParameters:
    """Return the parameters with the cluster reserve that counts among the demand.

    From there on it is demand like any other: percentages of the demand hold for it too.
    """
    counted = [one for one in parameters.cluster_reserve if one.counts]
    if not counted:
        return parameters
    demand = []
    for one in parameters.demand:
        ours = [two for two in counted if two.variants is None or one.variant in two.variants]
        demand.append(one.model_copy(update={"components": (*one.components, *ours)}))
    return parameters.model_copy(update={"demand": tuple(demand)})
