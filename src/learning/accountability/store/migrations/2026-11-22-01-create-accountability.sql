create schema accountability;

-- One measured step of one record on the path: codes, ids and times, no child. `id` is made from subject and hop, so
-- that the same step is one row however often it is told.
create table accountability.hop (
  id uuid not null primary key,
  scopes int[] not null,
  subject_id uuid not null,
  hop text not null,
  started_at timestamptz not null,
  due_at timestamptz,
  ended_at timestamptz,
  cancelled_at timestamptz,
  agency_id uuid,
  record_kind text not null,
  record_id uuid not null
);
create index hop_started on accountability.hop (started_at);
create index hop_open_due on accountability.hop (due_at) where ended_at is null and cancelled_at is null and due_at is not null;
alter table accountability.hop enable row level security;
alter table accountability.hop force row level security;
create policy hop_of_my_scopes on accountability.hop for all
  using (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
      or id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));
