-- Each dispute settled otherwise, as a province of its own: in the names and in the full lists, not in the counts.
create table flips as
select *, province_code || ':' || regency_code || ':' || settled_as as flip
from (
    select
        award_year, province_code, regency_code,
        unnest(case when is_compliant is null then [true, false] else [not is_compliant] end) as settled_as
    from regencies_in
    join awards using (award_year, regency_code)
    where conflicting > 0
    union
    select award_year, province_code, regency_code, false
    from regencies_in
    join awards using (award_year, regency_code)
    join listings using (award_year, regency_code)
    where is_compliant and naming < lists
);

create macro settled(codes, code, settled_as) as list_sort(
    list_filter(coalesce(codes, []), lambda one: one <> code) || if(settled_as, [code], [])
);

create table round_provinces as
select
    flips.award_year,
    flip as province_code,
    regencies,
    len(settled(named, regency_code, settled_as)) as names,
    missed - if(not coalesce(is_compliant, true), 1, 0) + if(settled_as, 0, 1) as missed,
    settled(named, regency_code, settled_as) as named,
    contradictions
from flips
join main.round_provinces using (award_year, province_code)
join awards using (award_year, regency_code);

create table counts as
select flips.award_year, flip as province_code, source_id, counted, kind_rank, published_day
from flips
join main.counts using (award_year, province_code);

create table full_lists as
select flips.award_year, flip as province_code, source_id, settled(listed, regency_code, settled_as) as listed
from flips
join main.full_lists using (award_year, province_code);
