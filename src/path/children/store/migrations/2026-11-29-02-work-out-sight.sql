-- Who may see a record is worked out: its own grants and those of everything merged into it. Undoing a merge used to
-- subtract what the record had lacked on the day of the merge, and took or left the wrong grants.
-- The policies also hold the owner, who has no scopes. This change lifts them for its time.
alter table children.child no force row level security;
alter table children.merge no force row level security;
alter table children.absorbed no force row level security;

alter table children.child add column own_scopes int[];
update children.child set own_scopes = array(
  select scope from unnest(scopes) with ordinality as granted (scope, place)
  where not exists (
    select from children.merge
    where merge.child_id = child.id and undone_at is null and scope = any (gained_scopes)
  )
  order by place
);
alter table children.child alter column own_scopes set not null;

with recursive part (child_id, id) as (
  select distinct child_id, child_id from children.absorbed
  union
  select part.child_id, absorbed_id from part join children.absorbed on absorbed.child_id = part.id
), sight as (
  select part.child_id, array_agg(distinct scope) as scopes
  from part join children.child on child.id = part.id cross join unnest(own_scopes) as scope
  group by part.child_id
)
update children.child set scopes = sight.scopes from sight where child.id = sight.child_id;

alter table children.merge drop column gained_scopes;

-- Which records looked like this one, until a person has decided. Null: registered before they were stored.
alter table children.child add column likely_ids uuid[];

alter table children.child force row level security;
alter table children.merge force row level security;
alter table children.absorbed force row level security;

-- A wrong link is removed with a reason and stays in the history. The other side of it has no reason of its own.
alter table children.family_link add column removed_by uuid;
alter table children.family_link add column removed_at timestamptz;
alter table children.family_link add column sealed_removal_reason bytea;
alter table children.family_link add check ((removed_by is null) = (removed_at is null));
