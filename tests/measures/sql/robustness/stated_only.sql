-- Without what is only derived or said of all at once; counts and lists that are not stated go with it.
create table left_out as select award_year, regency_code from main.awards where certainty <> 'stated';

create table kept_claims as select * from main.province_claims where certainty = 'stated';
