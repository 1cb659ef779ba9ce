"""Public parcels that count as net because a building joins them to a net plot."""

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import Finding, Words

__all__ = ["mostly_public_findings", "public_in_net_plots"]


def public_in_net_plots(classes: pd.DataFrame, plot: pd.Series) -> np.ndarray:
    """Return which parcels are public by themselves, and part of a plot that counts as net.

    A building of which a tenth stands on the street joins the street to its plot. The rule is
    kept (design §4: a plot is net if any of its parcels is), and where it decides, it is said.

    Parameters
    ----------
    classes
        (n,) `parcels.parcel_classes`.
    plot
        (n,) the plot of each parcel.
    """
    net = classes["counts_as_net"].fillna(False).to_numpy(dtype="bool")
    public = (~classes["counts_as_net"]).fillna(False).to_numpy(dtype="bool")
    return np.asarray(public & pd.Series(net).groupby(plot.to_numpy()).transform("any").to_numpy())


def mostly_public_findings(
    parcels: gpd.GeoDataFrame, doubtful: np.ndarray, terrains: gpd.GeoDataFrame
) -> list[Finding]:
    """Return a finding for each such parcel that reaches into a terrain."""
    found = parcels[doubtful]
    inside = found.sindex.query(terrains.geometry, predicate="intersects")[1]
    return [
        Finding(
            rule="measure.mostly_public",
            severity="warning",
            table="parcels",
            id=str(row["parcel_id"]),
            column="counts_as_net",
            difference=float(row["geometry"].area),
            unit="m2",
            reason=Words(
                "Is zelf openbaar, maar telt als netto: een gebouw staat op dit perceel en op een "
                "kavel.",
                "Is public by itself, but counts as net: a building stands on it and on a plot.",
            ),
            action=Words(
                "Kijk of het gebouw of de perceelsgrens goed ligt; anders telt de straat mee als "
                "kavel.",
                "See whether the building or the parcel's line is drawn right; else the street "
                "counts as plot.",
            ),
            geometry=row["geometry"],
        )
        for row in found.iloc[np.unique(inside)].to_dict("records")
    ]
