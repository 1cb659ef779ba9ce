"""`ladder.json` as tables for the workbook."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo_ser.maps.ladder_baseline import item_name
from geo_ser.maps.ladder_phrases import parameter_words
from geo_ser.maps.text import Language, words
from geo_ser.report.ladder_catalogue import catalogue_tables

__all__ = ["ladder_tables"]

_BLOCKS = {
    "ladder_matrix": "matrix",
    "ladder_planned": "planned_levels",
    "ladder_existing": "existing",
    "ladder_ledger": "ledger",
    "ladder_draws": "monte_carlo",
    "ladder_tornado": "tornado",
    "ladder_supply": "supply_split",
    "ladder_stock": "iron_stock",
    "ladder_reserve": "cluster_reserve",
    "ladder_deviations": "deviations",
    "ladder_comparisons": "comparisons",
    "ladder_remarks": "remarks",
    "ladder_parameters": "parameters",
}
"""The blocks of ladder.json that are a list of records, by the table they become."""

_BASELINE = {
    "ladder_baseline": "baseline",
    "ladder_scores": "scores",
    "ladder_sectors": "sectors",
}
"""The tables of the baseline, likewise."""

_IN_SHEETS_OF_THEIR_OWN = ("groups", "by_group", "others", "inputs", "indicator")
"""Lists inside a record, which no cell can hold."""

_IN_WORDS: Mapping[str, Mapping[str, str]] = {
    "ladder_ledger": {"kind": "kind_{}", "scope": "value_{}"},
    "ladder_parts": {"kind": "attribute_{}", "part": "value_{}"},
    "ladder_supply": {"attribute": "attribute_{}", "value": "value_{}"},
    "ladder_reserve": {"scope": "value_{}"},
    "ladder_tornado": {"basis": "basis_{}"},
    "ladder_baseline": {"basis": "{}_mark", "unit": "unit_{}"},
    "ladder_scores": {"basis": "{}_mark", "unit": "unit_{}"},
    "ladder_sectors": {"basis": "{}_mark"},
}
"""Columns of codes, and under which key of `maps.text` their words stand."""

_PARTS = ("demand", "supply", "balance", "remaining", "surplus")


def ladder_tables(ladder: Mapping[str, Any], *, language: Language) -> dict[str, pd.DataFrame]:
    """Return a ladder as tables by the names of `labels.COLUMNS`, rows in the ladder's order.

    Parameters
    ----------
    ladder
        As in design §6, with its `comparisons`, `remarks` and `parameters`; a block that is
        absent or empty gives no table.
    language
        Of what the parts are called, and of the remarks.

    Returns
    -------
    tables : dict
        `ladder`: per variant its demand, each step and its items, what remains and the surplus,
        then the iron stock, low and high in the ladder's unit. `ladder_matrix`,
        `ladder_planned` (a column for each instrument), and so on; `ladder_parts` has scopes
        and segments, `ladder_baseline` and its like the tables of the baseline, and where
        terrains are planned `ladder_instruments` and `ladder_costs` the measures behind them.
    """
    say = words(language)
    rows = [row for one in ladder.get("variants") or [] for row in _variant_rows(one, say)]
    if ladder.get("iron_stock_ha") is not None:
        rows.append(_row("", say["iron_stock"], "", ladder["iron_stock_ha"]) | {"unit": "ha"})
    steps = pd.DataFrame([{"unit": ladder.get("unit")} | row for row in rows])
    tables = {"ladder": steps} if rows else {}
    for name, block in _BLOCKS.items():
        if ladder.get(block):
            tables[name] = pd.DataFrame([_spread(record) for record in ladder[block]])
    tables |= _group_table(ladder) | _part_table(ladder) | _baseline_tables(ladder, language)
    if "ladder_tornado" in tables:
        tables["ladder_tornado"] = _named_bars(tables["ladder_tornado"], language)
    if ladder.get("planned_levels"):
        tables |= catalogue_tables(language)
    tables = {name: _in_words(name, table, say) for name, table in tables.items()}
    if "ladder_remarks" in tables:
        remarks = tables["ladder_remarks"]
        tables["ladder_remarks"] = pd.DataFrame({"remark": remarks[f"text_{language}"]})
    return tables


def _in_words(name: str, table: pd.DataFrame, say: Mapping[str, str]) -> pd.DataFrame:
    """Return a table with its codes in words; one without words stands as it is."""
    for column, key in _IN_WORDS.get(name, {}).items():
        said = [one if pd.isna(one) else say.get(key.format(one), one) for one in table[column]]
        table = table.assign(**{column: said})
    return table


def _group_table(ladder: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    """Return the groups of plots at each planned level."""
    rows = [
        {"level": level["level"], **group}
        for level in ladder.get("planned_levels") or []
        for group in level.get("groups") or []
    ]
    return {"ladder_groups": pd.DataFrame(rows)} if rows else {}


def _part_table(ladder: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    """Return region and municipality, and the segments, with what remains together."""
    rows = []
    for block, label in (("scopes", "scope"), ("segments", "segment")):
        for record in ladder.get(block) or []:
            start = {"variant": record["variant"], "kind": label}
            rows += [
                _spread({**start, "part": one[label], **{key: one[key] for key in _PARTS}})
                for one in record["rows"]
            ]
            rows += [
                _spread({**start, "part": name, "remaining": record[name]})
                for name in ("with_exchange", "without_exchange")
            ]
    return {"ladder_parts": pd.DataFrame(rows)} if rows else {}


def _named_bars(tornado: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the tornado with each parameter called by its name in words, its key beside it."""
    pairs = zip(tornado["key"], tornado["name"], strict=True)
    return tornado.assign(name=[parameter_words(key, name, language) for key, name in pairs])


def _baseline_tables(ladder: Mapping[str, Any], language: Language) -> dict[str, pd.DataFrame]:
    """Return the baseline, its scores per terrain, and the businesses by sector."""
    baseline = ladder.get("baseline") or {}
    names = {one["key"]: one[f"name_{language}"] for one in baseline.get("indicators") or []}
    tables = {
        name: pd.DataFrame([_spread(record) for record in baseline[block]])
        for name, block in _BASELINE.items()
        if baseline.get(block)
    }
    for table in tables.values():
        if "item" in table:
            table["item"] = [item_name(one, names, language) for one in table["item"]]
        if "method" in table:
            table["method"] = _methods(table, language)
    return tables


def _methods(baseline: pd.DataFrame, language: Language) -> list[str]:
    """Return in words how each item of the baseline was found."""
    say = words(language)
    rows = zip(baseline["method"], baseline["count"], baseline["of"], strict=True)
    return [
        say.get(f"method_{method}", str(method)).format(count=count, of=of)
        for method, count, of in rows
    ]


def _variant_rows(variant: Mapping[str, Any], say: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return one variant from its demand to its surplus."""
    name, gross = variant["name"], {"unit": "ha bruto"}
    rows = [_row(name, say["demand"], say["total"], variant.get("demand"))]
    rows += [_row(name, say["demand"], one["name"], one) for one in variant.get("components") or []]
    for step in variant.get("steps") or []:
        part = say.get(f"step_{step['step']}", say["step_n"].format(step=step["step"]))
        rows.append(_row(name, part, say["total"], step))
        rows += [_row(name, part, item["name"], item) for item in step.get("items") or []]
    return [
        *rows,
        _row(name, say["remaining"], "", variant.get("remaining")),
        _row(name, say["remaining"], say["gross"], variant.get("remaining_gross")) | gross,
        _row(name, say["surplus"], "", variant.get("surplus")),
    ]


def _row(variant: str, part: str, name: str, value: Any) -> dict[str, Any]:
    """Return one row; a plain number is its own low and high."""
    bounds = value if isinstance(value, Mapping) else {"low": value, "high": value}
    return {
        "variant": variant,
        "part": part,
        "name": name,
        "low": bounds.get("low"),
        "high": bounds.get("high"),
        "source": bounds.get("source"),
    }


def _spread(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with the parts of a split in columns of their own."""
    plain: dict[str, Any] = {}
    for key, value in record.items():
        if key in _IN_SHEETS_OF_THEIR_OWN:
            continue
        if isinstance(value, Mapping):
            plain |= {f"{key}_{part}": share for part, share in value.items()}
        else:
            plain[key] = value
    return plain
