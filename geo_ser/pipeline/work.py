"""What each stage does: read tables, call one room, write what comes back.

Each function takes the study, for `measure` the groups asked for, and an empty folder to write its
results in; it returns a JSON-ready summary for `--json`.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd

from geo_ser import gain, ladder, layers, maps, measure, qa, report
from geo_ser.files import write_errors, write_json
from geo_ser.findings import Finding, finding_records, findings_table
from geo_ser.geometry.overlay import counted_twice_m2
from geo_ser.parameters import LadderInput, load_ladder
from geo_ser.pipeline.gather import (
    atlas_view,
    claims_table,
    gain_inputs,
    ladder_json,
    ladder_view,
    records,
    report_content,
    source_record,
    stage_tables,
    stored_counts,
    stored_sources,
    terrains_edition,
)
from geo_ser.pipeline.stages import stage_files
from geo_ser.pipeline.store import (
    plots_in,
    read_tables,
    stored_surfaces,
    table_if_written,
    terrain_figures,
    write_table,
)
from geo_ser.sources import table_sources
from geo_ser.study import Study
from geo_ser.tables import GROUPS, INDICATORS

__all__ = ["WORK"]

log = logging.getLogger(__name__)

Summary = dict[str, Any]


def work_layers(study: Study, _only: Sequence[str], folder: Path) -> Summary:
    """Files → clean tables, quarantine, what was noticed, and where each table came from."""
    clean = layers.clean_tables(
        study,
        take=lambda name, table: write_table(table, folder / f"{name}.parquet"),
        progress=log.info,
    )
    sources = table_sources(study)
    if clean.surface_overlaps is not None:
        write_table(clean.surface_overlaps, folder / "surface_overlaps.parquet")
    write_table(clean.quarantine, folder / "quarantine.parquet")
    write_table(_findings(study, clean.findings), folder / "findings.parquet")
    write_json(folder / "counts.json", clean.counts)
    write_json(
        folder / "sources.json",
        {name: [source_record(one) for one in rows] for name, rows in sources.items()},
    )
    for name, count in clean.counts.items():
        log.info("%s: %s", name, ", ".join(f"{key} {value}" for key, value in count.items()))
    return {"tables": clean.counts}


def work_measure(study: Study, only: Sequence[str], folder: Path) -> Summary:
    """Clean tables → indicators, provenance, nulls, and where the balance needs a look."""
    surfaces = stored_surfaces(stage_files(study, "layers"))
    held = () if surfaces is None else ("surfaces",)
    tables = stage_tables(study, "layers", required=True, leave=held)
    indicators = measure.measure(
        tables,
        thresholds=study.settings.thresholds,
        edition=study.edition,
        sources=stored_sources(study),
        counts=stored_counts(study),
        groups=tuple(only) or GROUPS,
        surfaces=surfaces,
    )
    for name in (*INDICATORS, "provenance", "nulls"):
        write_table(getattr(indicators, name), folder / f"{name}.parquet")
    for name in ("gaps", "plot_edges", "plot_limits"):
        write_table(getattr(indicators, name), folder / f"{name}.parquet")
    if "establishments" in tables:
        sectors = measure.terrain_sectors(tables["terrains"], tables["establishments"])
        write_table(sectors, folder / "sectors.parquet")
    write_table(_findings(study, indicators.findings), folder / "findings.parquet")
    return {
        "terrains": len(indicators.terrains),
        "plots": len(indicators.plots),
        "buildings": len(indicators.buildings),
        "gross_area_ha": _gross_area_ha(indicators.terrains),
        "indicators": records(indicators.terrains),
    }


def _gross_area_ha(terrains: gpd.GeoDataFrame) -> float:
    """Return the hectares of all terrains, land that they share counted once."""
    together = float(terrains["gross_area_m2"].sum())
    return (together - counted_twice_m2(terrains.geometry)) / 1e4


def work_gain(study: Study, _only: Sequence[str], folder: Path) -> Summary:
    """Ladder parameters and measured plots → gain on planned and on existing terrains."""
    own = study.settings.gain
    settings = gain.what_if(study.path(own.file) if own else None)
    inputs = gain_inputs(study)
    tables = gain.gain_tables(_ladder_input(study)) if study.settings.ladder else {}
    won = None if inputs is None else gain.space_gain(inputs, settings)
    written = {**tables, **(won.tables() if won else {})}
    for name, table in written.items():
        write_table(table, folder / f"{name}.parquet")
    summary: Summary = {"tables": sorted(written)}
    if won is not None:
        if won.findings:
            write_table(_findings(study, won.findings), folder / "findings.parquet")
        summary["candidates"] = len(won.candidates)
        summary["gain_terrains"] = records(won.gain_terrains)
    return summary


def work_ladder(study: Study, _only: Sequence[str], folder: Path) -> Summary:
    """Demand, supply and gain → the ladder."""
    ladder_input = _ladder_input(study)
    gained, measured = stage_files(study, "gain"), stage_files(study, "measure")
    gains = read_tables(gained)
    result = ladder.work_out(
        ladder_input,
        **{name: gains[name] for name in gain.LADDER_TABLES if name in gains},
        indicators=terrain_figures(measured, gained),
        sectors=table_if_written(measured, "sectors"),
        references=gain.reference_records(),
        gains_of=gain.gain_tables,
        draws_of=gain.gain_draws,
        plots=ladder.PlotTables(table_if_written(measured, "plots"), gains.get("gain_plots")),
    )
    write_json(folder / "ladder.json", result)
    return result


def work_qa(study: Study, _only: Sequence[str], folder: Path) -> Summary:
    """Every table → findings."""
    parts = [
        table
        for stage in ("layers", "measure", "gain")
        if (table := table_if_written(stage_files(study, stage), "findings")) is not None
    ]
    noticed = qa.study_findings(
        tables=stage_tables(study, "layers"),
        indicators=stage_tables(study, "measure"),
        claims=[claims_table(study, one) for one in study.settings.claims],
        terrains_edition=terrains_edition(study),
        ladder=ladder_json(study),
        thresholds=study.settings.thresholds,
        language=study.settings.study.language,
    )
    table = _findings(study, [*qa.as_findings(parts), *noticed])
    write_table(table, folder / "findings.parquet")
    report.write_findings_csv(folder / "findings.csv", table)
    severities = table["severity"].value_counts()
    return {
        "counts": {name: int(severities.get(name, 0)) for name in ("error", "warning", "info")},
        "findings": finding_records(table),
    }


def work_map(study: Study, _only: Sequence[str], folder: Path) -> Summary:
    """Everything → HTML."""
    pages: dict[str, str] = {}
    view = atlas_view(study)
    if view is not None:
        pages["index.html"] = maps.atlas_page(view)
        for terrain_id in view.terrains["terrain_id"]:
            pages[f"terrain-{maps.terrain_slug(terrain_id)}.html"] = maps.terrain_page(
                view, terrain_id
            )
        pages |= maps.candidates_pages(view)
    ladder_page = ladder_view(study)
    if ladder_page is not None:
        pages["ladder.html"] = maps.ladder_page(ladder_page)
    for name, html in pages.items():
        with write_errors(folder / name):
            (folder / name).write_bytes(html.encode("utf-8"))
    return {"pages": sorted(pages)}


def work_report(study: Study, _only: Sequence[str], folder: Path) -> Summary:
    """Everything → GeoPackage and XLSX."""
    content = report_content(study)
    outputs = [folder / "atlas.xlsx"]
    report.write_workbook(outputs[0], content)
    if content.terrains is not None:
        outputs.append(folder / "atlas.gpkg")
        report.write_geopackage(outputs[1], content)
        outputs.append(folder / "atlas.qgz")
        report.write_qgis_project(outputs[2], content, geopackage=outputs[1].name)
    written = [study.processed / path.name for path in outputs if path.is_file()]
    return {"files": [study.shown(path) for path in written]}


WORK: Mapping[str, Callable[[Study, Sequence[str], Path], Summary]] = {
    "layers": work_layers,
    "measure": work_measure,
    "gain": work_gain,
    "ladder": work_ladder,
    "qa": work_qa,
    "map": work_map,
    "report": work_report,
}


def _findings(study: Study, findings: Iterable[Finding]) -> gpd.GeoDataFrame:
    return findings_table(findings, language=study.settings.study.language)


def _ladder_input(study: Study) -> LadderInput:
    """Return the study's ladder parameters with the tables they name."""
    reference = study.settings.ladder
    assert reference is not None, "the stage does not apply without [ladder]"
    return load_ladder(study.path(reference.file), measured_plots=plots_in(study.folder))
