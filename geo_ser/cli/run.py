"""`geo-ser run`: the whole flow, only what is out of date."""

from dataclasses import asdict
from pathlib import Path

from geo_ser.cli.options import (
    JsonOption,
    LangOption,
    NoWaitOption,
    StrictOption,
    StudyArgument,
    VerboseOption,
    err,
    locked_study,
    out,
    plain,
    print_json,
    stop_when_strict,
)


def run(
    study: StudyArgument = Path(),
    lang: LangOption = None,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    no_wait: NoWaitOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Make the atlas: every stage that is out of date, in order, saying what and why.

    Never fetches. Example: geo-ser run studies/apeldoorn-noord
    """
    from geo_ser.pipeline import run as run_study

    with locked_study(study, lang, no_wait=no_wait) as atlas:
        outcomes = []
        if not as_json:
            out.print(f"{atlas.name}, edition {atlas.edition}")
        stages = run_study(atlas)
        with err.status(plain(f"{atlas.name} …")):
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
