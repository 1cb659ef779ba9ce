"""Made-up business parks whose surfaces tile exactly, at three scales: what the benchmarks measure.

Nothing here is real. Each estate is a lattice of 30 × 29 cells of about 17 m, each cell one
surface; neighbours share every vertex of the line between them, rounded to the millimetre as
registries do, so that no land is lacking or double. Eight rows of plots (4 × 3 cells) lie
between five road rows, a green strip along the east. Half of the parcels' sides follow the
surfaces vertex by vertex, the other half run their own way between the same corners, as
cadastral lines do. Halls follow cells, sheds lie loose in one, four buildings per estate stand
on two plots. The terrain's outline cuts through the outer cells.

Same scale, same seed: same files. Run: python benchmarks/town.py --scale province FOLDER
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geo_ser.pipeline.records import StageRecord, program_hash, stamps, write_record
from geo_ser.study import Study, load_study

__all__ = ["SCALES", "Estates", "estates", "write_town"]

SCALES = {"tiny": 3, "municipality": 25, "province": 400, "country": 3_800}
"""Terrains; each brings 62 parcels, 125 buildings, 870 surfaces and about 280 units."""

SEED = 20261125
BATCH = 100
CELL_M = 17.0
PITCH_M = 600.0
ORIGIN = (110_000.0, 400_000.0)
WIDE, HIGH = 30, 29
X_LINES = (0, 4, 8, 12, 16, 20, 24, 28, 30)
Y_LINES = (0, 1, 4, 7, 8, 11, 14, 15, 18, 21, 22, 25, 28, 29)
PLOT_ROWS = (1, 4, 8, 11, 15, 18, 22, 25)
STEPS = (2, 3, 5, 8, 15, 50)
STEP_SHARES = (0.29, 0.25, 0.20, 0.15, 0.09, 0.02)
"""Vertices inside one side of a cell; rings get 13 and more, 28 in the mean."""

_YARD = ("paved", "yard", "parking", "bare", "green", "water")
_YARD_SHARES = (0.42, 0.25, 0.15, 0.05, 0.12, 0.01)
_USES = ("industriefunctie", "kantoorfunctie", "winkelfunctie", "bijeenkomstfunctie")

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Shapes = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Estates:
    """The five tables of a batch of estates, EPSG:28992, named as a study's clean tables."""

    terrains: gpd.GeoDataFrame
    parcels: gpd.GeoDataFrame
    buildings: gpd.GeoDataFrame
    units: gpd.GeoDataFrame
    surfaces: gpd.GeoDataFrame


TABLES = ("terrains", "parcels", "buildings", "units", "surfaces")


@dataclass(frozen=True)
class _Lines:
    """Polylines end to end: the points of line n are `points[start[n] : start[n] + count[n]]`."""

    points: Floats
    start: Ints
    count: Ints


def _spans(start: Ints, count: Ints, forward: npt.NDArray[np.bool_]) -> Ints:
    """Return the places of many runs one after the other, each forward or backward."""
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    ahead, first = np.repeat(forward, count), np.repeat(start, count)
    last = np.repeat(start + count - 1, count)
    return np.where(ahead, first + step, last - step)


def _lines(
    rng: np.random.Generator, begin: Floats, end: Floats, steps: Ints, *, sway: float
) -> _Lines:
    """Return wiggling lines between points, thinnest at their ends so that none cross."""
    count = steps + 2
    start = np.cumsum(count) - count
    line = np.repeat(np.arange(len(count)), count)
    t = (np.arange(count.sum()) - start[line]) / (count[line] - 1)
    along = (end - begin)[line]
    away = rng.uniform(-sway, sway, len(t)) * np.minimum(t, 1 - t)
    points = begin[line] + t[:, None] * along + away[:, None] * along[:, ::-1] * (-1, 1)
    return _Lines(np.round(points, 3), start, count)


def _rings(lines: _Lines, line: Ints, forward: npt.NDArray[np.bool_], sizes: Ints) -> Shapes:
    """Return polygons whose rings are runs of `sizes` lines, followed forward or backward."""
    begin = lines.start[line] + np.where(forward, 0, 1)
    steps = lines.count[line] - 1  # the last point of a line is the first of the next
    places = _spans(begin, steps, forward)
    points = np.add.reduceat(steps, np.cumsum(sizes) - sizes)
    ends = np.cumsum(points)
    places = np.insert(places, ends, places[ends - points])
    offsets = np.concatenate([[0], np.cumsum(points + 1)])
    polygon = shapely.GeometryType.POLYGON
    shapes = shapely.from_ragged_array(
        polygon, lines.points[places], (offsets, np.arange(len(offsets)))
    )
    return np.asarray(shapes, dtype="object")


class _Lattice:
    """The cells of a batch of estates: nodes, and the lines between them."""

    def __init__(self, rng: np.random.Generator, corner: Floats) -> None:
        many = len(corner)
        grid = np.stack(np.meshgrid(np.arange(WIDE + 1), np.arange(HIGH + 1)), axis=-1)
        shake = rng.uniform(-0.12, 0.12, (many, HIGH + 1, WIDE + 1, 2))
        self.nodes = np.round(corner[:, None, None] + CELL_M * (grid + shake), 3)
        flat = [self.nodes[:, :, :-1], self.nodes[:, :-1, :]]
        to = [self.nodes[:, :, 1:], self.nodes[:, 1:, :]]
        begin, end = (np.concatenate([one.reshape(-1, 2) for one in both]) for both in (flat, to))
        steps = rng.choice(STEPS, len(begin), p=STEP_SHARES)
        self.lines = _lines(rng, begin, end, steps, sway=0.16)
        self.many = many
        self.upright = many * (HIGH + 1) * WIDE

    def east(self, estate: Ints, y: Ints, x: Ints) -> Ints:
        """Return the line from node (y, x) to the next one east."""
        return np.asarray((estate * (HIGH + 1) + y) * WIDE + x)

    def north(self, estate: Ints, y: Ints, x: Ints) -> Ints:
        """Return the line from node (y, x) to the next one north."""
        return np.asarray(self.upright + (estate * HIGH + y) * (WIDE + 1) + x)

    def blocks(self, estate: Ints, y: Ints, x: Ints, wide: int, high: int) -> Shapes:
        """Return the outlines of blocks of cells with their lower left cell at (y, x)."""
        over, up = np.arange(wide), np.arange(high)
        at = (estate[:, None], y[:, None], x[:, None])
        sides = [
            self.east(at[0], at[1], at[2] + over),
            self.north(at[0], at[1] + up, at[2] + wide),
            self.east(at[0], at[1] + high, at[2] + over[::-1]),
            self.north(at[0], at[1] + up[::-1], at[2]),
        ]
        forward = np.repeat([True, False], wide + high)
        line = np.concatenate(sides, axis=1)
        ahead = np.tile(forward, len(estate))
        return _rings(self.lines, line.ravel(), ahead, np.full(len(estate), 2 * (wide + high)))


def _corners(first: int, last: int, count: int) -> Floats:
    """Return the lower left corner of estates `first` … `last` of `count`, in a square of rows."""
    side = int(np.ceil(np.sqrt(count)))
    number = np.arange(first, last)
    place = np.stack([number % side, number // side], axis=1)
    return np.asarray(ORIGIN + PITCH_M * place)


def _every(many: int, *ranges: npt.ArrayLike) -> list[Ints]:
    """Return estate and places of all combinations, estate by estate."""
    grids = np.meshgrid(np.arange(many), *map(np.asarray, ranges), indexing="ij")
    return [grid.ravel() for grid in grids]


def _surfaces(
    rng: np.random.Generator, lattice: _Lattice, empty: npt.NDArray[np.bool_]
) -> tuple[Shapes, Shapes]:
    """Return every cell as a polygon, and what covers it."""
    estate, y, x = _every(lattice.many, range(HIGH), range(WIDE))
    cells = lattice.blocks(estate, y, x, 1, 1)
    cover = rng.choice(_YARD, len(cells), p=_YARD_SHARES).astype("object")
    row, column = np.searchsorted(PLOT_ROWS, y, side="right") - 1, x // 4
    inside = (x < 28) & (row >= 0) & (y < np.array(PLOT_ROWS)[row] + 3)
    idle = inside & empty[estate, row % 8, np.minimum(column, 6)]
    hall = inside & (y == np.array(PLOT_ROWS)[row] + 1) & ((x % 4 == 1) | (x % 4 == 2))
    cover[hall] = "building"
    cover[idle] = "field"
    cover[(x < 28) & ~inside] = "road"
    cover[x >= 28] = rng.choice(["green", "water"], (x >= 28).sum(), p=[0.9, 0.1])
    return cells, cover


def _parcel_sides(
    rng: np.random.Generator, lattice: _Lattice
) -> tuple[_Lines, Ints, Ints, dict[str, Ints]]:
    """Return lines, and per side of a parcel its run of them: own line, or those of the cells."""
    xs, ys, many = np.array(X_LINES), np.array(Y_LINES), lattice.many
    spans = []
    for kind, lower, upper in (("east", xs[:-1], xs[1:]), ("north", ys[:-1], ys[1:])):
        across = ys if kind == "east" else xs
        estate, cross, part = _every(many, range(len(across)), range(len(lower)))
        spans.append((kind, estate, across[cross], lower[part], (upper - lower)[part]))
    runs, ends, lengths = [], [], []
    for kind, estate, cross, lower, length in spans:
        steps = _spans(lower, length, np.ones(len(lower), dtype="bool"))
        of = np.repeat(np.arange(len(lower)), length)
        if kind == "east":
            runs.append(lattice.east(estate[of], cross[of], steps))
            ends.append((lattice.nodes[estate, cross, lower],
                         lattice.nodes[estate, cross, lower + length]))  # fmt: skip
        else:
            runs.append(lattice.north(estate[of], steps, cross[of]))
            ends.append((lattice.nodes[estate, lower, cross],
                         lattice.nodes[estate, lower + length, cross]))  # fmt: skip
        lengths.append(length)
    begin, end = (np.concatenate(part) for part in zip(*ends, strict=True))
    own = _lines(rng, begin, end, rng.integers(1, 6, len(begin)), sway=0.02)
    points = np.concatenate([lattice.lines.points, own.points])
    shift, cells = len(lattice.lines.points), len(lattice.lines.start)
    lines = _Lines(
        points,
        np.concatenate([lattice.lines.start, own.start + shift]),
        np.concatenate([lattice.lines.count, own.count]),
    )
    count = np.concatenate(lengths)
    run = np.concatenate([*runs, np.arange(len(begin)) + cells])
    start = np.cumsum(count) - count
    alone = rng.random(len(count)) < 0.5
    start = np.where(alone, count.sum() + np.arange(len(count)), start)
    numbers = {"east": np.arange(len(spans[0][1])).reshape(many, len(ys), -1)}
    rest = np.arange(len(spans[0][1]), len(count))
    numbers["north"] = rest.reshape(many, len(xs), -1)
    return lines, np.stack([start, np.where(alone, 1, count)], axis=1), run, numbers


def _parcels(rng: np.random.Generator, lattice: _Lattice) -> Shapes:
    """Return per estate 56 plots, five road parcels and the green strip."""
    lines, sides, run, numbers = _parcel_sides(rng, lattice)
    east, north = numbers["east"], numbers["north"]
    shapes = []
    ys = [Y_LINES.index(y) for y in PLOT_ROWS]
    roads = [n for n, y in enumerate(Y_LINES[:-1]) if y not in PLOT_ROWS]
    blocks = [(y, y + 1, x, x + 1) for y in ys for x in range(7)]
    blocks += [(y, y + 1, 0, 7) for y in roads] + [(0, len(Y_LINES) - 1, 7, 8)]
    for low, high, left, right in blocks:
        side = np.concatenate(
            [
                east[:, low, left:right],
                north[:, right, low:high],
                east[:, high, left:right][:, ::-1],
                north[:, left, low:high][:, ::-1],
            ],
            axis=1,
        )
        half = right - left + high - low
        ahead = np.tile(np.repeat([True, False], half), lattice.many)
        start, count = sides[side.ravel()].T
        line = run[_spans(start, count, ahead)]
        sizes = count.reshape(lattice.many, -1).sum(axis=1)
        shapes.append(_rings(lines, line, np.repeat(ahead, count), sizes))
    return np.stack(shapes, axis=1).ravel()


def _buildings(
    rng: np.random.Generator, lattice: _Lattice, empty: npt.NDArray[np.bool_]
) -> tuple[Shapes, Ints]:
    """Return halls, loose sheds and what stands on two plots, and the estate of each."""
    rows = np.array(PLOT_ROWS)
    estate, row, column = _every(lattice.many, range(8), range(7))
    built = ~empty[estate, row, column]
    estate, row, column = estate[built], row[built], column[built]
    halls = lattice.blocks(estate, rows[row] + 1, 4 * column + 1, 2, 1)
    near = [(rng.integers(0, 4, len(estate)), 0), (rng.integers(0, 4, len(estate)), 2)]
    sheds = [lattice.blocks(estate, rows[row] + up, 4 * column + over, 1, 1) for over, up in near]
    second = rng.random(len(estate)) < 0.22
    loose = np.concatenate([sheds[0], sheds[1][second]])
    both, two = _every(lattice.many, range(4))
    across = lattice.blocks(
        both, rows[2 * two + both % 2] + 1, 4 * (1 + (both + two) % 6) - 1, 2, 1
    )
    shapes = np.concatenate([halls, _shrunk(loose), across])
    return shapes, np.concatenate([estate, estate, estate[second], both])


def _shrunk(shapes: Shapes) -> Shapes:
    """Return polygons at 0.55 of their size about their middle."""
    points, of = shapely.get_coordinates(shapes, return_index=True)
    middle = shapely.get_coordinates(shapely.centroid(shapes))[of]
    return np.asarray(
        shapely.set_coordinates(shapes.copy(), np.round(middle + 0.55 * (points - middle), 3))
    )


def _outlines(rng: np.random.Generator, corner: Floats) -> Shapes:
    """Return the terrains' outlines: half a cell inside the estate, in 40 steps a side."""
    low, high = corner + 0.5 * CELL_M, corner + CELL_M * (np.array([WIDE, HIGH]) - 0.5)
    right, left = np.stack([high[:, 0], low[:, 1]], 1), np.stack([low[:, 0], high[:, 1]], 1)
    begin = np.stack([low, right, high, left], axis=1).reshape(-1, 2)
    end = np.stack([right, high, left, low], axis=1).reshape(-1, 2)
    lines = _lines(rng, begin, end, np.full(len(begin), 40), sway=0.016)
    sides = np.arange(len(begin))
    return _rings(lines, sides, np.ones(len(sides), "bool"), np.full(len(corner), 4))


def _units(rng: np.random.Generator, shapes: Shapes, ids: Shapes, first: int) -> gpd.GeoDataFrame:
    """Return one to four units in each building, at its middle."""
    many = rng.choice([1, 2, 3, 5], len(shapes), p=[0.4, 0.25, 0.2, 0.15])
    of = np.repeat(np.arange(len(shapes)), many)
    middle = shapely.centroid(shapes)[of]
    area = np.round(shapely.area(shapes)[of] / many[of] * rng.uniform(0.6, 1.6, len(of)))
    uses = rng.choice(_USES, len(of), p=[0.7, 0.15, 0.1, 0.05])
    return gpd.GeoDataFrame(
        {
            "unit_id": [f"{first + n:016d}" for n in range(len(of))],
            "floor_area_m2": area.astype("float64"),
            "building_ids": [[one] for one in ids[of]],
            "uses": [[one] for one in uses],
            "status": "Verblijfsobject in gebruik",
        },
        geometry=middle,
        crs=28992,
    )


def estates(first: int, last: int, count: int, seed: int = SEED) -> Estates:
    """Return estates `first` … `last` (left out) of a town of `count`; drawn by batch.

    Raises
    ------
    ValueError
        If there is no estate between them.
    """
    if not 0 <= first < last <= count:
        raise ValueError(f"estates {first} … {last} of {count}: there are none.")
    rng = np.random.default_rng([seed, first, last])
    corner = _corners(first, last, count)
    lattice = _Lattice(rng, corner)
    empty = rng.random((last - first, 8, 7)) < 0.05
    cells, cover = _surfaces(rng, lattice, empty)
    parcels = _parcels(rng, lattice)
    houses, _ = _buildings(rng, lattice, empty)
    building_ids = _ids("{:06d}{:010d}", first, len(houses))
    return Estates(
        terrains=_table("terrain_id", _ids("T{:05d}{:05d}", first, last - first),
                        _outlines(rng, corner), name="verzonnen terrein"),
        parcels=_table("parcel_id", _ids("XXX{:05d}G{:07d}", first, len(parcels)), parcels,
                       registered_area_m2=np.round(shapely.area(parcels))),
        buildings=_table("building_id", building_ids, houses, status="Pand in gebruik",
                         construction_year=rng.integers(1950, 2025, len(houses))),
        units=_units(rng, houses, building_ids, first * 10**10),
        surfaces=_table("surface_id", _ids("V{:05d}.{:08d}", first, len(cells)), cells,
                        cover=cover),
    )  # fmt: skip


def _ids(pattern: str, first: int, count: int) -> Shapes:
    return np.array([pattern.format(first, n) for n in range(count)], dtype="object")


def _table(key: str, ids: Shapes, shapes: Shapes, **columns: object) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({key: ids, **columns}, geometry=shapes, crs=28992)


def batches(count: int, seed: int = SEED) -> Iterator[Estates]:
    """Give the estates of a town, `BATCH` at a time."""
    for first in range(0, count, BATCH):
        yield estates(first, min(first + BATCH, count), count, seed)


def write_town(folder: Path, count: int, *, raw: bool, seed: int = SEED) -> None:
    """Write a town as a study: clean tables, and with `raw` the GeoPackages they come from."""
    layers, source = folder / "data/processed/1_layers", folder / "data/raw"
    for one in (layers, source):
        one.mkdir(parents=True, exist_ok=True)
    writers: dict[str, pq.ParquetWriter] = {}
    for number, batch in enumerate(batches(count, seed)):
        for name in TABLES:
            table = getattr(batch, name)
            _append_parquet(writers, layers / f"{name}.parquet", name, table)
            if raw:
                _append_geopackage(source / f"{name}.gpkg", table, name, append=number > 0)
    for writer in writers.values():
        writer.close()
    none = gpd.GeoDataFrame({"surface_id": pd.Series(dtype="str")}, geometry=[], crs=28992)
    none.to_parquet(layers / "surface_overlaps.parquet")
    (folder / "atlas.toml").write_text(_ATLAS, encoding="utf-8")
    _record_layers(load_study(folder), layers)


def _record_layers(study: Study, layers: Path) -> None:
    """Write the record by which geo_ser knows the tables as results of `layers`."""
    tables = stamps(study, layers.glob("*.parquet"))
    write_record(study.folder, StageRecord("layers", program_hash(), "", {}, tables))


def _append_parquet(
    writers: dict[str, pq.ParquetWriter], path: Path, name: str, table: gpd.GeoDataFrame
) -> None:
    arrow = pa.table(table.to_arrow(index=False, geometry_encoding="WKB"))
    bounds = table.geometry.bounds
    box = pa.StructArray.from_arrays(
        [pa.array(bounds[side]) for side in ("minx", "miny", "maxx", "maxy")],
        names=["xmin", "ymin", "xmax", "ymax"],
    )
    arrow = arrow.append_column("bbox", box)
    if name not in writers:
        arrow = arrow.replace_schema_metadata(_geo_metadata(table))
        writers[name] = pq.ParquetWriter(path, arrow.schema)
    writers[name].write_table(arrow.cast(writers[name].schema), row_group_size=25 * 870)


def _geo_metadata(table: gpd.GeoDataFrame) -> dict[bytes, bytes]:
    """Return the GeoParquet metadata that geopandas itself writes for such a table."""
    sink = pa.BufferOutputStream()
    table.iloc[:1].to_parquet(sink, index=False, write_covering_bbox=True)
    meta = pq.read_schema(pa.BufferReader(sink.getvalue())).metadata
    geo = json.loads(meta[b"geo"])
    geo["columns"]["geometry"].pop("bbox", None)
    return {b"geo": json.dumps(geo).encode()}


def _append_geopackage(path: Path, table: gpd.GeoDataFrame, name: str, *, append: bool) -> None:
    if not append:
        path.unlink(missing_ok=True)
    flat = table.copy()
    for column in ("building_ids", "uses"):
        if column in flat:
            flat[column] = [",".join(one) for one in flat[column]]
    flat.to_file(path, layer=name, driver="GPKG", engine="pyogrio", append=append)


_ATLAS = """# Verzonnen (made up): written by benchmarks/town.py.
[study]
name = "Verzonnen stad"
edition = 2026-01-01

[tables.terrains]
file = "data/raw/terrains.gpkg"

[tables.parcels]
file = "data/raw/parcels.gpkg"

[tables.buildings]
file = "data/raw/buildings.gpkg"

[tables.units]
file = "data/raw/units.gpkg"

[tables.surfaces]
file = "data/raw/surfaces.gpkg"
"""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", choices=SCALES, default="municipality")
    parser.add_argument("--raw", action="store_true", help="also write data/raw/*.gpkg")
    given = parser.parse_args()
    write_town(given.folder, SCALES[given.scale], raw=given.raw)
