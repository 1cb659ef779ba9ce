"""`geo-ser sources`: what can be fetched, and whether it is still where it was."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo_ser.cli.fetch import CatalogueOption
from geo_ser.cli.options import JsonOption, VerboseOption, out, print_json
from geo_ser.errors import UsageError

if TYPE_CHECKING:
    from geo_ser.sources.catalogue import Catalogue


def sources(
    action: Annotated[
        str, typer.Argument(metavar="[check]", help="`check` asks every address; needs a network.")
    ] = "",
    source: Annotated[
        list[str] | None, typer.Option("--source", help="Only this source; may be repeated.")
    ] = None,
    catalogue: CatalogueOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """List the catalogue: sources, layers, doors, licences; `check` says what moved.

    Example: geo-ser sources check --source bag
    """
    from geo_ser.sources.catalogue import load_catalogue

    if action not in {"", "check"}:
        raise UsageError(f"no action {action!r}; known: check.")
    known = load_catalogue(catalogue)
    chosen = tuple(source or known.sources)
    for name in chosen:
        known.source(name)
    if action == "check":
        _check(known, chosen, as_json=as_json)
    elif as_json:
        names = set(chosen)
        print_json(known.model_dump(mode="json", include={"sources": names}))
    else:
        for line in _lines(known, chosen):
            out.print(line)


def _lines(catalogue: "Catalogue", chosen: tuple[str, ...]) -> Iterator[str]:
    """Give the lines of the list."""
    for name in chosen:
        about = catalogue.sources[name]
        yield f"{name}: {about.title} ({about.publisher})"
        yield f"  licence: {about.licence}; {about.rhythm}"
        for kind, door in about.doors.items():
            yield f"  door {kind}: {door.url}"
        for layer, one in about.layers.items():
            target = f" -> {one.table or one.raster}" if one.table or one.raster else ""
            asked = ", only when asked for" if one.optional else ""
            yield f"  layer {layer}: {one.title}{target}{asked}"
        if about.note:
            yield f"  note: {about.note}"


def _check(catalogue: "Catalogue", chosen: tuple[str, ...], *, as_json: bool) -> None:
    """Print what each door answers; exit 1 when one does not answer as the catalogue says."""
    from geo_ser.sources.check import checked_doors
    from geo_ser.sources.http import Client

    found: list[dict[str, Any]] = []
    quick = catalogue.http.model_copy(update={"attempts": 2})
    with Client(quick, catalogue.hosts) as client:
        for one in checked_doors(catalogue, client, chosen):
            found.append(asdict(one))
            if not as_json:
                out.print(
                    f"{one.source} {one.door}: {one.status}" + (f": {one.why}" if one.why else "")
                )
    if as_json:
        print_json({"doors": found})
    if found and all(one["status"] == "unreachable" for one in found):
        out.print("no address can be reached: there is no network, or a proxy is in the way")
    if any(one["status"] != "ok" for one in found):
        raise typer.Exit(1)
