import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ser.qa.names import name_key, name_keys, narrower


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Noorddeel-West", "Noord Deel West"),
        ("Bedrijventerrein De Haar II", "DE HAAR 2"),
        ("Terrein Slaghekke", "slaghekke"),
        ("Noordermors2", "Noordermors 2"),
        ("'t Höfte", "t hofte"),
        ("Vletgaarsmaten 2A", "VLETGAARSMATEN 2 a"),
        ("Kavel 02", "Kavel 2"),
    ],
)
def test_spellings_of_one_name(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Noordermors", "Noordermors 2"),
        ("Noorddeel-West", "West Noorddeel"),
        ("Zone 2 1", "Zone 21"),
        ("De Haar I", "De Haar II"),
    ],
)
def test_different_names_stay_apart(one, other):
    assert name_key(one) != name_key(other)


def test_a_name_may_list_several_terrains():
    assert name_keys("De Haar I en II") == (name_key("De Haar 1"), name_key("De Haar 2"))
    assert name_keys("De Haar 1, 2 & 4") == tuple(name_key(f"De Haar {n}") for n in (1, 2, 4))
    assert name_keys("Park I t/m III") == tuple(name_key(f"Park {n}") for n in (1, 2, 3))
    assert name_keys("Park 10") == (name_key("Park 10"),)
    assert name_keys("Kop en Staart") == (name_key("Kop en Staart"),)
    assert name_keys("Park 3 t/m 1") == (name_key("Park 3 t/m 1"),)
    assert name_keys("Park 2 1") == (name_key("Park 2 1"),)


def test_a_part_of_a_terrain_is_narrower():
    assert narrower(name_key("Vletgaarsmaten"), name_key("Vletgaarsmaten 2A"))
    assert narrower(name_key("Vletgaarsmaten II"), name_key("Vletgaarsmaten 2B"))
    assert not narrower(name_key("Zone 2"), name_key("Zone 21"))


@given(st.text(max_size=30))
def test_any_text_has_a_key_that_case_and_spaces_do_not_change(text):
    assert name_key(text) == name_key(f"  {text}  ")
    assert name_keys(text)
