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


def recalculated(books: dict[str, openpyxl.Workbook], folder: Path) -> dict[str, openpyxl.Workbook]:
    """Return workbooks with the values LibreOffice finds for their formulas, all in one start.

    openpyxl saves formulas without values, so that every value comes from the recalculation.
    """
    given = {name: folder / f"{name}.xlsx" for name in books}
    for name, book in books.items():
        book.save(given[name])
    profile, made = (folder / "profile").as_uri(), folder / "made"
    subprocess.run(
        [soffice(), "--headless", f"-env:UserInstallation={profile}", "--convert-to", "xlsx",
         "--outdir", str(made), *map(str, given.values())],
        check=True, capture_output=True, timeout=200,
    )  # fmt: skip
    return {
        name: openpyxl.load_workbook(made / path.name, data_only=True)
        for name, path in given.items()
    }
