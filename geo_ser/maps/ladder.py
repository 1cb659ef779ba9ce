"""The ladder page, a sheet for a council: the answer, how it comes about, what it rests on."""

from collections.abc import Mapping
from typing import Any

from geo_ser.maps.format import clean, number
from geo_ser.maps.ladder_answer import answers, demand_rows, picker, question
from geo_ser.maps.ladder_baseline import baseline_values
from geo_ser.maps.ladder_instruments import cost_tables, instrument_rows
from geo_ser.maps.ladder_ledger import ledger_tables
from geo_ser.maps.ladder_parts import part_tables, reserve_rows, split_tables, stock_chart
from geo_ser.maps.ladder_phrases import at_levels, mark, unit_words
from geo_ser.maps.ladder_states import shown_levels
from geo_ser.maps.ladder_tables import (
    comparison_rows,
    deviation_rows,
    existing_gain,
    matrix_blocks,
    parameter_row,
    planned_levels,
    published_values,
    remark_text,
)
from geo_ser.maps.ladder_uncertainty import draws, tornados
from geo_ser.maps.page import asset, render
from geo_ser.maps.parts import frame_values
from geo_ser.maps.text import Language, words
from geo_ser.maps.view import LadderView
from geo_ser.maps.waterfall import waterfalls

__all__ = ["ladder_page"]

_BASES = ("measured", "stated", "benchmark", "computed")


def ladder_page(view: LadderView) -> str:
    """Return maps/ladder.html: the ladder as a sheet that stands on its own in a council's file.

    The answer first, then demand, the steps at levels that can be picked, matrix, uncertainty,
    whose land and which, ledger, measures and their cost, baseline, comparison and remarks,
    parameters. On paper everything is unfolded, at the levels picked.

    Parameters
    ----------
    view
        See `LadderView`. Parts the ladder does not have are left out, heading and all; the
        iron stock is shown apart and never added.

    Returns
    -------
    page : str
        One self-contained HTML text; equal views give equal bytes.
    """
    ladder, say, language = view.ladder, words(view.language), view.language
    unit = unit_words(ladder.get("unit"), language)
    title = clean(ladder.get("title"), limit=160)
    frame = frame_values(
        kicker=f"{say['ladder']} {clean(view.name, limit=60)}",
        heading=title or view.name,
        edition=view.edition,
        caveat=view.caveat,
        links=[("index.html", say["back"])] if view.has_atlas else [],
        kind="ladder",
    )
    values = {
        **frame,
        "unit": unit,
        "bases": [mark(one, language) | {"means": say[f"{one}_means"]} for one in _BASES],
        **_answer_values(ladder, unit, language),
        **_part_values(ladder, language),
        **_origin_values(ladder, language),
        "published": published_values(view.published, language),
        "made_with": say["made_with"],
    }
    return render(
        "ladder.html.j2",
        values,
        language=language,
        styles=[asset("page.css"), asset("ladder.css")],
        scripts=[asset("tables.js"), asset("ladder.js")],
    )


def _answer_values(ladder: Mapping[str, Any], unit: str, language: Language) -> dict[str, Any]:
    """Return the question, the answer, the demand, the steps and the matrix."""
    variants = ladder.get("variants") or []
    picked = picker(ladder, unit, language)
    levels = (ladder.get("uncertainty") or {}).get("levels") or {}
    settled = at_levels(levels, language) if picked else ""
    drawn = waterfalls(variants, language, picked["axis"] if picked else None)
    return {
        "question": question(ladder, unit, language) if variants else "",
        "answers": answers(ladder, unit, language),
        "demand": demand_rows(variants, language),
        "picker": picked,
        "ladders": drawn,
        "ranged": any(bar.get("whisker") for one in drawn for bar in one["bars"]),
        "matrix": matrix_blocks(ladder.get("matrix") or [], language),
        "matrix_note": words(language)["matrix_note"].format(unit=unit),
        "draws": draws(ladder, settled, language),
        "tornados": tornados(ladder, settled, language),
    }


def _part_values(ladder: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return whose land and which, the reserves, the ledger, the gains and their measures."""
    names = _segment_names(ladder)
    levels = dict(zip(("existing", "planned", "new"), shown_levels(ladder), strict=True))
    settled = at_levels(levels, language) if ladder.get("matrix") else ""
    planned = planned_levels(ladder.get("planned_levels") or [], language)
    return {
        "scopes": part_tables(ladder.get("scopes") or [], "scope", names, language),
        "segments": part_tables(ladder.get("segments") or [], "segment", names, language),
        "splits": split_tables(ladder.get("supply_split") or [], names, language),
        "iron_stock": number(ladder.get("iron_stock_ha"), 1, language),
        "stock": stock_chart(ladder.get("iron_stock") or [], language),
        "reserves": reserve_rows(ladder.get("cluster_reserve") or [], language),
        "ledgers": ledger_tables(ladder.get("ledger") or [], names, language),
        "ledger_note": words(language)["ledger_note"].format(at=settled),
        "existing": existing_gain(ladder.get("existing") or [], language),
        "planned": planned,
        "instruments": instrument_rows(language) if planned else [],
        "costs": cost_tables(language) if planned else None,
    }


def _origin_values(ladder: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return what the outcome rests on, and how it compares with what was published."""
    return {
        "baseline": baseline_values(ladder.get("baseline"), language),
        "deviations": deviation_rows(ladder.get("deviations") or [], language),
        "comparisons": comparison_rows(ladder.get("comparisons") or [], language),
        "remarks": [remark_text(one, language) for one in ladder.get("remarks") or []],
        "parameters": [parameter_row(one, language) for one in ladder.get("parameters") or []],
    }


def _segment_names(ladder: Mapping[str, Any]) -> dict[str, str]:
    """Return what the segments of the ladder file are called, by key."""
    found: dict[str, dict[str, str]] = {}
    for one in ladder.get("parameters") or []:
        block, _, field = str(one["key"]).partition("].")
        if block.startswith("segments["):
            found.setdefault(block, {})[field] = clean(one["value"], limit=80)
    return {one["key"]: one["name"] for one in found.values() if "key" in one and "name" in one}
