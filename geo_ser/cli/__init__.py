"""The command line: one file per command. A command parses, calls one function, prints.

Results go to standard output, the log to standard error. A `GeoSerError` prints its message
and sets the exit code; its traceback shows with -v. Any other exception is a fault of the program
and says so. Geometry libraries are imported inside the commands that need them, so that
`geo-ser --help` stays quick.
"""

import logging
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import typer

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
from geo_ser.cli.options import err
from geo_ser.errors import GeoSerError
from geo_ser.gdal import gdal_versions

__all__ = ["UNEXPECTED", "app", "main"]

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
        for package, version in gdal_versions().items():
            sys.stdout.write(f"GDAL {version} ({package})\n")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", is_eager=True, callback=_print_version, help="Print the version."
    ),
) -> None:
    """Make the atlas of Dutch business parks: measure, audit, ladder, map."""


UNEXPECTED = "this is a fault in geo_ser"
"""What stands in the message of an exception that nobody foresaw; no input should ever show it."""

REPORT_AT = "the issues of the geo_ser repository"


def main() -> None:
    """Run the command line; the entry point of the `geo-ser` script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console is not UTF-8 by itself
            stream.reconfigure(encoding="utf-8", errors="replace")
    _end_tidily()
    try:
        app()
    except BrokenPipeError:
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - the last place to say what happened
        if logging.getLogger("geo_ser").isEnabledFor(logging.INFO):
            err.print(_traceback(error))
        err.print(_message(error))
        sys.exit(error.exit_code if isinstance(error, GeoSerError) else 1)


def _end_tidily() -> None:
    """Let SIGTERM and SIGHUP end the program as Ctrl-C does: through every clean-up, once.

    The exit code is 128 and the signal's number: 143, 129. A signal that is ignored (`nohup`)
    stays so; a second one ends the program at once.
    """

    def end(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        sys.exit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        known = getattr(signal, name, None)
        if known is not None and signal.getsignal(known) is signal.SIG_DFL:
            with suppress(ValueError):  # not in the main thread
                signal.signal(known, end)


def _message(error: Exception) -> str:
    """Return what to say of an exception: our own as they are, others with where to report them."""
    name = type(error).__name__
    if isinstance(error, GeoSerError):
        return f"{name}: {error}"
    if isinstance(error, MemoryError):
        return f"{name}: not enough memory. Close other programs, or make the study smaller."
    what = " ".join(str(error).split())
    return (
        f"{name}: {what[:300]}. You did nothing wrong: {UNEXPECTED}. Please report it at "
        f"{REPORT_AT}, with what you ran; -v shows where it happened."
    )


def _traceback(error: Exception) -> str:
    return "".join(traceback.format_exception(error)).rstrip()
