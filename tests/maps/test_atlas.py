import dataclasses
import json
import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from geo_ser.errors import CrsError, TableError
from geo_ser.findings import Finding, findings_table
from geo_ser.maps import AtlasView, atlas_page, terrain_page
from geo_ser.maps.terrains import difference
from tests.maps.views import PROVENANCE, apeldoorn, hostile, rijssen_holten, with_all_columns
from tests.shapes import square, table


def page_data(page):
    [text] = re.findall(r'<script type="application/json" id="page-data">(.*?)</script>', page)
    return json.loads(text)


def small(**columns):
    terrains = table(square(0, 0, 100), square(200, 0, 100), terrain_id=["1", "2"], **columns)
    return dataclasses.replace(
        apeldoorn(), terrains=with_all_columns(terrains, "terrains"), buildings=None, caveat=None
    )


def shuffled(frame):
    return frame.sample(frac=1, random_state=4) if frame is not None else None


def test_land_in_two_terrains_counts_once_in_the_total():
    terrains = table(
        square(0, 0, 100), square(50, 0, 100), square(300, 0, 100), terrain_id=["1", "2", "3"],
        gross_area_m2=[10_000.0, 10_000.0, 10_000.0],
    )  # fmt: skip
    view = dataclasses.replace(
        apeldoorn(), terrains=with_all_columns(terrains, "terrains"), buildings=None, caveat=None
    )
    page = atlas_page(view)
    assert "2,50 ha" in page
    assert "3,00 ha" not in page
    assert "0,50 ha in twee terreinen telt één keer" in page


def test_the_difference_is_that_of_the_totals_shown():
    page = atlas_page(rijssen_holten())
    shown = [float(one.replace(",", ".")) for one in ("332.72", "332.66")]
    assert "332,66 ha" in page
    assert f"{shown[1] - shown[0]:.2f}".replace("-", "\u2212").replace(".", ",") + " ha" in page


def test_rijssen_holten_shows_its_hectares():
    page = atlas_page(rijssen_holten())
    assert "332,72 ha" in page
    assert re.search(r'data-v="75\.0[78]\d+">75,08</td>', page)
    assert len(page_data(page)["layers"][0]["items"]) == 20
    assert len(page) < 400_000


def test_the_page_does_not_depend_on_the_order_of_rows():
    for view in (rijssen_holten(), apeldoorn()):
        mixed = dataclasses.replace(
            view,
            terrains=shuffled(view.terrains),
            buildings=shuffled(view.buildings),
            provenance=shuffled(view.provenance),
            nulls=shuffled(view.nulls),
            sources=view.sources[::-1],
        )
        assert atlas_page(mixed) == atlas_page(view)
        one = view.terrains["terrain_id"].iloc[0]
        assert terrain_page(mixed, one) == terrain_page(view, one)


def test_the_caveat_stands_on_every_page():
    view = apeldoorn()
    assert view.caveat in atlas_page(view)
    assert view.caveat in terrain_page(view, "BU02000706")


def test_unknown_is_written_as_unknown_with_its_reason_and_never_as_zero():
    view = small(gross_area_m2=[10_000.0, np.nan])
    page = atlas_page(view)
    row = re.search(r'<tr data-n="1".*?</tr>', page, re.DOTALL).group()
    assert row.count(">onbekend<") == 4
    assert ">0,00<" not in row
    rows = page_data(page)["layers"][0]["items"][1]["rows"]
    assert all(value == "" for _, value, _ in rows)


def test_unknown_has_no_class_on_the_map():
    view = small(gsi_gross=[0.0, np.nan])
    script = atlas_page(view)
    codes = re.findall(r'"properties": \{"c": \[([^\]]*)\]', script)
    assert codes == ["null, null, 0, null", "null, null, null, null"]


def test_a_theme_of_which_nothing_is_known_is_off_with_the_reason():
    page = atlas_page(rijssen_holten())
    assert page.count(" disabled>") == 3
    assert "Netto/bruto, Bebouwing, Vloeroppervlak: onbekend – er is geen tabel buildings" in page


def test_totals_say_over_how_many_terrains_they_run():
    view = small(gross_area_m2=[10_000.0, 20_000.0], claimed_gross_ha=[1.5, np.nan])
    page = atlas_page(view)
    assert "van 1 van 2 terreinen" in page
    assert "+0,50 ha<small>+50,0 %, waar beide bekend zijn" in page


def test_difference_needs_both_and_a_measured_area():
    assert difference({"claimed_gross_ha": 1.0, "gross_area_m2": 0.0}) is None
    assert difference({"claimed_gross_ha": None, "gross_area_m2": 1.0}) is None
    assert difference({"claimed_gross_ha": 0.0, "gross_area_m2": 1e4}) == (-1.0, -1.0)


def test_a_finding_links_to_every_terrain_it_is_about():
    findings = findings_table(
        [
            Finding(rule="claims.balance", severity="error", table="terrains_2004", id="1;2"),
            Finding(rule="claims.total", severity="error", table="x", name="totaal"),
        ]
    )
    page = atlas_page(dataclasses.replace(small(), findings=findings))
    cells = re.findall(r'<tr data-severity="error">.*?</tr>', page, re.DOTALL)
    assert re.findall(r'data-select="(\d)"', cells[0]) == ["0", "1"]
    assert "totaal" in cells[1]
    assert "data-select" not in cells[1]


def test_a_popup_says_method_source_date_and_grade():
    view = small(gross_area_m2=[1e4, 1e4])
    origin = ["polygon_area", "data/raw/a.gpkg sha256:abc", "2021-01-01", "B"]
    view = dataclasses.replace(
        view,
        provenance=pd.DataFrame([["terrains", "1", "gross_area_m2", *origin]], columns=PROVENANCE),
        sources=[{"file": "data/raw/a.gpkg", "attribution": "CBS"}],
    )
    assert page_data(atlas_page(view))["notes"][0] == (
        "oppervlakte van de grens · CBS, 01-01-2021 · betrouwbaarheid B"
    )


def test_hostile_text_stays_text():
    for page in (atlas_page(hostile()), terrain_page(hostile(), hostile().terrains.terrain_id[0])):
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "x" * 2000 not in page
        assert "\u202e" not in page


def test_terrains_without_shapes_and_no_terrains_at_all_still_make_a_page():
    view = small()
    lost = view.terrains.set_geometry(gpd.GeoSeries([None, None], crs=28992))
    page = atlas_page(dataclasses.replace(view, terrains=lost))
    assert "Er is geen geometrie om te tekenen." in page
    assert 'id="terrain-2"' in page
    none = atlas_page(dataclasses.replace(view, terrains=view.terrains.iloc[:0]))
    assert "Deze studie heeft geen terreinen." in none


def test_terrains_in_degrees_or_twice_are_refused():
    view = small()
    with pytest.raises(CrsError, match="`terrains` has EPSG:4326"):
        atlas_page(dataclasses.replace(view, terrains=view.terrains.to_crs(4326)))
    twice = pd.concat([view.terrains, view.terrains])
    with pytest.raises(TableError, match="repeat a terrain_id"):
        atlas_page(dataclasses.replace(view, terrains=twice))


def test_english_pages_have_no_dutch_words_of_ours():
    page = atlas_page(dataclasses.replace(small(), language="en", sources=[]))
    assert '<html lang="en">' in page
    for word in ("Terreinen", "onbekend", "Peildatum", "Bevindingen", "bruto"):
        assert word not in page


def test_a_view_needs_little():
    terrains = table(square(0, 0, 10), terrain_id=["1"])
    view = AtlasView(name="Klein", edition=apeldoorn().edition, terrains=terrains)
    assert "Klein" in atlas_page(view)
    assert "Geen bevindingen." in terrain_page(view, "1")
