"""Recalculates a workbook with Debian's LibreOffice, without a screen."""

import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest


def soffice() -> str:
    """Return the path of LibreOffice; without it the test fails in CI and is skipped elsewhere."""
    if found := shutil.which("soffice"):
        return found
    message = "no soffice here: apt-get install libreoffice-calc-nogui"
    if os.environ.get("CI") or os.environ.get("GEO_SER_REQUIRE_OFFICE"):
        pytest.fail(message)
    pytest.skip(message)


def recalculated(book: openpyxl.Workbook, folder: Path) -> openpyxl.Workbook:
    """Return a workbook with the values LibreOffice finds for its formulas.

    openpyxl saves formulas without values, so that every value comes from the recalculation.
    `folder` is a test's own; the profile beside it, dear to make, serves the tests of a process.
    """
    given, made, profile = folder / "given.xlsx", folder / "made", folder.parent / "office"
    book.save(given)
    subprocess.run(
        [soffice(), "--headless", f"-env:UserInstallation={profile.as_uri()}",
         "--convert-to", "xlsx", "--outdir", str(made), str(given)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return openpyxl.load_workbook(made / "given.xlsx", data_only=True)
