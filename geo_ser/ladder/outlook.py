"""What stands beside the ladder: its uncertainty, its parts, its reserves and its ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from geo_ser.ladder.items import Item
from geo_ser.ladder.ledger import ledger
from geo_ser.ladder.measures import Gains
from geo_ser.ladder.monte_carlo import DrawsOf, monte_carlo
from geo_ser.ladder.reserve import cluster_records, iron_stock_years
from geo_ser.ladder.split import scope_records, segment_records, supply_split
from geo_ser.ladder.steps import gain_items
from geo_ser.ladder.tornado import GainsOf, MeasuredSupply, ranged_shares, tornado
from geo_ser.parameters import LadderInput, LadderParameters, Levels, PlannedParameters, land_ha
from geo_ser.parameters.draws import Draws

__all__ = ["outlook"]

Supplies = Mapping[str, Sequence[Item]]


def outlook(
    ladder_input: LadderInput,
    parameters: LadderParameters,
    supply: Supplies,
    won: Gains,
    measured: MeasuredSupply,
    gains_of: GainsOf | None,
    draws_of: DrawsOf | None,
) -> dict[str, Any]:
    """Return the further keys of ladder.json; empty lists where the file asks for nothing.

    Parameters
    ----------
    ladder_input
        A ladder file with its tables.
    parameters
        Its parameters, the cluster reserve that counts among the demand.
    supply, won
        The supply of each variant, the gain of each level.
    measured
        Per variant the supply that was measured.
    gains_of
        Works out the gain tables of other parameters, for the tornado.
    draws_of
        Draws the gains of parameters with ranges, for the Monte Carlo.
    """
    settings, shown = parameters.uncertainty, parameters.ladder.levels
    levels = settings.levels or shown
    here, there = (_taken(parameters, supply, won, one) for one in (shown, levels))
    given = replace(ladder_input, parameters=parameters)
    shares = len(ranged_shares(parameters, levels)) if draws_of is not None else 0
    return {
        "uncertainty": {**settings.model_dump(), "levels": levels.model_dump()},
        "monte_carlo": monte_carlo(
            parameters,
            there,
            won.share[levels.new],
            shares=shares,
            won=_drawn_gains(given, levels, draws_of) if shares and draws_of else None,
        ),
        "tornado": tornado(given, levels, won, measured, gains_of),
        "scopes": scope_records(parameters, here, won.share[shown.new]),
        "segments": segment_records(parameters, here, won.share[shown.new]),
        "supply_split": supply_split(parameters, supply),
        "iron_stock": iron_stock_years(parameters.iron_stock),
        "cluster_reserve": cluster_records(ladder_input.parameters),
        "planned_land": None if parameters.planned is None else _land(parameters.planned),
        "ledger": ledger(parameters, here, won.share[shown.new]),
    }


def _drawn_gains(given: LadderInput, levels: Levels, draws_of: DrawsOf) -> Mapping[str, Draws]:
    """Return what the measures win in each draw, from a stream of numbers of their own.

    So the variants share them, and a range on a share leaves the other draws as they were.
    """
    settings = given.parameters.uncertainty
    return draws_of(given, levels, np.random.default_rng([settings.seed, 1]), settings.draws)


def _taken(
    parameters: LadderParameters, supply: Supplies, won: Gains, levels: Levels
) -> dict[str, list[Item]]:
    """Return what steps 1 and 2 take off the demand of each variant at some levels."""
    gained = gain_items(parameters, won, existing=levels.existing, planned=levels.planned)
    return {variant: [*gained, *items] for variant, items in supply.items()}


def _land(planned: PlannedParameters) -> dict[str, Any]:
    """Return the planned terrain in hectares: the plots, what they leave over, what levels free.

    `left_over_ha` is land too small or too odd for one more plot, None where the area of the
    terrain is not given; it is not built on here. Freed land is (`rest_` in `planned_levels`).
    """
    source, plots_ha = planned.groups_from, land_ha(planned.groups)
    area_ha = planned.area_ha or (source.total_ha if source else None)
    return {
        "area_ha": area_ha,
        "plots_ha": plots_ha,
        "left_over_ha": None if area_ha is None else max(area_ha - plots_ha, 0.0),
        "plots_from": "given" if source is None else source.issued or "measured_plots",
        "groups": [
            {"group": number, "size_m2": one.size_m2, "count": one.count}
            for number, one in enumerate(planned.groups, 1)
        ],
    }
