"""What the ladder computed, figure by figure, under the names that formulas use for it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

__all__ = ["computed_figures"]

Key = tuple[str, str, str]


def computed_figures(ladder: Mapping[str, Any]) -> dict[Key, float]:
    """Return the figures of ladder.json by (table, row, column); what is null is left out.

    ``ladder.existing`` terrain or total, ``level_1`` · ``ladder.planned`` ``level_1``, a column
    of `planned_levels`, an instrument, or a sum of its groups · ``ladder.group``
    ``level_1/group_2``, a column of `groups` or `by_group` · ``ladder.matrix``
    ``new_0/planned_1/existing_2``, the variant, or the variant and ``_gross`` ·
    ``ladder.demand``, ``ladder.remaining`` variant, ``low`` or ``high`` · ``ladder.component``,
    ``ladder.supply`` ``variant/name`` · ``ladder.step`` ``variant/step_1`` ·
    ``ladder.iron_stock`` ``total``, ``ha`` · ``ladder.parameter`` key, ``value`` (a ``[1]`` in
    the key is ``.1``).
    """
    parts = (_existing, _planned, _matrix, _variants, _parameters)
    found = {
        (f"ladder.{table}", row, column): float(value)
        for part in parts
        for table, row, column, value in part(ladder)
        if value is not None
    }
    if ladder["iron_stock_ha"] is not None:
        found["ladder.iron_stock", "total", "ha"] = float(ladder["iron_stock_ha"])
    return found


Figures = Iterator[tuple[str, str, str, Any]]


def _existing(ladder: Mapping[str, Any]) -> Figures:
    totals: dict[str, float] = {}
    for row in ladder["existing"]:
        level = f"level_{row['level']}"
        totals[level] = totals.get(level, 0.0) + row["gain_ha"]
        yield "existing", row["terrain"], level, row["gain_ha"]
    for level, total in totals.items():
        yield "existing", "total", level, total


def _planned(ladder: Mapping[str, Any]) -> Figures:
    for row in ladder["planned_levels"]:
        level = f"level_{row['level']}"
        single = {name: value for name, value in row.items() if isinstance(value, int | float)}
        sums = _sums(row["groups"])
        for name, value in {**sums, **single, **row["by_instrument"]}.items():
            yield "planned", level, name, value
        for group in (*row["groups"], *row["by_group"]):
            for name, value in group.items():
                yield "group", f"{level}/group_{group['group']}", name, value


def _sums(groups: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Return the columns of the groups, added up; a size of one plot is not to be added."""
    left_out = ("group", "stacked", "plot_m2")
    columns = [name for name in (groups[0] if groups else {}) if name not in left_out]
    return {name: sum(group[name] for group in groups) for name in columns}


def _matrix(ladder: Mapping[str, Any]) -> Figures:
    for row in ladder["matrix"]:
        cell = f"new_{row['new']}/planned_{row['planned']}/existing_{row['existing']}"
        yield "matrix", cell, row["variant"], row["remaining_net_ha"]
        yield "matrix", cell, f"{row['variant']}_gross", row["remaining_gross_ha"]


def _variants(ladder: Mapping[str, Any]) -> Figures:
    for variant in ladder["variants"]:
        name = variant["name"]
        for bound in ("low", "high"):
            yield "demand", name, bound, variant["demand"][bound]
            yield "remaining", name, bound, variant["remaining"][bound]
            for one in variant["components"]:
                yield "component", f"{name}/{one['name']}", bound, one[bound]
            for step in variant["steps"]:
                yield "step", f"{name}/step_{step['step']}", bound, step[bound]
                for item in step["items"]:
                    yield "supply", f"{name}/{item['name']}", bound, item[bound]


def _parameters(ladder: Mapping[str, Any]) -> Figures:
    for one in ladder["parameters"]:
        if isinstance(one["value"], int | float):
            yield "parameter", one["key"].replace("[", ".").replace("]", ""), "value", one["value"]
