create schema identification;

create table identification.screening (
  id uuid not null primary key,
  scopes int[] not null,
  version int not null,
  concern_id uuid,
  child_id uuid,
  -- Whose key seals the words of this screening: the child's, or the concern's while no child is known.
  key_id uuid not null,
  packs jsonb not null,
  started_by text not null,
  started_at timestamptz not null,
  -- The latest outcome and what the answers said then, for lists; the outcomes themselves stand below.
  outcome text check (outcome in ('presumed-victim', 'at-risk', 'no-grounds-for-now', 'cannot-tell')),
  reading text check (reading in ('reasons-to-presume', 'reasons-to-look-further', 'too-little-known', 'no-signs-noted')),
  child_path text check (child_path in ('child', 'treated-as-child', 'adult')),
  decided_at timestamptz
);
create index screening_of_concern on identification.screening (concern_id, id);
create index screening_of_child on identification.screening (child_id, id);
alter table identification.screening enable row level security;
alter table identification.screening force row level security;
create policy screening_of_my_scopes on identification.screening for all
  using (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
      or id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- Every answer as it was given. `follows` counts the answers to the same indicator before it, so two people cannot both be next.
create table identification.answer (
  screening_id uuid not null,
  indicator_id text not null,
  follows int not null,
  value text not null check (value in ('yes', 'no', 'unknown', 'not-asked')),
  how text check (how in ('told-by-child', 'observed', 'third-party', 'document')),
  author text not null,
  at timestamptz not null,
  sealed_note bytea,
  primary key (screening_id, indicator_id, follows)
);
alter table identification.answer enable row level security;
alter table identification.answer force row level security;
create policy answer_of_open_screening on identification.answer for all
  using (screening_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (screening_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- Age is three facts, each with how it is known and whether somebody disputes it.
create table identification.age (
  screening_id uuid not null,
  moment text not null check (moment in ('at-exploitation', 'at-entry', 'now')),
  follows int not null,
  value jsonb not null,
  how text check (how in ('told-by-child', 'observed', 'third-party', 'document')),
  disputed boolean not null,
  author text not null,
  at timestamptz not null,
  primary key (screening_id, moment, follows)
);
alter table identification.age enable row level security;
alter table identification.age force row level security;
create policy age_of_open_screening on identification.age for all
  using (screening_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (screening_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- What people decided, with the finding they had before them, as canonical text: the same bytes years later.
create table identification.outcome (
  screening_id uuid not null,
  on_version int not null,
  outcome text not null check (outcome in ('presumed-victim', 'at-risk', 'no-grounds-for-now', 'cannot-tell')),
  reading text not null check (reading in ('reasons-to-presume', 'reasons-to-look-further', 'too-little-known', 'no-signs-noted')),
  finding text not null,
  sealed_reason bytea not null,
  sealed_why_not bytea,
  author text not null,
  at timestamptz not null,
  primary key (screening_id, on_version)
);
alter table identification.outcome enable row level security;
alter table identification.outcome force row level security;
create policy outcome_of_open_screening on identification.outcome for all
  using (screening_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (screening_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

create table identification.justice_contact (
  screening_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('arrest', 'charge', 'summons', 'detention', 'fine', 'diversion', 'immigration-offence', 'document-offence', 'record')),
  nexus text not null check (nexus in ('likely', 'possible', 'unknown', 'none-seen')),
  happened_at timestamptz not null,
  protects boolean not null,
  sealed_note bytea,
  author text not null,
  at timestamptz not null,
  primary key (screening_id, id)
);
alter table identification.justice_contact enable row level security;
alter table identification.justice_contact force row level security;
create policy justice_contact_of_open_screening on identification.justice_contact for all
  using (screening_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (screening_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));
