"""Rows with one id: merged or left out, the same for every order."""

import pandas as pd
import pytest
import shapely

from geo_ser.findings import findings_table
from tests.layers.studies import cleaned
from tests.shapes import X, Y, square, table


def terrains(*shapes, **columns):
    return table(*shapes, terrain_id=["V"] * len(shapes), **columns)


def rules(layers):
    return [(one.rule, one.column) for one in layers.findings]


def test_parts_become_one_multipolygon_and_their_claim_counts_once(tmp_path):
    parts = terrains(square(0, 0, 10), square(50, 0, 10), claimed_gross_ha=[0.02, 0.02])
    layers = cleaned(tmp_path, parts)
    (row,) = layers.tables["terrains"].itertuples()
    assert row.geometry.geom_type == "MultiPolygon"
    assert row.geometry.area == 200
    assert row.claimed_gross_ha == 0.02
    assert layers.counts["terrains"] == {
        "rows_in": 2,
        "rows_out": 1,
        "merged": 1,
        "quarantined": 0,
        "repaired": {},
    }
    assert layers.findings == []


def test_land_that_parts_share_counts_once(tmp_path):
    parts = terrains(square(0, 0, 10), square(5, 0, 10), square(15, 0, 10))
    (land,) = cleaned(tmp_path, parts).tables["terrains"].geometry
    assert land.area == 250
    assert land.is_valid
    assert land.geom_type == "MultiPolygon"


def test_disagreeing_claims_are_unknown_and_listed(tmp_path):
    parts = terrains(
        square(0, 0, 10),
        square(50, 0, 10),
        square(100, 0, 10),
        claimed_gross_ha=[2.0, 1.5, None],
        claimed_net_ha=[1.0, None, 1.0],
        name=["Veld"] * 3,
    )
    layers = cleaned(tmp_path, parts)
    (row,) = layers.tables["terrains"].itertuples()
    assert pd.isna(row.claimed_gross_ha)
    assert row.claimed_net_ha == 1.0
    (finding,) = layers.findings
    assert (finding.rule, finding.severity) == ("layers.duplicate_claims", "warning")
    assert (finding.id, finding.name, finding.column) == ("V", "Veld", "claimed_gross_ha")
    assert "1.5, 2 ha" in finding.reason.en


def test_other_columns_come_from_the_largest_part_and_a_difference_is_said(tmp_path):
    parts = terrains(
        square(0, 0, 10), square(50, 0, 20), name=["Klein", "Groot"], district=["Holten", None]
    )
    layers = cleaned(tmp_path, parts)
    (row,) = layers.tables["terrains"].itertuples()
    assert (row.name, row.district) == ("Groot", "Holten")
    assert rules(layers) == [("layers.duplicate_values", "name")]
    assert "'Groot' is used" in layers.findings[0].reason.en


def units(*areas, **columns):
    points = [shapely.Point(X + number, Y) for number in range(len(areas))]
    return table(*points, unit_id=["u"] * len(areas), floor_area_m2=list(areas), **columns)


def test_a_unit_in_two_buildings_counts_once(tmp_path):
    rows = units(100.0, 100.0, building_ids=["b;a", "c"], uses=["winkelfunctie", "woonfunctie"])
    layers = cleaned(tmp_path, rows, "units")
    (row,) = layers.tables["units"].itertuples()
    assert row.building_ids == ["a", "b", "c"]
    assert row.uses == ["winkelfunctie", "woonfunctie"]
    assert row.floor_area_m2 == 100
    assert layers.counts["units"]["merged"] == 1
    assert layers.findings == []


def test_of_unequal_areas_the_largest_counts_and_is_said(tmp_path):
    layers = cleaned(tmp_path, units(100.0, 120.0, None), "units")
    (row,) = layers.tables["units"].itertuples()
    assert row.floor_area_m2 == 120
    (finding,) = layers.findings
    assert (finding.rule, finding.severity) == ("layers.duplicate_areas", "warning")
    assert "100, 120 m²" in finding.reason.en


@pytest.mark.parametrize(
    ("areas", "taken", "says"),
    [
        ((200.0, 120.0), 120, "200 m² is a filler; 120 m² counts"),
        ((120.0, 200.0, None), 120, "200 m² is a filler; 120 m² counts"),
        ((200.0, 350.0), 350, "200 m² is a filler; 350 m² counts"),
        ((120.0, 200.0, 150.0), 150, "200 m² is a filler; 150 m² counts"),
        ((200.0, None), 200, None),  # nothing beside it: it may be true
        ((200.0, 200.0), 200, None),
    ],
)
def test_200_m2_beside_another_area_of_the_same_unit_is_a_filler(tmp_path, areas, taken, says):
    layers = cleaned(tmp_path, units(*areas), "units")
    (row,) = layers.tables["units"].itertuples()
    assert row.floor_area_m2 == taken
    assert [says in one.reason.en for one in layers.findings] == ([True] if says else [])
    assert [one.claimed for one in layers.findings] == ([taken] if says else [])


def test_of_other_duplicates_the_lowest_wkb_stays(tmp_path):
    shapes = sorted((square(50, 0, 10), square(0, 0, 10)), key=lambda one: one.wkb_hex)
    for order in (shapes, shapes[::-1]):
        rows = table(*order, building_id=["b", "b"], mark=[one.wkb_hex for one in order])
        layers = cleaned(tmp_path, rows, "buildings")
        assert layers.tables["buildings"].geometry.to_list() == [shapes[0]]
        assert layers.quarantine["reason"].to_list() == ["duplicate_id"]
        assert layers.quarantine.geometry.to_list() == [shapes[1]]
        assert layers.counts["buildings"]["merged"] == 0
        assert layers.counts["buildings"]["quarantined"] == 1


def test_equal_shapes_are_told_apart_by_what_the_source_says(tmp_path):
    for years in ([1990, 1980], [1980, 1990]):
        rows = table(*[square(0, 0, 10)] * 2, building_id=["b"] * 2, construction_year=years)
        layers = cleaned(tmp_path, rows, "buildings")
        assert layers.tables["buildings"]["construction_year"].to_list() == [1980]


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 0, 1], [1, 2, 0]])
def test_merging_is_blind_to_order(tmp_path, order):
    parts = terrains(
        square(0, 0, 10),
        square(5, 0, 10),
        square(40, 0, 10),
        name=["a", "b", "c"],
        claimed_net_ha=[1.0, 2.0, 3.0],
    )
    first, turned = cleaned(tmp_path, parts), cleaned(tmp_path, parts.iloc[order])
    assert first.tables["terrains"].geometry[0].wkb == turned.tables["terrains"].geometry[0].wkb
    pd.testing.assert_frame_equal(first.tables["terrains"], turned.tables["terrains"])
    pd.testing.assert_frame_equal(findings_table(first.findings), findings_table(turned.findings))
