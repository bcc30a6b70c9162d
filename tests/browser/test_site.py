"""The page in which all reports are found, used as a person would: search, filter, open a report, go back."""

from dataclasses import replace

import pytest
from tests.recorded_reports import KALTIM, PROVINCES, a_shelf, put, report

from kkpham_analysis.reports.page import HowTo
from kkpham_analysis.reports.records import Edition, Failure, Record
from kkpham_analysis.reports.site import build_site
from kkpham_analysis.tables.editions import data_digest

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]
NARROW = 360


@pytest.fixture
def shelf(tmp_path, real_data):
    """Build the page of a few reports."""
    a_shelf(tmp_path, data=data_digest(real_data))
    return build_site(tmp_path).path


def titles(page):
    return page.locator("#reports h3").all_inner_texts()


def test_a_person_searches_filters_opens_a_report_and_comes_back(shelf, open_page):
    with open_page(shelf) as page:
        assert page.locator("#count").inner_text() == "13 laporan"
        page.get_by_label("Provinsi, kabupaten/kota, atau kata lain").fill("kaltim")
        assert titles(page) == [
            "Kalimantan Timur pada 2023", "East Kalimantan in 2023", "Kalimantan Timur pada 2022",
            "Kabupaten Kutai Kartanegara berpredikat", "Kota Samarinda berpredikat",
            "Perkembangan antarputaran", "Ringkasan 2023", "Ringkasan 2022",
        ]  # fmt: skip
        page.get_by_label("Putaran", exact=True).select_option("2022")
        page.get_by_label("Jenis laporan").select_option(label="Laporan provinsi")
        assert titles(page) == ["Kalimantan Timur pada 2022"]
        page.locator("#reports h3 a").click()
        assert page.title() == "Kalimantan Timur pada 2022"
        page.go_back()
        assert titles(page) == ["Kalimantan Timur pada 2022"]
        assert page.get_by_label("Provinsi, kabupaten/kota, atau kata lain").input_value() == "kaltim"
        page.go_back()
        assert page.get_by_label("Jenis laporan").input_value() == ""
        page.get_by_role("button", name="Hapus saringan").click()
        assert page.locator("#count").inner_text() == "13 laporan"
        assert page.faults == []


@pytest.mark.parametrize(
    ("asked", "first"),
    [("kukar", "Kabupaten Kutai Kartanegara berpredikat"), ("6472", "Kota Samarinda berpredikat"),
     ("Kota SAMARINDA", "Kota Samarinda berpredikat"), ("bulungan 2023", "Kabupaten Bulungan berpredikat"),
     ("east kalimantan 2022", "Kalimantan Timur pada 2022"), ("ringkasan 2022", "Ringkasan 2022")],
)  # fmt: skip
def test_a_report_is_found_by_any_name_of_its_place(shelf, open_page, asked, first):
    with open_page(shelf) as page:
        page.locator("#q").fill(asked)
        assert titles(page)[0] == first


@pytest.mark.parametrize(
    ("asked", "province", "own"),
    [("6403", "Kalimantan Timur", 0), ("bps:6403", "Kalimantan Timur", 1), ("BPS 6403", "Kalimantan Timur", 1),
     ("berau", "Kalimantan Timur", 0), ("Kukar", "Kalimantan Timur", 1),
     ("Kab. Kutai Kartanegara", "Kalimantan Timur", 1), ("KTT 2023", "Kalimantan Utara", 0),
     ("laporan provinsi aceh barat daya", "Aceh", 0)],
)  # fmt: skip
def test_a_regency_leads_to_its_own_profile_then_to_its_province_then_to_the_country(
    shelf, open_page, asked, province, own
):
    with open_page(shelf) as page:
        page.locator("#q").fill(asked)
        ranked = [title.partition(" pada ")[0] for title in titles(page)]
    rounds = 1 if "2023" in asked else 2
    # Who asks for a code asks for one place.
    is_code = asked.removeprefix("bps:").removeprefix("BPS ") == "6403"
    country = (
        []
        if is_code or "laporan provinsi" in asked
        else ["Perkembangan antarputaran", "Ringkasan 2023", "Ringkasan 2022"]
    )
    abroad = ["East Kalimantan in 2023"] if province == "Kalimantan Timur" else []
    assert ranked == (
        ["Kabupaten Kutai Kartanegara berpredikat"] * own
        + [province]
        + abroad
        + [province] * (rounds - 1)
        + country[: rounds + 1]
    )


def test_a_regency_is_of_the_province_in_which_it_lay_in_the_round(tmp_path, real_data, open_page):
    for year, code in ((2022, "91"), (2023, "91"), (2023, "93")):
        told = report("province_report", year, f"{code} pada {year}", places={code: "x"})
        put(tmp_path, f"{year}/id/province_report-{code}", told)
    with open_page(build_site(tmp_path).path) as page:
        page.locator("#q").fill("merauke")
        assert titles(page) == ["93 pada 2023", "91 pada 2022"]


def test_within_a_round_the_language_of_the_page_comes_first(shelf, open_page):
    with open_page(shelf) as page:
        page.locator("#q").fill("laporan provinsi kaltim")
        assert titles(page) == ["Kalimantan Timur pada 2023", "East Kalimantan in 2023", "Kalimantan Timur pada 2022"]
        page.get_by_role("button", name="English").click()
        assert titles(page) == ["East Kalimantan in 2023", "Kalimantan Timur pada 2023", "Kalimantan Timur pada 2022"]


@pytest.mark.parametrize(
    ("asked", "place", "code"),
    [("PPU", "Kabupaten Penajam Paser Utara", "6409"), ("Berau 2023", "Kabupaten Berau", "6403")],
)
def test_of_a_regency_without_a_report_that_is_said_with_the_command_that_makes_it(
    shelf, open_page, violations, asked, place, code
):
    with open_page(shelf) as page:
        page.locator("#q").fill(asked)
        assert page.locator("#without").inner_text() == (
            f"Belum ada profil {place}. Di bawah ini laporan yang mencakupnya; profilnya dibuat dengan "
            f"kkpham report regency_profile --year 2023 --regency {code} --lang id"
        )
        assert titles(page)[0] == "Kalimantan Timur pada 2023"
        assert violations(page) == {}
        page.locator("#q").fill("Kukar")
        assert page.locator("#without").inner_text() == ""


@pytest.mark.parametrize(
    ("asked", "button", "said", "lang"),
    [
        ("tarakan", "Bahasa Indonesia",
         "Pembuatan profil Kota Tarakan untuk putaran 2023 gagal; profil itu dibuat lagi dengan", "id"),
        ("tarakan 2022", "English",
         "The profile of Kota Tarakan for the round of 2023 could not be made; it is made again by", "en"),
    ],
)  # fmt: skip
def test_of_a_regency_whose_profile_failed_that_is_said_with_the_command_that_makes_it_again(
    shelf, open_page, asked, button, said, lang
):
    for language in ("id", "en"):
        stopped = report("regency_profile", 2023, "", language=language, places={"6571": "Kota Tarakan"}, made_at="",
                         facts=(), sources=0, failure=Failure("no", "2026-01-01T12:00:00Z"))  # fmt: skip
        put(shelf.parent, f"2023/{language}/regency_profile-kota-tarakan", stopped, forms=())
    newer = report("award_summary", 2024, "Ringkasan 2024")
    put(shelf.parent, "2024/id/award_summary", newer)
    with open_page(build_site(shelf.parent).path) as page:
        page.get_by_role("button", name=button).click()
        page.locator("#q").fill(asked)
        command = f"kkpham report regency_profile --year 2023 --regency 6571 --lang {lang}"
        assert page.locator("#without").inner_text() == f"{said} {command}"


def test_a_trial_of_a_profile_that_failed_is_no_profile_that_did(shelf, open_page):
    stopped = report("regency_profile", 2023, "", places={"6571": "Kota Tarakan"}, made_at="", facts=(), sources=0,
                     parameters={"award_year": 2023, "rule": ">50%"},
                     failure=Failure("no", "2026-01-01T12:00:00Z"))  # fmt: skip
    put(shelf.parent, "2023/id/regency_profile-kota-tarakan-50", stopped, forms=())
    with open_page(build_site(shelf.parent).path) as page:
        page.locator("#q").fill("tarakan")
        assert page.locator("#without").inner_text().startswith("Belum ada profil Kota Tarakan.")


def test_what_is_there_to_look_around_in_says_so_and_stands_behind_the_report_of_the_province(
    tmp_path, real_data, open_page
):
    found = {"places": {"64": "Kalimantan Timur"}, "title": "7 dari 10 di Kalimantan Timur"}
    put(tmp_path, "2023/id/province_report-kalimantan-timur", report("province_report", 2023, **found))
    later = report("explore", 2023, made_at="2026-02-01T12:00:00Z", **found)
    put(tmp_path, "2023/id/explore-kalimantan-timur", later)

    with open_page(build_site(tmp_path).path) as page:
        page.locator("#q").fill("kaltim")
        assert titles(page) == [
            "7 dari 10 di Kalimantan Timur", "Jelajahi peta dan tabel: 7 dari 10 di Kalimantan Timur",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "offered", "first"),
    [
        ("samarnda", ["Kota Samarinda"], "Kota Samarinda"),
        ("Kutai Kertanegara 2023", ["Kabupaten Kutai Kartanegara 2023"], "Kabupaten Kutai Kartanegara"),
        # No report of its own: the newest that holds it.
        ("bpp", ["Kota Balikpapan"], "Kalimantan Timur pada 2023"),
        ("xyzzyq", [], ""),
    ],
)
def test_a_name_that_is_spelt_otherwise_leads_to_the_nearest_ones(shelf, open_page, violations, asked, offered, first):
    with open_page(shelf) as page:
        page.locator("#q").fill(asked)
        assert page.locator("#count").inner_text() == "0 laporan"
        assert page.locator("#meant button").all_inner_texts() == offered
        assert violations(page) == {}
        for name in offered:
            page.get_by_role("button", name=name).press("Enter")
            assert page.locator("#q").input_value() == name
            assert page.locator("#meant").is_hidden()
            assert titles(page)[0].startswith(first)


def test_a_report_whose_source_was_withdrawn_says_so_below_its_day_and_is_not_to_be_run_again(
    tmp_path, real_data, open_page
):
    put(tmp_path, "2031/id/a", report("award_summary", 2031, "Ringkasan 2031", data="other"))
    with open_page(build_site(tmp_path).path) as page:
        day, said = (page.locator(f"#reports p.{name}").bounding_box() for name in ("made", "note"))
        assert said["y"] >= day["y"] + day["height"]
        assert "putaran 2031" in page.locator("#reports p.note").inner_text()
        assert page.locator("#notes").inner_text() == ""


def test_the_page_opens_in_the_language_that_was_asked_for_and_stays_in_it(tmp_path, real_data, open_page):
    a_shelf(tmp_path, data=data_digest(real_data))
    build_site(tmp_path, language="en")
    # What runs a report again brings the page up to date, in its own language.
    with open_page(build_site(tmp_path).path) as page:
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator("#count").inner_text() == "13 reports"
        page.get_by_role("button", name="Bahasa Indonesia").click()
        assert (page.locator("#count").inner_text(), page.url.partition("#")[2]) == ("13 laporan", "ui=id")


def test_what_nothing_fits_is_said_and_an_address_is_enough_to_find_the_same(shelf, open_page):
    with open_page(shelf) as page:
        page.goto(f"{shelf.as_uri()}#q=atlantis&ui=en")
        assert page.locator("#none").inner_text() == "No report fits. Check the spelling, or clear the filters."
        assert (page.locator("#q").input_value(), page.locator("html").get_attribute("lang")) == ("atlantis", "en")


def test_from_a_province_one_reaches_its_regencies_and_other_rounds_and_from_a_regency_its_province(shelf, open_page):
    with open_page(shelf) as page:
        card = page.locator("#reports > li", has_text="Kalimantan Timur pada 2023")
        assert card.locator(".links:not(.forms)").all_inner_texts() == [
            "2 kabupaten/kota:\nKabupaten Kutai Kartanegara\nKota Samarinda",
            "Putaran lain:\n2022",
            "Bahasa lain:\nEnglish",
        ]
        card.get_by_role("link", name="2022").click()
        assert page.title() == "Kalimantan Timur pada 2022"
        page.go_back()
        page.locator("#reports > li", has_text="Samarinda").get_by_role("link", name="Laporan provinsi").click()
        assert page.title() == "Kalimantan Timur pada 2023"


def test_a_regency_without_a_profile_of_the_round_is_reached_in_that_of_another(shelf, open_page):
    for year in (2020, 2019):
        told = report("regency_profile", year, f"Berau {year}", places={"6403": "Kabupaten Berau"})
        put(shelf.parent, f"{year}/id/regency_profile-kabupaten-berau", told)
    build_site(shelf.parent)
    with open_page(shelf) as page:
        cards = [page.locator("#reports > li", has_text=f"Kalimantan Timur pada {year}") for year in (2022, 2023)]
        assert [card.locator(".links:not(.forms)").first.inner_text().split("\n") for card in cards] == [
            ["3 kabupaten/kota:", "Kabupaten Berau (2020)", "Kabupaten Kutai Kartanegara (2023)",
             "Kota Samarinda (2023)"],
            ["3 kabupaten/kota:", "Kabupaten Berau (2020)", "Kabupaten Kutai Kartanegara", "Kota Samarinda"],
        ]  # fmt: skip


def test_a_province_without_a_report_of_the_round_is_reached_in_that_of_the_newest_other(
    tmp_path, real_data, open_page
):
    for year in (2023, 2019):
        told = report("province_report", year, f"Jawa Tengah {year}", places={"33": "Jawa Tengah"})
        put(tmp_path, f"{year}/id/province_report-jawa-tengah", told)
    for year in (2018, 2019):
        told = report("regency_profile", year, f"Salatiga {year}", places={"3373": "Kota Salatiga"})
        put(tmp_path, f"{year}/id/regency_profile-kota-salatiga", told)
    with open_page(build_site(tmp_path).path) as page:
        cards = [page.locator("#reports > li", has_text=f"Salatiga {year}") for year in (2018, 2019)]
        assert [card.locator(".links:not(.forms)").all_inner_texts() for card in cards] == [
            ["Provinsi:\nJawa Tengah (Laporan provinsi, 2023)", "Putaran lain:\n2019"],
            ["Provinsi:\nJawa Tengah (Laporan provinsi)", "Putaran lain:\n2018"],
        ]


def test_a_name_comes_before_a_longer_one_that_begins_so(tmp_path, real_data, open_page):
    for year, code, name in ((2023, "13", "Sumatera Barat"), (2022, "33", "Jawa Tengah")):
        put(tmp_path, f"{year}/id/{code}", report("province_report", year, name, places={code: name}))
    put(tmp_path, "2022/id/3372", report("regency_profile", 2022, "Surakarta", places={"3372": "Kota Surakarta"}))
    with open_page(build_site(tmp_path).path) as page:
        page.locator("#q").fill("Solo")
        assert titles(page) == ["Surakarta", "Jawa Tengah", "Sumatera Barat"]
        page.locator("#q").fill("solo 2022")
        assert titles(page) == ["Surakarta", "Jawa Tengah"]


@pytest.fixture
def java(tmp_path, real_data):
    """Build the page of reports of two provinces, one of which has the code of the other among its numbers."""
    for code, name, found in (("35", "Jawa Timur", "1 dari 38"), ("33", "Jawa Tengah", "33–34 dari 35")):
        put(tmp_path, f"2023/id/{code}", report("province_report", 2023, f"{found} di {name}", places={code: name}))
    put(tmp_path, "2022/id/3578", report("regency_profile", 2022, "Surabaya", places={"3578": "Kota Surabaya"}))
    put(tmp_path, "2022/id/award_summary", report("award_summary", 2022, "35 provinsi"))
    return build_site(tmp_path).path


def test_from_a_report_one_reaches_those_on_its_place_and_none_that_has_its_code_for_a_number(java, open_page):
    link = HowTo("kkpham report province_report", place="35")._repr_html_()
    (java.parent / "2023/id/35.html").write_text(link, encoding="utf-8")
    with open_page(java) as page:
        page.get_by_role("link", name="1 dari 38 di Jawa Timur", exact=True).click()
        page.get_by_role("link", name="Laporan lain tentang wilayah ini").click()
        assert page.locator("#q").input_value() == "35"
        assert titles(page) == ["1 dari 38 di Jawa Timur", "Surabaya"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("33", ["33–34 dari 35 di Jawa Tengah"]), ("51", []),
     # What is no code is a number in a text, from its first figure on.
     ("38", ["1 dari 38 di Jawa Timur"]), ("34 dari 35", ["33–34 dari 35 di Jawa Tengah"]), ("5", []), ("8 di", []),
     ("35 2023", ["1 dari 38 di Jawa Timur", "33–34 dari 35 di Jawa Tengah"])],
)  # fmt: skip
def test_a_code_is_a_place_before_it_is_a_number(java, open_page, asked, expected):
    with open_page(java) as page:
        page.locator("#q").fill(asked)
        assert titles(page) == expected


def test_a_place_that_is_named_whole_comes_before_words_that_begin_so_or_hold_it(tmp_path, real_data, open_page):
    balikpapan = report("regency_profile", 2023, "Kota Balikpapan", places={"6471": "Kota Balikpapan"})
    put(tmp_path, "2023/id/6471", balikpapan)
    put(tmp_path, "2023/id/11", report("province_report", 2023, "Aceh kembali", places={"11": "Aceh"}))
    put(tmp_path, "2023/id/award_summary", report("award_summary", 2023, "Ringkasan 2023"))
    put(tmp_path, "2022/id/data_quality", report("data_quality", 2022, "Bali belum diketahui"))
    put(tmp_path, "2022/id/51", report("province_report", 2022, "Provinsi 2022", places={"51": "Bali"}))
    with open_page(build_site(tmp_path).path) as page:
        page.locator("#q").fill("bali")
        assert titles(page) == ["Provinsi 2022", "Bali belum diketahui", "Ringkasan 2023", "Aceh kembali",
                                "Kota Balikpapan"]  # fmt: skip


def test_a_trial_says_so_on_its_card_and_stands_behind_the_report_of_the_round(tmp_path, real_data, open_page):
    of_round = report("province_report", 2023, "7 dari 10", places=KALTIM)
    put(tmp_path, "2023/id/province_report-kalimantan-timur", of_round)
    put(tmp_path, "2023/id/regency_profile-6472", report("regency_profile", 2023, "S", places={"6472": "Samarinda"}))
    trial = report("province_report", 2023, "7 dari 10 (uji coba)", places=KALTIM, made_at="2026-02-01T12:00:00Z",
                   parameters={"award_year": 2023, "rule": ">=50%"})  # fmt: skip
    put(tmp_path, "2023/id/province_report-kalimantan-timur-uji-coba-minimal-50", trial)
    with open_page(build_site(tmp_path).path) as page:
        page.locator("#q").fill("kaltim")
        assert titles(page) == ["7 dari 10", "7 dari 10 (uji coba)", "S"]
        assert page.locator("#reports .eyebrow .tint").all_inner_texts() == ["uji coba aturan lain"]
        above = page.locator("#reports > li", has_text="Profil").get_by_role("link", name="Laporan provinsi")
        assert above.get_attribute("href") == "2023/id/province_report-kalimantan-timur.html"
        page.locator("#q").fill("kaltim uji coba")
        assert titles(page) == ["7 dari 10 (uji coba)"]


def test_who_comes_back_from_a_report_stands_where_it_was_opened(shelf, open_page):
    with open_page(shelf) as page:
        page.locator("#q").fill("kaltim")
        page.locator("#reports > li").nth(3).get_by_role("link", name="Sumber angka").press("Enter")
        page.wait_for_url("**/2023/id/*.html#sources")
        page.go_back()
        assert page.evaluate("document.activeElement.textContent") == "Sumber angka"
        assert page.evaluate("document.activeElement.closest('#reports > li').id") == (
            "2023/id/regency_profile-kabupaten-kutai-kartanegara"
        )


def test_each_form_is_one_click_away_and_every_link_leads_to_a_file(shelf, open_page):
    with open_page(shelf) as page:
        card = page.locator("#reports > li", has_text="Aceh pada 2023")
        assert card.locator(".forms li").all_inner_texts() == [
            "Halaman 1\u00a0kB",
            "PDF 1\u00a0kB",
            "Notebook 1\u00a0kB",
            "Sumber angka",
        ]
        found = page.locator("main a").evaluate_all(
            "links => links.map((one) => one.getAttribute('href').split('#')[0])"
        )
        assert [href for href in found if not (shelf.parent / href).is_file()] == []
        card.get_by_role("link", name="Sumber angka").click()
        assert page.url.endswith("2023/id/province_report-aceh.html#sources")


def test_without_a_page_the_link_to_the_sources_says_in_which_file_they_stand(tmp_path, real_data, open_page):
    put(tmp_path, "2023/id/slides", report("province_report", 2023, "Aceh pada 2023"), forms=("pptx", "ipynb"))
    with open_page(build_site(tmp_path).path) as page:
        assert page.locator(".forms li").all_inner_texts() == [
            "PowerPoint 1\u00a0kB", "Notebook 1\u00a0kB", "Sumber angka: di dalam berkas PowerPoint"
        ]  # fmt: skip
        page.get_by_role("button", name="English").click()
        assert page.locator(".forms li").last.inner_text() == "Sources of the figures: in the PowerPoint file"


def test_files_that_the_last_run_did_not_make_again_stand_apart_with_their_own_time(tmp_path, real_data, open_page):
    older = {"xlsx": {"made_at": "2025-01-01T00:00:00Z"}}
    told = report("province_report", 2023, "Aceh pada 2023", places={"11": "Aceh"}, older=older)
    put(tmp_path, "2023/id/province_report-aceh", told)
    for form in ("xlsx", "pdf"):
        (tmp_path / f"2023/id/province_report-aceh.{form}").write_bytes(b"1234")
    with open_page(build_site(tmp_path).path) as page:
        assert page.locator(".forms:not(.older) li").all_inner_texts() == [
            "Halaman 1\u00a0kB", "Notebook 1\u00a0kB", "Sumber angka"
        ]  # fmt: skip
        assert page.locator(".older li").all_inner_texts() == [
            "Berkas lama, belum dibuat ulang:",
            "PDF 1\u00a0kB, waktu pembuatan tidak tercatat",
            "Excel 1\u00a0kB, 1 Januari 2025 pukul 07.00 WIB",
        ]


def test_what_failed_is_said_with_why_and_what_is_of_other_data_is_marked(shelf, open_page):
    with open_page(shelf) as page:
        page.locator("#notes").get_by_role("button", name="gagal dijalankan").click()
        [card] = page.locator("#reports > li").all()
        assert card.locator(".note").inner_text() == (
            "Gagal 2 Januari 2026 pukul 10.00 WIB: trends, sel 6: ValueError: tidak ada putaran. "
            "Belum pernah berhasil dibuat."
        )
        assert card.locator("a").count() == 0
        page.get_by_label("Keadaan").select_option(label="dari data lama")
        assert titles(page) == ["East Kalimantan in 2023"]
        assert page.locator("#reports .made").inner_text() == (
            "Dibuat 1 Januari 2026 pukul 19.00 WIB · sumber sampai 19 Desember 2023 · versi 0.1.0 · data older "
            "data sudah berubah"
        )


def test_what_is_of_another_program_notebook_or_libraries_is_marked_with_which(tmp_path, real_data, open_page):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "trends.ipynb").write_text("{}")
    made_from = Edition("0.0.9", data_digest(real_data), notebook="n", libraries="l")
    put(tmp_path, "2023/id/trends", replace(report("trends", 2023, "Tren"), made_from=made_from))
    with open_page(build_site(tmp_path, notebooks=tmp_path / "notebooks").path) as page:
        assert page.locator("#reports .made .tint").all_inner_texts() == [
            "program sudah berubah", "pustaka sudah berubah", "notebook sudah berubah",
        ]  # fmt: skip
        page.locator("#notes").get_by_role("button", name="dari program lama").click()
        assert titles(page) == ["Tren"]
        page.get_by_label("Keadaan").select_option(label="dari data lama")
        assert titles(page) == []


def test_the_notebook_of_a_report_that_failed_is_named_and_no_link_for_what_is_published_leaves_it_out(
    tmp_path, real_data, open_page
):
    put(tmp_path, "2023/id/trends", Record("trends", "id", 2023, failure=Failure("no", "2026-01-02T03:00:00Z")))
    (tmp_path / "2023/id/trends.failed.ipynb").write_text("{}")
    with open_page(build_site(tmp_path).path) as page:
        assert (
            page.locator("#reports .note")
            .inner_text()
            .endswith("Notebooknya sampai di situ disimpan di tempat laporan dibuat: trends.failed.ipynb.")
        )
        assert page.locator("#reports .note a").count() == 0


def test_everything_can_be_done_by_keyboard(shelf, open_page):
    with open_page(shelf) as page:
        for _ in range(3):
            page.keyboard.press("Tab")
        page.keyboard.type("kukar")
        # Four filters, two notes with a button each, the button that clears, and the report itself.
        for _ in range(8):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/regency_profile-kabupaten-kutai-kartanegara.html")


def test_one_switch_gives_the_page_in_english_and_the_address_keeps_it(shelf, open_page):
    with open_page(shelf) as page:
        page.get_by_role("button", name="English").click()
        assert page.locator("#count").inner_text() == "13 reports"
        page.reload()
        assert page.locator("h1").inner_text() == "Reports on the human-rights awards of regencies and cities"
        assert page.get_by_label("Kind of report").locator("option").all_inner_texts() == [
            "all", "Award summary", "Province report", "Regency profile", "Trends",
        ]  # fmt: skip


@pytest.mark.parametrize(("width", "dark"), [(1000, False), (NARROW, True)])
@pytest.mark.parametrize("state", ["", "#status=failed&ui=en", "#q=atlantis"])
def test_axe_finds_nothing_and_nothing_moves_sideways(shelf, open_page, violations, width, dark, state):
    with open_page(shelf, width=width, dark=dark) as page:
        page.goto(f"{shelf.as_uri()}{state}")
        page.reload()
        assert violations(page) == {}
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert [url for url in page.asked if not url.startswith(("data:", "file:"))] == []
        assert page.faults == []


def test_without_scripts_there_is_a_list_of_links(shelf, open_page):
    with open_page(shelf, script=False) as page:
        assert page.locator(".plain li").count() == 13
        page.get_by_role("link", name="Ringkasan 2023").click()
        assert page.title() == "Ringkasan 2023"


def test_among_a_thousand_reports_a_few_are_shown_and_any_is_found(tmp_path, real_data, open_page):
    for year in range(2013, 2039):
        for number in range(39):
            code, name = list(PROVINCES.items())[number % 3]
            told = report("province_report", year, f"{name} {year} ke-{number}", places={code: name})
            put(tmp_path, f"{year}/id/province_report-{number}", told)
    assert build_site(tmp_path).reports == 1014
    with open_page(tmp_path / "index.html") as page:
        assert page.locator("#count").inner_text() == "1.014 laporan"
        assert page.locator("#reports > li").count() == 40
        page.get_by_role("button", name="Tampilkan lebih banyak").click()
        assert page.locator("#reports > li").count() == 80
        page.locator("#q").fill("kaltara 2030")
        assert page.locator("#count").inner_text() == "13 laporan"


def test_names_that_are_markup_or_scripts_are_text(tmp_path, real_data, open_page):
    evil = "</script><script>document.title='caught'</script><img src=x onerror=\"document.title='caught'\">"
    told = report(evil, 2023, evil, places={evil: evil, "__proto__": "constructor"}, language=evil, marks=(evil,),
                  facts=((evil, evil),), failure=Failure(evil, evil), made_at=evil)  # fmt: skip
    put(tmp_path, "2023/javascript:document.title='caught'/x..%2F..%2Fx", told)
    with open_page(build_site(tmp_path).path) as page:
        assert titles(page) == [evil]
        assert page.locator("img, #reports script").count() == 0
        assert page.locator("#reports h3 a").get_attribute("href") == (
            "2023/javascript%3Adocument.title%3D%27caught%27/x..%252F..%252Fx.html"
        )
        page.locator("#reports h3 a").click()
        assert page.url.startswith("file:")
        assert page.title() != "caught"


def test_a_fact_breaks_only_where_the_page_ends(tmp_path, real_data, open_page):
    label = "putaran berturut-turut sampai 2023, sedikitnya dan sebanyak-banyaknya, menurut semua sumber"
    put(tmp_path, "2023/id/a", report("regency_profile", 2023, "a", facts=(("1–10", label), ("2 / 2", label))))
    with open_page(build_site(tmp_path).path) as page:
        heights = page.locator(".told li").evaluate_all("each => each.map((li) => li.getClientRects()[0].height)")
        one_line = page.locator(".told b").first.evaluate("b => b.getBoundingClientRect().height * 2")
    assert [height < one_line for height in heights] == [True, True]
