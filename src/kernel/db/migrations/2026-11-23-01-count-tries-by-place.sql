-- Wrong passwords are counted by account and place, so that a stranger elsewhere cannot keep a known person out.
-- A row holds no e-mail and no address, only a keyed digest of both (src/kernel/sign-in/tries.ts), and goes when it has run out.
create table kernel.sign_in_try (
  digest bytea not null primary key,
  tries int not null,
  until timestamptz not null
);
create index sign_in_try_until on kernel.sign_in_try (until);

alter table kernel.account drop column failed_sign_ins, drop column locked_until;
