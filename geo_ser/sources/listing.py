"""Writing the manifest: one row per fetched layer, everybody else's rows left as they are."""

import csv
import io
from collections.abc import Container, Mapping, Sequence

from geo_ser.files import write_durably
from geo_ser.sources.manifest import MANIFEST, read_manifest
from geo_ser.study import Study

__all__ = ["COLUMNS", "list_files"]

COLUMNS = (
    "file", "layer", "url", "time", "sha256", "bytes", "features", "distinct_ids", "pages",
    "edition", "licence", "attribution", "note",
)  # fmt: skip
"""The columns of design §3, and a note for people."""


def list_files(
    study: Study,
    rows: Sequence[Mapping[str, str]],
    *,
    ours: Container[str],
    gone: Container[str] = (),
) -> None:
    """Put rows in the manifest in place of older rows of the same files.

    Rows of other files stay in their order and come first; those of `ours` follow, sorted, so
    that the order of fetching leaves no trace.

    Parameters
    ----------
    ours
        Every file that fetching may make.
    gone
        Files whose rows leave.

    Raises
    ------
    SourceError
        If the manifest has no column `file`.
    WriteError
        If it cannot be written.
    """
    before = read_manifest(study)
    replaced = {row["file"] for row in rows}
    kept = [one for one in before if one["file"] not in replaced and one["file"] not in gone]
    others = [one for one in kept if one["file"] not in ours]
    fetched = sorted(
        [*(one for one in kept if one["file"] in ours), *rows],
        key=lambda row: (row["file"], row.get("layer", "")),
    )
    extra = dict.fromkeys(key for row in before for key in row if key not in COLUMNS)
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, [*COLUMNS, *extra], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows([*others, *fetched])
    write_durably(study.folder / MANIFEST, stream.getvalue().encode("utf-8"))
