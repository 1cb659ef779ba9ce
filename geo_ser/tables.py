"""The contract of every table that passes between rooms, and the guards that hold it.

Tables lie in EPSG:28992; areas are m², lengths m, ratios fractions; null means unknown and
never zero. Unknown extra columns are kept. The words are those of design §2; `nl` is the label
on maps and in reports.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_ser.errors import CrsError, TableError, first_three

__all__ = [
    "GAIN_FIGURES",
    "GROUPS",
    "INDICATORS",
    "INPUTS",
    "LIST_COLUMNS",
    "NETHERLANDS",
    "RD",
    "RESERVED_COLUMNS",
    "Column",
    "TableContract",
    "hilbert_order",
    "hilbert_places",
    "require_area_crs",
    "require_columns",
    "require_positive_area",
    "require_unique",
]

RD = 28992
"""EPSG code of RD New, metres: everything is measured here."""

NETHERLANDS = (0.0, 300_000.0, 290_000.0, 630_000.0)
"""Bounds in RD (xmin, ymin, xmax, ymax) outside which no Dutch land lies."""

_POINTS_AT_ONCE = 100_000
"""Middles of boxes that are put on the Hilbert curve together."""

Kind = Literal["text", "number", "year", "date", "bool", "list", "geometry"]


@dataclass(frozen=True)
class Column:
    """One column of a contract.

    `kind` is what it holds; `unit` its unit (``m2``, ``ha``, ``m``, ``ratio``, ``count``, …);
    `group` the measuring group that fills it (design §3), empty for what is always there.
    """

    name: str
    kind: Kind = "text"
    unit: str = ""
    nl: str = ""
    group: str = ""

    @property
    def label(self) -> str:
        """The Dutch label, or the name where none is given."""
        return self.nl or self.name


@dataclass(frozen=True)
class TableContract:
    """What a table must and may hold. `shapes` are the geometry kinds; `id` names a row."""

    name: str
    id: str
    shapes: Literal["polygon", "point", "none"]
    required: tuple[Column, ...]
    optional: tuple[Column, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """Required and optional columns, in contract order, geometry last."""
        both = (*self.required, *self.optional)
        return (
            *(c for c in both if c.kind != "geometry"),
            *(c for c in both if c.kind == "geometry"),
        )


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _number(unit: str, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "number", unit) for name in names)


_GEOMETRY = Column("geometry", "geometry")
_LIMITS = (
    *_number("m", "max_height_m"),
    *_number("ratio", "max_coverage", "min_coverage", "min_fsi"),
    *_number("m", "setback_road_m", "setback_side_m", "setback_rear_m"),
    *_text("min_environmental_category", "max_environmental_category"),
)

INPUTS: Mapping[str, TableContract] = {
    contract.name: contract
    for contract in (
        TableContract(
            "terrains", "terrain_id", "polygon",
            (*_text("terrain_id"), _GEOMETRY),
            (
                *_text("name", "municipality_code", "kind", "status"),
                Column("start_year", "year"),
                *_number("ha", "claimed_gross_ha", "claimed_net_ha", "claimed_issued_ha",
                         "claimed_issuable_ha"),
                *_text("district"),
                *_LIMITS,
            ),
        ),
        TableContract(
            "parcels", "parcel_id", "polygon",
            (*_text("parcel_id"), _GEOMETRY),
            (*_number("m2", "registered_area_m2"), *_text("availability"), Column("plan", "bool"),
             *_text("owner_group")),
        ),
        TableContract(
            "buildings", "building_id", "polygon",
            (*_text("building_id"), _GEOMETRY),
            (
                *_text("status"), Column("construction_year", "year"),
                *_number("m", "height_m", "ground_m"), *_number("count", "storeys"),
                *_text("height_source"), Column("survey_date", "date"),
                *_number("ratio", "height_coverage"), *_text("height_missing_reason"),
                *_number("count", "unit_count"),
                *_number("m2", "unit_area_min_m2", "unit_area_max_m2"),
                *_number("m3", "volume_m3"), *_number("m2", "flat_roof_area_m2"),
            ),
        ),
        TableContract(
            "units", "unit_id", "point",
            (*_text("unit_id"), _GEOMETRY),
            (*_number("m2", "floor_area_m2"), Column("building_ids", "list"),
             Column("uses", "list"), *_text("status")),
        ),
        TableContract(
            "surfaces", "surface_id", "polygon",
            (*_text("surface_id", "cover"), _GEOMETRY), _number("count", "level"),
        ),
        TableContract(
            "heights", "building_id", "none", _text("building_id"),
            (*_number("m", "height_m", "ground_m"), Column("survey_date", "date"),
             *_text("height_source"), *_number("ratio", "height_coverage"),
             *_text("height_missing_reason")),
        ),
        TableContract(
            "establishments", "establishment_id", "point",
            (*_text("establishment_id"), _GEOMETRY),
            (*_text("sbi"), *_number("count", "jobs"), *_text("environmental_category")),
        ),
        TableContract(
            "zoning", "zone_id", "polygon",
            (*_text("zone_id"), _GEOMETRY),
            (*_text("main_group", "plan_id", "plan_date"), Column("build_zone", "bool"), *_LIMITS),
        ),
    )
}  # fmt: skip
"""The tables a study may bring in, by name (design §4)."""

GROUPS = (
    "cover", "plots", "coverage", "floor_area", "heights", "setbacks", "unbuilt", "jobs",
)  # fmt: skip
"""What `measure --only` accepts."""


def _m2(group: str, **labels: str) -> tuple[Column, ...]:
    return tuple(Column(name, "number", "m2", nl, group) for name, nl in labels.items())


def _count(group: str, **labels: str) -> tuple[Column, ...]:
    return tuple(Column(name, "number", "count", nl, group) for name, nl in labels.items())


def _ratio(group: str, **labels: str) -> tuple[Column, ...]:
    return tuple(Column(name, "number", "ratio", nl, group) for name, nl in labels.items())


def _m(group: str, **labels: str) -> tuple[Column, ...]:
    return tuple(Column(name, "number", "m", nl, group) for name, nl in labels.items())


_COVERS = {
    "building": "bebouwing", "road": "weg", "parking": "parkeren", "rail": "spoor",
    "paved": "verhard", "bare": "onverhard", "yard": "erf", "green": "groen", "field": "veld",
    "water": "water", "other": "overig",
}  # fmt: skip

_TERRAIN_INDICATORS = (
    Column("terrain_id", nl="nummer"),
    Column("name", nl="naam"),
    *_m2("", gross_area_m2="bruto oppervlakte"),
    *_m2("cover", net_area_m2="netto oppervlakte", net_area_low_m2="netto oppervlakte, laag",
         net_area_high_m2="netto oppervlakte, hoog",
         unclassed_area_m2="onbekend of het een kavel is"),
    *_ratio("cover", net_gross_ratio="bruto/netto-verhouding"),
    *_m2("cover", net_area_by_cover_m2="netto volgens bodemgebruik", tare_road_m2="tarra weg",
         tare_rail_m2="tarra spoor", tare_water_m2="tarra water", tare_green_m2="tarra groen",
         tare_other_m2="tarra overig"),
    *_m2("cover", **{f"cover_{cover}_m2": f"bodem: {nl}" for cover, nl in _COVERS.items()}),
    *_m2("cover", uncovered_m2="niet gekarteerd", overlap_m2="dubbel gekarteerd"),
    *_count("plots", plot_count="kavels", plots_lt_1000="kavels < 1.000 m²",
            plots_1000_2000="kavels 1.000–2.000 m²", plots_2000_5000="kavels 2.000–5.000 m²",
            plots_5000_10000="kavels 5.000–10.000 m²", plots_ge_10000="kavels ≥ 10.000 m²"),
    *_m2("plots", mean_plot_area_m2="gemiddelde kavel"),
    *_count("plots", unclassed_plot_count="kavels waarvan onbekend is of het er een is"),
    *_m2("coverage", footprint_m2="bebouwd oppervlak",
         off_plot_footprint_m2="bebouwd buiten kavels"),
    *_m2("floor_area", gfa_m2="bvo", gfa_low_m2="bvo, ten minste", gfa_high_m2="bvo, hoogstens",
         off_plot_gfa_m2="bvo buiten kavels", off_plot_gfa_low_m2="bvo buiten kavels, ten minste",
         off_plot_gfa_high_m2="bvo buiten kavels, hoogstens", gfa_dwelling_m2="bvo wonen",
         gfa_industry_m2="bvo industrie", gfa_office_m2="bvo kantoor", gfa_retail_m2="bvo winkel",
         gfa_other_m2="bvo overig"),
    *_ratio("floor_area", gfa_known_share="aandeel bebouwd met bekend bvo"),
    *_ratio("coverage", gsi_gross="bebouwingspercentage (bruto)",
            gsi_net="bebouwingspercentage (netto)"),
    *_ratio("floor_area", fsi_gross="fsi (bruto)", fsi_net="fsi (netto)", osr_net="osr (netto)",
            layers="lagen", mxi="mxi"),
    *_m("heights", height_max_m="hoogste bouwhoogte", height_p50_m="mediane bouwhoogte"),
    *_ratio("heights", height_known_share="aandeel hoogte bekend"),
    *_count("unbuilt", unbuilt_plot_count="onbebouwde kavels"),
    *_m2("unbuilt", unbuilt_area_m2="onbebouwd", vacant_area_m2="leegstand",
         largest_unbuilt_plot_m2="grootste onbebouwde kavel",
         largest_unbuilt_plot_with_road_m2="grootste onbebouwde kavel aan een weg",
         rest_area_m2="restgrond"),
    *_count("unbuilt", rest_plot_count="stukken restgrond"),
    *_count("jobs", jobs="banen", jobs_per_net_ha="terreincoëfficiënt"),
    *_m("setbacks", setback_road_p50_m="rooilijn weg (mediaan)",
        setback_side_p50_m="rooilijn zijkant (mediaan)",
        setback_rear_p50_m="rooilijn achter (mediaan)"),
    _GEOMETRY,
)  # fmt: skip

_PLOT_INDICATORS = (
    Column("plot_id", nl="kavel"),
    Column("terrain_id", nl="terrein"),
    Column("parcel_ids", "list", nl="percelen"),
    *_m2("plots", area_m2="oppervlakte", area_in_terrain_m2="oppervlakte in terrein",
         registered_area_m2="kadastrale grootte"),
    Column("counts_as_net", "bool", nl="telt als netto", group="plots"),
    Column("why", nl="waarom", group="plots"),
    Column("size_class", nl="grootteklasse", group="plots"),
    *_m2("coverage", footprint_m2="bebouwd oppervlak"),
    *_ratio("coverage", coverage="bebouwingspercentage"),
    *_m2("floor_area", gfa_m2="bvo", gfa_low_m2="bvo, ten minste", gfa_high_m2="bvo, hoogstens"),
    *_ratio("floor_area", gfa_known_share="aandeel bebouwd met bekend bvo", fsi="fsi"),
    *_count("coverage", building_count="gebouwen"),
    Column("use", nl="gebruik", group="unbuilt"),
    Column("use_why", nl="waarom dit gebruik", group="unbuilt"),
    Column("vacant", "bool", nl="leegstand", group="unbuilt"),
    *_m("heights", height_max_m="hoogste bouwhoogte"),
    *_m("setbacks", setback_road_m="rooilijn weg", setback_side_m="rooilijn zijkant",
        setback_rear_m="rooilijn achter"),
    Column("road_access", "bool", nl="aan een weg", group="setbacks"),
    *_m2("unbuilt", free_area_m2="vrije ruimte",
         largest_free_rectangle_m2="grootste vrije rechthoek"),
    *_m("unbuilt", largest_free_circle_m="grootste vrije cirkel (middellijn)"),
    _GEOMETRY,
)  # fmt: skip

_BUILDING_INDICATORS = (
    Column("building_id", nl="pand"),
    Column("terrain_id", nl="terrein"),
    Column("plot_id", nl="kavel", group="plots"),
    *_m2("coverage", footprint_m2="bebouwd oppervlak"),
    *_m2("floor_area", gfa_m2="bvo", gfa_low_m2="bvo, ten minste", gfa_high_m2="bvo, hoogstens"),
    Column("gfa_method", nl="herkomst bvo", group="floor_area"),
    Column("uses", "list", nl="gebruiksdoelen", group="floor_area"),
    Column("status", nl="status"),
    Column("construction_year", "year", nl="bouwjaar"),
    *_m("heights", height_m="bouwhoogte", ground_m="maaiveld (m NAP)"),
    Column("height_source", nl="herkomst hoogte", group="heights"),
    Column("survey_date", "date", nl="hoogte ingewonnen", group="heights"),
    *_ratio("heights", height_coverage="aandeel dak bekend"),
    Column("height_missing_reason", nl="waarom geen hoogte", group="heights"),
    *_count("heights", storeys="bouwlagen"),
    Column("storeys_method", nl="herkomst bouwlagen", group="heights"),
    _GEOMETRY,
)

INDICATORS: Mapping[str, tuple[Column, ...]] = {
    "terrains": _TERRAIN_INDICATORS,
    "plots": _PLOT_INDICATORS,
    "buildings": _BUILDING_INDICATORS,
}
"""The columns of each indicator table, in the order they are written (design §4)."""


def _ranged_ha(name: str, nl: str) -> tuple[Column, ...]:
    return (
        Column(f"{name}_ha", "number", "ha", nl),
        Column(f"{name}_low_ha", "number", "ha", f"{nl}, laag"),
        Column(f"{name}_high_ha", "number", "ha", f"{nl}, hoog"),
    )


def _gain_ha(name: str, nl: str) -> tuple[Column, ...]:
    """Return the hectares of a gain: plots and floor space apart, then together."""
    return (
        *_ranged_ha(f"{name}_plot", f"{nl}, kavels"),
        *_ranged_ha(f"{name}_floor", f"{nl}, vloerruimte"),
        *_ranged_ha(name, nl),
    )


def _of_level(level: int) -> tuple[Column, ...]:
    name, nl = f"gain_level_{level}", f"winst niveau {level}"
    return (*_gain_ha(name, nl), Column(f"{name}_gfa_m2", "number", "m2", f"{nl}, bvo"))


LIST_COLUMNS: frozenset[str] = frozenset(
    column.name
    for columns in (*INDICATORS.values(), *(contract.columns for contract in INPUTS.values()))
    for column in columns
    if column.kind == "list"
) | {"reasons", "obstacles", "instruments"}
"""Columns that are lists of text wherever they stand."""

RESERVED_COLUMNS = LIST_COLUMNS | {"bbox", "geometry"}
"""Names that mean one thing in every file we write; a source's own column cannot keep them."""


GAIN_FIGURES: tuple[Column, ...] = (
    *_gain_ha("gain_theoretical", "winst in theorie"),
    Column("gain_theoretical_gfa_m2", "number", "m2", "winst in theorie, bvo"),
    Column("gain_theoretical_footprint_m2", "number", "m2", "winst in theorie, bebouwd"),
    Column("gain_level_0_ha", "number", "ha", "winst niveau 0"),
    *_of_level(1),
    *_of_level(2),
    *_of_level(3),
    Column("gain_fill_unbuilt_ha", "number", "ha", "winst: onbebouwde kavels benutten"),
    Column("gain_split_off_ha", "number", "ha", "winst: restgrond afsplitsen"),
    Column("gain_larger_footprint_ha", "number", "ha", "winst: groter bebouwd oppervlak"),
    Column("gain_office_on_top_ha", "number", "ha", "winst: kantoor boven bedrijfsruimte"),
    Column("gain_second_storey_ha", "number", "ha", "winst: tweede bedrijfslaag"),
    Column("gain_linking_ha", "number", "ha", "winst: schakelen"),
    Column("gain_shared_parking_ha", "number", "ha", "winst: gemeenschappelijk parkeren"),
    Column("candidate_count", "number", "count", "kavels met winst"),
    Column("unknown_count", "number", "count", "winsten die onbekend zijn"),
)
"""What `gain` works out per terrain (`gain_terrains`), and a ladder may take as supply."""


def require_area_crs(**tables: gpd.GeoDataFrame) -> None:
    """Refuse tables whose coordinates are not in EPSG:28992.

    Raises
    ------
    CrsError
        Naming the table and its CRS.
    """
    for name, table in tables.items():
        if table.crs is None or table.crs.to_epsg() != RD:
            has = "no CRS" if table.crs is None else str(table.crs.to_string())
            raise CrsError(
                f"`{name}` has {has}; areas need EPSG:28992 (metres). Reproject with "
                f"`{name}.to_crs(28992)`, or set `crs` in [tables.{name}] of atlas.toml."
            )


def require_columns(table: pd.DataFrame, name: str, *columns: str) -> None:
    """Refuse a table that lacks columns.

    Raises
    ------
    TableError
        Naming the missing columns and those that are there.
    """
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise TableError(
            f"`{name}` has no column {', '.join(map(repr, missing))}; it has "
            f"{', '.join(map(str, table.columns))}. Map it with `columns` in atlas.toml."
        )


def require_unique(table: pd.DataFrame, name: str, column: str) -> None:
    """Refuse a table in which an id stands more than once.

    Raises
    ------
    TableError
        Naming the first repeated ids.
    """
    repeated = table.loc[table[column].duplicated(), column]
    if len(repeated):
        raise TableError(
            f"`{name}`: {len(repeated)} of {len(table)} rows repeat a {column} (first: "
            f"{first_three(repeated)}). Run `geo-ser layers`, which merges duplicates."
        )


def require_positive_area(**tables: gpd.GeoDataFrame) -> None:
    """Refuse tables with polygons that have no area.

    Raises
    ------
    TableError
        Naming how many and the first index labels.
    """
    for name, table in tables.items():
        bad = table.index[~(table.geometry.area > 0)]
        if len(bad):
            raise TableError(
                f"`{name}`: {len(bad)} of {len(table)} features have no area (first: "
                f"{first_three(bad)}). Run `geo-ser qa` to list them."
            )


def hilbert_order(table: gpd.GeoDataFrame, id_column: str) -> gpd.GeoDataFrame:
    """Return the table in Hilbert order, then by id, with a fresh index.

    Neighbours lie together in the file, and the order does not depend on the rows' order in
    the source. Rows without geometry come first.
    """
    places = hilbert_places(table.geometry.bounds.to_numpy(), table[id_column])
    return table.iloc[places].reset_index(drop=True)


def hilbert_places(bounds: npt.NDArray[np.float64], ids: pd.Series) -> npt.NDArray[np.int64]:
    """Return which row comes first, second, … in Hilbert order.

    Parameters
    ----------
    bounds
        (n, 4) boxes of the rows: xmin, ymin, xmax, ymax in m; NaN without geometry.
    ids
        (n,) what decides between rows in one place; compared as text.
    """
    distance = np.full(len(bounds), -1, dtype="int64")
    known = np.flatnonzero(np.isfinite(bounds).all(axis=1))
    if len(known):
        lower, upper = bounds[known, :2].min(axis=0), bounds[known, 2:].max(axis=0)
        total = (*lower, *np.maximum(upper, lower + 1.0))
        for some in np.array_split(known, len(known) // _POINTS_AT_ONCE + 1):
            middles = shapely.points((bounds[some, :2] + bounds[some, 2:]) / 2)
            distance[some] = gpd.GeoSeries(middles).hilbert_distance(total_bounds=total)
    order = np.argsort(distance, kind="stable")
    again = np.diff(distance[order]) == 0
    shared = np.concatenate([again, [False]]) | np.concatenate([[False], again])
    some = order[shared[: len(order)]]
    keys = pd.DataFrame(
        {"distance": distance[some], "id": ids.iloc[some].astype("str").array}, some
    )
    order[shared[: len(order)]] = keys.sort_values(["distance", "id"]).index
    return order
