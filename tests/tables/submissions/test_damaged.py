"""Whatever is done to a workbook or a table: never an error, and rows in are rows accepted and rows in quarantine."""

import io
import random
import zipfile

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.examples import examples

from kkpham_analysis.language import Words
from kkpham_analysis.tables.schemas.submissions import SUBMISSIONS
from kkpham_analysis.tables.submissions.files import read_file
from kkpham_analysis.tables.submissions.importing import as_frame, import_files
from kkpham_analysis.tables.submissions.store import KEY, read_stored

from .submission_sheets import HEADINGS, csv_file, known, row, workbook
from .test_importing import quarantine

KNOWN = known()
ROWS = [row(indicator=f"22/2021-{number:03d}") for number in range(1, 5)]
ODD = st.one_of(
    st.none(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.sampled_from(["=1/0", "nihil", "1.234", "12,5", "6472010101010001", "a@b.id", "Jumlah", *HEADINGS, "2024"]),
)
# An ordinary run damages 1,240 files of these and 1,000 lists of awards (award_lists/test_understanding): 500 workbooks
# in their bytes, 500 in their cells and 100 in their XML, held to the sum as they are read, 40 as they are imported,
# and 100 tables of text, of which no other library could count the rows. `make fuzz` damages 25 times as many.
MANY = examples(500, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return workbook(tmp_path_factory.mktemp("whole") / "a.xlsx", *ROWS).read_bytes()


def told(file):
    """See that a file either is refused with a sentence or has rows, each a record or with reasons in words."""
    assert not (file.refused and file.rows)
    for language in ("id", "en"):
        words = Words(language)
        assert bool(file.refused) == bool(file.refusal(words))
        sentences = [reason.sentence(words) for row in file.rows for reason in row.reasons]
        assert all(sentences + [notice.sentence(words) for notice in file.notices] or ["none"])
    taken = as_frame([file])
    # Rows of one key are found across files, by the import.
    SUBMISSIONS.typed_schema().validate(taken.drop_duplicates(KEY), lazy=True)
    assert len(taken) == sum(not entry.reasons for entry in file.rows)


ANSWERS = ("Jawaban", "Jumlah dokumen", "Status", "OPD", "Catatan")
CODE = HEADINGS.index("Kode indikator")


def lines_of(path):
    """Give the rows below the header in which anything is answered, as another library than ours shows them."""
    shown = [["" if value is None else str(value).strip() for value in line]
             for line in load_workbook(path).active.iter_rows(values_only=True)]  # fmt: skip
    headings, *shown = shown
    # What stands under a heading that is none is told as a column that is not known.
    answers = [place for place, heading in enumerate(headings) if heading in ANSWERS]
    # One heading alone may be anything; and what is no answer is known by the first of two equal headings.
    telling = [place for place, name in enumerate(headings) if name in ANSWERS or headings.index(name) == place]
    again = [line for line in shown if sum(bool(line[place]) for place in telling) > 1
             and all(line[place] in ("", headings[place]) for place in telling)]  # fmt: skip
    return [line for line in shown if line not in again and any(line[place] for place in answers)]


def held_to_the_sum(path):
    """See that rows in are rows accepted, in quarantine or of totals; of a file refused as a whole none is taken."""
    file = read_file(path, KNOWN)
    told(file)
    assert file.refused or len(lines_of(path)) == len(file.rows) + file.totals


@pytest.mark.slow
@MANY
@given(data=st.data())
def test_bytes_of_a_workbook_that_are_others_raise_no_error_and_lose_no_row(tmp_path_factory, whole, data):
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("damaged") / "a.xlsx"
    path.write_bytes(damaged[: data.draw(st.integers(1, len(damaged)))] if data.draw(st.booleans()) else damaged)

    held_to_the_sum(path)


CELLS = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 10), ODD), min_size=1, max_size=12)


def with_cells(folder, cells):
    def change(sheet):
        for line, column, value in cells:
            sheet.cell(line, column, value)

    return workbook(folder / "a.xlsx", *ROWS, change=change)


@pytest.mark.slow
@MANY
@given(cells=CELLS)
@example([(2, 3, 2)])
@example([(1, 10, "Status"), (6, 10, "ya")])
@example([(1, 10, "Status"), (6, 5, "Status"), (6, 10, "Jumlah dokumen")])
@example([(1, 10, "Catatan"), (6, 2, "Jumlah dokumen"), (6, 10, "Catatan")])
@example([(1, 5, "Catatan"), (6, 1, "Tahun"), (6, 9, "Catatan")])
def test_cells_of_a_workbook_that_are_others_raise_no_error_and_lose_no_row(tmp_path_factory, cells):
    held_to_the_sum(with_cells(tmp_path_factory.mktemp("damaged"), cells))


INSIDE = st.lists(st.tuples(st.integers(2, 8), st.integers(1, len(HEADINGS)), ODD), min_size=1, max_size=12)


@examples(40)
@given(cells=INSIDE)
@example([(6, 4, "=0")])
@example([(6, 1, "JUMLAH")])
@example([(6, 6, "Jumlah dokumen")])
@example([(6, CODE + 1, "Jumlah"), (6, 6, 9), (7, 9, "Jumlah"), (7, 4, 3), (8, 4, "Jumlah")])
def test_no_row_of_a_damaged_workbook_is_lost(tmp_path_factory, cells):
    folder = tmp_path_factory.mktemp("damaged")
    path = with_cells(folder, cells)
    [report] = import_files(folder, [path], KNOWN, Words("en"))
    kept = quarantine(folder / "raw" / "submissions", "a.xlsx")[1:] if report.quarantined else []
    lines = lines_of(path)

    assert len(lines) == len(read_stored(folder)) + len(kept) + report.totals
    assert report.totals <= sum(line[CODE] in ("", "Jumlah") for line in lines)
    assert (report.accepted, report.quarantined) == (len(read_stored(folder)), len(kept))


@examples(100)
@given(data=st.data())
def test_the_xml_of_a_workbook_that_is_another_raises_no_error_and_loses_no_row(tmp_path_factory, whole, data):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as before, zipfile.ZipFile(buffer, "w") as after:
        names = before.namelist()
        hurt = data.draw(st.sampled_from(names))
        for name in names:
            content = bytearray(before.read(name))
            if name == hurt:
                start = data.draw(st.integers(0, len(content) - 1))
                content[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
            after.writestr(name, bytes(content))
    path = tmp_path_factory.mktemp("damaged") / "a.xlsx"
    path.write_bytes(buffer.getvalue())

    held_to_the_sum(path)


@examples(100)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_a_table_of_text_with_anything_in_it_raises_no_error(tmp_path_factory, content, place):
    path = csv_file(tmp_path_factory.mktemp("damaged") / "a.csv", *ROWS)
    text = path.read_bytes()
    path.write_bytes(text[:place] + content + text[place:])

    told(read_file(path, KNOWN))


@pytest.mark.slow
def test_a_million_empty_rows_are_no_rows(tmp_path):
    def last(sheet):
        sheet.cell(1_048_576, 3).number_format = "0.0"
        sheet.cell(900_000, 9, " ")

    file = read_file(workbook(tmp_path / "a.xlsx", *ROWS, change=last), KNOWN)

    assert len(file.rows) == 4
    assert file.refused is None


def test_the_order_of_rows_changes_nothing_in_the_store(tmp_path):
    turned = list(ROWS)
    random.Random(0).shuffle(turned)  # noqa: S311 - an order, not a secret
    for name, rows in (("one", ROWS), ("two", turned)):
        import_files(_folder(tmp_path / name), [csv_file(tmp_path / name / "a.csv", *rows)], KNOWN, Words("en"))

    assert (tmp_path / "one/raw/submissions/2024.parquet").read_bytes() == (
        tmp_path / "two/raw/submissions/2024.parquet"
    ).read_bytes()


def _folder(path):
    path.mkdir()
    return path
