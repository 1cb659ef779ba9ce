"""`geo-ser report`: everything -> files for people."""

from pathlib import Path
from typing import Any

from geo_ser.cli.options import (
    JsonOption,
    LangOption,
    NoWaitOption,
    StrictOption,
    StudyArgument,
    VerboseOption,
    locked_study,
    run_and_print,
)


def report(
    study: StudyArgument = Path(),
    lang: LangOption = None,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    no_wait: NoWaitOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Write the atlas for QGIS (GeoPackage and project) and for Excel (workbook).

    Writes data/processed/atlas.gpkg, .qgz, .xlsx. Example: geo-ser report studies/apeldoorn-noord
    """
    with locked_study(study, lang, no_wait=no_wait) as atlas:
        run_and_print(atlas, "report", _lines, as_json=as_json, strict=strict)


def _lines(summary: dict[str, Any]) -> list[str]:
    """Return a line per file."""
    return list(summary["files"])
