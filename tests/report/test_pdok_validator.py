"""Every GeoPackage passes PDOK's own validator: requirements and recommendations both."""

import json
import os
import subprocess
from pathlib import Path

import pyogrio
import pytest

from geo_ser.report import write_geopackage
from tests.conftest import ROOT
from tests.report.contents import content
from tests.shapes import square, table


def validator() -> Path:
    """Return its script; without it the test fails where it is required, else is skipped."""
    stated = os.environ.get("GEO_SER_GPKG_VALIDATOR")
    script = Path(stated or ROOT / ".venv-gpkg" / "bin" / "geopackage-validator")
    if not script.exists():
        message = "no geopackage-validator here: run `make .venv-gpkg/installed`"
        if os.environ.get("GEO_SER_REQUIRE_GPKG"):
            pytest.fail(message)
        pytest.skip(message)
    return script


def complaints(path: Path) -> dict[str, list[str]]:
    """Return what the validator finds: places by the code of the rule."""
    ended = subprocess.run(
        [validator(), "validate", "--gpkg-path", path], check=True, capture_output=True, timeout=120
    )
    report = json.loads(ended.stdout)
    assert {"RQ2", "RQ23", "RQ24", "RC20"} <= set(report["validations_executed"])
    return {one["validation_code"]: one["locations"] for one in report["results"]}


@pytest.mark.parametrize("name", ["rijssen_holten", "apeldoorn", "voorbeeldpark", "kammersrohr"])
def test_the_atlas_of_a_study(name, request):
    study = request.getfixturevalue(name)
    assert complaints(study / "data/processed/atlas.gpkg") == {}


def test_hostile_content(tmp_path):
    write_geopackage(tmp_path / "atlas.gpkg", content())
    assert complaints(tmp_path / "atlas.gpkg") == {}


def test_the_validator_sees_a_layer_without_rows(tmp_path):
    path = tmp_path / "a.gpkg"
    pyogrio.write_dataframe(table(square(0, 0, 9), terrain_id=["1"]), path, layer="terrains")
    pyogrio.write_dataframe(
        table(square(0, 0, 9), plot_id=["1"]).iloc[:0], path, layer="plots",
        geometry_type="Polygon",
    )  # fmt: skip
    assert complaints(path)["RQ2"] == ["Error layer: plots"]
