"""A notebook says that rows are made up as soon as they are loaded, whatever is done with them afterwards."""

import pandas as pd
import pytest

from kkpham_analysis.tables.loading import load, load_rows, read_quietly, stored_values

ROWS = pd.DataFrame(
    {
        "award_year": [2022, 2023, 2023],
        "regency_code": ["6401", "6401", "6402"],
        "status": "verified",
        "synthetic": True,
    }
)


@pytest.fixture
def folder(tmp_path):
    def written(**tables):
        for name, table in tables.items():
            file = tmp_path / "processed" / f"{name}.parquet"
            file.parent.mkdir(exist_ok=True)
            table.to_parquet(file)
        return tmp_path

    return written


@pytest.fixture
def told(monkeypatch):
    """Give what a notebook shows under a cell that loads something: the HTML and the marks of each output."""
    outputs = []
    monkeypatch.setattr("IPython.core.getipython.get_ipython", object)
    monkeypatch.setattr("IPython.display.publish_display_data", lambda *given: outputs.append(given))

    def shown(load_something):
        outputs.clear()
        load_something()
        return [(shown["text/html"], about["text/html"]["marks"]) for shown, about in outputs]

    return shown


SAID = (
    '<p class="marks-told" data-marks="synthetic"><strong>DATA SINTETIS – BUKAN FAKTA / SYNTHETIC DATA – NOT FACTS'
    "</strong></p>"
)


def test_loading_made_up_rows_is_told_under_the_cell(folder, told):
    there = folder(submissions=ROWS)
    assert told(lambda: load("submissions", data_dir=there)) == [(SAID, ["synthetic"])]
    assert told(lambda: load("submissions", data_dir=there, lazy=True)) == [(SAID, ["synthetic"])]


def test_loading_a_list_of_placeholders_is_told_and_loading_facts_is_not(folder, told):
    there = folder(
        indicators=pd.DataFrame({"kind": ["known", "placeholder"]}), submissions=ROWS.assign(synthetic=False)
    )
    (said,) = told(lambda: load("indicators", data_dir=there))
    assert 'data-marks="placeholder"' in said[0]
    assert said[1] == ["placeholder"]
    assert told(lambda: load("submissions", data_dir=there)) == []
    assert told(lambda: load("submissions", data_dir=there, lazy=True)) == []
    assert told(lambda: read_quietly("indicators", data_dir=there)) == []


def test_some_rows_and_columns_of_a_table_are_read_and_the_values_of_one(folder):
    there = folder(submissions=ROWS)
    rows = load_rows(
        "submissions", "award_year", [2022], columns=["award_year", "regency_code", "office"], data_dir=there
    )
    assert rows.to_dict("records") == [{"award_year": 2022, "regency_code": "6401"}]
    assert load_rows("submissions", "award_year", [], columns=["award_year"], data_dir=there).empty
    assert stored_values("submissions", "award_year", data_dir=there) == {2022, 2023}
    with pytest.raises(KeyError, match="no table 'awards'; there are: submissions"):
        stored_values("awards", "award_year", data_dir=there)
