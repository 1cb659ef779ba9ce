"""Jobs: counted from establishments by their points, never estimated from land."""

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.measure.measured import Measured
from geo_ser.measure.reliability import INCOMPLETE_SHARE

__all__ = ["terrain_jobs"]


def terrain_jobs(terrains: gpd.GeoDataFrame, establishments: gpd.GeoDataFrame) -> Measured:
    """Return the jobs of each terrain: the sum over the establishments in it.

    Parameters
    ----------
    terrains
        (n,) polygons in EPSG:28992 with `terrain_id`.
    establishments
        (m,) points in EPSG:28992; `jobs` optional, a negative number is unknown.

    Returns
    -------
    measured : Measured
        (n,) `jobs`: 0 where no establishment lies, null (``jobs_unknown``) where none of those
        that do has a known number. A point on the outline lies in the terrain.
    """
    ids = pd.Index(terrains["terrain_id"])
    jobs = pd.Series(np.nan, index=establishments.index, dtype="float64")
    if "jobs" in establishments.columns:
        jobs = establishments["jobs"].astype("float64")
    jobs = jobs.where(jobs >= 0)
    terrain, at = establishments.sindex.query(terrains.geometry, predicate="intersects", sort=True)
    here = jobs.iloc[at].groupby(ids.to_numpy()[terrain])
    count = here.size().reindex(ids, fill_value=0)
    known = here.count().reindex(ids, fill_value=0)
    total = here.sum().reindex(ids, fill_value=0.0).astype("float64")
    return Measured(
        pd.DataFrame({"jobs": total.mask((count > 0) & (known == 0))}),
        methods={"jobs": "sum_over_establishments"},
        reasons={"jobs": "jobs_unknown"},
        incomplete=known < count * (1 - INCOMPLETE_SHARE),
    )
