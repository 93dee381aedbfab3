-- Custody in its forms, and contacts whose time nobody knows.
alter table identification.justice_contact
  alter column happened_at drop not null,
  drop constraint justice_contact_kind_check,
  add constraint justice_contact_kind_check check (kind in (
    'arrest', 'charge', 'summons', 'detention', 'fine', 'diversion', 'immigration-offence', 'document-offence', 'record',
    'questioned', 'immigration-detention', 'removal-order', 'closed-institution', 'held-as-witness',
    'treated-as-adult', 'conviction', 'status-offence', 'other'));
