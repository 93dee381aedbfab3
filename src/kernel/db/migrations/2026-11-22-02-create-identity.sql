create table kernel.agency (
  id uuid not null primary key,
  code text not null,
  name jsonb not null,
  kind text not null,
  country text not null,
  created_at timestamptz not null
);

create table kernel.account (
  id uuid not null primary key,
  agency_id uuid not null,
  name text not null,
  email text not null,
  password_hash text,
  roles text[] not null,
  language text not null,
  place text,
  active boolean not null default true,
  failed_sign_ins int not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null
);
-- Sign-in looks an account up before anybody is known; e-mail is kept folded so that equality finds it.
create index account_email on kernel.account (email);

create table kernel.scope (
  id int generated always as identity (start with 1) primary key,
  agency_id uuid,
  desk text,
  account_id uuid,
  check ((account_id is null) = (desk is not null))
);
create index scope_agency on kernel.scope (agency_id, desk);
create index scope_account on kernel.scope (account_id);

create table kernel.session (
  token_hash bytea not null primary key,
  account_id uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index session_account on kernel.session (account_id);

create table kernel.agency_key (
  key_hash bytea not null primary key,
  agency_id uuid not null,
  label text not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);

create table kernel.one_time_link (
  token_hash bytea not null primary key,
  purpose text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table kernel.setting (
  name text not null primary key,
  value jsonb not null
);
