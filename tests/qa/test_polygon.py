from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.errors import CrsError
from geo_ser.qa import ClaimsTable, audit_own_claims, audit_polygons
from geo_ser.study import Thresholds
from tests.qa.rijssen import EDITION_2017, claims, frame, terrains
from tests.shapes import square, table


def audit(gross, shapes, *, net="", thresholds=None, **mapping):
    rows = frame(name=["A"], gross_ha=[gross], net_ha=[net])
    claimed = ClaimsTable("t", date(2020, 1, 1), rows, mapping={"A": mapping.get("ids", ("1",))})
    return audit_polygons(
        claimed, shapes, thresholds=thresholds or Thresholds(), language="en",
        terrains_edition=date(2024, 1, 1),
    )  # fmt: skip


# one hectare, and half a hectare overlapping its right half
ONE = table(square(0, 0, 100), square(50, 0, 100), terrain_id=["1", "2"], name=["A", "B"])


def test_within_one_per_cent_or_a_hundred_square_metres_is_no_finding():
    assert audit("1.01", ONE) == audit("0.99", ONE) == []
    [one] = audit("1.02", ONE)
    assert (one.rule, one.severity, one.table, one.id, one.column) == (
        "claims.polygon", "warning", "t", "1", "gross_ha",
    )  # fmt: skip
    assert (one.claimed, one.expected, one.unit) == (1.02, pytest.approx(1.0), "ha")
    assert (one.difference, one.tolerance) == (pytest.approx(0.02), pytest.approx(0.01))
    assert one.geometry.area == 10_000
    assert audit("1.02", ONE, thresholds=Thresholds(polygon_min_share=0.03)) == []


def test_several_terrains_are_measured_as_one_union():
    assert audit("1.50", ONE, ids=("1", "2")) == []
    [one] = audit("2.00", ONE, ids=("1", "2"))
    assert one.expected == pytest.approx(1.5)


def test_net_above_the_whole_outline_is_an_error():
    found = audit("1.00", ONE, net="1.20")
    assert [(one.severity, one.column) for one in found] == [("error", "net_ha")]


@pytest.mark.parametrize(
    ("gross", "net", "words"),
    [
        ("10000", "", "m² entered as ha"),
        ("0.80", "0.80", "net was entered as gross"),
        ("1.30", "0.90", "The claim is of 2020, the outline of 2024"),
    ],
)
def test_the_likely_reason(gross, net, words):
    assert words in audit(gross, ONE, net=net)[0].reason


def test_degrees_are_refused():
    with pytest.raises(CrsError, match=r"`terrains` has EPSG:4326"):
        audit("1.0", ONE.to_crs(4326))


def test_own_claims_are_audited_the_same_way():
    shapes = table(
        square(0, 0, 100), square(200, 0, 100), square(400, 0, 100),
        terrain_id=["3", "2", "1"], claimed_gross_ha=[1.0, np.nan, 1.3],
        claimed_net_ha=[0.5, 1.5, np.nan],
    )  # fmt: skip
    found = audit_own_claims(shapes, thresholds=Thresholds(), language="en")
    assert [(one.table, one.id, one.column, one.severity) for one in found] == [
        ("terrains", "1", "claimed_gross_ha", "warning"),
        ("terrains", "2", "claimed_net_ha", "error"),
    ]
    assert audit_own_claims(ONE, thresholds=Thresholds()) == []


def test_the_claims_of_2017_fit_their_own_polygons():
    assert audit_own_claims(terrains(), thresholds=Thresholds()) == []


def test_the_atlas_of_2004_fits_but_for_vletgaarsmaten_and_the_small_sites():
    found = audit_polygons(
        claims()[0], terrains(), thresholds=Thresholds(), terrains_edition=EDITION_2017
    )
    others, one = sorted(found, key=lambda each: each.name)
    assert (others.name, others.id) == ("Overige locaties", "130060;130062;3868;4719")
    assert (others.claimed, others.expected) == (7.94, pytest.approx(7.758, abs=0.001))
    assert (one.name, one.id, one.claimed) == ("Vletgaarsmaten", "130003", 16.98)
    assert one.expected == pytest.approx(16.765, abs=0.001)
    assert "De opgave is van 2004, de grens van 2017" in one.reason


def test_ibis_2024_differs_from_the_polygons_in_eight_places_and_two_find_none():
    found = audit_polygons(claims()[1], terrains(), thresholds=Thresholds())
    off = {one.name: round(one.difference, 2) for one in found if one.rule == "claims.polygon"}
    assert off == {
        "DE HAAR I": 0.10, "DE HAAR II": 0.08, "DE KEIZER": -0.54, "ENTERSTRAAT": -0.19,
        "HOLTERBERG OAD TERREIN": -0.22, "MARKELOSEWEG": -0.05, "VLETGAARSMATEN I": -0.40,
        "VLETGAARSMATEN II": -4.03,
    }  # fmt: skip
    unmatched = {one.name for one in found if one.rule == "claims.unmatched"}
    assert unmatched == {"BEDRIJVENTERREIN RIJSSEN", "UITBREIDING DE KEIZER"}


@settings(max_examples=12, deadline=None)
@given(st.floats(0.1, 300), st.floats(-0.5, 0.5))
def test_a_finding_comes_exactly_when_the_gap_exceeds_the_tolerance(hectares, share):
    shapes = table(square(0, 0, 100 * hectares, 100), terrain_id=["1"], name=["A"])
    claimed = round(hectares * (1 + share), 4)
    gap, tolerance = abs(claimed - hectares), max(0.01, 0.01 * hectares)
    if abs(gap - tolerance) > 1e-6:
        assert bool(audit(f"{claimed:.4f}", shapes)) == (gap > tolerance)
