from pathlib import Path

import pytest
from pydantic import ValidationError

from geo_ser.errors import SourceError, StudyError
from geo_ser.parameters import (
    Component,
    LadderParameters,
    PlannedParameters,
    Supply,
    ladder_files,
    load_ladder,
    parse_where,
)

REPOSITORY = Path(__file__).parents[1]

SMALL = """
[ladder]
title = "Klein"

[[demand]]
variant = "laag"
components = [{ name = "vraag", value = 10 }]
"""

PLANNED = """
[planned]
footprint_share = 0.5
office_share = 0.2
groups = [{ size_m2 = 1000, count = 2 }, { size_m2 = 2000, count = 1 }]
"""


def problems(tmp_path, text):
    """Return what is said about a ladder file with this text."""
    file = tmp_path / "ladder.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        load_ladder(file)
    return str(caught.value)


def supply(text):
    return f'{SMALL}\n[[supply]]\nstep = 1\nname = "aanbod"\n{text}\n'


def test_the_smallest_ladder_has_one_demand(tmp_path):
    file = tmp_path / "ladder.toml"
    file.write_text(SMALL, encoding="utf-8")
    parameters = load_ladder(file).parameters
    assert parameters.demand[0].band.low == parameters.demand[0].band.high == 10
    assert parameters.existing_levels == parameters.planned_levels == (0,)
    assert ladder_files(file) == [file]


def test_both_shipped_files_are_read_with_their_tables():
    rijssen = load_ladder(REPOSITORY / "ladder.toml")
    assert sum(group.count for group in rijssen.parameters.planned.groups) == 58
    assert len(rijssen.terrains) == 10
    assert set(rijssen.published) == {"matrix", "existing", "planned_levels", "planned_plots"}
    assert rijssen.published["matrix"].loc[0, "remaining_net_ha"] == "100.1"
    assen = load_ladder(REPOSITORY / "studies" / "assen" / "ladder.toml")
    assert [one.band.high for one in assen.parameters.demand] == [146, 169]
    assert assen.terrains is None


def test_files_are_named_relative_to_the_ladder_file():
    names = [path.name for path in ladder_files(REPOSITORY / "ladder.toml")]
    assert names[:2] == ["ladder.toml", "terrains_2004.csv"]
    assert all(path.is_file() for path in ladder_files(REPOSITORY / "ladder.toml"))


def test_every_problem_is_reported_at_once(tmp_path):
    text = (
        SMALL.replace("title", "titel").replace("value = 10", "low = 12, high = 10")
        + PLANNED.replace("0.5", "1.5")
        + '[existing]\ntable = "t.csv"\nreuse_share = -0.1\nlocal_share = 2\n'
        + "[new]\nnet_gross_ratio = 0\n[iron_stock]\nyearly_issuance_ha = 7\n"
    )
    said = problems(tmp_path, text)
    for place in (
        "ladder.title: Field required",
        "ladder.titel: unknown key; did you mean `title`?",
        "demand[1].components[1]: low 12 lies above high 10",
        "planned.footprint_share",
        "existing.reuse_share",
        "existing.local_share",
        "new.net_gross_ratio",
        "iron_stock.years: Field required",
    ):
        assert place in said
    assert "8 problems" in said


@pytest.mark.parametrize(
    "component",
    [
        'name = "x"',
        'name = "x", low = 3',
        'name = "x", value = 3, high = 4',
        'name = "x", value = 3, low = 1',
    ],
)
def test_a_component_has_a_value_or_both_bounds(tmp_path, component):
    said = problems(tmp_path, SMALL.replace('name = "vraag", value = 10', component))
    assert "demand[1].components[1]: give `value`, or both `low` and `high`" in said


@pytest.mark.parametrize("number", ["-1", "nan", "inf", '"12,5"'])
def test_hectares_are_numbers_of_zero_or_more(tmp_path, number):
    said = problems(tmp_path, SMALL.replace("value = 10", f"value = {number}"))
    assert "demand[1].components[1].value" in said


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("", "needs exactly one of"),
        ("value = 1\npercent_of_demand = 5", "needs exactly one of"),
        ('value = 1\nfrom = "unbuilt_area_m2"', "needs exactly one of"),
        ("low = 1", "give `value`, or both `low` and `high`"),
        ("low = 2\nhigh = 1", "low 2 lies above high 1"),
        ("percent = { low = 5, high = 10 }", "`percent` and `of_ha` belong together"),
        ("percent = { low = 10, high = 5 }\nof_ha = 57", "low 10 lies above high 5"),
        ("percent_of_demand = 101", "101 is above 100 per cent"),
        ('value = 1\nwhere = "name == 1"', "`where` belongs to `from`"),
        ('from = "jobs"', "supply[1].from"),
        ('from = "unbuilt_area_m2"\nwhere = "open(1)"', "knows only comparisons"),
        ("value = 1\nstep = 3", "supply[1]"),
        ('value = 1\nvariants = ["hoog"]', "names unknown variant 'hoog'; known: 'laag'"),
        ("value = 1\nform = 3", "supply[1].form: unknown key; did you mean `from`?"),
    ],
)
def test_a_supply_is_given_in_exactly_one_way(tmp_path, block, said):
    text = supply(block)
    if "step = 3" in block:
        text = text.replace("step = 1\n", "", 1)
    assert said in problems(tmp_path, text)


def test_a_percentage_is_a_number_or_a_range():
    one = Supply(step=2, name="x", percent_of_demand=7.5)
    two = Supply(step=2, name="x", percent={"low": 5, "high": 10}, of_ha=57)
    assert (one.percent_of_demand.low, one.percent_of_demand.high) == (7.5, 7.5)
    assert (two.band.low, two.band.high) == pytest.approx((2.85, 5.7))


def test_a_supply_stands_once_per_variant(tmp_path):
    twice = supply("value = 1") + '[[supply]]\nstep = 2\nname = "aanbod"\nvalue = 2\n'
    assert "supply 'aanbod' stands more than once in variant 'laag'" in problems(tmp_path, twice)


def test_percentages_together_take_no_more_than_the_demand(tmp_path):
    text = supply("percent_of_demand = 60") + (
        '[[supply]]\nstep = 2\nname = "meer"\npercent_of_demand = { low = 0, high = 41 }\n'
    )
    assert "supply in variant 'laag' takes 101 per cent of the demand" in problems(tmp_path, text)


def test_one_name_may_serve_different_variants():
    parameters = LadderParameters.model_validate(
        {
            "ladder": {"title": "x"},
            "demand": [
                {"variant": name, "components": [{"name": "v", "value": 1}]} for name in "ab"
            ],
            "supply": [
                {"step": 1, "name": "s", "value": 1, "variants": ["a"]},
                {"step": 1, "name": "s", "value": 2, "variants": ["b"]},
            ],
        }
    )
    assert len(parameters.supply) == 2


def test_lists_are_not_empty(tmp_path):
    said = problems(tmp_path, SMALL.replace('{ name = "vraag", value = 10 }', ""))
    assert "demand[1].components: give at least one" in said


def test_variants_have_different_names(tmp_path):
    again = '[[demand]]\nvariant = "laag"\ncomponents = [{ name = "v", value = 1 }]\n'
    assert "variant 'laag' stands more than once" in problems(tmp_path, SMALL + again)


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("stack = [1, 3]", "levels.1.stack: names group 3; the groups are numbered 1 to 2"),
        ("stack = [0]", "names group 0"),
        ("shrink = { groups = [4], linking = 0.1 }", "names group 4"),
        ("footprint_shares = { 5 = 0.6 }", "names group 5"),
        ("footprint_shares = { 1 = 1.2 }", "planned.levels.1.footprint_shares.1"),
        ("shrink = { groups = [1], linking = 0.6, shared_parking = 0.4 }", "nothing is left"),
        ("stack = [1.5]", "planned.levels.1.stack[1]"),
    ],
)
def test_measures_name_groups_that_exist(tmp_path, level, said):
    assert said in problems(tmp_path, f"{SMALL}{PLANNED}[planned.levels.1]\n{level}\n")


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "hoog"])
def test_levels_are_whole_numbers_above_the_implicit_zero(tmp_path, number):
    said = problems(tmp_path, f'{SMALL}{PLANNED}[planned.levels."{number}"]\nstack = [1]\n')
    assert f"planned.levels.{number}" in said


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ("existing = 1", "levels.existing is 1, but there is no [existing]"),
        ("existing = 4", "ladder.levels.existing"),
        ("planned = 2", "levels.planned is 2; [planned.levels] has 0, 7"),
        ("new = 3", "levels.new is 3; [planned.levels] has 0, 7"),
        ("new = 1.5", "ladder.levels.new"),
    ],
)
def test_the_levels_shown_exist(tmp_path, levels, said):
    text = SMALL.replace('"Klein"', f'"Klein"\nlevels = {{ {levels} }}')
    assert said in problems(tmp_path, f"{text}{PLANNED}[planned.levels.7]\nstack = [1]\n")


def test_levels_may_have_any_number():
    groups = [{"size_m2": 10, "count": 1}]
    shares = {"footprint_share": 0.5, "office_share": 0.1}
    levels = {str(number): {} for number in (12, 3, 100)}
    planned = PlannedParameters.model_validate({**shares, "groups": groups, "levels": levels})
    assert sorted(planned.levels) == [3, 12, 100]


def test_a_published_table_has_something_to_be_compared_with(tmp_path):
    said = problems(
        tmp_path, f'{SMALL}[published]\nexisting = "e.csv"\nitems = {{ gain = "winst" }}\n'
    )
    assert "`existing` is given, but there is no [existing]" in said
    assert "`items` names unknown supply 'winst'" in said


def test_a_missing_table_is_named(tmp_path):
    file = tmp_path / "ladder.toml"
    file.write_text(f'{SMALL}[published]\nmatrix = "weg.csv"\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"ladder.toml \[published\] matrix: no file .*weg.csv"):
        load_ladder(file)


def test_parameters_cannot_be_changed():
    planned = load_ladder(REPOSITORY / "ladder.toml").parameters.planned
    with pytest.raises(ValidationError, match="frozen"):
        planned.office_share = 0.5


@pytest.mark.parametrize(
    "text",
    [
        "name == 'A'",
        "name in ['A', 'B'] and gross_area_m2 >= 5e4",
        "not (mxi > -0.5 or terrain_id not in ('1',))",
    ],
)
def test_a_where_of_comparisons_is_read(text):
    assert parse_where(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "", "name", "'A' == name", "name.upper() == 'A'", "__import__('os')", "a == b", "1 < a < 3",
        "a == 1 + 1", "a is None", "a == None", "a in 'text'", "a == [1]", "a := 3", "lambda: 1",
        "a == f'{b}'", "a[0] == 1", "a == 1; b == 2", "a == 1 or 1", "a in [b]", "a == b''",
        "a == {1}", "\x00",
    ],
)  # fmt: skip
def test_a_where_of_anything_else_is_refused(text):
    with pytest.raises(ValueError, match="`where`"):
        parse_where(text)


# Ranges, parts of supply, reserves


def test_a_range_may_have_a_likeliest_amount():
    component = Component(name="x", low=1, value=3, high=4)
    assert (component.band.low, component.band.value, component.band.high) == (1, 3, 4)
    assert component.band.middle == 3
    assert Component(name="x", low=1, high=4).band.middle == 2.5
    part = Supply(step=1, name="x", percent={"low": 5, "value": 8, "high": 10}, of_ha=50)
    assert (part.band.low, part.band.value, part.band.high) == pytest.approx((2.5, 4, 5))


FURTHER = [
    ("value = 3, low = 4, high = 5", "value 3 lies outside low 4 and high 5"),
    ('value = 3, scope = "land"', "demand[1].components[1].scope"),
    ('value = 3, segment = "groot"', "'vraag' names unknown segment 'groot'; known: none, declare"),
]


@pytest.mark.parametrize(("component", "said"), FURTHER)
def test_further_keys_of_a_component(tmp_path, component, said):
    assert said in problems(tmp_path, SMALL.replace("value = 10", component))


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ('value = 1\nstatus = "zacht"', "supply[1].status"),
        ('value = 1\navailability = "soon"', "supply[1].availability"),
        ('value = 1\nreserved = "yes"', "supply[1].reserved"),
        ('value = 1\nsegment = "groot"', "'aanbod' names unknown segment 'groot'"),
        ("percent_of_demand = { low = 5, value = 4, high = 6 }", "value 4 lies outside low 5"),
        (
            'value = 1\n[[segments]]\nkey = "a"\n[[segments]]\nkey = "a"',
            "segments: segment 'a' stands more than once",
        ),
        (
            "value = 1\n[iron_stock]\nyearly_issuance_ha = 1\nyears = 4\nhorizon = 2030",
            "iron_stock: `run_down_after` and `horizon` belong together",
        ),
        (
            "value = 1\n[iron_stock]\nyearly_issuance_ha = 1\nyears = 4\n"
            "start = 2025\nrun_down_after = 2020\nhorizon = 2020",
            "iron_stock.start: start 2025 lies after run_down_after 2020",
        ),
        (
            'value = 1\n[[cluster_reserve]]\nname = "zorg"\nvalue = 1\nvariants = ["hoog"]',
            "cluster_reserve 'zorg' names unknown variant 'hoog'; known: 'laag'",
        ),
        ("value = 1\n[uncertainty]\ndraws = 5", "uncertainty.draws"),
        (
            "value = 1\n[uncertainty]\nlevels = { planned = 1 }",
            "uncertainty: levels.planned is 1; [planned.levels] has 0",
        ),
    ],
)
def test_further_blocks_are_held_against_the_rest(tmp_path, block, said):
    assert said in problems(tmp_path, supply(block))


def test_every_kind_of_bad_input_is_named_at_once(tmp_path):
    text = """
[ladder]
title = "Alles fout"
unit = "acre"

[[demand]]
variant = "leeg"
components = []

[[demand]]
variant = "omgekeerd"
components = [{ name = "vraag", low = 12, high = 10 }]

[[supply]]
step = 1
name = "aanbod"
from = "jobs"

[[supply]]
step = 1
name = "boven"
value = 3
scope = "europa"

[planned]
footprint_share = 1.5
office_share = 0.2
groups = [{ size_m2 = 1000, count = 2 }, { size_m2 = 2000, count = 1 }]
area_ha = 0.3

[planned.levels.1]
stack = [1, 7]

[planned.levels.2]
shrink = { groups = [1], linking = 1.2 }
"""
    said = problems(tmp_path, text)
    for place in (
        "ladder.unit: Input should be 'ha net'",
        "demand[1].components: give at least one",
        "demand[2].components[1]: low 12 lies above high 10",
        "supply[1].from",
        "supply[2].scope",
        "planned.footprint_share",
        "planned.area_ha: the plots take 0.4 ha, the terrain has 0.3 ha",
        "planned.levels.1.stack: names group 7; the groups are numbered 1 to 2",
        "planned.levels.2.shrink.linking",
    ):
        assert place in said
    assert "9 problems" in said


def test_one_problem_does_not_hide_another_in_the_same_or_the_next_block(tmp_path):
    text = """
[ladder]
title = "Alles fout"
levels = { existing = 1, planned = 4 }

[[demand]]
variant = "laag"
components = [{ name = "vraag", low = 12, high = 10, scope = "europa", segment = "weg" }]

[[demand]]
components = []

[[supply]]
step = 5
name = "gemeten"
from = "unbuild_area_m2"
where = "nam == 'x' and mxi > 0.1"
variants = ["hoog"]

[[supply]]
step = 1
name = "twee"
low = 3
high = 2
status = "week"

[planned]
footprint_share = { low = 0.6, high = 0.5 }
office_share = { low = 0.6, high = 1.5 }
groups = [{ size_m2 = 1000, count = "veel" }]

[planned.levels.1]
stack = [2]
shrink = { groups = [1, 3], linking = -0.1, shared_parking = 0.6, shared_facilities = 0.5 }

[iron_stock]
years = 4
run_down_after = 2030
horizon = 2020

[baseline]
storeys = 0
steps = { rend = 1 }

[published]
planned_levels = 3
existing = "e.csv"
items = { gain = "drie" }
"""
    said = problems(tmp_path, text)
    wanted = (
        "ladder: levels.existing is 1, but there is no [existing]",
        "ladder: levels.planned is 4; [planned.levels] has 0, 1",
        "demand[1].components[1]: low 12 lies above high 10",
        "demand[1].components[1].scope: ",
        "demand[1].components[1].segment: 'vraag' names unknown segment 'weg'",
        "demand[2].variant: Field required",
        "demand[2].components: give at least one",
        "supply[1].step: ",
        "supply[1].from: unknown indicator 'unbuild_area_m2'; did you mean `unbuilt_area_m2`?",
        "supply[1].where: unknown indicator 'nam'; did you mean `name`?",
        "supply[1].variants: supply 'gemeten' names unknown variant 'hoog'; known: 'laag'",
        "supply[2]: low 3 lies above high 2",
        "supply[2].status: ",
        "planned.footprint_share: low 0.6 lies above high 0.5",
        "planned.office_share: Input should be less than or equal to 1",
        "planned.groups[1].count: ",
        "planned.levels.1.stack: names group 2; the groups are numbered 1 to 1",
        "planned.levels.1.shrink.groups: names group 3",
        "planned.levels.1.shrink.linking: Input should be greater than or equal to 0",
        "planned.levels.1.shrink: the shares add up to 1: nothing is left of the plots",
        "iron_stock.yearly_issuance_ha: Field required",
        "iron_stock.horizon: horizon 2020 does not lie after 2030",
        "baseline.storeys: ",
        "baseline: steps names unknown item 'rend'; did you mean `rent`?",
        "published.planned_levels: ",
        "published.existing: `existing` is given, but there is no [existing]",
        "published.items.gain: `items` names unknown supply 'drie'",
    )
    assert [one for one in wanted if one not in said] == []
    assert f"{len(wanted)} problems" in said


def test_naming_the_files_of_a_wrong_ladder_says_as_much(tmp_path):
    file = tmp_path / "ladder.toml"
    file.write_text(supply('from = "unbuild_area_m2"').replace("step = 1", "step = 9"), "utf-8")
    with pytest.raises(StudyError, match="2 problems"):
        ladder_files(file)


@pytest.mark.parametrize("rule", ["", "[[[", 3, None])
def test_what_is_no_block_at_all_is_refused_not_stumbled_over(rule):
    blocks = ("ladder", "demand", "supply", "planned", "existing", "published", "baseline")
    with pytest.raises(ValidationError):
        LadderParameters.model_validate(dict.fromkeys(blocks, rule))
    with pytest.raises(ValidationError):
        LadderParameters.model_validate({one: [rule] for one in blocks})
    with pytest.raises(ValidationError):
        LadderParameters.model_validate(
            {"demand": [{"components": rule}], "planned": {"levels": rule, "groups": rule}}
        )
