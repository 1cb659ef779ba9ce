"""Sums per group that are the same to the last bit, whatever else is in the column."""

from typing import TypeVar

import numpy as np
import pandas as pd

__all__ = ["sums_by"]

_Values = TypeVar("_Values", pd.Series, pd.DataFrame)


def sums_by(values: _Values, by: np.ndarray | pd.Series) -> _Values:
    """Return the sum of each group; what is unknown adds nothing.

    pandas adds up a column in another way as soon as one of its cells is null, in whatever group.
    With that, how many terrains are measured together would show in the last bit.

    Parameters
    ----------
    values
        (n,) numbers, nulls among them.
    by
        (n,) the group of each.

    Examples
    --------
    >>> sums_by(pd.Series([0.1, 0.2, None]), np.array(["a", "a", "b"])).to_dict()
    {'a': 0.30000000000000004, 'b': 0.0}
    """
    return values.fillna(0.0).groupby(by).sum()
