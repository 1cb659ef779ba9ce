"""The command line as its user meets it: output, exit codes, messages, nothing half-written."""

import json
import shutil
import subprocess
import sys

import pytest

from geo_ser import cli
from geo_ser.cli.gain import _lines as gain_lines
from geo_ser.study import load_study
from tests.conftest import ROOT


@pytest.fixture
def geo_ser(monkeypatch, capsys):
    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["geo-ser", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return ended.value.code or 0, printed.out, printed.err

    return call


def test_help_loads_no_geometry_library():
    code = (
        "import sys, geo_ser.cli\n"
        "print([m for m in ('geopandas', 'shapely', 'pandas') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_a_run_with_nothing_to_do_loads_no_geometry_library(rijssen_holten):
    code = (
        "import sys; from pathlib import Path; from geo_ser.pipeline import run\n"
        "from geo_ser.study import load_study\n"
        f"study = load_study(Path({str(rijssen_holten)!r}))\n"
        "print([one.stage for one in run(study) if one.done])\n"
        "print({'geopandas', 'pandas', 'numpy'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == ["[]", "set()"]


def test_python_can_run_it_as_a_module():
    made = subprocess.run(
        [sys.executable, "-m", "geo_ser", "--version"], capture_output=True, text=True, check=True
    )
    assert made.stdout.startswith("geo-ser 0")


@pytest.mark.parametrize(
    ("theory", "level_2", "unknown_count", "said"),
    [
        (0.2, 0.1, 3, "t: in theory 0.20 ha (plots 0.15 ha, floor space 0.05 ha), "
         "level 1 0.10 ha (plots 0.10 ha, floor space unknown), level 2 0.10 ha (plots 0.10 ha, "
         "floor space unknown), level 3 0.00 ha"),
        (0.2, None, 3, "t: in theory 0.20 ha (plots 0.15 ha, floor space 0.05 ha), "
         "level 1 unknown, level 2 unknown, level 3 0.00 ha"),
        (None, None, 3, "t: unknown, no gain is known"),
        (None, None, 0, "t: unknown, its net plots are not known"),
    ],
)  # fmt: skip
def test_a_gain_that_nobody_knows_is_said_to_be_unknown(theory, level_2, unknown_count, said):
    levels = {f"gain_level_{n}{kind}_ha": level_2 for n in (1, 2) for kind in ("", "_plot")}
    floors = {f"gain_level_{n}_floor_ha": None for n in (1, 2)}
    apart = {"gain_theoretical_plot_ha": 0.15, "gain_theoretical_floor_ha": 0.05}
    nothing = {"gain_level_3_ha": None if theory is None else 0.0}
    terrain = {"terrain_id": "t", "gain_theoretical_ha": theory, **levels, **floors, **apart,
               **nothing, "unknown_count": unknown_count}  # fmt: skip
    assert gain_lines({"tables": ["gain_terrains"], "gain_terrains": [terrain]})[-1] == said


def test_version_and_no_arguments(geo_ser):
    assert geo_ser("--version")[1].startswith("geo-ser 0")
    assert "Usage" in "".join(geo_ser()[1:])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "no-such-study"], "no study here"),
        (["measure", ".", "--only", "hights"], "unknown hights; known: cover"),
        (["qa", "claims"], "needs a FILE.csv"),
        (["run", "--no-such-option"], "No such option"),
        (["frobnicate"], "No such command"),
    ],
)
def test_wrong_use_is_exit_2(geo_ser, arguments, message, monkeypatch):
    monkeypatch.chdir(ROOT)
    code, _out, err = geo_ser(*arguments)
    assert code == 2
    assert message in err
    assert "Traceback" not in err


def test_claims_of_a_bare_table(geo_ser):
    code, out, _err = geo_ser("qa", "claims", ROOT / "data/raw/terrains_2004.csv", "--json")
    findings = json.loads(out)["findings"]
    assert code == 1
    assert {one["rule"] for one in findings} == {"claims.balance", "claims.ratio"}
    assert len(findings) == 8


def test_findings_and_pages_speak_the_language_that_is_asked_for(geo_ser, apeldoorn, tmp_path):
    said = {
        lang: geo_ser("qa", "claims", ROOT / "data/raw/terrains_2004.csv", "--lang", lang)[1]
        for lang in ("nl", "en")
    }
    assert "laat 11,69 ha over" in " ".join(said["nl"].split())
    assert "leaves 11.69 ha" in " ".join(said["en"].split())
    study = shutil.copytree(apeldoorn, tmp_path / "study")
    assert '<html lang="nl"' in (study / "maps/index.html").read_text(encoding="utf-8")
    assert geo_ser("run", study, "--lang", "en")[0] == 0
    assert '<html lang="en"' in (study / "maps/index.html").read_text(encoding="utf-8")


def test_claims_without_errors_is_exit_0(geo_ser, tmp_path):
    (tmp_path / "a.csv").write_text("terrain,gross_ha,net_ha,stated_net_pct\nA,10.0,7.0,70\n")
    code, out, _err = geo_ser("qa", "claims", tmp_path / "a.csv", "--json")
    assert (code, json.loads(out)) == (0, {"findings": []})


def test_claims_with_a_study_adds_polygons_and_editions(geo_ser, rijssen_holten):
    code, out, _err = geo_ser(
        "qa", "claims", ROOT / "data/raw/terrains_2004.csv", "--study", rijssen_holten, "--json"
    )
    rules = {one["rule"] for one in json.loads(out)["findings"]}
    assert code == 1
    assert {"claims.balance", "claims.polygon"} <= rules


def test_ladder_of_a_bare_file_writes_nothing_without_out(geo_ser, tmp_path):
    before = sorted(ROOT.glob("studies/assen/**/*"))
    code, out, _err = geo_ser("ladder", ROOT / "studies/assen/ladder.toml", "--json")
    assert code == 0
    assert len(json.loads(out)["variants"]) == 2
    assert sorted(ROOT.glob("studies/assen/**/*")) == before
    code, out, _err = geo_ser(
        "ladder", ROOT / "studies/assen/ladder.toml", "--out", tmp_path / "l.json"
    )
    assert code == 0
    assert "step 1" in out
    assert json.loads((tmp_path / "l.json").read_text())["title"]


def test_layers_json_has_the_row_counts(geo_ser, rijssen_holten, tmp_path):
    study = shutil.copytree(rijssen_holten, tmp_path / "study")
    code, out, _err = geo_ser("layers", study, "--json")
    counts = json.loads(out)["tables"]["terrains"]
    assert code == 0
    assert counts["rows_in"] == counts["rows_out"] + counts["merged"] + counts["quarantined"]


def test_stages_say_what_they_wrote(geo_ser, assen, apeldoorn, tmp_path):
    assen = shutil.copytree(assen, tmp_path / "assen")
    apeldoorn = shutil.copytree(apeldoorn, tmp_path / "apeldoorn")
    code, out, _err = geo_ser("layers", apeldoorn)
    assert (code, "buildings: 382 rows in, 382 out, 0 merged, 0 quarantined" in out) == (0, True)
    code, out, _err = geo_ser("measure", apeldoorn)
    assert (code, out.strip()) == (0, "1 terrains, 209.15 ha gross, 0 plots, 382 buildings")
    code, out, _err = geo_ser("gain", assen)
    assert (code, "no gain to work out" in out) == (0, True)
    code, out, _err = geo_ser("map", apeldoorn)
    assert (code, "maps/index.html" in out.split()) == (0, True)
    code, out, _err = geo_ser("report", apeldoorn)
    assert (code, "data/processed/atlas.gpkg" in out.split()) == (0, True)


def test_strict_turns_findings_into_exit_1(geo_ser, rijssen_holten):
    assert geo_ser("run", rijssen_holten)[0] == 0
    code, _out, err = geo_ser("run", rijssen_holten, "--strict")
    assert code == 1
    assert "findings" in err


def test_init_then_run(geo_ser, tmp_path):
    study = tmp_path / "mijn-atlas"
    code, out, _err = geo_ser("init", study, "--terrains", ROOT / "data/raw/ibis_2017.geojson")
    assert code == 0
    assert "geo-ser run" in out
    assert 'profile = "ibis"' in (study / "atlas.toml").read_text(encoding="utf-8")
    assert geo_ser("run", study)[0] == 0
    assert (study / "maps/index.html").is_file()
    code, _out, err = geo_ser("init", study, "--terrains", ROOT / "data/raw/ibis_2017.geojson")
    assert code == 2
    assert "already there" in err


def test_ladder_goal_lists_combinations_of_levels(geo_ser):
    file = ROOT / "ladder.toml"
    code, out, _err = geo_ser("ladder", file, "--goal", "90", "--variant", "minimum", "--json")
    assert code == 0
    (variant,) = json.loads(out)["variants"]
    assert variant["combinations"][0]["existing"] == 2
    code, out, _err = geo_ser("ladder", file, "--goal", "90")
    assert code == 0
    assert "* existing 2, planned 0, new 0: effort 2, 81.2 ha net, 116.1 ha gross" in out
    assert "maximum: none; the best still misses it by 26.7 ha" in out


def test_ladder_goal_is_used_rightly_or_not_at_all(geo_ser):
    file = ROOT / "studies/assen/ladder.toml"
    alone, both = ["--variant", "x"], ["--goal", "9", "--compare"]
    for wrong in (alone, both, ["--goal", "9", "--variant", "x"]):
        code, out, err = geo_ser("ladder", file, *wrong)
        assert (code, out) == (2, "")
        assert "--variant" in err
    assert geo_ser("ladder", file, "--goal", "-1")[0] == 2


def test_strict_looks_at_the_stage_that_ran(geo_ser, rijssen_holten, tmp_path):
    study = shutil.copytree(rijssen_holten, tmp_path / "study")
    assert geo_ser("layers", study, "--strict")[0] == 1  # start years that cannot be read
    assert geo_ser("measure", study, "--strict")[0] == 0
    assert geo_ser("map", study, "--strict")[0] == 1
    code, _out, _err = geo_ser("qa", "claims", tmp_path / "none.csv", "--strict")
    assert code == 1


def test_strict_claims_and_a_table_no_rule_can_read(geo_ser, tmp_path):
    (tmp_path / "big.csv").write_text("terrain,gross_ha\nA,20000\n")
    assert geo_ser("qa", "claims", tmp_path / "big.csv")[0] == 0
    assert geo_ser("qa", "claims", tmp_path / "big.csv", "--strict")[0] == 1


def test_an_unregistered_table_is_given_no_date(geo_ser, rijssen_holten, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("terrain,gross_ha,net_ha\nNoordermors,20.83,15.00\n")
    _code, out, _err = geo_ser("qa", "claims", table, "--study", rijssen_holten, "--json")
    assert [one["rule"] for one in json.loads(out)["findings"]] == []
    same = shutil.copy(ROOT / "data/raw/terrains_2004.csv", tmp_path / "copy.csv")
    _code, out, _err = geo_ser("qa", "claims", same, "--study", rijssen_holten, "--json")
    assert "claims.unmatched" not in {one["rule"] for one in json.loads(out)["findings"]}


def test_a_study_may_be_named_by_its_file_and_an_empty_one_is_refused(geo_ser, tmp_path):
    (tmp_path / "atlas.toml").write_text('[study]\nname = "X"\nedition = 2026-01-01\n')
    code, _out, err = geo_ser("run", tmp_path / "atlas.toml")
    assert code == 1
    assert "names no table, no claims and no ladder" in " ".join(err.split())
    code, _out, err = geo_ser("ladder", tmp_path)
    assert (code, "no [ladder]" in err) == (1, True)


def test_a_study_can_begin_with_an_area(geo_ser, tmp_path):
    code, out, _err = geo_ser("init", tmp_path / "vers", "--area", "gm1742")
    assert (code, "geo-ser fetch" in out) == (0, True)
    settings = load_study(tmp_path / "vers").settings
    assert settings.fetch.area == "gm1742"
    assert settings.study.municipality_code == "GM1742"
    assert list(settings.tables) == [
        "terrains", "parcels", "buildings", "units", "surfaces", "heights",
    ]  # fmt: skip
    assert settings.tables["terrains"][0].where == "GEM_CODES LIKE '%GM1742%'"
    assert geo_ser("init", tmp_path / "vers", "--area", "GM1742")[0] == 2


def test_own_terrains_go_before_fetched_ones(geo_ser, tmp_path):
    terrains = ROOT / "data/raw/ibis_2017.geojson"
    assert geo_ser("init", tmp_path, "--terrains", terrains, "--area", "PV23")[0] == 0
    settings = load_study(tmp_path).settings
    assert settings.fetch.sources == ("brk", "bag", "bgt", "3dbag")
    assert settings.tables["terrains"][0].file == (str(terrains),)


def test_init_needs_something_to_begin_with(geo_ser, tmp_path):
    code, _out, err = geo_ser("init", tmp_path)
    assert (code, "--area" in err) == (2, True)
    code, _out, err = geo_ser("init", tmp_path, "--area", "6.5,52.2,6.6,52.3")
    assert (code, "degrees" in err) == (1, True)
    assert not (tmp_path / "atlas.toml").exists()
