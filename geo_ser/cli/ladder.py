"""`geo-ser ladder`: the SER-ladder of a study, or of a bare file of parameters."""

from pathlib import Path
from typing import Annotated, Any

import typer

from geo_ser.cli.options import JsonOption, VerboseOption, out, print_json, study_at

TargetArgument = Annotated[
    Path, typer.Argument(metavar="[STUDY or FILE.toml]", help="Study folder or ladder file.")
]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write the JSON of a bare file here.")
]


def ladder(
    target: TargetArgument = Path(),
    as_json: JsonOption = False,
    out_file: OutOption = None,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Work out the SER-ladder: demand, steps 1 to 3, what remains, against what was published.

    A study writes data/processed/4_ladder/ladder.json; a bare file writes nothing without --out.
    Example: geo-ser ladder studies/assen/ladder.toml --json
    """
    from geo_ser.files import write_json
    from geo_ser.pipeline import run_stage
    from geo_ser.pipeline.single import ladder_of_file

    if target.suffix == ".toml":
        result = ladder_of_file(target)
    else:
        atlas = study_at(target)
        run_stage(atlas, "gain")
        result = run_stage(atlas, "ladder").summary
    if out_file is not None:
        write_json(out_file, result)
    if as_json:
        print_json(result)
    else:
        _print(result)


def _print(result: dict[str, Any]) -> None:
    """Print a ladder as people read it, in hectares."""
    out.print(f"{result['title']} ({result['unit']})")
    for variant in result["variants"]:
        out.print(f"  {variant['name']}: demand {_range(variant['demand'])}")
        for step in variant["steps"]:
            out.print(f"    step {step['step']}: {_range(step)}")
        out.print(f"    remaining {_range(variant['remaining'])}")
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
