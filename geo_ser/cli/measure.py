"""`geo-ser measure`: clean tables -> indicators."""

from pathlib import Path
from typing import Annotated, Any

import typer

from geo_ser.cli.options import (
    JsonOption,
    NoWaitOption,
    StrictOption,
    StudyArgument,
    VerboseOption,
    locked_study,
    run_and_print,
)
from geo_ser.errors import UsageError

OnlyOption = Annotated[
    str,
    typer.Option(
        "--only",
        metavar="GROUP,…",
        help="Measure only these groups: cover, plots, coverage, floor_area, heights, "
        "setbacks, unbuilt, jobs.",
    ),
]


def measure(
    study: StudyArgument = Path(),
    only: OnlyOption = "",
    as_json: JsonOption = False,
    strict: StrictOption = False,
    no_wait: NoWaitOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Measure the indicators of every terrain, with provenance and a reason for each null.

    Writes data/processed/2_indicators/. Example: geo-ser measure --only coverage,floor_area
    """
    with locked_study(study, no_wait=no_wait) as atlas:
        run_and_print(atlas, "measure", _lines, as_json=as_json, strict=strict, only=_groups(only))


def _lines(summary: dict[str, Any]) -> list[str]:
    """Return what was measured, in one line."""
    return [
        f"{summary['terrains']} terrains, {summary['gross_area_ha']:.2f} ha gross, "
        f"{summary['plots']} plots, {summary['buildings']} buildings"
    ]


def _groups(text: str) -> tuple[str, ...]:
    """Return the groups named in --only.

    Raises
    ------
    UsageError
        Naming the unknown groups and the known ones.
    """
    from geo_ser.tables import GROUPS

    asked = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = [group for group in asked if group not in GROUPS]
    if unknown:
        raise UsageError(f"--only: unknown {', '.join(unknown)}; known: {', '.join(GROUPS)}.")
    return asked
