"""Long fuzzing of one reader, guided by what it runs through: `python -m tests.fuzz.guided wkb`.

Further words are libFuzzer's own: `-max_total_time=600 -seed=1`. What it finds on its way is kept
in `.fuzz/`; a file that brought the reader down belongs in `tests/fuzz/corpus/`, with its mending.
"""

import logging
import sys
import warnings
from pathlib import Path

import atheris

_LOOKED_AT = ("geo_ser.layers", "geo_ser.parameters", "geo_ser.study", "geo_ser.files")

with atheris.instrument_imports(include=[*_LOOKED_AT], enable_loader_override=False):
    from tests.fuzz.readers import READERS, seeds


def main(name: str, *options: str) -> None:
    """Fuzz one reader until time is up or it falls."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    folder = Path(".fuzz", name)
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(name)):
        (folder / f"seed-{number}").write_bytes(data)
    crashes = f"-artifact_prefix={folder.parent}/{name}-"
    atheris.Setup([sys.argv[0], *options, "-timeout=60", crashes, str(folder)], READERS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
