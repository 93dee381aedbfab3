-- Where nobody knows the hour of a contact: happened_at is the beginning of the day.
alter table identification.justice_contact add column day_only boolean not null default false;
