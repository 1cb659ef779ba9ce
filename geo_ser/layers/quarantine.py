"""The quarantine: every row that could not be used, as it was, with the reason."""

import json
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_ser.tables import RD

__all__ = ["QUARANTINE_COLUMNS", "quarantine_table", "row_texts"]

QUARANTINE_COLUMNS = ("table", "file", "row", "id", "reason", "attributes", "geometry")
"""`row` is the row's number in the file ($id in QGIS), `reason` a key of `REASONS`,
`attributes` the row as it stands in the source, as JSON."""


def quarantine_table(parts: Sequence[pd.DataFrame]) -> gpd.GeoDataFrame:
    """Return rows left out as one table, in an order that does not depend on the source's.

    Parameters
    ----------
    parts
        Tables with `QUARANTINE_COLUMNS`, one per table of the study.

    Returns
    -------
    quarantine : geopandas.GeoDataFrame
        (n,) `QUARANTINE_COLUMNS`, EPSG:28992; geometry null where it could not be brought there.
    """
    records = [record for part in parts for record in part.to_dict("records")]
    table = pd.DataFrame(records, columns=list(QUARANTINE_COLUMNS))
    texts = ("table", "file", "id", "reason", "attributes")
    table = table.astype({**dict.fromkeys(texts, "str"), "row": "int64"})
    wkb = [shapely.to_wkb(one, hex=True) if one is not None else "" for one in table["geometry"]]
    order = ["table", "file", "id", "reason", "attributes", "wkb", "row"]
    place = table.assign(wkb=wkb).sort_values(order, na_position="first").index
    table = table.loc[place].reset_index(drop=True)
    return gpd.GeoDataFrame(table, geometry="geometry", crs=RD)


def row_texts(table: pd.DataFrame) -> list[str]:
    """Return each row as JSON text with sorted keys, null for unknown.

    Examples
    --------
    >>> row_texts(pd.DataFrame({"b": [1.5], "a": [None]}))
    ['{"a": null, "b": 1.5}']
    """
    return [
        json.dumps(
            {str(name): _plain(cell) for name, cell in record.items()},
            ensure_ascii=False,
            sort_keys=True,
            default=str,
        )
        for record in table.to_dict("records")
    ]


def _plain(cell: Any) -> Any:
    if isinstance(cell, np.ndarray):
        return cell.tolist()
    if isinstance(cell, np.generic):
        cell = cell.item()
    if isinstance(cell, list | dict | tuple):
        return cell
    return None if pd.isna(cell) else cell
