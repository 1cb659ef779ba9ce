"""The fetch of a study: its area found, its layers brought in order, each told of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from geo_ser.errors import FetchError, StudyError
from geo_ser.locks import study_lock
from geo_ser.sources.area import Area
from geo_ser.sources.catalogue import Catalogue, load_catalogue
from geo_ser.sources.desk import Order, Progress
from geo_ser.sources.fetcher import Fetcher, Outcome
from geo_ser.sources.http import Client
from geo_ser.sources.plan import named_area, orders, plain_area
from geo_ser.study import FetchSettings, Study

__all__ = ["FetchOptions", "fetch_study", "study_catalogue"]


@dataclass(frozen=True)
class FetchOptions:
    """How a study is fetched.

    `catalogue` is laid over the packaged one instead of the study's own. `tell` is called with
    the progress of each layer. `wait` says whether to wait for another command in this study.
    """

    update: bool = False
    dry_run: bool = False
    offline: bool = False
    catalogue: Path | None = None
    tell: Callable[[Progress], None] = lambda _progress: None
    wait: bool = True


def study_catalogue(study: Study, own: Path | None = None) -> Catalogue:
    """Return the catalogue of a study: the packaged one, and its own or another one over it.

    Raises
    ------
    SourceError, StudyError
        If the file is missing or wrong.
    """
    named = study.settings.fetch.catalogue if study.settings.fetch else None
    return load_catalogue(own or (study.path(named) if named else None))


def fetch_study(study: Study, options: FetchOptions) -> Iterator[Outcome]:
    """Bring every layer of a study's [fetch], and tell of each as soon as it is known.

    Everything that can be checked without the network is checked first. A layer that fails
    does not keep the others back.

    Yields
    ------
    Outcome
        One per layer; the boundaries the area is found in come first, where it needs them.

    Raises
    ------
    StudyError, CrsError
        If the settings, the area or the catalogue are wrong.
    FetchError
        If the area cannot be found because its boundaries cannot be fetched.
    WriteError
        If nothing can be written.
    """
    settings = _settings(study)
    catalogue = study_catalogue(study, options.catalogue)
    area = plain_area(settings.area, study.folder)
    orders(catalogue, settings.sources, area)  # a wrong name is told before anything is asked
    with study_lock(study.folder, wait=options.wait):
        client = None if options.offline else Client(catalogue.http, catalogue.hosts)
        fetcher = Fetcher(study, catalogue, client, options.update, options.tell)
        try:
            yield from _all(fetcher, settings, area, dry_run=options.dry_run)
        finally:
            if client is not None:
                client.close()


def _settings(study: Study) -> FetchSettings:
    if study.settings.fetch is None:
        raise StudyError(
            f"{study.folder / 'atlas.toml'}: has no [fetch]. Write e.g.\n"
            '[fetch]\narea = "GM1742"\nsources = ["ibis", "brk", "bag", "bgt"]'
        )
    return study.settings.fetch


def _all(
    fetcher: Fetcher, settings: FetchSettings, area: Area | None, *, dry_run: bool
) -> Iterator[Outcome]:
    if not dry_run:
        fetcher.begin()
    boundaries: list[Outcome] = []
    if area is None:
        area = named_area(settings.area, fetcher.catalogue, _bringing(fetcher, boundaries))
        yield from boundaries
    failed = False
    for order in orders(fetcher.catalogue, settings.sources, area):
        outcome = fetcher.size(order) if dry_run else fetcher.bring(order)
        failed = failed or outcome.status == "failed"
        yield outcome
    if not dry_run and not failed:
        fetcher.end()


def _bringing(fetcher: Fetcher, told: list[Outcome]) -> Callable[[Order], Path]:
    """Return what gives the file of a boundary order, fetched where needed, and tells of it."""

    def bring(order: Order) -> Path:
        outcome = fetcher.bring(order)
        if outcome.status == "failed":
            raise FetchError(f"The area cannot be found. {outcome.why}")
        told.append(replace(outcome))
        return fetcher.study.folder / outcome.file

    return bring
