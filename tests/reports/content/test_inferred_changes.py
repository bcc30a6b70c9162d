"""What became of regencies since the round before rests on two results: where one is inferred the count says so."""

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import award_summary, headlines
from kkpham_analysis.reports.content.facts import round_facts
from kkpham_analysis.reports.content.inferred import changes_between, numbers_told


def round_of(award_year, *rows):
    names = ["regency_code", "status", "inferred"]
    frame = pd.DataFrame(rows, columns=names).assign(award_year=award_year, province_code="64", contested=False)
    return frame.assign(full_name=frame["regency_code"])


def test_a_known_change_is_inferred_where_the_result_of_either_round_is():
    before = round_of(2022, ("6401", "compliant", True), ("6402", "compliant", False), ("6403", "compliant", False),
                      ("6404", "compliant", True))  # fmt: skip
    after = round_of(2023, ("6401", "compliant", False), ("6402", "not_named", True), ("6403", "compliant", False),
                     ("6404", "unknown", False), ("6405", "compliant", True))  # fmt: skip

    assert changes_between(before, after)[["regency_code", "change", "inferred"]].to_numpy().tolist() == [
        ["6401", "kept", True], ["6402", "lost", True], ["6403", "kept", False], ["6404", "unknown", False],
        ["6405", "not_yet_formed", False],
    ]  # fmt: skip


def test_the_number_of_a_change_says_how_many_are_inferred_and_both_are_numbers_beside_it():
    changes = pd.DataFrame(
        [("kept", True), ("kept", False), ("lost", True), ("unknown", False)], columns=["change", "inferred"]
    )

    assert numbers_told(changes, ["kept", "lost", "still_without"], Words("id")) == {
        "kept_told": "2, 1 disimpulkan", "kept": 2, "kept_inferred": 1,
        "lost_told": "1, disimpulkan", "lost": 1, "lost_inferred": 1,
        "still_without_told": "0", "still_without": 0, "still_without_inferred": 0,
    }  # fmt: skip


def test_the_table_and_the_sentence_of_the_country_say_who_was_kept_by_inference_alone(real_data):
    part = award_summary.changes_part(round_facts(2019, words=Words("id")))
    prose, table = part.contents

    kept = table.frame.set_index("province")["kept_told"]
    assert (kept["Lampung"], kept["Jambi"], kept["Sumatera Utara"]) == ("3, disimpulkan", "1", "5, 2 disimpulkan")
    assert "Di antaranya disimpulkan: 1 baru, 18 bertahan, dan 1 tidak lagi berpredikat." in str(prose)


def test_the_title_of_the_slide_on_changes_says_how_many_are_inferred(real_data):
    assert headlines.changes(round_facts(2019, words=Words("id"))) == (
        "Sejak 2018: 1 baru (disimpulkan), 34 bertahan (18 disimpulkan), 1 tidak lagi berpredikat (disimpulkan), "
        "1 tetap tanpa predikat, dan 477 belum diketahui"
    )
