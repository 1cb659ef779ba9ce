"""What earlier stages left in the study's folders, gathered into what a room takes."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geo_ser.files import read_csv_text
from geo_ser.gain import GainInputs
from geo_ser.ladder import compare_figures
from geo_ser.maps import AtlasView, GainView, LadderView
from geo_ser.measure import stands
from geo_ser.parameters import read_parameters
from geo_ser.pipeline.stages import stage_files
from geo_ser.pipeline.store import read_table, read_tables, table_if_written
from geo_ser.qa import ClaimsTable
from geo_ser.report import ReportContent
from geo_ser.sources import Source, claims_source
from geo_ser.study import ClaimsSource, Study

__all__ = [
    "atlas_view",
    "claims_table",
    "gain_inputs",
    "ladder_json",
    "ladder_view",
    "records",
    "report_content",
    "source_record",
    "stage_tables",
    "stored_counts",
    "stored_sources",
    "terrains_edition",
]

_BESIDE = ("quarantine", "findings", "gaps", "sectors", "plot_edges", "plot_limits")
_GAIN_TABLES = {
    "parcels": "layers", "surfaces": "layers", "plot_edges": "measure", "plot_limits": "measure",
    "establishments": "layers",
}  # fmt: skip
"""What gain reads beside the indicators, and the stage that writes it."""

_CLAIMED = (
    "claimed_gross_ha",
    "claimed_net_ha",
    "claimed_issued_ha",
    "claimed_issuable_ha",
    "start_year",
    "district",
    "kind",
    "status",
)
"""What people state about a terrain, shown beside what is measured."""


def stage_tables(
    study: Study, stage: str, *, required: bool = False, leave: tuple[str, ...] = ()
) -> dict[str, gpd.GeoDataFrame]:
    """Return the tables a stage wrote, without what lies beside them; none where it has not run.

    Parameters
    ----------
    required
        Whether the stage must have run.
    leave
        Tables that are not read either.

    Raises
    ------
    SourceError
        If they are required and the stage has not run.
    """
    files = stage_files(study, stage)
    if not files.has_run and not required:
        return {}
    return read_tables(files, leave=(*_BESIDE, *leave))


def stored_counts(study: Study) -> dict[str, Any]:
    """Return the row counts per table that `layers` wrote."""
    path = stage_files(study, "layers").path("counts.json")
    return dict(_json(path)) if path else {}


def stored_sources(study: Study) -> dict[str, tuple[Source, ...]]:
    """Return the sources per table that `layers` wrote."""
    path = stage_files(study, "layers").path("sources.json")
    stored = _json(path) if path else {}
    return {name: tuple(map(_source, rows)) for name, rows in stored.items()}


def source_record(source: Source) -> dict[str, Any]:
    """Return a source as JSON-ready values."""
    edition = source.edition.isoformat() if source.edition else None
    return {**asdict(source), "edition": edition}


def _source(record: Mapping[str, Any]) -> Source:
    edition = date.fromisoformat(record["edition"]) if record["edition"] else None
    return Source(**{**record, "edition": edition})


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def terrains_edition(study: Study) -> date | None:
    """Return the oldest date the terrains describe, None when nobody says."""
    dates = [one.edition for one in stored_sources(study).get("terrains", ()) if one.edition]
    return min(dates, default=None)


def claims_table(study: Study, claims: ClaimsSource) -> ClaimsTable:
    """Return a [[claims]] block with its rows as text; the manifest's hash is checked."""
    claims_source(study, claims)
    path = study.path(claims.file)
    return ClaimsTable(
        name=path.stem,
        edition=claims.edition,
        rows=read_csv_text(path, what="[[claims]]"),
        match=claims.match,
        mapping=claims.mapping,
    )


def gain_inputs(study: Study) -> GainInputs | None:
    """Return what the gain of plots is worked out from; None for a study without parcels.

    Raises
    ------
    SourceError
        If `layers` or `measure` has not run.
    """
    if "parcels" not in study.settings.tables:
        return None
    measured = stage_tables(study, "measure", required=True)
    beside = {
        name: table
        for name, stage in _GAIN_TABLES.items()
        if (table := table_if_written(stage_files(study, stage), name)) is not None
    }
    buildings = measured["buildings"] if "buildings" in study.settings.tables else None
    if buildings is not None:
        buildings = buildings[stands(buildings).fillna(False).astype("bool")]
    return GainInputs(
        plots=measured["plots"],
        terrains=measured["terrains"],
        buildings=buildings,
        provenance=measured["provenance"],
        edition=study.edition,
        **beside,
    )


def ladder_json(study: Study) -> dict[str, Any] | None:
    """Return the study's ladder as worked out, None where there is none."""
    path = stage_files(study, "ladder").path("ladder.json")
    return dict(_json(path)) if path else None


def _with_claims(study: Study, indicators: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the terrain indicators with what people state about each terrain beside them."""
    stated = read_table(stage_files(study, "layers"), "terrains")
    columns = [name for name in _CLAIMED if name in stated and name not in indicators]
    return indicators.merge(
        pd.DataFrame(stated[["terrain_id", *columns]]), on="terrain_id", how="left"
    )


def _findings(study: Study) -> gpd.GeoDataFrame:
    return read_table(stage_files(study, "qa"), "findings")


def _quarantine(study: Study) -> gpd.GeoDataFrame:
    return read_table(stage_files(study, "layers"), "quarantine")


def _shown_sources(study: Study) -> list[dict[str, Any]]:
    """Return every source once: of the tables, then of the claims."""
    rows = [one for table in stored_sources(study).values() for one in table]
    rows += [claims_source(study, one) for one in study.settings.claims]
    return [source_record(one) for one in dict.fromkeys(rows)]


def atlas_view(study: Study) -> AtlasView | None:
    """Return everything the pages of the atlas show; None for a study without terrains."""
    tables = stage_tables(study, "measure")
    if "terrains" not in study.settings.tables or "terrains" not in tables:
        return None
    info = study.settings.study
    won = _won_tables(study)
    return AtlasView(
        name=info.name,
        edition=info.edition,
        language=info.language,
        caveat=info.caveat,
        terrains=_with_claims(study, tables["terrains"]),
        buildings=tables["buildings"] if "buildings" in study.settings.tables else None,
        plots=tables["plots"] if "parcels" in study.settings.tables else None,
        gain=_gain_view(won),
        provenance=_with(tables["provenance"], won.get("gain_provenance")),
        nulls=_with(tables["nulls"], won.get("gain_nulls")),
        findings=_findings(study),
        sources=_shown_sources(study),
        has_ladder=ladder_json(study) is not None,
        quarantine_count=len(_quarantine(study)),
    )


def _won_tables(study: Study) -> dict[str, gpd.GeoDataFrame]:
    """Return the tables of the gain of plots; none where that was not worked out."""
    files = stage_files(study, "gain")
    if files.path("candidates.parquet") is None:
        return {}
    return {
        name: read_table(files, name)
        for name in (
            "candidates",
            "gain_plots",
            "gain_envelopes",
            "gain_terrains",
            "gain_provenance",
            "gain_nulls",
        )
    }


def _gain_view(won: Mapping[str, gpd.GeoDataFrame]) -> GainView | None:
    """Return what the maps show of the gain; None where there is none."""
    if not won:
        return None
    return GainView(
        candidates=won["candidates"],
        gain_plots=won["gain_plots"],
        gain_envelopes=won["gain_envelopes"],
        gain_terrains=won["gain_terrains"],
    )


def _with(table: pd.DataFrame, more: pd.DataFrame | None) -> pd.DataFrame:
    """Return rows of gain below those of measuring, with the same columns."""
    return table if more is None else pd.concat([table, more[table.columns]], ignore_index=True)


def ladder_view(study: Study) -> LadderView | None:
    """Return everything the ladder page shows; None for a study without a ladder."""
    ladder = ladder_json(study)
    if ladder is None:
        return None
    info = study.settings.study
    return LadderView(
        name=info.name,
        edition=info.edition,
        language=info.language,
        caveat=info.caveat,
        ladder=ladder,
        has_atlas="terrains" in study.settings.tables,
        published=_published(study, ladder),
    )


def _published(study: Study, ladder: dict[str, Any]) -> dict[str, Any] | None:
    """Return every published figure beside the computed one; None where none are named."""
    reference = study.settings.ladder
    if reference is None:
        return None
    file = study.path(reference.file)
    name = read_parameters(file).published.figures
    if name is None:
        return None
    figures = read_csv_text(file.parent / name, what=f"{file.name} [published] figures")
    return compare_figures(figures, ladder)


def report_content(study: Study) -> ReportContent:
    """Return everything there is to report."""
    info = study.settings.study
    shared: dict[str, Any] = {
        "name": info.name,
        "edition": info.edition,
        "language": info.language,
        "caveat": info.caveat,
        "findings": _findings(study),
        "sources": _shown_sources(study),
        "ladder": ladder_json(study),
    }
    tables = stage_tables(study, "measure")
    if "terrains" not in study.settings.tables or "terrains" not in tables:
        return ReportContent(**shared)
    terrains, won = _with_claims(study, tables.pop("terrains")), _won_tables(study)
    for name in ("provenance", "nulls"):
        tables[name] = _with(tables[name], won.get(f"gain_{name}"))
    return ReportContent(
        **shared,
        **tables,
        **_reported(won, info.language),
        terrains=terrains,
        quarantine=_quarantine(study),
        counts=stored_counts(study),
    )


def _reported(won: Mapping[str, gpd.GeoDataFrame], language: str) -> dict[str, gpd.GeoDataFrame]:
    """Return what a report holds of the gain; reasons in the words of its language."""
    if not won:
        return {}
    ranked = won["candidates"].rename(columns={f"words_{language}": "why"})
    other = [column for column in ranked.columns if column.startswith("words_")]
    return {"candidates": ranked.drop(columns=other), "gain_terrains": won["gain_terrains"]}


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table without its geometry as JSON-ready records, null for unknown."""
    plain = pd.DataFrame(table.drop(columns="geometry", errors="ignore"))
    return list(json.loads(plain.to_json(orient="records", double_precision=15)))
