-- A session belongs to the password it was opened with: another password ends it. What is kept is a digest of the stored hash.
alter table kernel.session add column password_digest bytea;
update kernel.session set password_digest = sha256(convert_to(account.password_hash, 'UTF8'))
  from kernel.account where account.id = session.account_id;

-- An e-mail address belongs to one account, in whatever capitals it is typed. Citus allows a unique key only on the first column of
-- the primary key, so the addresses have a table.
create table kernel.account_address (
  email text not null primary key,
  account_id uuid not null
);
-- Of accounts with one address the oldest keeps it. Nobody could sign in to the others: they had the address of the first.
update kernel.account set active = false, email = id || '@address-in-use.invalid'
  where exists (select from kernel.account older
    where lower(older.email) = lower(account.email) and (older.created_at, older.id) < (account.created_at, account.id));
update kernel.account set email = lower(email);
insert into kernel.account_address (email, account_id) select email, id from kernel.account;

-- An agency key has an end, a rate, and the people who made and revoked it. `id` names it without saying it.
alter table kernel.agency_key
  add column id text not null generated always as (encode(substring(key_hash from 1 for 8), 'hex')) stored,
  add column per_minute int not null default 60 check (per_minute between 1 and 600),
  add column expires_at timestamptz not null default now() + interval '1 year',
  add column created_by uuid,
  add column revoked_by uuid,
  add column last_used_at timestamptz;
update kernel.agency_key set expires_at = created_at + interval '1 year';
