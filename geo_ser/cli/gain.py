"""`geo-ser gain`: indicators and parameters -> space gain."""

from pathlib import Path

from geo_ser.cli.options import (
    JsonOption,
    StudyArgument,
    VerboseOption,
    out,
    print_json,
    study_at,
)


def gain(
    study: StudyArgument = Path(),
    as_json: JsonOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Work out the space gain on existing and planned terrains.

    Writes data/processed/3_gain/. Example: geo-ser gain studies/apeldoorn-noord
    """
    from geo_ser.pipeline import run_stage

    outcome = run_stage(study_at(study), "gain")
    if as_json:
        print_json(outcome.summary)
        return
    for name in outcome.summary["tables"]:
        out.print(f"{name}: data/processed/3_gain/{name}.parquet")
