import csv

import pandas as pd
import pytest

from geo_ser.errors import WriteError
from geo_ser.findings import FINDING_COLUMNS, Finding, findings_table
from geo_ser.report import write_findings_csv
from geo_ser.report.content import plain_text
from tests.report.contents import HOSTILE, findings, shuffled
from tests.shapes import square


def written(path, table):
    write_findings_csv(path, table)
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_columns_are_those_of_the_contract_and_no_mark_stands_before_the_first(tmp_path):
    path = tmp_path / "findings.csv"
    [first, *_] = written(path, findings())
    assert tuple(first) == FINDING_COLUMNS
    assert path.read_bytes().startswith(b"rule,severity,table,id,name,column,claimed,expected,")
    assert b"\r" not in path.read_bytes()


def test_numbers_read_back_as_themselves_and_unknown_is_empty(tmp_path):
    by_severity = {row["severity"]: row for row in written(tmp_path / "f.csv", findings())}
    assert by_severity["info"]["claimed"] == "0.30000000000000004"
    assert by_severity["error"]["difference"] == "-0.3"
    assert by_severity["error"]["claimed"] == ""
    assert by_severity["error"]["geometry"] == ""
    assert by_severity["info"]["geometry"] == square(200, 0, 100).wkt


def test_no_text_can_become_a_formula(tmp_path):
    made = [Finding(rule="r", severity="info", table="t", name=text) for text in HOSTILE]
    names = [row["name"] for row in written(tmp_path / "f.csv", findings_table(made))]
    assert len(names) == len(HOSTILE)
    assert not any(name.startswith(("=", "+", "-", "@", "\t", "\r")) for name in names)
    unguarded = {name.removeprefix("'") if name[1:2] in "=+-@" else name for name in names}
    assert unguarded == set(map(plain_text, HOSTILE))


def test_same_bytes_for_every_order_and_one_line_for_no_findings(tmp_path):
    write_findings_csv(tmp_path / "a.csv", findings())
    write_findings_csv(tmp_path / "b.csv", shuffled(findings(), 1))
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert written(tmp_path / "c.csv", findings_table([])) == []
    assert pd.read_csv(tmp_path / "c.csv").columns.to_list() == list(FINDING_COLUMNS)


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "findings.csv").mkdir()
    with pytest.raises(WriteError, match=r"findings\.csv: cannot be written"):
        write_findings_csv(tmp_path / "findings.csv", findings())
