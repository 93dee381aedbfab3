-- The age at the time of the acts, beside the age now. An age written before may be either; without `certain` it makes nobody an adult.
alter table referral.referral add column age_at_acts jsonb;
alter table referral.authority drop constraint authority_kind_check;
alter table referral.authority add constraint authority_kind_check
  check (kind in ('child-protection', 'adult-services', 'police', 'labour-inspection', 'health', 'immigration', 'prosecution', 'guardianship', 'shelter', 'other'));
