-- Who may be doing it, whether they are near the child, and how the child can be reached safely. How to reach the person
-- who reported goes to the authority only with their leave.
alter table signals.signal
  add column near_child text not null default 'not-said' check (near_child in ('yes', 'no', 'unknown', 'not-said')),
  add column reply_shared boolean not null default false,
  add column sealed_suspect bytea,
  add column sealed_safe_contact bytea,
  drop constraint signal_how_known_check,
  add constraint signal_how_known_check check (how_known in (
    'about-me', 'told-by-child', 'observed', 'third-party', 'document', 'unknown', 'not-said'));
-- Until now the page offered one answer, "I would rather not say". The policies also hold the owner, who has no scopes.
-- This change lifts them for its time.
alter table signals.signal no force row level security;
update signals.signal set how_known = 'not-said' where how_known = 'unknown';
alter table signals.signal force row level security;
