"""Tables copied from a page have a province, a number and a name on one line."""

from tests.tables.award_lists.test_understanding import read

ROWS = "Penerima Peduli HAM\n1 KALIMANTAN TIMUR 7 Kota Samarinda 92,5\nKALIMANTAN UTARA 8 Kabupaten Bulungan\n"


def test_a_province_before_a_number_and_a_name_heads_it_and_the_number_is_no_count():
    understood = read(ROWS)

    assert [(entry.line, entry.reason, entry.code, entry.score) for entry in understood.entries] == [
        (1, "heading", "", ""), (2, "heading", "", ""), (2, "name", "6472", "92.5"), (3, "heading", "", ""),
        (3, "name", "6501", ""),
    ]  # fmt: skip
    assert [remark.key for remark in understood.remarks] == ["gap"]


def test_a_name_in_another_province_than_the_one_before_its_number_is_asked_about():
    assert [entry.reason for entry in read("KALIMANTAN TIMUR 7 Kota Bogor").of("unsettled")] == ["other_province"]


def test_the_number_before_the_name_of_a_regency_counts_none():
    text = "Penerima Peduli HAM: Kota Bontang dan di urutan 3 Kabupaten Paser"

    assert [remark.key for remark in read(text).remarks] == []
