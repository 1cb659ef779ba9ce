"""Which terrains a supply means: the row filter of `parse_where`, applied to a table."""

import ast
import difflib
import operator
from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_ser.errors import LadderError
from geo_ser.parameters import parse_where

__all__ = ["require_known", "selected"]

Mask = NDArray[np.bool_]

_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda column, values: column.isin(values),
    ast.NotIn: lambda column, values: ~column.isin(values),
}


def selected(terrains: pd.DataFrame, where: str, *, item: str) -> Mask:
    """Whether each terrain meets a filter.

    Parameters
    ----------
    terrains
        (n,) the terrain indicators.
    where
        A filter as `parse_where` reads it.
    item
        The supply that asks, for messages.

    Returns
    -------
    mask : numpy.ndarray
        (n,) bool.

    Raises
    ------
    LadderError
        If a column is not there, is unknown for a terrain (unknown is neither in nor out), or
        is text where the filter has a number, or the reverse.
    """
    tree = parse_where(where)
    for name in sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}):
        require_known(terrains, name, item=item)
    return _mask(terrains, tree, item)


def require_known(terrains: pd.DataFrame, column: str, *, item: str) -> pd.Series:
    """Return a column of the indicators, refused when it is missing or has unknown values.

    Raises
    ------
    LadderError
        Naming the item, the column, how many terrains are null, and the nearest column.
    """
    if column not in terrains.columns:
        near = difflib.get_close_matches(column, [str(one) for one in terrains.columns], n=1)
        hint = f"; did you mean `{near[0]}`?" if near else "."
        raise LadderError(f"supply {item!r}: the indicators have no column {column!r}{hint}")
    unknown = int(terrains[column].isna().sum())
    if unknown:
        raise LadderError(
            f"supply {item!r}: {column} is null for {unknown} of {len(terrains)} terrains; "
            "unknown is not zero. See nulls.parquet for the reason, leave those terrains out "
            "with `where`, or give the hectares as `value`."
        )
    return terrains[column]


def _mask(terrains: pd.DataFrame, node: ast.expr, item: str) -> Mask:
    """Return the mask of one node of the tree."""
    if isinstance(node, ast.BoolOp):
        join = np.logical_and if isinstance(node.op, ast.And) else np.logical_or
        parts = node.values  # noqa: PD011 - of a syntax tree, not of a table
        return reduce(join, [_mask(terrains, part, item) for part in parts])
    if isinstance(node, ast.UnaryOp):
        return ~_mask(terrains, node.operand, item)
    assert isinstance(node, ast.Compare)  # parse_where lets nothing else through
    assert isinstance(node.left, ast.Name)
    value = ast.literal_eval(node.comparators[0])
    column = terrains[node.left.id]
    _require_same_kind(column, value, item)
    met = _COMPARE[type(node.ops[0])](column, value)
    return np.asarray(met, dtype=np.bool_)


def _require_same_kind(column: pd.Series, value: object, item: str) -> None:
    """Refuse text against numbers: such a comparison is never met, or fails."""
    if column.empty:
        return
    values = value if isinstance(value, list | tuple) else [value]
    is_text = all(isinstance(one, str) for one in column)
    if not is_text and not pd.api.types.is_numeric_dtype(column):
        raise LadderError(f"supply {item!r}: `where` cannot compare column {column.name}.")
    if any(isinstance(one, str) is not is_text for one in values):
        kind, fix = ("text", "in quotes") if is_text else ("numbers", "without quotes")
        raise LadderError(
            f"supply {item!r}: {column.name} holds {kind}; write the value in `where` {fix}."
        )
