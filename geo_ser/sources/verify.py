"""Hashing again what was fetched: files against the manifest, stored answers against records."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from geo_ser.files import sha256
from geo_ser.sources.manifest import read_manifest
from geo_ser.sources.pages import PAGES
from geo_ser.study import Study

__all__ = ["verified"]


def verified(study: Study) -> dict[str, Any]:
    """Return how many files and answers were hashed, and one sentence per problem."""
    rows = [row for row in read_manifest(study) if row.get("sha256")]
    records = sorted((study.folder / PAGES).glob("*/*.json"))
    answers = [(path, about) for path in records if (about := _record(path))]
    return {
        "files": len(rows),
        "answers": len(answers),
        "problems": [
            *(text for row in rows if (text := _file_problem(study, row))),
            *(text for path, about in answers if (text := _answer_problem(study, path, about))),
            *_unreadable(records),
        ],
    }


def _record(path: Any) -> dict[str, Any] | None:
    """Return the record of an answer, None for a note or what cannot be read."""
    try:
        about: dict[str, Any] = json.loads(path.read_bytes())
    except ValueError:
        return None
    return about if "answer_url" in about else None


def _unreadable(records: list[Any]) -> Iterator[str]:
    for path in records:
        try:
            json.loads(path.read_bytes())
        except ValueError:
            yield f"{path.parent.name}/{path.name}: a record that cannot be read"


def _file_problem(study: Study, row: dict[str, str]) -> str:
    path = study.path(row["file"])
    if not path.is_file():
        return f"{row['file']}: is in the manifest, but not there. Run `geo-ser fetch`."
    found = sha256(path)
    if found == row["sha256"].strip().lower():
        return ""
    return (
        f"{row['file']}: sha256 {found[:12]}… instead of {row['sha256'][:12]}…: changed since it "
        "was fetched. `geo-ser fetch` makes a fetched file again from its stored answers."
    )


def _answer_problem(study: Study, path: Any, about: dict[str, Any]) -> str:
    digest = about["sha256"]
    body = study.folder / PAGES / "blobs" / digest[:2] / digest
    if not body.is_file():
        return f"{path.parent.name}/{path.name}: the stored answer to {about['url']} is not there"
    if hashlib.sha256(body.read_bytes()).hexdigest() != digest:
        return f"{path.parent.name}/{path.name}: the stored answer to {about['url']} has changed"
    return ""
