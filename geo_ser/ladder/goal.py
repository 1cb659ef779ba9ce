"""Goal seeking: which combinations of ambition levels bring expansion under so many hectares."""

from collections.abc import Mapping, Sequence
from typing import Any

from geo_ser.errors import UsageError

__all__ = ["seek_goal"]

_STEPS = ("existing", "planned", "new")
Row = Mapping[str, Any]


def seek_goal(
    result: Mapping[str, Any], goal_ha: float, variant: str | None = None
) -> dict[str, Any]:
    """Return the combinations of levels with which less than `goal_ha` of new terrain remains.

    Parameters
    ----------
    result
        The ladder, as `work_out` gives it.
    goal_ha
        Net hectares in the ladder's unit; with ranges the most that can remain must lie below.
    variant
        The variant; all of them when None.

    Returns
    -------
    answer : dict
        `title`, `unit`, `goal_ha`, and `variants`, each with `variant`; `combinations`
        (`existing`, `planned`, `new`, `effort`: the sum of the levels, `remaining_net_ha`,
        `remaining_gross_ha`, `minimal`), by effort, then by what remains; `best`: the
        combination with the least remaining; `short_ha`: how far that is from the goal, 0 where
        the goal is met. A combination is minimal when no other that meets the goal has every
        level as low or lower.

    Raises
    ------
    UsageError
        If there is no such variant.
    """
    names = [one["name"] for one in result["variants"]]
    if variant is not None and variant not in names:
        known = ", ".join(map(repr, names))
        raise UsageError(f"--variant {variant!r}: the ladder has no such variant; known: {known}.")
    rows = result["matrix"] or [_without_levels(one) for one in result["variants"]]
    return {
        "title": result["title"],
        "unit": result["unit"],
        "goal_ha": goal_ha,
        "variants": [
            _answer(name, [row for row in rows if row["variant"] == name], goal_ha)
            for name in names
            if variant in (None, name)
        ],
    }


def _without_levels(variant: Row) -> dict[str, Any]:
    """Return a variant of a ladder without ambition levels as the one cell of its matrix."""
    return {
        **dict.fromkeys(_STEPS, 0),
        "variant": variant["name"],
        "remaining_net_ha": variant["remaining"]["high"],
        "remaining_gross_ha": variant["remaining_gross"]["high"],
    }


def _answer(variant: str, rows: Sequence[Row], goal_ha: float) -> dict[str, Any]:
    """Return the answer for one variant."""
    ordered = sorted(rows, key=_by_effort)
    met = [row for row in ordered if row["remaining_net_ha"] < goal_ha]
    best = min(ordered, key=lambda row: row["remaining_net_ha"])  # of equals the least effort
    return {
        "variant": variant,
        "combinations": [_combination(row, met) for row in met],
        "best": _combination(best, met),
        "short_ha": 0.0 if met else best["remaining_net_ha"] - goal_ha,
    }


def _levels(row: Row) -> tuple[int, ...]:
    return tuple(row[step] for step in _STEPS)


def _by_effort(row: Row) -> tuple[Any, ...]:
    return sum(_levels(row)), row["remaining_net_ha"], _levels(row)


def _combination(row: Row, met: Sequence[Row]) -> dict[str, Any]:
    """Return a cell of the matrix as a combination; minimal only when it meets the goal."""
    needless = any(
        all(a <= b for a, b in zip(_levels(other), _levels(row), strict=True))
        for other in met
        if other is not row
    )
    return {
        **{step: row[step] for step in _STEPS},
        "effort": sum(_levels(row)),
        "remaining_net_ha": row["remaining_net_ha"],
        "remaining_gross_ha": row["remaining_gross_ha"],
        "minimal": row in met and not needless,
    }
