"""Tables → files for people: a GeoPackage and a project for QGIS, a workbook, findings as CSV.

`ReportContent` is everything there is to report; the writers add nothing to it and compute
nothing but its order. They know no study: `pipeline` reads the tables and says where to write.

Why
---
* **Made for who opens it.** The GeoPackage keeps the columns' names, because programs and
  joins depend on them, and carries the Dutch labels beside them: in the schema extension,
  which GDAL reads, and in each layer's style, which QGIS reads. The workbook has labels as
  headers, with the unit, and the column's name in a comment. The CSV is for programs: plain
  UTF-8 without a byte order mark, which they would take for a part of the first column's name;
  who wants Excel opens the workbook, which has the same findings.
* **Nothing in a cell runs.** Text comes from registries and spreadsheets. In the workbook it is
  written as text whatever it starts with; in the CSV, which has no types, a quote goes before
  what a spreadsheet would take for a formula.
* **Same content, same bytes**, for every order of rows: rows are put in order here, and dates
  are the edition's.
* **Unknown stays empty**, grey in the workbook, with its reason in the sheet of unknowns.
"""

from geo_ser.report.content import ReportContent
from geo_ser.report.findings_csv import write_findings_csv
from geo_ser.report.geopackage import write_geopackage
from geo_ser.report.qgis_project import write_qgis_project
from geo_ser.report.workbook import write_workbook

__all__ = [
    "ReportContent",
    "write_findings_csv",
    "write_geopackage",
    "write_qgis_project",
    "write_workbook",
]
