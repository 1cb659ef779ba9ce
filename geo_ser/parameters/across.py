"""What the blocks of ladder.toml must agree on, whatever else is wrong in them."""

import ast
import difflib
from collections.abc import Collection, Iterator, Sequence

from geo_ser.parameters.kinds import complaint, repeated
from geo_ser.parameters.raw import Problem, Raw, blocks, bounds, number, raw, texts
from geo_ser.parameters.where import parse_where

__all__ = ["indicator_problems", "problems_across"]

_COMPARED_WITH = (
    ("existing", "existing"), ("planned_levels", "planned"), ("planned_plots", "planned"),
)  # fmt: skip
"""Published tables, and the block that computes what they hold."""


def problems_across(values: Raw) -> Iterator[Problem]:
    """Yield what the blocks of a ladder file contradict each other in, each by block and key."""
    variants = [one["variant"] for one in blocks(values, "demand")
                if isinstance(one.get("variant"), str)]  # fmt: skip
    if twice := repeated(variants):
        yield ("demand",), f"variant {', '.join(twice)} stands more than once"
    yield from _level_problems(values, "ladder")
    yield from _level_problems(values, "uncertainty")
    for kind in ("supply", "cluster_reserve"):
        yield from _variant_problems(values, kind, variants)
    for variant in variants:
        yield from _percent_problems(values, variant)
    yield from _segment_problems(values)
    yield from _published_problems(values)


def indicator_problems(values: Raw, known: Collection[str]) -> Iterator[Problem]:
    """Yield the supply that names indicators which geo-ser does not measure.

    Parameters
    ----------
    values
        A ladder file, as typed.
    known
        The columns of the terrain indicators.
    """
    for place, one in enumerate(blocks(values, "supply")):
        named = [("from", one["from"])] if isinstance(one.get("from"), str) else []
        where = one.get("where")
        if isinstance(where, str) and not list(complaint(parse_where, where)):
            nodes = ast.walk(parse_where(where))
            named += [("where", node.id) for node in nodes if isinstance(node, ast.Name)]
        for key, column in named:
            if column not in known:
                near = difflib.get_close_matches(column, known, n=1)
                hint = f"; did you mean `{near[0]}`?" if near else ""
                yield ("supply", place, key), f"unknown indicator {column!r}{hint}"


def _level_problems(values: Raw, name: str) -> Iterator[Problem]:
    """Yield the levels asked for that the measures do not know."""
    levels = raw(raw(values.get(name)).get("levels"))
    if "existing" not in values and number(levels.get("existing")):
        asked = f"{levels['existing']:g}"
        yield (name,), f"levels.existing is {asked}, but there is no [existing]"
    measures = raw(raw(values.get("planned")).get("levels"))
    known = [0, *sorted(int(one) for one in map(str, measures) if one.isdigit())]
    for step in ("planned", "new"):
        level = number(levels.get(step))
        if level is not None and level >= 0 and level not in known:
            listed = ", ".join(map(str, known))
            yield (name,), f"levels.{step} is {level:g}; [planned.levels] has {listed}"


def _variant_problems(values: Raw, kind: str, variants: Sequence[str]) -> Iterator[Problem]:
    """Yield blocks for a variant that is not there, and names that stand twice in one."""
    listed = blocks(values, kind)
    known = ", ".join(map(repr, variants))
    for place, one in enumerate(listed):
        if unknown := sorted(set(texts(one.get("variants"))) - set(variants)):
            names = ", ".join(map(repr, unknown))
            text = f"{kind} {one.get('name')!r} names unknown variant {names}; known: {known}"
            yield (kind, place, "variants"), text
    for variant in variants:
        ours = [str(one.get("name")) for one in _of_variant(listed, variant)]
        if twice := repeated(ours):
            yield (
                (kind,),
                (f"{kind} {', '.join(twice)} stands more than once in variant {variant!r}"),
            )


def _of_variant(listed: Sequence[Raw], variant: str) -> list[Raw]:
    return [one for one in listed if variant in texts(one.get("variants", (variant,)))]


def _percent_problems(values: Raw, variant: str) -> Iterator[Problem]:
    """Yield supply that together takes more than the whole demand."""
    ours = _of_variant(blocks(values, "supply"), variant)
    ends = [bounds(one.get("percent_of_demand")) for one in ours]
    percents = [one[1] for one in ends if one is not None]
    if sum(percents) > 100 and max(percents) <= 100:
        text = f"supply in variant {variant!r} takes {sum(percents):g} per cent of the demand"
        yield ("supply",), text


def _segment_problems(values: Raw) -> Iterator[Problem]:
    """Yield segments that stand twice, and what names one that is not declared."""
    keys = [str(one["key"]) for one in blocks(values, "segments") if "key" in one]
    if twice := repeated(keys):
        yield ("segments",), f"segment {', '.join(twice)} stands more than once"
    known = ", ".join(map(repr, keys)) or "none, declare it in [[segments]]"
    for loc, one in _may_name_segments(values):
        if "segment" in one and one["segment"] not in keys:
            text = f"{one.get('name')!r} names unknown segment {one['segment']!r}; known: {known}"
            yield (*loc, "segment"), text


def _may_name_segments(values: Raw) -> Iterator[tuple[tuple[str | int, ...], Raw]]:
    """Yield the parts of the demand, the supply and the reserves, with where they stand."""
    for place, demand in enumerate(blocks(values, "demand")):
        for number_, one in enumerate(blocks(demand, "components")):
            yield ("demand", place, "components", number_), one
    for kind in ("supply", "cluster_reserve"):
        for place, one in enumerate(blocks(values, kind)):
            yield (kind, place), one


def _published_problems(values: Raw) -> Iterator[Problem]:
    """Yield published tables that have nothing to be compared with."""
    published = raw(values.get("published"))
    for table, block in _COMPARED_WITH:
        if table in published and block not in values:
            text = f"`{table}` is given, but there is no [{block}] to compare it with"
            yield ("published", table), text
    names = {one.get("name") for one in blocks(values, "supply")}
    for row, name in raw(published.get("items")).items():
        if isinstance(name, str) and name not in names:
            yield ("published", "items", str(row)), f"`items` names unknown supply {name!r}"
