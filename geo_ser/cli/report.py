"""`geo-ser report`: everything -> files for people."""

from pathlib import Path

from geo_ser.cli.options import (
    JsonOption,
    LangOption,
    StudyArgument,
    VerboseOption,
    out,
    print_json,
    study_at,
)


def report(
    study: StudyArgument = Path(),
    lang: LangOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Write the atlas as a GeoPackage for QGIS and a workbook for Excel.

    Writes data/processed/atlas.gpkg and atlas.xlsx. Example: geo-ser report studies/apeldoorn-noord
    """
    from geo_ser.pipeline import run_stage

    outcome = run_stage(study_at(study, lang), "report")
    if as_json:
        print_json(outcome.summary)
        return
    for file in outcome.summary["files"]:
        out.print(file)
