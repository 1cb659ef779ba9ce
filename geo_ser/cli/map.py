"""`geo-ser map`: everything -> HTML."""

from pathlib import Path
from typing import Any

from geo_ser.cli.options import (
    JsonOption,
    LangOption,
    StrictOption,
    StudyArgument,
    VerboseOption,
    run_and_print,
    study_at,
)


def map_(
    study: StudyArgument = Path(),
    lang: LangOption = None,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Draw the atlas as pages that open anywhere, without a network.

    Writes maps/index.html, a page per terrain, ladder.html.
    Example: geo-ser map studies/apeldoorn-noord
    """
    run_and_print(study_at(study, lang), "map", _lines, as_json=as_json, strict=strict)


def _lines(summary: dict[str, Any]) -> list[str]:
    """Return a line per page."""
    return [f"maps/{page}" for page in summary["pages"]]
