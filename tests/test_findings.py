import random

from geo_ser.findings import FINDING_COLUMNS, Finding, finding_records, findings_table
from tests.shapes import square


def some():
    return [
        Finding(rule="claims.ratio", severity="error", table="t", name="B", claimed=67.6),
        Finding(
            rule="claims.balance", severity="error", table="t", name="A", geometry=square(0, 0, 1)
        ),
        Finding(rule="layers.crs", severity="info", table="terrains"),
        Finding(rule="claims.polygon", severity="warning", table="t", id="7", unit="ha"),
    ]


def test_findings_have_one_order_whatever_order_they_came_in():
    shuffled = some()
    random.Random(1).shuffle(shuffled)
    assert finding_records(findings_table(shuffled)) == finding_records(findings_table(some()))
    assert findings_table(some())["severity"].tolist() == ["error", "error", "warning", "info"]


def test_records_are_json_ready_and_unknown_is_null():
    record = finding_records(findings_table(some()))[1]
    assert list(record) == list(FINDING_COLUMNS)
    assert record["claimed"] == 67.6
    assert record["expected"] is None
    assert record["id"] is None
    assert record["geometry"] is None
    assert finding_records(findings_table(some()))[0]["geometry"].startswith("POLYGON")


def test_no_findings_is_a_table_too():
    table = findings_table([])
    assert list(table.columns) == list(FINDING_COLUMNS)
    assert table.crs.to_epsg() == 28992
