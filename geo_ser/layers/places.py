"""Points from the x and y columns of a table: what people export from a register of companies."""

import re
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.errors import TableError
from geo_ser.figures import numbers
from geo_ser.layers.crs import coordinates_look
from geo_ser.layers.packed import Shapes
from geo_ser.layers.profile import Profile
from geo_ser.layers.read import SourceRows

__all__ = ["with_points"]

_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")


def with_points(rows: SourceRows, profile: Profile, *, what: str) -> SourceRows:
    """Return rows with a point each, from their x and y columns; rows that have geometry stay.

    Decimal commas and thousands marks are read; ``476.000`` counts as thousands only where that
    brings the points to the Netherlands and the plain reading does not. A row without both is a
    row without geometry. Which coordinate system it is, is looked at later.

    Parameters
    ----------
    profile
        `places` gives the spellings of the two columns.
    what
        Table and file, for messages.

    Raises
    ------
    TableError
        If there is neither geometry nor a pair of such columns.
    """
    if rows.geometry is not None:
        return rows
    columns = {str(name).casefold(): name for name in rows.attributes.columns}
    pairs = [(columns[x], columns[y]) for x, y in profile.places if x in columns and y in columns]
    if not pairs:
        raise TableError(
            f"{what}: has no geometry column and no columns for a place, only "
            f"{', '.join(map(repr, rows.attributes.columns))}. Give it columns "
            f"{' and '.join(profile.places[0]) if profile.places else 'WKT'} (RD in metres, or "
            "degrees)."
        )
    cells = [rows.attributes[name] for name in pairs[0]]
    points = _points(*(numbers(one)[0] for one in cells))
    if coordinates_look(shapely.bounds(points)) is None:
        grouped = _points(*(_ungrouped(one) for one in cells))
        points = points if coordinates_look(shapely.bounds(grouped)) is None else grouped
    return replace(rows, geometry=Shapes.of(points))


def _points(x: pd.Series, y: pd.Series) -> npt.NDArray[np.object_]:
    """Return points, null where one of the two numbers is not known."""
    known = (x.notna() & y.notna()).to_numpy()
    points = np.full(len(x), None, dtype="object")
    points[known] = shapely.points(x[known].to_numpy(), y[known].to_numpy())
    return points


def _ungrouped(cells: pd.Series) -> pd.Series:
    """Return numbers whose single point, before three digits, marks thousands."""
    texts = cells.astype("str").str.strip()
    whole = texts.where(~texts.str.fullmatch(_THOUSANDS), texts.str.replace(".", ""))
    return numbers(whole)[0]
