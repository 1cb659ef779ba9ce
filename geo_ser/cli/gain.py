"""`geo-ser gain`: indicators and parameters -> space gain."""

from pathlib import Path
from typing import Any

from geo_ser.cli.options import (
    JsonOption,
    NoWaitOption,
    StrictOption,
    StudyArgument,
    VerboseOption,
    locked_study,
    run_and_print,
)


def gain(
    study: StudyArgument = Path(),
    as_json: JsonOption = False,
    strict: StrictOption = False,
    no_wait: NoWaitOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Work out the space gain: plot by plot where plots were measured, and for the ladder.

    Writes data/processed/3_gain/. `geo-ser candidates` shows the plots. Example: geo-ser gain .
    """
    with locked_study(study, no_wait=no_wait) as atlas:
        run_and_print(atlas, "gain", _lines, as_json=as_json, strict=strict)


def _lines(summary: dict[str, Any]) -> list[str]:
    """Return a line per table, or why there is none."""
    if not summary["tables"]:
        return ["no gain to work out: the ladder has no [existing] and no [planned]"]
    lines = [f"{name}: data/processed/3_gain/{name}.parquet" for name in summary["tables"]]
    for one in summary.get("gain_terrains", []):
        lines.append(f"{one['terrain_id']}: {_hectares(one)}")
    return lines


def _hectares(terrain: dict[str, Any]) -> str:
    """Return what could be won on a terrain, in words."""
    names = {"gain_theoretical": "in theory", **{
        f"gain_level_{level}": f"level {level}" for level in (1, 2, 3)
    }}  # fmt: skip
    if all(terrain[f"{column}_ha"] is None for column in names):
        blind = "no gain is" if terrain.get("unknown_count") else "its net plots are not"
        return f"unknown, {blind} known"
    return ", ".join(f"{words} {_apart(terrain, column)}" for column, words in names.items())


def _apart(terrain: dict[str, Any], column: str) -> str:
    """Return a gain in hectares, plots and floor space apart where there is any."""
    together, *kinds = (
        "unknown" if amount is None else f"{amount:.2f} ha"
        for amount in (terrain.get(f"{column}_{end}") for end in ("ha", "plot_ha", "floor_ha"))
    )
    if not terrain.get(f"{column}_ha"):  # unknown or nothing: there is nothing to tell apart
        return together
    return f"{together} (plots {kinds[0]}, floor space {kinds[1]})"
