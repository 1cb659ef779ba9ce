"""A first atlas.toml: it says what it guessed, it loads, and it works."""

import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from geo_ser.errors import SourceError, TableError
from geo_ser.layers import clean_tables, guess_settings
from geo_ser.study import load_study
from tests.layers.studies import parks, written
from tests.shapes import square, table

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 21)


def start(folder, file):
    """Write the guessed atlas.toml and clean what it names."""
    text = guess_settings(file, folder, today=TODAY)
    (folder / "atlas.toml").write_text(text, encoding="utf-8")
    return tomllib.loads(text), text, clean_tables(load_study(folder))


def test_the_ibis_file_is_known_by_its_columns(tmp_path):
    shutil.copy(ROOT / "data" / "raw" / "ibis_2017.geojson", tmp_path)
    values, text, layers = start(tmp_path, tmp_path / "ibis_2017.geojson")
    assert values["tables"]["terrains"] == {"file": "ibis_2017.geojson", "profile": "ibis"}
    assert values["study"] == {"name": "ibis_2017", "edition": TODAY, "language": "nl"}
    assert "today; the file does not say which date" in text
    assert layers.counts["terrains"]["rows_out"] == 20


def test_the_layer_that_looks_like_terrains_is_taken(tmp_path):
    raw = ROOT / "studies" / "apeldoorn-noord" / "data" / "raw" / "apeldoorn_noord_bag.gpkg"
    values, _, layers = start(tmp_path, raw)
    assert values["tables"]["terrains"] == {
        "file": raw.as_posix(),
        "layer": "cbs_buurt",
        "profile": "cbs",
    }
    assert values["study"]["name"] == "Apeldoorn"
    assert values["study"]["edition"] == date(2021, 1, 1)
    assert layers.tables["terrains"]["terrain_id"].to_list() == ["BU02000706"]


def test_a_plain_shapefile_without_prj(tmp_path):
    (tmp_path / "data").mkdir()
    frame = table(square(0, 0, 10), square(50, 0, 10), NAAM=["a", "b"], ID=[7, 8])
    file = written(tmp_path / "data", frame, "parken.shp")
    (tmp_path / "data" / "parken.prj").unlink()
    values, text, layers = start(tmp_path, tmp_path / "data" / file)
    assert values["tables"]["terrains"] == {
        "file": "data/parken.shp",
        "profile": "canonical",
        "columns": {"terrain_id": "ID", "name": "NAAM"},
        "crs": "EPSG:28992",
    }
    assert "guessed from its column name 'ID'" in text
    assert layers.findings == []
    assert layers.tables["terrains"]["name"].to_list() == ["a", "b"]


def test_the_wfs_names_its_year_and_municipality(tmp_path):
    frame = table(
        square(0, 0, 10),
        square(50, 0, 10),
        RIN_NUMMER=["1", "2"],
        GEM_CODES=["GM1742", "GM1742"],
        JAAR=[2024, 2024],
    )
    values, _, layers = start(tmp_path, tmp_path / written(tmp_path, frame))
    assert values["study"]["edition"] == date(2024, 1, 1)
    assert values["study"]["municipality_code"] == "GM1742"
    assert "start_year" not in layers.tables["terrains"]


def test_a_code_that_repeats_on_every_row_is_no_id(tmp_path):
    frame = table(
        *(square(50 * n, 0, 10) for n in range(4)),
        gemeentecode=["GM1742"] * 4,
        naam=list("abcd"),
        nummer=[1, 2, 3, 4],
    )
    values, _, layers = start(tmp_path, tmp_path / written(tmp_path, frame))
    assert values["tables"]["terrains"]["profile"] == "canonical"
    assert len(layers.tables["terrains"]) == 4


def test_own_columns_and_hostile_names(tmp_path):
    frame = parks(name=["a", "b"])
    values, _, _ = start(tmp_path, tmp_path / written(tmp_path, frame, 'a "b" #c.gpkg'))
    assert values["tables"]["terrains"]["profile"] == "canonical"
    assert values["study"]["name"] == 'a "b" #c'
    frame = table(square(0, 0, 10), **{'id"\n[tables]\n': ["1"]})
    values, _, layers = start(tmp_path, tmp_path / written(tmp_path, frame, "b.parquet"))
    assert list(values["tables"]) == ["terrains"]
    assert len(layers.tables["terrains"]) == 1


def test_without_any_id_the_text_says_so_and_layers_too(tmp_path):
    file = tmp_path / written(tmp_path, table(square(0, 0, 10), square(50, 0, 10), x=[1, 1]))
    text = guess_settings(file, tmp_path, today=TODAY)
    assert "no column found; add one" in text
    assert tomllib.loads(text)["tables"]["terrains"]["columns"] == {"terrain_id": "…"}
    with pytest.raises(TableError, match="terrain_id = '…', but the source has no such column"):
        start(tmp_path, file)


def test_several_layers_without_a_known_one_are_listed(tmp_path):
    for layer in ("een", "twee"):
        table(square(0, 0, 10), nr=["1"]).to_file(tmp_path / "t.gpkg", layer=layer)
    with pytest.raises(SourceError, match="several layers could be the terrains: 'een', 'twee'"):
        guess_settings(tmp_path / "t.gpkg", tmp_path, today=TODAY)


def test_points_are_no_terrains(tmp_path):
    file = written(tmp_path, table(square(0, 0, 1).centroid, id=["1"]))
    with pytest.raises(TableError, match=r"holds no polygons, only 't' \(Point\)"):
        guess_settings(tmp_path / file, tmp_path, today=TODAY)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(SourceError, match=r"--terrains .*weg\.gpkg: no file"):
        guess_settings(tmp_path / "weg.gpkg", tmp_path, today=TODAY)
