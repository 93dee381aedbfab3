-- The kind of a concern was `signal`. The policies hold for the owner too, who has no scopes: for this change they do not.
alter table accountability.hop no force row level security;
update accountability.hop set record_kind = 'concern' where record_kind = 'signal';
alter table accountability.hop force row level security;
