"""What each stage does: read tables, call one room, write what comes back.

Each function takes the study and, for `measure`, the groups asked for; it returns the files it
wrote and a JSON-ready summary for `--json`.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd

from geo_ser import gain, ladder, layers, maps, measure, qa, report
from geo_ser.files import atomic_folder, atomic_path, write_json, write_text
from geo_ser.findings import Finding, finding_records, findings_table
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
from geo_ser.pipeline.store import (
    if_measured,
    plots_in,
    read_table,
    read_tables,
    surfaces_in,
    terrain_figures,
    write_table,
)
from geo_ser.sources import table_sources
from geo_ser.study import Study
from geo_ser.tables import GROUPS, INDICATORS

__all__ = ["WORK"]

log = logging.getLogger(__name__)

Made = tuple[list[Path], dict[str, Any]]


def work_layers(study: Study, _only: Sequence[str]) -> Made:
    """Files → clean tables, quarantine, what was noticed, and where each table came from."""
    folder = study.stage_folder("layers")
    with atomic_folder(folder) as temporary:
        clean = layers.clean_tables(
            study,
            take=lambda name, table: write_table(table, temporary / f"{name}.parquet"),
            progress=log.info,
        )
        sources = table_sources(study)
        if clean.surface_overlaps is not None:
            write_table(clean.surface_overlaps, temporary / "surface_overlaps.parquet")
        write_table(clean.quarantine, temporary / "quarantine.parquet")
        write_table(_findings(study, clean.findings), temporary / "findings.parquet")
        write_json(temporary / "counts.json", clean.counts)
        write_json(
            temporary / "sources.json",
            {name: [source_record(one) for one in rows] for name, rows in sources.items()},
        )
    for name, count in clean.counts.items():
        log.info("%s: %s", name, ", ".join(f"{key} {value}" for key, value in count.items()))
    return _files(folder), {"tables": clean.counts}


def work_measure(study: Study, only: Sequence[str]) -> Made:
    """Clean tables → indicators, provenance, nulls, and where the balance needs a look."""
    surfaces = surfaces_in(study.stage_folder("layers"))
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
    folder = study.stage_folder("measure")
    with atomic_folder(folder) as temporary:
        for name in (*INDICATORS, "provenance", "nulls"):
            write_table(getattr(indicators, name), temporary / f"{name}.parquet")
        for name in ("gaps", "plot_edges", "plot_limits"):
            write_table(getattr(indicators, name), temporary / f"{name}.parquet")
        if "establishments" in tables:
            sectors = measure.terrain_sectors(tables["terrains"], tables["establishments"])
            write_table(sectors, temporary / "sectors.parquet")
        write_table(_findings(study, indicators.findings), temporary / "findings.parquet")
    summary = {
        "terrains": len(indicators.terrains),
        "plots": len(indicators.plots),
        "buildings": len(indicators.buildings),
        "gross_area_ha": float(indicators.terrains["gross_area_m2"].sum() / 1e4),
        "indicators": records(indicators.terrains),
    }
    return _files(folder), summary


def work_gain(study: Study, _only: Sequence[str]) -> Made:
    """Ladder parameters and measured plots → gain on planned and on existing terrains."""
    own = study.settings.gain
    settings = gain.what_if(study.path(own.file) if own else None)
    inputs = gain_inputs(study)
    tables = gain.gain_tables(_ladder_input(study)) if study.settings.ladder else {}
    won = None if inputs is None else gain.space_gain(inputs, settings)
    folder = study.stage_folder("gain")
    with atomic_folder(folder) as temporary:
        for name, table in {**tables, **(won.tables() if won else {})}.items():
            write_table(table, temporary / f"{name}.parquet")
    made = _files(folder)
    summary: dict[str, Any] = {"tables": [path.stem for path in made]}
    if won is not None:
        summary["candidates"] = len(won.candidates)
        summary["gain_terrains"] = records(won.gain_terrains)
    return made, summary


def work_ladder(study: Study, _only: Sequence[str]) -> Made:
    """Demand, supply and gain → the ladder."""
    ladder_input = _ladder_input(study)
    gains = read_tables(study.stage_folder("gain"), written_by="gain")
    measured = study.stage_folder("measure")
    result = ladder.work_out(
        ladder_input,
        **{name: gains[name] for name in gain.LADDER_TABLES if name in gains},
        indicators=terrain_figures(study.processed),
        sectors=if_measured(measured, "sectors"),
        references=gain.reference_records(),
        gains_of=gain.gain_tables,
        draws_of=gain.gain_draws,
    )
    folder = study.stage_folder("ladder")
    with atomic_folder(folder) as temporary:
        write_json(temporary / "ladder.json", result)
    return _files(folder), result


def work_qa(study: Study, _only: Sequence[str]) -> Made:
    """Every table → findings."""
    parts = [
        read_table(path, written_by=stage)
        for stage in ("layers", "measure")
        if (path := study.stage_folder(stage) / "findings.parquet").is_file()
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
    outputs = [study.processed / "findings.parquet", study.processed / "findings.csv"]
    with atomic_path(outputs[0]) as temporary:
        write_table(table, temporary)
    report.write_findings_csv(outputs[1], table)
    severities = table["severity"].value_counts()
    summary = {
        "counts": {name: int(severities.get(name, 0)) for name in ("error", "warning", "info")},
        "findings": finding_records(table),
    }
    return outputs, summary


def work_map(study: Study, _only: Sequence[str]) -> Made:
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
        write_text(study.maps / name, html)
    for stale in study.maps.glob("*.html"):
        if stale.name not in pages:
            stale.unlink()
    return [study.maps / name for name in pages], {"pages": sorted(pages)}


def work_report(study: Study, _only: Sequence[str]) -> Made:
    """Everything → GeoPackage and XLSX."""
    content = report_content(study)
    outputs = [study.processed / "atlas.xlsx"]
    report.write_workbook(outputs[0], content)
    if content.terrains is not None:
        outputs.append(study.processed / "atlas.gpkg")
        report.write_geopackage(outputs[1], content)
        outputs.append(study.processed / "atlas.qgz")
        report.write_qgis_project(outputs[2], content, geopackage=outputs[1].name)
    return outputs, {"files": [study.shown(path) for path in outputs]}


WORK: Mapping[str, Callable[[Study, Sequence[str]], Made]] = {
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


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file())


def _ladder_input(study: Study) -> LadderInput:
    """Return the study's ladder parameters with the tables they name."""
    reference = study.settings.ladder
    assert reference is not None, "the stage does not apply without [ladder]"
    measured = study.stage_folder("measure")
    return load_ladder(study.path(reference.file), measured_plots=plots_in(measured))
