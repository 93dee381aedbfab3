create schema kept_from;

-- Who said that somebody must not see a record, when and why, and who lifted it. Who is barred, the kernel keeps on the record itself.
create table kept_from.entry (
  record_id uuid not null,
  id uuid not null,
  -- A number of kernel.scope: a person, an agency or a kind of agency.
  scope int not null,
  said_at timestamptz not null,
  said_by uuid,
  key_id uuid not null,
  sealed_words bytea,
  lifted_at timestamptz,
  lifted_by uuid,
  sealed_lift bytea,
  primary key (record_id, id),
  check ((lifted_by is null) = (lifted_at is null))
);
select kernel.protect_below('kept_from.entry', 'record_id');
