-- Row policies were written out for each table, twenty-eight times. A forgotten `with check` would have been a leak that nobody sees.
-- A migration calls these instead; the policies they make use only session variables, as Citus needs.

-- A root: a row with `id` and `scopes`. Visible to those who have one of its scopes, or who opened it; written only when opened.
create function kernel.protect_root(protected regclass) returns void language plpgsql as $$
declare
  name text := (select relname from pg_class where oid = protected);
begin
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format($policy$
    create policy %I on %s for all
      using (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
          or id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
      with check (id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  $policy$, name || '_of_my_scopes', protected);
end
$$;

-- A row below a root, whose id is in the column `root`: visible and written only when the root is open.
create function kernel.protect_below(protected regclass, root name) returns void language plpgsql as $$
declare
  name text := (select relname from pg_class where oid = protected);
begin
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format($policy$
    create policy %1$I on %2$s for all
      using (%3$I = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
      with check (%3$I = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  $policy$, name || '_of_open_root', protected, root);
end
$$;

-- A list of the compartment, with one row for each record and scope.
create function kernel.protect_worklist(protected regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format($policy$
    create policy worklist_of_my_scopes on %s for all
      using (scope = any (string_to_array(current_setting('tenfold.scopes', true), ',')::int[])
          or record_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
      with check (record_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  $policy$, protected);
end
$$;

-- Deadlines of the compartment. The node notes that one has passed without opening the record it belongs to.
create function kernel.protect_deadline(protected regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format($policy$
    create policy deadline_of_my_scopes on %s for all
      using (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
          or subject_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
      with check (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
          or subject_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  $policy$, protected);
end
$$;

-- Shows a query over root tables to the compartment evidence, as the view `evidence.…`. It has all rows, whoever asks there, so it may
-- have only codes, numbers and days: no id, no time of day, no sealed value, no document. Names and words cannot be told from codes here;
-- they are sealed, so they are bytes.
create function kernel.publish(view text, query text) returns void language plpgsql as $$
declare
  columns text;
  refused text;
begin
  if view !~ '^evidence\.[a-z_]+$' then
    raise exception '% is not a view for evidence', view;
  end if;
  execute format('create view evidence.publishing as %s', query);
  select string_agg(format('%I %s', attname, format_type(atttypid, null)), ', ' order by attnum),
         string_agg(attname, ', ') filter (where format_type(atttypid, null) not in
           ('text', 'text[]', 'boolean', 'smallint', 'integer', 'bigint', 'numeric', 'date'))
    into columns, refused
    from pg_attribute where attrelid = 'evidence.publishing'::regclass and attnum > 0;
  drop view evidence.publishing;
  if refused is not null then
    raise exception '% may not show %: evidence sees only codes, numbers and days', view, refused;
  end if;
  -- It reads with the scope of the node, whatever the scopes of the asking person, and gives them back afterwards.
  execute format($function$
    create function %1$s_rows() returns table (%2$s) language plpgsql security definer set search_path = pg_catalog, pg_temp as $body$
    #variable_conflict use_column
    declare
      scopes_before text := coalesce(current_setting('tenfold.scopes', true), '');
    begin
      perform set_config('tenfold.scopes', '0', true);
      return query %3$s;
      perform set_config('tenfold.scopes', scopes_before, true);
    end
    $body$
  $function$, view, columns, query);
  execute format('create view %1$s as select * from %1$s_rows()', view);
end
$$;

revoke execute on function kernel.protect_root(regclass), kernel.protect_below(regclass, name), kernel.protect_worklist(regclass),
  kernel.protect_deadline(regclass), kernel.publish(text, text) from public;
