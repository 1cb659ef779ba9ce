"""`geo-ser gain`: indicators and parameters -> space gain."""

from pathlib import Path
from typing import Any

from geo_ser.cli.options import (
    JsonOption,
    StrictOption,
    StudyArgument,
    VerboseOption,
    run_and_print,
    study_at,
)


def gain(
    study: StudyArgument = Path(),
    as_json: JsonOption = False,
    strict: StrictOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Work out the space gain on existing and planned terrains.

    Writes data/processed/3_gain/. Example: geo-ser gain .
    """
    run_and_print(study_at(study), "gain", _lines, as_json=as_json, strict=strict)


def _lines(summary: dict[str, Any]) -> list[str]:
    """Return a line per table, or why there is none."""
    if not summary["tables"]:
        return ["no gain to work out: the ladder has no [existing] and no [planned]"]
    return [f"{name}: data/processed/3_gain/{name}.parquet" for name in summary["tables"]]
