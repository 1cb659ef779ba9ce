"""Segments: kinds of land that do not stand in for each other."""

from pydantic import Field

from geo_ser.parameters.kinds import Source
from geo_ser.study import Frozen

__all__ = ["Segment"]


class Segment(Frozen):
    """One `[[segments]]` block: a key that demand and supply may name, free to choose."""

    key: str = Field(min_length=1)
    name: str | None = Field(None, min_length=1)
    """What people read; the key where it is absent."""
    source: Source = None
