"""A round that regencies hand in for, of which nothing is awarded yet, is one for the reports that can say so."""

from unittest.mock import Mock

import pytest

from kkpham_analysis.reports import requests, round_facts
from kkpham_analysis.reports.calls import Call, CallError, CallFault


@pytest.mark.parametrize(
    ("notebook", "rounds"),
    [
        ("indicator_coverage", {2021, 2023, 2030}),
        ("award_summary", {2023, 2030}),
        ("province_report", {2023, 2030}),
        ("regency_profile", {2023, 2030}),
        ("trends", {2023}),
    ],
)
def test_what_was_handed_in_makes_a_round_for_those_reports_that_can_say_so(monkeypatch, tmp_path, notebook, rounds):
    asked = []

    def settle(call, **how):
        asked.append((set(how["rounds"]), how["awaited"]))
        raise CallError(CallFault("call.none"))

    for module in (requests, round_facts):
        monkeypatch.setattr(module, "known_rounds", lambda: [2023])
        monkeypatch.setattr(module, "years_without_round", lambda: {2021})
        monkeypatch.setattr(module, "stored_values", lambda table, column: {2021, 2023, 2030})
    monkeypatch.setattr(requests, "Places", Mock)
    monkeypatch.setattr(requests, "settle", settle)
    with pytest.raises(CallError):
        requests.settled_reports(requests.Project(tmp_path, tmp_path, tmp_path), [Call(notebook)])

    assert asked == [(rounds, {2030})]
