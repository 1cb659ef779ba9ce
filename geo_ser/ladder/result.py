"""The whole ladder: the value of ladder.json."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from geo_ser.ladder.baseline import baseline
from geo_ser.ladder.deviations import compare
from geo_ser.ladder.echo import parameter_records
from geo_ser.ladder.inputs import existing_inputs
from geo_ser.ladder.matrix import matrix
from geo_ser.ladder.measures import existing_records, gains, planned_records
from geo_ser.ladder.monte_carlo import DrawsOf
from geo_ser.ladder.outlook import outlook
from geo_ser.ladder.plot_sets import PlotTables
from geo_ser.ladder.remarks import remarks
from geo_ser.ladder.reserve import with_counted_reserve
from geo_ser.ladder.steps import variant_record
from geo_ser.ladder.supply import measure_supply, require_measured, supply_items
from geo_ser.ladder.tornado import GainsOf
from geo_ser.parameters import LadderInput, LadderParameters

__all__ = ["work_out"]


def work_out(
    ladder_input: LadderInput,
    existing: pd.DataFrame | None = None,
    planned: pd.DataFrame | None = None,
    planned_groups: pd.DataFrame | None = None,
    indicators: pd.DataFrame | None = None,
    references: Sequence[Mapping[str, Any]] = (),
    gains_of: GainsOf | None = None,
    draws_of: DrawsOf | None = None,
    sectors: pd.DataFrame | None = None,
    plots: PlotTables | None = None,
) -> dict[str, Any]:
    """Return the ladder: demand, steps, what remains, deviations, remarks.

    Parameters
    ----------
    ladder_input
        A ladder file with its tables (`load_ladder`).
    existing, planned, planned_groups
        The tables of `geo_ser.gain`, where the file has those parts.
    indicators
        (n,) the terrain indicators, for supply with `from`; None where nothing was measured.
    references
        Reference projects to stand in the baseline, JSON-ready.
    gains_of
        `geo_ser.gain.gain_tables`, so that the tornado can turn the parameters of [existing]
        and [planned] too; without it they stay as they are.
    draws_of
        `geo_ser.gain.gain_draws`, likewise for the Monte Carlo of shares with a range.
    sectors
        Establishments by terrain and sector, for the baseline; None where none were counted.
    plots
        The measured plots and their gains, so that no plot stands in for two supplies.

    Returns
    -------
    ladder : dict
        JSON-ready, numbers unrounded, in the ladder's unit (hectares) unless their name says
        otherwise; the keys of design §6, and `comparisons` (how many published cells were
        compared and how well they fit), `remarks` (method open to question: `code`, `text_nl`,
        `text_en`, `figures`), `parameters` (`key`, `value`, `source`), and
        `baseline` where the file has that block.

    Raises
    ------
    LadderError
        If something the ladder asks for is missing or unknown.
    TableError
        If a published table lacks a column or holds a figure that is no number.
    """
    parameters = with_counted_reserve(ladder_input.parameters)
    require_measured(parameters.supply, indicators)
    won = gains(parameters, existing, planned)
    measured = {
        demand.variant: measure_supply(parameters.supply, demand, indicators, plots or PlotTables())
        for demand in parameters.demand
    }
    supply = {
        demand.variant: supply_items(parameters.supply, demand, measured[demand.variant])
        for demand in parameters.demand
    }
    result = {
        "title": parameters.ladder.title,
        "unit": parameters.ladder.unit,
        "variants": [
            variant_record(parameters, demand, supply[demand.variant], won)
            for demand in parameters.demand
        ],
        "iron_stock_ha": _iron_stock_ha(parameters),
        "matrix": matrix(parameters, supply, won),
        "planned_levels": planned_records(planned, planned_groups),
        "existing": existing_records(existing),
        "existing_inputs": existing_inputs(ladder_input, existing),
    }
    deviations, comparisons = compare(ladder_input, result)
    return {
        **result,
        "deviations": deviations,
        "comparisons": comparisons,
        "remarks": remarks(parameters, supply, won),
        "parameters": parameter_records(ladder_input.parameters),
        **outlook(ladder_input, parameters, supply, won, measured, gains_of, draws_of),
        **_baseline(ladder_input, indicators, references, sectors),
    }


def _baseline(
    ladder_input: LadderInput,
    indicators: pd.DataFrame | None,
    references: Sequence[Mapping[str, Any]],
    sectors: pd.DataFrame | None,
) -> dict[str, Any]:
    """Return the baseline under its key, nothing without `[baseline]`."""
    choices = ladder_input.parameters.baseline
    if choices is None:
        return {}
    return {"baseline": baseline(choices, ladder_input.stated, indicators, references, sectors)}


def _iron_stock_ha(parameters: LadderParameters) -> float | None:
    """Return the reserve in hectares; it is never added to what remains."""
    stock = parameters.iron_stock
    return None if stock is None else stock.hectares
