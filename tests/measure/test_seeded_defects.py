"""Each law of design §5 can fail: a defect is planted in the real code, and the law sees it.

A row of `SEEDED` names the promise, the law, the function in which the defect is planted, and the
defect. A law draws its own examples, as many as it always does, from a fixed seed. A law that
lets its defect through is too weak: strengthen the law, not the defect. What a defect breaks
must be seen by the law itself; an assertion in the code that it breaks does not count.

They are slow, so `make test-all` runs them and `make test` does not.
"""

import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
import shapely
from hypothesis import Phase, settings

import geo_ser
from geo_ser.errors import CutError
from geo_ser.geometry import cuts
from tests.layers import test_clean, test_overlaps, test_repair
from tests.measure import (
    test_balance_laws,
    test_batches,
    test_laws,
    test_otterlo,
    test_provenance,
    test_ratios,
    test_site_laws,
    test_storeys,
)
from tests.measure.test_otterlo import village  # noqa: F401 - the fixture

pytestmark = pytest.mark.slow


def unchecked(operation, operands, _least_m2, _most_m2):
    """Cut without the guard, so that a defect in areas reaches the law."""
    return operation(*operands)


def nothing_subtracted(_real):
    return lambda shapes: shapes


def nothing_found_twice(real):
    return lambda shapes: real(shapes).iloc[:0]


def under_30_m2_forgotten(real):
    def defect(*given):
        found = real(*given)
        return found[found["area_m2"] > 30].reset_index(drop=True)

    return defect


def areas_without_their_holes(real):
    return lambda areas, shapes: real(areas.map(filled), shapes)


def filled(shape):
    return shapely.Polygon(shape.exterior) if shape.geom_type == "Polygon" else shape


def areas_as_their_hulls(real):
    return lambda areas, shapes: real(areas.convex_hull, shapes)


def building_counts_whole_everywhere(real):
    return lambda parts, *rest: real(parts.assign(share=1.0), *rest)


def land_of_all_parts_is_the_whole(real):
    def defect(terrains, buildings, land):
        parts = real(terrains, buildings, land)
        return parts.assign(land_m2=land.area.to_numpy()[parts["building"]])

    return defect


def plots_keep_what_a_lower_one_holds(_real):
    return lambda rows, *_rest: rows.geometry


def offices_count_as_industry_too(real):
    def defect(*given):
        floor = real(*given)
        return floor.assign(gfa_industry_m2=floor["gfa_industry_m2"] + floor["gfa_office_m2"])

    return defect


def registered_instead_of_drawn(real):
    def defect(*given):
        plots = real(*given)
        return plots.assign(area_m2=plots["registered_area_m2"].fillna(plots["area_m2"]))

    return defect


def last_row_lost(real):
    return lambda *given: real(*given)[:-1]


def neighbours_tidied_with_the_bad(real):
    def defect(geometry):
        found = real(geometry)
        if found.reason.any() or found.kind.any():
            whole = found.reason == ""
            found.geometry[whole] = shapely.buffer(found.geometry[whole], 0.001)
        return found

    return defect


def rows_as_they_come(real):
    def defect(tables):
        keys = {name: frame.columns[0] for name, frame in tables.items()}
        return {
            name: frame.set_index(keys[name]).loc[tables[name][keys[name]]].reset_index()
            for name, frame in real(tables).items()
        }

    return defect


def rows_left_as_they_are(_real):
    return lambda table, _id_column: table


def rows_as_in_the_file(_real):
    return lambda bounds, _ids: np.arange(len(bounds))


def terrains_to_whole_metres(real):
    def defect(terrains, *rest):
        return real(terrains.set_geometry(terrains.geometry.transform(np.round)), *rest)

    return defect


def every_terrain_alone(_real):
    return lambda boxes: np.arange(len(boxes))


def free_of_boxes(real):
    def defect(rows, buildings, standing):
        return real(rows, buildings.set_geometry(buildings.envelope), standing)

    return defect


def set_back_to_boxes(real):
    return lambda *given: real(*given[:-1], given[-1].envelope)


def one_added_below(_real):
    return lambda above, below: above / (below + 1)


def storeys_of_3_m(real):
    def defect(buildings, *rest):
        if "height_m" in buildings:
            buildings = buildings.assign(storeys=(buildings["height_m"] / 3).round())
        return real(buildings, *rest)

    return defect


def halls_as_offices(real):
    def office(uses):
        return uses and ["office" if use == "industry" else use for use in uses]

    return lambda table, height, uses, asked: real(table, height, uses.map(office), asked)


def unknown_becomes_0(real):
    def defect(*given):
        floor = real(*given)
        return floor.fillna(dict.fromkeys(["gfa_m2", "gfa_low_m2", "gfa_high_m2"], 0.0))

    return defect


def files_without_their_hash(real):
    def defect(*given):
        files, edition = real(*given)
        return files and "; ".join(one.split(" sha256:")[0] for one in files.split("; ")), edition

    return defect


class Seeded(NamedTuple):
    promise: str
    law: Callable
    where: str
    defect: Callable


BALANCES = test_balance_laws.test_balances_close_gaps_explain_and_totals_are_preserved
ONCE = test_balance_laws.test_a_parcel_delivered_twice_changes_no_area
MIXED = test_balance_laws.test_blind_to_order_and_to_place
REGISTERED = test_balance_laws.test_registered_areas_are_shown_and_nothing_is_divided_by_them
DRAWN = test_otterlo.test_gross_is_net_and_tare_and_gross_is_cover_whatever_is_drawn
KEPT = test_clean.test_rows_are_kept_track_of_and_their_order_says_nothing
ALONE = test_repair.test_a_bad_polygon_never_changes_its_neighbours
UNION = test_overlaps.test_what_is_left_is_the_union
FLOOR = test_laws.test_floor_area_is_neither_lost_nor_made
LAND = test_laws.test_the_same_buildings_under_other_ids_are_no_more_land
SPLIT = test_laws.test_splitting_a_building_or_a_terrain_changes_no_footprint
SHARES = test_laws.test_shares_are_shares
ORDER = test_laws.test_the_order_of_rows_changes_nothing_at_all
PLACE = test_laws.test_the_place_changes_nothing
BATCHES = test_batches.test_the_size_of_the_batches_changes_nothing_at_all
SITES = test_site_laws.test_setbacks_and_free_space_of_any_plot
RATIOS = test_ratios.test_the_identities_of_spacematrix
HEIGHT = test_laws.test_a_height_makes_no_floor
STOREYS = test_storeys.test_an_estimate_is_whole_at_least_one_and_never_for_a_part_of_a_hall
UNKNOWN = test_laws.test_what_is_not_known_is_null_with_a_reason_and_never_zero
TRACED = test_provenance.test_every_value_has_one_row_and_nothing_else_has
NAMED = test_provenance.test_a_figure_names_its_files_once_with_hash_and_the_oldest_edition

SEEDED = [
    Seeded("1 balance", BALANCES, "geometry.overlay.without_earlier", nothing_subtracted),
    Seeded("1 balance", BALANCES, "geometry.overlay.covered_by_earlier", nothing_found_twice),
    Seeded("1 balance", BALANCES, "geometry.overlay.shares", under_30_m2_forgotten),
    Seeded("1 balance", BALANCES, "geometry.overlay.pieces", under_30_m2_forgotten),
    Seeded("1 balance", BALANCES, "measure.gaps.gaps", last_row_lost),
    Seeded("1 balance", ONCE, "measure.plots.disjoint_rows", plots_keep_what_a_lower_one_holds),
    Seeded("1 balance", DRAWN, "geometry.overlay.shares", under_30_m2_forgotten),
    Seeded("1 balance", DRAWN, "geometry.overlay.shares", areas_without_their_holes),
    Seeded("1 balance", DRAWN, "geometry.overlay.shares", areas_as_their_hulls),
    Seeded("1 balance", UNION, "layers.overlaps.surface_overlaps", last_row_lost),
    Seeded("2 nothing disappears", KEPT, "layers.cleaning._left_out", last_row_lost),
    Seeded("2 nothing disappears", ALONE, "layers.repair.repair_polygons",
           neighbours_tidied_with_the_bad),
    Seeded("3 one basis", REGISTERED, "measure.plots.plots_table", registered_instead_of_drawn),
    Seeded("4 totals", FLOOR, "measure.floor_area.terrain_floor_area",
           building_counts_whole_everywhere),
    Seeded("4 totals", FLOOR, "measure.coverage.building_parts", land_of_all_parts_is_the_whole),
    Seeded("4 totals", FLOOR, "geometry.overlay.pieces", under_30_m2_forgotten),
    Seeded("4 totals", BALANCES, "measure.floor_area.terrain_floor_area",
           building_counts_whole_everywhere),
    Seeded("4 totals", BALANCES, "measure.plots.disjoint_rows",
           plots_keep_what_a_lower_one_holds),
    Seeded("4 totals", LAND, "geometry.overlay.without_earlier", nothing_subtracted),
    Seeded("4 totals", SPLIT, "measure.coverage.building_parts", land_of_all_parts_is_the_whole),
    Seeded("4 totals", SHARES, "measure.building_floor.building_floor_area",
           offices_count_as_industry_too),
    Seeded("5 same output", ORDER, "measure.inputs.ready", rows_as_they_come),
    Seeded("5 same output", MIXED, "measure.inputs.ready", rows_as_they_come),
    Seeded("5 same output", KEPT, "tables.hilbert_places", rows_as_in_the_file),
    Seeded("5 same output", PLACE, "measure.coverage.building_parts", terrains_to_whole_metres),
    Seeded("5 same output", BATCHES, "measure.batches._together", every_terrain_alone),
    Seeded("5 same output", SITES, "measure.setbacks.plot_setbacks", set_back_to_boxes),
    Seeded("5 same output", SITES, "measure.free_space.free_land", free_of_boxes),
    Seeded("6 identities", RATIOS, "measure.ratios._divided", one_added_below),
    Seeded("7 halls", HEIGHT, "measure.building_floor.building_floor_area", storeys_of_3_m),
    Seeded("7 halls", STOREYS, "measure.storeys.building_storeys", halls_as_offices),
    Seeded("8 unknown", UNKNOWN, "measure.building_floor.building_floor_area", unknown_becomes_0),
    Seeded("8 unknown", UNKNOWN, "measure.nulls.null_rows", last_row_lost),
    Seeded("9 traceable", TRACED, "measure.provenance._with_value", last_row_lost),
    Seeded("9 traceable", NAMED, "measure.provenance._files", files_without_their_hash),
]  # fmt: skip

SEEN_BY_THE_GUARD = [
    Seeded("1 balance", DRAWN, "geometry.overlay.shares", defect)
    for defect in (areas_without_their_holes, areas_as_their_hulls)
]
"""The guard of cuts refuses these before a law can see them: seen to refuse, then taken away."""


def name_of(seeded):
    law = seeded.law.__name__.removeprefix("test_")
    return f"{seeded.promise}: {law} - {seeded.where} {seeded.defect.__name__}"


def plant(monkeypatch, where, defect):
    """Put a defect in the place of a function, in every module that has imported it."""
    home, name = f"geo_ser.{where}".rsplit(".", 1)
    real = getattr(sys.modules[home], name)
    wrong = defect(real)
    for module_name, module in list(sys.modules.items()):
        ours = module_name.startswith(("geo_ser.", "tests."))
        if ours and vars(module).get(name) is real:
            monkeypatch.setattr(module, name, wrong)


def from_a_fixed_seed(monkeypatch, law):
    """Let a law draw the same examples each time, stop at the first that fails, keep none."""
    if hasattr(law, "hypothesis"):
        own = "_hypothesis_internal_use_settings"
        fixed = settings(
            getattr(law, own), derandomize=True, database=None, phases=[Phase.generate],
            report_multiple_bugs=False,
        )  # fmt: skip
        monkeypatch.setattr(law, own, fixed)


@pytest.mark.parametrize("seeded", SEEDED, ids=name_of)
def test_a_law_fails_on_its_defect(seeded, monkeypatch, request):
    fixtures = inspect.signature(seeded.law).parameters
    arguments = {name: request.getfixturevalue(name) for name in fixtures}
    from_a_fixed_seed(monkeypatch, seeded.law)
    plant(monkeypatch, seeded.where, seeded.defect)
    if seeded in SEEN_BY_THE_GUARD:
        with pytest.raises(CutError):
            seeded.law(**arguments)
        monkeypatch.setattr(cuts, "_checked", unchecked)
    with pytest.raises(AssertionError) as failure:
        seeded.law(**arguments)
    code = Path(geo_ser.__file__).parent
    assert not any(code in Path(entry.path).parents for entry in failure.traceback)


@pytest.mark.parametrize("law", sorted({one.law for one in SEEDED}, key=lambda law: law.__name__))
def test_on_the_same_examples_a_law_holds_where_nothing_is_planted(law, monkeypatch, request):
    arguments = {name: request.getfixturevalue(name) for name in inspect.signature(law).parameters}
    from_a_fixed_seed(monkeypatch, law)
    law(**arguments)


def test_every_promise_has_a_law_that_fails():
    assert {int(one.promise.split()[0]) for one in SEEDED} == set(range(1, 10))
