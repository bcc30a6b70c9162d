-- The raw files as tables; every cell is text. {raw} is the folder data/raw.
create table regencies as select * from read_csv('{raw}/regions/regencies.csv', all_varchar = true, header = true);
create table provinces as select * from read_csv('{raw}/regions/provinces.csv', all_varchar = true, header = true);
create table province_changes as
select * from read_csv('{raw}/regions/province_changes.csv', all_varchar = true, header = true);
create table categories as select * from read_csv('{raw}/awards/categories.csv', all_varchar = true, header = true);
create table award_claims as select * from read_csv('{raw}/awards/award_claims.csv', all_varchar = true, header = true);
create table province_claims as
select * from read_csv('{raw}/awards/province_claims.csv', all_varchar = true, header = true);
create table national_claims as
select * from read_csv('{raw}/awards/national_claims.csv', all_varchar = true, header = true);
create table rules as select * from read_csv('{raw}/awards/rules.csv', all_varchar = true, header = true);

-- A source weighs by its kind, then by its day: a month or a year counts as its first day, no date comes last.
create table sources as
select
    source_id,
    list_position(['regulation', 'ministry', 'government', 'news'], kind) as kind_rank,
    case length(published_on)
        when 4 then published_on || '-01-01'
        when 7 then published_on || '-01'
        else coalesce(published_on, '0000-00-00')
    end as published_day
from read_csv('{raw}/awards/sources.csv', all_varchar = true, header = true);

create table rounds as select distinct cast(award_year as bigint) as award_year from award_claims;

create table round_rules as
select
    rounds.award_year,
    rules.operator,
    cast(rules.threshold_percent as bigint) as threshold_percent,
    rules.operator || rules.threshold_percent || '%' as rule
from rounds
join rules on rounds.award_year between cast(award_year_from as bigint) and cast(award_year_to as bigint)
where rules.level = 'province' and rules.denominator = 'regencies';
