-- What the answers say has one more value: a victim of sexual exploitation, to refer now (rule R1b).
alter table identification.screening no force row level security;
alter table identification.screening drop constraint screening_reading_check;
alter table identification.screening add constraint screening_reading_check
  check (reading in ('reasons-to-presume', 'refer-now', 'reasons-to-look-further', 'too-little-known', 'no-signs-noted'));
alter table identification.screening force row level security;
alter table identification.outcome no force row level security;
alter table identification.outcome drop constraint outcome_reading_check;
alter table identification.outcome add constraint outcome_reading_check
  check (reading in ('reasons-to-presume', 'refer-now', 'reasons-to-look-further', 'too-little-known', 'no-signs-noted'));
alter table identification.outcome force row level security;
