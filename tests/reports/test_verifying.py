"""Reports are run again from their records, and what moved is named."""

import json
import shutil
from dataclasses import replace

import nbformat
import pytest
from pptx import Presentation
from tests.sampled_folder import command, small_folder

from kkpham_analysis.language import Words
from kkpham_analysis.reports.comparing import Moved
from kkpham_analysis.reports.records import as_bytes, digest_of, read_record
from kkpham_analysis.reports.verified import Verified, told_of
from kkpham_analysis.reports.verifying import whole_state

pytestmark = pytest.mark.slow
CELLS = {
    "parameters": """
award_year: int = 2023  # the round
language: str = "id"  # the language""",
    "setup": """
from kkpham_analysis.reports.page import PageHead, Table
from kkpham_analysis.tables.loading import load""",
    "counting": """
claims = load("award_claims")
named = claims[claims["award_year"] == award_year].groupby("category").size()""",
    "finding": """
PageHead("Klaim", f"{named.sum()} klaim", "Menurut kategori.")""",
    "table": """
columns = {"category": "Kategori", "number": "Jumlah"}
Table(named.rename("number").reset_index(), "Klaim menurut kategori", columns)""",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make a report of a small data folder: the folder that holds the data, the notebooks and the reports."""
    folder = tmp_path_factory.mktemp("verifying")
    small_folder(folder / "data")
    cells = [nbformat.v4.new_code_cell(text.strip(), metadata={"tags": [tag]}, id=tag) for tag, text in CELLS.items()]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    (folder / "notebooks").mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "notebooks" / "claims.ipynb")
    return folder


@pytest.fixture
def here(made, tmp_path, monkeypatch):
    """Give a copy of it in which one works, with a report of 2023."""
    folder = tmp_path / "here"
    shutil.copytree(made, folder)
    monkeypatch.setattr("kkpham_analysis.reports.requests.PACKAGE_ROOT", folder)
    monkeypatch.chdir(folder)
    if not (folder / "reports").exists():
        result = command(folder / "data", "report", "claims", "--year", "2023")
        assert result.exit_code == 0, result.stderr
        shutil.copytree(folder / "reports", made / "reports")
        shutil.copytree(folder / "data" / "processed", made / "data" / "processed")
    return folder


def verified(here, *arguments):
    result = command(here / "data", "verify", "--json", *arguments)
    return result.exit_code, json.loads(result.stdout)["reports"]


def without_first_claim(here):
    path = here / "data" / "raw" / "awards" / "award_claims.csv"
    head, *rows = path.read_text().splitlines(keepends=True)
    first = next(row for row in rows if row.startswith("2023,") and ",peduli," in row)
    path.write_text(head + "".join(row for row in rows if row != first))
    return sum(",peduli," in row for row in rows if row.startswith("2023,"))


def test_a_report_of_the_same_facts_comes_out_the_same(here):
    same = {
        "report": "2023/id/claims",
        "state": "same",
        "forms": {"html": "same"},
        "exports": {},
        "moved": [],
        "causes": [],
        "tables": [],
        "error": None,
    }
    assert verified(here) == (0, [same])
    assert sorted(path.name for path in (here / "reports").iterdir()) == ["2023"]


def test_slides_with_the_look_of_a_template_are_not_compared_and_others_are(here):
    command(here / "data", "report", "claims", "--year", "2023", "--to", "pptx")
    assert verified(here)[1][0]["forms"] == {"html": "same", "pptx": "same"}
    path = here / "reports" / "2023" / "id" / "claims.json"
    record = read_record(path)
    path.write_bytes(as_bytes(replace(record, forms={"pptx": {**record.forms["pptx"], "template": "t"}})))
    path.with_suffix(".pptx").write_bytes(b"another look")
    assert [(one["state"], one["forms"]) for one in verified(here)[1]] == [
        ("same", {"html": "same", "pptx": "template"})
    ]


def test_of_slides_that_are_not_compared_it_is_said_that_a_notebook_they_show_has_changed(here):
    command(here / "data", "report", "claims", "--year", "2023", "--to", "pptx")
    path = here / "reports" / "2023" / "id" / "claims.json"
    slides = {"sha256": "s", "template": "t", "notebooks": {"award_summary": "other"}}
    path.write_bytes(as_bytes(replace(read_record(path), forms={"pptx": slides})))
    path.with_suffix(".pptx").write_bytes(b"another look")
    assert command(here / "data", "verify", "--lang", "en").stdout.splitlines() == [
        "same    2023/id/claims (html the same; pptx not compared: made with a template)",
        "  Changed since the report was made: the notebook award_summary for its slides.",
    ]


def test_files_that_were_made_with_a_given_time_are_made_again_with_that_of_their_record(here, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    command(here / "data", "report", "claims", "--year", "2023", "--to", "docx,pdf,pptx,xlsx")
    forms = read_record(here / "reports" / "2023" / "id" / "claims.json").forms
    monkeypatch.delenv("SOURCE_DATE_EPOCH")

    code, [found] = verified(here)

    assert {about["dated"] for about in forms.values() if "dated" in about} == {"2023-11-14T22:13:20Z"}
    assert (code, found["state"], found["forms"]) == (
        0, "same", {"html": "same", "docx": "same", "pdf": "same", "pptx": "same", "xlsx": "same"}
    )  # fmt: skip


def test_each_form_is_made_again_with_the_time_that_is_recorded_of_it_whatever_the_environment_says(here, monkeypatch):
    ask = [here / "data", "report", "claims", "--year", "2023", "--to"]
    command(*ask, "docx")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    command(*ask, "xlsx")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    command(*ask, "pdf")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    forms = read_record(here / "reports" / "2023" / "id" / "claims.json").forms

    code, [found] = verified(here)

    assert {form: forms[form].get("dated") for form in ("html", "docx", "xlsx", "pdf")} == {
        "html": None, "docx": None, "xlsx": "2023-11-14T22:13:20Z", "pdf": "2020-09-13T12:26:40Z"
    }  # fmt: skip
    assert (code, found["state"], found["forms"]) == (
        0, "same", {"html": "same", "docx": "same", "xlsx": "same", "pdf": "same"}
    )  # fmt: skip


def test_the_number_that_moved_is_named_with_where_it_stands_and_what_has_changed(here):
    number = without_first_claim(here)
    page = (here / "reports/2023/id/claims.html").read_bytes()

    code, [found] = verified(here, "reports/2023/id/claims.html")

    cell = {"kind": "table", "name": "Klaim menurut kategori", "row": "peduli", "column": "Jumlah",
            "old": str(number), "new": str(number - 1), "part": ""}  # fmt: skip
    assert (code, found["state"], found["forms"], found["causes"]) == (1, "moved", {"html": "moved"}, ["data"])
    assert found["tables"] == ["award_claims"]
    assert cell in found["moved"]
    assert [(one["kind"], one["column"]) for one in found["moved"]] == [("head", "title"), ("table", "Jumlah")]
    assert (here / "reports/2023/id/claims.html").read_bytes() == page


def test_of_a_report_that_cannot_be_asked_for_any_more_it_is_said_which_tables_have_changed(here):
    path = here / "reports/2023/id/claims.json"
    path.write_bytes(as_bytes(replace(read_record(path), parameters={"award_year": 1999})))
    without_first_claim(here)

    code, [found] = verified(here)
    said = command(here / "data", "verify", "--lang", "en").stdout.splitlines()

    assert (code, found["state"], found["causes"], found["tables"]) == (1, "failed", ["data"], ["award_claims"])
    assert said[1:] == ["  Changed since the report was made: the data (table award_claims)."]


def test_nothing_is_said_of_the_data_of_a_report_that_cannot_be_run_where_nothing_is_known_to_have_changed():
    assert told_of(Verified("r", "failed", {}, error="No."), Words("en")) == ["failed  r: No."]


TABLE = "gambar-16x9/indonesia-2023-klaim-menurut-kategori.csv"


@pytest.fixture
def exported(here):
    """Let tables alone be handed on, and nothing else of their report: its record."""
    notebooks = here / "notebooks"
    shutil.copy(notebooks / "claims.ipynb", notebooks / "award_summary.ipynb")
    result = command(here / "data", "export", "--year", "2023", "--to", "csv")
    assert result.exit_code == 0, result.stderr
    return here / "reports" / "2023" / "id" / "award_summary.json"


def test_tables_that_were_handed_on_alone_are_made_again_and_the_number_that_moved_is_named(here, exported):
    code, [found] = verified(here, "award_summary")
    assert (code, found["state"], found["forms"], found["exports"]) == (0, "same", {}, {TABLE: "same"})
    number = without_first_claim(here)
    code, [found] = verified(here, "award_summary")
    assert (code, found["state"], found["exports"], found["causes"]) == (1, "moved", {TABLE: "moved"}, ["data"])
    assert found["moved"] == [{"kind": "export", "name": TABLE, "row": "peduli", "column": "Jumlah",
                               "old": str(number), "new": str(number - 1), "part": ""}]  # fmt: skip


def test_people_read_how_many_files_handed_on_alone_are_the_same_and_which_are_not(here, exported):
    same = command(here / "data", "verify", "award_summary", "--lang", "en").stdout
    (exported.parent / TABLE).write_text("by hand")
    edited = command(here / "data", "verify", "award_summary", "--lang", "en").stdout.splitlines()
    (exported.parent / TABLE).unlink()
    gone = command(here / "data", "verify", "award_summary", "--lang", "en").stdout.splitlines()
    assert same == "same    2023/id/award_summary (gambar-16x9: 1 file)\n"
    assert edited[0] == f"edited  2023/id/award_summary ({TABLE}: its file was changed after it was made)"
    assert gone[0] == f"missing 2023/id/award_summary ({TABLE}: its file is gone)"


def test_what_a_record_says_was_handed_on_is_no_path_to_follow(here, exported):
    record = read_record(exported)
    names = ("gambar-16x9/../../../../secret.csv", "/etc/passwd", "gambar-16x9/indonesia-2023-tabel-9.csv")
    exported.write_bytes(as_bytes(replace(record, exports={name: {"sha256": "0"} for name in names})))
    [found] = verified(here, "award_summary")[1]
    assert (found["state"], found["exports"]) == ("moved", {TABLE: "same", **dict.fromkeys(names, "dropped")})


def test_people_read_which_number_moved_and_why(here):
    notebook = here / "notebooks" / "claims.ipynb"
    notebook.write_text(notebook.read_text().replace("named.sum()", "named.sum() + 1"))
    result = command(here / "data", "verify", "claims", "--lang", "en")
    first, head, why = result.stdout.splitlines()
    assert result.exit_code == 1
    assert first == "moved   2023/id/claims (html: differs)"
    assert head.startswith("  Head, title: ")
    assert why == "  Changed since the report was made: the notebook."


def test_files_that_are_gone_or_were_changed_are_told_from_reports_that_moved(here):
    page = here / "reports" / "2023" / "id" / "claims.html"
    page.write_text(page.read_text() + "<!-- by hand -->")
    assert verified(here)[1][0]["forms"] == {"html": "edited"}
    page.unlink()
    assert verified(here)[1][0]["forms"] == {"html": "missing"}


def test_of_files_that_are_gone_or_were_changed_no_number_is_said_to_have_moved(here):
    page = here / "reports" / "2023" / "id" / "claims.html"
    page.write_text(page.read_text() + "<!-- by hand -->")
    edited = command(here / "data", "verify", "claims", "--lang", "en")
    page.unlink()
    missing = command(here / "data", "verify", "claims", "--lang", "id")
    assert [(said.exit_code, said.stdout) for said in (edited, missing)] == [
        (1, "edited  2023/id/claims (html: its file was changed after it was made)\n"),
        (1, "hilang   2023/id/claims (html: berkasnya tidak ada lagi)\n"),
    ]


@pytest.mark.parametrize(
    ("states", "whole"),
    [([], "same"), (["same", "template"], "same"), (["same", "missing"], "missing"),
     (["missing", "edited"], "edited"), (["edited", "moved"], "moved"), (["dropped"], "moved"),
     (["older", "missing"], "moved")],
)  # fmt: skip
def test_a_report_has_moved_only_where_something_comes_out_differently(states, whole):
    assert whole_state(set(states)) == whole


def test_without_the_notebook_of_its_run_nothing_is_said_of_what_moved(here):
    notebook = here / "reports" / "2023" / "id" / "claims.ipynb"
    without_first_claim(here)
    notebook.write_text(notebook.read_text() + "\n")
    edited = command(here / "data", "verify", "claims", "--lang", "en").stdout.splitlines()
    assert edited[1:] == [
        "  the notebook of that run is gone or was changed, so that it cannot be said which number moved",
        "  Changed since the report was made: the data (table award_claims).",
    ]
    notebook.unlink()
    assert verified(here)[1][0]["forms"] == {"html": "moved", "ipynb": "missing"}


def test_a_form_that_the_last_run_did_not_make_again_is_called_older_where_it_would_be_another(here):
    command(here / "data", "report", "claims", "--year", "2023", "--to", "html,xlsx")
    without_first_claim(here)
    command(here / "data", "report", "claims", "--year", "2023")
    result = command(here / "data", "verify", "--lang", "en")
    assert (result.exit_code, result.stdout.splitlines()) == (1, [
        "moved   2023/id/claims (html the same; xlsx: an older file, not made again)",
        "  an older file is left from before this report was run, and would come out differently now; make it again in "
        "that form too, or remove it",
    ])  # fmt: skip
    command(here / "data", "report", "claims", "--year", "2023", "--to", "xlsx")
    assert verified(here)[1][0]["forms"] == {"xlsx": "same", "html": "same"}


DRAWN = """
from matplotlib.figure import Figure
from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.sizes import SLIDE, wanted
small = Picture(Figure((1, 1)), "small", "small")
Picture(Figure((2, 1)), "T", "two", slide=small if wanted() == SLIDE else None)"""


def with_a_figure(here):
    """Give the folder with a notebook whose figure is drawn once more for slides."""
    notebook = nbformat.read(here / "notebooks/claims.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(DRAWN.strip(), id="drawn"))
    nbformat.write(notebook, here / "notebooks/drawn.ipynb")
    shutil.rmtree(here / "reports")
    return here


def test_reports_come_out_the_same_whether_or_not_others_that_are_run_again_with_them_have_slides(here):
    with_a_figure(here)
    command(here / "data", "report", "drawn", "--year", "2023", "--lang", "en", "--to", "html,xlsx")
    command(here / "data", "report", "drawn", "--year", "2023", "--to", "pptx")
    code, found = verified(here)
    # By their names: which of two is the newer one, those of the same second do not tell.
    assert (code, sorted((one["report"], one["state"], one["forms"], one["moved"]) for one in found)) == (0, [
        ("2023/en/drawn", "same", {"html": "same", "xlsx": "same"}, []),
        ("2023/id/drawn", "same", {"pptx": "same"}, []),
    ])  # fmt: skip


def test_a_page_made_after_the_slides_of_the_same_report_comes_out_the_same_with_them(here):
    with_a_figure(here)
    command(here / "data", "report", "drawn", "--year", "2023", "--to", "pptx")
    command(here / "data", "report", "drawn", "--year", "2023", "--to", "html")
    code, [found] = verified(here)
    assert (code, found["state"], found["forms"], found["moved"]) == (0, "same", {"html": "same", "pptx": "same"}, [])


def test_the_finding_is_said_before_numbers_and_what_else_a_cell_says_comes_last():
    moved = [Moved("table", "T", "a", "b", "1", "2", part="tone"), Moved("prose", "S", "1", "", "1", "2"),
             Moved("table", "T", "a", "b", "1", "2"), Moved("facts", "", "a", "", "1", "2"),
             Moved("head", "", "", "lede", "1", "2"), Moved("head", "", "", "title", "1", "2")]  # fmt: skip
    told = told_of(Verified("r", "moved", {}, moved), Words("en"))
    assert [line.partition(":")[0].strip() for line in told[1:-1]] == [
        "Head, title", "Head, first paragraph", "Key figure, a", "Table “T”, a, b", "Text “S”, paragraph 1",
        "Table “T”, a, b, colour of the state",
    ]  # fmt: skip


def test_a_figure_is_named_once_without_its_finding_and_what_only_files_know_is_left_out():
    caption = "Peta Kalimantan Timur · 70 %, memenuhi · penghargaan 2023"
    moved = [Moved("figure", caption, "", "title", "7 dari 10", "6 dari 10"),
             Moved("figure", caption, "", "slide", "9291ed99e132", "70b63a6e35c4"),
             Moved("figure", caption, "4, 2", "chart", "yes", "no", part="met"),
             Moved("figure", caption, "5, 2", "chart", "open", "no", part="met"),
             Moved("figure", caption, "Kabupaten Paser", "Hasil", "Peduli HAM", "tidak dianugerahi", part="value"),
             Moved("table", "Hasil", "2023", "Hasil", "yes", "no", part="tone")]  # fmt: skip
    told = told_of(Verified("r", "moved", {}, moved), Words("id"))
    assert told[1:-1] == [
        "  Gambar “Peta Kalimantan Timur”:",
        "    judul: 7 dari 10 → 6 dari 10",
        "    gambar untuk salindia: berubah",
        "    angka diagram: berubah",
        "    Kabupaten Paser, Hasil, nilai di lembar kerja: Peduli HAM → tidak dianugerahi",
        "  Tabel “Hasil”, 2023, Hasil, warna keadaan: berubah",
    ]


def test_slides_that_say_something_else_than_they_did_are_named_with_the_notebook_that_changed(here):
    command(here / "data", "report", "claims", "--year", "2023", "--to", "pptx")
    path = here / "reports" / "2023" / "id" / "claims.json"
    slides = Presentation(str(path.with_suffix(".pptx")))
    said = slides.slides[0].shapes.title.text_frame.text
    slides.slides[0].shapes.title.text_frame.text = f"9{said}"
    slides.save(str(path.with_suffix(".pptx")))
    told = {"sha256": digest_of(path.with_suffix(".pptx").read_bytes()), "notebooks": {"award_summary": "other"}}
    path.write_bytes(as_bytes(replace(read_record(path), forms={"pptx": told})))

    _, [found] = verified(here)
    lines = command(here / "data", "verify").stdout.splitlines()

    assert (found["state"], found["causes"], found["moved"]) == (
        "moved", ["notebook:award_summary"],
        [{"kind": "slide", "name": f"1. {said}", "row": "", "column": "title", "part": "", "old": f"9{said}",
          "new": said}],
    )  # fmt: skip
    assert lines[1:] == [
        f"  Salindia “1. {said}”, judul: 9{said} → {said}",
        "  Berubah sejak laporan dibuat: notebook award_summary untuk salindianya.",
    ]


def test_lines_of_a_caption_are_called_lines():
    told = told_of(Verified("r", "moved", {}, [Moved("export", "a.txt", "6", "", "1", "2")]), Words("id"))
    assert told[1] == "  Berkas “a.txt”, baris 6: 1 → 2"


def test_a_report_without_a_record_is_refused_with_what_to_do(here):
    (here / "reports/2023/id/claims.json").unlink()
    named = command(here / "data", "verify", "2023/id/claims", "--lang", "en")
    every = command(here / "data", "verify", "--lang", "en")
    assert (named.exit_code, every.exit_code) == (2, 2)
    assert named.stderr == (
        "'2023/id/claims' is not recorded; make it with kkpham report, or see what there is with kkpham site\n"
    )
    assert "no report is recorded in" in every.stderr


def test_a_record_that_asks_for_what_cannot_be_is_an_error_of_that_report_alone(here):
    path = here / "reports/2023/id/claims.json"
    record = read_record(path)
    other = {"evil": replace(record, notebook="../../evil"), "renamed": record,
             "never": replace(record, made_at=""), "wrong": replace(record, parameters={"no_such": 1})}  # fmt: skip
    for name, written in other.items():
        path.with_stem(name).write_bytes(as_bytes(written))
    path.with_stem("broken").write_text("{")
    code, found = verified(here)
    assert code == 1
    assert {one["report"].rpartition("/")[2]: one["state"] for one in found} == {
        "claims": "same", "evil": "failed", "renamed": "failed", "never": "never", "wrong": "failed",
    }  # fmt: skip


def test_where_something_is_not_compared_it_is_said_what_is_the_same():
    one = Verified("2023/id/x", "same", {"html": "same", "pdf": "same", "pptx": "template"})

    assert told_of(one, Words("id")) == [
        "sama     2023/id/x (html, pdf sama; pptx tidak dibandingkan: dibuat dengan templat)"
    ]
    assert told_of(one, Words("en")) == [
        "same    2023/id/x (html, pdf the same; pptx not compared: made with a template)"
    ]
