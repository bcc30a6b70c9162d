-- Where sources disagree, and what none of them speaks of.
create table results_said as
select
    cast(award_year as bigint) as award_year,
    regency_code,
    category,
    is_compliant = '1' as says_compliant,
    certainty <> 'uncertain' as takes_part
from award_claims
join categories using (category)
where is_compliant is not null;

create table disagreements as
select
    award_year,
    regency_code,
    case
        when count(distinct says_compliant) filter (takes_part) > 1 then 'result'
        when count(distinct category) filter (takes_part) > 1 then 'category'
        else 'uncertain'
    end as disagreement
from results_said
group by all
having count(distinct category) > 1;

create table disagreeing_claims as
select disagreements.*, category, certainty, source_id
from award_claims
join disagreements
    on disagreements.award_year = cast(award_claims.award_year as bigint)
    and disagreements.regency_code = award_claims.regency_code;

-- What each source counts or lists, in the provinces where these do not agree.
create table disagreeing_counts as
select award_year, province_code, measure, source_id, claimed, differs, left_out
from (
    select
        award_year, province_code, 'awarded_regencies' as measure, source_id, counted as claimed,
        counted is distinct from compliant as differs, '' as left_out
    from counts
    join shares using (award_year, province_code)
    union all
    select
        award_year, province_code, 'complete_list', source_id, len(listed),
        list_sort(listed) <> coalesce(named, []),
        array_to_string([code for code in coalesce(named, []) if not list_contains(listed, code)], ';')
    from full_lists
    join round_provinces using (award_year, province_code)
    union all
    select
        award_year, province_code, 'names', null, round_provinces.names,
        coalesce(compliant not between round_provinces.names and round_provinces.regencies - round_provinces.missed, false), ''
    from round_provinces
    join bounds using (award_year, province_code)
)
join shares using (award_year, province_code)
where evidence = 'disputed';

create table disagreeing_national as
select cast(award_year as bigint) as award_year, measure, cast(value as bigint) as value, source_id
from national_claims
where certainty <> 'uncertain' and (award_year, measure) in (
    select (award_year, measure)
    from national_claims
    where certainty <> 'uncertain'
    group by award_year, measure
    having min(value) <> max(value)
);

create table named_by_none as
select regency_code, count(source_id) as blanket_claims
from regencies
left join award_claims using (regency_code)
group by regency_code
having count(*) filter (certainty <> 'blanket') = 0;

create table claims_out_of_round as
select cast(award_claims.award_year as bigint) as award_year, award_claims.regency_code, source_id
from award_claims
left join regencies_in
    on regencies_in.award_year = cast(award_claims.award_year as bigint)
    and regencies_in.regency_code = award_claims.regency_code
where regencies_in.regency_code is null;

create table completeness as
select
    award_year,
    province_code,
    count(*) as regencies,
    count(*) filter (status = 'compliant') as compliant,
    count(*) filter (status in ('not_compliant', 'not_named')) as not_compliant,
    count(*) filter (status = 'disputed') as disputed,
    count(*) filter (status = 'unknown') as unknown
from statuses
group by all;

-- Who is behind the share of each province: lists and counts, else whoever gives the result of one of its regencies.
create table share_sources as
with behind as (
    select award_year, province_code, source_id, 'list' as way from full_lists
    union
    select award_year, province_code, source_id, 'count' from counts
    union
    select award_year, province_code, source_id, 'name'
    from results
    join regencies_in using (award_year, regency_code)
    join awards using (award_year, regency_code)
    where coalesce(results.category = awards.category, results.is_compliant = awards.is_compliant)
        and awards.is_compliant is not null
)
select
    shares.award_year,
    shares.province_code,
    evidence,
    count(source_id) filter (way = 'list') as full_lists,
    count(source_id) filter (way = 'count') as counts,
    case when evidence = 'partial'
        then count(distinct source_id)
        else count(distinct source_id) filter (way <> 'name')
    end as sources,
    case when evidence = 'partial'
        then string_agg(distinct source_id, ';' order by source_id)
        else string_agg(distinct source_id, ';' order by source_id) filter (way <> 'name')
    end as source_ids,
    string_agg(source_id, ';' order by source_id) filter (way = 'list') as full_list_ids
from shares
left join behind using (award_year, province_code)
group by shares.award_year, shares.province_code, evidence;
