"""`kkpham indicators`: what is known, a list taken in and out again, and what is told of a list that is wrong."""

import json
import re
import shutil

import pytest
from typer.testing import CliRunner

from kkpham_analysis import cli
from kkpham_analysis.tables.loading import load

RIGHTS = ("bantuan hukum", "INFO", "Hak turut serta dalam pemerintahan", "keberagaman", "kependudukan", "kesehatan",
          "pendidikan", "pekerjaan", "LINGK_RUMAH", "perempuan dan anak")  # fmt: skip
LIST = ["Lampiran;;;", "No.;Hak;Jenis;Indikator"] + [
    f"{number + 1};{RIGHTS[number // 12]};{('Struktur', 'Proses', 'Hasil')[number % 3]};Indikator {number + 1}"
    for number in range(120)
]
FLAGS = ["--regulation", "22/2021", "--lang", "en"]


@pytest.fixture
def own_data(real_data, tmp_path, monkeypatch):
    """The real facts in a folder of their own, built."""
    data = tmp_path / "data"
    shutil.copytree(real_data / "raw", data / "raw", ignore=shutil.ignore_patterns("submissions"))
    shutil.copytree(real_data / "processed", data / "processed")
    monkeypatch.setenv("KKPHAM_DATA", str(data))
    return data


def call(*arguments):
    return CliRunner().invoke(cli.app, ["indicators", *map(str, arguments)])


def raw_files(data):
    return {file.name: file.read_bytes() for file in (data / "raw" / "indicators").iterdir()}


def written(path, lines):
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_what_is_known_and_what_is_missing_is_told(real_data):
    known = json.loads(call("--regulation", "22/2021", "--json").stdout)
    (record,) = known["regulations"]
    assert record["indicators"] == {"total": 120, "known": 4, "with_number": 0}
    assert record["rights"] == {"total": 10, "known": 10}
    assert record["catalogue"]["kind"] == "known"
    assert record["missing"]["indicators"] == 116
    assert {entry["certainty"] for entry in record["settings"]} == {"likely", "assumed"}
    ids = {page["source_id"] for page in known["sources"]}
    assert {"M045", "M117", "M072"} <= ids
    text = call("--lang", "en").stdout
    assert "34/2016 · Permenkumham 34/2016 · Regencies and Cities Caring for Human Rights · rounds 2017–2020" in text
    assert "In use: what is publicly known; this is not the official list." in text


def test_a_list_comes_in_is_in_use_and_goes_out_without_a_trace(own_data, tmp_path):
    before = raw_files(own_data)
    file = written(tmp_path / "list.csv", LIST)
    loaded = call("load", file, *FLAGS, "--publisher", "Biro Hukum", "--yes")
    assert (loaded.exit_code, loaded.stdout) == (
        0, "120 indicators were loaded as version 1 of the list of 22/2021.\n",
    )  # fmt: skip
    assert "  BANKUM: 12 (result 4, process 4, structure 4) · Right to legal aid\n" in loaded.stderr
    assert "Row 1 is no indicator" not in loaded.stderr
    table = load("indicators")
    own = table[table["regulation"] == "22/2021"]
    assert own["indicator_code"].tolist()[::119] == ["22/2021-001", "22/2021-120"]
    assert set(own["kind"]) == {"loaded"}
    again = call("load", file, *FLAGS, "--yes")
    assert "nothing was added" in again.stdout
    assert "In use: the list that was loaded, version 1 (list.csv, from Biro Hukum" in call(*FLAGS).stdout
    assert call("remove", *FLAGS).exit_code == 0
    assert raw_files(own_data) == before


def test_the_page_of_a_loaded_list_is_told_and_recorded_when_it_is_given_later_and_kept_when_it_is_another(
    own_data, tmp_path
):
    file = written(tmp_path / "list.csv", LIST)
    call("load", file, *FLAGS, "--yes")
    assert "version 1 (list.csv, publisher not stated, loaded " in call(*FLAGS).stdout

    later = call("load", file, *FLAGS, "--yes", "--source", "https://ham.go.id/a", "--publisher", "Biro Hukum")

    assert later.stdout.splitlines()[1:] == [
        "Now on record for version 1: from Biro Hukum.",
        "Now on record for version 1: the address https://ham.go.id/a.",
    ]
    assert "version 1 (list.csv, from Biro Hukum, address https://ham.go.id/a, loaded " in call(*FLAGS).stdout
    other = call("load", file, *FLAGS, "--yes", "--source", "https://ham.go.id/b")
    assert other.stdout.splitlines()[1:] == [
        "Version 1 stays on record with the address https://ham.go.id/a; https://ham.go.id/b was not recorded. "
        "To replace it, first take the list out: kkpham indicators remove --regulation 22/2021."
    ]
    assert "address https://ham.go.id/a," in call(*FLAGS).stdout


def test_rights_stand_in_the_order_of_the_regulation(real_data):
    record = json.loads(call("--regulation", "22/2021", "--json").stdout)["regulations"][0]

    assert [right["right_code"] for right in record["by_right"]] == [
        "BANKUM", "INFO", "TURUT_SERTA", "RAGAM", "DUKCAPIL", "SEHAT", "DIDIK", "KERJA", "LINGK_RUMAH",
        "PEREMPUAN_ANAK",
    ]  # fmt: skip


def test_a_build_names_the_folder_that_it_reads(own_data, tmp_path):
    loaded = call("load", written(tmp_path / "list.csv", LIST), *FLAGS, "--yes")

    assert f"reading and checking {own_data}/raw\n" in loaded.stderr
    assert f"writing {own_data}/processed\n" in loaded.stderr


def test_a_loaded_list_is_shown_with_all_it_says_and_what_it_repeats_is_remarked(own_data, tmp_path):
    lines = [f"{line};Perda {number};2,5;Ya/Tidak" if number else f"{line};Data Dukung;Nilai;Satuan"
             for number, line in enumerate(LIST[1:])]  # fmt: skip
    lines[7] = lines[7].replace("Indikator 7", "Indikator 6")
    loaded = call("load", written(tmp_path / "list.csv", lines), *FLAGS, "--yes")
    shown = call(*FLAGS).stdout

    assert "Indicators 6, 7 have the same wording: Indikator 6\n" in loaded.stderr
    assert "(list.csv, publisher not stated, loaded" in shown
    header, first = (next(line for line in shown.splitlines() if line.startswith(start)) for start in ("No. ", "1 "))
    assert re.split("  +", header) == [
        "No.", "Code", "Type", "Indicator", "Supporting data", "Points", "Unit", "Sources",
    ]  # fmt: skip
    assert re.split("  +", first) == ["1", "BANKUM", "structure", "Indikator 1", "Perda 1", "2.5", "yes/no", "–"]


def test_a_list_with_faults_stops_and_tells_them_all(own_data, tmp_path):
    before = raw_files(own_data)
    lines = [line.replace("kesehatan", "udara") for line in LIST[:-1]]
    result = call("load", written(tmp_path / "list.csv", lines), *FLAGS, "--yes")
    assert (result.exit_code, result.stdout) == (1, "This list was not loaded: it has 15 faults.\n")
    assert (
        "list.csv line 63, column Hak: 'udara' is not a right of this regulation; write one of: BANKUM" in result.stderr
    )
    assert (
        "list.csv: holds 119 indicators; regulation 22/2021 is known to have 120; load the whole list" in result.stderr
    )
    assert "list.csv: lacks the numbers 120;" in result.stderr
    assert raw_files(own_data) == before


def test_without_a_terminal_nothing_is_written_unless_told(own_data, tmp_path):
    before = raw_files(own_data)
    result = call("load", written(tmp_path / "list.csv", LIST), *FLAGS)
    assert result.exit_code == 2
    assert "run it again with --yes" in result.stderr
    assert raw_files(own_data) == before


def test_placeholders_say_what_they_are_and_make_nothing_known(own_data):
    loaded = call("load", "--placeholder", *FLAGS, "--yes")
    assert loaded.stdout == (
        "120 placeholders were loaded for 22/2021 (version 1): no real indicators, only for trying things out.\n"
        f"This changes {own_data / 'raw' / 'indicators'}; to take them out again: kkpham indicators remove "
        "--regulation 22/2021\n"
    )
    shown = call(*FLAGS).stdout
    assert "Indicators: 4 of 120 known, 0 of them with their numbers." in shown
    assert "In use: PLACEHOLDERS, version 1" in shown
    assert "- 116 of 120 indicators" in shown
    table = load("indicators")
    own = table[table["regulation"] == "22/2021"]
    assert (len(own), set(own["kind"])) == (120, {"placeholder"})
    assert own["label_en"].iloc[16] == "Indicator 017 (placeholder)"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--regulation", "9/1999"], 2, "there is no regulation '9/1999'; there are: 25/2013, 34/2016, 22/2021"),
        (["load", "--regulation", "22/2021"], 2, "name one file with the list of indicators, or --placeholder"),
        (["load", "none.csv", "--regulation", "22/2021"], 2, "none.csv: there is no such file"),
        (["load", "a.csv", "--regulation", "22/2021", "--source", "ham"], 2, "'ham' is not the address of a page"),
        (["remove", "--regulation", "22/2021"], 2, "no list of 22/2021 is loaded"),
    ],
    ids=["regulation", "nothing", "file", "address", "remove"],
)
def test_a_wrong_call_says_what_would_be_right(own_data, arguments, code, told):
    result = call(*arguments, "--lang", "en")
    assert result.exit_code == code
    assert told in result.stderr


def test_every_type_of_a_regulation_has_a_column_in_its_order_though_none_of_it_is_known(own_data):
    (record,) = json.loads(call("--regulation", "22/2021", "--json").stdout)["regulations"]
    shown = call("--regulation", "22/2021", "--lang", "en").stdout

    assert record["by_type"] == [
        {"type": "struktur", "indicators": 0}, {"type": "proses", "indicators": 2}, {"type": "hasil", "indicators": 2},
    ]  # fmt: skip
    assert re.search(r"Indicators +structure +process +result\n", shown)


def test_a_regulation_that_nobody_has_heard_of_is_a_few_rows(own_data):
    def more(path, *rows):
        with (own_data / "raw" / path).open("a", encoding="utf-8", newline="") as file:
            file.write("".join(f"{row}\n" for row in rows))

    classes = (("utama", 1, 90), ("baik", 1, 80), ("cukup", 0, 60), ("kurang", 0, 40), ("buruk", 0, 0))
    more("awards/categories.csv", *(f"{name},{yes},{7 + place},{name.title()},{name.title()} (en),"
                                    for place, (name, yes, _) in enumerate(classes)))  # fmt: skip
    more("indicators/regulations.csv", "99/2030,Peraturan 99,Daerah Patuh HAM,Complying Region,2030,2032,8,20,M001")
    more("indicators/rights.csv", *(f"99/2030,H{number},Hak {number},Right {number},dasar,M001,"
                                    for number in range(1, 9)))  # fmt: skip
    more("indicators/regulation_classes.csv", *(f"99/2030,{name},{low},certain,M001," for name, _, low in classes))
    more("indicators/regulation_settings.csv", "99/2030,formula,,mean_of_rights,certain,M001,",
         "99/2030,type_weight,komitmen,40,certain,M001,", "99/2030,type_weight,mutu,60,certain,M001,")  # fmt: skip
    assert call("load", "--placeholder", "--regulation", "99/2030", "--yes").exit_code == 0
    (record,) = json.loads(call("--regulation", "99/2030", "--json").stdout)["regulations"]
    assert record["by_type"] == [{"type": "komitmen", "indicators": 12}, {"type": "mutu", "indicators": 8}]
    assert [(entry["category"], entry["is_compliant"]) for entry in record["classes"]] == [
        ("utama", True), ("baik", True), ("cukup", False), ("kurang", False), ("buruk", False),
    ]  # fmt: skip
    shown = call("--regulation", "99/2030", "--lang", "en").stdout
    assert "99/2030 · Peraturan 99 · Complying Region · rounds 2030–2032" in shown
    assert ["H8", "Right", "8", "dasar", "2", "1", "1"] in [line.split() for line in shown.splitlines()]


def test_of_a_regulation_without_any_known_indicator_nothing_is_in_use(own_data):
    with (own_data / "raw" / "indicators/regulations.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("99/2030,Peraturan 99,Daerah Patuh HAM,Complying Region,2030,2032,8,20,M001\n")

    assert (
        "In use: nothing yet; none of its indicators is known, and no list is loaded."
        in call("--regulation", "99/2030", "--lang", "en").stdout
    )
