-- Whoever may be part of what a record tells, or has a conflict of interest, sees nothing of it (src/kernel/barred).
select kernel.protect_root('children.child');
select kernel.protect_root('children.search');

-- Which records are about the same child. The policies also hold the owner, who has no scopes. This change lifts them for its time.
alter table children.child no force row level security;
select kernel.relate(id, merged_into) from children.child where merged_into is not null;
alter table children.child force row level security;
