-- Contacts of a child with police, courts or immigration. The root is the case; or the concern or the child where somebody
-- reported one, from where the node copies it into the case.
create table case_management.justice_contact (
  root_id uuid not null,
  id uuid not null,
  kind text not null check (kind in (
    'arrest', 'charge', 'summons', 'detention', 'fine', 'diversion', 'immigration-offence', 'document-offence', 'record',
    'questioned', 'immigration-detention', 'removal-order', 'closed-institution', 'held-as-witness',
    'treated-as-adult', 'conviction', 'status-offence', 'other')),
  nexus text not null check (nexus in ('likely', 'possible', 'unknown', 'none-seen')),
  happened_at timestamptz,
  day_only boolean not null default false,
  at timestamptz not null,
  author text not null,
  sealed_note bytea,
  primary key (root_id, id)
);
alter table case_management.justice_contact enable row level security;
alter table case_management.justice_contact force row level security;
create policy justice_contact_of_open_record on case_management.justice_contact for all
  using (root_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]))
  with check (root_id = any (string_to_array(current_setting('tenfold.roots', true), ',')::uuid[]));
