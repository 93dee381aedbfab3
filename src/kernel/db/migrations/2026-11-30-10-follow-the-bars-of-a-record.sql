-- For migrations of rooms: rows about a record of another room are hidden from whoever it is hidden from (`tx.belongsTo`). The policies also
-- hold the owner, who has no scopes. This lifts them for its time.
create function kernel.follow_bars(rows regclass, record name) returns void language plpgsql as $$
begin
  execute format('alter table %s no force row level security', rows);
  execute format('insert into kernel.kin (record_id, kin_id) select id, %I from %s on conflict do nothing', record, rows);
  execute format('update %1$s about set barred = root.barred from kernel.root where root.id = about.%2$I and root.barred <> ''{}''', rows, record);
  execute format('update kernel.root set barred = about.barred from %s about where about.id = root.id and about.barred <> ''{}''', rows);
  execute format('alter table %s force row level security', rows);
end
$$;
revoke execute on function kernel.follow_bars(regclass, name) from public;
