"""A form whose packages are missing is refused before a kernel starts; the others are still written."""

import sys

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports import requests, running
from kkpham_analysis.reports.answers import Answer
from kkpham_analysis.reports.calls import Call, CallError
from kkpham_analysis.reports.forms import FORMS, lacking, written
from kkpham_analysis.reports.requests import Project, reports_answer

EN = Words("en")
NO_WORD = (
    "form 'docx' needs packages that are not installed; in the folder of this project run: make -B setup; "
    "where kkpham-analysis came from a package index: pip install 'kkpham-analysis[office]'"
)
BROKEN_WORD = (
    "form 'docx' cannot be written: package 'docx' is installed but cannot be loaded ({problem}); in the folder of "
    "this project run: make -B setup; where kkpham-analysis came from a package index: "
    "pip install --force-reinstall 'kkpham-analysis[office]'"
)


def answer_of(settled, monkeypatch, *forms):
    """Give the answer to a call without the packages for Word, what was told, and the forms that were run."""
    monkeypatch.setitem(sys.modules, "docx", None)
    return answered(settled, monkeypatch, *forms)


def answered(settled, monkeypatch, *forms):
    told, run = [], []
    report = settled("finding", province="kaltim")
    monkeypatch.setattr(requests, "ensure_built", lambda words, tell: None)
    monkeypatch.setattr(requests, "settled_reports", lambda project, calls: [
        requests.replace(report, forms=call.forms) for call in calls
    ])  # fmt: skip
    monkeypatch.setattr(running, "run_reports", lambda reports, **options: run.extend(reports) or [])
    project = Project(report.notebook.parent, report.notebook.parent, report.html.parent)
    answer = reports_answer(project, [Call("finding", forms=forms)], EN, tell=told.append)
    return answer, told, [report.forms for report in run]


def test_what_can_be_written_is_written_and_the_rest_is_told_first(settled, monkeypatch):
    answer, told, run = answer_of(settled, monkeypatch, "html", "docx")
    assert (told, run) == ([NO_WORD], [("html",)])
    assert answer == Answer("", {"reports": [], "site": None}, [], failed=True)


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("raise ImportError('docx.so: undefined symbol: ffi')", "docx.so: undefined symbol: ffi"),
        ("raise OSError('libc.so.7: no\\n such file')", "libc.so.7: no such file"),
        ("import no_such_part", "No module named 'no_such_part'"),
        ("raise OSError", "OSError"),
    ],
)
def test_a_package_that_cannot_be_loaded_stops_its_own_form_alone(settled, monkeypatch, tmp_path, code, problem):
    (tmp_path / "docx.py").write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.split(".")[0] == "docx"]:
        monkeypatch.delitem(sys.modules, name)
    answer, told, run = answered(settled, monkeypatch, "html", "docx")
    assert (told, run) == ([BROKEN_WORD.format(problem=problem)], [("html",)])
    assert answer.failed


def test_where_nothing_can_be_written_no_kernel_starts(settled, monkeypatch):
    with pytest.raises(CallError) as error:
        answer_of(settled, monkeypatch, "docx")
    assert error.value.sentences(EN) == [NO_WORD]


def test_where_everything_is_there_nothing_is_told(settled, monkeypatch):
    answer, told, run = answer_of(settled, monkeypatch, "html")
    assert (answer.failed, told, run) == (False, [], [("html",)])


@pytest.mark.parametrize(
    ("package", "without"),
    [
        ("typst", ["pdf"]),
        ("pikepdf", ["pdf"]),
        ("docx", ["docx"]),
        ("xlsxwriter", ["xlsx", "pptx"]),
        ("pptx", ["pptx"]),
    ],
)
def test_without_a_package_those_forms_are_lacking_that_need_it(package, without, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    assert [form for form in FORMS if lacking(form)] == [form for form in FORMS if form in without]


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_form_that_is_asked_for_directly_names_its_extra(monkeypatch, form):
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for name in [name for name in sys.modules if name.startswith("kkpham_analysis.reports.forms.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(CallError, match=r"kkpham-analysis\[office\]"):
        written(form, None, language="id")
