"""Spreadsheets looked at before they are opened: they are zips of XML, from anywhere."""

import zipfile
import zlib
from pathlib import Path

from geo_ser.errors import SourceError
from geo_ser.layers.archive import member_files, require_harmless, require_true_sizes

__all__ = ["SPREADSHEETS", "require_safe_sheet"]

SPREADSHEETS = frozenset([".xlsx", ".xlsm", ".ods"])
"""Files that are zips of XML, read for their cells."""

_HEAD = 64 * 1024


def require_safe_sheet(path: Path, *, what: str) -> None:
    """Refuse a spreadsheet that would grow beyond measure, or whose XML declares a document type.

    Formulas are never worked out: a cell is what was last stored in it.

    Raises
    ------
    SourceError
        If it is damaged, a zip bomb, locked with a password, or hides entities.
    """
    if path.suffix.lower() not in SPREADSHEETS:
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = member_files(archive, path, what)
            require_harmless(members, path, what)
            require_true_sizes(path, members, what=what)
            for one in (one for one in members if one.filename.lower().endswith((".xml", ".rels"))):
                with archive.open(one) as part:
                    _require_no_doctype(part.read(_HEAD), path, what)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, NotImplementedError) as error:
        raise SourceError(
            f"{what}: {path.name} cannot be read ({error}); it is damaged, locked with a password "
            "or no spreadsheet. Save it again, without a password, or as CSV."
        ) from error


def _require_no_doctype(head: bytes, path: Path, what: str) -> None:
    """Refuse a document type; it stands before the first element, in any encoding."""
    plain = head.replace(b"\x00", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise SourceError(
            f"{what}: {path.name} declares a document type (DOCTYPE), which can hide an entity "
            "bomb or another file. No spreadsheet has one; do not trust it."
        )
