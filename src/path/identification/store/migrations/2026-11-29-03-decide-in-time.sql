-- A screening has a date for its outcome. Who was told that it was missed. The policies also hold the owner, who has no scopes.
alter table identification.screening no force row level security;
alter table identification.screening add column escalated_to text not null default 'nobody'
  check (escalated_to in ('nobody', 'supervisor', 'coordinator'));
alter table identification.screening force row level security;
