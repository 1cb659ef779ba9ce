"""`geo-ser run`: the whole flow, only what is out of date."""

from dataclasses import asdict
from pathlib import Path

from rich.console import Console

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


def run(
    study: StudyArgument = Path(),
    lang: LangOption = None,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Make the atlas: every stage that is out of date, in order, saying what and why.

    Never fetches. Example: geo-ser run studies/apeldoorn-noord
    """
    from geo_ser.pipeline import run as run_study

    atlas = study_at(study, lang)
    outcomes = []
    if not as_json:
        out.print(f"{atlas.name}, edition {atlas.edition}")
    stages = run_study(atlas)
    with Console(stderr=True).status(f"{atlas.name} …"):
        for outcome in stages:
            outcomes.append(outcome)
            if not as_json:
                done = f"done in {outcome.seconds:.1f} s" if outcome.done else "nothing to do"
                out.print(f"  {outcome.stage:<8} {done}: {outcome.why}")
    if as_json:
        print_json({"study": atlas.name, "stages": [asdict(one) for one in outcomes]})
    elif (atlas.maps / "index.html").is_file():
        out.print(f"  open {atlas.shown(atlas.maps / 'index.html')} in a browser")
    elif (atlas.maps / "ladder.html").is_file():
        out.print(f"  open {atlas.shown(atlas.maps / 'ladder.html')} in a browser")
    stop_when_strict(atlas, strict=strict)
