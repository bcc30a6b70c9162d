-- What is claimed of every province in every round: names, counts and full lists.
create table round_provinces as
select
    regencies_in.award_year,
    regencies_in.province_code,
    count(*) as regencies,
    count(*) filter (is_compliant) as names,
    count(*) filter (not is_compliant) as missed,
    list_sort(list(regency_code) filter (is_compliant)) as named,
    cast(coalesce(sum(conflicting), 0) as bigint) as contradictions
from regencies_in
left join awards using (award_year, regency_code)
group by all;

create table counts as
select
    cast(award_year as bigint) as award_year, province_code, source_id, cast(value as bigint) as counted,
    kind_rank, published_day
from province_claims
join sources using (source_id)
where measure = 'awarded_regencies' and certainty <> 'uncertain';

-- A source says that it names them all, names someone (or gives the number as 0), and each one by one.
create table lists as
select
    cast(award_year as bigint) as award_year,
    province_code,
    source_id,
    list_sort(list(claim.regency_code) filter (claim.regency_code is not null)) as listed,
    bool_or(claim.certainty in ('blanket', 'uncertain')) as is_loose
from province_claims
left join (
    select weighed_claims.*, regencies_in.province_code
    from weighed_claims
    join regencies_in using (award_year, regency_code)
    where is_compliant
) as claim using (award_year, province_code, source_id)
where measure = 'complete_list' and value = '1' and province_claims.certainty <> 'uncertain'
group by all;

create table full_lists as
select award_year, province_code, source_id, coalesce(listed, []) as listed
from lists
left join counts using (award_year, province_code, source_id)
where (listed is not null and not is_loose) or (listed is null and counted = 0);
