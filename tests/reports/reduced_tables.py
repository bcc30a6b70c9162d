"""The built tables with nothing of other places but what pages on one place may take from the whole country."""

from kkpham_analysis.reports.row_digests import RowDigests
from kkpham_analysis.tables.vocabulary import PROVINCE_AWARD, UNCERTAIN


def keep_alone(data, scope):
    """Take out of a data folder all rows of claims, answers and sources on which the digests of a place do not rest."""
    digests, folder = RowDigests(data), data / "processed"
    homes = digests._homes_of(scope)
    there = digests._belonged
    codes = set(there.loc[there["province_code"].isin(homes), "regency_code"])
    claims, awards, counts, sources = (
        digests._table(name) for name in ("award_claims", "awards", "province_claims", "sources")
    )
    certain = claims["certainty"] != UNCERTAIN
    of_titles = certain & ~claims[certain].duplicated(["award_year", "category"]).reindex(claims.index, fill_value=True)
    of_rounds = ~claims.duplicated("award_year") | of_titles
    own_claims, own_counts = claims["regency_code"].isin(codes), counts["province_code"].isin(homes)
    awarded = (counts["measure"] == PROVINCE_AWARD) & (counts["certainty"] != UNCERTAIN)
    elsewhere = {*claims.loc[~own_claims, "source_id"], *counts.loc[~own_counts, "source_id"]}
    cited = {*claims.loc[own_claims, "source_id"], *counts.loc[own_counts, "source_id"], *digests._cited_by_all}
    kept = {
        "award_claims": claims[own_claims | of_rounds],
        "awards": awards[awards["regency_code"].isin(codes)],
        "province_claims": counts[own_counts | awarded | ~counts.duplicated("award_year")],
    }
    shown = {*kept["award_claims"]["source_id"], *kept["province_claims"]["source_id"]}
    kept["sources"] = sources[~sources["source_id"].isin(elsewhere - cited - shown)]
    handed_in = digests._table("submissions")
    own_answers = handed_in["regency_code"].isin(codes)
    of_all = handed_in[~own_answers].drop_duplicates(["award_year", "synthetic"]).index
    kept["submissions"] = handed_in[own_answers | handed_in.index.isin(of_all)]
    for name, table in kept.items():
        (folder / f"{name}.parquet").unlink()
        table.reset_index(drop=True).to_parquet(folder / f"{name}.parquet", index=False)
