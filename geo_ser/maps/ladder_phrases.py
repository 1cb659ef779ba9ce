"""Codes of ladder.json in words: sources, parameters, levels, units, where a figure is from."""

import ast
import re
from collections.abc import Mapping
from typing import Any

from geo_ser.maps.format import clean, is_unknown, number, span
from geo_ser.maps.text import Language, column_label, words
from geo_ser.parameters import parse_where
from geo_ser.tables import GAIN_FIGURES, INDICATORS

__all__ = [
    "amount", "at_levels", "basis_of", "hectares", "level_words", "mark", "parameter_words",
    "source_words", "unit_words", "value_words",
]  # fmt: skip

_LEVEL = re.compile(r"^\[\w+\] level \d+(; )?")
_OF_DEMAND = re.compile(r"^([\d.–]+) % of demand")
_OF_HA = re.compile(r"^([\d.–]+) % of ([\d.]+) ha")
_MEASURED = "measured: "
_COLUMNS = {column.name: column for column in (*INDICATORS["terrains"], *GAIN_FIGURES)}
_COMPARISONS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("is", "is"), ast.NotEq: ("is niet", "is not"), ast.Lt: ("<", "<"),
    ast.LtE: ("≤", "≤"), ast.Gt: (">", ">"), ast.GtE: ("≥", "≥"),
    ast.In: ("is een van", "is one of"), ast.NotIn: ("is geen van", "is none of"),
}  # fmt: skip
_JOINED: Mapping[type[ast.boolop], tuple[str, str]] = {ast.And: ("en", "and"), ast.Or: ("of", "or")}
_GROUP = re.compile(r"groups\[(\d+)\]|footprint_shares\.(\d+)")
_AT_LEVEL = re.compile(r"levels\.(\d+)")
_PER_CENT_KEYS = re.compile(r"share|linking|shared_")
_COMPUTED = ("existing", "planned", "new")


def source_words(source: object, language: Language) -> str:
    """Return where a figure of the ladder stands, what the program says of it in words.

    Examples
    --------
    >>> source_words("7.5 % of demand; memo §2.3", "nl")
    '7,5 % van de ruimtevraag; memo §2.3'
    >>> source_words("[existing] level 2; bijlage F", "nl")
    'bijlage F'
    >>> source_words("measured: unbuilt_area_m2 where name != 'Hoek'; BGT 2026", "nl")
    'onbebouwd, waar naam is niet Hoek; BGT 2026'
    """
    say, text = words(language), _LEVEL.sub("", clean(source, limit=200))
    if text in ("given", "computed"):
        return say[f"source_{text}"]
    if text.startswith(_MEASURED):
        return _measured_words(text.removeprefix(_MEASURED), language)
    text = _OF_DEMAND.sub(
        lambda found: say["source_percent_of_demand"].format(value=_comma(found[1], language)), text
    )
    return _OF_HA.sub(
        lambda found: say["source_percent_of_ha"].format(
            value=_comma(found[1], language), of=_comma(found[2], language)
        ),
        text,
    )


def _measured_words(text: str, language: Language) -> str:
    """Return the column that was summed, over which terrains, and what is said of it besides.

    A filter that cannot be read (it may have been cut short) stands as it was written.
    """
    column, _, rest = text.partition(" where ")
    if not rest:
        column, _, said = text.partition("; ")
        return "; ".join(filter(None, [_column_words(column, language), said]))
    label, where = _column_words(column, language), words(language)["source_where"]
    parts = rest.split("; ")
    for count in range(1, len(parts) + 1):
        try:
            tree = parse_where("; ".join(parts[:count]))
        except ValueError:
            continue
        condition = f"{label}, {where} {_condition_words(tree, language)}"
        return "; ".join([condition, *parts[count:]])
    return f"{label}, {where} {rest}"


def _column_words(name: str, language: Language) -> str:
    return column_label(_COLUMNS[name], language) if name in _COLUMNS else name


def _condition_words(node: ast.expr, language: Language) -> str:
    """Return a filter of `parse_where` in words."""
    place = 0 if language == "nl" else 1
    if isinstance(node, ast.BoolOp):
        joint = f" {_JOINED[type(node.op)][place]} "
        return joint.join(
            f"({part})" if isinstance(one, ast.BoolOp) else part
            for one, part in ((one, _condition_words(one, language)) for one in node.values)
        )
    if isinstance(node, ast.UnaryOp):
        return f"{('niet', 'not')[place]} ({_condition_words(node.operand, language)})"
    assert isinstance(node, ast.Compare), "parse_where allows nothing else"
    assert isinstance(node.left, ast.Name), "parse_where allows nothing else"
    value = ast.literal_eval(node.comparators[0])
    values = value if isinstance(value, list | tuple) else [value]
    shown = ", ".join(_value_words(one, language) for one in values)
    return (
        f"{_column_words(node.left.id, language)} {_COMPARISONS[type(node.ops[0])][place]} {shown}"
    )


def _value_words(value: object, language: Language) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value, 0 if float(value).is_integer() else 2, language)
    return str(value)


def _comma(figure: str, language: Language) -> str:
    return figure.replace(".", ",") if language == "nl" else figure


def basis_of(item: Mapping[str, Any]) -> str:
    """Return whether an item of the ladder was measured, stated or computed."""
    if item.get("kind") in _COMPUTED:
        return "computed"
    return "measured" if str(item.get("source") or "").startswith(_MEASURED) else "stated"


def mark(basis: object, language: Language) -> dict[str, str]:
    """Return the mark that says where a figure is from: its class and its word; empty if none."""
    known = words(language).get(f"{basis}_mark", "")
    return {"key": str(basis) if known else "", "label": known}


def level_words(levels: Mapping[str, Any]) -> dict[str, str]:
    """Return the three ambition levels as a sentence takes them."""
    return {name: str(levels.get(name, 0)) for name in ("existing", "planned", "new")}


def at_levels(levels: Mapping[str, Any], language: Language) -> str:
    """Return at which ambition levels a figure holds, to put behind a sentence."""
    return words(language)["at_levels"].format(**level_words(levels))


def unit_words(unit: object, language: Language) -> str:
    """Return the ladder's unit in the language of the page.

    Examples
    --------
    >>> unit_words("ha net", "nl"), unit_words("ha bruto", "en"), unit_words(None, "nl")
    ('ha netto', 'ha gross', 'ha')
    """
    text = clean(unit, limit=40) or "ha"
    return words(language).get(f"unit_{text}", text)


def parameter_words(key: str, name: object, language: Language) -> str:
    """Return what a parameter is called: the name it was given, or its key in words.

    Examples
    --------
    >>> parameter_words("planned.groups[6].size_m2", "planned.groups[6].size_m2", "nl")
    'kavelgrootte groep 6'
    """
    if name and name != key:
        return clean(name, limit=160)
    last = next((one for one in reversed(key.split(".")) if not one.isdigit()), key)
    pattern = words(language).get(f"key_{last}")
    if pattern is None:
        return clean(key, limit=160)
    group, level = _GROUP.search(key), _AT_LEVEL.search(key)
    numbers = [one for one in group.groups() if one] if group else [""]
    return pattern.format(group=numbers[0], level=level[1] if level else "")


def value_words(key: str, value: float, language: Language) -> str:
    """Return a parameter's value: shares in per cent, plots in m², the rest as it is."""
    if "percent" in key:
        return f"{number(value, 1, language)} %"
    if _PER_CENT_KEYS.search(key):
        return f"{number(100 * value, 1, language)} %"
    if key.endswith("_m2"):
        return f"{number(value, 0, language)} m²"
    return number(value, 1, language)


def hectares(value: Mapping[str, Any] | None, language: Language) -> str:
    """Return a range of hectares to a decimal, the smaller first; "" when it is unknown.

    What step 3 saves is less along the high path when new terrains gain more along the low one.
    """
    if not value or is_unknown(value.get("low")) or is_unknown(value.get("high")):
        return ""
    low, high = sorted((float(value["low"]), float(value["high"])))
    return span(low, high, 1, language)


def amount(low: object, high: object, unit: str, language: Language) -> str:
    """Return a figure of the baseline with its unit; shares in per cent; "" when unknown.

    Examples
    --------
    >>> amount(0.7, 0.7, "share", "nl"), amount(7, 10, "m", "nl"), amount(None, None, "m", "nl")
    ('70 %', '7–10 m', '')
    """
    if is_unknown(low) or is_unknown(high):
        return ""
    factor = 100 if unit == "share" else 1
    ends = [round(factor * float(str(one)), 6) for one in (low, high)]
    places = max(_decimals(one) for one in ends)
    label = words(language).get(f"unit_{unit}", unit)
    return f"{span(ends[0], ends[1], places, language)} {label}".strip()


def _decimals(value: float) -> int:
    """Return how many decimals a figure needs, two at most."""
    return next((places for places in (0, 1) if round(value, places) == value), 2)
