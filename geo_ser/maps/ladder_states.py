"""The ladder at every combination of ambition levels: what the level picker shows.

Nothing is reckoned anew: the gains are those of `existing` and `planned_levels`, what remains
is the cell of the matrix, and what denser building saves is the cell with new terrains at level
0 less that with them at the chosen level. So a picked figure equals ladder.json to the last
digit, and the script in the page only looks up and draws.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

__all__ = ["Combination", "combinations", "shown_levels"]

Combination = tuple[int, int, int]
"""Levels of existing, planned and new terrains."""

Ends = tuple[float, float]
"""A low and a high bound."""

_NAMES = ("existing", "planned", "new")


def shown_levels(ladder: Mapping[str, Any]) -> Combination:
    """Return the levels at which `variants` stand, from the parameters; 0 where not given."""
    given = {one["key"]: one["value"] for one in ladder.get("parameters") or []}
    first, second, third = (int(given.get(f"ladder.levels.{one}") or 0) for one in _NAMES)
    return (first, second, third)


def combinations(ladder: Mapping[str, Any]) -> dict[Combination, list[dict[str, Any]]]:
    """Return the variants at every combination of the matrix, in its order.

    Parameters
    ----------
    ladder
        The value of ladder.json.

    Returns
    -------
    variants : dict
        By levels, records as in `variants` of ladder.json. Empty without a matrix, without
        variants, or where a variant has no item to put a gain in (ladders made by hand).
    """
    variants = ladder.get("variants") or []
    cells: dict[Combination, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for one in ladder.get("matrix") or []:
        cells[one["existing"], one["planned"], one["new"]][one["variant"]] = one
    kinds = {item.get("kind") for one in variants for item in _items(one)}
    if not cells or not variants or not kinds & set(_NAMES):
        return {}
    gains = _gains(ladder)
    return {
        levels: [
            _variant(one, found[one["name"]], cells[*levels[:2], 0][one["name"]], gains, levels)
            for one in variants
        ]
        for levels, found in cells.items()
    }


def _items(variant: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [item for step in variant.get("steps") or [] for item in step.get("items") or []]


def _gains(ladder: Mapping[str, Any]) -> dict[str, dict[int, Ends]]:
    """Return the hectares that each level wins on existing and on planned terrains, low and high.

    A ladder made by hand may lack the bounds; then they are the gain itself.
    """
    won: dict[int, list[Ends]] = defaultdict(list)
    for one in ladder.get("existing") or []:
        won[one["level"]].append(_gain_ends(one, "gain"))
    return {
        "existing": {
            level: (math.fsum(one[0] for one in parts), math.fsum(one[1] for one in parts))
            for level, parts in won.items()
        },
        "planned": {
            one["level"]: _gain_ends(one, "extra") for one in ladder.get("planned_levels") or []
        },
    }


def _gain_ends(record: Mapping[str, Any], name: str) -> Ends:
    likeliest = record[f"{name}_ha"]
    return record.get(f"{name}_low_ha", likeliest), record.get(f"{name}_high_ha", likeliest)


def _variant(
    variant: Mapping[str, Any], cell: Mapping[str, Any], before: Mapping[str, Any],
    gains: Mapping[str, Mapping[int, Ends]], levels: Combination,
) -> dict[str, Any]:  # fmt: skip
    """Return one variant at some levels; `before` is the cell with new terrains at level 0."""
    left, unsaved = _ends(cell, "remaining_net"), _ends(before, "remaining_net")
    saved = (unsaved[0] - left[0], unsaved[1] - left[1])
    won = {name: gains[name].get(level, (0.0, 0.0)) for name, level in zip(_NAMES[:2], levels[:2],
                                                                   strict=True)}  # fmt: skip
    ends = {**won, "new": saved}
    gross = _ends(cell, "remaining_gross") if cell.get("remaining_gross_ha") is not None else None
    return {
        **variant,
        "steps": [_step(step, ends) for step in variant["steps"]],
        "remaining": _record(left),
        "remaining_gross": _record(gross) if gross else {"low": None, "high": None},
        "surplus": cell["surplus_ha"],
    }


def _ends(cell: Mapping[str, Any], name: str) -> tuple[float, float]:
    high = cell[f"{name}_ha"]
    return (cell.get(f"{name}_low_ha", high), high)


def _record(ends: tuple[float, float]) -> dict[str, float]:
    return {"low": ends[0], "high": ends[1]}


def _step(step: Mapping[str, Any], ends: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    """Return a step with the gains of other levels in it; supply stays as it is."""
    items = [
        {**item, **_record(ends[item["kind"]])} if item.get("kind") in ends else item
        for item in step["items"]
    ]
    sums = {end: sum(item[end] for item in items) for end in ("low", "high")}
    return {**step, **sums, "items": items}
