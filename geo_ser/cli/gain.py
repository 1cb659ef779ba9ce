"""`geo-ser gain`: indicators and parameters -> space gain."""

from pathlib import Path

from geo_ser.cli.options import (
    JsonOption,
    StrictOption,
    StudyArgument,
    VerboseOption,
    out,
    print_json,
    stop_when_strict,
    study_at,
)


def gain(
    study: StudyArgument = Path(),
    as_json: JsonOption = False,
    strict: StrictOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Work out the space gain on existing and planned terrains.

    Writes data/processed/3_gain/. Example: geo-ser gain studies/apeldoorn-noord
    """
    from geo_ser.pipeline import run_stage

    atlas = study_at(study)
    outcome = run_stage(atlas, "gain")
    if as_json:
        print_json(outcome.summary)
    else:
        for name in outcome.summary["tables"]:
            out.print(f"{name}: data/processed/3_gain/{name}.parquet")
    stop_when_strict(atlas, strict=strict)
