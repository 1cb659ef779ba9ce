"""The desk: where a door asks its questions, answered from the page store or from the network."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from geo_ser.errors import FetchError
from geo_ser.sources.area import Area, Box
from geo_ser.sources.catalogue import DoorAddress, DoorKind, HttpSettings, LayerEntry, SourceEntry
from geo_ser.sources.http import Answer, Client, Request
from geo_ser.sources.pages import Pages, request_key

__all__ = ["Desk", "Order", "Progress"]

Read = TypeVar("Read")


@dataclass(frozen=True)
class Order:
    """One layer of one source, through one door, for one area."""

    source: str
    layer: str
    about: SourceEntry
    entry: LayerEntry
    kind: DoorKind
    area: Area | None
    """None for a layer that is asked whole."""

    @property
    def name(self) -> str:
        """The layer's name for people: `source/layer`."""
        return f"{self.source}/{self.layer}"

    @property
    def file_stem(self) -> str:
        """The layer's file name in data/raw/ without its suffix."""
        return f"{self.source}-{self.layer}"

    @property
    def door(self) -> DoorAddress:
        """The address."""
        return self.about.doors[self.kind]

    @property
    def collection(self) -> str:
        """What the layer is called at the door."""
        return self.entry.collections[self.kind]

    @property
    def tiles(self) -> list[Box | None]:
        """The squares that are asked one after another; the one None asks the layer whole."""
        return [*self.area.tiles(self.door.tile_m)] if self.area else [None]

    @property
    def plan(self) -> dict[str, object]:
        """What determines the questions: another plan makes what came before useless."""
        return {
            "door": self.kind,
            "url": self.door.url,
            "collection": self.collection,
            "page_size": self.door.page_size,
            "tile_m": self.door.tile_m,
            "query": self.entry.query,
            "options": self.entry.options,
            "area": self.area.fingerprint if self.area else "whole",
        }


@dataclass(frozen=True)
class Progress:
    """How far a layer is: what came, and of how many parts how many are done (0: unknown)."""

    layer: str
    features: int = 0
    bytes: int = 0
    pages: int = 0
    parts_done: int = 0
    parts: int = 0


def _quiet(_progress: Progress) -> None:
    """Tell nobody."""


@dataclass
class Desk:
    """Answers a door's questions for one layer, and keeps every answer.

    Parameters
    ----------
    client
        Asks the network; None means offline: only what is kept is answered.
    pages
        Where answers are kept.
    older
        Where finished answers of the same plan may be found, before the network is asked.
    scratch
        A folder of the layer's own that survives a crash, for files that come in parts.
    tell
        Is called after every answer and every finished part.
    """

    client: Client | None
    pages: Pages
    settings: HttpSettings
    scratch: Path
    layer: str = ""
    older: Pages | None = None
    tell: Callable[[Progress], None] = _quiet
    progress: Progress = field(default_factory=lambda: Progress(""))
    refused: bool = False
    """Whether the last answer was refused as it came: it was not kept, so it is asked again."""

    def ask(self, request: Request, read: Callable[[Answer], Read]) -> Read:
        """Return what `read` makes of the answer; an answer it refuses is not kept.

        Raises
        ------
        FetchError
            If the network fails, or nothing is kept and there is no network to ask.
        IncompleteError
            What `read` raises.
        """
        self.refused = False
        kept = self._kept(request)
        if kept is not None:
            value = read(kept)
            self._count(len(kept.body))
            return value
        client = self.online(request.url)
        self.refused = True
        answer = client.ask(request)
        value = read(answer)
        self.refused = False
        self.pages.keep(request, answer)
        self._count(len(answer.body))
        return value

    def _kept(self, request: Request) -> Answer | None:
        """Return the kept answer to a request; one kept by a finished fetch is taken over."""
        kept = self.pages.find(request)
        if kept is None and self.older is not None:
            kept = self.older.find(request)
            if kept is not None:
                self.pages.keep(request, kept)
        return kept

    def ask_again(self, request: Request, read: Callable[[Answer], Read]) -> Read | None:
        """Return what `read` makes of the answer of now, which is not kept.

        None where the network is not asked: offline, or made again from finished answers.
        """
        if self.client is None or self.older is not None:
            return None
        return read(self.client.ask(request))

    def remember(self, what: str, request: Request) -> None:
        """Note a decision about a request, so that a later run decides alike."""
        self.pages.note(f"{what}-{request_key(request)}", {"url": request.url})

    def recalls(self, what: str, request: Request) -> bool:
        """Return whether a decision was noted about a request."""
        name = f"{what}-{request_key(request)}"
        stores = [one for one in (self.pages, self.older) if one is not None]
        return any(one.noted(name) is not None for one in stores)

    def online(self, url: str) -> Client:
        """Return the client, or say that this fetch may not use the network."""
        if self.client is None:
            raise FetchError(
                f"{self.layer}: {url} is not kept, and --offline opens no connection. Run "
                "`geo-ser fetch` with a network."
            )
        return self.client

    def _count(self, size: int) -> None:
        self.report(bytes=self.progress.bytes + size, pages=self.progress.pages + 1)

    def report(self, **changes: Any) -> None:
        """Note how far the layer is, and tell."""
        self.progress = replace(self.progress, **changes)
        self.tell(self.progress)
