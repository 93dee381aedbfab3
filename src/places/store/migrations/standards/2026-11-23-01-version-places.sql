-- A place keeps which set it comes from, since which version it is as it is, and when it left the list: it is never deleted.
alter table standards.place
  add column set_id text not null default 'meridia',
  add column country text not null default '',
  add column level int not null default 0,
  add column valid_from date,
  add column since_version text not null default '',
  add column since_at timestamptz not null default now(),
  add column retired_version text,
  add column retired_at timestamptz,
  -- The rules by which its search keys were made; 0 when there are none yet.
  add column keyed int not null default 0;

update standards.place set
  country = coalesce(ancestors[array_length(ancestors, 1)], code),
  level = coalesce(array_length(ancestors, 1), 0),
  since_version = version;

create index place_of_set on standards.place (set_id, country);
create index place_of_country on standards.place (country, level);

-- What a place was called and where it lay until a version changed it.
create table standards.place_past (
  code text not null,
  until_version text not null,
  until_at timestamptz not null,
  from_version text not null,
  ancestors text[] not null,
  name jsonb not null,
  valid_from date,
  primary key (code, until_version)
);

create table standards.place_load (
  set_id text not null,
  version text not null,
  -- The countries it was limited to, sorted; empty for all in the file.
  countries text not null,
  sha256 text not null,
  source text not null,
  licence text not null,
  rows int not null,
  added int not null,
  renamed int not null,
  moved int not null,
  retired int not null,
  loaded_at timestamptz not null,
  loaded_by text not null,
  primary key (set_id, version, countries)
);

-- How a place is found: by its whole name as it is written, from each later word on, and as it sounds, in one alphabet for all scripts.
create table standards.place_key (
  code text not null,
  kind text not null check (kind in ('whole', 'word', 'sounds')),
  key text collate "C" not null,
  country text not null,
  parent text not null,
  primary key (code, kind, key)
);

create index place_key_lookup on standards.place_key (kind, key);
