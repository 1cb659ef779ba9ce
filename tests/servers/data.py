"""What the servers serve: real shipped data, and features made up over tile borders."""

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
from shapely import box
from shapely.geometry import mapping

from tests.servers.process import ROOT

APELDOORN = ROOT / "studies" / "apeldoorn-noord" / "data" / "raw" / "apeldoorn_noord_bag.gpkg"
IBIS = ROOT / "data" / "raw" / "ibis_2017.geojson"


def real(name: str) -> gpd.GeoDataFrame:
    """Return a real table in RD: ``pand``, ``verblijfsobject``, ``cbs_buurt`` or ``ibis``."""
    if name == "ibis":
        return gpd.read_file(IBIS).to_crs(28992)
    return gpd.read_file(APELDOORN, layer=name)


def made_up_parcels(columns: int, rows: int, *, step: float = 40.0) -> gpd.GeoDataFrame:
    """Return parcels (verzonnen) that tile a block whose corner is (200 000, 470 000), in RD.

    Their edges lie on no tile border of a round size, so that every border crosses some.
    """
    places = [(x, y) for y in range(rows) for x in range(columns)]
    shapes = [
        box(199_987.5 + x * step, 469_987.5 + y * step,
            199_987.5 + (x + 1) * step, 469_987.5 + (y + 1) * step)
        for x, y in places
    ]  # fmt: skip
    numbers = np.arange(1, len(places) + 1)
    return gpd.GeoDataFrame(
        {
            "identificatie_lokaal_id": [f"verzonnen-{number:06d}" for number in numbers],
            "kadastrale_grootte_waarde": np.full(len(places), step * step),
            "opmerking": [None if number % 3 else "verzonnen" for number in numbers],
        },
        geometry=shapes,
        crs=28992,
    )


def write_geojson(frame: gpd.GeoDataFrame, path: Path, *, key: str) -> Path:
    """Write RD coordinates without a crs member, as PDOK does; a feature's id is its `key`."""
    properties = json.loads(frame.drop(columns=frame.geometry.name).to_json(orient="records"))
    features = [
        {
            "type": "Feature",
            "id": row[key],
            "properties": row,
            "geometry": None if shape is None or shape.is_empty else mapping(shape),
        }
        for row, shape in zip(properties, frame.geometry, strict=True)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def write_gpkg(frame: gpd.GeoDataFrame, path: Path, *, key: str) -> Path:
    """Write one layer named as the file, and its key beside it for MapServer."""
    path.unlink(missing_ok=True)
    frame.to_file(path, layer=path.stem)
    path.with_suffix(".key").write_text(key, encoding="utf-8")
    return path


def made_up_heights(rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Return made-up elevations, 0 to 20 m, that hardly pack: a real sheet does not either."""
    cells = (rows[:, None] * 7919 + columns[None, :] ** 2 * rows[:, None]) % 2003 / 100
    return cells.astype("float32")


def made_up_elevation(path: Path, *, size: int = 400, cell_m: float = 0.5) -> Path:
    """Write a made-up cloud-optimised sheet with AHN's huge nodata in a corner."""
    import rasterio
    from affine import Affine

    cells = made_up_heights(np.arange(size), np.arange(size))
    cells[:20, :20] = np.float32(3.4028235e38)
    with rasterio.open(
        path, "w", driver="COG", height=size, width=size, count=1, dtype="float32", crs=28992,
        transform=Affine(cell_m, 0, 194_000, 0, -cell_m, 471_000), nodata=np.float32(3.4028235e38),
        blocksize=128, compress="deflate", overview_resampling="average",
    ) as sheet:  # fmt: skip
        sheet.write(cells, 1)
    return path


def threedbag(panden: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return real panden with made-up roof and ground elevations (m NAP) under 3DBAG's names."""
    made_up = 3.0 + np.arange(len(panden)) % 12
    return gpd.GeoDataFrame(
        {
            "identificatie": panden["identificatie"],
            "b3_h_dak_70p": 10.0 + made_up,
            "b3_h_dak_max": 11.0 + made_up,
            "b3_h_maaiveld": 10.0,
            "b3_pw_bron": "ahn4",
            "b3_pw_datum": "2020-03-01",
            "status": panden["status"],
            "oorspronkelijkbouwjaar": panden["bouwjaar"].astype("Int64"),
        },
        geometry=panden.geometry,
        crs=28992,
    )


def sheets(folder: Path) -> None:
    """Write a made-up sheet, and its bounds for the sheet index."""
    folder.mkdir(parents=True)
    made_up_elevation(folder / "M_verzonnen1.tif")
    (folder / "M_verzonnen1.bounds").write_text(json.dumps([194_000, 470_800, 194_200, 471_000]))


def stub_folder(folder: Path) -> None:
    """Fill the folder that the stub and pygeoapi serve."""
    panden = real("pand")
    write_geojson(panden, folder / "pand.geojson", key="identificatie")
    write_geojson(real("verblijfsobject"), folder / "verblijfsobject.geojson", key="identificatie")
    write_geojson(real("ibis"), folder / "ibis.geojson", key="RINNUMMER")
    for name, code in (("gemeentegebied", "9999"), ("provinciegebied", "98")):
        outline = made_up_parcels(1, 1, step=1000.0)[["geometry"]].assign(
            code=code, naam="Verzonnen"
        )
        write_geojson(outline, folder / f"{name}.geojson", key="code")
    write_geojson(
        made_up_parcels(25, 20), folder / "perceel.geojson", key="identificatie_lokaal_id"
    )
    write_geojson(threedbag(panden.head(130)), folder / "3dbag.geojson", key="identificatie")
    sheets(folder / "files" / "dtm_05m")
    (folder / "bgt").mkdir()
    for name, numbers in (("wegdeel", ("w1", "w1", "w2")), ("pand", ("p1", "p2"))):
        (folder / "bgt" / f"bgt_{name}.gml").write_text(made_up_gml(numbers), encoding="utf-8")


def made_up_gml(numbers: tuple[str, ...]) -> str:
    """Return made-up features as a BGT file frames them; a number twice is a history."""
    members = "".join(
        f"<cityObjectMember><imgeo:NEN3610ID><imgeo:lokaalID>{number}</imgeo:lokaalID>"
        f"</imgeo:NEN3610ID><!-- verzonnen {'x' * 1500} --></cityObjectMember>\n"
        for number in numbers
    )
    return f"<?xml version='1.0'?><CityModel>{members}</CityModel>"


def mapserver_folder(folder: Path) -> None:
    """Fill the folder that MapServer serves."""
    write_gpkg(real("pand"), folder / "pand.gpkg", key="identificatie")
    write_gpkg(real("verblijfsobject"), folder / "verblijfsobject.gpkg", key="identificatie")
    parcels = made_up_parcels(25, 20)
    write_gpkg(parcels, folder / "perceel.gpkg", key="identificatie_lokaal_id")
    made_up_elevation(folder / "dtm_05m.tif")
