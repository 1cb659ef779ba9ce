"""What is fast and how we know: our jobs beside their peers, in turns, each a whole process.

Usage: python benchmarks/run_all.py [--scale municipality] [--runs 3] [--layers]

Prints CPU seconds (user + system, imports and writing included; median of the warm runs), peak
memory, peer / ours, and how far the figures per terrain lie apart. The data are made up (town.py).
The DuckDB peer runs where `.venv-duckdb` is (requirements-duckdb.txt), or what --duckdb names.
Exits 1 when engines differ by more than 0.01 m² on a terrain, or a job fails.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from town import SCALES, write_town

HERE = Path(__file__).parent
GROUPS = "cover,plots,coverage,floor_area"
AGREE_M2 = 0.01
TOO_LARGE = ("country",)
"""Where the overlays are left out: they hold everything at once, by estimate some 20 GB."""

INDICATORS = "data/processed/2_indicators"
_GEO_SER = "from geo_ser.cli import main; main()"


@dataclass(frozen=True)
class Job:
    """One process, and the folder in the study where it leaves `terrains.parquet`, if it does."""

    name: str
    command: list[str]
    result: str | None = None


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    cpu_s: float
    peak_mib: float


def jobs(study: Path, duckdb: Path, *, layers: bool, full: bool, overlays: bool) -> list[Job]:
    """Return the jobs on a study, ours first; add one here and it runs along."""
    peers = HERE / "peers"
    python, town = sys.executable, str(study)
    ours = [python, "-c", _GEO_SER]
    overlay = [python, str(peers / "overlay.py"), town]
    found = [Job("geo_ser measure", [*ours, "measure", "--only", GROUPS, town], INDICATORS)]
    if overlays:
        found.append(Job("overlay", [*overlay, str(study / "overlay")], "overlay"))
        short = [*overlay, str(study / "short"), "--short"]
        found.append(Job("overlay, short", short, "short"))
    if duckdb.exists():
        command = [str(duckdb), str(peers / "duckdb_spatial.py"), town, str(study / "duckdb")]
        found.append(Job("duckdb, short", command, "duckdb"))
    if layers:
        found.insert(0, Job("geo_ser layers", [*ours, "layers", town]))
    if full:
        found.append(Job("geo_ser measure, all", [*ours, "measure", town]))
    return found


def run(job: Job) -> Cost:
    """Run a job and return what it took.

    Raises
    ------
    RuntimeError
        If it fails; with what it said.
    """
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            job.command,
            stdout=said,
            stderr=said,
            env={**os.environ, "PYTHONPATH": str(HERE.parent)},
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{job.name} failed: {said.read().decode(errors='replace')[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def largest_difference_m2(first: pd.DataFrame, second: pd.DataFrame) -> float:
    """Return the largest difference of any m² that both tables give a terrain.

    Raises
    ------
    ValueError
        If they hold other terrains, or share no figure.
    """
    first, second = (one.set_index("terrain_id").sort_index() for one in (first, second))
    if not first.index.equals(second.index):
        raise ValueError("The two tables do not hold the same terrains.")
    both = [name for name in first if name.endswith("_m2") and name in second]
    if not both:
        raise ValueError("The two tables share no figure in m².")
    apart = first[both].fillna(0.0) - second[both].fillna(0.0)
    return float(apart.abs().to_numpy().max())


def report(costs: dict[str, list[Cost]], given: list[Job], study: Path) -> float:
    """Print the table, and return the largest difference between engines."""
    cpu = {name: statistics.median(c.cpu_s for c in turns) for name, turns in costs.items()}
    mine = next(job for job in given if job.result == INDICATORS)
    ours, worst = pd.read_parquet(study / INDICATORS / "terrains.parquet"), 0.0
    print(f"{'job':<24}{'CPU s':>8}{'min–max':>16}{'MiB':>7}{'job / ours':>12}{'apart m²':>10}")
    for job in given:
        turns = costs[job.name]
        spread = f"{min(c.cpu_s for c in turns):.2f}–{max(c.cpu_s for c in turns):.2f}"
        peak = max(c.peak_mib for c in turns)
        apart = ""
        if job.result and job is not mine:
            theirs = pd.read_parquet(study / job.result / "terrains.parquet")
            difference = largest_difference_m2(ours, theirs)
            worst, apart = max(worst, difference), f"{difference:.0e}"
        ratio = cpu[job.name] / cpu[mine.name]
        print(
            f"{job.name:<24}{cpu[job.name]:>8.2f}{spread:>16}{peak:>7.0f}{ratio:>12.2f}{apart:>10}"
        )
    return worst


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", choices=SCALES, default="municipality")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-warm-up", action="store_true", help="count the first turn too")
    parser.add_argument("--layers", action="store_true", help="also load the raw files")
    parser.add_argument("--full", action="store_true", help="also measure every group")
    parser.add_argument("--ours", action="store_true", help="leave the peers out")
    parser.add_argument("--folder", type=Path, help="where the town stands; default: for a while")
    parser.add_argument(
        "--duckdb", type=Path, default=HERE.parent / ".venv-duckdb/bin/python", help="its Python"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as empty:
        study = given.folder or Path(empty)
        if not (study / "atlas.toml").exists():
            write_town(study, SCALES[given.scale], raw=given.layers)
        overlays = given.scale not in TOO_LARGE
        todo = jobs(study, given.duckdb, layers=given.layers, full=given.full, overlays=overlays)
        if given.ours:
            todo = [job for job in todo if job.name.startswith("geo_ser")]
        costs: dict[str, list[Cost]] = {job.name: [] for job in todo}
        for turn in range(given.runs + (not given.no_warm_up)):
            for job in todo:
                cost = run(job)
                if turn or given.no_warm_up:
                    costs[job.name].append(cost)
        print(f"{given.scale}: {SCALES[given.scale]} terrains, {given.runs} runs")
        worst = report(costs, todo, study)
    return int(worst > AGREE_M2)


if __name__ == "__main__":
    sys.exit(main())
