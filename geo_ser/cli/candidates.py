"""`geo-ser candidates`: the plots with a gain, best first, with reasons and obstacles."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from geo_ser.cli.options import (
    JsonOption,
    LangOption,
    PlainConsole,
    StudyArgument,
    VerboseOption,
    out,
    print_json,
    study_at,
)
from geo_ser.errors import UsageError

TopOption = Annotated[
    int | None, typer.Option("--top", metavar="N", min=1, help="Only the first N of what is left.")
]
TerrainOption = Annotated[
    str | None, typer.Option("--terrain", metavar="ID", help="Only plots on this terrain.")
]
ReasonOption = Annotated[
    str | None, typer.Option("--reason", metavar="CODE", help="Only plots with this reason.")
]
MinGainOption = Annotated[
    float | None, typer.Option("--min-gain", metavar="HA", min=0, help="At least this gain, ha.")
]

_HEADINGS = {
    "nl": ("rang", "kavel", "terrein", "winst (ha)", "laag–hoog", "haalbaar", "bvo (m²)", "score",
           "rang stabiel", "graad", "waarom"),
    "en": ("rank", "plot", "terrain", "gain (ha)", "low–high", "realistic", "GFA (m²)", "score",
           "rank stability", "grade", "why"),
}  # fmt: skip
_NONE = {"nl": "geen kandidaten.", "en": "no candidates."}


def candidates(
    study: StudyArgument = Path(),
    top: TopOption = None,
    terrain: TerrainOption = None,
    reason: ReasonOption = None,
    min_gain: MinGainOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """List the plots on which space can be won, best first, as `geo-ser gain` ranked them.

    Gain is that of the best set of measures on a plot; `rank stability` is the share of draws
    in which the plot stays at the top when the weights of the score move: it says nothing of
    how sure the gain is. docs/gain.md says how.
    Example: geo-ser candidates . --top 20 --reason unbuilt --min-gain 0.1
    """
    from geo_ser.gain import what_if_words
    from geo_ser.pipeline.single import stored_candidates

    known = [one.key for one in what_if_words().reason]
    if reason is not None and reason not in known:
        raise UsageError(f"no reason {reason!r}; known: {', '.join(known)}.")
    atlas = study_at(study, lang)
    found, terrains = stored_candidates(atlas)
    if terrain is not None and terrain not in terrains:
        raise UsageError(f"no terrain {terrain!r} with plots; known: {', '.join(terrains)}.")
    ours = [
        one
        for one in found
        if terrain in (None, one["terrain_id"])
        and (reason is None or reason in one["reasons"])
        and one["gain_ha"] >= (min_gain or 0.0)
    ][:top]
    if as_json:
        print_json({"candidates": ours})
    else:
        _print(ours, atlas.settings.study.language)


def _print(found: list[dict[str, Any]], language: str) -> None:
    """Print candidates as a table as wide as the screen, or why there is none."""
    if not found:
        out.print(_NONE[language])
        return
    table = Table(box=None, pad_edge=False)
    for place, name in enumerate(_HEADINGS[language]):
        number = place in (0, 3, 4, 5, 6, 7, 8)
        table.add_column(name, justify="right" if number else "left", no_wrap=place < 10)
    for one in found:
        table.add_row(*(_cell(text) for text in _cells(one, language)))
    PlainConsole(soft_wrap=False, width=max(out.width, 120)).print(table)


def _cells(one: dict[str, Any], language: str) -> list[str]:
    """Return the cells of one candidate; numbers as the language writes them."""

    def shown(value: float, decimals: int) -> str:
        text = f"{value:,.{decimals}f}"
        return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text

    return [
        str(one["rank"]), one["plot_id"], one["terrain_id"], shown(one["gain_ha"], 3),
        f"{shown(one['gain_low_ha'], 3)}–{shown(one['gain_high_ha'], 3)}",
        shown(one["realistic_ha"], 3), shown(one["gain_gfa_m2"], 0), shown(one["score"], 3),
        f"{100 * one['top_share']:.0f} %", one["grade"], one[f"words_{language}"],
    ]  # fmt: skip


def _cell(text: str) -> str:
    """Return text from data without control characters: it cannot move the cursor."""
    return "".join(letter for letter in text if letter.isprintable())
