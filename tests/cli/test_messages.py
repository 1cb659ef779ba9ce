"""What reaches the terminal: nothing that steers it, one message for a fault, a tidy end."""

import json
import logging
import signal
import subprocess
import sys
import time

import pytest

from geo_ser import cli
from geo_ser.cli.options import out, printable
from tests.conftest import ROOT
from tests.shapes import square, table

HOSTILE = "De \x1b]0;gekaapt\x07\x1b[2JHaar \x9b31m \u202eraaH"


@pytest.fixture
def call(monkeypatch, capsys):
    """Run the command line with arguments; return its exit code and what it printed."""

    def called(*arguments):
        monkeypatch.setattr(sys, "argv", ["geo-ser", *map(str, arguments)])
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code or 0
        return code, *capsys.readouterr()

    yield called
    logging.getLogger("geo_ser").setLevel(logging.NOTSET)


@pytest.fixture
def study(tmp_path):
    """Write a study whose names would steer a terminal, and break rich's markup."""
    name = json.dumps(f"{HOSTILE} [/x] [red]")
    (tmp_path / "atlas.toml").write_text(
        f'[study]\nname = {name}\nedition = 2026-01-01\n[tables.terrains]\nfile = "t.geojson"\n',
        encoding="utf-8",
    )
    shapes = [square(0, 0, 100), square(50, 0, 100)]
    table(*shapes, terrain_id=["1", HOSTILE], name=["a", HOSTILE]).to_file(tmp_path / "t.geojson")
    return tmp_path


def steers(text):
    return any(one in text for one in "\x1b\x07\x9b\u202e")


def test_names_do_not_steer_the_terminal(call, study):
    code, shown, told = call("run", study, "-v")
    assert code == 0
    assert "De \\x1b]0;gekaapt" in shown
    assert "De \\x1b]0;gekaapt" in told
    assert not steers(shown + told)
    code, shown, told = call("qa", study, "-vv")
    assert not steers(shown + told)


def test_json_holds_the_names_as_they_are_without_raw_codes(call, study):
    _, shown, _ = call("measure", study, "--json")  # without `layers`: refused
    assert shown == ""
    call("layers", study)
    _, shown, _ = call("measure", study, "--json")
    assert HOSTILE in {one["terrain_id"] for one in json.loads(shown)["indicators"]}
    assert not any(one in shown for one in "\x1b\x07\x9b")


def test_an_error_with_a_hostile_name_does_not_steer_the_terminal(call, study):
    (study / "atlas.toml").write_text(
        '[study]\nname = "x"\nedition = 2026-01-01\n'
        f"[tables.terrains]\nfile = {json.dumps(HOSTILE)}"
    )
    code, shown, told = call("run", study)
    assert (code, steers(shown + told)) == (1, False)
    assert "no file" in told


def test_plain_text_is_shown_as_it_is(capsys):
    out.print("één [rood] {1} \\ :smile:\nregel")
    assert capsys.readouterr().out == "één [rood] {1} \\ :smile:\nregel\n"
    assert printable("a\rb") == "a\\rb"


@pytest.mark.parametrize("verbose", [[], ["-v"]])
def test_an_exception_nobody_foresaw_is_one_line_that_says_where_to_report_it(
    call, study, monkeypatch, verbose
):
    def fail(*_arguments, **_options):
        raise KeyError("Haar\nline two")

    monkeypatch.setattr("geo_ser.layers.clean_tables", fail)
    code, _, told = call("layers", study, *verbose)
    assert code == 1
    lines = told.rstrip("\n").splitlines()
    assert "KeyError" in lines[-1]
    assert cli.UNEXPECTED in lines[-1]
    assert "report it" in lines[-1]
    assert ("Traceback" in told) == bool(verbose)
    assert len(lines) == 1 or verbose


def test_too_little_memory_is_no_fault(call, study, monkeypatch):
    def fail(*_arguments, **_options):
        raise MemoryError

    monkeypatch.setattr("geo_ser.layers.clean_tables", fail)
    _, _, told = call("layers", study)
    assert "not enough memory" in told
    assert cli.UNEXPECTED not in told


def test_a_file_that_cannot_be_read_is_named(call, study, monkeypatch):
    def fail(*_arguments, **_options):
        raise PermissionError(13, "Permission denied", "/somewhere/a.csv")

    monkeypatch.setattr("geo_ser.layers.clean_tables", fail)
    code, _, told = call("layers", study)
    assert (code, "/somewhere/a.csv: cannot be read (Permission denied)" in told) == (1, True)


@pytest.mark.parametrize("taken", ["maps", "data/processed/1_layers", "data/processed/.stages"])
def test_a_file_where_a_folder_of_results_should_be(call, study, taken):
    (study / taken).parent.mkdir(parents=True, exist_ok=True)
    (study / taken).write_text("mine")
    code, _, told = call("run", study)
    assert code == 1
    assert "cannot be written" in told
    assert cli.UNEXPECTED not in told
    assert (study / taken).read_text() == "mine"


SLOW_RUN = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background shell ignores it
from geo_ser import cli
from geo_ser.pipeline import work
def busy(study, only, folder):
    (folder / "half.parquet").write_bytes(b"half")
    print("busy", flush=True)
    time.sleep(60)
work.WORK = {**work.WORK, "layers": busy}
sys.argv = ["geo-ser", "layers", sys.argv[1]]
cli.main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="other signals")
@pytest.mark.parametrize(("number", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_a_signal_ends_it_tidily(study, number, code):
    command = [sys.executable, "-c", SLOW_RUN, str(study)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout.readline() == b"busy\n"
        assert list(study.rglob(".*geo_ser*"))
        time.sleep(0.1)
        run.send_signal(getattr(signal, number))
        _, told = run.communicate(timeout=60)
    assert (run.returncode, b"Traceback" in told) == (code, False)
    assert not list(study.rglob(".*geo_ser*"))
    assert not list(study.rglob("half.parquet"))
