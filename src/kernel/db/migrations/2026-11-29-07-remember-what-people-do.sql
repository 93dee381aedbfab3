-- What active people did when the node last looked, and where. Who has lost a role or moved to another agency since then has left their
-- work, and what they had is handed over (src/kernel/sign-in/attendance.ts). It starts empty: whoever has no role to work with is found by
-- kernel.unattended_scope; other roles that were taken before this change are not known.
create table kernel.known_account (
  account_id uuid not null primary key,
  agency_id uuid not null,
  roles text[] not null
);
