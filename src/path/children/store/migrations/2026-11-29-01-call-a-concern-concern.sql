-- The kind of a concern was `signal`. The policies also hold the owner, who has no scopes. This change lifts them for its time.
alter table children.path_entry no force row level security;
update children.path_entry set subject_kind = 'concern' where subject_kind = 'signal';
alter table children.path_entry force row level security;
