-- Which id belongs to which kind of record. Ids are made by clients; one that is taken for a child can never become a concern as well,
-- or opening the one would open the other (src/kernel/db/transaction.ts).
create table kernel.root (
  id uuid not null primary key,
  kind text not null
);

-- Lists are their own rows: one per record and scope, scope first in the index, paged by key.
-- Filtering records by scope and sorting by time is the classic collapse (reference 01, trap 11).
create table kernel.worklist (
  scope int not null,
  list text not null,
  record_id uuid not null,
  record_kind text not null,
  danger smallint not null,
  due_at timestamptz not null,
  at timestamptz not null,
  summary jsonb not null,
  key_id uuid,
  sealed_title bytea,
  primary key (scope, list, record_id),
  check ((key_id is null) = (sealed_title is null))
);
create index worklist_order on kernel.worklist (scope, list, danger, due_at, at, record_id);
create index worklist_record on kernel.worklist (record_id);
alter table kernel.worklist enable row level security;
alter table kernel.worklist force row level security;
create policy worklist_of_my_scopes on kernel.worklist for all
  using (scope = any (string_to_array(current_setting('tenfold.scopes', true), ',')::int[])
      or record_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (record_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- A deadline is a row, never a timer: it survives a restart, a clock change and an edit made offline.
create table kernel.deadline (
  subject_id uuid not null,
  id uuid not null,
  subject_kind text not null,
  clock_id text not null,
  level smallint not null default 0,
  scopes int[] not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  met_at timestamptz,
  missed_at timestamptz,
  stopped_at timestamptz,
  rule jsonb not null,
  primary key (subject_id, id)
);
create index deadline_waiting on kernel.deadline (due_at) where met_at is null and missed_at is null and stopped_at is null;
alter table kernel.deadline enable row level security;
alter table kernel.deadline force row level security;
-- The node notes a clock that has run out without opening the record it belongs to.
create policy deadline_of_my_scopes on kernel.deadline for all
  using (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
      or subject_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
      or subject_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

create table kernel.job (
  id uuid not null primary key,
  kind text not null,
  run_at timestamptz not null,
  payload jsonb not null,
  done_at timestamptz,
  attempts int not null default 0,
  last_error text
);
create index job_waiting on kernel.job (run_at, id) where done_at is null;
