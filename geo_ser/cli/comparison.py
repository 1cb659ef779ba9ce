"""How `geo-ser ladder --compare` prints: counts per table, then what deviates and why."""

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["comparison_lines"]

_COUNTED = ("all", "input", "recomputed", "deviating")


def comparison_lines(title: str, comparison: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines that people read, in the units of the documents."""
    counts = comparison["counts"]
    yield f"{title}: {counts['all']} published figures"
    yield f"  {counts['input']} input (taken over)"
    yield (
        f"  {counts['recomputed']} recomputed, {counts['recomputed_by_inputs']} of them only "
        "within the rounding of the figures they are made from"
    )
    yield f"  {counts['deviating']} deviating"
    yield ""
    yield "  " + f"{'annex':<7}{'table':<10}" + "".join(f"{name:>12}" for name in _COUNTED)
    for one in comparison["tables"]:
        numbers = "".join(f"{one[name]:>12}" for name in _COUNTED)
        yield "  " + f"{one['annex']:<7}{one['table']:<10}" + numbers
    deviating = [row for row in comparison["rows"] if row["status"] == "deviating"]
    if deviating:
        yield ""
        yield "Deviating: published, computed, difference (± half a last decimal, + of its inputs)"
    for row in deviating:
        yield from _deviation(row)


def _deviation(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield where a deviating figure stands, the two values, and the reason if one is known."""
    where = f"{row['annex']} {row['table']}: {row['row']}, {row['column']} (line {row['line']})"
    if row["computed"] is None:
        values = f"{row['published']:g} {row['unit']}, not computed"
    else:
        margin = f"±{row['tolerance']:g}"
        if row["inputs_tolerance"] > 0:
            margin += f" +{row['inputs_tolerance']:.2g}"
        values = (
            f"{row['published']:.10g}, {row['computed']:.7g}, {row['difference']:+.3g} "
            f"{row['unit']} ({margin})"
        )
    yield f"  {where:<64} {values}"
    if row["reason"]:
        yield f"      {row['reason']}"
