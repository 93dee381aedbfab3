create schema test_care;

create table test_care.note (
  id uuid not null primary key,
  scopes int[] not null,
  version int not null,
  kind text not null check (kind in ('worry', 'thanks')),
  written_at timestamptz not null,
  late boolean not null,
  sealed_words bytea not null
);
select kernel.protect_root('test_care.note');

create table test_care.reminder (
  note_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  primary key (note_id, id)
);
select kernel.protect_below('test_care.reminder', 'note_id');

select kernel.publish('evidence.test_notes', $$
  select kind, written_at::date as "on", count(*)::int as notes from test_care.note group by kind, written_at::date
$$);
