"""Compare every output of the studies with what another commit makes of them, byte for byte.

Run: make same, or python -m tests.same [COMMIT]; without a commit the last one. The working tree
and a checkout of the commit each run all stages on copies of the studies; their results are
compared by hash. Records of stages hold the hash of the program itself and are left out.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
STUDIES = (
    ".",
    "studies/apeldoorn-noord",
    "studies/assen",
    "studies/voorbeeldpark",
    "tests/data/kammersrohr",
)
_RUN = """
import sys
from pathlib import Path
from tests.conftest import ROOT, copy_study, run_study
for name in sys.argv[2:]:
    run_study(copy_study(ROOT / name, Path(sys.argv[1]) / name.replace(".", "rijssen-holten")))
"""


def results(checkout: Path, folder: Path) -> dict[str, str]:
    """Run all studies of a checkout in a folder; return the hash of each result by its path."""
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    subprocess.run(
        [sys.executable, "-c", _RUN, str(folder), *STUDIES],
        cwd=checkout,
        env=environment,
        check=True,
    )
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.parent.name != ".stages" and "raw" not in path.parts
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commit", nargs="?", default="HEAD")
    commit = parser.parse_args().commit
    with tempfile.TemporaryDirectory() as temporary:
        earlier = Path(temporary) / "commit"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(earlier), commit], check=True)
        try:
            before = results(earlier, Path(temporary) / "before")
        finally:
            subprocess.run([*git, "remove", "--force", str(earlier)], check=True)
        after = results(ROOT, Path(temporary) / "after")
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            change = "gone" if name not in after else "new" if name not in before else "differs"
            print(f"{change:<8} {name}")
    same = sum(after.get(name) == digest for name, digest in before.items())
    print(f"{same} of {len(before)} files are the same as at {commit}")
    return int(before != after)


if __name__ == "__main__":
    sys.exit(main())
