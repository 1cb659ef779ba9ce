"""Laws of any floor area: bounds in order, totals kept, and dropping data never helps."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ser.measure.building_floor import GFA_COLUMNS
from geo_ser.study import Thresholds
from tests.measure.parks import OWN_FACTOR, buildings, measured, point, terrains, units
from tests.shapes import roughened, square, table

law = settings(max_examples=3, deadline=None)
STANDING = "Pand in gebruik"
IN_USE, EMPTY, GONE = (
    "Verblijfsobject in gebruik", "Verblijfsobject buiten gebruik", "Verblijfsobject ingetrokken",
)  # fmt: skip
AREAS = {"terrains": "terrain_id", "plots": "plot_id", "buildings": "building_id"}


@st.composite
def parks(draw, small=True, idle=True, storeys=True, parcels=False):
    """Five buildings in a row over two terrains and four parcels, no two of them on each other.

    Each has two or three units of at most half its land, in 6 to 12 m, so that its floor area
    fits in its height; one lies over the line between the terrains and one over that between two
    parcels. Statuses of units, storeys and what the BAG states of its units are drawn.

    What the contract itself rules out is not drawn: a building under `annex_max_m2` that lacks
    all data is 0 (`small`), the BAG counts units out of use too (`idle`), and storeys that are
    given have no range (`storeys`).
    """
    sizes = st.sampled_from([9, 14, 30, 38] if small else [14, 30, 38])
    widths = [12 if small else 15, *draw(st.lists(sizes, min_size=4, max_size=4))]
    shapes = [square(5 + 40 * at, 5, width, 12) for at, width in enumerate(widths)]
    shapes = draw(roughened(shapes))
    areas = [shape.area for shape in shapes]
    numbers = [draw(st.integers(2, 3)) for _ in shapes]
    owner = np.repeat(np.arange(len(shapes)), numbers)
    sizes = [float(int(areas[at] * draw(st.sampled_from([0.2, 0.35, 0.5])))) for at in owner]
    statuses = [draw(st.sampled_from([IN_USE, EMPTY if idle else IN_USE, GONE])) for _ in owner]
    present = pd.Series(sizes).where([one != GONE for one in statuses]).groupby(owner)
    built = buildings(
        *shapes, status=[STANDING] * len(shapes),
        storeys=[draw(st.sampled_from([None, 1.0 if storeys else None])) for _ in shapes],
        height_m=[draw(st.sampled_from([6.0, 12.0])) for _ in shapes],
        unit_count=present.count().astype("float64").to_list(),
        unit_area_min_m2=present.min().to_list(), unit_area_max_m2=present.max().to_list(),
    )  # fmt: skip
    plots = table(
        square(0, 0, 55, 40), square(55, 0, 45, 40), square(100, 0, 30, 40),
        square(135, 0, 75, 40), parcel_id=["P1", "P2", "P3", "P4"],
    )  # fmt: skip
    return ({"parcels": plots} if parcels else {}) | {
        "terrains": terrains(square(0, 0, 100, 40), square(100, 0, 110, 40)),
        "buildings": built,
        "units": units(
            *[point(7 + 40 * at, 7) for at in owner], floor_area_m2=sizes, status=statuses,
            building_ids=[[f"B{at + 1}"] for at in owner],
        ),
    }  # fmt: skip


def grades(result):
    """Return the grade of every column of floor area, by table, terrain and column."""
    rows = result.provenance[result.provenance["column"].str.contains("gfa|fsi|layers|mxi")]
    return rows.set_index(["table", "terrain_id", "column"])["grade"]


def cells(result, name):
    """Return the numbers of floor area of one table, by its rows' ids."""
    frame = getattr(result, name)
    keys = list(dict.fromkeys([AREAS[name], "terrain_id"]))
    wanted = [c for c in frame if "gfa_" in c and frame[c].dtype == "float64"]
    wanted += [c for c in ("fsi", "fsi_gross", "layers", "mxi") if c in frame]
    return frame.set_index(keys)[wanted].sort_index()


def less_is_never_more(whole, less, *, without_units=False):
    """Check that no null became a number, no range narrowed and no grade rose.

    Without a table of units one storey is the low bound, which may lie above that of units
    (design §4): then ranges say something else, and only values and grades are compared.
    """
    for name in ("terrains", "buildings"):
        before, after = cells(whole, name), cells(less, name)
        assert before.index.equals(after.index)
        bounds = [c for c in before if c.endswith(("_low_m2", "_high_m2"))]
        for column in before.columns.difference(bounds if without_units else []):
            assert not (before[column].isna() & after[column].notna()).any(), (name, column)
        if without_units:
            continue
        width = [one["gfa_high_m2"] - one["gfa_low_m2"] for one in (before, after)]
        assert (width[1].fillna(np.inf) >= width[0].fillna(np.inf) - 1e-6).all(), name
        assert (after["gfa_low_m2"] <= before["gfa_low_m2"] + 1e-6).all(), name
    marks = pd.concat([grades(whole), grades(less)], axis="columns", keys=["whole", "less"])
    marks = marks.dropna()
    assert (marks["less"] >= marks["whole"]).all(), marks[marks["less"] < marks["whole"]]


@law
@given(parks(parcels=True), st.sampled_from([OWN_FACTOR, Thresholds()]))
def test_bounds_are_in_order_and_plots_and_what_is_off_them_make_the_terrain(park, thresholds):
    filler = park["units"]["floor_area_m2"].where(park["units"].index % 5 > 0, 999.0)
    lacking = {**park, "units": park["units"].assign(floor_area_m2=filler)}
    bare = park["buildings"][["building_id", "status", "geometry"]]
    for tables in (park, lacking, {**lacking, "buildings": bare}):
        result = measured(thresholds, **tables)
        for name in AREAS:
            value, low, high = (cells(result, name)[column] for column in GFA_COLUMNS)
            assert low.notna().all()
            assert (low <= value.fillna(low) + 1e-9).all()
            assert (value.fillna(low) <= high.fillna(np.inf) + 1e-9).all()
        for row in result.terrains.to_dict("records"):
            mine = result.plots[result.plots["terrain_id"] == row["terrain_id"]]
            for column in GFA_COLUMNS:
                parts = [*mine[column], row[f"off_plot_{column}"]]
                if column == "gfa_m2" and np.isnan([*parts, row[column]]).any():
                    continue
                assert sum(parts) == pytest.approx(row[column], abs=1e-6, nan_ok=True)


@law
@given(parks(small=False, idle=False, storeys=False), st.data())
def test_leaving_out_units_of_buildings_that_state_how_many_they_have(park, data):
    """Any unit rows: a building that says how many it has shows that some are lacking."""
    keep = data.draw(st.lists(st.booleans(), min_size=len(park["units"]),
                              max_size=len(park["units"])))  # fmt: skip
    some = park["units"][np.array(keep, dtype="bool")].reset_index(drop=True)
    less_is_never_more(measured(**park), measured(**{**park, "units": some}))


@law
@given(parks(small=False, storeys=False), st.data(), st.sampled_from([OWN_FACTOR, Thresholds()]))
def test_leaving_out_all_units_of_some_buildings(park, data, thresholds):
    """Without the BAG's own columns a building without any unit is one that lacks them."""
    stated = ["unit_count", "unit_area_min_m2", "unit_area_max_m2"]
    park = {**park, "buildings": park["buildings"].drop(columns=stated)}
    gone = data.draw(st.sets(st.sampled_from([f"B{number}" for number in range(1, 6)]), min_size=1))
    # The first unit of B1 is a filler: B1 is unknown, and does not become 0 without its units.
    first = park["units"].index == 0
    park["units"] = park["units"].assign(
        floor_area_m2=park["units"]["floor_area_m2"].mask(first, 999.0),
        status=park["units"]["status"].mask(first, IN_USE),
    )
    gone = {"B1", *gone}
    kept = [one[0] not in gone for one in park["units"]["building_ids"]]
    some = {**park, "units": park["units"][kept].reset_index(drop=True)}
    less_is_never_more(measured(thresholds, **park), measured(thresholds, **some))


@law
@given(
    parks(small=False),
    st.sampled_from(["height_m", "storeys", "unit_count", "unit_area_max_m2"]),
    st.lists(st.booleans(), min_size=5, max_size=5),
    st.booleans(),
)
def test_leaving_out_what_is_known_of_buildings(park, column, keep, units_too):
    if units_too:  # of the last two buildings the units are gone
        housed = [one[0] not in ("B4", "B5") for one in park["units"]["building_ids"]]
        park = {**park, "units": park["units"][housed].reset_index(drop=True)}
    some = park["buildings"][column].where(keep)
    less = {**park, "buildings": park["buildings"].assign(**{column: some})}
    less_is_never_more(measured(**park), measured(**less))


@law
@given(parks(), st.booleans())
def test_leaving_out_the_table_of_units(park, stated):
    if not stated:
        park = {**park, "buildings": park["buildings"].drop(columns=["unit_count", "storeys"])}
    without = {name: frame for name, frame in park.items() if name != "units"}
    less_is_never_more(measured(**park), measured(**without), without_units=True)
