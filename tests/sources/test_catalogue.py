"""The catalogue: complete, safe, and changeable key by key."""

from urllib.parse import urlsplit

import pytest

from geo_ser.errors import SourceError, StudyError
from geo_ser.layers.profile import load_profile, profile_names
from geo_ser.sources.catalogue import load_catalogue
from geo_ser.sources.fetcher import SUFFIXES
from geo_ser.tables import INPUTS

CATALOGUE = load_catalogue()
SOURCES = list(CATALOGUE.sources.items())
LAYERS = [(name, layer) for name, one in SOURCES for layer in one.layers]
WAITING = {"imro"}
"""Profiles that have no file yet; nothing that is brought unasked may need one."""


@pytest.mark.parametrize("name", CATALOGUE.sources)
def test_a_source_says_who_under_which_licence_and_how_often(name):
    about = CATALOGUE.sources[name]
    assert all([about.title, about.publisher, about.licence, about.attribution, about.rhythm])


@pytest.mark.parametrize("name", CATALOGUE.sources)
def test_every_address_is_https_with_a_host(name):
    for door in CATALOGUE.sources[name].doors.values():
        assert urlsplit(door.url).scheme == "https"
        assert "." in urlsplit(door.url).netloc


@pytest.mark.parametrize(("name", "layer"), LAYERS)
def test_a_layer_has_a_door_and_a_profile_that_knows_its_table(name, layer):
    about, entry = CATALOGUE.sources[name], CATALOGUE.sources[name].layers[layer]
    assert about.door_of(layer) in entry.collections
    if entry.table is not None:
        assert entry.table in INPUTS
        assert about.profile in (
            profile_names() if not entry.optional else {*profile_names(), *WAITING}
        )
        if about.profile in profile_names():
            known = load_profile(about.profile, entry.table)
            assert known.columns or known.covers or known.imro


def test_no_two_layers_become_one_file():
    stems = [f"{name}-{layer}" for name, layer in LAYERS]
    assert len(set(stems)) == len(stems)


def test_the_eleven_sources_of_the_design_are_there():
    assert {"ibis", "brk", "bag", "bgt", "3dbag", "ahn"} <= set(CATALOGUE.sources)
    assert {"grenzen", "wijken", "top10nl", "bodemgebruik", "nwb"} <= set(CATALOGUE.sources)
    assert set(SUFFIXES) >= {".geojson", ".zip", ".tif"}


def test_the_bgt_brings_the_classes_that_tile_the_plane():
    layers = [name for name, one in CATALOGUE.sources["bgt"].layers.items() if not one.optional]
    covers = load_profile("bgt", "surfaces").covers
    assert len(layers) == 13
    assert {covers.class_of(f"bgt-{name}.geojson") for name in layers} == set(layers)


def test_an_own_catalogue_lies_over_the_packaged_one_key_by_key(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[sources.bag.doors.ogc_api]\nurl = "http://127.0.0.1:5000/bag"\n')
    changed = load_catalogue(own)
    assert changed.sources["bag"].doors["ogc_api"].url == "http://127.0.0.1:5000/bag"
    assert changed.sources["bag"].doors["wfs"] == CATALOGUE.sources["bag"].doors["wfs"]
    assert "127.0.0.1:5000" in changed.hosts


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[sources.bag.doors.ogc_api]\nurl = "http://api.pdok.nl/bag"', "is not https"),
        ('[sources.bag.doors.ogc_api]\nurll = "x"', "urll: Extra inputs"),
        ('[sources.bag.layers.pand]\ntable = "gebouwen"', "sources.bag.layers.pand.table"),
        ("[sources.bag.doors.ogc_api\n", "not TOML"),
        ('[boundaries]\nmunicipality = "bag/gemeenten"', "there is no layer bag/gemeenten"),
        ('[sources.bag.layers.pand]\ncollections = { arcgis = "0", ogc_api = 1 }', "ogc_api"),
    ],
)
def test_a_wrong_own_catalogue_is_refused(tmp_path, text, message):
    own = tmp_path / "own.toml"
    own.write_text(text)
    with pytest.raises(StudyError, match=message):
        load_catalogue(own)


def test_a_layer_without_any_door_is_refused(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[sources.bag.layers.ligplaats]\ntitle = "x"\ncollections = { arcgis = "0" }')
    with pytest.raises(StudyError, match="ligplaats: none of its doors"):
        load_catalogue(own)


def test_a_missing_own_catalogue_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"catalogue: no file .*own\.toml"):
        load_catalogue(tmp_path / "own.toml")


def test_an_unknown_source_is_named_with_the_nearest():
    with pytest.raises(StudyError, match="no source 'bagg'; did you mean 'bag'"):
        CATALOGUE.source("bagg")
