-- What is added to a merged concern is copied to the one that stands, for its desk only.
alter table signals.message drop constraint message_side_check;
alter table signals.message add constraint message_side_check check (side in ('reporter', 'desk', 'note', 'joined'));
-- The other answers of a later report under the same number.
alter table signals.message add column sealed_told bytea;
-- Digests of everything delivered under one number, so that the same content again is told from an addition.
alter table signals.received add column contents text[] not null default '{}';
-- The desk wrote to the person who raised a concern with an account, and they have not seen it yet.
alter table signals.signal add column reply_waits boolean not null default false;
