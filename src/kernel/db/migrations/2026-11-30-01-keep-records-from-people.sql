-- Somebody who would read a record may be part of what it tells, or may have a conflict of interest. `barred` names them by numbers of
-- kernel.scope: a person, a whole agency (desk `anyone`) or every agency of a kind (desk `kind:police`). It beats every scope.

create index scope_of_kind on kernel.scope (desk) where agency_id is null and account_id is null;
insert into kernel.scope (agency_id, desk) select id, 'anyone' from kernel.agency;
insert into kernel.scope (desk) select distinct 'kind:' || kind from kernel.agency;

-- As before, but a row is hidden from those it bars, unless the transaction opened it for a reason of its own.
create or replace function kernel.protect_root(protected regclass) returns void language plpgsql as $$
declare
  name text := (select relname from pg_class where oid = protected);
begin
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format('alter table %s add column if not exists barred int[] not null default ''{}''', protected);
  execute format('drop policy if exists %I on %s', name || '_of_my_scopes', protected);
  execute format($policy$
    create policy %I on %s for all
      using (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
          and not barred && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
          or id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
      with check (id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  $policy$, name || '_of_my_scopes', protected);
end
$$;

create or replace function kernel.protect_worklist(protected regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format('alter table %s add column if not exists barred int[] not null default ''{}''', protected);
  execute format('drop policy if exists worklist_of_my_scopes on %s', protected);
  execute format($policy$
    create policy worklist_of_my_scopes on %s for all
      using (scope = any (string_to_array(current_setting('tenfold.scopes', true), ',')::int[])
          and not barred && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
          or record_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
      with check (record_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  $policy$, protected);
end
$$;

create or replace function kernel.protect_deadline(protected regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format('alter table %s add column if not exists barred int[] not null default ''{}''', protected);
  execute format('drop policy if exists deadline_of_my_scopes on %s', protected);
  execute format($policy$
    create policy deadline_of_my_scopes on %s for all
      using (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
          and not barred && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
          or subject_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
      with check (scopes && string_to_array(current_setting('tenfold.scopes', true), ',')::int[]
          or subject_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  $policy$, protected);
end
$$;

-- Who is barred from a record, for what is stored about it later, and which records are about the same child: whoever is barred from one
-- is barred from all of them.
do $$
declare
  compartment text;
begin
  foreach compartment in array array['kernel', 'finance', 'participation', 'evidence'] loop
    perform kernel.protect_worklist(format('%I.worklist', compartment)::regclass);
    perform kernel.protect_deadline(format('%I.deadline', compartment)::regclass);
    execute format('alter table %I.root add column barred int[] not null default ''{}''', compartment);
    execute format($table$
      create table %1$I.kin (
        record_id uuid not null,
        kin_id uuid not null,
        primary key (record_id, kin_id)
      )$table$, compartment);
    execute format('create index kin_back on %1$I.kin (kin_id)', compartment);
  end loop;
end
$$;

-- For migrations of rooms: both records are about the same child. Later the events say it.
create function kernel.relate(record uuid, kin uuid) returns void language sql as $$
  insert into kernel.kin (record_id, kin_id) values (record, kin) on conflict do nothing
$$;
revoke execute on function kernel.relate(uuid, uuid) from public;
