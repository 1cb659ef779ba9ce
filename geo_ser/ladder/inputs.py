"""What the existing terrains are said to hold, as numbers: the input of step 1."""

from typing import Any

import pandas as pd

from geo_ser.figures import numbers
from geo_ser.parameters import LadderInput

__all__ = ["existing_inputs"]

_HECTARES = (
    "vacant_or_for_sale_ha",
    "fallow_without_plan_ha",
    "intensification_ha",
    "extra_intensification_ha",
)


def existing_inputs(
    ladder_input: LadderInput, existing: pd.DataFrame | None
) -> list[dict[str, Any]]:
    """Return the hectares each terrain's gain is worked out from, so that others can do it again.

    Parameters
    ----------
    ladder_input
        A ladder file with its tables.
    existing
        The gain table made of them; its terrains are the ones that count.

    Returns
    -------
    records : list of dict
        By terrain: its name, the four hectare columns of `[existing] table` (None where
        unknown), and `discounted`: whether both shares hold for its intensification too.
        Empty without `[existing]`.
    """
    choices, table = ladder_input.parameters.existing, ladder_input.terrains
    if choices is None or table is None or existing is None:
        return []
    name = next(one for one in ("terrain", "name", "id") if one in table)
    rows = table.set_index(table[name].str.strip())
    terrains = sorted(set(existing["terrain"]) & set(rows.index))
    hectares = {column: numbers(rows[column])[0].to_dict() for column in _HECTARES}
    return [
        {
            "terrain": terrain,
            **{column: _known(values[terrain]) for column, values in hectares.items()},
            "discounted": terrain in choices.discount_intensification,
        }
        for terrain in terrains
    ]


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
