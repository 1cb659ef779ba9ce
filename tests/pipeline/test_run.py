"""`run` redoes only what is out of date, says why, and gives the same bytes for the same input."""

import hashlib
import json
import shutil

import geopandas as gpd
import pytest

from geo_ser.errors import GeoSerError, SourceError
from geo_ser.pipeline import run, run_stage
from geo_ser.study import load_study
from tests.conftest import copy_study, run_study


@pytest.fixture
def study(rijssen_holten, tmp_path):
    """A finished study of one's own to change."""
    return shutil.copytree(rijssen_holten, tmp_path / "study")


def done(folder):
    return {one.stage: one.why for one in run(load_study(folder)) if one.done}


def hashes(folder):
    files = [*folder.glob("data/processed/**/*.*"), *folder.glob("maps/*.html")]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if ".stages" not in path.parts
    }


def test_a_second_run_does_nothing(study):
    before = hashes(study)
    assert done(study) == {}
    assert hashes(study) == before


def test_a_touched_but_unchanged_file_is_no_change(study):
    (study / "data/raw/ibis_2017.geojson").touch()
    assert done(study) == {}


def test_a_changed_claim_redoes_the_checks_and_what_shows_them(study):
    file = study / "data/raw/terrains_2004.csv"
    file.write_text(file.read_text().replace("75.08", "76.08"))
    manifest = study / "data/raw/manifest.csv"
    text = manifest.read_text().splitlines()
    manifest.write_text("\n".join(line for line in text if "terrains_2004" not in line) + "\n")
    redone = done(study)
    assert redone["qa"] == "changed: data/raw/terrains_2004.csv"
    assert "ladder" in redone  # the ladder reads the same table


def test_a_changed_threshold_redoes_what_looks_at_it(study):
    with (study / "atlas.toml").open("a") as settings:
        settings.write("\n[thresholds]\npolygon_min_share = 0.5\n")
    redone = done(study)
    assert "layers" not in redone
    assert redone["qa"] == "settings changed"


def test_a_deleted_result_is_made_again(study):
    before = hashes(study)
    (study / "maps/index.html").unlink()
    assert done(study)["map"] == "missing or changed: maps/index.html"
    assert hashes(study) == before


def test_a_partial_measurement_counts_as_incomplete(study):
    run_stage(load_study(study), "measure", only=["coverage"])
    assert done(study)["measure"] == "made only in part (--only)"


def test_a_failing_stage_keeps_the_old_results(study):
    before = hashes(study)
    (study / "data/raw/ibis_2017.geojson").write_text("{")
    manifest = study / "data/raw/manifest.csv"
    manifest.write_text(manifest.read_text().splitlines()[0] + "\n")
    with pytest.raises(GeoSerError, match="ibis_2017.geojson"):
        done(study)
    assert hashes(study) == before


def test_a_file_that_is_not_what_the_manifest_says_is_refused(study):
    with (study / "data/raw/ibis_2017.geojson").open("a") as file:
        file.write("\n")
    with pytest.raises(SourceError, match=r"ibis_2017\.geojson.*manifest"):
        done(study)


def test_a_stage_without_its_input_names_the_command_that_makes_it(tmp_path):
    from tests.conftest import ROOT

    folder = copy_study(ROOT, tmp_path / "new")
    with pytest.raises(SourceError, match="Run `geo-ser layers` first"):
        run_stage(load_study(folder), "measure")


def test_a_stage_the_study_does_not_have_says_why(assen):
    with pytest.raises(GeoSerError, match=r"no \[tables.terrains\] in atlas.toml"):
        run_stage(load_study(assen), "measure")


@pytest.mark.parametrize(
    "name", [pytest.param("rijssen_holten", marks=pytest.mark.slow), "apeldoorn"]
)
def test_same_input_same_bytes_for_every_order_of_rows(name, request, tmp_path):
    original = request.getfixturevalue(name)
    again = copy_study(original, tmp_path / original.name)
    if name == "rijssen_holten":
        file = again / "data/raw/ibis_2017.geojson"
        collection = json.loads(file.read_text(encoding="utf-8"))
        collection["features"].reverse()
        file.write_text(json.dumps(collection), encoding="utf-8")
    else:
        file = again / "data/raw/apeldoorn_noord_bag.gpkg"
        for layer in ("pand", "verblijfsobject"):
            rows = gpd.read_file(file, layer=layer).sample(frac=1, random_state=1)
            rows.to_file(file, layer=layer, engine="pyogrio")
    # The shuffled file has another hash, which the sources rightly show: give both no manifest.
    plain = copy_study(original, tmp_path / "plain")
    for folder in (plain, again):
        (folder / "data/raw/manifest.csv").unlink()
    different = {  # they name the file's hash
        "data/processed/1_layers/sources.json",
        "data/processed/2_indicators/provenance.parquet",
    }
    ours, theirs = hashes(run_study(plain)), hashes(run_study(again))
    assert ours.keys() == theirs.keys()
    tables = {key for key in ours if key.endswith((".parquet", ".csv", ".json"))} - different
    assert {key for key in tables if ours[key] != theirs[key]} == set()


def test_the_same_input_gives_the_same_files_of_every_kind(apeldoorn, tmp_path):
    again = run_study(copy_study(apeldoorn, tmp_path / apeldoorn.name))
    ours, theirs = hashes(apeldoorn), hashes(again)
    assert {key for key in ours if ours[key] != theirs.get(key)} == set()
