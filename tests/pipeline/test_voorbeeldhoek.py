"""A second made-up corner (verzonnen), worked out by hand: what goes wrong on real land.

Metres east and north of (140 000, 510 000) in RD, in the Markermeer, where no business park is::

          a park beyond the terrain, G3 (y 100–110)
    y 100 ┌────────────────────┬──────────┬──────────┐
          │ G1 park            │ Y        │ G2 park  │   Y: a yard that no road reaches
       60 ├─────────┬──────────┼──────────┼─┬────────┤
          │ A       │ B        │ C        │D│ E      │   D: 8.5 m wide, its frontage in pieces
          │ hall HA │ hall HB  │ open     │ │ nothing│   E: no surface says what lies there
       10 ├─────────┴──────────┴──────────┴─┴────────┤
          │ S street, with the transformer house HT  │
        0 └──────────────────────────────────────────┘
        x 0        50        100        150 158.5   200

HA (5–50, 20–50) and HB (50–95, 20–50) share the wall x = 50; HB hangs 0.1 µm over the line at its
foot and touches it again at (50, 50). HA has a unit of 1 300 m²; HB has none.

By hand: gross 200 × 100 = 20 000. S is road 200 × 8 = 1 600, verge 200 × 2 − 10 = 390, house 10:
(1 600 + 390) / 2 000 is public, and 10 / 2 000 built does not change that. G1 4 000 and G2 2 000
are green. A, B 2 500 each, C 50 × 50 = 2 500, D 8.5 × 50 = 425, Y 50 × 40 = 2 000 are net: 9 925.
E, 41.5 × 50 = 2 075, is unclassed: 10.4 % of gross, so that net is unknown, 9 925 to 12 000.
Tare: road 1 600, green 390 + 4 000 + 2 000 = 6 390, other 10. 9 925 + 8 000 + 2 075 = 20 000.
Footprint 1 350 + 1 350 + 10 = 2 710; floor area is known of 1 360 of them: 50.2 %.
"""

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Polygon, box
from shapely.affinity import translate
from typer.testing import CliRunner

from geo_ser.cli import app

HAIR = 1e-7
FRONT = [158.5, 156.1, 153.7, 150.0]
"""Where the street's parcel has points along D: pieces of 2.4, 2.4 and 3.7 m, each below 4.5 m."""

PLOTS = {
    "A": box(0, 10, 50, 60), "B": box(50, 10, 100, 60), "C": box(100, 10, 150, 60),
    "D": box(150, 10, 158.5, 60), "E": box(158.5, 10, 200, 60), "G1": box(0, 60, 100, 100),
    "G2": box(150, 60, 200, 100), "G3": box(0, 100, 200, 110), "Y": box(100, 60, 150, 100),
    "S": Polygon([(0, 0), (200, 0), (200, 10), *((x, 10 + 1e-9) for x in FRONT), (0, 10)]),
}  # fmt: skip
HALLS = {
    "HA": box(5, 20, 50, 50),
    "HB": Polygon([(50 - HAIR, 20), (95, 20), (95, 50), (50, 50), (50, 35)]),
    "HT": box(100, 8, 105, 10),
}
COVERS = [
    ("road", box(0, 0, 200, 8)), ("green", box(0, 8, 100, 10)), ("green", box(105, 8, 200, 10)),
    ("building", HALLS["HT"]), ("building", HALLS["HA"]), ("building", box(50, 20, 95, 50)),
    ("yard", PLOTS["A"].difference(HALLS["HA"])), ("yard", PLOTS["C"]), ("yard", PLOTS["D"]),
    ("yard", PLOTS["B"].difference(box(50, 20, 95, 50))), ("yard", PLOTS["Y"]),
    ("green", PLOTS["G1"]), ("green", PLOTS["G2"]), ("green", PLOTS["G3"]),
]  # fmt: skip


def layer(shapes, **columns):
    moved = [translate(shape, 140_000, 510_000) for shape in shapes]
    return gpd.GeoDataFrame(columns, geometry=moved, crs=28992)


def tables():
    covers, lands = zip(*COVERS, strict=True)
    return {
        "terrains": layer(
            [box(0, 0, 200, 100)], terrain_id=["VH"], name=["Verzonnen hoek"],
            max_height_m=[12.0], max_coverage=[0.7], setback_road_m=[5.0], setback_side_m=[3.0],
            setback_rear_m=[3.0],
        ),
        "parcels": layer(PLOTS.values(), parcel_id=list(PLOTS)),
        "buildings": layer(HALLS.values(), building_id=list(HALLS)),
        "units": layer(
            [box(20, 30, 21, 31).centroid], unit_id=["U1"], building_ids=["HA"],
            floor_area_m2=[1300.0], uses=["industriefunctie"],
        ),
        "surfaces": layer(
            lands, surface_id=[f"V{number:02d}" for number in range(len(lands))], cover=covers
        ),
    }  # fmt: skip


@pytest.fixture(scope="module")
def corner(tmp_path_factory):
    """Return the study after every command, each of which ends with 0."""
    study = tmp_path_factory.mktemp("voorbeeldhoek")
    (study / "data/raw").mkdir(parents=True)
    settings = '[study]\nname = "Verzonnen hoek"\nedition = 2026-01-01\n'
    for name, table in tables().items():
        table.to_parquet(study / f"data/raw/verzonnen_{name}.parquet")
        settings += f'[tables.{name}]\nfile = "data/raw/verzonnen_{name}.parquet"\n'
    (study / "atlas.toml").write_text(settings)
    for command in ("layers", "measure", "gain", "qa", "map", "report"):
        ended = CliRunner().invoke(app, [command, str(study)])
        assert ended.exit_code == 0, (command, ended.output)
    return study


@pytest.fixture(scope="module")
def terrain(corner):
    return indicators(corner, "terrains").iloc[0]


@pytest.fixture(scope="module")
def plots(corner):
    return indicators(corner, "plots").set_index("plot_id")


def indicators(study, name):
    return gpd.read_parquet(study / f"data/processed/2_indicators/{name}.parquet")


def reason(study, table, column, row):
    nulls = pd.read_parquet(study / "data/processed/2_indicators/nulls.parquet")
    cells = nulls[(nulls["table"] == table) & (nulls["column"] == column)]
    return cells.loc[cells["id"].isin([row, "*"]), "reason"].to_list()


@pytest.mark.parametrize(
    ("column", "by_hand"),
    [
        ("gross_area_m2", 200 * 100),
        ("net_area_low_m2", 3 * 2_500 + 425 + 2_000),
        ("net_area_high_m2", 9_925 + 2_075),
        ("unclassed_area_m2", 41.5 * 50),
        ("tare_road_m2", 200 * 8),
        ("tare_green_m2", 390 + 4_000 + 2_000),
        ("tare_other_m2", 10),
        ("footprint_m2", 1_350 + 1_350 + 10),
        ("gfa_low_m2", 1_300),
        ("gfa_known_share", 1_360 / 2_710),
        ("uncovered_m2", 2_075),
    ],
)
def test_figures_of_the_corner(terrain, column, by_hand):
    assert terrain[column] == pytest.approx(by_hand, abs=1e-3)


@pytest.mark.parametrize(
    ("column", "because"),
    [
        ("net_area_m2", "land_unclassed"),
        ("net_gross_ratio", "land_unclassed"),
        ("unbuilt_area_m2", "land_unclassed"),
        ("gfa_m2", "floor_area_incomplete"),
        ("fsi_gross", "floor_area_incomplete"),
    ],
)
def test_what_is_not_known_is_null_and_says_why(corner, terrain, column, because):
    assert pd.isna(terrain[column])
    assert reason(corner, "terrains", column, "VH") == [because]


def test_a_hall_without_units_has_no_floor_area_and_no_upper_bound(corner):
    halls = indicators(corner, "buildings").set_index("building_id")
    assert halls["gfa_method"].to_dict() == {"HA": "units", "HB": "none", "HT": "annex"}
    assert halls.loc["HA", "gfa_m2"] == pytest.approx(1_300)
    assert pd.isna(halls.loc["HB", "gfa_m2"])
    assert halls.loc["HB", "gfa_low_m2"] == 0
    assert pd.isna(halls.loc["HB", "gfa_high_m2"])


def test_the_street_with_a_transformer_house_is_no_plot(plots):
    assert (plots.loc["S", "why"], plots.loc["S", "counts_as_net"]) == ("public_cover", False)


def test_a_plot_without_surfaces_is_unclassed(plots):
    assert plots.loc["E", "why"] == "unknown_cover"
    assert pd.isna(plots.loc["E", "counts_as_net"])


def test_frontage_in_pieces_is_access_and_a_courtyard_is_residual_land(plots):
    use = plots["use"]
    assert use[["A", "B", "C", "D", "Y"]].to_list() == [
        "built", "built", "unbuilt", "unbuilt", "rest",
    ]  # fmt: skip
    assert plots.loc["Y", "use_why"] == "no_road"


def test_touching_walls_give_each_plot_its_own_hall(plots):
    assert plots.loc[["A", "B"], "footprint_m2"].to_list() == pytest.approx([1_350] * 2, abs=1e-3)


def test_only_land_with_a_road_is_filled(corner):
    gain = pd.read_parquet(corner / "data/processed/3_gain/gain_plots.parquet")
    filled = gain[gain["instrument"] == "fill_unbuilt"].set_index("plot_id")
    known = filled.loc[filled["unknown_reason"].isna(), "gain_ha"]
    assert known.to_dict() == pytest.approx({"C": 0.25, "D": 0.0425})
    # Nobody knows whether E is a plot: 0 to its 2 075 m².
    assert filled.index.to_list() == ["C", "D", "E"]
    assert filled.loc["E", "unknown_reason"] == "unknown_cover"
    assert filled.loc["E", ["gain_low_ha", "gain_high_ha"]].to_list() == pytest.approx([0, 0.2075])
