"""The findings as CSV, for programs and spreadsheets."""

import csv
import io
from pathlib import Path

import geopandas as gpd

from geo_ser.files import csv_cell, write_text
from geo_ser.findings import FINDING_COLUMNS, finding_records
from geo_ser.report.content import in_order, plain_text

__all__ = ["write_findings_csv"]


def write_findings_csv(path: Path, findings: gpd.GeoDataFrame) -> None:
    """Write findings as CSV, whole or not at all.

    Columns are those of design §4, separated by commas; lines end in a line feed. Numbers are
    written so that they read back as the same number, geometry as WKT in EPSG:28992, unknown as
    an empty cell. A quote goes before text that a spreadsheet would read as a formula. UTF-8
    without a byte order mark, which programs would take for a part of the first column's name.

    Parameters
    ----------
    path
        The file.
    findings
        As `geo_ser.findings.findings_table` gives them.

    Raises
    ------
    WriteError
        If the file cannot be written; the old one is then as it was.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FINDING_COLUMNS)
    for record in finding_records(in_order("findings", findings)):
        writer.writerow([_cell(record[column]) for column in FINDING_COLUMNS])
    write_text(path, text.getvalue())


def _cell(value: object) -> object:
    """Return a cell as the CSV writer takes it; None becomes an empty cell."""
    return csv_cell(plain_text(value)) if isinstance(value, str) else value
