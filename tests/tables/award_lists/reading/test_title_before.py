"""A title with a type before a colon gives both to the names behind it, on its line alone."""

from tests.tables.award_lists.test_understanding import read


def told(text):
    return [(entry.text, entry.code or entry.reason) for entry in read(text).entries]


def test_the_type_of_a_title_in_a_line_is_that_of_the_names_behind_it():
    text = "Kabupaten Peduli HAM: Garut, Bandung, Tasikmalaya. Kota Peduli HAM: Bandung, Cimahi, Bogor"

    assert told(text) == [
        ("Kabupaten Peduli HAM", "category"),
        ("Garut", "3205"),
        ("Bandung", "3204"),
        ("Tasikmalaya", "3206"),
        ("Kota Peduli HAM", "category"),
        ("Bandung", "3273"),
        ("Cimahi", "3277"),
        ("Bogor", "3271"),
    ]


def test_the_type_of_a_title_in_a_line_is_not_that_of_the_next_line():
    assert told("Kota Peduli HAM: Bandung\nBogor") == [
        ("Kota Peduli HAM", "category"),
        ("Bandung", "3273"),
        ("Bogor", "ambiguous"),
    ]


def test_a_type_before_a_title_is_that_of_its_names_too_until_another_one():
    assert told("KOTA: Peduli HAM: Bandung; KABUPATEN: Bogor") == [
        ("KOTA", "heading"),
        ("Peduli HAM", "category"),
        ("KABUPATEN", "heading"),
        ("Bandung", "3273"),
        ("Bogor", "3201"),
    ]
    assert told("Kota Peduli HAM: Bandung; KABUPATEN: Bogor")[-1] == ("Bogor", "3201")
