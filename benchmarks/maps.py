"""How heavy the candidates page is: size, time to show, freezes, in a Chromium without a screen.

    python benchmarks/maps.py                  # 1 500, 10 000, 50 000 plots
    python benchmarks/maps.py 60000            # above the most for one page: an overview

Plots, buildings and gains are made up, always the same from their seed: streets of plots turned to
every side, with uneven sides (5–14 corners), one to three buildings of 4–10 corners and 16-digit
ids. Nothing in them lies straight on the grid, so that packing gets no gift. Needs Chromium and
playwright (requirements-dev.txt). Prints a table and exits 1 where an aim is missed.
"""

import os
import shutil
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_ser.gain import what_if_words
from geo_ser.maps import AtlasView, GainView, candidates_pages
from geo_ser.tables import INDICATORS

PER_TERRAIN = 75
AIMS = {1_500: (0.6, 1.0), 10_000: (2.5, None), 50_000: (8.0, 5.0)}
"""Plots: the most megabytes, the most seconds until it is shown."""
FREEZE_MS = 400
"""The longest a pan or a filter may hold the page, up to 10 000 plots."""
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]

TASKS = {
    "pan": "() => map.panBy([180, 90], {animate: false})",
    "zoom in": "() => map.setZoom(map.getZoom() + 1, {animate: false})",
    "zoom out": "() => map.setZoom(map.getZoom() - 1, {animate: false})",
    "filter": "() => { form.elements.min.value = '0.1'; applyFilter(); }",
    "search": "() => { form.reset(); form.elements.q.value = '17'; applyFilter(); }",
    "clear": "() => { form.reset(); applyFilter(); }",
    "sort": "() => sortOn('plot', false)",
    "colour": "() => document.querySelector('[name=colour][value=reason]').click()",
    "choose": "() => choose(order[3], 'list')",
}
"""What a person does; each runs in one go, so that its time is how long the page hangs."""

PAINTED = (
    "() => new Promise((done) => { const start = performance.now(); TASK"
    " requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))); })"
)
"""Runs a task and waits until it has been painted."""


def turned(shapes: np.ndarray, angle: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """Return shapes turned by their own angle and moved to their own place."""
    points, at = shapely.get_coordinates(shapes, return_index=True)
    cos, sin = np.cos(angle[at]), np.sin(angle[at])
    x = points[:, 0] * cos - points[:, 1] * sin + middle[at, 0]
    y = points[:, 0] * sin + points[:, 1] * cos + middle[at, 1]
    return shapely.set_coordinates(shapes.copy(), np.stack([x, y], axis=1))


def box(rng: np.random.Generator, width: float, depth: float, corners: int) -> shapely.Polygon:
    """Return a box with extra, uneven corners on its long sides."""
    along = np.sort(rng.uniform(0.1, 0.9, max(corners - 4, 0)))
    half = len(along) // 2
    low = [(one * width, rng.uniform(0, 1.5)) for one in along[:half]]
    top = [(one * width, depth - rng.uniform(0, 1.5)) for one in along[half:][::-1]]
    return shapely.Polygon([(0, 0), *low, (width, 0), (width, depth), *top, (0, depth)])


def town(count: int, seed: int = 7) -> AtlasView:
    """Return a made-up view of `count` plots."""
    rng = np.random.default_rng(seed)
    terrains = -(-count // PER_TERRAIN)
    terrain = np.arange(count) // PER_TERRAIN
    side = int(np.ceil(np.sqrt(terrains)))
    centre = np.stack([terrain % side, terrain // side], axis=1) * 900.0 + [90_000, 420_000]
    angle = rng.uniform(0, np.pi, terrains)[terrain]
    place = np.arange(count) % PER_TERRAIN
    local = np.stack([(place % 15) * 46.0, (place // 15) * 88.0], axis=1)
    middle = centre + np.stack(
        [local[:, 0] * np.cos(angle) - local[:, 1] * np.sin(angle),
         local[:, 0] * np.sin(angle) + local[:, 1] * np.cos(angle)], axis=1
    )  # fmt: skip
    plain = np.array(
        [box(rng, 44.0, rng.uniform(55, 80), int(n)) for n in rng.integers(5, 15, count)]
    )
    plots = turned(plain, angle, middle)
    built = rng.integers(0, 4, count)
    owner = np.repeat(np.arange(count), built)
    houses = np.array(
        [box(rng, rng.uniform(9, 13), rng.uniform(18, 45), int(n))
         for n in rng.integers(4, 11, len(owner))]
    )  # fmt: skip
    first = np.repeat(np.cumsum(built) - built, built)
    shift = np.stack([2 + 14.0 * (np.arange(len(owner)) - first), np.full(len(owner), 6.0)], axis=1)
    houses = turned(turned(houses, np.zeros(len(owner)), shift), angle[owner], middle[owner])
    ids = [f"VZN00 {chr(65 + n % 26)} {1000 + n}" for n in range(count)]
    named = [f"VZ{n:04d}" for n in range(terrains)]
    keys = pd.DataFrame({"plot_id": ids, "terrain_id": [named[n] for n in terrain]})
    return view(keys, plots, houses, owner, named, rng)


def view(
    keys: pd.DataFrame, plots: np.ndarray, houses: np.ndarray, owner: np.ndarray,
    named: list[str], rng: np.random.Generator,
) -> AtlasView:  # fmt: skip
    """Return the tables of a town as the pipeline would hand them to the maps."""
    area, count = shapely.area(plots), len(keys)
    stands = np.bincount(owner, shapely.area(houses), minlength=count)
    measured = keys.assign(
        area_m2=area, area_in_terrain_m2=area, footprint_m2=stands, coverage=stands / area,
        gfa_m2=stands * 1.3, height_max_m=np.where(stands > 0, rng.uniform(5, 14, count), np.nan),
        use=np.where(stands > 0, "built", "unbuilt"), size_class="2000_5000",
        road_access=rng.random(count) > 0.1, vacant=None,
    )  # fmt: skip
    for column in INDICATORS["plots"]:
        if column.name not in measured and column.name != "geometry":
            measured[column.name] = None
    hulls = gpd.GeoSeries(plots, crs=28992).groupby(keys["terrain_id"]).agg(
        lambda one: shapely.convex_hull(shapely.union_all(one.to_numpy())).buffer(8, quad_segs=2)
    )  # fmt: skip
    return AtlasView(
        name="Verzonnen stad (made up)",
        edition=date(2026, 1, 1),
        caveat="Verzonnen, voor een meting.",
        terrains=gpd.GeoDataFrame(
            {"terrain_id": named, "name": [f"Verzonnen terrein {one}" for one in named]},
            geometry=hulls.reindex(named).to_numpy(), crs=28992,
        ),
        buildings=gpd.GeoDataFrame(
            {"building_id": [f"{1742100000000000 + 37 * n}" for n in range(len(owner))],
             "plot_id": keys["plot_id"].to_numpy()[owner],
             "terrain_id": keys["terrain_id"].to_numpy()[owner]},
            geometry=houses, crs=28992,
        ),
        plots=gpd.GeoDataFrame(measured, geometry=plots, crs=28992),
        gain=gain_of(keys, plots, area, stands, rng),
        sources=[{"attribution": "verzonnen", "licence": "CC0", "edition": "2026-01-01"}],
    )  # fmt: skip


def gain_of(
    keys: pd.DataFrame, plots: np.ndarray, area: np.ndarray, stands: np.ndarray,
    rng: np.random.Generator,
) -> GainView:  # fmt: skip
    """Return made-up gains: nine of ten plots win something, by one or two what-ifs."""
    names, count = what_if_words(), len(keys)
    reasons = np.array([one.key for one in names.reason])
    instruments = np.array([one.key for one in names.instrument][:-1])
    chosen = np.repeat(np.arange(count), rng.integers(0, 3, count) + (rng.random(count) < 0.7))
    won = keys.iloc[chosen].assign(
        instrument=instruments[rng.integers(0, len(instruments), len(chosen))],
        reason=reasons[rng.integers(0, len(reasons), len(chosen))],
        theoretical_ha=area[chosen] * rng.uniform(0.02, 0.5, len(chosen)) / 1e4,
        chosen=True, unknown_reason=None,
    )  # fmt: skip
    won["theoretical_footprint_m2"] = won["theoretical_ha"] * 5800
    won["theoretical_gfa_m2"] = won["theoretical_ha"] * 7000
    by = won.groupby(["plot_id", "terrain_id"], sort=False)
    table = by[["theoretical_ha", "theoretical_footprint_m2", "theoretical_gfa_m2"]].sum()
    table.columns = ["gain_ha", "gain_footprint_m2", "gain_gfa_m2"]
    for name, share in (("low", 0.6), ("high", 1.4)):
        table[f"gain_{name}_ha"] = table["gain_ha"] * rng.uniform(0.9, 1.0, len(table)) * share
    for level, share in (("", 0.4), ("_1", 0.2), ("_2", 0.4), ("_3", 0.7)):
        table[f"realistic{level}_ha"] = table["gain_ha"] * share
    table["reasons"] = by["reason"].agg(lambda one: sorted(set(one)))
    table["instruments"] = by["instrument"].agg(lambda one: sorted(set(one)))
    table = table.sort_values("gain_ha", ascending=False).reset_index()
    obstacles = [one.key for one in names.obstacle]
    picks = rng.integers(0, len(obstacles), len(table))
    table = table.assign(
        obstacles=[[obstacles[n]] if n else [] for n in picks], rank=range(1, len(table) + 1),
        score=rng.uniform(0, 1, len(table)), top_share=rng.uniform(0, 1, len(table)),
        grade=np.array(list("BCD"))[rng.integers(0, 3, len(table))], linked_with=None,
        words_nl="", words_en="",
    )  # fmt: skip
    at = dict(zip(keys["plot_id"], range(count), strict=True))
    envelopes = keys.assign(
        envelope_m2=area * 0.7, permitted_footprint_m2=area * 0.6, permitted_gfa_m2=area * 0.9,
        footprint_m2=stands, max_coverage=0.6, max_height_m=12.0,
    )  # fmt: skip
    return GainView(
        candidates=gpd.GeoDataFrame(
            table, geometry=plots[[at[one] for one in table["plot_id"]]], crs=28992
        ),
        gain_plots=won.reset_index(drop=True),
        gain_envelopes=gpd.GeoDataFrame(
            envelopes, geometry=shapely.buffer(plots, -3, join_style="mitre"), crs=28992
        ),
    )


def in_browser(file: Path) -> dict[str, float]:
    """Return seconds until the page stands, and how long each task holds it, in ms.

    Times of tasks, and `cpu`, are of the page's own thread: its CPU time, without the load of
    other programs. `shown` is the clock on the wall.
    """
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=shutil.which("chromium"), args=FLAGS, offline=True,
            viewport={"width": 1400, "height": 900},
        )  # fmt: skip
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def spent() -> float:
            found = session.send("Performance.getMetrics")["metrics"]
            return next(one["value"] for one in found if one["name"] == "TaskDuration")

        page.goto(file.as_uri(), wait_until="commit")
        page.wait_for_selector("body[data-ready]", timeout=120_000)
        page.evaluate(PAINTED.replace("TASK", ""))
        seen = {"shown": page.evaluate("() => performance.now()") / 1000, "cpu": spent()}
        for name, task in TASKS.items():
            before = spent()
            held = page.evaluate(PAINTED.replace("TASK", f"({task})();"))
            seen[name], seen[f"{name} wall"] = 1000 * (spent() - before), held
        seen["heap"] = page.evaluate("() => performance.memory.usedJSHeapSize / 1e6")
        context.close()
    return seen


def measure(count: int, turns: int = 3) -> dict[str, float]:
    """Return size and times of the pages of `count` plots, the best of three turns each."""
    made = town(count)
    before = time.process_time()
    pages = candidates_pages(made)
    made_s = time.process_time() - before
    with TemporaryDirectory() as folder:
        for name, html in pages.items():
            (Path(folder) / name).write_text(html, encoding="utf-8")
        sizes = {name: len(html.encode("utf-8")) / 1e6 for name, html in pages.items()}
        found = {"pages": len(pages), "made": made_s, "mb": sizes["candidates.html"]}
        if len(pages) > 1:
            found["largest"] = max(sizes.values())
            return found
        runs = [in_browser(Path(folder) / "candidates.html") for _ in range(turns)]
    return found | {name: min(one[name] for one in runs) for name in runs[0]}


def main(counts: list[int]) -> int:
    """Print a row per size and return 1 where an aim is missed."""
    if not shutil.which("chromium"):
        print("no chromium here: the candidates page is not measured")
        return 0
    missed = []
    print("Load of the machine (programs that want a core):", *os.getloadavg())
    print("Tasks in ms of CPU of the page's thread; `longest` is the clock on the wall.")
    heads = (
        "plots",
        "pages",
        "MB",
        "made, CPU s",
        "shown, s",
        "CPU s",
        *TASKS,
        "longest",
        "heap MB",
    )
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for count in counts:
        seen = measure(count)
        print(f"| {' | '.join(cells(count, seen))} |", flush=True)
        missed += too_much(count, seen)
    print("\n".join(missed) or "every aim reached")
    return 1 if missed else 0


def cells(count: int, seen: dict[str, float]) -> list[str]:
    """Return a row of the table."""
    row = [f"{count:,}", f"{seen['pages']}", f"{seen['mb']:.2f}", f"{seen['made']:.1f}"]
    if "shown" not in seen:
        return [*row, *[""] * (len(TASKS) + 3), f"largest page {seen['largest']:.2f} MB"]
    longest = max(seen[f"{name} wall"] for name in TASKS)
    tasks = [f"{seen[name]:.0f}" for name in TASKS]
    return [*row, f"{seen['shown']:.2f}", f"{seen['cpu']:.2f}", *tasks, f"{longest:.0f}",
            f"{seen['heap']:.0f}"]  # fmt: skip


def too_much(count: int, seen: dict[str, float]) -> list[str]:
    """Return the aims that were missed, in the CPU time of the page."""
    most_mb, most_s = AIMS.get(count, (None, None))
    found = []
    if most_mb and seen["mb"] > most_mb:
        found.append(f"{count}: {seen['mb']:.2f} MB, aim {most_mb}")
    if most_s and seen["cpu"] > most_s:
        found.append(f"{count}: shown in {seen['cpu']:.2f} s of CPU, aim {most_s}")
    if "shown" in seen and count <= 10_000:
        slow = [one for one in TASKS if seen[one] > FREEZE_MS]
        found += [f"{count}: {one} {seen[one]:.0f} ms, aim {FREEZE_MS}" for one in slow]
    return found


if __name__ == "__main__":
    sys.exit(main([int(one) for one in sys.argv[1:]] or list(AIMS)))
