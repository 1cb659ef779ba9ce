"""The answer of `geo-ser ladder --goal` as lines for people."""

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["goal_lines"]


def goal_lines(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield what brings expansion under the goal, the least effort first."""
    goal = f"{answer['goal_ha']:g} {answer['unit']}"
    yield f"{answer['title']}: combinations of levels with less than {goal} of expansion"
    for one in answer["variants"]:
        found = one["combinations"]
        if found:
            yield f"  {one['variant']}: {len(found)} found (* minimal: no level can be lower)"
            for combination in found:
                yield f"  {'*' if combination['minimal'] else ' '} {_shown(combination)}"
        else:
            yield f"  {one['variant']}: none; the best still misses it by {one['short_ha']:.1f} ha"
            yield f"    {_shown(one['best'])}"


def _shown(combination: Mapping[str, Any]) -> str:
    """Return one combination as a line."""
    steps = ("existing", "planned", "new")
    levels = ", ".join(f"{step} {combination[step]}" for step in steps)
    gross = combination["remaining_gross_ha"]
    shown = (
        f"{levels}: effort {combination['effort']}, {combination['remaining_net_ha']:.1f} ha net"
    )
    return shown if gross is None else f"{shown}, {gross:.1f} ha gross"
