"""The land of a terrain as parts of one bar: net, unclassed, then the tare by what covers it."""

import pandas as pd

__all__ = ["PARTS", "land_balance"]

PARTS = ("net_area_low_m2", "unclassed_area_m2", "tare_road_m2", "tare_rail_m2", "tare_water_m2",
         "tare_green_m2", "tare_other_m2")  # fmt: skip
"""The columns of terrains that together are the gross area, in the order they are drawn."""


def land_balance(terrains: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of each terrain's gross area, as the bar that shows its balance.

    Parameters
    ----------
    terrains
        (n,) rows of ``INDICATORS["terrains"]``.

    Returns
    -------
    land_balance : pandas.DataFrame
        (7 n,) `terrain_id`, `part` (a column of `PARTS`), `area_m2` and `share` of the gross
        area; both null where net is unknown. The shares of a terrain sum to 1.

    Examples
    --------
    >>> row = {"terrain_id": "T", "gross_area_m2": 10.0, "net_area_low_m2": 7.0}
    >>> row |= {"unclassed_area_m2": 1.0, "tare_road_m2": 2.0} | dict.fromkeys(PARTS[3:], 0.0)
    >>> land_balance(pd.DataFrame([row]))["share"].to_list()
    [0.7, 0.1, 0.2, 0.0, 0.0, 0.0, 0.0]
    """
    columns = list(PARTS)
    long = terrains.melt(["terrain_id", "gross_area_m2"], columns, "part", "area_m2")
    long["share"] = long["area_m2"] / long["gross_area_m2"]
    rank = long["part"].map(columns.index)
    order = long.assign(rank=rank).sort_values(["terrain_id", "rank"]).index
    return long.loc[order, ["terrain_id", "part", "area_m2", "share"]].reset_index(drop=True)
