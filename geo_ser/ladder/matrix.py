"""The matrix: what remains at every combination of ambition levels."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from geo_ser.ladder.items import Item, need, remaining, surplus
from geo_ser.ladder.measures import Gains
from geo_ser.ladder.steps import gain_items, gross
from geo_ser.parameters import Demand, LadderParameters

__all__ = ["matrix", "matrix_record"]


def matrix(
    parameters: LadderParameters, supply: Mapping[str, Sequence[Item]], gains: Gains
) -> list[dict[str, Any]]:
    """Return a record for each level of new, planned and existing terrains, and each variant.

    Empty for a ladder of `[[supply]]` alone: it has no levels to combine.
    """
    if parameters.supply and not (parameters.existing or parameters.planned):
        return []
    levels = product(
        parameters.planned_levels, parameters.planned_levels, parameters.existing_levels
    )
    return [
        matrix_record(parameters, demand, supply[demand.variant], gains, cell)
        for cell in levels
        for demand in parameters.demand
    ]


def matrix_record(
    parameters: LadderParameters,
    demand: Demand,
    supply: Sequence[Item],
    gains: Gains,
    cell: tuple[int, int, int],
) -> dict[str, Any]:
    """Return one cell, for the levels (new, planned, existing).

    Where the demand or a supply has a range, `remaining_net_ha` is the most that can remain,
    `remaining_net_low_ha` the least, and `surplus_ha` the most that can be left over. Gross is
    None without a net/gross ratio.
    """
    new, planned, existing = cell
    won = gain_items(parameters, gains, existing=existing, planned=planned)
    still = need(demand.band, [*won, *supply])
    left = remaining(still, gains.share[new])
    ratio = parameters.new.net_gross_ratio
    return {
        "existing": existing,
        "planned": planned,
        "new": new,
        "variant": demand.variant,
        "remaining_net_ha": left.high,
        "remaining_gross_ha": gross(left.high, ratio),
        "surplus_ha": surplus(still),
        "remaining_net_low_ha": left.low,
        "remaining_gross_low_ha": gross(left.low, ratio),
    }
