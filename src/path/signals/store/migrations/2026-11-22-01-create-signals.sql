create schema signals;

-- Which desk looks at concerns from which place. The longest way down the place list wins; '' is the desk for all others.
create table signals.triage_desk (
  agency_id uuid not null,
  place_code text not null,
  primary key (agency_id, place_code)
);

create table signals.signal (
  id uuid not null primary key,
  scopes int[] not null,
  version int not null,
  channel text not null check (channel in ('worker', 'public', 'agency-key')),
  status text not null check (status in ('waiting', 'taken', 'merged', 'closed')),
  danger text not null check (danger in ('immediate', 'not-now', 'unknown')),
  place_code text,
  how_known text not null check (how_known in ('told-by-child', 'observed', 'third-party', 'document', 'unknown')),
  happened jsonb,
  raised_at timestamptz not null,
  received_at timestamptz not null,
  raised_by uuid,
  raised_by_agency uuid,
  source_reference text,
  desk_agency uuid not null,
  taken_by uuid,
  taken_at timestamptz,
  merged_into uuid,
  close_reason text check (close_reason in ('referred', 'already-known', 'no-child-concerned', 'passed-to-other-service', 'test-or-mistake', 'other')),
  closed_at timestamptz,
  progress text[] not null default '{}',
  language text,
  reply_wanted boolean not null,
  sealed_words bytea not null,
  sealed_place bytea,
  sealed_reply bytea,
  sealed_close_note bytea
);
alter table signals.signal enable row level security;
alter table signals.signal force row level security;
create policy signal_of_my_scopes on signals.signal for all
  using (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
      or id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- The child or children as far as the person knows them. Who the child really is stands in `children`.
create table signals.person (
  signal_id uuid not null,
  number smallint not null,
  sealed_name bytea,
  age jsonb,
  sex text not null check (sex in ('female', 'male', 'other', 'unknown')),
  language text,
  child_id uuid,
  linked_by uuid,
  linked_at timestamptz,
  primary key (signal_id, number)
);
alter table signals.person enable row level security;
alter table signals.person force row level security;
create policy person_of_open_signal on signals.person for all
  using (signal_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (signal_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- What was said after the first words, by the person who reported and by the desk.
create table signals.message (
  signal_id uuid not null,
  id uuid not null,
  side text not null check (side in ('reporter', 'desk', 'note')),
  author uuid,
  at timestamptz not null,
  sealed_text bytea not null,
  primary key (signal_id, id)
);
alter table signals.message enable row level security;
alter table signals.message force row level security;
create policy message_of_open_signal on signals.message for all
  using (signal_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (signal_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- What became of the concern, step by step, with the concerns merged into it.
create table signals.step (
  signal_id uuid not null,
  id uuid not null,
  kind text not null,
  author text not null,
  at timestamptz not null,
  detail jsonb not null,
  primary key (signal_id, id)
);
alter table signals.step enable row level security;
alter table signals.step force row level security;
create policy step_of_open_signal on signals.step for all
  using (signal_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (signal_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- A receipt is known to the person alone: its digest shows one row to whoever brings the words.
create table signals.receipt (
  digest text not null primary key,
  root_id uuid not null
);
alter table signals.receipt enable row level security;
alter table signals.receipt force row level security;
create policy receipt_of_its_holder on signals.receipt for all
  using (digest = current_setting('tenfold.secret', true))
  with check (root_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- The same report from another system arrives once: its own number, per agency.
create table signals.received (
  agency_id uuid not null,
  source_reference text not null,
  signal_id uuid not null,
  primary key (agency_id, source_reference)
);
