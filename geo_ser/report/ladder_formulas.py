"""Numbers that know their own formula, so that a cell's formula and value cannot disagree."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Live", "constant", "ends", "lookup", "most", "total", "total_where"]

_SUM, _PRODUCT, _ATOM = 1, 2, 3
"""How tightly a formula holds together."""


@dataclass(frozen=True)
class Live:
    """A number and the spreadsheet formula, without `=`, that gives it.

    Adding, subtracting, multiplying and dividing give both at once; brackets stand only where
    they are needed.

    Examples
    --------
    >>> left = (Live("B2", 10.0) - Live("C2", 4.0)) * Live("D2", 0.5)
    >>> left.text, left.value
    ('(B2-C2)*D2', 3.0)
    """

    text: str
    value: float
    binds: int = _ATOM

    def __add__(self, other: "Live") -> "Live":
        return Live(f"{self.text}+{other.text}", self.value + other.value, _SUM)

    def __sub__(self, other: "Live") -> "Live":
        return Live(f"{self.text}-{other._within(_PRODUCT)}", self.value - other.value, _SUM)

    def __mul__(self, other: "Live") -> "Live":
        text = f"{self._within(_PRODUCT)}*{other._within(_PRODUCT)}"
        return Live(text, self.value * other.value, _PRODUCT)

    def __truediv__(self, other: "Live") -> "Live":
        text = f"{self._within(_PRODUCT)}/{other._within(_ATOM)}"
        return Live(text, self.value / other.value, _PRODUCT)

    def _within(self, binds: int) -> str:
        """Return the formula as part of another that holds together so tightly."""
        return self.text if self.binds >= binds else f"({self.text})"


def constant(value: float) -> Live:
    """Return a number that stands in the formula itself."""
    return Live(f"{value:g}", value)


def most(one: Live, other: Live) -> Live:
    """Return the larger of two numbers."""
    return Live(f"MAX({one.text},{other.text})", max(one.value, other.value))


def ends(cells: Sequence[Live]) -> tuple[Live, Live]:
    """Return the smallest and the largest of some numbers."""
    if len(cells) == 1:
        return cells[0], cells[0]
    listed, known = ",".join(one.text for one in cells), [one.value for one in cells]
    return Live(f"MIN({listed})", min(known)), Live(f"MAX({listed})", max(known))


def total(parts: Sequence[Live]) -> Live:
    """Return the sum of cells below one another; 0 of none."""
    if not parts:
        return constant(0)
    value = math.fsum(part.value for part in parts)
    return Live(f"SUM({parts[0].text}:{parts[-1].text})", value)


def lookup(wanted: Live, keys: Sequence[Live], values: Sequence[Live]) -> Live:
    """Return the value that stands beside a key, both in cells below one another.

    Where there is but one value there is nothing to look up; it may be no cell.
    """
    if len(values) == 1:
        return values[0]
    value = next(v.value for k, v in zip(keys, values, strict=True) if k.value == wanted.value)
    within = f"{values[0].text}:{values[-1].text}"
    place = f"MATCH({wanted.text},{keys[0].text}:{keys[-1].text},0)"
    return Live(f"INDEX({within},{place})", value)


def total_where(keys: Sequence[Live], key: float, values: Sequence[Live]) -> Live:
    """Return the sum of the values that stand beside a key; 0 of none."""
    if not values:
        return constant(0)
    pairs = zip(keys, values, strict=True)
    value = math.fsum(one.value for other, one in pairs if other.value == key)
    where = f"{keys[0].text}:{keys[-1].text}"
    return Live(f"SUMIF({where},{key:g},{values[0].text}:{values[-1].text})", value)
