"""The command line: one file per command. A command parses, calls one function, prints.

Results go to standard output, the log to standard error. A `GeoSerError` prints its message
and sets the exit code; its traceback shows with -v. Geometry libraries are imported inside the
commands that need them, so that `geo-ser --help` stays quick.
"""

import logging
import sys
from collections.abc import Callable

import typer
from rich.console import Console

from geo_ser import __version__
from geo_ser.cli import (
    candidates,
    fetch,
    gain,
    init,
    instruments,
    ladder,
    layers,
    measure,
    qa,
    report,
    run,
    sources,
)
from geo_ser.cli import map as map_command
from geo_ser.errors import GeoSerError

__all__ = ["app", "main"]

app = typer.Typer(
    name="geo-ser",
    help="The atlas of Dutch business parks: measure, audit, ladder, map.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="Example: geo-ser run studies/apeldoorn-noord",
)

COMMANDS: dict[str, Callable[..., None]] = {
    "init": init.init,
    "sources": sources.sources,
    "fetch": fetch.fetch,
    "layers": layers.layers,
    "measure": measure.measure,
    "gain": gain.gain,
    "candidates": candidates.candidates,
    "ladder": ladder.ladder,
    "instruments": instruments.instruments,
    "qa": qa.qa,
    "map": map_command.map_,
    "report": report.report,
    "run": run.run,
}
for name, command in COMMANDS.items():
    app.command(name)(command)


def _print_version(value: bool) -> None:
    if value:
        sys.stdout.write(f"geo-ser {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", is_eager=True, callback=_print_version, help="Print the version."
    ),
) -> None:
    """Make the atlas of Dutch business parks: measure, audit, ladder, map."""


def main() -> None:
    """Run the command line; the entry point of the `geo-ser` script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console is not UTF-8 by itself
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except GeoSerError as error:
        if logging.getLogger("geo_ser").isEnabledFor(logging.INFO):
            raise
        Console(stderr=True, soft_wrap=True, highlight=False, markup=False).print(
            f"{type(error).__name__}: {error}"
        )
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.exit(1)
