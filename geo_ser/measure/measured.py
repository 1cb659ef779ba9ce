"""What one measuring group hands over: values, and for each column how and why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

__all__ = ["Measured"]


@dataclass(frozen=True)
class Measured:
    """The indicators of one group, one row per terrain.

    Everything that varies by terrain is a Series on the index of `table`; what is the same
    for all terrains is a plain text.
    """

    table: pd.DataFrame
    """Columns of `tables.INDICATORS`; index `terrain_id`."""

    methods: Mapping[str, str | pd.Series]
    """Per column a short code of how it was found; every column has one."""

    reasons: Mapping[str, str | pd.Series] = field(default_factory=dict)
    """Per column that may be null: the code of why it is."""

    incomplete: pd.Series | bool = False
    """Whether more than `reliability.INCOMPLETE_SHARE` lacks the best data."""

    at_best: pd.Series | str = "A"
    """The highest grade these figures can have, whatever their sources."""
