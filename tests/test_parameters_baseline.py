"""The `[baseline]` block: defaults, and every problem at once."""

from pathlib import Path

import pytest

from geo_ser.errors import SourceError, StudyError
from geo_ser.parameters import (
    BASELINE_INDICATORS,
    BASELINE_ITEMS,
    BaselineParameters,
    ladder_files,
    load_ladder,
)

REPOSITORY = Path(__file__).parents[1]
SMALL = """
[ladder]
title = "Klein"

[[demand]]
variant = "laag"
components = [{ name = "vraag", value = 10 }]

[baseline]
"""


def ladder(tmp_path, text):
    file = tmp_path / "ladder.toml"
    file.write_text(SMALL + text, encoding="utf-8")
    return file


def test_an_empty_block_has_the_choices_of_the_document(tmp_path):
    choices = load_ladder(ladder(tmp_path, "")).parameters.baseline
    assert (choices.min_gross_ha, choices.tie, choices.frictional_vacancy) == (
        5.0, "most_recent", 0.04,
    )  # fmt: skip
    assert choices.tables == {}
    assert choices.method("rent") == "range"


def test_without_the_block_there_is_no_baseline(tmp_path):
    file = tmp_path / "ladder.toml"
    file.write_text(SMALL.replace("[baseline]", ""), encoding="utf-8")
    assert load_ladder(file).parameters.baseline is None


def test_items_belong_to_the_fourteen_indicators():
    assert len(BASELINE_INDICATORS) == 14
    assert {item.partition(".")[0] for item in BASELINE_ITEMS} == set(BASELINE_INDICATORS)


def test_the_tables_are_read_and_count_as_inputs():
    given = load_ladder(REPOSITORY / "ladder.toml")
    assert set(given.stated) == {"table", "terrains", "sectors", "issued_plots"}
    named = [path.name for path in ladder_files(REPOSITORY / "ladder.toml")]
    assert {"indicators_by_terrain_2004.csv", "sectors_2004.csv"} <= set(named)
    assert len(named) == len(set(named))


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"ladder.toml \[baseline\] sectors"):
        load_ladder(ladder(tmp_path, 'sectors = "gone.csv"\n'))


def test_every_problem_is_reported_at_once(tmp_path):
    text = (
        "min_gross_ha = -1\nfrictional_vacancy = 4\ntie = 'newest'\nstoreys = 0\n"
        "min_plot_m2 = 0\nexcluded = ['De Kol']\nsteps = { rent = 0 }\n"
        "methods = { vacancy = 'mean' }\nmapping = { A = [] }\n"
    )
    with pytest.raises(StudyError) as caught:
        load_ladder(ladder(tmp_path, text))
    message = str(caught.value)
    for key in (
        "min_gross_ha", "frictional_vacancy", "tie", "storeys", "min_plot_m2", "steps.rent",
        "methods.vacancy", "mapping.A",
    ):  # fmt: skip
        assert f"baseline.{key}" in message
    assert "baseline.excluded: unknown key; did you mean `exclude`?" in message
    assert "9 problems" in message


def test_unknown_items_are_named_with_the_nearest():
    with pytest.raises(ValueError, match="did you mean `setback.road`") as caught:
        BaselineParameters.model_validate(
            {
                "leave_out": {"setback.raod": ["A"]},
                "steps": {"fsi.min": 1},
                "methods": {"plot_size.plots_lt_1000": "range"},
            }
        )
    assert "steps: fsi.min is worked out from other items" in str(caught.value)
    assert "methods: plot_size.plots_lt_1000" in str(caught.value)
