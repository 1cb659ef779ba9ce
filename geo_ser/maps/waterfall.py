"""The waterfall of a ladder: from demand, step by step, to what remains; one bar per row.

Bars are drawn at the middle of each range, and a whisker shows the range. With low and high
adding up along their own paths, the middles add up too.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from geo_ser.maps.format import clean, is_unknown, number, span
from geo_ser.maps.ladder_phrases import basis_of, mark, source_words
from geo_ser.maps.text import Language, words

__all__ = ["common_axis", "waterfalls"]

Range = tuple[float, float]
_GAINS = ("existing", "planned", "new")


def common_axis(variants: Sequence[Mapping[str, Any]]) -> Range:
    """Return from where to where an axis goes on which all these variants can be drawn."""
    ends = [end for variant in variants for end in _extremes(variant)]
    return (min([0.0, *ends]), max([1.0, *ends]))


def waterfalls(
    variants: Sequence[Mapping[str, Any]], language: Language, axis: Range | None = None
) -> list[dict[str, Any]]:
    """Return one waterfall per variant, all on one axis so that they compare."""
    shown = axis or common_axis(variants)
    return [_waterfall(variant, shown, language) for variant in variants]


def _extremes(variant: Mapping[str, Any]) -> list[float]:
    """Return every place a bar or whisker of the variant reaches."""
    demand = _range(variant["demand"])
    ends = [*demand, *_range(variant.get("remaining") or {"low": 0, "high": 0})]
    level = _middle(demand)
    for item in _items(variant):
        low, high = _range(item)
        ends += [level - low, level - high]
        level -= _middle((low, high))
    return ends


def _items(variant: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [item for step in variant.get("steps") or [] for item in _step_items(step)]


def _step_items(step: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return a step's items; a step without items stands for itself."""
    items = list(step.get("items") or [])
    has_range = not is_unknown(step.get("low"))
    return items or ([{"name": "", **step}] if has_range else [])


def _range(value: Mapping[str, Any]) -> Range:
    low, high = sorted((float(value["low"]), float(value["high"])))
    return (low, high)


def _middle(ends: Range) -> float:
    return (ends[0] + ends[1]) / 2


def _waterfall(variant: Mapping[str, Any], axis: Range, language: Language) -> dict[str, Any]:
    """Return the rows of one waterfall: demand, each step with its items, what remains."""
    say = words(language)
    demand = _range(variant["demand"])
    rows = _components(variant, axis, language)
    rows.append(_bar(say["demand"], demand, 0.0, _middle(demand), demand, axis, language, "demand"))
    level = _middle(demand)
    for step in variant.get("steps") or []:
        if step.get("items") or is_unknown(step.get("low")):
            rows.append(_step_heading(step, language))
        for item in _step_items(step):
            low, high = _range(item)
            after = level - _middle((low, high))
            reach = (level - high, level - low)
            row = _bar(_item_name(item, step, language), (low, high), level, after, reach, axis,
                       language, "supply")  # fmt: skip
            rows.append(row | _origin(item, language))
            level = after
    rows += _remaining(variant, axis, language)
    return {
        "name": clean(variant.get("name"), limit=120),
        "bars": rows,
        "zero": _place(0.0, axis),
        "axis_low": number(axis[0], 0, language),
        "axis_high": number(axis[1], 0, language),
    }


def _components(
    variant: Mapping[str, Any], axis: Range, language: Language
) -> list[dict[str, Any]]:
    """Return the parts of the demand as rising bars; a single part is the demand itself."""
    parts = variant.get("components") or []
    rows, level = [], 0.0
    for part in parts if len(parts) > 1 else []:
        low, high = _range(part)
        after = level + _middle((low, high))
        reach = (level + low, level + high)
        name = clean(part.get("name"), limit=160)
        row = _bar(name, (low, high), level, after, reach, axis, language, "component")
        rows.append(row | _origin(part, language))
        level = after
    return rows


def _item_name(item: Mapping[str, Any], step: Mapping[str, Any], language: Language) -> str:
    """Return what an item is called; a gain without its level, which may be picked."""
    if item.get("kind") in _GAINS:
        return words(language)[f"gain_{item['kind']}"]
    return clean(item.get("name"), limit=160) or _step_name(step, language)


def _origin(item: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return where an item is from, and whether it was measured, stated or computed."""
    source = source_words(item.get("source"), language)
    return {"source": source, "mark": mark(basis_of(item), language)} if source else {}


def _step_heading(step: Mapping[str, Any], language: Language) -> dict[str, Any]:
    total = "" if is_unknown(step.get("low")) else span(*_range(step), 1, language)
    return {
        "heading": True,
        "label": _step_name(step, language),
        "value": total,
        "exact": "" if not total else _exact(_range(step)),
        "hidden": False,
    }


def _exact(ends: Range) -> str:
    """Return a range unrounded, as programs write it."""
    return " ".join(repr(one) for one in ends)


def _step_name(step: Mapping[str, Any], language: Language) -> str:
    say = words(language)
    known = f"step_{step['step']}"
    return say[known] if known in say else say["step_n"].format(step=clean(step["step"]))


def _remaining(variant: Mapping[str, Any], axis: Range, language: Language) -> list[dict[str, Any]]:
    """Return what remains, net and gross where known, and the surplus where there is one."""
    say = words(language)
    rows = []
    if variant.get("remaining"):
        left = _range(variant["remaining"])
        rows.append(
            _bar(say["remaining"], left, 0.0, _middle(left), left, axis, language, "remaining")
        )
    gross = variant.get("remaining_gross") or {}
    if not is_unknown(gross.get("low")):
        rows.append(_text_row(f"{say['remaining']} ({say['gross']})", gross, language))
    if not is_unknown(variant.get("surplus")):
        over = {"low": variant["surplus"], "high": variant["surplus"]}
        rows.append(_text_row(say["surplus"], over, language, hidden=not over["high"]))
    return rows


def _text_row(
    label: str, value: Mapping[str, Any], language: Language, *, hidden: bool = False
) -> dict[str, Any]:
    """Return a row without a bar."""
    ends = _range(value)
    return {
        "heading": True,
        "label": label,
        "value": span(*ends, 1, language),
        "exact": _exact(ends),
        "hidden": hidden,
    }


def _bar(
    label: str, shown: Range, start: float, end: float, reach: Range, axis: Range,
    language: Language, kind: str,
) -> dict[str, Any]:  # fmt: skip
    """Return one bar from start to end, with a whisker over its reach when that has a width."""
    left, right = _place(min(start, end), axis), _place(max(start, end), axis)
    whisker = (_place(reach[0], axis), _place(reach[1], axis))
    return {
        "heading": False,
        "label": label,
        "source": "",
        "mark": {},
        "value": span(*shown, 1, language),
        "exact": _exact(shown),
        "x": left,
        "width": round(max(right - left, 1.0), 2),
        "whisker": whisker if whisker[0] != whisker[1] else None,
        "kind": kind,
    }


def _place(value: float, axis: Range) -> float:
    """Return where a value lies on the drawing, 0 to 1000."""
    return round(1000 * (value - axis[0]) / (axis[1] - axis[0]), 2)
