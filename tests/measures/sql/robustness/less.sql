-- What is left without some awards, and without the full lists of who names one of these.
create table awards as select * from main.awards anti join left_out using (award_year, regency_code);

create table short_lists as
select award_year, province_code, source_id
from left_out
join weighed_claims using (award_year, regency_code)
join regencies_in using (award_year, regency_code)
where weighed_claims.is_compliant;

create table province_claims as
select *
from kept_claims as claim
where measure <> 'complete_list' or not exists (
    from short_lists
    where short_lists.award_year = cast(claim.award_year as bigint)
        and short_lists.province_code = claim.province_code and short_lists.source_id = claim.source_id
);
