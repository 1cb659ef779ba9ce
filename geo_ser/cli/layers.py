"""`geo-ser layers`: files -> clean tables."""

from pathlib import Path
from typing import Any

from geo_ser.cli.options import (
    JsonOption,
    NoWaitOption,
    StrictOption,
    StudyArgument,
    VerboseOption,
    locked_study,
    run_and_print,
)


def layers(
    study: StudyArgument = Path(),
    as_json: JsonOption = False,
    strict: StrictOption = False,
    no_wait: NoWaitOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Read the source files into clean tables; repair, merge, quarantine, count.

    Writes data/processed/1_layers/. Example: geo-ser layers studies/apeldoorn-noord
    """
    with locked_study(study, no_wait=no_wait) as atlas:
        run_and_print(atlas, "layers", _lines, as_json=as_json, strict=strict)


def _lines(summary: dict[str, Any]) -> list[str]:
    """Return a line per table: where its rows went."""
    return [
        f"{name}: {count['rows_in']} rows in, {count['rows_out']} out, "
        f"{count['merged']} merged, {count['quarantined']} quarantined"
        + "".join(f", {n} {why} left out" for why, n in count.get("filtered", {}).items())
        for name, count in summary["tables"].items()
    ]
