"""Files with ranges, ETag and If-Range, and the Atom feed and sheet index that point to them."""

import hashlib
import json
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tests.servers.talk import Asked, Reply, answer, refusal

KINDS = {
    ".tif": "image/tiff", ".zip": "application/zip", ".gpkg": "application/geopackage+sqlite3",
    ".json": "application/json", ".geojson": "application/geo+json", ".xml": "application/xml",
}  # fmt: skip


def files(asked: Asked) -> Reply:
    """Answer a file under ``FOLDER/files``."""
    root = (asked.folder / "files").resolve()
    path = (root / asked.path.lstrip("/")).resolve()
    if not path.is_relative_to(root) or not path.is_file():
        return refusal(404, "no such file")
    return ranged(asked, path.read_bytes(), KINDS.get(path.suffix, "application/octet-stream"))


def ranged(asked: Asked, content: bytes, kind: str) -> Reply:
    """Answer content whole or the range asked for, if the client's copy is still the same.

    Faults: ``changed`` gives another content from reply `at` on (as long, other bytes);
    ``deaf`` does the same and ignores ``If-Range``, so that a rest of the new content follows the
    beginning of the old one (``longer=N`` adds bytes, ``untold=1`` leaves out its ETag, ``sly=1``
    keeps the old ETag); ``no_range`` ignores ranges; ``no_etag`` names no version; with ``cut=1``
    any of them also breaks off the first answers (three, or ``cuts``).
    """
    old = content
    if asked.fault.name in {"changed", "deaf"} and asked.fault.strikes(asked.run.replies + 1):
        content = content[::-1] + b"+" * int(asked.fault.number("longer", 0))
    etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    headers = {"Content-Type": kind, "Accept-Ranges": "bytes", "ETag": etag}
    if asked.fault.number("sly", 0):
        headers["ETag"] = f'"{hashlib.sha256(old).hexdigest()[:20]}"'
    if asked.fault.name == "no_etag" or (asked.fault.number("untold", 0) and content != old):
        headers.pop("ETag")
    wanted = re.fullmatch(r"bytes=(\d*)-(\d*)", asked.headers.get("range", ""))
    same = asked.fault.name == "deaf" or asked.headers.get("if-range", etag) == etag
    if asked.fault.number("cut", 0) and asked.run.replies < asked.fault.number("cuts", 3):
        return Reply(content[:5000], headers=headers, data=True, declared_length=len(content))
    if not wanted or not same or asked.fault.name == "no_range":
        return Reply(content, headers=headers, data=True)
    first, last = _bounds(wanted[1], wanted[2], len(content))
    if first >= len(content):
        headers["Content-Range"] = f"bytes */{len(content)}"
        return Reply(b"", status=416, headers=headers)
    headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return Reply(content[first : last + 1], status=206, headers=headers, data=True)


def _bounds(first: str, last: str, length: int) -> tuple[int, int]:
    if not first:
        return max(0, length - int(last)), length - 1
    return int(first), min(int(last), length - 1) if last else length - 1


@lru_cache(maxsize=8)
def _sheets(folder: Path, _changed_ns: int) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.tif")))


def atom(asked: Asked) -> Reply:
    """Answer ``NAME.xml`` and ``NAME/kaartbladindex.json`` over ``FOLDER/files/NAME/*.tif``."""
    name = asked.parts[0].removesuffix(".xml") if asked.parts else ""
    folder = asked.folder / "files" / name
    if not name or not folder.is_dir():
        return refusal(404, "no such feed")
    sheets = _sheets(folder, folder.stat().st_mtime_ns)
    href = asked.base.removesuffix("/atom") + f"/files/{name}"
    if asked.parts[1:] == ["kaartbladindex.json"]:
        return replace(answer(_index(sheets, href), kind="application/json"), data=True)
    body = _feed(name, sheets, href).encode()
    return Reply(body, headers={"Content-Type": "application/atom+xml"}, data=True)


def _feed(name: str, sheets: tuple[Path, ...], href: str) -> str:
    links = "".join(
        f"<link rel='section' href={quoteattr(f'{href}/{one.name}')} type='image/tiff' "
        f"length='{one.stat().st_size}' title={quoteattr(one.stem)} "
        f"bbox='3.0 50.0 7.5 54.0'/>"
        for one in sheets
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(name)}</title><updated>2026-01-01T00:00:00Z</updated>"
        f"<entry><id>{escape(name)}</id><title>{escape(name)}</title>"
        f"<updated>2026-01-01T00:00:00Z</updated>{links}</entry></feed>"
    )


def _index(sheets: tuple[Path, ...], href: str) -> dict:
    """Return PDOK's index: one polygon in RD per sheet, from the note beside the sheet."""
    features = []
    for one in sheets:
        west, south, east, north = json.loads(one.with_suffix(".bounds").read_text())
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        features.append(
            {
                "type": "Feature",
                "properties": {
                    "kaartbladNr": one.stem, "url": f"{href}/{one.name}",
                    "length": str(one.stat().st_size),
                },
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )  # fmt: skip
    return {"type": "FeatureCollection", "features": features}
