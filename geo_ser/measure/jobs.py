"""Jobs: counted from establishments by their points, never estimated from land."""

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_ser.measure.measured import Measured
from geo_ser.measure.reliability import INCOMPLETE_SHARE
from geo_ser.measure.sums import sums_by

__all__ = ["terrain_jobs", "terrain_jobs_per_net"]


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
    total = (
        sums_by(jobs.iloc[at], ids.to_numpy()[terrain])
        .reindex(ids, fill_value=0.0)
        .astype("float64")
    )
    return Measured(
        pd.DataFrame({"jobs": total.mask((count > 0) & (known == 0))}),
        methods={"jobs": "sum_over_establishments"},
        reasons={"jobs": "jobs_unknown"},
        incomplete=known < count * (1 - INCOMPLETE_SHARE),
    )


def terrain_jobs_per_net(jobs: Measured, net: Measured) -> Measured:
    """Return the jobs per net hectare of each terrain (terreincoëfficiënt).

    Parameters
    ----------
    jobs, net
        What `terrain_jobs` and `net.terrain_net` returned.

    Returns
    -------
    measured : Measured
        (n,) `jobs_per_net_ha`, jobs per 10 000 m² of `net_area_m2`.
    """
    count, area = jobs.table["jobs"], net.table["net_area_m2"]
    why = pd.Series("no_net_area", index=area.index).mask(area.isna(), net.reasons["net_area_m2"])
    return Measured(
        pd.DataFrame({"jobs_per_net_ha": count / (area.where(area > 0) / 10_000)}),
        methods={"jobs_per_net_ha": "jobs_over_net_area"},
        reasons={"jobs_per_net_ha": why.mask(count.isna(), "jobs_unknown")},
        incomplete=pd.Series(jobs.incomplete, area.index) | pd.Series(net.incomplete, area.index),
        at_best=net.at_best,
    )
