"""The world -> data/raw, and what is known of each file that lies there.

Why a manifest beside the files: a figure is only traceable (design §5.9) when the file it came
from is named with its hash, its date and its licence. Live services have no hash beforehand, so
the manifest keeps the hash of what arrived; a file that no longer has it is refused, since
nobody could then say what the figures were measured from. A file without a manifest row is
welcome (people bring their own), but it is marked `listed=False` and has no date of its own.
"""

from geo_ser.sources.manifest import (
    DATA_SUFFIXES,
    MANIFEST,
    Source,
    changes_beside,
    claims_source,
    companions,
    folder_contents,
    raster_survey_date,
    read_manifest,
    source_files,
    table_sources,
)

__all__ = [
    "DATA_SUFFIXES",
    "MANIFEST",
    "Source",
    "changes_beside",
    "claims_source",
    "companions",
    "folder_contents",
    "raster_survey_date",
    "read_manifest",
    "source_files",
    "table_sources",
]
