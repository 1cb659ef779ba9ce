"""Plots of a planned terrain from those issued before, or from those measured."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.errors import LadderError, StudyError, TableError
from geo_ser.gain import gain_tables
from geo_ser.ladder import work_out
from geo_ser.parameters import ladder_files, load_ladder
from geo_ser.parameters.plots import divided, measured_classes
from tests.test_parameters import REPOSITORY, SMALL

PLANNED = "\n[planned]\nfootprint_share = 0.5\noffice_share = 0.2\n"
ISSUED = "size_class,issued,mean_plot_m2\nklein,30,1000\ngroot,10,5000\ntotaal,40,\n"


def given_file(tmp_path, planned, issued=ISSUED):
    (tmp_path / "issued.csv").write_text(issued, encoding="utf-8")
    file = tmp_path / "ladder.toml"
    file.write_text(SMALL + PLANNED + planned, encoding="utf-8")
    return file


def groups(file, **options):
    found = load_ladder(file, **options).parameters.planned.groups
    return [(one.size_m2, one.count) for one in found]


def test_the_distribution_of_issued_plots(tmp_path):
    # 8 000 m² holds three plots of 1 000 and one of 5 000; so does each 8 000 of 2.4 ha.
    file = given_file(tmp_path, 'groups_from = { issued = "issued.csv", total_ha = 2.4 }')
    assert groups(file) == [(1000, 9), (5000, 3)]
    assert tmp_path / "issued.csv" in ladder_files(file)


def test_area_is_what_is_divided_where_no_total_is_given(tmp_path):
    file = given_file(tmp_path, 'groups_from = { issued = "issued.csv" }\narea_ha = 1.7')
    # 6.375 and 2.125 plots are wanted; 1 000 m² is left of 17 000: the largest remainder takes it.
    assert groups(file) == [(1000, 7), (5000, 2)]
    result = work_out(loaded := load_ladder(file), **gain_tables(loaded))
    assert result["planned_land"]["left_over_ha"] == pytest.approx(0)
    assert result["planned_land"]["plots_from"] == "issued.csv"
    assert result["planned_land"]["groups"][1] == {"group": 2, "size_m2": 5000, "count": 2}


def test_rijssen_holten_deviates_by_one_large_plot():
    table = REPOSITORY / "data/raw/planned_plots_2004.csv"
    rows = pd.read_csv(table).iloc[:-1]
    found = divided(list(zip(rows.issued_1998_2003, rows.mean_plot_m2, strict=True)), 24.3)
    counts = [one.count for one in found]
    assert counts == [3, 12, 18, 18, 5, 7]
    assert sum(one.count * one.size_m2 for one in found) == 243_000 - 750
    # The document has one plot of 15 000 m² more, on the land of these smaller ones and the rest.
    less = [own - printed for own, printed in zip(counts, rows.planned_plots, strict=True)]
    assert less == [0, 1, 2, 3, 0, -1]
    assert 750 + 2 * 1500 + 3 * 3500 + 750 == 15_000


def plots(*areas, net=True):
    ids = [str(number) for number in range(len(areas))]
    return pd.DataFrame({"plot_id": ids, "area_m2": areas, "counts_as_net": net})


def test_the_distribution_of_measured_plots(tmp_path):
    file = given_file(tmp_path, 'groups_from = "measured_plots"\narea_ha = 2.0')
    measured = pd.concat([plots(800, 1000, 3000), plots(9000, net=False)])
    measured = pd.concat([measured, measured.iloc[[0]]])  # a plot in two terrains
    # 4 800 m² holds one of each; 2 ha four of each, and 800 m² is left.
    assert groups(file, measured_plots=lambda: measured) == [(800, 5), (1000, 4), (3000, 4)]
    assert measured_classes(plots(999.0, 1000.0, 1999.0)) == [(1, 999), (2, 1499.5)]


@pytest.mark.parametrize("measured", [None, plots(), plots(500.0, net=False)])
def test_without_measured_plots_the_way_out_is_named(tmp_path, measured):
    file = given_file(tmp_path, 'groups_from = "measured_plots"\narea_ha = 2.0')
    with pytest.raises(LadderError, match=r"no plots were measured.*geo-ser measure"):
        load_ladder(file, measured_plots=lambda: measured)


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        ("", "exactly one of `groups` and `groups_from`"),
        (
            'groups = [{ size_m2 = 1, count = 1 }]\ngroups_from = "measured_plots"',
            "exactly one of `groups` and `groups_from`",
        ),
        ("groups_from = { total_ha = 3 }", '"measured_plots", or `issued`'),
        ('groups_from = "gemeten"', "planned.groups_from"),
        ('groups_from = { issued = "t", total_ha = 3 }\narea_ha = 2', "3 ha, the terrain has 2 ha"),
        ("groups = [{ size_m2 = 5000, count = 5 }]\narea_ha = 2", "2.5 ha, the terrain has 2 ha"),
        ('groups_from = { issue = "t" }', "did you mean `issued`?"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path, planned, said):
    with pytest.raises(StudyError) as caught:
        load_ladder(given_file(tmp_path, planned))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("issued", "error", "said"),
    [
        ("size_class,mean_plot_m2\na,1\n", TableError, "one column `issued…`"),
        ("size_class,issued,mean_plot_m2\na,x,1\n", TableError, "issued holds no number"),
        ("size_class,issued,mean_plot_m2\na,0,1\n", TableError, "no plots that were issued"),
        ("size_class,issued,mean_plot_m2\na,5,90000\n", LadderError, "no plot fits on 2 ha"),
    ],
)
def test_a_table_that_cannot_answer_is_refused(tmp_path, issued, error, said):
    block = 'groups_from = { issued = "issued.csv", total_ha = 2 }'
    with pytest.raises(error, match=said):
        load_ladder(given_file(tmp_path, block, issued))


def test_the_land_to_divide_must_be_known(tmp_path):
    with pytest.raises(LadderError, match="give `total_ha`, or `area_ha`"):
        load_ladder(given_file(tmp_path, 'groups_from = { issued = "issued.csv" }'))


def test_levels_must_name_groups_that_come_out(tmp_path):
    block = 'groups_from = { issued = "issued.csv", total_ha = 2.4 }\n'
    levels = "[planned.levels.1]\nstack = [3]\n[planned.levels.2]\nstack = [2, 4]\n"
    with pytest.raises(LadderError) as caught:
        load_ladder(given_file(tmp_path, block + levels))
    assert "levels.1.stack: names group 3; the groups are numbered 1 to 2" in str(caught.value)
    assert "levels.2.stack: names group 4" in str(caught.value)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 50), st.floats(100, 20_000)), min_size=1, max_size=6),
    st.floats(1, 100),
)
def test_plots_never_take_more_land_than_there_is(classes, total_ha):
    found = divided(classes, total_ha)
    land = sum(one.size_m2 * one.count for one in found)
    assert land <= total_ha * 10_000 * (1 + 1e-9)
    assert total_ha * 10_000 - land < sum(mean for _, mean in classes)
