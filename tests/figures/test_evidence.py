import pytest
from matplotlib.colors import to_hex

from kkpham_analysis.figures import Setting, plot_evidence_map, plot_evidence_matrix, style
from kkpham_analysis.language import Words

ID = {"setting": Setting(Words("id"), "Peduli HAM")}
EN = {"setting": Setting(Words("en"), "Peduli HAM")}


@pytest.fixture
def rounds(helpers):
    row = helpers.share_row
    return helpers.share_frame(
        row("65", "Kalimantan Utara", 5, 0, 5, "none", year=2020),
        row("64", "Kalimantan Timur", 10, 6, 7, "disputed", known=7, year=2020),
        row("64", "Kalimantan Timur", 10, 7, 7, "complete", known=7),
        row("65", "Kalimantan Utara", 5, 1, 5, "partial"),
        row("95", "Papua Pegunungan", 8, 2, 2, "counted", known=2),
        row("93", "Papua Selatan", 4, 0, 4, "none"),
    )


def test_the_matrix_says_how_much_is_firm_and_how_much_is_not_known(rounds):
    assert plot_evidence_matrix(rounds, **EN).title == (
        "The count is firmly known in 2 of 6 boxes of province and round; in 2 it is not known"
    )


def test_the_best_known_province_comes_first(rounds, helpers):
    picture = plot_evidence_matrix(rounds, **ID)
    assert helpers.texts(picture, "name") == [
        "Kalimantan Timur", "Papua Pegunungan", "Kalimantan Utara", "Papua Selatan"
    ]  # fmt: skip
    assert helpers.texts(picture, "count") == ["1/2", "1/1", "0/2", "0/1"]


def test_each_box_says_its_count_as_well_as_it_is_known(rounds, helpers):
    picture = plot_evidence_matrix(rounds, **ID)
    assert sorted(helpers.texts(picture, "cell")) == ["1+", "2/8", "6–7/10", "7/10"]


def test_a_province_that_was_not_yet_formed_has_no_box(rounds, helpers):
    picture = plot_evidence_matrix(rounds, **ID)
    numbers = {
        name: len(helpers.drawn(picture, name)) for name in ("complete", "counted", "disputed", "partial", "none")
    }
    assert numbers == {"complete": 1, "counted": 1, "disputed": 1, "partial": 1, "none": 2}
    assert helpers.texts(picture, "year") == ["2020", "2023"]


def test_the_legend_explains_only_what_is_there(rounds, helpers):
    picture = plot_evidence_matrix(rounds[rounds["province_code"] == "64"], **ID)
    assert helpers.texts(picture, "legend") == ["lengkap", "sumber tidak sepakat"]


def test_the_alternative_text_counts_the_evidence_of_each_round(rounds):
    alt = plot_evidence_matrix(rounds, **EN).alt
    assert alt.endswith(
        "2020: sources disagree 1 and no firm evidence on regencies 1. "
        "2023: complete 1, count known 1, partly known 1, and no firm evidence on regencies 1."
    )


def test_no_province_at_all_is_refused(rounds):
    with pytest.raises(ValueError, match="no province to draw"):
        plot_evidence_matrix(rounds.head(0), **ID)


def test_the_map_tells_the_kinds_of_evidence_apart_without_colour(shares, boundaries, regencies, helpers):
    picture = plot_evidence_map(shares, boundaries, regencies, **ID)
    assert helpers.texts(picture, "legend") == [
        "lengkap", "sumber tidak sepakat", "sebagian diketahui", "belum ada bukti pasti tentang kabupaten/kota"
    ]  # fmt: skip
    (disputed,), (partial,) = helpers.drawn(picture, "disputed"), helpers.drawn(picture, "partial")
    assert (disputed.get_hatch(), partial.get_hatch()) == ("....", "////")


def test_a_province_that_is_not_known_has_an_edge_where_paper_would_be_none(shares, boundaries, regencies, helpers):
    picture = plot_evidence_map(shares, boundaries, regencies, **ID)
    provinces = {code: helpers.drawn(picture, f"province-{code}") for code in ("64", "33", "35", "11")}
    edges = {code: to_hex(shape.get_edgecolor()) for code, [shape] in provinces.items()}
    assert edges == {"64": style.PAPER, "33": style.PAPER, "35": style.UNKNOWN_EDGE, "11": style.UNKNOWN_EDGE}


def test_the_map_names_the_provinces_by_their_evidence(shares, boundaries, regencies):
    picture = plot_evidence_map(shares, boundaries, regencies, **EN)
    assert picture.title == "2023: the count is firmly known in 2 of 5 provinces; in 1 it is not known"
    assert "Complete: Kalimantan Timur and Kalimantan Utara. Sources disagree: Jawa Tengah." in picture.alt


def test_the_map_takes_one_round_only(rounds, boundaries, regencies):
    with pytest.raises(ValueError, match="one round is needed, 2"):
        plot_evidence_map(rounds, boundaries, regencies, **ID)


def test_a_map_says_that_it_is_one_and_a_chart_does_not(shares, boundaries, regencies):
    pictures = plot_evidence_map(shares, boundaries, regencies, **ID), plot_evidence_matrix(shares, **ID)
    assert [picture._repr_mimebundle_()[1]["image/png"].get("map") for picture in pictures] == [True, None]
