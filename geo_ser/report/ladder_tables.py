"""`ladder.json` as tables for the workbook."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo_ser.maps.text import Language, words

__all__ = ["ladder_tables"]

_BLOCKS = {
    "ladder_matrix": "matrix",
    "ladder_planned": "planned_levels",
    "ladder_existing": "existing",
    "ladder_deviations": "deviations",
    "ladder_comparisons": "comparisons",
    "ladder_remarks": "remarks",
    "ladder_parameters": "parameters",
}
"""The blocks of ladder.json that are a list of records, by the table they become."""


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
        `ladder_planned` (a column for each instrument), and so on.
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
    if "ladder_remarks" in tables:
        remarks = tables["ladder_remarks"]
        tables["ladder_remarks"] = pd.DataFrame({"remark": remarks[f"text_{language}"]})
    return tables


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
        if isinstance(value, Mapping):
            plain |= {f"{key}_{part}": share for part, share in value.items()}
        else:
            plain[key] = value
    return plain
