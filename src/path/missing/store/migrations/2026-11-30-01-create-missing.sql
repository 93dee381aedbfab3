create schema missing;

-- A child who is missing, from the moment somebody says so until the talk after the return.
create table missing.missing_child (
  id uuid not null primary key,
  scopes int[] not null,
  version int not null,
  state text not null check (state in ('missing', 'found', 'over')),
  child_id uuid,
  concern_id uuid,
  agency_id uuid,
  country text not null,
  said_by text not null,
  said_at timestamptz not null,
  -- A time, a day, or that it is not known.
  last_seen jsonb not null,
  found_at timestamptz,
  found_recorded_by text,
  review_on text,
  reviewed_by text,
  escalated_to text not null check (escalated_to in ('nobody', 'supervisor', 'coordinator')),
  key_id uuid not null,
  sealed_report bytea not null,
  sealed_facts bytea not null,
  sealed_found bytea,
  check ((state = 'missing') = (found_at is null))
);
select kernel.protect_root('missing.missing_child');

-- Looks, who was told, reviews, talks, printed sheets. Rows are only added.
create table missing.missing_note (
  missing_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('look', 'told', 'review', 'talk', 'printed')),
  at timestamptz not null,
  author text not null,
  party text,
  result text,
  day text,
  sealed_words bytea,
  primary key (missing_id, id)
);
select kernel.protect_below('missing.missing_note', 'missing_id');

-- The searches of a child, or of a concern while the child is not registered. Whoever may open that record may know.
create table missing.search_of (
  subject_id uuid not null,
  missing_id uuid not null,
  primary key (subject_id, missing_id)
);
select kernel.protect_below('missing.search_of', 'subject_id');
