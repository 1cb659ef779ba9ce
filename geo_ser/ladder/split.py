"""The ladder by scope and by segment, and the supply by how sure and how soon it is.

A surplus in one segment is no land for another. So what remains is given twice: with exchange,
where everything may serve everything, and without, where each part stands for itself.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from geo_ser.ladder.items import Item, Need, Span, remaining
from geo_ser.ladder.steps import bounds
from geo_ser.parameters import Band, Demand, LadderParameters

__all__ = ["scope_records", "segment_records", "supply_split"]

Label = Literal["scope", "segment"]
Items = Mapping[str, Sequence[Item]]

_ATTRIBUTES = ("status", "availability", "reserved", "scope", "segment")


def scope_records(
    parameters: LadderParameters, items: Items, gain_share: Span
) -> list[dict[str, Any]]:
    """Return region and municipality side by side, per variant that names either.

    Parameters
    ----------
    parameters
        The ladder.
    items
        Per variant what steps 1 and 2 take off the demand.
    gain_share
        Of new terrains.

    Returns
    -------
    records : list of dict
        `variant`; `rows` (`scope`, `demand`, `supply`, `balance`, `remaining`, `surplus`, each
        `low` and `high`); `with_exchange` and `without_exchange`: what remains together.
        Supply is what comes off along the path of each bound, the balance demand − supply: what
        is still needed, below 0 what is left over. The balances of the rows add up to that of
        the whole. Under scope None stands what names none; a percentage of the demand without
        a scope is spread over all by their demand.
    """
    return [
        _record(demand, items[demand.variant], "scope", gain_share)
        for demand in parameters.demand
        if _labels(demand, items[demand.variant], "scope") != [None]
    ]


def segment_records(
    parameters: LadderParameters, items: Items, gain_share: Span
) -> list[dict[str, Any]]:
    """Return what remains per segment, per variant whose demand is split by segment.

    As `scope_records`, with `segment` in the rows.
    """
    return [
        _record(demand, items[demand.variant], "segment", gain_share)
        for demand in parameters.demand
        if any(one.segment is not None for one in demand.components)
    ]


def _labels(demand: Demand, items: Sequence[Item], label: Label) -> list[str | None]:
    """Return the labels in order of appearance, None (what has none) last."""
    found = [getattr(one, label) for one in (*demand.components, *items)]
    named = list(dict.fromkeys(one for one in found if one is not None))
    return [*named, None] if None in found else named


def _record(
    demand: Demand, items: Sequence[Item], label: Label, gain_share: Span
) -> dict[str, Any]:
    """Return one variant, split."""
    rows, needs = [], []
    for key in _labels(demand, items, label):
        asked = _asked(demand, label, key)
        taken = [off for item in items if (off := _off(item, asked, label, key)) is not None]
        off = Need(math.fsum(one.low for one in taken), math.fsum(one.high for one in taken))
        still = Need(asked.low - off.low, asked.high - off.high)
        needs.append(still)
        rows.append(
            {
                label: key,
                "demand": bounds(asked),
                "supply": {"low": off.low, "high": off.high},
                "balance": {"low": still.low, "high": still.high},
                "remaining": bounds(remaining(still, gain_share)),
                "surplus": {"low": max(-still.high, 0.0), "high": max(-still.low, 0.0)},
            }
        )
    whole = Need(math.fsum(one.low for one in needs), math.fsum(one.high for one in needs))
    apart = [remaining(one, gain_share) for one in needs]
    return {
        "variant": demand.variant,
        "rows": rows,
        "with_exchange": bounds(remaining(whole, gain_share)),
        "without_exchange": {
            "low": math.fsum(one.low for one in apart),
            "high": math.fsum(one.high for one in apart),
        },
    }


def _asked(demand: Demand, label: Label, key: str | None) -> Band:
    """Return the demand under one label."""
    ours = [one.band for one in demand.components if getattr(one, label) == key]
    return Band(low=sum(one.low for one in ours), high=sum(one.high for one in ours))


def _off(item: Item, asked: Band, label: Label, key: str | None) -> Need | None:
    """Return what an item takes off the demand under one label, None when it is another's."""
    named = getattr(item, label)
    if item.percent is not None and named is None:
        low, high = item.percent.low / 100, item.percent.high / 100
        return Need(high * asked.low, low * asked.high)
    return Need(item.off_low, item.off_high) if named == key else None


def supply_split(parameters: LadderParameters, supply: Items) -> list[dict[str, Any]]:
    """Return the supply by status, availability, reservation, scope and segment.

    Returns
    -------
    records : list of dict
        `variant`, `attribute`, `value` (None: not given), `low`, `high`, `items` (names); only
        attributes that a supply of the variant has. Per attribute the rows add up to all supply.
    """
    records = []
    for demand in parameters.demand:
        variant = demand.variant
        ours = [one for one in parameters.supply if one.variants is None or variant in one.variants]
        for attribute in _ATTRIBUTES:
            values = [getattr(one, attribute) for one in ours]
            if any(value is not None for value in values):
                for value in dict.fromkeys(values):
                    rows = [
                        item
                        for item, own in zip(supply[variant], values, strict=True)
                        if own == value
                    ]
                    records.append(_split_row(variant, attribute, value, rows))
    return records


def _split_row(
    variant: str, attribute: str, value: str | None, items: Sequence[Item]
) -> dict[str, Any]:
    return {
        "variant": variant,
        "attribute": attribute,
        "value": value,
        "low": sum(one.low for one in items),
        "high": sum(one.high for one in items),
        "items": [one.name for one in items],
    }
