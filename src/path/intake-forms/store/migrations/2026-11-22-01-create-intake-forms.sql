create schema intake_forms;

-- Forms as imported. No child is in them: what people answer is in submission.
create table intake_forms.form (
  form_id text not null,
  version text not null,
  document jsonb not null,
  problems jsonb not null,
  digest text not null,
  imported_at timestamptz not null,
  primary key (form_id, version)
);

-- One filled form. The id of an imported row is made from the row itself, so the same row again is the same submission.
create table intake_forms.submission (
  id uuid not null primary key,
  scopes int[] not null,
  version int not null,
  form_id text not null,
  form_version text not null,
  how text not null check (how in ('filled', 'imported')),
  filled_at timestamptz not null,
  filled_by uuid,
  agency_id uuid,
  parked int not null,
  sealed_answers bytea not null,
  sealed_parked bytea
);
alter table intake_forms.submission enable row level security;
alter table intake_forms.submission force row level security;
create policy submission_of_my_scopes on intake_forms.submission for all
  using (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
      or id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));
