"""The BGT download: a job is posted, its status polled, its zip fetched by range.

Files are ``FOLDER/bgt/bgt_TYPE.gml``. Faults: ``job_failed``, ``job_endless``, ``zip_slip`` (a name
that leaves the zip), ``bad_zip``; ``polls=N`` says how many polls a job takes (2).
"""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from urllib.parse import urlsplit

from tests.servers.services.files import ranged
from tests.servers.talk import Asked, Reply, answer, refusal

ROOT = "/lv/bgt/download/v1_0"


def bgt(asked: Asked) -> Reply:
    match (asked.method, asked.path.removeprefix(ROOT).strip("/").split("/")):
        case ("GET", ["dataset"]):
            types = [{"featuretype": one, "deltaId": "1"} for one in _types(asked)]
            return answer({"timeliness": "2026-01-01T04:00:00Z", "featuretypes": types})
        case ("POST", ["full", "custom"]):
            return _post(asked)
        case ("GET", ["full", "custom", job, "status"]) if job in asked.run.jobs:
            return _status(asked, job)
        case ("GET", ["extract", job, "extract.zip"]) if job in asked.run.jobs:
            return ranged(asked, _zip(asked, asked.run.jobs[job]), "application/zip")
    return refusal(404, "no such page")


def _root(asked: Asked) -> str:
    """Return the path the service names: without its host, as on the real thing."""
    return urlsplit(asked.base).path + ROOT


def _types(asked: Asked) -> list[str]:
    return sorted(one.stem.removeprefix("bgt_") for one in (asked.folder / "bgt").glob("*.gml"))


def _post(asked: Asked) -> Reply:
    wish = json.loads(asked.body)
    if set(wish) != {"featuretypes", "format", "geofilter"}:
        return refusal(400, f"featuretypes, format and geofilter are asked, not {sorted(wish)}")
    if wish["format"] not in {"citygml", "gmllight", "stufgeo"}:
        return refusal(400, f"unknown format {wish['format']}")
    if unknown := set(wish["featuretypes"]) - set(_types(asked)):
        return refusal(400, f"unknown featuretypes {sorted(unknown)}")
    if not wish["geofilter"].startswith("POLYGON((") or wish["geofilter"].count("(") != 2:
        return refusal(400, "geofilter is a WKT POLYGON without holes")
    job = hashlib.sha256(asked.body + bytes([len(asked.run.jobs)])).hexdigest()[:12]
    asked.run.jobs[job] = {**wish, "polls": 0}
    status = f"{_root(asked)}/full/custom/{job}/status"
    made = {"downloadRequestId": job, "_links": {"status": {"href": status}}}
    return replace(answer(made), status=202)


def _status(asked: Asked, job: str) -> Reply:
    asked.run.jobs[job]["polls"] += 1
    polls, enough = asked.run.jobs[job]["polls"], asked.fault.number("polls", 2)
    if asked.fault.name == "job_failed" and polls >= enough:
        return answer({"status": "FAILED", "progress": 0})
    if polls < enough or asked.fault.name == "job_endless":
        return answer({"status": "PENDING" if polls == 1 else "RUNNING", "progress": 50})
    download = {"href": f"{_root(asked)}/extract/{job}/extract.zip"}
    done = answer({"status": "COMPLETED", "progress": 100, "_links": {"download": download}})
    return replace(done, status=201)


def _zip(asked: Asked, wish: dict) -> bytes:
    """Return the same bytes for the same files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for one in sorted(wish["featuretypes"]):
            text = (asked.folder / "bgt" / f"bgt_{one}.gml").read_bytes()
            made.writestr(zipfile.ZipInfo(f"bgt_{one}.gml"), text)
        if asked.fault.name == "zip_slip":
            made.writestr(zipfile.ZipInfo("../bgt_evil.gml"), b"<evil/>")
    content = held.getvalue()
    return content[: len(content) // 2] if asked.fault.name == "bad_zip" else content
