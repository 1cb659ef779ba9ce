"""`geo-ser qa`: what every check has to say; `geo-ser qa claims FILE` for one table."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from geo_ser.cli.options import (
    JsonOption,
    LangOption,
    NoWaitOption,
    PlainConsole,
    StrictOption,
    VerboseOption,
    locked_study,
    print_json,
    stop_when_strict,
    study_at,
)
from geo_ser.errors import UsageError

TargetArgument = Annotated[
    str, typer.Argument(metavar="[STUDY] or claims", help="Study folder, or the word `claims`.")
]
FileArgument = Annotated[
    Path | None, typer.Argument(metavar="[FILE.csv]", help="After `claims`: the table to audit.")
]
StudyOption = Annotated[
    Path | None,
    typer.Option("--study", metavar="DIR", help="Compare the claims with this study's polygons."),
]


def qa(
    target: TargetArgument = ".",
    file: FileArgument = None,
    study: StudyOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    no_wait: NoWaitOption = False,
    verbose: VerboseOption = 0,  # noqa: ARG001 - set_up_logging is its callback
) -> None:
    """Check a study, or audit a table of claimed hectares; exit 1 when there are errors.

    Writes data/processed/findings.parquet and .csv for a study, nothing for a table.
    Examples: geo-ser qa studies/apeldoorn-noord; geo-ser qa claims atlas-2004.csv --study .
    """
    from geo_ser.pipeline import run_stage
    from geo_ser.pipeline.single import audit_file

    if target == "claims":
        if file is None:
            raise UsageError("qa claims needs a FILE.csv, e.g. `geo-ser qa claims atlas.csv`.")
        findings = audit_file(
            file,
            study=None if study is None else study_at(study, lang),
            language="nl" if lang is None else lang.value,
        )
        summary: dict[str, Any] = {"findings": findings}
    elif file is not None or study is not None:
        raise UsageError("FILE and --study go with `geo-ser qa claims`.")
    else:
        with locked_study(Path(target), lang, no_wait=no_wait) as atlas:
            summary = run_stage(atlas, "qa").summary
        findings = summary["findings"]
    if as_json:
        print_json(summary)
    else:
        _print(findings)
    if any(one["severity"] == "error" for one in findings):
        raise typer.Exit(1)
    if strict and any(one["severity"] != "info" for one in findings):
        raise typer.Exit(1)
    if target != "claims":
        stop_when_strict(atlas, strict=strict)


def _print(findings: list[dict[str, Any]]) -> None:
    """Print findings as a table."""
    shown = Table(box=None, pad_edge=False)
    for heading in ("severity", "rule", "name", "column", "difference", "reason"):
        shown.add_column(heading, overflow="fold")
    for one in findings:
        difference = "" if one["difference"] is None else f"{one['difference']:+.2f} {one['unit']}"
        row = (one["severity"], one["rule"], one["name"] or one["id"] or "", one["column"] or "")
        shown.add_row(*row, difference, one["reason"])
    console = PlainConsole(soft_wrap=False)
    console.print(shown)
    console.print(f"{len(findings)} findings")
