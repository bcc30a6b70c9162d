-- What the claims about one regency and round add up to.
create table weighed_claims as
select
    cast(award_claims.award_year as bigint) as award_year,
    award_claims.regency_code,
    award_claims.category,
    cast(categories.is_compliant as bigint) = 1 as is_compliant,
    award_claims.certainty,
    award_claims.source_id,
    [kind_rank, list_position(['stated', 'blanket', 'derived'], award_claims.certainty)] as weight,
    published_day
from award_claims
join categories using (category)
join sources using (source_id);

-- Uncertain claims take no part; claims without a result yield where there is a result.
create table results as
select *
from weighed_claims as claim
where certainty <> 'uncertain' and (
    is_compliant is not null
    or not exists (
        from weighed_claims as other
        where other.award_year = claim.award_year and other.regency_code = claim.regency_code
            and other.certainty <> 'uncertain' and other.is_compliant is not null
    )
);

create table best_results as
select *
from results
qualify rank() over (partition by award_year, regency_code order by weight, published_day desc) = 1;

create table standing as
select
    award_year,
    regency_code,
    case when count(distinct category) = 1 then any_value(category) end as category,
    -- Two categories may still mean the same result.
    case when count(distinct is_compliant) = 1 then any_value(is_compliant) end as is_compliant,
    any_value(certainty) as certainty,
    count(distinct is_compliant) > 1 as is_tied
from best_results
group by all;

create table awards as
select
    claim.award_year,
    claim.regency_code,
    standing.category,
    standing.is_compliant,
    coalesce(standing.certainty, 'uncertain') as certainty,
    coalesce(standing.is_tied, false) as is_tied,
    -- Concluded, and nobody says the same of the round itself.
    coalesce(
        standing.certainty = 'derived' and standing.is_compliant is not null
            and not bool_or(coalesce(
                results.certainty <> 'derived' and results.is_compliant = standing.is_compliant, false
            )),
        false
    ) as inferred,
    count(distinct results.source_id) filter (gives) as sources,
    coalesce(
        string_agg(distinct results.source_id, ';' order by results.source_id)
            filter (gives),
        ''
    ) as source_ids,
    -- Where nobody outranks the other, the figures leave the regency out: who calls it compliant says the opposite.
    count(distinct results.source_id) filter (
        results.is_compliant <> case when standing.is_tied then false else standing.is_compliant end
    ) as conflicting
from (select distinct award_year, regency_code from weighed_claims) as claim
left join standing using (award_year, regency_code)
left join (
    select
        results.*,
        coalesce(results.category = standing.category, results.is_compliant = standing.is_compliant, false) as gives
    from results
    join standing using (award_year, regency_code)
) as results using (award_year, regency_code)
group by
    claim.award_year, claim.regency_code, standing.category, standing.is_compliant, standing.certainty, standing.is_tied;
