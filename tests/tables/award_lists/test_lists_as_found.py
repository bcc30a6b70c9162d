"""Lists as people have them, each with all that is understood of it: what counts, what is asked, what is noted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.test_understanding import CATEGORIES, claims, read

from kkpham_analysis.tables.award_lists.answers import by_question
from kkpham_analysis.tables.award_lists.entries import KEEP
from kkpham_analysis.tables.award_lists.meaning.vocabulary import HONOURING, NEUTRAL
from kkpham_analysis.tables.award_lists.understanding import Answer, lines_of_any


def understood(text, **more):
    """Give the claims, the questions (their texts, reasons and places), and the remarks with their numbers."""
    found = read(lines_of_any(text, "list.csv", categories=CATEGORIES), **more)
    return (
        [(entry.code, entry.category) for entry in found.of("claim")],
        [
            (entry.text, entry.reason, [code for code, _, _ in entry.candidates])
            for entry in by_question(found.of("unsettled"))
        ],
        [(remark.key, remark.line, *remark.values.values()) for remark in found.remarks],
    )


def peduli(*codes):
    return [(code, "peduli") for code in codes]


LAST_YEAR = "Tahun lalu, Kabupaten Lombok Timur, Kabupaten Dompu, dan Kabupaten Sumbawa menerima penghargaan serupa."
MATARAM = "Kabupaten/Kota Peduli HAM 2025 di NTB adalah Kota Mataram, Kabupaten Lombok Barat, dan Kota Bima.\n\n"
ENGLISH = (
    "JAKARTA, Antara - The Ministry of Human Rights on Wednesday named 2 regencies and cities in Bali as human rights "
    "caring regions in 2025: Badung Regency, and Denpasar City."
)
REGENCIES_BELOW = "\n1. Kab. Siak\n2. Kab. Klaten\n3. Kab. Badung\n4. Kota Medan\n5. Kab. Paser"
FIVE = peduli("1408", "3310", "5103", "1271", "6401")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Penerima tahun ini:\n1. Kota Mataram\n2. Kota Bima\nPenerima tahun lalu:\n1. Kab. Dompu\n2. Kab. Bima",
            (peduli("5271", "5272"), [("Penerima tahun lalu:", "beside", ["5205", "5206"])], []),
        ),
        (
            "Penerima Peduli HAM di Bali: Kab. Badung dan Kota Denpasar.\n\nDaerah penerima tahun lalu:\n"
            "- Kab. Gianyar",
            (peduli("5103", "5171"), [("Daerah penerima tahun lalu:", "beside", ["5104"])], []),
        ),
        (
            MATARAM + "Tahun lalu Kabupaten Lombok Timur, Kabupaten Dompu, Kabupaten Sumbawa.",
            (
                peduli("5271", "5201", "5272"),
                [
                    (
                        "Tahun lalu Kabupaten Lombok Timur, Kabupaten Dompu, Kabupaten Sumbawa.",
                        "beside",
                        ["5203", "5205", "5204"],
                    )
                ],
                [],
            ),
        ),
        (
            MATARAM + LAST_YEAR,
            (peduli("5271", "5201", "5272"), [(LAST_YEAR, "beside", ["5203", "5205", "5204"])], []),
        ),
        (
            "Tahun lalu:\n1. Kab. Badung\nTahun ini:\n1. Kota Denpasar",
            (peduli("5171"), [("Tahun lalu:", "beside", ["5103"])], []),
        ),
        (
            "BALI (tahun lalu)\n1. Kab. Badung",
            ([], [("BALI (tahun lalu)", "beside", ["5103"])], []),
        ),
        (
            "1. Kota Denpasar (2 tahun berturut-turut)\n2. Kab. Badung (ikut)\n"
            "3. Kab. Gianyar (tiga kali berturut-turut)",
            (
                peduli("5104"),
                [
                    ("1. Kota Denpasar (2 tahun berturut-turut)", "beside", ["5171"]),
                    ("2. Kab. Badung (ikut)", "beside", ["5103"]),
                ],
                [],
            ),
        ),
        (
            "Pada Rabu (10/12/2025) lalu, penghargaan diserahkan kepada: Kota Denpasar, Kab. Badung.",
            (peduli("5171", "5103"), [], []),
        ),
        (
            "DAFTAR PENERIMA\n\nKABUPATEN/KOTA PEDULI HAM\n1. Kab. Paser\n2. Kota Surakarta\n\n"
            "KABUPATEN/KOTA CUKUP PEDULI HAM\n1. Kab. Klaten",
            ([*peduli("6401", "3372"), ("3310", "cukup_peduli")], [], []),
        ),
        (
            "KABUPATEN/KOTA CUKUP PEDULI HAMM\n1. Kab. Paser",
            ([], [("KABUPATEN/KOTA CUKUP PEDULI HAMM", "beside", ["6401"])], []),
        ),
        ("Kabupaten Penerima Penghargaan\n1. Kab. Paser", (peduli("6401"), [], [])),
        (
            "No,Provinsi,Jumlah Kab/Kota,Kabupaten/Kota Peduli HAM\n1,Bali,9,Kab. Badung\n2,Riau,12,Kota Dumai\n",
            (peduli("5103", "1472"), [], []),
        ),
        (
            'No,Provinsi,Jumlah Kab/Kota,Jumlah Peduli HAM,Kabupaten/Kota Peduli HAM\n'
            '1,Kalimantan Timur,10,3,"1. Kota Samarinda\n'
            '2. Kota Balikpapan\n3. Kab. Paser"\n2,Kalimantan Utara,5,1,"1. Kota Tarakan\n2. Kab. Bulungan"\n',
            (peduli("6472", "6471", "6401", "6571", "6501"), [], [("count", 5, 1, 2)]),
        ),
        (
            "No;Provinsi;Kabupaten/Kota Penerima\n1;Bali;Kab. Badung, Kota Denpasar\n2;Riau;Kab. Siak\n",
            (peduli("5103", "5171", "1408"), [], []),
        ),
        (
            "Provinsi,Kabupaten/Kota Cukup Peduli HAM,Kabupaten/Kota Penerima Penghargaan\n"
            "Bali,Kab. Badung,Kab. Bangli\n",
            ([("5103", "cukup_peduli"), ("5106", "peduli")], [], []),
        ),
        (
            "Provinsi penerima penghargaan Pembina Kabupaten/Kota Peduli HAM 2025:\n1. Provinsi Aceh\n"
            "2. Provinsi Bali\n\n"
            "Kabupaten/Kota penerima penghargaan Peduli HAM 2025:" + REGENCIES_BELOW,
            (FIVE, [], [("provinces", 2, ("11", "51"))]),
        ),
        (
            "Daftar Provinsi Pembina:\n1. Kalimantan Timur\n2. Bali\n\n"
            "Daftar Kabupaten/Kota Peduli HAM:" + REGENCIES_BELOW,
            (FIVE, [], [("provinces", 2, ("64", "51"))]),
        ),
        (
            "Provinsi pembina:\n1. Provinsi Bali\n\nKabupaten/Kota Peduli HAM" + REGENCIES_BELOW,
            (FIVE, [], [("provinces", 2, ("51",))]),
        ),
        (
            "Provinsi penerima: Aceh, Riau, Bali.\nKabupaten/Kota penerima Peduli HAM:" + REGENCIES_BELOW,
            (FIVE, [], []),
        ),
        (
            "1. Aceh\n2. Riau\n   a. Kota Dumai\n   b. Kab. Siak\n3. Bali\n   a. Kab. Badung",
            (peduli("1472", "1408", "5103"), [], [("empty_heading", 1, "11")]),
        ),
        (
            "BALI\nPeduli HAM:\n1. Kab. Badung\nCukup Peduli HAM:\n1. Kota Dumai",
            (peduli("5103"), [("1. Kota Dumai", "other_province", ["1472"])], []),
        ),
        (
            "BALI" + REGENCIES_BELOW,
            (peduli("5103"), [("BALI", "other_provinces", ["1408", "3310", "1271", "6401"])], []),
        ),
        (
            ENGLISH,
            (peduli("5103", "5171"), [], []),
        ),
        (
            "NOMOR MHA-05.HA.02.01.01 TAHUN 2025\nTENTANG\nKABUPATEN/KOTA PEDULI\nHAK ASASI MANUSIA TAHUN 2024\n"
            "\nMEMUTUSKAN:\n"
            "Menetapkan : KEPUTUSAN MENTERI TENTANG KABUPATEN/KOTA PEDULI HAM TAHUN 2024.\n"
            "KESATU : Menetapkan Kabupaten/Kota Peduli HAM Tahun 2024.\n\nLAMPIRAN\n"
            "1. Kabupaten Gorontalo Utara Gorontalo\n2. Kota Jambi Jambi\n3. Jambi Kabupaten Tebo\n"
            "4. Kota Bengkulu Riau",
            (
                peduli("7505", "1571", "1509"),
                [("4. Kota Bengkulu Riau", "other_province", ["1771"])],
                [],
            ),
        ),
        (
            "DAFTAR KABUPATEN/KOTA PEDULI HAM TAHUN 2024\n1. Kota Jambi",
            ([], [("DAFTAR KABUPATEN/KOTA PEDULI HAM TAHUN 2024", "beside", ["1571"])], []),
        ),
        (
            "TENTANG PENETAPAN KABUPATEN/KOTA PEDULI HAM TAHUN 2023\n1. Kota Jambi",
            ([], [("TENTANG PENETAPAN KABUPATEN/KOTA PEDULI HAM TAHUN 2023", "beside", ["1571"])], []),
        ),
        (
            "1. Kab. Siak   4. Kota Dumai\n2. Kab. Kampar   5. Kota Pekanbaru\n3. Kab. Pelalawan   6. Kab. Rokan Hulu",
            (peduli("1408", "1472", "1401", "1471", "1405", "1406"), [], []),
        ),
        (
            "1. Kab. Siak   4. Kota Dumai\n2. Kab. Kampar   6. Kota Pekanbaru\n3. Kab. Pelalawan   7. Kab. Rokan Hulu",
            (peduli("1408", "1472", "1401", "1471", "1405", "1406"), [], [("gap", 2, "5")]),
        ),
        (
            "Sebanyak 2 kabupaten/kota di Kalimantan Timur dan 3 di Kalimantan Utara meraih penghargaan Peduli "
            "HAM 2025: "
            "Kota Samarinda, Kota Bontang, Kota Tarakan, Kab. Malinau.",
            (peduli("6472", "6474", "6571", "6502"), [], [("count_in", 1, 3, 2, "65")]),
        ),
    ],
)  # fmt: skip
def test_a_list_is_understood_as_a_reader_would(text, found):
    assert understood(text) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("", (peduli("5103"), [], [])),
        (KEEP, (peduli("1408", "3310", "5103", "1271", "6401"), [], [])),
    ],
)
def test_one_answer_to_a_heading_settles_all_names_that_lie_elsewhere(code, found):
    assert understood("BALI" + REGENCIES_BELOW, answers={"bali": Answer(code)}) == found


@pytest.mark.parametrize(("code", "more"), [("", []), (KEEP, peduli("5203", "5205", "5204"))])
def test_one_answer_to_a_sentence_of_last_year_settles_all_its_names(code, more):
    found = understood(MATARAM + LAST_YEAR, answers={LAST_YEAR.casefold(): Answer(code)})

    assert found == ([*peduli("5271", "5201", "5272"), *more], [], [])


def test_a_title_above_names_cannot_be_left_out_for_the_usual_one():
    text = "Kota Cukup Peduli HAM\n1. Kota Bontang"

    assert understood(text, answers={"kota cukup peduli ham": Answer("")}) == (
        [("6474", "cukup_peduli")],
        [],
        [("answer_spare", 0, "kota cukup peduli ham")],
    )


TIMES = ["tahun lalu", "lalu", "sebelumnya", "tahun sebelumnya", "kemarin", "terdahulu", "silam", "tahun depan",
         "pernah", "2 tahun berturut-turut", "akan", "setiap tahun", "last year", "previous year", "next year",
         "earlier", "tahun 2024"]  # fmt: skip
WAYS = ["Penerima {}:\n1. {}\n2. {}", "{}: {}, {}", "{} {}, {}", "{}, {}, dan {} menerima penghargaan serupa.",
        "Daerah Peduli HAM {}:\n- {}\n- {}", "{}\nBALI\n1. {}\n2. {}", "BALI ({})\n1. {}\n2. {}",
        "BALI\n{}\n1. {}\n2. {}", "Penghargaan {} diraih {}, {}.", "Pada {}, {} dan {} meraih predikat Peduli HAM.",
        "({}) {}, {}"]  # fmt: skip
DAYS = {"senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu"}


@examples(200)
@given(
    time=st.sampled_from(TIMES),
    words=st.lists(st.sampled_from(sorted((NEUTRAL | HONOURING) - DAYS)), max_size=3),
    place=st.integers(0, 3),
    way=st.sampled_from(WAYS),
    style=st.sampled_from([str, str.upper, str.title]),
)
def test_no_heading_and_no_sentence_of_another_time_lets_a_name_through(time, words, place, way, style):
    said = " ".join([*words[:place], time, *words[place:]])

    text = style(way.format(said, "Kab. Badung", "Kota Denpasar"))

    assert claims(f"Penerima Peduli HAM 2025: Kota Mataram.\n\n{text}") == peduli("5271")


def test_two_columns_of_numbered_names_are_read_where_nothing_stands_between():
    text = (
        "DAFTAR KABUPATEN/KOTA PEDULI HAM TAHUN 2025 PROVINSI JAWA TENGAH\n"
        " 1  Kab. Cilacap            3  Kab. Klaten\n 2  Kab. Banyumas           4  Kota Tegal"
    )

    assert understood(text) == ([(code, "peduli") for code in ("3301", "3310", "3302", "3376")], [], [])


def test_a_name_that_begins_with_a_number_of_cities_is_no_heading_and_no_count():
    text = "Penerima Peduli HAM di Sumatera Barat:\n1. Kab. Solok\n2. Kab. 50 Kota\n3. Kabupaten 50 Kota"

    assert understood(text) == ([("1302", "peduli"), ("1307", "peduli")], [], [])


def test_an_office_for_the_public_in_a_signature_is_no_name():
    text = (
        "Penerima Peduli HAM\n1. Kab. Badung\n\nSalinan sesuai dengan aslinya\nKepala Biro Hukum, Humas dan Kerja Sama"
    )

    assert understood(text) == (peduli("5103"), [], [])
