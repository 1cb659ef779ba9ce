"""`geo-ser layers`: files -> clean tables."""

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


def layers(
    study: StudyArgument = Path(),
    as_json: JsonOption = False,
    strict: StrictOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Read the source files into clean tables; repair, merge, quarantine, count.

    Writes data/processed/1_layers/. Example: geo-ser layers studies/apeldoorn-noord
    """
    from geo_ser.pipeline import run_stage

    atlas = study_at(study)
    outcome = run_stage(atlas, "layers")
    if as_json:
        print_json(outcome.summary)
    else:
        for name, count in outcome.summary["tables"].items():
            out.print(
                f"{name}: {count['rows_in']} rows in, {count['rows_out']} out, "
                f"{count['merged']} merged, {count['quarantined']} quarantined"
                + "".join(f", {n} {why} left out" for why, n in count.get("filtered", {}).items())
            )
    stop_when_strict(atlas, "layers", strict=strict)
