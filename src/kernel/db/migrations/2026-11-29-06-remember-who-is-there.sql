-- The desks and people that had no active account when the node last looked. Who comes to this table has left, and what they had is
-- handed over (src/kernel/sign-in/attendance.ts). It starts empty, so the first look also finds those who left before this change.
create table kernel.unattended_scope (
  scope int not null primary key
);
create index account_agency on kernel.account (agency_id);
