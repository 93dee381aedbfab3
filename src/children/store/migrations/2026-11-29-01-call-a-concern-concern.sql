-- The kind of a concern was `signal`. The policies hold for the owner too, who has no scopes: for this change they do not.
alter table children.path_entry no force row level security;
update children.path_entry set subject_kind = 'concern' where subject_kind = 'signal';
alter table children.path_entry force row level security;
