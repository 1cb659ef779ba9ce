"""How fast `geo-ser fetch` is beside GDAL's own driver, and that no kill does it harm.

Usage: python -m benchmarks.fetch [--features 100000] [--runs 3] [--kills 200]

The first part fetches from a local server of ready-made pages, each job a whole process, in turns;
it prints CPU and wall seconds (median) and peak memory, for all features and for a quarter of
them. The second kills a fetch (SIGKILL) at random moments, lets the next run go on and compares
what lies in data/raw/ with an undisturbed fetch. Exits 1 when fetching takes over 1.5 times the
CPU of GDAL, when its memory grows with the number of pages, or when a result differs.
"""

import argparse
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages import AREA
from tests.servers.process import running

HERE = Path(__file__).parent
MOST_TIMES = 1.5
MOST_GROWTH_MIB = 32.0
"""Memory may differ by this between a quarter of the pages and all: noise of the allocator."""
KILLS_FEATURES, KILLS_PAGE = 2000, 100
_GEO_SER = "from geo_ser.cli import main; main()"


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    cpu_s: float
    wall_s: float
    peak_mib: float


def write_study(folder: Path, url: str, page_size: int = 1000) -> Path:
    """Write a study that fetches the made-up buildings of a server."""
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(
        f'[sources.bag]\nedition = 2026-01-01\n[sources.bag.doors.ogc_api]\nurl = "{url}"\n'
        f"tile_m = 100000\npage_size = {page_size}\n",
        encoding="utf-8",
    )
    (folder / "atlas.toml").write_text(
        f'[study]\nname = "verzonnen"\nedition = 2026-01-01\n[fetch]\narea = "{AREA}"\n'
        'sources = ["bag/pand"]\ncatalogue = "own.toml"\n',
        encoding="utf-8",
    )
    return folder


def cost(command: list[str]) -> Cost:
    """Run a command and return what it took.

    Raises
    ------
    RuntimeError
        If it fails; with what it said.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        env = {**os.environ, "PYTHONPATH": str(HERE.parent)}
        process = subprocess.Popen(command, stdout=said, stderr=said, env=env)
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(said.read().decode(errors="replace")[-2000:])
    return Cost(usage.ru_utime + usage.ru_stime, wall_s, usage.ru_maxrss / 1024)


def features_in(file: Path) -> int:
    """Count line by line: what this process holds would count as its children's peak too."""
    with file.open(encoding="utf-8") as stream:
        return sum(
            one.lstrip("{ ").startswith(('"type":"Feature",', '"type": "Feature",'))
            for one in stream
        )


def one_turn(url: str, count: int, folder: Path) -> dict[str, Cost]:
    """Fetch with both in a folder of its own, and insist that both bring every feature."""
    study = write_study(folder / "study", url)
    theirs = folder / "oapif.geojson"
    peer = [sys.executable, str(HERE / "peers" / "oapif.py"), url, str(theirs)]
    costs = {
        "geo-ser fetch": cost([sys.executable, "-c", _GEO_SER, "fetch", str(study)]),
        "GDAL OAPIF to GeoJSON": cost(peer),
    }
    came = [features_in(study / "data/raw/bag-pand.geojson"), features_in(theirs)]
    if came != [count, count]:
        raise RuntimeError(f"{came} features came of {count}")
    shutil.rmtree(folder)
    return costs


def compared(count: int, runs: int, folder: Path) -> dict[str, Cost]:
    """Print and return the medians of all runs."""
    command = [sys.executable, "-m", "benchmarks.pages", str(count), "1000"]
    with running(command, log=folder / "log") as server:
        turns = [one_turn(server.url, count, folder / f"turn{one}") for one in range(runs + 1)][1:]
    print(f"{count} features, {runs} runs after one to warm up")
    print(f"{'job':<24}{'CPU s':>8}{'min–max':>16}{'wall s':>8}{'MiB':>7}{'features/CPU s':>16}")
    found = {}
    for job in turns[0]:
        seconds = [one[job].cpu_s for one in turns]
        middle = Cost(
            statistics.median(seconds),
            statistics.median(one[job].wall_s for one in turns),
            max(one[job].peak_mib for one in turns),
        )
        spread = f"{min(seconds):.2f}–{max(seconds):.2f}"
        print(
            f"{job:<24}{middle.cpu_s:>8.2f}{spread:>16}{middle.wall_s:>8.2f}"
            f"{middle.peak_mib:>7.0f}{count / middle.cpu_s:>16.0f}"
        )
        found[job] = middle
    return found


def throughput(count: int, runs: int, folder: Path) -> bool:
    """Return whether time and memory are as asked."""
    quarter = compared(count // 4, runs, folder)
    whole = compared(count, runs, folder)
    ours, peer = whole.values()
    times = ours.cpu_s / peer.cpu_s
    growth = ours.peak_mib - quarter["geo-ser fetch"].peak_mib
    print(f"CPU against GDAL: {times:.2f} times (at most {MOST_TIMES})")
    print(f"memory, four times the pages: {growth:+.0f} MiB (at most {MOST_GROWTH_MIB:.0f})")
    return times <= MOST_TIMES and growth <= MOST_GROWTH_MIB


def in_child(work: Callable[[], object], kill_after_s: float | None = None) -> bool:
    """Do the work in a child, killed after so many seconds; return whether it ended well."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001 - the parent sees the code
            os._exit(1)
        os._exit(0)
    if kill_after_s is not None:
        time.sleep(kill_after_s)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def fetch(study: Path) -> None:
    from geo_ser.sources.fetch import FetchOptions, fetch_study
    from geo_ser.study import load_study

    outcomes = list(fetch_study(load_study(study), FetchOptions()))
    if any(one.status == "failed" for one in outcomes):
        raise RuntimeError(outcomes)


def kills(number: int, folder: Path) -> bool:
    """Kill at random moments; return whether every result was as an undisturbed one."""
    from tests.sources.crash import snapshot

    command = [
        sys.executable, "-m", "benchmarks.pages", str(KILLS_FEATURES), str(KILLS_PAGE),
    ]  # fmt: skip
    with running(command, log=folder / "log") as server:
        whole = write_study(folder / "whole", server.url, KILLS_PAGE)
        fetch(whole)  # in this process, so that the children need not import anything
        shutil.rmtree(whole)
        write_study(whole, server.url, KILLS_PAGE)
        start = time.perf_counter()
        in_child(lambda: fetch(whole))
        undisturbed_s = time.perf_counter() - start
        wanted, chance = snapshot(whole), random.Random(2026)
        struck = different = failed = 0
        for one in range(number):
            study = write_study(folder / f"study{one}", server.url, KILLS_PAGE)
            for _ in range(chance.randint(1, 3)):
                struck += not in_child(
                    lambda place=study: fetch(place), chance.uniform(0, undisturbed_s)
                )
            failed += not in_child(lambda place=study: fetch(place))
            different += snapshot(study) != wanted
            shutil.rmtree(study)
    print(
        f"{number} fetches of {KILLS_FEATURES} features killed {struck} times while they ran "
        f"(undisturbed {undisturbed_s:.2f} s): {failed} failed at last, {different} ended otherwise"
    )
    return struck >= number and not failed and not different


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--features", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--kills", type=int, default=200)
    given = parser.parse_args()
    good = True
    with tempfile.TemporaryDirectory() as empty:
        if given.runs:
            good = throughput(given.features, given.runs, Path(empty))
        if given.kills:
            good = kills(given.kills, Path(empty)) and good
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
