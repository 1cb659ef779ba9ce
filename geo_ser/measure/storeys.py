"""Storeys of a building: as given, or estimated from its height where that is asked for.

Dividing a height by a storey is a guess that is good for offices and dwellings and nonsense for
halls. So nothing is estimated unless `[thresholds] storey_height_m` names a use, industry cannot
be named, and a hall that is only industry has one storey whatever its height. Estimated storeys
are shown; floor area is never made from them.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geo_ser.measure.inputs import given
from geo_ser.study import StoreyHeights

__all__ = ["building_storeys"]

_HALL = "industry"


def building_storeys(
    buildings: pd.DataFrame, height: pd.Series, uses: pd.Series, storey_height: StoreyHeights
) -> pd.DataFrame:
    """Return the storeys of each building and how they were found.

    The first that applies: ``given`` (`storeys` of the table, above 0), ``hall`` (1: its only
    use is industry), ``height`` (height divided by the mean storey of its uses, rounded half up,
    at least 1). The last two only where `storey_height` names a use.

    Parameters
    ----------
    buildings
        (n,) rows, optionally with `storeys`.
    height
        (n,) m above ground, NaN where unknown; index of `buildings`.
    uses
        (n,) lists of uses, None where unknown; index of `buildings`.
    storey_height
        m per storey and use.

    Returns
    -------
    storeys : pandas.DataFrame
        (n,) `storeys` (float64), `storeys_method` and `storeys_reason`: why it is null
        (``no_storey_height``: a use without a storey height, or none was asked for;
        ``no_uses``; ``no_height_known``).
    """
    asked = {use: one for use, one in storey_height.model_dump().items() if one is not None}
    told = given(buildings, "storeys").astype("Float64").to_numpy("float64", na_value=np.nan)
    lists = [one if isinstance(one, list) else [] for one in uses]
    hall = np.array([bool(asked) and set(one) == {_HALL} for one in lists], dtype="bool")
    storey = np.array([_mean_storey(one, asked) for one in lists], dtype="float64")
    counted = np.maximum(np.floor(height.to_numpy("float64") / storey + 0.5), 1.0)
    found = pd.DataFrame(
        {
            "storeys": np.select([told > 0, hall], [told, 1.0], counted),
            "storeys_method": np.select([told > 0, hall], ["given", "hall"], "height"),
        },
        index=buildings.index,
    )
    known = found["storeys"].notna()
    found["storeys_method"] = found["storeys_method"].astype("str").where(known)
    empty = np.array([not one for one in lists], dtype="bool")
    why = np.select(
        [np.full(len(found), not asked), empty, np.isnan(storey)],
        ["no_storey_height", "no_uses", "no_storey_height"],
        "no_height_known",
    )
    found["storeys_reason"] = pd.Series(why, found.index, dtype="str").mask(known)
    return found


def _mean_storey(uses: list[str], asked: Mapping[str, float]) -> float:
    """Return the mean storey of some uses, NaN where one of them has none."""
    if not uses or not set(uses) <= set(asked):
        return np.nan
    return float(np.mean([asked[use] for use in sorted(set(uses))]))
