"""The heights of a study as one table: what its files say, then what its rasters show."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from geo_ser.layers.cleaning import Cleaned, arranged, cleaned
from geo_ser.layers.heights import preferred_heights, refused_height_findings
from geo_ser.layers.packed import PackedTable
from geo_ser.layers.pieces import Progress, pieces
from geo_ser.layers.rasters import RasterPair, raster_heights
from geo_ser.sources import raster_survey_date
from geo_ser.study import Study, TableSource
from geo_ser.tables import INPUTS

__all__ = ["cleaned_heights"]


def cleaned_heights(
    study: Study,
    blocks: Iterable[TableSource],
    buildings: PackedTable | None,
    progress: Progress | None,
) -> Cleaned | None:
    """Return the heights of the study; None where it has no source of them.

    Each source is cleaned by itself, for they have an order: what one knows of a building is
    merged into what an earlier one knows.

    Parameters
    ----------
    blocks
        [tables.heights], in order of preference.
    buildings
        The clean buildings; None where there are none.
    progress
        Called with one line of text before each file.
    """
    contract = INPUTS["heights"]
    results = [cleaned(contract, list(pieces(study, one, contract, progress))) for one in blocks]
    if study.settings.rasters.files and buildings is not None:
        results.append(_from_rasters(study, buildings, progress))
    if not results:
        return None
    attributes = None if buildings is None else buildings.attributes
    table = preferred_heights([one.table.attributes for one in results], attributes)
    return Cleaned(
        arranged(PackedTable(table, None), contract),
        _summed_counts([one.counts for one in results], len(table)),
        pd.concat([one.left_out for one in results]),
        [*(said for one in results for said in one.findings), *refused_height_findings(table)],
    )


def _summed_counts(counts: Iterable[dict[str, Any]], rows_out: int) -> dict[str, Any]:
    """Return the counts of several sources as one: what did not come out went up in another."""
    total: dict[str, Any] = {}
    for one in counts:
        for key, value in one.items():
            if isinstance(value, int):
                total[key] = total.get(key, 0) + value
            else:
                total[key] = dict(Counter(total.get(key, {})) + Counter(value))
    merged = total["merged"] + total["rows_out"] - rows_out
    return {**total, "rows_out": rows_out, "merged": merged}


def _from_rasters(study: Study, buildings: PackedTable, progress: Progress | None) -> Cleaned:
    """Return the heights that the study's rasters give, one row per building."""
    settings, limits = study.settings.rasters, study.settings.thresholds
    dsm, dtm = settings.files
    if progress is not None:
        progress(f"heights: {dsm}, {dtm}")
    heights = raster_heights(
        buildings.frame(),
        RasterPair(study.path(dsm), study.path(dtm), raster_survey_date(study)),
        roof_percentile=limits.roof_percentile,
        ring_m=limits.ground_ring_m,
        min_coverage=limits.min_height_coverage,
    )
    rows = dict.fromkeys(("rows_read", "rows_in", "rows_out"), len(heights))
    counts = {**rows, "filtered": {}, "merged": 0, "quarantined": 0, "repaired": {}}
    return Cleaned(PackedTable(heights, None), counts, pd.DataFrame(), [])
