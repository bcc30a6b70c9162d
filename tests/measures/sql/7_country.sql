-- The provinces in order: who is surely ahead, who may be, and who is as far as is known.
create table league as
select
    own.award_year,
    own.province_code,
    case when own.compliant is not null then 1 + count(*) filter (
        coalesce(other.compliant, other.compliant_low) * own.regencies > own.compliant * other.regencies
    ) end as rank,
    1 + count(*) filter (other.compliant_low * own.regencies > own.compliant_high * other.regencies) as rank_best,
    1 + count(*) filter (
        other.province_code <> own.province_code
        and other.compliant_high * own.regencies > own.compliant_low * other.regencies
    ) as rank_worst,
    row_number() over (
        partition by own.award_year
        order by own.compliant / own.regencies desc nulls last, own.compliant_high / own.regencies desc, name_id
    ) as place
from bounds as own
join bounds as other using (award_year)
join provinces on provinces.province_code = own.province_code
group by own.award_year, own.province_code, own.compliant, own.compliant_low, own.compliant_high, own.regencies, name_id;

create table published as
select
    cast(award_year as bigint) as award_year,
    min(cast(value as bigint)) as published_low,
    max(cast(value as bigint)) as published_high,
    count(distinct source_id) as published_sources
from national_claims
where measure = 'awarded_regencies' and certainty <> 'uncertain'
group by all;

create table country as
select
    * exclude (published_sources),
    coalesce(published_sources, 0) as published_sources,
    published_low - named as difference_low,
    published_high - named as difference_high
from (
    select
        award_year,
        count(*) as regencies,
        count(*) filter (status = 'compliant') as named,
        count(*) filter (status in ('not_compliant', 'not_named')) as not_compliant,
        count(*) filter (status in ('disputed', 'unknown')) as unknown
    from statuses
    group by all
)
join (
    select
        award_year,
        count(*) as provinces,
        sum(compliant_low) as counted_low,
        sum(compliant_high) as counted_high,
        count(*) filter (meets_rule) as provinces_met,
        count(*) filter (not meets_rule) as provinces_not_met,
        count(*) filter (meets_rule is null) as provinces_open
    from shares
    group by all
) using (award_year)
left join published using (award_year);

-- Which provinces were awarded: said by a source, or left over where as many are named as every source counts.
create table said_of_provinces as
select
    cast(award_year as bigint) as award_year,
    province_code,
    case when min(value) = max(value) then min(value) = '1' end as said,
    count(distinct source_id) as sources
from province_claims
where measure = 'province_award' and certainty <> 'uncertain'
group by all;

create table province_awards as
select
    shares.award_year,
    shares.province_code,
    case
        when sources is not null then said
        when (
            select bool_and(cast(value as bigint) = (
                select count(*) from said_of_provinces as named where named.award_year = shares.award_year and said
            ))
            from national_claims
            where measure = 'awarded_provinces' and certainty <> 'uncertain'
                and cast(national_claims.award_year as bigint) = shares.award_year
        ) then false
    end as awarded,
    coalesce(sources, 0) as sources,
    province, share, share_low, share_high, evidence, rule, meets_rule
from shares
left join said_of_provinces using (award_year, province_code);

-- No threshold gives the award to the first and not to the second, whose share is surely no lower.
create table contradictions as
select
    award_year,
    yes.province_code as awarded_province_code,
    yes.province as awarded_province,
    yes.share_low as awarded_share_low,
    yes.share_high as awarded_share_high,
    no.province_code as not_awarded_province_code,
    no.province as not_awarded_province,
    no.share_low as not_awarded_share_low,
    no.share_high as not_awarded_share_high
from province_awards as yes
join province_awards as no using (award_year)
where yes.awarded and not no.awarded and yes.share_high <= no.share_low;

create table thresholds as
select
    award_year,
    any_value(rule) as rule,
    count(*) filter (awarded) as awarded,
    count(*) filter (not awarded) as not_awarded,
    arg_min(province, row(share_high, province_code)) filter (awarded) as lowest_awarded_province,
    arg_min(share_low, row(share_high, province_code)) filter (awarded) as lowest_awarded_low,
    min(share_high) filter (awarded) as lowest_awarded_high,
    arg_min(province, row(-share_low, province_code)) filter (not awarded) as highest_not_awarded_province,
    max(share_low) filter (not awarded) as highest_not_awarded_low,
    arg_min(share_high, row(-share_low, province_code)) filter (not awarded) as highest_not_awarded_high,
    (select count(*) from contradictions where contradictions.award_year = province_awards.award_year) as contradictions,
    coalesce(string_agg(province, ';' order by province_code) filter (awarded <> meets_rule), '') as against_rule
from province_awards
group by award_year;
