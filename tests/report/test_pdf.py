"""The sheets as PDF: real files on real data, and a clear word where they cannot be made."""

import builtins
import os
import shutil

import pytest
from typer.testing import CliRunner

from geo_ser.cli import app
from geo_ser.errors import MissingError, WriteError
from geo_ser.report import require_pdf, write_pdf


@pytest.fixture(scope="module")
def pdf():
    """Skip where weasyprint has no Pango; in CI that is a failure."""
    try:
        require_pdf()
    except MissingError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.mark.usefixtures("pdf")
def test_every_terrain_gets_its_sheet(apeldoorn, tmp_path):
    study = shutil.copytree(apeldoorn, tmp_path / "park")
    done = CliRunner().invoke(app, ["map", str(study), "--pdf"])
    assert done.exit_code == 0, done.output
    made = sorted(path.name for path in (study / "maps").glob("*.pdf"))
    pages = sorted(path.stem for path in (study / "maps").glob("terrain-*.html"))
    assert made == [f"{name}.pdf" for name in pages]
    assert made
    for name in made:
        data = (study / "maps" / name).read_bytes()
        assert data.startswith(b"%PDF-")
        assert data.rstrip().endswith(b"%%EOF")


@pytest.mark.usefixtures("pdf")
def test_the_same_page_gives_the_same_bytes_and_nothing_is_fetched(tmp_path):
    page = (
        "<html lang='nl'><title>t</title><img src='https://example.org/x.png'><p>tekst</p></html>"
    )
    for name in ("a", "b"):
        write_pdf(tmp_path / f"{name}.pdf", page)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.usefixtures("pdf")
def test_a_file_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(WriteError, match="cannot be written"):
        write_pdf(tmp_path / "file" / "a.pdf", "<p>tekst</p>")


@pytest.mark.parametrize(
    ("error", "said"),
    [(ImportError("No module"), "no PDF without weasyprint"), (OSError("libpango"), "cannot work")],
)
def test_what_is_missing_is_said_with_the_way_out(monkeypatch, error, said):
    real = builtins.__import__

    def absent(name, *rest, **more):
        if name == "weasyprint":
            raise error
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(MissingError, match=rf"(?s){said}.*apt install libpango"):
        require_pdf()
