"""The gain tables a ladder file asks for."""

import pandas as pd

from geo_ser.gain.existing import existing_gain
from geo_ser.gain.planned import planned_levels
from geo_ser.parameters import LadderInput

__all__ = ["gain_tables"]


def gain_tables(ladder_input: LadderInput) -> dict[str, pd.DataFrame]:
    """Return the tables of `existing_gain` and `planned_levels`, each where the file has its part.

    Returns
    -------
    tables : dict
        `existing` where there is an [existing] block, `planned` where there is a [planned].

    Raises
    ------
    TableError
        If the table of [existing] cannot be read as hectares.
    """
    parameters, tables = ladder_input.parameters, {}
    if parameters.existing is not None and ladder_input.terrains is not None:
        tables["existing"] = existing_gain(ladder_input.terrains, parameters.existing)
    if parameters.planned is not None:
        tables["planned"] = planned_levels(parameters.planned)
    return tables
