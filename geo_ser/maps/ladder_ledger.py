"""The ledger: where every hectare went, and whether it closes."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from geo_ser.maps.format import clean, number
from geo_ser.maps.ladder_parts import part_name
from geo_ser.maps.ladder_phrases import basis_of, hectares, mark, source_words
from geo_ser.maps.text import Language, words

__all__ = ["ledger_tables"]

_CLOSES_HA = 1e-6


def ledger_tables(
    rows: Sequence[Mapping[str, Any]], names: Mapping[str, str], language: Language
) -> list[dict[str, Any]]:
    """Return the ledger per variant with its balance, and what is kept apart last.

    Parameters
    ----------
    rows
        `ledger` of ladder.json.
    names
        What the keys of segments are called.
    language
        Of every word.
    """
    say = words(language)
    variants = dict.fromkeys(one["variant"] for one in rows if one["variant"] is not None)
    whole = [one for one in rows if one["variant"] is None]
    tables = []
    for variant in variants:
        ours = [one for one in rows if one["variant"] == variant]
        tables.append(
            {
                "name": clean(variant, limit=80),
                "rows": [_row(one, names, language) for one in ours],
                "balance": [_balance(ours, end, language) for end in ("low", "high")],
            }
        )
    if whole:
        shown = [_row(one, names, language) for one in whole]
        tables.append({"name": say["reserves"], "rows": shown, "balance": []})
    return tables


def _row(one: Mapping[str, Any], names: Mapping[str, str], language: Language) -> dict[str, Any]:
    """Return one row; what remains and what is left over have no supply to be used."""
    say, kind = words(language), one["kind"]
    labels = [part_name(one[key], names, language) for key in ("scope", "segment")
              if one.get(key) is not None]  # fmt: skip
    own = kind in ("remaining", "surplus")
    basis = "computed" if kind in ("gain", "remaining", "surplus") else basis_of(one)
    return {
        "kind": kind,
        "name": _name(one, language),
        "what": say.get(f"kind_{kind}", clean(kind, limit=40)),
        "part": ", ".join(labels),
        "cells": [
            hectares(_ordered(one), language),
            "" if own or kind == "reserve" else hectares(_ordered(one["used_ha"]), language),
            hectares(_ordered(one["left_ha"]), language),
        ],
        "mark": mark(basis, language),
        "source": "" if own else source_words(one.get("source"), language),
    }


def _name(one: Mapping[str, Any], language: Language) -> str:
    """Return what a row is about, the program's own words in the language of the page."""
    say, kind = words(language), one["kind"]
    if kind == "gain":
        step = {1: "existing", 2: "planned", 3: "new"}[one["step"]]
        return say[f"gain_{step}"]
    if kind in ("remaining", "surplus"):
        return say[kind]
    return say["iron_stock"] if one["item"] == "iron_stock" else clean(one["item"], limit=160)


def _ordered(ends: Mapping[str, Any]) -> dict[str, float]:
    """Return a range with its smaller end first: the ledger goes along the path of each bound."""
    return {"low": min(ends["low"], ends["high"]), "high": max(ends["low"], ends["high"])}


def _balance(rows: Sequence[Mapping[str, Any]], end: str, language: Language) -> dict[str, Any]:
    """Return along one path: demand = what is used of supply and gain + what remains."""
    say = words(language)
    demand = math.fsum(one[end] for one in rows if one["kind"] == "demand")
    used = math.fsum(one["used_ha"][end] for one in rows if one["kind"] in ("supply", "gain"))
    left = math.fsum(one["left_ha"][end] for one in rows if one["kind"] == "remaining")
    off = demand - used - left
    line = say["balance_line"].format(
        demand=number(demand, 2, language), used=number(used, 2, language),
        left=number(left, 2, language),
    )  # fmt: skip
    closes = abs(off) < _CLOSES_HA
    return {
        "label": say[f"balance_{end}"],
        "text": line if closes
        else f"{line}; {say['balance_off'].format(difference=number(off, 4, language))}",
        "closes": closes,
    }  # fmt: skip
