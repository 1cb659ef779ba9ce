"""What a plan's texts allow: read exactly, or handed back by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ser.layers.limits import category_range, limit_pairs, read_limits
from geo_ser.layers.profile import load_profile

KNOWN = load_profile("imro", "zoning").imro.limits


def read(*pairs):
    return read_limits(pairs, KNOWN)


@pytest.mark.parametrize(
    ("name", "value", "column", "figure"),
    [
        ("maximum bouwhoogte (m)", "9", "max_height_m", 9.0),
        ("maximale bouwhoogte (m)", "9,5", "max_height_m", 9.5),
        ("Max. bouwhoogte (m)", "12.25 m", "max_height_m", 12.25),
        ("maximum bebouwingspercentage (%)", "60", "max_coverage", 0.6),
        ("minimum bebouwingspercentage (%)", "40%", "min_coverage", 0.4),
        ("maximum bebouwingspercentage terrein (%)", "70", "max_site_coverage", 0.7),
        ("minimum fsi", "0,8", "min_fsi", 0.8),
        ("minimale afstand tot de zijdelingse perceelsgrens (m)", "3", "setback_side_m", 3.0),
        ("maximum goothoogte (m)", "6", "max_eaves_height_m", 6.0),
        ("minimum bouwhoogte (m)", "4", "min_height_m", 4.0),
    ],
)
def test_names_that_are_known_exactly(name, value, column, figure):
    limits = read((name, value))
    assert dict(limits.stated) == {column: pytest.approx(figure)}
    assert not limits.unread


def test_combined_names_need_as_many_values():
    both = read(("maximale goot- en bouwhoogte (m)", "4,5/8"))
    assert both.stated == {"max_eaves_height_m": 4.5, "max_height_m": 8.0}
    pair = read(("maximale bouwhoogte (m) en maximum bebouwingspercentage (%)", "12 en 60"))
    assert pair.stated == {"max_height_m": 12.0, "max_coverage": 0.6}
    spread = read(("minimum-maximum bouwhoogte (m)", "6-9"))
    assert spread.stated == {"min_height_m": 6.0, "max_height_m": 9.0}
    for name, value in [
        ("maximale goot- en bouwhoogte (m)", "8"),
        ("minimale-maximale goot- en bouwhoogte (m)", "3-4/6-8"),  # which is which?
        ("maximum bouwhoogte (m)", "6-9"),
    ]:
        limits = read((name, value))
        assert not limits.stated
        assert limits.unread == (f"{name} = {value}",)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("maximum bouwhoogte (m)", "zie regels"),
        ("maximum bouwhoogte (m)", ""),
        ("maximum bouwhoogte (m)", "-3"),
        ("maximum bouwhoogte (m)", "1.000"),
        ("maximum bouwhoogte (m)", "9000"),
        ("maximum bouwhoogte (m)", "60%"),
        ("maximum bebouwingspercentage (%)", "160"),
        ("maximum bebouwingspercentage (%)", "0,6"),
        ("maximum bebouwingspercentage (%)", "60 m"),
        ("bouwhoogte (m)", "9"),  # neither maximum nor minimum
        ("maximum bouwhoogte bijgebouwen (m)", "3"),
        ("maximum bebouwingspercentage achtererf (%)", "50"),
    ],
)
def test_what_cannot_be_read_is_handed_back_by_name(name, value):
    limits = read((name, value))
    assert not limits.stated
    assert limits.unread == ((f"{name} = {value}") if value else name,)


def test_a_gutter_is_no_roof_and_a_dwelling_no_limit():
    limits = read(("maximum goothoogte (m)", "6"), ("maximum aantal wooneenheden", "5"))
    assert "max_height_m" not in limits.stated
    assert limits.unused == ("maximum aantal wooneenheden",)


def test_the_strictest_of_two_holds():
    assert read(("maximum bouwhoogte (m)", "9"), ("maximum bouwhoogte (m)", "7")).stated == {
        "max_height_m": 7.0
    }
    low = read(("minimum bebouwingspercentage (%)", "30"),
               ("minimum bebouwingspercentage (%)", "50"))  # fmt: skip
    assert low.stated == {"min_coverage": 0.5}


def test_the_services_give_one_text():
    text = '"maximum bouwhoogte (m)"="9,5", "maximum bebouwingspercentage (%)"="60"'
    assert read(*limit_pairs(text)).stated == {"max_height_m": 9.5, "max_coverage": 0.6}
    assert read(*limit_pairs("zie de regels")).unread == ("zie de regels",)
    assert read(*limit_pairs(text + "; n.t.b.")).unread == ("n.t.b.",)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bedrijf tot en met categorie 2", (None, "2")),
        ("Bedrijf tot en met categorie 3.1", (None, "3.1")),
        ("bedrijf van categorie 3,1 tot en met categorie 4.2", ("3.1", "4.2")),
        ("bedrijf van categorie 2 t/m 3.2", ("2", "3.2")),
        ("bedrijf categorie 4.1", ("4.1", "4.1")),
        ("horeca tot en met categorie 2", None),
        ("specifieke vorm van bedrijf - garagebedrijf", None),
        ("detailhandel", None),
    ],
)
def test_categories_of_business_only(name, expected):
    assert category_range(name) == expected


@pytest.mark.parametrize(
    "name",
    ["bedrijf tot en met categorie 7", "bedrijf tot en met categorie B", "bedrijf categorie"],
)
def test_a_category_that_is_none_is_refused(name):
    with pytest.raises(ValueError, match="categor"):
        category_range(name)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_a_limit_inside_its_bounds_or_is_handed_back(name, value):
    limits = read((name, value), ("maximum bouwhoogte (m)", value))
    assert len(limits.stated) + len(limits.unread) + len(limits.unused) >= 2
    assert all(0 <= figure <= 500 for figure in limits.stated.values())
