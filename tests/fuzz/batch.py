"""Mutated files of one format, read in a process of their own: `-m tests.fuzz.batch CSV 0 50`.

One line of JSON for each file: what became of it. A file that takes over a minute ends the
process, as one that brings it down does; the last line begun says which.
"""

import faulthandler
import json
import logging
import resource
import shutil
import sys
import traceback
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

from geo_ser.errors import GeoSerError
from geo_ser.layers import clean_tables
from geo_ser.pipeline.store import write_table
from tests.fuzz.formats import FORMATS, Format
from tests.fuzz.mutations import mutated
from tests.layers.studies import study

SECONDS = 60
MEMORY = 6 * 2**30


def outcome(form: Format, whole: Path, folder: Path, seed: int) -> tuple[str, str]:
    """Return what became of one mutated file: ok, refused, lost or crash, and more about it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole.parent, folder)
    path = folder / whole.name
    chosen = form.damaged or (path.suffix,)
    target = path if len(chosen) == 1 else path.with_suffix(chosen[seed % len(chosen)])
    target.write_bytes(mutated(target.read_bytes(), seed))
    try:
        layers = clean_tables(study(folder, _blocks(form, path.name)))
        for name, table in {**layers.tables, "quarantine": layers.quarantine}.items():
            write_table(table, folder / f"{name}.out.parquet")
    except GeoSerError as error:
        return "refused", str(error)
    except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
        return "crash", traceback.format_exc()
    counts = layers.counts[form.table]
    read = counts.get("rows_read", counts["rows_in"])
    counted = _counted(form, path)
    if counted is not None and counted != read:
        return "lost", f"{read} read, {counted} counted"
    if counts["rows_in"] != counts["rows_out"] + counts["merged"] + counts["quarantined"]:
        return "lost", json.dumps(counts)
    return "ok", "" if counted is None else "counted"


def _blocks(form: Format, file: str) -> str:
    return form.block(file)


def _counted(form: Format, path: Path) -> int | None:
    try:
        return form.count(path)
    except Exception:  # noqa: BLE001 - of a damaged file another program says anything
        return None


def main(name: str, start: int, stop: int) -> None:
    """Read mutated files of one format, by the numbers of their seeds."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    form = FORMATS[name]
    with TemporaryDirectory() as temporary:
        whole = Path(temporary, "whole")
        whole.mkdir()
        file = form.write(whole)
        for seed in range(start, stop):
            print(json.dumps({"seed": seed}), flush=True)
            faulthandler.dump_traceback_later(SECONDS, exit=True)
            kind, about = outcome(form, file, Path(temporary, "damaged"), seed)
            faulthandler.cancel_dump_traceback_later()
            print(json.dumps({"seed": seed, "became": kind, "about": about}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
