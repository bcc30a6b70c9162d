"""How firm verdicts are, drawn: what becomes another verdict, what becomes none, and what is not compared at all."""

import pandas as pd
import pytest

from kkpham_analysis.figures import Setting, plot_robustness
from kkpham_analysis.language import Words

FLAGS = ["meets_rule", "compared_with", "changed", "decided"]
ID = {"setting": Setting(Words("id"))}
EN = {"setting": Setting(Words("en"))}


def verdicts(*rows, rule=">=60%"):
    """Give rows of case, province, threshold, verdict and whether it changed; the flipped one is of a regency."""
    frame = pd.DataFrame(list(rows), columns=["case", "province_code", "threshold_percent", "meets_rule", "changed"])
    # What it is set beside is known: the same, or the other.
    frame = frame.assign(award_year=2023, round_rule=rule, compared_with=rule is not None, decided=False)
    return frame.astype(dict.fromkeys(FLAGS, "boolean"))


def with_open(open_codes, *rows, decided=(), rule=">=60%"):
    """As `verdicts`; the provinces of these codes have no verdict, but one at the thresholds that are named."""
    table = verdicts(*rows, rule=rule)
    others = [("as_known", code, percent, percent in decided or None, False)
              for code in open_codes for percent in (50.0, 60.0, 70.0)]  # fmt: skip
    opened = verdicts(*others, rule=rule)
    none = pd.array([None] * len(opened), dtype="boolean")
    return pd.concat([table, opened.assign(compared_with=none, decided=opened["meets_rule"].fillna(False))])


MOVED = [
    ("as_known", "64", 50.0, True, False), ("as_known", "64", 60.0, True, False), ("as_known", "64", 70.0, False, True),
    ("as_known", "65", 50.0, True, True), ("as_known", "65", 60.0, False, False), ("as_known", "65", 70.0, None, True),
]  # fmt: skip
CHANGED = {"stated_only": (True, False), "without_news": (None, True)}
LESS = [(case, code, percent, *verdict) for case, verdict in CHANGED.items()
        for code in ("64", "65") for percent in (50.0, 60.0, 70.0)]  # fmt: skip
FLIPS = [
    # Of two disputes of a province one changes its verdict, the other leaves it open.
    ("flipped", "64", 60.0, False, True), ("flipped", "64", 60.0, None, True), ("flipped", "64", 60.0, True, False),
    ("flipped", "65", 60.0, None, True),
]  # fmt: skip


def test_bars_count_the_provinces_by_threshold_and_case_and_hatch_those_that_become_open(helpers):
    picture = plot_robustness(verdicts(*MOVED, *LESS, *FLIPS), **EN)

    assert helpers.texts(picture, "number") == ["1", "0", "2", "0", "0", "0", "2", "2", "2", "0", "2", "0"]
    # Full: at 50 and 70 % one each, and one flip; hatched: at 70 % one, without news three bars, and one flip.
    assert (len(helpers.drawn(picture, "other")), len(helpers.drawn(picture, "none"))) == (3, 5)
    assert {bar.get_hatch() for bar in helpers.drawn(picture, "none")} == {"////"}
    assert helpers.texts(picture, "legend") == ["another verdict", "the verdict becomes open"]
    assert helpers.texts(picture, "rule") == ["rule of this round: at least 60\u00a0%"]
    heights = [round(bar.get_height(), 3) for bar in helpers.drawn(picture, "none")]
    assert heights == [0.25, 0.5, 0.5, 0.5, 0.25]


@pytest.mark.parametrize(
    ("setting", "title", "alt"),
    [
        (
            ID,
            "2 dari 2 provinsi berubah kesimpulannya pada salah satu ambang 50–70\u00a0%; tanpa yang hanya dari media: "
            "2",
            "Ambang digeser: 1 pada 50\u00a0%; 0 pada 60\u00a0%; 2 pada 70\u00a0%. Hanya yang disebut langsung: 0 pada "
            "50–70\u00a0%. Tanpa yang hanya dari media: 2 pada 50–70\u00a0%. Tiap perselisihan diputuskan sebaliknya: "
            "0 pada 50–70\u00a0%.",
        ),
        (
            EN,
            "2 of 2 provinces change their verdict at some threshold of 50–70\u00a0%; without what only news say: 2",
            "The threshold moves: 1 at 50\u00a0%; 0 at 60\u00a0%; 2 at 70\u00a0%. Only what is stated: 0 at "
            "50–70\u00a0%. Without what only news say: 2 at 50–70\u00a0%. Each dispute settled the other way: 0 at "
            "50–70\u00a0%.",
        ),
    ],
    ids=["id", "en"],
)
def test_the_finding_and_the_alternative_text_say_it_in_numbers(setting, title, alt):
    picture = plot_robustness(verdicts(*MOVED, *LESS), **setting)

    assert picture.title == title
    assert picture.alt.endswith(alt)


def test_without_a_rule_of_the_round_only_less_evidence_is_compared(helpers):
    moved = [(case, code, percent, met, None) for case, code, percent, met, _ in MOVED]
    table = verdicts(*moved, *LESS, rule=None)
    picture = plot_robustness(table.assign(decided=table["decided"].mask(table["case"] == "as_known")), **EN)

    assert picture.title.startswith(
        "The rule of the round is not known, so that thresholds of 50–70\u00a0% cannot be set"
    )
    assert "the threshold moves" not in helpers.texts(picture, "case")
    assert helpers.drawn(picture, "rule-line") == []


def test_where_nothing_changes_the_figure_says_so_and_has_no_legend(helpers):
    firm = [(case, code, percent, True, False) for case, code, percent, *_ in [*MOVED, *LESS]]
    picture = plot_robustness(verdicts(*firm), **EN)

    assert picture.title == (
        "None of the 2 provinces changes its verdict at a threshold of 50–70\u00a0%; only what is stated or without "
        "what only news say: none"
    )
    assert helpers.texts(picture, "legend") == []
    assert "no regency is disputed" in helpers.texts(picture, "case")


def test_of_what_was_not_tried_nothing_is_said():
    assert plot_robustness(verdicts(*MOVED), **EN).title == (
        "2 of 2 provinces change their verdict at some threshold of 50–70\u00a0%"
    )
    unmoved = [("flipped", "64", 60.0, True, False)]
    assert plot_robustness(verdicts(*MOVED, *unmoved), **EN).title.endswith(
        "; each dispute settled the other way: none"
    )


@pytest.mark.parametrize(
    ("changes", "setting", "title"),
    [
        (False, EN, "The verdict on the one province does not change at a threshold of 50–70\u00a0%"),
        (True, EN, "The verdict on the one province changes at some threshold of 50–70\u00a0%"),
        (False, ID, "Kesimpulan untuk satu provinsi itu tidak berubah pada ambang 50–70\u00a0%"),
        (True, ID, "Kesimpulan untuk satu provinsi itu berubah pada salah satu ambang 50–70\u00a0%"),
    ],
)
def test_of_one_province_the_figure_speaks_in_the_singular(changes, setting, title):
    alone = [("as_known", "64", percent, not changes, changes and percent > 60) for percent in (50.0, 60.0, 70.0)]

    assert plot_robustness(verdicts(*alone), **setting).title == title


# One verdict falls at 70 %, the other stands everywhere.
ONE_MOVES = [*MOVED[:3], *[("as_known", "65", percent, True, False) for percent in (50.0, 60.0, 70.0)]]


@pytest.mark.parametrize(
    ("setting", "title"),
    [
        (
            EN,
            "1 of the 2 provinces with a verdict changes it at some threshold of 50–70\u00a0%; 3 have none",
        ),
        (
            ID,
            "1 dari 2 provinsi yang ada kesimpulannya berubah pada salah satu ambang 50–70\u00a0%; 3 belum ada "
            "kesimpulannya",
        ),
    ],
    ids=["en", "id"],
)
def test_the_finding_counts_provinces_with_a_verdict_and_says_how_many_have_none(setting, title):
    assert plot_robustness(with_open(["61", "62", "63"], *ONE_MOVES), **setting).title == title


def test_provinces_that_get_a_verdict_only_elsewhere_stand_below_the_line_and_have_changed_none(helpers):
    picture = plot_robustness(with_open(["61", "62", "63"], *ONE_MOVES, decided=(70.0,)), **EN)

    assert helpers.texts(picture, "number")[:3] == ["0", "0", "1"]
    assert helpers.texts(picture, "number-decided") == ["3"]
    (below,) = helpers.drawn(picture, "decided")
    (above,) = helpers.drawn(picture, "other")
    assert round(below.get_height() / above.get_height(), 6) == 3
    assert round(below.get_y() + below.get_height() - above.get_y(), 6) == 0
    assert helpers.texts(picture, "legend") == [
        "another verdict",
        "below the line: has no verdict, and would have one there",
    ]
    assert " ".join(helpers.texts(picture, "case")[:4]).endswith(
        "1 of 2 with a verdict (50.0\u00a0%) at some threshold 3 without a verdict would have one"
    )
    assert "Without a verdict, and with one only there: 0 at 50–60\u00a0%; 3 at 70\u00a0%." in picture.alt
    assert [row[2:] for row in picture.data["rows"][:3]] == [[0, 0, 0], [0, 0, 0], [1, 0, 3]]


@pytest.mark.parametrize(
    ("codes", "decided", "setting", "title"),
    [
        (["61", "62"], (), EN, "No province has a verdict yet (2 of 2 open)"),
        (["61", "62"], (), ID, "Belum satu provinsi pun ada kesimpulannya (2 dari 2 terbuka)"),
        (["61"], (), EN, "The one province has no verdict yet: it is open"),
        (["61"], (), ID, "Untuk satu provinsi itu belum ada kesimpulan: terbuka"),
        (
            ["61", "62"],
            (50.0,),
            EN,
            "No province has a verdict yet (2 of 2 open); 2 would have one at another threshold",
        ),
        (
            ["61", "62"],
            (50.0,),
            ID,
            "Belum satu provinsi pun ada kesimpulannya (2 dari 2 terbuka); pada ambang lain kesimpulan baru ada "
            "untuk 2",
        ),
    ],
)
def test_where_no_province_has_a_verdict_nothing_is_called_firm(codes, decided, setting, title, helpers):
    picture = plot_robustness(with_open(codes, decided=decided), **setting)

    assert picture.title == title
    no_verdict = setting["setting"].words.phrase("firmness.no_verdict")
    assert no_verdict in " ".join(helpers.texts(picture, "case"))


@pytest.mark.parametrize(
    ("moves", "setting", "title"),
    [
        (True, EN, "The one province with a verdict changes it at some threshold of 50–70\u00a0%; 1 has none"),
        (False, EN, "The one province with a verdict does not change it at a threshold of 50–70\u00a0%; 1 has none"),
        (
            True,
            ID,
            "Satu-satunya provinsi yang ada kesimpulannya berubah pada salah satu ambang 50–70\u00a0%; 1 belum ada "
            "kesimpulannya",
        ),
        (
            False,
            ID,
            "Satu-satunya provinsi yang ada kesimpulannya tidak berubah pada ambang 50–70\u00a0%; 1 belum ada "
            "kesimpulannya",
        ),
    ],
)
def test_of_one_verdict_among_several_provinces_the_figure_speaks_in_the_singular(moves, setting, title):
    alone = [("as_known", "64", percent, not moves, moves and percent > 60) for percent in (50.0, 60.0, 70.0)]

    assert plot_robustness(with_open(["61"], *alone), **setting).title == title


def test_verified_data_alone_are_a_case_of_their_own(helpers):
    less = [("verified_only", code, percent, None, True) for code in ("64", "65") for percent in (50.0, 60.0, 70.0)]
    picture = plot_robustness(verdicts(*MOVED, *less), **EN)

    assert picture.title.endswith("; without data that are not verified: 2")
    assert not any("stated" in text for text in helpers.texts(picture, "case"))


def test_a_threshold_has_as_many_decimals_as_it_needs():
    odd = [("as_known", "64", 60.0, True, False), ("as_known", "64", 62.25, False, True)]
    assert "60–62.25\u00a0%" in plot_robustness(verdicts(*odd), **EN).title


def test_made_up_verdicts_are_marked_on_the_figure(helpers):
    picture = plot_robustness(verdicts(*MOVED).assign(synthetic=True), **ID)

    assert picture.marks == ("synthetic",)
    assert picture.alt.startswith(Words("id").phrase("marks.synthetic_said"))
    assert len(helpers.drawn(picture, "watermark")) > 0


def test_verdicts_that_follow_from_scores_are_told_from_published_ones(helpers):
    picture = plot_robustness(verdicts(*MOVED).assign(assumed="bonus_max"), **EN)

    assert picture.alt.startswith(
        "From scores by the formula, not from published awards. Assumed, without a source: bonus"
    )
    assert any(text.startswith("From scores by the formula") for text in helpers.texts(picture))


def test_verdicts_of_several_rounds_are_refused():
    both = pd.concat([verdicts(*MOVED), verdicts(*MOVED).assign(award_year=2022)])
    with pytest.raises(ValueError, match="one round is needed, 2 are in the table"):
        plot_robustness(both, **ID)
