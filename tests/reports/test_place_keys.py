"""What a place is found by, of each place in the order of the table."""

import pandas as pd
import pytest

from kkpham_analysis.reports import place_keys


@pytest.fixture
def table(monkeypatch):
    rows = pd.DataFrame({"code": ["6472", "64", "6472"], "key": ["smd", "kaltim", "samarinda"]}, dtype="str")
    monkeypatch.setattr(place_keys, "read_quietly", lambda name, data_dir: rows)
    place_keys._read_keys.cache_clear()
    yield
    place_keys._read_keys.cache_clear()


def test_each_place_has_its_keys_in_the_order_of_the_table(table):
    assert place_keys.keys_by_code() == {"6472": ("smd", "samarinda"), "64": ("kaltim",)}
