-- What was reported about a child with an open case, for the task to read it: the concern or the referral, and the facts.
alter table case_management.task
  add column signal_id uuid,
  add column referral_id uuid,
  add column sealed_report bytea;
