"""A round that regencies hand in for, of which nothing is awarded yet, is one for the report on coverage alone."""

from unittest.mock import Mock

import pandas as pd
import pytest

from kkpham_analysis.reports import requests
from kkpham_analysis.reports.calls import Call, CallError, CallFault


@pytest.mark.parametrize(("notebook", "rounds"), [("indicator_coverage", {2023, 2030}), ("trends", {2023})])
def test_what_was_handed_in_makes_a_round_for_coverage_alone(monkeypatch, tmp_path, notebook, rounds):
    asked = []

    def settle(call, **how):
        asked.append(set(how["rounds"]))
        raise CallError(CallFault("call.none"))

    handed_in = pd.DataFrame({"award_year": [2030]})
    monkeypatch.setattr(requests, "known_rounds", lambda: [2023])
    monkeypatch.setattr(requests, "years_without_round", set)
    monkeypatch.setattr(requests, "Places", Mock)
    monkeypatch.setattr(requests, "load", lambda name: handed_in)
    monkeypatch.setattr(requests, "settle", settle)
    with pytest.raises(CallError):
        requests.settled_reports(requests.Project(tmp_path, tmp_path, tmp_path), [Call(notebook)])

    assert asked == [rounds]
