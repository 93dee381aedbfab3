-- The kind of a concern was `signal`. The policies also hold the owner, who has no scopes. This change lifts them for its time.
alter table accountability.hop no force row level security;
update accountability.hop set record_kind = 'concern' where record_kind = 'signal';
alter table accountability.hop force row level security;
