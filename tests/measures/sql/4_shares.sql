-- The share of every province in every round.
create table list_facts as
select
    award_year,
    province_code,
    count(*) as lists,
    count(*) filter (listed <> coalesce(named, [])) as other_lists,
    min(len(listed)) as shortest,
    max(len(listed)) as longest
from full_lists
join round_provinces using (award_year, province_code)
group by all;

create table best_counts as
select
    award_year,
    province_code,
    case when count(distinct counted) = 1 then any_value(counted) end as best_count
from (
    select *
    from counts
    qualify rank() over (partition by award_year, province_code order by kind_rank, published_day desc) = 1
)
group by all;

create table count_facts as
select
    award_year,
    province_code,
    count(*) as counts,
    min(counted) as least,
    max(counted) as most,
    least(min(counted), any_value(regencies - missed)) as least_possible,
    greatest(least(max(counted), any_value(regencies)), any_value(names)) as most_possible
from counts
join round_provinces using (award_year, province_code)
group by all;

create table evidence as
select
    *,
    case
        when lists > 0 and other_lists = 0 and (counts is null or (least = names and most = names)) then 'complete'
        when lists > 0 then 'disputed'
        when counts > 0 and least = most and least between names and regencies - missed then 'counted'
        when counts > 0 then 'disputed'
        when names + missed > 0 then 'partial'
        else 'none'
    end as evidence
from round_provinces
left join list_facts using (award_year, province_code)
left join count_facts using (award_year, province_code)
left join best_counts using (award_year, province_code);

-- In a dispute the bounds reach from the least to the most claimed; least() and greatest() pass over what is missing.
create table bounds as
select
    *,
    case
        when evidence = 'complete' then names
        when evidence = 'disputed' and lists > 0 then names
        -- More than there are is nothing that a share could show.
        when evidence in ('counted', 'disputed') and best_count <= regencies then best_count
    end as compliant,
    case
        when evidence = 'complete' then names
        when evidence = 'counted' then least
        when evidence = 'disputed' and lists > 0 then least(names, shortest, least_possible)
        when evidence = 'disputed' then least_possible
        else names
    end as compliant_low,
    case
        when evidence = 'complete' then names
        when evidence = 'counted' then most
        when evidence = 'disputed' and lists > 0 then greatest(names, longest, most_possible)
        when evidence = 'disputed' then most_possible
        else regencies - missed
    end as compliant_high
from evidence;

create macro meets(number, regencies, operator, threshold_percent) as case operator
    when '>' then number * 100 > threshold_percent * regencies
    when '>=' then number * 100 >= threshold_percent * regencies
end;

-- Under the rule of the round, and under others that may be asked for.
create table verdicts as
select
    award_year,
    province_code,
    asked.operator || asked.threshold_percent || '%' as rule,
    case
        when meets(compliant_low, regencies, operator, threshold_percent)
            = meets(compliant_high, regencies, operator, threshold_percent)
            then meets(compliant_low, regencies, operator, threshold_percent)
    end as meets_rule,
    case when compliant is not null then (
        select min(number) from range(0, regencies + 1) as numbers(number)
        where number >= compliant and meets(number, regencies, operator, threshold_percent)
    ) - compliant end as regencies_short
from bounds
cross join (
    select distinct operator, threshold_percent from round_rules
    union
    values ('>', 60), ('>=', 60), ('>', 50), ('>=', 50), ('>', 0), ('>=', 100)
) as asked;

create table conflicting_counts as
select
    award_year,
    province_code,
    count(*) filter (counted is distinct from compliant) as other_counts
from counts
join bounds using (award_year, province_code)
group by all;

create table shares as
select
    award_year,
    province_code,
    provinces.name_id as province,
    regencies,
    compliant,
    compliant_low,
    compliant_high,
    compliant / regencies as share,
    compliant_low / regencies as share_low,
    compliant_high / regencies as share_high,
    evidence,
    round_rules.rule,
    meets_rule,
    regencies_short,
    -- The names say "at least these", and leave room for all but those who missed it: one claim, where the figure is not.
    coalesce(other_counts, 0) + coalesce(other_lists, 0) + contradictions
        + if(compliant not between names and regencies - missed, 1, 0) as conflicts
from bounds
join provinces using (province_code)
left join round_rules using (award_year)
left join verdicts using (award_year, province_code, rule)
left join conflicting_counts using (award_year, province_code);
