"""The real terrains of Rijssen-Holten, as the layers room makes them."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo_ser.files import read_csv_text
from geo_ser.qa import ClaimsTable

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"
EDITION_2017 = date(2017, 8, 23)


@cache
def terrains() -> gpd.GeoDataFrame:
    parts = gpd.read_file(RAW / "ibis_2017.geojson").to_crs(28992)
    one = parts.dissolve("RINNUMMER").reset_index()
    return gpd.GeoDataFrame(
        {
            "terrain_id": one["RINNUMMER"],
            "name": one["BEDRIJVENT"],
            "start_year": one["JAAR"].str.extract(r"(\d{4})")[0].astype("float64"),
            "claimed_gross_ha": one["OPPBRUTO"].astype("float64") / 1e4,
            "claimed_net_ha": one["OPPNETTO"].astype("float64") / 1e4,
        },
        geometry=one.geometry,
        crs=28992,
    )


@cache
def claims() -> tuple[ClaimsTable, ...]:
    settings = tomllib.loads((ROOT / "atlas.toml").read_text(encoding="utf-8"))
    return tuple(
        ClaimsTable(
            name=Path(one["file"]).stem,
            edition=one["edition"],
            rows=read_csv_text(ROOT / one["file"], what="test"),
            match=one["match"],
            mapping={name: tuple(ids) for name, ids in one["mapping"].items()},
        )
        for one in settings["claims"]
    )


def frame(**columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype="str")
