"""Formulas of a table of published figures: parsed, never executed, and how rounding works through.

A formula is data: ``100 * [net_area] / [F2|Vletgaarsmaten/gross_area|area]``. References stand in
brackets, beside numbers, ``+ - * /``, parentheses and the functions of `FUNCTIONS`. Anything
else is refused, so a table of figures cannot run anything.
"""

import ast
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

__all__ = ["FUNCTIONS", "Estimate", "evaluate", "references"]

_REFERENCE = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True)
class Estimate:
    """A value, and by how much it moves for a unit of each figure it was made from."""

    value: float
    slopes: Mapping[str, float] = field(default_factory=dict)

    def __add__(self, other: "Estimate") -> "Estimate":
        return Estimate(self.value + other.value, _joined(self, other, 1.0, 1.0))

    def __sub__(self, other: "Estimate") -> "Estimate":
        return Estimate(self.value - other.value, _joined(self, other, 1.0, -1.0))

    def __mul__(self, other: "Estimate") -> "Estimate":
        slopes = _joined(self, other, other.value, self.value)
        return Estimate(self.value * other.value, slopes)

    def __truediv__(self, other: "Estimate") -> "Estimate":
        ratio = self.value / other.value
        return Estimate(ratio, _joined(self, other, 1 / other.value, -ratio / other.value))

    def worst(self, rounding: Mapping[str, float]) -> float:
        """Return how far off the value can be when each figure is off by its rounding.

        To first order: every figure is taken at its worst end. Figures not in `rounding` are
        exact.
        """
        return sum(abs(slope) * rounding.get(key, 0.0) for key, slope in self.slopes.items())


def _joined(one: Estimate, two: Estimate, by_one: float, by_two: float) -> dict[str, float]:
    """Return the slopes of two estimates, each times how the result follows it."""
    slopes = {key: by_one * slope for key, slope in one.slopes.items()}
    for key, slope in two.slopes.items():
        slopes[key] = slopes.get(key, 0.0) + by_two * slope
    return slopes


def _mode(values: Sequence[Estimate]) -> Estimate:
    """Return the most frequent value; of tied ones the first. A score is exact: no slopes."""
    return Estimate(Counter(one.value for one in values).most_common(1)[0][0])


def _tens(values: Sequence[Estimate]) -> Estimate:
    """Return the one value rounded to tens; what falls on another ten is another score."""
    (one,) = values
    return Estimate(round(one.value, -1))


FUNCTIONS: Mapping[str, Callable[[Sequence[Estimate]], Estimate]] = {
    "sum": lambda values: sum(values, Estimate(0.0)),
    "mean": lambda values: sum(values, Estimate(0.0)) / Estimate(float(len(values))),
    "min": lambda values: min(values, key=lambda one: one.value),
    "max": lambda values: max(values, key=lambda one: one.value),
    "mode": _mode,
    "tens": _tens,
}
"""What a formula can call; each takes any number of references, patterns spread out."""

_OPERATORS: Mapping[type[ast.operator], Callable[[Estimate, Estimate], Estimate]] = {
    ast.Add: Estimate.__add__,
    ast.Sub: Estimate.__sub__,
    ast.Mult: Estimate.__mul__,
    ast.Div: Estimate.__truediv__,
}


def references(formula: str) -> list[str]:
    """Return what stands between the brackets of a formula, in order.

    Examples
    --------
    >>> references("100 * [net] / [F2|gross|area]")
    ['net', 'F2|gross|area']
    """
    return _REFERENCE.findall(formula)


def evaluate(formula: str, values_of: Callable[[str], Sequence[Estimate]]) -> Estimate:
    """Return the value of a formula.

    Parameters
    ----------
    formula
        As in the module docstring.
    values_of
        Gives the figures a reference means; outside a function that must be exactly one.

    Raises
    ------
    ValueError
        If the formula is not one, divides by zero, or a reference means none or too many.

    Examples
    --------
    >>> known = {"net": [Estimate(11.5, {"net": 1})], "gross": [Estimate(16.98, {"gross": 1})]}
    >>> share = evaluate("100 * [net] / [gross]", known.__getitem__)
    >>> round(share.value, 2), round(share.worst({"net": 0.005, "gross": 0.005}), 3)
    (67.73, 0.049)
    """
    names = references(formula)
    try:
        value = _one(_parsed(formula), names, values_of)
    except ZeroDivisionError:
        raise ValueError(f"{formula!r} divides by zero") from None
    except (OverflowError, RecursionError):
        raise ValueError("the formula is too large") from None
    if not math.isfinite(value.value):
        raise ValueError(f"{formula!r} gives no finite number")
    return value


@lru_cache(maxsize=4096)
def _parsed(formula: str) -> ast.expr:
    numbered = iter(range(formula.count("[")))
    plain = _REFERENCE.sub(lambda _: f" _{next(numbered)} ", formula)
    try:
        return ast.parse(plain.strip(), mode="eval").body
    except (SyntaxError, MemoryError, RecursionError):  # the last two: nested too deep to parse
        raise ValueError(f"{formula[:80]!r} is no formula") from None


def _values(
    node: ast.expr, names: Sequence[str], values_of: Callable[[str], Sequence[Estimate]]
) -> list[Estimate]:
    """Return the values of one node: one, but for a reference that is a pattern."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return [Estimate(float(node.value))]
    if isinstance(node, ast.Name) and node.id in (marks := [f"_{n}" for n in range(len(names))]):
        return list(values_of(names[marks.index(node.id)]))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return [Estimate(0.0) - _one(node.operand, names, values_of)]
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        left, right = (_one(side, names, values_of) for side in (node.left, node.right))
        return [_OPERATORS[type(node.op)](left, right)]
    call = _called(node)
    if call is not None and isinstance(node, ast.Call):
        given = [one for inner in node.args for one in _values(inner, names, values_of)]
        return [call(given)]
    raise ValueError(
        f"a formula holds [references], numbers, + - * / and {', '.join(FUNCTIONS)}; not "
        f"{ast.unparse(node)!r}"
    )


def _called(node: ast.expr) -> Callable[[Sequence[Estimate]], Estimate] | None:
    """Return the function a node calls with at least one argument, None where it calls none."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return None
    return FUNCTIONS.get(node.func.id) if node.args and not node.keywords else None


def _one(
    node: ast.expr, names: Sequence[str], values_of: Callable[[str], Sequence[Estimate]]
) -> Estimate:
    values = _values(node, names, values_of)
    if len(values) != 1:
        raise ValueError(f"a reference means {len(values)} figures outside sum, min, max, …")
    return values[0]
