"""The catalogue: 26 instruments and what belongs to them, coherent and in two languages."""

import tomllib
from importlib import resources

import pytest
from pydantic import ValidationError

from geo_ser.gain import Catalogue, catalogue, reference_records
from geo_ser.parameters import BASELINE_INDICATORS

FILES = ("instruments", "ageing", "restructuring", "references", "costs")
GROUPS = {
    "stacking": [1, 2],
    "linking": [3, 4],
    "shared_facilities": [5, 6, 7, 8, 9, 10, 11],
    "parking": [12, 13],
    "zoning_clustering": [14, 15],
    "access": [16, 17],
    "land_price": [18, 19, 20, 21],
    "tenure": [22, 23, 24, 25, 26],
}


def raw():
    folder = resources.files("geo_ser.gain")
    return {name: tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in FILES}


def refused(values):
    with pytest.raises(ValidationError) as caught:
        Catalogue.model_validate(values)
    return str(caught.value)


def test_there_are_26_instruments_in_the_groups_of_annex_c():
    found = catalogue().instruments.instrument
    assert [one.number for one in found] == list(range(1, 27))
    numbers = {one.key: [i.number for i in found if i.group == one.key]
               for one in catalogue().instruments.group}  # fmt: skip
    assert numbers == GROUPS
    assert [one.number for one in found if one.quantified] == [2, 3, 4, 10, 12]
    assert [one.number for one in found if one.direct] == list(range(1, 14))


def test_the_small_lists_are_complete():
    files = catalogue()
    assert len(files.ageing.ageing) == len(files.restructuring.restructuring) == 4
    assert [one.number for one in files.references.reference] == [1, 2, 3, 4]
    assert (len(files.costs.cost), len(files.costs.revenue)) == (15, 3)
    assert len(files.ageing.observation) == 9
    assert [one.key for one in files.restructuring.opening] == [
        "vacant_or_for_sale", "fallow_without_plan", "intensification", "extra_intensification",
    ]  # fmt: skip


@pytest.mark.parametrize(("level", "printed"), [(1, 4.0), (2, 9.6), (3, 13.5)])
def test_the_printed_gains_add_up_to_those_of_annex_d(level, printed):
    gains = [
        gain
        for one in catalogue().instruments.instrument
        for use in one.levels
        if use.level == level
        for gain in use.published_gain_percent.values()
    ]
    assert sum(gains) == pytest.approx(printed)


def test_every_condition_and_risk_is_used():
    file = catalogue().instruments
    assert set(file.conditions) == {key for one in file.instrument for key in one.conditions}
    assert set(file.risks) == {key for one in file.instrument for key in one.risks}


def test_every_instrument_acts_on_an_indicator_of_the_baseline():
    for one in catalogue().instruments.instrument:
        assert set(one.indicators) <= set(BASELINE_INDICATORS)
        assert one.indicators[0] == one.indicator


def test_every_text_stands_in_both_languages():
    def walk(value):
        if isinstance(value, dict):
            for key, one in value.items():
                if key.endswith("_nl") and key != "words_nl":
                    assert value[key.removesuffix("nl") + "en"], value
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(raw())


def test_the_reference_projects_are_ready_for_json():
    first, *_others, last = reference_records()
    assert (first["name_nl"], last["name_nl"]) == ("Campus Westermaat", "Josink Es")
    assert first["net_gross_ratio"] == 0.7276
    assert last["gross_ha"] is None


def test_a_catalogue_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        catalogue().instruments.instrument[0].number = 99


def test_what_does_not_fit_is_all_said_at_once():
    values = raw()
    one, two, three = values["instruments"]["instrument"][:3]
    one["group"] = "stapelen"
    two["conditions"] = ["geld"]
    two["risks"] = ["brand"]
    two["effect_intensity"] = "enorm"
    two["levels"][0]["use"] = "wishful"
    three["number"] = 30
    three["indicators"] = ["mood"]
    values["ageing"]["ageing"][0]["answered_by"] = ["paint"]
    values["restructuring"]["restructuring"][0]["answers"] = ["rust"]
    values["ageing"]["observation"][1]["functional"] = "x"
    values["references"]["reference"][0]["indicator"][0]["key"] = "smell"
    values["costs"]["cost"][0]["levels"][0]["sign"] = "huge"
    values["costs"]["cost"][3]["heading"] = "air"
    message = refused(values)
    for part in (
        "instrument 1: unknown group 'stapelen'",
        "instrument 2: unknown condition 'geld'",
        "instrument 2: unknown risk 'brand'",
        "instrument 2: unknown effect 'enorm'",
        "instrument 2: unknown use 'wishful'",
        "instrument: numbers are [1, 2, 30",
        "instrument 30: unknown indicator 'mood'",
        "instrument 30: indicator 'coverage' is not among its indicators",
        "ageing functional: unknown restructuring 'paint'",
        "restructuring major_maintenance: unknown ageing 'rust'",
        "observation De Haar I en II: unknown symbol 'x'",
        "reference campus_westermaat: unknown indicator 'smell'",
        "cost clearance: unknown sign 'huge'",
        "cost raising: unknown heading 'air'",
    ):
        assert part in message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"direct": False}, "direct differs from group 'stacking'"),
        ({"quantified": True}, "quantified goes with a level that applies it"),
        ({"colour": "red"}, "Extra inputs are not permitted"),
        ({"effect_intensity_sign": "?"}, "Input should be"),
    ],
)
def test_an_instrument_that_contradicts_itself_is_refused(change, message):
    values = raw()
    values["instruments"]["instrument"][0].update(change)
    assert message in refused(values)


def test_a_level_outside_1_to_3_or_out_of_order_is_refused():
    values = raw()
    values["instruments"]["instrument"][1]["levels"].reverse()
    assert "levels [3, 2, 1] are not in order" in refused(values)
    values["instruments"]["instrument"][1]["levels"][0]["level"] = 4
    assert "less than or equal to 3" in refused(values)


def test_a_stated_reference_needs_its_figure():
    values = raw()
    del values["references"]["reference"][0]["indicator"][0]["value"]
    assert "status 'stated' and its figures disagree" in refused(values)
