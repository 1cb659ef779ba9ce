"""What is known of the files that figures come from."""

from dataclasses import FrozenInstanceError, replace
from datetime import date
from pathlib import Path

import pytest

from geo_ser.errors import SourceError
from geo_ser.files import sha256
from geo_ser.sources import claims_source, read_manifest, source_files, table_sources
from geo_ser.study import TableSource, load_study
from tests.layers.studies import block, parks, study, written

ROOT = Path(__file__).parent.parent.parent
HEADER = (
    "file,layer,url,time,sha256,bytes,features,distinct_ids,pages,edition,licence,attribution,note"
)


def manifest(folder, *rows: str) -> None:
    (folder / "data" / "raw").mkdir(parents=True, exist_ok=True)
    text = "\n".join([HEADER, *rows]) + "\n"
    (folder / "data" / "raw" / "manifest.csv").write_text(text, encoding="utf-8")


def row(file: str, layer: str = "", sha: str = "", edition: str = "") -> str:
    return f"{file},{layer},https://example.org,,{sha},1,1,1,,{edition},CC0,IPO,note"


def test_the_shipped_studies_know_where_their_tables_come_from():
    (ibis,) = table_sources(load_study(ROOT))["terrains"]
    assert (ibis.file, ibis.edition, ibis.listed) == (
        "data/raw/ibis_2017.geojson",
        date(2017, 8, 23),
        True,
    )
    assert ibis.sha256 == sha256(ROOT / ibis.file)
    assert ibis.bytes == (ROOT / ibis.file).stat().st_size
    sources = table_sources(load_study(ROOT / "studies" / "apeldoorn-noord"))
    assert sources["terrains"][0].edition == date(2021, 1, 1)
    assert sources["units"][0].edition == date(2022, 6, 1)


def test_claims_carry_the_edition_of_their_block():
    study_ = load_study(ROOT)
    for claims in study_.settings.claims:
        assert claims_source(study_, claims).edition == claims.edition
        assert claims_source(study_, claims).listed


def test_a_source_cannot_be_changed():
    source = table_sources(load_study(ROOT))["terrains"][0]
    with pytest.raises(FrozenInstanceError):
        source.file = "x"
    assert replace(source, file="x").file == "x"


@pytest.mark.parametrize("text", [None, "", HEADER + "\n"])
def test_without_manifest_rows_a_file_is_unlisted_and_undated(tmp_path, text):
    if text is not None:
        manifest(tmp_path)
        (tmp_path / "data" / "raw" / "manifest.csv").write_text(text)
    loaded = study(tmp_path, block("terrains", written(tmp_path, parks())))
    assert read_manifest(loaded) == []
    (source,) = table_sources(loaded)["terrains"]
    assert not source.listed
    assert source.edition is None


def test_a_manifest_without_file_column_is_refused(tmp_path):
    manifest(tmp_path)
    (tmp_path / "data" / "raw" / "manifest.csv").write_text("naam;x\na;b\n")
    with pytest.raises(SourceError, match="no column 'file'"):
        read_manifest(study(tmp_path, ""))


def test_the_row_for_the_layer_goes_before_the_row_for_the_file(tmp_path):
    file = written(tmp_path, parks())
    manifest(tmp_path, row(file, "a", edition="2001-01-01"), row(file, "b", edition="2002-02-02"))
    layered = study(tmp_path, block("terrains", file, layer='"b"'))
    assert table_sources(layered)["terrains"][0].edition == date(2002, 2, 2)
    unknown = study(tmp_path, block("terrains", file, layer='"c"'))
    assert table_sources(unknown)["terrains"][0].edition == date(2001, 1, 1)


def test_the_edition_of_the_block_goes_before_the_manifest(tmp_path):
    file = written(tmp_path, parks())
    manifest(tmp_path, row(file, edition="2001-01-01"))
    loaded = study(tmp_path, block("terrains", file, edition="2020-05-05"))
    assert table_sources(loaded)["terrains"][0].edition == date(2020, 5, 5)


def test_a_changed_file_is_refused_with_three_ways_out(tmp_path):
    file = written(tmp_path, parks())
    manifest(tmp_path, row(file, sha="ab" * 32))
    with pytest.raises(SourceError, match=r"t\.gpkg.*Restore.*fetch --update.*drop its row"):
        table_sources(study(tmp_path, block("terrains", file)))
    manifest(tmp_path, row(file, sha=sha256(tmp_path / file).upper()))
    assert table_sources(study(tmp_path, block("terrains", file)))["terrains"][0].listed


def test_an_edition_that_is_no_date_is_refused(tmp_path):
    file = written(tmp_path, parks())
    manifest(tmp_path, row(file, edition="voorjaar"))
    with pytest.raises(SourceError, match=r"'voorjaar' of t\.gpkg is not a date"):
        table_sources(study(tmp_path, block("terrains", file)))


def test_a_shapefiles_companions_are_sources_too(tmp_path):
    file = written(tmp_path, parks(), "t.shp")
    manifest(tmp_path, row(file, sha=sha256(tmp_path / file), edition="2001-01-01"))
    sources = table_sources(study(tmp_path, block("terrains", file)))["terrains"]
    assert {source.file for source in sources} == {"t.shp", "t.dbf", "t.prj", "t.shx", "t.cpg"}
    assert {source.edition for source in sources} == {date(2001, 1, 1)}
    assert len({source.sha256 for source in sources}) == 5


def test_folders_are_opened_in_depth_and_lists_kept_in_order(tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    written(tmp_path / "in" / "deep", parks(), "b.gpkg")
    written(tmp_path / "in", parks(), "z.gpkg")
    (tmp_path / "in" / "readme.txt").write_text("x")
    (tmp_path / "in" / "manifest.csv").write_text("file\nx\n")
    loaded = study(tmp_path, "")
    found = source_files(loaded, TableSource(file=("in/z.gpkg", "in")), table="terrains")
    assert [path.name for path in found] == ["z.gpkg", "b.gpkg", "z.gpkg"]


def test_a_folder_without_data_and_a_missing_file_are_refused(tmp_path):
    (tmp_path / "in").mkdir()
    loaded = study(tmp_path, "")
    with pytest.raises(SourceError, match=r"\[tables\.terrains\].*holds no data file"):
        source_files(loaded, TableSource(file=("in",)), table="terrains")
    with pytest.raises(SourceError, match=r"no file .*weg\.gpkg"):
        source_files(loaded, TableSource(file=("weg.gpkg",)), table="terrains")
