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

-- Of how many nobody can say, and how many of the names every full list of the province has.
create table province_facts as
select
    award_year,
    province_code,
    any_value(names) as names,
    any_value(missed) as missed,
    any_value(regencies) as regencies,
    count(*) filter (is_tied) as tied,
    count(*) filter (is_compliant and naming = lists) as listed_by_all
from regencies_in
join round_provinces using (award_year, province_code)
left join awards using (award_year, regency_code)
left join listings using (award_year, regency_code)
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
        or (coalesce(is_compliant, false) and coalesce(naming < lists, false))
        -- A number speaks of all at once, as a blanket claim and a full list do, and says of no regency that was
        -- judged by itself, nor of one that its own source names, that it is not among those counted.
        or exists (
            from counts
            where counts.award_year = regencies_in.award_year
                and counts.province_code = regencies_in.province_code
                and case
                    when is_compliant then
                        counted < case when certainty = 'blanket' then names when naming = lists then listed_by_all end
                        and not list_contains(coalesce(namers, []), counts.source_id)
                    when not is_compliant then certainty = 'blanket' and counted > regencies - missed
                    when is_tied then false
                    else lists > 0 and counted > names + tied
                end
        ) as contested,
    coalesce(inferred, false) as inferred
from regencies_in
left join awards using (award_year, regency_code)
left join listings using (award_year, regency_code)
left join province_facts using (award_year, province_code)
left join (
    select award_year, regency_code, list(source_id) as namers
    from weighed_claims
    where is_compliant and certainty in ('stated', 'derived')
    group by all
) as by_name using (award_year, regency_code);

-- What is contested is neither a yes nor a no that is known.
create table known_statuses as
select * replace (case when contested then 'disputed' else status end as status)
from statuses;

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
from known_statuses as after
join (
    select award_year, lag(award_year) over (order by award_year) as previous_award_year from rounds
) as rounds on rounds.award_year = after.award_year and previous_award_year is not null
left join known_statuses as before
    on before.award_year = previous_award_year and before.regency_code = after.regency_code;

-- Rounds in a row up to each round: every compliant one newer than the newest that is not, or may not be, so.
create table streaks as
select
    latest.award_year,
    latest.province_code,
    latest.regency_code,
    latest.full_name,
    count(*) filter (past.award_year > coalesce(newest_not_known, 0)) as streak,
    count(*) filter (past.award_year > coalesce(newest_no, 0)) as streak_high,
    count(*) filter (past.status = 'compliant') as compliant_rounds,
    count(*) filter (past.status not in ('disputed', 'unknown')) as known_rounds,
    count(*) as rounds
from known_statuses as latest
join known_statuses as past on past.regency_code = latest.regency_code and past.award_year <= latest.award_year
left join (
    select
        latest.award_year,
        latest.regency_code,
        max(past.award_year) filter (past.status <> 'compliant') as newest_not_known,
        max(past.award_year) filter (past.status in ('not_compliant', 'not_named')) as newest_no
    from known_statuses as latest
    join known_statuses as past on past.regency_code = latest.regency_code and past.award_year <= latest.award_year
    group by all
) as ends on ends.award_year = latest.award_year and ends.regency_code = latest.regency_code
group by all;
