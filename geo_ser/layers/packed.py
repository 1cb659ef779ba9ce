"""Shapes at rest: as WKB, and only as many taken out at a time as are worked on.

A surface of 28 vertices takes some 0.5 kB as WKB and some 1 kB as a geometry object; a country
has millions. What is asked of all shapes at once is asked of their boxes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import shapely

from geo_ser.tables import RD

__all__ = ["AT_ONCE", "NO_SHAPE", "PackedTable", "Shapes"]

AT_ONCE = 20_000
"""Shapes that are packed, and unpacked, together."""

Geometries = npt.NDArray[np.object_]
Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Bounds = npt.NDArray[np.float64]
Kinds = npt.NDArray[np.int8]

NO_SHAPE = -1
"""The kind (`Shapes.kinds`) of a row without a shape."""

_TALL = 32
"""Added to the kind of a shape with heights."""


@dataclass(frozen=True)
class _Block:
    """Some shapes as WKB (null where there is none), and of each its box and kind (`Shapes`)."""

    wkb: pa.Array
    bounds: Bounds
    kinds: Kinds

    @classmethod
    def of(cls, shapes: Geometries) -> "_Block":
        wkb = pa.array(shapely.to_wkb(shapes), pa.large_binary())
        kinds = shapely.get_type_id(shapes) + _TALL * shapely.has_z(shapes)
        return cls(wkb, shapely.bounds(shapes), kinds.astype("int8"))

    def __len__(self) -> int:
        return len(self.wkb)

    def shapes(self) -> Geometries:
        with np.errstate(invalid="ignore"):  # coordinates that are no numbers have their reason
            found: Geometries = shapely.from_wkb(self.wkb.to_numpy(zero_copy_only=False))
        return found

    def taken(self, rows: Rows) -> "_Block":
        return _Block(self.wkb.take(pa.array(rows)), self.bounds[rows], self.kinds[rows])


class Shapes:
    """Geometries of any kind, null ones included, in a fixed order; packed they stay bit for bit.

    Parameters
    ----------
    blocks
        Parts that follow each other; `of` and `joined` make them.
    """

    def __init__(self, blocks: Iterable[_Block]) -> None:
        self._blocks = list(blocks)

    @classmethod
    def of(cls, shapes: Geometries) -> "Shapes":
        """Return geometries packed."""
        starts = range(0, len(shapes), AT_ONCE)
        return cls(_Block.of(shapes[start : start + AT_ONCE]) for start in starts)

    @classmethod
    def joined(cls, parts: Iterable["Shapes"]) -> "Shapes":
        """Return several as one, without unpacking or copying any."""
        return cls(block for part in parts for block in part._blocks)

    def __len__(self) -> int:
        return sum(map(len, self._blocks))

    @property
    def bounds(self) -> Bounds:
        """(n, 4) boxes: xmin, ymin, xmax, ymax; NaN for null and empty shapes."""
        return np.concatenate([np.empty((0, 4)), *(block.bounds for block in self._blocks)])

    @property
    def kinds(self) -> Kinds:
        """(n,) the same number for the same kind of shape: polygon, point, none, with heights."""
        none = np.empty(0, dtype="int8")
        return np.concatenate([none, *(block.kinds for block in self._blocks)])

    @property
    def wkb(self) -> pa.Array:
        """(n,) the shapes as WKB, null for none."""
        none = pa.array([], pa.large_binary())
        return pa.concat_arrays([none, *(block.wkb for block in self._blocks)])

    def batches(self) -> Iterator[Geometries]:
        """Give the geometries, so many at a time."""
        return (block.shapes() for block in self._blocks)

    def poured(self) -> Iterator[tuple["Shapes", Geometries]]:
        """Give so many at a time, packed and unpacked, and let go of them; nothing is left."""
        while self._blocks:
            block = self._blocks.pop(0)
            yield Shapes([block]), block.shapes()

    def each(self, function: Callable[[Geometries], npt.NDArray[Any]]) -> npt.NDArray[Any]:
        """Return what a function of geometries gives for each, worked out so many at a time."""
        none = np.empty(0, dtype="object")
        return np.concatenate([function(none), *(function(some) for some in self.batches())])

    def all(self) -> Geometries:
        """Return the geometries unpacked, all at once."""
        return self.each(lambda some: some)

    def at(self, rows: Rows) -> Geometries:
        """Return the geometries of some rows, in the order asked for."""
        return self.taken(rows).all()

    def taken(self, rows: Rows) -> "Shapes":
        """Return some rows, in the order asked for."""
        ends = np.cumsum([0, *map(len, self._blocks)])
        block_of = np.searchsorted(ends, rows, side="right") - 1
        parts = Shapes(
            self._blocks[number].taken(rows[block_of == number] - ends[number])
            for number in np.unique(block_of)
        )
        place = np.empty(len(rows), dtype="int64")
        place[np.argsort(block_of, kind="stable")] = np.arange(len(rows))
        return Shapes([_Block(parts.wkb, parts.bounds, parts.kinds).taken(place)])

    def kept(self, stays: Mask) -> "Shapes":
        """Return those that stay, block by block."""
        kept, end = [], 0
        for block in self._blocks:
            start, end = end, end + len(block)
            kept.append(block.taken(np.flatnonzero(stays[start:end])))
        return Shapes(kept)


@dataclass(frozen=True)
class PackedTable:
    """A table whose shapes are packed; what has no shapes is a table like any other.

    Attributes
    ----------
    attributes
        (n, k) columns but for the geometry. The index says which of `shapes` is a row's: rows
        are put in another order, or left out, without touching a shape.
    shapes
        (m,) in EPSG:28992; None where the table has no geometry column.
    """

    attributes: pd.DataFrame
    shapes: Shapes | None

    @classmethod
    def of(cls, table: pd.DataFrame) -> "PackedTable":
        """Return a table packed."""
        if not isinstance(table, gpd.GeoDataFrame):
            return cls(table, None)
        attributes = pd.DataFrame(table.drop(columns="geometry")).reset_index(drop=True)
        return cls(attributes, Shapes.of(table.geometry.to_numpy()))

    def __len__(self) -> int:
        return len(self.attributes)

    @property
    def bounds(self) -> Bounds:
        """(n, 4) boxes of the rows: xmin, ymin, xmax, ymax in m; NaN where there is none."""
        assert self.shapes is not None, "a table without shapes has no boxes"
        bounds: Bounds = self.shapes.bounds[self.attributes.index.to_numpy()]
        return bounds

    @property
    def kinds(self) -> Kinds:
        """(n,) the kind of each row's shape, as in `Shapes`."""
        assert self.shapes is not None, "a table without shapes has no kinds of them"
        kinds: Kinds = self.shapes.kinds[self.attributes.index.to_numpy()]
        return kinds

    @property
    def has_places(self) -> bool:
        """Whether any row lies somewhere."""
        return self.shapes is not None and bool(np.isfinite(self.bounds).any())

    def geometry(self, places: Rows) -> Geometries:
        """Return the shapes of some rows, by their place in the table."""
        assert self.shapes is not None, "a table without shapes has none to give"
        return self.shapes.at(self.attributes.index.to_numpy()[places])

    def part(self, start: int, stop: int) -> "PackedTable":
        """Return the rows from one place to another, still packed."""
        attributes = self.attributes.iloc[start:stop]
        if self.shapes is None:
            return PackedTable(attributes, None)
        shapes = self.shapes.taken(attributes.index.to_numpy())
        return PackedTable(attributes.reset_index(drop=True), shapes)

    def rows(self, places: Rows) -> pd.DataFrame:
        """Return some rows by place, a GeoDataFrame where there are shapes; the index stays."""
        attributes = self.attributes.iloc[places]
        if self.shapes is None:
            return attributes
        found: pd.DataFrame = gpd.GeoDataFrame(attributes, geometry=self.geometry(places), crs=RD)
        return found

    def frame(self) -> pd.DataFrame:
        """Return all rows, with index 0…n-1."""
        found: pd.DataFrame = self.rows(np.arange(len(self))).reset_index(drop=True)
        return found

    def without(self, labels: pd.Index) -> "PackedTable":
        """Return the table without some rows, by index."""
        return replace(self, attributes=self.attributes.drop(index=labels))

    def and_also(self, others: gpd.GeoDataFrame) -> "PackedTable":
        """Return the table with other rows under it, in its own types."""
        assert self.shapes is not None, "a table without shapes takes none"
        start = len(self.shapes)
        kinds = self.attributes.dtypes.to_dict()
        attributes = pd.DataFrame(others.drop(columns="geometry")).astype(kinds)
        attributes.index = pd.RangeIndex(start, start + len(others))
        return PackedTable(
            pd.concat([self.attributes, attributes]),
            Shapes.joined([self.shapes, Shapes.of(others.geometry.to_numpy())]),
        )
