"""`geo-ser candidates`: which plots it lists, in which order, and what it refuses."""

import json

import pytest
from typer.testing import CliRunner

from geo_ser.cli import app
from geo_ser.errors import SourceError, UsageError
from tests.pipeline.pencil_gain import CANDIDATES
from tests.pipeline.pencil_voorbeeldpark import rows

PENCIL = rows(CANDIDATES)


def called(*words):
    return CliRunner().invoke(app, ["candidates", *map(str, words)])


def listed(*words):
    outcome = called(*words, "--json")
    assert outcome.exit_code == 0, outcome.output
    return [one["plot_id"] for one in json.loads(outcome.stdout)["candidates"]]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ((), lambda _: True),
        (("--terrain", "VP2"), lambda one: one["terrain_id"] == "VP2"),
        (("--reason", "splittable"), lambda one: "splittable" in one["reasons"]),
        (("--min-gain", "0.3"), lambda one: one["gain_ha"] >= 0.3),
        (
            ("--terrain", "VP1", "--reason", "unbuilt", "--min-gain", "0.1"),
            lambda one: one["plot_id"] == "B05",
        ),
    ],
)
def test_the_list_is_that_of_the_pencil_and_filters_keep_its_order(voorbeeldpark, words, kept):
    assert listed(voorbeeldpark, *words) == [one["plot_id"] for one in PENCIL if kept(one)]


def test_top_counts_what_the_filters_leave(voorbeeldpark):
    assert listed(voorbeeldpark, "--terrain", "VP2", "--top", "2") == ["E04", "D02"]


def test_the_table_speaks_the_language_that_is_asked_for(voorbeeldpark):
    dutch, english = (
        called(voorbeeldpark, "--terrain", "VP3", "--top", "1", "--lang", language).stdout
        for language in ("nl", "en")
    )
    assert "splitsbaar" in dutch
    assert "1,134" in dutch
    assert "splittable" in english
    assert "1.134" in english


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--reason", "unbuild"), "no reason 'unbuild'; known: offered"),
        (("--terrain", "VP9"), "no terrain 'VP9' with plots; known: VP1, VP2, VP3"),
    ],
)
def test_what_it_does_not_know_is_refused_with_what_it_knows(voorbeeldpark, words, said):
    outcome = called(voorbeeldpark, *words)
    assert isinstance(outcome.exception, UsageError)
    assert said in str(outcome.exception)


def test_a_top_of_none_is_wrong_use(voorbeeldpark):
    outcome = called(voorbeeldpark, "--top", "0")
    assert outcome.exit_code == 2
    assert "--top" in outcome.output


def test_a_study_without_parcels_is_told_so(apeldoorn):
    outcome = called(apeldoorn)
    assert isinstance(outcome.exception, SourceError)
    assert "no [tables.parcels]" in str(outcome.exception)
