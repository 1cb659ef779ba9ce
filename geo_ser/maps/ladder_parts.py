"""Whose land and which land: region and municipality, segments, split of supply, reserves."""

from collections.abc import Mapping, Sequence
from typing import Any

from geo_ser.maps.format import clean, number
from geo_ser.maps.ladder_phrases import hectares, mark, source_words
from geo_ser.maps.text import Language, words

__all__ = ["part_tables", "reserve_rows", "split_tables", "stock_chart"]


def part_tables(
    records: Sequence[Mapping[str, Any]], label: str, names: Mapping[str, str], language: Language
) -> list[dict[str, Any]]:
    """Return a table per variant, a row per part, shortages and surpluses not netted.

    Parameters
    ----------
    records
        `scopes` or `segments` of ladder.json.
    label
        `scope` or `segment`.
    names
        What the keys of segments are called.
    language
        Of every word.
    """
    return [
        {
            "name": clean(one["variant"], limit=80),
            "rows": [
                {
                    "name": part_name(row[label], names, language),
                    "cells": [hectares(row["demand"], language),
                              hectares(_ordered(row["supply"]), language),
                              hectares(row["remaining"], language),
                              hectares(row["surplus"], language)],
                }
                for row in one["rows"]
            ],
            "with_exchange": hectares(one["with_exchange"], language),
            "without_exchange": hectares(one["without_exchange"], language),
        }
        for one in records
    ]  # fmt: skip


def part_name(key: object, names: Mapping[str, str], language: Language) -> str:
    """Return what a scope, segment or other label is called."""
    say = words(language)
    if key is None:
        return say["value_none"]
    return names.get(str(key)) or say.get(f"value_{key}") or clean(key, limit=80)


def _ordered(ends: Mapping[str, Any]) -> dict[str, float]:
    """Return a range with its smaller end first: supply is given along the path of each bound."""
    return {"low": min(ends["low"], ends["high"]), "high": max(ends["low"], ends["high"])}


def split_tables(
    records: Sequence[Mapping[str, Any]], names: Mapping[str, str], language: Language
) -> list[dict[str, Any]]:
    """Return the supply split by each of its labels, a table per variant and label."""
    say = words(language)
    kinds = dict.fromkeys((one["attribute"], one["variant"]) for one in records)
    return [
        {
            "name": say.get(f"attribute_{attribute}", clean(attribute, limit=40)),
            "variant": clean(variant, limit=80),
            "rows": [
                {
                    "name": part_name(one["value"], names, language),
                    "value": hectares(one, language),
                    "items": ", ".join(clean(item, limit=120) for item in one["items"]),
                }
                for one in records
                if (one["attribute"], one["variant"]) == (attribute, variant)
            ],
        }
        for attribute, variant in kinds
    ]


def stock_chart(years: Sequence[Mapping[str, Any]], language: Language) -> dict[str, Any] | None:
    """Return the iron stock over the years as columns of a chart; None without years."""
    if not years:
        return None
    most = max(one["stock_ha"] for one in years) or 1.0
    width = 1000 / len(years)
    return {
        "columns": [
            {
                "x": round(place * width + 0.1 * width, 2),
                "width": round(0.8 * width, 2),
                "height": round(100 * one["stock_ha"] / most, 2),
                "title": f"{one['year']}: {number(one['stock_ha'], 1, language)} ha",
            }
            for place, one in enumerate(years)
        ],
        "most": number(most, 1, language),
        "first": str(years[0]["year"]),
        "last": str(years[-1]["year"]),
        "rows": [
            {"year": str(one["year"]), "stock": number(one["stock_ha"], 1, language),
             "released": number(one["released_ha"], 2, language)}
            for one in years
        ],
    }  # fmt: skip


def reserve_rows(records: Sequence[Mapping[str, Any]], language: Language) -> list[dict[str, Any]]:
    """Return the cluster reserve, and whether it counts."""
    say = words(language)
    return [
        {
            "variant": clean(one["variant"], limit=80),
            "name": clean(one["name"], limit=120),
            "value": hectares(one, language),
            "counts": say["counts_yes" if one["counts"] else "counts_no"],
            "mark": mark("stated", language),
            "source": source_words(one.get("source"), language),
        }
        for one in records
    ]
