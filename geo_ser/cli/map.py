"""`geo-ser map`: everything -> HTML, and the terrains' sheets as PDF when asked for."""

from pathlib import Path
from typing import Annotated, Any

import typer

from geo_ser.cli.options import (
    JsonOption,
    LangOption,
    NoWaitOption,
    StrictOption,
    StudyArgument,
    VerboseOption,
    err,
    locked_study,
    plain,
    run_and_print,
)
from geo_ser.study import Study

PdfOption = Annotated[
    bool,
    typer.Option("--pdf", help="Write each terrain's sheet as PDF too (needs geo-ser[pdf])."),
]


def map_(
    study: StudyArgument = Path(),
    lang: LangOption = None,
    pdf: PdfOption = False,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    no_wait: NoWaitOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Draw the atlas as pages that open anywhere, without a network.

    Writes maps/index.html, a page per terrain, ladder.html; with --pdf also
    maps/terrain-<id>.pdf. Example: geo-ser map studies/apeldoorn-noord --pdf
    """
    if pdf:
        from geo_ser.report import require_pdf

        require_pdf()
    with locked_study(study, lang, no_wait=no_wait) as atlas:
        run_and_print(
            atlas,
            "map",
            _lines,
            as_json=as_json,
            strict=strict,
            also=_pdf_sheets if pdf else None,
        )


def _pdf_sheets(study: Study) -> dict[str, Any]:
    """Write the sheets as PDF, telling how far it is."""
    from geo_ser.pipeline.sheets import pdf_sheets

    done: list[str] = []
    with err.status("PDF …") as status:
        for path in pdf_sheets(study):
            done.append(path.name)
            status.update(plain(f"PDF {len(done)}: {path.name}"))
    return {"sheets": done}


def _lines(summary: dict[str, Any]) -> list[str]:
    """Return a line per file."""
    return [f"maps/{name}" for name in (*summary["pages"], *summary.get("sheets", ()))]
