"""Where a page has no scores it says why in the words of an official: no name of a table, and no setting."""

import pytest
from tests.sampled_folder import command, small_folder

from kkpham_analysis.language import Words
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.reports.content import indicator_coverage as page
from kkpham_analysis.reports.content.coverage_facts import coverage_facts, score_facts
from kkpham_analysis.reports.content.unscored import LACKS, why_unscored

FORMULA = UnfitError("unfit.no_setting", regulation="15/2025", setting="formula", known="points_of_all")
ADDING = UnfitError("unfit.no_setting", regulation="15/2025", setting="inside_type", known="share_of_points")
OTHER = UnfitError("unfit.setting", regulation="15/2025", setting="formula", value="x", known="points_of_all")
POINTS = UnfitError("unfit.no_max_points", regulation="15/2025", count=1, first="15/2025-001")


@pytest.mark.parametrize(
    ("error", "language", "said"),
    [
        (FORMULA, "id", "rumus penilaian Peraturan 15/2025 belum diketahui"),
        (FORMULA, "en", "the scoring formula of regulation 15/2025 is not known"),
        (ADDING, "id", "cara menjumlahkan nilai indikator sejenis menurut Peraturan 15/2025 belum diketahui"),
        (POINTS, "id", "nilai tertinggi 1 indikator Peraturan 15/2025 belum diketahui"),
        (POINTS, "en", "the most that 1 indicator of regulation 15/2025 can earn is not known"),
        (
            OTHER,
            "id",
            "ketentuan penilaian Peraturan 15/2025 dalam data belum lengkap atau tidak sesuai dengan daftar "
            "indikatornya",
        ),
        (ValueError("bulat"), "id", ""),
    ],
)
def test_what_is_not_known_is_said_without_the_name_of_a_table(error, language, said):
    assert why_unscored(error, "15/2025", Words(language)) == said


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("key", LACKS)
def test_no_reason_has_a_name_that_only_programs_use(key, language):
    said = why_unscored(UnfitError(key, regulation="15/2025", **VALUES), "15/2025", Words(language))
    assert ("_" in said, said != "") == (False, True)


NAMES = ("setting", "names", "first", "known", "award_year", "regency", "points", "indicator", "most")
VALUES = dict.fromkeys(NAMES, 1) | {"count": 2}


def test_a_page_of_a_regulation_without_a_formula_says_that_it_is_not_known(tmp_path):
    folder = small_folder(tmp_path / "data")
    assert command(folder, "sample", "--year", 2023, "--seed", 3).exit_code == 0
    settings = folder / "raw" / "indicators" / "regulation_settings.csv"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if ",formula," not in line), encoding="utf-8")
    assert command(folder, "build").exit_code == 0
    facts = coverage_facts(2023, words=Words("id"), data_dir=folder)

    scores = score_facts(facts, data_dir=folder)
    assert repr(page.scores_part(facts, scores)) == (
        "Nilai menurut rumus peraturan, bukan nilai resmi\n\n"
        "Nilai tidak dapat dihitung karena rumus penilaian Peraturan 22/2021 belum diketahui."
    )
    # The command goes on naming the table, for who mends it.
    assert scores.problem.startswith("regulation_settings: 22/2021 tidak memiliki formula")
    paths = command(folder, "coverage", "--year", 2023, "--province", "kaltim", "--paths", "--lang", "id")
    assert "regulation_settings: 22/2021" in paths.stderr
