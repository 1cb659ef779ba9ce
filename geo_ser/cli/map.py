"""`geo-ser map`: everything -> HTML."""

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
    from geo_ser.pipeline import run_stage

    atlas = study_at(study, lang)
    outcome = run_stage(atlas, "map")
    if as_json:
        print_json(outcome.summary)
    else:
        for page in outcome.summary["pages"]:
            out.print(f"maps/{page}")
    stop_when_strict(atlas, strict=strict)
