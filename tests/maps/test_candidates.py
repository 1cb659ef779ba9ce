"""The candidates page as text: what its script gets, in every odd case."""

import re
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from geo_ser.errors import TableError
from geo_ser.maps import GainView, atlas_page, candidates_pages, terrain_page
from geo_ser.maps import view as view_module
from geo_ser.maps.candidates_data import FIGURES
from geo_ser.maps.candidates_rows import WON
from geo_ser.pipeline.gather import atlas_view
from geo_ser.study import load_study
from tests.maps import views
from tests.maps.test_packing import drawn, unpacked


def data_of(page):
    """Return what the script of a page unpacks."""
    packed = re.search(r'<script type="application/octet-stream" id="plots">(.*?)</script>', page)
    return unpacked(packed[1])


def page_of(view):
    return candidates_pages(view)["candidates.html"]


def changed(view, **columns):
    """Return a view with columns of its candidates changed."""
    return replace(view, gain=replace(view.gain, candidates=view.gain.candidates.assign(**columns)))


@pytest.fixture(scope="module")
def park(voorbeeldpark):
    return atlas_view(load_study(voorbeeldpark))


def test_every_net_plot_is_there_once_with_the_figures_of_its_tables(park):
    data, gain = data_of(page_of(park)), park.gain
    keys = [
        (data["terrains"]["id"][place], plot)
        for place, plot in zip(data["place"], data["plot"], strict=True)
    ]
    tables = (gain.gain_envelopes, gain.candidates)
    wanted = {
        pair for one in tables for pair in zip(one["terrain_id"], one["plot_id"], strict=True)
    }
    assert set(keys) == wanted
    assert len(keys) == len(wanted)
    ranked = gain.candidates.set_index(["terrain_id", "plot_id"])
    plots = park.plots.set_index(["terrain_id", "plot_id"])
    for row, key in enumerate(keys):
        assert data["figures"]["area_m2"][row] == round(plots.loc[key, "area_m2"])
        if key in ranked.index:
            assert data["rank"][row] == ranked.loc[key, "rank"]
            for name in WON:
                wanted_value = ranked.loc[key, name] * FIGURES[name][2]
                assert data["figures"][name][row] == round(wanted_value)


def test_the_shapes_are_those_of_the_tables_to_the_decimetre(park):
    data = data_of(page_of(park))
    shapes = park.plots.set_index(["terrain_id", "plot_id"]).geometry
    for place, plot, rings in zip(data["place"], data["plot"], drawn(data["plots"]), strict=True):
        shape = shapes[data["terrains"]["id"][place], plot]
        flat = np.concatenate([np.array(ring) for ring in rings])
        assert np.array(shape.bounds) == pytest.approx(
            np.concatenate([flat.min(axis=0), flat.max(axis=0)]), abs=0.051
        )


def test_the_order_of_rows_changes_no_byte(park):
    rng = np.random.default_rng(3)

    def mixed(table):
        return table.iloc[rng.permutation(len(table))]

    gain = GainView(**{name: mixed(table) for name, table in vars(park.gain).items()})
    tables = ("terrains", "plots", "buildings", "provenance", "nulls")
    other = replace(park, gain=gain, **{name: mixed(getattr(park, name)) for name in tables})
    assert page_of(other) == page_of(park)


def test_without_gain_there_is_no_page_and_no_link():
    view = views.gained(gain=None)
    assert candidates_pages(view) == {}
    assert "candidates.html" not in atlas_page(view)
    assert 'id="candidates"' not in terrain_page(view, "T0")


def test_the_front_page_and_the_sheet_lead_to_the_candidates():
    view = views.gained(count=20)
    assert '<a href="candidates.html">Kandidaten voor ruimtewinst</a>' in atlas_page(view)
    sheet = terrain_page(view, "T0")
    assert sheet.count('<a href="candidates.html#plot=') == 15
    assert "De eerste 15 van 20, op rang." in sheet
    assert '<a href="candidates.html#terrain=T0">' in sheet


def test_a_terrain_without_candidates_says_so():
    view = views.gained(terrains=2)
    none = view.gain.candidates["terrain_id"] == "T0"
    view = replace(view, gain=replace(view.gain, candidates=view.gain.candidates[none]))
    assert "Op dit terrein is geen kandidaat gevonden." in terrain_page(view, "T1")


def test_a_plot_that_wins_nothing_has_zero_and_one_that_is_unknown_has_its_reason():
    view = views.gained()
    plots = pd.DataFrame(
        {"plot_id": ["T0-2"], "terrain_id": ["T0"], "instrument": ["linking"], "reason": [None],
         "chosen": [False], "theoretical_ha": [0.0], "theoretical_footprint_m2": [0.0],
         "theoretical_gfa_m2": [0.0], "unknown_reason": ["edges_unknown"]}
    )  # fmt: skip
    first = view.gain.candidates.head(1)
    data = data_of(
        page_of(replace(view, gain=replace(view.gain, candidates=first, gain_plots=plots)))
    )
    assert data["rank"] == [1, 0, 0]
    won = data["figures"]["gain_ha"]
    assert won[:2] == [1000, 0]
    assert data["why"][-1 - won[2]] == [
        "niet bekend welke grens aan de weg ligt", "not known which side is on the road",
    ]  # fmt: skip
    assert data["sets"]["unknown"][data["unknown"][2]] == [[5, -1 - won[2]]]


def test_null_everywhere_is_unknown_everywhere_and_never_zero():
    view = views.gained()
    numbers = [name for name in FIGURES if name in view.gain.candidates]
    empty = changed(view, **dict.fromkeys(numbers, float("nan")), grade=None, linked_with=None)
    plots = view.plots.assign(
        **{name: None for name in view.plots if name not in ("plot_id", "terrain_id", "geometry")}
    )
    nowhere = gpd.GeoDataFrame(
        view.gain.gain_envelopes[["plot_id", "terrain_id"]], geometry=[None] * 3, crs=28992
    )
    view = replace(empty, plots=plots.set_geometry([None] * 3, crs=28992))
    view = replace(
        view,
        gain=replace(
            view.gain,
            gain_envelopes=nowhere,
            candidates=view.gain.candidates.set_geometry([None] * 3, crs=28992),
        ),
    )
    data = data_of(page_of(view))
    assert all(one < 0 for name in FIGURES for one in data["figures"][name])
    assert data["grade"] == [-1, -1, -1]
    assert data["plots"]["rings"] == [0, 0, 0]


def test_no_plots_and_no_terrains_still_make_a_page():
    view = views.gained(count=0)
    assert data_of(page_of(view))["plot"] == []
    none = replace(view, terrains=view.terrains.head(0))
    assert "Er zijn geen kavels om te tonen." in page_of(none)


def test_ids_with_slashes_and_identical_names_stay_apart():
    view = views.gained(count=2, terrains=2)
    ids = ["a/b", "a\\b", "a/b", "#a=b&c"]
    plots = view.plots.assign(plot_id=ids)
    same = view.terrains.assign(name="Veld")
    gain = GainView(candidates=views.won(plots), gain_envelopes=plots)
    data = data_of(page_of(replace(view, plots=plots, terrains=same, gain=gain)))
    found = list(zip(data["place"], data["plot"], strict=True))
    assert found == [(0, "a/b"), (0, "a\\b"), (1, "#a=b&c"), (1, "a/b")]
    assert data["terrains"]["name"] == ["Veld", "Veld"]


def test_an_id_of_ten_thousand_characters_is_not_cut_where_it_is_exported():
    view = views.gained(count=1)
    plots = view.plots.assign(plot_id="k" * 10_000)
    gain = GainView(candidates=views.won(plots), gain_envelopes=plots)
    assert data_of(page_of(replace(view, plots=plots, gain=gain)))["plot"] == ["k" * 10_000]


def test_hostile_text_stays_text():
    page = page_of(views.hostile_gain())
    assert page.count("<script") == page.count("</script>")
    assert "<img" not in page
    assert "<script>alert" not in page


def test_a_candidate_on_a_terrain_that_is_not_there_is_refused():
    with pytest.raises(TableError, match=r"1 terrains are not in `terrains` \(first: \['X'\]\)"):
        candidates_pages(changed(views.gained(), terrain_id="X"))


def test_a_terrain_far_outside_the_others_is_on_the_map_too():
    view = views.gained(terrains=2, apart_m=150_000)
    data = data_of(page_of(view))
    assert data["mercator"]["degree"] > 2
    assert drawn(data["plots"])[3][0][0][0] == pytest.approx(250_050, abs=60)


def test_more_plots_than_a_page_holds_give_a_page_each_and_an_overview(monkeypatch):
    monkeypatch.setattr(view_module, "MOST_PLOTS", 5)
    view = views.gained(count=3, terrains=2)
    pages = candidates_pages(view)
    assert sorted(pages) == ["candidates-t0.html", "candidates-t1.html", "candidates.html"]
    assert data_of(pages["candidates-t1.html"])["plot"] == ["T1-0", "T1-1", "T1-2"]
    assert '<a href="candidates-t0.html"' in pages["candidates.html"]
    assert "6 kavels zijn te veel voor één pagina" in pages["candidates.html"]
    assert "candidates-t0.html#terrain=T0" in terrain_page(view, "T0")


def test_a_gain_that_nobody_knows_is_not_zero_on_the_overview(monkeypatch):
    monkeypatch.setattr(view_module, "MOST_PLOTS", 5)
    view = views.gained(count=3, terrains=3)
    won = view.gain.candidates
    nulls = pd.DataFrame(
        [("gain_terrains", "T1", "gain_theoretical_ha", "no_gain_known"),
         ("gain_terrains", "T2", "gain_level_2_ha", "no_gain_known")],
        columns=["table", "id", "column", "reason"],
    )  # fmt: skip
    gain = replace(
        view.gain,
        candidates=won[won["terrain_id"] != "T1"].assign(
            realistic_ha=[0.1, 0.1, 0.1, 0.0, 0.0, 0.0]
        ),
        gain_terrains=pd.DataFrame(
            {"terrain_id": ["T0", "T1", "T2"], "gain_theoretical_ha": [0.6, None, 0.6],
             "gain_level_1_ha": [0.0, None, None], "gain_level_2_ha": [0.3, None, None],
             "gain_level_3_ha": [0.3, None, None]}
        ),
    )  # fmt: skip
    page = candidates_pages(replace(view, gain=gain, nulls=nulls))["candidates.html"]
    cells = re.findall(r'<td class="num( unknown)?" data-v="([^"]*)"(?: title="([^"]*)")?>', page)
    why = "van geen kavel is winst bekend, en van sommige niet of er winst is"
    unknown = [(place, title) for place, (mark, _, title) in enumerate(cells) if mark]
    assert unknown == [(4, why), (5, why), (8, why)]  # of T1 both, of T2 what is realistic
    assert cells[3][1] == "0.0"  # T1 has no candidates, and that is known


def test_a_page_of_one_terrain_says_the_same_of_its_plots_as_the_page_of_all(park, monkeypatch):
    whole = data_of(page_of(park))
    monkeypatch.setattr(view_module, "MOST_PLOTS", 5)
    pages = candidates_pages(park)
    for place, terrain in enumerate(whole["terrains"]["id"]):
        one = data_of(pages[f"candidates-{terrain.lower()}.html"])
        rows = [n for n, at in enumerate(whole["place"]) if at == place]
        assert one["plot"] == [whole["plot"][n] for n in rows]
        for name, values in one["figures"].items():
            wanted = [whole["figures"][name][n] for n in rows]
            for mine, theirs in zip(values, wanted, strict=True):
                if mine >= 0:
                    assert mine == theirs
                else:
                    assert one["why"][-1 - mine] == whole["why"][-1 - theirs]


def test_four_thousand_terrains_make_one_light_page():
    page = page_of(views.gained(count=1, terrains=4000, apart_m=30.0))
    data = data_of(page)
    assert len(data["terrains"]["id"]) == len(data["plot"]) == 4000
    assert len(page) < 600_000
