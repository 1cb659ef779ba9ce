"""`geo-ser instruments`: what a municipality can do to use land carefully, and what it takes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast, get_args

import typer

from geo_ser.cli.options import JsonOption, VerboseOption, out, print_json
from geo_ser.errors import UsageError

if TYPE_CHECKING:
    from geo_ser.gain.catalogue_kinds import Figure, Instrument, Place

Language = Literal["nl", "en"]

_UNITS = {
    "nl": {"share": "%", "places/100 m2": "plaatsen per 100 m²", "jobs/ha": "banen per ha"},
    "en": {"share": "%", "places/100 m2": "places per 100 m²", "jobs/ha": "jobs per ha"},
}
LISTS = ("ageing", "restructuring", "references", "costs")
_HEADINGS = {
    "nl": ("nr", "instrument", "groep", "werkt op", "effect", "niveaus", "berekend"),
    "en": ("no", "instrument", "group", "acts on", "effect", "levels", "calculated"),
}
_WORDS = {
    "nl": {
        "group": "Groep", "indicator": "Werkt op", "conditions": "Voorwaarden", "risks": "Risico's",
        "improper_use": "Effect op oneigenlijk gebruik", "intensity": "Effect op intensiteit",
        "levels": "Ambitieniveaus", "figures": "Cijfers", "source": "Bron", "note": "Noot",
        "quantified": "Doorgerekend", "level": "Niveau", "none": "geen", "yes": "ja", "no": "nee",
        "parts": "Vormen",
    },
    "en": {
        "group": "Group", "indicator": "Acts on", "conditions": "Conditions", "risks": "Risks",
        "improper_use": "Effect on improper use", "intensity": "Effect on intensity",
        "levels": "Ambition levels", "figures": "Figures", "source": "Source", "note": "Note",
        "quantified": "Calculated", "level": "Level", "none": "none", "yes": "yes", "no": "no",
        "parts": "Forms",
    },
}  # fmt: skip

GroupOption = Annotated[str | None, typer.Option("--group", help="Only this group, e.g. parking.")]
LevelOption = Annotated[
    int | None, typer.Option("--level", help="Only those used at this ambition level (1-3).")
]
NumberOption = Annotated[
    int | None, typer.Option("--number", help="One instrument in full, by its number.")
]
QuantifiedOption = Annotated[
    bool, typer.Option("--quantified", help="Only those the ladder calculates with.")
]
ListOption = Annotated[
    str | None, typer.Option("--list", help=f"Another list: {', '.join(LISTS)}.")
]
LangOption = Annotated[str, typer.Option("--lang", help="nl or en.")]


def instruments(
    group: GroupOption = None,
    level: LevelOption = None,
    number: NumberOption = None,
    quantified: QuantifiedOption = False,
    list_: ListOption = None,
    lang: LangOption = "nl",
    as_json: JsonOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Show the 26 instruments of careful land use, one in full, or what belongs to them.

    Writes nothing. Examples: geo-ser instruments --level 2; geo-ser instruments --number 3
    """
    language = _language(lang)
    if list_ is not None:
        if group is not None or level is not None or number is not None or quantified:
            raise UsageError("--list goes without --group, --level, --number and --quantified.")
        _print_list(list_, language, as_json=as_json)
        return
    chosen = _chosen(group, level, number, quantified=quantified)
    if as_json:
        print_json({"instruments": [_record(one) for one in chosen]})
    elif number is not None:
        for one in chosen:
            _print_in_full(one, language)
    else:
        _print_table(chosen, language)


def _language(lang: str) -> Language:
    for known in get_args(Language):
        if lang == known:
            return cast(Language, known)
    raise UsageError(f"no language {lang!r}; known: nl, en.")


def _chosen(
    group: str | None, level: int | None, number: int | None, *, quantified: bool
) -> "list[Instrument]":
    """Return the instruments asked for; what does not exist is wrong use."""
    from geo_ser.gain import catalogue

    file = catalogue().instruments
    groups = [one.key for one in file.group]
    if group is not None and group not in groups:
        raise UsageError(f"no group {group!r}; known: {', '.join(groups)}.")
    if level is not None and level not in (0, 1, 2, 3):
        raise UsageError(f"no ambition level {level}; known: 0, 1, 2, 3.")
    if number is not None and number not in [one.number for one in file.instrument]:
        raise UsageError(f"no instrument {number}; known: 1 to {len(file.instrument)}.")
    return [
        one
        for one in file.instrument
        if group in (None, one.group)
        and number in (None, one.number)
        and (level is None or level in [use.level for use in one.levels])
        and (one.quantified or not quantified)
    ]


def _record(one: "Instrument") -> dict[str, Any]:
    """Return an instrument as JSON, with the texts of its conditions and risks."""
    from geo_ser.gain import catalogue

    file = catalogue().instruments
    return {
        **one.model_dump(mode="json"),
        "conditions": [
            {"key": key, **file.conditions[key].model_dump(mode="json")} for key in one.conditions
        ],
        "risks": [{"key": key, **file.risks[key].model_dump(mode="json")} for key in one.risks],
    }


def _print_table(chosen: "list[Instrument]", lang: Language) -> None:
    """Print instruments as a table; the groups by the key that --group takes."""
    words = _WORDS[lang]
    rows = [
        (
            str(one.number),
            _in(one, "name", lang),
            one.group,
            _indicator(one.indicator, lang),
            _effect(one.effect_intensity, one.effect_intensity_sign, lang),
            ", ".join(str(use.level) for use in one.levels) or "–",
            words["yes"] if one.quantified else words["no"],
        )
        for one in chosen
    ]
    _print_columns([_HEADINGS[lang], *rows])


def _print_columns(rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns as wide as what stands in them; a line is never folded."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        out.print("  ".join(cells).rstrip())


def _print_in_full(one: "Instrument", lang: Language) -> None:
    """Print all that is known of one instrument."""
    from geo_ser.gain import catalogue

    file, words = catalogue().instruments, _WORDS[lang]
    uses = {use.key: _in(use, "name", lang) for use in file.use}
    out.print(f"{one.number}. {_in(one, 'name', lang)}")
    out.print(_in(one, "text", lang))
    out.print(f"{words['group']}: {_in(catalogue().group(one.group), 'name', lang)}")
    out.print(f"{words['indicator']}: {', '.join(_indicator(key, lang) for key in one.indicators)}")
    for effect in ("improper_use", "intensity"):
        size, sign = getattr(one, f"effect_{effect}"), getattr(one, f"effect_{effect}_sign")
        out.print(f"{words[effect]}: {_effect(size, sign, lang)}")
    out.print(f"{words['quantified']}: {words['yes'] if one.quantified else words['no']}")
    _print_lines(words["parts"], [f"{p.key} {_in(p, 'text', lang)}" for p in one.parts])
    conditions = [_in(file.conditions[key], "text", lang) for key in one.conditions]
    _print_lines(words["conditions"], conditions)
    risks = [_in(file.risks[key], "text", lang) for key in one.risks]
    _print_lines(words["risks"], risks or [words["none"]])
    levels = [
        f"{words['level']} {use.level} ({uses[use.use]}): {_in(use, 'condition', lang)}"
        for use in one.levels
    ]
    _print_lines(words["levels"], levels or [words["none"]])
    _print_lines(words["figures"], [_figure(figure, lang) for figure in one.figures])
    if _in(one, "note", lang):
        out.print(f"{words['note']}: {_in(one, 'note', lang)}")
    out.print(f"{words['source']}: {_place(one.source, lang)}")


def _print_lines(heading: str, lines: list[str]) -> None:
    if lines:
        out.print(f"{heading}:")
    for line in lines:
        out.print(f"  - {line}")


def _in(item: Any, field: str, lang: Language) -> str:
    """Return a text of an item in the language asked for."""
    return str(getattr(item, f"{field}_{lang}") or "")


def _indicator(key: str, lang: Language) -> str:
    """Return the name of an indicator of the baseline."""
    from geo_ser.ladder import load_benchmarks

    return _in(load_benchmarks().indicators[key], "name", lang)


def _effect(key: str, sign: str, lang: Language) -> str:
    from geo_ser.gain import catalogue

    name = next(_in(e, "name", lang) for e in catalogue().instruments.effect if e.key == key)
    return name if sign == "0" else f"{name} ({sign})"


def _figure(figure: "Figure", lang: Language) -> str:
    """Return a figure with its name; shares are shown as per cent."""
    bounds = [one for one in (figure.low, figure.value, figure.high) if one is not None]
    shown = "–".join(_number(one, figure.unit, lang) for one in bounds)
    if figure.max is not None:
        shown = f"≤ {_number(figure.max, figure.unit, lang)}"
    unit = _UNITS[lang].get(figure.unit, figure.unit)
    return f"{_in(figure, 'name', lang)}: {shown} {unit}"


def _number(value: float, unit: str, lang: Language) -> str:
    text = f"{value * 100 if unit == 'share' else value:g}"
    return text.replace(".", ",") if lang == "nl" else text


def _place(source: "Place", lang: Language) -> str:
    annex, table = ("bijlage", "tabel") if lang == "nl" else ("annex", "table")
    return f"{annex} {source.annex}" + (f", {table} {source.table}" if source.table else "")


def _print_list(name: str, lang: Language, *, as_json: bool) -> None:
    """Print one of the other lists, or its file as JSON."""
    from geo_ser.gain import catalogue

    if name not in LISTS:
        raise UsageError(f"no list {name!r}; known: {', '.join(LISTS)}.")
    file = getattr(catalogue(), name)
    if as_json:
        print_json({name: file.model_dump(mode="json")})
    elif name == "costs":
        _print_costs(file, lang)
    else:
        items = {"references": "reference"}.get(name, name)
        for one in getattr(file, items):
            out.print(f"{one.number}. {_in(one, 'name', lang)} ({_place(one.source, lang)})")
            out.print(f"   {_in(one, 'text', lang)}")
            if name == "references":
                out.print(f"   {_in(one, 'lesson', lang)}")


def _print_costs(file: Any, lang: Language) -> None:
    """Print costs and revenues as the signs of annex E, level by level."""
    heading = "kosten en opbrengsten" if lang == "nl" else "costs and revenues"
    rows = [
        (_in(item, "name", lang), *(level.printed for level in item.levels))
        for item in (*file.cost, *file.revenue)
    ]
    _print_columns([(heading, *"0123"), *rows])
    for remark in file.remark:
        out.print(f"- {_in(remark, 'text', lang)}")
