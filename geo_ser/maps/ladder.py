"""The ladder page: demand, steps and what remains, drawn as waterfalls; matrix; deviations."""

from geo_ser.maps.format import clean, number
from geo_ser.maps.ladder_tables import (
    comparison_rows,
    deviation_rows,
    existing_gain,
    matrix_blocks,
    parameter_row,
    planned_levels,
    remark_text,
)
from geo_ser.maps.page import asset, render
from geo_ser.maps.parts import frame_values
from geo_ser.maps.text import words
from geo_ser.maps.view import LadderView
from geo_ser.maps.waterfall import waterfalls

__all__ = ["ladder_page"]


def ladder_page(view: LadderView) -> str:
    """Return maps/ladder.html: waterfall per variant, matrix, gains, deviations, remarks.

    Parameters
    ----------
    view
        See `LadderView`. Parts the ladder does not have are left out; the iron stock is
        shown apart and never added.

    Returns
    -------
    page : str
        One self-contained HTML text; equal views give equal bytes.
    """
    ladder, say, language = view.ladder, words(view.language), view.language
    unit = clean(ladder.get("unit"), limit=40) or "ha"
    title = clean(ladder.get("title"), limit=160)
    values = {
        **frame_values(
            kicker=f"{say['ladder']} {clean(view.name, limit=60)}",
            heading=title or view.name,
            edition=view.edition,
            caveat=view.caveat,
            links=[("index.html", say["back"])] if view.has_atlas else [],
            kind="ladder",
        ),
        "unit": unit,
        "ladders": waterfalls(ladder.get("variants") or [], language),
        "iron_stock": number(ladder.get("iron_stock_ha"), 1, language),
        "matrix": matrix_blocks(ladder.get("matrix") or [], language),
        "matrix_note": say["matrix_note"].format(unit=unit),
        "existing": existing_gain(ladder.get("existing") or [], language),
        "planned": planned_levels(ladder.get("planned_levels") or [], language),
        "deviations": deviation_rows(ladder.get("deviations") or [], language),
        "comparisons": comparison_rows(ladder.get("comparisons") or [], language),
        "remarks": [remark_text(one, language) for one in ladder.get("remarks") or []],
        "parameters": [parameter_row(one, language) for one in ladder.get("parameters") or []],
        "made_with": say["made_with"],
    }
    return render(
        "ladder.html.j2",
        values,
        language=language,
        styles=[asset("page.css")],
        scripts=[asset("tables.js")],
    )
