create schema test_participation;

create table test_participation.note (
  id uuid not null primary key,
  scopes int[] not null,
  version int not null,
  kind text not null check (kind in ('worry', 'thanks')),
  written_at timestamptz not null,
  late boolean not null,
  sealed_words bytea not null
);
select kernel.protect_root('test_participation.note');

create table test_participation.reminder (
  note_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  primary key (note_id, id)
);
select kernel.protect_below('test_participation.reminder', 'note_id');
