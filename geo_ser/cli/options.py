"""Options that several commands share, and how every command prints and logs."""

import json
import logging
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.logging import RichHandler
from rich.text import Text

from geo_ser.study import Study, load_study

__all__ = [
    "JsonOption",
    "LangOption",
    "NoWaitOption",
    "PlainConsole",
    "StrictOption",
    "StudyArgument",
    "VerboseOption",
    "err",
    "locked_study",
    "out",
    "plain",
    "print_json",
    "printable",
    "run_and_print",
    "stop_when_strict",
    "study_at",
]

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys instead of showing it: escape codes, and what turns text round."""


def printable(text: str) -> str:
    r"""Return text in which what would steer a terminal is written out.

    Examples
    --------
    >>> print(printable("De Haar\x1b[2J"))
    De Haar\x1b[2J
    """
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def plain(text: str) -> Text:
    """Return text for a status line, where rich would take [this] for markup."""
    return Text(printable(text))


class PlainConsole(Console):
    """A console that shows text as it is, and obeys nothing that stands in it."""

    def __init__(self, *, soft_wrap: bool = True, **how: Any) -> None:
        super().__init__(soft_wrap=soft_wrap, highlight=False, markup=False, emoji=False, **how)

    def render_str(self, text: str, **how: Any) -> Text:  # every text passes here, of tables too
        """Return text for this console."""
        return super().render_str(printable(text), **how)


out = PlainConsole()
"""Results go here: standard output."""

err = PlainConsole(stderr=True)
"""Messages go here: standard error."""


class _PlainFormatter(logging.Formatter):
    """Lines of the log without what would steer a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


def set_up_logging(verbose: int) -> int:
    """Send the log to standard error: warnings, with -v what is done, with -vv everything."""
    level = {0: logging.WARNING, 1: logging.INFO}.get(verbose, logging.DEBUG)
    handler = RichHandler(console=Console(stderr=True, emoji=False), show_path=False, markup=False)
    handler.setFormatter(_PlainFormatter("%(message)s", datefmt="%H:%M:%S"))
    logger = logging.getLogger("geo_ser")
    logger.handlers[:] = [handler]
    logger.setLevel(level)
    return verbose


StudyArgument = Annotated[
    Path, typer.Argument(metavar="[STUDY]", help="Study folder; default: this folder.")
]


class Language(StrEnum):
    """The languages of maps, reports and findings."""

    NL = "nl"
    EN = "en"


LangOption = Annotated[
    Language | None,
    typer.Option("--lang", help="Language of what people read; default: that of the study."),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print the result as JSON, numbers unrounded.")
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="Exit 1 when there are findings or quarantined rows.")
]
VerboseOption = Annotated[
    int,
    typer.Option(
        "-v",
        "--verbose",
        count=True,
        callback=set_up_logging,
        help="Tell what is done (-vv: everything), and show the traceback of an error.",
    ),
]

NoWaitOption = Annotated[
    bool,
    typer.Option(
        "--no-wait", help="End with exit code 1 when another command is at work in the study."
    ),
]


@contextmanager
def locked_study(
    folder: Path, lang: Language | None = None, *, no_wait: bool = False
) -> Iterator[Study]:
    """Give the study in a folder, locked, with its settings as they are once it is.

    Raises
    ------
    WriteError
        If another command is at work there and is not waited for.
    """
    from geo_ser.locks import study_lock

    with study_lock(load_study(folder).folder, wait=not no_wait):
        yield study_at(folder, lang)


def study_at(folder: Path, lang: Language | None = None) -> Study:
    """Return the study in a folder, in another language than its own where one is asked for."""
    study = load_study(folder)
    if lang is None:
        return study
    info = study.settings.study.model_copy(update={"language": lang.value})
    return study.model_copy(update={"settings": study.settings.model_copy(update={"study": info})})


def print_json(value: Any) -> None:
    """Print a value as JSON on standard output."""
    text = json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False)
    sys.stdout.write(re.sub(r"[\x7f-\x9f]", lambda one: f"\\u{ord(one[0]):04x}", text) + "\n")


def run_and_print(
    study: Study,
    stage: str,
    lines: Callable[[dict[str, Any]], Iterable[str]],
    *,
    as_json: bool,
    strict: bool,
    only: Sequence[str] = (),
    also: Callable[[Study], dict[str, Any]] | None = None,
) -> None:
    """Run one stage, print its summary as JSON or as `lines` has it, and heed --strict.

    `also` does what was asked for beside the stage, and adds to the summary.
    """
    from geo_ser.pipeline import run_stage

    summary = run_stage(study, stage, only=only).summary
    if also is not None:
        summary = summary | also(study)
    if as_json:
        print_json(summary)
    else:
        for line in lines(summary):
            out.print(line)
    stop_when_strict(study, stage, strict=strict)


def stop_when_strict(study: Study, stage: str = "", *, strict: bool) -> None:
    """End with exit code 1 when --strict was given and something was found or quarantined."""
    if not strict:
        return
    from geo_ser.pipeline.single import not_clean

    count = not_clean(study, stage)
    if any(count.values()):
        text = ", ".join(f"{number} {what}" for what, number in count.items())
        err.print(f"--strict: {text}")
        raise typer.Exit(1)
