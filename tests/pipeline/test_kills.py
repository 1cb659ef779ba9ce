"""A run that is killed at any moment: the next run gives what an undisturbed one gives.

`python -m tests.pipeline.kills FOLDER 200 SEED` is the long one.
"""

import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize("kills", [3, pytest.param(40, marks=pytest.mark.slow)])
def test_no_wrong_output_and_nothing_left_after_the_next_run(kills, tmp_path):
    command = [sys.executable, "-m", "tests.pipeline.kills", str(tmp_path), str(kills), "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, f"{kills} killed, 0 wrong or left"), (
        done.stderr[-2000:]
    )
