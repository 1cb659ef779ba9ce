"""What a stub is asked and what it replies, apart from how it goes over the wire."""

import json
import threading
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import shape


@dataclass(frozen=True)
class Fault:
    """What goes wrong: ``name;key=value;…`` in the path, for instance ``status;code=500;at=3``.

    `at` is the data reply it starts with (from 1) and `times` how often it strikes; 0 is always.
    """

    name: str = "none"
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Fault":
        name, *pairs = text.split(";")
        return cls(name, tuple((key, value) for key, _, value in (p.partition("=") for p in pairs)))

    def text(self, key: str, default: str) -> str:
        return dict(self.values).get(key, default)

    def number(self, key: str, default: float) -> float:
        return float(dict(self.values).get(key, default))

    def strikes(self, reply_number: int) -> bool:
        """Return whether it strikes at this data reply."""
        at, times = int(self.number("at", 1)), int(self.number("times", 0))
        return reply_number >= at and (times == 0 or reply_number < at + times)


@dataclass
class Run:
    """What one test did to the stub so far: its own counts, jobs and log."""

    replies: int = 0
    seen: list[dict] = field(default_factory=list)
    jobs: dict[str, dict] = field(default_factory=dict)
    counts: Counter = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True)
class Asked:
    """One request: `path` is what follows the service, `base` the address up to and with it."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    base: str
    folder: Path
    fault: Fault
    run: Run

    @property
    def parts(self) -> list[str]:
        return [part for part in self.path.split("/") if part]


@dataclass(frozen=True)
class Reply:
    """An answer; `data` marks the pages and files that faults strike."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    data: bool = False
    delay_s: float = 0.0
    declared_length: int | None = None
    pause_s: float = 0.0
    """Between one byte and the next."""
    untold: bool = False
    """Without a length: the end of the connection ends it."""

    def altered(self, document: dict) -> "Reply":
        return replace(self, body=dumps(document))


def dumps(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


def answer(value: object, *, kind: str = "application/json", **headers: str) -> Reply:
    """Return a JSON reply; header names are written with underscores."""
    extra = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(dumps(value), headers={"Content-Type": kind, **extra})


def refusal(status: int, text: str) -> Reply:
    return replace(answer({"title": "refused", "detail": text}), status=status)


@dataclass(frozen=True)
class Collection:
    """The features of one file in their own order, which is the service's internal order."""

    features: tuple[dict, ...]
    shapes: np.ndarray

    def within(self, bbox: str | None) -> list[int]:
        """Return the positions of what truly intersects a bbox (x, y, x, y); nothing is clipped."""
        if bbox is None:
            return list(range(len(self.features)))
        west, south, east, north = map(float, bbox.split(",")[:4])
        window = shapely.box(west, south, east, north)
        return np.flatnonzero(shapely.intersects(self.shapes, window)).tolist()


@lru_cache(maxsize=32)
def _loaded(path: Path, _changed_ns: int) -> Collection:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    shapes = [None if one["geometry"] is None else shape(one["geometry"]) for one in features]
    return Collection(tuple(features), np.array(shapes, dtype=object))


def collection(asked: Asked, name: str) -> Collection | None:
    """Return a collection as it is now; the fault ``refresh`` takes its first row away."""
    path = asked.folder / f"{name}.geojson"
    if not path.is_file():
        return None
    now = _loaded(path, path.stat().st_mtime_ns)
    if asked.fault.name == "refresh" and asked.fault.strikes(asked.run.replies + 1):
        gone = int(asked.fault.number("gone", 1))
        return Collection(now.features[gone:], now.shapes[gone:])
    return now
