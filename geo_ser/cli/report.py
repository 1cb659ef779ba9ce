"""`geo-ser report`: everything -> files for people."""

from pathlib import Path

from geo_ser.cli.options import (
    JsonOption,
    LangOption,
    StrictOption,
    StudyArgument,
    VerboseOption,
    out,
    print_json,
    stop_when_strict,
    study_at,
)


def report(
    study: StudyArgument = Path(),
    lang: LangOption = None,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Write the atlas as a GeoPackage for QGIS and a workbook for Excel.

    Writes data/processed/atlas.gpkg and atlas.xlsx. Example: geo-ser report studies/apeldoorn-noord
    """
    from geo_ser.pipeline import run_stage

    atlas = study_at(study, lang)
    outcome = run_stage(atlas, "report")
    if as_json:
        print_json(outcome.summary)
    else:
        for file in outcome.summary["files"]:
            out.print(file)
    stop_when_strict(atlas, strict=strict)
