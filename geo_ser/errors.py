"""Every error geo_ser raises on purpose.

::

    GeoSerError                     exit code 1: the job could not be done
    ├── UsageError    (ValueError)  exit code 2: wrong use of the command line
    ├── StudyError    (ValueError)  atlas.toml or ladder.toml is wrong
    ├── SourceError   (OSError)     a file is missing, empty, truncated or not what it says
    │   └── FetchError              a service cannot be reached; what came is kept, so run again
    │       └── IncompleteError     a service gives less, more or other than it says
    │           └── RefreshedError  the data changed while they were being fetched
    ├── TableError    (ValueError)  a table breaks its contract
    │   └── CrsError                coordinates are not in the system they should be in
    ├── CutError      (ValueError)  a cut of two shapes disagrees with the area they share
    ├── LadderError   (ValueError)  the ladder cannot be worked out from what is known
    ├── WriteError    (OSError)     a result cannot be written
    └── MissingError  (ImportError) an optional part, or a library it needs, is not installed

A message says which table or file, what is wrong, how many rows with the first three ids,
what was expected and what to do next. The command line prints it without a traceback.
"""

from collections.abc import Iterable

__all__ = [
    "CrsError",
    "CutError",
    "FetchError",
    "GeoSerError",
    "IncompleteError",
    "LadderError",
    "MissingError",
    "RefreshedError",
    "SourceError",
    "StudyError",
    "TableError",
    "UsageError",
    "WriteError",
    "first_three",
]


class GeoSerError(Exception):
    """Root of the tree; never raised itself."""

    exit_code = 1


class UsageError(GeoSerError, ValueError):
    """The command was used wrongly: an unknown option value, a folder that is no study."""

    exit_code = 2


class StudyError(GeoSerError, ValueError):
    """A settings file is wrong; the message lists every problem at once."""


class SourceError(GeoSerError, OSError):
    """A source file is missing, empty, truncated, or has no such layer."""


class FetchError(SourceError):
    """A service cannot be reached or refuses; what came so far is kept for the next run."""


class IncompleteError(FetchError):
    """A service gives less, more or other than it says; what came of the layer is not used."""


class RefreshedError(IncompleteError):
    """The data of a service changed between two requests; asked again, they may fit."""


class TableError(GeoSerError, ValueError):
    """A table breaks its contract in `geo_ser.tables`."""


class CrsError(TableError):
    """Coordinates are not in the coordinate system they should be in."""


class CutError(GeoSerError, ValueError):
    """Shapes were cut, and what is left has not the area that their coordinates say it has.

    Rooms that measure row by row make the row null with a finding; see `geometry.halves`.
    """


class LadderError(GeoSerError, ValueError):
    """The ladder asks for something that is unknown or contradicts itself."""


class WriteError(GeoSerError, OSError):
    """A result cannot be written: no permission, a full disk, a file held open."""


class MissingError(GeoSerError, ImportError):
    """An optional part is not installed, or does not find the libraries of the system it needs."""


def first_three(ids: Iterable[object]) -> str:
    """Return the first three ids as text for a message, with an ellipsis when there are more.

    Examples
    --------
    >>> first_three(["a", "b", "c", "d"])
    "'a', 'b', 'c', …"
    """
    names = [repr(str(one)) for one in ids]
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
