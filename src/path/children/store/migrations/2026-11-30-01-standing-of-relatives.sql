-- What is known of a person close to the child, one row each time somebody writes it; the newest counts. A link without
-- one is only claimed, and nobody has looked at the person.
create table children.family_mark (
  child_id uuid not null,
  id uuid not null,
  link_id uuid not null,
  sealed_standing bytea not null,
  at timestamptz not null,
  number bigint generated always as identity,
  primary key (child_id, id)
);
alter table children.family_mark enable row level security;
alter table children.family_mark force row level security;
create policy family_mark_of_open_child on children.family_mark for all
  using (child_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (child_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));

-- The other side of a grandparent, an aunt, a caregiver or an own child was only called "other". The policies also hold
-- the owner, who has no scopes.
alter table children.family_link no force row level security;
update children.family_link there
set relation = case here.relation
  when 'grandparent' then 'grandchild'
  when 'aunt-or-uncle' then 'niece-or-nephew'
  when 'caregiver' then 'cared-for'
  else 'parent'
end
from children.family_link here
where here.id = there.id and here.relative_id = there.child_id and there.relation = 'other'
  and here.relation in ('grandparent', 'aunt-or-uncle', 'caregiver', 'child-of');
alter table children.family_link force row level security;
