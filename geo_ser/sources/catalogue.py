"""The catalogue: every source with its doors, layers and licence, read from catalogue.toml.

Why a file beside the code: addresses move, and whoever finds out can mend them without reading
Python. A study's own catalogue lies over the packaged one key by key, so that one address can
be changed in three lines; the tests point the same catalogue at servers on this machine.
"""

import difflib
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError

from geo_ser.errors import StudyError
from geo_ser.files import require_file
from geo_ser.study import Frozen, Profile, TableName, read_toml

__all__ = [
    "SUFFIXES",
    "Catalogue",
    "DoorAddress",
    "DoorKind",
    "HttpSettings",
    "LayerEntry",
    "SourceEntry",
    "is_loopback",
    "load_catalogue",
]

SUFFIXES = (
    ".geojson", ".json", ".city.json", ".gpkg", ".zip", ".gml", ".gml.gz", ".tif", ".csv", ".xlsx",
)  # fmt: skip
"""What a door's file may end in."""

DoorKind = Literal["ogc_api", "wfs", "arcgis", "bgt_job", "threedbag", "wcs", "cog", "file"]
"""The ways in: OGC API Features, WFS 2.0, ArcGIS FeatureServer, the BGT download job, the 3DBAG
API, a WCS window, a window of a cloud-optimised GeoTIFF, a file."""


class HttpSettings(Frozen):
    """`[http]`: how patiently and how carefully is asked."""

    timeout_s: float = Field(60.0, gt=0)
    """Wait at most this long to connect, and for each next piece of an answer."""
    least_bytes_per_s: float = Field(500.0, ge=0)
    """An answer that brings less than this, on the mean and after `timeout_s`, is given up: a byte
    now and then would keep a connection alive for ever."""
    attempts: int = Field(5, ge=1, le=20)
    """Ask at most so many times when a service is busy or a connection breaks."""
    wait_initial_s: float = Field(1.0, ge=0)
    wait_max_s: float = Field(30.0, ge=0)
    wait_jitter_s: float = Field(1.0, ge=0)
    retry_after_max_s: float = Field(300.0, ge=0)
    """A service that asks to come back later than this is left for another day."""
    max_page_bytes: int = Field(512 * 2**20, gt=0)
    """A page may be no larger, neither as sent nor unpacked."""
    max_file_bytes: int = Field(64 * 2**30, gt=0)
    """A file may be no larger."""
    max_pages: int = Field(2000, ge=1)
    """One tile may have no more pages; a service that goes on is taken for a loop."""
    poll_s: float = Field(5.0, ge=0)
    """Ask this often whether a job is ready."""
    job_timeout_s: float = Field(3600.0, gt=0)
    """Wait at most this long for a job."""


class DoorAddress(Frozen):
    """One way in to a source."""

    url: str
    hosts: tuple[str, ...] = ()
    """Further hosts this door may send us to; its own host always counts."""
    page_size: int = Field(1000, ge=1)
    tile_m: float = Field(5000.0, gt=0)
    """Side of the squares the area is asked in, m in RD."""
    landing: str | None = None
    """The page `geo-ser sources check` asks; default: `url`."""

    @property
    def own_hosts(self) -> frozenset[str]:
        """The hosts this door may lead to, as host:port."""
        return frozenset([*self.hosts, urlsplit(self.url).netloc])


class LayerEntry(Frozen):
    """One layer of a source: it becomes one file in data/raw/."""

    title: str
    table: TableName | None = None
    """The table of atlas.toml it is for; None for boundaries and rasters."""
    raster: Literal["dsm", "dtm"] | None = None
    """The key of [rasters] it is for."""
    id: tuple[str, ...] = ()
    """The columns that together number an object; spellings of one column per door differ."""
    some: bool = False
    """Whether every municipality has some: none at all is then an error."""
    optional: bool = False
    """Whether it is brought only when asked for by name (`source/layer`)."""
    whole: bool = False
    """Whether the layer is asked without an area, for the whole country."""
    collections: dict[DoorKind, str]
    """What it is called at each door; a layer has only the doors that are named."""
    where: dict[DoorKind, str] = Field({})
    """The row filter for atlas.toml, `{code}` for the code of the area."""
    name: tuple[str, ...] = ()
    """Spellings of the column with an object's name; boundaries only."""
    query: dict[str, str] = Field({})
    """Further query parameters, sent as they are."""
    options: dict[str, str] = Field({})
    """What a door wants to know besides."""


class SourceEntry(Frozen):
    """One source: who publishes it, under which licence, how to reach it, what it holds."""

    title: str
    publisher: str
    licence: str
    attribution: str
    rhythm: str
    profile: Profile | None = None
    edition: date | None = None
    """The date the rows describe; None for what is kept up to date: then the day of fetching."""
    note: str = ""
    doors: dict[DoorKind, DoorAddress] = Field(min_length=1)
    """In order of preference."""
    layers: dict[str, LayerEntry] = Field(min_length=1)

    def door_of(self, layer: str, wanted: str | None = None) -> DoorKind:
        """Return the door a layer is brought through: the wanted one, else the first it has."""
        fitting = [kind for kind in self.doors if kind in self.layers[layer].collections]
        if wanted is None and fitting:
            return fitting[0]
        for kind in fitting:
            if kind == wanted:
                return kind
        raise StudyError(
            f"[fetch] sources: layer {layer!r} has no door {wanted!r}; it has "
            f"{', '.join(fitting) or 'none'}."
        )


_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
"""What Windows takes for a device, whatever the suffix."""


class Catalogue(Frozen):
    """The whole catalogue."""

    http: HttpSettings = HttpSettings()
    boundaries: dict[Literal["municipality", "province"], str]
    """The layers, as `source/layer`, that hold the boundaries of municipalities, provinces."""
    sources: dict[str, SourceEntry]

    def source(self, name: str) -> SourceEntry:
        """Return a source by name.

        Raises
        ------
        StudyError
            With the nearest known name, when there is none.
        """
        if name in self.sources:
            return self.sources[name]
        near = difflib.get_close_matches(name, self.sources, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(self.sources)}."
        raise StudyError(f"[fetch] sources: no source {name!r}; {hint}")

    @property
    def hosts(self) -> frozenset[str]:
        """Every host the catalogue knows."""
        doors = (door for one in self.sources.values() for door in one.doors.values())
        return frozenset(host for door in doors for host in door.own_hosts)


@cache
def _packaged() -> dict[str, Any]:
    file = resources.files("geo_ser.sources") / "catalogue.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def load_catalogue(own: Path | None = None) -> Catalogue:
    """Return the packaged catalogue, with a file of one's own laid over it key by key.

    Raises
    ------
    SourceError
        If the file is not there.
    StudyError
        With every problem in it: a wrong key or value, an address that is neither https nor on
        this machine.
    """
    values, file = _packaged(), "catalogue.toml"
    if own is not None:
        file = str(require_file(own, what="catalogue"))
        values = _over(values, read_toml(own))
    try:
        catalogue = Catalogue.model_validate(values)
    except ValidationError as error:
        lines = [f"  {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise StudyError("\n".join([f"{file}: {len(lines)} problem(s)", *lines])) from None
    problems = list(_problems(catalogue))
    if problems:
        raise StudyError("\n".join([f"{file}: {len(problems)} problem(s)", *problems]))
    return catalogue


def _over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with the keys of `own` over it, table by table."""
    both = {
        key: _over(base[key], value)
        if isinstance(value, dict) and isinstance(base.get(key), dict)
        else value
        for key, value in own.items()
    }
    return {**base, **both}


def _problems(catalogue: Catalogue) -> list[str]:
    """Return what the types cannot see: unsafe addresses, layers without a door."""
    found = [
        f"  sources.{name}.doors.{kind}: {door.url} is not https"
        for name, source in catalogue.sources.items()
        for kind, door in source.doors.items()
        if not _safe(door.url)
    ]
    found += [
        f"  sources.{name}.layers.{layer}: none of its doors is a door of the source"
        for name, source in catalogue.sources.items()
        for layer, entry in source.layers.items()
        if not set(entry.collections) & set(source.doors)
    ]
    found += [
        f"  sources.{name!r}.layers.{layer!r}: a name becomes a file in data/raw; it has small "
        "letters, digits, - and _, at most 64, and is no device of Windows"
        for name, source in catalogue.sources.items()
        for layer in source.layers
        if not (_NAME.fullmatch(name) and _NAME.fullmatch(layer)) or name in _DEVICES
    ]
    found += [
        f"  sources.{name}.layers.{layer}.collections.file: {entry.collections['file']!r} does not "
        f"end in one of {', '.join(SUFFIXES)}"
        for name, source in catalogue.sources.items()
        for layer, entry in source.layers.items()
        if "file" in entry.collections and not entry.collections["file"].lower().endswith(SUFFIXES)
    ]
    for kind, place in catalogue.boundaries.items():
        source_name, _, layer = place.partition("/")
        if layer not in getattr(catalogue.sources.get(source_name), "layers", {}):
            found.append(f"  boundaries.{kind}: there is no layer {place}")
    return found


def _safe(url: str) -> bool:
    """Return whether an address is https, or on this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))


def is_loopback(host: str | None) -> bool:
    """Return whether a host is this machine itself."""
    if host is None:
        return False
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
