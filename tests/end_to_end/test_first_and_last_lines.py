"""What every report says in its first lines and in its last; and that its own command makes the same form again."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from pptx import Presentation
from tests.reports.test_hedged_forms import READERS
from tests.sampled_folder import sampled_folder

from kkpham_analysis.reports.document import document_of

KKPHAM = Path(sys.executable).with_name("kkpham")

pytestmark = pytest.mark.slow

PROVINCES = {
    "id": "Persentase dihitung terhadap semua kabupaten/kota",
    "en": "The denominator is all regencies and cities",
}
LAW = "Kementerian Hukum dan HAM"
NO_RULE = "Aturan penghargaan provinsi tahun 2015 tidak diketahui"
# What is asked for, and what the head says: who gave which round, the finding, the rule, and how well it is known.
CALLS = {
    "a part is known": (
        "province_report --year 2015 --province 52 --lang id",
        (f"penghargaan 2015 oleh {LAW}", "Sedikitnya 1 dari 10", NO_RULE, "Belum ada daftar lengkap"),
    ),
    "nothing is known": (
        "province_report --year 2014 --province 14 --lang en",
        ("2014 awards by the Ministry of Law and Human Rights", "It is not known which",
         "The rule of the province award of 2014 is not known", "No source held here mentions this area"),
    ),
    "a rule on trial": (
        'province_report --year 2023 --province 64 --lang id --rule ">50%"',
        (f"penghargaan 2023 oleh {LAW}", "7 dari 10",
         "Aturan uji coba, yang diberikan pembaca: lebih dari 50 %. Aturan putaran ini sendiri: lebih dari 60 %",
         "sumber memuat daftar lengkapnya"),
    ),
    "the country": (
        "award_summary --year 2024 --lang en",
        ("2024 awards by the Ministry of Human Rights", "provinces", "Rule of the province award: at least 60 %",
         "What is not known is not counted as not awarded"),
    ),
    "a regency": (
        "regency_profile --year 2020 --regency 6472 --lang id",
        ("penghargaan 2020 oleh Kementerian Hukum dan HAM", "Kota Samarinda", "Aturan penghargaan provinsi: lebih dari "
         "50 %", "hanya bersumber dari berita media, bukan dari sumber resmi"),
    ),
    "all rounds": (
        "trends --year 2024 --lang id",
        ("semua putaran, 2013–2024", "pernah berpredikat", "Kementerian Hukum dan HAM (sampai putaran 2023) dan "
         "Kementerian HAM (sejak putaran 2024)", "lebih dari 50 % (2019 dan 2020)", "sejauh diketahui"),
    ),
    "the data": (
        "data_quality --year 2023 --lang en",
        ("2023 awards by the Ministry of Law and Human Rights", "is not known", "Rule of the province award: more than "
         "60 %", "Evidence for 38 provinces"),
    ),
    "to look around": (
        "explore --year 2022 --province 64 --lang id",
        ("penghargaan 2022 oleh Kementerian Hukum dan HAM", "kabupaten/kota", "paling sedikit 60 %", "sumber"),
    ),
}  # fmt: skip


def typed(command, **variables):
    """Type a command where one works, as it stands."""
    program, *arguments = shlex.split(command)
    assert program == "kkpham"
    environment = {**os.environ, **variables}
    result = subprocess.run([KKPHAM, *arguments], env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result


def kkpham(data, out, command):
    typed(command.replace("kkpham ", f"kkpham --out {shlex.quote(str(out))} ", 1), KKPHAM_DATA=str(data))
    files = (path for path in out.rglob("*") if path.is_file() and path.suffix not in (".ipynb", ".json"))
    return {path.relative_to(out): path for path in files}


@pytest.mark.parametrize("name", CALLS)
def test_the_first_lines_say_what_was_found_and_the_last_where_from_and_how_again(built_data, tmp_path, name):
    asked, firsts = CALLS[name]
    language = re.search(r"--lang (\w\w)", asked)[1]

    ((name, page),) = kkpham(built_data, tmp_path / "one", f"kkpham report {asked}").items()

    document = document_of(nbformat.read(page.with_suffix(".ipynb"), as_version=4), language=language)
    head = document.head
    first = re.sub(r"\[[\d, –]+\]|\u00a0", " ", " ".join([head["eyebrow"], head["note"], head["title"], head["lede"]]))
    first = re.sub(r" +(?=[.)]| )", "", first)
    assert [said for said in firsts if said not in first] == []
    assert re.search(PROVINCES[language] + r"|The denominator of shares", first)
    # Last lines: version and date of the data, how to cite, sources, and the command.
    last = " ".join(document.last_words)
    assert re.search(r"kkpham-analysis \d+\.\d+", last)
    assert re.search(
        r"\((terbaru|newest|yang bertanggal terbaru|newest dated): .*20\d\d\)|\(tanpa tanggal\)|hold no source", last
    )
    (again,) = document.of("how_to")
    # Quotation marks inside of others are single ones.
    title = head["title"].replace("“", "‘").replace("”", "’")
    assert again["cite"].startswith(
        {
            "id": "Kutip sebagai: Kontributor kkpham-analysis, “",
            "en": "Cite as: kkpham-analysis contributors, “",
        }[language]
        + title
    )
    assert list(document.of("sources")) or "hold no source" in last
    assert kkpham(built_data, tmp_path / "two", again["command"])[name].read_bytes() == page.read_bytes()


@pytest.fixture(scope="module")
def sampled(tmp_path_factory):
    return sampled_folder(tmp_path_factory.mktemp("again") / "data")


# What makes the files, and what each of them says makes it again: its name ends so.
REPORT, PLACE = "kkpham report province_report", "--year 2023 --lang {} --province 64"
COVERAGE = "kkpham report indicator_coverage --year 2023 --province 64 --parameter level=submitted --lang id"
COVERAGE_EN = "kkpham report indicator_coverage --year 2023 --lang en"
ID, EN = PLACE.format("id"), PLACE.format("en")
FORMS = {
    "a report in Indonesian": (
        f"{REPORT} {ID} --to html,pdf,docx,xlsx,pptx",
        {
            ".html": f"Laporan ini dapat dibuat ulang dengan: {REPORT} {ID}",
            ".pdf": f"Laporan ini dapat dibuat ulang dengan: {REPORT} {ID} --to pdf",
            ".docx": f"Laporan ini dapat dibuat ulang dengan: {REPORT} {ID} --to docx",
            ".xlsx": f"Laporan ini dapat dibuat ulang dengan: {REPORT} {ID} --to xlsx",
            ".pptx": f"Paparan ini dapat dibuat ulang dengan: kkpham deck {ID}",
        },
    ),
    "slides": (
        f"kkpham deck {EN}",
        {".pptx": f"These slides can be made again with: kkpham deck {EN}"},
    ),
    "slides of a template": (
        f"kkpham deck {ID} --template 'wajah/kantor baru.pptx'",
        {".pptx": f"Paparan ini dapat dibuat ulang dengan: kkpham deck {ID} --template 'wajah/kantor baru.pptx'"},
    ),
    "figures and tables": (
        f"kkpham export {EN} --to xlsx,svg --size 4:3",
        {
            "map.txt": f"This figure can be made again with: kkpham export {EN} --to png,svg --size 4:3",
            ".xlsx": f"This report can be made again with: kkpham export {EN} --to xlsx --size 4:3",
        },
    ),
    "coverage of what was handed in": (
        f"{COVERAGE} --to html,pdf",
        {
            ".html": f"Laporan ini dapat dibuat ulang dengan: {COVERAGE}",
            ".pdf": f"Laporan ini dapat dibuat ulang dengan: {COVERAGE} --to pdf",
        },
    ),
    "coverage of the country": (
        f"{COVERAGE_EN} --to html,docx",
        {
            ".html": f"This report can be made again with: {COVERAGE_EN}",
            ".docx": f"This report can be made again with: {COVERAGE_EN} --to docx",
        },
    ),
}


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("name", FORMS)
def test_each_form_names_the_command_that_makes_the_same_bytes_again(sampled, tmp_path, monkeypatch, name):
    asked, said = FORMS[name]
    monkeypatch.chdir(tmp_path)
    Path("wajah").mkdir()
    Presentation().save("wajah/kantor baru.pptx")

    made = kkpham(sampled, tmp_path / "one", asked)

    for number, (end, last) in enumerate(said.items()):
        (file,) = [file for file in made if file.name.endswith(end)]
        content = made[file].read_bytes()
        told = READERS[end[1:]](content) if end[1:] in READERS else content.decode().splitlines()
        assert last in re.sub(r"\s+", " ", " ".join(told))
        assert kkpham(sampled, tmp_path / str(number), last.partition(": ")[2])[file].read_bytes() == content


TRIAL = "--data 'uji coba' --out 'uji coba/laporan'"
LOOK = "--template wajah/kantor.pptx"
COVERED = f"kkpham {TRIAL} report indicator_coverage --year 2023 --province 64 --lang id"
# What makes a file, the file, and the command that it names.
IN_A_FOLDER = {
    "a page of made-up data": (COVERED, "uji coba/laporan/2023/id/indicator_coverage-kalimantan-timur.html", COVERED),
    "the same on paper": (
        f"{COVERED} --to pdf", "uji coba/laporan/2023/id/indicator_coverage-kalimantan-timur.pdf",
        f"{COVERED} --to pdf",
    ),
    "a page that names another": (
        f"kkpham {TRIAL} report regency_profile --year 2023 --regency 6471 --lang id",
        "uji coba/laporan/2023/id/regency_profile-kota-kutai.html", COVERED.removesuffix(" --lang id"),
    ),
    "slides of a template": (
        f"kkpham {TRIAL} deck {ID} {LOOK} -o salinan/paparan.pptx", "salinan/paparan.pptx",
        f"kkpham {TRIAL} deck {ID} {LOOK}",
    ),
}  # fmt: skip


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("name", IN_A_FOLDER)
def test_a_command_of_another_data_folder_works_as_it_is_printed(sampled, tmp_path, monkeypatch, name):
    asked, place, printed = IN_A_FOLDER[name]
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KKPHAM_DATA", raising=False)
    shutil.copytree(sampled, "uji coba")
    for folder in ("wajah", "salinan"):
        Path(folder).mkdir()
    Presentation().save("wajah/kantor.pptx")

    typed(asked)
    file = Path(place)
    content = file.read_bytes()
    text = READERS[file.suffix[1:]](content) if file.suffix[1:] in READERS else content.decode().splitlines()
    assert printed in re.sub(r"\s+", " ", " ".join(text))
    file.unlink()
    typed(printed)
    # The page that names another keeps the command of its own beside; that other one is made as it is printed.
    if "regency_profile" in place:
        assert Path("uji coba/laporan/2023/id/indicator_coverage-kalimantan-timur.html").is_file()
    else:
        # A copy elsewhere is what the command makes, which says nothing of where it was put.
        made = [*Path("uji coba/laporan").rglob("*.pptx")] if "salinan" in place else [file]
        assert [each.read_bytes() for each in made] == [content]
        assert typed(f"kkpham {TRIAL} verify").returncode == 0
