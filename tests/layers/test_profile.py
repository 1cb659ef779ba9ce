"""Which source column is meant, and in which unit."""

from pathlib import Path

import pytest

from geo_ser.errors import StudyError, TableError
from geo_ser.layers.profile import Term, load_profile, match_columns, profile_names
from geo_ser.tables import INPUTS

COPY_2017 = ["RINNUMMER", "BEDRIJVENT", "KERN", "OPPBRUTO", "OPPNETTO", "JAAR"]
WFS = ["RIN_NUMMER", "PLAN_NAAM", "GEM_CODES", "WLOC_TYPE", "HA_BRUTO", "HA_NETTO", "HA_TOTTUIT"]
ISSUED = ["HA_UITGEG", "HA_UIT_HJR", "HA_TKPGEM"]


def match(profile, table, available, **overrides):
    found = match_columns(
        load_profile(profile, table), INPUTS[table], available, overrides, what=f"`{table}` (f)"
    )
    return {name: [(term.column, term.factor) for term in terms] for name, terms in found.items()}


def test_every_profile_names_only_columns_of_the_contract():
    assert {"bag", "bgt", "brk", "canonical", "cbs", "ibis"} <= set(profile_names())
    for name in profile_names():
        for table, contract in INPUTS.items():
            profile = load_profile(name, table)
            known = {column.name for column in contract.columns}
            assert {*profile.columns, *profile.codes, *profile.widths} <= known


def test_the_canonical_profile_serves_every_table_in_any_case():
    for table, contract in INPUTS.items():
        names = [column.name for column in contract.columns if column.kind != "geometry"]
        found = match("canonical", table, [name.upper() for name in names])
        assert found == {name: [(name.upper(), 1.0)] for name in names}


def test_the_copy_of_2017_is_in_square_metres_and_its_year_is_the_start_year():
    found = match("ibis", "terrains", COPY_2017)
    assert found["claimed_gross_ha"] == [("OPPBRUTO", 1e-4)]
    assert found["claimed_net_ha"] == [("OPPNETTO", 1e-4)]
    assert found["start_year"] == [("JAAR", 1.0)]
    assert found["terrain_id"] == [("RINNUMMER", 1.0)]


def test_elsewhere_the_year_is_the_reference_year():
    found = match("ibis", "terrains", [*WFS, "JAAR"])
    assert "start_year" not in found
    assert found["claimed_gross_ha"] == [("HA_BRUTO", 1.0)]
    assert found["claimed_issuable_ha"] == [("HA_TOTTUIT", 1.0)]


def test_issued_is_a_sum_and_needs_all_its_terms():
    found = match("ibis", "terrains", [*WFS, *ISSUED])
    assert found["claimed_issued_ha"] == [
        ("HA_UITGEG", 1.0),
        ("HA_UIT_HJR", 1.0),
        ("HA_TKPGEM", -1.0),
    ]
    assert "claimed_issued_ha" not in match("ibis", "terrains", [*WFS, *ISSUED[:2]])


@pytest.mark.parametrize(
    ("available", "name", "net"),
    [
        (["RIN", "werklocatie_type", "netto_oppervlakte"], "RIN", "netto_oppervlakte"),
        (["RIN_Nummer", "Plannaam", "Bruto", "Netto_ha", "Jaar"], "RIN_Nummer", "Netto_ha"),
    ],
)
def test_other_doors_of_ibis(available, name, net):
    found = match("ibis", "terrains", available)
    assert found["terrain_id"] == [(name, 1.0)]
    assert found["claimed_net_ha"] == [(net, 1.0)]


def test_the_factor_belongs_to_the_source_column_wherever_it_is_mapped():
    found = match("ibis", "terrains", COPY_2017, claimed_issued_ha="oppnetto")
    assert found["claimed_issued_ha"] == [("OPPNETTO", 1e-4)]


def test_an_override_decides_key_by_key():
    found = match("ibis", "terrains", [*COPY_2017, "NR"], terrain_id="NR")
    assert found["terrain_id"] == [("NR", 1.0)]
    assert found["name"] == [("BEDRIJVENT", 1.0)]


def test_bag_spellings_of_the_services():
    wfs = match("bag", "units", ["identificatie", "oppervlakte", "pandidentificatie"])
    demo = match("bag", "units", ["identificatie", "oppervlakte", "pand_identificatie"])
    assert wfs["building_ids"] == [("pandidentificatie", 1.0)]
    assert demo["building_ids"] == [("pand_identificatie", 1.0)]
    ogc = match("bag", "units", ["identificatie", "pand.href"])
    assert ogc["building_ids"] == [("pand.href", 1.0)]


def test_the_exact_spelling_goes_before_another_case():
    assert match("canonical", "terrains", ["TERRAIN_ID", "terrain_id"])["terrain_id"] == [
        ("terrain_id", 1.0)
    ]


def test_refusals_name_what_is_near():
    with pytest.raises(TableError, match=r"unknown column 'terain_id'; did you mean `terrain_id`"):
        match("canonical", "terrains", ["a"], terain_id="a")
    with pytest.raises(TableError, match=r"terrain_id = 'NUMER'.*Did you mean 'NUMMER'.*'NAAM'"):
        match("canonical", "terrains", ["NUMMER", "NAAM"], terrain_id="NUMER")
    with pytest.raises(TableError, match=r"no column for terrain_id.*RIN_NUMMER.*has 'a'.*columns"):
        match("ibis", "terrains", ["a"])
    with pytest.raises(StudyError, match=r"profile 'bgd' is not in this version; there are .*bag"):
        load_profile("bgd", "surfaces")


def test_a_term_is_one_source_column():
    assert Term("a") == Term("a", 1.0)


def test_every_profile_stands_in_the_documentation():
    text = (Path(__file__).parents[2] / "docs" / "study.md").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("| `profile` |"))
    assert row.split("`")[3].split() == sorted(profile_names())
