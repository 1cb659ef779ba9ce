"""Answers that write nothing: one ladder file, one table of claims, whether a study is clean."""

from pathlib import Path
from typing import Any, Literal

from geo_ser.errors import LadderError, SourceError
from geo_ser.files import read_csv_text, require_file, sha256
from geo_ser.findings import finding_records, findings_table
from geo_ser.gain import gain_draws, gain_tables, reference_records
from geo_ser.ladder import PlotTables, compare_figures, work_out
from geo_ser.parameters import load_ladder, read_parameters
from geo_ser.pipeline.gather import records, stage_tables, terrains_edition
from geo_ser.pipeline.records import written_files
from geo_ser.pipeline.stages import stage_files
from geo_ser.pipeline.store import plots_in, read_table, table_if_written, terrain_figures
from geo_ser.qa import ClaimsTable, audit_claims, audit_table
from geo_ser.study import Study

__all__ = ["audit_file", "figures_of_file", "ladder_of_file", "not_clean", "stored_candidates"]


def ladder_of_file(file: Path) -> dict[str, Any]:
    """Return the ladder of a bare file; measured supply comes from a finished study around it.

    Raises
    ------
    GeoSerError
        If the file is wrong, or a supply asks for an indicator that nobody measured.
    """
    measured, gained = (written_files(file.parent, stage) for stage in ("measure", "gain"))
    ladder_input = load_ladder(file, measured_plots=plots_in(file.parent))
    return work_out(
        ladder_input,
        **gain_tables(ladder_input),
        indicators=terrain_figures(measured, gained),
        sectors=table_if_written(measured, "sectors"),
        references=reference_records(),
        gains_of=gain_tables,
        draws_of=gain_draws,
        plots=PlotTables(
            table_if_written(measured, "plots"), table_if_written(gained, "gain_plots")
        ),
    )


def figures_of_file(file: Path, ladder: dict[str, Any]) -> dict[str, Any]:
    """Return every published figure of a ladder file beside what its ladder computes.

    Raises
    ------
    LadderError
        If the file names no figures.
    GeoSerError
        If the table of figures is missing or wrong.
    """
    name = read_parameters(file).published.figures
    if name is None:
        raise LadderError(
            f"{file}: no `figures` in [published], so there is nothing to walk over. Name a table "
            "of published figures there (docs/compare.md says how it looks)."
        )
    figures = read_csv_text(file.parent / name, what=f"{file.name} [published] figures")
    return compare_figures(figures, ladder)


def audit_file(
    file: Path, *, study: Study | None, language: Literal["nl", "en"] = "nl"
) -> list[dict[str, object]]:
    """Return what the audit says of one table, against a study's polygons when one is given.

    A file that the study names in [[claims]] (seen by its hash) is matched as it says there; any
    other by name, and without a date it is held against no edition.
    `language` is for a table without a study; a study speaks its own.
    """
    if study is None:
        return finding_records(findings_table(audit_table(file, name=file.stem, language=language)))
    digest = sha256(require_file(file, what="claims"))
    known = [one for one in study.settings.claims if sha256(study.path(one.file)) == digest]
    table = ClaimsTable(
        name=file.stem,
        edition=known[0].edition if known else None,
        rows=read_csv_text(file, what="claims"),
        match=known[0].match if known else "name",
        mapping=known[0].mapping if known else {},
    )
    found = audit_claims(
        [table],
        stage_tables(study, "layers", required=True)["terrains"],
        thresholds=study.settings.thresholds,
        terrains_edition=terrains_edition(study),
        language=study.settings.study.language,
    )
    return finding_records(findings_table(found))


def stored_candidates(study: Study) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the candidates `gain` ranked, JSON-ready and best first, and the terrains it knows.

    Raises
    ------
    SourceError
        If `gain` has not run, or the study has no parcels to work a gain out from.
    """
    if "parcels" not in study.settings.tables:
        raise SourceError(
            f"{study.folder / 'atlas.toml'}: no [tables.parcels], so there are no plots to rank."
        )
    files = stage_files(study, "gain")
    ranked, terrains = read_table(files, "candidates"), read_table(files, "gain_terrains")
    return records(ranked), sorted(terrains["terrain_id"])


def not_clean(study: Study, stage: str = "") -> dict[str, int]:
    """Return how many findings (info left out) and quarantined rows there are.

    `layers` and `measure` have findings of their own; for the rest those of the whole study
    count.
    """
    counts = {"findings": 0, "quarantined rows": 0}
    judge = stage if stage in ("layers", "measure") else "qa"
    findings = table_if_written(stage_files(study, judge), "findings")
    if findings is not None:
        counts["findings"] = int((findings["severity"] != "info").sum())
    quarantine = table_if_written(stage_files(study, "layers"), "quarantine")
    if quarantine is not None:
        counts["quarantined rows"] = len(quarantine)
    return counts
