"""`geo-ser instruments` as its user meets it."""

import json
import sys

import pytest

from geo_ser import cli


@pytest.fixture
def instruments(monkeypatch, capsys):
    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["geo-ser", "instruments", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return ended.value.code or 0, printed.out, printed.err

    return call


def shown(out):
    """Return the numbers in the first column of a printed table."""
    return [int(line.split()[0]) for line in out.splitlines()[1:]]


def test_all_26_in_a_table(instruments):
    code, out, _err = instruments()
    assert (code, shown(out)) == (0, list(range(1, 27)))
    assert "Schakelen" in out
    assert "Bebouwingspercentage" in out
    assert "Linking" in instruments("--lang", "en")[1]


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (["--group", "parking"], [12, 13]),
        (["--level", 1], [2, 18, 19, 22, 25]),
        (["--level", 0], []),
        (["--quantified"], [2, 3, 4, 10, 12]),
        (["--quantified", "--level", 2, "--group", "linking"], [3, 4]),
    ],
)
def test_filters(instruments, arguments, numbers):
    assert shown(instruments(*arguments)[1]) == numbers
    found = json.loads(instruments(*arguments, "--json")[1])["instruments"]
    assert [one["number"] for one in found] == numbers


def test_one_in_full(instruments):
    _code, out, _err = instruments("--number", 12)
    assert out.startswith("12. Andere parkeernorm en gedeeld parkeren\n")
    for part in (
        "Groep: Parkeren",
        "Werkt op: Parkeernorm, Bruto/netto-verhouding",
        "Effect op oneigenlijk gebruik: klein (-)",
        "  - Buurgemeenten hanteren dezelfde norm",
        "  - Niveau 2 (toegepast en doorgerekend): Gedeelde plaatsen",
        "alles op de kavel staat: 16,6 %",
        "1,5 plaatsen per 100 m²",
        "Bron: bijlage C, tabel 4",
    ):
        assert part in out
    _code, out, _err = instruments("--number", 3, "--lang", "en")
    assert "space gain that can actually be made (group): ≤ 7 %" in out
    assert "Source: annex C, table 2" in out


def test_an_instrument_without_risks_or_levels_says_so(instruments):
    out = instruments("--number", 24)[1]
    assert "Risico's:\n  - geen\n" in out
    assert "Ambitieniveaus:\n  - geen\n" in out


def test_json_has_the_texts_of_conditions_and_risks(instruments):
    (one,) = json.loads(instruments("--number", 14, "--json")[1])["instruments"]
    assert one["conditions"][0]["key"] == "zone_distribution"
    assert one["conditions"][0]["text_nl"]
    assert one["risks"][0]["sources"] == [{"annex": "C", "table": None, "lines": [479]}]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("ageing", "1. Functionele (technische) veroudering (bijlage I)"),
        ("restructuring", "4. Transformatie (bijlage I)"),
        ("references", "2. Flight Forum (bijlage B, tabel 2)"),
        ("costs", "Rente "),
    ],
)
def test_the_other_lists(instruments, name, part):
    code, out, _err = instruments("--list", name)
    assert code == 0
    assert part in out
    assert name in json.loads(instruments("--list", name, "--json")[1])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--group", "stapelen"], "no group 'stapelen'; known: stacking, linking"),
        (["--number", 27], "no instrument 27; known: 1 to 26"),
        (["--level", 4], "no ambition level 4; known: 0, 1, 2, 3"),
        (["--list", "money"], "no list 'money'; known: ageing, restructuring, references, costs"),
        (["--lang", "de"], "no language 'de'; known: nl, en"),
        (["--list", "costs", "--number", 1], "--list goes without"),
    ],
)
def test_wrong_use_names_what_is_known(instruments, arguments, message):
    code, out, err = instruments(*arguments)
    assert (code, out) == (2, "")
    assert message in err
