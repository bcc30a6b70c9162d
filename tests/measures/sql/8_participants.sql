-- The same shares where a rule asks for those that took part: as many as the best source says, if that can be.
create table best_participants as
select award_year, province_code, case when count(distinct value) = 1 then any_value(value) end as participants
from (
    select cast(award_year as bigint) as award_year, province_code, cast(value as bigint) as value
    from province_claims
    join sources using (source_id)
    where measure = 'participating_regencies' and certainty <> 'uncertain'
    qualify rank() over (partition by award_year, province_code order by kind_rank, published_day desc) = 1
)
group by all;

create table participant_bounds as
select
    bounds.* exclude (regencies, compliant_high),
    participants,
    least(compliant_high, participants) as compliant_high
from bounds
left join best_participants
    on best_participants.award_year = bounds.award_year and best_participants.province_code = bounds.province_code
    and participants between greatest(compliant_low, coalesce(compliant, 0)) and regencies;

create table participant_shares as
select
    award_year,
    province_code,
    participants as regencies,
    compliant,
    compliant_low,
    compliant_high,
    compliant / nullif(participants, 0) as share,
    compliant_low / nullif(participants, 0) as share_low,
    compliant_high / nullif(participants, 0) as share_high,
    '>=60% of participants' as rule,
    -- Of nobody, no share is reached.
    case
        when participants = 0 then false
        when compliant_low * 100 >= 60 * participants then true
        when compliant_high * 100 < 60 * participants then false
    end as meets_rule,
    case when participants > 0 and compliant is not null then greatest(0, (60 * participants + 99) // 100 - compliant) end
        as regencies_short
from participant_bounds;
