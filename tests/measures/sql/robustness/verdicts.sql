-- Each verdict on less evidence, or with a dispute settled otherwise, beside the one as known.
create table judged as
select 'as_known' as "case", *, province_code as place, null as regency_code, null as settled_as
from main.bounds join main.verdicts using (award_year, province_code)
union all by name
select 'stated_only' as "case", *, province_code as place
from stated_only.bounds join stated_only.verdicts using (award_year, province_code)
union all by name
select 'without_news' as "case", *, province_code as place
from without_news.bounds join without_news.verdicts using (award_year, province_code)
union all by name
select 'flipped' as "case", bounds.*, verdicts.* exclude (award_year, province_code), flips.province_code as place,
    regency_code, settled_as
from flipped.bounds
join flipped.verdicts using (award_year, province_code)
join flipped.flips on flips.award_year = bounds.award_year and flips.flip = bounds.province_code;

create table robustness as
select
    judged.award_year,
    place as province_code,
    "case",
    regency_code,
    settled_as,
    judged.rule,
    round_rules.rule as round_rule,
    regencies,
    compliant_low,
    compliant_high,
    judged.meets_rule,
    other.meets_rule as compared_with,
    if("case" <> 'as_known' or round_rules.rule is not null,
        other.meets_rule is not null and judged.meets_rule is distinct from other.meets_rule, null) as changed,
    if("case" <> 'as_known' or round_rules.rule is not null,
        other.meets_rule is null and judged.meets_rule is not null, null) as decided
from judged
left join round_rules using (award_year)
left join main.verdicts as other
    on other.award_year = judged.award_year and other.province_code = place
    and other.rule = if("case" = 'as_known', round_rules.rule, judged.rule)
where regexp_extract(judged.rule, '^[<>=]+') = coalesce(operator, '>=')
    and (judged.rule = round_rules.rule or regexp_extract(judged.rule, '[0-9]+') in ('50', '60'));
