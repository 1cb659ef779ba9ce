"""Segments: kinds of land that do not stand in for each other."""

from collections.abc import Iterator, Sequence

from pydantic import Field

from geo_ser.parameters.amounts import Component, Supply
from geo_ser.parameters.kinds import Source, repeated
from geo_ser.study import Frozen

__all__ = ["Segment", "segment_problems"]


class Segment(Frozen):
    """One `[[segments]]` block: a key that demand and supply may name, free to choose."""

    key: str = Field(min_length=1)
    name: str | None = Field(None, min_length=1)
    """What people read; the key where it is absent."""
    source: Source = None


def segment_problems(
    segments: Sequence[Segment], named_by: Sequence[Component | Supply]
) -> Iterator[str]:
    """Yield keys that stand twice, and what names a segment that is not declared."""
    keys = [one.key for one in segments]
    if twice := repeated(keys):
        yield f"segment {', '.join(twice)} stands more than once"
    known = ", ".join(map(repr, keys)) or "none, declare it in [[segments]]"
    for one in named_by:
        if one.segment is not None and one.segment not in keys:
            yield f"{one.name!r} names unknown segment {one.segment!r}; known: {known}"
