"""Parcels that are net for a small building alone, on land that is otherwise public."""

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.findings import Finding, Words
from geo_ser.measure.parcels import under_public_cover
from geo_ser.study import Thresholds

__all__ = ["mostly_public", "mostly_public_findings"]


def mostly_public(
    parcels: gpd.GeoDataFrame,
    cover_m2: pd.DataFrame,
    classes: pd.DataFrame,
    lying: pd.DataFrame,
    thresholds: Thresholds,
) -> np.ndarray:
    """Return which parcels a small building makes net although their cover is public.

    A transformer house stands wholly on its verge; by design §4 the road it belongs to is then
    net. The rule is kept, and where it decides, it is said.

    Parameters
    ----------
    parcels
        (n,) polygons in EPSG:28992.
    cover_m2
        (n, covers) m² of each class in the whole parcel, overlap once.
    classes
        (n,) `parcels.parcel_classes`.
    lying
        Rows of `parcels.buildings_on`, of the buildings that stand.
    thresholds
        `public_min_share` of public cover at least, and buildings on `unbuilt_max_coverage`
        at most.
    """
    built = lying.groupby("parcel")["part"].sum().reindex(range(len(parcels)), fill_value=0.0)
    return np.asarray(
        classes["why"].eq("building").to_numpy()
        & under_public_cover(parcels, cover_m2, thresholds.public_min_share)
        & (built.to_numpy() <= thresholds.unbuilt_max_coverage)
    )


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
                "Telt als netto om een klein gebouw, maar de bodem is vooral openbaar.",
                "Counts as net for a small building, but its land is mostly public.",
            ),
            action=Words(
                "Is het openbare grond (een trafohuis in de berm), geef dan de bestemming of "
                "verbeter het perceel.",
                "If this is public land (a transformer house on a verge), give zoning or correct "
                "the parcel.",
            ),
            geometry=row["geometry"],
        )
        for row in found.iloc[np.unique(inside)].to_dict("records")
    ]
