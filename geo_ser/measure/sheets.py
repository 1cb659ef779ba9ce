"""An indicator table in the making: what was measured, how, and why the rest is null."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import pandas as pd

from geo_ser.measure.nulls import absence_reason, null_rows
from geo_ser.tables import INDICATORS, RD

__all__ = ["Sheet"]

_DTYPES: Mapping[str, Any] = {
    "number": "float64", "year": "Int64", "bool": "boolean", "text": "str",
    "date": "datetime64[ms]",
}  # fmt: skip
_IDS = {"terrains": "terrain_id", "plots": "plot_id", "buildings": "building_id"}


@dataclass(frozen=True)
class Sheet:
    """The measured columns of one indicator table."""

    name: str
    """A key of `tables.INDICATORS`."""

    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    """(n,) the columns that were measured; no columns at all when the table could not be."""

    methods: Mapping[str, str | pd.Series] = field(default_factory=dict)
    """Per measured column its method: one code, or one per terrain (index `terrain_id`)."""

    reasons: Mapping[str, str | pd.Series] = field(default_factory=dict)
    """Per measured column that may hold nulls: one code, or one per row."""

    def only(self, groups: Collection[str]) -> "Sheet":
        """Return the sheet without the columns of groups that were not asked for."""
        asked = [
            column.name
            for column in INDICATORS[self.name]
            if column.name in self.table and (not column.group or column.group in groups)
        ]
        return Sheet(self.name, self.table[asked], self.methods, self.reasons)

    def frame(self) -> gpd.GeoDataFrame:
        """Return the table with every column of its contract, in order; null where not measured."""
        index = self.table.index
        columns = {}
        for column in INDICATORS[self.name]:
            value = self.table.get(column.name, pd.Series(None, index=index, dtype="object"))
            kind = _DTYPES.get(column.kind, "object")
            columns[column.name] = value.astype(kind)
            if kind == "object":
                columns[column.name] = value.astype("object").where(value.notna(), None)
        table = pd.DataFrame(columns, index=index)
        return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(table["geometry"], crs=RD))

    def nulls(
        self, frame: pd.DataFrame, *, available: Collection[str], groups: Collection[str]
    ) -> pd.DataFrame:
        """Return why each null cell of `frame` is null.

        Parameters
        ----------
        frame
            What `frame()` returned.
        available, groups
            As in `nulls.absence_reason`.
        """
        absent = {
            column.name: absence_reason(self.name, column, available=available, groups=groups)
            for column in INDICATORS[self.name]
            if column.name not in self.table
        }
        measured = {} if self.table.empty else self.reasons
        return null_rows(self.name, frame, _IDS[self.name], {**measured, **absent})
