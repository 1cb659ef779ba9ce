"""`geo-ser fetch`: sources -> data/raw."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo_ser.cli.options import (
    JsonOption,
    NoWaitOption,
    StudyArgument,
    VerboseOption,
    err,
    out,
    plain,
    print_json,
    study_at,
)
from geo_ser.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo_ser.sources.desk import Progress
    from geo_ser.sources.fetcher import Outcome
    from geo_ser.study import Study

CatalogueOption = Annotated[
    Path | None,
    typer.Option("--catalogue", metavar="FILE", help="Lay this catalogue over the packaged one."),
]


def fetch(
    study: StudyArgument = Path(),
    update: Annotated[
        bool, typer.Option("--update", help="Fetch again; the old stays until the new is whole.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would come and how large; write nothing.")
    ] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Open no connection; use what was kept.")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Hash everything fetched again; fetch nothing.")
    ] = False,
    catalogue: CatalogueOption = None,
    as_json: JsonOption = False,
    no_wait: NoWaitOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Bring the layers of [fetch] in atlas.toml into data/raw/, whole and listed, or not at all.

    What was cut off goes on at the next run. Example: geo-ser fetch mijn-atlas --dry-run
    """
    from geo_ser.sources.fetch import FetchOptions, fetch_study
    from geo_ser.sources.verify import verified

    if verify and (update or dry_run):
        raise UsageError("--verify fetches nothing; leave out --update and --dry-run.")
    atlas = study_at(study)
    if verify:
        _print_verified(verified(atlas), as_json=as_json)
        return
    with _progress_shown() as tell:
        options = FetchOptions(update, dry_run, offline, catalogue, tell, wait=not no_wait)
        outcomes = list(fetch_study(atlas, options))
    lines = missing_tables(atlas, catalogue)
    if as_json:
        print_json({"layers": [asdict(one) for one in outcomes], "add_to_atlas_toml": lines})
    else:
        _print_table(outcomes)
        if lines:
            out.print("\nadd to atlas.toml, so that `geo-ser run` reads what came:\n")
            out.print("\n".join(lines))
    if any(one.status == "failed" for one in outcomes):
        raise typer.Exit(1)


def missing_tables(atlas: "Study", catalogue: Path | None) -> list[str]:
    """Return the lines of atlas.toml for fetched layers that it does not name."""
    from geo_ser.sources.fetch import study_catalogue
    from geo_ser.sources.tables import lines_for, unread_orders

    return lines_for(unread_orders(atlas, study_catalogue(atlas, catalogue)), atlas)


@contextmanager
def _progress_shown() -> "Iterator[Callable[[Progress], None]]":
    """Give a function that shows progress on standard error, in one line per layer."""
    with err.status("…") as status:

        def tell(progress: "Progress") -> None:
            status.update(plain(progress_text(progress)))

        yield tell


def progress_text(progress: "Progress") -> str:
    """Return how far a layer is, in one line.

    Examples
    --------
    >>> from geo_ser.sources.desk import Progress
    >>> progress_text(Progress("bag/pand", 1200, 3_400_000, 4, 1, 6))
    'bag/pand: 1200 features, 3.4 MB in 4 answers, 5 of 6 parts to go'
    """
    parts = f", {progress.parts - progress.parts_done} of {progress.parts} parts to go"
    return (
        f"{progress.layer}: {progress.features} features, {progress.bytes / 1e6:.1f} MB in "
        f"{progress.pages} answers" + (parts if progress.parts else "")
    )


_HEADINGS = ("layer", "door", "status", "features", "objects", "answers", "MB", "s")


def _print_table(outcomes: "Iterable[Outcome]") -> None:
    """Print a line per layer in columns, and below them why something failed."""
    outcomes = list(outcomes)
    rows = [_HEADINGS, *map(_cells, outcomes)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(width) if place < 3 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        out.print("  ".join(cells).rstrip())
    for one in outcomes:
        if one.status == "failed":
            out.print(f"\n{one.layer} failed: {one.why}")


def _cells(one: "Outcome") -> tuple[str, ...]:
    size = "?" if one.bytes is None else f"{one.bytes / 1e6:.1f}"
    counts = (one.features, one.distinct_ids, one.pages)
    shown = ("" if count is None else str(count) for count in counts)
    return (one.layer, one.door, one.status, *shown, size, f"{one.seconds:.1f}")


def _print_verified(result: Any, *, as_json: bool) -> None:
    """Print what hashing found; exit 1 when something is not what was fetched."""
    if as_json:
        print_json(result)
    else:
        for problem in result["problems"]:
            out.print(problem)
        out.print(
            f"{result['files']} files and {result['answers']} stored answers hashed: "
            f"{len(result['problems'])} not as fetched"
        )
    if result["problems"]:
        raise typer.Exit(1)
