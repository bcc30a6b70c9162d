"""Help and wrong calls, as Typer would say them in English alone, in both languages."""

import pytest
from typer.testing import CliRunner

from kkpham_analysis import cli
from kkpham_analysis.commands import usage
from kkpham_analysis.language import Words

WRONG_CALLS = [
    ("summary", "opsi '--year' belum ada; tambahkan.", "option '--year' is missing; add it."),
    ("report", "argumen 'NOTEBOOK' belum ada; tambahkan.", "argument 'NOTEBOOK' is missing; add it."),
    (
        "--out x",
        "perintah belum ada; tuliskan salah satu, misalnya kkpham summary.",
        "the command is missing; write one, such as kkpham summary.",
    ),
    (
        "summary --provnce x",
        "tidak ada opsi --provnce; mungkin yang dimaksud: --province.",
        "there is no option --provnce; did you mean: --province?",
    ),
    (
        "run first --out /tmp/x",
        "opsi --out ditulis sebelum perintahnya: kkpham --out DIR run …",
        "option --out stands before the command: kkpham --out DIR run …",
    ),
    (
        "awards add a.txt --data x",
        "opsi --data ditulis sebelum perintahnya: kkpham --data DIR awards add …",
        "option --data stands before the command: kkpham --data DIR awards add …",
    ),
    (
        "awards add a.txt --tahun 2025",
        "tidak ada opsi --tahun; mungkin yang dimaksud: --year.",
        "there is no option --tahun; did you mean: --year?",
    ),
    (
        "submissions check --kabupaten-kota Paser",
        "tidak ada opsi --kabupaten-kota; mungkin yang dimaksud: --regency.",
        "there is no option --kabupaten-kota; did you mean: --regency?",
    ),
    (
        "summary --tingkat verified",
        "tidak ada opsi --tingkat; lihat opsi yang ada dengan -h.",
        "there is no option --tingkat; see those there are with -h.",
    ),
    (
        "awards remove --tahun 2025",
        "tidak ada opsi --tahun; lihat opsi yang ada dengan -h.",
        "there is no option --tahun; see those there are with -h.",
    ),
    (
        "report indicator_coverage --year 2023 --level submitted",
        "tidak ada opsi --level; itu parameter notebook, yang ditulis -p level=submitted.",
        "there is no option --level; that is a parameter of the notebook, written -p level=submitted.",
    ),
    (
        "report indicator_coverage.ipynb --tingkat=submitted",
        "tidak ada opsi --tingkat; itu parameter notebook, yang ditulis -p level=submitted.",
        "there is no option --tingkat; that is a parameter of the notebook, written -p level=submitted.",
    ),
    (
        "report indicator_coverage --level",
        "tidak ada opsi --level; itu parameter notebook, yang ditulis -p level=….",
        "there is no option --level; that is a parameter of the notebook, written -p level=….",
    ),
    (
        "report province_report --level submitted",
        "tidak ada opsi --level; mungkin yang dimaksud: --help, --rule.",
        "there is no option --level; did you mean: --help, --rule?",
    ),
    (
        "report indicator_coverage --provinces kaltim",
        "tidak ada opsi --provinces; mungkin yang dimaksud: --province.",
        "there is no option --provinces; did you mean: --province?",
    ),
    ("-x", "tidak ada opsi -x; lihat opsi yang ada dengan -h.", "there is no option -x; see those there are with -h."),
    (
        "sumary",
        "tidak ada perintah 'sumary'; mungkin yang dimaksud: 'summary'.",
        "there is no command 'sumary'; did you mean: 'summary'?",
    ),
    (
        "x",
        "tidak ada perintah 'x'; lihat perintah yang ada dengan -h.",
        "there is no command 'x'; see those there are with -h.",
    ),
    (
        "report regency_profile --regency Kota Samarinda",
        "kelebihan argumen: Samarinda. Nama wilayah yang terdiri atas beberapa kata ditulis dalam tanda kutip, "
        'misalnya "Kota Samarinda".',
        "unexpected extra argument: Samarinda. The name of a place of several words needs quotes, "
        'as in "Kota Samarinda".',
    ),
    (
        "summary --year",
        "opsi '--year' memerlukan nilai; tuliskan nilainya sesudah opsi itu.",
        "option '--year' needs a value; write it after the option.",
    ),
    (
        "summary --json=1",
        "opsi '--json' tidak menerima nilai; tuliskan opsinya saja.",
        "option '--json' takes no value; write the option alone.",
    ),
    (
        "summary --year abc",
        "nilai '--year' harus berupa bilangan bulat.",
        "the value of '--year' must be a whole number.",
    ),
    ("run --workers 0", "nilai '--workers' sekurang-kurangnya 1.", "the value of '--workers' must be at least 1."),
]


@pytest.fixture
def kkpham(monkeypatch):
    def call(language, arguments):
        monkeypatch.setattr(usage, "HELP", Words(language))
        return CliRunner().invoke(cli.app, arguments.split(), prog_name="kkpham")

    return call


@pytest.mark.parametrize(("arguments", "id_", "en"), WRONG_CALLS, ids=[call[0] for call in WRONG_CALLS])
def test_a_wrong_call_is_told_in_the_language_of_the_reader(kkpham, arguments, id_, en):
    told = {language: kkpham(language, arguments) for language in ("id", "en")}

    assert {language: result.exit_code for language, result in told.items()} == {"id": 2, "en": 2}
    assert {language: result.stderr.splitlines()[-1] for language, result in told.items()} == {"id": id_, "en": en}


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("id", "Cara pakai: kkpham summary [OPSI]\nBantuan: kkpham summary -h\n\n"),
        ("en", "Usage: kkpham summary [OPTIONS]\nFor help: kkpham summary -h\n\n"),
    ],
)
def test_a_wrong_call_shows_how_the_command_is_called_and_where_its_help_is(kkpham, language, head):
    result = kkpham(language, "summary")

    assert result.stderr.startswith(head)
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("id", ["Cara pakai: kkpham report [OPSI] {NOTEBOOK}", "Argumen:", "Opsi:", "Tampilkan bantuan ini."]),
        ("en", ["Usage: kkpham report [OPTIONS] {NOTEBOOK}", "Arguments:", "Options:", "Show this help."]),
    ],
)
def test_help_has_its_headings_in_the_language_of_the_reader(kkpham, language, lines):
    help_ = kkpham(language, "report --help").stdout

    assert [line for line in lines if line not in help_] == []


def test_indonesian_help_leaves_none_of_the_words_of_typer_in_english(kkpham):
    pages = [kkpham("id", call).stdout for call in ("-h", *(f"{name} -h" for name in ("report", "run", "summary")))]
    english = ("Usage", "Options", "Arguments", "Commands", "required", "env var", "default:", "Show this", "nstall c")

    assert [word for word in english for page in pages if word in page] == []


def test_a_call_of_nothing_shows_the_help_alone(kkpham):
    result = kkpham("id", "")

    assert (result.exit_code, result.stderr) == (2, kkpham("id", "--help").stdout)


def test_a_sentence_of_typer_that_is_not_known_is_shown_as_it_is():
    assert usage.said_in(Words("id"), "Something new.") == "Something new."
