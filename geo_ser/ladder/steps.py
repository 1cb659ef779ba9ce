"""The variants of a ladder at the chosen ambition levels: their steps and what remains."""

from collections.abc import Mapping, Sequence
from typing import Any

from geo_ser.ladder.items import Item, Kind, Need, Span, need, remaining, surplus
from geo_ser.ladder.measures import Gains
from geo_ser.parameters import Band, Demand, LadderParameters

__all__ = ["bounds", "gain_items", "gross", "step_three", "variant_record"]

_STEPS: Mapping[Kind, tuple[int, str]] = {
    "existing": (1, "Bestaande terreinen"),
    "planned": (2, "Geplande terreinen"),
    "new": (3, "Zuiniger nieuwe terreinen"),
}


def gain_items(
    parameters: LadderParameters, gains: Gains, *, existing: int, planned: int
) -> list[Item]:
    """Return what steps 1 and 2 win at two ambition levels, where the file has those parts."""
    items = []
    if parameters.existing is not None:
        won = gains.existing_ha[existing]
        items.append(_gain("existing", existing, won, parameters.existing.source))
    if parameters.planned is not None:
        won = gains.planned_ha[planned]
        items.append(_gain("planned", planned, won, parameters.planned.source))
    return items


def _gain(kind: Kind, level: int, won: Span, source: str | None) -> Item:
    """Return the gain of a step as an item; the most comes off the low bound of the demand."""
    return _item(kind, level, Need(won.low, won.high), Need(won.high, won.low), source)


def _item(kind: Kind, level: int, shown: Need, off: Need, source: str | None) -> Item:
    """Return an item of the step a kind belongs to."""
    step, name = _STEPS[kind]
    return Item(
        step=step,
        name=f"{name}, ambitieniveau {level}",
        kind=kind,
        low=shown.low,
        high=shown.high,
        off_low=off.low,
        off_high=off.high,
        source="; ".join(filter(None, [f"[{kind}] level {level}", source])),
    )


def step_three(parameters: LadderParameters, still: Need, left: Band, *, level: int) -> Item:
    """Return what building more densely saves on new terrains; a surplus is not built."""
    saved = Need(max(still.low, 0.0) - left.low, max(still.high, 0.0) - left.high)
    return _item("new", level, saved, saved, parameters.new.source)


def variant_record(
    parameters: LadderParameters, demand: Demand, supply: Sequence[Item], gains: Gains
) -> dict[str, Any]:
    """Return one variant as it stands in ladder.json, at the levels of `[ladder] levels`.

    Each bound of `remaining` is that bound of the demand less what the items take off it.
    Step 3 shows what the gain share saves on new terrains; `remaining` is already without it.
    """
    levels = parameters.ladder.levels
    items = gain_items(parameters, gains, existing=levels.existing, planned=levels.planned)
    items = [*items, *supply]
    still = need(demand.band, items)
    left = remaining(still, gains.share[levels.new])
    if parameters.planned is not None:
        items.append(step_three(parameters, still, left, level=levels.new))
    return {
        "name": demand.variant,
        "demand": bounds(demand.band),
        "components": [
            {"name": one.name, **bounds(one.band), "source": one.source or "given"}
            for one in demand.components
        ],
        "steps": _step_records(items),
        "remaining": bounds(left),
        "remaining_gross": _gross_bounds(left, parameters.new.net_gross_ratio),
        "surplus": surplus(still),
    }


def _step_records(items: Sequence[Item]) -> list[dict[str, Any]]:
    """Return the steps that have items, each with its sum."""
    return [
        {
            "step": step,
            "low": sum(item.low for item in items if item.step == step),
            "high": sum(item.high for item in items if item.step == step),
            "items": [item.record() for item in items if item.step == step],
        }
        for step in sorted({item.step for item in items})
    ]


def bounds(band: Band) -> dict[str, float]:
    """Return a range as it stands in ladder.json."""
    return {"low": band.low, "high": band.high}


def gross(net_ha: float, net_gross_ratio: float | None) -> float | None:
    """Return gross hectares; None when the ratio is not known."""
    return None if net_gross_ratio is None else net_ha / net_gross_ratio


def _gross_bounds(net: Band, net_gross_ratio: float | None) -> dict[str, float | None]:
    return {"low": gross(net.low, net_gross_ratio), "high": gross(net.high, net_gross_ratio)}
