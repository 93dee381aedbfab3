create schema case_management;

create table case_management.care_case (
  id uuid not null primary key,
  scopes int[] not null,
  version int not null,
  state text not null check (state in ('open', 'closed')),
  origin text not null check (origin in ('referral', 'justice-contact')),
  child_id uuid,
  signal_id uuid,
  referral_ids uuid[] not null,
  agency_id uuid not null,
  country text not null,
  risk text not null check (risk in ('immediate', 'high', 'medium', 'low', 'unknown')),
  worker_id uuid,
  guardian_id uuid,
  opened_at timestamptz not null,
  assigned_at timestamptz,
  closed_at timestamptz,
  close_reason text check (close_reason in ('safe-and-supported', 'with-family-safely', 'cared-for-elsewhere', 'moved-to-other-authority', 'grown-up-and-agreed', 'not-found', 'died', 'opened-in-error', 'other')),
  key_id uuid not null,
  sealed_close_note bytea,
  check ((state = 'closed') = (close_reason is not null))
);
create index care_case_child on case_management.care_case (child_id) where child_id is not null;
create index care_case_signal on case_management.care_case (signal_id) where signal_id is not null;
alter table case_management.care_case enable row level security;
alter table case_management.care_case force row level security;
create policy care_case_of_my_scopes on case_management.care_case for all
  using (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
      or id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

create table case_management.task (
  case_id uuid not null,
  id uuid not null,
  kind text not null,
  side text not null check (side in ('caseworker', 'guardian', 'authority', 'supervisor')),
  added_by text not null,
  added_at timestamptz not null,
  due_at timestamptz,
  clock_id text,
  result text check (result in ('done', 'not-needed', 'not-possible')),
  ended_at timestamptz,
  ended_by text,
  sealed_words bytea,
  sealed_note bytea,
  primary key (case_id, id),
  check ((result is null) = (ended_at is null))
);
alter table case_management.task enable row level security;
alter table case_management.task force row level security;
create policy task_of_open_case on case_management.task for all
  using (case_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (case_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- The way the case went, step by step: codes and times only.
create table case_management.step (
  case_id uuid not null,
  id uuid not null,
  kind text not null,
  author text not null,
  at timestamptz not null,
  detail jsonb not null,
  primary key (case_id, id)
);
alter table case_management.step enable row level security;
alter table case_management.step force row level security;
create policy step_of_open_case on case_management.step for all
  using (case_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (case_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));
