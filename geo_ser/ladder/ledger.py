"""The ledger: where every hectare of demand and of supply went, and that none went twice."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from geo_ser.ladder.items import Item, Need, Span, need, remaining
from geo_ser.ladder.reserve import cluster_records
from geo_ser.ladder.steps import bounds, step_three
from geo_ser.parameters import Band, Component, Demand, LadderParameters

__all__ = ["ledger"]

Kind = Literal["demand", "supply", "gain", "remaining", "surplus", "reserve"]
Row = dict[str, Any]


def ledger(
    parameters: LadderParameters, items: Mapping[str, Sequence[Item]], gain_share: Span
) -> list[Row]:
    """Return a row for every part of the demand and everything that meets it.

    Parameters
    ----------
    parameters
        The ladder, the cluster reserve that counts among its demand.
    items
        Per variant what steps 1 and 2 take off the demand.
    gain_share
        Of new terrains.

    Returns
    -------
    rows : list of dict
        `variant` (None: all of them), `step` (None for demand and reserves), `item`, `kind`
        (demand, supply, gain, remaining, surplus, reserve), `scope`, `segment`, `low`, `high`
        (as the ladder shows them), `used_ha` and `left_ha` (each `low` and `high`: along the
        path of that bound), `source`.

    Notes
    -----
    Along each path the demand = what is used of supply and gain + what remains, and what is
    left of supply and gain = the surplus. Items are used in the order of the steps, and within a
    step in that of the file. Of a part of the demand `used_ha` is met and `left_ha` remains, in
    proportion to the parts: the documents do not say whose firm goes where.
    """
    rows: list[Row] = []
    for demand in parameters.demand:
        rows += _variant_rows(parameters, demand, items[demand.variant], gain_share)
    return [*rows, *_reserve_rows(parameters)]


def _variant_rows(
    parameters: LadderParameters, demand: Demand, items: Sequence[Item], gain_share: Span
) -> Iterator[Row]:
    """Yield the rows of one variant: demand, steps, what remains, what is left over."""
    ordered = sorted(items, key=lambda item: item.step)
    still = need(demand.band, ordered)
    left = remaining(still, gain_share)
    yield from (_demand_row(demand, part, left) for part in demand.components)
    low = _used(demand.band.low, [item.off_low for item in ordered])
    high = _used(demand.band.high, [item.off_high for item in ordered])
    for item, used in zip(ordered, map(Need, low, high), strict=True):
        rest = Need(item.off_low - used.low, item.off_high - used.high)
        yield _item_row(demand.variant, item, used, rest)
    if parameters.planned is not None:
        third = step_three(parameters, still, left, level=parameters.ladder.levels.new)
        used = Need(third.off_low, third.off_high)
        yield _item_row(demand.variant, third, used, Need(0.0, 0.0))
    over = Need(max(-still.low, 0.0), max(-still.high, 0.0))
    shown = Band(low=over.high, high=over.low)  # most is left over along the low path
    yield _left_row(demand.variant, 3, "remaining", left, Need(left.low, left.high))
    yield _left_row(demand.variant, None, "surplus", shown, over)


def _used(demand: float, off: Sequence[float]) -> list[float]:
    """Return how much of each item a demand takes up, in order.

    Measures that cost land (below 0) come first: they make the demand larger.
    """
    still = demand - sum(one for one in off if one < 0)
    used = []
    for one in off:
        used.append(one if one < 0 else min(one, max(still, 0.0)))
        still -= max(used[-1], 0.0)
    return used


def _demand_row(demand: Demand, part: Component, remains: Band) -> Row:
    """Return one part of a demand, with its share of what remains."""
    band, whole = part.band, demand.band
    even = 1 / len(demand.components)  # of no demand at all, to which measures still added land
    low = remains.low * (band.low / whole.low if whole.low else even)
    high = remains.high * (band.high / whole.high if whole.high else even)
    return {
        "variant": demand.variant,
        "step": None,
        "item": part.name,
        "kind": "demand",
        "scope": part.scope,
        "segment": part.segment,
        **bounds(band),
        "used_ha": {"low": band.low - low, "high": band.high - high},
        "left_ha": {"low": low, "high": high},
        "source": part.source or "given",
    }


def _item_row(variant: str, item: Item, used: Need, rest: Need) -> Row:
    """Return a supply or a gain, with what the demand takes up of it."""
    kind: Kind = "supply" if item.kind == "supply" else "gain"
    return {
        "variant": variant,
        "step": item.step,
        "item": item.name,
        "kind": kind,
        "scope": item.scope,
        "segment": item.segment,
        "low": item.low,
        "high": item.high,
        "used_ha": {"low": used.low, "high": used.high},
        "left_ha": {"low": rest.low, "high": rest.high},
        "source": item.source,
    }


def _left_row(variant: str | None, step: int | None, kind: Kind, shown: Band, left: Need) -> Row:
    """Return what remains to be built, or what is left over."""
    return {
        "variant": variant,
        "step": step,
        "item": kind,
        "kind": kind,
        "scope": None,
        "segment": None,
        **bounds(shown),
        "used_ha": {"low": 0.0, "high": 0.0},
        "left_ha": {"low": left.low, "high": left.high},
        "source": "computed",
    }


def _reserve_rows(parameters: LadderParameters) -> Iterator[Row]:
    """Yield the land kept apart; a cluster reserve that counts stands among the demand."""
    if (stock := parameters.iron_stock) is not None:
        held = Band(low=stock.hectares, high=stock.hectares)
        row = _left_row(None, None, "reserve", held, Need(held.low, held.high))
        yield {**row, "item": "iron_stock", "source": stock.source or "given"}
    for one in cluster_records(parameters):
        if not one["counts"]:
            held = Band(low=one["low"], high=one["high"])
            row = _left_row(one["variant"], None, "reserve", held, Need(held.low, held.high))
            own = {key: one[key] for key in ("scope", "segment", "source")}
            yield {**row, "item": one["name"], **own}
