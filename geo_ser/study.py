"""A study: the folder with `atlas.toml`, read once into one frozen value and passed on."""

import difflib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from geo_ser.errors import StudyError, UsageError

__all__ = [
    "STAGE_FOLDERS",
    "ClaimsSource",
    "FetchSettings",
    "Frozen",
    "GainReference",
    "LowValueHigh",
    "Rasters",
    "StoreyHeights",
    "Study",
    "StudySettings",
    "TableSource",
    "Thresholds",
    "load_study",
    "read_settings",
    "read_toml",
    "shown_place",
]

STAGE_FOLDERS = {
    "layers": "1_layers",
    "measure": "2_indicators",
    "gain": "3_gain",
    "ladder": "4_ladder",
}
"""The folder below data/processed/ of each stage that writes tables; sorts in flow order."""

ATLAS = "atlas.toml"
MAX_TOML_BYTES = 16 * 2**20
"""Settings are written by hand: no file of them is as long as this."""
Model = TypeVar("Model", bound=BaseModel)


class Frozen(BaseModel):
    """Base of every settings model: immutable, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


class StudyInfo(Frozen):
    """`[study]`: what the atlas is of and which moment it describes."""

    name: str = Field(min_length=1)
    edition: date
    language: Literal["nl", "en"] = "nl"
    municipality_code: str | None = Field(None, pattern=r"^GM\d{4}$")
    caveat: str | None = None
    """A sentence every page and sheet shows, e.g. that an outline is a stand-in."""


Profile = Literal[
    "canonical", "ibis", "brk", "bag", "bgt", "3dbag", "imro", "cbs", "top10nl", "osm"
]


class TableSource(Frozen):
    """One `[tables.X]` block: where rows come from and how their columns are called."""

    file: Annotated[tuple[str, ...], BeforeValidator(_as_list)] = Field(min_length=1)
    layer: str | None = None
    profile: Profile = "canonical"
    crs: str | None = None
    where: str | None = None
    columns: dict[str, str] = {}
    """canonical = source; overrides the profile key by key."""
    edition: date | None = None
    """The date the rows describe; default: the edition in data/raw/manifest.csv."""
    stand_in: bool = False
    """True where the rows stand in for what is meant, e.g. a neighbourhood for a terrain."""


class ClaimsSource(Frozen):
    """One `[[claims]]` block: stated figures to audit."""

    file: str
    edition: date
    match: Literal["id", "name"] = "name"
    mapping: dict[str, Annotated[tuple[str, ...], BeforeValidator(_as_list)]] = {}
    """A claimed name (or id) to the terrain ids it stands for; an empty list: none of them."""


class LowValueHigh(Frozen):
    """A parameter with its range."""

    low: float = Field(gt=0)
    value: float = Field(gt=0)
    high: float = Field(gt=0)

    def model_post_init(self, _context: Any) -> None:
        """Refuse a range that is not in order."""
        if not self.low <= self.value <= self.high:
            raise ValueError("low <= value <= high does not hold")


class StoreyHeights(Frozen):
    """What a storey measures per use, m; a use that is not named gets no estimate.

    Industry cannot be named: a hall of 12 m has one storey (design §5, promise 7).
    """

    dwelling: float | None = Field(None, ge=2, le=10)
    office: float | None = Field(None, ge=2, le=10)
    retail: float | None = Field(None, ge=2, le=10)
    other: float | None = Field(None, ge=2, le=10)


class Thresholds(Frozen):
    """`[thresholds]`: every number a rule depends on; all optional."""

    unbuilt_max_coverage: float = Field(0.05, ge=0, le=1)
    public_min_share: float = Field(0.5, ge=0, le=1)
    join_min_share: float = Field(0.10, ge=0, le=1)
    min_plot_width_m: float = Field(8.0, ge=0)
    min_unbuilt_m2: float = Field(250.0, ge=0)
    """A plot without building that is smaller is residual land (restgrond), not unbuilt."""
    unclassed_max_share: float = Field(0.01, ge=0, le=1)
    """Net is unknown where more of the gross area than this lies in unclassed plots."""
    road_reach_m: float = Field(10.0, gt=0, le=100)
    """An edge of a plot is its road side when a road begins within this: the verge between."""
    road_access_min_m: float = Field(4.5, gt=0)
    """A road touches a plot when it does so over this length: the width of an entrance."""
    setback_tolerance_m: float = Field(0.5, ge=0)
    """A building this much over a building line is not said to be."""
    height_tolerance_m: float = Field(0.5, ge=0)
    """The same of the highest allowed height …"""
    coverage_tolerance: float = Field(0.01, ge=0, le=1)
    """… and of the allowed coverage, as a fraction."""
    gbo_to_gfa: LowValueHigh = LowValueHigh(low=1.0, value=1.0, high=1.3)
    annex_max_m2: float = Field(150.0, ge=0)
    """A standing building without a unit is an annex, without floor area, below this footprint."""
    gfa_unknown_max_share: float = Field(0.05, ge=0, le=1)
    """Floor area is null where buildings of unknown floor area hold more of the footprint."""
    least_storey_m: float = Field(2.6, ge=2, le=10)
    """Storeys of at least this fit in a height: a bound on floor area, never a value."""
    polygon_min_ha: float = Field(0.01, ge=0)
    """Claims are compared with polygons to at least this many hectares …"""
    polygon_min_share: float = Field(0.01, ge=0, le=1)
    """… or this share of the measured area, whichever is larger."""
    registered_min_m2: float = Field(25.0, ge=0)
    """A parcel's registered area may differ from its polygon by at least this …"""
    registered_min_share: float = Field(0.05, ge=0, le=1)
    """… or this share of the polygon, whichever is larger."""
    stale_after_years: float = Field(3.0, gt=0)
    """A source older than this, seen from the edition, is graded one step down."""
    roof_percentile: float = Field(70.0, ge=0, le=100)
    """Which elevation of a roof is its height; 3DBAG knows 0, 50, 70 and 100."""
    ground_ring_m: float = Field(4.0, gt=0, le=100)
    """The ground is sought in a ring of this width around a building (rasters only)."""
    min_height_coverage: float = Field(0.5, gt=0, le=1)
    """This share of a roof must be known, or the building has no height (rasters only)."""
    max_rows_met: float = Field(200.0, gt=0)
    """A table is refused when a row's box meets more others than this, on the mean: time and memory
    would grow with the square of its rows (10^6 pairs of boxes are always allowed)."""
    storey_height_m: StoreyHeights = StoreyHeights()
    """Storeys are estimated from heights only for the uses named here."""


class Rasters(Frozen):
    """`[rasters]`: elevations in m NAP, GeoTIFF in EPSG:28992; heights need both."""

    dsm: str | None = None
    dtm: str | None = None
    survey_date: date | None = None
    """When they were flown; default: the edition of `dsm` in data/raw/manifest.csv."""

    def model_post_init(self, _context: Any) -> None:
        """Refuse one raster without the other: a height is their difference."""
        if (self.dsm is None) != (self.dtm is None):
            raise ValueError("give both dsm and dtm: a height is the one minus the other")

    @property
    def files(self) -> tuple[str, ...]:
        """The rasters that are named."""
        return tuple(one for one in (self.dsm, self.dtm) if one is not None)


class FetchSettings(Frozen):
    """`[fetch]`: the area and the sources that `geo-ser fetch` brings in."""

    area: str = Field(min_length=1)
    """Municipality or province by code or name, `xmin,ymin,xmax,ymax` in RD, or a polygon file."""
    sources: tuple[str, ...] = ()
    """Names of the catalogue: `source`, `source/layer`, either with `:door`."""
    catalogue: str | None = None
    """A catalogue of one's own, laid over the packaged one."""


class LadderReference(Frozen):
    """`[ladder]`: where the ladder's parameters stand."""

    file: str


class GainReference(Frozen):
    """`[gain]`: where a study's own parameters of the what-ifs stand (docs/gain.md)."""

    file: str


TableName = Literal[
    "terrains", "parcels", "buildings", "units", "surfaces", "heights", "establishments", "zoning"
]
TABLE_NAMES: tuple[str, ...] = get_args(TableName)


class StudySettings(Frozen):
    """The whole of atlas.toml."""

    study: StudyInfo
    tables: dict[TableName, Annotated[tuple[TableSource, ...], BeforeValidator(_as_list)]] = {}
    rasters: Rasters = Rasters()
    claims: tuple[ClaimsSource, ...] = ()
    thresholds: Thresholds = Thresholds()
    fetch: FetchSettings | None = None
    gain: GainReference | None = None
    ladder: LadderReference | None = None


class Study(Frozen):
    """A study folder and its settings. Paths in the settings are relative to `folder`."""

    folder: Path
    settings: StudySettings

    @property
    def name(self) -> str:
        """The study's name."""
        return self.settings.study.name

    @property
    def edition(self) -> date:
        """The moment the atlas describes."""
        return self.settings.study.edition

    @property
    def maps(self) -> Path:
        """The folder of the HTML pages."""
        return self.folder / "maps"

    @property
    def processed(self) -> Path:
        """The folder of everything computed."""
        return self.folder / "data" / "processed"

    def stage_folder(self, stage: str) -> Path:
        """Return the folder a stage writes its tables in."""
        return self.processed / STAGE_FOLDERS[stage]

    def path(self, file: str) -> Path:
        """Return a path of the settings: relative to the study, or absolute."""
        return self.folder / file

    def shown(self, path: Path) -> str:
        """Return a path as people know it: relative to the study where it lies inside."""
        try:
            return path.relative_to(self.folder).as_posix()
        except ValueError:
            return path.as_posix()


def load_study(folder: Path) -> Study:
    """Return the study in a folder.

    Raises
    ------
    UsageError
        If the folder holds no atlas.toml.
    StudyError
        If atlas.toml is not TOML or breaks the model; every problem is listed.
    """
    folder = folder.parent if folder.name == ATLAS else folder
    file = folder / ATLAS
    if not file.is_file():
        raise UsageError(
            f"{folder}: no study here (no {ATLAS}). Name a study folder, or start one with "
            "`geo-ser init --terrains FILE`."
        )
    return Study(folder=folder.resolve(), settings=read_settings(file, StudySettings))


def read_settings(
    file: Path,
    model: type[Model],
    *,
    context: Mapping[str, Any] | None = None,
    prepare: Callable[[dict[str, Any]], Any] = dict,
) -> Model:
    """Return a TOML file as a settings model, or every problem in it at once.

    Parameters
    ----------
    file
        The file.
    model
        What it must hold.
    context
        What the model's rules may ask for beside the file.
    prepare
        Makes the values of the file ready for the model, e.g. lays them over defaults.

    Raises
    ------
    StudyError
        With one line per problem: where it stands, what is wrong, the nearest known key.
    """
    values = read_toml(file)
    try:
        return model.model_validate(prepare(values), context=context)
    except ValidationError as error:
        lines = [f"  {_problem(model, one)}" for one in error.errors()]
        count = f"{len(lines)} problem" + ("s" if len(lines) > 1 else "")
        raise StudyError("\n".join([f"{file}: {count}", *lines])) from None


def read_toml(file: Path) -> dict[str, Any]:
    """Return the values of a TOML file; the mark that Windows puts before UTF-8 does no harm.

    Raises
    ------
    StudyError
        If it cannot be read, is no regular file or longer than `MAX_TOML_BYTES`, is not UTF-8 or
        not TOML, or is nested deeper than anything in it can be.
    """
    try:
        if file.exists() and not file.is_file():
            raise StudyError(f"{file}: is no regular file. Name a TOML file.")
        if file.stat().st_size > MAX_TOML_BYTES:
            raise StudyError(f"{file}: is longer than {MAX_TOML_BYTES} bytes; settings never are.")
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise StudyError(f"{file}: not TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise StudyError(f"{file}: not UTF-8 text; save it as UTF-8.") from error
    except RecursionError as error:
        raise StudyError(
            f"{file}: lists or tables are nested far deeper than any setting is. Undo that."
        ) from error
    except OSError as error:
        raise StudyError(f"{file}: cannot be read ({error.strerror}).") from error


def _problem(model: type[BaseModel], problem: Any) -> str:
    """Return one line for one validation problem."""
    where = [part for part in problem["loc"] if part != "[key]"]
    place = shown_place(where)
    if problem["type"] == "extra_forbidden":
        known = _keys_at(model, where[:-1])
        near = difflib.get_close_matches(str(where[-1]), known, n=1)
        hint = f"; did you mean `{near[0]}`?" if near else f"; known: {', '.join(known)}"
        return f"{place}: unknown key{hint}"
    if problem["type"] == "literal_error":
        near = difflib.get_close_matches(str(problem["input"]), TABLE_NAMES, n=1)
        hint = f" (did you mean `{near[0]}`?)" if near and "tables" in place else ""
        return f"{place}: {problem['msg']}{hint}"
    return f"{place}: {problem['msg'].removeprefix('Value error, ')}"


def shown_place(where: Sequence[str | int]) -> str:
    """Return where something stands in a settings file, blocks counted from 1 as on the pages.

    Examples
    --------
    >>> shown_place(("demand", 0, "components", 2, "value"))
    'demand[1].components[3].value'
    """
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in where)
    return "".join(parts).removeprefix(".")


def _keys_at(model: type[BaseModel], where: list[Any]) -> list[str]:
    """Return the keys known at a place in the settings, found by walking the models' types."""
    kinds: set[Any] = {model}
    for part in where:
        kinds = {found for kind in kinds for found in _step(kind, part)}
    fields = [one for kind in kinds for one in getattr(kind, "model_fields", {}).items()]
    return sorted({field.alias or key for key, field in fields})


def _step(kind: type[BaseModel], part: Any) -> set[Any]:
    """Return the settings models reachable from one by one key or position."""
    if isinstance(part, int) or part not in kind.model_fields:
        return {kind}
    return _models_in(kind.model_fields[part].annotation)


def _models_in(annotation: Any) -> set[Any]:
    """Return the settings models named anywhere inside a type annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {model for inner in get_args(annotation) for model in _models_in(inner)}
