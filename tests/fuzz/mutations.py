"""Damage to bytes, by a seed: flips, cuts, chunks gone or doubled, other numbers."""

import random
import re

__all__ = ["mutated"]

_NUMBER = re.compile(rb"\d+")
_NUMBERS = (b"0", b"-1", b"1e999", b"4294967295", b"9" * 20, b"1.5", b"NaN")
_SIGNS = b'\x00\xff"{}[],;<>\n\r\x1e\\'


def mutated(data: bytes, seed: int) -> bytes:
    """Return bytes with one to four kinds of damage; the same seed gives the same."""
    draw = random.Random(seed)
    for _time in range(draw.choice([1, 1, 1, 2, 4])):
        data = draw.choice(_DAMAGES)(data, draw) if data else data
    return data


def _flip(data: bytes, draw: random.Random) -> bytes:
    content = bytearray(data)
    for _time in range(draw.choice([1, 1, 2, 8])):
        content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
    return bytes(content)


def _sign(data: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(data))
    return data[:place] + bytes([draw.choice(_SIGNS)]) + data[place + draw.randrange(2) :]


def _cut(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data))]


def _chunk(data: bytes, draw: random.Random) -> tuple[int, int]:
    start = draw.randrange(len(data))
    return start, min(len(data), start + draw.choice([1, 4, 16, 64, 256, 1024]))


def _without(data: bytes, draw: random.Random) -> bytes:
    start, stop = _chunk(data, draw)
    return data[:start] + data[stop:]


def _twice(data: bytes, draw: random.Random) -> bytes:
    start, stop = _chunk(data, draw)
    return data[:stop] + data[start:stop] * draw.choice([1, 1, 3]) + data[stop:]


def _zeros(data: bytes, draw: random.Random) -> bytes:
    start, stop = _chunk(data, draw)
    return data[:start] + bytes(stop - start) + data[stop:]


def _number(data: bytes, draw: random.Random) -> bytes:
    numbers = list(_NUMBER.finditer(data))
    if not numbers:
        return _flip(data, draw)
    one = draw.choice(numbers)
    return data[: one.start()] + draw.choice(_NUMBERS) + data[one.end() :]


_DAMAGES = (_flip, _sign, _cut, _without, _twice, _zeros, _number)
