-- A person who is certainly an adult is handed to someone.
alter table signals.signal
  drop constraint signal_close_reason_check,
  add constraint signal_close_reason_check check (close_reason in (
    'referred', 'already-known', 'no-child-concerned', 'adult-now', 'passed-to-other-service', 'test-or-mistake', 'other'));
