"""The built tables with nothing of other places but what pages on one place may take from the whole country."""

from kkpham_analysis.reports.row_digests import KEYS, RowDigests, taken_by_all
from kkpham_analysis.tables.loading import read_quietly


def keep_alone(data, scope):
    """Take out of a data folder all rows of claims, answers and sources on which the digests of a place do not rest."""
    digests, folder = RowDigests(data), data / "processed"
    homes = digests.homes_of(scope)
    places = homes | digests.regencies_of(homes)
    whole = {name: read_quietly(name, data_dir=data) for name in (*KEYS, "sources", "submissions")}
    own = {name: whole[name][key].isin(places) for name, key in KEYS.items()}
    kept = {name: whole[name][own[name] | _of_all(name, whole[name])] for name in KEYS}

    claims = ("award_claims", "province_claims")
    elsewhere = set().union(*(whole[name].loc[~own[name], "source_id"] for name in claims))
    shown = digests.cited_by_all.union(*(kept[name]["source_id"] for name in claims))
    sources, handed_in = whole["sources"], whole["submissions"]
    kept["sources"] = sources[~sources["source_id"].isin(elsewhere - shown)]
    own_answers = handed_in["regency_code"].isin(places)
    of_all = handed_in[~own_answers].drop_duplicates(["award_year", "synthetic"]).index
    kept["submissions"] = handed_in[own_answers | handed_in.index.isin(of_all)]
    for name, table in kept.items():
        (folder / f"{name}.parquet").unlink()
        table.reset_index(drop=True).to_parquet(folder / f"{name}.parquet", index=False)


def _of_all(name, table):
    taken = {row for common in taken_by_all(name, table) for row in common.index}
    return table.index.isin(sorted(taken))
