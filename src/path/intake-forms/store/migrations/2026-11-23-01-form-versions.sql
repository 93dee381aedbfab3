-- The versions of a form in the order they came, who published each and why.
alter table intake_forms.form add column sequence int;
alter table intake_forms.form add column published_by uuid;
alter table intake_forms.form add column note text;
update intake_forms.form as form
  set sequence = (select count(*) from intake_forms.form as earlier
    where earlier.form_id = form.form_id and (earlier.imported_at, earlier.version) <= (form.imported_at, form.version));
alter table intake_forms.form alter column sequence set not null;
alter table intake_forms.form add constraint form_in_order unique (form_id, sequence);

-- The next version while administrators work on it: one for each form, shared by all of them. No child is in it.
create table intake_forms.form_draft (
  form_id text not null primary key,
  version int not null,
  -- The version it was begun from; none for a form that is new.
  base_version text,
  document jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid
);
