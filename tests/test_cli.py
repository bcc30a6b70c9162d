"""The front door: help, exit codes, one document of JSON, and sentences in both languages."""

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from kkpham_analysis import cli

from .reports.json_keys import not_told

DOCS = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
FRONT = get_command(cli.app).commands
INSIDE = {f"{name} {inner}": command for name, group in FRONT.items() if hasattr(group, "commands")
          for inner, command in group.commands.items()}  # fmt: skip
COMMANDS = {**FRONT, **INSIDE}
OPTIONS = [
    (name, option)
    for name, command in COMMANDS.items()
    for parameter in command.params
    for option in parameter.opts
    if option.startswith("--") and option != "--help"
]


@pytest.fixture
def kkpham(real_data, tmp_path):
    def call(*arguments):
        return CliRunner().invoke(cli.app, ["--out", str(tmp_path / "reports"), *arguments])

    return call


def test_the_commands_are_those_of_the_design():
    names = {"build", "check", "summary", "coverage", "report", "run", "deck", "export", "site", "status", "verify",
             "indicators", "awards", "submissions", "sample"}  # fmt: skip
    assert set(FRONT) == names


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_and_stands_in_the_docs(name):
    assert f"kkpham {name}" in COMMANDS[name].help
    assert f"kkpham {name}" in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_every_option_stands_in_the_docs_of_its_command(name, option):
    section = DOCS.read_text(encoding="utf-8").split(f"\n## kkpham {name}\n")[1].split("\n## ")[0]

    assert f"`{option}" in section


def test_help_imports_nothing_heavy():
    heavy = "{'pandas', 'matplotlib', 'papermill', 'babel'}"
    code = f"import sys; from kkpham_analysis import cli; print(*{heavy} & set(sys.modules))"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_both_spellings_of_help_list_the_commands(flag):
    result = CliRunner().invoke(cli.app, [flag])

    assert result.exit_code == 0
    assert all(name in result.stdout for name in FRONT)


def test_a_summary_in_json_is_one_document_and_says_nothing_else(kkpham):
    result = kkpham("summary", "--year", "2023", "--province", "kaltim", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["provinces"][0]["province_code"] == "64"


@pytest.mark.parametrize("begin", [b"%PDF-1.7", b"\xd0\xcf\x11\xe0"], ids=["pdf", "doc"])
def test_of_a_document_that_is_no_list_it_is_said_that_its_text_can_be_copied(kkpham, tmp_path, begin):
    (tmp_path / "a").write_bytes(begin + b"abc")
    page = ("--year", "2025", "--source", "https://example.org", "--publisher", "X", "--kind", "news")
    told = kkpham("awards", "add", str(tmp_path / "a"), *page, "--dry-run", "--lang", "en")

    assert (told.exit_code, "copy its text into a text file (.txt)" in told.stderr) == (1, True)


@pytest.mark.parametrize("places", [(), ("--province", "kaltim"), ("--province", "aceh")])
def test_every_key_of_a_summary_stands_in_the_docs(kkpham, places):
    documents = [json.loads(kkpham("summary", "--year", year, *places, "--json").stdout) for year in ("2019", "2023")]

    assert not_told("summary", *documents) == set()


def test_a_summary_for_people_is_indonesian_unless_english_is_asked_for(kkpham):
    indonesian = kkpham("summary", "--year", "2023", "--province", "kaltara").stdout
    english = kkpham("summary", "--year", "2023", "--province", "kaltara", "--lang", "en").stdout

    assert "2 dari 5 kabupaten/kota di Kalimantan Utara" in indonesian
    assert "40,0\u00a0%" in indonesian
    assert "2 of 5 regencies and cities in North Kalimantan" in english
    assert "40.0\u00a0%" in english


def test_another_rule_gives_another_verdict(kkpham):
    result = kkpham("summary", "--year", "2023", "--province", "kaltara", "--rule", ">=40%", "--json")

    (row,) = json.loads(result.stdout)["provinces"]
    assert (row["rule"], row["meets_rule"], row["regencies_short"]) == (">=40%", True, 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["summary", "--year", "2021"], "tidak ada putaran penghargaan pada 2021"),
        (["summary", "--year", "2031"], "belum ada data tentang putaran 2031"),
        (["summary", "--year", "2031", "--lang", "en"], "nothing is known here of a round in 2031"),
        (["report", "award_summary", "--year", "2031", "--lang", "en"], "nothing is known here of a round in 2031"),
        (["summary", "--year", "2021", "--lang", "en"], "there was no round in 2021; there are: 2013, 2014"),
        (["summary", "--year", "2023", "--province", "kaltm"], "Kalimantan Timur (64)"),
        (["summary", "--year", "2022", "--province", "papua selatan"], "93 Papua Selatan belum ada sebagai provinsi"),
        (["summary", "--year", "2023", "--rule", "60"], "aturan '60' tidak dipahami"),
        (
            ["summary", "--year", "2023", "--rule", ">150%"],
            "aturan '>150%': ambangnya ditulis dalam persen, yaitu 0 atau 1 sampai 100",
        ),
        (["summary", "--year", "2023", "--lang", "fr"], "'fr'"),
        (["report", "provinc_report"], "province_report"),
        (["report", "province_report", "--to", "exe"], "'exe'"),
        (["report", "province_report", "-p", "award_year=dua ribu"], "award_year"),
        (["report", "province_report", "-p", "colour=red"], "colour"),
        (["report", "province_report", "-p", "rule=sixty"], "'sixty'"),
        (["report", "province_report", "--province", ""], "provinsi: Nama atau kode wilayah kosong"),
        (["report", "regency_profile", "--regency", "xyzzy"], "kabupaten/kota: 'xyzzy' tidak dikenal"),
        (["report", "province_report", "--year", "2021"], "2021"),
        (["report", "province_report", "--year", "2022", "--province", "Papua Selatan"], "belum ada sebagai provinsi"),
        (["report", "award_summary", "-p", "nothing"], "nothing"),
        (["report", "award_summary", "-p", "rule="], "rule="),
        (["report", "province_report", "--year", "2023", "-p", "award_year=abc"], "--year"),
        (["report", "province_report", "--province", "kaltim", "-p", "province_code=kaltara"], "--province"),
        (
            ["report", "province_report", "-p", "province=64", "-p", "province_code=65", "--lang", "en"],
            "province_code is given twice, as province, province_code; leave one out",
        ),
        (
            ["report", "province_report", "-p", "province=64", "-p", "province = 65"],
            "province diberikan dua kali dengan --parameter; hapus salah satunya",
        ),
        (["report", "province_report", "-p", "language=en"], "--lang"),
        (["report", "province_report", "--rule", ">50%", "-p", "rule=>40%"], "--rule"),
        (["report", "regency_profile", "--rule", ">50%"], "rule"),
        (["deck", "--year", "2031"], "belum ada data tentang putaran 2031"),
        (["deck", "--year", "2023", "--template", "nope.pptx"], "tidak ada berkas templat"),
        (["deck", "--year", "2023", "--template", "pyproject.toml"], "tidak dapat dibaca sebagai templat"),
        (["deck", "--year", "2023", "-o", "a.ppt"], "beri nama yang berakhir dengan .pptx"),
        (["deck", "--year", "2023", "--province", "64", "--province", "65", "-o", "a.pptx"], "satu berkas disebut"),
        (["export", "--year", "2023", "--to", "gif"], "'gif'"),
        (["export", "--year", "2023", "--size", "16x9"], "ukuran '16x9' tidak dikenal; yang ada: 16:9, 4:3"),
        (["run", "frist"], "first"),
        (
            ["run", "{plans}/bad_rule.yaml", "--lang", "en"],
            "bad_rule.yaml, line 3, key 'rule': rule '60' is not understood",
        ),
    ],
    ids=" ".join,
)
def test_a_wrong_call_says_what_would_be_right_and_starts_nothing(kkpham, tmp_path, arguments, said):
    (tmp_path / "bad_rule.yaml").write_text("# A plan\n- notebook: award_summary\n  parameters: {rule: '60'}\n")
    result = kkpham(*(argument.replace("{plans}", str(tmp_path)) for argument in arguments))

    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "reports").exists()


def test_a_dry_run_shows_the_settled_call_and_makes_nothing(kkpham, tmp_path):
    result = kkpham("report", "province_report", "--year", "2023", "--province", "kaltim", "--dry-run", "--json")

    (report,) = json.loads(result.stdout)["reports"]
    assert report["parameters"] == {"award_year": 2023, "province_code": "64", "rule": "", "language": "id"}
    assert report["places"] == {"64": "Kalimantan Timur"}
    assert report["html"].endswith("reports/2023/id/province_report-kalimantan-timur.html")
    assert not (tmp_path / "reports").exists()


def test_a_dry_run_parts_its_reports_by_an_empty_line(kkpham):
    told = kkpham(
        "report", "province_report", "--year", "2023", "--province", "kaltim", "--province", "65", "--dry-run"
    )
    first, second = told.stdout.split("\n\n")

    assert first.splitlines()[:3] == [
        "2023/id/province_report-kalimantan-timur",
        "  award_year=2023, province_code='64', rule='', language='id'",
        "  64 Kalimantan Timur",
    ]
    assert second.splitlines()[:3] == [
        "2023/id/province_report-kalimantan-utara",
        "  award_year=2023, province_code='65', rule='', language='id'",
        "  65 Kalimantan Utara",
    ]


def test_a_dry_run_of_a_deck_names_the_file_of_each_province(kkpham, tmp_path):
    places = ["--province", "kaltim", "--province", "kaltara"]
    result = kkpham("deck", "--year", "2023", *places, "--dry-run", "--json")

    files = [report["pptx"] for report in json.loads(result.stdout)["reports"]]
    folder = tmp_path / "reports" / "2023" / "id"
    assert files == [f"{folder}/province_report-kalimantan-{side}.pptx" for side in ("timur", "utara")]
    assert not (tmp_path / "reports").exists()


DEFAULT_PLACE = {
    (
        "province_report",
        "id",
    ): "province_report: tempat tidak diberikan, jadi dipakai tempat bawaan notebook itu, yaitu "
    "64 Kalimantan Timur; pilih yang lain dengan --province (dalam rencana: province_code).",
    ("regency_profile", "en"): "regency_profile: no place was given, so the notebook's own is taken, "
    "6472 Kota Samarinda; choose another with --regency (in a plan: regency_code).",
}


@pytest.mark.parametrize(("notebook", "language"), DEFAULT_PLACE)
def test_a_place_that_nobody_gave_is_named_with_the_way_to_another(kkpham, notebook, language):
    told = kkpham("report", notebook, "--year", "2023", "--lang", language, "--dry-run")
    assert told.stderr.splitlines() == [DEFAULT_PLACE[notebook, language]]


@pytest.mark.parametrize(
    "arguments",
    [["province_report", "--province", "kaltim"], ["regency_profile", "-p", "regency=6472"], ["award_summary"]],
)
def test_nothing_is_said_of_a_place_that_was_given_or_need_not_be(kkpham, arguments):
    assert kkpham("report", *arguments, "--year", "2023", "--dry-run").stderr == ""


@pytest.mark.parametrize("given", [["--rule", ">50%"], ["-p", "rule= > 50 %"]], ids=" ".join)
def test_a_report_on_trial_has_a_file_of_its_own(kkpham, given):
    result = kkpham("report", "award_summary", "--year", "2023", *given, "--dry-run", "--json")
    (report,) = json.loads(result.stdout)["reports"]
    assert report["report"] == "2023/id/award_summary-uji-coba-lebih-50"
    assert report["parameters"]["rule"] == ">50%"


def test_the_rule_of_the_round_given_is_no_trial(kkpham):
    result = kkpham("report", "award_summary", "--year", "2023", "--rule", "> 60 %", "--dry-run", "--json")
    (report,) = json.loads(result.stdout)["reports"]
    assert (report["report"], report["parameters"]["rule"]) == ("2023/id/award_summary", "")


def test_several_places_are_one_report_each_unless_the_notebook_takes_a_list(kkpham):
    places = ["--province", "kaltim", "--province", "65"]
    each = json.loads(kkpham("report", "province_report", "--year", "2023", *places, "--dry-run", "--json").stdout)
    whole = json.loads(kkpham("report", "award_summary", "--year", "2023", *places, "--dry-run", "--json").stdout)

    assert [report["parameters"]["province_code"] for report in each["reports"]] == ["64", "65"]
    assert [report["parameters"]["provinces"] for report in whole["reports"]] == [["64", "65"]]


def test_the_year_of_a_plan_can_be_another(kkpham):
    result = kkpham("run", "first", "--year", "2022", "--dry-run", "--json")

    assert {report["parameters"]["award_year"] for report in json.loads(result.stdout)["reports"]} == {2022}


def test_a_build_of_what_has_not_changed_says_so(kkpham):
    result = kkpham("build", "--json")

    record = json.loads(result.stdout)
    assert (result.exit_code, record["ok"], record["made"], record["faults"]) == (0, True, [], [])


def test_checking_strictly_makes_disagreement_an_error(kkpham):
    plain, strict = kkpham("check", "--json"), kkpham("check", "--strict", "--json")

    assert (plain.exit_code, strict.exit_code) == (0, 1)
    assert json.loads(plain.stdout)["disputes"] == json.loads(strict.stdout)["disputes"] > 0
    assert str(json.loads(strict.stdout)["disputes"]) in strict.stderr


@pytest.mark.parametrize("command", ["build", "check", "summary --year 2023"])
def test_a_data_folder_that_is_not_there_is_named(tmp_path, monkeypatch, command):
    monkeypatch.setenv("KKPHAM_DATA", str(tmp_path / "nowhere"))
    result = CliRunner().invoke(cli.app, command.split())

    assert result.exit_code == 2
    remedy = "sebut folder yang memuatnya dengan --data atau KKPHAM_DATA"
    assert result.stderr == f"tidak ada folder 'raw' di {tmp_path / 'nowhere'}; {remedy}\n"


@pytest.mark.parametrize("typed", [True, False])
def test_a_remedy_works_in_the_data_folder_that_was_typed(real_data, monkeypatch, typed):
    monkeypatch.setenv("KKPHAM_DATA", str(real_data))
    given = ["--data", str(real_data)] if typed else []
    result = CliRunner().invoke(cli.app, [*given, "summary", "--year", "2099"])

    said = " ".join(["kkpham", *given])
    assert f"tambahkan daftarnya dengan {said} awards add, lalu {said} build; yang ada: " in result.stderr


def failing(monkeypatch, error):
    """Let a build fail in a way of its own, and give what the command says then."""
    from kkpham_analysis.reports import answers

    def build_answer(words, *, tell):
        raise error

    monkeypatch.setattr(answers, "build_answer", build_answer)
    return CliRunner().invoke(cli.app, ["build", "--lang", "en"])


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left", "/a/b"), "There is no room left on the disk to write /a/b; free some"),
        (OSError(errno.ENOSPC, "No space left"), "There is no room left on the disk; free some, then try again."),
        (PermissionError(errno.EACCES, "Permission denied", "/a/b"), "Not allowed to write /a/b; give leave"),
        (OSError(errno.EROFS, "Read-only file system", "/a/b"), "Not allowed to write /a/b; give leave"),
        (FileNotFoundError(errno.ENOENT, "No such file", "/a/b"), "There is no file or folder /a/b; see whether"),
        (OSError(errno.EIO, "Input/output error"), "The disk reported an error: [Errno 5] Input/output error"),
        (TimeoutError(), "Another build has been at work for too long"),
        (
            ZeroDivisionError("division by\nzero"),
            "An unforeseen error in this program (ZeroDivisionError: division by zero)",
        ),
        (KeyError("x"), "An unforeseen error in this program (KeyError: 'x')"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_fails_on_the_way_is_told_in_a_sentence_and_is_no_wrong_call(monkeypatch, error, said):
    result = failing(monkeypatch, error)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(said)
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_may_not_be_read_is_told_from_one_that_may_not_be_written(tmp_path, monkeypatch):
    file = tmp_path / "regencies.csv"
    file.touch()
    monkeypatch.setattr("os.access", lambda path, mode: False)
    result = failing(monkeypatch, PermissionError(errno.EACCES, "Permission denied", str(file)))

    assert result.stderr == f"Not allowed to read {file}; get leave to read it, then try again.\n"


def test_the_details_of_an_unforeseen_error_are_one_variable_away(monkeypatch):
    monkeypatch.setenv("KKPHAM_DEBUG", "1")

    assert isinstance(failing(monkeypatch, ZeroDivisionError()).exception, ZeroDivisionError)
    assert "`KKPHAM_DEBUG=1`" in DOCS.read_text(encoding="utf-8")
