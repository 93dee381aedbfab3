-- A search is forgotten when a child is registered with it, or when it no longer holds: the keyed hashes of the name and
-- the children it found. Those of before this change are forgotten here.
create index search_to_forget on children.search (at) where tokens <> '{}' or candidate_ids <> '{}';

-- The policy also holds the owner, who has no scopes.
alter table children.search no force row level security;
update children.search set tokens = '{}', candidate_ids = '{}'
  where registered_id is not null or at <= now() - interval '24 hours';
alter table children.search force row level security;
