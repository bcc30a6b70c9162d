from types import MappingProxyType

import pytest
from matplotlib.colors import to_hex

from kkpham_analysis.figures import Setting, plot_national_map, plot_province_map, style
from kkpham_analysis.figures.marks import first_contested
from kkpham_analysis.figures.status_words import count_texts
from kkpham_analysis.language import Words

AWARD = "Peduli HAM"


@pytest.fixture
def national(shares, boundaries, regencies):
    def plot(language="id", *, told=MappingProxyType({}), **changes):
        given = {"shares": shares, "boundaries": boundaries, "regencies": regencies, **changes}
        frames = [given.pop(name) for name in ("shares", "boundaries", "regencies")]
        return plot_national_map(*frames, setting=Setting(Words(language), AWARD, **told), **given)

    return plot


@pytest.fixture
def province(status, boundaries, regencies):
    def plot(language="id", *, told=MappingProxyType({}), **changes):
        given = {"status": status, "province_code": "64", **changes}
        frames = (given.pop("status"), boundaries, regencies)
        return plot_province_map(*frames, setting=Setting(Words(language), AWARD, **told), **given)

    return plot


def test_the_title_is_the_finding_in_both_languages(national):
    assert (
        national().title
        == "Di 2 dari 3 provinsi yang datanya cukup, lebih dari 60\xa0% kabupaten/kota berpredikat Peduli HAM"
    )
    assert (
        national("en").title
        == "In 2 of 3 provinces with enough data, more than 60\xa0% of the regencies and cities were named Peduli HAM"
    )


def test_every_province_of_the_round_is_drawn_once(national, helpers):
    codes = [patch.get_gid() for patch in helpers.drawn(national(), "province-")]
    assert sorted(codes) == ["province-11", "province-33", "province-35", "province-64", "province-65"]


def test_unknown_is_drawn_in_three_ways(national, helpers):
    picture = national()
    assert [patch.get_hatch() for patch in helpers.drawn(picture, "open-35")] == [style.HATCHED]
    assert [patch.get_hatch() for patch in helpers.drawn(picture, "disputed-33")] == [style.DOTTED]
    faces = {patch.get_gid(): patch.get_facecolor() for patch in helpers.drawn(picture, "province-")}
    from matplotlib.colors import to_rgba

    assert faces["province-11"] == faces["province-35"] == to_rgba(style.UNKNOWN)
    assert faces["province-33"] == to_rgba(style.scale_for(">60%").colours[-1])


def test_the_legend_says_unknown_in_words_and_marks_the_rule(national, helpers):
    picture = national()
    assert helpers.texts(picture, "legend") == [
        "sumber berbeda, kesimpulannya sama",
        "sebagian diketahui, belum dapat disimpulkan",
        "belum diketahui",
    ]
    assert helpers.texts(picture, "rule") == ["aturan: lebih dari 60\xa0%"]
    assert helpers.texts(picture, "bound") == ["0", "20", "40", "60", "80", "100"]


def test_the_legend_follows_the_threshold(national, shares, helpers):
    picture = national(shares=shares.assign(rule=">50%"))
    assert helpers.texts(picture, "bound") == ["0", "25", "50", "75", "100"]
    assert helpers.texts(picture, "rule") == ["aturan: lebih dari 50\xa0%"]


def test_a_round_without_a_rule_has_no_mark_and_no_verdict(national, shares, helpers):
    picture = national(
        shares=shares.assign(rule=None, meets_rule=None).astype({"meets_rule": "boolean", "rule": "str"})
    )
    assert helpers.texts(picture, "rule") == []
    assert picture.title == (
        "Persentase kabupaten/kota berpredikat Peduli HAM diketahui untuk 2 dari 5 provinsi; "
        "untuk 1 provinsi sumber tidak sepakat"
    )
    assert picture.alt.endswith(
        "Persentase diketahui: Kalimantan Timur 70,0\xa0% dan Kalimantan Utara 40,0\xa0%. "
        "Sumber tidak sepakat: Jawa Tengah 94,3–97,1\xa0%. Belum diketahui: 1 provinsi."
    )


def test_a_partly_known_province_whose_verdict_is_certain_takes_its_side(national, shares, helpers):
    sure = shares.assign(
        compliant_low=shares["compliant_low"].where(shares["evidence"] != "partial", 30),
        meets_rule=shares["meets_rule"].where(shares["evidence"] != "partial", True),
    )
    picture = national(shares=sure)
    assert len(helpers.drawn(picture, "likely-35")) == 1
    assert "sebagian diketahui, sudah dapat disimpulkan" in helpers.texts(picture, "legend")


def test_the_alternative_text_names_the_provinces_on_either_side(national):
    alt = national("en").alt
    assert "Met the rule: Kalimantan Timur and Jawa Tengah." in alt
    assert "Did not: Kalimantan Utara." in alt
    assert "No verdict yet: 1 province. Not known: 1 province." in alt


def test_the_land_of_a_regency_not_yet_formed_belongs_to_its_province(national, helpers):
    outlines = {patch.get_gid(): patch.get_path() for patch in helpers.drawn(national(), "province-")}
    tall = {code: path.get_extents().height for code, path in outlines.items()}
    assert tall["province-64"] > 1.2 * tall["province-65"]


def test_a_figure_in_a_page_has_no_title_but_a_caption(national, helpers):
    picture = national(told={"titled": False})
    assert not any("Di 2 dari 3" in text for text in helpers.texts(picture))
    assert picture.caption == "Persentase kabupaten/kota berpredikat Peduli HAM menurut provinsi, penghargaan 2023"


def test_the_last_line_counts_the_sources_and_names_the_denominator(national, sources, helpers):
    line = " ".join(
        text for text in helpers.texts(national(told={"sources": sources})) if " · " in text or "Penyebut" in text
    )
    assert "Sumber: 3 halaman publik, yang bertanggal terbaru 19 Desember 2023" in line
    assert "geoBoundaries/BPS 2020, untuk statistik" in line
    assert "Penyebut: semua kabupaten/kota di provinsi" in line


def test_undated_sources_are_not_given_a_date(national, sources, helpers):
    lines = helpers.texts(national(told={"sources": sources.assign(published_on=None)}))
    assert any(text.startswith("Sumber: 3 halaman publik ·") for text in lines)


def test_two_rounds_at_once_are_refused(national, shares, helpers):
    import pandas as pd

    with pytest.raises(ValueError, match="one round is needed, 2"):
        national(shares=pd.concat([shares, shares.assign(award_year=2022)]))


def test_the_province_map_draws_each_regency_and_names_it(province, helpers):
    picture = province()
    assert [patch.get_gid() for patch in helpers.drawn(picture, "regency-")] == ["regency-6401", "regency-6402"]
    assert [text.replace("\n", " ") for text in helpers.texts(picture, "label-6402")] == ["Kutai Barat"]
    assert helpers.texts(picture, "label-6501") == []


def test_the_province_map_counts_each_status_in_the_legend(province, helpers):
    assert helpers.texts(province("en"), "legend") == [
        "Peduli HAM (1)",
        "not named in a full list (1)",
        "another source gives a different result or number",
        "not yet formed",
    ]


def test_a_contested_regency_is_dotted(province, helpers):
    assert [patch.get_hatch() for patch in helpers.drawn(province(), "contested-6401")] == [style.DOTTED]


def test_the_legend_says_of_those_outside_a_full_list_that_only_a_number_contradicts_it(province, status, helpers):
    outside = status.assign(status=["compliant", "not_named", "unknown"], contested=[False, True, False])
    assert helpers.texts(province("en", status=outside), "legend")[2] == (
        "another source gives a number that does not fit the full list"
    )


def test_the_alternative_text_names_what_is_dotted(province, helpers):
    rows = [
        ("6401", "Kabupaten Paser", "compliant", True),
        ("6402", "Kabupaten Kutai Barat", "compliant", False),
        ("6403", "Kabupaten Berau", "not_named", True),
        ("6404", "Kota Bontang", "not_named", True),
    ]
    lists = province(status=helpers.status_frame(rows)).alt.split(". ", 2)[2]
    assert lists == (
        "Peduli HAM: Kabupaten Paser dan Kabupaten Kutai Barat. "
        "Yang diperselisihkan (sumber lain menyebut hasil atau jumlah yang berbeda): Kabupaten Paser. "
        "Tidak disebut dalam daftar lengkap: Kabupaten Berau dan Kota Bontang. "
        "Semuanya diperselisihkan (sumber lain menyebut jumlah yang tidak cocok dengan daftar lengkap)."
    )


def test_the_alternative_text_of_a_map_without_a_dispute_speaks_of_none(province, status):
    assert "disputed" not in province("en", status=status.assign(contested=False)).alt.lower()


def test_the_legend_shows_the_dots_on_the_colour_of_what_is_contested(status):
    none = status.assign(contested=False)
    outside = none.assign(status="not_named", contested=True)

    assert [first_contested(frame) for frame in (status, none, outside)] == ["compliant", None, "not_named"]
    assert first_contested(none.assign(status="disputed", contested=True)) is None


def test_a_regency_not_yet_formed_is_drawn_as_context(province, helpers):
    assert len(helpers.drawn(province(), "unformed")) == 1


def test_the_province_map_says_share_and_verdict_where_shares_are_given(province, shares):
    picture = province("en", shares=shares)
    assert picture.title == "7 of 10 regencies and cities in Kalimantan Timur were named Peduli HAM"
    assert picture.caption == "70.0\xa0%, meets the rule (more than 60\xa0%) · 2023 awards"


@pytest.mark.parametrize(
    ("language", "caption"),
    [
        (
            "en",
            "Regencies and cities named Peduli HAM in Kalimantan Timur · 70.0\xa0%, meets the rule (more than 60\xa0%) "
            "· 2023 awards",
        ),
        (
            "id",
            "Kabupaten/kota berpredikat Peduli HAM di Kalimantan Timur · 70,0\xa0%, memenuhi aturan (lebih dari "
            "60\xa0%) · penghargaan 2023",
        ),
    ],
)
def test_in_a_page_the_caption_of_a_province_map_names_what_is_measured_and_where(province, shares, language, caption):
    assert province(language, shares=shares, told={"titled": False}).caption == caption


def test_a_province_of_which_nothing_is_known_says_so(province, status, shares):
    picture = province(status=status.assign(status="unknown", contested=False))
    assert picture.title == "Belum diketahui mana dari 2 kabupaten/kota di Kalimantan Timur yang berpredikat Peduli HAM"


def test_what_is_known_of_a_part_is_said_as_at_least(province, status):
    some = status.assign(status=["compliant", "unknown", "unknown"])
    assert province(status=some).title == (
        "Sedikitnya 1 dari 2 kabupaten/kota di Kalimantan Timur berpredikat Peduli HAM; 1 belum diketahui"
    )


def test_of_one_regency_the_title_speaks_in_the_singular(province, status):
    some = status.assign(status=["compliant", "unknown", "unknown"])
    none_open = status.assign(status=["compliant", "not_compliant", "not_compliant"], contested=False)
    assert [province("en", status=each).title for each in (some, none_open)] == [
        "At least 1 of 2 regencies and cities in Kalimantan Timur was named Peduli HAM; 1 not known",
        "1 of 2 regencies and cities in Kalimantan Timur was named Peduli HAM",
    ]


def test_where_sources_disagree_the_title_gives_the_range_and_says_so(province, status, shares):
    here = shares.assign(province_code=shares["province_code"].replace({"33": "64", "64": "33"}))
    assert province(shares=here).title == (
        "33–34 dari 35 kabupaten/kota di Jawa Tengah berpredikat Peduli HAM: sumber tidak sepakat"
    )


def test_a_province_that_is_not_in_the_round_is_refused(province):
    with pytest.raises(ValueError, match="province '99' has no regency"):
        province(province_code="99")


def test_the_input_is_not_changed(province, status, boundaries):
    before = status.copy(), boundaries.copy()
    province()
    assert status.equals(before[0])
    assert boundaries.equals(before[1])


@pytest.fixture
def some(national, shares):
    def plot(*codes, language="id", **changes):
        return national(language, shares=shares[shares["province_code"].isin(codes)], **changes)

    return plot


def test_a_map_of_some_provinces_names_and_counts_them(some, helpers):
    picture = some("64", "65")
    assert helpers.texts(picture, "label-64") == ["Kalimantan Timur\n7 dari 10"]
    assert helpers.texts(picture, "label-65") == ["Kalimantan Utara\n2 dari 5"]
    assert helpers.texts(some("64", "65", language="en"), "label-64") == ["Kalimantan Timur\n7 of 10"]


def test_a_map_of_some_provinces_shows_the_others_in_a_whisper(some, helpers):
    from matplotlib.colors import to_rgba

    picture = some("64", "65")
    assert sorted(patch.get_gid() for patch in helpers.drawn(picture, "province-")) == ["province-64", "province-65"]
    around = {patch.get_facecolor() for patch in helpers.drawn(picture, "neighbour")}
    assert around == {to_rgba(style.CONTEXT)}


def test_a_map_of_some_provinces_is_zoomed_to_them(some, national, helpers):
    def wide(picture):
        (patch,) = helpers.drawn(picture, "province-64")
        return patch.get_path().get_extents().width

    assert wide(some("64", "65")) > 1.5 * wide(national())


def test_a_map_of_some_provinces_is_no_taller_than_wide(some):
    for codes in (["64"], ["64", "65"], ["64", "11"]):
        width, height = some(*codes, told={"titled": False}).figure.get_size_inches()
        assert height < width


def test_a_map_of_provinces_without_data_has_keys_but_no_ruler(some, helpers):
    picture = some("11", "35")
    assert helpers.texts(picture, "bound") == helpers.texts(picture, "rule") == []
    assert helpers.texts(picture, "legend") == ["sebagian diketahui, belum dapat disimpulkan", "belum diketahui"]
    assert helpers.texts(picture, "label-11") == ["Aceh\nbelum diketahui"]
    assert helpers.texts(picture, "label-35") == ["Jawa Timur\n1–38 dari 38"]


def test_a_figure_in_a_page_begins_where_the_text_does(national, province, helpers):
    for picture in (national(told={"titled": False}), province(told={"titled": False})):
        width = picture.figure.get_size_inches()[0]
        assert width == pytest.approx(7.6, abs=0.05)
        lines = [text for text in picture.figure.texts if text.get_text().startswith("Sumber")]
        assert lines[0].get_position()[0] * width < 0.02


def test_the_last_line_breaks_between_its_parts(national, sources, helpers):
    lines = [
        text for text in helpers.texts(national(told={"sources": sources})) if text.startswith(("Sumber", "Penyebut"))
    ]
    assert lines == [
        "Sumber: 3 halaman publik, yang bertanggal terbaru 19 Desember 2023 · "
        "Batas wilayah: geoBoundaries/BPS 2020, untuk statistik",
        "Penyebut: semua kabupaten/kota di provinsi",
    ]


def test_where_none_is_known_yet_the_title_says_how_many_are_known_not_to_be(province, status):
    some = status.assign(status=["not_compliant", "unknown", "unknown"])
    assert province(status=some).title == (
        "Belum satu pun dari 2 kabupaten/kota di Kalimantan Timur diketahui berpredikat Peduli HAM: "
        "1 diketahui tidak, 1 belum diketahui"
    )
    assert province("en", status=some).title == (
        "None of 2 regencies and cities in Kalimantan Timur is yet known to have been named Peduli HAM: "
        "1 known not to be, 1 not known"
    )


def test_the_threshold_is_written_with_the_decimals_that_it_needs(national, shares, helpers):
    picture = national(shares=shares.assign(rule=">=66.25%"))
    assert helpers.texts(picture, "rule") == ["aturan: paling sedikit 66,25\xa0%"]
    assert "66,25" in helpers.texts(picture, "bound")


@pytest.mark.parametrize(
    ("statuses", "low", "high", "evidence", "texts"),
    [
        (["compliant", "unknown", "unknown"], 2, 2, "counted",
         {"compliant": "Caring, known by name (1 of 2)", "unknown": "not known by name (2, of which 1 named)"}),
        (["unknown"] * 3, 0, 0, "counted", {"unknown": "not named, going by the count (3)"}),
        (["compliant", "unknown", "unknown"], 1, 1, "counted", {"unknown": "not named, going by the count (2)"}),
        (["compliant"] * 3, 1, 3, "disputed", {"compliant": "Caring, known by name (3; 1–3 according to sources)"}),
        (["compliant", "not_named", "not_named"], 1, 1, "complete", {}),
        (["compliant", "unknown", "unknown"], 1, 3, "partial", {}),
        (["compliant", "disputed", "unknown"], 2, 2, "counted", {"compliant": "Caring, known by name (1 of 2)"}),
    ],
    ids=["more than names", "nought", "all named", "fewer than names", "complete", "partly known", "disputed"],
)  # fmt: skip
def test_a_count_that_names_do_not_back_is_told_apart_from_them(statuses, low, high, evidence, texts, helpers):
    rows = [(f"650{i}", f"Kabupaten {i}", status, False) for i, status in enumerate(statuses)]
    share = helpers.share_row("65", "North", 3, low, high, evidence)

    assert count_texts(helpers.status_frame(rows), share, "Caring", Words("en")) == texts
    assert count_texts(helpers.status_frame(rows), None, "Caring", Words("en")) == {}


def test_a_province_at_the_end_has_the_colour_of_its_verdict_and_the_ruler_names_it(national, shares, helpers):
    full = shares.assign(compliant=shares["regencies"], share=1.0, meets_rule=True, evidence="complete", rule=">=100%")
    picture = national(shares=full)
    assert helpers.texts(picture, "bound") == ["0", "20", "40", "60", "80", "100"]
    assert len(helpers.drawn(picture, "class")) == 6
    assert {to_hex(patch.get_facecolor()) for patch in helpers.drawn(picture, "province-")} == {style.ABOVE[0]}


def test_a_province_map_of_statuses_that_do_not_say_what_is_inferred_is_refused(province, status):
    with pytest.raises(ValueError, match="these statuses do not say which results are inferred"):
        province(status=status.drop(columns="inferred"))


def test_a_map_of_statuses_without_a_column_of_what_is_contested_is_that_of_which_nothing_is(province, status):
    without, none = province(status=status.drop(columns="contested")), province(status=status.assign(contested=False))
    assert (without.alt, without.rendered("png")) == (none.alt, none.rendered("png"))
