"""What the pages show, gathered by the pipeline: plain frozen values, no files."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import geopandas as gpd
import pandas as pd

from geo_ser.findings import findings_table
from geo_ser.maps.text import Language

__all__ = ["AtlasView", "GainView", "LadderView", "candidates_file", "terrain_slug"]


_HASHED = re.compile(r"(^|-)x[0-9a-f]{8}$")
"""How a slug with a hash ends; an id that ends so itself gets a hash too."""


MOST_PLOTS = 50_000
"""The most plots on one candidates page; measured in docs/performance.md."""


def _empty_findings() -> gpd.GeoDataFrame:
    return findings_table([])


def _empty_provenance() -> pd.DataFrame:
    return pd.DataFrame(
        columns=["table", "terrain_id", "column", "method", "source", "edition", "grade"]
    )


def _empty_nulls() -> pd.DataFrame:
    return pd.DataFrame(columns=["table", "id", "column", "reason"])


@dataclass(frozen=True, kw_only=True, eq=False)
class GainView:
    """What could be won on the net plots: tables of 3_gain, named as `geo_ser.gain` names them.

    Attributes
    ----------
    candidates
        (c,) the plots with a gain, ranked; EPSG:28992.
    gain_plots
        One row per plot and what-if; None where it was not made.
    gain_envelopes
        One row per net plot, EPSG:28992; None where it was not made.
    gain_terrains
        One row per terrain, its gains null where they are not known; None where it was not made.
    """

    candidates: gpd.GeoDataFrame
    gain_plots: pd.DataFrame | None = None
    gain_envelopes: gpd.GeoDataFrame | None = None
    gain_terrains: pd.DataFrame | None = None

    @property
    def plot_count(self) -> int:
        """How many plots there are to show."""
        envelopes = self.gain_envelopes
        return max(len(self.candidates), 0 if envelopes is None else len(envelopes))

    @property
    def is_split(self) -> bool:
        """Whether there are so many that each terrain gets a page of its own."""
        return self.plot_count > MOST_PLOTS


@dataclass(frozen=True, kw_only=True, eq=False)
class AtlasView:
    """Everything the front page and the terrain pages show; a view equals only itself.

    Attributes
    ----------
    name
        The study's name, e.g. the municipality.
    edition
        The moment the atlas describes.
    terrains
        (n,) INDICATORS["terrains"] of `geo_ser.tables`, EPSG:28992, plus, where known,
        `claimed_gross_ha`, `claimed_net_ha`, `start_year`, `district`. Null is unknown.
    buildings
        (m,) INDICATORS["buildings"], EPSG:28992; None where none were measured.
    plots
        (k,) INDICATORS["plots"], EPSG:28992; None where none were measured.
    gain
        What could be won on the plots; None where nobody worked that out.
    provenance
        Columns table, terrain_id (`*` = all), column, method, source, edition, grade.
    nulls
        Columns table, id (`*` = the whole column), column, reason.
    findings
        As `geo_ser.findings.findings_table`.
    sources
        Dicts with file, attribution, licence, edition, note; each key optional.
    caveat
        A sentence shown on every page.
    has_ladder
        Whether maps/ladder.html stands beside these pages.
    quarantine_count
        Rows set apart by `layers`.
    """

    name: str
    edition: date
    terrains: gpd.GeoDataFrame
    buildings: gpd.GeoDataFrame | None = None
    plots: gpd.GeoDataFrame | None = None
    gain: GainView | None = None
    provenance: pd.DataFrame = field(default_factory=_empty_provenance)
    nulls: pd.DataFrame = field(default_factory=_empty_nulls)
    findings: gpd.GeoDataFrame = field(default_factory=_empty_findings)
    sources: Sequence[Mapping[str, Any]] = ()
    language: Language = "nl"
    caveat: str | None = None
    has_ladder: bool = False
    quarantine_count: int = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class LadderView:
    """Everything the ladder page shows: the value of ladder.json (design §6) and its frame.

    `ladder` may hold only supply steps (Assen), only a matrix with its tables
    (Rijssen-Holten), or both; `remarks` is a list of sentences on the method.
    `has_atlas` says whether maps/index.html stands beside the page. `published` is what
    `ladder.compare_figures` gives: every published figure beside the computed one.
    """

    name: str
    edition: date
    ladder: Mapping[str, Any]
    language: Language = "nl"
    caveat: str | None = None
    has_atlas: bool = True
    published: Mapping[str, Any] | None = None


def terrain_slug(terrain_id: str) -> str:
    """Return a file-name part for a terrain: lower case a–z, 0–9 and hyphens.

    Ids of digits, capitals and single hyphens, as registries give them, only lose their case.
    Any other (slashes, other scripts, lower case, too long) gets eight characters of its
    hash, so that two ids never share a page, whatever the other ids are and also where the
    file system does not tell capitals apart.

    Examples
    --------
    >>> terrain_slug("130088"), terrain_slug("BU02000706")
    ('130088', 'bu02000706')
    >>> terrain_slug("A/b")
    'a-b-x3646f792'
    """
    folded = unicodedata.normalize("NFKD", terrain_id).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")[:40].strip("-")
    if plain and plain.upper() == terrain_id and not _HASHED.search(plain):
        return plain
    digest = hashlib.sha256(terrain_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain}-x{digest}".removeprefix("-")


def candidates_file(terrain_id: str | None) -> str:
    """Return the name of the candidates page of a terrain, None: of the whole study.

    Examples
    --------
    >>> candidates_file(None), candidates_file("VP1")
    ('candidates.html', 'candidates-vp1.html')
    """
    return (
        "candidates.html" if terrain_id is None else f"candidates-{terrain_slug(terrain_id)}.html"
    )
