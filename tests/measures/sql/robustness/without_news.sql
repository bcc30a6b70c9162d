-- Without what nobody but news says: of a result, or of a yes that others of equal weight deny.
create table left_out as
select award_year, regency_code
from main.awards as award
where not exists (
    from results
    join sources using (source_id)
    where results.award_year = award.award_year and results.regency_code = award.regency_code and kind_rank < 4
        and case
            when is_tied then results.is_compliant
            when award.category is null then results.is_compliant = award.is_compliant
            else results.category = award.category
        end
);

create table kept_claims as
select province_claims.* from main.province_claims join sources using (source_id) where kind_rank < 4;
