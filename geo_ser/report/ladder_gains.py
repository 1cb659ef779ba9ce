"""Space gain on the calculation sheet: existing terrains (step 1) and planned ones (step 2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo_ser.report.ladder_corners import existing_corners, planned_corners
from geo_ser.report.ladder_formulas import Live, constant, ends, total
from geo_ser.report.ladder_pen import Pen

__all__ = ["Gained", "existing_section", "planned_section"]

_HECTARES = (
    "vacant_or_for_sale_ha", "fallow_without_plan_ha", "intensification_ha",
    "extra_intensification_ha",
)  # fmt: skip
_SHRINK = ("linking", "shared_parking", "shared_facilities")


Ends = tuple[Live, Live]
"""A low and a high bound; the same cell twice without a range."""


@dataclass(frozen=True)
class Gained:
    """What each ambition level wins: cells below one another, at the low and at the high bound."""

    levels: list[Live]
    hectares: tuple[list[Live], list[Live]]
    shares: tuple[list[Live], list[Live]]

    def at(self, level: int) -> Ends:
        """Return the hectares won at a level."""
        place = [one.value for one in self.levels].index(level)
        return self.hectares[0][place], self.hectares[1][place]

    def share_at(self, level: int) -> Ends:
        """Return the gain share at a level."""
        place = [one.value for one in self.levels].index(level)
        return self.shares[0][place], self.shares[1][place]


_NONE = [constant(0)]
_NOTHING = Gained(_NONE, (_NONE, _NONE), (_NONE, _NONE))


def _bracketed(pen: Pen, parts: Sequence[Gained], say: Mapping[str, str]) -> Gained:
    """Return what is won between bounds: of several corners the least and the most."""
    if len(parts) == 1:
        return parts[0]
    names = ("gain_ha", "gain_share")
    pen.down()
    pen.text(0, say["bounds"], bold=True)
    pen.down()
    heads = [f"{say[one]} {say[end]}" for one in names for end in ("low", "high")]
    pen.heads([say["level"], *heads])
    columns: list[list[Live]] = [[], [], [], []]
    for place, level in enumerate(parts[0].levels):
        pen.text(0, f"{level.value:g}")
        won = ends([one.hectares[0][place] for one in parts])
        saved = ends([one.shares[0][place] for one in parts])
        for column, (cell, kind) in enumerate(
            zip((*won, *saved), ("ha", "ha", "share", "share"), strict=True)
        ):
            columns[column].append(pen.made(1 + column, cell, kind, bold=True))
        pen.down()
    return Gained(parts[0].levels, (columns[0], columns[1]), (columns[2], columns[3]))


def existing_section(
    pen: Pen, ladder: Mapping[str, Any], tree: Mapping[str, Any], say: Mapping[str, str]
) -> Gained:
    """Write the hectares of each existing terrain and what each level wins of them."""
    block = tree.get("existing")
    if not block:
        return _NOTHING
    pen.title(say["existing"], say["existing_note"])
    corners = existing_corners(block)
    parts: list[Gained] = []
    for name, corner in corners.items():
        if name:
            pen.text(0, f"{say['shares_at']} {say[name]}", bold=True, italic=True)
            pen.down()
        pen.next_corner(first=not parts)
        parts.append(_existing_part(pen, ladder, corner, say))
    pen.leave_corners()
    return _bracketed(pen, parts, say)


def _existing_part(
    pen: Pen, ladder: Mapping[str, Any], block: Mapping[str, Any], say: Mapping[str, str]
) -> Gained:
    """Write existing terrains at one value of each share."""
    shares = []
    for name in ("reuse_share", "local_share"):
        pen.text(0, say[name])
        shares.append(pen.given(1, block[name], "share"))
        pen.origin(2, block.get("source") or say["given"])
        pen.down()
    names = ("terrain", "vacant", "fallow", "intensification", "extra", "both")
    pen.heads([*(say[one] for one in names), *(f"{say['level']} {one}" for one in (1, 2, 3))])
    columns: list[list[Live]] = [[], [], []]
    for row in ladder["existing_inputs"]:
        for column, live in zip(columns, _terrain_row(pen, row, shares), strict=True):
            column.append(live)
        pen.down()
    pen.text(0, say["total"], bold=True)
    sums = [pen.made(6 + place, total(column), "ha", bold=True, top=1)
            for place, column in enumerate(columns)]  # fmt: skip
    pen.down(2)
    pen.heads([say["level"], say["gain_ha"]])
    levels, hectares = [], []
    for number, won in enumerate([constant(0), *sums]):
        levels.append(pen.made(0, constant(number), "level", align="left"))
        hectares.append(pen.made(1, won, "ha"))
        pen.down()
    none = [constant(0)] * len(levels)
    return Gained(levels, (hectares, hectares), (none, none))


def _terrain_row(pen: Pen, row: Mapping[str, Any], shares: Sequence[Live]) -> list[Live]:
    """Write one terrain; return its gain at levels 1, 2 and 3."""
    pen.text(0, row["terrain"])
    given = [pen.given(1 + place, row[key], "ha") for place, key in enumerate(_HECTARES)]
    vacant, fallow, intensified, extra = given
    both = pen.given(5, float(row["discounted"]), "flag")
    reused = shares[0] * shares[1]
    one = constant(1)
    first = pen.made(6, vacant * reused, "ha")
    kept = one - both * (one - reused)
    second = pen.made(7, first + fallow + intensified * kept, "ha")
    return [first, second, pen.made(8, second + extra, "ha")]


def planned_section(pen: Pen, tree: Mapping[str, Any], say: Mapping[str, str]) -> Gained:
    """Write the plots, the measures of each level, and the floor and hectares they win."""
    block = tree.get("planned")
    if not block:
        return _NOTHING
    pen.title(say["planned"], say["planned_note"])
    parts: list[Gained] = []
    for name, corner in planned_corners(block).items():
        if name:
            pen.text(0, f"{say['shares_at']} {say[name]}", bold=True, italic=True)
            pen.down()
        pen.next_corner(first=not parts)
        parts.append(_planned_part(pen, corner, say))
    pen.leave_corners()
    return _bracketed(pen, parts, say)


def _planned_part(pen: Pen, block: Mapping[str, Any], say: Mapping[str, str]) -> Gained:
    """Write planned terrains at one value of each share."""
    shares = {}
    for name in ("footprint_share", "office_share"):
        pen.text(0, say[name])
        shares[name] = pen.given(1, block[name], "share")
        pen.origin(2, block.get("source") or say["given"])
        pen.down()
    plots = _plots(pen, block["groups"], shares["footprint_share"], say)
    floors = [plots.floor]
    rests: list[Live] = [constant(0)]
    numbers = sorted(map(int, block.get("levels") or {}))
    for number in numbers:
        floor, rest = _level(pen, number, block["levels"][str(number)], plots, shares, say)
        floors.append(floor)
        rests.append(rest)
    return _summary(pen, [0, *numbers], floors, rests, shares["footprint_share"], say)


@dataclass(frozen=True)
class _Plots:
    """The groups of plots: their numbers, their land, the floor at level 0."""

    groups: list[str]
    land: list[Live]
    floor: Live


def _plots(
    pen: Pen, groups: Mapping[str, Mapping[str, Any]], footprint: Live, say: Mapping[str, str]
) -> _Plots:
    """Write the plots as they are planned."""
    pen.down()
    pen.heads([say[one] for one in ("group", "size", "count", "land", "gfa")])
    land, floor = [], []
    for number, group in groups.items():
        pen.text(0, number)
        size = pen.given(1, group["size_m2"], "m2")
        land.append(pen.made(3, size * pen.given(2, group["count"], "count"), "m2"))
        floor.append(pen.made(4, land[-1] * footprint, "m2"))
        pen.down()
    pen.text(0, say["total"], bold=True)
    pen.made(3, total(land), "m2", bold=True, top=1)
    whole = pen.made(4, total(floor), "m2", bold=True, top=1)
    pen.down()
    return _Plots(list(groups), land, whole)


def _level(
    pen: Pen, number: int, level: Mapping[str, Any], plots: _Plots, shares: Mapping[str, Live],
    say: Mapping[str, str],
) -> tuple[Live, Live]:  # fmt: skip
    """Write the measures of one level; return its floor, and that on the land it frees."""
    shrink = level.get("shrink") or {}
    pen.down()
    pen.text(0, f"{say['planned']}: {say['level']} {number}", bold=True)
    pen.origin(2, level.get("source") or "")
    pen.down()
    parts = []
    for name in _SHRINK:
        pen.text(0, say[name])
        parts.append(pen.given(1, shrink.get(name, 0.0), "share"))
        pen.down()
    pen.text(0, say["shrink"])
    smaller = pen.made(1, total(parts), "share")
    pen.down()
    pen.text(0, say["rest_footprint_share"])
    rest_share = _share(pen, 1, level.get("rest_footprint_share"), shares["footprint_share"])
    pen.down()
    floor, freed = _level_groups(pen, level, plots, smaller, shares, say)
    return floor, (constant(2) + shares["office_share"]) * rest_share * freed


def _share(pen: Pen, column: int, given: float | None, usual: Live) -> Live:
    """Write a share of its own, or the usual one, which it then follows."""
    if given is None:
        return pen.made(column, usual, "share")
    return pen.given(column, given, "share")


def _level_groups(
    pen: Pen, level: Mapping[str, Any], plots: _Plots, smaller: Live, shares: Mapping[str, Live],
    say: Mapping[str, str],
) -> tuple[Live, Live]:  # fmt: skip
    """Write the groups at one level; return the floor of all and the land they free."""
    heads = ("group", "stacked", "shrinks", "built", "freed", "land", "footprint", "gfa")
    pen.heads([say[one] for one in heads])
    stacked = [str(one) for one in level.get("stack") or ()]
    shrunk = [str(one) for one in (level.get("shrink") or {}).get("groups") or ()]
    own = level.get("footprint_shares") or {}
    one, freed, floor = constant(1), [], []
    for group, land in zip(plots.groups, plots.land, strict=True):
        pen.text(0, group)
        stacks = pen.given(1, group in stacked, "flag")
        shrinks = pen.given(2, group in shrunk, "flag")
        built = _share(pen, 3, own.get(group), shares["footprint_share"])
        freed.append(pen.made(4, land * shrinks * smaller, "m2"))
        left = pen.made(5, land - freed[-1], "m2")
        footprint = pen.made(6, left * built, "m2")
        floors = one + stacks * (one + shares["office_share"])
        floor.append(pen.made(7, footprint * floors, "m2"))
        pen.down()
    pen.text(0, say["total"], bold=True)
    free = pen.made(4, total(freed), "m2", bold=True, top=1)
    whole = pen.made(7, total(floor), "m2", bold=True, top=1)
    pen.down()
    return whole, free


def _summary(
    pen: Pen, numbers: Sequence[int], floors: Sequence[Live], rests: Sequence[Live],
    footprint: Live, say: Mapping[str, str],
) -> Gained:  # fmt: skip
    """Write what each level wins."""
    pen.down()
    pen.heads([say[one] for one in ("level", "gfa", "rest", "extra_m2", "extra_ha", "gain_share")])
    levels, hectares, shares = [], [], []
    for number, floor, rest in zip(numbers, floors, rests, strict=True):
        levels.append(pen.made(0, constant(number), "level", align="left"))
        built, free = pen.made(1, floor, "m2"), pen.made(2, rest, "m2")
        extra = pen.made(3, built + free - floors[0], "m2")
        hectares.append(pen.made(4, extra / footprint / constant(10_000), "ha", bold=True))
        shares.append(pen.made(5, extra / floors[0], "share", bold=True))
        pen.down()
    return Gained(levels, (hectares, hectares), (shares, shares))
