"""`geo-ser ladder`: the SER-ladder of a study, or of a bare file of parameters."""

from pathlib import Path
from typing import Annotated, Any

import typer

from geo_ser.cli.comparison import comparison_lines
from geo_ser.cli.goals import goal_lines
from geo_ser.cli.options import (
    JsonOption,
    NoWaitOption,
    VerboseOption,
    locked_study,
    out,
    print_json,
)
from geo_ser.errors import StudyError, UsageError

TargetArgument = Annotated[
    Path, typer.Argument(metavar="[STUDY or FILE.toml]", help="Study folder or ladder file.")
]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write the JSON of a bare file here.")
]
CompareOption = Annotated[
    bool,
    typer.Option(
        "--compare", help="Walk over every published figure: input, recomputed, deviating."
    ),
]
GoalOption = Annotated[
    float | None,
    typer.Option(
        "--goal",
        metavar="HA",
        min=0,
        help="List the combinations of ambition levels that bring expansion under HA (net).",
    ),
]
VariantOption = Annotated[
    str | None, typer.Option("--variant", metavar="NAME", help="With --goal: only this variant.")
]


def ladder(
    target: TargetArgument = Path(),
    as_json: JsonOption = False,
    out_file: OutOption = None,
    compare: CompareOption = False,
    goal: GoalOption = None,
    variant: VariantOption = None,
    no_wait: NoWaitOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Work out the SER-ladder: demand, steps 1 to 3, what remains, against what was published.

    A study writes data/processed/4_ladder/ladder.json; a bare file writes nothing without --out.
    With --compare every published figure is shown beside the computed one instead, with --goal
    the combinations of levels that reach it: geo-ser ladder . --goal 90 --variant maximum
    Example: geo-ser ladder studies/assen/ladder.toml --json
    """
    from geo_ser.files import write_json
    from geo_ser.ladder import seek_goal
    from geo_ser.pipeline.single import figures_of_file

    if (goal is None and variant is not None) or (goal is not None and compare):
        raise UsageError("--variant goes with --goal, and --goal without --compare.")
    file, result = _worked_out(target, no_wait=no_wait)
    title = result["title"]
    if compare:
        result = figures_of_file(file, result)
    elif goal is not None:
        result = seek_goal(result, goal, variant)
    if out_file is not None:
        write_json(out_file, result)
    if as_json:
        print_json(result)
    elif compare:
        out.print("\n".join(comparison_lines(title, result)))
    elif goal is not None:
        out.print("\n".join(goal_lines(result)))
    else:
        _print(result)


def _worked_out(target: Path, *, no_wait: bool) -> tuple[Path, dict[str, Any]]:
    """Return the ladder file that a study or a path means, and its ladder."""
    from geo_ser.pipeline import run_stage
    from geo_ser.pipeline.single import ladder_of_file

    if target.suffix == ".toml":
        return target, ladder_of_file(target)
    with locked_study(target, no_wait=no_wait) as atlas:
        reference = atlas.settings.ladder
        if reference is None:
            raise StudyError(
                f"{atlas.folder / 'atlas.toml'}: no [ladder], so there is no ladder here."
            )
        run_stage(atlas, "gain")
        result = run_stage(atlas, "ladder").summary
        return atlas.path(reference.file), result


def _print(result: dict[str, Any]) -> None:
    """Print a ladder as people read it, in hectares."""
    out.print(f"{result['title']} ({result['unit']})")
    for variant in result["variants"]:
        out.print(f"  {variant['name']}: demand {_range(variant['demand'])}")
        for step in variant["steps"]:
            out.print(f"    step {step['step']}: {_range(step)}")
        out.print(f"    remaining {_range(variant['remaining'])}")
    for one in result["monte_carlo"]:
        draws = ", ".join(f"{key.upper()} {one[key]:.1f}" for key in ("p10", "p50", "p90"))
        out.print(f"  {one['variant']}: {result['uncertainty']['draws']} draws: {draws}")
    if result.get("iron_stock_ha") is not None:
        out.print(f"  iron stock (apart): {result['iron_stock_ha']:.1f}")
    if result["matrix"]:
        nets = [row["remaining_net_ha"] for row in result["matrix"]]
        out.print(f"  matrix: {len(nets)} cells, {min(nets):.1f} to {max(nets):.1f}")
    out.print(f"  deviations from the published tables: {len(result['deviations'])}")


def _range(bounds: dict[str, float]) -> str:
    """Return a low and high bound as text, once when they are the same."""
    low, high = f"{bounds['low']:.1f}", f"{bounds['high']:.1f}"
    return low if low == high else f"{low} to {high}"
