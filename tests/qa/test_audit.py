import json
from collections import Counter

import pytest

from geo_ser.findings import finding_records, findings_table
from geo_ser.qa import as_findings, audit_claims, study_findings
from geo_ser.study import Thresholds
from tests.qa.rijssen import EDITION_2017, claims, terrains
from tests.shapes import square, table


@pytest.fixture(scope="module")
def found():
    return study_findings(
        tables={"terrains": terrains()}, indicators={}, claims=claims(),
        thresholds=Thresholds(), terrains_edition=EDITION_2017, language="nl",
    )  # fmt: skip


def test_everything_the_study_of_rijssen_holten_has_to_say(found):
    assert Counter((one.table, one.rule, one.severity) for one in found) == {
        ("terrains_2004", "claims.balance", "error"): 4,
        ("terrains_2004", "claims.ratio", "error"): 4,
        ("terrains_2004", "claims.polygon", "warning"): 2,
        ("ibis_2024_1742", "claims.polygon", "warning"): 8,
        ("ibis_2024_1742", "claims.unmatched", "warning"): 2,
        ("ibis_2024_1742", "claims.edition", "warning"): 9,
        ("ibis_2024_1742", "claims.edition", "info"): 1,
        ("terrains", "claims.edition", "warning"): 3,
        ("terrains", "claims.edition", "info"): 18,
    }


def test_an_open_balance_tells_what_other_editions_and_the_outline_say(found):
    [haar] = [one for one in found if one.rule == "claims.balance" and "Haar" in one.name]
    assert haar.id == "628;629"
    assert haar.geometry.area / 1e4 == pytest.approx(13.93, abs=0.01)
    assert "laat 11,69 ha over; de tabel noemt 12,19 ha netto" in haar.reason
    assert "2017: 13,93 ha bruto, 11,48 ha netto; 2024: 14,11 ha bruto, 11,60 ha netto" in (
        haar.reason
    )
    assert "De grens meet 13,93 ha bruto." in haar.reason


def test_every_finding_says_why_and_what_to_do_and_fits_the_table(found):
    assert all(one.reason and one.action for one in found)
    assert not any("{" in one.reason for one in found)
    wide = findings_table(found)
    assert as_findings([wide]) != []
    assert Counter(as_findings([wide])) == Counter(found)
    assert json.loads(json.dumps(finding_records(wide), allow_nan=False))[0]["severity"] == "error"


def test_without_terrains_only_the_tables_themselves_are_audited():
    rules = {one.rule for one in audit_claims(claims(), None, thresholds=Thresholds())}
    assert rules == {"claims.balance", "claims.ratio"}


def test_a_study_without_claims_or_tables():
    assert study_findings(tables={}, indicators={}, claims=[], thresholds=Thresholds()) == []
    plain = table(square(0, 0, 100), terrain_id=["1"])
    assert (
        study_findings(
            tables={"terrains": plain}, indicators={}, claims=claims(), thresholds=Thresholds()
        )
        != []
    )
