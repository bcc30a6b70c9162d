"""The name that a regulation gives the award itself is understood wherever it stands, and is none of its titles."""

import pytest
from tests.tables.award_lists.test_understanding import CATEGORIES, claims, read

from kkpham_analysis.tables.award_lists.understanding import lines_of_any

AWARDS = ["Kabupaten/Kota Sadar Hukum", "Regencies and Cities that Know the Law"]
PASER = [("6401", "peduli")]


def found(text):
    lines = lines_of_any(text, "list.txt", categories=CATEGORIES, awards=AWARDS)
    understood = read(lines, awards=AWARDS)
    return [(entry.code, entry.category) for entry in understood.of("claim")], understood.of("unsettled")


@pytest.mark.parametrize(
    "heading",
    ["Kabupaten/Kota Sadar Hukum 2025", "KOTA SADAR HUKUM", "Daftar penerima penghargaan Sadar Hukum Tahun 2025:",
     "Anugerah Kabupaten dan Kota Sadar Hukum diberikan kepada:", "Regencies and Cities that Know the Law 2025",
     "No;Kabupaten/Kota Sadar Hukum;Nilai"],
)  # fmt: skip
def test_a_heading_with_the_name_of_the_award_is_understood(heading):
    sign = ";" if ";" in heading else " "

    assert found(f"{heading}\n1.{sign}Kab. Paser") == (PASER, [])


@pytest.mark.parametrize("heading", [
    "Belum Sadar Hukum", "Calon Kabupaten/Kota Sadar Hukum", "Kabupaten/Kota Calon Sadar Hukum", "Sadar Pajak",
])  # fmt: skip
def test_what_denies_or_stands_beside_the_name_of_the_award_is_asked_about(heading):
    claimed, asked = found(f"{heading}\n1. Kab. Paser")

    assert (claimed, [entry.asked for entry in asked]) == ([], [heading])


def test_the_name_of_an_award_within_a_title_gives_no_lower_title_the_honour():
    of_round = {"awards": ["Kabupaten/Kota Peduli HAM"]}

    assert claims("Kabupaten/Kota Kurang Peduli HAM\n1. Kab. Paser", **of_round) == [("6401", "kurang_peduli")]
    assert claims("Kabupaten/Kota Peduli HAM\n1. Kab. Paser", **of_round) == PASER
