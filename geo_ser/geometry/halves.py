"""Work on whole arrays, of which one bad row costs one row: what fails is done again by halves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from shapely.errors import ShapelyError

from geo_ser.errors import CutError, GeoSerError

__all__ = ["Failure", "by_halves"]

Rows = npt.NDArray[np.int64]
_Result = TypeVar("_Result")

_OF_ROWS = (ShapelyError, ArithmeticError, ValueError, IndexError, CutError)
"""What a bad row may be expected to raise. Any other exception that each of several rows raises is
a fault of the program; where other rows can be worked out, or there are none, it is the row's."""


@dataclass(frozen=True)
class Failure:
    """A row that could not be worked out, and what it raised."""

    row: int
    error: Exception

    @property
    def is_cut(self) -> bool:
        """Whether a cut disagrees with the area of the coordinates."""
        return isinstance(self.error, CutError)


def by_halves(
    work: Callable[[Rows], _Result], rows: Rows
) -> tuple[list[tuple[Rows, _Result]], list[Failure]]:
    """Return the results of some work on rows, and the rows on which it fails.

    All rows are tried at once. Where that raises, each half is tried by itself, until the rows
    that raise stand alone; so nothing is spent where nothing fails.

    Parameters
    ----------
    work
        Takes an array of rows, in the order given, and returns what it makes of them. Each row's
        result must not depend on which rows are worked on with it.
    rows
        (n,) int64; n may be 0, and the work is then done on no rows.

    Returns
    -------
    results : list of (numpy.ndarray, result)
        The rows that were worked on together with their result, in order.
    failures : list of Failure
        The rows that raise by themselves, in order.

    Raises
    ------
    GeoSerError
        What the user must hear of, but for `CutError`.
    Exception
        Whatever no row can be blamed for: it is raised on no rows, or on all of several.

    Examples
    --------
    >>> def halved(rows):
    ...     if 3 in rows:
    ...         raise ValueError("three is bad")
    ...     return (rows / 2).tolist()
    >>> results, failures = by_halves(halved, np.arange(5))
    >>> [one for _, one in results], [(one.row, str(one.error)) for one in failures]
    ([[0.0, 0.5], [1.0], [2.0]], [(3, 'three is bad')])
    """
    results, failures = _halved(work, rows)
    if len(failures) > 1 and not results and not isinstance(failures[0].error, _OF_ROWS):
        raise failures[0].error
    return results, failures


def _halved(
    work: Callable[[Rows], _Result], rows: Rows
) -> tuple[list[tuple[Rows, _Result]], list[Failure]]:
    try:
        return [(rows, work(rows))], []
    except MemoryError:
        raise
    except Exception as error:
        if not len(rows) or (isinstance(error, GeoSerError) and not isinstance(error, CutError)):
            raise
        if len(rows) == 1:
            return [], [Failure(int(rows[0]), error)]
    middle = len(rows) // 2
    first, first_failures = _halved(work, rows[:middle])
    second, second_failures = _halved(work, rows[middle:])
    return first + second, first_failures + second_failures
