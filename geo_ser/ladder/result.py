"""The whole ladder: the value of ladder.json."""

from typing import Any

import pandas as pd

from geo_ser.ladder.deviations import compare
from geo_ser.ladder.echo import parameter_records
from geo_ser.ladder.matrix import matrix
from geo_ser.ladder.measures import existing_records, gains, planned_records
from geo_ser.ladder.remarks import remarks
from geo_ser.ladder.steps import variant_record
from geo_ser.ladder.supply import supply_items
from geo_ser.parameters import LadderInput, LadderParameters

__all__ = ["work_out"]


def work_out(
    ladder_input: LadderInput,
    existing: pd.DataFrame | None = None,
    planned: pd.DataFrame | None = None,
    indicators: pd.DataFrame | None = None,
) -> dict[str, Any]:
    """Return the ladder: demand, steps, what remains, deviations, remarks.

    Parameters
    ----------
    ladder_input
        A ladder file with its tables (`load_ladder`).
    existing, planned
        The tables of `geo_ser.gain`, where the file has those parts.
    indicators
        (n,) the terrain indicators, for supply with `from`; None where nothing was measured.

    Returns
    -------
    ladder : dict
        JSON-ready, numbers unrounded, in the ladder's unit (hectares) unless their name says
        otherwise; the keys of design §6, and `comparisons` (how many published cells were
        compared and how well they fit), `remarks` (method open to question: `code`, `text_nl`,
        `text_en`, `figures`), `parameters` (`key`, `value`, `source`).

    Raises
    ------
    LadderError
        If something the ladder asks for is missing or unknown.
    TableError
        If a published table lacks a column or holds a figure that is no number.
    """
    parameters = ladder_input.parameters
    won = gains(parameters, existing, planned)
    supply = {
        demand.variant: supply_items(parameters.supply, demand, indicators)
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
        "planned_levels": planned_records(planned),
        "existing": existing_records(existing),
    }
    deviations, comparisons = compare(ladder_input, result)
    return {
        **result,
        "deviations": deviations,
        "comparisons": comparisons,
        "remarks": remarks(parameters, supply, won),
        "parameters": parameter_records(parameters),
    }


def _iron_stock_ha(parameters: LadderParameters) -> float | None:
    """Return the reserve in hectares; it is never added to what remains."""
    stock = parameters.iron_stock
    return None if stock is None else stock.yearly_issuance_ha * stock.years
