"""In a numbering of places, an item that is none is asked about; other numberings stay without questions."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims, read

from kkpham_analysis.tables.award_lists.understanding import Answer


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("1. Paser\n2. Berau\n3. Kota Bontang\n4. Atlantis", [("4. Atlantis", [])]),
        ("2. Berau\n3. Pnjm Psr\n4. Kota Bontang", [("3. Pnjm Psr", ["6409"])]),
        ("2. Berau\n3. Bupati Paser", [("3. Bupati Paser", ["6401"])]),
        ("3. Berau\n4. Wali Kota Balikpapan", [("4. Wali Kota Balikpapan", ["6471"])]),
        ("3. Berau\n4. Wakil Bupati Bogor", [("4. Wakil Bupati Bogor", ["3201", "3271"])]),
        ("1. Kota Tarakan; 2) Atlantis, 3. Kota Bontang", [("2) Atlantis", [])]),
        ("1 Kota Tarakan\n2 Atlantis", [("2 Atlantis", [])]),
        ("1. Kota Tarakan\n2 Atlantis", [("2 Atlantis", [])]),
        ("1. Kota Tarakan\n1. Atlantis", [("1. Atlantis", [])]),
        ("a. Kota Tarakan\nb. Atlantis", [("b. Atlantis", [])]),
        ("- Kota Tarakan\n- Atlantis", [("- Atlantis", [])]),
        ("1. Kota Tarakan\n(hasil penilaian)\n2. Atlantis", [("2. Atlantis", [])]),
        ("1\tPaser\n2\tAtlantis\n3\tBupati Berau", [("2 | Atlantis", []), ("3 | Bupati Berau", ["6403"])]),
        ("1\tPaser\tPeduli HAM\n2\tAtlantis\tPeduli HAM", [("2 | Atlantis | Peduli HAM", [])]),
        (
            "PROVINSI KALIMANTAN TIMUR\n1. Atlantis\n2. Pnjm Psr\nPROVINSI BALI\n1. Kab. Badung",
            [("1. Atlantis", []), ("2. Pnjm Psr", ["6409"])],
        ),
        (
            "Penerima penghargaan:\n1. Bupati Paser\n2. Wali Kota Balikpapan\nDaerah peraih: Kota Tarakan",
            [("1. Bupati Paser", ["6401"]), ("2. Wali Kota Balikpapan", ["6471"])],
        ),
    ],
)
def test_an_item_that_is_no_place_that_is_known_is_asked_about_alone(text, questions):
    assert asked(text) == [(item, "item", "", places) for item, places in questions]


PLACES_BEFORE = "Penerima Peduli HAM:\n1. Kab. Paser\n2. Kota Bontang\n"


@pytest.mark.parametrize(
    "text",
    [
        "Mengingat:\n1. Undang-Undang Nomor 39 Tahun 1999 tentang Hak Asasi Manusia;\n2. Permenkumham 22/2021;\n"
        "MEMUTUSKAN\nKESATU: Menetapkan kabupaten/kota sebagai berikut.\n" + PLACES_BEFORE,
        PLACES_BEFORE + "Tembusan Yth.:\n1. Presiden Republik Indonesia;\n2. Bupati Paser;\n3. Wali Kota Bontang\n",
        PLACES_BEFORE + "Kriteria penerima Peduli HAM:\n1. Kesehatan\n2. Pendidikan\n3. Informasi\n",
        "Kabupaten/Kota Peduli HAM dinilai atas sepuluh hak:\n1. Kesehatan\n2. Informasi\n\n" + PLACES_BEFORE,
        PLACES_BEFORE + "Untuk meraih penghargaan, daerah harus:\n1. Mengisi formulir\n2. Mengunggah dokumen\n",
        PLACES_BEFORE + "Hadir dalam acara:\n1. Bupati Paser\n2. Wali Kota Bontang\n",
        PLACES_BEFORE + "Baca juga:\n1. Gempa Guncang Lombok\n2. Jadwal Kereta Api\n",
        "A. Dasar hukum\n1. Permenkumham 22/2021\nB. Penerima\n1. Kab. Paser\n2. Kota Bontang\n"
        "C. Lain-lain\n1. Biaya ditanggung APBN\n2. Perubahan diumumkan kemudian\n",
        PLACES_BEFORE + "3. Gubernur Kalimantan Timur\n4. Sudah tiga kali\n5. Keputusan mulai berlaku hari ini\n",
        PLACES_BEFORE + "3. Perubahan atas daftar yang sudah diumumkan dimuat pada laman lain\n",
        "Penerima yakni Kab. Paser dan Kota Bontang.\n12 daerah lain menyusul.\n",
        PLACES_BEFORE + "*) hasil sementara\n",
        "No\tKab/Kota\n1\tKab. Paser\n2\tKota Bontang\n\nKeterangan:\n1. Hasil sementara\n2. Angka dibulatkan\n",
        "1. Provinsi Kalimantan Timur\na. Kab. Paser\nb. Kota Bontang\n2. Provinsi Kalimantan Utara\nnihil\n",
        "- Kabar Terkini\n- Tentang Kami\n\n" + PLACES_BEFORE,
        "PEDULI HAM\n1 | Provinsi Jambi | 9 daerah\n2 | Kab. Paser | Kaltim\n3 | Kota Bontang | Kaltim\n",
    ],
    ids=["a decree", "copies sent", "criteria", "rights", "duties", "guests", "other news", "sections of a decree",
         "items understood", "a long sentence", "a number in a report", "a footnote", "notes below a table",
         "numbered provinces", "the menu of a page", "a table of provinces"],
)  # fmt: skip
def test_a_numbering_of_something_else_is_passed_over_without_a_question(text):
    assert asked(text) == []
    assert [code for code, _ in claims(text)] == ["6401", "6474"]


def test_an_answer_settles_an_item():
    text = "1. Kota Tarakan\n2. Atlantis\n3. Bupati Paser\n4. Pnjm Psr"
    answers = {"2. atlantis": Answer(""), "3. bupati paser": Answer("6401"), "4. pnjm psr": Answer("6409")}

    understood = read(text, answers=answers)

    assert [entry.code for entry in understood.of("claim")] == ["6571", "6401", "6409"]
    assert (understood.of("unsettled"), understood.remarks) == ([], ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. Kab. Paser\n2. Kota Bontang\n4. Kota Tarakan", [("gap", 3, "3")]),
        ("1. Kab. Paser; 5) Kota Bontang dan 6) Kota Tarakan", [("gap", 1, "2–4")]),
        ("3. Kab. Paser\n4. Kota Bontang", [("gap", 1, "1–2")]),
        ("1. Kab. Paser\n2.\n3. Kota Bontang", [("empty_item", 2, "2")]),
        ("1. Kab. Paser\n2. …\n4. Kota Bontang", [("empty_item", 2, "2"), ("gap", 3, "3")]),
        ("No\tKab/Kota\tPredikat\n1\tPaser\tPeduli HAM\n2\t\t\n4\tBerau\tPeduli HAM",
         [("empty_item", 3, "2"), ("gap", 4, "3")]),
        ("KALTIM\n1. Paser\n2. Berau\nKALTARA\n1. Tarakan\n2. Nunukan", []),
        ("Provinsi\tKab/Kota\nKALTIM\t1. Kab. Paser\n\t2. Kab. Berau\nKALTARA\t1. Kota Tarakan\n\t2. Kab. Nunukan", []),
        ("Provinsi\tKab/Kota\nKALTIM\t1. Kab. Paser\n\t3. Kab. Berau", [("gap", 3, "2")]),
        ("1. Kab. Paser\n\u2022 Kab. Berau\n3. Kota Bontang", []),
        ("1. Kab. Paser\n2. Kab. Berau\nHalaman 7\n3. Kota Bontang\nTembusan:\n1. Gubernur\n5. Menteri", []),
        ("7 kabupaten/kota meraih penghargaan, yakni Kab. Paser dan Kota Bontang.", []),
    ],
)  # fmt: skip
def test_numbers_without_a_name_are_remarked(text, found):
    remarks = [(remark.key, remark.line, remark.values["numbers"]) for remark in read(text).remarks
               if "numbers" in remark.values]  # fmt: skip

    assert remarks == found


def test_a_name_before_the_last_and_of_a_numbering_in_a_line_is_read():
    assert claims("Penerima yaitu 1. Kab. Paser; 2) Kota Bontang dan 3) Kota Tarakan.") == [
        ("6401", "peduli"), ("6474", "peduli"), ("6571", "peduli"),
    ]  # fmt: skip


def test_the_numbers_of_a_message_are_those_of_items():
    text = "1\ufe0f\u20e3 Kab. Paser\n2\ufe0f\u20e3 Kota Bontang\n1\ufe0f\u20e30\ufe0f\u20e3 Kota Tarakan"

    assert claims(text) == [("6401", "peduli"), ("6474", "peduli"), ("6571", "peduli")]
    assert [remark.key for remark in read(text).remarks] == ["gap"]


def test_an_item_is_no_number_of_regencies():
    assert read("1 Kab. Paser\n2 Kota Bontang\n3 KOTA TARAKAN").remarks == ()
    assert [remark.key for remark in read("7 KABUPATEN DI KALTIM\n1 Kab. Paser").remarks] == ["count_in"]
