"""What gain by plot geometry costs, and that it grows linearly: each size a whole process.

Usage: python benchmarks/gain.py [--copies 1 4] [--terrains 25] [--folder DIR]

A made-up town (town.py) is measured once. Each size is so many copies of it side by side, kept
apart by more than its own width, with ids of their own; `space_gain` runs on it and writes its
tables, in a process of its own. Limits are those of annex A's baseline: the town has no plan.
Prints plots, CPU seconds (user + system, imports, reading and writing included), milliseconds a
plot and peak memory. Exits 1 when a copy wins something else than the town does, or when a plot
costs more than 1.5 times what it costs in the smallest size.
"""

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from run_all import Cost, Job, run
from town import write_town

HERE = Path(__file__).parent
_GEO_SER = "from geo_ser.cli import main; main()"
IDS = ("terrain_id", "plot_id", "parcel_id", "building_id", "surface_id")
WON = ("gain_theoretical_ha", "gain_level_2_ha", "candidate_count")
DEARER = 1.5
SETTINGS = """
[limits]
max_height_m = 12
max_coverage = 0.8
setback_road_m = 7
setback_side_m = 3
setback_rear_m = 3
source = "bijlage A, ijkbasis"
"""


def copies(table: pd.DataFrame, count: int, shift_m: float) -> pd.DataFrame:
    """Return a table so many times: each copy moved east, its ids its own."""
    made = []
    for number in range(count):
        one = table.copy()
        for column in set(IDS) & set(table):
            one[column] = one[column] + f"-{number:03d}"
        if "parcel_ids" in one:
            one["parcel_ids"] = [[f"{p}-{number:03d}" for p in ids] for ids in one["parcel_ids"]]
        if isinstance(one, gpd.GeoDataFrame):
            one = one.set_geometry(one.geometry.translate(number * shift_m))
        made.append(one)
    return pd.concat(made, ignore_index=True)


def work(study: Path, count: int, target: Path) -> None:
    """Work out the gain on copies of a measured study, and write its tables."""
    from geo_ser.gain import space_gain, what_if
    from geo_ser.pipeline.gather import gain_inputs
    from geo_ser.pipeline.store import write_table
    from geo_ser.study import load_study

    inputs = gain_inputs(load_study(study))
    if inputs is None:
        raise SystemExit(f"{study}: no parcels.")
    west, _, east, _ = inputs.plots.total_bounds
    tables = {
        name: copies(table, count, 2 * (east - west))
        for name in ("plots", "terrains", "buildings", "plot_edges", "plot_limits", "parcels",
                     "surfaces", "provenance")
        if (table := getattr(inputs, name)) is not None
    }  # fmt: skip
    target.mkdir(parents=True, exist_ok=True)
    for name, table in space_gain(replace(inputs, **tables), what_if(study / "gain.toml")).tables(
    ).items():  # fmt: skip
        write_table(table, target / f"{name}.parquet")


def measured_town(folder: Path, terrains: int) -> None:
    """Write a town and measure it, unless it is there already."""
    if not (folder / "data/processed/2_indicators").exists():
        write_town(folder, terrains, raw=False)
        run(Job("measure", [sys.executable, "-c", _GEO_SER, "measure", str(folder)]))
    (folder / "gain.toml").write_text(SETTINGS, encoding="utf-8")


def won(target: Path) -> np.ndarray:
    """Return what all terrains together win."""
    table = pd.read_parquet(target / "gain_terrains.parquet", columns=list(WON))
    return np.asarray(table.sum().to_numpy(dtype="float64"))


def report(costs: dict[int, Cost], targets: dict[int, Path]) -> bool:
    """Print a line for each size; return whether all of them are as they should be."""
    print(f"{'copies':>6}{'plots':>9}{'CPU s':>9}{'ms/plot':>9}{'MiB':>7}{'ms / first':>12}")
    first, good = min(costs), True
    per_plot: dict[int, float] = {}
    for count, cost in costs.items():
        plots = pq.read_metadata(targets[count] / "gain_envelopes.parquet").num_rows
        per_plot[count] = cost.cpu_s / plots * 1000
        ratio = per_plot[count] / per_plot[first]
        print(
            f"{count:>6}{plots:>9}{cost.cpu_s:>9.1f}{per_plot[count]:>9.1f}{cost.peak_mib:>7.0f}"
            f"{ratio:>12.2f}"
        )
        same = np.allclose(won(targets[count]), won(targets[first]) * (count / first), rtol=1e-6)
        if not same:
            print(f"{count} copies win something else than {count} times the town.")
        good &= bool(same) and ratio <= DEARER
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 4])
    parser.add_argument("--terrains", type=int, default=25)
    parser.add_argument("--folder", type=Path, help="where the town stands; default: for a while")
    parser.add_argument("--work", nargs=2, metavar=("COPIES", "TARGET"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        work(given.folder, int(given.work[0]), Path(given.work[1]))
        return 0
    with tempfile.TemporaryDirectory() as empty:
        study = given.folder or Path(empty) / "town"
        measured_town(study, given.terrains)
        costs, targets = {}, {}
        for count in sorted(given.copies):
            targets[count] = study / f"gain-{count}"
            command = [sys.executable, str(HERE / "gain.py"), "--folder", str(study)]
            words = ["--work", str(count), str(targets[count])]
            costs[count] = run(Job(f"gain of {count}", [*command, *words]))
        return int(not report(costs, targets))


if __name__ == "__main__":
    sys.exit(main())
