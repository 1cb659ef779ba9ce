import re
from pathlib import Path

import pytest

import geo_ser.maps
from geo_ser.maps import codes
from geo_ser.maps.text import column_label, reason_words, words
from geo_ser.measure.nulls import absence_reason
from geo_ser.tables import GROUPS, INDICATORS

FOLDER = Path(geo_ser.maps.__file__).parent


def test_every_word_is_there_in_both_languages():
    assert words("nl").keys() == words("en").keys()
    for table in (codes.RULES, codes.REASONS, codes.METHODS, codes.CLAIM_COLUMNS):
        assert all(dutch and english for dutch, english in table.values())


def test_every_word_a_template_asks_for_exists():
    asked = set()
    for template in (FOLDER / "templates").glob("*.j2"):
        asked |= set(re.findall(r"\bsay\.(\w+)", template.read_text(encoding="utf-8")))
    assert asked
    assert asked <= words("nl").keys()


def test_every_word_is_used_somewhere():
    sources = [*FOLDER.rglob("*.py"), *FOLDER.rglob("*.j2")]
    text = "\n".join(one.read_text(encoding="utf-8") for one in sources if one.name != "text.py")
    built = re.compile(
        r"^(theme|head|group|step|table|instrument|use|chart|plot)_|^(error|warning|info)$"
    )
    unused = [
        key for key in words("nl") if not built.search(key) and not re.search(rf"\b{key}\b", text)
    ]
    assert unused == []


@pytest.mark.parametrize("table", INDICATORS)
def test_every_reason_why_a_column_is_absent_has_words(table):
    for column in INDICATORS[table]:
        for groups in (GROUPS, ()):
            reason = absence_reason(table, column, available=(), groups=groups)
            assert reason in codes.REASONS


def test_labels_are_dutch_or_english_and_an_unknown_reason_stands_as_given():
    column = next(one for one in INDICATORS["terrains"] if one.name == "gross_area_m2")
    assert column_label(column, "nl") == "bruto oppervlakte"
    assert column_label(column, "en") == "gross area"
    assert reason_words("de kat zat erop", "en") == "de kat zat erop"
