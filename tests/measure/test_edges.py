"""Road, side and rear: what the edges of a plot are, on plots that a pencil can draw."""

from itertools import pairwise

import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate, translate

from geo_ser.measure.edges import EDGES, road_access
from geo_ser.study import Thresholds
from tests.measure.parks import measured, terrains
from tests.measure.pencil_park import EDGE_LENGTHS, pencil_park
from tests.shapes import X, Y, square, table

NARROW = Thresholds(min_plot_width_m=2)


def park(plots, surfaces, terrain=None, **tables):
    """Measure plots that are for sale, so net, with surfaces given as (cover, shape)."""
    names = list(plots)
    covers, shapes = zip(*surfaces, strict=True) if surfaces else ((), ())
    return measured(
        NARROW,
        terrains=terrains(terrain or square(-50, -50, 300)),
        parcels=table(*plots.values(), parcel_id=names, availability=["issuable"] * len(names)),
        surfaces=table(
            *shapes, surface_id=[f"s{at:02}" for at in range(len(shapes))], cover=list(covers)
        ),
        buildings=table(square(900, 900, 5), building_id=["far"]),
        **tables,
    )


def lengths(result, plot):
    mine = result.plot_edges[result.plot_edges["plot_id"] == plot]
    return {edge: pytest.approx(m, abs=1e-6) for edge, m in zip(mine["edge"], mine["length_m"])}  # noqa: B905


ROAD, GRASS = ("road", square(-50, -10, 300, 10)), ("field", square(-50, 0, 300, 200))


def test_the_edges_of_the_pencil_park():
    edges = measured(**pencil_park()).plot_edges
    found = edges.set_index(["plot_id", "edge"])["length_m"].to_dict()
    assert found == pytest.approx(EDGE_LENGTHS)
    by_kind = edges.set_index(["plot_id", "edge"]).geometry
    assert by_kind["P3", "road"].equals(shapely.LineString([(X + 80, Y + 12), (X + 110, Y + 12)]))
    assert edges["length_m"].to_numpy() == pytest.approx(edges.geometry.length.to_numpy())


def test_a_verge_between_is_still_the_road_side_as_wide_as_the_threshold():
    plot, verge = {"P": square(0, 10, 40, 60)}, ("green", square(-50, 0, 300, 10))
    beyond = [ROAD, verge, ("field", square(-50, 10, 300, 200))]
    assert lengths(park(plot, beyond), "P") == {"road": 40, "side": 120, "rear": 40}
    wider = {"P": square(0, 10.5, 40, 60)}
    assert lengths(park(wider, beyond), "P") == {"unknown": 200}


def test_a_ditch_behind_is_the_rear_and_one_beside_is_a_side():
    ditch = ("water", square(0, 60, 40, 4).union(square(40, 0, 4, 64)))
    plot = {"P": square(0, 0, 40, 60)}
    assert lengths(park(plot, [ROAD, ditch]), "P") == {
        "road": 40, "side": 60, "rear": 40, "unknown": 60,
    }  # fmt: skip


def test_a_plot_between_hides_the_road_and_one_on_both_sides_has_no_rear():
    back = {"P": square(0, 0, 40, 5), "Q": square(0, 5, 40, 60)}
    found = park(back, [ROAD, GRASS])
    assert lengths(found, "Q") == {"unknown": 200}
    plots = found.plots.set_index("plot_id")["road_access"]
    assert plots.to_dict() == {"P": True, "Q": False}
    through = park({"P": square(0, 0, 40, 60)}, [ROAD, ("road", square(-50, 60, 300, 8)), GRASS])
    assert lengths(through, "P") == {"road": 80, "side": 120}


def test_a_corner_plot_fronts_its_longest_road_side():
    ways = [ROAD, ("road", square(-8, 0, 8, 200)), GRASS]
    deep, wide = park({"P": square(0, 0, 40, 60)}, ways), park({"P": square(0, 0, 60, 40)}, ways)
    for found, at_east in ((deep, "rear"), (wide, "side")):
        [row] = found.plot_edges[found.plot_edges["edge"] == at_east].geometry
        east = found.plots.geometry.iloc[0].bounds[2]
        assert row.bounds[0] == pytest.approx(east)
        assert row.bounds[2] == pytest.approx(east)


def test_a_cut_corner_and_a_front_in_pieces_are_one_front():
    # front of 10 + 10 + 10 in pieces, a corner cut off at 45 degrees, a longer wall at the west
    plot = shapely.Polygon(
        [
            (X, Y),
            (X + 10, Y),
            (X + 20, Y),
            (X + 30, Y),
            (X + 35, Y + 5),
            (X + 35, Y + 28),
            (X, Y + 28),
        ]
    )
    found = park({"P": plot}, [ROAD, ("road", square(-8, 0, 8, 28)), GRASS])
    assert lengths(found, "P") == {
        "road": 30 + 28 + 50**0.5, "side": 23, "rear": 35,
    }  # fmt: skip


def test_parking_is_road_on_public_land_only():
    plot = {"P": square(0, 0, 40, 60), "Q": square(40, 0, 40, 60)}
    lot, own = ("parking", square(-50, -10, 90, 10)), ("parking", square(40, 0, 40, 60))
    grass = ("field", square(-50, 0, 90, 200))
    found = park(plot, [lot, own, grass])
    assert lengths(found, "P") == {"road": 40, "side": 120, "rear": 40}
    assert lengths(found, "Q")["unknown"] == 200
    assert found.plots.set_index("plot_id")["road_access"].isna().to_dict() == {
        "P": False, "Q": True,
    }  # fmt: skip


def test_a_public_parcel_that_is_road_is_road_up_to_its_edge():
    # the road lies 15 m off; its parcel of 25 m, 60 % road, touches the plot
    plot = square(0, 0, 40, 60)
    parcels = table(plot, square(-50, -25, 300, 25), parcel_id=["P", "R"],
                    availability=pd.Series(["issuable", None], dtype="str"))  # fmt: skip
    covers = table(
        square(-50, -25, 300, 15), square(-50, -10, 300, 10), square(-50, 0, 300, 100),
        surface_id=["a", "b", "c"], cover=["road", "green", "field"],
    )  # fmt: skip
    given = {
        "terrains": terrains(square(-50, -50, 300)),
        "parcels": parcels,
        "surfaces": covers,
        "buildings": table(square(900, 900, 5), building_id=["far"]),
    }
    assert lengths(measured(NARROW, **given), "P") == {"road": 40, "side": 120, "rear": 40}
    given["surfaces"] = covers.set_geometry(
        [square(-50, -25, 300, 10), square(-50, -15, 300, 15), covers.geometry[2]]
    ).set_crs(28992)
    assert lengths(measured(NARROW, **given), "P") == {"unknown": 200}
    zone = table(parcels.geometry[1], zone_id=["z"], main_group=["traffic"])
    found = measured(NARROW, **given, zoning=zone)
    assert lengths(found, "P") == {"road": 40, "side": 120, "rear": 40}


def test_a_plot_over_the_terrains_edge_keeps_its_whole_boundary():
    found = park(
        {"P": square(0, 0, 40, 60), "far": square(40, 0, 30, 60)}, [ROAD, GRASS],
        terrain=square(0, -10, 20, 100),
    )  # fmt: skip
    assert lengths(found, "P") == {"road": 40, "side": 120, "rear": 40}
    assert found.plots["plot_id"].to_list() == ["P"]


def test_an_entrance_must_be_wide_enough():
    plot = {"P": square(0, 3, 40, 60), "Q": square(0, 0, 36, 3)}  # 4 m of P reach the road
    found = park(plot, [ROAD, GRASS])
    assert lengths(found, "P")["road"] == 4
    assert not found.plots.set_index("plot_id").loc["P", "road_access"]
    beyond = pd.DataFrame({"road": [4.0, 4.5, 0.0], "nothing": [0.0, 0.0, 9.0]})
    assert road_access(beyond, 4.5).to_list() == [False, True, pd.NA]
    assert road_access(beyond, 4.0).to_list() == [True, True, pd.NA]


def test_slivers_are_given_to_their_neighbours():
    # a neighbour that stops half a metre short leaves no half metre of road or of nothing
    plots = {"P": square(0, 0, 40, 60), "Q": square(40, 0.5, 40, 59.5)}
    found = park(plots, [ROAD, ("road", square(40, 0, 40, 0.5)), GRASS])
    assert lengths(found, "P") == {"road": 40, "side": 120, "rear": 40}


def test_no_net_plot_has_no_edges():
    park_ = pencil_park()
    park_["parcels"] = park_["parcels"].iloc[[7]]
    found = measured(**park_)
    assert found.plot_edges.empty
    assert found.plot_edges.columns.to_list() == ["plot_id", "edge", "length_m", "geometry"]
    assert len(found.plot_limits) == len(found.plots) == 1


@settings(max_examples=5, deadline=None)
@given(
    cuts=st.lists(st.floats(0.2, 8.3), max_size=6),
    angle=st.floats(0, 360),
    way=st.tuples(st.floats(-5e4, 5e4), st.floats(-5e4, 5e4)),
)
def test_a_frontage_in_pieces_is_one_wherever_it_lies(cuts, angle, way):
    """8.5 m along road surfaces that end anywhere; asked for: an entrance of 8.49 m."""

    def moved(shape):
        return translate(rotate(shape, angle, origin=(X, Y)), *way)

    ends = [0.0, *sorted(cuts), 8.5]
    roads = [("road", moved(square(x, -6, max(to - x, 0.05), 6))) for x, to in pairwise(ends)]
    around = [("green", moved(square(8.5, -6, 20, 36))), ("field", moved(square(0, 0, 8.5, 30)))]
    found = measured(
        Thresholds(road_access_min_m=8.49, min_plot_width_m=2),
        terrains=terrains(moved(square(-50, -50, 100))),
        parcels=table(moved(square(0, 0, 8.5, 30)), parcel_id=["P"], availability=["issuable"]),
        surfaces=table(
            *(shape for _, shape in [*roads, *around]),
            surface_id=[f"s{at:02}" for at in range(len(roads) + 2)],
            cover=[cover for cover, _ in [*roads, *around]],
        ),
        buildings=table(square(9e4, 9e4, 5), building_id=["far"]),
    )
    edges = found.plot_edges.set_index("edge")
    assert edges["length_m"].sum() == pytest.approx(77)
    assert edges.loc["road", "length_m"] == pytest.approx(8.5, abs=0.02)
    assert edges.geometry["road"].geom_type == "LineString"
    assert found.plots["road_access"].to_list() == [True]


spots = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(2, 8), st.integers(2, 8))


@settings(max_examples=4, deadline=None)
@given(
    st.lists(spots, min_size=1, max_size=5), st.lists(spots, max_size=3), st.integers(0, 359),
    st.tuples(st.floats(-5e4, 5e4), st.floats(-5e4, 5e4)),
)  # fmt: skip
def test_edges_are_the_whole_boundary_and_turn_and_move_with_the_plot(plots, roads, angle, way):
    shapes = {f"P{at}": square(*[5.0 * one for one in spot]) for at, spot in enumerate(plots)}
    covers = [("road", square(*[5.0 * one + 2 for one in spot])) for spot in roads]
    found = park(shapes, [*covers, GRASS])
    sums = found.plot_edges.groupby("plot_id")["length_m"].sum()
    whole = {name: shape.length for name, shape in shapes.items()}
    assert sums.to_dict() == pytest.approx(whole)
    assert set(found.plot_edges["edge"]) <= set(EDGES)

    def moved(shape):
        return translate(rotate(shape, angle, origin=(X, Y)), *way)

    again = park(
        {name: moved(shape) for name, shape in shapes.items()},
        [(cover, moved(shape)) for cover, shape in [*covers, GRASS]],
        terrain=moved(square(-50, -50, 300)),
    )

    def table_of(result):
        # which of two road sides of one length is the front has no meaning: side and rear as one
        edge = result.plot_edges["edge"].replace("rear", "side")
        return result.plot_edges.groupby(["plot_id", edge])["length_m"].sum().to_dict()

    assert table_of(again) == pytest.approx(table_of(found), rel=1e-6, abs=1e-4)
