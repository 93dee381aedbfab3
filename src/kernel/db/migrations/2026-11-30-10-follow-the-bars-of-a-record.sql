-- For migrations of rooms: rows that belong to a record (`tx.belongsTo`) are hidden from whoever the record is hidden from, and so are their
-- list rows and deadlines. The policies also hold the owner, who has no scopes. This lifts them for its time.
create function kernel.follow_bars(rows regclass, record name) returns void language plpgsql as $$
declare
  held regclass;
begin
  foreach held in array array[rows, 'kernel.worklist', 'kernel.deadline'] loop
    execute format('alter table %s no force row level security', held);
  end loop;
  execute format('insert into kernel.kin (record_id, kin_id) select id, %I from %s on conflict do nothing', record, rows);
  execute format('update kernel.root about set barred = whole.barred from %s row join kernel.root whole on whole.id = row.%I
    where about.id = row.id and whole.barred <> ''{}''', rows, record);
  if exists (select from pg_attribute where attrelid = rows and attname = 'barred' and not attisdropped) then
    execute format('update %s row set barred = root.barred from kernel.root where root.id = row.id and root.barred <> ''{}''', rows);
  end if;
  execute format('update kernel.worklist listed set barred = root.barred from %s row join kernel.root using (id)
    where listed.record_id = row.id and root.barred <> ''{}''', rows);
  execute format('update kernel.deadline clock set barred = root.barred from %s row join kernel.root using (id)
    where clock.subject_id = row.id and root.barred <> ''{}''', rows);
  foreach held in array array[rows, 'kernel.worklist', 'kernel.deadline'] loop
    execute format('alter table %s force row level security', held);
  end loop;
end
$$;
revoke execute on function kernel.follow_bars(regclass, name) from public;
