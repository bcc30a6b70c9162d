-- Whom each round judged: the regencies as they stood on 31 December of the year before.
create table last_days as select award_year, (award_year - 1) || '-12-31' as last_day from rounds;

create table regencies_in as
select
    last_days.award_year,
    regencies.regency_code,
    coalesce(province_changes.previous_province_code, regencies.province_code) as province_code,
    regencies.type,
    regencies.name,
    regencies.full_name
from regencies
join last_days on regencies.valid_from is null or regencies.valid_from <= last_days.last_day
left join province_changes
    on province_changes.regency_code = regencies.regency_code and province_changes.changed_on > last_days.last_day;
