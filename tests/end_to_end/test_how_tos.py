"""What the how-tos show runs as it stands, in both languages."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import typer
from openpyxl import load_workbook
from tests.sampled_folder import command, sampled_folder, small_folder

from kkpham_analysis import cli

ROOT = Path(__file__).resolve().parents[2]
HOW_TOS = ROOT / "docs" / "how-to"
GUIDES = {path.relative_to(HOW_TOS).as_posix(): path.read_text(encoding="utf-8") for path in HOW_TOS.rglob("*.md")}
TRANSLATED = sorted(name.removeprefix("id/") for name in GUIDES if name.startswith("id/"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
REGENCY = "6401"  # one that the small folder has
# A list of the six indicators that the small folder's regulation is known to have.
INDICATORS = "No.;Hak;Jenis;Indikator;Data Dukung;Nilai;Satuan\n" + "".join(
    f"{number};Right to {'water' if number < 4 else 'clean air'};struktur;Perda {number};Perda;5;\n"
    for number in range(1, 7)
)


# A list of awards with what the how-to says is asked about.
AWARDS = (
    "1. Kota Bontang\n2. Bogor\n3. Kota Samarinda tidak termasuk\n4. Bupati Paser\n"
    "Yang belum meraih:\n1. Kota Tarakan\n"
)


def commands_in(guide):
    """Give the lines that are shown to be typed: those indented below a step, and those alone."""
    return re.findall(r"^ {4,}((?:kkpham|cp|mkdir) [^\n]*)$", re.sub(r"\\\n +", "", guide), re.MULTILINE)


def calls_in(guide):
    """Give each command of `kkpham` that is named anywhere, without its options: `awards add`, `summary`."""
    found = set()
    for said in re.findall(r"kkpham (?:--(?:data|out) \S+ )*([a-z][a-z -]*)", guide):
        words = said.split()
        found.add(" ".join(words[: len(words) - len(leaf_of(words)[1])]))
    return found


def leaf_of(words):
    """Give the command that some words call, and the words that are left for it."""
    found = typer.main.get_command(cli.app)
    while words[0] in ("--data", "--out"):
        words = words[2:]
    while words and words[0] in getattr(found, "commands", {}):
        found, words = found.commands[words[0]], words[1:]
    return found, words


LINES = [(name, line) for name, guide in GUIDES.items() for line in commands_in(guide) if line.startswith("kkpham")]


@pytest.mark.parametrize(("name", "line"), LINES)
def test_every_command_of_a_how_to_exists_with_its_options(name, line):
    found, left = leaf_of(shlex.split(line)[1:])
    known = {option for parameter in found.params for option in parameter.opts}

    assert not hasattr(found, "commands") or found.invoke_without_command
    assert [word for word in left if word.startswith("-") and word not in known] == []


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_how_to_in_indonesian_shows_what_the_english_one_does(name):
    assert calls_in(GUIDES[f"id/{name}"]) == calls_in(GUIDES[name])


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_how_to_in_indonesian_has_the_programs_and_rows_of_the_english_one(name):
    programs = [re.findall(r"```(?:python|csv).*?```", GUIDES[path], re.DOTALL) for path in (name, f"id/{name}")]

    assert programs[0] == programs[1]


def test_the_how_to_on_a_list_of_awards_names_the_same_options_in_both_languages():
    name = "add-an-award-list.md"
    named = [set(re.findall(r"(?<!\S)`?(--[a-z-]+)", GUIDES[path])) for path in (name, f"id/{name}")]

    assert named[0] == named[1] >= {"--title", "--published", "--resolve", "--questions", "--complete"}


@pytest.mark.parametrize("name", sorted(GUIDES))
def test_every_how_to_is_linked_from_the_readme_and_its_own_links_lead_somewhere(name):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", GUIDES[name])

    assert f"](docs/how-to/{name})" in README
    assert [link for link in links if not (HOW_TOS / name).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize(
    "name", [each for each in sorted(GUIDES) if re.search("^ {4,}.*cp -r data", GUIDES[each], re.MULTILINE)]
)
def test_a_copy_for_practice_made_again_leaves_that_which_is_there_as_it_is(name, tmp_path):
    [copying] = [line for line in commands_in(GUIDES[name]) if "cp -r" in line]
    (tmp_path / "data/raw/submissions").mkdir(parents=True)
    (tmp_path / "data/raw/facts.csv").write_text("old", encoding="utf-8")

    first = subprocess.run(["bash", "-c", copying], cwd=tmp_path, check=False)
    (tmp_path / "data/raw/facts.csv").write_text("new", encoding="utf-8")
    second = subprocess.run(["bash", "-c", copying], cwd=tmp_path, check=False, capture_output=True)

    assert (first.returncode, second.returncode) == (0, 1)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in (tmp_path / "trial").rglob("*")) == [
        "trial/raw", "trial/raw/facts.csv"
    ]  # fmt: skip
    assert (tmp_path / "trial/raw/facts.csv").read_text(encoding="utf-8") == "old"
    assert "rm -r trial" in GUIDES[name]


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    folder = small_folder(tmp_path_factory.mktemp("how_tos") / "data")
    (folder / "raw" / "submissions").mkdir()
    assert command(folder, "build").exit_code == 0
    return folder


@pytest.fixture
def run(facts, tmp_path, monkeypatch):
    """Run a line as it is typed, in a folder that holds a small data folder."""
    shutil.copytree(facts, tmp_path / "data")
    monkeypatch.chdir(tmp_path)

    def ran(line, expected=0):
        if not line.startswith("kkpham"):
            subprocess.run(["bash", "-c", line], check=True)
            return ""
        result = command(Path("data"), *shlex.split(line)[1:])
        assert result.exit_code == expected, f"{line}\n{result.stdout}{result.stderr}"
        return result.stdout + result.stderr

    return ran


def run_all(run, lines):
    """Run the lines one after the other; reports are only settled."""
    return [run(f"{line} --dry-run" if " report " in line else line) for line in lines]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["", "id/"])
def test_the_how_to_on_a_list_of_indicators_runs(run, tmp_path, language):
    lines = commands_in(GUIDES[f"{language}load-an-indicator-list.md"])
    file = next(word for line in lines if " load " in line for word in line.split() if word.endswith(".xlsx"))
    (tmp_path / file.replace(".xlsx", ".csv")).write_text(INDICATORS, encoding="utf-8")

    said = run_all(run, [line.replace(".xlsx", ".csv") + (" --yes" if " load " in line else "") for line in lines])

    assert [line.split()[2] for line in lines] == ["--regulation", "load", "--regulation", "remove"]
    before, after = said[0], said[2]
    assert "Biro Hukum" not in before
    assert "6 dari 6" in after
    assert "Biro Hukum" in after
    assert "Biro Hukum" not in run(lines[0])


@pytest.mark.slow
@pytest.mark.parametrize("language", ["", "id/"])
def test_the_how_to_on_synthetic_data_runs(run, tmp_path, language):
    lines = commands_in(GUIDES[f"{language}try-with-synthetic-data.md"])

    said = run_all(run, lines)

    assert "DATA SINTETIS" in said[1]
    assert not any((tmp_path / "trial" / "raw" / "submissions").glob("*.parquet"))
    assert not any((tmp_path / "data" / "raw" / "submissions").iterdir())


def fill(folder, sent, back):
    """Copy sheets as they come back; in one of them somebody answered, and wrote "nihil" for another number."""
    shutil.copytree(folder / sent, folder / back)
    [file] = (folder / back).glob(f"isian-2024-{REGENCY}-*.xlsx")
    book = load_workbook(file)
    sheet = book["Isian"]
    (first, second) = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value in (1, 2)]
    sheet.cell(first, 8).value, sheet.cell(first, 11).value = "ya", "Bagian Hukum"
    sheet.cell(second, 6).value, sheet.cell(second, 9).value = "nihil", 1
    book.save(file)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["", "id/"])
def test_the_how_to_on_supporting_data_runs(run, tmp_path, language):
    lines = [line.replace("6472", REGENCY) for line in commands_in(GUIDES[f"{language}collect-supporting-data.md"])]
    (tmp_path / "list.csv").write_text(INDICATORS, encoding="utf-8")
    run("kkpham indicators load list.csv --regulation 22/2021 --publisher Biro --yes")
    sent, back, lists = (
        re.search(rf"{end} (\w+)/$", "\n".join(lines), re.MULTILINE)[1] for end in ("-o", "import", "--to")
    )
    taken_in = next(number for number, line in enumerate(lines) if " import " in line)

    run_all(run, lines[:taken_in])
    fill(tmp_path, sent, back)
    quarantined = run(lines[taken_in], expected=1)
    said = run_all(run, lines[taken_in + 1 :])

    assert "2 baris = 1 diterima + 1 dikarantina" in quarantined
    assert (tmp_path / f"data/raw/submissions/quarantine/isian-2024-{REGENCY}.xlsx.csv").is_file() == (language == "")
    assert list((tmp_path / lists).glob(f"{REGENCY}-*/bagian-hukum.xlsx"))
    assert any("1 diserahkan dan tidak ditolak" in output for output in said)


@pytest.mark.slow
def test_the_python_of_the_analysts_how_to_runs_from_top_to_bottom(tmp_path, monkeypatch):
    monkeypatch.setenv("KKPHAM_DATA", str(sampled_folder(tmp_path / "data")))
    monkeypatch.chdir(tmp_path)
    names = {}

    for piece in re.findall(r"```python\n(.*?)```", GUIDES["analyse-coverage.md"], re.DOTALL):
        exec(piece, names)  # noqa: S102

    assert names["change"]["right_code"].tolist() == ["AIR", "WATER"]
    assert "Right to" in names["bars"].title
    assert "Right to" in names["matrix"].title
    assert set(names["findings"]["regency_code"].str[:2]) == {"64"}
    whole, parts = (names["kkp"].indicator_coverage(names[held], names["indicators"], names["regencies"])
                    for held in ("submissions", "answers"))  # fmt: skip
    assert whole.equals(parts)
    assert (tmp_path / "coverage-kaltim.svg").stat().st_size > 10_000
    assert names["named"][["full_name", "name_en"]].notna().all(axis=None)
    assert (tmp_path / "coverage-kaltim.csv").read_text(encoding="utf-8").count("\n") == len(names["cells"]) + 1 > 2
    assert set(names["scores"]["award_year"]) == {2023}
    assert set(names["firm"]["threshold_percent"]) == {50, 60, 70}
    assert "verified_only" in set(names["firm_beside_verified"]["case"])
    assert names["rule"] == names["distance"]["rule"].iloc[0] == ">60%"


@pytest.mark.slow
def test_the_how_to_on_a_list_of_awards_runs(built_data, tmp_path, monkeypatch):
    data = shutil.copytree(built_data, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    looked, asked, resolved, *after = [shlex.split(line)[1:] for line in commands_in(GUIDES["id/add-an-award-list.md"])]
    given = [word for word in looked[3:] if word != "--dry-run"]
    (tmp_path / "daftar.txt").write_text(AWARDS, "utf-8")
    asked, resolved = (words[:3] + given + words[4:] for words in (asked, resolved))

    assert [command(data, *words).exit_code for words in (looked, asked)] == [1, 1]
    questions = (tmp_path / "pertanyaan.csv").read_text("utf-8-sig").splitlines()
    codes = ["3271,", "lewati,", "lewati,", "pakai,not_awarded"]
    answers = [
        questions[0],
        *(f"{text.split(',')[0]},{code},," for text, code in zip(questions[1:], codes, strict=True)),
    ]
    (tmp_path / "pertanyaan.csv").write_text("\n".join(answers), "utf-8")
    added = command(data, *resolved, "--yes")

    assert added.exit_code == 0, added.stderr
    assert "3 klaim untuk 2025 ditambahkan sebagai sumber A001" in added.stdout + added.stderr
    provinces = json.loads(command(data, "summary", "--year", "2025", "--json").stdout)["provinces"]
    assert [name for row in provinces for name in row["awarded"]] == ["Kota Bogor", "Kota Bontang"]
    said = [command(data, *words) for words in after]
    assert [answer.exit_code for answer in said] == [0, 0, 0]
    assert "A001" in said[2].stdout + said[2].stderr
