"""The instruments behind each level, and the signs of what they cost and yield."""

from typing import Any

from geo_ser.gain import catalogue
from geo_ser.maps.text import Language, words

__all__ = ["INSTRUMENT_NUMBERS", "cost_tables", "instrument_rows"]

INSTRUMENT_NUMBERS = {
    "stack_office": 2, "stack_business": 2, "linking": 3, "shared_parking": 12,
    "shared_facilities": 10,
}  # fmt: skip
"""Which numbered instrument stands behind each part of a gain."""


def instrument_rows(language: Language) -> list[dict[str, Any]]:
    """Return the instruments that a level uses: number, name, what it is, its use per level."""
    return [
        {
            "number": one.number,
            "name": getattr(one, f"name_{language}"),
            "text": getattr(one, f"text_{language}"),
            "levels": [_use(one, level) for level in (1, 2, 3)],
        }
        for one in catalogue().instruments.instrument
        if one.levels
    ]


def _use(instrument: Any, level: int) -> dict[str, str]:
    """Return how a level uses an instrument: the sign, and the condition as a hint."""
    for one in instrument.levels:
        if one.level == level:
            return {"sign": "●" if one.use == "applied" else "○", "use": one.use}
    return {"sign": "", "use": ""}


def cost_tables(language: Language) -> dict[str, Any]:
    """Return costs and revenues as the signs of annex E, what never changes in a line."""
    costs = catalogue().costs
    name = f"name_{language}"
    changing, same = [], []
    for kind, items in (("cost", costs.cost), ("revenue", costs.revenue)):
        for one in items:
            if all(level.sign == "zero" for level in one.levels) and kind == "cost":
                same.append(getattr(one, name))
            else:
                changing.append(
                    {
                        "kind": kind,
                        "name": getattr(one, name),
                        "text": getattr(one, f"text_{language}") or "",
                        "signs": [level.printed for level in one.levels],
                    }
                )
    used = {level.sign for one in (*costs.cost, *costs.revenue) for level in one.levels}
    signs = [(one.printed, getattr(one, name)) for one in costs.sign if one.key in used]
    return {
        "rows": changing,
        "same": words(language)["no_change_costs"].format(names="; ".join(same)),
        "signs": signs,
        "remarks": [getattr(one, f"text_{language}") for one in costs.remark],
    }
