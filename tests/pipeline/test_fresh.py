"""`run` never says "up to date" over something else, and leaves what is not its own alone."""

import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time

import geopandas as gpd
import pytest

from geo_ser.errors import SourceError, WriteError
from geo_ser.locks import study_lock
from geo_ser.pipeline import publish, records, run, run_stage, work
from geo_ser.study import load_study
from tests.conftest import ROOT
from tests.shapes import square, table

BUILDINGS = '[tables.buildings]\nfile = "b.geojson"\n'


def study_in(folder, file="t.geojson", more=""):
    """Write a study of two terrains and a file of one building, which `more` may name."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "atlas.toml").write_text(
        '[study]\nname = "X"\nedition = 2026-01-01\n'
        f'[tables.terrains]\nfile = "{file}"\n{more}'
    )  # fmt: skip
    shapes = [square(0, 0, 100), square(200, 0, 100)]
    table(*shapes, terrain_id=["1", "2"], name=["aa", "bb"]).to_file(folder / file)
    table(square(10, 10, 50), building_id=["b"]).to_file(folder / "b.geojson")
    return folder


def done(folder):
    """Run a study; return the stages that were done and why."""
    return {one.stage: one.why for one in run(load_study(folder)) if one.done}


def layers_why(folder):
    """Run only `layers`, where it is out of date; return why it was."""
    (outcome,) = itertools.islice(run(load_study(folder)), 1)
    return outcome.why if outcome.done else None


def names(folder):
    path = folder / "data/processed/1_layers/terrains.parquet"
    return gpd.read_parquet(path)["name"].to_list()


def replaced(path, old, new):
    path.write_bytes(path.read_bytes().replace(old, new))


def test_a_companion_of_a_shapefile_belongs_to_it(tmp_path):
    folder = study_in(tmp_path, "t.shp")
    layers_why(folder)
    replaced(folder / "t.dbf", b"aa ", b"cc ")
    assert layers_why(folder) == "changed: t.dbf"
    assert names(folder) == ["cc", "bb"]
    (folder / "t.cpg").unlink()
    assert layers_why(folder) == "other inputs: t.cpg"


def with_changes_beside(path, name):
    """Put a GeoPackage in a place as a program that died left it: with a change beside it."""
    source = path.parent / "elsewhere" / path.name
    source.parent.mkdir()
    shutil.copy(path, source)
    connection = sqlite3.connect(source)
    connection.execute("pragma journal_mode = wal")
    for (trigger,) in connection.execute("select name from sqlite_master where type = 'trigger'"):
        connection.execute(f'drop trigger "{trigger}"')
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.execute(f"update t set name = '{name}' where terrain_id = '1'")
    connection.commit()
    for one in (source, source.with_name("t.gpkg-wal")):
        shutil.copy(one, path.parent)
    connection.close()


def test_changes_beside_a_geopackage_belong_to_it_and_stay_where_they_are(tmp_path):
    folder = study_in(tmp_path, "t.gpkg")
    layers_why(folder)
    with_changes_beside(folder / "t.gpkg", "cc")
    before = [(folder / name).read_bytes() for name in ("t.gpkg", "t.gpkg-wal")]
    assert layers_why(folder) == "other inputs: t.gpkg-wal"
    assert names(folder) == ["cc", "bb"]
    assert before == [(folder / name).read_bytes() for name in ("t.gpkg", "t.gpkg-wal")]
    assert layers_why(folder) is None
    replaced(folder / "t.gpkg-wal", b"cc", b"dd")
    assert layers_why(folder) == "changed: t.gpkg-wal"


def test_every_file_of_a_folder_belongs_to_it(tmp_path):
    folder = study_in(tmp_path, more='[tables.buildings]\nfile = "parts"\n')
    (folder / "parts").mkdir()
    shutil.move(folder / "b.geojson", folder / "parts")
    layers_why(folder)
    other = table(square(70, 10, 20), building_id=["c"])
    other.to_file(folder / "parts/c.geojson")
    assert layers_why(folder) == "other inputs: parts/c.geojson"


def test_a_file_of_the_same_size_and_time_is_hashed_again(tmp_path):
    """A file that was just written when it was hashed may get a second write in the same tick."""
    folder = study_in(tmp_path)
    layers_why(folder)
    file = folder / "t.geojson"
    status = file.stat()
    replaced(file, b'"aa"', b'"cc"')
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert layers_why(folder) == "changed: t.geojson"


def test_settled_files_are_hashed_once(tmp_path, monkeypatch):
    folder = study_in(tmp_path)
    layers_why(folder)
    monkeypatch.setattr(records, "SETTLED_NS", 0)
    time.sleep(0.02)
    assert layers_why(folder) is None
    monkeypatch.setattr(records, "sha256", lambda path: pytest.fail(f"{path} hashed again"))
    assert layers_why(folder) is None


@pytest.mark.parametrize("change", ["edit", "remove", "break"])
def test_an_input_that_changes_while_it_is_read_fails_its_stage(tmp_path, monkeypatch, change):
    folder = study_in(tmp_path)
    layers_why(folder)
    file, clean = folder / "t.geojson", work.layers.clean_tables
    text = file.read_text()
    file.write_text(text.replace('"aa"', '"bb"'))

    def changing(*args, **how):
        if change == "break":
            file.write_text(text[:100])
        found = clean(*args, **how)
        file.write_text(text.replace('"aa"', '"cc"')) if change == "edit" else file.unlink()
        return found

    monkeypatch.setattr(work.layers, "clean_tables", changing)
    with pytest.raises(SourceError, match=r"t\.geojson: changed or gone while `layers`"):
        layers_why(folder)
    assert names(folder) == ["aa", "bb"]
    monkeypatch.undo()
    file.write_text(text)
    assert layers_why(folder) is None


def test_a_program_that_changes_while_it_runs_is_not_recorded(tmp_path, monkeypatch):
    folder = study_in(tmp_path)
    hashes = iter(["a", "b"])
    flow = sys.modules["geo_ser.pipeline.run"]  # the package has a function of that name
    monkeypatch.setattr(flow, "program_hash", lambda: next(hashes, "b"))
    run_stage(load_study(folder), "layers")
    assert layers_why(folder) == "geo_ser or one of its libraries changed"


def test_a_program_newer_than_its_process_has_no_hash(monkeypatch):
    assert len(records.program_hash()) == 64
    monkeypatch.setattr(records.geo_ser, "STARTED_NS", 0)
    assert records.program_hash() == ""


def die_while_publishing(folder, name):
    """Run the study in a child that is killed as soon as one of its results is in place."""
    child = os.fork()
    if child == 0:
        move = publish._move

        def moving(source, target):
            move(source, target)
            if target.name == name:
                os.kill(os.getpid(), 9)

        publish._move = moving
        try:
            done(folder)
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -9


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_what_a_killed_run_put_in_place_is_never_read(tmp_path):
    folder = study_in(tmp_path)
    done(folder)
    settings = (folder / "atlas.toml").read_text()
    before = contents(folder)
    (folder / "atlas.toml").write_text(settings + BUILDINGS)
    die_while_publishing(folder, "buildings.parquet")
    (folder / "atlas.toml").write_text(settings)
    with pytest.raises(SourceError, match="the last `geo-ser layers` was cut off"):
        run_stage(load_study(folder), "measure")
    assert done(folder)["layers"] == "its last run was cut off"
    assert contents(folder) == before
    terrains = gpd.read_parquet(folder / "data/processed/2_indicators/terrains.parquet")
    assert terrains["footprint_m2"].isna().all()


def contents(folder):
    """Return every result, hidden ones too, but for the records."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for place in ("data", "maps")
        for path in (folder / place).rglob("*")
        if path.is_file() and path.parent.name != ".stages"
    }


def test_files_of_others_are_named_never_read_never_deleted(tmp_path, caplog):
    folder = study_in(tmp_path)
    donor = study_in(tmp_path / "donor", more=BUILDINGS)
    layers_why(donor)
    layers = folder / "data/processed/1_layers"
    layers.mkdir(parents=True)
    (folder / "maps").mkdir()
    shutil.copy(donor / "data/processed/1_layers/buildings.parquet", layers)
    others = [layers / "notes.txt", layers / "buildings.parquet", folder / "maps/mine.html"]
    for path in others[::2]:
        path.write_text("mine")
    done(folder)
    assert all(path.is_file() for path in others)
    assert "data/processed/1_layers: not written by geo_ser" in caplog.text
    assert "buildings.parquet, notes.txt" in caplog.text
    assert "maps: not written by geo_ser, left alone and not read: mine.html" in caplog.text
    terrains = gpd.read_parquet(folder / "data/processed/2_indicators/terrains.parquet")
    assert terrains["footprint_m2"].isna().all()
    assert done(folder) == {}


def test_a_file_of_somebody_in_the_place_of_a_result_is_not_written_over(tmp_path):
    folder = study_in(tmp_path)
    (folder / "maps").mkdir()
    (folder / "maps/index.html").write_text("mine")
    with pytest.raises(WriteError, match=r"maps/index\.html: geo_ser did not write this"):
        done(folder)
    assert (folder / "maps/index.html").read_text() == "mine"
    assert not list((folder / "maps").glob("terrain*"))


def test_without_their_records_the_same_results_are_taken_for_its_own(tmp_path):
    folder = study_in(tmp_path)
    done(folder)
    shutil.rmtree(folder / "data/processed/.stages")
    assert set(done(folder).values()) == {"not made yet"}


def test_a_page_that_is_no_longer_made_goes_unless_somebody_changed_it(tmp_path):
    folder = study_in(tmp_path)
    done(folder)
    pages = [folder / "maps/terrain-1.html", folder / "maps/terrain-2.html"]
    pages[1].write_text("changed by hand")
    table(square(0, 0, 100), terrain_id=["3"], name=["aa"]).to_file(folder / "t.geojson")
    done(folder)
    assert [page.exists() for page in pages] == [False, True]


def test_a_result_that_was_changed_is_not_read(tmp_path):
    folder = study_in(tmp_path, more=BUILDINGS)
    layers_why(folder)
    (folder / "data/processed/1_layers/buildings.parquet").write_bytes(b"PAR1")
    with pytest.raises(SourceError, match=r"buildings\.parquet: changed since `geo-ser layers`"):
        run_stage(load_study(folder), "measure")


def test_a_stage_that_no_longer_applies_takes_its_results_along(voorbeeldpark, tmp_path):
    folder = shutil.copytree(voorbeeldpark, tmp_path / "study")
    assert (folder / "maps/ladder.html").is_file()
    settings = folder / "atlas.toml"
    text = settings.read_text(encoding="utf-8").replace('[ladder]\nfile = "ladder.toml"\n', "")
    settings.write_text(text, encoding="utf-8")
    outcomes = {one.stage: one for one in run(load_study(folder))}
    assert outcomes["ladder"].why.endswith("; what it wrote before is removed")
    assert outcomes["map"].done
    assert outcomes["report"].done
    left = [path.name for path in folder.rglob("ladder.*")]
    assert left == ["ladder.toml"]
    assert done(folder) == {}


def test_the_record_lists_every_file_that_a_stage_opens(voorbeeldpark, tmp_path, monkeypatch):
    """Seen are the files that Python opens, and every result of an earlier stage."""
    folder = shutil.copytree(voorbeeldpark, tmp_path / "study")
    opened, seen = set(), records.WrittenFiles.path

    def noting(files, name):
        path = seen(files, name)
        opened.update({path} - {None})
        return path

    def hook(event, args):
        if event == "open" and str(args[0]).startswith(str(folder)) and not watching["off"]:
            opened.add(type(folder)(str(args[0])))

    watching = {"off": False}
    sys.addaudithook(hook)  # stays for the life of this process, but sees only this folder
    monkeypatch.setattr(records.WrittenFiles, "path", noting)
    study = load_study(folder)
    for name in work.WORK:
        opened.clear()
        run_stage(study, name)
        record = records.read_record(folder, name)
        known = {*record.inputs, *record.outputs}
        read = {study.shown(path) for path in opened if ".stages" not in path.parts}
        read = {one for one in read if ".geo_ser" not in one and "__pycache__" not in one}
        assert read - known - {"maps", "data"} == set(), name
    watching["off"] = True


HOLDER = (
    "import sys; from pathlib import Path; from geo_ser.locks import study_lock\n"
    "with study_lock(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
)


@pytest.fixture
def busy(tmp_path):
    """Give a study that another process has locked."""
    folder = study_in(tmp_path)
    command = [sys.executable, "-c", HOLDER, folder]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "cwd": ROOT}
    with subprocess.Popen(command, **pipes) as holder:
        assert holder.stdout.readline() == b"held\n"
        yield folder, holder
        holder.kill()


@pytest.mark.parametrize("stage", ["", "layers"])
def test_a_second_command_does_not_start(busy, stage):
    folder, _ = busy
    study = load_study(folder)
    with pytest.raises(WriteError, match="another geo-ser command is at work here"):
        run_stage(study, stage, wait=False) if stage else next(run(study, wait=False))


def test_a_second_command_waits_and_a_killed_one_leaves_no_lock(busy, caplog):
    folder, holder = busy
    command = f"sleep 0.5; kill -9 {holder.pid}"
    with subprocess.Popen(["sh", "-c", command]):
        assert layers_why(folder) == "not made yet"
    assert "another geo-ser command is at work here; waiting" in caplog.text
    assert not list(folder.rglob("*.lock"))


def test_a_lock_may_be_taken_again_by_its_holder(tmp_path):
    with study_lock(tmp_path), study_lock(tmp_path, wait=False):
        assert list(tmp_path.rglob("*.lock"))
    assert not list(tmp_path.rglob("*.lock"))


def test_an_old_record_is_not_up_to_date_but_still_says_what_is_ours(tmp_path):
    folder = study_in(tmp_path)
    done(folder)
    for path in (folder / "data/processed/.stages").iterdir():
        record = json.loads(path.read_text())
        record.pop("pending")
        record["program"] = "older"
        for key in ("inputs", "outputs"):
            record[key] = {shown: one[:3] for shown, one in record[key].items()}
        path.write_text(json.dumps(record))
    (folder / "maps/terrain-1.html").write_text("changed")
    assert set(done(folder).values()) == {"geo_ser or one of its libraries changed"}
