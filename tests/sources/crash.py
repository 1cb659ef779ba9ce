"""Fetches that die: a child process that is killed at its n-th write, or finds the disk full.

Audit hooks see every file that is opened for writing, moved, made or deleted, before it
happens; so "just before the n-th" is every boundary between two writes. Run as a program it
tries them all and prints what differs from an undisturbed fetch (nothing, when all is well).
"""

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from tests.shared import without_waiting_for_the_disk
from tests.sources.fakes import OWN, Service, building, buildings, fetched, study_with

OLD = buildings(96)
NEW = [*OLD[:-20], *(building(1000 + n, 200_400 + 25 * n, 470_400) for n in range(15))]
AREA = "200000,470000,201000,470500"
"""Two tiles, two pages each."""
FIXED = OWN.replace("page_size = 100", "page_size = 40") + "[sources.bag]\nedition = 2026-01-01\n"
BEGUN = "data/raw/pages/.update/begun.json"
WRITES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir"}


def fetch(folder: Path, features: list, *, update: bool = False) -> str:
    study = study_with(folder, own=FIXED)
    (outcome,) = fetched(study, Service(features), update=update, area=AREA)
    return outcome.status


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file of data/raw but for times: what must not depend on a crash."""
    raw = folder / "data" / "raw"
    found = {p.relative_to(raw).as_posix(): p.read_bytes() for p in raw.rglob("*") if p.is_file()}
    rows = found["manifest.csv"].decode().splitlines()
    found["manifest.csv"] = "\n".join(_without_time(row) for row in rows).encode()
    return {
        name: b"" if name.startswith("pages/bag-pand") else data for name, data in found.items()
    }


def _without_time(row: str) -> str:
    cells = row.split(",")
    return ",".join([*cells[:3], *cells[4:]])


def dying(folder: Path, work: Callable[[], object], at: int, *, full: bool = False) -> bool:
    """Do the work in a child that dies before its at-th write; return whether it got that far.

    With `full` the disk is full from that write on instead.
    """
    child = os.fork()
    if child == 0:
        seen = 0
        inside = str(folder)

        def hook(event: str, args: tuple) -> None:
            nonlocal seen
            writes = event in WRITES or (event == "open" and _for_writing(args))
            if not writes or not str(args[0]).startswith(inside):
                return
            seen += 1
            if seen < at:
                return
            if not full:
                os.kill(os.getpid(), signal.SIGKILL)
            if event in {"open", "os.mkdir"}:
                raise OSError(errno.ENOSPC, "No space left on device")

        sys.addaudithook(hook)
        try:
            work()
        except OSError:
            os._exit(3)
        os._exit(0 if seen < at else 4)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def _for_writing(args: tuple) -> bool:
    mode, flags = args[1], args[2]
    if isinstance(mode, str):
        return any(one in mode for one in "wa+x")
    return bool(flags & (os.O_WRONLY | os.O_RDWR))


def problems(folder: Path, *, update: bool, full: bool) -> tuple[int, list[str]]:
    """Die at each boundary in turn; return how many there are, and what differed afterwards.

    The next run is a plain one, also where an update died: once begun it goes on by itself.
    """
    start, whole = folder / "start", folder / "whole"
    fetch(start, OLD) if update else start.mkdir(parents=True)
    shutil.copytree(start, whole)
    features = NEW if update else OLD
    fetch(whole, features, update=update)
    wanted, found, at = snapshot(whole), [], 0
    old = (start / FILE).read_bytes() if update else None
    while True:
        at += 1
        study = folder / "study"
        shutil.rmtree(study, ignore_errors=True)
        shutil.copytree(start, study)
        study_with(study, own=FIXED)
        died = dying(study, lambda: fetch(folder / "study", features, update=update), at, full=full)
        if update and (study / FILE).read_bytes() not in (old, wanted["bag-pand.geojson"]):
            found.append(f"write {at}: the file is neither the old nor the new one")
        status = fetch(study, features, update=update and not (study / BEGUN).exists())
        if status == "failed":
            found.append(f"write {at}: the next run failed")
        elif difference := _difference(wanted, snapshot(study)):
            found.append(f"write {at}: {difference}")
        if not died:
            return at - 1, found


FILE = "data/raw/bag-pand.geojson"


def _difference(wanted: dict[str, bytes], got: dict[str, bytes]) -> str:
    if wanted == got:
        return ""
    names = sorted(name for name in wanted.keys() | got if wanted.get(name) != got.get(name))
    return f"differs in {', '.join(names)}"


if __name__ == "__main__":
    without_waiting_for_the_disk()
    count, differences = problems(
        Path(sys.argv[1]), update="update" in sys.argv[2:], full="full" in sys.argv[2:]
    )
    print(f"{count} boundaries")
    print("\n".join(differences))
    sys.exit(1 if differences else 0)
