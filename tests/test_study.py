from pathlib import Path

import pytest

from geo_ser.errors import StudyError, UsageError
from geo_ser.study import load_study

ROOT = Path(__file__).parent.parent


@pytest.fixture
def study(tmp_path):
    def write(text):
        (tmp_path / "atlas.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


MINIMAL = '[study]\nname = "X"\nedition = 2026-01-01\n'


@pytest.mark.parametrize("folder", [".", "studies/apeldoorn-noord", "studies/assen"])
def test_the_shipped_studies_load(folder):
    assert load_study(ROOT / folder).name


def test_defaults_stand_and_one_block_is_a_list_of_one(study):
    loaded = load_study(study(MINIMAL + '[tables.terrains]\nfile = "a.gpkg"\n'))
    assert loaded.settings.study.language == "nl"
    assert loaded.settings.thresholds.gbo_to_gfa.high == 1.3
    assert [one.file for one in loaded.settings.tables["terrains"]] == [("a.gpkg",)]


def test_several_blocks_of_one_table(study):
    text = MINIMAL + '[[tables.surfaces]]\nfile="a.gml"\n[[tables.surfaces]]\nfile=["b","c"]\n'
    assert len(load_study(study(text)).settings.tables["surfaces"]) == 2


def test_all_problems_at_once_with_the_nearest_key(study):
    text = """
[study]
nam = "X"
edition = 2026-01-01
[tables.terrain]
file = "a"
[[tables.units]]
file = "a"
profil = "bag"
[thresholds]
unbuild_max_coverage = 1
gbo_to_gfa = { low = 2.0, value = 1.0, high = 1.0 }
"""
    with pytest.raises(StudyError) as raised:
        load_study(study(text))
    message = str(raised.value)
    assert "6 problems" in message
    assert "study.name: Field required" in message
    assert "study.nam: unknown key; did you mean `name`?" in message
    assert "did you mean `terrains`?" in message
    assert "tables.units[1].profil: unknown key; did you mean `profile`?" in message
    assert "unbuild_max_coverage: unknown key; did you mean `unbuilt_max_coverage`?" in message
    assert "low <= value <= high does not hold" in message


@pytest.mark.parametrize(
    ("text", "message"),
    [("[study", "not TOML"), (MINIMAL + "[[claims]]\nfile='a'\n", r"claims\[1\].edition: Field")],
)
def test_a_broken_settings_file_is_one_error(study, text, message):
    with pytest.raises(StudyError, match=message):
        load_study(study(text))


def test_a_folder_without_a_study_says_how_to_start_one(tmp_path):
    with pytest.raises(UsageError, match="no study here.*init --terrains"):
        load_study(tmp_path)


def test_paths_are_relative_to_the_study_or_absolute(study):
    loaded = load_study(study(MINIMAL))
    assert loaded.path("data/raw/x.csv") == loaded.folder / "data/raw/x.csv"
    assert loaded.path(str(ROOT)) == ROOT
    assert loaded.shown(loaded.folder / "maps" / "index.html") == "maps/index.html"
