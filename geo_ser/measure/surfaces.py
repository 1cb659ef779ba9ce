"""Surfaces, which are far more than all other tables: handed out place by place."""

from dataclasses import dataclass
from typing import Protocol

import geopandas as gpd
import numpy as np

__all__ = ["HeldSurfaces", "Surfaces", "near"]


class Surfaces(Protocol):
    """Something that hands out surfaces: a table, or a file of which only parts are read."""

    def near(self, areas: gpd.GeoSeries) -> gpd.GeoDataFrame:
        """Return at least the surfaces whose box meets the box of one of the areas.

        Returns
        -------
        surfaces : geopandas.GeoDataFrame
            (k,) `surface_id` (text), `cover` and valid polygons in EPSG:28992, in order of
            `surface_id`.
        """


@dataclass(frozen=True)
class HeldSurfaces:
    """A table of surfaces, as `inputs.ready` returned it."""

    table: gpd.GeoDataFrame

    def near(self, areas: gpd.GeoSeries) -> gpd.GeoDataFrame:
        """Return the surfaces whose box meets the box of one of the areas."""
        return near(self.table, areas)


def near(table: gpd.GeoDataFrame, areas: gpd.GeoSeries | np.ndarray) -> gpd.GeoDataFrame:
    """Return the rows whose box meets the box of one of the areas, in their order."""
    if table.empty or not len(areas):
        return table.iloc[:0]
    return table.iloc[np.unique(table.sindex.query(areas)[1])]
