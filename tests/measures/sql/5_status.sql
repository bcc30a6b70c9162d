-- What became of each regency.
create table listings as
select
    regencies_in.award_year,
    regency_code,
    count(source_id) as lists,
    count(source_id) filter (list_contains(listed, regency_code)) as naming
from regencies_in
join full_lists using (award_year, province_code)
group by all;

create table statuses as
select
    regencies_in.award_year,
    province_code,
    regency_code,
    full_name,
    type,
    name,
    case
        when is_compliant then 'compliant'
        when not is_compliant then 'not_compliant'
        when is_tied then 'disputed'
        when lists > 0 then 'not_named'
        else 'unknown'
    end as status,
    category,
    certainty,
    coalesce(sources, 0) as sources,
    coalesce(source_ids, '') as source_ids,
    coalesce(conflicting, 0) > 0
        -- A full list speaks of every regency: one that does not name it says no.
        or (coalesce(is_compliant, false) and coalesce(naming < lists, false)) as contested
from regencies_in
left join awards using (award_year, regency_code)
left join listings using (award_year, regency_code);

-- Each round beside the one before it; there was none in 2021.
create table changes as
select
    after.award_year,
    after.regency_code,
    case
        when before.regency_code is null then 'not_yet_formed'
        when after.status in ('disputed', 'unknown') or before.status in ('disputed', 'unknown') then 'unknown'
        when after.status = 'compliant' then case before.status when 'compliant' then 'kept' else 'new' end
        else case before.status when 'compliant' then 'lost' else 'still_without' end
    end as change
from statuses as after
join (
    select award_year, lag(award_year) over (order by award_year) as previous_award_year from rounds
) as rounds on rounds.award_year = after.award_year and previous_award_year is not null
left join statuses as before
    on before.award_year = previous_award_year and before.regency_code = after.regency_code;

create table country as
select rounds.award_year, named, counted_low, counted_high, published_low, published_high
from rounds
join (
    select award_year, count(*) filter (status = 'compliant') as named from statuses group by all
) using (award_year)
join (
    select award_year, sum(compliant_low) as counted_low, sum(compliant_high) as counted_high from shares group by all
) using (award_year)
left join (
    select
        cast(award_year as bigint) as award_year,
        min(cast(value as bigint)) as published_low,
        max(cast(value as bigint)) as published_high
    from national_claims
    where measure = 'awarded_regencies'
    group by all
) using (award_year);
