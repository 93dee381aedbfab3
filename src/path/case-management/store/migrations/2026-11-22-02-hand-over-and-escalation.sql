-- What the authority was told goes with the case, so that the case worker needs no view of the referral itself.
alter table case_management.care_case
  add column escalated_to text not null default 'nobody' check (escalated_to in ('nobody', 'supervisor', 'coordinator')),
  add column sealed_name bytea,
  add column sealed_facts bytea;
