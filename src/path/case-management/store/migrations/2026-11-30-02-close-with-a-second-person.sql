-- A supervisor agrees before a case closes. What was asked, and the answer, are words about a child.
alter table case_management.care_case
  add column sealed_closing bytea,
  drop constraint care_case_close_reason_check,
  add constraint care_case_close_reason_check check (close_reason in ('safe-and-supported', 'with-family-safely', 'returned-with-care', 'cared-for-elsewhere', 'moved-to-other-authority', 'grown-up-and-agreed', 'ended-by-young-person', 'not-found', 'died', 'opened-in-error', 'other'));
-- Whether the child was seen without anyone else in the room.
alter table case_management.task
  add column seen_alone text check (seen_alone in ('yes', 'no', 'not-possible'));
