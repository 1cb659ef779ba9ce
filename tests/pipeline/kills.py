"""Runs that are killed at any moment, between settings, inputs and program versions that switch.

Run as a program: `python -m tests.pipeline.kills FOLDER 200 SEED`. A child runs a small study and
is killed (SIGKILL) at a random moment, or just after one of its results came in place; the next
run, of the state then, must end with exactly what a run in a new folder gives, and with nothing
else. A version of the program is played by its hash and by a file that every stage writes.
"""

import itertools
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from geo_ser.pipeline import publish, run, work
from geo_ser.study import load_study
from tests.shared import without_waiting_for_the_disk

PATIENCE_S = 180.0
TABLES = {
    "A": '[tables.terrains]\nfile = "t.zip"\n',
    "B": '[tables.terrains]\nfile = "t.zip"\n[tables.buildings]\nfile = "b.geojson"\n'
    '[[claims]]\nfile = "c.csv"\nedition = 2026-01-01\n[thresholds]\npolygon_min_ha = 0.02\n',
}


class State(NamedTuple):
    """Which of two settings, inputs and program versions a run sees."""

    settings: str
    inputs: str
    program: str


STATES = [State(*one) for one in itertools.product("AB", repeat=3)]


def feature(x: float, side: float, **properties: str) -> dict:
    left, low = 200_000.0 + x, 470_000.0
    ring = [[left, low], [left + side, low], [left + side, low + side], [left, low + side]]
    shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def collection(*features: dict) -> str:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": features})


def prepare(folder: Path, state: State) -> None:
    """Write the settings and inputs of a state; A and B have inputs of one size."""
    folder.mkdir(parents=True, exist_ok=True)
    head = '[study]\nname = "Kills"\nedition = 2026-01-01\n'
    (folder / "atlas.toml").write_text(head + TABLES[state.settings])
    side = {"A": 100.0, "B": 120.0}[state.inputs]
    ids = {"A": ["1", "2"], "B": ["1", "3"]}[state.inputs]
    terrains = [feature(300 * at, side, terrain_id=one, name=one) for at, one in enumerate(ids)]
    with zipfile.ZipFile(folder / "t.zip", "w") as archive:
        member = zipfile.ZipInfo("t.geojson", (2026, 1, 1, 0, 0, 0))
        archive.writestr(member, collection(*terrains))
    (folder / "b.geojson").write_text(collection(feature(10, side / 2, building_id="b")))
    (folder / "c.csv").write_text(f"name,gross_ha\n1,{side / 50}\n")


def play(version: str) -> None:
    """Be a version of the program: its hash, and what it writes."""
    sys.modules["geo_ser.pipeline.run"].program_hash = lambda: version
    sys.modules["geo_ser.pipeline.records"].program_hash = lambda: version
    work.WORK = {name: _marked(name, make, version) for name, make in work.WORK.items()}


def _marked(name: str, make: Callable, version: str) -> Callable:
    def marked(study, only, folder):
        summary = make(study, only, folder)
        (folder / f"{name}-{version}.txt").write_text(version)
        return summary

    return marked


def die_at(number: int) -> None:
    """Die as soon as so many results were put in place."""
    move, moved = publish._move, itertools.count(1)

    def moving(source: Path, target: Path) -> None:
        move(source, target)
        if next(moved) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    publish._move = moving


def begun(folder: Path, version: str, dies_at: int = 0) -> int:
    """Start a child that runs the study; return its number."""
    child = os.fork()
    if child:
        return child
    status = 9
    try:
        play(version)
        die_at(dies_at)
        for _ in run(load_study(folder)):
            pass
        status = 0
    except BaseException as error:  # noqa: BLE001 - a child must not go on as its parent
        sys.stderr.write(f"{error!r}\n")
    finally:
        os._exit(status)


def ended(child: int) -> int:
    """Wait for a child, not for ever, and return how it ended."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        number, status = os.waitpid(child, os.WNOHANG)
        if number:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -99


def results(folder: Path) -> dict[str, bytes]:
    """Return every file and folder there is, but for the records and what a run is made from."""
    inputs = {"atlas.toml", "t.zip", "b.geojson", "c.csv"}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"/"
        for path in folder.rglob("*")
        if path.name not in inputs and ".stages" not in path.parts and _counts(path)
    } | {f".stages/{one.name}": b"" for one in folder.glob("data/processed/.stages/*")}


def _counts(path: Path) -> bool:
    """Return whether a path is a result: a folder only where something lies in it."""
    return path.is_file() or path.name.startswith(".")


def problems(folder: Path, kills: int, seed: int = 1) -> tuple[int, list[str]]:
    """Kill so many runs; return how many died half-way, and what was wrong after the next run."""
    chance = random.Random(seed)
    scratch = folder / "scratch"
    scratch.mkdir(parents=True)
    tempfile.tempdir = str(scratch)
    wanted, took = {}, 0.0
    for state in STATES:
        place = folder / "whole" / "".join(state)
        prepare(place, state)
        start = time.monotonic()
        assert ended(begun(place, state.program)) == 0, state
        took = max(took, time.monotonic() - start)
        wanted[state] = results(place)
    assert len({json.dumps(sorted(map(str, one.items()))) for one in wanted.values()}) == 8
    wrong, died, study = [], 0, folder / "study"
    while died < kills:
        first, then = chance.sample(STATES, 2)
        prepare(study, first)
        publishing = chance.choice([0, *chance.sample(range(1, 31), 2)])
        child = begun(study, first.program, publishing)
        if not publishing:
            time.sleep(chance.random() * took)
            os.kill(child, signal.SIGKILL)
        died += ended(child) == -signal.SIGKILL
        prepare(study, then)
        if (status := ended(begun(study, then.program))) != 0:
            wrong.append(f"{first} {then}: the next run ended with {status}")
        wrong += [f"{died}: {first} {then}: {one}" for one in differences(wanted[then], study)]
        wrong += [f"{died}: left {one.name}" for one in scratch.iterdir()]
        shutil.rmtree(study) if wrong else None
    return died, wrong


def differences(wanted: dict[str, bytes], study: Path) -> list[str]:
    got = results(study)
    return sorted(name for name in wanted.keys() | got if wanted.get(name) != got.get(name))


if __name__ == "__main__":
    without_waiting_for_the_disk()
    count, found = problems(Path(sys.argv[1]), int(sys.argv[2]), seed=int(sys.argv[3]))
    print(f"{count} killed, {len(found)} wrong or left")
    print("\n".join(found[:40]))
    sys.exit(1 if found else 0)
