"""The gain tables a ladder file asks for."""

import pandas as pd

from geo_ser.gain.existing import existing_gain
from geo_ser.gain.planned import planned_tables
from geo_ser.parameters import LadderInput

__all__ = ["LADDER_TABLES", "gain_tables"]

LADDER_TABLES = ("existing", "planned", "planned_groups")
"""The tables that the ladder takes by name; those of plots come to it through the terrains."""


def gain_tables(ladder_input: LadderInput) -> dict[str, pd.DataFrame]:
    """Return the gain tables of a ladder file, each where the file has its part.

    Returns
    -------
    tables : dict
        `existing` (`existing_gain`) where there is an [existing] block, `planned`
        (`planned_levels`) and `planned_groups` where there is a [planned].

    Raises
    ------
    TableError
        If the table of [existing] cannot be read as hectares.
    """
    parameters, tables = ladder_input.parameters, {}
    if parameters.existing is not None and ladder_input.terrains is not None:
        tables["existing"] = existing_gain(ladder_input.terrains, parameters.existing)
    if parameters.planned is not None:
        tables["planned"], tables["planned_groups"] = planned_tables(parameters.planned)
    return tables
