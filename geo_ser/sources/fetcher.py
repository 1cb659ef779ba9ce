"""Fetching: layer by layer from its source into data/raw/, whole and listed, or not at all.

Why it can be cut off anywhere: answers are kept as they come (see `pages`), the file is made
from them beside the old one, and the change of old for new is three steps that can each be done
again: the file takes its place, the manifest its row, the answers their folder. A note with the
row is written before the first of them, so that a run that finds the note only finishes them.
"""

import logging
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from geo_ser.errors import FetchError, IncompleteError, RefreshedError, SourceError, WriteError
from geo_ser.files import published, sha256, write_errors
from geo_ser.sources.catalogue import SUFFIXES, Catalogue
from geo_ser.sources.desk import Desk, Order, Progress
from geo_ser.sources.done import counts_of, last_time, manifest_row, require_some, row_of
from geo_ser.sources.doors import DOORS, Door
from geo_ser.sources.http import BusyError, Client, now
from geo_ser.sources.listing import list_files
from geo_ser.sources.manifest import read_manifest
from geo_ser.sources.pages import PAGES, Pages, drop_unused_bodies
from geo_ser.study import Study

__all__ = ["Fetcher", "Outcome"]

log = logging.getLogger(__name__)

RAW = "data/raw"
STALE = timedelta(hours=24)
"""An unfinished fetch older than this begins anew: services refresh daily, and two days' data
are not to be mixed in one layer."""
_TRIES_WHEN_REFRESHED = 3

Status = Literal["fetched", "up to date", "failed", "would come"]


@dataclass(frozen=True)
class Outcome:
    """What became of one layer. `why` says why it failed, or why there was nothing to do."""

    layer: str
    door: str
    file: str
    status: Status
    why: str = ""
    features: int | None = None
    distinct_ids: int | None = None
    pages: int | None = None
    bytes: int | None = None
    seconds: float = 0.0


@dataclass
class Fetcher:
    """Brings layers into one study.

    Parameters
    ----------
    client
        Asks the network; None means offline.
    update
        Fetch again what is there already.
    tell
        Is called with the progress of each layer.
    """

    study: Study
    catalogue: Catalogue
    client: Client | None
    update: bool = False
    tell: Callable[[Progress], None] = field(default=lambda _progress: None)
    down: set[str] = field(default_factory=set)

    @property
    def root(self) -> Path:
        """The folder of the page store."""
        return self.study.folder / PAGES

    @property
    def ours(self) -> set[str]:
        """Every file that a layer of the catalogue may become."""
        return {
            f"{RAW}/{name}-{layer}{suffix}"
            for name, source in self.catalogue.sources.items()
            for layer in source.layers
            for suffix in SUFFIXES
        }

    def begin(self) -> None:
        """Note that an update begins, unless one that was cut off goes on."""
        marker = Pages(self.root, ".update")
        begun = marker.noted("begun")
        if begun is not None and _age(str(begun["time"])) < STALE:
            self.update = True
        elif self.update:
            marker.note("begun", {"time": _instant()})

    def end(self) -> None:
        """Note that everything came, and clear away what nothing refers to."""
        Pages(self.root, ".update").drop()
        count = drop_unused_bodies(self.root)
        log.info("cleared away %d stored bodies that nothing refers to", count)

    def bring(self, order: Order) -> Outcome:
        """Bring one layer, or say why not; the files of an earlier fetch stay until it is whole.

        Raises
        ------
        WriteError
            If the disk is full or the folder cannot be written: then nothing else can be done.
        """
        start = time.perf_counter()
        outcome = Outcome(order.name, order.kind, self._file(order), "failed")
        try:
            row, why = self._row(order)
        except WriteError:
            raise
        except SourceError as error:
            if isinstance(error, BusyError) and error.status == 0:
                self.down.add(order.door.url)
            return replace(outcome, why=str(error), seconds=time.perf_counter() - start)
        except _UNREADABLE as error:
            why = (
                f"{order.name}: an answer cannot be read ({type(error).__name__}: {error}). "
                "Nothing of this layer was used; what other layers brought stays."
            )
            return replace(outcome, why=why, seconds=time.perf_counter() - start)
        return replace(
            outcome,
            status="up to date" if why else "fetched",
            why=why,
            seconds=time.perf_counter() - start,
            **counts_of(row),
        )

    def _file(self, order: Order) -> str:
        return f"{RAW}/{order.file_stem}{_door(order).suffix(order)}"

    def _stores(self, order: Order) -> tuple[Pages, Pages]:
        """Return the store of a layer that is being fetched, and that of the finished one."""
        return (
            Pages(self.root, f"{order.file_stem}.part"),
            Pages(self.root, order.file_stem),
        )

    def _row(self, order: Order) -> tuple[dict[str, str], str]:
        """Return the manifest row of a layer, brought first where needed, and why it was not."""
        part, final = self._stores(order)
        if part.noted("done") is not None:
            log.info("%s: finishing what was cut off", order.name)
            return self._commit(order), ""
        done = final.noted("done")
        same = done is not None and done["plan"] == order.plan
        if done is not None and same and not self._begun(part, order) and not self._again(done):
            if self._is_there(done):
                return self._listed(row_of(done)), "fetched before"
            return self._brought(order, older=final), ""
        return self._brought(order, older=None), ""

    def _again(self, done: Mapping[str, Any]) -> bool:
        """Return whether a finished layer is to be fetched again by this update."""
        if not self.update:
            return False
        begun = Pages(self.root, ".update").noted("begun")
        return begun is None or str(done["finished"]) < str(begun["time"])

    def _begun(self, part: Pages, order: Order) -> bool:
        """Return whether an unfinished fetch can go on; clear away one that cannot."""
        begun = part.noted("begun")
        if begun is None or begun["plan"] != order.plan or _age(str(begun["time"])) > STALE:
            part.drop()
            return False
        return True

    def _is_there(self, done: Mapping[str, Any]) -> bool:
        """Return whether the file of a finished layer is there with its hash."""
        row = row_of(done)
        path = self.study.folder / row["file"]
        return path.is_file() and sha256(path) == row["sha256"]

    def _listed(self, row: dict[str, str]) -> dict[str, str]:
        """Return a row that is in the manifest; a row that is not there is put back."""
        if row not in [{key: one.get(key, "") for key in row} for one in read_manifest(self.study)]:
            list_files(self.study, [row], ours=self.ours)
        return row

    def _brought(self, order: Order, *, older: Pages | None) -> dict[str, str]:
        """Bring a layer and put it in its place; return its manifest row."""
        if older is None and self.client is not None and order.door.url in self.down:
            raise FetchError(f"{order.name}: not asked; {order.door.url} cannot be reached.")
        for attempt in range(1, _TRIES_WHEN_REFRESHED + 1):
            try:
                self._make(order, older=older)
                return self._commit(order)
            except RefreshedError as error:
                if attempt == _TRIES_WHEN_REFRESHED:
                    raise
                log.warning("%s Begun anew.", error)
        raise AssertionError("the last attempt returns or raises")

    def _make(self, order: Order, *, older: Pages | None) -> None:
        """Make the layer's file beside its place, and note its manifest row."""
        part, final = self._stores(order)
        if not self._begun(part, order):
            part.note("begun", {"plan": order.plan, "time": now()})
        begun = part.noted("begun") or {}
        desk = Desk(
            self.client, part, self.catalogue.http, part.folder / "parts", order.name, older,
            self.tell, Progress(order.name),
        )  # fmt: skip
        path = part.folder / Path(self._file(order)).name
        try:
            with _disk(path):
                brought = _door(order).bring(order, desk, path)
            require_some(order, brought, final.noted("done"))
        except IncompleteError:
            if not desk.refused:
                part.drop()
            raise
        row = manifest_row(order, brought, path, self._file(order), str(begun["time"]))
        part.note("done", {"plan": order.plan, "finished": _instant(), "row": row})

    def _commit(self, order: Order) -> dict[str, str]:
        """Put a finished layer in its place; each step can be done again after a crash."""
        part, final = self._stores(order)
        row = row_of(part.noted("done") or {})
        path = self.study.folder / row["file"]
        made = part.folder / path.name
        if made.exists():
            published(made, path)
        old = row_of(final.noted("done") or {"row": row})["file"]
        list_files(self.study, [row], ours=self.ours, gone={old} - {row["file"]})
        if old != row["file"]:
            (self.study.folder / old).unlink(missing_ok=True)
        with write_errors(final.folder):
            shutil.rmtree(part.folder / "parts", ignore_errors=True)
            shutil.rmtree(final.folder, ignore_errors=True)
            part.folder.rename(final.folder)
        return row

    def size(self, order: Order) -> Outcome:
        """Say how much of one layer would come, and what came last time."""
        final = self._stores(order)[1]
        done = final.noted("done")
        outcome = Outcome(order.name, order.kind, self._file(order), "would come")
        same = done is not None and done["plan"] == order.plan and not self.update
        if done is not None and same and self._is_there(done):
            numbers = counts_of(row_of(done))
            return replace(outcome, status="up to date", why="fetched before", **numbers)
        scratch = Pages(self.root, f"{order.file_stem}.size")
        desk = Desk(self.client, scratch, self.catalogue.http, scratch.folder, order.name)
        try:
            size = _door(order).size(order, desk)
        except SourceError as error:
            return replace(outcome, status="failed", why=str(error))
        finally:
            scratch.drop()
        return replace(outcome, features=size.features, bytes=size.bytes, pages=size.requests,
                       why=last_time(done))  # fmt: skip


_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What reading an answer may raise that is not shaped as its format says. Our own errors come
first in the family tree where they are one of these."""


def _door(order: Order) -> Door:
    if order.kind not in DOORS:
        raise FetchError(f"{order.name}: this version has no door {order.kind!r}.")
    return DOORS[order.kind]


def _instant() -> str:
    """Return the time in UTC, fine enough to tell an update from the fetch just before it."""
    return datetime.now(tz=UTC).isoformat(timespec="microseconds")


def _age(time_: str) -> timedelta:
    return datetime.now(tz=UTC) - datetime.fromisoformat(time_)


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    """Turn a full disk or a folder without rights into a WriteError, SQLite's own included."""
    with write_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield
        except sqlite3.OperationalError as error:
            raise WriteError(
                f"{path}: the temporary files of the fetch cannot be written ({error}). Free "
                "some space and run again."
            ) from error
