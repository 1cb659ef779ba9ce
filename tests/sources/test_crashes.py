"""A fetch that dies, or finds the disk full, before each of its writes: the next run mends all.

Each case is a process of its own: the deaths are forks of it, and it can hold no audit hook twice.
"""

import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize("how", [[], ["update"], ["update", "full"]], ids=" ".join)
def test_the_next_run_ends_as_an_undisturbed_one(how, tmp_path):
    command = [sys.executable, "-m", "tests.sources.crash", str(tmp_path), *how]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    boundaries = int(done.stdout.split()[0])
    assert boundaries >= 30, done.stdout
