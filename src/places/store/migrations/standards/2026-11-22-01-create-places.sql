create schema if not exists standards;

create table standards.place (
  code text not null primary key,
  ancestors text[] not null,
  name jsonb not null,
  version text not null
);
