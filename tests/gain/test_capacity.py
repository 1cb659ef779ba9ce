"""Each what-if on rectangles in a row, worked out with a pencil.

Unless said otherwise: front at y = 0 on a road, 50 m deep; setbacks 7 m road, 3 m side and rear,
at most 80 % built and 12 m high (annex A's baseline as if a plan gave it).
"""

from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
import shapely
from shapely import box

from geo_ser.gain import space_gain, what_if
from geo_ser.gain.rows import site
from tests.gain.estates import frame, gain, inputs, plot, row
from tests.shapes import X, Y

HALL = (3, 7, 14, 40)  # fills the envelope of a plot of 20 m: 14 x 40 = 560 m2


@cache
def lone(width):
    """Return what is won on one plot with one hall, which several tests look at."""
    return gain(plot(0, width, halls=[HALL]))


def apart(*plots):
    """Return the plots in terrains of their own, kilometres from each other."""
    return [{**one, "x": one["x"] + 5000 * n, "terrain": f"t{n}"} for n, one in enumerate(plots)]


def envelope(result, plot_id="p01"):
    return result.gain_envelopes.set_index("plot_id").loc[plot_id]


def with_(**blocks):
    """Return the parameters with some values changed: block = value, low and high with it."""
    settings = what_if()
    changed = {
        name: getattr(settings, name).model_copy(update={"value": v, "low": v, "high": v})
        for name, v in blocks.items()
    }
    return settings.model_copy(update=changed)


# -- envelope -------------------------------------------------------------------------------


def test_setbacks_come_off_each_side():
    found = envelope(lone(40))
    assert found["envelope_m2"] == pytest.approx((40 - 6) * (50 - 10))
    assert found["permitted_footprint_m2"] == pytest.approx(1360)  # 80 % would be 1600
    assert found["headroom_footprint_m2"] == pytest.approx(1360 - 560)
    assert found["headroom_gfa_m2"] == pytest.approx(1360 - 560)
    assert found.geometry.bounds == pytest.approx((X + 3, Y + 7, X + 37, Y + 47))


def test_coverage_caps_the_footprint_and_a_build_zone_the_envelope():
    zone = box(X, Y, X + 40, Y + 30)
    limits = {"max_coverage": 0.3, "geometry": zone}
    found = envelope(gain(plot(0, 40, halls=[HALL], limits=limits)))
    assert found["envelope_m2"] == pytest.approx(34 * 23)
    assert found["permitted_footprint_m2"] == pytest.approx(0.3 * 2000)


def test_a_hall_has_one_storey_and_an_office_as_many_as_fit():
    office = {"at": HALL, "uses": ["office"]}
    assert envelope(lone(20))["permitted_gfa_m2"] == pytest.approx(560)
    # three storeys of 3.5 m under 12 m
    assert envelope(gain(plot(0, 20, halls=[office])))["permitted_gfa_m2"] == pytest.approx(1680)


def test_without_any_limit_what_is_permitted_is_unknown():
    none = dict.fromkeys(
        ("max_height_m", "max_coverage", "setback_road_m", "setback_side_m", "setback_rear_m",
         "limits_source")
    )  # fmt: skip
    result = gain(plot(0, 40, halls=[HALL], limits=none))
    assert pd.isna(envelope(result)["permitted_footprint_m2"])
    larger = row(result, "p01", "larger_footprint")
    assert pd.isna(larger["gain_ha"])
    assert larger["unknown_reason"] == "limits_unknown"
    reasons = result.gain_nulls.set_index(["table", "column"])["reason"]
    assert reasons["gain_envelopes", "permitted_footprint_m2"] == "limits_unknown"
    assert reasons["gain_plots", "second_storey"] == "height_limit_unknown"


def test_a_limit_unknown_lowers_the_grade_and_a_default_fills_it():
    unknown = plot(0, 40, use="unbuilt", limits={"max_coverage": None})
    terrain = pd.DataFrame(
        [("plots", "t1", column, "A") for column in ("area_in_terrain_m2", "use", "footprint_m2")],
        columns=["table", "terrain_id", "column", "grade"],
    ).assign(source="raw.gpkg sha256:0", edition="2025-01-01")
    told = row(gain(plot(0, 40, use="unbuilt"), provenance=terrain), "p01", "fill_unbuilt")
    lacks = row(gain(unknown, provenance=terrain), "p01", "fill_unbuilt")
    assert (told["grade"], lacks["grade"]) == ("B", "C")
    settings = what_if()
    limits = settings.limits.model_copy(update={"max_coverage": 0.3})
    filled = gain(unknown, settings=settings.model_copy(update={"limits": limits}))
    assert row(filled, "p01", "fill_unbuilt")["gain_gfa_m2"] == pytest.approx(600)


def test_limits_that_contradict_each_other_count_as_unknown():
    result = gain(plot(0, 40, halls=[HALL], limits={"min_coverage": 0.9, "max_coverage": 0.5}))
    assert envelope(result)["permitted_footprint_m2"] == pytest.approx(1360)
    reasons = result.gain_nulls.set_index(["table", "column"])["reason"]
    assert reasons["gain_envelopes", "max_coverage"] == "limits_contradict"


# -- what-ifs -------------------------------------------------------------------------------


def test_an_unbuilt_plot_is_filled_as_usual():
    found = row(gain(plot(0, 40, use="unbuilt")), "p01", "fill_unbuilt")
    assert found["gain_ha"] == pytest.approx(0.2)
    assert found["gain_footprint_m2"] == pytest.approx(0.58 * 2000)
    bounds = found[["gain_footprint_low_m2", "gain_footprint_high_m2"]].to_list()
    assert bounds == pytest.approx([0.45 * 2000, 1360])
    assert found["reason"] == "unbuilt"
    assert found["realistic_ha"] == pytest.approx(0.2)
    assert found["realistic_1_ha"] == 0


def test_what_the_baseline_counts_already_is_no_gain():
    parcels = pd.DataFrame(
        {"parcel_id": ["p01", "p02", "p03"], "availability": ["issuable", None, None],
         "plan": [None, True, None]}
    )  # fmt: skip
    plots = [plot(40 * n, 40, use="unbuilt") for n in range(3)]
    plots[2]["vacant"] = True
    result = gain(*plots, parcels=parcels)
    reasons = [row(result, f"p0{n}", "fill_unbuilt")["reason"] for n in (1, 2, 3)]
    assert reasons == ["issuable", "with_plan", "offered"]
    realistic = [row(result, f"p0{n}", "fill_unbuilt")["realistic_ha"] for n in (1, 2, 3)]
    assert realistic == pytest.approx([0, 0, 0.6 * 0.2])  # annex F: 80 % x 75 %


def test_spare_land_beside_the_hall_is_split_off():
    # A hall against the left side; the cut runs 3 m beside it: 40 x 50 m is left.
    found = row(lone(60), "p01", "split_off")
    assert found["gain_ha"] == pytest.approx(0.2)
    # The piece's own envelope: 3 m from the cut and from the side, 7 and 3 m front and rear.
    assert found["gain_footprint_m2"] == pytest.approx(0.58 * 2000)
    assert found["gain_footprint_high_m2"] == pytest.approx((40 - 6) * 40)


def test_the_land_between_two_halls_is_split_off_too():
    halls = [(0, 7, 14, 40), (66, 7, 14, 40)]
    found = row(gain(plot(0, 80, halls=halls)), "p01", "split_off")
    assert found["gain_ha"] == pytest.approx((66 - 14 - 6) * 50 / 1e4)


def test_a_piece_behind_the_hall_has_no_road():
    # The hall takes all the front; 40 x 57 m lies behind it, without road.
    found = row(gain(plot(0, 40, depth=100, halls=[(0, 0, 40, 40)])), "p01", "split_off")
    assert found is None


def test_on_a_plot_without_road_nothing_is_split_off_and_the_obstacle_is_said():
    result = gain(plot(0, 60, halls=[HALL], road=False))
    assert row(result, "p01", "split_off") is None
    (obstacles,) = result.candidates["obstacles"]
    assert list(obstacles) == ["no_road_access", "small_rest"]


def test_a_piece_shrinks_so_that_the_rest_keeps_its_coverage():
    # 560 m2 stands; at 40 % the rest must be 1400 m2, so 3000 - 1400 = 1600 m2 can go.
    limits = {"max_coverage": 0.4}
    found = row(gain(plot(0, 60, halls=[HALL], limits=limits)), "p01", "split_off")
    assert found["gain_ha"] == pytest.approx(0.16)


def test_without_edges_nobody_knows_what_can_be_split():
    found = row(gain(plot(0, 60, halls=[HALL]), plot_edges=None), "p01", "split_off")
    assert found["unknown_reason"] == "edges_unknown"


def test_a_footprint_grows_within_envelope_coverage_and_what_is_usual():
    # Envelope 34 x 40 = 1360, hall 560: 800 free in one piece of 20 x 40.
    found = row(lone(40), "p01", "larger_footprint")
    amounts = found[["gain_footprint_low_m2", "gain_footprint_m2", "gain_footprint_high_m2"]]
    assert amounts.to_list() == pytest.approx([0.07 * 2000, 0.15 * 2000, 800])
    assert found["gain_ha"] == pytest.approx(300 / 0.58 / 1e4)
    capped = gain(plot(0, 40, halls=[HALL], limits={"max_coverage": 0.35}))
    assert row(capped, "p01", "larger_footprint")["gain_footprint_high_m2"] == pytest.approx(140)


def test_a_hall_outside_its_envelope_leaves_the_land_inside_to_build_on():
    # A hall of 40 x 15 m in the front setback and over both sides: of the envelope, 34 x 40 m, it
    # takes 34 x 8. What the plan permits (0.35 x 2000) is more by 100 m2 than what stands (600).
    result = gain(plot(0, 40, halls=[(0, 0, 40, 15)], limits={"max_coverage": 0.35}))
    assert envelope(result)["headroom_footprint_m2"] == pytest.approx(100)
    assert row(result, "p01", "larger_footprint")["gain_footprint_high_m2"] == pytest.approx(100)
    # A build zone of 300 m2 behind it: less than what stands, and all of it free.
    zone = box(X + 5, Y + 30, X + 35, Y + 40)
    result = gain(plot(0, 40, halls=[(0, 0, 40, 15)], limits={"geometry": zone}))
    found = envelope(result)
    assert found["permitted_footprint_m2"] == pytest.approx(300)
    assert found["headroom_footprint_m2"] == pytest.approx(300)
    assert found["headroom_gfa_m2"] == pytest.approx(300)
    assert row(result, "p01", "larger_footprint")["gain_footprint_high_m2"] == pytest.approx(300)


def test_a_strip_too_narrow_to_build_on_is_no_room():
    # Free in the envelope: 4 x 40 m, narrower than 5 m.
    result = gain(plot(0, 24, halls=[HALL]))
    assert row(result, "p01", "larger_footprint") is None
    assert envelope(result)["headroom_footprint_m2"] == 0


@pytest.mark.parametrize("turn", [0.0, 82.93140141707165])
def test_strips_that_hang_together_by_a_hair_are_two(turn):
    # The hall fills the envelope's depth: 3 and 5.4 m lie beside it. Turned, rounding leaves
    # a hair of land along its end; the strip of 3 m stays too narrow to build on.
    found = row(gain(plot(78, 18, halls=[(6, 7, 3.6, 40)]), turn=turn), "p01", "larger_footprint")
    assert found["gain_footprint_high_m2"] == pytest.approx(5.4 * 40)


def test_offices_go_on_top_where_the_limit_leaves_a_storey():
    low, high = (plot(0, 20, halls=[{"at": HALL, "height_m": one}]) for one in (8.5, 9.0))
    result = gain(*apart(low, high))
    found = row(result, "p01", "office_on_top")
    assert found["gain_gfa_m2"] == pytest.approx(0.165 * 560)
    assert found["gain_footprint_m2"] == 0
    assert row(result, "p02", "office_on_top") is None


SECOND_STOREYS = [
    (7.5, 12, True), (7.6, 12, False), (9.0, 12, True), (9.0, None, True), (8.9, 12, False),
]  # fmt: skip


def test_a_second_storey_fits_inside_a_high_hall_or_on_top_of_a_low_one():
    plots = [
        plot(0, 20, halls=[{"at": HALL, "height_m": height}], limits={"max_height_m": limit})
        for height, limit, _fits in SECOND_STOREYS
    ]
    result = gain(*apart(*plots))
    for number, (*case, fits) in enumerate(SECOND_STOREYS, 1):
        found = row(result, f"p0{number}", "second_storey")
        assert (found is not None) == fits, case
        if fits:
            assert found["gain_gfa_m2"] == pytest.approx(560)
            assert found["gain_ha"] == pytest.approx(560 / 0.58 / 1e4)


def test_an_office_a_dwelling_and_a_stacked_hall_are_not_stacked():
    kinds = ({"uses": ["office"]}, {"uses": ["dwelling"]}, {"storeys": 2.0}, {})
    result = gain(*apart(*(plot(0, 20, halls=[{"at": HALL, **more}]) for more in kinds)))
    found = [row(result, f"p0{n}", "second_storey") is None for n in (1, 2, 3, 4)]
    assert found == [True, True, True, False]


def test_a_height_that_nobody_knows_is_no_height_of_zero():
    found = row(gain(plot(0, 20, halls=[{"at": HALL, "height_m": None}])), "p01", "second_storey")
    assert pd.isna(found["gain_gfa_m2"])
    assert found["unknown_reason"] == "no_height_known"


def test_offices_and_second_storey_together_only_where_both_fit():
    low = lone(20)  # 7 + 4.5 + 3.5 = 15 m
    assert not row(low, "p01", "office_on_top")["chosen"]
    high = gain(plot(0, 20, halls=[HALL], limits={"max_height_m": 15.0}))
    both = [
        row(high, "p01", name)["theoretical_gfa_m2"] for name in ("second_storey", "office_on_top")
    ]
    assert both == pytest.approx([560, 92.4])


def test_neighbours_free_the_strip_between_their_halls():
    result = gain(plot(0, 20, halls=[HALL]), plot(20, 20, halls=[HALL]))
    for one, other in (("p01", "p02"), ("p02", "p01")):
        found = row(result, one, "linking")
        assert found["gain_ha"] == pytest.approx(3 * 40 / 1e4)  # along the 40 m of the halls
        assert found["gain_low_ha"] == pytest.approx(1.5 * 40 / 1e4)
        assert found["gain_gfa_m2"] == pytest.approx(120 * 0.58)
        assert found["with_plot_id"] == other
    assert result.gain_terrains["gain_linking_ha"].item() == pytest.approx(0.024)


@pytest.mark.parametrize("turn", [0.0, 37.3])
def test_only_where_both_halls_stand_at_the_line_a_strip_comes_free(turn):
    # Halls 60 and 25 m deep, the second from 20 to 45 m: 25 m of the line lies between them.
    deep, short = plot(0, 20, 80, halls=[(3, 7, 14, 60)]), plot(20, 20, 80, halls=[(3, 20, 14, 25)])
    result = gain(deep, short, turn=turn)
    for one in ("p01", "p02"):
        assert row(result, one, "linking")["gain_ha"] == pytest.approx(3 * 25 / 1e4)
    # Two halls that lie 12 m apart along the line count where they stand, not between.
    split = plot(20, 20, 80, halls=[(3, 10, 14, 15), (3, 37, 14, 15)])
    assert row(gain(deep, split, turn=turn), "p01", "linking")["gain_ha"] == pytest.approx(90 / 1e4)
    # One at the front, one at the back: nothing lies between them.
    front, back = plot(0, 20, 80, halls=[(3, 7, 14, 30)]), plot(20, 20, 80, halls=[(3, 45, 14, 30)])
    assert row(gain(front, back, turn=turn), "p01", "linking") is None
    # 4 m is no wall to share.
    thin = [plot(20 * n, 20, 80, halls=[(3, 7, 14, 4)]) for n in (0, 1)]
    assert row(gain(*thin, turn=turn), "p01", "linking") is None


def test_a_line_that_is_not_quite_straight_frees_what_a_straight_one_does():
    # The common line waves by 2 cm every 10 cm.
    y = [n / 10 for n in range(501)]
    wave = [(X + 20 + 0.02 * (n % 2), Y + one) for n, one in enumerate(y)]
    left = shapely.Polygon([(X, Y), *wave, (X, Y + 50)])
    right = shapely.Polygon([(X + 40, Y), *wave, (X + 40, Y + 50)])
    pair = [{**plot(20 * n, 20, halls=[HALL]), "shape": one} for n, one in enumerate((left, right))]
    given = inputs(*pair)
    edges = given.plot_edges.copy()
    edges.geometry = [
        shapely.MultiLineString([wave, [(far, Y), (far, Y + 50)]]) if kind == "side" else line
        for kind, line, far in zip(edges["edge"], edges.geometry, [X] * 3 + [X + 40] * 3,
                                   strict=True)
    ]  # fmt: skip
    result = space_gain(replace(given, plot_edges=edges), what_if())
    for one in ("p01", "p02"):
        assert row(result, one, "linking")["gain_ha"] == pytest.approx(120 / 1e4, rel=0.01)


def test_a_hall_just_within_reach_of_the_line_faces_it():
    for left, linked in ((10.0, True), (10.01, False)):
        pair = [plot(0, 30, halls=[(6, 7, 24 - left, 40)]), plot(30, 30, halls=[(3, 7, 24, 40)])]
        assert (row(gain(*pair), "p01", "linking") is not None) == linked


def test_linking_and_parking_share_the_open_land_at_their_highest_too():
    # 180 m2 of each plot is open: 6 m x 30 m at the common line. Parking is worth 39.6 m2, so of
    # the strip of 180 m2 linking has at most 140.4.
    limits = {"max_coverage": 1.0, "max_height_m": 8.0}
    left = plot(0, 20, 30, halls=[(0, 0, 14, 30)], limits=limits)
    right = plot(20, 20, 30, halls=[(6, 0, 14, 30)], limits=limits)
    result = gain(left, right)
    for one in ("p01", "p02"):
        linked, parked = (row(result, one, name) for name in ("linking", "shared_parking"))
        assert linked["theoretical_ha"] == pytest.approx(90 / 1e4)
        assert linked["gain_high_ha"] == pytest.approx(180 / 1e4)
        assert linked["theoretical_high_ha"] == pytest.approx(140.4 / 1e4)
        assert parked["theoretical_ha"] == pytest.approx(39.6 / 1e4)
        assert parked["theoretical_high_ha"] == pytest.approx(39.6 / 1e4)


def test_a_plot_as_full_as_it_may_be_frees_no_land():
    # 560 m2 on 1000 m2: at 57 % 560 / 0.57 = 982.5 m2 is needed, 17.5 m2 can go.
    for share, freed in ((0.56, None), (0.57, 1000 - 560 / 0.57)):
        limits = {"max_coverage": share}
        pair = [plot(20 * n, 20, halls=[HALL], limits=limits) for n in (0, 1)]
        result = gain(*pair)
        for name in ("linking", "shared_parking"):
            found = row(result, "p01", name)
            assert (found is None) == (freed is None)
            if freed is not None:
                assert found["gain_ha"] == pytest.approx(freed / 1e4)
                assert found["gain_footprint_m2"] == pytest.approx(freed * 0.57)


def test_of_four_in_a_row_two_pairs_are_linked_for_the_best_total():
    settings = with_(link_strip_m=6.0)
    near, far = (3, 7, 14, 40), (3, 7, 12.5, 40)
    mirrored = (4.5, 7, 12.5, 40)
    halls = [near, far, mirrored, near]
    plots = [plot(20 * n, 20, halls=[one]) for n, one in enumerate(halls)]
    result = gain(*plots, settings=settings)
    pairs = {row(result, f"p0{n}", "linking")["with_plot_id"] for n in (1, 2, 3, 4)}
    # 1-2 and 3-4 free (3 + 3) + (3 + 3) = 12 m; 2-3, the widest gap, only 4.5 + 4.5 = 9 m.
    assert [row(result, f"p0{n}", "linking")["with_plot_id"] for n in (1, 2, 3, 4)] == [
        "p02", "p01", "p04", "p03",
    ]  # fmt: skip
    assert len(pairs) == 4
    assert result.gain_terrains["gain_linking_ha"].item() == pytest.approx(12 * 40 / 1e4)


def test_too_large_too_far_and_too_heavy_are_not_linked():
    large = [plot(120 * n, 120, halls=[(3, 7, 114, 40)]) for n in range(2)]
    far = [plot(60 * n, 60, halls=[(20, 7, 20, 40)]) for n in range(2)]
    heavy = [
        plot(20 * n, 20, halls=[HALL], limits={"min_environmental_category": "4.1"})
        for n in range(2)
    ]
    split = [plot(20 * n, 20, halls=[HALL], terrain=f"t{n}") for n in range(2)]
    near = [plot(20 * n, 20, halls=[HALL]) for n in range(2)]
    pairs = [
        {**one, "x": one["x"] + 5000 * n, "terrain": f"{one.get('terrain', 't')}-{n}"}
        for n, pair in enumerate((large, far, heavy, split, near))
        for one in pair
    ]
    result = gain(*pairs)
    linked = [row(result, f"p{n:02d}", "linking") is not None for n in range(1, 11)]
    assert linked == [False] * 8 + [True] * 2


def test_shared_parking_frees_a_share_of_the_plot_or_what_is_paved():
    found = row(lone(20), "p01", "shared_parking")
    amounts = found[["gain_low_ha", "gain_ha", "gain_high_ha"]].to_list()
    assert amounts == pytest.approx([0.0025, 0.0066, 0.0166])
    lot = box(X, Y, X + 20, Y + 2)  # 40 m2 of parking, drawn twice
    surfaces = frame([{"cover": "parking", "geometry": lot}, {"cover": "paved", "geometry": lot}])
    paved = row(gain(plot(0, 20, halls=[HALL]), surfaces=surfaces), "p01", "shared_parking")
    assert paved[["gain_low_ha", "gain_ha", "gain_high_ha"]].to_list() == pytest.approx(
        [0.0025, 0.004, 0.004]
    )


def test_parking_is_not_sought_where_surfaces_show_grass():
    plot_20 = plot(0, 20, halls=[HALL])
    whole, front = box(X, Y, X + 20, Y + 50), box(X, Y, X + 20, Y + 2)

    def parked(*surfaces):
        shown = frame([{"cover": cover, "geometry": shape} for cover, shape in surfaces])
        found = row(gain(plot_20, surfaces=shown), "p01", "shared_parking")
        return None if found is None else found["gain_ha"]

    assert parked(("green", whole)) is None
    hall = box(X + 3, Y + 7, X + 17, Y + 47)
    assert parked(("green", whole.difference(hall)), ("building", hall)) is None
    assert parked(("green", whole.difference(hall)), ("paved", hall)) is None
    assert parked(("yard", whole)) == pytest.approx(0.0066)  # cars may stand on a yard
    assert parked(("green", whole.difference(front)), ("yard", front)) == pytest.approx(0.004)
    assert parked(("yard", whole), ("parking", front)) == pytest.approx(0.004)


def test_demolition_wins_no_less_than_what_needs_none():
    # Split off, and a second storey on a plot fuller than it may be: neither fits in the sum of
    # permitted floor, so the bound is what they win.
    roomy = plot(0, 80, halls=[(0, 0, 20, 20)], limits={"max_height_m": 8.0, "max_coverage": 0.3})
    full = plot(0, 20, halls=[(0, 0, 20, 50)])
    result = gain(*apart(roomy, full))
    for one in ("p01", "p02"):
        best = result.gain_plots.query("plot_id == @one")["theoretical_ha"].sum()
        assert best > 0
        assert row(result, one, "demolish_rebuild")["gain_ha"] == pytest.approx(best)


def test_a_plot_on_which_no_building_fits_is_no_gain():
    narrow = plot(0, 10.9, use="unbuilt")  # 4.9 m between the side setbacks
    wide = plot(0, 11.0, use="unbuilt")
    small = plot(0, 16, 14.9, use="unbuilt")  # 10 x 4.9 m
    sparse = plot(0, 40, use="unbuilt", limits={"max_coverage": 0.01})  # 20 m2
    won = gain(*apart(narrow, wide, small, sparse))
    none = [row(won, f"p0{n}", "fill_unbuilt") is None for n in (1, 2, 3, 4)]
    assert none == [True, False, True, True]


def test_a_gain_that_nobody_knows_is_no_gain_of_nothing():
    result = gain(plot(0, 20, use=None, halls=[HALL]), plot(0, 20, halls=[HALL], terrain="t2"))
    blind, seen = (result.gain_terrains.iloc[n] for n in (0, 1))
    figures = [name for name in result.gain_terrains if name.startswith("gain_")]
    figures.remove("gain_level_0_ha")
    assert blind[figures].isna().all()
    assert blind["gain_level_0_ha"] == 0
    assert blind["unknown_count"] > 0
    assert seen[figures].notna().all()
    nulls = result.gain_nulls.query("table == 'gain_terrains'")
    assert set(nulls["id"]) == {"t1"}
    assert set(nulls["column"]) == set(figures)
    assert set(nulls["reason"]) == {"no_gain_known"}
    # Reserve land wins nothing at levels 1 and 2; what the other plot does nobody knows.
    other = gain(plot(0, 40, use="reserve"), plot(100, 20, use=None, halls=[HALL])).gain_terrains
    assert other["gain_theoretical_ha"].item() == pytest.approx(0.2)
    assert other[["gain_level_1_ha", "gain_level_2_ha"]].isna().all(axis=None)
    # Of one what-if alone: no height, so no storey is known; the rest is.
    low = gain(plot(0, 20, halls=[{"at": HALL, "height_m": None}])).gain_terrains.iloc[0]
    assert pd.isna(low["gain_second_storey_ha"])
    assert low["gain_theoretical_ha"] == pytest.approx(low["gain_shared_parking_ha"])


def test_categories_that_contradict_each_other_are_unknown():
    limits = {"min_environmental_category": "4.1", "max_environmental_category": "2"}
    pair = [plot(20 * n, 20, halls=[HALL], limits=limits) for n in (0, 1)]
    result = gain(*pair)
    assert row(result, "p01", "linking") is not None  # not known to be for heavy industry
    rows = site(inputs(*pair), what_if()).rows
    assert rows[["min_environmental_category", "max_environmental_category"]].isna().all(axis=None)


def test_demolition_is_a_bound_and_never_chosen():
    found = row(lone(40), "p01", "demolish_rebuild")
    assert found["gain_gfa_m2"] == pytest.approx(2 * 1360 - 560)  # 12 m: two storeys, no office
    assert not found["chosen"]
    assert found["theoretical_ha"] == 0


# -- bad input ------------------------------------------------------------------------------


def test_nothing_at_all():
    whole = inputs(plot(0, 20, halls=[HALL]))
    result = gain(plot(0, 20, use="public"))
    assert len(result.gain_plots) == 0
    empty = inputs(plot(0, 20))
    none = type(whole)(plots=whole.plots.iloc[:0], terrains=whole.terrains, edition=whole.edition)
    for given in (empty, none):
        tables = space_gain(given, what_if()).tables()
        assert set(tables) >= {"gain_plots", "candidates"}
    assert space_gain(none, what_if()).candidates.empty


def test_setbacks_wider_than_the_plot_leave_nothing():
    limits = {"setback_side_m": 15.0}
    result = gain(
        plot(0, 20, halls=[HALL], limits=limits), plot(20, 20, use="unbuilt", limits=limits)
    )
    assert result.gain_envelopes["envelope_m2"].to_list() == [0, 0]
    assert row(result, "p01", "larger_footprint") is None
    assert row(result, "p02", "fill_unbuilt") is None


def test_an_impossible_coverage_is_unknown():
    bad = (-3.0, 0.0, float("inf"), 1.7)
    result = gain(*apart(*(plot(0, 40, use="unbuilt", limits={"max_coverage": x}) for x in bad)))
    for number in (1, 2, 3, 4):
        found = envelope(result, f"p0{number}")
        assert found["permitted_footprint_m2"] == pytest.approx(1360)
    nulls = result.gain_nulls.query("table == 'gain_envelopes' and column == 'max_coverage'")
    assert nulls["reason"].to_list() == ["limits_impossible"] * 4


def test_slivers_holes_and_a_plot_wholly_built():
    ring = box(X, Y, X + 60, Y + 50).difference(box(X + 25, Y + 20, X + 35, Y + 30))
    sliver = plot(100, 0.01, use="unbuilt")
    full = plot(60, 20, halls=[(0, 0, 20, 50)])
    result = gain({**plot(0, 60, halls=[HALL]), "shape": ring}, full, sliver)
    assert row(result, "p01", "split_off")["gain_ha"] == pytest.approx((2000 - 100) / 1e4)
    assert row(result, "p02", "larger_footprint") is None
    assert row(result, "p02", "shared_parking") is None
    assert (result.gain_ledger["area_m2"] > 0).all()


def test_a_building_outside_the_envelope_and_over_two_plots_counts_where_it_stands():
    # A hall over both plots, up to the road: 10 m of it on each, where nothing may be built.
    across = [{"at": (10, 0, 20, 20)}]
    left, right = plot(0, 20, halls=across), plot(20, 20, use="built")
    given = inputs(left, right)
    plots = given.plots.copy()
    plots.loc[1, ["footprint_m2", "gfa_m2"]] = 200.0
    result = space_gain(replace(given, plots=plots), what_if())
    storeys = [row(result, f"p0{n}", "second_storey")["gain_gfa_m2"] for n in (1, 2)]
    assert storeys == pytest.approx([200, 200])
    ledger = result.gain_ledger.query("kind == 'land'").groupby("plot_id")["area_m2"].sum()
    assert ledger.to_list() == pytest.approx([1000, 1000])


def test_a_hundred_thousand_vertices():
    rough = shapely.segmentize(box(X, Y, X + 60, Y + 50), 220 / 100_000)
    result = gain({**plot(0, 60, halls=[HALL]), "shape": rough})
    assert row(result, "p01", "split_off")["gain_ha"] == pytest.approx(0.2)


UNKNOWN_FLOOR = {"gfa_m2": None, "gfa_low_m2": 0.0, "storeys": None, "gfa_method": "none"}


@pytest.mark.parametrize("method", ["none", "single_storey", "unit_bounds"])
def test_above_a_hall_of_unknown_floor_area_nothing_is_certain(method):
    unknown = {**UNKNOWN_FLOOR, "gfa_method": method}
    result = gain(plot(0, 20, halls=[{"at": HALL, **unknown}], limits={"max_height_m": 15.0}))
    known = gain(plot(0, 20, halls=[HALL], limits={"max_height_m": 15.0}))
    for name in ("second_storey", "office_on_top"):
        found, full = (row(one, "p01", name) for one in (result, known))
        assert found["unknown_reason"] == "no_storeys_known"
        assert not found["chosen"]
        for kind in ("gain", "theoretical"):
            assert pd.isna(found[f"{kind}_ha"])
            assert found[f"{kind}_low_ha"] == 0
            assert found[f"{kind}_high_ha"] == pytest.approx(full[f"{kind}_high_ha"])
    terrain, full = (one.gain_terrains.iloc[0] for one in (result, known))
    assert pd.isna(terrain["gain_second_storey_ha"])
    assert terrain["gain_theoretical_high_ha"] == pytest.approx(full["gain_theoretical_high_ha"])
    assert terrain["gain_theoretical_ha"] == pytest.approx(full["gain_shared_parking_ha"])


def test_of_a_known_and_an_unknown_hall_the_known_one_is_the_low():
    two = [(3, 7, 14, 10), (3, 27, 14, 20)]
    result = gain(plot(0, 20, halls=[two[0], {"at": two[1], **UNKNOWN_FLOOR}]))
    found = row(result, "p01", "second_storey")
    assert pd.isna(found["gain_gfa_m2"])
    assert found[["gain_gfa_low_m2", "gain_gfa_high_m2"]].to_list() == [70, 420]
    terrain = result.gain_terrains.iloc[0]
    assert terrain["gain_second_storey_ha"] == pytest.approx(70 / 5800)
    assert terrain["gain_theoretical_low_ha"] <= terrain["gain_theoretical_ha"]


def test_a_hall_with_two_storeys_of_known_floor_area_at_least_is_not_stacked():
    tall = {**UNKNOWN_FLOOR, "gfa_low_m2": 2 * 560.0, "gfa_method": "units"}
    result = gain(plot(0, 20, halls=[{"at": HALL, **tall}]))
    assert row(result, "p01", "second_storey") is None


def test_a_plot_that_may_be_none_wins_between_nothing_and_what_it_would():
    more = {"settings": None}
    open_ = plot(0, 40, use="unbuilt")
    maybe = {**plot(50, 30, use=None), "net": None}
    result, alone, all_net = (
        gain(*plots, **more)
        for plots in ([open_, maybe], [open_], [open_, {**maybe, "net": True, "use": "unbuilt"}])
    )
    found = row(result, "p02", "fill_unbuilt")
    assert found["unknown_reason"] == "unknown_cover"
    assert not found["chosen"]
    for name in ("gain", "theoretical", "realistic_2"):
        assert pd.isna(found[f"{name}_ha"])
        assert found[f"{name}_low_ha"] == 0
        assert found[f"{name}_high_ha"] == pytest.approx(0.15)
    terrain, least, most = (one.gain_terrains.iloc[0] for one in (result, alone, all_net))
    for name in ("gain_theoretical", "gain_level_2"):
        assert terrain[f"{name}_ha"] == least[f"{name}_ha"] == pytest.approx(0.2)
        assert terrain[f"{name}_low_ha"] == least[f"{name}_low_ha"]
        assert terrain[f"{name}_high_ha"] == most[f"{name}_high_ha"] == pytest.approx(0.35)
    assert result.candidates["plot_id"].to_list() == ["p01"]
    assert set(result.gain_envelopes["plot_id"]) == set(result.gain_ledger["plot_id"]) == {"p01"}


def test_where_every_plot_may_be_none_the_bounds_stand_without_a_value():
    halls = [{"at": HALL, "height_m": 9.0}]
    result = gain({**plot(0, 20, halls=halls, use=None), "net": None},
                  {**plot(20, 30, use=None), "net": None})  # fmt: skip
    assert not result.gain_plots["chosen"].any()
    assert (result.gain_plots["theoretical_low_ha"] == 0).all()
    terrain = result.gain_terrains.iloc[0]
    assert pd.isna(terrain[["gain_theoretical_ha", "gain_level_2_ha"]]).all()
    assert terrain[["gain_theoretical_low_ha", "gain_level_2_low_ha"]].to_list() == [0, 0]
    storey = 560 / 5800
    assert terrain["gain_theoretical_high_ha"] > 0.15 + storey
    assert result.candidates.empty


def test_an_edge_of_unknown_kind_has_the_largest_setback_in_the_low():
    plots = [plot(0, 20, use="unbuilt"), plot(100, 10, use="unbuilt"), plot(200, 28, halls=[HALL])]
    known = inputs(*plots)
    edges = known.plot_edges
    doubted = edges.assign(edge=edges["edge"].mask(edges["edge"] == "side", "unknown"))
    result = space_gain(replace(known, plot_edges=doubted), what_if())
    # 6 × 40 m is left of the first, 7 m from its sides; nothing of the second, 10 m wide.
    filled = row(result, "p01", "fill_unbuilt")
    assert filled["gain_footprint_low_m2"] == pytest.approx(6 * 40)
    assert filled["gain_footprint_m2"] == pytest.approx(0.58 * 1000)
    assert filled[["gain_low_ha", "gain_ha", "gain_high_ha"]].to_list() == [0.1] * 3
    narrow = row(result, "p02", "fill_unbuilt")
    assert narrow[["gain_low_ha", "gain_ha", "gain_high_ha"]].to_list() == [0, 0.05, 0.05]
    # Beside the hall 11 m is free; 4 m of it 7 m from the side, too narrow to build on.
    larger = row(result, "p03", "larger_footprint")
    assert larger["gain_low_ha"] == 0 < larger["gain_ha"]
    # Without any edge the largest setback holds all round.
    bare = space_gain(replace(known, plot_edges=edges.iloc[:0]), what_if())
    assert row(bare, "p01", "fill_unbuilt")["gain_footprint_low_m2"] == pytest.approx(6 * 36)


# -- parking ----------------------------------------------------------------------------------


SETBACKS = ("setback_road_m", "setback_side_m", "setback_rear_m")


def parked(result, instrument):
    found = row(result, "p01", instrument)
    return found[["gain_low_ha", "gain_ha"]].to_list(), set(
        result.candidates.set_index("plot_id").loc["p01", "obstacles"]
    )


def test_the_low_of_a_larger_footprint_leaves_room_to_park():
    # 2000 m2, a hall of 1000: at 1.5 places of 35 m2 per 100 m2 it needs 525 of the 1000 m2 open.
    # 0.07 x 2000 = 140 m2 more needs 140 x 1.525 = 213.5 of the 475 m2 left: it fits.
    roomy = gain(plot(0, 40, halls=[(3, 7, 25, 40)], limits={"max_height_m": 8.0}))
    (low, _), met = parked(roomy, "larger_footprint")
    assert low == pytest.approx(140 / 5800)
    assert "parking" not in met
    # Coverage 0.9, a hall of 1360: 714 of the 640 m2 open. Nothing is certain, and at the values
    # (0.375 m2 for each m2) 0.375 x (1360 + 240) = 600 is more than 640 - 240.
    limits = {"max_coverage": 0.9, **dict.fromkeys(SETBACKS, 0.0)}
    full = gain(plot(0, 40, halls=[(3, 7, 34, 40)], limits=limits))
    (low, value), met = parked(full, "larger_footprint")
    assert low == 0
    assert value > 0
    assert "parking" in met


def test_where_nothing_bounds_the_floor_that_stands_nothing_is_certain():
    known = inputs(plot(0, 40, halls=[(3, 7, 25, 40)]))
    blind = replace(
        known, plots=known.plots.assign(gfa_m2=None, gfa_low_m2=1000.0, gfa_high_m2=None)
    )
    assert parked(space_gain(blind, what_if()), "larger_footprint")[0][0] == 0


def test_a_stricter_norm_never_raises_a_low():
    study = inputs(plot(0, 60, halls=[(3, 7, 25, 40)]), plot(60, 40, halls=[(3, 7, 30, 40)]))
    lows = [
        space_gain(study, with_(parking_norm=norm)).gain_terrains["gain_theoretical_low_ha"].sum()
        for norm in (0.0, 0.5, 1.0, 2.0, 4.0)
    ]
    assert lows == sorted(lows, reverse=True)
    assert lows[0] > lows[-1]
