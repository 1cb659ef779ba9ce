"""WKB from files of others to shapes: one that is damaged is null, and takes no other row along.

GEOS refuses what is cut off or counts more than there is, but goes into a collection within a
collection without end, until the stack of the process is full. So the depth is looked at first.
"""

import struct

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import shapely

__all__ = ["MAX_WKB_DEPTH", "shapes_of_wkb"]

MAX_WKB_DEPTH = 32
"""Collections nested deeper than this are no registry's; GDAL goes no deeper either."""

_HEADER = 9
_NEVER_DEEP = _HEADER * MAX_WKB_DEPTH
"""So many bytes cannot hold more collections within each other than that."""

_HARMLESS = 4096
"""Of multipolygons and the like GEOS itself refuses what does not belong in them, but on its way
back; in so many bytes it cannot come too deep (its stack holds over 5 000 collections)."""

_POINT, _LINE, _POLYGON, _TRIANGLE, _CIRCULAR = 1, 2, 3, 17, 8
_FLAT_KINDS = frozenset([_POINT, _LINE, _POLYGON, _TRIANGLE, _CIRCULAR])
_MULTI = (4, 5, 6)
_Z, _M, _SRID = 0x80000000, 0x40000000, 0x20000000

Mask = npt.NDArray[np.bool_]


def shapes_of_wkb(column: pa.ChunkedArray) -> tuple[npt.NDArray[np.object_], Mask]:
    """Return the shapes of WKB, and which of them cannot be read.

    Parameters
    ----------
    column
        (n,) binary, null for no shape.

    Returns
    -------
    shapes
        (n,) geometries; None for no shape, and where the bytes are none. A ring left open is
        closed, as GDAL does.
    unreadable
        (n,) whether there were bytes that are no shape.
    """
    column = column.cast(pa.large_binary())
    blobs = np.asarray(column.to_numpy(), dtype="object")
    present = column.is_valid().to_numpy()
    suspects = np.concatenate([np.empty(0, dtype="bool"), *map(_may_be_deep, column.chunks)])
    for row in np.flatnonzero(present & suspects):
        if is_too_deep(blobs[row]):
            blobs[row] = None
    with np.errstate(invalid="ignore"):  # coordinates that are no numbers have their own reason
        shapes: npt.NDArray[np.object_] = np.asarray(
            shapely.from_wkb(blobs, on_invalid="fix"), dtype="object"
        )
    return shapes, present & shapely.is_missing(shapes)


def _may_be_deep(blobs: pa.Array) -> Mask:
    """Return which of some WKB are long enough, and of a kind, to hold too many collections."""
    _, places, content = blobs.buffers()
    ends = np.frombuffer(places, dtype="int64")[blobs.offset : blobs.offset + len(blobs) + 1]
    size, start = np.diff(ends), ends[:-1]
    deep = size > _NEVER_DEEP
    if not deep.any():
        return deep
    head = np.frombuffer(content, dtype="uint8")[start[deep, None] + np.arange(5)].astype("int64")
    little = head[:, 1] + 256 * head[:, 2]
    code = np.where(head[:, 0] == 1, little, head[:, 4] + 256 * head[:, 3]) % 1000
    deep[deep] = ~np.isin(code, list(_FLAT_KINDS)) & (
        ~np.isin(code, _MULTI) | (size[deep] > _HARMLESS)
    )
    return deep


def is_too_deep(blob: bytes) -> bool:
    """Return whether collections lie in each other more than `MAX_WKB_DEPTH` deep.

    Only headers are read, from one to the next; of bytes that end too soon GEOS says so.
    """
    left, place = [1], 0
    try:
        while left:
            if not left[-1]:
                left.pop()
                continue
            left[-1] -= 1
            kind, place, order, size = _kind(blob, place)
            if kind in _FLAT_KINDS:
                place = _after(blob, place, kind, order, size)
            else:
                left.append(struct.unpack_from(order + "I", blob, place)[0])
                place += 4
            if len(left) > MAX_WKB_DEPTH + 1:
                return True
    except struct.error:
        return False
    return False


def _kind(blob: bytes, place: int) -> tuple[int, int, str, int]:
    """Return the kind of shape at a place, where its content begins, byte order, bytes a point."""
    order = "<" if blob[place : place + 1] == b"\x01" else ">"
    (code,) = struct.unpack_from(order + "I", blob, place + 1)
    kind, more = code & 0x0FFFFFFF, code & (_Z | _M)
    axes = 2 + bool(more & _Z) + bool(more & _M) + (0, 1, 1, 2)[min(kind // 1000, 3)]
    return kind % 1000, place + 5 + 4 * bool(code & _SRID), order, 8 * axes


def _after(blob: bytes, place: int, kind: int, order: str, size: int) -> int:
    """Return where a shape without shapes in it ends."""
    if kind == _POINT:
        return place + size
    (count,) = struct.unpack_from(order + "I", blob, place)
    place += 4
    if kind in (_LINE, _CIRCULAR):
        return int(place + count * size)
    for _ring in range(count):
        (points,) = struct.unpack_from(order + "I", blob, place)
        place += 4 + points * size
    return place
