create schema children;

-- Who the child is. Everything that says so is sealed with the child's own key; the row holds codes, times and scopes only.
create table children.child (
  id uuid not null primary key,
  scopes int[] not null,
  version int not null,
  status text not null check (status in ('current', 'merged')),
  merged_into uuid,
  agency_id uuid,
  search_id uuid,
  sealed_fields bytea not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((status = 'merged') = (merged_into is not null))
);
alter table children.child enable row level security;
alter table children.child force row level security;
create policy child_of_my_scopes on children.child for all
  using (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
      or id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- Changes, never overwrites: the record is the fold of these.
create table children.change (
  child_id uuid not null,
  id uuid not null,
  sealed_change bytea not null,
  received_at timestamptz not null,
  primary key (child_id, id)
);
alter table children.change enable row level security;
alter table children.change force row level security;
create policy change_of_open_child on children.change for all
  using (child_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (child_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- Keyed hashes of coarse name keys, numbers and identifiers. A token says nothing without the node's key, so anybody who may
-- search may look tokens up: the child behind one is shown as far as the worker's scopes go, and no further.
create table children.name_token (
  child_id uuid not null,
  token bytea not null,
  primary key (child_id, token)
);
create index name_token_lookup on children.name_token (token, child_id);
alter table children.name_token enable row level security;
alter table children.name_token force row level security;
create policy name_token_lookup on children.name_token for select using (true);
create policy name_token_of_open_child on children.name_token for all
  using (child_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (child_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- A search that was made, so that a registration can name it.
create table children.search (
  id uuid not null primary key,
  scopes int[] not null,
  version int not null,
  by_actor text not null,
  at timestamptz not null,
  tokens bytea[] not null,
  candidate_ids uuid[] not null,
  rejected int[] not null default '{}',
  registered_id uuid
);
alter table children.search enable row level security;
alter table children.search force row level security;
create policy search_of_my_scopes on children.search for all
  using (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
      or id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- Below the kept child: whoever may see the child may see what was merged into it, and undo it.
create table children.merge (
  child_id uuid not null,
  id uuid not null,
  merged_id uuid not null,
  gained_scopes int[] not null,
  by_actor uuid not null,
  at timestamptz not null,
  sealed_reason bytea not null,
  undone_by uuid,
  undone_at timestamptz,
  sealed_undo_reason bytea,
  primary key (child_id, id),
  check ((undone_by is null) = (undone_at is null))
);
alter table children.merge enable row level security;
alter table children.merge force row level security;
create policy merge_of_open_child on children.merge for all
  using (child_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (child_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- Which records a child's record reads besides its own.
create table children.absorbed (
  child_id uuid not null,
  merge_id uuid not null,
  absorbed_id uuid not null,
  at timestamptz not null,
  primary key (child_id, merge_id)
);
alter table children.absorbed enable row level security;
alter table children.absorbed force row level security;
create policy absorbed_of_open_child on children.absorbed for all
  using (child_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (child_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

create table children.family_link (
  child_id uuid not null,
  id uuid not null,
  relation text not null,
  relative_id uuid,
  sealed_person bytea,
  by_actor uuid not null,
  at timestamptz not null,
  primary key (child_id, id),
  check ((relative_id is null) <> (sealed_person is null))
);
alter table children.family_link enable row level security;
alter table children.family_link force row level security;
create policy family_link_of_open_child on children.family_link for all
  using (child_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (child_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- The path of the child, one row per event of any module, for the timeline: codes, ids and times only.
create table children.path_entry (
  child_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  data jsonb not null,
  primary key (child_id, id)
);
create index path_entry_in_time on children.path_entry (child_id, at, id);
alter table children.path_entry enable row level security;
alter table children.path_entry force row level security;
create policy path_entry_of_open_child on children.path_entry for all
  using (child_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (child_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));
