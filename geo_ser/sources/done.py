"""What is noted of a finished layer: its manifest row, and what that says of the next fetch."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo_ser.errors import IncompleteError
from geo_ser.files import sha256
from geo_ser.sources.desk import Order
from geo_ser.sources.doors import Brought

__all__ = ["counts_of", "last_time", "manifest_row", "require_some", "row_of"]

_NUMBERS = ("features", "distinct_ids", "pages", "bytes")


def manifest_row(
    order: Order, brought: Brought, path: Path, file: str, begun: str
) -> dict[str, str]:
    """Return the manifest row of a file that was brought; `begun` is when, in UTC."""
    edition = brought.edition or order.about.edition or begun[:10]
    numbers = (path.stat().st_size, brought.features, brought.distinct_ids, brought.pages)
    size, features, distinct_ids, pages = ("" if one is None else str(one) for one in numbers)
    return {
        "file": file,
        "layer": order.layer,
        "url": f"{order.door.url} {order.collection}",
        "time": begun,
        "sha256": sha256(path),
        "bytes": size,
        "features": features,
        "distinct_ids": distinct_ids,
        "pages": pages,
        "edition": str(edition),
        "licence": order.about.licence,
        "attribution": order.about.attribution,
        "note": brought.note,
    }


def row_of(done: Mapping[str, Any]) -> dict[str, str]:
    """Return the manifest row in a note."""
    row: dict[str, str] = dict(done["row"])
    return row


def counts_of(row: Mapping[str, str]) -> dict[str, Any]:
    """Return the counts of a manifest row, None where there is none to count."""
    return {key: int(row[key]) if row[key] else None for key in _NUMBERS}


def last_time(done: Mapping[str, Any] | None) -> str:
    """Return in words what came the last time, "" where nothing did."""
    if done is None:
        return ""
    row = row_of(done)
    return f"last time {row['features'] or 'no'} features, {row['bytes']} bytes"


def require_some(order: Order, brought: Brought, done: Mapping[str, Any] | None) -> None:
    """Refuse nothing at all where there must be some, or were some the last time.

    Parameters
    ----------
    done
        What was noted when the layer was last finished; None where it never was.

    Raises
    ------
    IncompleteError
        If there are none.
    """
    if brought.features != 0:
        return
    had = done is not None and done["plan"] == order.plan and row_of(done)["features"] != "0"
    known = order.entry.some and (order.area is None or order.area.code is not None)
    if had or known:
        why = "the last fetch brought some" if had else "every municipality has some"
        raise IncompleteError(
            f"{order.name}: the service gives no rows at all for this area, but {why}. Check "
            f"collection {order.collection!r} at {order.door.url}; nothing of this layer was used."
        )
