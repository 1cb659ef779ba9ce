"""Plan objects of a zoning plan, from whatever door, as rows with the same columns.

A plan in IMRO holds zones (enkelbestemming), build zones (bouwvlak), dimensions (maatvoering)
and designations (functieaanduiding) that lie over each other. Here each becomes one row that
says what it is and what it states; `zoning` cuts the zones by the others.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from geo_ser.errors import TableError
from geo_ser.figures import UNKNOWN_WORDS, id_text
from geo_ser.layers.limits import Limits, category_range, limit_pairs, read_limits
from geo_ser.layers.plans import ImroSource

__all__ = ["KIND", "imro_rows", "texts_of"]

KIND = "plan_object"
"""The column that says what a row is: plan, zone, build, limit or function."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def imro_rows(
    source: pd.DataFrame, known: ImroSource, names: Sequence[str], *, what: str
) -> pd.DataFrame:
    """Return plan objects with the columns `zoning` works with.

    Parameters
    ----------
    source
        (n, k) attributes as they stand in the file.
    names
        What the rows may be named after, layer and file, for their kind.

    Returns
    -------
    rows : pandas.DataFrame
        (n,) index of `source`: `plan_object` (`KIND`), `zone_id` (object and plan, unique in a
        study), `object_id`, `plan_id`, `plan_name`, `plan_status`, `plan_date`, `name`,
        `main_group` (the source's word), `linked` (JSON list of ids), the limit columns, the
        category columns, `dimensions`, and as JSON lists `unread` and `unused`.

    Raises
    ------
    TableError
        If nothing tells what kind of plan object the rows are, or they have no id.
    """
    cells = {name: _first(source, spellings) for name, spellings in known.columns.items()}
    kinds = _kinds(source, known, names, what)
    rows = pd.DataFrame(index=source.index)
    rows[KIND] = kinds
    rows["object_id"] = _object_ids(cells, what)
    rows["plan_id"] = _plan_ids(cells, rows)
    rows["zone_id"] = rows["object_id"] + ("@" + rows["plan_id"]).fillna("").astype("str")
    rows["name"], rows["main_group"] = cells["name"], cells["group"]
    rows["linked"] = [
        _json([_hash_off(one) for cell in pair for one in texts_of(cell)])
        for pair in zip(cells["zones"], cells["designations"], strict=True)
    ]
    records = pd.DataFrame(cells).assign(kind=kinds).to_dict("records")
    stated = pd.DataFrame([_stated(row, known) for row in records], index=source.index)
    for text in ("dimensions", "unread", "unused"):
        stated[text] = stated[text].astype("object") if text in stated else None
    return _with_plans(rows.join(stated), cells)


def texts_of(cell: Any) -> list[str]:
    """Return the texts in a cell: a list of them, a JSON list, one, or none."""
    if isinstance(cell, str) and cell.startswith("["):
        cell = json.loads(cell)
    if isinstance(cell, list | tuple | np.ndarray):
        return ["" if one is None else str(one) for one in cell]
    return [] if cell is None or cell is pd.NA or cell != cell else [str(cell)]


def _json(texts: Sequence[str]) -> str | None:
    return json.dumps(list(texts), ensure_ascii=False) if texts else None


def _first(source: pd.DataFrame, spellings: Sequence[str]) -> pd.Series:
    """Return the first column that is spelled so, in any case; nulls where there is none."""
    columns = {str(name).casefold(): name for name in source.columns}
    found = [columns[one.casefold()] for one in spellings if one.casefold() in columns]
    if not found:
        return pd.Series(None, index=source.index, dtype="object")
    return source[found[0]].astype("object").where(source[found[0]].notna(), None)


def _kinds(source: pd.DataFrame, known: ImroSource, names: Sequence[str], what: str) -> pd.Series:
    """Return what each row is: by its element or type, else by what the layer or file is called."""
    own = [
        name
        for name in source.columns
        if str(name).casefold() in ("gml_element", "typeplanobject", "type_planobject")
    ]
    if own and len(source):
        kinds = source[own[0]].map(lambda cell: known.kind_of(str(cell)))
    else:
        columns = {str(name).casefold() for name in source.columns}
        by_name = [kind for name in names if (kind := known.kind_of(name.rpartition("/")[2]))]
        by_column = ["zone"] if "bestemmingshoofdgroep" in columns else []
        kinds = pd.Series(next(iter([*by_name, *by_column]), None), source.index, dtype="object")
    if kinds.isna().any():
        raise TableError(
            f"{what}: nothing says whether its rows are enkelbestemmingen, bouwvlakken, "
            "maatvoeringen or functieaanduidingen. Name the layer or the file after it."
        )
    return kinds.astype("object")


def _object_ids(cells: Mapping[str, pd.Series], what: str) -> pd.Series:
    """Return ids as links name them: ``NL.IMRO.0664.EP1-00``, or ``NL.IMRO.0664.BPBS02-VG99``."""
    ids = id_text(cells["id"])
    if len(ids) and ids.isna().all():
        raise TableError(
            f"{what}: no column for zone_id. Profile 'imro' looks for identificatie. Choose "
            "another `profile`."
        )
    local, version = id_text(cells["local"]), id_text(cells["version"])
    ids = ids + ("." + local).fillna("").astype("object")
    return (ids + ("-" + version).fillna("").astype("object")).astype("str")


def _plan_ids(cells: Mapping[str, pd.Series], rows: pd.DataFrame) -> pd.Series:
    """Return the plan of each row; a plan is its own."""
    plans = pd.Series(
        [_hash_off(next(iter(texts_of(cell)), "")) or None for cell in cells["plan"]],
        index=rows.index,
        dtype="str",
    )
    return plans.mask(rows[KIND] == "plan", rows["object_id"])


def _hash_off(link: str) -> str:
    return link.rpartition("#")[2].strip()


def _stated(row: Mapping[Any, Any], known: ImroSource) -> dict[str, Any]:
    """Return what one row states in columns: limits, categories, and what could not be read."""
    if row["kind"] == "limit":
        limits = _limits(row, known)
        return {**limits.stated, "dimensions": _dimensions(row), "unread": _json(limits.unread),
                "unused": _json(limits.unused)}  # fmt: skip
    if row["kind"] != "function":
        return {}
    name = "".join(texts_of(row["name"]))
    try:
        found = category_range(name)
    except ValueError:
        return {"unread": _json([name])}
    if found is None:
        return {}
    return {"min_environmental_category": found[0], "max_environmental_category": found[1],
            "dimensions": name}  # fmt: skip


def _pairs(row: Mapping[str, Any]) -> list[tuple[str, str]] | None:
    """Return the names and values of a dimension; None where they do not go together."""
    names, values = texts_of(row["value_name"]), texts_of(row["value"])
    if not names and not values:
        return [pair for text in texts_of(row["limits"]) for pair in limit_pairs(text)]
    return list(zip(names, values, strict=True)) if len(names) == len(values) else None


def _limits(row: Mapping[str, Any], known: ImroSource) -> Limits:
    pairs = _pairs(row)
    if pairs is None:
        return Limits({}, unread=(f"{row['name']}: {row['value_name']} = {row['value']}",))
    if not pairs:
        return Limits({}, unread=("".join(texts_of(row["name"])) or "maatvoering",))
    return read_limits(pairs, known.limits)


def _dimensions(row: Mapping[str, Any]) -> str | None:
    """Return what a dimension says, word for word, in one order."""
    pairs = _pairs(row) or []
    return "; ".join(sorted(f"{name} = {value}" for name, value in pairs)) or None


def _with_plans(rows: pd.DataFrame, cells: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Return rows with name, status and date of their plan: from their own row or the plan's."""
    own = pd.DataFrame(
        {
            "plan_name": cells["plan_name"],
            "plan_status": cells["status"],
            "plan_date": [_day(cell) for cell in cells["date"]],
        },
        index=rows.index,
    ).astype("object")
    is_plan = rows[KIND] == "plan"
    own.loc[is_plan, "plan_name"] = rows.loc[is_plan, "name"]
    plans = own[is_plan].assign(plan_id=rows.loc[is_plan, "plan_id"])
    plans = plans.drop_duplicates("plan_id").set_index("plan_id")
    for column in own:
        found = rows["plan_id"].map(plans[column]) if len(plans) else None
        own[column] = own[column] if found is None else own[column].where(
            own[column].notna(), found.astype("object")
        )  # fmt: skip
    return rows.join(own)


def _day(cell: Any) -> str | None:
    text = str(cell)[:10].replace("/", "-")
    return text if _DAY.fullmatch(text) and text.casefold() not in UNKNOWN_WORDS else None
