"""The short job of `overlay.py` in SQL: DuckDB with its spatial extension, as an independent check.

Usage: python benchmarks/peers/duckdb_spatial.py STUDY OUT

Needs only benchmarks/requirements-duckdb.txt. Writes OUT/terrains.parquet (gross area, m² of cover
per class, footprint, floor area) and OUT/plots.parquet (parcels cut by terrains, with geometry).
"""

import argparse
from pathlib import Path

import duckdb
from duckdb_extensions import import_extension

FILLERS = "1, 999, 9999, 99999, 999999"

JOB = [
    """
    CREATE TABLE inside AS
    SELECT t.terrain_id, s.cover,
           CASE WHEN ST_CoveredBy(s.geometry, t.geometry) THEN ST_Area(s.geometry)
                ELSE ST_Area(ST_Intersection(s.geometry, t.geometry)) END AS area_m2
    FROM terrains t JOIN surfaces s ON ST_Intersects(t.geometry, s.geometry)
    """,
    """
    CREATE TABLE pieces AS
    SELECT p.parcel_id, t.terrain_id, ST_Intersection(p.geometry, t.geometry) AS geometry
    FROM terrains t JOIN parcels p ON ST_Intersects(t.geometry, p.geometry)
    """,
    f"""
    CREATE TABLE stock AS
    SELECT b.building_id, b.geometry, ST_Area(b.geometry) AS whole,
           coalesce(u.gfa_m2, 0) AS gfa_m2
    FROM buildings b LEFT JOIN (
        SELECT building_id, sum(floor_area_m2) AS gfa_m2
        FROM (SELECT unnest(building_ids) AS building_id, floor_area_m2 FROM units
              WHERE floor_area_m2 > 0 AND floor_area_m2 NOT IN ({FILLERS}))
        GROUP BY building_id) u USING (building_id)
    """,
    """
    CREATE TABLE on_terrains AS
    SELECT terrain_id, sum(part) AS footprint_m2, sum(gfa_m2 * part / whole) AS gfa_m2
    FROM (SELECT t.terrain_id, b.gfa_m2, b.whole,
                 ST_Area(ST_Intersection(b.geometry, t.geometry)) AS part
          FROM terrains t JOIN stock b ON ST_Intersects(t.geometry, b.geometry))
    GROUP BY terrain_id
    """,
    """
    CREATE TABLE on_plots AS
    SELECT parcel_id, terrain_id, sum(part) AS footprint_m2, sum(gfa_m2 * part / whole) AS gfa_m2
    FROM (SELECT p.parcel_id, p.terrain_id, b.gfa_m2, b.whole,
                 ST_Area(ST_Intersection(b.geometry, p.geometry)) AS part
          FROM pieces p JOIN stock b ON ST_Intersects(p.geometry, b.geometry))
    GROUP BY ALL
    """,
]
TERRAINS = """
    SELECT t.terrain_id, ST_Area(t.geometry) AS gross_area_m2, c.* EXCLUDE (terrain_id),
           o.footprint_m2, o.gfa_m2
    FROM terrains t
    LEFT JOIN (PIVOT (SELECT terrain_id, 'cover_' || cover || '_m2' AS cover, area_m2 FROM inside)
               ON cover USING sum(area_m2) GROUP BY terrain_id) c USING (terrain_id)
    LEFT JOIN on_terrains o USING (terrain_id)
    ORDER BY terrain_id
"""
PLOTS = """
    SELECT p.*, ST_Area(p.geometry) AS area_m2, o.footprint_m2, o.gfa_m2
    FROM pieces p LEFT JOIN on_plots o USING (parcel_id, terrain_id)
    WHERE ST_Area(p.geometry) >= 1 ORDER BY parcel_id, terrain_id
"""


def job(study: Path, out: Path) -> None:
    """Run the job on two threads and write its two tables."""
    import_extension("spatial")
    base = duckdb.connect(config={"threads": 2})
    base.execute("LOAD spatial")
    for name in ("terrains", "parcels", "buildings", "surfaces", "units"):
        path = study / f"data/processed/1_layers/{name}.parquet"
        base.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}')")
    for step in JOB:
        base.execute(step)
    for query, name in ((TERRAINS, "terrains"), (PLOTS, "plots")):
        base.execute(f"CREATE TABLE out_{name} AS {query}")
        base.execute(f"COPY out_{name} TO '{out / name}.parquet' (FORMAT parquet)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("study", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    job(given.study, given.out)
