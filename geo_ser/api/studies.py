"""Studies, ladders and claims as frames; and the space gain of plots."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import pandas as pd

from geo_ser import gain
from geo_ser import qa as checks
from geo_ser.api.engine import (
    NEVER_JOINED,
    declared_plots,
    measured,
    row_ids,
    standing,
    surrounding_terrain,
)
from geo_ser.errors import TableError
from geo_ser.files import read_csv_text
from geo_ser.findings import findings_table
from geo_ser.pipeline.gather import ladder_json, stage_tables
from geo_ser.pipeline.single import ladder_of_file
from geo_ser.pipeline.stages import stage_files
from geo_ser.pipeline.store import read_tables
from geo_ser.study import StudySettings, Thresholds, load_study

__all__ = ["StudyResults", "audit_claims", "compute_ladder", "read_study", "space_gain"]

_LIMITS = (
    "max_height_m", "max_coverage", "min_coverage", "min_fsi", "setback_road_m",
    "setback_side_m", "setback_rear_m", "min_environmental_category",
    "max_environmental_category",
)  # fmt: skip


@dataclass(frozen=True)
class StudyResults:
    """What the stages of a study wrote, read into frames; empty where a stage has not run."""

    folder: Path
    settings: StudySettings
    """atlas.toml."""

    layers: Mapping[str, gpd.GeoDataFrame]
    """Clean tables by name, EPSG:28992: ``terrains``, ``parcels``, ``buildings`` …"""

    indicators: Mapping[str, gpd.GeoDataFrame]
    """``terrains``, ``plots``, ``buildings``, ``provenance``, ``nulls`` … (docs/indicators.md)."""

    gain: Mapping[str, pd.DataFrame]
    """``gain_plots``, ``gain_terrains``, ``candidates`` … (docs/gain.md)."""

    ladder: Mapping[str, Any] | None
    """What stands in ladder.json; None where the study has no ladder."""

    findings: gpd.GeoDataFrame | None
    """One row per finding; None where `qa` has not run."""


def read_study(folder: str | Path) -> StudyResults:
    """Return the results of a study as frames. Reads what `geo-ser run` wrote; writes nothing.

    Parameters
    ----------
    folder
        The folder of the study, or its atlas.toml.

    Returns
    -------
    results : StudyResults
        Tables in EPSG:28992; null means unknown.

    Raises
    ------
    UsageError, StudyError
        If there is no study, or atlas.toml is wrong.
    SourceError
        If a result is not what its stage wrote.

    Examples
    --------
    >>> study = read_study(".")
    >>> study.settings.study.language
    'nl'
    """
    study = load_study(Path(folder))
    tables = {stage: stage_files(study, stage) for stage in ("layers", "measure", "gain", "qa")}
    read = {
        stage: read_tables(files) if files.has_run and stage in ("gain", "qa") else {}
        for stage, files in tables.items()
    }
    return StudyResults(
        folder=study.folder,
        settings=study.settings,
        layers=stage_tables(study, "layers"),
        indicators=stage_tables(study, "measure"),
        gain=read["gain"],
        ladder=ladder_json(study),
        findings=read["qa"].get("findings"),
    )


def compute_ladder(file: str | Path) -> dict[str, Any]:
    """Return the SER-ladder of a ladder.toml: use the space there is, use it better, then expand.

    Parameters
    ----------
    file
        The parameters (docs/ladder.md). Measured supply comes from the finished study around it.

    Returns
    -------
    ladder : dict
        As in ladder.json (design §4): ha, null where unknown.

    Raises
    ------
    GeoSerError
        If the file is wrong, or a supply asks for an indicator that nobody measured.

    Examples
    --------
    >>> ladder = compute_ladder("studies/assen/ladder.toml")
    >>> sorted(ladder)[:3]
    ['cluster_reserve', 'comparisons', 'deviations']
    """
    return ladder_of_file(Path(file))


def audit_claims(
    table: pd.DataFrame | str | Path,
    polygons: gpd.GeoDataFrame | None = None,
    *,
    name: str = "claims",
    edition: date | None = None,
    match: Literal["id", "name"] = "name",
    mapping: Mapping[str, tuple[str, ...]] | None = None,
    thresholds: Thresholds | None = None,
    language: Literal["nl", "en"] = "nl",
) -> gpd.GeoDataFrame:
    """Return what is wrong with claimed hectares: against themselves, and against outlines.

    Parameters
    ----------
    table
        One row per terrain; columns as docs/claims.md recognises them, or a CSV of them.
    polygons
        (n,) valid polygons in EPSG:28992 with `terrain_id` and, to match by name, `name`. None:
        the table is held against itself only.
    name
        What findings call the table.
    edition
        The date that the table describes.
    match
        How rows find their outline.
    mapping
        Claimed name to terrain ids; an empty tuple means none.
    thresholds
        `polygon_min_ha`, `polygon_min_share`: how far a claim may differ; None: the defaults.
    language
        Of reasons and actions.

    Returns
    -------
    findings : geopandas.GeoDataFrame
        (f,) one row per finding: `rule`, `severity`, `name`, `column`, `difference`, `unit`,
        `reason`, `action` …; no rows where nothing is wrong.

    Raises
    ------
    TableError
        If the table cannot be read as claims.
    CrsError
        If the polygons are not in EPSG:28992.

    Examples
    --------
    >>> claims = pd.DataFrame({"name": ["Noord"], "gross_ha": ["10.0"], "net_ha": ["12.0"]})
    >>> audit_claims(claims)["severity"].to_list()
    ['error']
    """
    rows = table if isinstance(table, pd.DataFrame) else read_csv_text(Path(table), what=name)
    claims = checks.ClaimsTable(
        name=name, edition=edition, rows=rows, match=match, mapping=dict(mapping or {})
    )
    findings = checks.audit_claims(
        [claims], polygons, thresholds=thresholds or Thresholds(), language=language
    )
    return findings_table(findings, language=language)


def space_gain(
    plots: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame,
    limits: Mapping[str, float | str],
    *,
    surfaces: gpd.GeoDataFrame | None = None,
    units: gpd.GeoDataFrame | None = None,
    parameters: str | Path | None = None,
    thresholds: Thresholds | None = None,
    edition: date | None = None,
) -> pd.DataFrame:
    """Return the space that each way of building more intensively wins on each plot.

    Parameters
    ----------
    plots
        (n,) valid polygons in EPSG:28992, drawn as plots; all count as net but
        what is road for more than half.
    buildings
        (m,) valid footprints in EPSG:28992; optional `building_id`, `status`, `height_m`,
        `storeys`, `construction_year`.
    limits
        What is permitted on every plot: `max_height_m`, `max_coverage`, `min_coverage`,
        `min_fsi`, `setback_{road,side,rear}_m`, `{min,max}_environmental_category`. A limit
        that is not given is unknown.
    surfaces
        (s,) valid polygons in EPSG:28992 with `cover`, the roads among them; None: unknown.
    units
        As in `floor_area`; None: unknown.
    parameters
        A study's whatif.toml (docs/gain.md); None: the package's own.
    thresholds
        None: the defaults of a study.
    edition
        The moment described; None: today.

    Returns
    -------
    gain : pandas.DataFrame
        (k,) a row per `plot` (index label of `plots`) and `instrument` that wins something or
        whose gain is unknown (`unknown_reason`): ha and m² with low and high, whether it is
        `chosen` in the best set, and what is realistic at each ambition level; null is unknown.

    Raises
    ------
    CrsError
        If a table is not in EPSG:28992.
    TableError
        If a row has no valid polygon, or a column or limit is not known.

    Examples
    --------
    >>> from shapely import box
    >>> plots = gpd.GeoDataFrame(geometry=[box(0, 0, 100, 60)], crs=28992)
    >>> hall = gpd.GeoDataFrame(geometry=[box(10, 10, 40, 40)], crs=28992)
    >>> road = gpd.GeoDataFrame({"cover": ["road"]}, geometry=[box(0, -8, 100, 0)], crs=28992)
    >>> gain = space_gain(plots, hall, {"max_coverage": 0.7, "max_height_m": 12}, surfaces=road)
    >>> sorted(gain["instrument"].unique())[:1]
    ['demolish_rebuild']
    """
    unknown = sorted(set(limits) - set(_LIMITS))
    if unknown:
        raise TableError(f"`limits` has {', '.join(unknown)}; known: {', '.join(_LIMITS)}.")
    moment = edition or date.today()
    around = [table for table in (plots, buildings, surfaces) if table is not None and len(table)]
    parcels = declared_plots(plots, surfaces)
    drawn = (thresholds or Thresholds()).model_copy(update={"join_min_share": NEVER_JOINED})
    tables = {
        "terrains": surrounding_terrain(*around, **limits),
        "parcels": parcels,
        "buildings": buildings,
        "surfaces": surfaces,
        "units": units,
    }
    groups = ("cover", "plots", "coverage", "floor_area", "heights", "setbacks", "unbuilt")
    indicators = measured(tables, groups, drawn, edition=moment)
    result = gain.space_gain(
        gain.GainInputs(
            plots=indicators.plots,
            terrains=indicators.terrains,
            buildings=standing(indicators.buildings, "standing"),
            plot_edges=indicators.plot_edges,
            plot_limits=indicators.plot_limits,
            surfaces=surfaces,
            provenance=indicators.provenance,
            edition=moment,
        ),
        gain.what_if(None if parameters is None else Path(parameters)),
    )
    labels = dict(zip(row_ids(plots), plots.index, strict=True))
    table = result.gain_plots.drop(columns="terrain_id")
    table.insert(0, "plot", table.pop("plot_id").map(labels))
    return table
