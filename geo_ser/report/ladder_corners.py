"""The parameters of the calculation sheet at their bounds, as `gain.bounds` has it."""

from collections.abc import Mapping
from typing import Any

__all__ = ["existing_corners", "planned_corners"]

Block = Mapping[str, Any]


def existing_corners(block: Block) -> dict[str, Block]:
    """Return step 1 with both shares low and both high, by a word; as it is without ranges."""
    if not _has_range({key: block[key] for key in ("reuse_share", "local_share")}):
        return {"": block}
    return {f"gain_{end}": _at(block, end) for end in ("low", "high")}


def planned_corners(block: Block) -> dict[str, Block]:
    """Return step 2 at the corners among which each level wins least and most.

    By a word: the gain's shares low or high (the footprint share of all groups the other way
    round, it divides), what plots shrink by at one end or the other.
    """
    levels = block.get("levels") or {}
    shrinks = [one.get("shrink") or {} for one in levels.values()]
    shrinks_range = any(map(_has_range, shrinks))
    if not _has_range({**block, "groups": None}):
        return {"": block}
    shrink_ends = ("low", "high") if shrinks_range else ("low",)
    return {
        f"gain_{end}" + (f"_shrink_{shrink}" if shrinks_range else ""): _corner(block, end, shrink)
        for end in ("low", "high")
        for shrink in shrink_ends
    }


def _corner(block: Block, end: str, shrink: str) -> Block:
    other = "high" if end == "low" else "low"
    levels = {
        number: {**_at(level, end), "shrink": _at(level.get("shrink") or {}, shrink)}
        for number, level in (block.get("levels") or {}).items()
    }
    footprint = _at({"footprint_share": block["footprint_share"]}, other)
    return {**_at({**block, "levels": None}, end), **footprint, "levels": levels}


def _is_range(value: Any) -> bool:
    return isinstance(value, Mapping) and "low" in value and "high" in value


def _has_range(value: Any) -> bool:
    """Whether anything inside a block has bounds."""
    if _is_range(value):
        return True
    return isinstance(value, Mapping) and any(map(_has_range, value.values()))


def _at(value: Any, end: str) -> Any:
    """Return a block with everything that has bounds at one of them."""
    if _is_range(value):
        return value[end]
    if isinstance(value, Mapping):
        return {key: _at(one, end) for key, one in value.items()}
    return value
