"""Tables in which too much lies over each other to be measured: refused at the door, by name.

Every stage after this one compares rows that meet. In ordinary tables a row's box meets a handful
of others, so the work grows with the rows. Twenty thousand outlines of one park, or a download
in which every object stands for each of its versions, make it grow with their square: hours, and
more memory than a laptop has. Such a table is a mistake; the message says which rows to look at.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.errors import TableError
from geo_ser.layers.packed import PackedTable

__all__ = ["ALWAYS_ALLOWED_PAIRS", "require_uncrowded"]

ALWAYS_ALLOWED_PAIRS = 1_000_000
"""Pairs of boxes that meet that any table may have: some two minutes of measuring (2 000 parcels
over each other in one hectare, docs/performance.md)."""

_ROWS = 256
"""Rows looked up together: each may meet all others."""


def require_uncrowded(table: PackedTable, name: str, id_column: str, mean_limit: float) -> None:
    """Refuse a table whose rows lie over each other by the hundred.

    Parameters
    ----------
    table
        (n,) rows with shapes in EPSG:28992; a table without shapes passes.
    name, id_column
        The table and its column of ids, for the message.
    mean_limit
        How many others a row's bounding box may meet, on the mean over all rows.

    Raises
    ------
    TableError
        If more pairs of boxes meet than `mean_limit` per row and than `ALWAYS_ALLOWED_PAIRS`. It
        names the three rows that meet most, as far as was counted.
    """
    if table.shapes is None or len(table) < 2:
        return
    placed = np.flatnonzero(np.isfinite(table.bounds).all(axis=1))
    boxes = shapely.box(*table.bounds[placed].T)
    most = max(ALWAYS_ALLOWED_PAIRS, mean_limit * len(boxes))
    tree, met = shapely.STRtree(boxes), np.zeros(len(boxes), dtype="int64")
    pairs = 0
    for start in range(0, len(boxes), _ROWS):
        rows = tree.query(boxes[start : start + _ROWS])[0]
        count = np.bincount(rows, minlength=min(_ROWS, len(boxes) - start)) - 1
        met[start : start + len(count)] = count
        pairs += int(count.sum())
        if pairs / 2 > most:
            ids = table.attributes[id_column].iloc[placed]
            raise TableError(_message(name, ids, met[: start + len(count)]))


def _message(name: str, ids: pd.Series, met: npt.NDArray[np.int64]) -> str:
    order = np.lexsort([ids.astype("str").to_numpy()[: len(met)], -met])[:3]
    worst = ", ".join(f"{ids.iloc[row]} ({met[row]})" for row in order)
    return (
        f"`{name}`: {len(ids)} rows lie over each other by the hundred: each of the first "
        f"{len(met)} meets {met.mean():.0f} others on average; most: {worst}. Nothing can be "
        "measured where every row covers every other. Is an object in the file "
        "once for each of its versions, or for each plan? Keep one of each "
        "with `where`, or raise [thresholds] max_rows_met."
    )
