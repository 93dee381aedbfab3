-- A step of a concern that was merged goes on with the concern that stands. Until now it was cancelled, so a late one was not late any more.
alter table accountability.hop add column joined_to uuid;
create index hop_joined on accountability.hop (joined_to) where joined_to is not null;
