"""The page store: every answer as it came, found again by what was asked.

Layout below data/raw/pages/::

    blobs/ab/abcd…         bodies, named by their SHA-256
    bag-pand/<key>.json    one record per answer: request, headers, time, SHA-256, bytes
    bag-pand.part/         the same while a layer is being fetched

Why it makes a fetch resumable: a door asks its questions in a fixed order, and each answer that
was kept is not asked again. So the run after a crash walks the same path, fast where it has
been before, and ends with the same file. Body first, record second, each whole or not at all:
a record always has its body.
"""

import hashlib
import json
import shutil
from pathlib import Path

from geo_ser.files import write_durably
from geo_ser.sources.http import Answer, Request

__all__ = ["PAGES", "Pages", "drop_unused_bodies", "request_key"]

PAGES = "data/raw/pages"


class Pages:
    """The answers of one layer.

    Parameters
    ----------
    root
        The folder data/raw/pages of a study.
    name
        The layer, e.g. ``bag-pand.part``.
    """

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.folder = root, root / name

    def find(self, request: Request) -> Answer | None:
        """Return the kept answer to a request, None where there is none or its body is damaged."""
        record = self.folder / f"{request_key(request)}.json"
        try:
            about = json.loads(record.read_bytes())
            body = _body(self.root, about["sha256"]).read_bytes()
        except (FileNotFoundError, ValueError, KeyError):
            return None
        if hashlib.sha256(body).hexdigest() != about["sha256"]:
            return None
        return Answer(
            url=about["answer_url"],
            status=about["status"],
            headers=about["headers"],
            body=body,
            time=about["time"],
        )

    def keep(self, request: Request, answer: Answer) -> None:
        """Store an answer, so that it survives a crash from here on.

        Raises
        ------
        WriteError
            If the disk is full or the folder cannot be written.
        """
        digest = hashlib.sha256(answer.body).hexdigest()
        body = _body(self.root, digest)
        if not body.is_file() or body.read_bytes() != answer.body:
            write_durably(body, answer.body)
        about = {
            "method": request.method,
            "url": request.url,
            "range": request.headers.get("Range", ""),
            "posted": request.body.decode("utf-8", errors="replace"),
            "answer_url": answer.url,
            "status": answer.status,
            "headers": dict(answer.headers),
            "time": answer.time,
            "sha256": digest,
            "bytes": len(answer.body),
        }
        write_durably(self.folder / f"{request_key(request)}.json", _json_bytes(about))

    def note(self, name: str, value: dict[str, object]) -> None:
        """Store a small fact about the fetch beside its answers."""
        write_durably(self.folder / f"{name}.json", _json_bytes(value))

    def noted(self, name: str) -> dict[str, object] | None:
        """Return a stored fact, None where there is none."""
        try:
            value: dict[str, object] = json.loads((self.folder / f"{name}.json").read_bytes())
        except (FileNotFoundError, ValueError):
            return None
        return value

    def drop(self) -> None:
        """Forget every answer of the layer; bodies go with the next clean-up."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def bodies(self) -> set[str]:
        """Return the SHA-256 of every answer's body."""
        found = set()
        for record in self.folder.glob("*.json"):
            try:
                found.add(json.loads(record.read_bytes()).get("sha256", ""))
            except ValueError:
                continue
        return found - {""}


def drop_unused_bodies(root: Path) -> int:
    """Delete the bodies that no layer's records name; return how many."""
    used: set[str] = set()
    for folder in root.glob("*"):
        if folder.is_dir() and folder.name != "blobs":
            used |= Pages(root, folder.name).bodies()
    unused = [one for one in (root / "blobs").glob("*/*") if one.name not in used]
    for one in unused:
        one.unlink(missing_ok=True)
    return len(unused)


def request_key(request: Request) -> str:
    """Return the name an answer is kept under: a hash of what was asked.

    Examples
    --------
    >>> request_key(Request("https://example.org/a")) == request_key(Request("https://example.org/b"))
    False
    """
    part = request.headers.get("Range", "")  # of one file, many parts may be asked
    asked = f"{request.method} {request.url}\n{part}".encode() + request.body
    return hashlib.sha256(asked).hexdigest()[:32]


def _body(root: Path, digest: str) -> Path:
    return root / "blobs" / digest[:2] / digest


def _json_bytes(value: object) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
