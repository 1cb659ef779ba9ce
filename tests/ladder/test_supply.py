import geopandas as gpd
import pandas as pd
import pytest

from geo_ser.errors import LadderError
from tests.ladder.build import demand, ladder, supply
from tests.shapes import square

INDICATORS = gpd.GeoDataFrame(
    {
        "terrain_id": ["1", "2", "3"],
        "name": ["De Haar", "Noordermors", "Plaagslagen"],
        "gross_area_m2": [100_000.0, 200_000.0, 300_000.0],
        "unbuilt_area_m2": [10_000.0, 25_000.0, 5_000.0],
        "mxi": [0.1, None, 0.3],
    },
    geometry=[square(0, 0, 1), square(2, 0, 1), square(4, 0, 1)],
    crs=28992,
)


def items(*blocks, indicators=None, ask=100):
    """Return the items of one variant by name."""
    result = ladder(demand=[demand(value=ask)], supply=list(blocks), indicators=indicators)
    return {item["name"]: item for step in result["variants"][0]["steps"] for item in step["items"]}


def measured(where=None, **more):
    block = supply("braak", **{"from": "unbuilt_area_m2"}, **more)
    return items(block if where is None else {**block, "where": where}, indicators=INDICATORS)


def test_every_way_of_giving_hectares():
    found = items(
        supply("a", value=3, source="memo §1"),
        supply("b", low=1, high=2),
        supply("c", percent_of_demand={"low": 5, "high": 10}),
        supply("d", percent=10, of_ha=57),
        ask=200,
    )
    bounds = {name: (item["low"], item["high"]) for name, item in found.items()}
    assert bounds == {"a": (3, 3), "b": (1, 2), "c": (10, 20), "d": pytest.approx((5.7, 5.7))}
    assert [item["source"] for item in found.values()] == [
        "memo §1", "given", "5–10 % of demand", "10 % of 57 ha",
    ]  # fmt: skip


def test_a_supply_for_one_variant_leaves_the_other_alone():
    result = ladder(
        demand=[demand("een", value=10), demand("twee", value=10)],
        supply=[supply("grond", value=4, variants=["twee"])],
    )
    assert [one["remaining"]["low"] for one in result["variants"]] == [10, 6]


def test_an_indicator_is_summed_and_converted_to_hectares():
    item = measured()["braak"]
    assert (item["low"], item["high"]) == (4.0, 4.0)
    assert item["source"] == "measured: unbuilt_area_m2"


def test_an_indicator_in_hectares_stays_as_it_is():
    found = items(supply("x", **{"from": "own_ha"}), indicators=INDICATORS.assign(own_ha=1.5))
    assert found["x"]["low"] == 4.5


@pytest.mark.parametrize(
    ("where", "hectares"),
    [
        ("name == 'De Haar'", 1.0),
        ("terrain_id in ['1', '3']", 1.5),
        ("terrain_id not in ['1', '3']", 2.5),
        ("gross_area_m2 >= 2e5 and not name == 'Plaagslagen'", 2.5),
        ("gross_area_m2 < 150000 or gross_area_m2 > 250000", 1.5),
        ("gross_area_m2 != 100000", 3.0),
        ("gross_area_m2 > -1", 4.0),
    ],
)
def test_a_where_takes_part_of_the_terrains(where, hectares):
    assert measured(where)["braak"]["low"] == hectares


def test_the_order_of_the_terrains_does_not_matter():
    turned = INDICATORS.iloc[::-1].assign(unbuilt_area_m2=[0.1, 0.2, 0.3])
    block = supply("x", **{"from": "unbuilt_area_m2"})
    assert items(block, indicators=turned)["x"] == items(block, indicators=turned.iloc[::-1])["x"]


def test_unknown_is_not_zero():
    unknown = INDICATORS.assign(unbuilt_area_m2=[None, 1.0, None])
    block = supply("braak", **{"from": "unbuilt_area_m2"})
    with pytest.raises(LadderError, match="'braak': unbuilt_area_m2 is null for 2 of 3 terrains"):
        items(block, indicators=unknown)
    known = {**block, "where": "terrain_id == '2'"}
    assert items(known, indicators=unknown)["braak"]["low"] == 1e-4


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("mxi > 0.2", "'braak': mxi is null for 1 of 3 terrains"),
        ("nam == 'x'", "no column 'nam'; did you mean `name`"),
        ("terrain_id == 1", "terrain_id holds text; write the value in `where` in quotes"),
        ("gross_area_m2 > '1'", "gross_area_m2 holds numbers; write .* without quotes"),
        ("geometry == 'x'", "cannot compare column geometry"),
    ],
)
def test_a_where_that_cannot_be_answered_is_refused(where, message):
    with pytest.raises(LadderError, match=message):
        measured(where)


def test_every_supply_that_cannot_be_measured_is_named_at_once():
    blocks = [
        supply("braak", **{"from": "unbuild_area_m2"}),
        supply("gegeven", value=3),
        supply("leeg", **{"from": "vacant_m2"}),
    ]
    with pytest.raises(LadderError) as caught:
        ladder(demand=[demand(value=5)], supply=blocks, indicators=INDICATORS)
    first, second = str(caught.value).splitlines()
    assert first.startswith("[[supply]] 1 from: supply 'braak': the indicators have no column")
    assert second.startswith("[[supply]] 3 from: supply 'leeg'")


def test_a_where_cannot_run_anything():
    with pytest.raises(ValueError, match="knows only comparisons"):
        measured("__import__('os').system('true') == 0")


def test_without_measurements_the_way_out_is_named():
    with pytest.raises(LadderError, match=r"nothing was measured.*geo-ser measure"):
        items(supply("braak", **{"from": "unbuilt_area_m2"}))


def test_a_column_that_is_missing_or_text_is_refused():
    with pytest.raises(LadderError, match="no column 'unbuild_area_m2'; did you mean `unbuilt_"):
        items(supply("x", **{"from": "unbuild_area_m2"}), indicators=INDICATORS)
    text, below = pd.DataFrame({"own_ha": ["1", "2"]}), pd.DataFrame({"own_ha": [1.0, -2.0]})
    for indicators in (text, below):
        with pytest.raises(LadderError, match="own_ha holds no areas"):
            items(supply("x", **{"from": "own_ha"}), indicators=indicators)


def test_a_filter_that_takes_nothing_is_remarked_on():
    block = supply("x", **{"from": "unbuilt_area_m2", "where": "name == 'Weg'"})
    result = ladder(demand=[demand(value=5)], supply=[block], indicators=INDICATORS)
    assert result["variants"][0]["remaining"]["low"] == 5
    assert [remark["code"] for remark in result["remarks"]] == ["measured_nothing"]
