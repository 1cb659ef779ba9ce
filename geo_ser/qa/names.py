"""Names of terrains made comparable: one key for every way of writing the same name."""

import re
import unicodedata

__all__ = ["name_key", "name_keys", "narrower"]

_ROMAN = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
    "ix": "9", "x": "10", "xi": "11", "xii": "12",
}  # fmt: skip
_KINDS = frozenset(["bedrijventerrein", "bedrijvenpark", "industrieterrein", "terrein"])
_LINKS = frozenset(["en", "and", "&", "+", "tm"])


def name_key(name: str) -> str:
    """Return a key that is equal for spellings of one name.

    Case, accents, hyphens, spaces and the word "(bedrijven)terrein" at either end do not
    count; roman and arabic numbers are the same. The order of words does count. Numbers and
    the letter after them stay apart by ``|``, so that ``2A`` begins with ``2`` but ``21`` not.

    Examples
    --------
    >>> name_key("Noorddeel-West") == name_key("Bedrijventerrein Noord Deel West")
    True
    >>> name_key("VLETGAARSMATEN II"), name_key("Vletgaarsmaten 2A")
    ('vletgaarsmaten|2', 'vletgaarsmaten|2|a')
    """
    return _joined(_words(name))


def name_keys(name: str) -> tuple[str, ...]:
    """Return the keys of every terrain a name lists: its own, or one per number.

    Examples
    --------
    >>> name_keys("De Haar I en II")
    ('dehaar|1', 'dehaar|2')
    >>> name_keys("Vriezenveen 1 t/m 3")
    ('vriezenveen|1', 'vriezenveen|2', 'vriezenveen|3')
    """
    words = _words(re.sub(r"\bt\s*/\s*m\b", " tm ", name, flags=re.IGNORECASE))
    start = len(words)
    while start and (words[start - 1].isdigit() or words[start - 1] in _LINKS):
        start -= 1
    base, numbers = words[:start], _listed(words[start:])
    if base and len(numbers) > 1:
        return tuple(_joined([*base, number]) for number in numbers)
    return (name_key(name),)


def _listed(words: list[str]) -> list[str]:
    """Return the numbers that words list ("1, 2 en 4", "1 t/m 3"), none when they list none."""
    if not words or not words[0].isdigit() or all(word.isdigit() for word in words):
        return []
    if "tm" not in words:
        return [word for word in words if word.isdigit()]
    if len(words) != 3 or words[1] != "tm" or not words[2].isdigit() or int(words[2]) > 99:
        return []
    return [str(number) for number in range(int(words[0]), int(words[2]) + 1)]


def narrower(key: str, other: str) -> bool:
    """Return whether `other` is `key` with a number or letter added: a part of it, perhaps."""
    return other.startswith(key + "|")


def _words(name: str) -> list[str]:
    """Return the words of a name: plain letters, numbers apart, roman numbers as arabic."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z]+|\d+|[&+]", plain)
    words = words[:1] + [_ROMAN.get(word, word) for word in words[1:]]
    words = [str(int(word)) if word.isdigit() else word for word in words]
    for end in (0, -1):
        while len(words) > 1 and words[end] in _KINDS:
            words.pop(end)
    return words


def _joined(words: list[str]) -> str:
    """Join words into one key; only numbers keep a mark around them."""
    key = ""
    digit_before = False
    for word in words:
        key += "|" + word if key and (digit_before or word.isdigit()) else word
        digit_before = word.isdigit()
    return key
