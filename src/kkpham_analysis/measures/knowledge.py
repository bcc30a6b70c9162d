"""What is known and how well: what is missing in each province and round, and what would close the gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from kkpham_analysis.measures.regions import regencies_then
from kkpham_analysis.tables.certainly import surely
from kkpham_analysis.tables.markings import following
from kkpham_analysis.tables.vocabulary import COMPLETE_LIST, EVIDENCE, NO, PROVINCE_KEYS, REGENCY_KEYS, YES

if TYPE_CHECKING:
    import geopandas as gpd


def completeness(shares: pd.DataFrame, status: pd.DataFrame) -> pd.DataFrame:
    """How well each province is known in each round, and what would close the gap.

    Parameters
    ----------
    shares, status : DataFrame
        `compliant_share` and `regency_status` of the same rounds, one round below the other.

    Returns
    -------
    DataFrame
        One row per province and round: `award_year, province_code, province`; `regencies`, of which `compliant` (by
        name), `not_compliant` (known not to be), `disputed`, `unknown`; `evidence`; `open`: by how many regencies the
        number is open (`compliant_high` less `compliant_low`); `meets_rule`; `conflicts`;
        `share_needs`, what would settle the share: `count` (a source that gives the number, or a full list),
        `checked_claims` (those that differ, read again at their sources), missing where nothing is open;
        `names_need`, what would tell who: `complete_list`, `checked_claims`, or missing.

    Notes
    -----
    Definitions: docs/method.md, "What is known and how well".

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.DataFrame({"award_year": 2023, "province_code": ["64", "65"], "province": ["Kaltim", "Kaltara"],
    ...     "compliant_low": [1, 2], "compliant_high": [2, 2], "evidence": ["partial", "counted"],
    ...     "meets_rule": pd.array([None, False], dtype="boolean"), "conflicts": 0})
    >>> status = pd.DataFrame({"award_year": 2023, "province_code": ["64", "64", "65", "65"],
    ...     "status": ["compliant", "unknown", "compliant", "compliant"]})
    >>> known = completeness(shares, status)
    >>> known[["province", "regencies", "compliant", "unknown", "open", "share_needs", "names_need"]]
      province  regencies  compliant  unknown  open share_needs     names_need
    0   Kaltim          2          1        1     1       count  complete_list
    1  Kaltara          2          2        0     0         NaN            NaN
    """
    groups = status["status"].groupby([status[key] for key in PROVINCE_KEYS])
    numbers = pd.DataFrame(
        {
            "regencies": groups.size(),
            "compliant": groups.agg(lambda words: words.isin(YES).sum()),
            "not_compliant": groups.agg(lambda words: words.isin(NO).sum()),
            "disputed": groups.agg(lambda words: (words == "disputed").sum()),
        }
    ).astype("Int64")
    numbers["unknown"] = numbers["regencies"] - numbers["compliant"] - numbers["not_compliant"] - numbers["disputed"]
    about = shares[[*PROVINCE_KEYS, "province", "evidence", "meets_rule", "conflicts"]].copy()
    about.insert(4, "open", (shares["compliant_high"] - shares["compliant_low"]).astype("Int64"))
    frame = about.merge(numbers.reset_index(), on=PROVINCE_KEYS, how="left", validate="one_to_one")
    frame = frame.assign(share_needs=_share_needs(frame), names_need=_names_need(frame))
    columns = [*PROVINCE_KEYS, "province", *numbers.columns, "evidence", "open", "meets_rule", "conflicts"]
    table = frame[[*columns, "share_needs", "names_need"]].sort_values(PROVINCE_KEYS, ignore_index=True)
    return following(table, shares, status)


def _share_needs(frame: pd.DataFrame) -> pd.Series:
    need = pd.Series(pd.NA, index=frame.index, dtype="str")
    # Nothing is open where every single regency is known by name, though no source counts them.
    need[frame["evidence"].isin(["partial", "none"]) & (frame["open"] > 0)] = "count"
    need[frame["evidence"] == "disputed"] = "checked_claims"
    return need


def _names_need(frame: pd.DataFrame) -> pd.Series:
    need = pd.Series(pd.NA, index=frame.index, dtype="str")
    need[frame["unknown"] > 0] = COMPLETE_LIST
    need[(frame["disputed"] > 0) | ((frame["unknown"] == 0) & (frame["evidence"] == "disputed"))] = "checked_claims"
    return need


def completeness_by_round(known: pd.DataFrame) -> pd.DataFrame:
    """How well each round is known: its regencies by what is known of them, its provinces by their evidence.

    Parameters
    ----------
    known : DataFrame
        The result of `completeness`.

    Returns
    -------
    DataFrame
        One row per round: `award_year, regencies, compliant, not_compliant, disputed, unknown`, `provinces`, and how
        many of these have each evidence: `evidence_complete, evidence_counted, evidence_disputed, evidence_partial,
        evidence_none`.

    Examples
    --------
    >>> import pandas as pd
    >>> known = pd.DataFrame({"award_year": 2023, "regencies": [10, 5], "compliant": [7, 2], "not_compliant": [3, 0],
    ...     "disputed": 0, "unknown": [0, 3], "evidence": ["complete", "partial"]})
    >>> completeness_by_round(known)[["award_year", "regencies", "unknown", "provinces", "evidence_partial"]]
       award_year  regencies  unknown  provinces  evidence_partial
    0        2023         15        3          2                 1
    """
    by_round = known.groupby("award_year")
    frame = by_round[["regencies", "compliant", "not_compliant", "disputed", "unknown"]].sum()
    frame["provinces"] = by_round.size()
    for evidence in EVIDENCE:
        frame[f"evidence_{evidence}"] = (known["evidence"] == evidence).groupby(known["award_year"]).sum()
    return following(frame.astype("Int64").reset_index(), known)


def gaps(shares: pd.DataFrame, status: pd.DataFrame) -> pd.DataFrame:
    """Provinces that are not fully known, in the order of how much would be answered.

    Parameters
    ----------
    shares, status : DataFrame
        `compliant_share` and `regency_status` of one round or several.

    Returns
    -------
    DataFrame
        The columns of `completeness` for provinces that need something, and `waits`: whether a count would let the
        rule judge the province. Those that wait come first, then those of which most is unknown.

    Notes
    -----
    Definitions: docs/method.md, "What is known and how well".

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.DataFrame({"award_year": 2023, "province_code": ["64", "65"], "province": ["Kaltim", "Kaltara"],
    ...     "compliant_low": [1, 0], "compliant_high": [1, 1], "evidence": ["complete", "none"], "rule": ">60%",
    ...     "meets_rule": pd.array([True, None], dtype="boolean"), "conflicts": 0})
    >>> status = pd.DataFrame({"award_year": 2023, "province_code": ["64", "65"], "status": ["compliant", "unknown"]})
    >>> gaps(shares, status)[["province", "unknown", "waits", "share_needs", "names_need"]]
      province  unknown  waits share_needs     names_need
    0  Kaltara        1   True       count  complete_list
    """
    rules = shares[[*PROVINCE_KEYS, "rule"]]
    known = completeness(shares, status).merge(rules, on=PROVINCE_KEYS, how="left", validate="one_to_one")
    is_open = known["share_needs"].notna() | known["names_need"].notna()
    waits = known["share_needs"].notna() & known["meets_rule"].isna() & known["rule"].notna()
    found = known.assign(waits=waits)[is_open]
    return found.sort_values(
        ["waits", "unknown", "open", "province"], ascending=[False, False, False, True], ignore_index=True
    )


def provinces_for_half(gaps: pd.DataFrame) -> int:
    """How few full lists would answer half of what is unknown; 0 where nothing is.

    Parameters
    ----------
    gaps : DataFrame
        One row per province: `unknown`, how many of its regencies are.

    Returns
    -------
    int
        The number of provinces.

    Examples
    --------
    >>> import pandas as pd
    >>> provinces_for_half(pd.DataFrame({"unknown": [1, 4, 1, 4]}))
    2
    """
    unknown = gaps["unknown"].sort_values(ascending=False).cumsum()
    total = int(gaps["unknown"].sum())
    return int((unknown * 2 < total).sum()) + 1 if total else 0


def what_would_change(
    shares: pd.DataFrame, status: pd.DataFrame, shares_then: pd.DataFrame, status_then: pd.DataFrame
) -> pd.DataFrame:
    """Provinces and rounds of which something differs between two states of knowledge.

    Parameters
    ----------
    shares, status : DataFrame
        `compliant_share` and `regency_status` of several rounds, as things are.
    shares_then, status_then : DataFrame
        The same, as they would be.

    Returns
    -------
    DataFrame
        The columns of `shares`, those of `shares_then` with `_then`, and `changed`: how many regencies would have
        another status. Changed verdicts come first, then changed evidence, then the most regencies; the newest first.

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.DataFrame({"award_year": 2023, "province_code": ["65"], "province": "Kaltara", "compliant": 1,
    ...     "compliant_low": 1, "compliant_high": 1, "share_low": 0.5, "share_high": 0.5, "evidence": "counted",
    ...     "meets_rule": False})
    >>> status = pd.DataFrame({"award_year": 2023, "province_code": "65", "regency_code": ["6501", "6502"],
    ...     "status": ["compliant", "unknown"]})
    >>> then = shares.assign(compliant_high=2, meets_rule=None)
    >>> found = what_would_change(shares, status, then, status.assign(status="compliant"))
    >>> found[["province", "compliant_high", "compliant_high_then", "changed"]]
      province  compliant_high  compliant_high_then  changed
    0  Kaltara               1                    2        1
    """
    numbers = ["compliant", "compliant_low", "compliant_high", "share_low", "share_high", "evidence", "meets_rule"]
    then = shares_then[[*PROVINCE_KEYS, *numbers]].rename(columns={name: f"{name}_then" for name in numbers})
    both = shares.merge(then, on=PROVINCE_KEYS, how="left", validate="one_to_one")
    statuses = status_then[[*REGENCY_KEYS, "status"]].rename(columns={"status": "status_then"})
    pairs = status.merge(statuses, on=REGENCY_KEYS, how="left", validate="one_to_one")
    moved = (pairs["status"] != pairs["status_then"]).groupby([pairs[key] for key in PROVINCE_KEYS]).sum()
    changed = moved.astype("Int64").rename("changed").reset_index()
    both = both.merge(changed, on=PROVINCE_KEYS, how="left", validate="one_to_one")
    verdict, evidence = _differs(both, "meets_rule"), _differs(both, "evidence")
    is_other = verdict | evidence | _differs(both, "compliant_low") | _differs(both, "compliant_high")
    ranked = both.assign(by_verdict=verdict, by_evidence=evidence)[is_other | (both["changed"] > 0)]
    order = ["by_verdict", "by_evidence", "changed", "award_year", "province"]
    ranked = ranked.sort_values(order, ascending=[False] * 4 + [True], ignore_index=True)
    return following(ranked.drop(columns=["by_verdict", "by_evidence"]), shares, status, shares_then, status_then)


def _differs(both: pd.DataFrame, column: str) -> pd.Series:
    """Whether the two states differ; missing is as good a state as any."""
    now, then = both[column], both[f"{column}_then"]
    same = surely(now == then) | (now.isna() & then.isna())
    return ~same


def regencies_named_by_none(award_claims: pd.DataFrame, regencies: pd.DataFrame) -> pd.DataFrame:
    """Regencies that no source names in any round; "all of the province" names nobody.

    Parameters
    ----------
    award_claims : DataFrame
        One row per claim: `regency_code`, `certainty`.
    regencies : DataFrame
        One row per `regency_code`, with `province_code` and `full_name`.

    Returns
    -------
    DataFrame
        `regency_code, province_code, full_name`, `blanket_claims` (claims about it as one of a whole province; with 0
        no source speaks of it), sorted by code.

    Examples
    --------
    >>> import pandas as pd
    >>> claims = pd.DataFrame({"regency_code": ["6501", "6502"], "certainty": ["stated", "blanket"]})
    >>> regencies = pd.DataFrame({"regency_code": ["6501", "6502", "6571"], "province_code": "65",
    ...     "full_name": ["Kabupaten Bulungan", "Kabupaten Malinau", "Kota Tarakan"]})
    >>> regencies_named_by_none(claims, regencies)
      regency_code province_code          full_name  blanket_claims
    0         6502            65  Kabupaten Malinau               1
    1         6571            65       Kota Tarakan               0
    """
    is_blanket = award_claims["certainty"] == "blanket"
    named = award_claims.loc[~is_blanket, "regency_code"]
    unnamed = regencies.loc[~regencies["regency_code"].isin(named), ["regency_code", "province_code", "full_name"]]
    blanket = award_claims.loc[is_blanket, "regency_code"].value_counts()
    counted = unnamed["regency_code"].map(blanket).fillna(0).astype("Int64")
    table = unnamed.assign(blanket_claims=counted).sort_values("regency_code", ignore_index=True)
    return following(table, award_claims)


def claims_out_of_round(
    award_claims: pd.DataFrame, regencies: pd.DataFrame, province_changes: pd.DataFrame
) -> pd.DataFrame:
    """Claims about regencies that the round did not judge, because they were not yet formed.

    Parameters
    ----------
    award_claims : DataFrame
        One row per claim: `award_year`, `regency_code`.
    regencies, province_changes : DataFrame
        As `regencies_in` takes them.

    Returns
    -------
    DataFrame
        The claims, with `valid_from` of the regency, sorted by `award_year, regency_code`.

    Examples
    --------
    >>> import pandas as pd
    >>> claims = pd.DataFrame({"award_year": [2013, 2016], "regency_code": "6411", "source_id": "A"})
    >>> regencies = pd.DataFrame({"regency_code": ["6411"], "province_code": "64", "valid_from": "2013-01-11"})
    >>> moved = pd.DataFrame(columns=["regency_code", "previous_province_code", "changed_on"], dtype="str")
    >>> claims_out_of_round(claims, regencies, moved)
       award_year regency_code source_id  valid_from
    0        2013         6411         A  2013-01-11
    """
    rounds = [int(award_year) for award_year in award_claims["award_year"].unique()]
    judged = [regencies_then(regencies, province_changes, award_year=award_year)[REGENCY_KEYS] for award_year in rounds]
    there = (
        pd.MultiIndex.from_frame(pd.concat(judged)) if judged else pd.MultiIndex.from_frame(award_claims[REGENCY_KEYS])
    )
    outside = award_claims[~pd.MultiIndex.from_frame(award_claims[REGENCY_KEYS]).isin(there)]
    formed = outside["regency_code"].map(regencies.set_index("regency_code")["valid_from"])
    table = outside.assign(valid_from=formed.astype("str")).sort_values(REGENCY_KEYS, kind="stable", ignore_index=True)
    return following(table, award_claims)


def capitals_outside(regencies: pd.DataFrame, boundaries: gpd.GeoDataFrame) -> pd.DataFrame:
    """Capitals whose position lies outside the boundary of their regency, with the distance to it.

    The boundaries are simplified: what lies less than about 1 km outside may well be inside.

    Parameters
    ----------
    regencies : DataFrame
        One row per `regency_code`, with `full_name`, `capital`, `latitude`, `longitude` (WGS 84, degrees).
    boundaries : GeoDataFrame
        One row per `regency_code`, with polygons in WGS 84 (EPSG:4326).

    Returns
    -------
    DataFrame
        `regency_code, full_name, capital, latitude, longitude`; `position`: `outside`, or `unknown` (no capital, no
        position or no boundary is known: that is no fault of the position); `distance_km` to the nearest point of the
        boundary; `falls_in`: code of the regency in which it falls (`;` between several). The last two are missing
        where the position is unknown, `falls_in` also where it falls in none, in water. Sorted by code.

    Notes
    -----
    Distances are measured in an azimuthal equidistant projection about each capital, in which they are true.

    Examples
    --------
    >>> import pandas as pd, geopandas as gpd
    >>> from shapely import box
    >>> regencies = pd.DataFrame({"regency_code": ["6401", "6402"], "full_name": ["Kabupaten A", "Kabupaten B"],
    ...     "capital": ["Satu", "Dua"], "latitude": [0.5, 0.5], "longitude": [0.5, 0.9]})
    >>> boundaries = gpd.GeoDataFrame({"regency_code": ["6401", "6402"]}, crs=4326,
    ...     geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1)])
    >>> capitals_outside(regencies, boundaries)[["regency_code", "position", "distance_km", "falls_in"]].round(1)
      regency_code position  distance_km falls_in
    0         6402  outside         11.1     6401
    """
    import geopandas

    columns = ["regency_code", "full_name", "capital", "latitude", "longitude"]
    points = geopandas.points_from_xy(regencies["longitude"], regencies["latitude"])
    capitals = geopandas.GeoDataFrame(regencies[columns].copy(), geometry=points, crs=boundaries["geometry"].crs)
    areas = boundaries.set_index("regency_code").geometry.reindex(capitals["regency_code"]).set_axis(capitals.index)
    is_known = capitals[["capital", "latitude", "longitude"]].notna().all(axis=1) & areas.notna()
    found = capitals[~is_known | ~areas.covers(capitals.geometry)].copy()
    is_outside = is_known[found.index]
    found["position"] = is_outside.map({True: "outside", False: "unknown"}).astype("str")
    outside = found[is_outside]
    pairs = zip(areas[outside.index], outside.geometry, strict=True)
    found.loc[is_outside, "distance_km"] = [_distance_km(area, point) for area, point in pairs]
    hits = outside.sjoin(boundaries[["regency_code", "geometry"]], predicate="intersects", rsuffix="hit")
    found["falls_in"] = hits.groupby(level=0)["regency_code_hit"].agg(lambda codes: ";".join(sorted(codes)))
    kinds = {"distance_km": "Float64", "falls_in": "str"}
    frame = pd.DataFrame(found[[*columns, "position", "distance_km", "falls_in"]]).astype(kinds)
    return frame.sort_values("regency_code", ignore_index=True)


def _distance_km(area: Any, point: Any) -> float:
    """Distance from a point to an area, both in degrees."""
    import geopandas

    about_point = f"+proj=aeqd +lat_0={point.y} +lon_0={point.x} +datum=WGS84 +units=m"
    flat = geopandas.GeoSeries([area, point], crs=4326).to_crs(about_point)
    return float(flat.iloc[0].distance(flat.iloc[1])) / 1000
