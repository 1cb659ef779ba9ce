"""`geo-ser map`: everything -> HTML."""

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


def map_(
    study: StudyArgument = Path(),
    lang: LangOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Draw the atlas as pages that open anywhere, without a network.

    Writes maps/index.html, a page per terrain, ladder.html.
    Example: geo-ser map studies/apeldoorn-noord
    """
    from geo_ser.pipeline import run_stage

    outcome = run_stage(study_at(study, lang), "map")
    if as_json:
        print_json(outcome.summary)
        return
    for page in outcome.summary["pages"]:
        out.print(f"maps/{page}")
