-- A child can say that it is about themselves.
alter table signals.signal
  drop constraint signal_how_known_check,
  add constraint signal_how_known_check check (how_known in (
    'about-me', 'told-by-child', 'observed', 'third-party', 'document', 'unknown'));
