"""Fetches one layer through one door of a server on this machine, into a study of its own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geo_ser.sources.area import area_of_bbox
from geo_ser.sources.catalogue import Catalogue, load_catalogue
from geo_ser.sources.fetcher import Fetcher, Outcome
from geo_ser.sources.http import Client
from geo_ser.sources.plan import orders
from geo_ser.study import Study, load_study

AREA = "199900,469900,201000,470800"
"""Holds all 500 made-up parcels of the stub."""

QUICK = {
    "timeout_s": 2.0, "attempts": 3, "wait_initial_s": 0.0, "wait_max_s": 0.0,
    "wait_jitter_s": 0.0, "max_pages": 40, "poll_s": 0.01, "job_timeout_s": 3.0,
}  # fmt: skip


@dataclass(frozen=True)
class Rig:
    """A study that fetches one layer. `door` and `layer` are keys of the catalogue."""

    folder: Path
    kind: str
    url: str
    collection: str
    id: tuple[str, ...] = ("identificatie_lokaal_id",)
    area: str | None = AREA
    door: Mapping[str, object] = field(default_factory=dict)
    layer: Mapping[str, object] = field(default_factory=dict)
    http: Mapping[str, object] = field(default_factory=dict)

    @property
    def study(self) -> Study:
        path = self.folder / "atlas.toml"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_text('[study]\nname = "Proef"\nedition = 2026-01-01\n', encoding="utf-8")
        return load_study(self.folder)

    @property
    def catalogue(self) -> Catalogue:
        packaged = load_catalogue()
        layer = {
            "title": "proef", "id": self.id, "some": True, "whole": self.area is None,
            "collections": {self.kind: self.collection}, **self.layer,
        }  # fmt: skip
        source = {
            "title": "Proef", "publisher": "verzonnen", "licence": "CC0", "attribution": "proef",
            "rhythm": "nooit", "doors": {self.kind: {"url": self.url, **self.door}},
            "layers": {"laag": layer},
        }  # fmt: skip
        return Catalogue.model_validate(
            {
                "http": {**QUICK, **self.http},
                "boundaries": packaged.boundaries,
                "sources": {"proef": source},
            }
        )

    def fetch(self, *, update: bool = False, offline: bool = False) -> Outcome:
        """Fetch the layer once, as `geo-ser fetch` does."""
        catalogue = self.catalogue
        area = area_of_bbox(self.area or AREA)
        with Client(catalogue.http, catalogue.hosts) as client:
            fetcher = Fetcher(self.study, catalogue, None if offline else client, update=update)
            fetcher.begin()
            (order,) = orders(catalogue, ["proef"], area)
            outcome = fetcher.bring(order)
            if outcome.status != "failed":
                fetcher.end()
            return outcome

    def size(self) -> Outcome:
        """Say what would come."""
        catalogue = self.catalogue
        with Client(catalogue.http, catalogue.hosts) as client:
            fetcher = Fetcher(self.study, catalogue, client)
            (order,) = orders(catalogue, ["proef"], area_of_bbox(self.area or AREA))
            return fetcher.size(order)

    def whole(self) -> Outcome:
        """Fetch, and insist that it ends well."""
        outcome = self.fetch()
        assert outcome.status == "fetched", outcome.why
        return outcome

    def refused(self) -> str:
        """Fetch, insist that it fails and leaves no file; return why."""
        outcome = self.fetch()
        assert outcome.status == "failed", outcome
        assert not self.file(outcome).exists()
        return outcome.why

    def file(self, outcome: Outcome) -> Path:
        return self.folder / outcome.file

    def numbers(self, outcome: Outcome) -> list[str]:
        """Return the objects' numbers in the file, sorted."""
        rows = json.loads(self.file(outcome).read_text(encoding="utf-8"))["features"]
        return sorted(str(one["properties"][self.id[0]]) for one in rows)


PARCELS = [f"verzonnen-{number:06d}" for number in range(1, 501)]
