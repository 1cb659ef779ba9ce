"""What every door does, and what it gives back."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from geo_ser.sources.desk import Desk, Order
from geo_ser.sources.features import Tally

__all__ = ["Brought", "Door", "Size"]


@dataclass(frozen=True)
class Brought:
    """What a door brought: the counts for the manifest row.

    `features` and `distinct_ids` are None for what has no rows (a raster). `edition` is the
    date the data say they describe, None where they do not say. `note` is for people.
    """

    features: int | None = None
    distinct_ids: int | None = None
    pages: int = 1
    edition: date | None = None
    note: str = ""

    @classmethod
    def of(cls, tally: Tally, pages: int) -> "Brought":
        """Return the counts of a feature file, what is odd about it in a note."""
        odd = {
            "rows alike to another were left out": tally.copies,
            "rows without geometry": tally.without_geometry,
            "rows without a number": tally.without_id,
        }
        note = "; ".join(f"{count} {what}" for what, count in odd.items() if count)
        return cls(tally.features, tally.distinct_ids, pages, note=note)


@dataclass(frozen=True)
class Size:
    """How much would come; None where the service does not tell."""

    features: int | None = None
    bytes: int | None = None
    requests: int | None = None


class Door(Protocol):
    """A way in: a module with these three functions is one."""

    def suffix(self, order: Order) -> str:
        """Return the suffix of the layer's file, e.g. ``.geojson``."""
        ...

    def bring(self, order: Order, desk: Desk, path: Path) -> Brought:
        """Write the whole layer to `path` and say what it holds.

        Raises
        ------
        FetchError
            If the service cannot be reached; what was kept is used by the next run.
        IncompleteError
            If the service gives less, more or other than it says; everything kept of the layer
            is then forgotten.
        """
        ...

    def size(self, order: Order, desk: Desk) -> Size:
        """Ask how much would come, with as few and small questions as will do."""
        ...
