"""The figures of a terrain's page: the key ones, floor area per use, every indicator by group."""

from collections.abc import Sequence
from typing import Any

from geo_ser.maps.evidence import CLAIMS, TERRAIN_COLUMNS, Evidence, cell
from geo_ser.maps.floor_area import floor_text
from geo_ser.maps.format import is_unknown, number, value_text
from geo_ser.maps.parts import tile
from geo_ser.maps.scales import BUILDING_SCALES, Categories
from geo_ser.maps.terrains import difference
from geo_ser.maps.text import column_label, words
from geo_ser.tables import GROUPS, INDICATORS, Column

__all__ = ["figure_values", "key_figures"]

_USES = ("industry", "office", "retail", "dwelling", "other")
_IDENTITY = ("terrain_id", "name", "geometry")


def figure_values(terrain: dict[Any, Any], evidence: Evidence) -> dict[str, Any]:
    """Return what the template prints of the terrain's figures and of the files behind them."""
    groups = _groups(terrain, evidence)
    return {
        "bars": _bars(terrain, evidence),
        "gfa_reason": _gfa_reason(terrain, evidence),
        "gfa_range": _gfa_range(terrain, evidence),
        "groups": groups,
        "files": _files(groups),
    }


def key_figures(terrain: dict[Any, Any], evidence: Evidence) -> list[dict[str, str]]:
    """Return the key figures: the areas always, the ratios where they are known."""
    say = words(evidence.language)
    labels = {
        "gross_area_m2": say["measured_gross"], "claimed_gross_ha": say["claimed_gross"],
        "gsi_gross": "", "fsi_gross": "", "gfa_m2": "",
    }  # fmt: skip
    tiles = []
    for name, label in labels.items():
        fact = evidence.fact(terrain, TERRAIN_COLUMNS[name], label=label)
        note = "" if fact.known and not fact.bounds_only else fact.note
        if not fact.known and not label:
            continue  # stands in the table below, with its reason
        if name == "claimed_gross_ha" and (gap := difference(terrain)):
            note = f"{number(100 * gap[1], 1, evidence.language, sign=True)} %"
        tiles.append(tile(fact.label, fact.value, note))
    return tiles


def _bars(terrain: dict[Any, Any], evidence: Evidence) -> list[dict[str, Any]]:
    """Return the floor area per use as bars, each a share of the largest."""
    say, language = words(evidence.language), evidence.language
    column = {use: TERRAIN_COLUMNS[f"gfa_{use}_m2"] for use in _USES}
    areas = {use: cell(terrain, column[use].name) for use in _USES}
    known = {use: float(str(area)) for use, area in areas.items() if not is_unknown(area)}
    total, longest = sum(known[use] for use in sorted(known)), max(known.values(), default=0.0)
    kinds = BUILDING_SCALES["use"]
    colours = kinds.kinds if isinstance(kinds, Categories) else {}
    bars = []
    for use in _USES:
        fact = evidence.fact(terrain, column[use])
        area = known.get(use, 0.0)
        bars.append(
            {
                "label": say[f"use_{use}"],
                "value": f"{number(area, 0, language)} m²" if use in known else "",
                "reason": fact.note,
                "width": round(100 * area / longest, 2) if longest else 0,
                "share": f"{number(100 * area / total, 0, language)} %" if total else "",
                "colour": colours[f"use_{use}"],
            }
        )
    return bars


def _gfa_reason(terrain: dict[Any, Any], evidence: Evidence) -> str:
    """Return why no floor area per use is known at all, "" when some is."""
    facts = [evidence.fact(terrain, TERRAIN_COLUMNS[f"gfa_{use}_m2"]) for use in _USES]
    if any(fact.known for fact in facts):
        return ""
    return "; ".join(dict.fromkeys(fact.note for fact in facts))


def _gfa_range(terrain: dict[Any, Any], evidence: Evidence) -> str:
    """Return the range of the floor area as one line, "" when it is unknown."""
    language, column = evidence.language, TERRAIN_COLUMNS["gfa_m2"]
    say, label = words(language), column_label(column, language)
    low, high = cell(terrain, "gfa_low_m2"), cell(terrain, "gfa_high_m2")
    if is_unknown(low) or is_unknown(high):
        text = floor_text(terrain, column, language)
        return f"{say['total']} {label} {text}" if text else ""
    total = value_text(cell(terrain, column.name), column, language)
    ends = f"{number(low, 0, language)} – {number(high, 0, language)} m²"
    return f"{say['total']} {label} {total or say['unknown']} ({say['range']} {ends})"


def _groups(terrain: dict[Any, Any], evidence: Evidence) -> list[dict[str, Any]]:
    """Return all indicators by group: the known ones, then the unknown ones by reason."""
    say = words(evidence.language)
    columns = [one for one in INDICATORS["terrains"] if one.name not in _IDENTITY]
    stated = [one for one in CLAIMS if one.name in terrain or one in CLAIMS[:2]]
    groups = [_group(say["group_claims"], terrain, stated, evidence)]
    for name in ("cover", *(group for group in GROUPS if group != "cover")):
        mine = [one for one in columns if (one.group or "cover") == name]
        label = say["group_area" if name == "cover" else f"group_{name}"]
        groups.append(_group(label, terrain, mine, evidence))
    return groups[1:2] + groups[:1] + groups[2:]


def _group(
    label: str,
    terrain: dict[Any, Any],
    columns: Sequence[Column],
    evidence: Evidence,
) -> dict[str, Any]:
    """Return one group: the facts that are known, and labels of the others by their reason."""
    facts = [evidence.fact(terrain, one) for one in columns]
    unknown: dict[str, list[str]] = {}
    for fact in facts:
        if not fact.known:
            unknown.setdefault(fact.note, []).append(fact.label)
    gaps = [{"labels": names, "reason": reason} for reason, names in unknown.items()]
    return {"label": label, "known": [fact for fact in facts if fact.known], "unknown": gaps}


def _files(groups: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Return the files behind the known figures with their number in the notes."""
    files = (fact.file for group in groups for fact in group["known"] if fact.file)
    return {file: place for place, file in enumerate(dict.fromkeys(files), 1)}
