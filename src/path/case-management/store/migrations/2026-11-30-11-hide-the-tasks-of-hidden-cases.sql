-- A task stands in lists by its own id. It is hidden from whoever its case is hidden from. The policies also hold the owner, who has no
-- scopes. This lifts them for its time.
alter table case_management.task no force row level security;
select kernel.relate(id, case_id) from case_management.task;
alter table case_management.task force row level security;

update kernel.root task set barred = whole.barred
  from kernel.kin join kernel.root whole on whole.id = kin.kin_id
  where task.kind = 'task' and kin.record_id = task.id and whole.barred <> '{}';

alter table kernel.worklist no force row level security;
update kernel.worklist row set barred = root.barred
  from kernel.root where root.id = row.record_id and root.kind = 'task' and root.barred <> '{}';
alter table kernel.worklist force row level security;
